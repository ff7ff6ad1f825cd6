"""Classes of local content (TKDN) on a day: which threshold a product reaches, by the office's rules.

Source of the thresholds: the rows `tkdn.min` and `tkdn.jumlah_min`; they count TKDN, and TKDN plus the company's benefit weight (BMP).
"""

from __future__ import annotations

from generator.model.records.base import Record
from generator.model.records.product import Product
from generator.model.rulebook import DayRules

SUM, ALONE, BELOW, NONE = "A", "B", "C", ""


def tkdn_class(tkdn: int | None, bmp: int | None, rules: DayRules) -> str:
    """`A`: TKDN and the sum with BMP reach their thresholds; `B`: TKDN alone; `C`: neither; empty without a value or a rule.

    `tkdn`, `bmp` in hundredths of a percent.
    """
    least, least_sum = rules.number("tkdn", "tkdn.min"), rules.number("tkdn", "tkdn.jumlah_min")
    if tkdn is None or least is None or least_sum is None:
        return NONE
    if tkdn < least:
        return BELOW
    return SUM if tkdn + (bmp or 0) >= least_sum else ALONE


def tkdn_class_of(record: Record, expired: tuple[str, ...], rules: DayRules) -> str:
    """The class of a product's value, if it has not ended; empty for anything else."""
    if not isinstance(record, Product) or "tkdn" in expired:
        return NONE
    return tkdn_class(record.tkdn, record.bmp, rules)
