"""Little sites, written inside the tests that use them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from generator.build.builder import build
from generator.build.options import NO_PREVIEW, Options, PreviewMode
from generator.reports.build_result import Result
from generator.theme.kinds import page_kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadlines: how long an example takes says more about the machine than about us. `--hypothesis-profile=lama` looks longer.
settings.register_profile("biasa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("lama", settings.get_profile("biasa"), max_examples=2000)
settings.load_profile("biasa")

REPOSITORY = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

BASE = """<!doctype html>
<html lang="{{ page.language }}"><head><meta charset="utf-8"><title>{{ page.title }} | {{ site.title }}</title>
<link rel="stylesheet" href="{{ asset('gaya.css') }}"></head>
<body><h1>{{ page.title }}</h1>{% block isi %}{% endblock %}</body></html>
"""
CARDS = """{% for card in page.products %}
<p><a href="{{ link(at('produk', card.slug)) }}">{{ card.name }}</a> {{ price(card.price) if card.price else '' }} {{ card.seller_name }}</p>
{% endfor %}"""
RECORD = """{{ body(page) }}{% for item in page.photos %}<img src="{{ photo(item).src }}" alt="">{% endfor %}"""
PAGES = {
    "produk": RECORD + """{% set item = page.product %}
<p class="harga">{{ price(item.price) if item.price else '' }}</p><p class="halal">{{ item.halal.number if item.halal else '' }}</p>
{% if 'halal' in page.expired %}<p>halal berakhir</p>{% endif %}
<p class="penjual">{{ page.seller.name }} {{ page.seller.whatsapp.shown if page.seller.whatsapp else '' }}</p>
{% for card in page.related %}<a href="{{ link(at('produk', card.slug)) }}">{{ card.name }} {{ price(card.price) if card.price else '' }}</a>{% endfor %}""",
    "penjual": RECORD + CARDS + """{% set s = page.seller %}<p>{{ s.nib or '' }} {{ s.address or '' }} {{ s.email or '' }}</p>""",
    "beranda": """{% for card in page.featured %}{{ card.name }} {{ price(card.price) if card.price else '' }}{% endfor %}
{% for r in page.regions %}<p>{{ r.title }} {{ r.count }}</p>{% endfor %}""",
    "daftar-penjual": "{% for card in page.sellers %}<a href=\"{{ link(at('penjual', card.slug)) }}\">{{ card.name }}</a>{% endfor %}",
    "daftar-produk": CARDS, "wilayah": CARDS, "kategori": CARDS,
    "halaman": RECORD, "kabar": RECORD, "pojok": RECORD, "layanan": RECORD,
    "pindah": "<a href=\"{{ link(page.target) }}\">pindah</a>",
}  # fmt: skip


class Site:
    """A site in a folder of its own, with the smallest theme that shows everything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = TODAY

    def start(self, *, theme: str = "mini", **settings: str) -> Site:
        """Write `site.yaml`, one seller and the theme."""
        lines = {
            "judul": "Etalase uji",
            "provinsi": '"16"',
            "base_url": "https://contoh.example/uji/",
            "tema": theme,
            **settings,
        }
        self.write("site.yaml", "".join(f"{key}: {value}\n" for key, value in lines.items()))
        if theme == "mini":
            self.write("themes/mini/theme.yaml", "kontrak: 1\n")
            self.write("themes/mini/strings/id.yaml", "beranda: Beranda\n")
            self.write("themes/mini/css/tokens.css", "body { color: black }\n")
            self.write("themes/mini/templates/base.html", BASE)
            for kind in page_kinds():
                block = "{% block isi %}" + PAGES.get(kind, "") + "{% endblock %}"
                self.write(f"themes/mini/templates/pages/{kind}.html", "{% extends 'base.html' %}" + block)
        self.seller("dapur")
        return self

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the site."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def delete(self, path: str) -> None:
        """Delete a file of the site."""
        (self.folder / path).unlink()

    def record(self, kind: str, slug: str, fields: dict[str, Any], body: str) -> Path:
        """Write a content file."""
        head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)
        return self.write(f"content/{kind}/{slug}.md", f"---\n{head}---\n\n{body}\n")

    def seller(self, slug: str, body: str = "Cerita penjual.", **fields: Any) -> Path:
        """Write a seller."""
        return self.record(
            "penjual", slug, {"nama": f"Usaha {slug}", "kabupaten": '"16.71"', "kategori": "kuliner", **fields}, body
        )

    def product(self, slug: str, body: str = "Cerita produk.", **fields: Any) -> Path:
        """Write a product."""
        halal = "{status: proses}"
        known = {"nama": f"Produk {slug}", "penjual": "dapur", "harga": 15000, "halal": halal, **fields}
        return self.record("produk", slug, known, body)

    def build(self, preview: PreviewMode = NO_PREVIEW, **options: Any) -> Result:
        """Build in this process."""
        options = {"site": self.folder, "today": self.today, "jobs": 1, **options}
        return build(Options(**options), preview=preview)

    def check(self) -> Result:
        """Look for problems only."""
        return self.build(check_only=True)

    def run(self, *arguments: str, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run the command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "generator", *arguments], cwd=self.folder, capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **(env or {})}, check=False, **more)  # fmt: skip

    def read(self, path: str) -> str:
        """A file of the output as text."""
        return (self.folder / "output" / path).read_text("utf-8")

    def tree(self, folder: str = "output") -> dict[str, bytes]:
        """Every file of the output with its bytes."""
        return tree_of(self.folder / folder)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one seller."""
    return Site(tmp_path / "situs").start()


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Make sites in folders of their own: `make_site("a", theme="nusantara")`."""

    def make(name: str, **settings: str) -> Site:
        return Site(tmp_path / name).start(**settings)

    return make


QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


PATIENCE = 90  # seconds after which what should happen has failed to, on the busiest machine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that the test command found or installed."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("ETALASE_CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        yield chromium
        chromium.close()
