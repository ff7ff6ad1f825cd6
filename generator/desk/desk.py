"""The desk: answers what is asked below `/meja/` for the site in one folder. Knows nothing of HTTP, and owns no logic of its own.

Each room is a module with a function that shows it and one for every thing that it does; all that takes long is a job.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
import traceback
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator.content.scan import digest_of_listing, list_content
from generator.desk import choosing, imports, inbox, listing, office_reports, publishing, static_files, today
from generator.desk.delivery import FOLDER, Deliveries, write_whole
from generator.desk.jobs import PATIENCE, DeskFault, Jobs, machine_fault
from generator.desk.open_site import BadSiteError, open_target
from generator.desk.overview import Overview, OverviewMemory
from generator.desk.requests import HTML, JSON, Ask, Reply
from generator.exchange.importing import Site
from generator.model.digest import digest
from generator.preview.status import BuildStatus, form_link
from generator.reports.build_result import Result

if TYPE_CHECKING:
    from jinja2 import Environment

ADDRESS = "alamat"  # file in the desk's folder
OVERVIEW = "ikhtisar"  # the job that reads all records
ROOMS = (("", "Hari ini"), ("masuk/", "Masuk"), ("isi/", "Isi"), ("terbit/", "Terbitkan"), ("laporan/", "Laporan"))


class Desk:
    """The desk of one site. `status`: how the preview stands; None where there is none."""

    def __init__(self, site: Path, status: Callable[[], BuildStatus | None] = lambda: None) -> None:
        self.site, self.status = site, status
        self.jobs, self.deliveries = Jobs(), Deliveries(site)
        self.staging = site / ".cache" / FOLDER / "unggahan"
        self.token = _token(site)
        self.reviews: dict[str, tuple[str, Any]] = {}  # by delivery: (what it depends on, the review)
        self.undone: Any = None  # the import that was taken back last
        self._records = OverviewMemory()
        self._overview: tuple[object, Overview] | None = None  # (what it depends on, the overview)
        with contextlib.suppress(OSError):
            self.deliveries.sweep()

    def answer(self, ask: Ask) -> Reply:
        """The answer to a request; whatever goes wrong is a page that says so."""
        try:
            return self._answer(ask)
        except DeskFault as fault:
            return self.refuse(409, str(fault))
        except BadSiteError as fault:
            return self.refuse(409, str(fault))
        except OSError as fault:
            return self.refuse(507, machine_fault(fault))
        except Exception:  # noqa: BLE001 - a bug is shown on the page, and the desk goes on
            return self.page(
                "pesan.html", status=500, title="Kesalahan di dalam Etalase", text="", trace=traceback.format_exc()
            )

    def _answer(self, ask: Ask) -> Reply:
        if ask.path.startswith("berkas/") and not ask.is_post:
            return static_files.send(ask.path.removeprefix("berkas/")) or self.missing()
        room, _, rest = ask.path.partition("/")
        answer = {
            "": today.answer,
            "masuk": inbox.answer,
            "batal": imports.answer_undo,
            "ingatan": choosing.answer_memory,
            "isi": listing.answer,
            "terbit": publishing.answer,
            "laporan": office_reports.answer,
            "kerja": Desk.state,
        }.get(room)
        return (answer(self, ask, rest) if answer else None) or self.missing()

    @property
    def result(self) -> Result | None:
        """What the last build of the preview answered; None before the first."""
        status = self.status()
        return None if status is None else status.result

    @property
    def has_form(self) -> bool:
        """Whether the preview shows the browser form."""
        status = self.status()
        return status is not None and status.has_form

    def form_link(self, path: str) -> str:
        """Where the form opens the record in a file below the site; empty where it does not."""
        return form_link(path) if self.has_form else ""

    def overview(self) -> Overview | None:
        """All records as they are now; None while they are being read. Raises DeskFault, BadSiteError."""
        problems = self.result.problems if self.result else ()
        key = (self.content_digest(), problems)
        if self._overview is not None and self._overview[0] == key:
            return self._overview[1]

        site = self.target()  # settings that cannot be used are told here, not as a fault of the job

        def work(progress: Callable[[str, int, int], None]) -> tuple[object, Overview]:
            return key, self._records.overview(site, problems, time.time_ns(), progress)

        job = self.jobs.start(OVERVIEW, work)
        if not job.end.wait(PATIENCE):
            return None
        if job.fault:
            raise DeskFault(job.bug or job.fault)
        self._overview = cast("tuple[object, Overview]", job.result)
        return self._overview[1]

    def state(self, ask: Ask, rest: str) -> Reply | None:
        """How far a job is, for the script: nothing when it has ended."""
        job = self.jobs.running_in(rest.strip("/"))
        progress = {"tahap": job.stage, "selesai": job.done, "semua": job.total} if job else {}
        return Reply(json.dumps(progress).encode(), kind=JSON)

    def refuse(self, status: int, text: str) -> Reply:
        """A page that says why something was not done."""
        return self.page("pesan.html", status=status, title="Belum dapat dilakukan", text=text, trace="")

    def missing(self) -> Reply:
        """The page for an address at which there is nothing."""
        text = "Halaman ini tidak ada. Kiriman yang sudah sehari tidak disentuh dihapus dari meja."
        return self.page("pesan.html", status=404, title="Tidak ada di meja", text=text, trace="")

    def page(self, template: str, *, status: int = 200, room: str = "", **more: object) -> Reply:
        """A page of the desk. `room`: which of the rooms it belongs to."""
        shown = {"token": self.token, "rooms": ROOMS, "room": room, **more}
        return Reply(self._templates.get_template(template).render(shown).encode(), status, HTML)

    @cached_property
    def _templates(self) -> Environment:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        from generator.model.dates import format_date
        from generator.model.numbers import format_number

        folder = FileSystemLoader(os.fspath(Path(__file__).parent / "templates"))
        templates = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
        templates.filters["angka"], templates.filters["tanggal"] = format_number, format_date
        return templates

    def target(self) -> Site:
        """The site that is imported into. Raises BadSiteError."""
        return open_target(self.site)

    def content_digest(self) -> str:
        """Changes with whatever lies in `content/`, and with the settings."""
        settings = self.site / "site.yaml"
        stamp = settings.stat().st_mtime_ns if settings.exists() else 0
        listed = list_content(self.site / "content")
        of_files = digest_of_listing(listed) or repr(sorted(listed.files.items()))
        return digest(f"{of_files} {stamp}".encode())[:16]

    def open_at(self, address: str) -> None:
        """Note where this desk answers, for whoever wants to put a file on it."""
        with contextlib.suppress(OSError):
            write_whole(self.site / ".cache" / FOLDER / ADDRESS, address)

    def close(self) -> None:
        """End what is going on."""
        self.jobs.stop_all()
        with contextlib.suppress(OSError):
            (self.site / ".cache" / FOLDER / ADDRESS).unlink(missing_ok=True)


def _token(site: Path) -> str:
    """What pages of this desk carry; the same when the server begins again, so that a page that is open goes on working."""
    file = site / ".cache" / FOLDER / "kunci"
    try:
        token = file.read_text("ascii").strip()
    except (OSError, ValueError):
        token = ""
    if len(token) < 32:
        token = secrets.token_urlsafe(32)
        with contextlib.suppress(OSError):
            write_whole(file, token)
            file.chmod(0o600)
    return token
