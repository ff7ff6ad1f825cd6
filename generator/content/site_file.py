"""`site.yaml`: read with the same fields and the same care as content."""

from __future__ import annotations

from pathlib import Path

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping
from generator.model import rules
from generator.model.address import SITE_FILE
from generator.model.category import Categories
from generator.model.fields import Reader, fields_of, read_fields
from generator.model.problem import WHOLE_FILE, Log, Problem
from generator.model.region import Atlas
from generator.model.settings import Settings, review_settings


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
    if values.get("synonyms") and not _is_in(site, settings.synonyms):
        log.add(
            rules.BAD_SETTINGS,
            spots["sinonim"],
            f"sinonim: berkas {settings.synonyms} tidak ada di folder situs.",
            "Buat berkas itu, perbaiki namanya, atau hapus baris sinonim.",
            field="sinonim",
        )
    return settings, data, log.problems


def _is_in(site: Path, path: str) -> bool:
    """Whether there is a file of that path, and it lies in the site's folder wherever links lead."""
    file = site / path
    return file.is_file() and file.resolve().is_relative_to(site.resolve())
