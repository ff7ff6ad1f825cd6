"""The columns of facets and orders: remembered whole, and put right where a product changed, so that no card is made for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.content.words import number
from generator.model.cards import READY, ProductCard
from generator.model.catalog import Stored
from generator.model.digest import digest_texts
from generator.model.money import price_band
from generator.search.compact import dumps
from generator.search.display import column
from generator.search.documents import Documents
from generator.search.index import Index
from generator.search.index_store import IndexStore

ANY_CATALOGUE = "1"  # held by what is in any catalogue of procurement
EPOCH = date(2000, 1, 1).toordinal()


class Values(NamedTuple):
    """What a product holds of each remembered column."""

    halal: str
    tkdn: str
    toko: str
    pengadaan: str
    katalog: str
    ekspor: str
    izin: str
    harga: str
    urut_harga: str
    urut_baru: str
    nama: str


def values_of(card: ProductCard, expired: Sequence[str], fact: str) -> Values:
    """The values of a product. `fact`: what only its words know, see `content/words.facts_of`."""
    halal, tkdn, shops, catalogues, exports, permits = fact.split("|") if fact else [""] * 6
    permits = ",".join(key for key in permits.split(",") if key not in expired)
    if halal == "bersertifikat" and "halal" in expired:
        halal = ""
    is_ready = any(label.kind == READY for label in card.labels)
    price = str(card.price.low if card.price else 0)
    return Values(
        halal,
        tkdn,
        shops,
        "1" if is_ready else "",
        catalogues,
        exports,
        permits,
        price_band(card.price),
        price,
        str(_day(card.updated)),
        card.name,
    )


def update_columns(store: IndexStore, documents: Documents, index: Index) -> None:
    """Bring what is remembered up to date: where the index was edited, only columns of which a product holds something else."""
    numbers = [number for number in index.facts if number < documents.products]
    columns = list(zip(*(_values(documents, number, index) for number in numbers), strict=True))
    digests: dict[str, str] = {} if index.is_clean else json.loads(store.read("kolom"))
    for name, values in zip(Values._fields, columns or [()] * len(Values._fields), strict=True):
        if index.is_clean:
            digests[name] = _put(store, name, list(values))
        elif values:
            before = json.loads(store.read(f"k:{name}"))
            after = list(before)
            for place, value in zip(numbers, values, strict=True):
                after[place] = value
            if before != after:
                digests[name] = _put(store, name, after)
    store.put("kolom", dumps(digests))


def _values(documents: Documents, place: int, index: Index) -> Values:
    card = documents.card(place)
    assert isinstance(card, ProductCard)
    return values_of(card, documents.expired(place), index.facts[place])


def _put(store: IndexStore, name: str, held: list[str]) -> str:
    store.put(f"k:{name}", dumps(held))
    return digest_texts(*held)


def column_files(
    store: IndexStore,
    documents: Documents,
    scales: Mapping[str, str],
    forms: Mapping[str, str],
    shops: Mapping[str, str],
) -> dict[str, Stored]:
    """Every facet's column and every order's by file name, each spelled when it is asked for; but for names, which stand as
    they are. `scales`, `forms`: of sellers, by slug; `shops`: names of platforms, by key.
    """

    digests: dict[str, str] = json.loads(store.read("kolom"))

    def remembered(name: str, spell: Callable[[list[str]], str]) -> Stored:
        return Stored(digests[name], lambda: spell(json.loads(store.read(f"k:{name}"))))

    def worked_out(digest: str, values: Callable[[], list[str]], spell: Callable[[list[str]], str]) -> Stored:
        return Stored(digest, lambda: spell(values()[: documents.products]))

    def shop_column() -> str:
        return column((_shops(held, shops) for held in json.loads(store.read("k:toko"))), shops)

    def catalogue_column() -> str:
        held = json.loads(store.read("k:katalog"))
        return column(((ANY_CATALOGUE, *_shops(keys, shops)) if keys else () for keys in held), shops)

    def of_sellers(values: Mapping[str, str]) -> Stored:
        whole = digest_texts(places, *[part for pair in values.items() for part in pair])
        return worked_out(whole, lambda: [values.get(seller, "") for seller in documents.sellers], _perhaps)

    places = documents.shared
    platforms = digest_texts(*map("=".join, shops.items()))
    return {
        "c-kategori": worked_out(places, lambda: documents.categories, _always),
        "c-wilayah": worked_out(places, lambda: documents.regions, _always),
        "c-harga": remembered("harga", _always),
        "c-halal": remembered("halal", _perhaps),
        "c-tkdn": remembered("tkdn", _perhaps),
        "c-toko": Stored(digest_texts(digests["toko"], platforms), shop_column),
        "c-pengadaan": remembered("pengadaan", _perhaps),
        "c-katalog": Stored(digest_texts(digests["katalog"], platforms), catalogue_column),
        "c-izin": remembered("izin", _several),
        "c-ekspor": remembered("ekspor", _perhaps),
        "c-skala": of_sellers(scales),
        "c-jenis": of_sellers(forms),
        "c-urut-harga": remembered("urut_harga", _numbers),
        "c-urut-baru": remembered("urut_baru", _numbers),
        "c-urut-nama": remembered("nama", dumps),
    }


def _always(values: Iterable[str]) -> str:
    """The column of a facet of which every product holds one value."""
    return column((value,) for value in values)


def _perhaps(values: Iterable[str]) -> str:
    """The column of a facet of which a product holds one value, or none where it is empty."""
    return column((value,) if value else () for value in values)


def _several(values: Iterable[str]) -> str:
    """The column of a facet of which a product holds any number of values, joined by commas."""
    return column(tuple(filter(None, value.split(","))) for value in values)


def _numbers(values: Iterable[str]) -> str:
    return dumps("".join(number(int(value)) for value in values))


def _shops(packed: str, shops: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(key for key in packed.split(",") if key in shops)


def _day(iso: str) -> int:
    return max(0, date.fromisoformat(iso).toordinal() - EPOCH) if iso else 0
