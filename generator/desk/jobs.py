"""Jobs: work of the desk that takes longer than an answer may. One runs at a time; each shows how far it is, and can be stopped."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE = 1.2  # seconds that an answer waits for a job before it shows how far it is

Work = Callable[[Callable[[str, int, int], None]], object]


class StoppedError(Exception):
    """Somebody stopped the job."""


class DeskFault(Exception):  # noqa: N818 - what went wrong in words, for the page
    """Work that could not be done. The text is Indonesian and says what to do."""


@dataclass(slots=True)
class Job:
    """One piece of work. `key`: what it is about, so that the same is not done twice at once."""

    key: str
    stage: str = "Membaca berkas"
    done: int = 0
    total: int = 0
    result: object = None
    fault: str = ""
    bug: str = ""
    is_stopped: bool = False
    end: threading.Event = field(default_factory=threading.Event)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Note how far it is. Raises StoppedError when it is to end."""
        self.stage, self.done, self.total = stage, done, total
        if self.is_stopped:
            raise StoppedError


class Jobs:
    """The jobs of one desk, each in a thread; they take turns."""

    def __init__(self) -> None:
        self.turn, self.guard = threading.Lock(), threading.Lock()
        self.running: dict[str, Job] = {}

    def get(self, key: str) -> Job | None:
        """The job about something, running or ended."""
        with self.guard:
            return self.running.get(key)

    def running_in(self, name: str) -> Job | None:
        """The job that goes on about something; `name` is its key or a part of it."""
        with self.guard:
            return next((job for key, job in self.running.items() if name in key and not job.end.is_set()), None)

    def start(self, key: str, work: Work, *, anew: bool = True) -> Job:
        """Begin work on something unless it is being done. `anew`: also when it was done before."""
        with self.guard:
            job = self.running.get(key)
            if job is not None and (not job.end.is_set() or not anew):
                return job
            job = self.running[key] = Job(key)
            threading.Thread(target=self._run, args=(job, work), name=f"etalase-meja-{key}", daemon=True).start()
            return job

    def forget(self, key: str) -> None:
        """Drop a job that has ended."""
        with self.guard:
            if (job := self.running.get(key)) and job.end.is_set():
                del self.running[key]

    def stop(self, key: str) -> None:
        """End a job soon."""
        if job := self.get(key):
            job.is_stopped = True

    def stop_all(self) -> None:
        """End all jobs soon."""
        for job in list(self.running.values()):
            job.is_stopped = True

    def _run(self, job: Job, work: Work) -> None:
        try:
            with self.turn:
                job.progress(job.stage, 0, 0)
                job.result = work(job.progress)
        except StoppedError:
            job.fault = "Pekerjaan ini dihentikan. Tidak ada yang diubah."
        except DeskFault as fault:
            job.fault = str(fault)
        except MemoryError:
            job.fault = "Memori komputer ini tidak cukup. Tutup program lain, lalu ulangi. Tidak ada yang diubah."
        except OSError as fault:
            job.fault = machine_fault(fault)
        except Exception:  # noqa: BLE001 - a bug is shown on the page, and the desk goes on
            job.bug = traceback.format_exc()
            job.fault = "Kesalahan di dalam Etalase. Tidak ada yang diubah; rinciannya di bawah ini."
        finally:
            job.end.set()


def machine_fault(fault: OSError) -> str:
    """A fault of the machine in words that say what to do."""
    import errno

    where = f" ({fault.filename})" if fault.filename else ""
    said = {
        errno.ENOSPC: "Ruang penyimpanan habis. Kosongkan sebagian, lalu ulangi.",
        errno.EDQUOT: "Jatah penyimpanan habis. Kosongkan sebagian, lalu ulangi.",
        errno.EACCES: f"Hak akses ditolak{where}. Tutup program lain yang membuka berkas itu, lalu ulangi.",
        errno.EPERM: f"Hak akses ditolak{where}. Periksa apakah berkas atau foldernya hanya-baca, lalu ulangi.",
        errno.EROFS: "Penyimpanan ini hanya-baca. Salin situsnya ke tempat lain.",
    }
    return f"{said.get(fault.errno or 0, f'Mesin menolak: {fault.strerror or fault}{where}. Ulangi.')} Tidak ada yang diubah."
