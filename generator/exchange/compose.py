"""What offices keep in several columns, in capitals or behind a link, as the cells that the schema reads."""

from __future__ import annotations

import re

from generator.exchange.cells import Cell, is_empty
from generator.exchange.columns import by_key
from generator.exchange.layout import Layout
from generator.exchange.tables import SheetLog, Table
from generator.exchange.titles import ANSWERED, LATITUDE, LONGITUDE, PHONE_TOO, VILLAGE
from generator.model import rules
from generator.model.collate import letters_of, quoted
from generator.model.fields import ValueType
from generator.model.phone import read_phone
from generator.model.place_types import Shops
from generator.model.problem import Remarks, Spot, Unreadable

SHOUTED = frozenset({"nama", "kecamatan", "alamat"})  # fields in which capitals throughout are rewritten
KEPT = frozenset("UD CV PT KUB KWT UKM UMKM IKM RT RW II III IV VI TKI BUMDES KSU".split())
ADDRESSES = frozenset({"tautan", "surel", "video", "telepon", "whatsapp"})  # types of values that a link may give

Cells = dict[str, Cell]


def composed(kind: str, cells: Cells) -> Cells:
    """The cells with coordinates, addresses, telephone numbers and halal in the fields that they belong to."""
    cells = dict(cells)
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
    return cells


def _sort_phones(cells: Cells) -> None:
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


def _read_halal(cells: Cells) -> None:
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


def linked(kind: str, key: str, text: str, target: str) -> str:
    """The text of a cell that leads somewhere: its target, where the column wants an address and the text is none."""
    column = by_key(kind).get(key)
    name = column.type.kind if column is not None and isinstance(column.type, ValueType) else ""
    wants = column is not None and (isinstance(column.type, Shops) or name in ADDRESSES or name.startswith("akun "))
    is_address = re.search(r"\w\.\w|@\w|\d{6}", text) is not None
    if not wants or is_address:
        return text
    return re.sub(r"(?i)^(?:mailto|tel):(?://)?([^?]*).*", r"\1", target)


def shouted_columns(table: Table, layout: Layout, log: SheetLog) -> frozenset[tuple[str, str]]:
    """Columns written in capitals throughout, to be rewritten; each is noted once, with an example."""
    shouted = set()
    for place, (kind, key) in layout.targets.items():
        if key not in SHOUTED and key != VILLAGE:
            continue
        rows = table.rows[layout.first - 1 : layout.last]
        cells = [row[place - 1].strip() for row in rows if len(row) >= place]
        words = [cell for cell in cells if len(re.findall(r"[^\W\d_]", cell)) > 3]
        if len(words) > 2 and sum(map(str.isupper, words)) > 0.8 * len(words):
            shouted.add((kind, key))
            sample = next(word for word in words if word.isupper())
            message = f"Kolom ini ditulis dengan huruf besar semua; ditulis ulang, contoh: {quoted(sample)} menjadi {quoted(calm(sample))}."
            hint = "Bila ada nama yang memang berhuruf besar, perbaiki di berkasnya."
            log.add(rules.REWRITTEN, Spot(layout.header, place), message, hint)
    return frozenset(shouted)


def calm(text: str) -> str:
    """`UD. MINA KARTINI` as `UD. Mina Kartini`."""

    def word(match: re.Match[str]) -> str:
        return match[0] if match[0] in KEPT else match[0][0] + match[0][1:].lower()

    calmed = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", word, text)
    return re.sub(r"(?<=\S )(?:Dan|Di|Dari|Untuk|Yang)(?= )", lambda match: match[0].lower(), calmed)
