"""Photos below `content/foto/`: what their headers say. Decoding them is another room's work."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any, NamedTuple

from generator.content.source_files import SourceFile, unreadable
from generator.machine.cache import Cache, Pool
from generator.model import rules
from generator.model.cards import Photo
from generator.model.problem import WHOLE_FILE, Log, Problem

FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
PIXEL_LIMIT = 50_000_000
BYTE_LIMIT = 30_000_000
GOOD_WIDTH = 800  # pixels; below it a photo looks blurred on a phone
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that swap width and height
ORIENTATION = 0x0112


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
        if "fault" in fact:
            log.add(rules.BAD_PHOTO, WHOLE_FILE, fact["fault"], fact["hint"])
        else:
            photos[file.path] = Photo(file.path, file.digest, fact["width"], fact["height"])
            if max(fact["width"], fact["height"]) < GOOD_WIDTH:
                log.add(rules.SMALL_PHOTO, WHOLE_FILE,
                        f"Foto ini hanya {fact['width']}x{fact['height']} piksel; minimal {GOOD_WIDTH} piksel agar tidak buram.",
                        "Ambil ulang fotonya, atau minta berkas aslinya (bukan kiriman WhatsApp yang mengecil).")  # fmt: skip
        problems += log.problems
    cache.release(HEADERS, headers.keys() - {file.path for file in files})
    return photos, problems


def _header(file: SourceFile, data: bytes) -> dict[str, object]:
    """Width and height in pixels after orientation, or the fault and how to mend it."""
    suffix = file.path[file.path.rfind(".") :].lower()
    if suffix in (".heic", ".heif"):
        return {
            "fault": "Foto ini berformat HEIC (iPhone), yang tidak dibuka peramban.",
            "hint": "Simpan sebagai JPG atau PNG.",
        }
    if file.size > BYTE_LIMIT:
        return {
            "fault": f"Foto ini {file.size // 1_000_000} MB, paling besar {BYTE_LIMIT // 1_000_000} MB.",
            "hint": "Kecilkan dulu fotonya.",
        }
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cameras write faulty EXIF, and sizes are judged below
            Image.MAX_IMAGE_PIXELS = None
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
                width, height = image.size
                kind = "JPEG" if image.format == "MPO" else image.format or ""  # a JPEG with more pictures behind it
                sideways = image.getexif().get(ORIENTATION) in SIDEWAYS
    except Exception:  # noqa: BLE001 - a decoder of foreign bytes may raise anything; the photo is the problem
        return {
            "fault": "Foto ini tidak dapat dibuka.",
            "hint": "Buka di komputer lalu simpan lagi sebagai JPG.",
        }
    if width * height > PIXEL_LIMIT:
        return {
            "fault": f"Foto ini {width}x{height} piksel, lebih dari 50 megapiksel.",
            "hint": "Kecilkan dulu fotonya.",
        }
    if suffix not in FORMATS.get(kind, ()):
        return {
            "fault": f"Isi foto ini {kind}, tetapi namanya berakhiran {suffix or 'kosong'}.",
            "hint": f"Ganti akhiran namanya menjadi {FORMATS[kind][0]}.",
        }
    return {"width": height if sideways else width, "height": width if sideways else height}
