"""The difference that an import makes, and its problems, as editors read them: seller by seller, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.exchange.gathering import NAMELESS, Owner, gather_equal
from generator.exchange.importing import CHANGED, NEW, SAME, Import
from generator.exchange.merge import Merged
from generator.model.collate import collation_key, letters_of, tidy
from generator.model.numbers import format_number
from generator.model.problem import Problem
from generator.model.rules import Severity

WIDEST = 80  # characters of a value that are shown
MOST_LISTED = 20  # records of one state that the screen lists; a report lists more


def by_owner(result: Import) -> list[tuple[Owner, list[Problem]]]:
    """The problems of the files as a whole, then those of each seller, in alphabetical order: lists to be sent on."""
    groups: dict[str, tuple[Owner, list[Problem]]] = {}
    problems, of_many = gather_equal(result.problems)
    for problem in problems:
        place = problem.place
        row = 0 if id(problem) in of_many else place.row
        owner = result.owners.get((place.path, place.sheet, row), Owner())
        key = f"/{owner.slug}" if owner.slug else letters_of(owner.name)
        groups.setdefault(key, (owner, []))[1].append(problem)
    return sorted(groups.values(), key=lambda group: _rank(group[0]))


def _rank(owner: Owner) -> tuple[bool, bool, str, str]:
    return owner != Owner(), owner != NAMELESS, collation_key(owner.name), owner.slug


def owner_title(owner: Owner, problems: Sequence[Problem]) -> str:
    """`Dapur Q (penjual/dapur-q): 1 galat, 2 peringatan`"""
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(f"{format_number(counts[level])} {level.value.lower()}" for level in Severity if counts[level])
    if not owner.name:
        return f"Seluruh berkas: {told}"
    return f"{tidy(owner.name)[:WIDEST]}{f' (penjual/{owner.slug})' if owner.slug else ''}: {told}"


def problem_lines(result: Import) -> Iterator[str]:
    """Every problem below its seller: where, what, how to mend it."""
    for owner, problems in by_owner(result):
        yield owner_title(owner, problems)
        for problem in problems:
            yield head_line(problem)
            if problem.hint:
                yield f"  {problem.hint}"
        yield ""


def head_line(problem: Problem) -> str:
    """`berkas.xlsx, lembar Produk, baris 7, kolom harga: GALAT E021 harga: …`"""
    name = f" {problem.field}" if problem.field else ""
    return f"{problem.place}: {problem.severity.value} {problem.code}{name}: {problem.message}"


def difference_lines(result: Import, most: int = MOST_LISTED) -> Iterator[str]:
    """New, changed with before and after, unchanged (counted), missing; of each at most so many."""
    for state, title, mark in ((NEW, "Baru", "+"), (CHANGED, "Berubah", "~")):
        items = result.of_state(state)
        if not items:
            continue
        yield f"{title}: {_counts(items)}"
        for item in items[:most]:
            wanted = item.wanted
            language = "" if wanted.language == "id" else f" ({wanted.language})"
            row = f" (baris {wanted.part.row})" if wanted.part.row else ""
            yield f"  {mark} {wanted.kind}/{wanted.slug}{language}{row}"
            for key, (before, after) in item.changes.items():
                yield f"      {key}: {_short(before)} → {_short(after)}"
        if len(items) > most:
            yield f"  … dan {format_number(len(items) - most)} lagi."
    same = result.of_state(SAME)
    if same:
        yield f"Tetap: {_counts(same)}"
    if result.missing:
        yield f"Tidak ada di berkas: {len(result.missing)}. Tidak dihapus. Bila sudah tidak ada, sembunyikan: isi kolom draf dengan ya."
        yield from (f"  ? {kind}/{slug}" for kind, slug in result.missing[:most])
        if len(result.missing) > most:
            yield f"  … dan {format_number(len(result.missing) - most)} lagi."
    if result.photos:
        yield f"Foto baru: {len(result.photos)}"


def _counts(items: Sequence[Merged]) -> str:
    counts = Counter(item.wanted.kind for item in items)
    return ", ".join(f"{format_number(count)} {kind}" for kind, count in counts.items())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return (f"{line[: WIDEST - 1]}…" if len(line) > WIDEST else line) or "(kosong)"


def last_line(result: Import, *, dry_run: bool) -> str:
    """What happened, in one line."""
    counts = f"{format_number(result.errors)} galat, {format_number(_warnings(result))} peringatan."
    if result.refused:
        return "Ada berkas yang tidak dapat dibaca, jadi tidak ada yang diubah. Perbaiki lalu jalankan lagi."
    if result.is_nothing_read:
        return "Tidak ada lembar yang terbaca, jadi tidak ada yang diimpor. Perbaiki judul kolomnya, lalu impor lagi."
    new, changed, same = (format_number(len(result.of_state(state))) for state in (NEW, CHANGED, SAME))
    told = f"{new} baru, {changed} berubah, {same} tetap. {counts}"
    if dry_run:
        return f"Uji coba, tidak ada yang ditulis: {told}"
    if not result.written:
        return f"Ada {counts[:-1].replace(',', ' dan')}, jadi tidak ada yang diubah, sesuai permintaan. Perbaiki, lalu impor lagi."
    return f"Selesai: {told}"


def _warnings(result: Import) -> int:
    return sum(problem.severity is Severity.WARNING for problem in result.problems)
