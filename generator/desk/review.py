"""The review of a delivery: what an import of it would change, as plain values that pages show. Made by a dry run of the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.desk.delivery import Delivery
from generator.desk.review_photos import PhotoReview, review_photos
from generator.exchange.choices import ImportChoices, Target, text_of_target, title_key
from generator.exchange.columns import by_key
from generator.exchange.difference_digest import difference_digest
from generator.exchange.importing import CHANGED, NEW, SAME, Import, ImportOrder, Site, carry_out
from generator.exchange.layout import Layout
from generator.exchange.merge import Merged
from generator.exchange.opening import TableBlock, open_file
from generator.exchange.photo_store import PhotoStore
from generator.exchange.record_reading import Progress
from generator.exchange.tables import letter_of
from generator.model import rules
from generator.model.problem import Problem
from generator.model.records import all_kinds
from generator.model.rules import Severity

REFUSED, LEFT, MISSING = "ditolak", "dikeluarkan", "tidak ada"
SAMPLES = 3  # texts of a column that are shown
WIDEST = 60  # characters of such a text


@dataclass(frozen=True, slots=True)
class Remarked:
    """A problem as it is shown."""

    level: str  # galat, peringatan, catatan
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One record, or one row that becomes none. `changes`: (label, before, after)."""

    state: str
    kind: str
    slug: str
    title: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    changes: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Remarked, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """One column of a table. `state`: `dipakai`, `pribadi`, `asing` (unknown), `kalah` (not needed: a counter, or another one is used)."""

    number: int
    letters: str
    title: str
    state: str
    target: str  # `produk/harga`, `abaikan`, or nothing
    label: str
    is_chosen: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """One table that was found. `guess`: the kind that it was taken for."""

    file: str
    sheet: str
    kind: str
    guess: str
    rows: int
    is_own: bool
    is_read: bool
    columns: tuple[ReviewColumn, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that is shown of a delivery before it is written. `digest`: of the difference that was seen."""

    version: str
    digest: str
    tables: tuple[ReviewTable, ...] = ()
    rows: tuple[ReviewRow, ...] = ()
    general: tuple[Remarked, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    photos: int = 0
    pictures: PhotoReview = field(default_factory=PhotoReview)
    needs_region: bool = False
    unusable: tuple[Remarked, ...] = ()  # files that cannot be read; the others go on without them
    is_refused: bool = False
    files: tuple[str, ...] = ()

    @property
    def is_writable(self) -> bool:
        """True when there is something to write."""
        return not self.is_refused and bool(self.counts.get(NEW) or self.counts.get(CHANGED) or self.photos)


def import_delivery(
    site: Site, paths: Sequence[Path], order: ImportOrder, progress: Progress
) -> tuple[Import, list[Path], list[Problem]]:
    """(the import, the files it is of, faults of those that cannot be read). A file that cannot be read costs itself only."""
    result = carry_out(site, paths, order, progress)
    if not result.refused:
        return result, list(paths), []
    faults = {
        path: problems
        for path in paths
        if path.is_file() and path.suffix.lower() != ".zip" and (problems := open_file(path)[1])
    }
    rest = [path for path in paths if path not in faults]
    if not faults or not rest:
        return result, list(paths), []
    return carry_out(site, rest, order, progress), rest, [problem for one in faults.values() for problem in one]


def review(site: Site, delivery: Delivery, progress: Progress) -> Review:
    """The review of a delivery as it lies there. Raises OSError."""
    version, choices = delivery.version, delivery.choices()
    order = ImportOrder(dry_run=True, choices=choices, photo_store=PhotoStore(delivery.safe_photos))
    result, paths, faults = import_delivery(site, delivery.paths, order, progress)
    rows = _rows(result, choices)
    pictures = review_photos(result, choices)
    names = {photo.name for photo in pictures.photos}
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    told = {id(problem) for problem in _told_in_rows(result)}
    lacks_region = any(
        problem.rule is rules.MISSING_COLUMN and problem.field == "kabupaten" for problem in result.problems
    )
    return Review(
        version=version,
        digest=difference_digest(result),
        tables=tuple(_table(block, result, choices) for sheet in result.sheets for block in sheet.blocks),
        rows=rows,
        general=tuple(
            _remarked(problem)
            for problem in result.problems
            if id(problem) not in told and problem.place.path not in names
        ),
        counts=counts,
        photos=len(result.photos),
        pictures=pictures,
        needs_region=lacks_region or bool(choices.region),
        unusable=tuple(map(_remarked, faults)),
        is_refused=result.refused or result.is_nothing_read,
        files=tuple(path.name for path in paths),
    )


def _remarked(problem: Problem) -> Remarked:
    return Remarked(problem.severity.value.lower(), str(problem.place), problem.message, problem.hint)


def _spots(result: Import) -> set[tuple[str, str, int]]:
    return {(item.wanted.part.log.path, item.wanted.part.log.sheet, item.wanted.part.row) for item in result.merged}


def _told_in_rows(result: Import) -> list[Problem]:
    """The problems that stand beside a row of the review."""
    spots = _spots(result)
    return [
        problem
        for problem in result.problems
        if problem.place.row
        and (
            (problem.place.path, problem.place.sheet, problem.place.row) in spots or problem.severity is Severity.ERROR
        )
        and problem.rule not in (rules.MISSING_COLUMN, rules.UNKNOWN_COLUMN, rules.PRIVATE_COLUMN, rules.OTHER_COLUMN)
    ]


def _rows(result: Import, choices: ImportChoices) -> tuple[ReviewRow, ...]:
    """The rows of the review: what is new, changed, refused, left out, missing, then what stays as it is."""
    by_row: dict[tuple[str, str, int], list[Problem]] = {}
    for problem in _told_in_rows(result):
        place = problem.place
        by_row.setdefault((place.path, place.sheet, place.row), []).append(problem)
    rows: list[ReviewRow] = []
    used: set[tuple[str, str, int]] = set()
    for state in (NEW, CHANGED, SAME):
        for item in result.of_state(state):
            part = item.wanted.part
            spot = (part.log.path, part.log.sheet, part.row)
            problems = by_row.get(spot, []) if spot not in used else []
            used.add(spot)
            rows.append(_row(item, problems))
    for (path, sheet, number), problems in by_row.items():
        if (path, sheet, number) not in used:
            remarks = tuple(map(_remarked, problems))
            title = result.owners[path, sheet, number].name if (path, sheet, number) in result.owners else ""
            rows.append(ReviewRow(REFUSED, "", "", title, path, sheet, number, (), remarks))
    rows += [ReviewRow(LEFT, "", "", "", *spot) for spot in sorted(choices.rows)]
    rows += [ReviewRow(MISSING, kind, slug, "") for kind, slug in result.missing]
    order = (REFUSED, NEW, CHANGED, LEFT, MISSING, SAME)
    return tuple(sorted(rows, key=lambda row: order.index(row.state)))


def _row(item: Merged, problems: Sequence[Problem]) -> ReviewRow:
    wanted, part = item.wanted, item.wanted.part
    labels = by_key(wanted.kind)
    changes = tuple(
        (labels[key].label if key in labels else key, before, after) for key, (before, after) in item.changes.items()
    )
    if item.state == NEW:
        changes = tuple((labels[key].label, "", text) for key in labels if (text := _shown(item, key)))
    title = str(item.values.get("nama") or item.values.get("judul") or wanted.slug)
    return ReviewRow(
        item.state,
        wanted.kind,
        wanted.slug,
        title,
        part.log.path,
        part.log.sheet,
        part.row,
        changes,
        tuple(map(_remarked, problems)),
    )


def _shown(item: Merged, key: str) -> str:
    """The text that a new record gets in a column; the name stands above it."""
    if key in ("nama", "judul", "id", "slug"):
        return ""
    cell = item.wanted.cells.get(key)
    return cell.text.strip() if cell is not None and key not in item.wanted.faulty else ""


def _table(block: TableBlock, result: Import, choices: ImportChoices) -> ReviewTable:
    layout = block.layout
    chosen = choices.columns
    columns = []
    for number, title in sorted(layout.titles.items()):
        target = layout.targets.get(number)
        choice = chosen.get(title_key(layout.guess, title))
        is_private = number in layout.private
        state = "pribadi" if is_private else "dipakai" if target else "asing" if number in layout.unknown else "kalah"
        columns.append(
            ReviewColumn(
                number,
                letter_of(number),
                title,
                state,
                text_of_target(target) if target else text_of_target(choice.target) if choice else "",
                label_of(target) if target else layout.private.get(number, _instead(layout, number)),
                choice is not None and not is_private,
                () if is_private else _samples(block, number),
            )
        )
    rows = sum(1 for row in block.table.rows[layout.first - 1 : layout.last] if any(row))
    return ReviewTable(
        block.log.path, block.table.name, layout.kind, layout.guess, rows, layout.own, block.is_read, tuple(columns)
    )


def _instead(layout: Layout, number: int) -> str:
    """What is said of a column that nothing is read from."""
    winner = layout.losers.get(number)
    return f"sudah dibaca dari kolom {letter_of(winner)}" if winner else "tidak diimpor"


def label_of(target: Target) -> str:
    """`Produk: Harga`"""
    kind, key = target
    column = by_key(kind).get(key)
    return f"{all_kinds()[kind].word.capitalize()}: {column.label if column else key}"


def _samples(block: TableBlock, number: int) -> tuple[str, ...]:
    texts: list[str] = []
    for row in block.table.rows[block.layout.first - 1 : block.layout.last]:
        text = row[number - 1].strip() if len(row) >= number else ""
        if text and text not in texts:
            texts.append(text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…")
        if len(texts) == SAMPLES:
            break
    return tuple(texts)
