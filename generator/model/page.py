"""Pages: what all have, and what those about one record have besides. A template sees the instance as `page`, and only that.

Paths and links are written from the site's root; the theme makes them relative. Site-wide counts belong here, never in
`SiteView`, or everything would change at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, TypeVar, dataclass_transform

from generator.model.cards import Photo
from generator.model.catalog import Stored
from generator.model.field_types import Many, Text, unpack_fields
from generator.model.fields import fields_of
from generator.model.page_parts import Link
from generator.model.records import all_kinds
from generator.model.records.base import Record

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
def page_type(kind: type[T]) -> type[T]:
    """A dataclass whose instances nobody changes. Only the type checker sees to that: a frozen class, with comparison and
    `repr`, takes four times as long to make at every start, and its instances three times as long.
    """
    return dataclass(slots=True, kw_only=True, eq=False, repr=False)(kind)


@page_type
class Page:
    """What all pages have. `kind` names the template: `pages/<kind>.html`."""

    kind: ClassVar[str] = ""
    section: ClassVar[str] = ""  # the entry of the menu that this page belongs to

    path: str
    title: str
    description: str = ""
    language: str = "id"
    crumbs: tuple[Link, ...] = ()
    updated: str = ""  # ISO date, for the sitemap; empty: unknown
    indexed: bool = True  # False: search engines are asked to stay away, and it is not in the sitemap
    source: str = ""  # the content file behind the page, for "Sunting halaman ini"
    # links of the body: as stored, and the path they lead to (None: hidden)
    links: tuple[tuple[str, str | None], ...] = ()
    # (language, path) of this page in every language, itself included, when there are several; for search engines only
    alternates: tuple[tuple[str, str], ...] = ()
    # (language, path) of where each other language has this page, or else the first page of its list
    siblings: tuple[tuple[str, str], ...] = ()


@page_type
class RecordPage(Page):
    """A page about one record. `status` is other than `tayang` in previews only."""

    slug: str
    stored: Stored
    photos: tuple[Photo, ...] = ()
    expired: tuple[str, ...] = ()  # certificates past their last day
    status: str = "tayang"
    translation: Stored | None = None  # the fields and the body that differ in this page's language

    def _record(self, kind: str) -> Record:
        return _unpacked(kind, self.slug, self.stored.text, self.translation.text if self.translation else "")

    @property
    def body(self) -> str:
        """The description as HTML, before the sanitiser; in Indonesian where it is not translated."""
        translated = _parsed(self.translation.text)["body"] if self.translation else ""
        return str(translated or _parsed(self.stored.text)["body"])

    @property
    def fallbacks(self) -> frozenset[str]:
        """The texts of a translated page that are still in Indonesian, as they are shown; of the body see `body_falls_back`."""
        if self.translation is None:
            return frozenset()
        part, record = _parsed(self.translation.text)["record"], self._record(self.kind)
        found: list[str] = []
        for spec in fields_of(type(record)):
            kind = spec.type.item if isinstance(spec.type, Many) else spec.type
            if isinstance(kind, Text) and spec.key not in part:
                value = getattr(record, spec.attribute) or ()
                found += value if isinstance(value, tuple) else [value]
        return frozenset(found)

    @property
    def body_falls_back(self) -> bool:
        """True when the body of a translated page is still in Indonesian."""
        return self.translation is not None and not _parsed(self.translation.text)["body"]

    @property
    def falls_back(self) -> bool:
        """True when some text of a translated page is still in Indonesian: the page must say so."""
        if self.translation is None:
            return False
        whole, part = _parsed(self.stored.text), _parsed(self.translation.text)
        specs = fields_of(all_kinds()[self.kind])
        texts = [spec.key for spec in specs if spec.fact and isinstance(spec.type, Text)]
        missing = any(key in whole["record"] and key not in part["record"] for key in texts)
        return missing or bool(whole["body"] and not part["body"])


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    """A stored text, not to be changed. A page asks for record and body, each in its language."""
    stored: dict[str, Any] = json.loads(text)
    return stored


@lru_cache(maxsize=2)
def _unpacked(kind: str, slug: str, stored: str, translation: str) -> Record:
    """The record in a stored text, with what a translation says otherwise. A template asks for the same one several times."""
    fields = _parsed(stored)["record"]
    if translation:
        fields = fields | _parsed(translation)["record"]
    return unpack_fields(all_kinds()[kind], fields, slug=slug)
