"""Pictures of unknown origin: what their bytes say they are, opened with limits. The same at the doors and in a build.

A name tells nothing here: what Windows saves as `.jfif` is a JPEG, and so is many a `.png`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SUFFIXES = (
    *(".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff", ".avif"),
    *(".heic", ".heif"),
)
HEAD_BYTES = 64  # that tell what a file is
BYTE_LIMIT = 30_000_000
PIXEL_LIMIT = 50_000_000  # of what is decoded whole: 150 MB, or 200 with transparency
JPEG_PIXEL_LIMIT = 120_000_000  # a JPEG is decoded at a fraction of its size; telephones take 108 million
HEIC = "HEIC"
_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_HEIC_BRANDS = frozenset([b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"])
_BMP_HEADERS = frozenset([12, 40, 52, 56, 64, 108, 124])  # sizes of the second header, in bytes
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
SIDEWAYS = (5, 6, 7, 8)  # orientations that swap width and height


class PictureError(Exception):
    """A picture that cannot be used. `fault` goes on after "Foto ini"; both are Indonesian."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault, hint)
        self.fault, self.hint = fault, hint


def kind_of(head: bytes) -> str:
    """Pillow's name of the format that a file begins with, `HEIC` for what it does not read; empty for no picture."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "BMP"
    if head[4:8] == b"ftyp":
        end = min(int.from_bytes(head[:4], "big"), HEAD_BYTES)
        brands = {head[8:12], *(head[place : place + 4] for place in range(16, end, 4))}
        if brands & {b"avif", b"avis"}:
            return "AVIF"
        return HEIC if brands & _HEIC_BRANDS else ""
    return ""


def is_photo(name: str, head: bytes) -> bool:
    """Whether a file is a photo, or means to be one: by its first bytes, else by its name."""
    return bool(kind_of(head)) or name.lower().endswith(SUFFIXES)


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Image.Image]:
    """The picture, not yet decoded, its size within the limits. Raises PictureError, also for what fails inside."""
    kind = kind_of(data[:HEAD_BYTES])
    if kind == HEIC or (not kind and name.lower().endswith((".heic", ".heif"))):
        raise PictureError(
            "berformat HEIC (iPhone), yang tidak dibuka peramban.",
            "Simpan sebagai JPG atau PNG, atau kirim ulang lewat WhatsApp sebagai foto.",
        )
    if len(data) > BYTE_LIMIT:
        size = f"{len(data) // 1_000_000} MB, paling besar {BYTE_LIMIT // 1_000_000} MB."
        raise PictureError(size, "Kecilkan dulu fotonya.")
    if kind == "WEBP":
        _refuse_large(kind, _webp_size(data))  # Pillow takes memory for the whole of it when it opens it
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # sizes are judged here
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cameras write faulty EXIF; the picture is sound
            with Image.open(io.BytesIO(data), formats=(kind,) if kind else ("JPEG",)) as image:
                _refuse_large(kind, image.size)
                if kind == "PNG" and "exif" not in image.info:
                    image.info["exif"] = _png_exif(data)  # else Pillow decodes the whole picture to look behind it
                yield image
    except PictureError:
        raise
    except Exception as fault:
        raise PictureError(
            "tidak dapat dibuka: rusak, terpotong, atau bukan foto.", "Buka di komputer, simpan lagi sebagai JPG."
        ) from fault


def _refuse_large(kind: str, size: tuple[int, int]) -> None:
    limit = JPEG_PIXEL_LIMIT if kind == "JPEG" else PIXEL_LIMIT
    if size[0] * size[1] > limit:
        message = f"{size[0]}x{size[1]} piksel, lebih dari {limit // 1_000_000} megapiksel."
        raise PictureError(message, "Kecilkan dulu fotonya.")


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP (RFC 9649): of its canvas, its lossless or its lossy frame."""
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _png_exif(data: bytes) -> bytes:
    """The EXIF chunk of a PNG, wherever it stands; empty when there is none."""
    place = 8
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] == b"eXIf":
            return b"Exif\0\0" + data[place + 8 : place + 8 + length]
        place += length + 12
    return b""


def orientation_of(image: Image.Image) -> int:
    """How the camera was held (EXIF, 1 to 8); 1 where the directory is faulty."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - a reader of foreign bytes may raise anything; the picture is sound without it
        return 1
    return turn if turn in _TURNS else 1


def upright(image: Image.Image) -> Image.Image:
    """The picture, decoded, as it was seen."""
    from PIL import Image

    image.load()
    turn = _TURNS.get(orientation_of(image))
    return image.transpose(Image.Transpose[turn]) if turn else image
