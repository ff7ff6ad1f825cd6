"""The one rule of publication: which records the public may see, and on which days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from generator.model.dates import years_before
from generator.model.field_types import Group, Many
from generator.model.fields import fields_of
from generator.model.readiness import price_until
from generator.model.records.base import Past, Record
from generator.model.records.product import Product
from generator.model.records.seller import Seller
from generator.model.rulebook import NO_RULES, DayRules

R = TypeVar("R", bound=Record)

PUBLISHED = "tayang"
DRAFT = "draf"
SCHEDULED = "terjadwal"
ENDED = "berakhir"
AGGREGATE = "agregat"
UNCURATED = "belum-kurasi"

PREVIEWED = frozenset({PUBLISHED, DRAFT, SCHEDULED, UNCURATED})  # what `--drafts` shows


def status_of(record: Record, today: date, *, curated_only: bool) -> str:
    """Whether a record is published today, and if not, why. A product needs a published seller besides."""
    if isinstance(record, Seller) and record.visibility == "agregat":
        return AGGREGATE
    if record.draft:
        return DRAFT
    if record.show_until and today > record.show_until:
        return ENDED
    if curated_only and isinstance(record, (Seller, Product)) and not _curated(record):
        return UNCURATED
    if record.show_from and today < record.show_from:
        return SCHEDULED
    return PUBLISHED


def _curated(record: Seller | Product) -> bool:
    return record.curation is not None and record.curation.status == "tayang"


def expired_on(record: Record, today: date) -> tuple[str, ...]:
    """The certificates of a record that are past their last day."""
    return tuple(key for key, last in record.expiries() if today > last)


def as_of(record: R, today: date) -> R:
    """A record as it stands today: a consent dated later is none yet."""
    if isinstance(record, Seller) and record.consent and record.consent > today:
        return replace(record, consent=None)
    return record


@cache
def _past_fields(record_type: type) -> tuple[tuple[str, str, bool, type | None], ...]:
    """(attribute, key, whether it is a list, type of its group) of the fields that hold facts of the past."""
    facts: list[tuple[str, str, bool, type | None]] = []
    for spec in fields_of(record_type):
        is_list = isinstance(spec.type, Many)
        kind = spec.type.item if isinstance(spec.type, Many) else spec.type
        if isinstance(kind, Past):
            facts.append((spec.attribute, spec.key, is_list, None))
        elif isinstance(kind, Group) and _past_fields(kind.record_type):
            facts.append((spec.attribute, spec.key, is_list, kind.record_type))
    return tuple(facts)


def _past_of(record_type: type) -> tuple[tuple[str, str, bool, type | None], ...]:
    return _past_fields(record_type)


def past_facts(record: object) -> Iterator[tuple[str, date | int, date]]:
    """(key of the record's field, value, first day on which it can be true) of every fact that lies in the past where it is true."""
    for attribute, key, is_list, group in _past_of(type(record)):
        value = getattr(record, attribute)
        for item in (value or ()) if is_list else (value,):
            if item is None:
                continue
            if group is not None:
                yield from ((key, inner, first) for _, inner, first in past_facts(item))
            else:
                yield key, item, item if isinstance(item, date) else date(item, 1, 1)


def steady_days(record: Record, today: date, rules: DayRules = NO_RULES) -> tuple[date, date]:
    """(first, last) day around `today` on which everything that depends on the date stays as it is today."""
    turns: list[date] = [last + timedelta(days=1) for _, last in record.expiries() if last < date.max]
    turns += [first for _, _, first in past_facts(record)]
    turns += [
        years_before(last, rule.value) for _, last, rule in record.longest_terms(rules) if isinstance(rule.value, int)
    ]
    if record.show_from:
        turns.append(record.show_from)
    if record.date:
        turns.append(record.date)
    if isinstance(record, Seller) and record.consent:
        turns.append(record.consent)
    if record.show_until and record.show_until < date.max:
        turns.append(record.show_until + timedelta(days=1))
    if isinstance(record, Product) and (recent := price_until(record, rules)):
        turns.append(recent + timedelta(days=1))
    first = max((turn for turn in turns if turn <= today), default=date.min)
    last = min((turn for turn in turns if turn > today), default=None)
    return max(first, rules.first), min(last - timedelta(days=1) if last else date.max, rules.last)


def shown_statuses(*, drafts: bool) -> frozenset[str]:
    """The statuses of records that have a page."""
    return PREVIEWED if drafts else frozenset({PUBLISHED})
