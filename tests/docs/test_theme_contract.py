"""The theme contract says all that templates may use, and nothing else."""

from __future__ import annotations

from collections import defaultdict

from conftest import REPOSITORY, Site
from docs.between import check_page
from docs.declared import entries, page_classes, reached
from docs.notes import NOTES
from docs.template_names import references, uses_of
from docs.theme_contract import BASE_BLOCKS, TEMPLATES, block_names, documented, fields_of_any, parts, words_of

from generator.model.page import Page, RecordPage
from generator.model.site_view import SiteView
from generator.theme.environment import GIVEN
from generator.theme.filters import TemplateFilters

CONTRACT = REPOSITORY / "docs/theme-contract.md"
TOLD = [SiteView, Page, RecordPage, *page_classes(), *(item for item in reached() if not fields_of_any(item))]
KINDS = {item.kind: item for item in page_classes()}


def test_the_tables_are_what_the_code_says() -> None:
    """After a wanted change: `ETALASE_GOLDEN=1 pytest tests/docs`."""
    check_page(CONTRACT, parts())


def test_every_name_is_explained_in_the_code_or_in_the_notes() -> None:
    pairs = [(item, entry) for item in TOLD for entry in entries(item)]
    assert [f"{item.__name__}.{entry.name}" for item, entry in pairs if not words_of(item, entry)] == []


def test_every_note_is_about_a_name_that_has_none_in_the_code() -> None:
    pairs = [(item, entry) for item in TOLD for entry in entries(item) if not entry.words]
    assert (
        set(NOTES) - {name for item, entry in pairs for name in (entry.name, f"{item.__name__}.{entry.name}")} == set()
    )


def test_nothing_that_a_class_offers_is_left_out() -> None:
    known = documented()
    for item in TOLD:
        line = [base for base in item.__mro__ if base.__module__.startswith("generator.")]
        offered = {name for base in line for name in [*vars(base), *vars(base).get("__annotations__", {})]}
        assert {name for name in offered if not name.startswith("_")} == known[item.__name__], item


def test_every_block_of_the_frame_is_told() -> None:
    assert block_names("base.html") == list(BASE_BLOCKS)


def reach() -> dict[str, set[str]]:
    """The kinds of page that may reach each template of nusantara."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        waiting = [f"pages/{kind}.html"]
        while waiting:
            name = waiting.pop()
            if kind not in found[name]:
                found[name].add(kind)
                waiting += references((TEMPLATES / name).read_text("utf-8"))
    return found


def unknown_names(text: str, kind: type[Page]) -> list[str]:
    """What a template asks for that the contract does not tell."""
    known = documented()
    anywhere = {name for item in page_classes() for name in known[item.__name__]}
    return [
        f"{use.owner.__name__}.{use.name} (line {use.line})"
        for use in uses_of(text, kind)
        if use.name not in (anywhere if use.is_guarded and use.owner is kind else known[use.owner.__name__])
    ]


def test_the_templates_that_ship_use_no_other_names() -> None:
    faults = [
        f"{name} for {kind}: {fault}"
        for name, kinds in sorted(reach().items())
        for kind in sorted(kinds)
        for fault in unknown_names((TEMPLATES / name).read_text("utf-8"), KINDS[kind])
    ]
    assert faults == []


def test_a_name_is_found_out_wherever_it_hides() -> None:
    text = """{% if false %}{{ page.tiada }}{% endif %}{% if page.salah is defined %}{{ page.salah }}{% endif %}
{% set p = page.product %}{{ p.nama }}{% for item in page.related[:2]|list %}{{ item.photo.lebar }}{% endfor %}
{{ site.region(page.card.region).panjang }}{{ photo(page.photos[0]).tinggi }}{{ site.office.whatsapp.nomor }}
{% if page.photos is defined %}{{ page.photos }}{% endif %}{{ page.seller.name }}{{ p.halal.number }}"""
    assert unknown_names(text, KINDS["produk"]) == [
        "ProductPage.tiada (line 1)", "ProductPage.salah (line 1)", "ProductPage.salah (line 1)", "Product.nama (line 2)",
        "Photo.lebar (line 2)", "RegionName.panjang (line 3)", "Shot.tinggi (line 3)", "Phone.nomor (line 3)",
    ]  # fmt: skip


def test_every_documented_name_is_there_when_a_page_is_made(site: Site) -> None:
    """A theme whose every page asks for every name of its kind, and prints those that are missing."""
    known, record_of = documented(), {"produk": "product", "penjual": "seller", "pojok": "corner", "kabar": "news"}
    record_of |= {"layanan": "service", "halaman": "text"}
    common = [f"site.{name}" for name in known["SiteView"]] + [*GIVEN, *TemplateFilters.FUNCTIONS]
    for kind, item in KINDS.items():
        names = common + [f"page.{name}" for name in known[item.__name__]]
        if kind in record_of:
            record = {"halaman": "PlainPage", "kabar": "News", "layanan": "Service", "pojok": "Corner"}.get(kind)
            record = record or record_of[kind].capitalize()
            names += [f"page.{record_of[kind]}.{name}" for name in known[record]]
        asked = "".join(f"{{% if {name} is not defined %}}HILANG {name}\n{{% endif %}}" for name in names)
        site.write(f"themes/mini/templates/pages/{kind}.html", f"<!doctype html>{asked}{kind} lengkap")
    site.product("kopi", alias="produk/lama")
    for kind, fields in {"kabar": {"judul": "Kabar", "tanggal": "2026-11-01"}, "halaman": {"judul": "Tentang"},
                         "layanan": {"nama": "Kelas"}, "pojok": {"nama": "Pojok", "kabupaten": '"16.71"', "alamat": "Jalan"}}.items():  # fmt: skip
        site.record(kind, "satu", fields, "Cerita.")
    answers = "survei.terdampak;2026;50;90;responden;Survei uji;2026-01-02;Ditanya."
    site.write(
        "content/angka/survei-satu.csv", f"kunci;periode;nilai;penyebut;satuan;sumber;tanggal;catatan\n{answers}"
    )
    assert site.build().exit_code == 0
    made = [data.decode() for path, data in site.tree().items() if path.endswith(".html")]
    assert [line for text in made for line in text.splitlines() if "HILANG" in line] == []
    assert {kind for kind in KINDS if any(text.endswith(f"{kind} lengkap") for text in made)} == set(KINDS)
