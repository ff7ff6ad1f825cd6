"""One digest for every value that may be an input of an output (law A).

A value either carries its digest (`.digest`, computed once and remembered) or is of a type listed here; anything else is
refused, so that no input can slip into an output without being fingerprinted.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from hashlib import blake2b
from operator import attrgetter
from typing import Any

SIZE = 16


def digest(data: bytes) -> str:
    """The digest of some bytes: 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_texts(*texts: str) -> str:
    """The digest of several texts; where one ends and the next begins counts."""
    return digest("\x1f".join(texts).encode("utf-8", "surrogatepass"))


def spell(value: object) -> str:
    """`value` as a text that is equal only for equal values. Raises TypeError for a type it does not know."""
    kind = type(value)
    return (_SPELLERS.get(kind) or _speller(kind))(value)


def _spell_all(values: Iterable[object]) -> str:
    """Several values, one after the other; those that most values are, without a call each."""
    spelled: list[str] = []
    put = spelled.append
    for value in values:
        kind = type(value)
        if kind is str:
            put(f"{len(value)}:{value}")  # type: ignore[arg-type]
        elif kind in _CARRIERS and value.digest:  # type: ignore[attr-defined]
            put("#" + value.digest)  # type: ignore[attr-defined]
        elif value is None:
            put("None")
        elif kind is bool:
            put("True" if value else "False")
        elif kind is tuple:
            put(f"({_spell_all(value)})" if value else "()")  # type: ignore[arg-type]
        else:
            put((_SPELLERS.get(kind) or _speller(kind))(value))
    return ",".join(spelled)


_CARRIERS: set[type] = set()  # types whose values carry their digest, as far as they were met


# A plan of 10,000 pages spells half a million values: how a type is spelled is decided once per type.
Speller = Callable[[Any], str]
_SPELLERS: dict[type, Speller] = {
    type(None): str,
    bool: str,
    int: repr,
    float: repr,
    str: lambda value: f"{len(value)}:{value}",
    bytes: lambda value: "b" + digest(value),
    tuple: lambda value: f"({_spell_all(value)})",
    list: lambda value: f"({_spell_all(value)})",
    dict: lambda value: "{" + ",".join([f"{spell(key)}={spell(value[key])}" for key in sorted(value)]) + "}",
    frozenset: lambda value: "<" + ",".join(sorted(map(spell, value))) + ">",
    date: lambda value: "d" + value.isoformat(),
}


def _speller(kind: type) -> Speller:
    """How values of a type are spelled that was not met before."""
    if issubclass(kind, Enum):
        speller: Speller = lambda value: f"{kind.__name__}.{value.name}"  # noqa: E731 - one of several
    elif issubclass(kind, tuple) and "digest" not in getattr(kind, "_fields", ()):
        speller = _SPELLERS[tuple]
    elif dataclasses.is_dataclass(kind) or hasattr(kind, "digest"):
        speller = _by_digest(kind) if hasattr(kind, "digest") or "digest" in _names(kind) else _by_fields(kind)
    else:
        raise TypeError(f"no fingerprint for a value of type {kind.__name__}")
    _SPELLERS[kind] = speller
    return speller


def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _by_digest(kind: type) -> Speller:
    """Values that carry their digest; one whose digest is still empty is spelled by its fields."""
    whole = _by_fields(kind) if dataclasses.is_dataclass(kind) else None
    _CARRIERS.add(kind)

    def speller(value: Any) -> str:
        if value.digest:
            return f"#{value.digest}"
        if whole is None:
            raise TypeError(f"a value of type {kind.__name__} without its digest")
        return whole(value)

    return speller


def _by_fields(kind: type) -> Speller:
    names, name = _names(kind), kind.__name__
    values: Callable[[object], tuple[object, ...]] = attrgetter(*names, "__class__")  # two or more: always a tuple
    return lambda value: f"{name}({_spell_all(values(value)[:-1])})"


def fingerprint(*values: object) -> str:
    """The digest of some values."""
    return digest_texts(*[spell(value) for value in values])
