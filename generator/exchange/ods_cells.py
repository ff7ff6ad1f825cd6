"""What the values of an .ods do not say: errors, formulas without a value, formats, links, merged cells, and what is hidden."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from generator.exchange.cell_traits import CellTraits, linked_by_formula, shows_web_picture
from generator.exchange.number_formats import PLAIN, NumberFormat
from generator.exchange.tables import MOST_COLUMNS, MOST_ROWS, UNCALCULATED, WEB_PICTURE, is_error
from generator.exchange.xml_bytes import local

TELLING = re.compile(
    rb"percentage|xlink:href|:visibility=|:formula=|-spanned=|calcext:value-type=\"error\"|min-integer-digits=\"(?:[2-9]|\d\d)\"|number:text>"
)
MOST_REPEATED = 2_000  # cells that one cell with its count stands for, beyond which it is only filling


def ods_traits(path: Path) -> dict[str, CellTraits]:
    """By sheet what its values do not say; nothing where the file has none of it."""
    with zipfile.ZipFile(path) as archive:
        data = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
        styles = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    if not TELLING.search(data):
        return {}
    reader = _Reader()
    try:
        for part in (styles, data):
            if part:
                reader.read(part)
    except expat.ExpatError:
        return {}  # the decoder judges the file
    return reader.sheets


@dataclass(slots=True)
class _Reader:
    """Reads the parts of a document from the first tag to the last."""

    sheets: dict[str, CellTraits] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)  # name of a cell's style -> name of its format
    formats: dict[str, NumberFormat] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)  # the styles of the columns of this sheet
    sheet: CellTraits | None = None
    row: int = 0
    column: int = 0
    rows: int = 1  # how often the row is repeated
    cell: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    link: str = ""
    format_name: str = ""
    format_unit: str = ""
    format_digits: int = 0
    in_cell: bool = False
    in_unit: bool = False

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
            self.begin,
            self.end,
            self.say,
        )
        parser.Parse(data, True)

    def begin(self, name: str, given: dict[str, str]) -> None:
        told = {local(key): value for key, value in given.items()}
        kind = local(name)
        if kind == "table":
            self.sheet = self.sheets.setdefault(told.get("name", ""), CellTraits())
            self.row = 0
            self.columns = []
        elif kind == "table-column":
            self._column(told)
        elif kind == "table-row":
            self.row, self.column, self.rows = self.row + 1, 0, _count(told, "number-rows-repeated")
            if self.sheet is not None and told.get("visibility", "visible") != "visible" and self.rows <= MOST_REPEATED:
                self.sheet.hidden_rows |= set(range(self.row, self.row + self.rows))
        elif kind in ("table-cell", "covered-table-cell"):
            self.column += 1
            self.cell, self.texts, self.link, self.in_cell = told, [], "", True
        elif kind == "a" and self.in_cell:
            self.link = self.link or told.get("href", "")
        elif kind in ("number-style", "percentage-style", "currency-style"):
            self.format_name, self.format_unit, self.format_digits = told.get("name", ""), "", 0
        elif kind == "number" and self.format_name:
            self.format_digits = _count(told, "min-integer-digits")
        elif kind == "style" and "data-style-name" in told:
            self.styles[told.get("name", "")] = told["data-style-name"]
        self.in_unit = kind == "text" and bool(self.format_name)

    def end(self, name: str) -> None:
        kind = local(name)
        if kind in ("table-cell", "covered-table-cell"):
            self._cell(kind)
            self.in_cell = False
        elif kind == "table-row":
            self.row += self.rows - 1
        elif kind == "table":
            self.sheet = None
        elif kind in ("number-style", "percentage-style"):
            mask = "0" * self.format_digits if self.format_digits > 1 else ""
            unit = self.format_unit.strip()
            form = NumberFormat(is_percent=kind == "percentage-style", mask=mask, unit="" if mask else unit)
            if kind == "number-style" and unit and not unit.isalpha():
                form = NumberFormat(mask=mask)
            self.formats[self.format_name], self.format_name = form, ""
        self.in_unit = False

    def say(self, text: str) -> None:
        if self.in_unit:
            self.format_unit += text
        elif self.in_cell:
            self.texts.append(text)

    def _column(self, told: dict[str, str]) -> None:
        count = min(_count(told, "number-columns-repeated"), MOST_COLUMNS)
        if self.sheet is not None and told.get("visibility", "visible") != "visible":
            self.sheet.hidden_columns |= set(range(len(self.columns) + 1, len(self.columns) + count + 1))
        self.columns += [told.get("default-cell-style-name", "")] * count

    def _cell(self, kind: str) -> None:
        """Note what a cell says beside its value, for every cell that it stands for."""
        told, sheet = self.cell, self.sheet
        columns = _count(told, "number-columns-repeated")
        first, self.column = self.column, self.column + columns - 1
        if sheet is None or first > MOST_COLUMNS or self.row > MOST_ROWS:
            return
        if kind == "table-cell" and ("number-columns-spanned" in told or "number-rows-spanned" in told):
            bottom, right = (
                self.row + _count(told, "number-rows-spanned") - 2,
                first + _count(told, "number-columns-spanned") - 2,
            )
            if bottom >= self.row or right >= first:
                sheet.merged.append((self.row - 1, first - 1, bottom, right))
        text = self._text(told, "".join(self.texts).strip())
        form = self._format(told, first)
        target = linked_by_formula(told.get("formula", "")) or ("" if self.link.startswith("#") else self.link)
        if not (text or target or (form != PLAIN and "value" in told)) or columns * self.rows > MOST_REPEATED:
            return
        for row in range(self.row, self.row + self.rows):
            for column in range(first, first + columns):
                if target:
                    sheet.links[row, column] = target
                if text:
                    sheet.texts[row, column] = text
                elif form != PLAIN and "value" in told:
                    sheet.note_format((row, column), told["value"], form)

    def _text(self, told: dict[str, str], text: str) -> str:
        """What stands for the value of a cell with an error, or with a formula that nobody has computed."""
        if shows_web_picture(told.get("formula", "")):
            return WEB_PICTURE
        if "formula" in told and is_error(text):
            return text
        if "formula" in told and "value-type" not in told and not text:
            return UNCALCULATED
        return ""

    def _format(self, told: dict[str, str], column: int) -> NumberFormat:
        style = told.get("style-name") or (self.columns[column - 1] if column <= len(self.columns) else "")
        if told.get("value-type") == "percentage":
            return NumberFormat(is_percent=True)
        return self.formats.get(self.styles.get(style, ""), PLAIN) if told.get("value-type") == "float" else PLAIN


def _count(told: dict[str, str], key: str) -> int:
    text = told.get(key, "1")
    return max(1, int(text)) if text.isdigit() else 1
