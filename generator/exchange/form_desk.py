"""The browser form's desk: answers to Decap CMS's local proxy protocol, out of and into the files of one site.

Knows nothing of HTTP: a request is the JSON of one POST, an answer a status and JSON. Every path is checked
(`form_paths`), every change is made whole or not at all, and photos come in through the same intake as everywhere.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from generator.content.encoding import FILE_LIMIT
from generator.content.office_rules import rules_of_files
from generator.content.parse import TRANSLATION
from generator.content.site_file import read_settings
from generator.exchange.applying import FileChanges, apply
from generator.exchange.existing_records import Schema
from generator.exchange.form_paths import (
    PHOTO_ENDINGS,
    PHOTOS,
    FormRefusedError,
    content_file,
    content_folder,
    photo_file,
    photo_folder,
)
from generator.exchange.form_photos import FormAsset, asset_of, bytes_of, safe_form, shown_photo
from generator.exchange.form_records import for_form, from_form
from generator.images.intake import Raw
from generator.model.collate import is_slug, slugify
from generator.model.records import is_reserved
from generator.model.region import Atlas

STAGING = "formulir"  # in the site's cache folder
MOST_FILES = 50_000
MOST_PHOTOS = 500  # shown at once, the newest; the protocol sends every one whole
Asked = Mapping[str, object]  # what the JSON of a request says
Answer = tuple[int, object]


class FormDesk:
    """Answers for the site in one folder; one request at a time, from whatever thread."""

    def __init__(self, site: Path) -> None:
        self.site, self.lock = site, threading.Lock()
        self.actions: Mapping[str, Callable[[Asked, Schema], object]] = {
            "entriesByFolder": self._entries_by_folder,
            "entriesByFiles": lambda asked, schema: [self._entry(item, schema) for item in _list(asked, "files")],
            "getEntry": self._entry,
            "persistEntry": self._persist_entry,
            "deleteFile": lambda asked, _: self._delete([asked.get("path")]),
            "deleteFiles": lambda asked, _: self._delete(_list(asked, "paths")),
            "getMedia": self._photos,
            "getMediaFile": lambda asked, _: shown_photo(*photo_file(self.site, asked.get("path"))),
            "persistMedia": lambda asked, _: self._persist_photo(asked),
            "getDeployPreview": lambda *_: None,
            "unpublishedEntries": lambda *_: [],
            "unpublishedEntry": _no_workflow,
            "unpublishedEntryDataFile": _no_workflow,
            "unpublishedEntryMediaFile": _no_workflow,
            "updateUnpublishedEntryStatus": _no_workflow,
            "publishUnpublishedEntry": _no_workflow,
            "deleteUnpublishedEntry": _no_workflow,
            "getNotes": lambda *_: {"notes": []},
        }

    def answer(self, request: object) -> Answer:
        """(HTTP status, JSON) for a request. Raises OSError when the machine refuses."""
        try:
            return 200, self._answer(request)
        except FormRefusedError as refused:
            return refused.status, {"error": refused.message}

    def _answer(self, request: object) -> object:
        settings = read_settings(self.site)[0]
        if settings is None or not settings.admin:
            raise FormRefusedError(
                404, "Formulir tidak dipakai di situs ini. Untuk memakainya, tulis admin: true di site.yaml."
            )
        if not isinstance(request, dict):
            raise FormRefusedError(422, "Permintaan tidak terbaca.")
        action, asked = request.get("action"), request.get("params") or {}
        if action == "info":
            return {"repo": self.site.name, "publish_modes": ["simple"], "type": "local_fs"}
        action_of = self.actions.get(action) if isinstance(action, str) else None
        if action_of is None or not isinstance(asked, dict):
            raise FormRefusedError(422, "Permintaan ini tidak dikenal.")
        with self.lock:
            return action_of(asked, Schema(_atlas(settings.province), settings.categories, rules_of_files(self.site)))

    def _entries_by_folder(self, asked: Asked, schema: Schema) -> list[dict[str, object]]:
        """Every record of a kind, in whatever folder below; translations are written by hand."""
        kind, folder = content_folder(self.site, asked.get("folder"))
        files = sorted(_walk(folder, f"content/{kind}"))
        return [
            self._entry({"path": path}, schema)
            for path in files
            if path.endswith(".md") and not path.endswith(f"{TRANSLATION}.md")
        ]

    def _entry(self, asked: object, schema: Schema) -> dict[str, object]:
        wanted = asked if isinstance(asked, dict) else {}
        path, file = content_file(self.site, wanted.get("path"))
        about = {"path": f"content/{path}", "label": wanted.get("label"), "id": None}
        try:
            data = bytes_of(file)
        except FileNotFoundError:
            return {"data": None, "file": about}
        text = for_form(path, data, schema)
        if text is None:
            text = data.decode("utf-8", "replace")
        return {"data": text, "file": {**about, "id": hashlib.sha256(data).hexdigest()}}

    def _persist_entry(self, asked: Asked, schema: Schema) -> dict[str, object]:
        """Records and the photos that came with them, all or none."""
        drafts = _list(asked, "dataFiles") if "dataFiles" in asked else [asked.get("entry")]
        changes = FileChanges()
        with tempfile.TemporaryDirectory(dir=self._staging()) as folder:
            renamed = self._take_in([asset_of(item) for item in _list(asked, "assets")], Path(folder), changes)
            for draft in drafts:
                self._plan(draft, renamed, schema, changes)
            apply(self.site, changes, staging_name=STAGING)
        return {"message": "tersimpan"}

    def _plan(self, draft: object, renamed: Mapping[str, str], schema: Schema, changes: FileChanges) -> None:
        """Plan the file of one record."""
        if not isinstance(draft, dict) or not isinstance(draft.get("raw"), str) or len(draft["raw"]) > FILE_LIMIT:
            raise FormRefusedError(422, "Kiriman formulir tidak terbaca, jadi tidak ada yang diubah.")
        path, file = content_file(self.site, draft.get("path"))
        old = bytes_of(file) if file.exists() else None
        target = path
        if draft.get("newPath") not in (None, draft.get("path")):
            target = content_file(self.site, draft["newPath"])[0]
        if old is None or target != path:
            self._refuse_taken(target, path)
        changes.written[target] = from_form(target, old, draft["raw"], schema, renamed)
        if old is not None and target != path:
            changes.gone.add(path)

    def _refuse_taken(self, path: str, before: str) -> None:
        """A new file's slug must be one, and free in its whole kind."""
        kind, _, rest = path.partition("/")
        slug = posixpath.basename(rest).removesuffix(".md")
        if not is_slug(slug):
            raise FormRefusedError(
                422,
                f"“{slug}” tidak dapat menjadi nama berkas. Pakai nama seperti “{slugify(slug) or 'kopi-semendo'}”.",
            )
        if is_reserved(kind, slug):
            raise FormRefusedError(409, f"“{slug}” sudah dipakai Etalase untuk alamat lain. Pilih judul lain.")
        for other in _walk(self.site / "content" / kind, kind):
            if posixpath.basename(other) == f"{slug}.md" and other != before:
                raise FormRefusedError(409, f"Sudah ada dengan nama ini: content/{other}. Ganti namanya sedikit.")

    def _delete(self, paths: list[object]) -> dict[str, object]:
        """Delete records (with their translations, which mean nothing alone) and photos."""
        changes = FileChanges()
        for path in paths:
            is_photo = isinstance(path, str) and path.startswith(f"{PHOTOS}/")
            name, file = (photo_file if is_photo else content_file)(self.site, path)
            changes.gone |= {name} if file.is_file() else set()
            translation = name.removesuffix(".md") + f"{TRANSLATION}.md"
            if not is_photo and (self.site / "content" / translation).is_file():
                changes.gone.add(translation)
        self._staging()
        apply(self.site, changes, staging_name=STAGING)
        return {"message": "terhapus"}

    def _photos(self, asked: Asked, _: Schema) -> list[dict[str, object]]:
        """The photos directly in the folder, newest first."""
        folder = photo_folder(self.site, asked.get("mediaFolder"))
        entries = [] if not folder.is_dir() else list(os.scandir(folder))
        shown = [
            item
            for item in entries
            if item.is_file(follow_symlinks=False)
            and item.name.lower().endswith(PHOTO_ENDINGS)
            and not item.name.startswith(".")
        ]
        shown.sort(key=lambda item: (-item.stat().st_mtime_ns, item.name))
        return [shown_photo(f"foto/{item.name}", Path(item.path)) for item in shown[:MOST_PHOTOS]]

    def _persist_photo(self, asked: Asked) -> dict[str, object]:
        changes = FileChanges()
        with tempfile.TemporaryDirectory(dir=self._staging()) as folder:
            self._take_in([asset_of(asked.get("asset"))], Path(folder), changes)
            apply(self.site, changes, staging_name=STAGING)
        (path,) = changes.written
        return shown_photo(path, self.site / "content" / path)

    def _take_in(self, assets: list[FormAsset], folder: Path, changes: FileChanges) -> dict[str, str]:
        """Plan the safe form of every photo; returns the names that had to change: before -> after."""
        renamed = {}
        for number, asset in enumerate(assets):
            path, _ = photo_file(self.site, asset.path)
            raw = Raw(posixpath.basename(path), str(folder / f"asal-{number}"), str(folder / f"aman-{number}"))
            Path(raw.file).write_bytes(asset.data)
            taken = safe_form(raw)
            if taken.fault:
                raise FormRefusedError(422, f"Foto {raw.name} {taken.fault} {taken.hint}".strip())
            data = Path(raw.target).read_bytes()
            name = self._free_name(path, data, changes)
            changes.written[name] = data
            if name != path:
                renamed[path.removeprefix("foto/")] = name.removeprefix("foto/")
        return renamed

    def _free_name(self, path: str, data: bytes, changes: FileChanges) -> str:
        """A JPEG's name that no other photo has: the form would otherwise put it in the place of somebody else's."""
        folder, _, name = path.rpartition("/")
        stem = slugify(name.rpartition(".")[0]) or "foto"
        for number in range(1, 10_000):
            free = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}.jpg"
            file = photo_file(self.site, f"content/{free}")[1]
            if free not in changes.written and (not file.exists() or bytes_of(file) == data):
                return free
        raise FormRefusedError(409, f"Terlalu banyak foto bernama {stem}. Ganti nama fotonya.")

    def _staging(self) -> Path:
        """A folder beside the content to prepare photos in."""
        folder = self.site / ".cache" / "formulir-foto"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


@lru_cache(maxsize=2)
def _atlas(province: str) -> Atlas:
    return Atlas.of(province)


def _no_workflow(*_: object) -> None:
    raise FormRefusedError(404, "Formulir ini menyimpan langsung, tanpa alur persetujuan.")


def _list(asked: Asked, key: str) -> list[object]:
    items = asked.get(key)
    if not isinstance(items, list) or len(items) > MOST_FILES:
        raise FormRefusedError(422, "Permintaan tidak terbaca.")
    return items


def _walk(folder: Path, path: str) -> Iterator[str]:
    """Paths of the files below a folder, not through links, hidden ones left out."""
    if not folder.is_dir():
        return
    for entry in list(os.scandir(folder)):
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{path}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield f"{path}/{entry.name}"
