"""Reading: one part of a row through the schema, to canonical values. A faulty cell is left out and told, not guessed.

What only offices do (consent as "ya", categories in their own words, sellers by name) is brought to the schema's form
here, each time with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

from generator.exchange.category_cells import read_category
from generator.exchange.cells import Cell, is_empty, node_of, unguarded
from generator.exchange.columns import BODY, by_key
from generator.exchange.consent import consent_day, consent_said
from generator.exchange.existing_records import canonical, waived_in
from generator.exchange.row_parts import Part
from generator.exchange.tables import CellPlace, SheetLog
from generator.exchange.titles import ANSWERED
from generator.model import rules
from generator.model.category import Categories
from generator.model.field_types import Many, Slug, private_numbers
from generator.model.fields import AnyType, Field, Json, Reader, fields_of, read_fields
from generator.model.problem import Problem, Spot
from generator.model.records import all_kinds
from generator.model.region import Atlas
from generator.model.rulebook import NO_RULES, DayRules
from generator.model.rules import Severity

Resolver = Callable[[Part, Cell, str, str], str]  # part, cell, kind, text -> slug or ""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What the workbook wants a record to be. `read`: columns that gave a value; `faulty`: columns left out."""

    part: Part
    values: Mapping[str, Json]
    cells: Mapping[str, Cell] = field(default_factory=dict)  # where its values stand
    body: str | None = None  # None: the workbook says nothing of it
    read: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()
    attributes: Mapping[str, Json] = field(default_factory=dict)  # the values themselves, by attribute
    slug: str = ""
    was: str = ""  # the slug it has now, when it has a file

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.part.kind

    @property
    def language(self) -> str:
        """The language of the record: `id`, or `en` for a translation."""
        return self.part.language

    def spot(self, key: str) -> Spot:
        """Where the column's cell is; the row as a whole when there is none."""
        cell = self.cells.get(key)
        return cell.spot if cell else Spot(self.part.row)


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What reading depends on besides the cells. `region`: code for rows that name none."""

    atlas: Atlas
    categories: Categories
    today: date
    region: str = ""
    rules: DayRules = NO_RULES


def read_part(part: Part, context: ReadingContext, resolve: Resolver, later: str = "") -> Wanted | None:
    """The record that a part wants; None, with the reason noted, when it may not be imported.

    `later`: a column that is read when all records of the kind are known.
    """
    cells = {key: cell for key, cell in part.cells.items() if key != later}
    _prepare(part, cells, context)
    _resolve_slugs(part, cells, resolve)
    log = SheetLog(part.log.path, sheet=part.log.sheet, titles=part.log.titles)
    node = node_of(part.kind, cells)
    reader = Reader(log, context.atlas, context.categories, waived_in(node), context.rules)
    values, _ = read_fields(all_kinds()[part.kind], node, reader, partial=True)
    body, body_faulty = _read_body(cells, reader)
    faulty = _settle(part, cells, log, values)
    part.log.problems += log.problems
    if _incomplete(part, cells, values, context.atlas):
        _drop_assumptions(part)
        return None
    if not part.own:
        _official_district(values, context)
    read = {key for key, cell in cells.items() if not is_empty(cell.text)} - faulty
    if "persetujuan" in part.cells and "persetujuan" not in cells:
        read.add("persetujuan")  # withdrawn: a date that stands must go
    faulty |= part.faulty | ({BODY} if body_faulty else set())
    told_body = body if BODY in cells and not body_faulty else None
    read -= faulty
    return Wanted(
        part,
        canonical(part.kind, values),
        part.cells,
        told_body,
        _one_of_equals(frozenset(read)),
        _one_of_equals(frozenset(faulty)),
        values,
    )


@lru_cache(1024)
def _one_of_equals(columns: frozenset[str]) -> frozenset[str]:
    """The same set for rows that fill the same columns: twenty thousand of their own would take 30 MB."""
    return columns


def _settle(part: Part, cells: dict[str, Cell], log: SheetLog, values: dict[str, Json]) -> set[str]:
    """The columns left out. What is wrong in an optional column becomes a warning; private numbers stay errors."""
    if not log.problems:
        return set()
    keys = {cell.column: key for key, cell in cells.items() if cell.column}
    columns, faulty = by_key(part.kind), set()
    attributes = {spec.key: spec.attribute for spec in fields_of(all_kinds()[part.kind])}
    for number, problem in enumerate(log.problems):
        place = problem.place
        key = keys.get(place.column if isinstance(place, CellPlace) else 0, problem.field)
        if problem.severity is not Severity.ERROR:
            continue
        faulty.add(key)
        column = columns.get(key)
        if problem.rule is rules.PRIVATE_NUMBER:
            if column is not None:
                values.pop(attributes.get(column.field, ""), None)
        elif column is None or not column.required:
            told = f"{problem.message} Selnya tidak dipakai."
            log.problems[number] = replace(problem, severity=Severity.WARNING, message=told)
    return faulty


def _drop_assumptions(part: Part) -> None:
    """Say no more of the category that was assumed for a row that is left out: its fault is one."""
    problems = part.log.problems
    for place in range(len(problems) - 1, -1, -1):
        problem = problems[place]
        if problem.place.row != part.row:
            break  # those of a row stand together
        if problem.rule is rules.ASSUMED and problem.field == "kategori":
            del problems[place]


def _incomplete(part: Part, cells: dict[str, Cell], values: dict[str, object], atlas: Atlas) -> bool:
    """True, with the reason noted, when a required field is missing."""
    if part.language != "id":
        return False
    missing = [spec for spec in _required(part.kind) if values.get(spec.attribute) is None]
    if any(spec.key in ("nama", "judul") for spec in missing):
        missing = [spec for spec in missing if spec.key in ("nama", "judul")]  # such a row has more to find than faults
    for spec in missing:
        _tell_left_out(part, cells.get(spec.key), spec.key, atlas)
    return bool(missing)


def _tell_left_out(part: Part, cell: Cell | None, key: str, atlas: Atlas) -> None:
    """Say that a record is left out: with the fault of its cell, where that is told already, else that the cell is empty."""
    products = " beserta produknya" if part.has_products else ""
    so = f", jadi {all_kinds()[part.kind].word} ini{products} tidak diimpor."
    for number in range(len(part.log.problems) - 1, -1, -1):
        problem = part.log.problems[number]
        if problem.place.row != part.row:
            break
        if problem.field == key and (problem.severity is Severity.ERROR or problem.rule is rules.CELL_ERROR):
            message = problem.message.removesuffix(" Selnya tidak dipakai; isian lama tetap.").removesuffix(
                " Selnya tidak dipakai."
            )
            whole = message.rstrip(".") + so
            part.log.problems[number] = replace(problem, message=whole, severity=Severity.ERROR)
            return
    column, place = by_key(part.kind)[key], part.log.places.get((part.kind, key), 0)
    spot = cell.spot if cell and cell.column else Spot(part.row, place)
    title = part.log.titles.get(spot.column, key)
    problem_word = "tidak terbaca" if cell and not is_empty(cell.text) else "kosong"
    example = atlas.regions[-1].code if key == "kabupaten" else column.example
    part.log.add(
        rules.LEFT_OUT, spot, f'Kolom "{title}" {problem_word}{so}', f"{column.help} Contoh: {example}", field=key
    )


@cache
def _required(kind: str) -> tuple[Field, ...]:
    return tuple(spec for spec in fields_of(all_kinds()[kind]) if spec.required)


def _read_body(cells: dict[str, Cell], reader: Reader) -> tuple[str, bool]:
    """(the body, whether it was refused)."""
    from generator.content.body import render

    cell = cells.get(BODY)
    if cell is None or is_empty(cell.text):
        return "", False
    text = unguarded(cell.text).replace("\r\n", "\n").strip("\n").rstrip()
    numbers = list(private_numbers(text, reader))
    for _, remark in numbers:
        reader.log.take(remark, cell.spot, field=BODY)
    inner = SheetLog("")
    if (
        len(text) > 2000
        or any(mark in text for mark in "[<*_`>#|\\!")
        or re.search(r"^(?: {8}|\t\t)", text, re.MULTILINE)
    ):
        render(text, "produk/x.md", 1, inner)  # only what marks could make unfit is worth rendering
    for problem in inner.problems:
        if problem.severity is Severity.ERROR:
            reader.log.add(problem.rule, cell.spot, problem.message, problem.hint, field=BODY)
    wrong = bool(numbers) or any(problem.severity is Severity.ERROR for problem in inner.problems)
    return ("" if wrong else text), wrong


def _prepare(part: Part, cells: dict[str, Cell], context: ReadingContext) -> None:
    if part.language != "id":
        return
    region = cells.get("kabupaten")
    if part.kind in ("penjual", "pojok") and context.region and (region is None or is_empty(region.text)):
        cells["kabupaten"] = Cell(context.region, part.row)
    if part.kind == "penjual":
        _read_consent(part, cells, context)
    if "kategori" in by_key(part.kind) and not part.own:
        read_category(part, cells, context.categories)


def _read_consent(part: Part, cells: dict[str, Cell], context: ReadingContext) -> None:
    """Offices write "ya": recorded on the day the row was sent, else today. "tidak" is as good as empty."""
    sent = cells.pop(ANSWERED, None)
    cell = cells.get("persetujuan")
    said = consent_said(cell.text) if cell else None
    if cell and said:
        day = consent_day(cell.text) or (consent_day(sent.text) if sent else None)
        cells["persetujuan"] = cell._replace(text=min(day or context.today, context.today).isoformat())
    elif said is False:
        del cells["persetujuan"]


def is_consent_word(part: Part) -> bool:
    """True when consent was told by a word, so that a date already recorded stays."""
    cell = part.cells.get("persetujuan")
    return cell is not None and consent_said(cell.text) is True


@cache
def _references(kind: str) -> tuple[tuple[str, AnyType], ...]:
    """The columns that name other records."""
    types = ((column.key, column.type) for column in by_key(kind).values())
    return tuple(
        (key, one)
        for key, one in types
        if isinstance(one, Slug) or (isinstance(one, Many) and isinstance(one.item, Slug))
    )


def _resolve_slugs(part: Part, cells: dict[str, Cell], resolve: Resolver) -> None:
    """Names of other records become their slugs; what nobody knows is left out, with a problem."""
    for key, kind in _references(part.kind):
        cell = cells.get(key)
        if cell is None or is_empty(cell.text):
            continue
        if isinstance(kind, Slug):
            slug = resolve(part, cell, kind.kind, unguarded(cell.text).strip())
            cells[key] = cell._replace(text=slug)
        elif isinstance(kind, Many) and isinstance(kind.item, Slug):
            texts = [text.strip() for text in re.split(r"[;,\n]", cell.text) if text.strip()]
            slugs = [resolve(part, cell, kind.item.kind, text) for text in texts]
            cells[key] = cell._replace(text="; ".join(slug for slug in slugs if slug))


def _official_district(values: dict[str, object], context: ReadingContext) -> None:
    district, region = values.get("district"), context.atlas.by_code.get(str(values.get("region")))
    if isinstance(district, str) and region:
        values["district"] = _district(district, region.code, context.atlas)


@lru_cache(maxsize=4096)
def _district(text: str, region: str, atlas: Atlas) -> str:
    return atlas.read_district(text, atlas.by_code[region], []) or text


def as_warning(problem: Problem) -> Problem:
    """An error of an optional field, as a warning."""
    return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem
