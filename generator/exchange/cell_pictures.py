"""Pictures in the cells of a workbook: floating above them, placed in them (Excel 365), or WPS Office's DISPIMG; of .ods and .xls too.

Read from the workbook's zip in a process that may die. A floating picture belongs to the cell under its middle: people
drop it roughly where it should be. Formats: ECMA-376 parts 1 (drawings) and [MS-XLSX] (rich values).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from generator.content.picture import BYTE_LIMIT
from generator.exchange.anchors import lines_of, local_name, middle_of
from generator.exchange.ods_pictures import FOLDER, ods_pictures
from generator.exchange.xls_pictures import BLIPS, xls_pictures

SUFFIXES = (".xlsx", ".xlsm")
MEDIA = "xl/media/"
RICH_VALUES = "xl/richData/rdrichvalue.xml"
MOST_PICTURES = 5_000
MOST_XML = 200_000_000  # bytes of one part
CPU_SECONDS = 30
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

    if not _may_have_pictures(book):
        return []
    for result in run(_read, [_Order(str(book), str(folder))], 1, risky=True):
        return None if isinstance(result, WorkerFailure) else result
    raise AssertionError("unreachable")


def _may_have_pictures(book: Path) -> bool:
    """True for a workbook that seems to hold any: to read them takes a process of its own."""
    suffix = book.suffix.lower()
    if suffix == ".xls" and not zipfile.is_zipfile(book):
        data = book.read_bytes()
        return any(kind.to_bytes(2, "little") in data for kind in BLIPS)
    media = {".ods": FOLDER, **dict.fromkeys(SUFFIXES, MEDIA)}.get(suffix, "")
    if not media or not zipfile.is_zipfile(book):
        return False
    with zipfile.ZipFile(book) as archive:
        return any(name.startswith(media) for name in archive.namelist())


def picture_values(archive: zipfile.ZipFile) -> frozenset[int]:
    """The numbers that cells with a picture as their value have as `vm`, from 1; none where they cannot be told."""
    if RICH_VALUES not in archive.namelist():
        return frozenset()
    try:
        pictures = _Workbook(archive, Path()).rich_pictures()
    except (ElementTree.ParseError, ValueError, IndexError, KeyError, zipfile.BadZipFile):
        return frozenset()
    return frozenset(number for number, part in enumerate(pictures, 1) if part)


def _read(order: _Order) -> list[CellPicture] | None:
    """What the child does. Never raises for what the workbook holds."""
    from generator.exchange.read_book import limit_process

    limit_process(CPU_SECONDS)
    book, folder = Path(order.book), Path(order.folder)
    try:
        if not zipfile.is_zipfile(book):
            return list(_of_old_book(book, folder))
        with zipfile.ZipFile(book) as archive:
            workbook = _Workbook(archive, folder)
            return list(_of_ods(workbook) if book.suffix.lower() == ".ods" else workbook.pictures())
    except Exception:  # noqa: BLE001 - foreign bytes may raise anything; the pictures are then called unreadable
        return None


def _of_old_book(book: Path, folder: Path) -> Iterator[CellPicture]:
    """The pictures of an .xls."""
    for number, picture in enumerate(xls_pictures(book.read_bytes())):
        if number >= MOST_PICTURES:
            return
        file = folder / f"gambar-{number}{picture.suffix}"
        file.write_bytes(picture.data[: BYTE_LIMIT + 1])
        yield CellPicture(picture.sheet, picture.row, picture.column, str(file), file.name)


def _of_ods(workbook: _Workbook) -> Iterator[CellPicture]:
    """The pictures of an .ods."""
    for picture in islice(ods_pictures(io.BytesIO(workbook.bytes("content.xml"))), MOST_PICTURES):
        if file := workbook.file(picture.part):
            yield CellPicture(picture.sheet, picture.row, picture.column, file, posixpath.basename(picture.part))


class _Workbook:
    """The parts of a workbook that pictures hang on."""

    def __init__(self, archive: zipfile.ZipFile, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        self.names = set(archive.namelist())
        self.put: dict[str, str] = {}  # picture -> file

    def pictures(self) -> Iterator[CellPicture]:
        """Every picture, sheet by sheet."""
        book, relations = self.xml("xl/workbook.xml"), self.relations("xl/workbook.xml")
        rich, wps = self.rich_pictures(), self.wps_pictures()
        count = 0
        for sheet in book.iter() if book is not None else ():
            part = relations.get(sheet.get(f"{_RELATION}id", ""), "")
            if local_name(sheet) != "sheet" or part not in self.names:
                continue
            data = self.bytes(part)
            for spot in (*self.floating(part, data), *_in_cells(data, rich, wps)):
                count += 1
                if count > MOST_PICTURES:
                    return
                if file := self.file(spot.part):
                    yield CellPicture(sheet.get("name", ""), spot.row, spot.column, file, posixpath.basename(spot.part))

    def floating(self, part: str, data: bytes) -> Iterator[_Spot]:
        """The pictures of a sheet's drawings."""
        rows, columns = lines_of(data, rows=True), lines_of(data, rows=False)
        for drawing in (name for name in self.relations(part).values() if name.startswith("xl/drawings/drawing")):
            tree, media = self.xml(drawing), self.relations(drawing)
            for anchor in tree if tree is not None else ():
                row, column = middle_of(anchor, rows, "row"), middle_of(anchor, columns, "col")
                blips = (item.get(f"{_RELATION}embed", "") for item in anchor.iter() if local_name(item) == "blip")
                for name in dict.fromkeys(blips):
                    if name in media:
                        yield _Spot(row, column, media[name])

    def rich_pictures(self) -> list[str]:
        """For every number that a cell may have as `vm`, from 1: its picture, or an empty text."""
        metadata, values = self.xml("xl/metadata.xml"), self.xml(RICH_VALUES)
        structures = self.xml("xl/richData/rdrichvaluestructure.xml")
        order = self.xml("xl/richData/richValueRel.xml")
        if metadata is None or values is None or structures is None or order is None:
            return []
        media = self.relations("xl/richData/richValueRel.xml")
        targets = [media.get(item.get(f"{_RELATION}id", ""), "") for item in order]
        keys = [[key.get("n", "") for key in structure] for structure in structures]
        pictures = []
        for value in values:
            texts = dict(zip(keys[int(value.get("s", "0"))], (item.text or "" for item in value), strict=False))
            number = texts.get("_rvRel:LocalImageIdentifier", "")
            pictures.append(targets[int(number)] if number.isdecimal() and int(number) < len(targets) else "")
        rich = [
            int(item.get("i", "-1"))
            for future in metadata
            if local_name(future) == "futureMetadata" and future.get("name") == "XLRICHVALUE"
            for item in future.iter()
            if local_name(item) == "rvb"
        ]
        blocks = [
            item
            for part in metadata
            if local_name(part) == "valueMetadata"
            for item in part.iter()
            if local_name(item) == "rc"
        ]
        places = [int(block.get("v", "-1")) for block in blocks]
        return [
            pictures[rich[place]] if 0 <= place < len(rich) and 0 <= rich[place] < len(pictures) else ""
            for place in places
        ]

    def wps_pictures(self) -> dict[str, str]:
        """The pictures of WPS Office by the name that a cell's formula has for them."""
        tree, media = self.xml("xl/cellimages.xml"), self.relations("xl/cellimages.xml")
        pictures = {}
        for image in tree if tree is not None else ():
            name = next((item.get("name", "") for item in image.iter() if local_name(item) == "cNvPr"), "")
            blip = next((item.get(f"{_RELATION}embed", "") for item in image.iter() if local_name(item) == "blip"), "")
            pictures[name] = media.get(blip, "")
        return pictures

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
