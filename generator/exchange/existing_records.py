"""What stands in `content/` today: every record in canonical form, as import compares with and export writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping, split
from generator.content.parse import TRANSLATION
from generator.content.scan import GROUP, list_content
from generator.content.source_files import visible
from generator.model.category import Categories
from generator.model.collate import letters_of
from generator.model.fields import Json, Reader, fields_of, read_fields
from generator.model.node import Listing, Mapping, Scalar, is_nothing
from generator.model.problem import Log, Problem
from generator.model.records import all_kinds
from generator.model.region import Atlas
from generator.model.rulebook import NO_RULES, DayRules
from generator.model.rules import Severity

WORTH_WORKERS = 400  # files from which several processes are faster


@dataclass(slots=True)
class ExistingRecord:
    """One content file. `values`: canonical, without what is as the schema's default. `faulty`: it has errors already."""

    kind: str
    language: str
    slug: str
    path: str  # below content/
    values: dict[str, Json]
    body: str
    faulty: bool = False
    own_slug: bool = False  # the slug stands in the head, not in the file's name


class RecordFile(NamedTuple):
    """A file to read: its path below content/, where it is, and what reading depends on."""

    path: str
    file: str
    province: str
    categories: Categories
    rules: DayRules


class Schema(NamedTuple):
    """What reading a file depends on besides its bytes."""

    atlas: Atlas
    categories: Categories
    rules: DayRules = NO_RULES


@dataclass(slots=True)
class ExistingRecords:
    """Everything that stands, with the lookups that import needs."""

    records: dict[tuple[str, str, str], ExistingRecord] = field(default_factory=dict)  # kind, slug, language
    photos: dict[str, str] = field(default_factory=dict)  # name below content/foto -> file
    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)  # every path below content/, case-folded
    by_name: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record: ExistingRecord) -> None:
        """Take in a record."""
        self.records[record.kind, record.slug, record.language] = record
        if record.language == "id":
            self.by_name[name_key(record.kind, record.values)].append(record.slug)

    @property
    def seller_names(self) -> frozenset[str]:
        """The letters of the names of all sellers."""
        sellers = (
            record for (kind, _, language), record in self.records.items() if (kind, language) == ("penjual", "id")
        )
        return frozenset(letters_of(str(record.values.get("nama", ""))) for record in sellers)

    def get(self, kind: str, slug: str, language: str = "id") -> ExistingRecord | None:
        """The record of this kind and slug."""
        return self.records.get((kind, slug, language))


def name_key(kind: str, values: MappingABC[str, Json]) -> tuple[str, str, str]:
    """By what a row without an id is matched: name and seller, or name and region."""
    name = letters_of(str(values.get("nama") or values.get("judul") or ""))
    home = str(values.get("penjual" if kind == "produk" else "tanggal" if kind == "kabar" else "kabupaten") or "")
    return kind, name, home


def read_standing(site: Path, province: str, categories: Categories, rules: DayRules = NO_RULES) -> ExistingRecords:
    """Read every content file of a site."""
    from generator.machine.workers import WorkerFailure, default_jobs, run

    stand = ExistingRecords()
    work = []
    content = site / "content"
    seen = visible(list_content(content), content, GROUP, stand.problems)
    for path in seen.stamps:
        stand.files.add(path.casefold())
        folder, _, rest = path.partition("/")
        if folder in all_kinds() and path.endswith(".md"):
            work.append(RecordFile(path, seen.place(path), province, categories, rules))
        elif folder == "foto" and rest:
            stand.photos[rest] = seen.place(path)
    jobs = default_jobs() if len(work) >= WORTH_WORKERS else 1
    read = [item for item in run(read_file, work, jobs) if not isinstance(item, WorkerFailure)]
    for record in sorted(read, key=lambda item: item.path):
        if (record.kind, record.slug, record.language) in stand.records:
            record.faulty = True
        stand.add(record)
    return stand


def read_file(work: RecordFile) -> ExistingRecord:
    """The record of one file on disk."""
    schema = Schema(Atlas.of(work.province), work.categories, work.rules)
    return read_text(work.path, Path(work.file).read_bytes(), schema)


def read_text(path: str, data: bytes, schema: Schema) -> ExistingRecord:
    """The record in the bytes of a content file at `path` (below content/)."""
    kind, _, name = path.partition("/")
    stem = name.rsplit("/", 1)[-1].removesuffix(".md")
    language = "en" if stem.endswith(TRANSLATION) else "id"
    record = ExistingRecord(kind, language, stem.removesuffix(TRANSLATION), path, {}, "")
    log = Log("content/" + path)
    text = decode(data, log)
    parts = None if text is None else split(text, log)
    head = None if parts is None else read_mapping(parts.head, log, parts.head_line)
    if parts is None or head is None:
        record.faulty = True
        return record
    record.body = parts.body.strip("\n").rstrip()
    pairs = []
    for key, value in head.pairs:
        if key.text == "slug":
            if isinstance(value, Scalar) and not is_nothing(value):
                record.slug, record.own_slug = value.text.strip(), True
        else:
            pairs.append((key, value))
    node = Mapping(tuple(pairs), head.spot)
    reader = Reader(log, schema.atlas, schema.categories, waived_in(node), schema.rules)
    record.values = canonical(kind, read_fields(all_kinds()[kind], node, reader, partial=language != "id")[0])
    record.faulty = any(problem.severity is Severity.ERROR for problem in log.problems)
    return record


def canonical(kind: str, values: dict[str, object]) -> dict[str, Json]:
    """Read values by attribute as canonical forms by key; absent ones and defaults are left out."""
    written: dict[str, Json] = {}
    for spec in fields_of(all_kinds()[kind]):
        value = values.get(spec.attribute)
        if value is None or value == spec.default:
            continue
        form = spec.type.write(value)
        if isinstance(form, list):
            form = [item for item in form if item != ""]  # a blank between quotes says nothing
        if form not in ("", []):
            written[spec.key] = form
    return written


def waived_in(node: Mapping) -> frozenset[str]:
    """The digits of the numbers that `angka_boleh` waives."""
    for key, value in node.pairs:
        if key.text == "angka_boleh":
            items = value.items if isinstance(value, Listing) else (value,)
            return frozenset("".join(filter(str.isdigit, item.text)) for item in items if isinstance(item, Scalar))
    return frozenset()
