"""Photos below `content/foto/`: what their headers say. Decoding them is another room's work."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from generator.content.picture import HEAD_BYTES, SIDEWAYS, PictureError, is_photo, opened, orientation_of
from generator.content.source_files import SourceFile, unreadable
from generator.machine.cache import Cache, Pool
from generator.model import rules
from generator.model.cards import Photo
from generator.model.problem import WHOLE_FILE, Log, Problem

GOOD_WIDTH = 800  # pixels; below it a photo looks blurred on a phone


class PhotoHeader(NamedTuple):
    """What is remembered of a photo: the digest of its bytes, and its size or fault (see `_header`)."""

    digest: str
    facts: dict[str, Any]


HEADERS = Pool("photos", PhotoHeader._make, tuple)


def read_photos(files: list[SourceFile], cache: Cache) -> tuple[dict[str, Photo], list[Problem]]:
    """The facts of every photo by its name below `content/foto/`; broken ones are problems."""
    headers = cache.pool(HEADERS)
    photos, problems = {}, []
    for file in files:
        header = headers.get(file.path)
        log = Log("content/foto/" + file.path)
        if header is None or header.digest != file.digest:
            try:
                header = PhotoHeader(file.digest, _header(file, Path(file.file).read_bytes()))
            except OSError as fault:  # of the machine, not of the photo: not to be remembered
                problems.append(unreadable(log.path, fault))
                continue
            cache.keep(HEADERS, file.path, header)
        fact = header.facts
        if fact.get("fault") == "":
            log.add(
                rules.STRAY_FILE,
                WHOLE_FILE,
                "Berkas ini bukan foto, jadi tidak dipakai.",
                "Pindahkan dari content/foto; berkas untuk diunduh disimpan di content/berkas.",
            )
        elif "fault" in fact:
            log.add(rules.BAD_PHOTO, WHOLE_FILE, fact["fault"], fact["hint"])
        else:
            photos[file.path] = Photo(file.path, file.digest, fact["width"], fact["height"])
            if max(fact["width"], fact["height"]) < GOOD_WIDTH:
                log.add(
                    rules.SMALL_PHOTO,
                    WHOLE_FILE,
                    f"Foto ini hanya {fact['width']}x{fact['height']} piksel; minimal {GOOD_WIDTH} piksel agar tidak buram.",
                    "Ambil ulang fotonya, atau minta berkas aslinya (bukan kiriman WhatsApp yang mengecil).",
                )
        problems += log.problems
    cache.release(HEADERS, headers.keys() - {file.path for file in files})
    return photos, problems


def _header(file: SourceFile, data: bytes) -> dict[str, object]:
    """Width and height in pixels after orientation; else the fault and how to mend it, empty for what is no photo."""
    if not is_photo(file.path, data[:HEAD_BYTES]):
        return {"fault": "", "hint": ""}
    try:
        with opened(file.path, data) as image:
            width, height = image.size
            sideways = orientation_of(image) in SIDEWAYS
    except PictureError as error:
        return {"fault": f"Foto ini {error.fault}", "hint": error.hint}
    return {"width": height if sideways else width, "height": width if sideways else height}
