"""Laporan: what an office prints, sends on or fills in, made on the spot. Nothing of it lies in `output/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.site_file import read_settings
from generator.desk.delivery import FOLDER
from generator.desk.jobs import PATIENCE, DeskFault, Job
from generator.desk.open_site import open_target
from generator.desk.overview import LACKS
from generator.desk.requests import Ask, Reply
from generator.desk.today import problems_by_seller
from generator.exchange.existing_records import read_standing
from generator.exchange.exporting import export
from generator.exchange.workbook import write_workbook
from generator.model.category import Categories
from generator.model.numbers import format_number
from generator.model.region import Atlas

if TYPE_CHECKING:
    from generator.desk.desk import Desk

ROOM, HERE, KEY = "laporan/", "/meja/laporan/", "laporan"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECK, DUE = "pemeriksaan", "tindak-lanjut"  # pages
Progress = Callable[[str, int, int], None]


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The answer to a request below `laporan/`; None where there is nothing."""
    action = rest.strip("/")
    if ask.is_post:
        act = {"buat": make, "henti": stop}.get(action)
        return act(desk, ask) if act else None
    if action in BOOKS:
        file = folder_of(desk.site) / action
        return Reply(file.read_bytes(), kind=BOOK, download=action) if file.is_file() else None
    page = {"": show, CHECK: show_check, DUE: show_due}.get(action)
    return page(desk) if page else None


def show(desk: Desk) -> Reply:
    """The room; how far the work is while there is some."""
    job = desk.jobs.get(KEY)
    if job is not None and not job.end.wait(PATIENCE):
        return desk.page("kemajuan.html", room=ROOM, job=job, state=f"/meja/kerja/{KEY}", stop=f"{HERE}henti")
    desk.jobs.forget(KEY)
    done = job.result if job is not None and isinstance(job.result, tuple) else ("", "")
    return desk.page(
        "laporan.html", room=ROOM, done=done, broken=job.fault if job else "", trace=job.bug if job else ""
    )


def show_check(desk: Desk) -> Reply:
    """Everything that `check` says, by seller."""
    problems = desk.result.problems if desk.result else ()
    return desk.page(
        "laporan_pemeriksaan.html",
        room=ROOM,
        is_built=desk.result is not None,
        sellers=problems_by_seller(problems, desk.overview(), desk.form_link, len(problems)),
        total=len(problems),
        day=desk.target().today,
    )


def show_due(desk: Desk) -> Reply:
    """Certificates that end, old drafts, and what records lack."""
    return desk.page(
        "laporan_tindak_lanjut.html", room=ROOM, overview=desk.overview(), lacks=LACKS, form_link=desk.form_link
    )


def make(desk: Desk, ask: Ask) -> Reply:
    """Make one of BOOKS."""
    name = ask.text("jenis")
    if name not in BOOKS:
        raise DeskFault("Laporan itu tidak dikenal.")
    desk.target()  # settings that cannot be used are told here, not as a fault of the job

    def work(progress: Progress) -> tuple[str, str]:
        progress("Menulis lembar kerja", 0, 0)
        folder_of(desk.site).mkdir(parents=True, exist_ok=True)
        return name, BOOKS[name](desk.site, folder_of(desk.site) / name)

    job: Job = desk.jobs.start(KEY, work)
    job.end.wait(PATIENCE)
    return Reply(location=HERE)


def stop(desk: Desk, ask: Ask) -> Reply:
    """Stop what is going on."""
    desk.jobs.stop(KEY)
    return Reply(location=HERE)


def folder_of(site: Path) -> Path:
    """Where the desk keeps what it made."""
    return site / ".cache" / FOLDER / "laporan"


def write_data(site: Path, place: Path) -> str:
    """Write everything that stands as `export` does; returns what to say of it."""
    target = open_target(site)
    stand = read_standing(site, target.atlas.province.code, target.categories, target.rules)
    export(place, stand, target.atlas, target.categories)
    faulty = sum(record.faulty for record in stand.records.values())
    summary = f"{format_number(len(stand.records) - faulty)} catatan."
    return f"{summary} {format_number(faulty)} berkas yang bermasalah tidak ikut." if faulty else summary


def write_template(site: Path, place: Path) -> str:
    """Write the empty workbook as `template` does; returns what to say of it."""
    settings = read_settings(site)[0]
    atlas = Atlas.of(settings.province) if settings else None
    write_workbook(place, {}, atlas, settings.categories if settings else Categories())
    return "Lembar kosong dengan penjelasan setiap kolom dan pilihan isinya."


BOOKS: dict[str, Callable[[Path, Path], str]] = {"data.xlsx": write_data, "templat.xlsx": write_template}
