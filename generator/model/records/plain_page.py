"""Halaman: a plain page, such as "Tentang" or "Privasi"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.field_types import Text
from generator.model.fields import declare
from generator.model.records.base import Record, Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage(Record):
    """A plain page; its address is its slug, directly under the site's root."""

    kind: ClassVar[str] = "halaman"
    word: ClassVar[str] = "halaman"
    traits: ClassVar[Traits] = Traits(order=99, sheet_order=99, is_listed=False)

    heading: str = declare("judul", Text(120), "Judul", "Judul halaman.", example="Tentang etalase ini", required=True)
