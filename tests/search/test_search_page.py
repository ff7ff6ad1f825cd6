"""The page /cari/: results, order, more of them, and an address that says it all."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def query(page):
    return {key: value[0] for key, value in parse_qs(urlsplit(page.url).query).items()}


def names(page):
    return page.locator("[data-cari=hasil] h3").all_text_contents()


def prices(page):
    """The lowest price of each result, None where it has none."""
    found = []
    for text in page.locator("[data-cari=hasil] .harga").all_text_contents():
        match = re.search(r"Rp([\d.]+)", text)
        found.append(int(match[1].replace(".", "")) if match else None)
    return found


def test_without_a_question_it_shows_the_lists(visit, answered):
    page = visit("cari/")
    assert answered(page) == ""
    expect(page.get_by_role("link", name=re.compile("^Kota Palembang"))).to_be_visible()
    assert page.locator("[data-cari=hasil] li").count() == 0
    expect(page.locator("[data-cari=urut]")).to_be_hidden()


def test_without_javascript_it_shows_the_lists(visit):
    page = visit("cari/?q=songket", java_script_enabled=False)
    expect(page.get_by_role("link", name=re.compile("^Kota Palembang"))).to_be_visible()
    for hidden in ("[data-cari=urut]", "[data-cari=saring-lipat]", "[data-cari=lagi]"):
        expect(page.locator(hidden)).to_be_hidden()


def test_results_are_cards_that_lead_to_products(visit, answered, address):
    page = visit("cari/?q=tikar+purun")
    assert re.fullmatch(r"\d+ produk(\. .*)?", answered(page))
    card = page.locator("[data-cari=hasil] li").first
    assert "purun" in card.text_content().lower() and "Rp" in card.text_content()
    card.get_by_role("link").click()
    page.wait_for_url(re.compile(re.escape(address) + "produk/.+/"))
    assert "purun" in page.title().lower()


def test_every_card_has_a_picture_or_a_weave(visit, answered):
    page = visit("cari/?q=kopi")
    answered(page)
    pictures = page.locator("[data-cari=hasil] .kain")
    kinds = pictures.evaluate_all(
        "(all) => all.map((item) => [!!item.querySelector('img'), getComputedStyle(item).backgroundImage])"
    )
    assert {photo for photo, _ in kinds} == {True, False}
    assert all(photo or "gradient" in weave for photo, weave in kinds)


def test_sellers_and_pages_stand_apart(visit, answered):
    page = visit("cari/?q=koperasi+kopi")
    answered(page)
    others = page.locator("[data-cari=lain] a")
    assert "Koperasi" in others.first.text_content()
    assert "/penjual/" in others.first.get_attribute("href")
    assert page.locator("[data-cari=hasil] a[href*='/penjual/']").count() == 0


def test_asking_changes_the_address_and_back_returns(visit, answered):
    page = visit("cari/?q=songket")
    songkets = (answered(page), names(page))
    page.locator("main input[name=q]").fill("kemplang")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Kemplang")
    assert query(page) == {"q": "kemplang"}
    answered(page)
    page.go_back()
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")
    assert (answered(page), names(page)) == songkets
    assert page.locator("main input[name=q]").input_value() == "songket"


def test_order_by_price_by_name_and_by_date(visit, answered):
    page = visit("cari/?q=kopi")
    answered(page)
    for value, down in (("harga", False), ("-harga", True)):
        page.locator("[data-cari=urut]").select_option(value)
        page.wait_for_url(re.compile("urut="))
        answered(page)
        known = [price for price in prices(page) if price is not None]
        assert len(known) > 5 and known == sorted(known, reverse=down)
        assert None not in prices(page)[: len(known)]  # what has no price comes last
    page.locator("[data-cari=urut]").select_option("nama")
    page.wait_for_url(re.compile("urut=nama"))
    answered(page)
    found = [name.casefold() for name in names(page)]
    assert found == sorted(found)


def test_more_adds_below_and_the_address_keeps_it(visit, answered):
    page = visit("cari/?q=kopi")
    answered(page)
    first = names(page)
    assert len(first) == 10
    page.locator("[data-cari=lagi]").click()
    expect(page.locator("[data-cari=hasil] li").nth(10)).to_be_visible()
    assert names(page)[:10] == first and query(page) == {"q": "kopi", "hal": "2"}
    again = visit(page.url)
    answered(again)
    assert names(again) == names(page)


def test_a_shared_address_shows_the_same(visit, answered):
    page = visit("cari/?q=kain&wilayah=16.71,16.10&urut=-harga")
    said, found = answered(page), names(page)
    assert found and page.locator("[data-cari=urut]").input_value() == "-harga"
    other = visit(page.url)
    assert (answered(other), names(other)) == (said, found)


def test_a_correction_is_said_and_can_be_undone(visit, answered):
    page = visit("cari/?q=sonket")
    answered(page)
    expect(page.locator("[data-cari=bantu]")).to_contain_text("Menampilkan hasil untuk “songket”")
    assert "Songket" in names(page)[0]
    page.locator("[data-cari=bantu]").get_by_role("button", name="Cari persis “sonket”").click()
    page.wait_for_url(re.compile("persis=1"))
    assert answered(page) == "Tidak ada produk untuk “sonket”"
    assert page.locator("[data-cari=bantu]").get_by_role("button", name="songket").count() == 1


def test_a_pattern_that_fits_too_much_says_so(visit, answered):
    page = visit("cari/?q=songket")
    answered(page)
    page.evaluate("""() => etalaseCari.ask((search) => {  // a dictionary of far more files than one question may read
      search.dictionary.ending = async (suffix, note) => { note.cut = true; return ["songket"]; };
    })""")
    page.locator("main input[name=q]").fill("*ket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("main [data-cari=status]")).to_contain_text("hanya sebagian")


def test_english_page(visit, answered, address):
    page = visit("en/cari/?q=roasted+coffee")
    assert re.fullmatch(r"\d+ products?(\. .*)?", answered(page))
    assert "Coffee" in names(page)[0] or "Robusta" in names(page)[0]
    links = page.locator("[data-cari=hasil] a").evaluate_all("(all) => all.map((link) => link.href)")
    assert links and all(link.startswith(address + "en/produk/") for link in links)
    assert page.locator("[data-cari=hasil] .harga").first.text_content().count(",") > 0
    expect(page.locator("[data-cari=saring] summary").first).to_have_text("Category")
    for label in page.locator("[data-cari=saring] summary").all_text_contents():
        assert label not in ("Kategori", "Harga", "Toko daring")
