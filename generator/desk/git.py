"""The system's own Git, asked for what publishing needs: it signs in as it does everywhere, and is never waited for at a prompt."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 600.0  # seconds for one call; a sign-in window of the system may be waiting for somebody
LOOK = 0.1  # seconds between two looks whether a call has ended
OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EDITOR", "GIT_PAGER")

# What Git says (a pattern) -> the kind of the fault, and what the editor can do about it.
CURES: tuple[tuple[str, str, str], ...] = (
    (
        r"resolve host|connect to|Network is unreachable|timed out|Connection (?:refused|reset)|early EOF|hung up",
        "jaringan",
        "GitHub tidak terjangkau. Periksa sambungan internet (dan proksi kantor, bila ada), lalu tekan Terbitkan lagi.",
    ),
    (
        r"Authentication failed|could not read (?:Username|Password)|Permission denied|\b40[13]\b|Invalid username|Bad credentials",
        "masuk",
        "GitHub menolak akun di komputer ini. Masuk lewat jendela Git Credential Manager yang muncul, atau minta hak tulis kepada pemilik "
        "repositori, lalu tekan Terbitkan lagi.",
    ),
    (
        r"GH001|file size limit|larger than",
        "besar",
        "GitHub menolak berkas yang terlalu besar (paling besar 100 MB). Kecilkan atau hapus berkas itu, lalu tekan Terbitkan lagi.",
    ),
    (
        r"protected branch|GH006|GH013|hook declined",
        "dilindungi",
        "Cabang ini dilindungi: perubahan hanya boleh masuk lewat usulan. Minta pemilik repositori menerimanya dari Anda.",
    ),
    (
        r"[Rr]epository .*not found|does not appear to be a git repository|does not exist",
        "alamat",
        "Repositori tujuan tidak ada di alamat yang tercatat. Minta pemilik situs memeriksa alamatnya.",
    ),
    (
        r"index\.lock|another git process|cannot lock ref",
        "sibuk",
        "Program Git lain sedang berjalan di folder ini. Tutup (misalnya GitHub Desktop), lalu tekan Terbitkan lagi.",
    ),
    (
        r"dubious ownership",
        "pemilik",
        "Folder situs ini milik pengguna lain di komputer ini. Salin situsnya ke folder Dokumen Anda, lalu buka dari sana.",
    ),
    (r"No space left", "penuh", "Ruang penyimpanan habis. Kosongkan sebagian, lalu tekan Terbitkan lagi."),
)


class GitFault(Exception):  # noqa: N818 - what Git refused, in words
    """What Git refused: the kind of the fault, what to do about it, its own words, and the files in question."""

    def __init__(self, kind: str, advice: str, words: str = "", files: tuple[str, ...] = ()) -> None:
        super().__init__(advice)
        self.kind, self.advice, self.words, self.files = kind, advice, words, files


@dataclass(frozen=True, slots=True)
class Checkout:
    """The checkout that a site lies in. `look`: called while Git works; may raise to end it."""

    site: Path
    look: Callable[[], None] = lambda: None

    def run(self, *arguments: str, check: bool = True) -> str:
        """What Git prints. Raises GitFault when it refuses; with `check` off it returns an empty text then."""
        code, out, fault = self.ask(*arguments)
        if code and check:
            raise fault_of(fault or out)
        return out if not code else ""

    def succeeds(self, *arguments: str) -> bool:
        """Whether a call ends well. Raises GitFault where there is no Git at all."""
        return self.ask(*arguments)[0] == 0

    def ask(self, *arguments: str) -> tuple[int, str, str]:
        """(exit code, what it printed, what it complained of). Raises GitFault where there is no Git, or no answer."""
        environment = {name: value for name, value in os.environ.items() if name not in OWN}
        environment |= {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
        environment.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=20")
        command = ["git", "-C", os.fspath(self.site), "-c", "core.quotePath=false", "-c", "gc.auto=0", *arguments]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
            try:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=out, stderr=said, env=environment, creationflags=_HIDDEN
                )
            except FileNotFoundError:
                raise GitFault("tanpa-git", "Git belum terpasang di komputer ini.") from None
            self._wait(process)
            out.seek(0)
            said.seek(0)
            texts = (file.read().decode("utf-8", "surrogateescape") for file in (out, said))
            return process.returncode, next(texts), next(texts)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        last = time.monotonic() + PATIENCE
        try:
            while process.poll() is None:
                try:
                    process.wait(LOOK)
                except subprocess.TimeoutExpired:
                    self.look()
                if time.monotonic() > last:
                    raise GitFault(
                        "jaringan", "GitHub tidak menjawab selama sepuluh menit. Tekan Terbitkan lagi nanti."
                    )
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def fault_of(words: str) -> GitFault:
    """The fault that Git's words tell."""
    for pattern, kind, advice in CURES:
        if re.search(pattern, words):
            return GitFault(kind, advice, words.strip())
    return GitFault(
        "lain", "Git menolak; perubahan Anda tetap utuh di komputer ini. Tekan Terbitkan lagi.", words.strip()
    )
