"""Law B: after any sequence of edits and damage, the output equals a clean build's, byte for byte."""

from __future__ import annotations

import io
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import TODAY, Site
from PIL import Image
from tests_support import changed_paths

WORDS = "pisang nanas durian kopi aren udang purun rotan songket gambir teh jeruk beras ikan madu kelapa".split()
STEPS = 30
SEEDS = [seed if seed < 4 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(8)]


class Editor:
    """Makes random edits, as editors, theme authors and accidents do."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.dice = site, random.Random(seed)
        self.products = {f"barang-{number}": {} for number in range(5)}
        self.sellers = ["dapur", "warung"]
        self.drafts = False
        site.seller(
            "warung", kabupaten='"16.72"', kategori="pertanian", whatsapp='"0890-0000-1234"', persetujuan="2026-01-02"
        )
        for slug in self.products:
            self.edit_product(slug)

    def text(self) -> str:
        """A few sentences, sometimes with a link."""
        words = self.dice.choices(WORDS, k=self.dice.randint(3, 25))
        link = f" [lihat](../penjual/{self.dice.choice(self.sellers)}.md)" if self.dice.random() < 0.3 else ""
        return " ".join(words) + link

    def edit_product(self, slug: str) -> None:
        fields = {
            "nama": self.text()[:60], "penjual": self.dice.choice(self.sellers),
            "harga": self.dice.choice([None, 5000, "12.500", "4000–6000", "mulai 9000"]),
            "unggulan": self.dice.choice([None, "ya"]), "draf": self.dice.choice([None, None, None, "ya"]),
            "kategori": self.dice.choice([None, "kriya", "kuliner"]), "diperbarui": self.dice.choice([None, "2026-10-01"]),
            "tayang_sampai": self.dice.choice([None, None, "2026-11-24"]),
            "halal": self.dice.choice(["{status: proses}", "{status: bersertifikat, nomor: ID00000000000000012, sampai: 2026-11-23}"]),
            "alias": self.dice.choice([None, None, f"lama/{slug}"]),
            "foto": "gambar.png" if (self.site.folder / "content/foto/gambar.png").exists() and self.dice.random() < 0.5 else None,
        }  # fmt: skip
        self.site.product(slug, self.text(), **fields)

    def step(self) -> None:
        """One random edit or accident."""
        edits = [
            self.describe, self.describe, self.add, self.rename, self.remove, self.resell, self.reconfigure, self.restyle,
            self.retemplate, self.next_day, self.toggle_drafts, self.photograph, self.damage_output, self.damage_cache,
            self.touch, self.news,
        ]  # fmt: skip
        self.dice.choice(edits)()

    def describe(self) -> None:
        self.edit_product(self.dice.choice(list(self.products)))

    def add(self) -> None:
        slug = f"{self.dice.choice(WORDS)}-{self.dice.randint(1, 99)}"
        self.products.setdefault(slug, {})
        self.edit_product(slug)

    def rename(self) -> None:
        old = self.dice.choice(list(self.products))
        new = f"{old}-x" if len(old) < 30 else "pendek"
        if new not in self.products:
            del self.products[old]
            self.products[new] = {}
            source = self.site.folder / f"content/produk/{old}.md"
            source.rename(source.with_name(f"{new}.md"))

    def remove(self) -> None:
        if len(self.products) > 2:
            slug = self.dice.choice(list(self.products))
            del self.products[slug]
            self.site.delete(f"content/produk/{slug}.md")

    def resell(self) -> None:
        self.site.seller(self.dice.choice(self.sellers), self.text(), nama=self.text()[:50],
                         kabupaten=self.dice.choice(['"16.71"', '"16.04"', "Pagar Alam"]),
                         visibilitas=self.dice.choice([None, None, None, "agregat"]))  # fmt: skip

    def reconfigure(self) -> None:
        self.site.write("site.yaml", 'judul: Etalase uji\nprovinsi: "16"\ntema: mini\n'
                        f"base_url: https://contoh.example/{self.dice.choice('abc')}/\nper_halaman: {self.dice.randint(1, 5)}\n")  # fmt: skip

    def restyle(self) -> None:
        self.site.write("themes/mini/css/tokens.css", f"body {{ margin: {self.dice.randint(0, 9)}px }}\n")

    def retemplate(self) -> None:
        pages = sorted((self.site.folder / "themes/mini/templates").rglob("*.html"))
        page = self.dice.choice(pages)
        page.write_text(page.read_text().replace("{% block isi %}", f"{{% block isi %}}<p>{self.dice.random()}</p>"))

    def next_day(self) -> None:
        self.site.today += timedelta(days=self.dice.choice([1, 1, -1]))

    def toggle_drafts(self) -> None:
        self.drafts = not self.drafts

    def photograph(self) -> None:
        out = io.BytesIO()
        Image.new("RGB", (900, 600), self.dice.choice(["red", "green"])).save(out, "PNG")
        self.site.write("content/foto/gambar.png", out.getvalue())

    def news(self) -> None:
        self.site.record("kabar", "panen", {"judul": self.text()[:40], "tanggal": "2026-11-01"}, self.text())

    def touch(self) -> None:
        for file in (self.site.folder / "content").rglob("*.md"):
            file.touch()

    def damage_output(self) -> None:
        output = self.site.folder / "output"
        files = sorted(file for file in output.rglob("*") if file.is_file())
        if not files:
            return
        victim = self.dice.choice(files)
        accident = self.dice.randrange(5)
        if accident == 0:
            victim.unlink()
        elif accident == 1:
            victim.write_bytes(b"rusak")
        elif accident == 2:  # the same size
            data = bytearray(victim.read_bytes())
            if data:
                data[len(data) // 2] ^= 1
            victim.write_bytes(bytes(data))
        elif accident == 3:
            shutil.rmtree(output)
        else:
            shutil.rmtree(self.dice.choice([folder for folder in output.iterdir() if folder.is_dir()] or [output]))

    def damage_cache(self) -> None:
        files = sorted((self.site.folder / ".cache").rglob("*.sqlite"))
        if not files:
            return
        victim = self.dice.choice(files)
        data = bytearray(victim.read_bytes())
        accident = self.dice.randrange(4)
        if accident == 0:
            victim.unlink()
        elif accident == 1:
            victim.write_bytes(bytes(data[: self.dice.randrange(len(data) + 1)]))
        elif accident == 2:
            for _ in range(20):
                data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
            victim.write_bytes(bytes(data))
        else:
            shutil.rmtree(self.site.folder / ".cache")


def clean_build(site: Site, folder: Path, **options: object) -> tuple[int, dict[str, bytes]]:
    """Exit code and output of a build that knows nothing of the past."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns("output", ".cache"))
    other = Site(folder)
    other.today = site.today
    return other.build(**options).exit_code, other.tree() if (folder / "output").exists() else {}


@pytest.mark.parametrize("seed", SEEDS)
def test_incremental_equals_clean(tmp_path, seed):
    site = Site(tmp_path / "situs").start()
    editor = Editor(site, seed)
    site.build()
    built = 0
    for number in range(STEPS):
        editor.step()
        before = site.tree() if (site.folder / "output").exists() else {}
        code = site.build(drafts=editor.drafts).exit_code
        clean_code, clean = clean_build(site, tmp_path / "bersih", drafts=editor.drafts)
        assert code == clean_code, f"seed {seed}, step {number}"
        if code == 0:
            built += 1
            assert changed_paths(site.tree(), clean) == set(), f"seed {seed}, step {number}"
        else:
            assert site.tree() == before or not before, f"a failed build changed something: seed {seed}, step {number}"
    assert built > STEPS // 2


def test_keep_going_equals_clean(tmp_path):
    site = Site(tmp_path / "situs").start()
    for number in range(4):
        site.product(f"kue-{number}")
    site.build()
    site.product("kue-1", harga="dua puluh ribu")
    site.seller("rusak", kabupaten="Atlantis")
    site.product("yatim", penjual="rusak")
    result = site.build(keep_going=True)
    code, clean = clean_build(site, tmp_path / "bersih", keep_going=True)
    assert result.exit_code == code == 3
    assert changed_paths(site.tree(), clean) == set()
    assert "produk/kue-1/index.html" not in clean and "produk/yatim/index.html" not in clean
    assert "produk/kue-0/index.html" in clean
    named = {problem.place.path for problem in result.problems}
    assert {"content/produk/kue-1.md", "content/penjual/rusak.md", "content/produk/yatim.md"} <= named


def test_the_day_is_an_input(tmp_path):
    site = Site(tmp_path / "situs").start()
    site.product("kue", halal="{status: bersertifikat, nomor: ID00000000000000012, sampai: 2026-11-22}")
    site.today = TODAY
    site.build()
    assert "halal berakhir" not in site.read("produk/kue/index.html")
    site.today = TODAY + timedelta(days=1)
    assert site.build().summary.made == 2  # the page, and the column of the halal filter
    assert "halal berakhir" in site.read("produk/kue/index.html")
