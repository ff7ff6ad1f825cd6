"""From parts to records: every part read in an order in which what others name is known, sellers before products."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from generator.exchange.cells import is_empty
from generator.exchange.identity import Names
from generator.exchange.reading import ReadingContext, Wanted, as_warning, read_part
from generator.exchange.row_parts import Part
from generator.model import rules
from generator.model.collate import letters_of, quoted
from generator.model.records import sheet_kinds

Progress = Callable[[str, int, int], None]
COOPERATIVE = "koperasi"


@dataclass(slots=True)
class RecordReading:
    """Reads the parts of an import. `records`: part -> what it became; several rows may be one record."""

    names: Names
    context: ReadingContext
    progress: Progress
    records: dict[Part, Wanted | None] = field(default_factory=dict)

    def read(self, parts: Sequence[Part]) -> list[Wanted]:
        """Every record that the parts want, kind by kind."""
        wanted: list[Wanted] = []
        for language in ("id", "en"):
            for kind in sheet_kinds():
                chosen = [part for part in parts if part.kind == kind and part.language == language]
                new = self._read_kind(chosen, len(parts))
                if kind == "penjual":
                    new = [self._with_cooperative(item) if COOPERATIVE in item.part.cells else item for item in new]
                wanted += new
        return wanted

    def _read_kind(self, parts: Sequence[Part], total: int) -> list[Wanted]:
        new: list[Wanted] = []
        for part in parts:
            self.progress("Membaca", len(self.records) + 1, total)
            whole = self._with_seller(part)
            item = self._settled(whole) if whole is not None else None
            self.records[part] = item
            if item is None and part.name:
                self.names.left_out[part.kind].add(letters_of(part.name))
            if item is not None and item.part is whole:
                new.append(item)
        return [self.names.taken[item.kind, item.slug, item.language] for item in new]  # further rows may have joined

    def _with_seller(self, part: Part) -> Part | None:
        """A product of a flat row with its seller; None, with the reason noted, when that is not imported."""
        if part.seller is None:
            return part
        seller = self.records.get(part.seller)
        if seller is not None:
            return replace(
                part, cells={"penjual": part.cells["nama"]._replace(text=seller.slug, column=0), **part.cells}
            )
        if part.row != part.seller.row:  # else the fault of the seller tells
            message = (
                f"Produk {quoted(part.name)} tidak diimpor karena penjualnya di baris {part.seller.row} tidak diimpor."
            )
            hint = "Perbaiki dulu isian penjualnya."
            part.log.add(rules.LEFT_OUT, part.cells["nama"].spot, message, hint, field="penjual")
        return None

    def _settled(self, part: Part) -> Wanted | None:
        item = read_part(part, self.context, self.names.resolve, COOPERATIVE if part.kind == "penjual" else "")
        return None if item is None else self.names.settle(item)

    def _with_cooperative(self, item: Wanted) -> Wanted:
        """A member names its cooperative once all sellers are known."""
        cell, names = item.part.cells[COOPERATIVE], self.names
        if is_empty(cell.text):
            return item
        problems = item.part.log.problems
        before = len(problems)
        slug = names.resolve(item.part, cell, "penjual", re.sub(r"^\\", "", cell.text).strip())
        new, old = names.taken.get(("penjual", slug, "id")), names.stand.get("penjual", slug)
        form = (new.values if new else old.values if old else {}).get("jenis") or (
            old.values.get("jenis") if old else None
        )
        if slug and form != "koperasi":
            message = f"{quoted(cell.text)} bukan koperasi. Selnya tidak dipakai."
            hint = "Isi dengan nama sebuah koperasi."
            item.part.log.add(rules.NOT_A_COOPERATIVE, cell.spot, message, hint, field=COOPERATIVE)
            slug = ""
        problems[before:] = [as_warning(problem) for problem in problems[before:]]
        if not slug:
            return replace(item, faulty=item.faulty | {COOPERATIVE})
        values, attributes = {**item.values, COOPERATIVE: slug}, {**item.attributes, "cooperative": slug}
        item = replace(item, values=values, attributes=attributes, read=item.read | {COOPERATIVE})
        names.put(item)
        return item
