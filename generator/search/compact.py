"""JSON as search writes it, in files and in memory."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
