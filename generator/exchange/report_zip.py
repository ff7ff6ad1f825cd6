"""A copy of an `.xlsx` in which only the marked cells, their comments and a summary are new: all else stays to the byte.

Runs in a process that may die, since what it reads is foreign. Whatever is not as expected raises RefusedError, and the
report is then made anew.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.exchange.report_notes import Notes, boxes
from generator.exchange.report_sheet import RELATIONS, CellSpot, Mark, Marks, SheetPatch
from generator.exchange.report_styles import CLEAR, Styles
from generator.exchange.report_summary import MAIN, SummaryLine, write_summary
from generator.exchange.tables import MOST_INFLATED, RefusedError
from generator.exchange.workbook import SteadyZip
from generator.exchange.xml_bytes import BROKEN, Edits, Element, elements, local, prefixed, tag
from generator.exchange.zip_guard import PIECE

Write = Callable[[bytes], object]
Fill = Callable[[Write], object]
TYPES = "[Content_Types].xml"
OF_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
NO_RELATIONS = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{PACKAGE}relationships"/>'.encode()
SHEETS = ("worksheet", "chartsheet", "dialogsheet")  # relations of a book to its sheets
TAIL = 1 << 16  # bytes at the end of a sheet in which it names its drawings


class Order(NamedTuple):
    """What is to be written. `marks` and `told` (the comments) by the name of a sheet; `title` is the summary's."""

    source: str
    target: str
    marks: Mapping[str, Marks]
    told: Mapping[str, Mapping[CellSpot, str]]
    summary: Sequence[SummaryLine]
    title: str


def copy_marked(order: Order) -> str:
    """Write the report; returns why it could not be written (for nobody to read), or an empty text."""
    from generator.exchange.read_book import limit_process

    limit_process(60)
    try:
        with zipfile.ZipFile(order.source) as source, SteadyZip(order.target, "w", zipfile.ZIP_DEFLATED) as target:
            _Copy(order, source, target).run()
    except (
        RefusedError,
        MemoryError,
        KeyError,
        ValueError,
        IndexError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
    ) as fault:
        Path(order.target).unlink(missing_ok=True)
        return repr(fault)
    return ""


def _bytes(data: bytes) -> Fill:
    return lambda write: write(data)


def _key_of_relation(sheet: Element) -> str:
    """The attribute by which the list of sheets says where one is: `r:id`, whatever the prefix. Empty: there is none."""
    return next((key for key in sheet.attributes if local(key) == "id" and ":" in key), "")


@dataclass(slots=True)
class _Sheet:
    """A sheet of the book, its part, and what becomes of it."""

    name: str
    part: str
    marks: Marks
    drawing: str = ""  # the id of a new drawing


class _Copy:
    """One copy. `parts`: what differs, as bytes or as what writes it; the styles come last, when they are all known."""

    def __init__(self, order: Order, source: zipfile.ZipFile, target: SteadyZip) -> None:
        self.order, self.source, self.target = order, source, target
        self.names = {info.filename: info for info in source.infolist()}
        unsafe = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in self.names)
        if unsafe or len(self.names) != len(source.infolist()):
            raise RefusedError(BROKEN)
        self.parts: dict[str, bytes] = {}
        self.types: list[tuple[str, str, str]] = []  # (element, attribute's value, content type) that are added

    def run(self) -> None:
        """Write the copy."""
        main = self._related("", "officeDocument")
        root = elements(self.read(main))
        prefix = root.name.rpartition(":")[0]
        if root.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") != MAIN:
            raise RefusedError(BROKEN)  # the strict variant, which hardly any program writes
        self.styles_part = self._related(main, "styles")
        self.styles = Styles(self.read(self.styles_part))
        sheets = self._sheets(main, root)
        summary = self._book(main, root, sheets)
        patched = {sheet.part: sheet for sheet in sheets if sheet.part != summary}
        for sheet in patched.values():
            self._settle_comments(sheet)
        self.parts[TYPES] = self._typed(main)
        names = [*self.names, *sorted(self.parts.keys() - self.names.keys())]
        for name in dict.fromkeys([*names, summary]):
            if name == summary:
                self._stream(name, lambda write: write_summary(self.order.summary, self.styles, write))
            elif name in patched:
                self._stream(name, self._patch(patched[name]))
            elif name in self.parts:
                self._stream(name, _bytes(self.parts[name]))
            elif name != self.styles_part and not name.endswith("/"):
                self._stream(name, self._same(name))
        self._stream(self.styles_part, lambda write: write(self.styles.result()))

    def read(self, name: str) -> bytes:
        """A part. Raises RefusedError."""
        return self.parts[name] if name in self.parts else b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part as it is, piece by piece; the file may have been changed since it was checked."""
        if name not in self.names:
            raise RefusedError(BROKEN)
        size = 0
        with self.source.open(self.names[name]) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                if size > MOST_INFLATED:
                    raise RefusedError(BROKEN)
                yield piece

    def _stream(self, name: str, fill: Fill) -> None:
        with self.target.begin(name) as file:
            fill(file.write)

    def _same(self, name: str) -> Fill:
        def fill(write: Write) -> None:
            for piece in self.pieces(name):
                write(piece)

        return fill

    def _patch(self, sheet: _Sheet) -> Fill:
        def fill(write: Write) -> None:
            SheetPatch(sheet.marks, self.styles, write, sheet.drawing).copy(self.pieces(sheet.part))

        return fill

    def _relations(self, part: str) -> tuple[str, bytes]:
        """The part that holds the relations of a part: (its name, what is in it)."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        data = self.read(path) if path in self.names or path in self.parts else NO_RELATIONS
        return path, data

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """Id -> part, for the relations of a sort that a part has."""
        targets = {}
        for relation in elements(self._relations(part)[1]).all("Relationship"):
            told = relation.attributes
            if told.get("Type", "").endswith("/" + kind) and told.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), told["Target"]))
                targets[told["Id"]] = target.lstrip("/")
        return targets

    def _related(self, part: str, kind: str) -> str:
        """The first part that a part is related to in this way. Raises RefusedError."""
        for target in self._targets(part, kind).values():
            return target
        raise RefusedError(BROKEN)

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation; returns its id."""
        path, data = self._relations(part)
        root = elements(data)
        used = {relation.attributes.get("Id") for relation in root.children}
        number = next(number for number in range(1, 1 << 20) if f"rIdEtalase{number}" not in used)
        edits = Edits(data)
        attributes = {"Id": f"rIdEtalase{number}", "Type": f"{RELATIONS}/{kind}", "Target": "/" + target}
        edits.append(root, [tag(prefixed(root.name, "Relationship"), attributes, closed=True)])
        self.parts[path] = edits.result()
        return attributes["Id"]

    def _free(self, pattern: str) -> str:
        """A name for a new part that no part has, in any case of letters."""
        taken = {name.casefold() for name in (*self.names, *self.parts)}
        return next(name for number in range(1, 1 << 20) if (name := pattern.format(number)).casefold() not in taken)

    def _sheets(self, main: str, root: Element) -> list[_Sheet]:
        """The sheets of the book, in its order."""
        parts = {key: part for kind in SHEETS for key, part in self._targets(main, kind).items()}
        listed = root.first("sheets")
        sheets = []
        for sheet in listed.all("sheet") if listed else ():
            name, part = sheet.attributes["name"], parts.get(sheet.attributes.get(_key_of_relation(sheet), ""))
            if part is not None:
                marks = {row: dict(cells) for row, cells in self.order.marks.get(name, {}).items()}
                sheets.append(_Sheet(name, part, marks))
        return sheets

    def _book(self, main: str, root: Element, sheets: list[_Sheet]) -> str:
        """Put the summary first, or in the place of an earlier one, and open the book there; returns its part."""
        listed, views, defined = root.first("sheets"), root.first("bookViews"), root.first("definedNames")
        if listed is None or not listed.children or not _key_of_relation(listed.children[0]):
            raise RefusedError(BROKEN)
        edits = Edits(self.read(main))
        names = [sheet.attributes["name"] for sheet in listed.all("sheet")]
        at = names.index(self.order.title) if self.order.title in names else 0
        for view in views.all("workbookView") if views else ():
            edits.attributes(view, activeTab=at or None, firstSheet=None)
        if self.order.title in names:
            self.parts[main] = edits.result()
            return next(sheet.part for sheet in sheets if sheet.name == self.order.title)
        part = self._free(posixpath.join(posixpath.dirname(main), "worksheets", "ringkasan-etalase{}.xml"))
        like = listed.children[0]
        number = max(int(sheet.attributes.get("sheetId", 0)) for sheet in listed.children) + 1
        relation = {_key_of_relation(like): self._relate(main, "worksheet", part)}
        new = tag(like.name, {"name": self.order.title, "sheetId": number, **relation}, closed=True)
        edits.put(like.start, like.start, new)
        for name in defined.children if defined else ():
            if "localSheetId" in name.attributes:  # counts the sheets before it
                edits.attributes(name, localSheetId=int(name.attributes["localSheetId"]) + 1)
        self.types.append(("Override", "/" + part, f"{OF_SHEETS}worksheet+xml"))
        self.parts[main] = edits.result()
        return part

    def _settle_comments(self, sheet: _Sheet) -> None:
        """Write the comments of a sheet. Those of an earlier report tell which cells it marked: these are cleared."""
        told = self.order.told.get(sheet.name, {})
        there = list(self._targets(sheet.part, "comments").values())
        if not told and not there:
            return
        notes = Notes(self.read(there[0]) if there else None)
        for row, column in notes.stale:
            mark = sheet.marks.setdefault(row, {}).setdefault(column, Mark(CLEAR))
            if not mark.fill:
                sheet.marks[row][column] = mark._replace(fill=CLEAR)
        text, gone, new = notes.write(told)
        folder = posixpath.dirname(posixpath.dirname(sheet.part))
        part = there[0] if there else self._free(posixpath.join(folder, "comments-etalase{}.xml"))
        if not there:
            self._relate(sheet.part, "comments", part)
            self.types.append(("Override", "/" + part, f"{OF_SHEETS}comments+xml"))
        self.parts[part] = text
        self._draw_boxes(sheet, folder, gone, {spot: told[spot] for spot in new})

    def _draw_boxes(self, sheet: _Sheet, folder: str, gone: set[CellSpot], new: Mapping[CellSpot, str]) -> None:
        """Give the `new` comments of a sheet their boxes, and take those of the `gone` ones away."""
        drawings = self._targets(sheet.part, "vmlDrawing")
        drawing = drawings.get(self._drawing_id(sheet.part) if drawings else "", "")
        if not drawing and not new:
            return
        old = self.read(drawing) if drawing else None
        if not drawing:
            drawing = self._free(posixpath.join(folder, "drawings", "komentar-etalase{}.vml"))
            sheet.drawing = self._relate(sheet.part, "vmlDrawing", drawing)
            self.types.append(("Default", "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"))
        self.parts[drawing] = boxes(old, gone, new)

    def _drawing_id(self, part: str) -> str:
        """The id of the drawing that holds a sheet's comments; named near its end."""
        tail = b""
        for piece in self.pieces(part):
            tail = (tail + piece)[-TAIL:]
        ids = re.findall(rb"<(?:\w+:)?legacyDrawing\s[^>]*?\bid\s*=\s*[\"']([^\"'<>]*)[\"']", tail)
        return ids[-1].decode("utf-8", "replace") if ids else ""

    def _typed(self, main: str) -> bytes:
        """The list of content types with the new parts'."""
        data = self.read(TYPES)
        root, types = elements(data), set()
        for one in root.children:
            part = one.attributes.get("PartName", "")
            types.add(one.attributes.get("Extension", part).casefold())
            if part.lstrip("/") == main and not one.attributes["ContentType"].endswith("sheet.main+xml"):
                raise RefusedError(BROKEN)  # a template or one with macros: programs refuse it under this name
        edits = Edits(data)
        new = []
        for element, name, kind in dict.fromkeys(self.types):
            if name.casefold() not in types:
                key = "Extension" if element == "Default" else "PartName"
                new.append(tag(prefixed(root.name, element), {key: name, "ContentType": kind}, closed=True))
        edits.append(root, new)
        return edits.result()
