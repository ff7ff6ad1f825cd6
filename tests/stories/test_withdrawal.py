"""The one rule of publication, over every byte: what is hidden leaves no trace, whichever way it was hidden.

Two questions are asked each time. Do its words, numbers or pictures occur anywhere in the output? And is the output, byte for
byte, that of a site which never knew the record?
"""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cache

import pytest
from conftest import TODAY, Site
from PIL import Image
from tests_support import changed_paths

MARKS = ("zamrud", "89000009876", "0890-0000-9876", "0890 0000 9876", "jalan hijau", "2.9137", "104.7137")
PURPLE = (160, 0, 200)
JSON_LD = (
    '{% set data = json_ld(page.title) %}{% if data %}<script type="application/ld+json">{{ data }}</script>{% endif %}'
)
CURATED = "{status: tayang}"

EVERYWHERE = {
    "draf": {"draf": "ya"},
    "belum": {"tayang_mulai": "2026-11-23"},
    "usai": {"tayang_sampai": "2026-11-21"},
}
UNCURATED = {
    "tanpa-kurasi": {"kurasi": None},
    "usulan": {"kurasi": "{status: usulan}"},
    "perbaikan": {"kurasi": "{status: perbaikan}"},
    "ditolak": {"kurasi": "{status: ditolak}"},
}
WAYS = {
    "penjual": {**EVERYWHERE, **UNCURATED, "agregat": {"visibilitas": "agregat"}},
    "produk": {**EVERYWHERE, **UNCURATED},
    **dict.fromkeys(("kabar", "pojok", "layanan", "halaman"), EVERYWHERE),
}
CASES = [("mini", kind, way) for kind, ways in WAYS.items() for way in ways]
CASES += [("nusantara", kind, "draf") for kind in WAYS]  # the ways are the same for every theme; what it shows is not

SUBJECTS = {
    "penjual": {
        "nama": "Kedai Zamrud", "jenis": "koperasi", "kabupaten": '"16.04"', "kategori": "kriya", "kurasi": CURATED,
        "whatsapp": '"0890-0000-9876"', "surel": "halo@zamrud.example", "alamat": "Jalan Hijau 5", "titik": "[-2.9137, 104.7137]",
        "persetujuan": "2026-01-02", "persetujuan_untuk": "[kontak, alamat, titik]",
        "toko": "{shopee: https://shopee.co.id/zamrud}",
    },
    "produk": {"nama": "Cincin zamrud", "penjual": "dapur", "kategori": "kriya", "harga": 15000, "kurasi": CURATED},
    "kabar": {"judul": "Pasar zamrud", "tanggal": "2026-11-20", "tempat": "Jalan Hijau 5"},
    "pojok": {"nama": "Pojok zamrud", "kabupaten": '"16.04"', "alamat": "Jalan Hijau 5", "penjual": "[dapur]"},
    "layanan": {"nama": "Kelas zamrud", "jenis": "pelatihan"},
    "halaman": {"judul": "Tentang zamrud"},
}  # fmt: skip


def picture(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 700), colour).save(out, "JPEG")
    return out.getvalue()


def write_bystanders(site: Site, kind: str | None) -> None:
    """Records that stay, and that name the subject of this kind; none: they name nobody."""
    link = f"[yang itu](../{kind}/zamrud.md)" if kind else "yang itu"
    old = f"[dulu](/{'' if kind == 'halaman' else kind + '/'}batu-zamrud/)" if kind else "dulu"
    sellers = ["dapur", *(["zamrud"] if kind == "penjual" else [])]
    products = ["kue", *(["zamrud"] if kind in ("penjual", "produk") else [])]
    site.seller("dapur", kurasi=CURATED)
    site.seller("anggota", kurasi=CURATED, koperasi="zamrud" if kind == "penjual" else None, kabupaten='"16.04"')
    site.product("kue", f"Seperti {link}, {old}.", kurasi=CURATED, kategori="kriya")
    site.product("roti", kurasi=CURATED, kategori="kriya")
    fields = {
        "judul": "Kabar terang",
        "tanggal": "2026-11-01",
        "penjual": f"[{', '.join(sellers)}]",
        "produk": f"[{', '.join(products)}]",
    }
    site.record("kabar", "terang", fields, "Isi.")
    corner = {
        "nama": "Pojok terang",
        "kabupaten": '"16.71"',
        "alamat": "Jalan Terang 1",
        "penjual": f"[{', '.join(sellers)}]",
    }
    site.record("pojok", "terang", corner, "Isi.")


def write_subject(site: Site, kind: str, **changes: str | None) -> None:
    """The record that will be hidden; of a seller, with a product that is not hidden itself."""
    site.write("content/foto/zamrud.jpg", picture(PURPLE))
    common = {"alias": f"{'' if kind == 'halaman' else kind + '/'}batu-zamrud", "foto": "[zamrud.jpg]",
              "ringkasan": "Serba zamrud.", "diperbarui": "2026-11-20"}  # fmt: skip
    site.record(kind, "zamrud", SUBJECTS[kind] | common | changes, "Cerita tentang zamrud.")
    if kind == "penjual":
        own = SUBJECTS["produk"] | {"penjual": "zamrud"} | common | {"alias": "produk/batu-zamrud"}
        site.record("produk", "zamrud", own, "Cerita tentang zamrud.")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Make a site where curation counts, with everything but the subject."""

    def make(kind: str | None, theme: str = "mini") -> Site:
        site = Site(tmp_path_factory.mktemp("situs"))
        site.start(theme=theme, kurasi="{wajib: ya}", menu="[{judul: Produk, ke: /produk/}]")
        if theme == "mini":
            base = site.folder / "themes/mini/templates/base.html"
            base.write_text(base.read_text().replace("</head>", JSON_LD + "</head>"))
        write_bystanders(site, kind)
        return site

    return make


@pytest.fixture(scope="module")
def clean(start):
    """The output of a site that never knew the subject, by theme."""

    @cache
    def tree(theme: str = "mini") -> dict[str, bytes]:
        site = start(None, theme)
        assert site.build().exit_code == 0
        return site.tree()

    return tree


def traces(tree: dict[str, bytes]) -> list[str]:
    """Where the subject shows: in a path, a byte, or a picture."""
    found = []
    for path, data in tree.items():
        text = (path + "\n").encode() + data
        found += [f"{path}: {mark}" for mark in MARKS if mark.encode() in text.lower()]
        if path.endswith((".jpg", ".webp", ".png")):
            with Image.open(io.BytesIO(data)) as image:
                pixel = image.convert("RGB").getpixel((5, 5))
            if all(abs(seen - own) < 12 for seen, own in zip(pixel, PURPLE, strict=True)):
                found.append(f"{path}: the picture")
    return found


@pytest.mark.parametrize(("theme", "kind", "way"), CASES)
def test_what_is_hidden_leaves_no_trace(start, clean, theme, kind, way):
    site = start(kind, theme)
    write_subject(site, kind)
    assert site.build().exit_code == 0
    shown = traces(site.tree())
    assert any(path.startswith(f"{'' if kind == 'halaman' else kind + '/'}zamrud/") for path in shown)
    assert any("the picture" in path for path in shown)
    assert any(path.startswith("sitemap.xml") for path in shown)
    assert any(path.startswith("_redirects") for path in shown)
    assert kind not in ("penjual", "produk", "kabar") or any(path.startswith("feed.xml") for path in shown)

    write_subject(site, kind, **WAYS[kind][way])  # withdrawn after it was public
    result = site.build()
    assert result.exit_code == 0, result.problems
    assert traces(site.tree()) == []
    assert changed_paths(site.tree(), clean(theme)) == set()

    fresh = start(kind, theme)  # and where it never was public
    write_subject(fresh, kind, **WAYS[kind][way])
    assert fresh.build().exit_code == 0
    assert changed_paths(fresh.tree(), clean(theme)) == set()


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_day_withdraws_by_itself(start, clean, kind):
    site = start(kind)
    write_subject(site, kind, tayang_sampai="2026-11-22")
    site.build()
    assert traces(site.tree())
    site.today = TODAY + timedelta(days=1)
    assert site.build().exit_code == 0
    assert traces(site.tree()) == []
    assert changed_paths(site.tree(), clean()) == set()


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_preview_leaves_nothing_in_the_site_published_after_it(start, clean, kind):
    site = start(kind)
    write_subject(site, kind, draf="ya")
    site.build(drafts=True)
    assert traces(site.tree())
    site.build()
    assert changed_paths(site.tree(), clean()) == set()


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_record_left_out_for_its_faults_leaves_no_trace(start, clean, kind):
    site = start(kind)
    write_subject(site, kind)
    site.build()
    write_subject(site, kind, diperbarui="kemarin dulu")
    result = site.build(keep_going=True)
    assert result.exit_code == 3
    assert traces(site.tree()) == []
    assert changed_paths(site.tree(), clean()) == set()


@pytest.mark.parametrize(
    ("allowed", "gone"),
    [
        (None, (*MARKS[1:], "halo@")),
        ("[kontak]", MARKS[4:]),
        ("[alamat]", ("89000009876", "halo@", "2.9137")),
        ("[titik]", ("89000009876", "halo@", "jalan hijau")),
    ],
)
@pytest.mark.parametrize("theme", ["mini", "nusantara"])
def test_consent_withdrawn_takes_what_is_personal_along(start, theme, allowed, gone):
    site = start("penjual", theme)
    write_subject(site, "penjual")
    site.build()
    before = b"".join(site.tree().values()).lower()
    assert b"89000009876" in before
    assert b"jalan hijau" in before
    consent = {"persetujuan": None, "persetujuan_untuk": None} if allowed is None else {"persetujuan_untuk": allowed}
    write_subject(site, "penjual", **consent)
    assert site.build().exit_code == 0
    everything = b"".join(site.tree().values()).lower()
    assert b"kedai zamrud" in everything, "the business itself stays"
    assert not [mark for mark in gone if mark.encode() in everything]


@pytest.mark.parametrize("secret", ["tahap", "riwayat_tahap", "kurasi", "nib"])
def test_internal_fields_are_in_no_byte(site, secret):
    values = {
        "tahap": "naik-kelas", "riwayat_tahap": "[{tahap: naik-kelas, tanggal: 2025-02-03}]",
        "kurasi": "{status: tayang, oleh: Panitia Ungu, tanggal: 2025-02-03, sidik: a1b2c3d4}", "nib": '"1234567890123"',
    }  # fmt: skip
    site.seller("dapur", **{secret: values[secret]})
    site.product("kue", kurasi=values["kurasi"])
    assert site.build().exit_code == 0
    everything = b"".join(site.tree().values())
    marks = (
        b"naik-kelas",
        b"2025-02-03",
        b"3 Februari 2025",
        b"Panitia Ungu",
        b"a1b2c3d4",
        b"1234567890123",
    )
    assert not [mark for mark in marks if mark in everything]
