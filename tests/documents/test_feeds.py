"""Atom feeds: valid (RFC 4287), deterministic, and touched only by what they show."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from tests_support import changed_paths

from generator.documents.feeds import NEWEST, Feed, FeedEntry, atom, newest

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BASE = "https://contoh.example/uji/"


def assert_valid(data: bytes) -> ElementTree.Element:
    """What RFC 4287 requires of a feed and its entries."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == ATOM + "feed"
    for holder in (feed, *feed.iter(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(ATOM + name)) == 1, name
        assert MOMENT.fullmatch(holder.findtext(ATOM + "updated", ""))
        assert holder.findtext(ATOM + "id", "").startswith("https://")
        links = [link.get("href", "") for link in holder.findall(ATOM + "link") if link.get("rel") == "alternate"]
        assert len(links) == 1
        assert links[0].startswith("https://")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    own = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    assert own == [feed.findtext(ATOM + "id")]
    ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]
    assert len(ids) == len(set(ids))
    return feed


def titles(site, path: str) -> list[str]:
    feed = assert_valid((site.folder / "output" / path).read_bytes())
    return [entry.findtext(ATOM + "title", "") for entry in feed.iter(ATOM + "entry")]


def test_feeds_hold_what_has_a_date_newest_first(site):
    site.seller("warung", kabupaten='"16.72"', kategori="kriya")
    site.product("lama", diperbarui="2026-01-02")
    site.product("baru", diperbarui="2026-11-02", penjual="warung", kategori="kriya")
    site.product("tanpa-tanggal")
    site.record(
        "kabar", "panen", {"judul": "Panen raya", "tanggal": "2026-06-01", "ringkasan": "Dua hari <ramai>."}, "Isi."
    )
    site.build()
    assert titles(site, "feed.xml") == ["Produk baru", "Panen raya", "Produk lama"]
    assert titles(site, "wilayah/kota-palembang/feed.xml") == ["Produk lama"]
    assert titles(site, "wilayah/kota-prabumulih/feed.xml") == []
    assert titles(site, "wilayah/kota-pagar-alam/feed.xml") == ["Produk baru"]
    assert titles(site, "kategori/kriya/feed.xml") == ["Produk baru"]
    assert "Dua hari &lt;ramai&gt;." in site.read("feed.xml")
    assert f"<id>{BASE}kabar/panen/</id>" in site.read("feed.xml")


def test_empty_feeds_are_valid_and_never_show_the_day_of_the_build(site):
    site.product("tanpa-tanggal")
    site.build()
    feeds = [path for path in site.tree() if path.endswith("feed.xml")]
    assert len(feeds) > 18
    for path in feeds:
        feed = assert_valid(site.tree()[path])
        assert feed.findtext(ATOM + "updated") == "1970-01-01T00:00:00Z"


def test_only_what_a_feed_shows_changes_it(site):
    site.product("kue", diperbarui="2026-11-02")
    site.build()
    before = site.tree()
    site.product("kue", "Cerita lain.", diperbarui="2026-11-02", harga=99000, bahan="Sagu")
    site.build()
    assert not [path for path in changed_paths(before, site.tree()) if path.endswith("feed.xml")]
    site.product("kue", diperbarui="2026-11-02", nama="Kue nama baru")
    site.build()
    changed = {path for path in changed_paths(before, site.tree()) if path.endswith("feed.xml")}
    assert changed == {"feed.xml", "wilayah/kota-palembang/feed.xml", "kategori/kuliner/feed.xml"}


def test_a_preview_with_drafts_keeps_them_out_of_feeds(site):
    site.seller("rahasia", draf="ya")
    site.product("terang", diperbarui="2026-01-01")
    site.product("konsep", draf="ya", diperbarui="2026-01-01")
    site.product("konsep-penjual", penjual="rahasia", diperbarui="2026-01-01")
    site.build(drafts=True)
    assert "produk/konsep-penjual/index.html" in site.tree()
    assert titles(site, "feed.xml") == ["Produk terang"]


texts = st.text(max_size=40)
entries = st.builds(
    FeedEntry,
    st.integers(0, 200).map(lambda number: f"produk/barang-{number}/"),
    texts,
    st.dates().map(str),
    texts,
    texts,
)


@given(texts, texts, st.lists(entries, max_size=8, unique_by=lambda entry: entry.path))
def test_any_text_gives_well_formed_xml(title, author, found):
    feed = ElementTree.fromstring(atom(BASE, Feed("", title, author), newest(found)))
    assert len(list(feed.iter(ATOM + "entry"))) == len(found)


@given(st.lists(entries, max_size=120, unique_by=lambda entry: entry.path), st.randoms())
def test_order_depends_on_the_records_alone(found, dice):
    kept = newest(found)
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert newest(shuffled) == kept
    assert len(kept) == min(NEWEST, len(found))
    assert list(kept) == sorted(kept, key=lambda entry: entry.day, reverse=True)
    assert all(entry.day <= kept[-1].day for entry in found if entry not in kept)


def test_what_is_dated_later_than_today_puts_no_feed_into_the_future(site):
    site.record("kabar", "bazar", {"judul": "Bazar", "tanggal": "2027-03-01"}, "Isi.")
    site.build()
    assert titles(site, "feed.xml") == ["Bazar"]
    assert "2027" not in site.read("feed.xml") + site.read("sitemap.xml")
    site.product("kue", diperbarui="2026-11-02")
    site.build()
    feed = assert_valid((site.folder / "output/feed.xml").read_bytes())
    assert {element.text for element in feed.iter(ATOM + "updated")} == {"2026-11-02T00:00:00Z"}
    before = site.tree()
    site.today = date(2026, 12, 24)
    site.build()
    assert site.read("feed.xml").encode() == before["feed.xml"]
    site.today = date(2027, 3, 1)
    site.build()
    assert "<updated>2027-03-01T00:00:00Z</updated>" in site.read("feed.xml")
    assert "<lastmod>2027-03-01</lastmod>" in site.read("sitemap.xml")
