"""Whom a problem concerns, so that every seller can be sent its own list; and what is told once instead of for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.exchange.identity import Names
from generator.exchange.opening import TableBlock
from generator.exchange.reading import Wanted
from generator.exchange.row_parts import Part
from generator.exchange.tables import ranges
from generator.model import rules
from generator.model.collate import tidy
from generator.model.numbers import format_number
from generator.model.problem import Problem, Spot
from generator.model.rules import Severity

FEW = 3  # rows of which the same is told one by one


class Owner(NamedTuple):
    """The seller whom a problem concerns: its name as written, and its slug where it has one. Empty: the files as a whole."""

    name: str = ""
    slug: str = ""


NAMELESS = Owner("Baris tanpa nama usaha")


def owners_of(
    parts: list[Part], records: Mapping[Part, Wanted | None], names: Names
) -> dict[tuple[str, str, int], Owner]:
    """The seller of every row, imported or not. A row of a flat sheet belongs to the seller that it names.

    `records`: what became of each part; several rows may be one record.
    """
    owners: dict[tuple[str, str, int], Owner] = {}
    for part in parts:
        spot = part.log.path, part.log.sheet, part.row
        if part.kind in ("penjual", "produk") and (part.seller is None or spot not in owners):
            owners[spot] = owner_of(part, records.get(part), names)
    return owners


def owner_of(part: Part, item: Wanted | None, names: Names) -> Owner:
    """The seller that a part speaks of. `item`: what was read from the part; None when it was left out."""
    seller = part if part.kind == "penjual" else part.seller
    if seller is None:
        return _owner_named(part, item, names)
    if not seller.text("nama"):
        return NAMELESS
    if item is None:
        return Owner(seller.name)
    if item.kind == "penjual":
        return Owner(item.part.name, item.slug)
    return Owner(seller.name, str(item.values.get("penjual", "")))


def _owner_named(part: Part, item: Wanted | None, names: Names) -> Owner:
    """The seller whom a product of another sheet names: one of this import, else one of the site, else a name only."""
    name = tidy(part.text("penjual"))
    slug = str(item.values.get("penjual", "")) if item is not None else ""
    slug = slug or names.known("penjual", name)
    if not slug:
        return Owner(name) if name else NAMELESS
    new, old = names.taken.get(("penjual", slug, "id")), names.stand.get("penjual", slug)
    if new:
        return Owner(new.part.name, slug)
    return Owner(str(old.values.get("nama", slug)) if old else slug, slug)


def gather_consent(block: TableBlock, parts: Sequence[Part]) -> None:
    """A table in which nobody's consent is recorded is told so once: thousands of equal warnings hide all others."""
    problems = [problem for problem in block.log.problems if problem.rule is rules.NO_CONSENT]
    if len(problems) <= FEW or any(part.text("persetujuan") for part in parts):
        return
    block.log.problems = [problem for problem in block.log.problems if problem.rule is not rules.NO_CONSENT]
    rows = [problem.place.row for problem in problems]
    message = (
        f"Persetujuan belum tercatat bagi {format_number(len(rows))} penjual (baris {min(rows)} sampai {max(rows)}), jadi kontak, "
        "akun media sosial, alamat, dan titiknya tidak ditampilkan."
    )
    hint = "Isi kolom persetujuan dengan tanggal tiap penjual menyetujuinya, contoh: 2026-03-12"
    block.log.add(rules.NO_CONSENT, Spot(block.layout.header), message, hint, field="persetujuan")


def gather_equal(problems: Sequence[Problem]) -> tuple[list[Problem], set[int]]:
    """(the problems, with what is the same in many rows told but once, ids of those that speak of many rows).

    Every cell is marked in the workbook all the same; a list of forty equal lines is read by nobody.
    """
    groups: dict[tuple[str, str, str, str, str, Severity], list[Problem]] = {}
    for problem in problems:
        if problem.place.row:
            place = problem.place
            key = (place.path, place.sheet, place.column_name, problem.code, problem.message, problem.severity)
            groups.setdefault(key, []).append(problem)
    many = [listed for listed in groups.values() if len(listed) > FEW]
    gone = {id(problem) for listed in many for problem in listed}
    told = [
        replace(first, message=f"{first.message} Begitu pula di baris {ranges([one.place.row for one in rest])}.")
        for first, *rest in many
    ]
    kept = [problem for problem in problems if id(problem) not in gone]
    return sorted([*kept, *told], key=lambda problem: problem.order), {id(problem) for problem in told}
