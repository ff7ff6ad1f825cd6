"""What a question means beside its words: the products shown are those that the content says, and the words stay within reach."""

from __future__ import annotations

import json
import random
import re
import subprocess
from typing import Any

import pytest
from conftest import REPOSITORY, Site
from playwright.sync_api import Page, expect
from search.test_facets import truth  # noqa: F401 - a fixture

from generator.content.intent_table import read_intents
from generator.model.intents import LANGUAGES, meaning_fault, shipped_intents
from generator.search.intent_file import intent_table

CLIENT = REPOSITORY / "generator/search/client/intents.js"
REGIONS = [
    ["16.72", "Kota Pagar Alam"],
    ["16.71", "Kota Palembang"],
    ["16.02", "Ogan Komering Ilir"],
    ["16.10", "Ogan Ilir"],
    ["32.04", "Bandung"],
    ["32.73", "Kota Bandung"],
]
ASK = """import { meant } from %s;
const [table, manifest, questions] = JSON.parse(await new Promise((done) => {
  let text = ""; process.stdin.on("data", (part) => text += part).on("end", () => done(text)); }));
console.log(JSON.stringify(questions.map(([text, kept]) => {
  const { filters, range, order, parts, text: rest } = meant(text, table, manifest, kept || []);
  return { rest, filters, range: range.map((one) => one === Infinity ? -1 : one), order, keys: parts.map((part) => part.key) };
})));"""


def meant(questions: list[Any], language: str = "id") -> list[dict[str, Any]]:
    """What the browser's own module makes of questions."""
    manifest = {"C": [["kuliner", ""], ["kriya", ""], ["fesyen", ""]], "W": REGIONS}
    table = json.loads(intent_table(language, ()))
    asked = json.dumps([table, manifest, [item if isinstance(item, list) else [item] for item in questions]])
    code = ASK % json.dumps(CLIENT.as_uri())
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], input=asked, capture_output=True, encoding="utf-8", check=True
    )
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


PRICES = {
    "di bawah 50 ribu": [0, 50_000],
    "kurang dari 100rb": [0, 100_000],
    "maksimal Rp 30.000": [0, 30_000],
    "tidak lebih dari 25k": [0, 25_000],
    "lima puluh ribu ke bawah": [0, 50_000],
    "di atas 2 juta": [2_000_000, -1],
    "minimal 1,5 juta": [1_500_000, -1],
    "antara 50 dan 100 ribu": [50_000, 100_000],
    "50-100 ribu": [50_000, 100_000],
    "harga 50rb sampai 100rb": [50_000, 100_000],
    "2 juta hingga 3 juta": [2_000_000, 3_000_000],
    "sekitar 75 ribu": [56_250, 93_750],
    "dua ratus lima puluh ribu": [187_500, 312_500],
    "satu juta lima ratus ribu": [1_125_000, 1_875_000],
    "15000": [11_250, 18_750],
    "Rp15.000": [11_250, 18_750],
}


def test_prices_are_read_however_they_are_said() -> None:
    asked = [f"kopi {price}" for price in PRICES]
    for question, price, found in zip(asked, PRICES, meant(asked), strict=True):
        assert (found["rest"], found["range"]) == ("kopi", PRICES[price]), question


@pytest.mark.parametrize(
    ("question", "filters", "rest"),
    [
        ("halal", {"halal": ["bersertifikat"]}, ""),
        ("sambal bersertifikat halal", {"halal": ["bersertifikat"]}, "sambal"),
        ("tkdn", {"tkdn": ["*"]}, ""),
        ("kopi bpom", {"izin": ["bpom"]}, "kopi"),
        ("P-IRT", {"izin": ["pirt"]}, ""),
        ("siap pengadaan", {"pengadaan": ["1"]}, ""),
        ("tas shopee", {"toko": ["shopee"]}, "tas"),
        ("siplah", {"katalog": ["siplah"]}, ""),
        ("kopi dari Pagar Alam", {"wilayah": ["16.72"]}, "kopi"),
        ("khas kota palembang", {"wilayah": ["16.71"]}, ""),
        ("tikar dari ogan komering ilir", {"wilayah": ["16.02"]}, "tikar"),
        ("tas dari Bandung", {"wilayah": ["32.04", "32.73"]}, "tas"),
        ("tas dari Kota Bandung", {"wilayah": ["32.73"]}, "tas"),
        ("oleh-oleh palembang", {"kategori": ["kuliner", "fesyen", "kriya"]}, "palembang"),
        ("koperasi kopi", {"jenis": ["koperasi"]}, "kopi"),
        ("oleh-oleh dari Pagar Alam halal", {"kategori": ["kuliner", "fesyen", "kriya"], "wilayah": ["16.72"], "halal": ["bersertifikat"]}, ""),
    ],
)  # fmt: skip
def test_papers_shops_and_places_are_filters(question: str, filters: dict[str, list[str]], rest: str) -> None:
    (found,) = meant([question])
    assert (found["filters"], found["rest"]) == (filters, rest)


@pytest.mark.parametrize(
    "question",
    ["gelang ribu ribu", "kopi 250 gr", "makanan ringan", "kopi lahat", "3in1", "kopi*", '"kopi halal"', "-halal kopi", "kain 2 m",
     "tahun 2024", "constructor", "__proto__ toString", "kemplang isi 100", "ukir 20x30", "", "???", "dari", "di bawah", "antara 5 dan"],
)  # fmt: skip
def test_other_words_stay_words(question: str) -> None:
    (found,) = meant([question])
    assert (found["rest"], found["keys"]) == (question, [])


def test_any_mixture_loses_no_word() -> None:
    """A law: every word of a question is looked for, or belongs to a part that is shown; and taking parts back gives all of them back."""
    dice = random.Random(5)
    words = [word for intent in shipped_intents() if intent.language == "id" for word in intent.words.split()]
    words += ["kopi", "songket", "palembang", "pagar", "alam", "50", "100", "ogan", "ilir", "1.5", "kering"]
    questions = [" ".join(dice.choices(words, k=dice.randint(1, 9))) for _ in range(600)]
    for question, found in zip(questions, meant(questions), strict=True):
        told = found["rest"].split() + [word for key in found["keys"] for word in key.split("-")]
        assert sorted(told) == sorted(question.split()), question
    kept = meant([[question, found["keys"]] for question, found in zip(questions, meant(questions), strict=True)])
    again = [found for found in kept if found["keys"]]
    assert len(again) < len(kept) / 10, "what is taken back is not taken for the same again"


def test_every_meaning_that_ships_is_one() -> None:
    assert {meaning_fault(intent.meaning) for intent in shipped_intents()} == {""}
    assert {intent.language for intent in shipped_intents()} == set(LANGUAGES)
    assert len({(intent.language, intent.words, intent.meaning) for intent in shipped_intents()}) == len(
        shipped_intents()
    )


def test_an_office_adds_its_own_words(site: Site) -> None:
    site.product("kopi")
    site.write(
        "content/maksud.csv",
        "kata;maksud\nramah dompet;urut=harga\nshopee;-\nter-murah;urut=termurah\nsatu dua tiga empat lima;halal=bersertifikat\nbagus;warna=biru\n",
    )
    result = site.build()
    told = [(problem.place.spot.line, problem.severity.value) for problem in result.problems]
    assert told == [(4, "GALAT"), (5, "GALAT"), (6, "GALAT")]
    intents, _ = read_intents(site.folder / "content")
    table = json.loads(intent_table("id", intents))
    assert table["ramah dompet"] == "urut=harga"
    assert "shopee" not in table
    assert "ramah dompet" not in json.loads(intent_table("en", intents))
    site.write("content/maksud.csv", "kata;maksud\nramah dompet;urut=harga\n")
    assert site.build().published
    assert json.loads(site.read("cari/maksud.json"))["ramah dompet"] == "urut=harga"
    site.write("content/maksud.csv", "kata;maksud\nmurah hati;urut=harga\n")
    site.build()
    assert "murah hati" in json.loads(site.read("cari/maksud.json")), "an edit of the table alone is seen"


def slugs(page: Page) -> set[str]:
    """The products that the page shows, all of them."""
    expect(page.locator("[data-cari=hasil] li").first).to_be_visible()
    more = page.locator("[data-cari=lagi]")
    while more.is_visible():
        before = page.locator("[data-cari=hasil] li").count()
        more.click()
        expect(page.locator("[data-cari=hasil] li")).not_to_have_count(before)
    links = page.locator("[data-cari=hasil] a").evaluate_all("(all) => all.map((link) => link.pathname)")
    return {path.rstrip("/").rpartition("/")[2] for path in links}


def test_what_is_shown_is_what_the_content_says(visit: Any, answered: Any, truth: Any) -> None:  # noqa: F811
    published = slugs(visit("cari/?urut=nama"))
    assert len(published) > 150
    for question, name, key in (
        ("halal", "halal", "bersertifikat"),
        ("shopee", "toko", "shopee"),
        ("bpom", "izin", "bpom"),
        ("siap pengadaan", "pengadaan", "1"),
        ("produk koperasi", "jenis", "koperasi"),
    ):
        page = visit(f"cari/?q={question}")
        answered(page)
        expected = {slug for slug, item in truth.items() if key in item[name]} & published
        assert expected
        assert slugs(page) == expected, question


def test_a_price_is_a_chip_that_can_be_taken_away(visit: Any, answered: Any) -> None:
    page = visit("cari/?q=kopi+di+bawah+50+ribu")
    answered(page)
    chip = page.get_by_role("button", name="Hapus saringan Sampai Rp50.000")
    expect(chip).to_be_visible()
    texts = page.locator("[data-cari=hasil] .harga").all_text_contents()
    prices = [int(match[1].replace(".", "")) for text in texts if (match := re.search(r"Rp([\d.]+)", text))]
    assert prices and max(prices) <= 50_000 and len(prices) == len(texts)
    assert "Ribu-Ribu" not in page.locator("[data-cari=hasil]").inner_text()
    expect(page.locator("input[name=q]").first).to_have_value("kopi di bawah 50 ribu")
    few = answered(page)
    chip.click()
    page.wait_for_url("**kata=di-bawah-50-ribu**")
    assert answered(page) != few
    expect(chip).to_have_count(0)
    page.go_back()
    expect(chip).to_be_visible()
    page.locator("input[name=q]").first.fill("kopi di bawah 40 ribu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hapus saringan Sampai Rp40.000")).to_be_visible()


def test_filters_and_meanings_go_together(visit: Any, answered: Any) -> None:
    page = visit("cari/?q=kopi+halal+termurah")
    answered(page)
    expect(page.locator("[data-cari=urut]")).to_have_value("harga")
    chip = page.get_by_role("button", name="Hapus saringan Harga terendah")
    expect(chip).to_be_visible()
    page.locator("[data-cari=urut]").select_option("")
    expect(chip).to_have_count(0)
    expect(page.locator("[data-cari=urut]")).to_have_value("")
    page.go_back()
    expect(chip).to_be_visible()
    box = page.locator("[data-cari=saring] details[data-nama=halal] input[value=bersertifikat]")
    expect(box).to_be_checked()
    box.uncheck()
    page.wait_for_url("**kata=halal**")
    answered(page)
    expect(box).not_to_be_checked()
    page = visit("cari/?q=oleh-oleh+dari+Pagar+Alam+di+bawah+50+ribu")
    answered(page)
    chips = page.locator("[data-cari=pilihan] button [data-isi=nama]").all_text_contents()
    assert len(chips) == 3, chips
    assert {"Sampai Rp50.000", "Pagar Alam"} <= {chip.removeprefix("Kota ") for chip in chips}
    page = visit("cari/?q=songket+di+bawah+1+ribu")
    assert "Tidak ada produk" in answered(page)
    page.get_by_role("button", name=re.compile("^Hapus saringan Harga:")).click()
    assert re.match(r"\d+ produk", answered(page))


def test_in_english(visit: Any, answered: Any) -> None:
    (found,) = meant(["coffee under 50 thousand"], "en")
    assert (found["rest"], found["range"]) == ("coffee", [0, 50_000])
    page = visit("en/cari/?q=coffee+under+50+thousand")
    answered(page)
    expect(page.get_by_role("button", name=re.compile("Up to Rp50,000"))).to_be_visible()


def test_without_the_table_words_are_words(visit: Any, answered: Any, address: str) -> None:
    page = visit("cari/")
    page.route("**/maksud.json", lambda route: route.abort())
    page.goto(f"{address}cari/?q=kopi+termurah")
    assert "produk" in answered(page)
