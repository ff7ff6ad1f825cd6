"""Watching: watchdog's events, reduced to the paths that may have changed."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.model.address import SITE_FILE
from generator.preview.watched_files import folders_of, is_hidden

# Reading is an event too (opened, closed unwritten): our own builds must not set off the next one.
EVENTS = frozenset({"created", "modified", "moved", "deleted", "closed", "attrib"})


class ChangeHandler(FileSystemEventHandler):
    """Calls `on_change` with the paths below one folder that may have changed. `names`: only these entries of the folder itself."""

    def __init__(
        self, folder: Path, on_change: Callable[[list[str]], None], names: frozenset[str] = frozenset()
    ) -> None:
        self.folder, self.on_change, self.names = os.fspath(folder), on_change, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in a thread of its own."""
        if event.event_type not in EVENTS or (event.is_directory and event.event_type == "modified"):
            return
        # Of a rename either end may matter: editors write `.kopi.md.tmp` and rename it to `kopi.md`.
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if any(map(self.is_relevant, paths)):
            self.on_change(paths)

    def is_relevant(self, path: str) -> bool:
        """True when a build reads `path`."""
        if self.names:
            return os.path.basename(path) in self.names
        # macOS may name a folder by another path than the one asked for; then only the last name can be judged.
        below = path[len(self.folder) :] if path.startswith(self.folder) else os.path.basename(path)
        return not any(is_hidden(part) for part in below.replace("\\", "/").split("/") if part)


PATIENCE = 5.0  # seconds that the threads get to end


class Watch:
    """Watches all that a site is made from, as far as it is there; `refresh` follows folders that come, go or move."""

    def __init__(self, site: Path, on_change: Callable[[list[str]], None]) -> None:
        names = frozenset({SITE_FILE, "content", "themes"})
        # The site's own folder only for what lies right in it: .cache and output change with every build.
        self.watches = [(site, ChangeHandler(site, on_change, names), False)]
        self.watches += [(folder, ChangeHandler(folder, on_change), True) for folder in folders_of(site)]
        self.watched: dict[Path, tuple[Any, tuple[int, int]]] = {}
        self.observer: Any = Observer()
        self.is_polling = False  # True: the machine does not report changes, and only comparing finds them
        try:
            self.observer.start()
        except OSError:  # no inotify instances left
            self.is_polling = True

    def refresh(self) -> None:
        """Begin to watch folders that are new or were replaced, and let go of those that are gone."""
        if self.is_polling:
            return
        for folder, handler, is_deep in self.watches:
            identity = _identity(folder)
            watched = self.watched.get(folder)
            if watched and watched[1] == identity:
                continue
            if watched:
                del self.watched[folder]
                with contextlib.suppress(KeyError, OSError):
                    self.observer.unschedule(watched[0])
            if identity:
                try:
                    self.watched[folder] = (
                        self.observer.schedule(handler, os.fspath(folder), recursive=is_deep),
                        identity,
                    )
                except OSError:  # gone again, or the limit of watched folders is reached
                    self.is_polling = folder.is_dir()

    def stop(self) -> None:
        """End watching and its threads. A system that does not let go of one of them holds nobody up: they are daemons."""
        ending = threading.Thread(target=self._end, name="etalase-pantau", daemon=True)
        ending.start()
        ending.join(PATIENCE)

    def _end(self) -> None:
        self.observer.stop()
        if self.observer.is_alive():
            self.observer.join()


def _identity(folder: Path) -> tuple[int, int] | None:
    """Tells a folder from another one put in its place; None when there is none."""
    try:
        stat = os.stat(folder)
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if folder.is_dir() else None
