"""Fields: each thing that editors may write is declared once, on the attribute of the record that holds it.

A declaration says key, type, label, help and example. Reading, validation, `new`, the fact list on a page, the workbook
column, the form and the editors' guide all read that one line.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from generator.model import rules
from generator.model.clean_text import clean
from generator.model.node import Listing, Mapping, Node, Scalar, is_nothing
from generator.model.private import forbidden
from generator.model.problem import Log, Remarks, Spot, Unreadable, did_you_mean
from generator.model.rulebook import NO_RULES, DayRules
from generator.model.rules import Rule

if TYPE_CHECKING:
    from generator.model.category import Categories
    from generator.model.region import Atlas

T = TypeVar("T")
Json = Any  # what json.loads returns


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read one file: where problems go, which regions and categories there are, the rules of the day."""

    log: Log
    atlas: Atlas
    categories: Categories
    waived: frozenset[str] = frozenset()
    rules: DayRules = NO_RULES

    def remark(self, key: str, node: Node, rule: Rule, message: str, hint: str = "") -> None:
        """Note a problem of the field `key` where `node` stands."""
        self.log.add(rule, node.spot, message, hint, field=key)


class FieldType(Generic[T]):
    """How a value is read, kept in the cache, shown on a page and written back. The base keeps a value as it is."""

    name: ClassVar[str] = "teks"
    wants: ClassVar[str] = "satu isian"
    absent: ClassVar[object] = None  # the value where nothing is written

    def read(self, node: Node, at: Reader, key: str) -> T | None:
        """The value, or None when it is absent or wrong (wrong: a problem has been noted)."""
        raise NotImplementedError

    def pack(self, value: T) -> Json:
        """The value as JSON, for the cache."""
        return value

    def unpack(self, packed: Json) -> T:
        """The inverse of `pack`."""
        return packed  # type: ignore[no-any-return]

    def show(self, value: T) -> str:
        """The value as a reader of the site sees it (Indonesian)."""
        return str(value)

    def write(self, value: T) -> Json:
        """The canonical form for content files and workbooks: a text, or lists and mappings of texts."""
        return self.show(value)

    def scalar(self, node: Node, at: Reader, key: str) -> Scalar | None:
        """`node` if it is a single text, else a problem."""
        if isinstance(node, Scalar):
            text = clean(node.text)
            if "\ufffd" in text:
                at.remark(
                    key,
                    node,
                    rules.NOT_UTF8,
                    "Isian ini memuat tanda \ufffd: sebuah huruf hilang waktu berkasnya disimpan.",
                    "Ketik ulang kata itu, lalu simpan sebagai UTF-8.",
                )
            return node if text is node.text else node._replace(text=text)
        shape = "sebuah daftar" if isinstance(node, Listing) else "sekelompok isian"
        at.remark(
            key,
            node,
            rules.WRONG_TYPE,
            f"Di sini {shape}, padahal yang diminta {self.wants}.",
            f"Tulis satu baris saja, contoh: {key}: …",
        )
        return None


AnyType = FieldType[Any]


@dataclass(frozen=True, slots=True)
class Field:
    """The declaration of one field."""

    key: str
    type: AnyType
    label: str
    help: str
    example: str
    required: bool = False
    fact: bool = False  # listed among the facts on the record's page
    default: object = None
    attribute: str = ""


def declare(
    key: str,
    type: AnyType,
    label: str,
    help: str,
    *,
    example: str = "",
    required: bool = False,
    fact: bool = False,
    default: object = None,
) -> Any:
    """Declare a field on a record's attribute. Without a default its absence is what the type holds for it."""
    absent = type.absent if default is None else default
    spec = Field(key, type, label, help, example, required, fact, absent)
    return dataclasses.field(default=absent, metadata={"field": spec})


@cache
def _fields_of(record_type: type) -> tuple[Field, ...]:
    return tuple(
        dataclasses.replace(item.metadata["field"], attribute=item.name)
        for item in dataclasses.fields(record_type)
        if "field" in item.metadata
    )


def fields_of(record_type: type) -> tuple[Field, ...]:
    """The declared fields of a record type, in the order they stand in the code."""
    return _fields_of(record_type)


@cache
def _fields_by_key(record_type: type) -> dict[str, Field]:
    return {spec.key: spec for spec in fields_of(record_type)}


def listen(read: Callable[[str, Remarks], T | None], scalar: Scalar, at: Reader, key: str) -> T | None:
    """What a reader of single values makes of a text; whatever it remarks is noted where the text stands."""
    remarks: Remarks = []
    try:
        value = read(scalar.text.strip(), remarks)
    except Unreadable as fault:
        remarks.append(fault.remark)
        value = None
    for remark in remarks:
        at.log.take(remark, scalar.spot, field=key)
    return value


class ValueType(FieldType[T]):
    """A scalar read by one of the model's readers (`read_price`, `read_date`, …)."""

    def __init__(
        self,
        name: str,
        read: Callable[[str, Remarks], T | None],
        *,
        show: Callable[[T], str] = str,
        write: Callable[[T], str] | None = None,
        pack: Callable[[T], Json] | None = None,
        unpack: Callable[[Json], T] | None = None,
    ) -> None:
        self.kind = name
        self._read, self._show, self._write = read, show, write or show
        self._pack, self._unpack = pack, unpack

    def read(self, node: Node, at: Reader, key: str) -> T | None:
        """Hand the text to the reader and note what it remarks."""
        scalar = self.scalar(node, at, key)
        return listen(self._read, scalar, at, key) if scalar else None

    def pack(self, value: T) -> Json:
        """See `FieldType`."""
        return self._pack(value) if self._pack else value

    def unpack(self, packed: Json) -> T:
        """See `FieldType`."""
        return self._unpack(packed) if self._unpack else packed

    def show(self, value: T) -> str:
        """See `FieldType`."""
        return self._show(value)

    def write(self, value: T) -> Json:
        """See `FieldType`."""
        return self._write(value)


def fields_by_key(record_type: type) -> dict[str, Field]:
    """The declared fields of a record type by the key editors write."""
    return _fields_by_key(record_type)


def read_fields(
    record_type: type, node: Mapping, at: Reader, *, partial: bool = False
) -> tuple[dict[str, Any], dict[str, Spot]]:
    """Read the declared fields of `record_type` from a mapping.

    Returns the values by attribute and the spot of every key found. Every fault is noted, none stops the reading.
    With `partial` (a translation) required fields may be missing.
    """
    specs = fields_by_key(record_type)
    values: dict[str, Any] = {}
    spots: dict[str, Spot] = {}
    for name, value in node.pairs:
        key = name.text
        spec = specs.get(key)
        if key in spots:
            at.log.add(
                rules.DUPLICATE_KEY,
                name.spot,
                f'Kunci "{key}" ditulis dua kali.',
                f"Hapus salah satu; yang pertama ada di baris {spots[key].line}.",
                field=key,
            )
            continue
        spots[key] = value.spot
        if spec is None:
            _unknown_key(key, name.spot, specs, at)
        elif not is_nothing(value):
            read = spec.type.read(value, at, key)
            if read is not None:
                values[spec.attribute] = read
            elif spec.required:
                values[spec.attribute] = None  # wrong, and said so: not missing as well
    for spec in specs.values():
        if spec.required and spec.attribute not in values and not partial:
            at.log.add(
                rules.REQUIRED,
                spots.get(spec.key, node.spot),
                f'"{spec.key}" belum diisi.',
                f"{spec.help} Contoh: {spec.key}: {spec.example}",
                field=spec.key,
            )
            values[spec.attribute] = None
    return values, spots


def _unknown_key(key: str, spot: Spot, known: dict[str, Field], at: Reader) -> None:
    why = forbidden(key)
    if why:
        at.log.add(
            rules.FORBIDDEN_KEY,
            spot,
            f'"{key}" tidak boleh ada di berkas isi. {why}',
            "Hapus baris ini.",
            field=key,
        )
        return
    hint = did_you_mean(key, known) or "Kunci yang dikenal: " + ", ".join(known) + "."
    at.log.add(rules.UNKNOWN_KEY, spot, f'Kunci "{key}" tidak dikenal.', hint, field=key)
