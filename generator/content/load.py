"""Loading: from the folder `content/` to rows, photos and problems, reading only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.content.figure_tables import FOLDER as FIGURES
from generator.content.intent_table import FILE as INTENTS
from generator.content.parse import ParseContext, Parsed, parse
from generator.content.photos import read_photos
from generator.content.platform_table import FILE as PLATFORMS
from generator.content.problems import NONE, pack_problems, unpack_problems
from generator.content.relations import check_relations, check_twins
from generator.content.rule_tables import FOLDER as RULES
from generator.content.scan import GROUP, Scan
from generator.content.site_files import ALLOWED_FILES, checked_copies, is_copied
from generator.content.source_files import SourceFile, SourceFiles
from generator.machine.cache import Cache, CacheDamagedError, Packed, Pool, as_plain
from generator.model import rules
from generator.model.address import COLUMN_MEMORY
from generator.model.cards import Photo, Row
from generator.model.collate import is_kept_by_windows
from generator.model.digest import digest, digest_texts
from generator.model.figures import SourcedFigure
from generator.model.intents import Intent
from generator.model.problem import Problem, did_you_mean, problem_at
from generator.model.records import all_kinds
from generator.model.rulebook import NO_RULES, DayRules

TABLES = (RULES, FIGURES)  # folders of tables
SAVED_AT_ONCE = 4_000  # files whose texts are held in memory until they are written to the cache


class RememberedRecord(NamedTuple):
    """What a content file gave when it was read last: no row when it gave no record."""

    key: str  # digest of all that was read, but for the day
    first_day: str  # ISO dates between which it holds
    last_day: str
    row: Row | None
    problems: str  # packed

    @classmethod
    def unpack(cls, packed: Packed) -> RememberedRecord:
        """The inverse of `as_plain`."""
        key, first_day, last_day, row, problems = packed
        return cls(key, first_day, last_day, row and Row._make(row), problems)

    def holds(self, key: str, day: str) -> bool:
        """True when reading the file again on that day would give the same."""
        return self.key == key and self.first_day <= day <= self.last_day


RECORDS = Pool("records", RememberedRecord.unpack, as_plain)
BODIES, WORDS = "bodies", "words"  # texts by path: stored records, and what search counts


class ReadTask(NamedTuple):
    """A content file to be read: what worker processes get."""

    path: str
    file: str
    context: ParseContext
    digest: str  # that the file had when it was listed


Mapper = Callable[[Callable[[ReadTask], Parsed], list[ReadTask]], Iterable[Parsed]]


@dataclass(frozen=True)
class Content:
    """What `content/` holds. `rows` may be used together; `files` are copied to the site's root as they are."""

    rows: tuple[Row, ...]
    photos: dict[str, Photo]
    photo_files: dict[str, str]  # photo name -> where it is
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    days: tuple[str, str]  # first and last day (ISO) on which all of this holds
    unread: frozenset[str] = frozenset()  # "kind/slug" of files that gave no record
    rules: DayRules = NO_RULES  # of the day
    figures: tuple[SourcedFigure, ...] = ()
    intents: tuple[Intent, ...] = ()  # of the office


def parse_file(task: ReadTask) -> Parsed:
    """`parse` for a file on disk; what worker processes run. A file that changed since it was listed is not read."""
    data = Path(task.file).read_bytes()
    if digest(data) == task.digest:
        return parse(task.path, data, task.context)
    message = "Berkas ini berubah selagi dibaca."
    problem = problem_at(GROUP + task.path, rules.UNREADABLE_FILE, message, "Jalankan sekali lagi.")
    return Parsed.unread(task.path, problem)


def load_content(scan: Scan, context: ParseContext, cache: Cache, mapper: Mapper, synonyms: str = "") -> Content:
    """Read what a scan found. `mapper` runs `parse_file` over the files that changed; `synonyms` is a file that search reads."""
    problems = list(scan.problems)
    texts, photo_files, copies = _sort(scan.files, problems, synonyms)
    problems += _unportable(texts, photo_files)
    records = _read_changed(texts, scan.files, context, cache, mapper, problems)
    photos, photo_problems = read_photos(photo_files, cache)
    problems += photo_problems
    rows, unread = [], set()
    first_day, last_day = context.rules.first.isoformat(), context.rules.last.isoformat()
    for path in texts:
        record = records.get(path)
        if record is not None:
            first_day, last_day = max(first_day, record.first_day), min(last_day, record.last_day)
            if record.problems != NONE:
                problems += unpack_problems(record.problems)
            if record.row is not None:
                rows.append(record.row)
                continue
        kind, _, name = path.partition("/")
        unread.add(f"{kind}/{name.rsplit('/', 1)[-1].removesuffix('.md').removesuffix('.en')}")
    rows, relation_problems = _related(rows, photos, frozenset(unread), context.rules, cache)
    problems += relation_problems
    problems += check_twins(rows)
    files = {file.path: file.file for file in photo_files}
    return Content(tuple(rows), photos, files, tuple(copies), tuple(problems), (first_day, last_day), frozenset(unread))


def _related(
    rows: list[Row], photos: Mapping[str, Photo], unread: frozenset[str], day_rules: DayRules, cache: Cache
) -> tuple[list[Row], list[Problem]]:
    """`check_relations`, remembered for rows whose ties are the same and that it left as they were."""
    names = (*sorted(photos), "", *sorted(unread), day_rules.digest)
    key = digest_texts(*[row.relations_digest for row in rows], "", *names)
    remembered_key, remembered = cache.note("relations", ["", NONE])
    if remembered_key == key:
        return rows, list(unpack_problems(remembered))
    checked, problems = check_relations(rows, photos, unread, day_rules)
    if checked == rows:
        cache.remember("relations", [key, pack_problems(problems)])
    return checked, problems


def _sort(
    sources: SourceFiles, problems: list[Problem], synonyms: str
) -> tuple[list[str], list[SourceFile], list[SourceFile]]:
    """(paths of content files, photos, files to copy); anything else is a problem."""
    texts, photos, copies = [], [], []
    kinds = tuple(f"{kind}/" for kind in all_kinds())
    for path in sources.paths:
        if path.endswith(".md") and path.startswith(kinds):
            texts.append(path)
            continue
        folder, _, rest = path.partition("/")
        suffix = path[path.rfind(".") :].lower() if "." in path else ""
        if folder in all_kinds() and suffix == ".md":
            texts.append(path)
        elif folder == "foto" and rest:
            photos.append(sources.file(path)._replace(path=rest))
        elif folder == "berkas" and rest and is_copied(rest):
            copies.append(sources.file(path)._replace(path=rest))
        elif path in (PLATFORMS, INTENTS) or (folder in TABLES and rest.endswith(".csv") and "/" not in rest):
            continue  # read before anything else (`office_rules`, `figure_tables`)
        elif path == COLUMN_MEMORY:
            continue  # of imports
        elif GROUP + path != synonyms:
            problems.append(_stray(path, folder, rest, suffix))
    return texts, photos, checked_copies(copies, problems)


def _unportable(texts: list[str], photos: list[SourceFile]) -> list[Problem]:
    """Photos, and folders of content files, that cannot be checked out on Windows. Slugs are refused where they are read."""
    named = {path: path.rpartition("/")[0] for path in texts} | {f"foto/{file.path}": file.path for file in photos}
    if is_kept_by_windows("\n".join(named.values())):  # at once: one search costs less than ten thousand
        return []
    message = "Nama berkas atau folder ini tidak dapat dipakai di Windows."
    hint = "Ganti namanya; pakai huruf a–z, angka, dan tanda hubung."
    paths = [path for path, name in named.items() if not is_kept_by_windows(name)]
    return [problem_at(GROUP + path, rules.UNPORTABLE_NAME, message, hint) for path in paths]


def _stray(path: str, folder: str, rest: str, suffix: str) -> Problem:
    rule, message = rules.STRAY_FILE, "Berkas ini tidak dibaca."
    hint = "Berkas isi berakhiran .md dan terletak di folder jenisnya, contoh: content/produk/kopi.md"
    folders = [*all_kinds(), "foto", "berkas", *TABLES]
    if folder == "berkas" and rest:
        rule, message = rules.BAD_FILE_TYPE, f'Berkas berjenis "{suffix or rest}" tidak disalin ke situs.'
        hint = "Yang boleh: " + " ".join(sorted(ALLOWED_FILES)) + "."
    elif rest and folder not in all_kinds():
        message = f'Folder "{folder}" tidak dikenal, jadi berkas ini tidak dibaca.'
        hint = did_you_mean(folder, folders) or "Folder yang dikenal: " + ", ".join(folders) + "."
    return problem_at(GROUP + path, rule, message, hint)


def _read_changed(
    texts: list[str], sources: SourceFiles, context: ParseContext, cache: Cache, mapper: Mapper, problems: list[Problem]
) -> Mapping[str, RememberedRecord]:
    """What the cache holds of all these files, the changed ones read anew."""
    records, contents = cache.pool(RECORDS), sources.contents
    base, today = context.key, context.today.isoformat()
    tasks = [
        ReadTask(path, sources.listed.place(path), context, contents[path].digest)
        for path in texts
        if path not in records or not records[path].holds(base + contents[path].digest, today)
    ]
    keys = {task.path: base + task.digest for task in tasks}
    for number, item in enumerate(mapper(parse_file, tasks), 1):
        if item.fleeting:
            problems += item.problems
            cache.release(RECORDS, [item.path])
            continue
        key = keys[item.path]
        record = RememberedRecord(key, *item.days, item.row, pack_problems(item.problems))
        cache.keep(RECORDS, item.path, record)
        cache.put(BODIES, item.path, item.text, key)
        cache.put(WORDS, item.path, item.words, key)
        if number % SAVED_AT_ONCE == 0:
            cache.save_texts()
    if len(records) > len(texts) or tasks:
        gone = records.keys() - set(texts)
        cache.release(RECORDS, gone)
        cache.drop(BODIES, gone)
        cache.drop(WORDS, gone)
    return records


def stored_words(cache: Cache, path: str) -> str:
    """The packed words of a content file (see `words`). Raises CacheDamagedError when the cache has lost them."""
    return _stored(cache, WORDS, path)


def all_words(cache: Cache) -> dict[str, str]:
    """The packed words of all content files at once. Expects the cache to be saved."""
    return dict(cache.texts(WORDS))


def stored_text(cache: Cache, path: str) -> str:
    """The stored record of a content file. Raises CacheDamagedError when the cache has lost it."""
    return _stored(cache, BODIES, path)


def _stored(cache: Cache, group: str, path: str) -> str:
    record = cache.pool(RECORDS).get(path)
    text = cache.text(group, path, record.key) if record else None
    if text is None:
        raise CacheDamagedError(path)
    return text
