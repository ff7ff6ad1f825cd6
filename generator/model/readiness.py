"""Whether a product is ready for procurement: which of the office's conditions it and its seller hold.

Conditions are code (one predicate each); which of them are required, and for which categories, is data (`kesiapan.csv`). What
holds is kept as bits, since the card of a product joins its own with those of its seller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, partial

from generator.model.records.base import is_illustration
from generator.model.records.product import Product
from generator.model.records.seller import Seller
from generator.model.rulebook import CONDITIONS, DayRules, RuleRow
from generator.model.tkdn import NONE, tkdn_class

TABLE, REQUIRED = "kesiapan", "wajib"

BITS: Mapping[str, int] = {name: 1 << number for number, name in enumerate(CONDITIONS)}


def product_conditions(product: Product, expired: tuple[str, ...], rules: DayRules, today: date) -> int:
    """The conditions that a product holds by itself, as bits. `expired`: its certificates past their last day."""
    tests: Mapping[str, Callable[[], bool]] = {
        "kbli": lambda: bool(product.kbli),
        "harga": lambda: has_recent_price(product, rules, today),
        "satuan": lambda: bool(product.unit),
        "kapasitas": lambda: bool(product.capacity),
        "waktu_siap": lambda: bool(product.lead_time),
        "foto": lambda: any(not is_illustration(name) for name in product.photos),
        "tkdn": lambda: "tkdn" not in expired and tkdn_class(product.tkdn, product.bmp, rules) != NONE,
        "minimum": lambda: bool(product.minimum),
        "platform": lambda: bool(product.procurement),
        "pangan": lambda: has_food_papers(product, expired),
        "merek": lambda: bool(product.trademark),
    }
    return sum(BITS[name] for name, holds in tests.items() if holds())


def seller_conditions(seller: Seller) -> int:
    """The conditions that a seller, as the public sees it, brings to each of its products, as bits."""
    tests = {
        "nib": bool(seller.nib),
        "kapasitas": bool(seller.capacity),
        "kontak": bool(seller.whatsapp or seller.email),
        "npwp": "npwp" in seller.holdings,
        "rekening-usaha": "rekening-usaha" in seller.holdings,
        "merek": bool(seller.trademark),
    }
    return sum(BITS[name] for name, holds in tests.items() if holds)


def required_conditions(rules: DayRules, category: str) -> int:
    """The bits that a product of a category must hold; 0 when there is no rule, and nothing is called ready."""
    return sum(BITS[row.key] for row in required_rows(rules, category))


def required_rows(rules: DayRules, category: str) -> list[RuleRow]:
    """The rules that name what a product of a category must hold."""
    rows = (rules.row(TABLE, name, category) for name in CONDITIONS)
    return [row for row in rows if row and row.value == REQUIRED]


def missing_conditions(held: int, rules: DayRules, category: str) -> tuple[str, ...]:
    """The required conditions that are not held, in the order of the rules: for the office only."""
    required = required_conditions(rules, category)
    return tuple(name for name, bit in BITS.items() if required & ~held & bit)


def is_ready(held: int, required: int) -> bool:
    """True when every required condition is held. `held`: of the product and its seller together."""
    return bool(required) and held & required == required


class Readiness:
    """Which products are ready by the rules of a day. What a category requires is worked out once."""

    def __init__(self, rules: DayRules) -> None:
        self._required = cache(partial(required_conditions, rules))

    def holds(self, held: int, category: str) -> bool:
        """True for a product of a category that holds, with its seller, all that is required. `held`: bits of both."""
        return is_ready(held, self._required(category))


def has_recent_price(product: Product, rules: DayRules, today: date) -> bool:
    """True for a price whose day is known and not too long ago."""
    last = price_until(product, rules)
    return last is not None and today <= last


def price_until(product: Product, rules: DayRules) -> date | None:
    """The last day on which a dated price counts as recent; None without price, day or rule."""
    days = rules.number("harga", "harga.umur_maks")
    if product.price is None or product.priced is None or days is None:
        return None
    return product.priced + timedelta(days=days)


def has_food_papers(product: Product, expired: tuple[str, ...]) -> bool:
    """True when a halal certificate and a licence for food (P-IRT or BPOM) are there and have not ended."""
    halal = product.halal
    is_certified = bool(halal and halal.status == "bersertifikat" and halal.number) and "halal" not in expired
    return is_certified and has_food_licence(product, expired)


def has_food_licence(product: Product, expired: tuple[str, ...]) -> bool:
    """True when P-IRT or BPOM is there and has not ended."""
    return bool(product.bpom) or (product.pirt is not None and "pirt" not in expired)
