"""The cache: one SQLite file that remembers what was read, parsed and made. Never needed, never trusted.

Texts are asked for one by one, such as bodies. Pools hold what every build reads whole, such as the stamps of all files:
some hundred buckets instead of ten thousand rows, since reading a row costs more than what is in it. Whoever remembers
something names its group of texts, or declares its `Pool`: the cache knows none of them.

Every text and every bucket carries a checksum that is checked when it is read, since a flipped bit passes SQLite's checks.
What fails is as good as missing; a file that is no database, or one made by other code, is thrown away and begun anew.
"""

from __future__ import annotations

import contextlib
import errno
import json
import marshal
import os
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.machine.retry import retried
from generator.model.digest import digest_texts

T = TypeVar("T")
Packed = tuple[Any, ...]  # what `marshal` keeps: texts, bytes, numbers, None, and plain tuples, lists and dicts of them

BUCKETS = 256  # of a pool; an edit rewrites one of them: 50 records of 12,000
NOTES = "notes"  # the group of texts that hold JSON
SCHEMA = (
    "CREATE TABLE texts (text_group TEXT, name TEXT, version TEXT NOT NULL, text TEXT NOT NULL, checksum TEXT NOT NULL,"
    " PRIMARY KEY (text_group, name)) WITHOUT ROWID",
    "CREATE TABLE buckets (pool TEXT, number INTEGER, data BLOB NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY (pool, number))",
)


class CacheDamagedError(Exception):
    """The database can no longer be read; the caller drops the cache and begins again."""


class Pool(Generic[T]):
    """Declares a pool: its name, and how a value becomes a plain tuple and comes back."""

    def __init__(self, name: str, unpack: Callable[[Packed], T], pack: Callable[[T], Packed]) -> None:
        self.name, self.unpack, self.pack = name, unpack, pack


def as_plain(value: tuple[Any, ...]) -> Packed:
    """A tuple with named tuples in it, as plain tuples: what a pool stores."""
    return tuple([as_plain(item) if isinstance(item, tuple) else item for item in value])


class _PoolContent(Generic[T]):
    """What a pool holds: the values by key, the same packed as they are stored, and which buckets `save` must write."""

    def __init__(self) -> None:
        self.values: dict[str, T] = {}
        self.buckets: dict[int, dict[str, Packed]] = defaultdict(dict)
        self.changed: set[int] = set()


class Cache:
    """Texts and pools in one file. `salt` is the digest of all that they depend on beyond their keys: the code."""

    def __init__(self, file: Path, salt: str, *, may_begin: bool = True) -> None:
        """Open the file, or begin it anew; unless it `may_begin`, CacheDamagedError is raised instead."""
        self.file, self.salt = file, salt
        self._changes: dict[str, dict[str, tuple[str, ...] | None]] = defaultdict(dict)
        self._cleared: set[str] = set()
        self._pools: dict[str, _PoolContent[Any]] = {}
        self._paused_state: object = None
        try:
            is_ours = file.exists() and self._open() and self.text(NOTES, "salt") == salt
        except (sqlite3.Error, CacheDamagedError):
            is_ours = False
        if not is_ours and not may_begin:
            raise CacheDamagedError(str(file))
        if not is_ours:
            self.discard()

    def _open(self) -> bool:
        self._db = sqlite3.connect(self.file, isolation_level=None, timeout=60, check_same_thread=False)
        # The operating system keeps our writes when the process is killed; a power cut is healed by the checksums.
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA trusted_schema=OFF")
        return True

    def discard(self) -> None:
        """Throw the file away and begin anew."""
        self._forget_changes()
        self._pools.clear()
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._db.close()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-journal", "-wal", "-shm"):
            retried(Path(f"{self.file}{suffix}").unlink, missing_ok=True)
        try:
            self._open()
            for statement in SCHEMA:
                self._db.execute(statement)
        except sqlite3.Error as fault:
            raise _from_machine(fault, self.file) or OSError(errno.EIO, str(fault), str(self.file)) from fault
        self.put(NOTES, "salt", self.salt)
        self.save()

    # Texts, asked for one by one

    def text(self, group: str, name: str, version: str | None = None) -> str | None:
        """A remembered text, if it is sound and, where `version` is given, was put with that version."""
        if name in self._changes[group]:
            row = self._changes[group][name]
        elif group in self._cleared:
            row = None
        else:
            rows = self._select(
                "text_group, name, version, text, checksum FROM texts WHERE text_group = ? AND name = ?", group, name
            )
            row = next((row for row in rows if _is_sound(row)), None)
        return row[3] if row and version in (None, row[2]) else None

    def texts(self, group: str) -> Iterator[tuple[str, str]]:
        """Every sound text of a group after its name. Those put but not saved yet are not among them."""
        for row in self._select("text_group, name, version, text, checksum FROM texts WHERE text_group = ?", group):
            if _is_sound(row):
                yield row[1], row[3]

    def put(self, group: str, name: str, text: str, version: str = "") -> None:
        """Remember a text; `save` writes it."""
        self._changes[group][name] = (group, name, version, text, digest_texts(group, name, version, text))

    def drop(self, group: str, names: Iterable[str]) -> None:
        """Forget texts; `save` removes them."""
        self._changes[group].update(dict.fromkeys(names))

    def clear(self, group: str) -> None:
        """Forget every text of a group, those put before this call too; `save` removes them."""
        self._changes[group].clear()
        self._cleared.add(group)

    def note(self, name: str, default: Any = None) -> Any:
        """A remembered JSON value."""
        text = self.text(NOTES, name)
        return default if text is None else json.loads(text)

    def remember(self, name: str, value: object) -> None:
        """Remember a JSON value under a name."""
        self.put(NOTES, name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    # Pools, read whole

    def pool(self, pool: Pool[T]) -> Mapping[str, T]:
        """Everything in a pool by its key, with what was kept and released since: a view that later changes show in."""
        return self._content(pool).values

    def keep(self, pool: Pool[T], key: str, value: T) -> None:
        """Remember something in a pool; `save` writes it."""
        content, bucket = self._content(pool), _bucket(key)
        content.values[key], content.buckets[bucket][key] = value, pool.pack(value)
        content.changed.add(bucket)

    def release(self, pool: Pool[T], keys: Iterable[str]) -> None:
        """Forget keys of a pool; `save` removes them."""
        content = self._content(pool)
        for key in keys:
            if key in content.values:
                bucket = _bucket(key)
                del content.values[key], content.buckets[bucket][key]
                content.changed.add(bucket)

    def _content(self, pool: Pool[T]) -> _PoolContent[T]:
        content = self._pools.get(pool.name)
        if content is None:
            content = _PoolContent()
            for number, data, checksum in self._select("number, data, checksum FROM buckets WHERE pool = ?", pool.name):
                is_whole = isinstance(number, int) and isinstance(data, bytes)  # a damaged file may hold anything
                if is_whole and checksum == _checksum(number, data):
                    bucket = content.buckets[number] = marshal.loads(data)  # noqa: S302 - our own bytes, whole
                    content.values.update(zip(bucket, map(pool.unpack, bucket.values()), strict=True))
            self._pools[pool.name] = content
        return content

    # The file

    def save(self) -> None:
        """Write everything put, kept, dropped or released since the last call, all or nothing."""
        self._write(self._pools)

    def save_texts(self) -> None:
        """Write texts and let go of them; what pools hold stays unsaved, so that it never promises too much."""
        self._write({})

    def _write(self, pools: Mapping[str, _PoolContent[Any]]) -> None:
        changed = {name: content for name, content in pools.items() if content.changed}
        if not any(self._changes.values()) and not self._cleared and not changed:
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "DELETE FROM texts WHERE text_group = ?", [(group,) for group in sorted(self._cleared)]
            )
            for group, changes in self._changes.items():
                gone = [(group, name) for name, row in changes.items() if row is None]
                self._db.executemany("DELETE FROM texts WHERE text_group = ? AND name = ?", gone)
                kept = [row for row in changes.values() if row is not None]
                self._db.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", kept)
            for name, content in changed.items():
                packed = [(number, marshal.dumps(content.buckets[number])) for number in content.changed]
                rows = [(name, number, data, _checksum(number, data)) for number, data in packed]
                self._db.executemany("INSERT OR REPLACE INTO buckets VALUES (?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as fault:
            raise _from_machine(fault, self.file) or CacheDamagedError(str(fault)) from fault
        self._forget_changes()
        for content in changed.values():
            content.changed.clear()

    def _select(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(f"SELECT {query}", values)
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise CacheDamagedError(str(fault)) from fault

    def _forget_changes(self) -> None:
        self._changes.clear()
        self._cleared.clear()

    def close(self) -> None:
        """Close the file; what is unsaved is forgotten."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    def pause(self) -> None:
        """Close the file and keep in memory what pools hold, until `resume`. Expects everything to be saved."""
        self.close()
        self._paused_state = _state(self.file)

    def resume(self) -> bool:
        """Open the file again; False when it is no longer as `pause` left it, and this cache is of no more use."""
        if self._paused_state is None or _state(self.file) != self._paused_state:
            return False
        try:
            return self._open()
        except sqlite3.Error:
            return False


HEADER = 100  # bytes; SQLite counts in them how often the file was written


def _state(file: Path) -> object:
    """What differs after any writing to a database or putting another one in its place; None when it cannot be read."""
    try:
        with open(file, "rb") as opened:
            stat = os.fstat(opened.fileno())
            return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, opened.read(HEADER)
    except OSError:
        return None


def _from_machine(fault: sqlite3.Error, file: Path) -> OSError | None:
    """The fault of the machine behind SQLite's, if it is none of the file's."""
    signs = {"full": errno.ENOSPC, "readonly": errno.EROFS, "unable to open": errno.EACCES, "disk I/O": errno.EIO}
    code = next((code for sign, code in signs.items() if sign in str(fault)), None)
    return OSError(code, os.strerror(code), str(file)) if code else None


def _checksum(bucket: int, data: bytes) -> str:
    """A checksum of what a bucket holds. It is to find damage, not forgery, and takes a quarter of a digest's time."""
    return str(zlib.crc32(data, bucket))


def _bucket(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


def _is_sound(row: tuple[Any, ...]) -> bool:
    try:
        return bool(row[-1] == digest_texts(*row[:-1]))
    except TypeError:
        return False
