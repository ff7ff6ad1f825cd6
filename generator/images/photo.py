"""The safe forms of a photo: decoded once with limits, turned upright, in sRGB, stripped of all it tells about people
and places, and written in every size that some page shows.
"""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.content.picture import PictureError, opened, upright
from generator.images.store import Store
from generator.model import rules
from generator.model.digest import digest
from generator.model.output import RecipeFaultError

if TYPE_CHECKING:
    from PIL import Image

GRADES = (1600, 3200, 6400)  # pixels of the longer side; photos are decoded a little larger than needed
# WebP at 70 looks like JPEG at 80 and weighs a third less; method 6 would save 5 % for twice the time.
WRITERS: dict[str, tuple[str, dict[str, int | bool]]] = {
    "webp": ("WEBP", {"quality": 70, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}


class Variant(NamedTuple):
    """A photo at one size, in pixels, and one format: `webp` or `jpg`."""

    width: int
    height: int
    form: str

    @property
    def name(self) -> str:
        """What it is kept as."""
        return f"{self.width}x{self.height}.{self.form}"


class PhotoFile(NamedTuple):
    """Where a photo lies, where what is made of it is kept, and what is asked for. Its fingerprint is its content's alone."""

    file: str
    digest: str
    store: Store = Store("")
    variants: tuple[Variant, ...] = ()
    cards: tuple[str, ...] = ()  # names of its share cards

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is asked for: whatever else is kept may go."""
        return (*(item.name for item in self.variants), *self.cards)


def photo_variant(source: PhotoFile, variant: Variant) -> bytes:
    """Recipe: the photo at a size, upright, in sRGB, without metadata. Raises RecipeFaultError.

    The first variant asked for makes all of them, so that a photo is decoded once.
    """
    kept = source.store.fetch(variant.name)
    if kept is not None:
        return kept
    wanted = sorted({variant, *source.variants})  # one after the other of one size
    encoded: dict[Variant, bytes] = {}
    for size, items in groupby(wanted, key=lambda item: item[:2]):
        alike = list(items)
        picture = _resized(decoded(source.file, source.digest, _grade(alike[0])), size)
        encoded |= {item: _written(picture, item.form) for item in alike}
    source.store.drop_others({*source.names, *(item.name for item in wanted)})
    for item, data in encoded.items():
        source.store.keep(item.name, data)
    return encoded[variant]


def _grade(variant: Variant) -> int:
    """The size of the decoding that a variant is made from: of its own size alone, so that no other variant matters."""
    return next(grade for grade in GRADES if grade >= max(variant[:2]) or grade == GRADES[-1])


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL import Image

    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _written(picture: Image.Image, form: str) -> bytes:
    kind, options = WRITERS[form]
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@lru_cache(maxsize=1)  # the variants and the cards of a photo are made one after the other, in one process
def decoded(file: str, content: str, grade: int) -> Image.Image:
    """The photo decoded, upright, in sRGB, its longer side at least `grade` and below 2 x `grade` pixels, unless it has less.

    `content` is the digest of its bytes. Raises RecipeFaultError.
    """
    data = Path(file).read_bytes()
    if digest(data) != content:
        raise RecipeFaultError(rules.BAD_PHOTO, "Foto ini berubah selagi situs dibuat.", "Jalankan sekali lagi.")
    try:
        with opened(file, data) as image:
            # `draft` decodes a JPEG at a fraction of its size; it counts before orientation, so ask for a square.
            image.draft("RGB", (grade, grade))
            picture = plain(upright(image), image.info.get("icc_profile"))
    except PictureError as fault:
        raise RecipeFaultError(rules.BAD_PHOTO, f"Foto ini {fault.fault}", fault.hint) from fault
    times = max(picture.size) // grade
    return picture.reduce(times) if times > 1 else picture


def plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB in sRGB on white, with no profile, no comment and no metadata left."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        flat = Image.new("RGB", rgba.size, "white")
        flat.paste(rgba, mask=rgba.getchannel("A"))
    elif image.mode.startswith("I"):  # 16 bits a pixel: `convert` would cut off all that is brighter than 255
        return _bare(image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB"))
    elif image.mode in ("L", "CMYK"):
        flat = image
    else:
        flat = image.copy() if image.mode == "RGB" else image.convert("RGB")
    flat = _in_srgb(flat, profile) if profile else flat
    return _bare(flat if flat.mode == "RGB" else flat.convert("RGB"))


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours told in sRGB. Phones with wide screens (Display P3) write numbers that look dull without this."""
    from PIL import ImageCms

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(theirs).casefold():
            return image
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):  # a damaged profile, or one for other channels: the numbers as they are
        return image


def _bare(image: Image.Image) -> Image.Image:
    image.info.clear()
    return image
