"""A stranger's proposal, played through with the workflows' own commands and GitHub's own `gh`, against a stand-in for GitHub.

The check runs in a clone of the fork, the comment in one of the office's repository; nothing but the report goes between.
"""

from __future__ import annotations

import http.server
import io
import json
import os
import shlex
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import REPOSITORY

from generator.reports.proposal_comment import MARK

pytestmark = pytest.mark.skipif(
    not (shutil.which("gh") and shutil.which("git") and hasattr(socketserver, "UnixStreamServer")),
    reason="needs GitHub's `gh`, which its runners have",
)
FLOWS = REPOSITORY / "generator/data/alur"
BOT, HEAD, RUN = "github-actions[bot]", "orang:perbaikan", "77"
LIMIT = 65_536  # characters of a comment, as GitHub counts


class GitHub(socketserver.ThreadingMixIn, getattr(socketserver, "UnixStreamServer", socketserver.TCPServer)):  # type: ignore[misc]
    """What the workflow needs of api.github.com: one proposal, its comments in pages, one artifact."""

    daemon_threads = True

    def __init__(self, path: str) -> None:
        super().__init__(path, Answer)
        self.sha, self.artifact, self.asked = "", b"", list[str]()
        said = [
            {"id": number, "user": {"login": "orang"}, "body": f"{MARK}\nsaya bukan robot"} for number in range(1, 31)
        ]
        self.comments: list[dict[str, Any]] = said  # a first page full of people who pretend to be us

    def ours(self) -> list[dict[str, Any]]:
        return [comment for comment in self.comments if comment["user"]["login"] == BOT]


class Answer(http.server.BaseHTTPRequestHandler):
    """One request."""

    server: GitHub

    def address_string(self) -> str:
        return "gh"

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def reply(self, body: Any, status: int = 200, **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = parse_qs(url.query)
        self.server.asked.append(f"GET {url.path}")
        if url.path.endswith(f"/actions/runs/{RUN}/artifacts"):
            self.reply({"total_count": 1, "artifacts": [{"id": 5, "name": "laporan", "size_in_bytes": 9, "expired": False,
                        "archive_download_url": "https://api.github.com/repos/dinas/etalase/actions/artifacts/5/zip"}]})  # fmt: skip
        elif url.path.endswith("/artifacts/5/zip"):
            self.reply(self.server.artifact, **{"Content-Type": "application/zip"})
        elif url.path == "/repos/dinas/etalase/pulls":
            is_ours = (asked["state"], asked["head"]) == (["open"], [HEAD])
            self.reply([{"number": 7, "head": {"sha": self.server.sha}}] if is_ours else [])
        elif url.path == "/repos/dinas/etalase/issues/7/comments":
            page = int(asked.get("page", ["1"])[0])
            shown = self.server.comments[30 * page - 30 : 30 * page]
            more = (
                f'<https://api.github.com{url.path}?page={page + 1}>; rel="next"'
                if len(self.server.comments) > 30 * page
                else ""
            )
            self.reply(shown, **({"Link": more} if more else {}))
        else:
            self.reply({"message": "Not Found"}, 404)

    def write(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        if len(body) > LIMIT:
            self.reply({"message": "Body is too long (maximum is 65536 characters)"}, 422)
        elif self.command == "POST":
            self.server.comments.append({"id": len(self.server.comments) + 1, "user": {"login": BOT}, "body": body})
            self.reply(self.server.comments[-1], 201)
        else:
            number = int(self.path.rpartition("/")[2])
            (comment,) = [comment for comment in self.server.comments if comment["id"] == number]
            assert comment["user"]["login"] == BOT, "GitHub would let the workflow write over nobody else's words"
            comment["body"] = body
            self.reply(comment)

    def do_POST(self) -> None:
        self.write()

    def do_PATCH(self) -> None:
        self.write()


@pytest.fixture
def github() -> Iterator[GitHub]:
    with tempfile.TemporaryDirectory() as folder, GitHub(f"{folder}/s") as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def git(folder: Path, *arguments: str) -> str:
    who = {
        "GIT_AUTHOR_NAME": "o",
        "GIT_AUTHOR_EMAIL": "o@contoh.example",
        "GIT_COMMITTER_NAME": "o",
        "GIT_COMMITTER_EMAIL": "o@contoh.example",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True, env={**os.environ, **who}
    )
    return done.stdout.strip()


class Proposal:
    """The office's bare repository, a fork of it on disk, and the two workflows."""

    def __init__(self, site: Any, folder: Path, github: GitHub) -> None:
        self.github, self.folder = github, folder
        git(folder, "init", "--quiet", "--bare", "-b", "main", "dinas.git")
        git(folder, "clone", "--quiet", "dinas.git", "cabangan")
        self.fork = folder / "cabangan"
        git(self.fork, "checkout", "--quiet", "-b", "perbaikan")
        shutil.copytree(site.folder, self.fork / "situs", ignore=shutil.ignore_patterns(".cache", "output"))

    def push(self, name: str, text: str) -> None:
        """Change a product in the fork, and let both workflows run."""
        file = self.fork / "situs/content/produk" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        git(self.fork, "add", "-A")
        git(self.fork, "commit", "--quiet", "-m", "usul")
        git(self.fork, "push", "--quiet", "origin", "perbaikan")
        self.github.sha = git(self.fork, "rev-parse", "HEAD")
        runner = Path(tempfile.mkdtemp(dir=self.folder))
        self.comment(runner, self.check(runner), self.github.sha)

    def check(self, runner: Path) -> bytes:
        """The workflow "Periksa" in a fresh clone: its report, if its `if` would keep it."""
        work = runner / "kerja"
        git(runner, "clone", "--quiet", "--branch", "perbaikan", str(self.folder / "dinas.git"), str(work))
        (step,) = [step for step in flow("periksa.yml") if "run" in step]
        done = play(step["run"], work, SITUS="situs", CI="true", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(work),
                    GITHUB_STEP_SUMMARY=str(runner / "ringkasan.md"))  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        self.annotations = done.stdout
        return (work / "laporan.json").read_bytes()

    def comment(self, runner: Path, report: bytes, sha: str) -> None:
        """The workflow "Komentari" in the office's own checkout."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("laporan.json", report)
        self.github.artifact = packed.getvalue()
        (runner / "gh").mkdir()
        (runner / "gh/config.yml").write_text(f"http_unix_socket: {self.github.server_address}\n")
        for step in flow("komentari.yml"):
            if "run" in step:
                done = play(step["run"], REPOSITORY, GH_TOKEN="x", GH_CONFIG_DIR=str(runner / "gh"), REPO="dinas/etalase",
                            PEMERIKSAAN=RUN, ASAL="orang/etalase", CABANG=HEAD, SHA=sha, RUNNER_TEMP=str(runner))  # fmt: skip
                assert done.returncode == 0, done.stderr


def flow(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((FLOWS / name).read_text("utf-8"))
    return [step for job in found["jobs"].values() for step in job["steps"]]


def play(command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    ours = shlex.quote(sys.executable)
    command = command.replace("python3 etalase.py", f"{ours} -m generator").replace("python3 -m", f"{ours} -m")
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "GH_"))}
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, encoding="utf-8", check=False,
                          env={**bare, "PYTHONPATH": str(REPOSITORY), "GH_NO_UPDATE_NOTIFIER": "1", **env})  # fmt: skip


@pytest.fixture
def proposal(site: Any, tmp_path: Path, github: GitHub) -> Proposal:
    return Proposal(site, tmp_path, github)


def test_a_forks_proposal_gets_one_comment_that_follows_it(proposal: Proposal) -> None:
    github = proposal.github
    proposal.push("kue.md", "---\nnama: Kue\npenjual: dapur\nharga: lima belas\n---\n")
    (told,) = github.ours()
    sha = github.sha
    assert told["body"].startswith(f"{MARK}\n### Hasil pemeriksaan: 1 galat")
    assert f"https://github.com/orang/etalase/blob/{sha}/situs/content/produk/kue.md?plain=1#L4" in told["body"]
    assert "::error file=situs/content/produk/kue.md,line=4," in proposal.annotations
    proposal.push("kue.md", "---\nnama: Kue\npenjual: dapur\nharga: 15000\n---\n")
    (again,) = github.ours()
    assert again["id"] == told["id"] == 31
    assert "galat" not in again["body"].splitlines()[1]
    assert [comment["body"] for comment in github.comments[:30]] == [f"{MARK}\nsaya bukan robot"] * 30


def test_what_a_stranger_writes_stays_text_and_fits(proposal: Proposal) -> None:
    nasty = "@dinas [klik](https://jahat.example) <img src=x> ![x](y) #1 | `a` "
    for number in range(120):
        file = proposal.fork / f"situs/content/produk/kue-{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f'---\nnama: Kue\npenjual: dapur\nharga: "{nasty * 4}"\nhalal: {{status: "{nasty * 4}"}}\n---\n', "utf-8"
        )
    proposal.push("kue.md", f'---\nnama: Kue\npenjual: dapur\nharga: "{nasty}"\n---\n')
    (told,) = proposal.github.ours()
    assert 10_000 < len(told["body"]) <= LIMIT
    for sign in ("@dinas", "](https://jahat", "<img", "![", "`a`", " #1"):
        assert sign not in told["body"]
    assert "lagi; semuanya ada di rincian pemeriksaan" in told["body"]


def test_a_proposal_that_moved_on_meanwhile_is_left_to_its_next_check(proposal: Proposal) -> None:
    proposal.push("kue.md", "---\nnama: Kue\npenjual: dapur\n---\n")
    github, runner = proposal.github, Path(tempfile.mkdtemp(dir=proposal.folder))
    github.comments.clear()
    checked, github.sha = github.sha, "f" * 40  # pushed again while the check ran
    proposal.comment(runner, proposal.check(runner), checked)
    assert github.comments == []
    assert not [line for line in github.asked if line.startswith("PATCH")]
