"""What a first question costs: bytes as gzip level 6 from a cold cache, requests, and time, in a real Chromium.

`python tests/benchmarks/search_bytes.py OUTPUT CONTENT [50]` asks the index in OUTPUT/cari the same questions, made from the
names of products in CONTENT, that `--pagefind` puts to a Pagefind index in OUTPUT/pagefind.
`python tests/benchmarks/search_bytes.py --pages CONTENT FOLDER` writes bare pages for Pagefind to index.
"""

from __future__ import annotations

import gzip
import html
import http.server
import os
import random
import statistics
import sys
import threading
from pathlib import Path
from typing import Any

ASK = """async ([text]) => {
  const begun = performance.now();
  const names = await etalaseCari.ask(async (search, records) => {
    const found = await search.find(text, { top: 10 });
    return (await records.show(found.order.slice(0, 10))).map((record) => record.name);
  });
  return [names, performance.now() - begun];
}"""
COUNT = """async (text) => etalaseCari.ask(async (search, records) => {
  const found = await search.find(text);
  await records.counts(found.order, {});
})"""
AGAIN = """async (text) => etalaseCari.ask(async (search) => {
  const begun = performance.now();
  await search.find(text, { top: 10 });
  return performance.now() - begun;
})"""
PEER = """async ([text, address]) => {
  const pagefind = await import(address);
  const found = await pagefind.search(text);
  return [(await Promise.all(found.results.slice(0, 10).map((result) => result.data()))).map((data) => data.meta.title), 0];
}"""


class Server(http.server.BaseHTTPRequestHandler):
    """Serves a folder with gzip level 6 and notes what was fetched."""

    protocol_version = "HTTP/1.1"
    root = Path()
    fetched: list[tuple[str, int]] = []  # noqa: RUF012 - one server, one list

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """One file."""
        path = self.path.split("?")[0].lstrip("/")
        file = self.root / path
        data = file.read_bytes() if file.is_file() else b""
        # Pagefind's own files are compressed already; hosts send them as they are.
        packed = data if file.suffix.startswith(".pf") or file.suffix == ".pagefind" else gzip.compress(data, 6)
        self.fetched.append((path, len(packed)))
        self.send_response(200 if data else 404)
        kind = {".js": "text/javascript", ".json": "application/json", ".html": "text/html"}.get(
            file.suffix, "application/octet-stream"
        )
        self.send_header("Content-Type", kind)
        if packed is not data:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)


def questions(content: Path, count: int) -> list[str]:
    """The first one to three words of names of products."""
    dice = random.Random(3)
    names = [
        head[6:]
        for file in sorted((content / "content/produk").rglob("*.md"))
        for head in file.read_text("utf-8").split("\n")[:3]
        if head.startswith("nama: ")
    ]
    return [" ".join(dice.choice(names).lower().split()[: dice.choice([1, 2, 2, 3, 3])]) for _ in range(count)]


def pages(content: Path, folder: Path) -> None:
    """A bare page for every product."""
    for file in (content / "content/produk").rglob("*.md"):
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        name = next(line[6:] for line in head.split("\n") if line.startswith("nama: "))
        page = folder / file.stem / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f'<!doctype html><html lang="id"><title>{html.escape(name)}</title><body><h1>{html.escape(name)}</h1><p>{html.escape(body)}</p></body></html>'
        )


def measure(output: Path, content: Path, count: int, peer: bool) -> None:
    """Ask, and print medians."""
    from playwright.sync_api import sync_playwright

    Server.root = output
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    (output / "ukur.html").write_text("<!doctype html><meta charset=utf-8><title>ukur</title>")
    first, requests, facets, times = [], [], [], []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("ETALASE_CHROMIUM", "/usr/bin/chromium"),
                                         args=["--no-sandbox", "--disable-gpu"])  # fmt: skip
        for text in questions(content, count):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address + "ukur.html")
            Server.fetched.clear()
            if peer:
                page.evaluate(PEER, [text, address + "pagefind/pagefind.js"])
            else:
                page.add_script_tag(url=address + "cari/cari-1.js")
                page.evaluate(ASK, [text])
            first.append(sum(size for _, size in Server.fetched))
            requests.append(len(Server.fetched))
            if not peer:
                Server.fetched.clear()
                page.evaluate(COUNT, text)
                facets.append(sum(size for _, size in Server.fetched))
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
                times.append(page.evaluate(AGAIN, text))
            context.close()
        browser.close()
    (output / "ukur.html").unlink()
    print(
        f"first question: median {statistics.median(first):.0f} bytes in {statistics.median(requests):.0f} requests, nine in ten below {sorted(first)[int(0.9 * count)]}"
    )
    if not peer:
        print(
            f"filters with counts: median {statistics.median(facets):.0f} bytes more; after fetch, CPU throttled 4x: median {statistics.median(times):.0f} ms"
        )


if __name__ == "__main__":
    arguments = [item for item in sys.argv[1:] if not item.startswith("--")]
    if "--pages" in sys.argv:
        pages(Path(arguments[0]), Path(arguments[1]))
    else:
        measure(
            Path(arguments[0]),
            Path(arguments[1]),
            int(arguments[2]) if len(arguments) > 2 else 50,
            "--pagefind" in sys.argv,
        )
