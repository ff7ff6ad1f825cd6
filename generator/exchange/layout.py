"""Layout: where the headers of a sheet are, which kind of record the rows below each are, and which column a title means.

Headers may stand below titles, span two rows with merged cells, carry line ends and `*`. A sheet may hold several tables,
below one another or side by side. One flat table may mix sellers and products: then each column belongs to one of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.exchange.columns import ID, by_key
from generator.exchange.tables import Table
from generator.exchange.titles import all_letters, fit, meaning_of, why_private
from generator.model.collate import letters_of, tidy
from generator.model.records import all_kinds

LOOK = 40  # rows in which a header is looked for
FLAT = "campuran"
ID_TITLE = "id (Etalase)"  # the column that a report adds to an office's own workbook
SYSTEM = frozenset({"petunjuk", "pilihan", "etalase", "ringkasan"})  # sheets that we write ourselves
LANGUAGES = {"": "id", "en": "en"}


@dataclass(slots=True)
class Layout:
    """How to read a table. `targets`: column number (from 1) -> (kind, column key); `first`, `last`: its data rows, from 1."""

    kind: str
    language: str = "id"
    own: bool = False  # written by us: keys as titles and an id in front
    header: int = 0
    first: int = 1
    last: int = 1 << 30
    headings: tuple[str, ...] = ()  # what stands above the header
    titles: dict[int, str] = field(default_factory=dict)
    targets: dict[int, tuple[str, str]] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    private: dict[int, str] = field(default_factory=dict)  # column -> why
    losers: dict[int, int] = field(default_factory=dict)  # column -> the one that fits better
    groups: dict[int, int] = field(default_factory=dict)  # column -> which of the row's products it is of
    units: dict[int, str] = field(default_factory=dict)  # column of prices -> what the price is for
    repeated: set[int] = field(default_factory=set)  # rows that repeat the header
    persons: str = ""  # the title of a column that would have named persons as shops
    guess: str = ""  # the kind that it was taken for before anybody chose columns


@dataclass(frozen=True, slots=True)
class Header:
    """The titles that one or two rows give. `row`: the first of them, `after`: the first row below them, both from 0."""

    row: int
    after: int
    titles: list[str]
    score: int  # how many different things the titles mean


def kind_of_name(name: str) -> tuple[str, str]:
    """(kind, language) that the name of a sheet or file tells; an empty kind when it tells none."""
    base, _, language = name.partition(" (")
    letters = letters_of(base)
    kinds = all_kinds()
    kind = next((kind for kind in kinds if letters in (kind, *kinds[kind].traits.sheet_names.split())), "")
    return kind, LANGUAGES.get(language.rstrip(")"), "id")


def layouts_of(table: Table, name: str) -> list[tuple[Table, Layout]]:
    """The layouts of a sheet, each with the part of the sheet that it reads; none when no row looks like a header.

    `name`: of the sheet, or of the file.
    """
    kind, language = kind_of_name(name)
    own = _own(table, kind, language)
    if own:
        return [(table, own)]
    top = _first_header(table, kind)
    if top is None:
        return []
    return [pair for part, header in _side_by_side(table, top, kind) for pair in _below_one_another(part, header, kind)]


def _first_header(table: Table, kind: str) -> Header | None:
    """The header that a sheet begins with: the one that says the most, or one above it that can be nothing else."""
    rows = range(min(LOOK, len(table.rows)))
    tops = [max(here, key=lambda one: one.score) for row in rows if (here := _headers(table, row, kind))]
    best = max(tops, key=lambda one: one.score, default=None)
    plain = next((one for one in tops if _is_header(one)), None)
    return plain if plain and best and plain.row < best.row else best


def _side_by_side(table: Table, header: Header, kind: str) -> list[tuple[Table, Header]]:
    """The tables that stand beside one another: each begins where the titles begin again, or are of another kind."""
    starts = [0]
    for place in range(2, len(header.titles)):
        if header.titles[place] and _begins_table(header.titles[starts[-1] : place], header.titles[place:]):
            starts.append(place)
    if len(starts) == 1:
        return [(table, header)]
    parts = []
    for start, stop in zip(starts, [*starts[1:], 1 << 30], strict=True):
        part = replace(table, rows=[[*[""] * min(start, len(row)), *row[start:stop]] for row in table.rows])
        parts.append(
            (
                part,
                replace(
                    header,
                    titles=["", *[""] * (start - 1), *header.titles[start:stop]] if start else header.titles[:stop],
                ),
            )
        )
    return parts


def _begins_table(before: list[str], after: list[str]) -> bool:
    """True where titles begin again, or where after a gap those of other records begin."""
    meanings = [
        {meaning for title in titles if title and (meaning := meaning_of(title, ""))} for titles in (before, after)
    ]
    if not _names(before) or not _names(after) or min(map(len, meanings)) < 2:
        return False
    first = next(title for title in before if title)
    again = letters_of(after[0]) == letters_of(first) and len(meanings[0] & meanings[1]) > 1
    gap = before[-1] in ("", ID_TITLE) and (_names(before) == _names(after) or {"produk", "penjual"} <= _names(after))
    return again or gap


def _names(titles: list[str]) -> set[str]:
    """Of which kinds some titles name a record: `penjual`, `produk`; a title that only may name a shop is of both."""
    shops = any(
        fit(title, "penjual").key == "nama" or fit(title, "produk").key == "penjual"
        for title in titles
        if not why_private(title)
    )
    products = any(fit(title, "produk").key == "nama" and fit(title, "penjual").key != "nama" for title in titles)
    return {kind for kind, is_named in (("penjual", shops), ("produk", products)) if is_named}


def _below_one_another(table: Table, header: Header, told: str) -> list[tuple[Table, Layout]]:
    """A layout for each header of a table and of those below it; a header that comes again is no row."""
    from generator.exchange.column_targets import assign

    layouts = [_started(table, header)]
    current = header
    title_letters = all_letters()
    row = header.after
    while row < len(table.rows):
        words = [cell for cell in table.rows[row] if cell][:3]
        maybe = len(words) > 1 and any(len(word) < 60 and letters_of(word) in title_letters for word in words)
        headers = [one for one in _headers(table, row, "") if _is_header(one)] if maybe else []
        if not headers:
            row += 1
            continue
        best = max(headers, key=lambda one: one.score)
        if _is_same(best, current):
            layouts[-1].repeated |= set(range(best.row + 1, best.after + 1))
        else:
            layouts.append(_started(table, best, layouts[-1].first - 1))
            layouts[-2].last = best.row - sum(1 for text in layouts[-1].headings[-1:] if _names_table(text))
            current = best
        row = best.after
    for layout in layouts:
        above = next((kind for text in layout.headings if (kind := kind_of_name(text)[0])), "")
        assign(layout, above if layout is not layouts[0] else told, table)
    return [(table, layout) for layout in layouts]


def _started(table: Table, header: Header, top: int = 0) -> Layout:
    """A layout below a header, with the lines of few words right above it, as far as row `top` (from 0)."""
    layout = Layout("", header=header.after, first=header.after + 1)
    layout.titles = {place: title for place, title in enumerate(header.titles, 1) if title}
    headings: list[str] = []
    for row in range(header.row - 1, top - 1, -1):
        words = [tidy(cell) for cell in table.rows[row] if cell.strip()]
        if len(words) > 3 or (top and not words):
            break
        headings[:0] = [" ".join(words)] if words else []
    layout.headings = tuple(headings)
    return layout


def _names_table(text: str) -> bool:
    """True for a line such as `DAFTAR PRODUK`, which belongs to the table below it."""
    return bool(kind_of_name(text)[0] or re.match(r"(?i)(?:daftar|data|tabel|rekap\w*|list|lampiran)\b", text))


def _is_same(one: Header, other: Header) -> bool:
    """True for two headers that say the same of nearly every column, however they spell it."""
    pairs = [(mine, theirs) for mine, theirs in zip(one.titles, other.titles, strict=False) if mine or theirs]
    same = sum(letters_of(mine) == letters_of(theirs) or bool(_keys(mine) & _keys(theirs)) for mine, theirs in pairs)
    return 4 * same >= 3 * len(pairs)


def _keys(title: str) -> set[tuple[str, str]]:
    return {(kind, key) for kind in ("penjual", "produk") if (key := fit(title, kind).key)}


def _is_header(header: Header) -> bool:
    """True for a row among the data that can only be a header: nearly all that it holds are titles, and one names records."""
    titles = [title for title in header.titles if title]
    count = sum(1 for title in titles if meaning_of(title, "") or letters_of(title) in ("no", "nomor", "nourut"))
    return (
        header.score > 1
        and 4 * count >= 3 * len(titles)
        and bool(_names(titles))
        and not any(re.search(r"\d{3}", title) for title in titles)
    )


def _own(table: Table, kind: str, language: str) -> Layout | None:
    """The layout of a sheet that we wrote: its titles are keys, the first of them `id`."""
    from generator.exchange.column_targets import note_stray

    if not kind or not table.rows or [cell.strip() for cell in table.rows[0][:1]] != [ID]:
        return None
    layout = Layout(kind, language, own=True, header=1, first=2)
    for place, cell in enumerate(table.rows[0], 1):
        title = cell.strip()
        layout.titles[place] = title
        if title in by_key(kind) and (kind, title) not in layout.targets.values():
            layout.targets[place] = (kind, title)
        elif title:
            note_stray(layout, place, title)
    # An office's file may begin with a column "id" too; ours has hardly anything but our keys, and no numbered ids.
    numbered = any(row and row[0].strip().isdigit() for row in table.rows[1:])
    strangers = sum(1 for title in layout.titles.values() if title) - len(layout.targets)
    return layout if len(layout.targets) > max(1, 3 * strangers) and not numbered else None


def _headers(table: Table, number: int, kind: str) -> list[Header]:
    """The headers that row `number` (from 0) may be: alone, or with the row below as its second line."""
    top = _spread(table, number)
    ways = [(1, [_title(cell) for cell in top])]
    if number + 1 < len(table.rows) and (second := _second_line(table, number, top)):
        ways.append((2, second))
    headers = []
    for height, titles in ways:
        score = len({meaning for title in titles if title and (meaning := meaning_of(title, kind))})
        # A header names at least two columns, unless there is but one.
        if score >= min(2, max(1, sum(map(bool, titles)))):
            headers.append(Header(number, number + height, titles, score))
    return headers


def _second_line(table: Table, number: int, top: list[str]) -> list[str]:
    """The titles of two lines: what stands below belongs to a title that spans several columns, or to none."""
    raw, below = table.rows[number], table.rows[number + 1]
    width = max(len(top), len(below))
    top, below, raw = (row + [""] * (width - len(row)) for row in (top, below, raw))
    spans = [not raw[at] or (at + 1 < width and not raw[at + 1]) for at in range(width)]
    fits = [spans[at] for at in range(width) if below[at].strip()]
    numbers = any(re.search(r"\d{3}", cell) for cell in below)
    if not fits or not all(fits) or not any(raw) or _is_title(raw, below) or numbers:
        return []
    return [_joined(upper, lower) for upper, lower in zip(_filled(top, below), below, strict=True)]


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


def _filled(top: list[str], below: list[str]) -> list[str]:
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


def known_titles(layout: Layout) -> list[str]:
    """The keys of the columns that a sheet of this kind may have."""
    kinds = ("penjual", "produk") if layout.kind == FLAT else (layout.kind,)
    return [key for kind in kinds for key in by_key(kind) if key != ID]
