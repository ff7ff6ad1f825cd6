"""Rows in, businesses out: who is counted, with all that is recorded of a seller and of its products together.

Counted is who is shown, scheduled, not yet curated, or counted only (`visibilitas: agregat`); never a draft, nor who has ended. Of a
seller that is shown only the products that are shown count, so that its figures are what its pages say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.model.cards import Row
from generator.model.census import Business
from generator.model.counted import BITS, bits
from generator.model.publication import AGGREGATE, PUBLISHED, SCHEDULED, UNCURATED
from generator.model.readiness import Readiness
from generator.model.records.product import FOOD, Product, ProductBrief
from generator.model.records.seller import Seller, SellerBrief
from generator.model.rulebook import DayRules

COUNTED = frozenset({PUBLISHED, SCHEDULED, UNCURATED, AGGREGATE})
FOOD_ONLY = bits(("halal", "izin-pangan"))  # marks that count of food and drink alone


def businesses(rows: Iterable[Row], rules: DayRules, today: str) -> list[Business]:
    """The counted businesses behind some rows, in no particular order. Expects Indonesian rows, one of each kind and slug.

    `today` (ISO date): a record dated later has no day yet.
    """
    sellers: list[Row] = []
    products: Mapping[str, list[tuple[Row, ProductBrief]]] = defaultdict(list)
    for row in rows:
        if row.status not in COUNTED:
            continue
        if row.kind == Product.kind:
            brief = ProductBrief._make(row.brief)
            products[brief.seller].append((row, brief))
        elif row.kind == Seller.kind:
            sellers.append(row)
    readiness = Readiness(rules)
    return [_business(row, products.get(row.slug, ()), readiness, today) for row in sellers]


def _business(row: Row, products: Iterable[tuple[Row, ProductBrief]], readiness: Readiness, today: str) -> Business:
    seller, is_shown = SellerBrief._make(row.brief), row.status == PUBLISHED
    marks, shops, days = row.marks, set(row.shops), [row.updated]
    goods: Counter[str] = Counter()
    for product, brief in products:
        if is_shown and product.status != PUBLISHED:
            continue
        category = brief.category or seller.category
        marks |= product.marks | BITS["pangan"] if category == FOOD else product.marks & ~FOOD_ONLY
        if readiness.holds(product.conditions | row.conditions, category):
            marks |= BITS["siap"]
        shops.update(product.shops)
        days.append(product.updated)
        goods[category] += 1
    newest = max((day for day in days if day <= today), default="")
    return Business(
        seller.region, seller.category, marks, frozenset(shops), is_shown, tuple(sorted(goods.items())), newest
    )
