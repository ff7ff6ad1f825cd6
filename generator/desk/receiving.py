"""How files come onto the desk: sent from a browser, or laid down in the site's own inbox."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from generator.desk.delivery import Delivery
from generator.desk.imports import outcome_of
from generator.desk.requests import Ask, Reply
from generator.desk.room_addresses import address
from generator.desk.site_inbox import ON_DESK, inbox_files, note_files, remove_files

if TYPE_CHECKING:
    from generator.desk.desk import Desk


def take_uploads(desk: Desk, ask: Ask, delivery: Delivery | None) -> Reply:
    """Take files in, as a delivery of their own or with one that is there."""
    if not ask.uploads:
        return Reply(location=address(delivery, "kosong"))
    into = delivery if delivery and outcome_of(desk, delivery) is None else desk.deliveries.new()
    faults = []
    for upload in ask.uploads:
        if upload.fault:
            faults.append(f"{upload.name}: {upload.fault}")
        elif fault := into.take_in(upload.file, upload.name):
            faults.append(fault)
    if not into.tables and not into.photos:
        desk.deliveries.drop(into)
        return desk.refuse(415, "\n".join(faults))
    into.note_refused(faults)
    return Reply(location=address(into))


def take_inbox(desk: Desk, ask: Ask) -> Reply:
    """Lay the waiting files of the site's own inbox on the desk, as one delivery; they stay where they are."""
    waiting = [file for file in inbox_files(desk.site) if not file.said]
    if not waiting:
        return Reply(location=address(None, "kosong"))
    into = desk.deliveries.new()
    faults = []
    for file in waiting:
        draft = into.folder / "datang"
        shutil.copyfile(file.path, draft)
        faults.append(into.take_in(draft, file.path.name))
    if not into.paths:
        desk.deliveries.drop(into)
        return desk.refuse(415, "\n".join(fault for fault in faults if fault))
    into.note_refused([fault for fault in faults if fault])
    into.note_origins([file.key for file in waiting])
    note_files(desk.site, into.origins(), ON_DESK)
    return Reply(location=address(into))


def clear_inbox(desk: Desk, ask: Ask) -> Reply:
    """Remove files of the site's own inbox that were imported."""
    remove_files(desk.site, ask.fields.get("berkas", ()))
    return Reply(location=address(None))
