"""`site.yaml`: read with the same fields and the same care as content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping
from generator.model import rules
from generator.model.address import SITE_FILE
from generator.model.category import Categories
from generator.model.fields import Reader, fields_of, read_fields
from generator.model.problem import WHOLE_FILE, Log, Problem, Spot
from generator.model.region import Atlas
from generator.model.setting_types import SITE_FILE as FILE_TYPE
from generator.model.settings import Settings, review_settings, with_own_paths


def read_settings(site: Path) -> tuple[Settings | None, bytes, list[Problem]]:
    """(settings, the file's bytes, problems); no settings when the file is missing or unusable."""
    log = Log(SITE_FILE)
    try:
        data = (site / SITE_FILE).read_bytes()
    except OSError as fault:
        missing = isinstance(fault, FileNotFoundError)
        message = (
            "site.yaml tidak ada di folder ini." if missing else f"site.yaml tidak dapat dibaca: {fault.strerror}."
        )
        log.add(
            rules.BAD_SETTINGS,
            WHOLE_FILE,
            message,
            "Jalankan di folder situs, atau buat situs baru: etalase init FOLDER --provinsi 16",
        )
        return None, b"", log.problems
    text = decode(data, log)
    mapping = None if text is None else read_mapping(text, log)
    if mapping is None:
        return None, data, log.problems
    reader = Reader(log, Atlas.of("16"), Categories())  # no field of the settings names a region
    values, spots = read_fields(Settings, mapping, reader)
    if any(values.get(spec.attribute) is None for spec in fields_of(Settings) if spec.required):
        return None, data, log.problems
    settings = Settings(**values)
    review_settings(settings, reader, spots)
    _check_files(values, site, spots, log)
    return with_own_paths(settings), data, log.problems


def _check_files(values: Mapping[str, Any], site: Path, spots: Mapping[str, Spot], log: Log) -> None:
    """A problem for every setting that names a file of the site that is not there."""
    for spec in fields_of(Settings):
        name = values.get(spec.attribute)
        if spec.type is FILE_TYPE and spec.key in spots and name and not _is_in(site, name):
            message = f"{spec.key}: berkas {name} tidak ada di folder situs."
            hint = f"Buat berkas itu, perbaiki namanya, atau hapus baris {spec.key}."
            log.add(rules.BAD_SETTINGS, spots[spec.key], message, hint, field=spec.key)


def _is_in(site: Path, path: str) -> bool:
    """Whether there is a file of that path, and it lies in the site's folder wherever links lead."""
    file = site / path
    return file.is_file() and file.resolve().is_relative_to(site.resolve())
