"""The safe form of a photo: decoded with limits, turned upright, stripped of all it tells about people and places."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model import rules
from generator.model.cards import Photo
from generator.model.digest import digest
from generator.model.output import RecipeFaultError

if TYPE_CHECKING:
    from PIL import Image

PIXEL_LIMIT = 50_000_000
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")


AGAIN = "Buka fotonya di komputer, simpan lagi sebagai JPG, lalu ulangi."


class PhotoFile(NamedTuple):
    """Where a photo lies. Its fingerprint is its content's alone: the place may move."""

    file: str
    digest: str


def source_of(photo: Photo, file: str) -> PhotoFile:
    """The input of `photo_jpeg`."""
    return PhotoFile(file, photo.content)


def photo_jpeg(source: PhotoFile, width: int, height: int) -> bytes:
    """The photo as JPEG of `width` x `height` pixels, upright, without metadata. Raises RecipeFaultError."""
    from PIL import Image, ImageOps

    data = Path(source.file).read_bytes()
    if digest(data) != source.digest:
        raise RecipeFaultError(rules.BAD_PHOTO, "Foto ini berubah selagi situs dibuat.", "Jalankan sekali lagi.")
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cameras write faulty EXIF; the picture is sound
            warnings.simplefilter("error", Image.DecompressionBombWarning)  # Pillow only warns up to twice its limit
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                # `draft` decodes a JPEG at a fraction of its size; it counts before orientation, so ask for a square.
                image.draft("RGB", (max(width, height), max(width, height)))
                upright = ImageOps.exif_transpose(image)
                flat = _flattened(upright)
    except Exception as fault:
        raise RecipeFaultError(rules.BAD_PHOTO, "Foto ini rusak atau terpotong.", AGAIN) from fault
    if flat.size != (width, height):
        flat = flat.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _flattened(image: Image.Image) -> Image.Image:
    """RGB on white, with no profile, no comment and no metadata left."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        flat = Image.new("RGB", rgba.size, "white")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        return flat
    if image.mode.startswith("I"):  # 16 bits a pixel: `convert` would cut off all that is brighter than 255
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    flat = image.convert("RGB")
    flat.info.clear()
    return flat
