"""The regions of Indonesia, and what people write for them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import gazetteer
from generator.model.collate import is_slug
from generator.model.problem import Remarks, Unreadable
from generator.model.region import Atlas, Province, Region, provinces, read_province
from generator.model.rules import (
    AMBIGUOUS_NUMBER,
    AMBIGUOUS_REGION,
    FOREIGN_REGION,
    UNKNOWN_DISTRICT,
    UNKNOWN_REGION,
    Rule,
)

ALL = [region for province in provinces() for region in Atlas.of(province.code).regions]


def code(province: str, text: str) -> str | None:
    remarks: Remarks = []
    region = Atlas.of(province).read(text, remarks)
    assert remarks == []
    return region.code if region else None


def refusal(province: str, text: str) -> tuple[Rule, str, str]:
    with pytest.raises(Unreadable) as caught:
        Atlas.of(province).read(text, [])
    return caught.value.remark


def test_the_data_are_whole() -> None:
    assert len(provinces()) == 38
    assert Counter(region.kind for region in ALL) == {"kabupaten": 416, "kota": 98}
    assert sum(len(Atlas.of(region.province.code).districts(region.code)) for region in ALL) == 7285
    counts = {"16": 17, "15": 11, "36": 8, "35": 38, "31": 6}
    assert {province: len(Atlas.of(province).regions) for province in counts} == counts


def test_the_data_have_no_quoted_cells() -> None:
    for file in ("provinsi", "kabupaten_kota", "kecamatan", "alias", "titik_tengah"):
        text = (gazetteer.DATA / f"{file}.csv").read_text("utf-8")
        assert '"' not in text
        assert len({line.count(",") for line in text.splitlines()}) == 1


def test_every_region_has_a_centroid() -> None:
    for province in provinces():
        atlas = Atlas.of(province.code)
        for region in atlas.regions:
            latitude, longitude = atlas.centroid(region.code)
            assert -11.5 < latitude < 6.5
            assert 94 < longitude < 142


@pytest.mark.parametrize("region", ALL, ids=lambda region: region.code)
def test_every_region_reads_back(region: Region) -> None:
    atlas = Atlas.of(region.province.code)
    for text in (
        region.code,
        region.full_name,
        region.full_name.upper(),
        f"{region.code} {region.full_name}",
    ):
        assert code(region.province.code, text) == region.code
    assert atlas.by_code[region.code] is atlas.by_slug[region.slug] is region
    assert is_slug(region.slug)
    namesakes = [other for other in atlas.regions if other.name == region.name]
    if region.kind == "kota" or len(namesakes) == 1:
        assert code(region.province.code, region.slug) == region.code
        assert code(region.province.code, region.short) == region.code


def test_slugs_are_unique_within_a_province() -> None:
    for province in provinces():
        atlas = Atlas.of(province.code)
        assert len(atlas.by_slug) == len(atlas.regions)


@pytest.mark.parametrize(
    ("region", "full_name", "slug", "short"),
    [
        ("16.71", "Kota Palembang", "kota-palembang", "Kota Palembang"),
        ("16.04", "Kabupaten Lahat", "lahat", "Lahat"),
        ("31.71", "Kota Administrasi Jakarta Pusat", "kota-jakarta-pusat", "Kota Jakarta Pusat"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu", "kepulauan-seribu", "Kepulauan Seribu"),
    ],
)
def test_names(region: str, full_name: str, slug: str, short: str) -> None:
    found = Atlas.of(region[:2]).by_code[region]
    assert (found.full_name, found.slug, found.short) == (full_name, slug, short)


@pytest.mark.parametrize(
    ("province", "text", "expected"),
    [
        ("16", "1671", "16.71"),
        ("16", "16,71", "16.71"),
        ("16", "16.10", "16.10"),
        ("16", "1601.0", "16.01"),
        ("16", "Palembang", "16.71"),
        ("16", "PAGARALAM", "16.72"),
        ("16", "Lubuk Linggau", "16.73"),
        ("16", "OKU", "16.01"),
        ("16", "Kab. OKI", "16.02"),
        ("16", "kab lahat", "16.04"),
        ("16", "Kotamadya Prabumulih", "16.74"),
        ("16", "Palembang (16.71)", "16.71"),
        ("36", "Kota Serang", "36.73"),
        ("36", "Kab. Serang", "36.04"),
        ("36", "Tangsel", "36.74"),
        ("31", "Jakarta Pusat", "31.71"),
        ("31", "Kota Jakarta Pusat", "31.71"),
        ("31", "Kab. Adm. Kep. Seribu", "31.01"),
        ("63", "Kota Baru", "63.02"),
        ("35", "Kota Batu", "35.79"),
        ("16", "-", None),
    ],
)
def test_what_people_write(province: str, text: str, expected: str | None) -> None:
    assert code(province, text) == expected


def test_every_alias_is_understood() -> None:
    for alias_code, alias in gazetteer.rows("alias.csv", ""):
        if len(alias_code) == 2:
            assert read_province(alias).code == alias_code
        else:
            assert code(alias_code[:2], alias) == alias_code


@pytest.mark.parametrize(
    ("province", "text", "rule", "said"),
    [
        (
            "36",
            "Serang",
            AMBIGUOUS_REGION,
            '"Serang" bisa Kabupaten Serang (36.04) atau Kota Serang (36.73).',
        ),
        ("16", "1608", AMBIGUOUS_REGION, "16.09, kode BPS 1608"),
        ("16", "1672", AMBIGUOUS_REGION, "16.74, kode BPS 1672"),
        ("15", "1507", AMBIGUOUS_REGION, "15.06, kode BPS 1507"),
        ("16", "16.71 Lahat", AMBIGUOUS_REGION, "Kota Palembang"),
        ("16", "Bandung", FOREIGN_REGION, "ada di Jawa Barat, bukan di Sumatera Selatan"),
        ("16", "35.78", FOREIGN_REGION, "Kota Surabaya di Jawa Timur"),
        ("16", "Pagaralm", UNKNOWN_REGION, 'kabupaten/kota "Pagaralm" tidak ada di Sumatera Selatan.'),
        ("16", "Kabupaten Palembang", UNKNOWN_REGION, "tidak ada"),
        ("16", "16.1", UNKNOWN_REGION, "tidak lengkap"),
        ("16", "16.99", UNKNOWN_REGION, "tidak ada di Sumatera Selatan"),
        ("16", "99.01", UNKNOWN_REGION, "tidak ada di Sumatera Selatan"),
        ("16", "16.71.01", UNKNOWN_REGION, "kode kecamatan"),
        ("16", "Sumatera Selatan", UNKNOWN_REGION, "nama provinsi"),
    ],
)
def test_what_is_refused_and_why(province: str, text: str, rule: Rule, said: str) -> None:
    found, message, hint = refusal(province, text)
    assert found == rule
    assert said in message
    assert hint


def test_hints_name_the_nearest() -> None:
    assert "Pagar Alam" in refusal("16", "Pagaralm")[2]
    assert "Kota Palembang" in refusal("16", "Kabupaten Palembang")[2]
    assert "16.10 (Ogan Ilir)" in refusal("16", "16.1")[2]


def test_a_bare_code_where_bps_was_not_compared_is_remarked() -> None:
    remarks: Remarks = []
    region = Atlas.of("12").read("1206", remarks)
    assert region is not None
    assert region.code == "12.06"
    assert [remark.rule for remark in remarks] == [AMBIGUOUS_NUMBER]


@given(st.text() | st.text(alphabet="0123456789., KotaKbuten()", max_size=25))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        Atlas.of("16").read(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Ilir Barat Satu", "Ilir Barat Satu"),
        ("Ilir Barat I", "Ilir Barat Satu"),
        ("ilir barat 1", "Ilir Barat Satu"),
        ("Kec. Seberang Ulu II", "Seberang Ulu Dua"),
        ("Bukit Kecil", "Bukitkecil"),
        ("-", None),
    ],
)
def test_districts(text: str, district: str | None) -> None:
    atlas, remarks = Atlas.of("16"), Remarks()
    assert atlas.read_district(text, atlas.by_code["16.71"], remarks) == district
    assert remarks == []


def test_an_unknown_district_is_kept_with_a_remark() -> None:
    atlas, remarks = Atlas.of("16"), Remarks()
    assert atlas.read_district("Ilir Selatan", atlas.by_code["16.71"], remarks) == "Ilir Selatan"
    assert [remark.rule for remark in remarks] == [UNKNOWN_DISTRICT]


def test_a_district_of_another_region_is_named() -> None:
    atlas, remarks = Atlas.of("16"), Remarks()
    atlas.read_district("Pedamaran", atlas.by_code["16.71"], remarks)
    assert "Kabupaten Ogan Komering Ilir" in remarks[0].hint


def test_every_district_reads_back() -> None:
    for region in ALL:
        atlas, remarks = Atlas.of(region.province.code), Remarks()
        for name in atlas.districts(region.code):
            assert atlas.read_district(name, region, remarks) == name
        assert remarks == []


@pytest.mark.parametrize("text", ["16", "Sumsel", "sumatera selatan", "Provinsi Sumatera Selatan", "16.0"])
def test_provinces(text: str) -> None:
    assert read_province(text) == Province("16", "Sumatera Selatan")


@pytest.mark.parametrize("text", ["", "99", "Sumatra Seltan", "16.71"])
def test_unknown_provinces(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_province(text)
    assert caught.value.remark.rule == UNKNOWN_REGION
    assert caught.value.remark.hint


def test_a_code_that_there_is_not_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Atlas.of("99")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Penukal Abab Lematang Ilir (PALI)", "16.12"), ("PALI (Penukal Abab Lematang Ilir)", "16.12"), ("OI", "16.10"),
     ("Palembang, Sumsel", "16.71"), ("Sumatera Selatan, Palembang", "16.71"), ("Kab OKI", "16.02"), ("Kabupaten OKI - Sumsel", "16.02"),
     ("KOTA PALEMBANG - SUMSEL", "16.71"), ("Palembang-Sumsel", "16.71"), ("Kota Palembang, Prov. Sumatera Selatan, Indonesia", "16.71"),
     ("Kec. Plaju, Kota Palembang", "16.71"), ("Palembang (Kota)", "16.71"), ("Kabupaten/Kota Palembang", "16.71"), ("4 Lawang", "16.11"),
     ("Pemkot Palembang", "16.71"), ("16.71 Palembang, Sumsel", "16.71"), ("Ogan Komering Ilir (OKI)", "16.02"), ("Palembang 30111", "16.71"),
     ("Palembang, Sumatra Selatan", "16.71"), ("Kel. Plaju Ulu, Kec. Plaju, Palembang", "16.71"), ("Jl. Merdeka 1, Palembang", "16.71")],
)  # fmt: skip
def test_a_known_name_with_more_around_it(text: str, wanted: str) -> None:
    assert code("16", text) == wanted


def test_a_kota_with_its_provinces_name() -> None:
    assert code("34", "Yogyakarta, DIY") == "34.71"
    assert code("34", "Sleman, Yogyakarta") == "34.04"
    assert code("63", "Kab. Kotabaru, Kalsel") == "63.02"


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Palembang / OKI", AMBIGUOUS_REGION), ("Palembang, Jambi", UNKNOWN_REGION), ("Palembang, dekat pasar", UNKNOWN_REGION),
     ("Surabaya, Jatim", FOREIGN_REGION), ("Sumsel", UNKNOWN_REGION), ("Plaju, OKI", UNKNOWN_REGION)],
)  # fmt: skip
def test_two_regions_or_one_with_something_else(text: str, rule: Rule) -> None:
    with pytest.raises(Unreadable) as fault:
        code("16", text)
    assert fault.value.remark.rule is rule


def test_one_province_is_read_from_one_file() -> None:
    gazetteer.rows.cache_clear()
    Atlas(Province("16", "Sumatera Selatan"))
    assert gazetteer.rows.cache_info().currsize == 1
