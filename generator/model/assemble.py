"""Putting the catalog together from rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from generator.model.cards import (
    PageCard,
    Photo,
    ProductCard,
    Row,
    SellerCard,
    fallbacks,
    mark_of,
    page_card,
    product_card,
    seller_card,
    translated,
)
from generator.model.catalog import Catalog, Key
from generator.model.publication import shown_statuses
from generator.model.readiness import Readiness
from generator.model.records.product import Product, ProductBrief
from generator.model.records.seller import Seller
from generator.model.rulebook import NO_RULES, DayRules

C = TypeVar("C", ProductCard, SellerCard, PageCard)


def assemble(
    rows: Iterable[Row],
    photos: Mapping[str, Photo],
    load: Callable[[str], str],
    *,
    drafts: bool = False,
    language: str = "id",
    rules: DayRules = NO_RULES,
) -> Catalog:
    """The catalog of some rows: what is hidden is not in it. Expects rows without two of one kind, slug and language.

    In another language than Indonesian it holds exactly the records that have a translation.
    """
    rows = tuple(rows)
    by_key = {(row.kind, row.slug): row for row in rows if row.language == "id"}
    translations = {(row.kind, row.slug): row for row in rows if row.language == language != "id"}

    cover, read, mark = partial(_cover, photos), partial(_in_language, translations), partial(_marked, translations)
    visible = _visible(by_key, shown_statuses(drafts=drafts))
    shown = visible if language == "id" else _translated_only(visible, translations)
    makers = {slug: mark(row, seller_card(read(row), cover(row))) for slug, row in visible[Seller.kind].items()}
    marks = {slug: mark_of(maker) for slug, maker in makers.items()}
    readiness = Readiness(rules)
    products = {}
    for slug, row in shown[Product.kind].items():
        maker = makers[_maker(row)]
        ready = _is_ready(readiness, row, maker, by_key)
        card = product_card(read(row), maker, marks[maker.slug], cover(row), is_ready=ready)
        products[slug] = mark(row, card)
    others = [kind for kind in shown if kind not in (Seller.kind, Product.kind)]
    return Catalog(
        sellers={slug: makers[slug] for slug in shown[Seller.kind]},
        products=products,
        pages={
            kind: {slug: mark(row, page_card(read(row), cover(row))) for slug, row in shown[kind].items()}
            for kind in others
        },
        makers=makers,
        rows=by_key,
        photos=photos,
        load=load,
        translations=translations,
        visible=visible,
        shown_rows=shown,
        language=language,
    )


def _cover(photos: Mapping[str, Photo], row: Row) -> Photo | None:
    """The first of a record's photos that is there."""
    return next((photos[name] for name in row.photos if name in photos), None) if row.photos else None


def _in_language(translations: Mapping[Key, Row], row: Row) -> Row:
    """A row as it reads in the language of some translations."""
    translation = translations.get((row.kind, row.slug)) if translations else None
    return translated(row, translation) if translation else row


def _marked(translations: Mapping[Key, Row], row: Row, card: C) -> C:
    """A card with the texts that its translation leaves in Indonesian."""
    translation = translations.get((row.kind, row.slug)) if translations else None
    return card._replace(fallbacks=fallbacks(row, translation)) if translation else card


def _is_ready(readiness: Readiness, product: Row, seller: SellerCard, rows: Mapping[Key, Row]) -> bool:
    """True for a product that holds, with its seller, all that its category requires."""
    category = ProductBrief._make(product.brief).category or seller.category
    return readiness.holds(product.conditions | rows[Seller.kind, seller.slug].conditions, category)


def _maker(product: Row) -> str:
    """The slug of a product's seller."""
    return ProductBrief._make(product.brief).seller


def _visible(rows: Mapping[Key, Row], statuses: frozenset[str]) -> dict[str, dict[str, Row]]:
    """The rows with a page in any language, by kind and slug: a product needs a seller that has one."""
    visible: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows.values():
        if row.status in statuses:
            visible[row.kind][row.slug] = row
    makers, products = visible[Seller.kind], visible[Product.kind]
    visible[Product.kind] = {slug: row for slug, row in products.items() if _maker(row) in makers}
    return visible


def _translated_only(
    visible: Mapping[str, Mapping[str, Row]], translations: Mapping[Key, Row]
) -> dict[str, dict[str, Row]]:
    """The visible rows that have a translation, by kind and slug."""
    return {
        kind: {slug: row for slug, row in rows.items() if (kind, slug) in translations}
        for kind, rows in visible.items()
    }
