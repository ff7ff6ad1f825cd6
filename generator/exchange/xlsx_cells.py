"""What the values of an .xlsx do not say: errors, formulas without a value, formats, links, and what is hidden.

The values themselves come from the decoder, which drops all this. Most sheets have none of it and are only looked through.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.exchange.cell_traits import CellTraits, linked_by_formula, shows_web_picture
from generator.exchange.number_formats import BUILT_IN, PLAIN, NumberFormat, number_format
from generator.exchange.rich_values import RichValue, rich_values
from generator.exchange.tables import MOST_COLUMNS, PICTURE, UNCALCULATED, WEB_PICTURE, RefusedError, column_of
from generator.exchange.xml_bytes import Element, elements, local

PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
EVERY = re.compile(rb"<((?:\w+:)?)(row|c|col)\b([^>]*)>")
NAMELESS = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]*\br=))")
ATTRIBUTE = re.compile(rb"""\b(r|s|t|vm|hidden|min|max)\s*=\s*["']([^"']*)["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)
LINKS = re.compile(rb"<((?:\w+:)?)hyperlinks\b.*?</\1hyperlinks>", re.DOTALL)
LARGEST_PART = 8_000_000  # bytes of a part that is read as a whole tree


class SharedParts(NamedTuple):
    """What all sheets share: the formats that say more than the value by the number of a style, and the rich values."""

    formats: dict[bytes, NumberFormat]
    values: list[RichValue]

    def shown(self, number: bytes, error: str) -> str:
        """What a cell shows whose value is an error to programs that do not know its rich value."""
        if not number.isdigit():
            return error
        value = self.values[int(number) - 1] if 0 < int(number) <= len(self.values) else RichValue()
        if value.kind == "_webimage":
            return WEB_PICTURE
        if value.kind in ("", "_localImage"):
            return PICTURE
        return value.parts.get("_DisplayString", "") or error


def xlsx_traits(path: Path) -> dict[str, CellTraits]:
    """By sheet what its values do not say. Raises what decoders of zips raise; the guard has seen the file."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        main = next(iter(_targets(archive, names, "", "officeDocument").values()), "xl/workbook.xml")
        sheets = _targets(archive, names, main, "worksheet")
        shared = SharedParts(_formats(archive, names, main), _rich_values(archive, names))
        listed = _tree(archive, names, main)
        traits: dict[str, CellTraits] = {}
        for sheet in listed.first("sheets").children if listed and listed.first("sheets") else ():  # type: ignore[union-attr]
            told = sheet.attributes
            part = sheets.get(next((told[key] for key in told if local(key) == "id" and ":" in key), ""), "")
            if part in names:
                traits[html.unescape(told.get("name", ""))] = _sheet(archive, names, part, shared)
    return traits


def errors_as_texts(path: Path) -> io.BytesIO:
    """A copy of a workbook in which errors of cells are texts, for a decoder that knows but the old ones."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            target.writestr(name, re.sub(rb"""(\st=)["']e["']""", rb'\1"str"', data) if is_sheet else data)
    copy.seek(0)
    return copy


def _tree(archive: zipfile.ZipFile, names: set[str], part: str) -> Element | None:
    if part not in names or archive.getinfo(part).file_size > LARGEST_PART:
        return None
    try:
        return elements(archive.read(part))
    except RefusedError:
        return None


def _targets(archive: zipfile.ZipFile, names: set[str], part: str, kind: str) -> dict[str, str]:
    """Id -> what a part is related to in this way: the name of another part, or an address outside."""
    folder, name = posixpath.split(part)
    root = _tree(archive, names, posixpath.join(folder, "_rels", f"{name}.rels"))
    targets = {}
    for relation in root.children if root else ():
        told = relation.attributes
        if told.get("Type", "").endswith("/" + kind):
            target = told.get("Target", "")
            inside = told.get("TargetMode") != "External"
            targets[told.get("Id", "")] = (
                posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if inside else target
            )
    return targets


def _rich_values(archive: zipfile.ZipFile, names: set[str]) -> list[RichValue]:
    try:
        return rich_values(lambda part: archive.read(part) if part in names else None)
    except (RefusedError, ValueError, IndexError):
        return []  # such cells are taken for pictures, which they mostly are


def _formats(archive: zipfile.ZipFile, names: set[str], main: str) -> dict[bytes, NumberFormat]:
    """The formats that say more than the value, by the number of a cell's style."""
    part = next(iter(_targets(archive, names, main, "styles").values()), "")
    root = _tree(archive, names, part)
    if root is None:
        return {}
    codes = dict(BUILT_IN)
    for one in (root.first("numFmts") or root).all("numFmt"):
        if one.attributes.get("numFmtId", "").isdigit():
            codes[int(one.attributes["numFmtId"])] = one.attributes.get("formatCode", "")
    styles = root.first("cellXfs")
    chosen: dict[bytes, NumberFormat] = {}
    for number, style in enumerate(styles.all("xf") if styles else ()):
        form = style.attributes.get("numFmtId", "")
        told = number_format(codes.get(int(form), "")) if form.isdigit() else PLAIN
        if told != PLAIN:
            chosen[str(number).encode()] = told
    return chosen


def _sheet(archive: zipfile.ZipFile, names: set[str], part: str, shared: SharedParts) -> CellTraits:
    data = archive.read(part)
    traits = CellTraits()
    styled = shared.formats and re.search(rb"""\bs=["'](?:%s)["']""" % b"|".join(shared.formats), data)
    if styled or any(mark in data for mark in (b't="e"', b"t='e'", b"hidden=", b"<f", b":f>", b":f ")):
        look_through(data, shared, traits)
    if b"hyperlink" in data:
        targets = _targets(archive, names, part, "hyperlink")
        for link in _links(data):
            key = next((value for key, value in link.items() if local(key) == "id"), "")
            address = targets.get(key, "")
            spot = _spot(link.get("ref", "").split(":")[0].encode())
            if address and spot:
                traits.links.setdefault(spot, html.unescape(address))
    return traits


def _spot(name: bytes) -> tuple[int, int] | None:
    """Row and column of `B7`; None for what is no name of a cell."""
    match = PLACE.fullmatch(name)
    return (int(match[2]), column_of(match[1].decode())) if match else None


def _links(data: bytes) -> Iterator[dict[str, str]]:
    match = LINKS.search(data)
    for link in re.finditer(rb"<(?:\w+:)?hyperlink\b([^>]*)>", match[0]) if match else ():
        pairs = re.finditer(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""", link[1])
        yield {
            key.decode("ascii", "replace"): value.decode("utf-8", "replace")
            for key, value in (pair.groups() for pair in pairs)
        }


def look_through(data: bytes, shared: SharedParts, traits: CellTraits) -> None:
    """Note what the cells of a sheet say beside their values, looking only at those that say something."""
    told = rb"""[^>]*\bt=["']e["']|[^>]*[^/>]>\s*<(?:\w+:)?f\b"""
    if shared.formats:
        told += rb"""|[^>]*\bs=["'](?:%s)["'](?:[^>]*[^/])?>""" % b"|".join(shared.formats)
    # A cell without a name follows the one before it, so all of them must be counted.
    if NAMELESS.search(data):
        tags: Iterator[re.Match[bytes]] = EVERY.finditer(data)
    elif b":c " in data or b"='" in data:
        tags = re.finditer(rb"<((?:\w+:)?)(row|c|col)\b(?=[^>]*\bhidden=|%s)([^>]*)>" % told, data)
    else:
        tags = _telling_tags(data, shared.formats)
    row = column = 0
    for match in tags:
        kind, given = match[2], dict(ATTRIBUTE.findall(match[3]))
        is_hidden = given.get(b"hidden") in (b"1", b"true")
        if kind == b"col":
            if is_hidden and given.get(b"min", b"").isdigit() and given.get(b"max", b"").isdigit():
                traits.hidden_columns |= set(range(int(given[b"min"]), min(int(given[b"max"]), MOST_COLUMNS) + 1))
        elif kind == b"row":
            row, column = int(given[b"r"]) if given.get(b"r", b"").isdigit() else row + 1, 0
            traits.hidden_rows |= {row} if is_hidden else set()
        else:
            row, column = _spot(given.get(b"r", b"")) or (row, column + 1)
            stop = -1 if match[3].endswith(b"/") else data.find(b"</" + match[1] + b"c>", match.end())
            if stop >= 0:
                _note_cell(data[match.end() : stop], given, (row, column), traits, shared)


def _telling_tags(data: bytes, formats: Iterable[bytes]) -> Iterator[re.Match[bytes]]:
    """The rows, columns and cells that say more than their values, in a sheet as spreadsheets write it: known by their marks."""
    marks = [b"<f>", b"<f ", b"<f/", b't="e"', b'hidden="', *(b' s="%s"' % style for style in formats)]
    places = set()
    for mark in marks:
        at = data.find(mark)
        while at >= 0:
            places.add(data.rfind(b"<", 0, at))
            at = data.find(mark, at + 1)
    for place in sorted(places):
        if tag := EVERY.match(data, place):
            yield tag


def _note_cell(
    inner: bytes, given: dict[bytes, bytes], spot: tuple[int, int], traits: CellTraits, shared: SharedParts
) -> None:
    kind, formula, value = given.get(b"t", b"n"), FORMULA.search(inner), VALUE.search(inner)
    text = html.unescape((value[1] or b"").decode("utf-8", "replace")) if value else ""
    call = html.unescape((formula[1] or b"").decode("utf-8", "replace")) if formula else ""
    if target := linked_by_formula(call):
        traits.links[spot] = target
    if shows_web_picture(call):
        traits.texts[spot] = WEB_PICTURE
    elif kind == b"e":
        traits.texts[spot] = shared.shown(given.get(b"vm", b""), text or "#N/A")
    elif formula and not text and (value is None or kind not in (b"str", b"inlineStr", b"s")):
        traits.texts[spot] = UNCALCULATED
    elif (form := shared.formats.get(given.get(b"s", b""))) is not None and kind == b"n" and text:
        traits.note_format(spot, text, form)
