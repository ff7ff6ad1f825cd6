"""Sending: what an editor changed becomes a commit, laid on top of what others sent, and goes to where the site is published from.

The commit comes first, so that nothing is lost whatever fails after it, and everything may be tried again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.desk.git import Checkout, GitFault, fault_of

OURS = ("content", "site.yaml")  # what editors change; programs and themes are sent by those who write them
INBOX_FOLDER = "masuk"  # office files may hold data of people: only their removal is ever sent
MINE, THEIRS = "punya-saya", "punya-rekan"
TRIES = 3  # others may send between our fetching and sending
Step = Callable[[str, int, int], None]
CONFLICT = (
    "Rekan Anda sudah menerbitkan perubahan pada berkas yang sama. Perubahan Anda tersimpan di komputer ini. Pilih mana yang dipakai di "
    "baris yang bertentangan; yang lain tetap ada di riwayat."
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that differs from what was published: its path below the site, and `A`, `M` or `D`."""

    path: str
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a checkout stands. `base`: the commit that was published last; `fault`: why nothing can be sent."""

    base: str = ""
    branch: str = ""
    changes: tuple[FileChange, ...] = ()
    fault: GitFault | None = None
    needs_name: bool = False  # Git does not know who works here


def standing_of(repository: Checkout) -> Standing:
    """How the checkout of a site stands, without asking anybody else."""
    try:
        return _standing(repository)
    except GitFault as fault:
        return Standing(fault=fault)


def _standing(repository: Checkout) -> Standing:
    code, _, words = repository.ask("rev-parse", "--show-toplevel")
    if code:
        fault = fault_of(words)
        raise (
            fault
            if fault.kind == "pemilik"
            else GitFault("tanpa-repositori", "Folder situs ini belum terhubung ke GitHub.", words)
        )
    branch = repository.run("symbolic-ref", "--short", "-q", "HEAD", check=False).strip()
    folder = Path(repository.site) / repository.run("rev-parse", "--git-dir").strip()
    if any((folder / name).exists() for name in ("rebase-merge", "rebase-apply", "MERGE_HEAD")) or not branch:
        raise GitFault(
            "tengah",
            "Ada penggabungan Git yang belum selesai di folder ini. Minta yang memulainya menyelesaikannya, atau batalkan di sana.",
        )
    if not repository.run("remote").split():
        raise GitFault("tanpa-alamat", "Folder situs ini belum punya alamat tujuan di GitHub.")
    upstream = repository.run("rev-parse", "-q", "--verify", f"{branch}@{{upstream}}", check=False).strip()
    base = repository.run("merge-base", "HEAD", upstream, check=False).strip() if upstream else ""
    is_named = bool(os.environ.get("GIT_COMMITTER_EMAIL")) or repository.succeeds("config", "user.email")
    return Standing(base, branch, tuple(_changes(repository, base)), needs_name=not is_named)


def _changes(repository: Checkout, base: str) -> list[FileChange]:
    places = [place for place in OURS if (repository.site / place).exists() or base]
    if base:
        fields = repository.run("diff", "--name-status", "-z", "--no-renames", "--relative", base, "--", *places).split(
            "\0"
        )
        tracked = [FileChange(path, state) for state, path in zip(fields[::2], fields[1::2], strict=False)]
    else:
        listed = repository.run("ls-files", "-z", "--", *places).split("\0")
        tracked = [FileChange(path, "A") for path in listed if path]
    others = repository.run("ls-files", "--others", "--exclude-standard", "-z", "--", *places).split("\0")
    untracked = [FileChange(path, "A") for path in others if path]
    removed = [FileChange(path, "D") for path in _removed(repository)]
    whole = {change.path: change for change in (*tracked, *untracked, *removed)}
    return sorted(whole.values(), key=lambda one: one.path)


def _removed(repository: Checkout) -> list[str]:
    """Files of the inbox that were sent once and are gone by now."""
    listed = repository.run("ls-files", "--deleted", "-z", "--", INBOX_FOLDER)
    return [path for path in listed.split("\0") if path]


def published_bytes(repository: Checkout, base: str, path: str) -> bytes | None:
    """What a file was when it was published last; None when there was none."""
    if not base:
        return None
    prefix = repository.run("rev-parse", "--show-prefix").strip()
    text = repository.run("cat-file", "blob", f"{base}:{prefix}{path}", check=False)
    return text.encode("utf-8", "surrogateescape") or None


def name_editor(repository: Checkout, name: str, mail: str) -> None:
    """Let Git know who works in this checkout. Raises GitFault."""
    repository.run("config", "user.name", name)
    repository.run("config", "user.email", mail)


def send(repository: Checkout, message: str, side: str = "", step: Step = lambda *_: None) -> int:
    """Commit, take in what others sent, send; returns how many commits were sent. `side`: whose lines win. Raises GitFault."""
    stand = _standing(repository)
    step("Menyimpan perubahan", 1, 3)
    _commit(repository, message)
    upstream = repository.run("rev-parse", "-q", "--verify", f"{stand.branch}@{{upstream}}", check=False).strip()
    if not upstream:
        step("Mengirim", 3, 3)
        remote = repository.run("remote").split()[0]
        repository.run("push", "-u", remote, "HEAD")
        return int(repository.run("rev-list", "--count", "HEAD"))
    for attempt in range(TRIES):
        step("Mengambil perubahan rekan", 2, 3)
        _take_in(repository, side)
        count = int(repository.run("rev-list", "--count", "@{upstream}..HEAD"))
        step("Mengirim", 3, 3)
        try:
            if count:
                repository.run("push")
            return count
        except GitFault as fault:
            is_race = "non-fast-forward" in fault.words or "fetch first" in fault.words
            if not is_race or attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _commit(repository: Checkout, message: str) -> None:
    places = [place for place in OURS if (repository.site / place).exists()]
    repository.run("add", "-A", "--", *places)
    removed = _removed(repository)
    if removed:
        repository.run("rm", "-q", "--cached", "--", *removed)
    places += removed
    if not repository.succeeds("diff", "--cached", "--quiet", "--", *places):
        repository.run("commit", "-q", "-m", message, "--", *places)


def _take_in(repository: Checkout, side: str) -> None:
    """Lay our commits on top of what others sent; a conflict that nobody has decided leaves everything as it was."""
    choice = {MINE: ("-X", "theirs"), THEIRS: ("-X", "ours")}.get(side, ())  # a rebase lays ours on theirs
    code, out, said = repository.ask("pull", "--rebase", "--autostash", "-q", *choice)
    while code and side and (files := _conflicts(repository)):
        for name in files:  # on one side the file is gone, which no merge of lines can settle
            _settle(repository, name, "3" if side == MINE else "2")
        code, out, said = repository.ask("rebase", "--continue")
    if not code:
        return
    files = _conflicts(repository)
    repository.succeeds("rebase", "--abort")
    if files:
        raise GitFault("bentrok", CONFLICT, "", tuple(files))
    raise fault_of(said or out)


def _settle(repository: Checkout, name: str, stage: str) -> None:
    """Let a file be what it is on one side of a conflict."""
    place = f":(top){name}"
    if repository.succeeds("cat-file", "-e", f":{stage}:{name}"):
        repository.run("checkout", "--theirs" if stage == "3" else "--ours", "--", place)
        repository.run("add", "--", place)
    else:
        repository.run("rm", "-q", "--cached", "--", place)
        (Path(repository.run("rev-parse", "--show-toplevel").strip()) / name).unlink(missing_ok=True)


def _conflicts(repository: Checkout) -> Sequence[str]:
    return [
        name for name in repository.run("diff", "--name-only", "--diff-filter=U", "-z", check=False).split("\0") if name
    ]
