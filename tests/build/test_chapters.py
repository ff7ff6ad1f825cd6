"""The law of chapters: one name and one digest, one list of outputs. Else a chapter that stands would hide a change."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from conftest import Site

from generator.build.chapters import LastChapters
from generator.build.update import fingerprint_of

WORDS = "pisang nanas durian kopi aren udang purun rotan songket gambir".split()
STEPS = 40


class Editor:
    """Random edits, a field at a time, of all that pages are listed from: records, ties, photos, settings, the day."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.dice = site, random.Random(seed)
        self.slugs = [f"barang-{number}" for number in range(6)]
        self.sellers = ["dapur", "warung", "koperasi", "anggota"]
        self.records: dict[tuple[str, str], dict[str, object]] = {}
        for seller in self.sellers:
            region = "16.04" if seller == "anggota" else "16.71"
            form = {"koperasi": {"jenis": "koperasi"}, "anggota": {"koperasi": "koperasi"}}.get(seller, {})
            self.write(
                "penjual", seller, {"nama": self.words(), "kabupaten": f'"{region}"', "kategori": "kuliner", **form}
            )
        for slug in self.slugs:
            self.write("produk", slug, {"nama": self.words(), "penjual": self.dice.choice(self.sellers), "harga": 5000})

    def some(self, *choices: object) -> object:
        return self.dice.choice(choices)

    def words(self) -> str:
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(1, 4)))

    def write(self, kind: str, slug: str, changes: dict[str, object]) -> None:
        fields = self.records.setdefault((kind, slug), {})
        fields |= changes
        shown = {key: value for key, value in fields.items() if key != "isi"}
        self.site.record(kind, slug, shown, str(fields.get("isi", "Cerita.")))

    def make(self) -> None:
        link = f"{self.words()} [lihat](../penjual/{self.dice.choice(self.sellers)}.md)"
        slug = self.dice.choice(self.slugs)
        fields: list[dict[str, object]] = [
            {"isi": self.some(self.words(), link)}, {"nama": self.words()}, {"penjual": self.dice.choice(self.sellers)},
            {"harga": self.some(None, 5000, 9000)}, {"kategori": self.some(None, "kriya")}, {"draf": self.some(None, "ya")},
            {"foto": self.some(None, "[a.png]", "[b.png, a.png]")}, {"diperbarui": self.some(None, "2026-10-01")},
            {"alias": self.some(None, f"lama/{slug}")}, {"tayang_sampai": self.some(None, "2026-11-23")},
            {"unggulan": self.some(None, "ya")},
        ]  # fmt: skip
        self.write("produk", slug, self.dice.choice(fields))

    def sell(self) -> None:
        fields: list[dict[str, object]] = [
            {"isi": self.words()}, {"nama": self.words()}, {"kabupaten": self.some('"16.71"', '"16.04"')},
            {"ringkasan": self.words()}, {"draf": self.some(None, None, "ya")}, {"sejak": self.some(None, '"2001"')},
        ]  # fmt: skip
        self.write("penjual", self.dice.choice(self.sellers), self.dice.choice(fields))

    def translate(self) -> None:
        kind, slug = self.dice.choice(
            [("produk", self.dice.choice(self.slugs)), ("penjual", self.dice.choice(self.sellers))]
        )
        self.site.record(kind, f"{slug}.en", {"nama": self.words()}, self.some("", self.words()))

    def tell(self) -> None:
        named = f"[{', '.join(self.dice.sample(self.slugs, 2))}]"
        fields = {"judul": self.words(), "tanggal": self.some("2026-11-01", "2026-10-01"), "produk": named}
        self.site.record("kabar", self.some("panen", "pasar"), fields, self.words())

    def remove(self) -> None:
        (self.site.folder / "content/kabar/panen.md").unlink(missing_ok=True)

    def configure(self) -> None:
        self.site.write("site.yaml", 'judul: Etalase uji\nprovinsi: "16"\ntema: mini\nbahasa: [id, en]\n'
                        f"base_url: https://contoh.example/\nper_halaman: {self.dice.randint(2, 4)}\n")  # fmt: skip

    def photograph(self) -> None:
        from PIL import Image

        (self.site.folder / "content/foto").mkdir(exist_ok=True)
        picture = Image.new("RGB", (900, 600), self.dice.choice(["red", "green"]))
        picture.save(self.site.folder / "content/foto" / self.dice.choice(["a.png", "b.png"]))

    def wait(self) -> None:
        self.site.today = self.site.today.replace(day=self.dice.randint(22, 24))

    def step(self) -> None:
        edits: list[Callable[[], None]] = [self.make, self.make, self.sell, self.sell, self.translate, self.tell, self.remove, self.configure,
                                           self.photograph, self.wait]  # fmt: skip
        self.dice.choice(edits)()


@pytest.mark.parametrize("seed", range(6))
def test_one_digest_lists_one_thing(tmp_path, monkeypatch, seed):
    seen: dict[tuple[str, str], object] = {}
    again = 0
    plan = LastChapters.plan

    def listed(self, name, digest, listing):
        nonlocal again
        planned = plan(self, name, digest, listing)
        found = ({output.path: fingerprint_of(output) for output in planned.outputs}, planned.facts)
        again += (name, digest) in seen
        assert seen.setdefault((name, digest), found) == found, name
        return planned

    monkeypatch.setattr(LastChapters, "plan", listed)
    site = Site(tmp_path / "situs").start(bahasa="[id, en]")
    site.write("themes/mini/strings/en.yaml", "beranda: Home\n")
    editor = Editor(site, seed)
    for _ in range(STEPS):
        site.check()
        editor.step()
    assert again > STEPS and len(seen) > 3 * STEPS
