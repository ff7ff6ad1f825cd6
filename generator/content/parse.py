"""One content file: bytes in, a row, a stored record and problems out. Pure, so that worker processes can do it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from generator.content import body as bodies
from generator.content.body_limits import spot_at
from generator.content.encoding import decode
from generator.content.file_copies import original_of
from generator.content.front_matter import read_mapping, split
from generator.content.old_addresses import check_aliases
from generator.content.quoting import refuse_unquoted
from generator.content.words import words_of_record, words_of_translation
from generator.model import rules
from generator.model.cards import Row, mix_of
from generator.model.category import Categories
from generator.model.clean_text import clean, clean_body
from generator.model.collate import WINDOWS_RESERVED, is_slug, slugify
from generator.model.counted import count_record
from generator.model.dates import format_date, years_before
from generator.model.digest import digest, digest_texts
from generator.model.field_types import pack_fields, private_numbers
from generator.model.fields import Reader, fields_by_key, fields_of, read_fields
from generator.model.node import Listing, Mapping, Scalar, is_nothing
from generator.model.problem import WHOLE_FILE, Log, Problem, Spot
from generator.model.publication import as_of, expired_on, past_facts, status_of, steady_days
from generator.model.records import all_kinds, is_reserved
from generator.model.records.base import Record
from generator.model.region import Atlas
from generator.model.rulebook import NO_RULES, DayRules
from generator.model.tkdn import tkdn_class_of

TRANSLATION = ".en"
NUMERIC = frozenset({"titik"})  # fields that mean the number, however many zeros it ends in
SPELL = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":")
).encode  # `json.dumps` would make one for every record


class ParseContext(NamedTuple):
    """What reading a file depends on besides its bytes."""

    province: str
    categories: Categories
    curated_only: bool
    strict_quotes: bool
    today: date
    base_url: str = ""  # full addresses that begin with it lead to this site
    rules: DayRules = NO_RULES  # of `today`

    @property
    def key(self) -> str:
        """Digest of everything but the day, which rows remember as a span."""
        flags = (str(self.curated_only), str(self.strict_quotes))
        return digest_texts(self.province, repr(self.categories), *flags, self.base_url, self.rules.digest)


class Parsed(NamedTuple):
    """What one file gave. `row` is None when no record could be made; `days` is the span (ISO dates) it holds for."""

    path: str
    row: Row | None
    text: str
    problems: tuple[Problem, ...]
    days: tuple[str, str]
    words: str = ""  # what search counts, see `words`
    fleeting: bool = False  # a fault of the moment, not of the bytes: the next build tries again

    @classmethod
    def unread(cls, path: str, problem: Problem) -> Parsed:
        """For a file that could not be read this time."""
        return cls(path, None, "", (problem,), (date.min.isoformat(), date.max.isoformat()), fleeting=True)


@cache
def _atlas(province: str) -> Atlas:
    return Atlas.of(province)


def parse(path: str, data: bytes, context: ParseContext) -> Parsed:
    """Read the content file at `path` (below `content/`)."""
    log = Log("content/" + path)
    always = (date.min.isoformat(), date.max.isoformat())
    text = decode(data, log)
    parts = None if text is None else split(text, log)
    head = None if parts is None else read_mapping(parts.head, log, parts.head_line)
    body = (
        bodies.Body("")
        if parts is None
        else bodies.render(clean_body(parts.body), path, parts.body_line, log, context.base_url)
    )
    if head is None or parts is None:
        return Parsed(path, None, "", tuple(log.problems), always)
    kind, language, slug = _identity(path, head, log)
    record_type = all_kinds()[kind]
    node = Mapping(tuple(pair for pair in head.pairs if pair[0].text != "slug"), head.spot)
    if context.strict_quotes:
        refuse_unquoted(Mapping(tuple(pair for pair in node.pairs if pair[0].text not in NUMERIC)), log)
    check_aliases(node, log)
    reader = Reader(log, _atlas(context.province), context.categories, _waived(node), context.rules)
    values, spots = read_fields(record_type, node, reader, partial=language != "id")
    for start, remark in private_numbers(parts.body, reader):
        log.take(remark, spot_at(parts.body, start, parts.body_line))
    if slug is None:
        return Parsed(path, None, "", tuple(log.problems), always)
    if language != "id":
        return _translation(path, kind, slug, record_type, values, body, log)
    if any(values[name] is None for name in _required(record_type)):
        return Parsed(path, None, "", tuple(log.problems), always)
    record = record_type(slug=slug, **values)
    record.review(reader, spots)
    _note_expired(record, spots, context.today, log)
    _note_long_terms(record, spots, context, log)
    _note_future(record, spots, context.today, log)
    public = as_of(record, context.today).public()
    row, stored = _row(record, public, path, body, spots, context)
    first, last = steady_days(record, context.today, context.rules)
    words = words_of_record(public, body.html, tkdn_class_of(public, row.expired, context.rules))
    return Parsed(path, row, stored, tuple(log.problems), (first.isoformat(), last.isoformat()), words)


def _required(record_type: type[Record]) -> frozenset[str]:
    return frozenset(spec.attribute for spec in fields_of(record_type) if spec.required)


def _note_expired(record: Record, spots: dict[str, Spot], today: date, log: Log) -> None:
    """A certificate past its date switches its badge off by itself; the editor hears of it (never as an error)."""
    ends = dict(record.expiries())
    for key in expired_on(record, today):
        name = fields_by_key(type(record))[key].label
        message = f"{name} berakhir {format_date(ends[key])}. Tanda izin tidak ditampilkan."
        log.add(rules.EXPIRED, spots[key], message, "Perbarui nomor dan tanggalnya bila sudah diperpanjang.", field=key)


def _note_long_terms(record: Record, spots: dict[str, Spot], context: ParseContext, log: Log) -> None:
    """A certificate that holds for longer than any can is a slip of the pen (never an error)."""
    for key, last, rule in record.longest_terms(context.rules):
        if isinstance(rule.value, int) and context.today < years_before(last, rule.value):
            name = fields_by_key(type(record))[key].label
            log.add(
                rules.LONG_LICENCE,
                spots[key],
                f"{name} ditulis berlaku sampai {format_date(last)}, padahal paling lama {rule.value} tahun ({rule.basis}).",
                "Periksa tahunnya di dokumennya.",
                field=key,
            )


def _note_future(record: Record, spots: dict[str, Spot], today: date, log: Log) -> None:
    """What is said of the past, but lies after today, is a slip of the pen (never an error)."""
    for key, value, first in past_facts(record):
        if first > today:
            shown = format_date(value) if isinstance(value, date) else str(value)
            log.add(
                rules.FUTURE_FACT,
                spots[key],
                f"{key} menyebut {shown}, yang belum tiba.",
                "Periksa tahunnya.",
                field=key,
            )


def _identity(path: str, head: Mapping, log: Log) -> tuple[str, str, str | None]:
    """(kind, language, slug) of a content file; the slug is None when it cannot be used."""
    kind, _, name = path.partition("/")
    stem = name.rsplit("/", 1)[-1].removesuffix(".md")
    language = "en" if stem.endswith(TRANSLATION) else "id"
    stem = stem.removesuffix(TRANSLATION)
    spot, slug = WHOLE_FILE, stem
    for key, value in head.pairs:
        if key.text == "slug" and isinstance(value, Scalar) and not is_nothing(value):
            spot, slug = value.spot, clean(value.text).strip()
    if slug.lower() in WINDOWS_RESERVED:
        log.add(
            rules.BAD_SLUG,
            spot,
            f'"{slug}" adalah nama yang dilarang Windows.',
            f"Ganti, contoh: {slug}-1.",
            field="slug",
        )
        return kind, language, None
    if original := original_of(slug):
        folder = path.rpartition("/")[0]
        log.add(
            rules.BAD_SLUG,
            spot,
            f"Berkas ini tampaknya salinan dari content/{folder}/{original}.md, bukan isi yang lain.",
            "Bandingkan keduanya, pindahkan yang perlu ke berkas asli, lalu hapus salinan ini.",
            field="slug",
        )
        return kind, language, None
    if not is_slug(slug):
        advice = slugify(slug) or "kopi-semendo"
        where = "Nama berkas" if spot == WHOLE_FILE else "Slug"
        log.add(
            rules.BAD_SLUG,
            spot,
            f'{where} "{slug}" hanya boleh berisi huruf kecil a–z, angka, dan tanda hubung.',
            f"Ganti menjadi {advice}{'.md' if spot == WHOLE_FILE else ''}.",
            field="slug",
        )
        return kind, language, None
    if is_reserved(kind, slug):
        message = f'"{slug}" sudah dipakai Etalase untuk alamat lain.'
        log.add(rules.RESERVED_SLUG, spot, message, f"Pilih nama lain, contoh: {slug}-kami.", field="slug")
        return kind, language, None
    return kind, language, slug


def _waived(node: Mapping) -> frozenset[str]:
    for key, value in node.pairs:
        if key.text == "angka_boleh":
            items = value.items if isinstance(value, Listing) else (value,)
            return frozenset("".join(filter(str.isdigit, item.text)) for item in items if isinstance(item, Scalar))
    return frozenset()


def _row(
    record: Record, public: Record, path: str, body: bodies.Body, spots: dict[str, Spot], context: ParseContext
) -> tuple[Row, str]:
    expired = expired_on(record, context.today)
    packed = pack_fields(public)
    stored = SPELL({"record": packed, "body": body.html})
    brief = json.loads(json.dumps(public.brief(expired)))
    references = [(*item[:3], *spots.get(item.field, WHOLE_FILE)) for item in record.references()]
    tkdn = tkdn_class_of(public, expired, context.rules)
    counts = count_record(record, public, expired, context.rules, context.today)
    row = Row(
        record.kind,
        record.slug,
        "id",
        path,
        status_of(record, context.today, curated_only=context.curated_only),
        record.title,
        record.date.isoformat() if record.date else "",
        tuple(references),
        body.links,
        body.anchors,
        record.aliases,
        record.photos,
        expired,
        brief,
        digest_texts(digest(stored.encode("utf-8", "surrogatepass")), *expired, tkdn),
        mix_of(record.slug),
        *counts,
    )
    return row.with_digests(), stored


def _translation(
    path: str,
    kind: str,
    slug: str,
    record_type: type[Record],
    values: dict[str, Any],
    body: bodies.Body,
    log: Log,
) -> Parsed:
    """A row for `<file>.en.md`: only the fields that differ."""
    packed = {
        spec.key: spec.type.pack(values[spec.attribute])
        for spec in fields_of(record_type)
        if values.get(spec.attribute) is not None
    }
    stored = SPELL({"record": packed, "body": body.html})
    row = Row(
        kind,
        slug,
        "en",
        path,
        "tayang",
        str(packed.get(record_type.title_field().key) or ""),
        "",
        (),
        body.links,
        body.anchors,
        (),
        (),
        (),
        packed,
        digest_texts(stored),
        mix_of(slug),
    )
    counted = words_of_translation(values, row.title, body.html)
    return Parsed(
        path, row.with_digests(), stored, tuple(log.problems), (date.min.isoformat(), date.max.isoformat()), counted
    )
