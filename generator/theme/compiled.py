"""Compiled templates, kept between builds: compiling them takes longer than all else that a small edit asks for.

jinja2 checks that a template's source and the versions of Python and of itself are those that the code was compiled from.
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.machine.cache import Cache, Packed, Pool


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process by jinja2's key. `fresh` are those that no earlier build had."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}
        self.fresh: set[str] = set()

    def load_bytecode(self, bucket: Bucket) -> None:
        """See jinja2."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See jinja2."""
        self.known[bucket.key] = bucket.bytecode_to_string()
        self.fresh.add(bucket.key)


def _code(packed: Packed) -> bytes:
    (code,) = packed
    assert isinstance(code, bytes)
    return code


COMPILED = CompiledTemplates()
TEMPLATES = Pool("templates", _code, lambda code: (code,))


def recall_compiled(cache: Cache) -> None:
    """Take what earlier builds compiled; workers that are forked have it too, others compile anew."""
    COMPILED.known.update({key: code for key, code in cache.pool(TEMPLATES).items() if key not in COMPILED.known})


def keep_compiled(cache: Cache) -> None:
    """Remember what this process compiled."""
    for key in COMPILED.fresh:
        cache.keep(TEMPLATES, key, COMPILED.known[key])
    COMPILED.fresh.clear()
