"""Putting the catalog together from rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.model.cards import Photo, Row, mark_of, page_card, product_card, seller_card, translated
from generator.model.catalog import Catalog, Key
from generator.model.publication import shown_statuses


def assemble(
    rows: Iterable[Row],
    photos: Mapping[str, Photo],
    load: Callable[[str], str],
    *,
    drafts: bool = False,
    language: str = "id",
) -> Catalog:
    """The catalog of some rows: what is hidden is not in it. Expects rows without two of one kind, slug and language.

    In another language than Indonesian it holds exactly the records that have a translation.
    """
    by_key: dict[Key, Row] = {}
    foreign: dict[Key, Row] = {}
    visible: dict[str, dict[str, Row]] = defaultdict(dict)
    statuses = shown_statuses(drafts=drafts)
    for row in rows:
        if row.language == "id":
            by_key[row.kind, row.slug] = row
            if row.status in statuses:
                visible[row.kind][row.slug] = row
        elif row.language == language:
            foreign[row.kind, row.slug] = row

    def cover(row: Row) -> Photo | None:
        return next((photos[name] for name in row.photos if name in photos), None) if row.photos else None

    def read(row: Row) -> Row:
        translation = foreign.get((row.kind, row.slug)) if foreign else None
        return translated(row, translation) if translation else row

    makers = {slug: seller_card(read(row), cover(row)) for slug, row in visible["penjual"].items()}
    marks = {slug: mark_of(maker) for slug, maker in makers.items()}
    visible["produk"] = {slug: row for slug, row in visible["produk"].items() if row.brief[3] in makers}
    shown = visible if language == "id" else {
        kind: {slug: row for slug, row in rows.items() if (kind, slug) in foreign} for kind, rows in visible.items()
    }  # fmt: skip
    return Catalog(
        sellers={slug: makers[slug] for slug in shown["penjual"]},
        products={
            slug: product_card(read(row), makers[row.brief[3]], marks[row.brief[3]], cover(row))
            for slug, row in shown["produk"].items()
        },
        pages={
            kind: {slug: page_card(read(row), cover(row)) for slug, row in rows.items()}
            for kind, rows in shown.items()
            if kind not in ("penjual", "produk")
        },
        makers=makers, rows=by_key, photos=photos, load=load, translations=foreign, visible=visible, shown_rows=shown,
        language=language,
    )  # fmt: skip
