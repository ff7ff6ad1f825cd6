"""Every record of a site as the desk lists them: where it is, whether it is shown and why not, what it lacks, and what ends soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from generator.content.scan import GROUP, list_content
from generator.content.site_file import read_settings
from generator.content.source_files import visible
from generator.exchange.existing_records import WORTH_WORKERS, ExistingRecord, RecordFile, Schema, read_file
from generator.exchange.importing import Site
from generator.exchange.merge import node_from
from generator.machine.tree import Stamp
from generator.model.fields import Reader, fields_of, read_fields
from generator.model.node import Mapping as NodeMapping
from generator.model.node import Scalar
from generator.model.problem import Log, Problem
from generator.model.publication import AGGREGATE, DRAFT, ENDED, PUBLISHED, SCHEDULED, UNCURATED, status_of
from generator.model.records import all_kinds, sheet_kinds
from generator.model.records.base import Record
from generator.model.region import Atlas
from generator.model.rules import Severity

SOON = 90  # days before its end in which a certificate is told
OLD_DRAFT = 30  # days
FAULTY, WITH_SELLER = "bermasalah", "penjual"
STATES = {
    PUBLISHED: "tayang",
    DRAFT: "draf",
    SCHEDULED: "terjadwal",
    ENDED: "sudah berakhir",
    AGGREGATE: "hanya dihitung",
    UNCURATED: "belum dikurasi",
    WITH_SELLER: "menunggu penjualnya tayang",
    FAULTY: "bermasalah",
}
ENDS = {"halal": "Sertifikat halal", "pirt": "P-IRT", "tkdn": "TKDN"}
LACKS = {"foto": "foto", "harga": "harga", "persetujuan": "persetujuan"}  # what a record should have -> its word
WANTED = {"produk": ("foto", "harga"), "penjual": ("persetujuan",)}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record. `ends`: (what, its last day); `lacks`: keys of LACKS; `changed`: when its file was, in nanoseconds."""

    kind: str
    slug: str
    path: str  # below content/
    title: str
    state: str
    seller: str = ""  # slug
    region: str = ""  # code; of a product its seller's
    ends: tuple[tuple[str, date], ...] = ()
    lacks: tuple[str, ...] = ()
    changed: int = 0
    faults: int = 0

    @property
    def state_word(self) -> str:
        """Its state in words."""
        return STATES.get(self.state, self.state)


class Ending(NamedTuple):
    """A certificate that ends soon, or has ended (`days` below 0)."""

    days: int
    what: str
    record: RecordLine


@dataclass(frozen=True, slots=True)
class Overview:
    """All records of a site on one day, by kind and title. `now`: nanoseconds, as files are stamped."""

    day: date
    now: int = 0
    lines: tuple[RecordLine, ...] = ()
    sellers: Mapping[str, str] = field(default_factory=dict)  # slug -> name

    def of_kind(self, kind: str) -> list[RecordLine]:
        """Those of a kind."""
        return [line for line in self.lines if line.kind == kind]

    def states_of(self, kind: str) -> list[tuple[str, int]]:
        """(state, how many) of a kind, what is shown first."""
        counts = Counter(line.state for line in self.of_kind(kind))
        return [(state, counts[state]) for state in STATES if counts[state]]

    @property
    def ending(self) -> list[Ending]:
        """What ends within SOON days or has ended, of what is published, the soonest first."""
        published = [line for line in self.lines if line.state == PUBLISHED]
        ends = [
            Ending((last - self.day).days, ENDS.get(what, what), line) for line in published for what, last in line.ends
        ]
        return sorted((one for one in ends if one.days <= SOON), key=lambda one: (one.days, one.record.title))

    @property
    def old_drafts(self) -> list[RecordLine]:
        """Drafts whose files nobody has touched for OLD_DRAFT days."""
        oldest = self.now - OLD_DRAFT * 86_400_000_000_000
        return [line for line in self.lines if line.state == DRAFT and line.changed < oldest]

    def lacking(self, what: str) -> list[RecordLine]:
        """Those that lack something."""
        return [line for line in self.lines if what in line.lacks]


class OverviewMemory:
    """Makes overviews of one site; what is the same as last time is not read again."""

    def __init__(self) -> None:
        self._base: object = None
        self._lines: dict[str, tuple[Stamp, RecordLine]] = {}

    def overview(
        self, site: Site, problems: Sequence[Problem], now: int, progress: Callable[[str, int, int], None]
    ) -> Overview:
        """The overview of a site; `problems` are those of its last build. Raises OSError."""
        settings = read_settings(site.folder)[0]
        curated_only = bool(settings and settings.curation.required)
        base = (site.atlas.province.code, site.categories, site.rules.digest, site.today, curated_only)
        if base != self._base:
            self._base, self._lines = base, {}
        content = site.folder / "content"
        listed = visible(list_content(content), content, GROUP, [])
        paths = [path for path in listed.stamps if is_record(path)]
        stamps = {path: listed.stamps[path] for path in paths}
        old = self._lines
        changed = [path for path in paths if path not in old or old[path][0] != stamps[path]]
        tasks = [
            LineTask(
                RecordFile(path, listed.place(path), base[0], site.categories, site.rules), site.today, curated_only
            )
            for path in changed
        ]
        fresh = {line.path: line for line in _run(tasks, progress)}
        self._lines = {
            path: (stamps[path], fresh[path]) if path in fresh else old[path]
            for path in paths
            if path in fresh or path in old
        }
        return _whole([line for _, line in self._lines.values()], problems, site.today, now)


def is_record(path: str) -> bool:
    """Whether a path below content/ is of a record, and not of its translation."""
    return path.partition("/")[0] in all_kinds() and path.endswith(".md") and not path.endswith(".en.md")


class LineTask(NamedTuple):
    """A file to make a line of: what worker processes get."""

    file: RecordFile
    today: date
    curated_only: bool


def read_line(task: LineTask) -> RecordLine:
    """The line of a file, as far as the file itself tells it."""
    record = read_file(task.file)
    schema = Schema(Atlas.of(task.file.province), task.file.categories, task.file.rules)
    values = record.values
    whole = None if record.faulty else _record(record, schema)
    is_product = record.kind == "produk"
    return RecordLine(
        record.kind,
        record.slug,
        record.path,
        str(values.get("nama") or values.get("judul") or record.slug),
        FAULTY if whole is None else status_of(whole, task.today, curated_only=task.curated_only),
        str(values.get("penjual", "")) if is_product else "",
        str(values.get("kabupaten", "")),
        tuple(whole.expiries()) if whole is not None else (),
        tuple(key for key in WANTED.get(record.kind, ()) if not values.get(key)),
    )


def _run(tasks: list[LineTask], progress: Callable[[str, int, int], None]) -> list[RecordLine]:
    from generator.machine.workers import WorkerFailure, default_jobs, run

    lines = []
    for number, line in enumerate(run(read_line, tasks, default_jobs() if len(tasks) >= WORTH_WORKERS else 1), 1):
        progress("Membaca isi", number, len(tasks))
        if not isinstance(line, WorkerFailure):
            lines.append(line)
    return lines


def _record(record: ExistingRecord, schema: Schema) -> Record | None:
    """The record itself; None when its values do not make one."""
    record_type = all_kinds()[record.kind]
    node = NodeMapping(tuple((Scalar(key), node_from(value)) for key, value in record.values.items()))
    reader = Reader(Log(""), schema.atlas, schema.categories, rules=schema.rules)
    read, _ = read_fields(record_type, node, reader, partial=True)
    if any(read.get(spec.attribute) is None for spec in fields_of(record_type) if spec.required):
        return None
    return record_type(slug=record.slug, **read)


def _whole(lines: Sequence[RecordLine], problems: Sequence[Problem], day: date, now: int) -> Overview:
    """The overview: each line with what other files and the last build say of it."""
    faults = Counter(
        problem.place.path.removeprefix(GROUP) for problem in problems if problem.severity is Severity.ERROR
    )
    sellers = {line.slug: line for line in lines if line.kind == "penjual"}
    order = {kind: number for number, kind in enumerate(sheet_kinds())}
    settled = []
    for line in lines:
        state, region = line.state, line.region
        if line.kind == "produk":
            seller = sellers.get(line.seller)
            region = seller.region if seller else ""
            if state == PUBLISHED and (seller is None or seller.state != PUBLISHED):
                state = WITH_SELLER
        count = max(faults[line.path], int(line.state == FAULTY))
        settled.append(replace(line, state=FAULTY if count else state, region=region, faults=count))
    settled.sort(key=lambda line: (order.get(line.kind, len(order)), line.title.casefold(), line.slug))
    return Overview(day, now, tuple(settled), {slug: line.title for slug, line in sellers.items()})
