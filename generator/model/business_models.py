"""Which business models go together with an online shop: counts of an area in, a table out.

Turnover is never recorded, so nothing here says that a model pays. Source of the classes: section A.5 of the programmes; of the
bounds: `model/shares`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.census import AreaCounts, Count
from generator.model.counted import BITS
from generator.model.measures import Wording
from generator.model.records.seller_choices import MODELS
from generator.model.shares import FEWEST, contrast, whole_percent, wilson
from generator.model.statistics_table import ShareRange, StatisticsColumn, StatisticsRow, StatisticsTable

FIRST = Wording("Model usaha", "Business model")
COLUMNS = (
    StatisticsColumn("toko", Wording("Bertoko daring", "Selling online"), "share"),
    StatisticsColumn("rentang", Wording("Rentang 99%", "99% range"), "range"),
    StatisticsColumn("hasil", Wording("Dibanding model lain", "Against other models"), "word"),
    StatisticsColumn("ruang", Wording("Belum bertoko daring", "Not yet selling online"), "count"),
    StatisticsColumn("tangga", Wording("Rata-rata langkah, dari 5", "Mean steps, of 5"), "mean"),
    StatisticsColumn("saran", Wording("Saran", "Advice"), "word"),
)
# How a model compares, by `shares.contrast`, in the words of tables; models are listed in this order.
RESULTS = {"more": "lebih-sering", "less": "lebih-jarang", "unclear": "tidak-jelas", "few": "belum-cukup"}


def model_table(counts: AreaCounts, title: Wording, part: str = "") -> StatisticsTable:
    """The models of the businesses shown in an area, those first that go with an online shop and have the most still to bring
    online. `part`: the sector's slug; empty for all sectors.
    """
    return StatisticsTable("model-usaha", title, FIRST, COLUMNS, tuple(sorted(_rows(counts), key=_order)), part)


def is_telling(table: StatisticsTable) -> bool:
    """True for a table of models that has enough data of at least one."""
    return any(result != RESULTS["few"] for result in table.values("hasil"))


def _rows(counts: AreaCounts) -> Iterator[StatisticsRow]:
    total = _online(counts, BITS["model-tercatat"])
    for model, title in MODELS.items():
        mark = BITS[f"model:{model}"]
        online = _online(counts, mark)
        if online.whole == 0:
            continue
        rest = Count(total.part - online.part, total.whole - online.whole)
        result = contrast(*online, *rest)
        spread: ShareRange | None = None
        if result != "few":
            bounds = wilson(*online)
            spread = ShareRange(round(100 * bounds.low), round(100 * bounds.high), whole_percent(*rest))
        room = online.whole - online.part
        values = (online, spread, RESULTS[result], room, counts.ladder_points(mark), _advice(result, room))
        yield StatisticsRow(model, title, values, word=f"nilai_{model}".replace("-", "_"))


def _online(counts: AreaCounts, mark: int) -> Count:
    """The shown businesses with a mark: those that also sell online, of all of them."""
    whole = counts.shown_with(mark).part
    return Count(sum(count for marks, count in counts.shown if marks & mark and marks & BITS["toko"]), whole)


def _advice(result: str, room: int) -> str:
    """What an office may do next, as the key of a sentence; `room`: businesses of the model without an online shop."""
    if result == "more":
        return "perluas" if room >= FEWEST else "pertahankan"
    return {"less": "dampingi", "few": "kumpulkan"}.get(result, "")


def _order(row: StatisticsRow) -> tuple[int, int, str]:
    result, room = row.values[2], row.values[3]
    assert isinstance(result, str) and isinstance(room, int)
    return list(RESULTS.values()).index(result), -room, row.title
