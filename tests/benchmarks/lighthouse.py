"""Figures of the public face: Lighthouse, LCP and CLS of the five kinds of page that people meet first, in both languages.

    etalase build && python tests/benchmarks/lighthouse.py output [PATH TO lighthouse]

Lighthouse 12.8 runs on Node and is no part of this repository (`npm install lighthouse@12.8` in a folder of its own); without
it, it is left out. LCP and CLS are measured in Chromium itself, as the browser reports them: 360 px wide, slow 4G (1.6 Mbit/s,
150 ms), CPU four times slower, empty cache, median of three.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

KINDS = ("", "produk/", "produk/tikar-purun-pedamaran/", "penjual/koperasi-purun-pedamaran/", "cari/?q=")
PAGES = tuple(
    root + path + word * path.endswith("=") for root, word in (("", "kopi"), ("en/", "coffee")) for path in KINDS
)
CHROMIUM = os.environ.get("ETALASE_CHROMIUM", "/usr/bin/chromium")
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 675_000 / 8}
RUNS = 3
SETTLED = 3000  # ms after loading in which a page may still shift
WATCH = """window.figures = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) figures.lcp = e.startTime })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) figures.cls += e.value })
  .observe({type: "layout-shift", buffered: true});"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps silent."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def paint(browser: Browser, url: str) -> tuple[float, float]:
    """(LCP in ms, CLS) of one visit on a slow phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED)
    found = page.evaluate("figures")
    context.close()
    return found["lcp"], found["cls"]


def lighthouse(command: str, url: str) -> dict[str, Any]:
    """The report of one run, as its mobile preset has it (slow 4G and CPU simulated), 360 px wide."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [command, url, "--quiet", "--chrome-flags=--headless=new --no-sandbox", "--output=json", f"--output-path={report}",
             "--form-factor=mobile", "--screenEmulation.width=360", "--screenEmulation.height=740"],
            check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True,
        )  # fmt: skip
        return dict(json.loads(report.read_text("utf-8")))


def main(folder: str, command: str | None = None) -> None:
    """Print the figures."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    command = command or shutil.which("lighthouse")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in PAGES:
            found = [paint(browser, root + path) for _ in range(RUNS)]
            lcp, cls = (statistics.median(values) for values in zip(*found, strict=True))
            print(f"/{path}: LCP {lcp / 1000:.2f} s, CLS {cls:.3f}")
        browser.close()
    for path in PAGES if command else ():
        report = lighthouse(str(command), root + path)
        scores = ", ".join(f"{name} {100 * part['score']:.0f}" for name, part in report["categories"].items())
        largest, blocked = (
            report["audits"][name]["displayValue"] for name in ("largest-contentful-paint", "total-blocking-time")
        )
        print(f"/{path}: {scores}; LCP {largest}, blocking {blocked}")
    if not command:
        print("Lighthouse is not here: left out.")
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:3])
