"""The statistics: every published number counted again from the content files, nobody hidden told of, and no page made in vain."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import html5lib
import numpy
import pytest
from conftest import REPOSITORY, Site
from scipy.optimize import linprog
from stories.recount import Head, Recount, measures, shows_contact
from tests_support import changed_paths

from generator.model.measures import MEASURES
from generator.model.records.seller_choices import KINDS, MODELS, POTENTIALS, SCALES
from generator.model.region import Atlas

DAY = "2026-11-21"
SECTORS = ("kuliner", "fesyen", "kriya", "jasa")
REGIONS = [region.code for region in Atlas.of("16").regions]
THRESHOLD = 5


class Town(NamedTuple):
    """A site with many businesses, built, and the same counted by hand."""

    site: Site
    recount: Recount

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a file for machines."""
        return list(csv.DictReader(io.StringIO(self.site.read(f"data/statistik/{name}.csv"))))


def write_businesses(site: Site, seed: int, shown: int, hidden: int) -> None:
    """Write businesses of all kinds, crowded in a few regions as they are in life."""
    chance = random.Random(seed)

    def some(*names: str) -> str | None:
        chosen = [name for name in names if chance.random() < 0.5]
        return f"[{', '.join(chosen)}]" if chosen else None

    for number in range(shown + hidden):
        is_shown = number < shown
        slug = f"usaha-{number}" if is_shown else f"rahasia-{number}"
        site.seller(
            slug,
            nama=f"Usaha {number}" if is_shown else f"Rahasia {number}",
            kabupaten=f'"{chance.choice(REGIONS[: chance.choice([2, 5, 17])])}"',
            kategori=chance.choice(SECTORS),
            jenis=chance.choice(["umkm", "umkm", "koperasi"]),
            skala=chance.choice([*SCALES, None]),
            nib=chance.choice([None, f'"{1000000000000 + number}"']),
            whatsapp=chance.choice([None, '"081234567890"']),
            persetujuan=chance.choice(["2026-01-01", "2026-01-01", None]) if is_shown else None,
            pembayaran=some("qris", "tunai", "transfer"),
            potensi=some(*POTENTIALS),
            model_usaha=some(*MODELS),
            toko=chance.choice([None, "{shopee: https://shopee.co.id/usaha}"]),
            ekspor=chance.choice([None, None, "[JP]"]),
            instagram=chance.choice([None, "contoh.usaha"]) if is_shown else None,
            tahap=chance.choice(["terdata", "onboarding", "ekspor"]),
            visibilitas=None if is_shown else "agregat",
        )
        for product in range(chance.choice([0, 1, 2])):
            site.product(
                f"barang-{number}-{product}",
                nama=f"Barang {number} {product}",
                penjual=slug,
                kategori=chance.choice([None, *SECTORS]),
                halal=chance.choice([None, "{status: proses}"]),
                pirt=chance.choice([None, '{nomor: "2000000000652-28", sampai: 2028-08-08}']),
                harga_per=chance.choice([None, "2026-10-01"]),
                pengadaan=chance.choice([None, None, "{padi-umkm: https://padiumkm.id/contoh-etalase}"]),
                tkdn=chance.choice([None, '"41,5"']),
                tkdn_sampai="2028-01-01",
                tkdn_jenis="sertifikat",
                tkdn_nomor='"1/2026"',
                draf=chance.choice([None, None, None, "ya"]),
            )


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    """60 businesses that are shown and 240 that are only counted, in the theme of the showcase."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder)).start(theme="nusantara", statistik=f"{{ambang: {THRESHOLD}}}")
        write_businesses(site, 7, 60, 240)
        result = site.build()
        assert result.exit_code == 0, [f"{item.place}: {item.message}" for item in result.problems]
        yield Town(site, Recount(site.folder / "content", DAY))


def area_of(row: dict[str, str]) -> tuple[str, str]:
    """(region, sector) that a row of a file is about."""
    kind, key = row["lingkup"], row["kode_lingkup"]
    return (key, "") if kind == "wilayah" else ("", key) if kind == "sektor" else ("", "")


def told(part: int, whole: int) -> str:
    """A share as a page writes it."""
    if whole == 0:
        return "–"
    if whole < 20:
        return f"{part} dari {whole}"
    tenths = (2000 * part + whole) // (2 * whole)
    whole_percent, rest = divmod(tenths, 10)
    return f"{whole_percent}{f',{rest}' if rest else ''}% ({part} dari {whole})"


def test_every_share_is_what_the_files_of_content_say(town: Town) -> None:
    rows = town.table("ukuran")
    assert {row["kunci"] for row in rows} == {measure.key for measure in MEASURES}
    for row in rows:
        if row["kunci"] == "onboarding":  # no page says it of anybody
            assert row["tampil"] == row["tampil_dari"] == ""
            continue
        part, whole = town.recount.share(row["kunci"], *area_of(row))
        assert (int(row["tampil"]), int(row["tampil_dari"])) == (part, whole), row
        tenths = (2000 * part + whole) // (2 * whole) if whole >= 20 else None
        assert row["tampil_persen"] == ("" if tenths is None else f"{tenths // 10}.{tenths % 10}"), row


@pytest.mark.parametrize("name", ["wilayah", "sektor"])
def test_every_count_is_what_the_files_of_content_say(town: Town, name: str) -> None:
    rows = town.table(name)
    assert {area_of(row) for row in rows} > {("", "")}
    for row in rows:
        region, sector = area_of(row)
        place = (row["kunci"], sector) if name == "wilayah" else (region, row["kunci"])
        assert int(row["tampil"]) == town.recount.count(*place), row
        assert int(row["produk"]) == town.recount.products(*place), row
        if row["terdata_sifat"] == "tepat":
            assert int(row["terdata"]) == town.recount.count(*place) + town.recount.count(*place, shown=False), row
        else:
            assert (row["terdata"], row["terdata_sifat"]) == ("", "disembunyikan")


def listed(head: Head, key: str) -> list[str]:
    """The values of a field that holds one or several."""
    value = head.get(key) or ({"jenis": "umkm"}.get(key) or [])
    return value if isinstance(value, list) else [value]


def has_chosen(head: Head, field: str, key: str) -> bool:
    """True for a seller with a value in a field; of no value, for one where nothing is written."""
    return key in listed(head, field) if key else not listed(head, field)


@pytest.mark.parametrize(
    ("name", "field", "choices"),
    [("skala", "skala", SCALES), ("jenis", "jenis", KINDS), ("potensi", "potensi", POTENTIALS)],
)
def test_every_choice_is_what_the_files_of_content_say(
    town: Town, name: str, field: str, choices: dict[str, str]
) -> None:
    rows = town.table(name)
    assert {row["kunci"] for row in rows} - {"tidak-tercatat"} == set(choices)
    for row in rows:
        place, key = area_of(row), row["kunci"] if row["kunci"] in choices else ""
        part = town.recount.choosing(lambda seller, _, key=key: has_chosen(seller, field, key), *place)
        assert (int(row["tampil"]), int(row["tampil_dari"])) == (part, town.recount.count(*place)), row
        if row.get("terdata_sifat") == "tepat":
            hidden = sum(
                str(seller["kabupaten"]) == place[0] and has_chosen(seller, field, key)
                for seller, _ in town.recount.hidden
            )
            assert int(row["terdata"]) == part + hidden, row


def test_potentials_by_sector(town: Town) -> None:
    for row in town.table("potensi-sektor"):
        for key in POTENTIALS:
            part = town.recount.choosing(
                lambda seller, _, key=key: has_chosen(seller, "potensi", key), "", row["kunci"]
            )
            assert (int(row[key]), int(row["usaha"])) == (part, town.recount.count("", row["kunci"])), row


def test_channels(town: Town) -> None:
    shops = {row["kunci"]: int(row["tampil"]) for row in town.table("toko-daring")}
    assert shops["shopee"] > 0 and shops["padi-umkm"] > 0
    for key, count in shops.items():
        assert count == town.recount.choosing(
            lambda seller, goods, key=key: any(
                key in (item.get(field) or {}) for item in (seller, *goods) for field in ("toko", "pengadaan")
            )
        ), key
    for row in town.table("jejaring"):
        shown = town.recount.choosing(lambda seller, _, key=row["kunci"]: shows_contact(seller, key, DAY))
        assert int(row["tampil"]) == shown


def test_business_models(town: Town) -> None:
    """Wilson's bounds by his formula, at 99 percent; a model against all others of its sector that have one on record."""
    rows = town.table("model-usaha")
    assert {row["hasil"] for row in rows} >= {"belum-cukup", "tidak-jelas"}

    def online(seller: Head, goods: list[Head]) -> bool:
        return bool(measures(town.recount.content, seller, goods, DAY, shown=True)["toko"])

    for row in rows:
        sector, model = area_of(row)[1], row["kunci"]
        own = [
            pair
            for pair in town.recount.shown
            if sector in ("", pair[0]["kategori"]) and model in listed(pair[0], "model_usaha")
        ]
        rest = [
            pair
            for pair in town.recount.shown
            if sector in ("", pair[0]["kategori"]) and listed(pair[0], "model_usaha") and pair not in own
        ]
        k, n, others = sum(online(*pair) for pair in own), len(own), sum(online(*pair) for pair in rest)
        assert (int(row["toko"]), int(row["toko_dari"]), int(row["ruang"])) == (k, n, n - k), row
        assert int(row["tangga"]) == sum(town.recount.steps(*pair) for pair in own), row
        if n < 20 or len(rest) < 5:
            assert (row["hasil"], row["rentang_bawah"]) == ("belum-cukup", "")
            continue
        z, p, q = 2.576, k / n, others / len(rest)
        middle, half = (
            (p + z * z / (2 * n)) / (1 + z * z / n),
            z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5,
        )
        assert abs(int(row["rentang_bawah"]) - 100 * (middle - half)) <= 0.51, row
        assert abs(int(row["rentang_atas"]) - 100 * (middle + half)) <= 0.51, row
        result = "lebih-sering" if middle - half > q else "lebih-jarang" if middle + half < q else "tidak-jelas"
        assert row["hasil"] == result, row


def test_shares_of_all_on_record_are_rounded_and_never_of_a_few(town: Town) -> None:
    rows = [row for row in town.table("ukuran") if row["terdata_persen"]]
    assert {row["lingkup"] for row in rows} == {"provinsi", "wilayah", "sektor"}
    for row in rows:
        region, sector = area_of(row)
        part, whole = town.recount.share(row["kunci"], region, sector, everyone=True)
        step = 1 if row["lingkup"] == "provinsi" else 5
        assert whole >= 20
        assert int(row["terdata_persen"]) % step == 0
        assert abs(int(row["terdata_persen"]) - 100 * part / whole) <= step / 2
        hidden = town.recount.count(region, sector, shown=False)
        assert hidden == 0 or hidden >= 20 or row["kunci"] == "onboarding"


def test_nothing_that_is_published_tells_of_fewer_than_five_who_are_not_shown(town: Town) -> None:
    """Everything published as equations; a linear program says between which numbers each hidden count can lie."""
    regions, sectors = REGIONS, sorted({row["kunci"] for row in town.table("sektor")})
    place = {(region, sector): number for number, (region, sector) in enumerate(
        (region, sector) for region in regions for sector in sectors)}  # fmt: skip
    truth = {
        (region, sector): town.recount.count(region, sector, shown=False) for region in regions for sector in sectors
    }
    equations: dict[tuple[int, ...], int] = {
        tuple(place.values()): town.recount.count(shown=False)  # the province's total is published
    }
    for name in ("wilayah", "sektor"):
        for row in town.table(name):
            region, sector = area_of(row)
            region, sector = (row["kunci"], sector) if name == "wilayah" else (region, row["kunci"])
            cells = tuple(number for (at, sort), number in place.items() if region in ("", at) and sector in ("", sort))
            if row["terdata"]:
                equations[cells] = int(row["terdata"]) - int(row["tampil"])
    matrix = numpy.zeros((len(equations), len(place)))
    for line, cells in enumerate(equations):
        matrix[line, list(cells)] = 1
    small = [cell for cell, count in truth.items() if 0 < count < THRESHOLD]
    assert len(small) > 20
    for cell in small:
        goal = numpy.zeros(len(place))
        goal[place[cell]] = 1
        ends = [linprog(sign * goal, A_eq=matrix, b_eq=list(equations.values())) for sign in (1, -1)]
        low, high = (sign * end.fun for sign, end in zip((1, -1), ends, strict=True))
        assert high - low >= THRESHOLD - 1e-6, (cell, truth[cell], low, high)


def test_pages_and_files_say_the_same(town: Town) -> None:
    for path, region in (("statistik/", ""), ("statistik/wilayah/kota-palembang/", "16.71")):
        cells = table_cells(town.site.read(f"{path}index.html"))
        for measure in MEASURES:
            if not measure.is_visible:
                assert cells[measure.title.indonesian][0] == "–"
                continue
            shown = told(*town.recount.share(measure.key, region))
            assert cells[measure.title.indonesian][0] == shown, (path, measure.key)


def table_cells(page: str) -> dict[str, list[str]]:
    """The cells of all tables of a page by the title of their row."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    rows: dict[str, list[str]] = {}
    for row in tree.iter("tr"):
        title = "".join(row.find("th").itertext()).strip()
        rows.setdefault(title, ["".join(cell.itertext()).strip() for cell in row.findall("td")])
    return rows


def test_no_byte_names_a_business_that_is_only_counted(town: Town) -> None:
    for path, data in town.site.tree().items():
        assert not re.search(rb"rahasia[- ]\d", data, re.IGNORECASE), path


def statistics_pages(paths: set[str]) -> set[str]:
    """The pages of statistics among some paths."""
    return {path.removesuffix("index.html") for path in paths if path.startswith("statistik/")}


def test_a_text_makes_no_page_of_statistics_and_a_new_seller_only_those_it_counts_in(
    make_site: Callable[..., Site],
) -> None:
    site = make_site("sedikit", theme="nusantara")
    write_businesses(site, 3, 12, 8)
    site.seller("baru", kabupaten='"16.72"', kategori="jasa", draf="ya", diperbarui="2026-10-01")
    site.seller("lama", kabupaten='"16.72"', kategori="kriya", diperbarui="2026-10-02")
    site.product("kue", "Cerita lama.")
    assert site.build().exit_code == 0
    before = site.tree()
    site.product("kue", "Cerita yang lain sama sekali.")
    site.build()
    after = site.tree()
    assert statistics_pages(changed_paths(before, after)) == set()
    site.seller("baru", kabupaten='"16.72"', kategori="jasa", diperbarui="2026-10-01")
    site.build()
    made = statistics_pages(changed_paths(after, site.tree()))
    topics = {f"statistik/{name}/" for name in ("kanal", "potensi", "model-usaha")}
    own = {"statistik/", "statistik/wilayah/kota-pagar-alam/", "statistik/sektor/jasa/"}
    assert own <= made <= own | topics


def test_the_showcase_counted_again() -> None:
    """The repository's own content, against what a script finds that knows nothing of Etalase."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder)).start()
        shutil.rmtree(site.folder / "content")
        shutil.copytree(REPOSITORY / "content", site.folder / "content")
        assert site.build().exit_code == 0
        own = Town(site, Recount(REPOSITORY / "content", DAY))
        assert {row["kunci"] for row in own.table("ukuran")} == {measure.key for measure in MEASURES}
        for row in own.table("ukuran"):
            if row["kunci"] == "onboarding":
                part, whole = own.recount.share("onboarding", *area_of(row), everyone=True)
                is_told = row["lingkup"] == "provinsi"
                assert row["terdata_persen"] == (str((200 * part + whole) // (2 * whole)) if is_told else "")
                continue
            assert (int(row["tampil"]), int(row["tampil_dari"])) == own.recount.share(row["kunci"], *area_of(row)), row
