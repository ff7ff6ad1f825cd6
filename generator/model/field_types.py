"""The types that fields are declared with: texts, choices, lists, groups, references, regions."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from typing import TypeVar

from generator.model import rules
from generator.model.collate import is_slug, slugify
from generator.model.fields import AnyType, FieldType, Json, Reader, fields_of, read_fields
from generator.model.node import Listing, Mapping, Node, is_nothing
from generator.model.private import find_private_numbers, private_remark
from generator.model.problem import Remark, did_you_mean

T = TypeVar("T")

YES = frozenset({"ya", "true"})
NO = frozenset({"tidak", "false"})


class Text(FieldType[str]):
    """Free text on one line, at most `limit` characters; never a number that identifies a person."""

    name = "teks"
    wants = "satu baris teks"

    def __init__(self, limit: int = 160) -> None:
        self.limit = limit

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The text with white space folded."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        text = " ".join(scalar.text.split())
        if len(text) > self.limit:
            at.remark(
                key,
                node,
                rules.TOO_LONG,
                f"Panjangnya {len(text)} huruf, paling banyak {self.limit}.",
                "Ringkas; cerita yang panjang ditulis di bawah garis --- kedua.",
            )
            return None
        for _, remark in private_numbers(text, at):
            at.log.take(remark, scalar.spot, field=key)
        return text


def private_numbers(text: str, at: Reader) -> Iterator[tuple[int, Remark]]:
    """(place in the text, remark) of every number that looks like NIK, KK or NPWP and is not in `angka_boleh`."""
    for number in find_private_numbers(text, at.waived):
        yield number.start, private_remark(number)


class YesNo(FieldType[bool]):
    """`ya` or `tidak`."""

    name = "ya/tidak"
    wants = "ya atau tidak"

    def read(self, node: Node, at: Reader, key: str) -> bool | None:
        """True for `ya`, False for `tidak`."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        word = scalar.text.strip().casefold()
        if word in YES or word in NO:
            return word in YES
        at.remark(
            key,
            node,
            rules.UNKNOWN_CHOICE,
            f'"{scalar.text}" bukan ya atau tidak.',
            f"Tulis {key}: ya atau {key}: tidak.",
        )
        return None

    def show(self, value: bool) -> str:
        """See `FieldType`."""
        return "Ya" if value else "Tidak"

    def write(self, value: bool) -> Json:
        """See `FieldType`."""
        return "ya" if value else "tidak"


class Choice(FieldType[str]):
    """One of a few words; each has a label for readers."""

    name = "pilihan"
    wants = "satu pilihan"

    def __init__(self, options: MappingABC[str, str]) -> None:
        self.options = dict(options)

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The option meant: the word itself or its label, without regard to case."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        word = "-".join(scalar.text.casefold().split())
        for option, label in self.options.items():
            if word == option or word == "-".join(label.casefold().split()):
                return option
        hint = did_you_mean(scalar.text, self.options) or "Pilih salah satu: " + ", ".join(self.options) + "."
        at.remark(key, node, rules.UNKNOWN_CHOICE, f'"{scalar.text}" bukan pilihan untuk {key}.', hint)
        return None

    def show(self, value: str) -> str:
        """See `FieldType`."""
        return self.options.get(value, value)

    def write(self, value: str) -> Json:
        """See `FieldType`."""
        return value


class Slug(FieldType[str]):
    """The name of another content file, without folder and `.md`. Whether it exists is asked of the catalog."""

    name = "rujukan"
    wants = "nama berkas tanpa .md"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The slug, checked for its letters only."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        slug = scalar.text.strip().removesuffix(".md")
        if is_slug(slug):
            return slug
        near = slugify(slug.replace("\\", "/").rpartition("/")[2])
        at.remark(
            key,
            node,
            rules.BAD_SLUG,
            f'"{scalar.text}" bukan nama berkas {self.kind}.',
            f'Maksudnya "{near}"? Nama berkas hanya huruf kecil, angka, dan tanda hubung, tanpa .md.'
            if is_slug(near)
            else "Nama berkas hanya huruf kecil, angka, dan tanda hubung, contoh: kopi-semendo.",
        )
        return None


class Many(FieldType[tuple[object, ...]]):
    """A list of values of one type; a single value stands for a list of one."""

    name = "daftar"
    wants = "sebuah daftar"
    absent = ()

    def __init__(self, item: AnyType, most: int = 100) -> None:
        self.item, self.most = item, most

    def read(self, node: Node, at: Reader, key: str) -> tuple[object, ...] | None:
        """Every readable item, without repeats, in the order written."""
        nodes = node.items if isinstance(node, Listing) else (node,)
        if len(nodes) > self.most:
            at.remark(
                key,
                node,
                rules.TOO_LONG,
                f"Daftarnya berisi {len(nodes)}, paling banyak {self.most}.",
                "Kurangi isinya.",
            )
            nodes = nodes[: self.most]
        values = [self.item.read(item, at, key) for item in nodes if not is_nothing(item)]
        return tuple(dict.fromkeys(value for value in values if value is not None)) or None

    def pack(self, value: tuple[object, ...]) -> Json:
        """See `FieldType`."""
        return [self.item.pack(item) for item in value]

    def unpack(self, packed: Json) -> tuple[object, ...]:
        """See `FieldType`."""
        return tuple(self.item.unpack(item) for item in packed)

    def show(self, value: tuple[object, ...]) -> str:
        """See `FieldType`."""
        return ", ".join(self.item.show(item) for item in value)

    def write(self, value: tuple[object, ...]) -> Json:
        """See `FieldType`."""
        return [self.item.write(item) for item in value]


class Group(FieldType[object]):
    """A few fields that belong together, such as the status, number and last day of a certificate."""

    name = "kelompok"
    wants = "sekelompok isian"

    def __init__(self, record_type: type) -> None:
        self.record_type = record_type

    def read(self, node: Node, at: Reader, key: str) -> object | None:
        """The group as an instance of its record type."""
        if not isinstance(node, Mapping):
            keys = ", ".join(spec.key for spec in fields_of(self.record_type))
            first = fields_of(self.record_type)[0]
            at.remark(
                key,
                node,
                rules.WRONG_TYPE,
                f"{key} berisi beberapa isian: {keys}.",
                f"Tulis menjorok di bawahnya, contoh: {key}: {{{first.key}: {first.example}}}",
            )
            return None
        values, _ = read_fields(self.record_type, node, at)
        if any(values.get(spec.attribute) is None for spec in fields_of(self.record_type) if spec.required):
            return None
        group: object = self.record_type(**values)
        return group

    def pack(self, value: object) -> Json:
        """See `FieldType`."""
        return pack_fields(value)

    def unpack(self, packed: Json) -> object:
        """See `FieldType`."""
        return unpack_fields(self.record_type, packed)

    def show(self, value: object) -> str:
        """See `FieldType`."""
        return ", ".join(
            spec.type.show(getattr(value, spec.attribute))
            for spec in fields_of(self.record_type)
            if getattr(value, spec.attribute) is not None
        )

    def write(self, value: object) -> Json:
        """See `FieldType`."""
        return write_fields(value)


def pack_fields(record: object) -> Json:
    """The declared fields of a record as a JSON object; absent ones are left out."""
    return {
        spec.key: spec.type.pack(value)
        for spec in fields_of(type(record))
        if (value := getattr(record, spec.attribute)) is not None and value != spec.default
    }


def unpack_fields(record_type: type[T], packed: Json, **more: Json) -> T:
    """The inverse of `pack_fields`; `more` gives the attributes that are not declared fields."""
    values = {
        spec.attribute: spec.type.unpack(packed[spec.key]) for spec in fields_of(record_type) if spec.key in packed
    }
    return record_type(**values, **more)


def write_fields(record: object) -> dict[str, Json]:
    """The declared fields of a record in canonical form, as import writes them; absent ones are left out."""
    return {
        spec.key: spec.type.write(value)
        for spec in fields_of(type(record))
        if (value := getattr(record, spec.attribute)) is not None and value != spec.default
    }
