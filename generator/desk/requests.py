"""What the desk is asked and what it answers, without a word of HTTP's machinery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HTML, JSON = "text/html; charset=utf-8", "application/json"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: the name it was given, where its bytes lie, and why it was refused on the way, if it was."""

    name: str
    file: Path
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `path` without the desk's own prefix; `fields`: of a form, each with all its values."""

    path: str
    is_post: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    is_local: bool = True  # from this very machine

    def text(self, name: str) -> str:
        """The last value of a field; empty when there is none."""
        values = self.fields.get(name) or ("",)
        return values[-1]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `location`: where to look instead; `download`: the name of a file to keep."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    location: str = ""
    download: str = ""
