"""What a page claims by a rule: which threshold or label, on what basis, checked on which day. Nothing without both."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.cards import READY, ProductCard, Row
from generator.model.counted import BITS
from generator.model.page_parts import Claim
from generator.model.readiness import required_rows
from generator.model.tkdn import ALONE, SUM
from generator.model.world import World

THRESHOLDS = {SUM: "tkdn.jumlah_min", ALONE: "tkdn.min"}


def claims(world: World, card: ProductCard, row: Row) -> Iterator[Claim]:
    """The claims of a product's page that somebody has checked."""
    for name, key in THRESHOLDS.items():
        rule = world.rules.public("tkdn", key) if row.marks & BITS[f"kelas-tkdn:{name}"] else None
        if rule and rule.checked and isinstance(rule.value, int):
            yield Claim(f"tkdn_{name.lower()}", rule.basis, rule.checked, rule.value)
    rows = required_rows(world.rules, card.category)
    checked = [rule.checked for rule in rows if rule.checked]
    if len(checked) == len(rows) and any(label.kind == READY for label in card.labels):
        yield Claim("siap", "; ".join(dict.fromkeys(rule.basis for rule in rows)), min(checked))
