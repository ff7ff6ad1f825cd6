"""What changed since the last publishing, in an editor's words: "3 produk baru, 1 harga berubah"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.desk.git import Checkout
from generator.desk.sending import INBOX_FOLDER, FileChange, published_bytes
from generator.exchange.cells import texts_of
from generator.exchange.columns import by_key
from generator.exchange.existing_records import Schema, read_text
from generator.exchange.importing import Site
from generator.model.numbers import format_number
from generator.model.records import all_kinds

MOST_READ = 60  # changed records of which the fields are told
LONGEST = 120  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class TextChange:
    """One field of a record: its label, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One changed file as it is told."""

    path: str
    word: str  # produk, pelaku usaha, foto, …
    state: str  # baru, berubah, dihapus
    title: str
    fields: tuple[TextChange, ...] = ()


STATES = {"A": "baru", "M": "berubah", "D": "dihapus"}


def told_changes(repository: Checkout, base: str, changes: Sequence[FileChange], site: Site) -> list[RecordChange]:
    """The changes as people know them."""
    schema = Schema(site.atlas, site.categories, site.rules)
    told, read = [], 0
    for change in changes:
        kind, rest = _kind_of(change.path)
        state = STATES.get(change.state, "berubah")
        if kind not in all_kinds():
            told.append(RecordChange(change.path, WORDS.get(kind, "berkas lain"), state, rest))
            continue
        word = all_kinds()[kind].word
        path = change.path.removeprefix("content/")
        now = read_text(path, (repository.site / change.path).read_bytes(), schema) if state != "dihapus" else None
        fields: tuple[TextChange, ...] = ()
        if state == "berubah" and now is not None and read < MOST_READ:
            read += 1
            before = published_bytes(repository, base, change.path)
            if before is not None:
                old = read_text(path, before, schema)
                fields = _differences(kind, texts_of(kind, old.values, old.body), texts_of(kind, now.values, now.body))
        title = str(now.values.get("nama") or now.values.get("judul") or now.slug) if now else rest
        told.append(RecordChange(change.path, word, state, title, fields))
    return told


WORDS = {"foto": "foto", "situs": "pengaturan situs", INBOX_FOLDER: "berkas masuk"}


def _kind_of(path: str) -> tuple[str, str]:
    if path == "site.yaml":
        return "situs", path
    if path.startswith(f"{INBOX_FOLDER}/"):
        return INBOX_FOLDER, path.removeprefix(f"{INBOX_FOLDER}/")
    _, _, inner = path.partition("/")
    kind, _, rest = inner.partition("/")
    return kind, rest or inner


def _differences(kind: str, old: dict[str, str], new: dict[str, str]) -> tuple[TextChange, ...]:
    return tuple(
        TextChange(column.label, _short(old.get(key, "")), _short(new.get(key, "")))
        for key, column in by_key(kind).items()
        if old.get(key, "") != new.get(key, "")
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[: LONGEST - 1]}…" if len(line) > LONGEST else line


def summary_of(changes: Sequence[RecordChange]) -> str:
    """`3 produk baru, 1 harga produk berubah, 2 foto baru`"""
    counts: Counter[tuple[str, str]] = Counter()
    for change in changes:
        only = {field.label.lower() for field in change.fields}
        what = f"{next(iter(only))} {change.word}" if len(only) == 1 else change.word
        counts[what, change.state] += 1
    return ", ".join(f"{format_number(count)} {what} {state}" for (what, state), count in counts.items())
