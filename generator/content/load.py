"""Loading: from the folder `content/` to rows, photos and problems, reading only what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.content.cache import Cache, CacheDamagedError
from generator.content.parse import Context, Parsed, parse
from generator.content.photos import read_photos
from generator.content.relations import check_relations
from generator.content.sources import SourceFile, digests, walk
from generator.model import rules
from generator.model.cards import Photo, Row
from generator.model.digest import digest, digest_texts
from generator.model.problem import WHOLE_FILE, Log, Place, Problem, Spot, did_you_mean
from generator.model.records import all_kinds

GROUP = "content/"
FREE_FILES = frozenset({"sinonim.yaml"})  # read by other rooms
ALLOWED_FILES = frozenset(
    ".pdf .jpg .jpeg .png .webp .svg .ico .txt .csv .json .xml .webmanifest .ics .docx .xlsx .zip".split()
)
NAMED_FILES = frozenset({"CNAME"})

Work = tuple[str, str, Context, str]  # path, file, context, digest that the file had when it was listed
Mapper = Callable[[Callable[[Work], Parsed], list[Work]], Iterable[Parsed]]


@dataclass(frozen=True)
class Content:
    """What `content/` holds. `rows` may be used together; `files` are copied to the site's root as they are."""

    rows: tuple[Row, ...]
    photos: dict[str, Photo]
    photo_files: dict[str, str]  # photo name -> where it is
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    parsed: int  # how many files had to be read again
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


@dataclass(frozen=True)
class Scan:
    """Which files `content/` holds, and the digest of it all."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """Digest of every path with its bytes' digest, and of what is wrong with the others: a link has no bytes."""
        files = [part for file in self.files for part in (file.path, file.digest)]
        return digest_texts(*files, pack_problems(self.problems))


def scan_content(folder: Path, cache: Cache) -> Scan:
    """List `folder` (a site's `content/`), reading only files that may have changed."""
    problems: list[Problem] = []
    files = digests(list(walk(folder, problems, GROUP)), cache, GROUP, problems)
    return Scan(tuple(files), tuple(problems))


def load_content(scan: Scan, context: Context, cache: Cache, mapper: Mapper) -> Content:
    """Read what a scan found. `mapper` runs `parse_file` over the files that changed."""
    problems = list(scan.problems)
    texts, photo_files, copies = _sort(list(scan.files), problems)
    parsed, count = _parse_changed(texts, context, cache, mapper)
    photos, faults = read_photos([file._replace(path=file.path.removeprefix("foto/")) for file in photo_files], cache)
    problems += faults
    rows, failed = [], set()
    first, last = date.min.isoformat(), date.max.isoformat()
    for item in parsed:
        first, last = max(first, item.days[0]), min(last, item.days[1])
        problems += item.problems
        if item.row is not None:
            rows.append(item.row)
        else:
            kind, _, name = item.path.partition("/")
            failed.add(f"{kind}/{name.rsplit('/', 1)[-1].removesuffix('.md').removesuffix('.en')}")
    rows, faults = check_relations(rows, photos, frozenset(failed))
    problems += faults
    files = {file.path.removeprefix("foto/"): file.file for file in photo_files}
    return Content(tuple(rows), photos, files, tuple(copies), tuple(problems), count, (first, last), frozenset(failed))


def _sort(
    seen: list[SourceFile], problems: list[Problem]
) -> tuple[list[SourceFile], list[SourceFile], list[SourceFile]]:
    """(content files, photos, files to copy); anything else is a problem."""
    texts, photos, copies = [], [], []
    for file in seen:
        folder, _, rest = file.path.partition("/")
        suffix = file.path[file.path.rfind(".") :].lower() if "." in file.path else ""
        if folder in all_kinds() and suffix == ".md":
            texts.append(file)
        elif folder == "foto" and rest:
            photos.append(file)
        elif folder == "berkas" and rest and (suffix in ALLOWED_FILES or rest in NAMED_FILES):
            copies.append(file._replace(path=rest))
        elif file.path not in FREE_FILES:
            problems.append(_stray(file, folder, rest, suffix))
    return texts, photos, copies


def _stray(file: SourceFile, folder: str, rest: str, suffix: str) -> Problem:
    log = Log(GROUP + file.path)
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


def _parse_changed(texts: list[SourceFile], context: Context, cache: Cache, mapper: Mapper) -> tuple[list[Parsed], int]:
    known = {row[0]: row for row in cache.rows("records")}
    base, today = context.key, context.today.isoformat()
    keys = {file.path: digest_texts(base, file.digest) for file in texts}
    results: dict[str, Parsed] = {}
    work: list[Work] = []
    for file in texts:
        row = known.pop(file.path, None)
        first, _, last = row[2].partition(" ") if row else ("", "", "")
        if row and row[1] == keys[file.path] and first <= today <= last:
            results[file.path] = Parsed(file.path, _unpack_row(row[3]), "", unpack_problems(row[4]), (first, last))
        else:
            work.append((file.path, file.file, context, file.digest))
    for item in mapper(parse_file, work):
        results[item.path] = item
        if item.fleeting:
            cache.drop("records", [item.path])
            continue
        cache.put(
            "records",
            item.path,
            keys[item.path],
            " ".join(item.days),
            _pack_row(item.row),
            pack_problems(item.problems),
        )
        cache.put("bodies", item.path, keys[item.path], item.text)
        cache.put("words", item.path, keys[item.path], item.words)
    for table in ("records", "bodies", "words"):
        cache.drop(table, known)
    return [results[file.path] for file in texts], len(work)


def stored_words(cache: Cache, path: str) -> str:
    """The packed words of a content file (see `words`). Raises CacheDamagedError when the cache has lost them."""
    words, record = cache.get("words", path), cache.get("records", path)
    if words is None or record is None or words[1] != record[1]:
        raise CacheDamagedError(path)
    return words[2]


def all_words(cache: Cache) -> dict[str, str]:
    """The packed words of all content files at once. Expects the cache to be saved."""
    return {path: text for path, _, text in cache.rows("words")}


def stored_text(cache: Cache, path: str) -> str:
    """The stored record of a content file. Raises CacheDamagedError when the cache has lost it."""
    body, record = cache.get("bodies", path), cache.get("records", path)
    if body is None or record is None or body[1] != record[1]:
        raise CacheDamagedError(path)
    return body[2]


def _pack_row(row: Row | None) -> str:
    return "" if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _unpack_row(text: str) -> Row | None:
    if not text:
        return None
    items: list[Any] = [
        tuple(map(_tuples, item)) if type(item) is list and index != BRIEF else item
        for index, item in enumerate(json.loads(text))
    ]
    return Row(*items)


BRIEF = Row._fields.index("brief")


def _tuples(value: object) -> object:
    return tuple(value) if type(value) is list else value


def pack_problems(problems: Iterable[Problem]) -> str:
    """Problems as JSON, without their severity: settings decide that anew."""
    return json.dumps([[item.place.path, *item.place.spot, item.rule.name, item.message, item.hint, item.field] for item in problems],
                      ensure_ascii=False)  # fmt: skip


def unpack_problems(text: str) -> tuple[Problem, ...]:
    """The inverse of `pack_problems`."""
    return tuple(_problems(text)) if text != "[]" else ()


def _problems(text: str) -> Iterator[Problem]:
    known = rules.all_rules()
    for path, line, column, name, message, hint, field in json.loads(text):
        rule = known[name]
        yield Problem(Place(path, Spot(line, column)), rule, message, hint, field, rule.severity)
