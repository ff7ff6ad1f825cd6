"""Imports as the desk knows them: what became of a delivery, and taking an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.desk.delivery import Delivery, Outcome
from generator.desk.jobs import DeskFault
from generator.desk.requests import Ask, Reply
from generator.desk.room_addresses import address
from generator.desk.site_inbox import ON_DESK, note_files
from generator.exchange.import_journal import ImportEntry, entries_of, take_back
from generator.machine.lock import LockedError, build_lock

if TYPE_CHECKING:
    from generator.desk.desk import Desk

LOCK_WAIT = 60.0  # seconds
BUSY = "Pembangunan atau impor lain sedang berjalan di situs ini. Tunggu sampai selesai, lalu ulangi. Tidak ada yang diubah."


def outcome_of(desk: Desk, delivery: Delivery) -> Outcome | None:
    """What became of a delivery, also when the server ended between writing and noting it."""
    outcome = delivery.outcome()
    if outcome is None:
        entry = next((one for one in entries_of(desk.site) if one.delivery == delivery.name and one.summary), None)
        if entry is not None:
            outcome = Outcome(entry.name, entry.summary, len(entry.traces))
            delivery.settle(outcome)
    return outcome


def answer_undo(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """Take an import back."""
    if not ask.is_post:
        return None
    entry: ImportEntry | None = next((one for one in entries_of(desk.site) if one.name == rest.strip("/")), None)
    if entry is None:
        raise DeskFault("Impor ini sudah dibatalkan, atau terlalu lama untuk dibatalkan di sini.")
    try:
        with build_lock(desk.site / ".cache" / "kunci", LOCK_WAIT):
            done = take_back(desk.site, entry)
    except LockedError:
        raise DeskFault(BUSY) from None
    delivery = desk.deliveries.get(entry.delivery) if entry.delivery else None
    if delivery is not None:
        delivery.settle(None)
        note_files(desk.site, delivery.origins(), ON_DESK)
    desk.undone = {"files": entry.files, "restored": len(done.restored), "kept": done.kept}
    return Reply(location=address(None, "batal"))
