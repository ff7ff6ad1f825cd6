"""Filters: their counts are those of the content, alone, combined, with and without words; what is chosen can be taken back."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date

import pytest
import yaml
from conftest import TODAY
from playwright.sync_api import expect

BANDS = (25_000, 50_000, 100_000, 250_000, 1_000_000)

COUNTS = """async ([text, filters]) => etalaseCari.ask(async (search, records) => {
  const order = text ? (await search.find(text)).order : Array.from({ length: search.m.P }, (_, d) => d);
  const full = Object.fromEntries(["kategori", "wilayah", "harga", "halal", "tkdn", "toko", "pengadaan", "katalog", "ekspor", "skala", "izin", "jenis"].map((name) => [name, filters[name] || []]));
  const { counts } = await records.counts(order, full), shown = await records.show(order);
  const slugs = shown.map((record) => record.path.split("/")[1]);
  return [slugs, Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, Object.fromEntries([...map].filter((pair) => pair[1]))]))];
})"""


def front_matter(folder, kind):
    """Every record of a kind as plain YAML texts, by slug."""
    found = {}
    for file in (folder / "content" / kind).rglob("*.md"):
        if not file.name.endswith(".en.md"):
            found[file.stem] = yaml.load(file.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)  # noqa: S506 - texts only
    return found


def percent(text):
    return float(text.replace("%", "").replace(",", ".")) if text else 0


def class_of(tkdn, bmp):
    """The class of local content by Perpres 46/2025: 25 percent, and 40 together with the benefit weight."""
    if percent(tkdn) < 25:
        return "C"
    return "A" if percent(tkdn) + percent(bmp) >= 40 else "B"


def is_ready(item, seller):
    """Ready by the conditions that ship, but for the photo, which the showcase's own rules do not require."""
    priced = item.get("harga_per")
    is_recent = item.get("harga") and priced and (TODAY - date.fromisoformat(priced)).days <= 180
    may_show = "kontak" in (seller.get("persetujuan_untuk") or "kontak") and seller.get("persetujuan")
    contact = may_show and (seller.get("whatsapp") or seller.get("surel"))
    capacity = item.get("kapasitas") or seller.get("kapasitas")
    own = [item.get(name) for name in ("kbli", "satuan", "waktu_siap")]
    return all([*own, seller.get("nib"), is_recent, contact, capacity])


def permits(item):
    """Licences and standards that hold on the day."""
    ends = (item.get("pirt") or {}).get("sampai")
    is_over = ends and date.fromisoformat(ends) < TODAY
    return [key for key in ("bpom", "pirt", "sni") if item.get(key) and not (key == "pirt" and is_over)]


@pytest.fixture(scope="module")
def truth(showcase):
    """What the content files themselves say: slug -> facet -> keys. Read without the generator."""
    sellers = front_matter(showcase, "penjual")
    found = {}
    for slug, item in front_matter(showcase, "produk").items():
        seller = sellers[item["penjual"]]
        halal = item.get("halal") or {}
        state = halal.get("status")
        ends = halal.get("sampai")
        if state == "bersertifikat" and (not halal.get("nomor") or (ends and date.fromisoformat(ends) < TODAY)):
            state = None  # a claim without a number, or past its day, is none
        tkdn = item.get("tkdn")
        if tkdn and item.get("tkdn_sampai") and date.fromisoformat(item["tkdn_sampai"]) < TODAY:
            tkdn = None
        low = re.search(r"[\d.]{3,}", item.get("harga") or "")
        price = int(low[0].strip(".").replace(".", "")) if low else None
        found[slug] = {
            "kategori": [item.get("kategori") or seller["kategori"]],
            "harga": [str(sum(price >= band for band in BANDS)) if price else "x"],
            "halal": [state] if state else [],
            "tkdn": [class_of(tkdn, item.get("bmp"))] if tkdn else [],
            "toko": [key for key in item.get("toko") or {} if key != "bukalapak"],
            "pengadaan": ["1"] if is_ready(item, seller) else [],
            "katalog": ["1", *item["pengadaan"]] if item.get("pengadaan") else [],
            "ekspor": ["1"] if item.get("ekspor") else [],
            "skala": [seller["skala"]] if seller.get("skala") else [],
            "izin": permits(item),
            "jenis": [seller.get("jenis", "umkm")],
        }
    return found


@pytest.fixture(scope="module")
def client(browser, address):
    page = browser.new_page()
    page.goto(address + "cari/")
    page.wait_for_function("() => globalThis.etalaseCari")
    return page


def recount(truth, slugs, filters):
    """Exact counts: each facet with the filters of the others applied."""

    def lets(slug, but):
        return all(set(truth[slug][name]) & set(keys) for name, keys in filters.items() if name != but)

    return {
        name: dict(Counter(key for slug in slugs if lets(slug, name) for key in truth[slug][name]))
        for name in next(iter(truth.values()))
    }


def test_counts_of_everything_are_those_of_the_content(client, truth):
    slugs, counts = client.evaluate(COUNTS, ["", {}])
    slugs = [slug for slug in slugs if slug in truth]
    assert len(slugs) > 150
    expected = recount(truth, slugs, {})
    counts.pop("wilayah")
    assert counts == expected


def test_combined_filters_count_exactly(client, truth):
    dice = random.Random(7)
    values = {
        name: sorted({key for item in truth.values() for key in item[name]}) for name in next(iter(truth.values()))
    }
    for _ in range(40):
        chosen = dice.sample([name for name in values if values[name]], dice.randint(1, 3))
        filters = {name: dice.sample(values[name], min(len(values[name]), dice.randint(1, 2))) for name in chosen}
        text = dice.choice(["", "", "kopi", "kain", "ikan", "purun"])
        slugs, counts = client.evaluate(COUNTS, [text, filters])
        counts.pop("wilayah")
        assert counts == recount(truth, slugs, filters), (text, filters)


def boxes(page, name):
    """Label -> count of a group's boxes, as shown."""
    rows = page.locator(f"[data-cari=saring] details[data-nama={name}] label")
    return {
        row.locator("[data-isi=nama]").text_content(): int(row.locator("[data-isi=jumlah]").text_content())
        for row in rows.all()
    }


def test_a_box_filters_and_the_number_was_right(visit, answered):
    page = visit("cari/?q=kain", viewport={"width": 1280, "height": 900})
    answered(page)
    shown = boxes(page, "wilayah")
    assert shown["Kota Palembang"] > 0
    page.get_by_role("checkbox", name=re.compile("^Kota Palembang")).check()
    page.wait_for_url(re.compile("wilayah=16.71"))
    assert answered(page).startswith(f"{shown['Kota Palembang']} produk")
    assert boxes(page, "wilayah") == shown  # the others of the group still say what they would bring
    focused = page.evaluate("document.activeElement.value")
    assert focused == "16.71"  # the keyboard stays where it was


def test_what_is_chosen_is_shown_and_taken_back(visit, answered):
    page = visit("cari/?q=kopi&kategori=kuliner&halal=bersertifikat")
    said = answered(page)
    chosen = page.locator("[data-cari=pilihan] button")
    assert chosen.all_text_contents() == ["Makanan dan minuman×", "Bersertifikat×", "Hapus semua saringan"]
    page.get_by_role("button", name="Hapus saringan Bersertifikat").click()
    page.wait_for_url(lambda url: "halal" not in url)
    assert answered(page) != said and chosen.count() == 1
    assert page.evaluate("document.activeElement.getAttribute('data-cari')") == "status"


def test_on_a_phone_filters_are_folded_and_on_a_desk_open(visit, answered):
    phone = visit("cari/?q=kopi", viewport={"width": 360, "height": 780})
    answered(phone)
    expect(phone.locator("[data-cari=saring] label").first).to_be_hidden()
    phone.get_by_text("Saring", exact=True).click()
    expect(phone.locator("[data-cari=saring] label").first).to_be_visible()
    box = phone.locator("[data-cari=saring] label").first.bounding_box()
    assert box["height"] >= 44
    desk = visit("cari/?q=kopi", viewport={"width": 1280, "height": 780})
    answered(desk)
    expect(desk.locator("[data-cari=saring] label").first).to_be_visible()


def test_every_value_has_a_name_for_people(visit, answered):
    for path, own in (("cari/?urut=nama", "Katalog Elektronik"), ("en/cari/?urut=nama", "Shopee")):
        page = visit(path)
        answered(page)
        labels = page.locator("[data-cari=saring] [data-isi=nama]").all_text_contents()
        assert labels and all(not re.fullmatch(r"[a-z0-9.-]+", label) for label in labels), labels
        assert own in labels or path.startswith("cari"), labels


def test_filters_without_words(visit, answered, truth):
    page = visit("cari/?ekspor=1")
    many = sum(bool(item["ekspor"]) for item in truth.values())
    assert answered(page) == f"{many} produk"


def test_an_empty_page_offers_ways_out_with_true_counts(visit, answered):
    page = visit("cari/?q=kopi&wilayah=16.07&halal=bersertifikat")
    assert answered(page).startswith("Tidak ada produk")
    ways = page.locator("[data-cari=bantu] button")
    expect(ways.first).to_contain_text("Hapus saringan")
    expect(page.locator("[data-cari=bantu]")).to_contain_text("Ada di daerah sekitarnya")
    for text in ways.all_text_contents():
        other = visit(page.url)
        answered(other)
        other.locator("[data-cari=bantu]").get_by_role("button", name=text, exact=True).click()
        other.wait_for_url(lambda url, old=page.url: url != old)
        many = re.search(r"(\d+)(?: produk|\)$)", text)[1]
        assert answered(other).startswith(f"{many} produk"), text


def test_words_that_nobody_knows_lead_to_similar_ones_or_to_the_lists(visit, answered):
    page = visit("cari/?q=zqxjkvw")
    assert answered(page) == "Tidak ada produk untuk “zqxjkvw”"
    expect(page.get_by_role("link", name=re.compile("^Kota Palembang"))).to_be_visible()
    page = visit("cari/?q=sngkt")
    answered(page)
    page.locator("[data-cari=bantu]").get_by_role("button", name="songket").click()
    page.wait_for_url(re.compile("q=songket"))
    assert answered(page) == "10 produk"
