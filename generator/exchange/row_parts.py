"""Rows: from a table and its layout to parts, one for each record that a row speaks of. Nothing is lost silently.

A flat row gives a seller and its products. Several products in one cell are proposed, each as a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.exchange.cells import Cell, cell_text, is_empty
from generator.exchange.columns import BODY, ID, SLUG
from generator.exchange.layout import FLAT, Layout, known_titles
from generator.exchange.tables import SheetLog, Table
from generator.exchange.titles import ANSWERED, LATITUDE, LONGITUDE, PHONE_TOO, VILLAGE
from generator.model import rules
from generator.model.collate import letters_of, quoted, tidy
from generator.model.phone import read_phone
from generator.model.problem import Remarks, Spot, Unreadable, did_you_mean

TOTAL = "Baris jumlah"
TOTALS = ("jumlah", "total", "subtotal", "grandtotal", "jml")
SHOUTED = frozenset({"nama", "kecamatan", "alamat"})  # fields in which capitals throughout are rewritten
KEPT = frozenset("UD CV PT KUB KWT UKM UMKM IKM RT RW II III IV VI TKI BUMDES KSU".split())
MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
CLOSING = re.compile(
    rf"(?i)mengetahui\b|(?:(?:plt|plh)\.? )?kepala (?:dinas|bidang|seksi)\b|nip\b[ .:]*[\d ]*$|sumber *:|[a-z. ]+, (?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}$"
)
SEPARATORS = re.compile(r"\s*(?:[,;\n]|\s/\s)\s*(?![^()]*\))")  # not inside brackets


@dataclass(slots=True)
class Part:
    """What a row says of one record. `cells`: by column key. `seller`: the part that a product in a flat row belongs to."""

    kind: str
    row: int
    cells: dict[str, Cell]
    log: SheetLog
    language: str = "id"
    own: bool = False
    proposed: bool = False
    seller: Part | None = None
    place: int = 0  # number of its table, for the report
    children: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name or headline as written."""
        cell = self.cells.get("nama") or self.cells.get("judul")
        return tidy(cell.text) if cell else ""

    def text(self, key: str) -> str:
        """The text of a cell, empty when there is none."""
        cell = self.cells.get(key)
        return "" if cell is None or is_empty(cell.text) else cell.text


def parts_of(table: Table, layout: Layout, log: SheetLog, number: int) -> Iterator[Part]:
    """Every part of a table's rows. What is skipped is noted in `log`."""
    log.titles = layout.titles
    log.places = {target: place for place, target in layout.targets.items()}
    _note_columns(layout, log)
    shouted = () if layout.own else _shouted(table, layout, log)
    _fill_merged(table, layout)
    total = 0  # the row of the last total
    for row in range(layout.first, len(table.rows) + 1):
        cells = table.rows[row - 1]
        filled = [place for place, text in enumerate(cells, 1) if text.strip()]
        if not filled:
            continue
        what = _skipped(cells, filled, layout)
        if not what and not layout.own and len(layout.targets) > 3 and _is_closing(cells, filled, total > 0):
            said = " ".join(cells[place - 1] for place in filled if place not in layout.private)
            what = f"Baris penutup ({quoted(said)})"
        if what:
            total = row if what == TOTAL else total
            log.add(rules.SKIPPED_ROW, Spot(row), f"{what} dilewati.")
            continue
        by_kind: dict[str, dict[str, Cell]] = {}
        for place in filled:
            kind, key = layout.targets.get(place, ("", ""))
            if kind:
                text = cell_text(cells[place - 1], key)
                if (kind, key) in shouted and text.isupper():
                    text = calm(text)
                by_kind.setdefault(kind, {})[key] = Cell(text, row, place)
        if not by_kind:
            said = quoted(" ".join(cells[place - 1] for place in filled if place not in layout.private))
            log.add(rules.SKIPPED_ROW, Spot(row), f"Baris ini tidak memuat isian yang dikenal dan dilewati: {said}.")
            continue
        yield from _parts(by_kind, layout, log, row, number)


def _parts(by_kind: dict[str, dict[str, Cell]], layout: Layout, log: SheetLog, row: int, number: int) -> Iterator[Part]:
    if layout.kind != FLAT:
        cells = by_kind.get(layout.kind, {})
        if layout.own:
            yield Part(layout.kind, row, cells, log, layout.language, own=True, place=number)
        else:
            _compose(layout.kind, cells, log)
            yield Part(layout.kind, row, cells, log, place=number)
        return
    seller = Part("penjual", row, by_kind.get("penjual", {}), log, place=number)
    known = seller.cells.pop(ID, Cell(""))
    ids = [text.strip() for text in known.text.split(";")]
    product_ids = [text for text in ids if text.startswith("produk/")]
    if own := next((text for text in ids if text.startswith("penjual/")), ""):
        seller.cells[ID] = known._replace(text=own)
    _compose("penjual", seller.cells, log)
    yield seller
    product = by_kind.get("produk", {})
    names = _names(product, log, row)
    shared = {key: cell for key, cell in product.items() if key != "nama" and not is_empty(cell.text)}
    if len(names) > 1 and shared:
        columns = ", ".join(log.titles.get(cell.column, key) for key, cell in shared.items())
        log.add(rules.SEVERAL_PRODUCTS, Spot(row), f"Isian {columns} tidak dipakai: tidak jelas milik produk yang mana.",
                "Tulis satu produk per baris.")  # fmt: skip
        shared = {}
    if not names and shared and not is_empty(product.get("nama", Cell("")).text):
        names = [product["nama"]]
    for at, name in enumerate(names):
        cells = {"nama": name, **shared}
        if len(product_ids) == len(names):
            cells[ID] = known._replace(text=product_ids[at])
        _compose("produk", cells, log)
        part = Part("produk", row, cells, log, seller=seller, place=number, proposed=len(names) > 1)
        seller.children.append(part)
        yield part
    if not names and shared:
        kept = {key: cell for key, cell in shared.items() if key in ("foto", BODY, "ringkasan")}
        seller.cells.update({key: cell for key, cell in kept.items() if key not in seller.cells})
        lost = ", ".join(log.titles.get(cell.column, key) for key, cell in shared.items() if key not in kept)
        if lost:
            log.add(rules.SKIPPED_ROW, Spot(row), f"Isian {lost} dilewati: baris ini tidak menyebut nama produk.")


def _names(product: dict[str, Cell], log: SheetLog, row: int) -> list[Cell]:
    """The products that a cell names. More than one: a proposal, noted as such."""
    cell = product.get("nama")
    if cell is None or is_empty(cell.text):
        return []
    items = [re.sub(r"^\s*(?:\d{1,2}[.)]|[-•*])\s*", "", item).strip(" .") for item in SEPARATORS.split(cell.text)]
    items = list(dict.fromkeys(item for item in items if item))
    alone = "harga" in product and not is_empty(product["harga"].text)
    if len(items) < 2 or alone or not all(len(re.findall(r"[^\W\d_]", item)) > 2 for item in items):
        return [cell]
    listed = ", ".join(quoted(item) for item in items)
    log.add(rules.SEVERAL_PRODUCTS, cell.spot, f"Sel ini memuat {len(items)} produk: {listed}. Diusulkan sebagai {len(items)} produk berstatus draf.",
            "Periksa, lalu hapus baris draf di berkasnya; atau tulis satu produk per baris.", field="nama")  # fmt: skip
    return [cell._replace(text=item) for item in items]


def _compose(kind: str, cells: dict[str, Cell], log: SheetLog) -> None:
    """Join what offices keep in several columns, and give a telephone number the field that it belongs to."""
    latitude, longitude = cells.pop(LATITUDE, None), cells.pop(LONGITUDE, None)
    if latitude and longitude and "titik" not in cells:
        text = f"{latitude.text.replace(',', '.')}, {longitude.text.replace(',', '.')}"
        if not (is_empty(latitude.text) or is_empty(longitude.text)):
            cells["titik"] = latitude._replace(text=text)
    if kind != "penjual":
        cells.pop(ANSWERED, None)  # nobody else consents
    village = cells.pop(VILLAGE, None)
    if village and not is_empty(village.text):
        street = cells.get("alamat")
        if street and not is_empty(street.text):
            cells["alamat"] = street._replace(text=f"{street.text.strip()}, {village.text.strip()}")
        else:
            cells["alamat"] = village
    if kind == "penjual":
        _sort_phones(cells)
    if kind == "produk":
        _read_halal(cells)


def _sort_phones(cells: dict[str, Cell]) -> None:
    """Offices have one column for both: a mobile number is WhatsApp's, any other is a telephone's."""
    numbers = [cell for key in ("telepon", PHONE_TOO) if (cell := cells.pop(key, None)) and not is_empty(cell.text)]
    for cell in numbers:
        remarks: Remarks = []
        try:
            phone = read_phone(cell.text, remarks)
        except Unreadable:
            phone = None
        first, second = ("whatsapp", "telepon") if phone and phone.mobile else ("telepon", "whatsapp")
        taken = first in cells and not is_empty(cells[first].text)
        if not taken or (phone and second == "telepon"):
            cells[second if taken else first] = cell


def _read_halal(cells: dict[str, Cell]) -> None:
    """A bare column "halal" holds the status or the number; a number says that there is a certificate."""
    status, number = cells.get("halal.status"), cells.get("halal.nomor")
    for cell in (status, number):
        if cell is not None and re.match(r"(?i)\s*(?:no\S*\s*)?ID\d", cell.text):
            cells["halal.nomor"] = cell
            cells["halal.status"] = cell._replace(text="bersertifikat")
            return
    if number is not None and is_empty(number.text):
        cells.pop("halal.nomor")
    elif number is not None and (status is None or is_empty(status.text)):
        words = letters_of(number.text)
        if words in ("proses", "dalamproses", "sedangproses", "nonhalal", "tidakwajib"):
            cells["halal.status"] = cells.pop("halal.nomor")
        else:
            cells["halal.status"] = number._replace(text="bersertifikat")


def _note_columns(layout: Layout, log: SheetLog) -> None:
    header = Spot(layout.header)
    known = known_titles(layout)
    for place, title in layout.unknown.items():
        near = did_you_mean(title, known)
        log.add(rules.UNKNOWN_COLUMN, header._replace(column=place), f'Kolom "{title}" tidak dikenal dan dilewati.',
                near or "Bila isinya perlu tampil, beri judul seperti pada templat: etalase template templat.xlsx")  # fmt: skip
    for place, why in layout.private.items():
        title = layout.titles.get(place, "")
        log.add(rules.PRIVATE_COLUMN, header._replace(column=place), f'Kolom "{title}" tidak diimpor. {why}',
                "Kolom ini boleh tetap ada di berkas kantor Anda; isinya tidak masuk ke situs.")  # fmt: skip


def _is_closing(cells: list[str], filled: list[int], after_total: bool) -> bool:
    """True for what stands below a table: place and date, who signs, where the figures come from."""
    if len(filled) > 2:
        return False
    return (after_total and len(filled) == 1) or any(CLOSING.match(tidy(cells[place - 1])) for place in filled)


def _skipped(cells: list[str], filled: list[int], layout: Layout) -> str:
    """What a row is when it is no record: a total, a repeated header, numbers of the columns; else an empty text."""
    words = (letters_of(cells[place - 1]) for place in filled)  # only as many as are asked for: rows are many
    first = next(words)
    if first.startswith(TOTALS) and (first in TOTALS or all(word.isdigit() for word in words)):
        return TOTAL
    if first == "1" and len(filled) > 2 and list(words) == [str(number) for number in range(2, len(filled) + 1)]:
        return "Baris nomor kolom"
    if len(filled) > 1 and all(
        letters_of(layout.titles.get(place, "?")) == letters_of(cells[place - 1]) for place in filled
    ):
        return "Tajuk yang terulang"
    return ""


def _fill_merged(table: Table, layout: Layout) -> None:
    """Cells merged downwards speak for every row that they cover."""
    for top, left, bottom, right in table.merged:
        if bottom > top >= layout.first - 1 and right - left < 50 and bottom - top < 500:
            first = table.rows[top] if top < len(table.rows) else []
            text = first[left] if left < len(first) else ""
            for row in table.rows[top + 1 : bottom + 1] if text else ():
                if row:
                    row += [""] * (left + 1 - len(row))
                    row[left] = text


def _shouted(table: Table, layout: Layout, log: SheetLog) -> frozenset[tuple[str, str]]:
    """Columns written in capitals throughout, to be rewritten; each is noted once, with an example."""
    found = set()
    for place, (kind, key) in layout.targets.items():
        if key not in SHOUTED and key != VILLAGE:
            continue
        cells = [row[place - 1].strip() for row in table.rows[layout.first - 1 :] if len(row) >= place]
        words = [cell for cell in cells if len(re.findall(r"[^\W\d_]", cell)) > 3]
        if len(words) > 2 and sum(map(str.isupper, words)) > 0.8 * len(words):
            found.add((kind, key))
            sample = next(word for word in words if word.isupper())
            log.add(rules.REWRITTEN, Spot(layout.header, place), f"Kolom ini ditulis dengan huruf besar semua; ditulis ulang, contoh: {quoted(sample)} menjadi {quoted(calm(sample))}.",
                    "Bila ada nama yang memang berhuruf besar, perbaiki di berkasnya.")  # fmt: skip
    return frozenset(found)


def calm(text: str) -> str:
    """`UD. MINA KARTINI` as `UD. Mina Kartini`."""

    def word(found: re.Match[str]) -> str:
        return found[0] if found[0] in KEPT else found[0][0] + found[0][1:].lower()

    calmed = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", word, text)
    return re.sub(r"(?<=\S )(?:Dan|Di|Dari|Untuk|Yang)(?= )", lambda found: found[0].lower(), calmed)


def own_identity(part: Part) -> tuple[str, str]:
    """(id at export, slug wished for) of a row; both empty where it has none."""
    return part.text(ID).strip().removeprefix(f"{part.kind}/"), part.text(SLUG).strip()
