"""Isi: every record, by kind, place, state and what it lacks; opened in the form or as a file; new ones begun."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.desk.inbox import paged
from generator.desk.jobs import DeskFault
from generator.desk.overview import LACKS, STATES, Overview, RecordLine, is_record
from generator.desk.requests import Ask, Reply
from generator.exchange.incoming import is_safe
from generator.exchange.new_record import NotNewError, create
from generator.model.records import all_kinds, sheet_kinds

if TYPE_CHECKING:
    from generator.desk.desk import Desk

ROOM, HERE = "isi/", "/meja/isi/"
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are listed; an empty text lets all through."""

    kind: str = ""
    region: str = ""
    state: str = ""
    lack: str = ""
    words: str = ""

    def admits(self, line: RecordLine, overview: Overview) -> bool:
        """Whether a record is listed."""
        if any(wish and wish != has for wish, has in self._pairs(line)) or (self.lack and self.lack not in line.lacks):
            return False
        text = f"{line.title} {line.slug} {overview.sellers.get(line.seller, '')}".casefold()
        return all(word in text for word in self.words.casefold().split())

    def _pairs(self, line: RecordLine) -> tuple[tuple[str, str], ...]:
        return (self.kind, line.kind), (self.region, line.region), (self.state, line.state)

    @property
    def query(self) -> str:
        """The filter as it stands in an address."""
        values = {
            "jenis": self.kind,
            "daerah": self.region,
            "keadaan": self.state,
            "kurang": self.lack,
            "cari": self.words,
        }
        return urlencode({name: value for name, value in values.items() if value})


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The answer to a request below `isi/`; None where there is nothing."""
    action = rest.strip("/")
    if ask.is_post:
        act = {"baru": begin, "buka": open_file}.get(action)
        return act(desk, ask) if act else None
    return show(desk, ask) if not action else None


def show(desk: Desk, ask: Ask) -> Reply:
    """The list, and the form by which a new record is begun."""
    overview = desk.overview()
    wish = Filter(*(ask.query.get(name, "") for name in ("jenis", "daerah", "keadaan", "kurang", "cari")))
    lines = [line for line in overview.lines if wish.admits(line, overview)] if overview else []
    shown, number, last = paged(lines, ask.query.get("hal", ""), PER_PAGE)
    return desk.page(
        "isi.html",
        room=ROOM,
        overview=overview,
        wish=wish,
        lines=shown,
        total=len(lines),
        page=number,
        last=last,
        kinds=[(kind, all_kinds()[kind].word) for kind in sheet_kinds()],
        regions=desk.target().atlas.regions,
        names={one.code: one.full_name for one in desk.target().atlas.regions},
        states=STATES,
        lacks=LACKS,
        form_link=desk.form_link,
    )


def begin(desk: Desk, ask: Ask) -> Reply:
    """Begin a record as `new` does, and open it in the form."""
    kind, title = ask.text("jenis"), ask.text("nama")
    if kind not in sheet_kinds():
        raise DeskFault("Jenis isi itu tidak dikenal.")
    if not title.strip():
        raise DeskFault("Tulis dulu namanya.")
    try:
        path = create(desk.site, kind, title)
    except NotNewError as fault:
        raise DeskFault(str(fault)) from None
    form = desk.form_link(path.relative_to(desk.site).as_posix())
    return Reply(location=form or f"{HERE}?jenis={kind}&keadaan=draf")


def open_file(desk: Desk, ask: Ask) -> Reply:
    """Open a record's file in the plain editor of this computer; refused to whoever sits at another one."""
    if not ask.is_local:
        raise DeskFault("Berkas hanya dapat dibuka di komputer yang menjalankan Etalase. Pakai formulirnya.")
    path = ask.text("berkas")
    file = desk.site / "content" / path
    if not is_safe(path) or not is_record(path) or not file.is_file():
        raise DeskFault("Berkas itu tidak ada lagi. Muat ulang halaman sebelumnya.")
    try:
        subprocess.Popen(editor_command(file), stdin=subprocess.DEVNULL)
    except OSError:
        raise DeskFault(f"Komputer ini tidak punya penyunting teks yang dikenal. Buka sendiri: {file}") from None
    return Reply(location=ask.text("kembali") if ask.text("kembali").startswith(f"{HERE}?") else HERE)


def editor_command(file: Path) -> list[str]:
    """The command by which the system's plain editor opens a file."""
    if sys.platform == "win32":
        return ["notepad.exe", str(file)]
    return ["open", "-t", str(file)] if sys.platform == "darwin" else ["xdg-open", str(file)]
