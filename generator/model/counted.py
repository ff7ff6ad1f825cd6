"""What statistics count of a business: classes and yes or no, as bits; never a number of a licence or a telephone.

Records in, bits out. A business has the bits of its seller and of its products together. Source of the definitions: the measures
(`model/measures.py`); a new field is counted only when it is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.model.platforms import Platforms, Shop
from generator.model.readiness import has_food_licence, product_conditions, seller_conditions
from generator.model.records.base import Record, is_illustration
from generator.model.records.product import Product
from generator.model.records.seller import Seller
from generator.model.records.seller_choices import KINDS, MODELS, POTENTIALS, SCALES
from generator.model.rulebook import DayRules
from generator.model.tkdn import ALONE, BELOW, SUM, tkdn_class_of

NETWORKS = {"instagram": "Instagram", "facebook": "Facebook", "tiktok": "TikTok", "youtube": "YouTube"}
ONBOARDED = frozenset({"onboarding", "naik-kelas", "ekspor"})  # stages
CASHLESS = frozenset({"qris", "transfer", "dompet-digital"})
_PLAIN = (
    "nib",
    "toko",
    "whatsapp",
    "whatsapp-tampil",
    "kontak-tampil",
    "foto",
    "nontunai",
    "qris",
    "ekspor",
    "wajib-halal",
    "pangan",
    "halal",
    "izin-pangan",
    "tkdn",
    "siap",
    "harga-bertanggal",
    "onboarding",
    "model-tercatat",
    "potensi-tercatat",
)
_CLASSES = {
    "jenis": KINDS,
    "skala": SCALES,
    "potensi": POTENTIALS,
    "model": MODELS,
    "jejaring": NETWORKS,  # that visitors may see
    "kelas-tkdn": (SUM, ALONE, BELOW),
}
MARKS = (*_PLAIN, *(f"{group}:{name}" for group, names in _CLASSES.items() for name in names))
BITS: Mapping[str, int] = {name: 1 << number for number, name in enumerate(MARKS)}


class Counted(NamedTuple):
    """What a row carries for statistics. `conditions`: bits of readiness; `marks`: of MARKS; `shops`: running platforms."""

    conditions: int = 0
    marks: int = 0
    shops: tuple[str, ...] = ()


def bits(names: Iterable[str]) -> int:
    """Names of marks as bits."""
    return sum(BITS[name] for name in frozenset(names))


def count_record(record: Record, public: Record, expired: tuple[str, ...], rules: DayRules, today: date) -> Counted:
    """What a row carries of a record for statistics and readiness; nothing for what is no seller and no product.

    `public`: the same as visitors see it; `expired`: its certificates past their last day.
    """
    if isinstance(record, Seller) and isinstance(public, Seller):
        marks = seller_marks(record, public, rules, today)
        return Counted(seller_conditions(public), marks, running_shops(record.shops, rules.platforms))
    if isinstance(record, Product) and isinstance(public, Product):
        conditions = product_conditions(public, expired, rules, today)
        marks = product_marks(public, expired)
        if public.tkdn_until and (reached := tkdn_class_of(public, expired, rules)):
            marks |= BITS[f"kelas-tkdn:{reached}"]
        shops = running_shops((*record.shops, *record.procurement), rules.platforms)
        return Counted(conditions, marks, shops)
    return Counted()


def running_shops(shops: Iterable[Shop], platforms: Platforms) -> tuple[str, ...]:
    """The platforms of some links that have not closed."""
    running = {platform.key for platform in platforms.running}
    return tuple(sorted({shop.platform for shop in shops if shop.platform in running}))


def is_onboarded(seller: Seller, today: date) -> bool:
    """True for a seller that has reached the stage of onboarding, or one after it, by a day."""
    dated = {step.stage: step.reached for step in seller.history if step.reached}
    stages = {*dated, *(step.stage for step in seller.history), *([seller.stage] if seller.stage else [])}
    return any(stage in ONBOARDED and dated.get(stage, today) <= today for stage in stages)


def seller_marks(seller: Seller, public: Seller, rules: DayRules, today: date) -> int:
    """The marks of a seller. `public`: the same as visitors see it, without what needs a consent that is not there."""
    row = rules.row("halal", "halal.wajib", seller.scale or "")
    plain = {
        "nib": seller.nib,
        "toko": seller.shops,
        "whatsapp": seller.whatsapp,
        "whatsapp-tampil": public.whatsapp,
        "kontak-tampil": public.whatsapp or public.phone or public.email,
        "foto": has_photo(seller.photos),
        "nontunai": CASHLESS.intersection(seller.payments),
        "qris": "qris" in seller.payments,
        "ekspor": seller.exports,
        "wajib-halal": row is not None and row.value is True,
        "onboarding": is_onboarded(seller, today),
        "model-tercatat": seller.models,
        "potensi-tercatat": seller.potentials,
    }
    classes = [f"jenis:{seller.form}", *(f"potensi:{name}" for name in seller.potentials)]
    classes += [f"model:{name}" for name in seller.models]
    classes += [f"jejaring:{network}" for network in NETWORKS if getattr(public, network)]
    if seller.scale:
        classes.append(f"skala:{seller.scale}")
    return bits((*(name for name, holds in plain.items() if holds), *classes))


def product_marks(product: Product, expired: tuple[str, ...]) -> int:
    """The marks that a product gives to its seller's business. `expired`: its certificates past their last day."""
    halal = product.halal
    is_certified = halal is not None and halal.status == "bersertifikat" and halal.number and "halal" not in expired
    plain = {
        "toko": product.shops,
        "foto": has_photo(product.photos),
        "ekspor": product.exports,
        "halal": is_certified,
        "izin-pangan": has_food_licence(product, expired),
        "tkdn": product.tkdn is not None and "tkdn" not in expired,
        "harga-bertanggal": product.price is not None and product.priced is not None,
    }
    return bits(name for name, holds in plain.items() if holds)


def has_photo(names: Iterable[str]) -> bool:
    """True when one of the pictures is a photo; a drawn one is none."""
    return any(not is_illustration(name) for name in names)
