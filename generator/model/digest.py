"""One digest for every value that may be an input of an output (law A).

A value either carries its digest (`.digest`, computed once and remembered) or is of a type listed here; anything else is
refused, so that no input can slip into an output without being fingerprinted.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b

SIZE = 16


def digest(data: bytes) -> str:
    """The digest of some bytes: 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_texts(*texts: str) -> str:
    """The digest of several texts; where one ends and the next begins counts."""
    return digest("\x1f".join(texts).encode("utf-8", "surrogatepass"))


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(cls))


def spell(value: object) -> str:
    """`value` as a text that is equal only for equal values. Raises TypeError for a type it does not know."""
    known = getattr(value, "digest", None)
    if isinstance(known, str) and known:
        return "#" + known
    if value is None or value is True or value is False:
        return str(value)
    if isinstance(value, str):
        return f"{len(value)}:{value}"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (tuple, list)):
        return f"({','.join([spell(item) for item in value])})"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, date):
        return "d" + value.isoformat()
    if isinstance(value, bytes):
        return "b" + digest(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{spell(key)}={spell(value[key])}" for key in sorted(value)]) + "}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        cls = type(value)
        return f"{cls.__name__}({','.join([spell(getattr(value, name)) for name in _names(cls)])})"
    raise TypeError(f"no fingerprint for a value of type {type(value).__name__}")


def fingerprint(*values: object) -> str:
    """The digest of some values."""
    return digest_texts(*[spell(value) for value in values])
