"""A seller's products, a page of them at a time."""

from __future__ import annotations


def test_many_products_go_on_pages_of_their_own(make_site):
    site = make_site("situs", theme="nusantara", per_halaman="2")
    for number in range(5):
        site.product(f"kue-{number}", nama=f"Kue ke-{number}")
    site.seller("dapur", "Cerita dapur kami.")
    assert site.build().exit_code == 0
    pages = [site.read(f"penjual/dapur/{path}index.html") for path in ("", "halaman/2/", "halaman/3/")]
    shown = [{number for number in range(5) if f"Kue ke-{number}" in page} for page in pages]
    assert [len(found) for found in shown] == [2, 2, 1]
    assert set.union(*shown) == set(range(5))
    assert ["Cerita dapur kami." in page for page in pages] == [True, False, False]
    assert ['content="noindex"' in page for page in pages] == [False, True, True]
    assert "penjual/dapur/halaman" not in site.read("sitemap.xml")
    assert 'rel="next"' in pages[0] and 'rel="prev"' in pages[2]


def test_few_products_stand_on_one_page(make_site):
    site = make_site("situs", theme="nusantara")
    site.product("kue")
    site.build()
    assert not (site.folder / "output/penjual/dapur/halaman").exists()
    assert 'class="laman"' not in site.read("penjual/dapur/index.html")


def test_english_pages_lead_on_in_english(make_site):
    site = make_site("situs", theme="nusantara", per_halaman="2", bahasa="[id, en]")
    site.record("penjual", "dapur.en", {"nama": "Kitchen"}, "Our story.")
    for number in range(3):
        site.product(f"kue-{number}")
        site.record("produk", f"kue-{number}.en", {"nama": f"Cake {number}"}, "")
    assert site.build().exit_code == 0
    page = site.read("en/penjual/dapur/index.html")
    assert 'rel="next" href="../../../en/penjual/dapur/halaman/2/"' in page
    assert "Cake" in site.read("en/penjual/dapur/halaman/2/index.html")
