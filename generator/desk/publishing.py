"""Terbitkan: what changed since the last publishing, and the button that sends it; without Git a zip or a flash drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk.changes import RecordChange, summary_of, told_changes
from generator.desk.git import Checkout, GitFault
from generator.desk.jobs import PATIENCE, DeskFault, Job, StoppedError
from generator.desk.packing import KINDS, copy_to_drive, drives, pack
from generator.desk.requests import Ask, Reply
from generator.desk.sending import MINE, THEIRS, Standing, name_editor, send, standing_of
from generator.model.numbers import format_number

if TYPE_CHECKING:
    from generator.desk.desk import Desk

ROOM, HERE, KEY = "terbit/", "/meja/terbit/", "terbit"
MOST_TOLD = 200  # changes that the page lists


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: in words, and the fault that stopped it."""

    text: str = ""
    fault: GitFault | None = None
    file: Path | None = None


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The answer to a request below `terbit/`; None where there is nothing."""
    action = rest.strip("/")
    if ask.is_post:
        act = {"kirim": publish, "nama": take_name, "zip": make_zip, "diska": copy, "henti": stop}.get(action)
        return act(desk, ask) if act else None
    if action in KINDS.values():
        file = desk.site / ".cache" / "meja" / "terbit" / action
        return Reply(file.read_bytes(), kind="application/zip", download=action) if file.is_file() else None
    return show(desk) if not action else None


def show(desk: Desk) -> Reply:
    """The room; how far the work is while there is some."""
    job = desk.jobs.get(KEY)
    if job is not None and not job.end.wait(PATIENCE):
        return desk.page("kemajuan.html", room=ROOM, job=job, state=f"/meja/kerja/{KEY}", stop=f"{HERE}henti")
    stand, changes = standing(desk)
    result = desk.result
    done = job.result if job is not None and isinstance(job.result, Published) else None
    fault = Published(job.fault) if job is not None and job.fault else None
    if done is None or done.fault is None:
        desk.jobs.forget(KEY)  # told once; what has to be decided stays
    return desk.page(
        "terbit.html",
        room=ROOM,
        stand=stand,
        changes=changes[:MOST_TOLD],
        total=len(changes),
        summary=summary_of(changes),
        errors=0 if result is None else result.errors,
        done=done,
        broken=fault,
        trace=job.bug if job is not None else "",
        mine=MINE,
        theirs=THEIRS,
        drives=[str(drive) for drive in drives()],
    )


def standing(desk: Desk) -> tuple[Standing, list[RecordChange]]:
    """How the checkout stands, and what changed, in words."""
    repository = Checkout(desk.site)
    stand = standing_of(repository)
    if stand.fault is not None:
        return stand, []
    return stand, told_changes(repository, stand.base, stand.changes, desk.target())


def publish(desk: Desk, ask: Ask) -> Reply:
    """Send what changed; the message is made from it."""
    result = desk.result
    if result is not None and result.errors:
        text = f"Masih ada {format_number(result.errors)} galat; situs tidak akan terbit sebelum diperbaiki. Lihat Hari ini."
        raise DeskFault(text)
    side = ask.text("pilih") if ask.text("pilih") in (MINE, THEIRS) else ""
    _, changes = standing(desk)
    message = f"Isi: {summary_of(changes) or 'perubahan'}"

    def work(progress: Callable[[str, int, int], None]) -> Published:
        progress("Menyimpan perubahan", 0, 3)
        job = desk.jobs.get(KEY)

        def look() -> None:
            if job is not None and job.is_stopped:
                raise StoppedError

        try:
            sent = send(Checkout(desk.site, look), message, side, progress)
        except GitFault as fault:
            return Published(fault=fault)
        if not sent:
            return Published("Semua sudah terbit; tidak ada yang perlu dikirim.")
        return Published("Terkirim. Situs di internet berganti dalam beberapa menit.")

    return _begin(desk, work)


def take_name(desk: Desk, ask: Ask) -> Reply:
    """Take the name under which changes are sent."""
    name, mail = (" ".join(ask.text(field).split()) for field in ("nama", "surel"))
    if not name or "@" not in mail or any(mark in name + mail for mark in "<>"):
        raise DeskFault("Tulis nama dan alamat surel Anda; keduanya tercatat pada setiap perubahan yang dikirim.")
    try:
        name_editor(Checkout(desk.site), name, mail)
    except GitFault as fault:
        raise DeskFault(fault.advice) from None
    return Reply(location=HERE)


def make_zip(desk: Desk, ask: Ask) -> Reply:
    """Pack the site, the site for flash drives, or its content."""
    kind = ask.text("jenis")
    if kind not in KINDS:
        raise DeskFault("Jenis zip itu tidak dikenal.")

    def work(progress: Callable[[str, int, int], None]) -> Published:
        return Published("Zip siap diunduh.", file=pack(desk.site, kind, progress))

    return _begin(desk, work)


def copy(desk: Desk, ask: Ask) -> Reply:
    """Build the site onto a flash drive."""
    drive = Path(ask.text("tempat"))

    def work(progress: Callable[[str, int, int], None]) -> Published:
        return Published(f"Tersalin. Buka {copy_to_drive(desk.site, drive, progress)} dengan klik ganda.")

    return _begin(desk, work)


def stop(desk: Desk, ask: Ask) -> Reply:
    """Stop what is going on."""
    desk.jobs.stop(KEY)
    if job := desk.jobs.get(KEY):
        job.end.wait(PATIENCE)
    return Reply(location=HERE)


def _begin(desk: Desk, work: Callable[[Callable[[str, int, int], None]], Published]) -> Reply:
    job: Job = desk.jobs.start(KEY, work)
    job.end.wait(PATIENCE)
    return Reply(location=HERE)
