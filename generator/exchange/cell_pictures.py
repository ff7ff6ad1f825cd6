"""Pictures in the cells of a workbook: floating above them, placed in them (Excel 365), or WPS Office's DISPIMG.

Read from an .xlsx here, from .ods and .xls by modules of their own, in a process that may die. A floating picture belongs to the cell under its middle: people
drop it roughly where it should be. Formats: ECMA-376 parts 1 (drawings) and [MS-XLSX] (rich values).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from generator.content.picture import BYTE_LIMIT
from generator.exchange.rich_values import rich_values

MEDIA = {".xlsx": "xl/media/", ".xlsm": "xl/media/", ".ods": "Pictures/"}  # where a zip has its pictures
MOST_PICTURES = 5_000
MOST_XML = 200_000_000  # bytes of one part
CPU_SECONDS = 30
EMU_OF_POINT, EMU_OF_CHARACTER = 12_700, 66_675
DEFAULT_HEIGHT, DEFAULT_WIDTH = 15.0, 9.14  # points; characters with the cell's margin
MOST_LINES = 70_000  # rows or columns whose sizes are added up
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")(?=[^>]*\bvm="(\d{1,6})")')
_DISPIMG = re.compile(
    rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[^>]*>[^<]{0,20}DISPIMG\((?:&quot;|")([^"&<]{1,80})'
)


class CellPicture(NamedTuple):
    """A picture of a cell: its sheet, row and column (from 1), where its bytes were put, and its name in the workbook."""

    sheet: str
    row: int
    column: int
    file: str
    name: str


class _Order(NamedTuple):
    book: str
    folder: str


class _Spot(NamedTuple):
    row: int
    column: int
    part: str  # the picture, as a member of the zip


def pictures_in(book: Path, folder: Path) -> list[CellPicture] | None:
    """The pictures of a workbook, their bytes put into `folder`; None when they could not be read."""
    from generator.machine.workers import WorkerFailure, run

    media = MEDIA.get(book.suffix.lower(), "")
    if media and zipfile.is_zipfile(book):
        with zipfile.ZipFile(book) as archive:
            if not any(name.startswith(media) for name in archive.namelist()):
                return []
    elif book.suffix.lower() != ".xls":
        return []
    for result in run(_read, [_Order(str(book), str(folder))], 1, risky=True):
        return None if isinstance(result, WorkerFailure) else result
    raise AssertionError("unreachable")


def _read(order: _Order) -> list[CellPicture] | None:
    """What the child does. Never raises for what the workbook holds."""
    from generator.exchange.read_book import limit_process

    limit_process(CPU_SECONDS)
    book, folder = Path(order.book), Path(order.folder)
    try:
        if book.suffix.lower() == ".xls":
            from generator.exchange.xls_pictures import xls_pictures

            return list(islice(xls_pictures(book, folder), MOST_PICTURES))
        with zipfile.ZipFile(order.book) as archive:
            if book.suffix.lower() == ".ods":
                from generator.exchange.ods_pictures import Document

                return list(islice(Document(archive, folder).pictures(), MOST_PICTURES))
            return list(islice(_Workbook(archive, folder).pictures(), MOST_PICTURES))
    except Exception:  # noqa: BLE001 - foreign bytes may raise anything; the pictures are then called unreadable
        return None


class PictureArchive:
    """A workbook that is a zip, and the folder into which its pictures are put."""

    def __init__(self, archive: zipfile.ZipFile, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        self.names = set(archive.namelist())
        self.put: dict[str, str] = {}  # picture -> file

    def file(self, part: str) -> str:
        """Where a picture's bytes were put; a byte more than a photo may have, at most. Empty for what is not there."""
        if part not in self.put and part in self.names:
            target = self.folder / f"gambar-{len(self.put)}{posixpath.splitext(part)[1][:6]}"
            with self.archive.open(part) as source:
                target.write_bytes(source.read(BYTE_LIMIT + 1))
            self.put[part] = str(target)
        return self.put.get(part, "")

    def bytes(self, part: str) -> bytes:
        """A part's bytes. Raises ValueError for a huge one and for a document type, which no office program writes."""
        with self.archive.open(part) as source:
            data = source.read(MOST_XML + 1)
        if len(data) > MOST_XML or b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:2000]:
            raise ValueError(part)
        return data

    def xml(self, part: str) -> ElementTree.Element | None:
        """The tree of a part; None when there is none."""
        return ElementTree.fromstring(self.bytes(part)) if part in self.names else None  # noqa: S314 - no document type


class _Workbook(PictureArchive):
    """The parts of an .xlsx that pictures hang on."""

    def pictures(self) -> Iterator[CellPicture]:
        """Every picture, sheet by sheet."""
        book, relations = self.xml("xl/workbook.xml"), self.relations("xl/workbook.xml")
        rich, wps = self.rich_pictures(), self.wps_pictures()
        for sheet in book.iter() if book is not None else ():
            part = relations.get(sheet.get(f"{_RELATION}id", ""), "")
            if _local(sheet) != "sheet" or part not in self.names:
                continue
            data = self.bytes(part)
            for spot in (*self.floating(part, data), *_in_cells(data, rich, wps)):
                if file := self.file(spot.part):
                    yield CellPicture(sheet.get("name", ""), spot.row, spot.column, file, posixpath.basename(spot.part))

    def floating(self, part: str, data: bytes) -> Iterator[_Spot]:
        """The pictures of a sheet's drawings."""
        rows, columns = _lines(data, rows=True), _lines(data, rows=False)
        for drawing in (name for name in self.relations(part).values() if name.startswith("xl/drawings/drawing")):
            tree, media = self.xml(drawing), self.relations(drawing)
            for anchor in tree if tree is not None else ():
                row, column = _middle(anchor, rows, "row"), _middle(anchor, columns, "col")
                blips = (item.get(f"{_RELATION}embed", "") for item in anchor.iter() if _local(item) == "blip")
                for name in dict.fromkeys(blips):
                    if name in media:
                        yield _Spot(row, column, media[name])

    def rich_pictures(self) -> list[str]:
        """For every number that a cell may have as `vm`, from 1: its picture, or an empty text."""
        order, media = self.xml("xl/richData/richValueRel.xml"), self.relations("xl/richData/richValueRel.xml")
        targets = [media.get(item.get(f"{_RELATION}id", ""), "") for item in order] if order is not None else []
        values = rich_values(lambda part: self.bytes(part) if part in self.names else None)
        numbers = [value.parts.get("_rvRel:LocalImageIdentifier", "") for value in values]
        return [targets[int(one)] if one.isdecimal() and int(one) < len(targets) else "" for one in numbers]

    def wps_pictures(self) -> dict[str, str]:
        """The pictures of WPS Office by the name that a cell's formula has for them."""
        tree, media = self.xml("xl/cellimages.xml"), self.relations("xl/cellimages.xml")
        pictures = {}
        for image in tree if tree is not None else ():
            name = next((item.get("name", "") for item in image.iter() if _local(item) == "cNvPr"), "")
            blip = next((item.get(f"{_RELATION}embed", "") for item in image.iter() if _local(item) == "blip"), "")
            pictures[name] = media.get(blip, "")
        return pictures

    def relations(self, part: str) -> dict[str, str]:
        """The members of the zip that a part names, by the id that it has for them."""
        folder, name = posixpath.split(part)
        tree = self.xml(f"{folder}/_rels/{name}.rels")
        inner = [item for item in tree if item.get("TargetMode") != "External"] if tree is not None else []
        return {
            item.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, item.get("Target", "")))[1:]
            for item in inner
        }


def _in_cells(data: bytes, rich: list[str], wps: dict[str, str]) -> Iterator[_Spot]:
    """The pictures that cells of a sheet have as their values."""
    for letters, row, number in _CELL.findall(data) if rich else ():
        if 0 < int(number) <= len(rich) and rich[int(number) - 1]:
            yield _Spot(int(row), _column(letters), rich[int(number) - 1])
    for letters, row, name in _DISPIMG.findall(data) if wps else ():
        yield _Spot(int(row), _column(letters), wps.get(name.decode("utf-8", "replace"), ""))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _local(item: ElementTree.Element) -> str:
    return item.tag.rpartition("}")[2]


class Lines(NamedTuple):
    """Where the rows or columns of a sheet end, in EMU: the first ones one by one, all others of one size."""

    ends: list[float]
    size: float

    def start(self, number: int) -> float:
        """Where a line, counted from 0, begins."""
        listed = min(number, len(self.ends))
        return (self.ends[listed - 1] if listed else 0.0) + (number - listed) * self.size

    def at(self, place: float) -> int:
        """The line, counted from 1, that is at a place."""
        from bisect import bisect_right

        last = self.ends[-1] if self.ends else 0.0
        return (
            bisect_right(self.ends, place) + 1
            if place < last
            else len(self.ends) + int((place - last) // self.size) + 1
        )


def _lines(data: bytes, *, rows: bool) -> Lines:
    """The sizes of a sheet's rows or columns. A hidden one has none."""
    unit, tag = (EMU_OF_POINT, rb"<row\b([^>]*)>") if rows else (EMU_OF_CHARACTER, rb"<col\b([^>]*)>")
    general = _number(re.search(rb"<sheetFormatPr\b([^>]*)>", data), "defaultRowHeight" if rows else "defaultColWidth")
    size = (general or (DEFAULT_HEIGHT if rows else DEFAULT_WIDTH)) * unit
    sizes: dict[int, float] = {}
    for match in re.finditer(tag, data):
        first = int(_number(match, "r" if rows else "min") or 0)
        last = first if rows else min(int(_number(match, "max") or 0), first + 1000)
        given = _number(match, "ht" if rows else "width")
        hidden = re.search(rb'\bhidden="(?:1|true)"', match[1])
        if hidden or given is not None:
            sizes |= dict.fromkeys(range(first, last + 1), 0.0 if hidden else (given or 0.0) * unit)
    most = min(max(sizes, default=0), MOST_LINES)
    return Lines(list(accumulate(sizes.get(number, size) for number in range(1, most + 1))), size or 1.0)


def _number(match: re.Match[bytes] | None, name: str) -> float | None:
    number = re.search(rb'\b%s="([0-9.]{1,20})"' % name.encode(), match[1]) if match else None
    return float(number[1]) if number else None


def _middle(anchor: ElementTree.Element, lines: Lines, axis: str) -> int:
    """The row or column, from 1, under the middle of an anchored picture."""
    parts = {_local(item): item for item in anchor}

    def place(name: str) -> float:
        values = {_local(item): int(item.text or 0) for item in parts[name]}
        return lines.start(values.get(axis, 0)) + values.get(f"{axis}Off", 0)

    length, position = ("cy", "y") if axis == "row" else ("cx", "x")
    if "from" in parts:
        begin = place("from")
    else:
        begin = float(parts["pos"].get(position, "0")) if "pos" in parts else 0.0
    if "to" in parts:
        end = place("to")
    else:
        end = begin + (float(parts["ext"].get(length, "0")) if "ext" in parts else 0.0)
    return lines.at((begin + max(begin, end)) / 2)
