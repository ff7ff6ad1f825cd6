"""The cache: one SQLite file that remembers what was read, parsed and made. Never needed, never trusted.

Tables hold rows that are asked for one by one, such as bodies. Pools hold what every build reads whole, such as the stats of
all files: some hundred buckets instead of ten thousand rows, since reading a row costs more than what is in it.

Every row and every bucket carries a digest of its own that is checked when it is read, since a flipped bit passes SQLite's
checks. What fails is as good as missing; a file that is no database, or one made by other code, is thrown away and begun anew.
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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.machine.retry import retried
from generator.model.digest import digest_texts

# Columns of each table; the first is the key, and each has a `seal` besides: the digest of the row.
TABLES = {
    "bodies": ("path", "key", "text"),
    "words": ("path", "key", "text"),
    "search": ("name", "text"),
    "search_en": ("name", "text"),
    "notes": ("name", "value"),
}
# What the tuples of each pool hold.
POOLS = {
    "folders": ("stamp", "files", "folders", "others"),
    "stats": ("stamp", "digest"),
    "records": ("key", "first day", "last day", "row", "problems"),
    "photos": ("digest", "fact"),
    "outputs": ("fingerprint", "digest", "stamp"),
    "chapters": ("digest", "paths", "facts"),
    "templates": ("compiled",),
}
BUCKETS = 256  # an edit rewrites one of them: 50 records of 12,000

Values = tuple[
    Any, ...
]  # texts, bytes, numbers, None, and tuples, lists and dicts of them: what `marshal` keeps as it is


class CacheDamagedError(Exception):
    """The database can no longer be read; the caller drops the cache and begins again."""


class Cache:
    """Tables of sealed rows. `salt` is the digest of all that the rows depend on beyond their keys: the code."""

    def __init__(self, file: Path, salt: str) -> None:
        self.file, self.salt = file, salt
        self._changes: dict[str, dict[str, tuple[str, ...] | None]] = {table: {} for table in TABLES}
        self._cleared: set[str] = set()
        self._pools: dict[str, dict[str, Values]] = {}
        self._buckets: dict[str, dict[int, dict[str, Values]]] = {}  # the same, as they are stored
        self._touched: dict[str, set[int]] = {pool: set() for pool in POOLS}
        self._left: object = None
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
            fresh = self._note("salt") != salt
        except (sqlite3.Error, CacheDamagedError, UnicodeDecodeError):
            fresh = True
        if fresh:
            self._start_over()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.file, isolation_level=None, timeout=60, check_same_thread=False)
        # The operating system keeps our writes when the process is killed; a power cut is healed by the seals.
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA trusted_schema=OFF")

    def _start_over(self) -> None:
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._db.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            retried(Path(f"{self.file}{suffix}").unlink, missing_ok=True)
        try:
            self._open()
            for table, columns in TABLES.items():
                rest = "".join(f", {name} TEXT NOT NULL" for name in (*columns[1:], "seal"))
                self._db.execute(f"CREATE TABLE {table} ({columns[0]} TEXT PRIMARY KEY{rest}) WITHOUT ROWID")
            for pool in POOLS:
                self._db.execute(
                    f"CREATE TABLE {pool} (bucket INTEGER PRIMARY KEY, data BLOB NOT NULL, seal TEXT NOT NULL)"
                )
        except sqlite3.Error as fault:
            raise _from_machine(fault, self.file) or OSError(errno.EIO, str(fault), str(self.file)) from fault
        self.put("notes", "salt", self.salt)
        self.save()

    def rows(self, table: str) -> Iterator[tuple[str, ...]]:
        """Every sound row of a table, without its seal. Rows put but not saved yet are not among them."""
        columns = ", ".join((*TABLES[table], "seal"))
        try:
            for row in self._db.execute(f"SELECT {columns} FROM {table}"):
                if _is_sound(row):
                    yield row[:-1]
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise CacheDamagedError(str(fault)) from fault

    def pool(self, name: str) -> Mapping[str, Values]:
        """Everything in a pool by its key, with what was kept and dropped since: a view that later changes show in."""
        if name not in self._pools:
            found: dict[str, Values] = {}
            buckets = self._buckets[name] = defaultdict(dict)
            try:
                for bucket, data, seal in self._db.execute(f"SELECT bucket, data, seal FROM {name}"):
                    if isinstance(data, bytes) and seal == _seal(bucket, data):
                        buckets[bucket] = marshal.loads(data)  # noqa: S302 - sealed: our own bytes, whole
                        found.update(buckets[bucket])
            except (sqlite3.Error, UnicodeDecodeError) as fault:
                raise CacheDamagedError(str(fault)) from fault
            self._pools[name] = found
        return self._pools[name]

    def keep(self, pool: str, key: str, values: Values) -> None:
        """Remember something in a pool; `save` writes it."""
        self.pool(pool)
        bucket = _bucket(key)
        self._pools[pool][key] = self._buckets[pool][bucket][key] = values
        self._touched[pool].add(bucket)

    def release(self, pool: str, keys: Iterable[str]) -> None:
        """Forget keys of a pool; `save` removes them."""
        self.pool(pool)
        for key in keys:
            if self._pools[pool].pop(key, None) is not None:
                bucket = _bucket(key)
                del self._buckets[pool][bucket][key]
                self._touched[pool].add(bucket)

    def get(self, table: str, key: str) -> tuple[str, ...] | None:
        """One sound row of a table, without its seal."""
        changed = self._changes[table]
        if key in changed:
            put = changed[key]
            return put[:-1] if put else None
        if table in self._cleared:
            return None
        columns = ", ".join((*TABLES[table], "seal"))
        try:
            row = self._db.execute(f"SELECT {columns} FROM {table} WHERE {TABLES[table][0]} = ?", (key,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise CacheDamagedError(str(fault)) from fault
        return row[:-1] if row and _is_sound(row) else None

    def put(self, table: str, *row: str) -> None:
        """Remember a row; `save` writes it."""
        self._changes[table][row[0]] = (*row, digest_texts(*row))

    def drop(self, table: str, keys: Iterable[str]) -> None:
        """Forget rows; `save` removes them."""
        self._changes[table].update(dict.fromkeys(keys))

    def clear(self, table: str) -> None:
        """Forget every row of a table, those put before this call too; `save` removes them."""
        self._changes[table].clear()
        self._cleared.add(table)

    def save(self) -> None:
        """Write everything put or dropped since the last call, all or nothing."""
        self._write(self._touched)

    def save_rows(self) -> None:
        """Write the rows of tables and let go of them; what pools hold stays unsaved, so that it never promises too much."""
        self._write({})

    def _write(self, pools: Mapping[str, set[int]]) -> None:
        if not any(self._changes.values()) and not self._cleared and not any(pools.values()):
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for table in sorted(self._cleared):
                self._db.execute(f"DELETE FROM {table}")
            for table, changes in self._changes.items():
                gone = [(key,) for key, row in changes.items() if row is None]
                kept = [row for row in changes.values() if row is not None]
                self._db.executemany(f"DELETE FROM {table} WHERE {TABLES[table][0]} = ?", gone)
                marks = ", ".join("?" * (len(TABLES[table]) + 1))
                self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", kept)
            for pool, touched in pools.items():
                if touched:
                    rows = self._packed(pool, touched)
                    self._db.executemany(f"INSERT OR REPLACE INTO {pool} VALUES (?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as fault:
            raise _from_machine(fault, self.file) or CacheDamagedError(str(fault)) from fault
        for changes in self._changes.values():
            changes.clear()
        self._cleared.clear()
        for touched in pools.values():
            touched.clear()

    def _packed(self, pool: str, touched: set[int]) -> list[tuple[int, bytes, str]]:
        """Buckets as they are stored."""
        packed = [(bucket, marshal.dumps(self._buckets[pool][bucket])) for bucket in touched]
        return [(bucket, data, _seal(bucket, data)) for bucket, data in packed]

    def note(self, name: str, default: Any = None) -> Any:
        """A remembered JSON value."""
        text = self._note(name)
        return default if text is None else json.loads(text)

    def _note(self, name: str) -> str | None:
        row = self.get("notes", name)
        return row[1] if row else None

    def remember(self, name: str, value: Any) -> None:
        """Remember a JSON value under a name."""
        self.put("notes", name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def discard(self) -> None:
        """Throw the file away and begin anew with empty tables."""
        for changes in self._changes.values():
            changes.clear()
        self._cleared.clear()
        self._pools.clear()
        self._buckets.clear()
        for touched in self._touched.values():
            touched.clear()
        self._start_over()

    def close(self) -> None:
        """Close the file; unsaved rows are forgotten."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    def pause(self) -> None:
        """Close the file and keep in memory what pools hold, until `resume`. Expects everything to be saved."""
        self.close()
        self._left = _state(self.file)

    def resume(self) -> bool:
        """Open the file again; False when it is no longer as `pause` left it, and this cache is of no more use."""
        if self._left is None or _state(self.file) != self._left:
            return False
        try:
            self._open()
        except sqlite3.Error:
            return False
        return True


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


def _seal(bucket: int, data: bytes) -> str:
    """A checksum of what a bucket holds. It is to find damage, not forgery, and takes a quarter of a digest's time."""
    return str(zlib.crc32(data, bucket))


def _bucket(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


def _is_sound(row: tuple[Any, ...]) -> bool:
    try:
        return bool(row[-1] == digest_texts(*row[:-1]))
    except TypeError:
        return False
