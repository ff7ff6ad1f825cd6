"""Loading: from the folder `content/` to rows, photos and problems, reading only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.content.parse import ParseContext, Parsed, parse
from generator.content.photos import read_photos
from generator.content.problems import NONE, pack_problems, unpack_problems
from generator.content.relations import check_relations, check_twins
from generator.content.scan import GROUP, Scan
from generator.content.source_files import SourceFile, SourceFiles
from generator.machine.cache import Cache, CacheDamagedError, Values
from generator.model import rules
from generator.model.cards import Photo, Row
from generator.model.digest import digest, digest_texts
from generator.model.problem import WHOLE_FILE, Log, Place, Problem, did_you_mean
from generator.model.records import all_kinds

ALLOWED_FILES = frozenset(
    ".pdf .jpg .jpeg .png .webp .svg .ico .txt .csv .json .xml .webmanifest .ics .docx .xlsx .zip".split()
)
SAVED_AT_ONCE = 4_000  # files whose texts are held in memory until they are written to the cache
NAMED_FILES = frozenset({"CNAME"})

Work = tuple[str, str, ParseContext, str]  # path, file, context, digest that the file had when it was listed
Mapper = Callable[[Callable[[Work], Parsed], list[Work]], Iterable[Parsed]]


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


def parse_file(work: Work) -> Parsed:
    """`parse` for a file on disk; what worker processes run. A file that changed since it was listed is not read."""
    path, file, context, listed = work
    data = Path(file).read_bytes()
    return parse(path, data, context) if digest(data) == listed else Parsed.unread(path, changed(path))


def changed(path: str) -> Problem:
    """The problem of a file that somebody wrote while the build was reading."""
    return Problem(
        Place(GROUP + path), rules.UNREADABLE_FILE, "Berkas ini berubah selagi dibaca.", "Jalankan sekali lagi."
    )


def load_content(scan: Scan, context: ParseContext, cache: Cache, mapper: Mapper, synonyms: str = "") -> Content:
    """Read what a scan found. `mapper` runs `parse_file` over the files that changed; `synonyms` is a file that search reads."""
    problems = list(scan.problems)
    texts, photo_files, copies = _sort(scan.files, problems, synonyms)
    known = _read_changed(texts, scan.files, context, cache, mapper, problems)
    photos, faults = read_photos(photo_files, cache)
    problems += faults
    rows, failed = [], set()
    first, last = date.min.isoformat(), date.max.isoformat()
    for path in texts:
        found = known.get(path)
        if found is not None:
            _, since, until, row, remarks = found
            first = since if since > first else first
            last = until if until < last else last
            if remarks != NONE:
                problems += unpack_problems(remarks)
            if row is not None:
                rows.append(Row._make(row))
                continue
        kind, _, name = path.partition("/")
        failed.add(f"{kind}/{name.rsplit('/', 1)[-1].removesuffix('.md').removesuffix('.en')}")
    rows, faults = _related(rows, photos, frozenset(failed), cache)
    problems += faults
    problems += check_twins(rows)
    files = {file.path: file.file for file in photo_files}
    return Content(tuple(rows), photos, files, tuple(copies), tuple(problems), (first, last), frozenset(failed))


def _related(
    rows: list[Row], photos: Mapping[str, Photo], failed: frozenset[str], cache: Cache
) -> tuple[list[Row], list[Problem]]:
    """`check_relations`, remembered for rows whose ties are the same and that it left as they were."""
    key = digest_texts(*[row.relations_digest for row in rows], "", *sorted(photos), "", *sorted(failed))
    known, remarks = cache.note("ikatan", ["", NONE])
    if known == key:
        return rows, list(unpack_problems(remarks))
    checked, faults = check_relations(rows, photos, failed)
    if checked == rows:
        cache.remember("ikatan", [key, pack_problems(faults)])
    return checked, faults


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
        elif folder == "berkas" and rest and (suffix in ALLOWED_FILES or rest in NAMED_FILES):
            copies.append(sources.file(path)._replace(path=rest))
        elif GROUP + path != synonyms:
            problems.append(_stray(path, folder, rest, suffix))
    return texts, photos, copies


def _stray(path: str, folder: str, rest: str, suffix: str) -> Problem:
    log = Log(GROUP + path)
    if folder == "berkas" and rest:
        log.add(rules.BAD_FILE_TYPE, WHOLE_FILE, f'Berkas berjenis "{suffix or rest}" tidak disalin ke situs.',
                "Yang boleh: " + " ".join(sorted(ALLOWED_FILES)) + ".")  # fmt: skip
    elif rest and folder not in all_kinds():
        known = [*all_kinds(), "foto", "berkas"]
        log.add(rules.STRAY_FILE, WHOLE_FILE, f'Folder "{folder}" tidak dikenal, jadi berkas ini tidak dibaca.',
                did_you_mean(folder, known) or "Folder yang dikenal: " + ", ".join(known) + ".")  # fmt: skip
    else:
        log.add(rules.STRAY_FILE, WHOLE_FILE, "Berkas ini tidak dibaca.",
                "Berkas isi berakhiran .md dan terletak di folder jenisnya, contoh: content/produk/kopi.md")  # fmt: skip
    return log.problems[0]


def _read_changed(
    texts: list[str], sources: SourceFiles, context: ParseContext, cache: Cache, mapper: Mapper, problems: list[Problem]
) -> Mapping[str, Values]:
    """What the cache holds of all these files, the changed ones read anew."""
    known = cache.pool("records")
    base, today = context.key, context.today.isoformat()
    work: list[Work] = []
    stats = sources.stats
    for path in texts:
        old = known.get(path)
        if old is None or old[0] != base + stats[path][1] or not old[1] <= today <= old[2]:
            work.append((path, sources.seen.place(path), context, sources.digest(path)))
    listed = {task[0]: task[3] for task in work}
    unsaved = 0
    for item in mapper(parse_file, work):
        if item.fleeting:
            problems += item.problems
            cache.release("records", [item.path])
            continue
        key = base + listed[item.path]
        cache.keep("records", item.path, (key, *item.days, plain(item.row), pack_problems(item.problems)))
        cache.put("bodies", item.path, key, item.text)
        cache.put("words", item.path, key, item.words)
        unsaved += 1
        if unsaved == SAVED_AT_ONCE:
            cache.save_rows()
            unsaved = 0
    if len(known) > len(texts) or work:
        gone = known.keys() - set(texts)
        cache.release("records", gone)
        cache.drop("bodies", gone)
        cache.drop("words", gone)
    return known


def plain(value: object) -> object:
    """A value made of tuples, with named ones as plain ones: what a pool keeps."""
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def stored_words(cache: Cache, path: str) -> str:
    """The packed words of a content file (see `words`). Raises CacheDamagedError when the cache has lost them."""
    words, record = cache.get("words", path), cache.pool("records").get(path)
    if words is None or record is None or words[1] != record[0]:
        raise CacheDamagedError(path)
    return words[2]


def all_words(cache: Cache) -> dict[str, str]:
    """The packed words of all content files at once. Expects the cache to be saved."""
    return {path: text for path, _, text in cache.rows("words")}


def stored_text(cache: Cache, path: str) -> str:
    """The stored record of a content file. Raises CacheDamagedError when the cache has lost it."""
    body, record = cache.get("bodies", path), cache.pool("records").get(path)
    if body is None or record is None or body[1] != record[0]:
        raise CacheDamagedError(path)
    return body[2]
