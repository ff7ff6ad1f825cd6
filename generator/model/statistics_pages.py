"""The kinds of pages of the statistics. `page_kinds` lists them with all others."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple

from generator.model.cards import ProductCard, SellerCard
from generator.model.measures import Wording
from generator.model.page import Page, page_type
from generator.model.page_parts import Link, RegionMap, Tally
from generator.model.statistics_table import StatisticsTable


class MeasureNote(NamedTuple):
    """What a measure means."""

    title: Wording  # what it is called
    definition: Wording  # what counts
    denominator: Wording  # of whom
    code: str  # of the national reference; empty: it has none


class FigureNote(NamedTuple):
    """A figure that the office has from elsewhere, with its source and its day."""

    title: Wording  # what it counts
    period: str  # a year, quarter or month
    value: int  # hundredths of a percent where the unit is persen
    whole: int | None  # of how many, where it is a part and the source says so
    unit: str  # usaha, koperasi, orang, responden or persen
    source: str  # document and page
    link: str  # its address; empty: none is on record
    day: date  # of the source
    note: str  # what the office says of it; empty: nothing


class RuleNote(NamedTuple):
    """A rule of the day, with its basis."""

    table: str  # its table: tkdn, halal, pirt, harga, kesiapan
    key: str  # its name, as offices write it
    scope: str  # what it holds for; empty: for all
    value: int | bool | str  # hundredths of a percent where it `is_percent`
    is_percent: bool  # how `rule_value` writes it
    basis: str  # the regulation and its article
    link: str  # the address of its text; empty: none is on record
    checked: date  # the day on which somebody last looked


@page_type
class StatisticsPage(Page):
    """Figures of an area: the province (`area` `provinsi`), a kabupaten/kota (`wilayah`, `key` its code) or a sector (`sektor`, `key` its slug)."""

    kind: ClassVar[str] = "statistik"
    section: ClassVar[str] = "statistik"
    area: str  # provinsi, wilayah or sektor
    key: str  # official code or slug; empty for the province
    tables: tuple[StatisticsTable, ...]  # in their order
    shown: int  # businesses with a page
    products: int  # of those
    counted: int | None  # all businesses on record; None where that would tell of those who are not shown
    has_hidden: bool  # whether anybody in the province is on record and not shown
    day: str  # ISO date of the newest record; empty: unknown
    covered: int = 0  # kabupaten/kota with a business that is shown
    map: RegionMap | None = None  # of the province only
    regions: tuple[Tally, ...] = ()  # of the province only: every kabupaten/kota with its businesses
    cooperatives: tuple[SellerCard, ...] = ()  # of a kabupaten/kota
    featured: tuple[ProductCard, ...] = ()  # of a kabupaten/kota: what its office shows first
    figures: tuple[FigureNote, ...] = ()  # that the office has from elsewhere
    surveys: tuple[Link, ...] = ()  # of the province only
    topics: tuple[str, ...] = ()  # paths of the other pages of the province's figures


@page_type
class StatisticsTopicPage(Page):
    """One question to the figures of the province: `potensi`, `kanal` or `model-usaha`."""

    kind: ClassVar[str] = "statistik-bab"
    section: ClassVar[str] = "statistik"
    topic: str  # potensi, kanal or model-usaha
    tables: tuple[StatisticsTable, ...]  # in their order
    silent: tuple[Wording, ...] = ()  # sectors of which too little is on record for a table
    shown: int  # businesses with a page
    day: str  # ISO date of the newest record; empty: unknown


@page_type
class StatisticsMethodsPage(Page):
    """How the figures are made: what each measure counts, how counts are protected, the rules of the day with their basis."""

    kind: ClassVar[str] = "statistik-metode"
    section: ClassVar[str] = "statistik"
    measures: tuple[MeasureNote, ...]  # in the order of tables
    rules: tuple[RuleNote, ...]  # only those that somebody has checked
    threshold: int  # the least number that may be told of those not shown
    day: str  # ISO date of the newest record; empty: unknown


@page_type
class StatisticsSurveyPage(Page):
    """What a survey found, as its source tells it."""

    kind: ClassVar[str] = "statistik-survei"
    section: ClassVar[str] = "statistik"
    total: FigureNote  # of all who were asked; its note says how
    tables: tuple[StatisticsTable, ...]  # by sector and by kabupaten/kota; small answers are hidden
