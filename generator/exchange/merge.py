"""Merging: what the workbook wants laid over what stands, and the difference as editors read it. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from generator.exchange.cells import texts_of
from generator.exchange.columns import BODY, by_key, columns_of
from generator.exchange.reading import Context, Wanted, is_consent_word
from generator.exchange.standing import Standing, waived_in
from generator.exchange.tables import SheetLog
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
    standing: Standing | None
    values: dict[str, Json]
    body: str
    state: str
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


def merge(wanted: Wanted, standing: Standing | None, context: Context, present: frozenset[str]) -> Merged:
    """Lay a row over its record. `present`: the columns of our own workbook, where an empty cell empties the field."""
    old = standing.values if standing else {}
    values = _laid(old, wanted, present if wanted.part.own else frozenset())
    body = standing.body if standing else ""
    if wanted.body is not None and (wanted.body or wanted.part.own):
        body = wanted.body
    elif wanted.part.own and BODY in present and BODY not in wanted.faulty:
        body = ""
    if standing is None:
        if wanted.part.proposed:
            values = {**values, "draf": "ya"}
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


def _laid(old: dict[str, Json], wanted: Wanted, present: frozenset[str]) -> dict[str, Json]:
    values: dict[str, Json] = {key: dict(value) if isinstance(value, dict) else value for key, value in old.items()}
    for column in columns_of(wanted.kind):
        if column.type is None:
            continue
        top, _, inner = column.key.partition(".") if column.key != column.field else (column.key, "", "")
        new = wanted.values.get(top)
        if inner:
            new = new.get(inner) if isinstance(new, dict) else None
        emptied = column.key in wanted.read or (column.key in present and column.key not in wanted.faulty)
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
    order = [spec.key for spec in fields_of(all_kinds()[wanted.kind])]
    return {key: values[key] for key in order if values.get(key) not in (None, {}, [])}


def _reviewed(wanted: Wanted, values: dict[str, Json], old: dict[str, Json], context: Context) -> dict[str, Json]:
    """The values without what is wrong between them; every remark of the review is noted at its cell."""
    record_type = all_kinds()[wanted.kind]
    part, left = wanted.part, set[str]()
    for _ in range(12):
        quiet = SheetLog("")
        node = Mapping(tuple((Scalar(key), node_from(value)) for key, value in values.items()))
        read, _spots = read_fields(record_type, node, Reader(quiet, context.atlas, context.categories, waived_in(node)))
        if any(read.get(spec.attribute) is None for spec in fields_of(record_type) if spec.required):
            return values
        log = SheetLog(part.log.path, sheet=part.log.sheet, titles=part.log.titles)
        spots = {key: _spot(wanted, key) for key in values}
        record = record_type(slug=wanted.slug, **read)
        record.review(Reader(log, context.atlas, context.categories), spots)
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


def _spot(wanted: Wanted, key: str) -> Spot:
    """Where a field's first cell is."""
    for column in columns_of(wanted.kind):
        if column.field == key and column.key in wanted.part.cells:
            return wanted.part.cells[column.key].spot
    return Spot(wanted.part.row)


def node_from(value: Any) -> Node:
    """A canonical value as the node that front matter would give."""
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(key), node_from(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return Listing(tuple(node_from(item) for item in value))
    return Scalar(value)


def _differences(
    wanted: Wanted, standing: Standing | None, values: dict[str, Json], body: str
) -> dict[str, tuple[str, str]]:
    if standing is None:
        return {}
    before = texts_of(wanted.kind, standing.values, standing.body)
    after = texts_of(wanted.kind, values, body)
    found = {}
    if wanted.slug != standing.slug:
        found["slug"] = (standing.slug, wanted.slug)
    for key in by_key(wanted.kind):
        if before.get(key, "") != after.get(key, ""):
            found[key] = (before.get(key, ""), after.get(key, ""))
    return found
