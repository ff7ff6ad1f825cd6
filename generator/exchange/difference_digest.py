"""One digest over all that an import would change: equal digests mean that the same files would be written."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from generator.exchange.merge import SAME

if TYPE_CHECKING:
    from generator.exchange.importing import Import


def difference_digest(result: Import) -> str:
    """The digest of an import's new and changed records, before and after, and of its photos' names."""
    made = hashlib.sha256()
    for item in result.merged:
        if item.state != SAME:
            before = (item.standing.path, item.standing.values, item.standing.body) if item.standing else None
            wanted = item.wanted
            told = [wanted.kind, wanted.slug, wanted.language, item.state, item.values, item.body, before]
            made.update(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    made.update(json.dumps([result.photos, result.refused, result.is_nothing_read]).encode())
    return made.hexdigest()
