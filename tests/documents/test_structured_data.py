"""JSON-LD: what schema.org and the search engines require, no more than pages show, and safe inside a page."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.model.money import Price
from generator.model.structured_data import offer_data, spell_json_ld

BASE = "https://contoh.example/uji/"
SCRIPT = (
    '{% set data = json_ld(page.title) %}{% if data %}<script type="application/ld+json">{{ data }}</script>{% endif %}'
)
POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)


@pytest.fixture
def shop(site):
    """A site whose pages carry their JSON-LD."""
    file = site.folder / "themes/mini/templates/base.html"
    base = file.read_text().replace("</head>", SCRIPT + "</head>").replace("<title>", POLICY + "<title>")
    file.write_text(base)
    site.write("themes/mini/strings/id.yaml", "beranda: Beranda\nnav_kabar: Kabar\n")
    return site


def things(site, path: str) -> dict[str, dict]:
    """What a page says, by type."""
    site.build()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.read(path), re.DOTALL)
    assert len(found) <= 1
    if not found:
        return {}
    document = json.loads(found[0])
    assert document["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in document["@graph"]}


def trail(found: dict[str, dict]) -> list[tuple[int, str, str]]:
    return [(step["position"], step["name"], step["item"]) for step in found["BreadcrumbList"]["itemListElement"]]


def test_product_with_a_price(shop):
    shop.product("kue", harga=15000, ringkasan="Kue kering.", nama="Kue & <b>kopi</b>")
    found = things(shop, "produk/kue/index.html")
    product = found["Product"]
    assert product["name"] == "Kue & <b>kopi</b>"
    assert product["description"] == "Kue kering."
    assert product["url"] == BASE + "produk/kue/"
    assert product["manufacturer"] == {"@type": "Organization", "name": "Usaha dapur", "url": BASE + "penjual/dapur/"}
    offer = product["offers"]
    assert (offer["@type"], offer["price"], offer["priceCurrency"]) == ("Offer", 15000, "IDR")
    assert trail(found)[0] == (1, "Beranda", BASE)
    assert trail(found)[-1][1:] == ("Kue & <b>kopi</b>", BASE + "produk/kue/")


@pytest.mark.parametrize("price", [None, 15])  # 15: typed in thousands, most likely
def test_without_a_price_that_machines_may_be_told_there_is_no_product(shop, price):
    shop.product("kue", harga=price)
    assert set(things(shop, "produk/kue/index.html")) == {"BreadcrumbList"}


def test_a_drawing_is_not_given_as_a_photo_of_the_goods(shop):
    for name, colour in (("ilustrasi-kue.jpg", "red"), ("kue.jpg", "blue")):
        out = io.BytesIO()
        Image.new("RGB", (400, 300), colour).save(out, "JPEG")
        shop.write(f"content/foto/{name}", out.getvalue())
    shop.product("kue", foto="[ilustrasi-kue.jpg, kue.jpg]")
    shop.product("gambar", foto="[ilustrasi-kue.jpg]")
    (image,) = things(shop, "produk/kue/index.html")["Product"]["image"]
    assert image.startswith(BASE + "aset/foto/kue-")
    assert "image" not in things(shop, "produk/gambar/index.html")["Product"]


def test_hours_of_a_business_that_may_be_visited(shop):
    hours = "Senin–Jumat 08.00–15.30, Sabtu 09.00–12.00"
    shop.seller("dapur", **PRIVATE, jam=hours, persetujuan="2026-01-02", persetujuan_untuk="[alamat]")
    shop.seller("rumah", jam=hours)
    business = things(shop, "penjual/dapur/index.html")["LocalBusiness"]
    week, saturday = business["openingHoursSpecification"]
    assert week["dayOfWeek"] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert (week["opens"], week["closes"]) == ("08:00", "15:30")
    assert (saturday["dayOfWeek"], saturday["opens"], saturday["closes"]) == (["Saturday"], "09:00", "12:00")
    assert "openingHoursSpecification" not in things(shop, "penjual/rumah/index.html")["Organization"]


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (None, None),
        (Price(25), None),
        (Price(15000), {"@type": "Offer", "price": 15000}),
        (Price(4000, 60000), {"@type": "AggregateOffer", "lowPrice": 4000, "highPrice": 60000}),
        (Price(1500, None, starting=True), {"@type": "AggregateOffer", "lowPrice": 1500}),
    ],
)
def test_offers(price, expected):
    offer = offer_data(price, "https://x.example/", {"@type": "Organization", "name": "Y"})
    if expected is None:
        assert offer is None
        return
    assert offer is not None
    assert offer["priceCurrency"] == "IDR"
    amounts = {key: value for key, value in offer.items() if "rice" in key and key != "priceCurrency"}
    assert amounts | {"@type": offer["@type"]} == expected


PRIVATE = {
    "whatsapp": '"0890-0000-1234"',
    "surel": "halo@dapur.example",
    "alamat": "Jalan Uji 9",
    "titik": "[-2.99, 104.75]",
}


def test_seller_without_consent_is_an_organization_without_contact(shop):
    shop.seller("dapur", **PRIVATE)
    found = things(shop, "penjual/dapur/index.html")
    assert not {"telephone", "email", "geo"} & found["Organization"].keys()
    assert "streetAddress" not in found["Organization"]["address"]
    assert found["Organization"]["address"]["addressLocality"] == "Kota Palembang"
    assert found["Organization"]["address"]["addressRegion"] == "Sumatera Selatan"


def test_seller_with_consent_is_a_local_business(shop):
    shop.seller("dapur", **PRIVATE, persetujuan="2026-01-02", persetujuan_untuk="[kontak, alamat, titik]", berdiri=2014)
    business = things(shop, "penjual/dapur/index.html")["LocalBusiness"]
    assert business["name"] == "Usaha dapur"
    assert business["address"]["streetAddress"] == "Jalan Uji 9"
    assert business["telephone"] == "+6289000001234"
    assert business["email"] == "halo@dapur.example"
    assert business["geo"]["latitude"] == -2.99
    assert business["foundingDate"] == "2014"


def test_member_of_a_hidden_cooperative_does_not_name_it(shop):
    shop.seller("koperasi-terang", jenis="koperasi")
    shop.seller("koperasi-gelap", jenis="koperasi", draf="ya")
    shop.seller("dapur", koperasi="koperasi-terang")
    shop.seller("warung", koperasi="koperasi-gelap")
    assert things(shop, "penjual/dapur/index.html")["Organization"]["memberOf"]["name"] == "Usaha koperasi-terang"
    assert "memberOf" not in things(shop, "penjual/warung/index.html")["Organization"]


def test_news_with_a_venue_is_an_event(shop):
    fields = {"judul": "Pasar kopi", "tanggal": "2026-12-05", "sampai": "2026-12-07", "tempat": "Balai kota"}
    shop.record("kabar", "pasar", fields, "Isi.")
    shop.record("kabar", "panen", {"judul": "Panen", "tanggal": "2026-12-05"}, "Isi.")
    found = things(shop, "kabar/pasar/index.html")
    event = found["Event"]
    assert (event["name"], event["startDate"], event["endDate"]) == ("Pasar kopi", "2026-12-05", "2026-12-07")
    assert event["location"]["name"] == "Balai kota"
    assert event["location"]["address"]["addressCountry"] == "ID"
    assert trail(found) == [
        (1, "Beranda", BASE),
        (2, "Kabar", BASE + "kabar/"),
        (3, "Pasar kopi", BASE + "kabar/pasar/"),
    ]
    assert "Event" not in things(shop, "kabar/panen/index.html")


def test_lists_name_their_entries_in_order(shop):
    for number in range(5):
        shop.product(f"kue-{number}")
    entries = things(shop, "wilayah/kota-palembang/index.html")["ItemList"]["itemListElement"]
    assert [entry["position"] for entry in entries] == [1, 2, 3, 4, 5]
    shown = re.findall(r'href="../../(produk/[^"]*)"', shop.read("wilayah/kota-palembang/index.html"))
    assert [entry["url"] for entry in entries] == [BASE + path for path in shown]
    assert "ItemList" not in things(shop, "wilayah/lahat/index.html")


def test_home_names_the_site(shop):
    found = things(shop, "index.html")
    assert set(found) == {"WebSite"}
    assert (found["WebSite"]["name"], found["WebSite"]["url"]) == ("Etalase uji", BASE)


def test_pages_to_be_left_alone_say_nothing(shop):
    shop.product("konsep", draf="ya")
    shop.product("kue", alias="produk/kue-lama")
    assert things(shop, "404.html") == {}
    assert things(shop, "produk/kue-lama/index.html") == {}
    shop.build(drafts=True)
    assert "ld+json" not in shop.read("produk/konsep/index.html")


hostile = st.one_of(
    st.text(), st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "\u2028", "]]>", "&lt;"])
)


@given(st.dictionaries(hostile, hostile, min_size=1))
def test_no_text_leaves_the_script(thing):
    text = spell_json_ld([thing])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"] == [thing]
    text.encode()


def test_keys_keep_their_order():
    assert spell_json_ld([{"b": 1, "a": 2}]) == '{"@context":"https://schema.org","@graph":[{"b":1,"a":2}]}'
    assert spell_json_ld([]) == ""


def test_the_policy_of_pages_allows_json_ld_and_nothing_else_inline(shop, browser):
    """A data block is not run, so `script-src 'self'` has nothing against it; an inline script it stops."""
    shop.product("kue", nama="</script><script>document.title='rusak'</script>")
    shop.build()
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((shop.folder / "output/produk/kue/index.html").as_uri())
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert "rusak" not in page.title()[:5]
    assert not [text for text in said if "script" in text.lower()]
    file = shop.write("rusak.html", shop.read("produk/kue/index.html").replace("</head>", "<script>1</script></head>"))
    page.goto(file.as_uri())
    assert [text for text in said if "script" in text.lower()], "the check above would not see a violation"
