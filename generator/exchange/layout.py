"""Layout: where the header of a sheet is, which kind of record its rows are, and which column each title means.

Headers may stand below titles, span two rows with merged cells, carry line ends and `*`. One flat sheet may mix sellers
and products: then each column belongs to one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.exchange.columns import BODY, ID, by_key
from generator.exchange.tables import Table
from generator.exchange.titles import LATITUDE, PHONE_TOO, PHONES, VILLAGE, find, meaning_of, why_private
from generator.model.collate import letters_of, tidy
from generator.model.private import forbidden
from generator.model.records import all_kinds

LOOK = 40  # rows in which a header is looked for
FLAT = "campuran"
ID_TITLE = "id (Etalase)"  # the column that a report adds to an office's own workbook
SYSTEM = frozenset({"petunjuk", "pilihan", "etalase", "ringkasan"})  # sheets that we write ourselves
LANGUAGES = {"": "id", "en": "en"}
# Titles of seller columns that tell, when a sheet of products has them, that it is a flat one.
SELLER_ONLY = frozenset(
    {"kabupaten", "kecamatan", "alamat", "whatsapp", "telepon", "skala", "nib", "instagram", LATITUDE, VILLAGE}
)
COUNTERS = frozenset({"no", "nomor", "nourut", "nomorurut", "urut", "id", "kode", ""})


@dataclass(slots=True)
class Layout:
    """How to read a table. `targets`: column number (from 1) -> (kind, column key); `first`: its first data row, from 1."""

    kind: str
    language: str = "id"
    own: bool = False  # written by us: keys as titles and an id in front
    header: int = 0
    first: int = 1
    titles: dict[int, str] = field(default_factory=dict)
    targets: dict[int, tuple[str, str]] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    private: dict[int, str] = field(default_factory=dict)  # column -> why


def kind_of_name(name: str) -> tuple[str, str]:
    """(kind, language) that the name of a sheet or file tells; an empty kind when it tells none."""
    base, _, language = name.partition(" (")
    letters = letters_of(base)
    kinds = all_kinds()
    kind = next((kind for kind in kinds if letters in (kind, *kinds[kind].traits.sheet_names.split())), "")
    return kind, LANGUAGES.get(language.rstrip(")"), "id")


def lay_out(table: Table, name: str) -> Layout | None:
    """The layout of a table; None when no row of it looks like a header. `name`: of the sheet, or of the file."""
    kind, language = kind_of_name(name)
    own = _own(table, kind, language)
    if own:
        return own
    best: tuple[int, int, list[str]] | None = None
    for number in range(min(LOOK, len(table.rows))):
        for height, titles in _headers(table, number):
            score = len({meaning for title in titles if title and (meaning := meaning_of(title, kind))})
            # A header names at least two columns, unless there is but one.
            if score >= min(2, max(1, sum(map(bool, titles)))) and (best is None or score > best[0]):
                best = (score, number + height, titles)
    if best is None:
        return None
    _, after, titles = best
    layout = Layout(kind, header=after, first=after + 1)
    layout.titles = {place: title for place, title in enumerate(titles, 1) if title}
    _assign(layout, kind, table)
    return layout


def _own(table: Table, kind: str, language: str) -> Layout | None:
    """The layout of a sheet that we wrote: its titles are keys, the first of them `id`."""
    if not kind or not table.rows or [cell.strip() for cell in table.rows[0][:1]] != [ID]:
        return None
    layout = Layout(kind, language, own=True, header=1, first=2)
    for place, cell in enumerate(table.rows[0], 1):
        title = cell.strip()
        layout.titles[place] = title
        if title in by_key(kind) and (kind, title) not in layout.targets.values():
            layout.targets[place] = (kind, title)
        elif title:
            _stray(layout, place, title)
    # An office's file may begin with a column "id" too; ours has hardly anything but our keys, and no numbered ids.
    numbered = any(row and row[0].strip().isdigit() for row in table.rows[1:])
    strangers = sum(1 for title in layout.titles.values() if title) - len(layout.targets)
    return layout if len(layout.targets) > max(1, 3 * strangers) and not numbered else None


def _headers(table: Table, number: int) -> list[tuple[int, list[str]]]:
    """The titles that row `number` (from 0) gives alone, and with the row below as its second line."""
    top = _spread(table, number)
    ways = [(1, [_title(cell) for cell in top])]
    if number + 1 >= len(table.rows):
        return ways
    raw, below = table.rows[number], table.rows[number + 1]
    width = max(len(top), len(below))
    top, below = top + [""] * (width - len(top)), below + [""] * (width - len(below))
    raw = raw + [""] * (width - len(raw))
    # Two lines of one header: what stands below belongs to a title that spans several columns, or to none.
    spans = [not raw[at] or (at + 1 < width and not raw[at + 1]) for at in range(width)]
    fits = [spans[at] for at in range(width) if below[at].strip()]
    if (
        fits
        and all(fits)
        and any(raw)
        and not _is_title(raw, below)
        and not any(re.search(r"\d{3}", cell) for cell in below)
    ):
        filled = _filled(table, number, top, below)
        ways.append((2, [_joined(upper, lower) for upper, lower in zip(filled, below, strict=True)]))
    return ways


def _is_title(raw: list[str], below: list[str]) -> bool:
    """True for a line with but one text, from where the line below begins: it names the sheet, not some of its columns."""
    filled = [at for at, cell in enumerate(raw) if cell.strip()]
    first = next((at for at, cell in enumerate(below) if cell.strip()), 0)
    alone = len(filled) == 1 and filled[0] <= first and not meaning_of(_title(raw[filled[0]]), "")
    return alone and sum(bool(cell.strip()) for cell in below) > 2


def _spread(table: Table, number: int) -> list[str]:
    """A row in which merged cells repeat their text in every column they cover."""
    row = list(table.rows[number])
    for top, left, bottom, right in table.merged:
        if top <= number <= bottom and right < 400:
            row += [""] * (right + 1 - len(row))
            first = table.rows[top] if top < len(table.rows) else []
            text = first[left] if left < len(first) else ""
            row[left : right + 1] = [text] * (right + 1 - left)
    return row


def _filled(table: Table, number: int, top: list[str], below: list[str]) -> list[str]:
    """The upper line with a title repeated to its right, as far as the lower line has titles of its own."""
    filled, last = [], ""
    for upper, lower in zip(top, below, strict=True):
        last = upper if upper.strip() else (last if lower.strip() else "")
        filled.append(last)
    return filled


def _title(cell: str) -> str:
    return tidy(re.sub(r"[*:]+\s*$", "", cell.strip()))[:120]


def _joined(upper: str, lower: str) -> str:
    upper, lower = _title(upper), _title(lower)
    return f"{upper} / {lower}" if upper and lower and upper != lower else upper or lower


def _assign(layout: Layout, told: str, table: Table) -> None:
    """Decide the kind and give every title its column."""
    layout.private = {place: why for place, title in layout.titles.items() if (why := why_private(title))}
    titles = {place: title for place, title in layout.titles.items() if place not in layout.private}
    if told not in ("", "penjual", "produk"):
        meanings = {place: {told: find(title, told)} for place, title in titles.items()}
        layout.kind = told
    else:
        meanings = {
            place: {kind: find(title, kind) for kind in ("penjual", "produk")} for place, title in titles.items()
        }
        layout.kind = _family(told, layout, meanings)
    taken: set[tuple[str, str]] = set()
    for place, title in titles.items():
        if letters_of(title) in PHONES and not _mostly(
            table, layout, place, lambda text: len(re.findall(r"\d", text)) > 7
        ):
            layout.private[place] = forbidden("pemilik") or ""
            continue
        if meanings[place].get("penjual") == "jenis" and not _mostly(
            table, layout, place, lambda text: text.casefold() in FORMS
        ):
            meanings[place]["penjual"] = "kategori"
        target = _choose(layout.kind, meanings[place])
        if title == ID_TITLE:
            target = ("penjual" if layout.kind == FLAT else layout.kind, ID)
        elif target is not None and target[1] == ID:
            target = None  # an office's own numbers
        if target == ("penjual", "telepon") and target in taken:
            target = ("penjual", PHONE_TOO)
        if target is None or target in taken:
            _stray(layout, place, title)
            continue
        taken.add(target)
        layout.targets[place] = target
    if layout.kind in (FLAT, "penjual") and ("penjual", "nama") not in taken:
        _name_from_brand(layout)


def _family(told: str, layout: Layout, meanings: dict[int, dict[str, str]]) -> str:
    """`penjual`, `produk` or FLAT, from the name of the sheet and from what the titles can mean."""
    seller = {found["penjual"] for found in meanings.values() if found["penjual"]}
    product_names = [place for place, found in meanings.items() if found["produk"] == "nama" and not (
        found["penjual"] == "nama" and letters_of(layout.titles[place]) == "nama")]  # fmt: skip
    seller_names = [place for place, found in meanings.items() if found["penjual"] == "nama" and
                    letters_of(layout.titles[place]) != "nama"]  # fmt: skip
    only_product = {"harga", "satuan", "berat", "masa_simpan", "bahan", "penjual"}
    products = {found["produk"] for found in meanings.values()}
    if told == "produk" or (not told and not seller_names and "penjual" in products):
        return FLAT if seller_names and seller & SELLER_ONLY else "produk"
    if product_names and (seller_names or any(letters_of(layout.titles[p]) == "nama" for p in layout.titles)):
        return FLAT
    if not seller_names and product_names and not seller & SELLER_ONLY:
        return "produk"
    if not told and not seller & SELLER_ONLY and products & only_product and seller_names and product_names:
        return FLAT
    return "penjual"


FORMS = frozenset({"umkm", "koperasi", "kelompok"})


def _mostly(table: Table, layout: Layout, place: int, test: Callable[[str], bool]) -> bool:
    """Whether most filled cells of a column pass a test; True for an empty column."""
    cells = [row[place - 1].strip() for row in table.rows[layout.header : layout.header + 200] if len(row) >= place]
    filled = [cell for cell in cells if len(cell) > 1]
    return 2 * sum(map(test, filled)) >= len(filled)


PRODUCT_FIRST = frozenset({"harga", "satuan", "foto", BODY, "ringkasan", "merek", "kapasitas", "ekspor"})


def _choose(kind: str, meaning: dict[str, str]) -> tuple[str, str] | None:
    """The column that a title gets in a sheet of this kind."""
    if kind != FLAT:
        key = meaning.get(kind, "")
        return (kind, key) if key and key != ID else None
    seller, product = meaning["penjual"], meaning["produk"]
    if product == "penjual" or (seller == "nama" and product != "nama"):
        return ("penjual", "nama")
    if product == "nama" and seller != "nama":
        return ("produk", "nama")
    if seller and (not product or (product not in PRODUCT_FIRST and not product.startswith("toko."))):
        return ("penjual", seller)
    if product and product != ID:
        return ("produk", product)
    return None


def _name_from_brand(layout: Layout) -> None:
    """Offices without a column of names call it a brand."""
    for place, title in list(layout.titles.items()):
        if letters_of(title) in ("merek", "merekdagang", "merk", "namamerek", "merkdagang"):
            layout.targets[place] = ("penjual", "nama")
            layout.unknown.pop(place, None)
            return


def _stray(layout: Layout, place: int, title: str) -> None:
    why = why_private(title)
    if why:
        layout.private[place] = why
    elif letters_of(title) not in COUNTERS and title != ID_TITLE:
        layout.unknown[place] = title


def known_titles(layout: Layout) -> list[str]:
    """The keys of the columns that a sheet of this kind may have."""
    kinds = ("penjual", "produk") if layout.kind == FLAT else (layout.kind,)
    return [key for kind in kinds for key in by_key(kind) if key != ID]
