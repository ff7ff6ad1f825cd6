"""Addresses: where every page and photo lies, and the way from one page to another.

A page's path is written from the site's root without a leading slash and ends in a slash (`produk/keripik/`), but for
single files such as `404.html`. The home page's path is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.collate import is_kept_by_windows, slugify

if TYPE_CHECKING:
    from generator.model.cards import Photo

SITE_FILE = "site.yaml"  # at the top of every site
COLUMN_MEMORY = "impor.yaml"  # below content/: read by imports alone
# Slugs of plain pages that would collide with what Etalase itself puts at the root.
RESERVED = frozenset(
    "produk penjual wilayah kategori cari pilihan pojok kabar layanan en aset data statistik admin halaman api 404 index feed "
    "sitemap robots etalase".split()
)
FALLBACK_WIDTH = 800  # pixels of a photo's one JPEG
RESULT_WIDTH = 320  # pixels of a photo in the search results, whatever the theme
AT_ROOT = "halaman"  # the kind whose pages lie at the site's root; all others lie in a folder of their kind's name


def record_path(kind: str, slug: str) -> str:
    """The path of a record's page."""
    return f"{slug}/" if kind == AT_ROOT else f"{kind}/{slug}/"


def record_at(path: str) -> tuple[str, str]:
    """The inverse of `record_path`. Of a path that is no record's, what no record is called."""
    kind, _, rest = path.partition("/")
    if not rest:
        return AT_ROOT, kind
    return ("", "") if kind == AT_ROOT else (kind, rest[:-1])


def localized(path: str, language: str) -> str:
    """The path of a page in another language: Indonesian pages lie at the root."""
    return path if language == "id" else f"{language}/{path}"


def file_of(path: str) -> str:
    """The file in `output/` that serves a path."""
    return path + "index.html" if not path or path.endswith("/") else path


def numbered(path: str, number: int) -> str:
    """The path of page `number` of a list, counted from 1."""
    return path if number == 1 else f"{path}halaman/{number}/"


def relative(ascent: str, target: str, *, offline: bool = False) -> str:
    """The reference to `target`, which may carry `?` and `#`, from a page whose way up to the site's root is `ascent` (`../../`).

    With `offline`, references end in `index.html`, so that they work from a disk.
    """
    if offline:
        path = target.partition("#")[0].partition("?")[0]
        target = file_of(path) + target[len(path) :]
    return ascent + target if ascent or target[:1] not in ("", "?", "#") else "./" + target


def photo_path(photo: Photo, width: int, form: str = "webp") -> str:
    """The path of a photo at most `width` pixels wide, as `webp` or `jpg`; it changes with the photo's content."""
    stem = slugify(photo.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]) or "foto"
    return f"aset/foto/{stem}-{photo.content[:8]}-{min(width, photo.width)}.{form}"


def fallback_path(photo: Photo) -> str:
    """The path of the one JPEG of a photo: for browsers without WebP, and for those who are given a single address."""
    return photo_path(photo, FALLBACK_WIDTH, "jpg")


def shown_size(photo: Photo, width: int) -> tuple[int, int]:
    """Width and height in pixels of a photo made at most `width` wide; photos are never enlarged."""
    if photo.width <= width:
        return photo.width, photo.height
    return width, max(1, round(photo.height * width / photo.width))


PAGE_FILES = (".html", ".htm")  # of other sites; a page of this one is a folder


def alias_path(alias: str) -> str | None:
    """The path of an old address, or None when it is none that this site could have.

    That of a file such as `produk/lama.html` is the file; one that ends in `index.html` is its folder.
    """
    path = alias.strip().strip("/").removesuffix("index.html").rstrip("/")
    safe = all(
        part and all(letter.isalnum() or letter in "-_." for letter in part) and not part.startswith(".")
        for part in path.split("/")
    )
    if not (safe and path.isascii() and path == path.lower() and is_kept_by_windows(path)):
        return None
    return path if path.endswith(PAGE_FILES) else path + "/"


def old_path(alias: str) -> str | None:
    """The path of an old address that can be led on: none where Etalase itself puts something."""
    path = alias_path(alias)
    return None if path is None or reserved_part(path) else path


def reserved_part(path: str) -> str:
    """What of Etalase's own lies at a path, by its name in `RESERVED`; empty when nothing does."""
    stem = path.strip("/").partition(".")[0]
    return stem if stem in RESERVED else ""
