"""Addresses, e-mail, accounts and shops. Hosts are compared exactly."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.links import profile_url, read_email, read_handle, read_url
from generator.model.platforms import SOURCE, Shop, read_shop, shipped_platforms
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import (
    BAD_EMAIL,
    BAD_HANDLE,
    BAD_LINK,
    CLOSED_PLATFORM,
    HALF_READ,
    PERSONAL_PROFILE,
    PLAIN_HTTP,
    TOO_LONG,
    UNKNOWN_CHOICE,
    WRONG_HOST,
    Rule,
)

NETWORKS = ("instagram", "tiktok", "youtube", "facebook")


def rules(remarks: Remarks) -> list[Rule]:
    return [remark.rule for remark in remarks]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.id", "https://x.id"),
        ("www.x.id", "https://www.x.id"),
        ("toko.co.id/a?b=c#d", "https://toko.co.id/a?b=c#d"),
        ("HTTPS://Contoh.Example/Toko", "https://contoh.example/Toko"),
        ("https://x.id:443/a", "https://x.id/a"),
        ("https://x.id:8443/a", "https://x.id:8443/a"),
        ("https://tëst.id/ä", "https://xn--tst-jma.id/%C3%A4"),
        ("https://x.id/a%20b", "https://x.id/a%20b"),
        ("-", None),
    ],
)
def test_addresses(text: str, url: str | None) -> None:
    remarks: Remarks = []
    assert read_url(text, remarks) == url
    assert remarks == []


def test_http_is_kept_with_a_remark() -> None:
    remarks: Remarks = []
    assert read_url("http://x.id/a", remarks) == "http://x.id/a"
    assert rules(remarks) == [PLAIN_HTTP]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JavaScript://x.id/%0aalert(1)",
        "mailto:a@x.id",
        "ftp://x.id",
        "https://shopee.co.id@evil.com/",
        "https://user:pw@x.id",
        "https://x.id\\@evil.com",
        "//x.id",
        "https:x.id",
        "https://x",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://kopi.local/",
        "https:///a",
        "https://a.id https://b.id",
        "https://x.id:99999",
        "https://-x.id",
        "https://x..id",
        "contoh",
        "a@x.id",
        'https://x.id/"onclick=',
        "https://x.id/<b>",
        "https://x.id/\x00",
        "vbscript:x",
        "https://x.id:80a/",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_url(text, [])
    assert caught.value.remark.rule == BAD_LINK
    assert caught.value.remark.hint


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_url("https://x.id/" + "a" * 3000, [])
    assert caught.value.remark.rule == TOO_LONG


@given(st.text() | st.text(alphabet="htps:/.@x-id%[]?# \\é", max_size=40).map("https://".__add__))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = read_url(text, [])
    except Unreadable as fault:
        assert fault.remark.hint
        return
    if url is not None:
        assert url.isascii()
        assert url.startswith(("https://", "http://"))
        assert not set(url) & set(' "<>\\^`{|}\n')
        assert "@" not in url.split("/")[2]
        assert read_url(url, []) == url


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("halo@nama-usaha.example", "halo@nama-usaha.example"),
        ("mailto:a.b+c@X.ID", "a.b+c@x.id"),
        ("-", None),
    ],
)
def test_email(text: str, email: str | None) -> None:
    assert read_email(text, []) == email


def test_of_two_emails_the_first_is_taken() -> None:
    remarks: Remarks = []
    assert read_email("a@x.id, b@x.id", remarks) == "a@x.id"
    assert rules(remarks) == [HALF_READ]


@pytest.mark.parametrize(
    "text", ["a@b", "a..b@x.id", ".a@x.id", "a b@x.id", "@x.id", "a@x.id>", "a@-x.id", "a@1.2", "a"]
)
def test_what_is_no_email(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_email(text, [])
    assert caught.value.remark.rule == BAD_EMAIL


@pytest.mark.parametrize(
    ("platform", "text", "stored", "url"),
    [
        ("instagram", "@Contoh.NamaUsaha", "contoh.namausaha", "https://www.instagram.com/contoh.namausaha/"),
        (
            "instagram",
            "https://www.instagram.com/contoh/?igsh=abc",
            "contoh",
            "https://www.instagram.com/contoh/",
        ),
        ("instagram", "instagram.com/contoh", "contoh", "https://www.instagram.com/contoh/"),
        ("instagram", "ig: contoh", "contoh", "https://www.instagram.com/contoh/"),
        ("tiktok", "@contoh", "contoh", "https://www.tiktok.com/@contoh"),
        ("tiktok", "https://www.tiktok.com/@Contoh?lang=id", "contoh", "https://www.tiktok.com/@contoh"),
        (
            "tiktok",
            "vt.tiktok.com/ZSabc12/",
            "https://vt.tiktok.com/ZSabc12/",
            "https://vt.tiktok.com/ZSabc12/",
        ),
        ("youtube", "@Contoh-Usaha", "Contoh-Usaha", "https://www.youtube.com/@Contoh-Usaha"),
        ("youtube", "https://youtube.com/@x.y-z/videos", "x.y-z", "https://www.youtube.com/@x.y-z"),
        ("youtube", "youtube.com/c/nama", "c/nama", "https://www.youtube.com/c/nama"),
        ("facebook", "contoh.namausaha", "https://www.facebook.com/contoh.namausaha", None),
        ("facebook", "https://m.facebook.com/contoh?ref=1", "https://www.facebook.com/contoh", None),
    ],
)
def test_accounts(platform: str, text: str, stored: str, url: str | None) -> None:
    remarks: Remarks = []
    assert read_handle(platform, text, remarks) == stored
    assert remarks == []
    assert profile_url(platform, stored) == (url or stored)


def test_youtubes_older_channels() -> None:
    channel = "channel/UC" + "a1_-" * 5 + "zz"
    assert read_handle("youtube", f"https://www.youtube.com/{channel}", []) == channel
    assert profile_url("youtube", channel) == f"https://www.youtube.com/{channel}"


def test_a_persons_profile_is_noted() -> None:
    remarks: Remarks = []
    text = "https://www.facebook.com/profile.php?id=100012345&ref=x"
    assert read_handle("facebook", text, remarks) == "https://www.facebook.com/profile.php?id=100012345"
    assert rules(remarks) == [PERSONAL_PROFILE]


@pytest.mark.parametrize(
    ("platform", "text"),
    [("instagram", text) for text in ("a..b", ".a", "a.", "Songket Ayu", "x" * 31, "https://instagram.com/p/abc")]
    + [("instagram", "https://instagram.com.evil.com/x"), ("instagram", "https://www.tiktok.com/@x")]
    + [("tiktok", text) for text in ("a", "contoh.", "tiktok.com/contoh", "https://www.tiktok.com/tag/x")]
    + [("youtube", text) for text in ("ab", "https://youtu.be/abc", "https://www.youtube.com/watch?v=abc")]
    + [("facebook", text) for text in ("Songket Ayu", "https://facebook.com/", "https://facebook.com/photo.php?id=1")]
    + [("facebook", "https://www.facebook.com/profile.php"), ("facebook", "javascript:alert(1)")],
)
def test_what_is_no_account(platform: str, text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_handle(platform, text, [])
    assert caught.value.remark.rule == BAD_HANDLE


@pytest.mark.parametrize("platform", NETWORKS)
@given(text=st.text() | st.from_regex(r"@?[A-Za-z0-9._-]{1,35}", fullmatch=True))
def test_an_account_once_read_stays_as_it_is(platform: str, text: str) -> None:
    try:
        stored = read_handle(platform, text, [])
    except Unreadable:
        return
    if stored is not None:
        assert read_handle(platform, stored, []) == stored
        assert read_handle(platform, profile_url(platform, stored), []) == stored


def test_the_platform_file_is_whole() -> None:
    platforms = shipped_platforms().by_key
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["kunci"] for row in rows] == list(platforms)
    for row in rows:
        platform = platforms[row["kunci"]]
        assert (platform.name, " ".join(platform.hosts), platform.note) == (
            row["nama"],
            row["host"],
            row["catatan"],
        )
        assert platform.status in ("jalan", "tutup", "beralih")
        assert platform.kind in ("toko", "pengadaan", "peta")
        assert platform.note or platform.status == "jalan"
    hosts = [host for platform in platforms.values() for host in platform.hosts]
    assert len(hosts) == len(set(hosts))
    wanted = (
        "tokopedia tiktok-shop shopee lazada blibli bukalapak padi-umkm e-katalog toko-daring-lkpp siplah mbizmarket"
    )
    assert set(wanted.split()) | {"google-maps"} <= set(platforms)


@pytest.mark.parametrize(
    ("platform", "url"),
    [
        ("shopee", "https://shopee.co.id/contoh-etalase"),
        ("tokopedia", "https://www.tokopedia.com/contoh-etalase"),
        ("tiktok-shop", "https://www.tiktok.com/@contoh"),
        ("mbizmarket", "https://www.mbizmarket.co.id/contoh"),
        ("google-maps", "https://www.google.com/maps/place/x"),
        ("google-maps", "https://maps.app.goo.gl/abc"),
        ("lain", "https://toko.contoh.example/"),
    ],
)
def test_shops(platform: str, url: str) -> None:
    remarks: Remarks = []
    assert read_shop(shipped_platforms(), platform, url, remarks) == Shop(platform, url)
    assert remarks == []


def test_a_known_platform_is_reached_by_https() -> None:
    assert read_shop(shipped_platforms(), "shopee", "http://shopee.co.id/x", []) == Shop(
        "shopee", "https://shopee.co.id/x"
    )


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("shopee", "shopee.co.id.promo-x.com"),
        ("shopee", "https://www.tokopedia.com/x"),
        ("shopee", "https://xshopee.co.id/"),
        ("google-maps", "https://www.google.com/search?q=/maps"),
        ("google-maps", "https://www.google.com/mapsx"),
    ],
)
def test_a_host_that_only_looks_alike_is_not_shown(platform: str, text: str) -> None:
    remarks: Remarks = []
    assert read_shop(shipped_platforms(), platform, text, remarks) is None
    assert rules(remarks) == [WRONG_HOST]


def test_the_wording_of_the_reference() -> None:
    remarks: Remarks = []
    read_shop(shipped_platforms(), "shopee", "shopee.co.id.promo-x.com", remarks)
    read_shop(shipped_platforms(), "bukalapak", "https://www.bukalapak.com/u/x", remarks)
    assert remarks[0].message == 'tautan "shopee.co.id.promo-x.com" bukan alamat Shopee. Tautan tidak ditampilkan.'
    assert remarks[1].rule == CLOSED_PLATFORM
    assert remarks[1].message == (
        "Bukalapak tidak lagi menjual barang fisik sejak Februari 2025. Tautan tidak ditampilkan."
    )


def test_a_platform_that_moves_is_shown_with_a_warning() -> None:
    remarks: Remarks = []
    url = "https://e-katalog.lkpp.go.id/x"
    assert read_shop(shipped_platforms(), "e-katalog", url, remarks) == Shop("e-katalog", url)
    assert rules(remarks) == [CLOSED_PLATFORM]


@pytest.mark.parametrize(
    ("platform", "text", "rule"),
    [("shope", "https://shopee.co.id/x", UNKNOWN_CHOICE), ("shopee", "javascript:alert(1)", BAD_LINK)],
)
def test_shops_refused(platform: str, text: str, rule: Rule) -> None:
    with pytest.raises(Unreadable) as caught:
        read_shop(shipped_platforms(), platform, text, [])
    assert caught.value.remark.rule == rule


@given(st.text(alphabet="shope.cidatkl-/@:%", max_size=30).map("https://".__add__))
def test_only_a_platforms_own_host_passes(text: str) -> None:
    try:
        shop = read_shop(shipped_platforms(), "shopee", text, [])
    except Unreadable:
        return
    if shop is not None:
        found = shipped_platforms().owner(shop.url)
        assert found is not None
        assert found.key == "shopee"
        assert shop.url.split("/")[2] in found.hosts
