"""What people write in a column of photos: names, several of them, whole paths of their computer, addresses of a drive."""

from __future__ import annotations

import re

from generator.content.picture import SUFFIXES

_SUFFIX = "|".join(re.escape(suffix) for suffix in sorted(SUFFIXES, key=len, reverse=True))
_BETWEEN = r"(?:\s*[,;/|&+\n]\s*|\s+(?:dan|atau|and)\s+|\s+)"
_NAME = re.compile(rf"(.+?(?:{_SUFFIX}))(?:{_BETWEEN}|$)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.)?([^\s/?#]+\.[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:file:/{1,3})?(?:[A-Za-z]:[\\/]|[\\/]{1,2}|~[\\/])")
_CELL_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(.*|\(gambar\)", re.IGNORECASE)
_PLACES = {
    "Google Drive": r"drive\.google\.com|docs\.google\.com|(?:.*\.)?googleusercontent\.com",
    "Google Foto": r"photos\.google\.com|photos\.app\.goo\.gl",
    "Dropbox": r"(?:.*\.)?dropbox(?:usercontent)?\.com",
    "OneDrive": r"1drv\.ms|onedrive\.live\.com|.*\.sharepoint\.com",
    "Instagram": r"(?:www\.)?instagram\.com",
    "Facebook": r"(?:.*\.)?(?:facebook|fb)\.com",
}


def names_in(text: str) -> list[str]:
    """The names of a cell that may hold several: `a.jpg, b.jpg`. Of a path of somebody's computer only the last part."""
    text = text.strip()
    if _CELL_PICTURE.fullmatch(text):
        return []  # the picture itself is in the cell
    if place_of(text):
        return [text]
    matches = list(_NAME.finditer(text))
    is_list = len(matches) > 1 and matches[-1].end() == len(text)
    return [_last_part(match[1]) for match in matches] if is_list else [_last_part(text)]


def _last_part(text: str) -> str:
    """`kue.jpg` of `C:\\Users\\ani\\kue.jpg`; a path below the photos' own folder with its slashes."""
    text = text.strip(" \"',;\n")
    is_path = _ABSOLUTE.match(text)
    text = text.replace("\\", "/")
    return text.rstrip("/").rpartition("/")[2] if is_path and ".." not in text.split("/") else text


def place_of(text: str) -> str:
    """Whose address a text is, `situs web` for any other; empty for what is none, such as the name of a file."""
    first = next(iter(re.split(r"[\s,]+", text.strip())), "")  # forms list one address after the other
    match = _ADDRESS.fullmatch(first)
    if match is None:
        return ""
    named = next((name for name, hosts in _PLACES.items() if re.fullmatch(hosts, match[1], re.IGNORECASE)), "")
    is_address = bool(re.match(r"(?i)https?://|www\.", first))
    return named or ("situs web" if is_address else "")
