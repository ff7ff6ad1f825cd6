"""Which region the rows of a table are in when none of their columns says so: what the names of sheets, headings and files tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from generator.exchange.opening import Sheet, TableBlock, refused
from generator.exchange.row_kinds import region_in, section_of
from generator.model import rules
from generator.model.category import Categories
from generator.model.problem import Problem, Spot
from generator.model.region import Atlas

NEEDS_REGION = frozenset({"penjual", "campuran", "pojok"})


def find_regions(sheets: Sequence[Sheet], atlas: Atlas, code: str) -> list[Problem]:
    """Give every table without a column for it the region that its sheet names. `code`: the one given for all rows.

    Returns the problems that stop the import: one code for sheets that name other regions.
    """
    named: dict[str, tuple[Sheet, str]] = {}
    for sheet in sheets:
        blocks = [block for block in sheet.blocks if block.layout.kind in NEEDS_REGION and not block.layout.own]
        by_name = region_in(sheet.table.name, atlas) if blocks else ""
        if by_name and any(map(_lacks_column, blocks)):
            named[f"{sheet.log.path}/{sheet.table.name}"] = sheet, by_name
        for block in blocks:
            above = by_name or ("" if code else _above(block, atlas))
            block.region = above or ("" if code else region_in(PurePath(sheet.log.path).stem, atlas))
            block.has_sections = not block.region and _lacks_column(block) and _has_sections(block, atlas)
            if block.region and not code and _lacks_column(block):
                whence = "nama lembar" if by_name else "judul di atas tabel" if above else "nama berkas"
                region = atlas.by_code[block.region]
                message = f"Kabupaten/kota dibaca dari {whence}: {region.full_name}."
                hint = "Bila keliru, tambahkan kolom kabupaten."
                block.log.add(rules.ASSUMED, Spot(block.layout.header), message, hint, field="kabupaten")
    others = [(sheet, region) for sheet, region in named.values() if code and region != code]
    if not others:
        return []
    told = ", ".join(f'"{sheet.table.name}" ({atlas.by_code[region].full_name})' for sheet, region in named.values())
    message = f"Kabupaten/kota yang diberikan ({atlas.by_code[code].full_name}) tidak cocok dengan nama lembar: {told}."
    return refused(
        others[0][0].log.path, message, "Impor lagi tanpa menyebut kabupaten/kota: nama lembarnya sudah mengatakannya."
    )


def _has_sections(block: TableBlock, atlas: Atlas) -> bool:
    """True when a line among the rows begins a section that tells a region."""
    rows = block.table.rows[block.layout.first - 1 : block.layout.last]
    lines = ([cell for cell in row if cell.strip()] for row in rows)
    sections = (section_of(words, atlas, Categories()) for words in lines if len(words) < 4)
    return any(section is not None and section.region for section in sections)


def _lacks_column(block: TableBlock) -> bool:
    kind = "pojok" if block.layout.kind == "pojok" else "penjual"
    return (kind, "kabupaten") not in block.layout.targets.values()


def _above(block: TableBlock, atlas: Atlas) -> str:
    """The region that the headings of a table name: the lowest that names one counts."""
    return next((code for text in reversed(block.layout.headings) if (code := region_in(text, atlas))), "")
