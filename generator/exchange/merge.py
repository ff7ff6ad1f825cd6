"""Merging: what the workbook wants laid over what stands, and the difference as editors read it. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from generator.exchange.cells import texts_of
from generator.exchange.columns import BODY, by_key, columns_of
from generator.exchange.existing_records import ExistingRecord, waived_in
from generator.exchange.reading import ReadingContext, Wanted, is_consent_word
from generator.exchange.tables import SheetLog
from generator.model.collate import letters_of
from generator.model.fields import Json, Reader, fields_of, read_fields
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.model.problem import Problem, Spot
from generator.model.records import all_kinds
from generator.model.rules import Severity

NEW, CHANGED, SAME = "baru", "berubah", "tetap"


@dataclass(slots=True)
class Merged:
    """What becomes of one record. `changes`: column key -> (before, after) as texts."""

    wanted: Wanted
    standing: ExistingRecord | None
    values: dict[str, Json]
    body: str
    state: str
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


def merge(wanted: Wanted, standing: ExistingRecord | None, context: ReadingContext, present: frozenset[str]) -> Merged:
    """Lay a row over its record. `present`: the columns of our own workbook, where an empty cell empties the field."""
    old = standing.values if standing else {}
    values = _laid(old, wanted, present if wanted.part.own else frozenset()) if standing else dict(wanted.values)
    if standing and not wanted.part.own:
        values |= _spelled_as_before(values, old)
    body = standing.body if standing else ""
    if wanted.body is not None and (wanted.body or wanted.part.own):
        body = wanted.body
    elif wanted.part.own and BODY in present and BODY not in wanted.faulty:
        body = ""
    if standing is None:
        if wanted.part.proposed:
            values = {**values, "draf": "ya"}
            wanted = replace(wanted, attributes={**wanted.attributes, "draft": True})
    elif standing.values.get("persetujuan") and is_consent_word(wanted.part):
        values["persetujuan"] = standing.values["persetujuan"]
    same = standing is not None and values == old and body == standing.body and wanted.slug == standing.slug
    if same:
        return Merged(wanted, standing, values, body, SAME)
    if wanted.language == "id":
        values = _reviewed(wanted, values, old, context)
    if standing is not None and values == old and body == standing.body and wanted.slug == standing.slug:
        return Merged(wanted, standing, values, body, SAME)
    return Merged(
        wanted, standing, values, body, CHANGED if standing else NEW, _differences(wanted, standing, values, body)
    )


def _spelled_as_before(values: dict[str, Json], old: dict[str, Json]) -> dict[str, Json]:
    """What an office writes in other letters only keeps the spelling that editors gave it."""
    kept = {}
    for key, same in (("nama", letters_of), ("kecamatan", letters_of), ("alamat", str.casefold)):
        before, now = old.get(key), values.get(key)
        if isinstance(before, str) and isinstance(now, str) and same(before) == same(now):
            kept[key] = before
    return kept


def _laid(old: dict[str, Json], wanted: Wanted, present: frozenset[str]) -> dict[str, Json]:
    told = wanted.values
    if (
        not present
        and wanted.read - {BODY} <= told.keys()
        and all(old.get(key) == value for key, value in told.items())
    ):
        return dict(old)  # as most rows of an import that comes again
    values: dict[str, Json] = {key: dict(value) if isinstance(value, dict) else value for key, value in old.items()}
    for key, top, inner in _paths(wanted.kind):
        new = wanted.values.get(top)
        if inner:
            new = new.get(inner) if isinstance(new, dict) else None
        emptied = new is None and (key in wanted.read or (key in present and key not in wanted.faulty))
        if new is not None:
            if inner:
                group = values.setdefault(top, {})
                group[inner] = new
            else:
                values[top] = new
        elif emptied and inner:
            values.get(top, {}).pop(inner, None)
        elif emptied:
            values.pop(top, None)
    order = dict.fromkeys(top for _, top, _ in _paths(wanted.kind))
    keys = sorted(values, key=list(order).index) if list(values) != list(old) else list(values)
    return {key: values[key] for key in keys if values[key] not in (None, {}, [])}


@cache
def _paths(kind: str) -> tuple[tuple[str, str, str], ...]:
    """(column key, field, part of the field) of every column that holds a field, in the schema's order."""
    columns = {column.key: column for column in columns_of(kind) if column.type is not None}
    order = [spec.key for spec in fields_of(all_kinds()[kind])]
    keyed = sorted(columns.values(), key=lambda column: order.index(column.field))
    return tuple(
        (column.key, column.field, "" if column.key == column.field else column.key.partition(".")[2])
        for column in keyed
    )


def _reviewed(
    wanted: Wanted, values: dict[str, Json], old: dict[str, Json], context: ReadingContext
) -> dict[str, Json]:
    """The values without what is wrong between them; every remark of the review is noted at its cell."""
    record_type = all_kinds()[wanted.kind]
    part, left = wanted.part, set[str]()
    fresh = not old  # then the values themselves are at hand, and canonical forms need not be read again
    for _ in range(12):
        if fresh:
            read, fresh = wanted.attributes, False
        else:
            node = Mapping(tuple((Scalar(key), node_from(value)) for key, value in values.items()))
            quiet = Reader(SheetLog(""), context.atlas, context.categories, waived_in(node), context.rules)
            read = read_fields(record_type, node, quiet)[0]
        if any(read.get(spec.attribute) is None for spec in fields_of(record_type) if spec.required):
            return values
        log = SheetLog(part.log.path, sheet=part.log.sheet, titles=part.log.titles)
        spots = _spots(wanted, values)
        record = record_type(slug=wanted.slug, **read)
        record.review(Reader(log, context.atlas, context.categories, rules=context.rules), spots)
        wrong = [
            problem for problem in log.problems if problem.severity is Severity.ERROR and problem.field not in left
        ]
        if not wrong:
            part.log.problems += [_told(problem, part.row) for problem in log.problems if problem.field not in left]
            return values
        fault, name = wrong[0], wrong[0].field
        if name not in values or values[name] == old.get(name):
            left.add(name)  # it was wrong before, or it is no field: the build tells
            continue
        part.log.problems.append(
            _told(
                replace(fault, severity=Severity.WARNING, message=f"{fault.message} Isian {name} tidak dipakai."),
                part.row,
            )
        )
        values = {
            key: old.get(key, value) if key == name else value
            for key, value in values.items()
            if key != name or key in old
        }
    return values


def _told(problem: Problem, row: int) -> Problem:
    place = problem.place
    return problem if place.row else replace(problem, place=replace(place, row=row))


def _spots(wanted: Wanted, values: dict[str, Json]) -> dict[str, Spot]:
    """Where each field's first cell is; the row for a field that has none."""
    spots = {key: Spot(wanted.part.row) for key in values}
    for key, cell in reversed(list(wanted.cells.items())):
        field_key = key.partition(".")[0]
        if field_key in spots:
            spots[field_key] = cell.spot
    return spots


def node_from(value: Json) -> Node:
    """A canonical value as the node that front matter would give."""
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(key), node_from(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return Listing(tuple(node_from(item) for item in value))
    return Scalar(value)


def _differences(
    wanted: Wanted, standing: ExistingRecord | None, values: dict[str, Json], body: str
) -> dict[str, tuple[str, str]]:
    if standing is None:
        return {}
    before = texts_of(wanted.kind, standing.values, standing.body)
    after = texts_of(wanted.kind, values, body)
    differences = {}
    if wanted.slug != standing.slug:
        differences["slug"] = (standing.slug, wanted.slug)
    for key in by_key(wanted.kind):
        if before.get(key, "") != after.get(key, ""):
            differences[key] = (before.get(key, ""), after.get(key, ""))
    return differences
