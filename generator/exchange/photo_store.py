"""Photos that were taken in once, kept by the digest of their bytes: who looks at a delivery again need not decode it again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.exchange.import_journal import digest_of
from generator.images.intake import Raw, Taken, take_in

Progress = Callable[[str, int, int], None]


class PhotoStore:
    """Keeps safe photos in a folder; without one it keeps none."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}  # name of a photo -> digest of its bytes

    def take_in(self, raws: Sequence[Raw], progress: Progress) -> tuple[dict[str, Taken], dict[str, Path]]:
        """(what became of every photo, where its safe form lies), by the photos' names; each decoded in a process that may die."""
        from generator.machine.workers import WorkerFailure, default_jobs, run

        taken: dict[str, Taken] = {}
        places = {raw.name: Path(raw.target) for raw in raws}
        work: list[Raw] = []
        for raw in raws:
            place = self._place(raw)
            old = self._kept(place) if place else None
            if place:
                places[raw.name] = place
            if old:
                taken[raw.name] = old._replace(name=raw.name)
            else:
                work.append(raw._replace(target=str(place)) if place else raw)
        for done, result in enumerate(run(take_in, work, min(2, default_jobs()), risky=True), 1):
            progress("Foto", done, len(work))
            if isinstance(result, WorkerFailure):
                result = Taken(
                    result.item.name, "menghabiskan memori pembacanya.", "Buka di komputer, simpan lagi sebagai JPG."
                )
            taken[result.name] = result
            if self.folder is not None:
                self._keep(places[result.name], result)
        return taken, places

    def _place(self, raw: Raw) -> Path | None:
        if self.folder is None:
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = self.digests[raw.name] = digest_of(Path(raw.file))
        return self.folder / f"{digest}.jpg"

    def _kept(self, place: Path) -> Taken | None:
        try:
            taken = Taken(*json.loads(place.with_suffix(".json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return taken if taken.fault or place.is_file() else None

    def _keep(self, place: Path, taken: Taken) -> None:
        note = place.with_suffix(".json")
        draft = note.with_suffix(".baru")
        draft.write_text(json.dumps(list(taken)), "utf-8")
        os.replace(draft, note)
