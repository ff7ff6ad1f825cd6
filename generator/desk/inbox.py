"""Masuk: files come in, are looked at step by step, and become content when somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from generator.desk import choosing, choosing_photos, receiving
from generator.desk.delivery import Delivery, Outcome
from generator.desk.imports import BUSY, LOCK_WAIT, outcome_of
from generator.desk.jobs import PATIENCE, DeskFault, Job
from generator.desk.requests import Ask, Reply
from generator.desk.review import Review, import_delivery
from generator.desk.review_photos import FREE
from generator.desk.reviewing import review_of
from generator.desk.room_addresses import INBOX, address
from generator.desk.site_inbox import inbox_files, note_files
from generator.exchange.choices import kinds_within
from generator.exchange.difference_digest import difference_digest
from generator.exchange.import_journal import entries_of
from generator.exchange.importing import ImportOrder
from generator.exchange.photo_store import PhotoStore
from generator.machine.lock import LockedError, build_lock

if TYPE_CHECKING:
    from generator.desk.desk import Desk

T = TypeVar("T")
PER_PAGE, PHOTOS_PER_PAGE = 100, 48  # rows of the difference, photos without an owner
MOST_LABELS = 400  # that the page itself holds; with more the script asks for those that fit what is typed
MESSAGES = {
    "versi": "Kiriman ini sudah diubah di tab lain. Yang tampil sekarang adalah yang terbaru; periksa, lalu ulangi.",
    "isi": "Isi situs berubah sejak bedanya diperlihatkan, jadi belum ada yang ditulis. Bedanya dihitung ulang; periksa, lalu tulis.",
    "kosong": "Belum ada berkas yang dipilih.",
    "nama": "Ada nama produk yang tidak dikenal. Pilih dari daftar yang muncul saat mengetik; yang lain sudah dipasangkan.",
    "batal": "",
}


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The answer to a request below `masuk/`; None where there is nothing."""
    name, _, action = rest.partition("/")
    if not name:
        return receiving.take_uploads(desk, ask, None) if ask.is_post else show(desk, ask)
    if ask.is_post and rest in SITE_ACTIONS:
        return SITE_ACTIONS[rest](desk, ask)
    delivery = desk.deliveries.get(name)
    if delivery is None:
        return None
    if ask.is_post:
        act = ACTIONS.get(action)
        return act(desk, delivery, ask) if act else None
    if action == "":
        return show_delivery(desk, delivery, ask)
    if action == "laporan.xlsx":
        return report(desk, delivery)
    if action == "pemilik":
        return choosing_photos.offer_labels(desk, delivery, ask)
    if action.startswith("foto/"):
        return choosing_photos.thumbnail(delivery, action.removeprefix("foto/"))
    return None


def show(desk: Desk, ask: Ask) -> Reply:
    """The room as one enters it: where files go, what lies there, what was imported."""
    deliveries = [
        {
            "name": one.name,
            "files": [path.name for path in one.tables],
            "photos": len(one.photos),
            "outcome": outcome_of(desk, one),
        }
        for one in desk.deliveries.all()
    ]
    undone, desk.undone = (desk.undone, None) if ask.query.get("pesan") == "batal" else (None, desk.undone)
    return desk.page(
        "masuk.html",
        room=INBOX,
        deliveries=deliveries,
        waiting=inbox_files(desk.site),
        entries=entries_of(desk.site),
        memory=choosing.memory_of(desk.site),
        message=MESSAGES.get(ask.query.get("pesan", ""), ""),
        undone=undone,
    )


def show_delivery(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """A delivery: how far its work is, what became of it, or its review."""
    writing = desk.jobs.get(f"tulis-{delivery.name}")
    if writing is not None:
        if not writing.end.wait(PATIENCE):
            return progress_page(desk, delivery, writing)
        desk.jobs.forget(writing.key)
        if writing.fault:
            return fault_page(desk, delivery, writing)
        if writing.result == "isi":
            return Reply(location=address(delivery, "isi"))
    outcome = outcome_of(desk, delivery)
    if outcome is not None:
        return desk.page("selesai.html", room=INBOX, delivery=delivery, outcome=outcome, refused=delivery.refused())
    seen = review_of(desk, delivery)
    if isinstance(seen, Job):
        return fault_page(desk, delivery, seen) if seen.end.is_set() else progress_page(desk, delivery, seen)
    return review_page(desk, delivery, seen, ask)


def review_page(desk: Desk, delivery: Delivery, seen: Review, ask: Ask) -> Reply:
    """The four steps on one page; of the difference only the rows that are looked at."""
    state = ask.query.get("tampil", "")
    rows = [row for row in seen.rows if state in ("", row.state) or (state == "masalah" and row.problems)]
    words = ask.query.get("cari", "").casefold().split()
    if words:
        rows = [
            row
            for row in rows
            if all(word in f"{row.title} {row.slug}".casefold() or word == str(row.row) for word in words)
        ]
    shown, number, last = paged(rows, ask.query.get("hal", ""), PER_PAGE)
    free, photo_number, photo_last = paged(seen.pictures.of_state(FREE), ask.query.get("foto", ""), PHOTOS_PER_PAGE)
    return desk.page(
        "kiriman.html",
        room=INBOX,
        delivery=delivery,
        review=seen,
        refused=delivery.refused(),
        message=MESSAGES.get(ask.query.get("pesan", ""), ""),
        rows=shown,
        page=number,
        last=last,
        photos=[(seen.pictures.photos.index(photo), photo) for photo in free],
        labels=list(seen.pictures.labels or ()) if len(seen.pictures.labels or ()) <= MOST_LABELS else [],
        photo_page=photo_number,
        photo_last=photo_last,
        chosen_state=state,
        words=ask.query.get("cari", ""),
        with_problems=sum(1 for row in seen.rows if row.problems),
        editing=ask.query.get("ubah", ""),
        options={table.guess: choosing.options(kinds_within(table.guess)) for table in seen.tables if not table.is_own},
        regions=desk.target().atlas.regions,
        region=delivery.choices().region,
    )


def paged(items: Sequence[T], asked: str, size: int) -> tuple[Sequence[T], int, int]:
    """(the items of one page, its number, how many pages there are). `asked`: the number as somebody wrote it."""
    last = max(1, -(-len(items) // size))
    number = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() else 1
    return items[(number - 1) * size : number * size], number, last


def progress_page(desk: Desk, delivery: Delivery, job: Job) -> Reply:
    """How far a job is; the page asks again by itself."""
    return desk.page(
        "kemajuan.html", room=INBOX, job=job, state=f"/meja/kerja/{delivery.name}", stop=f"{address(delivery)}henti"
    )


def fault_page(desk: Desk, delivery: Delivery, job: Job) -> Reply:
    """Why a job did not come to its end, and the way on."""
    return desk.page("gagal.html", room=INBOX, delivery=delivery, job=job, status=409)


def write(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Write what was seen; nothing when files, choices or site are others by now."""
    if outcome_of(desk, delivery) is not None:
        return Reply(location=address(delivery))
    if ask.text("versi") != delivery.version:
        return Reply(location=address(delivery, "versi"))
    seen, site = ask.text("beda"), desk.target()

    def work(progress: Callable[[str, int, int], None]) -> str:
        try:
            with build_lock(desk.site / ".cache" / "kunci", LOCK_WAIT):
                order = ImportOrder(
                    choices=delivery.choices(),
                    photo_store=PhotoStore(delivery.safe_photos),
                    approve=lambda one: difference_digest(one) == seen,
                    delivery=delivery.name,
                )
                result, _, _ = import_delivery(site, delivery.paths, order, progress)
                if not result.written:
                    return "isi"
                counts = f"{len(result.of_state('baru'))} baru, {len(result.of_state('berubah'))} berubah"
                records = len(result.of_state("baru")) + len(result.of_state("berubah"))
                delivery.settle(Outcome(result.undo, counts, records, len(result.photos)))
                note_files(desk.site, delivery.origins(), counts)
                return ""
        except LockedError:
            raise DeskFault(BUSY) from None

    desk.jobs.start(f"tulis-{delivery.name}", work)
    return Reply(location=address(delivery))


def report(desk: Desk, delivery: Delivery) -> Reply:
    """The office's own workbook with coloured cells and our ids."""
    from generator.exchange.report_book import write_report

    order = ImportOrder(dry_run=True, choices=delivery.choices())
    result, paths, _ = import_delivery(desk.target(), delivery.paths, order, lambda *_: None)
    if result.refused:
        raise DeskFault("Berkas ini tidak dapat dibaca, jadi tidak ada laporannya.")
    place = write_report(delivery.folder / "laporan.xlsx", result, [path for path in paths if path.is_file()])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Reply(
        place.read_bytes(), kind=kind, download=f"laporan-{delivery.tables[0].stem if delivery.tables else 'foto'}.xlsx"
    )


def stop(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Stop what is going on with a delivery."""
    for job in list(desk.jobs.running.values()):
        if delivery.name in job.key:
            desk.jobs.stop(job.key)
            job.end.wait(PATIENCE)
    return Reply(location=address(delivery))


def again(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Try again what was stopped or failed."""
    for job in list(desk.jobs.running.values()):
        if delivery.name in job.key:
            desk.jobs.forget(job.key)
    return Reply(location=address(delivery))


def drop(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Take a delivery from the desk; what was imported stays."""
    if outcome_of(desk, delivery) is None:
        note_files(desk.site, delivery.origins(), "")
    desk.deliveries.drop(delivery)
    desk.reviews.pop(delivery.name, None)
    return Reply(location=address(None))


SITE_ACTIONS: dict[str, Callable[[Desk, Ask], Reply]] = {
    "ambil": receiving.take_inbox,
    "bersihkan": receiving.clear_inbox,
}
ACTIONS: dict[str, Callable[[Desk, Delivery, Ask], Reply]] = {
    "tambah": lambda desk, delivery, ask: receiving.take_uploads(desk, ask, delivery),
    "kolom": choosing.choose_columns,
    "daerah": choosing.choose_region,
    "baris": choosing.choose_rows,
    "foto": choosing_photos.choose_photos,
    "tulis": write,
    "henti": stop,
    "ulang": again,
    "hapus": drop,
}
