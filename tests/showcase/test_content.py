"""The showcase of Sumatera Selatan: complete, fictional where it must be, and no two texts alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY

from generator.content.front_matter import read_mapping, split
from generator.model.fields import fields_of
from generator.model.node import Listing, Mapping, Scalar
from generator.model.problem import Log
from generator.model.records import all_kinds
from generator.model.region import Atlas

CONTENT = REPOSITORY / "content"
ATLAS = Atlas.of("16")


class Text:
    """A content file: its fields as texts, and its body."""

    def __init__(self, file: Path) -> None:
        self.path = file.relative_to(CONTENT).as_posix()
        self.kind, self.slug = self.path.split("/")[0], file.stem
        log = Log(self.path)
        parts = split(file.read_text("utf-8"), log)
        assert parts is not None, self.path
        head = read_mapping(parts.head, log)
        assert head is not None, self.path
        self.fields = dict(flat(head))
        self.body = parts.body.strip()

    @property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.body.lower())


def flat(node: Mapping, prefix: str = ""):
    """(dotted key, text) of every value."""
    for key, value in node.pairs:
        name = prefix + key.text
        if isinstance(value, Scalar):
            yield name, value.text
        elif isinstance(value, Mapping):
            yield name, "…"
            yield from flat(value, name + ".")
        elif isinstance(value, Listing):
            yield name, ", ".join(item.text for item in value.items if isinstance(item, Scalar)) or "…"
            for item in value.items:
                if isinstance(item, Mapping):
                    yield from flat(item, name + ".")


@cache
def texts(kind: str, suffix: str = ".md") -> tuple[Text, ...]:
    files = sorted((CONTENT / kind).rglob(f"*{suffix}"))
    return tuple(Text(file) for file in files if suffix != ".md" or not file.name.endswith(".en.md"))


@cache
def published() -> tuple[dict[str, Text], dict[str, Text]]:
    """Sellers and products that are shown on the day of the tests."""
    day = TODAY.isoformat()

    def shown(text: Text) -> bool:
        fields = text.fields
        inside = fields.get("tayang_mulai", "0") <= day <= fields.get("tayang_sampai", "9")
        return inside and fields.get("draf") != "ya" and fields.get("visibilitas") != "agregat"

    sellers = {text.slug: text for text in texts("penjual") if shown(text)}
    products = {text.slug: text for text in texts("produk") if shown(text) and text.fields["penjual"] in sellers}
    return sellers, products


def test_size():
    sellers, products = published()
    forms = Counter(text.fields.get("jenis", "umkm") for text in sellers.values())
    assert len(sellers) >= 60
    assert len(products) >= 150
    assert forms["koperasi"] >= 6
    assert forms["kelompok"] >= 4
    assert {text.fields.get("skala") for text in sellers.values()} >= {"mikro", "kecil", "menengah"}
    assert len(texts("kabar")) >= 8
    assert len(texts("pojok")) >= 6
    assert len(texts("layanan")) >= 8
    assert {text.slug for text in texts("halaman")} >= {
        "tentang",
        "cara-bergabung",
        "panduan-belanja",
        "privasi",
        "aksesibilitas",
    }
    assert len(texts("produk", ".en.md")) >= 20
    assert len(texts("penjual", ".en.md")) >= 10


def test_every_cooperative_has_members():
    sellers, _ = published()
    members = Counter(text.fields.get("koperasi") for text in sellers.values())
    assert [
        slug for slug, text in sellers.items() if text.fields.get("jenis") == "koperasi" and members[slug] < 2
    ] == []


def test_every_region_is_alive():
    sellers, products = published()
    homes = {slug: text.fields["kabupaten"] for slug, text in sellers.items()}
    by_seller, by_product = (
        Counter(homes.values()),
        Counter(homes[text.fields["penjual"]] for text in products.values()),
    )
    thin = {region.name for region in ATLAS.regions if by_seller[region.code] < 3 or by_product[region.code] < 6}
    assert thin == set()


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if (CONTENT / kind).is_dir()])
def test_every_field_is_used(kind):
    used = {key for text in texts(kind) for key in text.fields}
    # common fields need not be used by every kind, but somewhere
    common = {spec.key for spec in fields_of(all_kinds()["halaman"])} - {"judul"}
    elsewhere = {key for other in all_kinds() for text in texts(other) for key in text.fields}
    missing = {spec.key for spec in fields_of(all_kinds()[kind])} - used - (common & elsewhere)
    assert missing <= {"video"}  # there is no video of our own, and no other's is ours to show


def test_no_video_leads_nowhere():
    assert not [text.path for kind in all_kinds() for text in texts(kind) if "video" in text.fields]


def test_sellers_are_fictional_and_say_so():
    for text in texts("penjual"):
        assert text.fields["nama"].endswith("(Contoh)"), text.path
    for text in (*texts("kabar"), *texts("pojok")):
        assert "(Contoh)" in text.fields.get("judul", text.fields.get("nama", "")), text.path


def test_phones_belong_to_nobody():
    for kind in all_kinds():
        for text in texts(kind):
            for key in ("whatsapp", "telepon"):
                number = re.sub(r"\D", "", text.fields.get(key, ""))
                assert not number or re.fullmatch(r"08900000\d{4}", number), f"{text.path}: {key}"


def test_links_belong_to_nobody():
    for text in (*texts("penjual"), *texts("produk")):
        for key, value in text.fields.items():
            if key.startswith(("toko.", "pengadaan.")):
                assert re.search(r"contoh[-.]", value), f"{text.path}: {key}"
            if key == "situs":
                assert value.split("/")[2].endswith(".example"), text.path
            if key in ("instagram", "facebook", "tiktok", "youtube"):
                assert "contoh" in value, text.path


def test_licence_numbers_belong_to_nobody():
    """Zeros and a small counter: no real certificate has such a number."""
    for text in (*texts("penjual"), *texts("produk")):
        for key in ("nib", "merek", "halal.nomor", "pirt.nomor", "bpom", "nomor_induk_koperasi"):
            value = text.fields.get(key)
            if value:
                digits = re.sub(r"-\d\d$", "", value) if key == "pirt.nomor" else value
                assert "000000" in re.sub(r"\D", "", digits), f"{text.path}: {key} {value}"


LENGTHS = {"produk": (80, 200), "penjual": (60, 150)}


@pytest.mark.parametrize("kind", sorted(LENGTHS))
def test_lengths(kind):
    low, high = LENGTHS[kind]
    odd = {text.path: len(text.words) for text in texts(kind) if not low <= len(text.words) <= high + 10}
    assert odd == {}


def bodies() -> list[Text]:
    return [text for kind in ("produk", "penjual") for text in texts(kind)]


def test_no_sentence_twice():
    places = defaultdict(set)
    for text in bodies():
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text.body):
            plain = " ".join(re.findall(r"\w+", sentence.lower()))
            if len(plain.split()) >= 4:
                places[plain].add(text.path)
    assert {sentence: found for sentence, found in places.items() if len(found) > 1} == {}


def test_no_two_texts_alike():
    """No two share more than a fifth of their word trigrams."""
    trigrams = {text.path: set(zip(text.words, text.words[1:], text.words[2:], strict=False)) for text in bodies()}
    alike = [
        (one, two) for one, two in combinations(trigrams, 2)
        if len(trigrams[one] & trigrams[two]) > 0.2 * min(len(trigrams[one]), len(trigrams[two]))
    ]  # fmt: skip
    assert alike == []


def test_every_product_has_a_summary_of_one_sentence():
    for text in texts("produk"):
        assert text.fields.get("ringkasan"), text.path
        assert len(re.findall(r"[.!?](?:\s|$)", text.fields["ringkasan"])) <= 1, text.path


def test_synonyms():
    import yaml

    found = yaml.safe_load((CONTENT / "sinonim.yaml").read_text("utf-8"))
    assert len(found) >= 150
    assert all(isinstance(words, list) and words for words in found.values())


def test_pictures_stay_small():
    sizes = [file.stat().st_size for file in (CONTENT / "foto").rglob("*") if file.is_file()]
    assert sum(sizes) <= 12_000_000
