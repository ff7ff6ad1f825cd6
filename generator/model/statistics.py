"""The tables of the statistics: a census in, tables out. What is shown is exact; what counts those not shown is protected.

Source of the measures and of the rules: `model/measures`, `model/shares`, `model/protect`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.business_models import model_table
from generator.model.census import NO_SCALE, PROVINCE, REGION, SECTOR, Area, AreaCounts, Census, Count
from generator.model.counted import BITS, NETWORKS, bits
from generator.model.measures import MEASURES, Measure, Wording
from generator.model.records.seller_choices import KINDS, POTENTIALS, SCALES
from generator.model.shares import FEWEST, steps_of_five, whole_percent
from generator.model.site_view import SiteView
from generator.model.statistics_table import CellValue, StatisticsColumn, StatisticsRow, StatisticsTable

REGION_TITLE = Wording("Kabupaten/kota", "Regency or city")
SECTOR_TITLE = Wording("Sektor", "Sector")
SCALE_TITLE = Wording("Skala", "Size")
SHOWN = StatisticsColumn("tampil", Wording("Tampil", "Shown"), "count")
SHOWN_SHARE = StatisticsColumn("tampil", Wording("Di antara yang tampil", "Among those shown"), "share")
COUNTED = StatisticsColumn("terdata", Wording("Terdata", "On record"), "protected")
COUNTED_SHARE = StatisticsColumn("terdata", Wording("Di antara yang terdata", "Among those on record"), "rounded")
ALL_SECTORS = Wording("Semua sektor", "All sectors")
PRODUCTS = StatisticsColumn("produk", Wording("Produk tampil", "Products shown"), "count")
BUSINESSES = StatisticsColumn("usaha", Wording("Usaha tampil", "Businesses shown"), "count")


class Statistics:
    """The tables of one census, in the language of a site."""

    def __init__(self, census: Census, site: SiteView) -> None:
        self._census, self._site = census, site
        # Without anybody who is counted only, what is on record is what is shown.
        self.has_hidden = census.counts(Area()).hidden_total > 0

    def of_area(self, area: Area) -> tuple[StatisticsTable, ...]:
        """All tables of the page of an area, in its order."""
        if area.kind == REGION:
            return self.measures(area), self.sectors(area), self.scales(area), self.forms(area)
        if area.kind == SECTOR:
            return self.measures(area), self.regions(area)
        return self.measures(area), self.regions(area), self.sectors(area), self.scales(area), self.forms(area)

    def measures(self, area: Area) -> StatisticsTable:
        """Every measure: its share of those shown, and rounded of all on record where that tells of nobody."""
        counts = self._census.counts(area)
        rows = []
        for measure in MEASURES:
            values = counts.shown_count(measure) if measure.is_visible else None, self._rounded(measure, area)
            rows.append(StatisticsRow(measure.key, measure.title.within(self._site.language), values))
        title = Wording("Yang tercatat pada usaha", "What is on record of businesses")
        return _table("ukuran", title, Wording("Ukuran", "Measure"), (SHOWN_SHARE, COUNTED_SHARE), rows)

    def regions(self, area: Area) -> StatisticsTable:
        """Every kabupaten/kota, zeros too: of all sectors, or of one."""
        sector = area.key if area.kind == SECTOR else ""
        rows = []
        for region in self._site.regions:
            place = Area(REGION, region.code)
            path = self.path(place)
            if sector:
                shown = self._census.by_sector.get((region.code, sector), Count(0, 0)).part
                total = self._census.published_cell(region.code, sector)
            else:
                shown, total = self._census.counts(place).shown_total, self._census.published_total(place)
            goods = self._census.product_count(region.code, sector)
            rows.append(StatisticsRow(region.code, region.full, self._counts(shown, total, goods), path))
        return self._count_table("wilayah", Wording("Menurut kabupaten/kota", "By regency or city"), REGION_TITLE, rows)

    def sectors(self, area: Area) -> StatisticsTable:
        """Every sector, zeros too: of the province, or of a kabupaten/kota."""
        code = area.key if area.kind == REGION else ""
        rows = []
        for category in self._site.categories:
            place = Area(SECTOR, category.slug)
            if code:
                shown = self._census.by_sector.get((code, category.slug), Count(0, 0)).part
                total = self._census.published_cell(code, category.slug)
            else:
                shown, total = self._census.counts(place).shown_total, self._census.published_total(place)
            goods = self._census.product_count(code, category.slug)
            rows.append(
                StatisticsRow(category.slug, category.name, self._counts(shown, total, goods), self.path(place))
            )
        return self._count_table("sektor", Wording("Menurut sektor", "By sector"), SECTOR_TITLE, rows)

    def scales(self, area: Area) -> StatisticsTable:
        """The sizes of businesses: with those on record in a kabupaten/kota, of which the sizes are protected."""
        counts, title = self._census.counts(area), Wording("Menurut skala", "By size")
        rows, is_region = [], area.kind == REGION and self.has_hidden
        for scale in (*SCALES, NO_SCALE):
            marks = bits(f"skala:{name}" for name in SCALES)
            shown = counts.shown_with(BITS[f"skala:{scale}"]) if scale else _without(counts, marks)
            values: list[CellValue] = [shown]
            if is_region:
                values.append(self._census.published_scale(area.key, scale))
            rows.append(_choice_row("skala", scale, SCALES, tuple(values)))
        columns = (SHOWN_SHARE, COUNTED) if is_region else (SHOWN_SHARE,)
        return _table("skala", title, SCALE_TITLE, columns, rows)

    def forms(self, area: Area) -> StatisticsTable:
        """UMKM, cooperatives and groups among those shown."""
        counts = self._census.counts(area)
        rows = tuple(_choice_row("jenis", form, KINDS, (counts.shown_with(BITS[f"jenis:{form}"]),)) for form in KINDS)
        return StatisticsTable(
            "jenis", Wording("Menurut jenis", "By kind"), Wording("Jenis", "Kind"), (SHOWN_SHARE,), rows
        )

    def all_potentials(self) -> StatisticsTable:
        """Every potential in all sectors, and what is not on record."""
        counts = self._census.counts(Area())
        rows = [
            StatisticsRow(name, title, (counts.shown_with(BITS[f"potensi:{name}"]),), word=_word("nilai", name))
            for name, title in POTENTIALS.items()
        ]
        rows.append(_choice_row("", "", POTENTIALS, (_without(counts, BITS["potensi-tercatat"]),)))
        title, first = Wording("Potensi, semua sektor", "Potentials, all sectors"), Wording("Potensi", "Potential")
        return StatisticsTable("potensi", title, first, (SHOWN_SHARE,), tuple(rows))

    def potentials(self) -> StatisticsTable:
        """Sectors by potential: shares of those shown. A business may have several, so rows add up to nothing."""
        potentials = [
            StatisticsColumn(name, Wording(title, title), "part", _word("nilai", name))
            for name, title in POTENTIALS.items()
        ]
        unknown = StatisticsColumn("tidak-tercatat", Wording("Tidak tercatat", "Not on record"), "part")
        rows = []
        for key, name, area in self._sectors_and_all():
            counts = self._census.counts(area)
            parts = [counts.shown_with(BITS[f"potensi:{name}"]) for name in POTENTIALS]
            rest = _without(counts, BITS["potensi-tercatat"])
            rows.append(StatisticsRow(key, name, (counts.shown_total, *parts, rest), self.path(area)))
        title = Wording("Potensi menurut sektor", "Potentials by sector")
        return StatisticsTable("potensi-sektor", title, SECTOR_TITLE, (BUSINESSES, *potentials, unknown), tuple(rows))

    def channels(self) -> tuple[StatisticsTable, StatisticsTable]:
        """Shown businesses by platform with a running link, and by social network that they show."""
        counts, shops = self._census.counts(Area()), self._census.platforms()
        rows = tuple(
            StatisticsRow(item.key, item.name, (Count(shops[item.key], counts.shown_total),))
            for item in self._site.platforms
        )
        networks = tuple(
            StatisticsRow(key, name, (counts.shown_with(BITS[f"jejaring:{key}"]),)) for key, name in NETWORKS.items()
        )
        return (
            StatisticsTable(
                "toko-daring",
                Wording("Toko daring dan katalog", "Online shops and catalogues"),
                Wording("Kanal", "Channel"),
                (SHOWN_SHARE,),
                rows,
            ),
            StatisticsTable(
                "jejaring",
                Wording("Media sosial", "Social media"),
                Wording("Jejaring", "Network"),
                (SHOWN_SHARE,),
                networks,
            ),
        )

    def models(self) -> StatisticsTable:
        """Business models in all sectors: how often each goes together with an online shop, and how sure that is."""
        title = Wording("Model usaha, semua sektor", "Business models, all sectors")
        return model_table(self._census.counts(Area()), title)

    def models_by_sector(self) -> Iterator[StatisticsTable]:
        """The same for every sector in which some model is on record."""
        for category in self._site.categories:
            counts = self._census.counts(Area(SECTOR, category.slug))
            table = model_table(counts, Wording(category.name, category.name), category.slug)
            if table.rows:
                yield table

    def _sectors_and_all(self) -> Iterator[tuple[str, str, Area]]:
        """(key, title, area) of the province and of each sector."""
        yield "", ALL_SECTORS.within(self._site.language), Area()
        for category in self._site.categories:
            yield category.slug, category.name, Area(SECTOR, category.slug)

    def _rounded(self, measure: Measure, area: Area) -> int | None:
        """A share of all on record, rounded; None where it would tell of those who are not shown, or of nobody.

        Where the total of an area is hidden its shares are too: that one of them is told would say that nobody is hidden there.
        """
        counts = self._census.counts(area)
        full = counts.full_count(measure)
        is_total_told = area.kind == PROVINCE or self._census.published_total(area) is not None
        is_safe = is_total_told and counts.may_publish_share(measure) and self.has_hidden
        if full.whole < FEWEST or not (is_safe if measure.is_visible else is_total_told or not self.has_hidden):
            return None
        return (whole_percent if area.kind == PROVINCE else steps_of_five)(full.part, full.whole)

    def _counts(self, shown: int, total: int | None, goods: int) -> tuple[CellValue, ...]:
        return (shown, total, goods) if self.has_hidden else (shown, goods)

    def _count_table(self, name: str, title: Wording, first: Wording, rows: Iterable[StatisticsRow]) -> StatisticsTable:
        columns = (SHOWN, COUNTED, PRODUCTS) if self.has_hidden else (SHOWN, PRODUCTS)
        return _table(name, title, first, columns, rows)

    def has_page(self, area: Area) -> bool:
        """True for the province, and where somebody is counted, as far as that may be told."""
        counts = self._census.counts(area)
        return area.kind == PROVINCE or counts.shown_total > 0 or bool(self._census.published_total(area))

    def path(self, area: Area) -> str:
        """The page of an area; empty where it has none, since nobody is counted there."""
        if area.kind == PROVINCE:
            return "statistik/"
        if not self.has_page(area):
            return ""
        slug = self._site.region(area.key).slug if area.kind == REGION else area.key
        return f"statistik/{area.kind}/{slug}/"


def _table(
    name: str, title: Wording, first: Wording, columns: tuple[StatisticsColumn, ...], rows: Iterable[StatisticsRow]
) -> StatisticsTable:
    """A table without the columns of which nothing may be told."""
    rows = tuple(rows)
    told = [place for place in range(len(columns)) if any(row.values[place] is not None for row in rows)]
    kept = tuple(row._replace(values=tuple(row.values[place] for place in told)) for row in rows)
    return StatisticsTable(name, title, first, tuple(columns[place] for place in told), kept)


def _choice_row(group: str, key: str, words: Mapping[str, str], values: tuple[CellValue, ...]) -> StatisticsRow:
    """The row of a choice of a field; of those for whom nothing is on record when it is empty."""
    if not key:
        return StatisticsRow("tidak-tercatat", "Tidak tercatat", values, word="tidak_tercatat")
    return StatisticsRow(key, words[key], values, word=_word(group, key))


def _word(group: str, key: str) -> str:
    """The name of a theme's word for a choice."""
    return f"{group}_{key}".replace("-", "_")


def _without(counts: AreaCounts, marks: int) -> Count:
    """The shown businesses with none of some marks, of all that are shown."""
    rest = counts.shown_with(marks)
    return Count(rest.whole - rest.part, rest.whole)
