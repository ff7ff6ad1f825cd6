"""Applying: content files written in staging, then moved into place all together, or not at all (law D)."""

from __future__ import annotations

import contextlib
import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.content.parse import TRANSLATION
from generator.exchange import serialize
from generator.exchange.existing_records import ExistingRecord, ExistingRecords, Schema, read_text
from generator.exchange.front_matter_edit import edit_head
from generator.exchange.merge import NEW, Merged
from generator.machine.retry import drop_folder, retried
from generator.model.fields import Json, fields_of
from generator.model.records import all_kinds

FENCE = re.compile(rb"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


@dataclass(slots=True)
class FileChanges:
    """Files below `content/`: `written` by path, and `gone` because they were renamed."""

    written: dict[str, bytes | Path] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


class Planner:
    """Turns merged records into the bytes of files."""

    def __init__(self, site: Path, stand: ExistingRecords, schema: Schema) -> None:
        self.content, self.stand, self.schema = site / "content", stand, schema
        self.changes = FileChanges()
        self.folders: dict[str, str] = {}
        for record in stand.records.values():
            region = str(record.values.get("kabupaten", ""))
            if record.kind == "penjual" and region:
                self.folders.setdefault(region, posixpath.dirname(record.path).removeprefix("penjual"))
        self.paths: dict[tuple[str, str, str], str] = {key: record.path for key, record in stand.records.items()}

    def put(self, merged: Merged) -> None:
        """Plan the file of one new or changed record."""
        wanted = merged.wanted
        key = (wanted.kind, wanted.slug, wanted.language)
        if merged.state == NEW or merged.standing is None:
            path = self._new_path(merged)
            self.changes.written[path] = serialize.content_file(merged.values, merged.body).encode()
        else:
            path = merged.standing.path
            values = merged.values
            if wanted.slug != merged.standing.slug:
                path, values = self._renamed(merged.standing, wanted.slug, values)
            self.changes.written[path] = self.edited(merged.standing, values, merged.body, wanted.slug)
        self.paths[key] = path

    def _new_path(self, merged: Merged) -> str:
        wanted, kind = merged.wanted, merged.wanted.kind
        suffix = TRANSLATION if wanted.language != "id" else ""
        if suffix:
            folder = posixpath.dirname(self.paths.get((kind, wanted.slug, "id"), f"{kind}/x"))
        elif kind == "produk":
            seller = self.paths.get(("penjual", str(merged.values.get("penjual")), "id"), "penjual/x")
            folder = kind + posixpath.dirname(seller).removeprefix("penjual")
        elif kind == "penjual":
            region = self.schema.atlas.by_code.get(str(merged.values.get("kabupaten", "")))
            folder = kind + (self.folders.get(region.code, f"/{region.slug}") if region else "")
        else:
            folder = kind
        path = f"{folder}/{wanted.slug}{suffix}.md"
        if path.casefold() in self.stand.files:  # a file that holds another slug
            path = f"{folder}/{wanted.slug}-1{suffix}.md"
        return path

    def _renamed(self, standing: ExistingRecord, slug: str, values: dict[str, Json]) -> tuple[str, dict[str, Json]]:
        """The path of a renamed file, and its values with the old address as an alias."""
        old = standing.path
        if standing.language == "id" and standing.kind != "halaman":
            alias = f"{standing.kind}/{standing.slug}"
            aliases = [*values.get("alias", []), *([alias] if alias not in values.get("alias", []) else [])]
            values = _ordered(standing.kind, {**values, "alias": aliases})
        if standing.own_slug:
            return old, values
        suffix = TRANSLATION if standing.language != "id" else ""
        path = posixpath.join(posixpath.dirname(old), f"{slug}{suffix}.md")
        self.changes.gone.add(old)
        return path, values

    def edited(self, standing: ExistingRecord, values: dict[str, Json], body: str, slug: str = "") -> bytes:
        """The file of a record with new values; lines that say the same stay as they are."""
        data = self.changes.written.get(standing.path) or (self.content / standing.path).read_bytes()
        assert isinstance(data, bytes)
        changes: dict[str, Json | None] = {key: None for key in standing.values if key not in values}
        changes |= {key: value for key, value in values.items() if standing.values.get(key) != value}
        if standing.own_slug and slug and slug != standing.slug:
            changes["slug"] = slug
        new = edited_file(data, changes, values, body if body != standing.body else None, standing.kind)
        if new is not None:
            check = read_text(standing.path, new, self.schema)
            if check.values == values and check.body == body:
                return new
        head = {"slug": slug or standing.slug, **values} if standing.own_slug else values
        return serialize.content_file(head, body).encode()  # a file too odd to edit is written anew

    def follow(self, renamed: dict[tuple[str, str], str], handled: set[tuple[str, str, str]]) -> None:
        """Let files that the workbook does not change follow records that were renamed: references and links."""
        if not renamed:
            return
        moves = {
            self.stand.records[kind, old, "id"].path: self.paths[kind, new, "id"]
            for (kind, old), new in renamed.items()
        }
        for key, record in sorted(self.stand.records.items()):
            kind, slug, language = key
            new_slug = renamed.get((kind, slug), slug)
            values = _following(record, renamed)
            body = _relinked(record.body, record.path, moves)
            if key in handled or record.faulty:
                continue
            if values == record.values and body == record.body and new_slug == slug:
                continue
            path = record.path
            if new_slug != slug and language != "id":
                path, values = self._renamed(record, new_slug, values)
            self.changes.written[path] = self.edited(record, values, body, new_slug)


def _ordered(kind: str, values: dict[str, Json]) -> dict[str, Json]:
    return {spec.key: values[spec.key] for spec in fields_of(all_kinds()[kind]) if spec.key in values}


def _following(record: ExistingRecord, renamed: dict[tuple[str, str], str]) -> dict[str, Json]:
    """A record's values with the new slugs of what it refers to."""
    from generator.model.field_types import Many, Slug

    values = dict(record.values)
    for spec in fields_of(all_kinds()[record.kind]):
        value = values.get(spec.key)
        if value is None:
            continue
        if isinstance(spec.type, Slug):
            values[spec.key] = renamed.get((spec.type.kind, value), value)
        elif isinstance(spec.type, Many) and isinstance(spec.type.item, Slug):
            values[spec.key] = [renamed.get((spec.type.item.kind, item), item) for item in value]
    return values


def _relinked(body: str, path: str, moves: dict[str, str]) -> str:
    """A body whose links to moved files lead to their new places."""
    here = posixpath.dirname(path)

    def link(match: re.Match[str]) -> str:
        target = moves.get(posixpath.normpath(posixpath.join(here, match[2])))
        return match[1] + posixpath.relpath(target, here) if target else match[0]

    return re.sub(r"(\]\()([^)\s#]+\.md)", link, body) if ".md" in body else body


def edited_file(
    data: bytes, changes: dict[str, Json | None], values: dict[str, Json], body: str | None, kind: str
) -> bytes | None:
    """The bytes of a file with changed keys, and a new body unless it is None; None when it cannot be edited in place."""
    fences = list(FENCE.finditer(data))
    if len(fences) < 2 or data[: fences[0].start()].strip(b"\xef\xbb\xbf \t\r\n"):
        return None
    start, stop, after = fences[0].end() + 1, fences[1].start(), fences[1].end()
    try:
        head = data[start:stop].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if changes:
        order = ["slug", *(spec.key for spec in fields_of(all_kinds()[kind]))]
        edited = edit_head(head, changes, order)
        if edited is None:
            return None
        head = edited
    rest = data[after:]
    if body is not None:
        ending = b"\r\n" if rest.startswith(b"\r\n") or data[fences[0].end() - 1 : fences[0].end()] == b"\r" else b"\n"
        blank = ending if re.match(rb"\r?\n\r?\n", rest) or not rest.strip() else b""
        text = body.encode().replace(b"\n", ending)
        rest = (b"\n" + blank + text + ending) if body else b"\n"
    return data[:start] + head.encode() + data[stop:after] + rest


def apply(
    site: Path, changes: FileChanges, step: Callable[[str], None] = lambda _: None, *, staging_name: str = "impor"
) -> None:
    """Write all changes or none: staged beside the content first, then moved; a fault moves everything back.

    `step` is called before every change of `content/`; tests fail there. Two that may run at the same time need staging
    folders of their own. Raises OSError.
    """
    content, staging = os.fspath(site / "content"), os.fspath(site / ".cache" / staging_name)
    drop_folder(staging)
    os.makedirs(staging, exist_ok=True)
    try:
        staged = dict(_staged(staging, changes.written))
        _move(content, staging, staged, sorted(changes.gone - changes.written.keys()), step)
    finally:
        drop_folder(staging)


def _staged(staging: str, written: dict[str, bytes | Path]) -> Iterable[tuple[str, str]]:
    for number, (path, data) in enumerate(sorted(written.items())):
        draft = f"{staging}/baru-{number}"
        if isinstance(data, Path):
            shutil.copyfile(data, draft)
        else:
            with open(draft, "wb", buffering=0) as file:
                file.write(data)
        yield path, draft


def _move(content: str, staging: str, staged: dict[str, str], gone: list[str], step: Callable[[str], None]) -> None:
    undo: list[tuple[str, str]] = []  # (place, where the file that was there is kept, or nothing)
    folders: set[str] = set()
    try:
        for number, (path, draft) in enumerate(staged.items()):
            step(path)
            target = f"{content}/{path}"
            _safe_folder(content, path.rpartition("/")[0], folders)
            kept = ""
            if os.path.lexists(target):
                kept = f"{staging}/lama-{number}"
                retried(shutil.copy2, target, kept)
            undo.append((target, kept))
            retried(os.replace, draft, target)
        for number, path in enumerate(gone):
            step(path)
            kept = f"{staging}/pergi-{number}"
            retried(os.replace, f"{content}/{path}", kept)
            undo.append((f"{content}/{path}", kept))
    except BaseException:
        for target, kept in reversed(undo):
            with contextlib.suppress(OSError):
                if kept:
                    retried(os.replace, kept, target)
                else:
                    retried(os.unlink, target)
        raise


def _safe_folder(content: str, folder: str, places: set[str]) -> None:
    """Make a folder below `content`, once; a link in its way could lead out of the site and is refused."""
    if folder in places:
        return
    if folder:
        _safe_folder(content, folder.rpartition("/")[0], places)
    place = f"{content}/{folder}" if folder else content
    if os.path.islink(place):
        raise NotADirectoryError(20, "pintasan (symlink) di dalam folder content", place)
    os.makedirs(place, exist_ok=True)
    places.add(folder)
