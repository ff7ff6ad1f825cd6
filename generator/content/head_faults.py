"""What is wrong with a head that is no YAML: the line that causes it, and the cure, shown with the line's own words.

YAML notices many slips lines later. So every line that looks like a common slip is cured on trial: where the head becomes
readable with all cures, those lines are named that it does not become readable without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.model.problem import Spot

LONGEST_LINE = 1_000  # characters of a line that is cured on trial
MOST_CURES = 60  # lines cured on trial
TAB_SIGN = "cannot start any token"
# What libyaml says, and what an editor can do about it: for what no cure explains.
EXPLAINED = {
    TAB_SIGN: (
        "Ada huruf yang tidak boleh mengawali isian: tab, @, `, atau %.",
        'Ganti tab dengan spasi; apit teksnya dengan tanda kutip lurus, contoh: nama: "@warung"',
    ),
    "mapping values are not allowed": (
        "Ada titik dua di dalam isian.",
        'Apit isiannya dengan tanda kutip lurus, contoh: ringkasan: "Rasa: asli"',
    ),
    "could not find expected ':'": (
        "Baris ini tidak punya titik dua sesudah nama isian.",
        "Tulis nama: isi, contoh: nama: Kopi Semendo",
    ),
    "unexpected end of stream": (
        "Tanda kutip atau kurung dibuka tetapi tidak ditutup.",
        "Tutup tanda kutip atau kurungnya.",
    ),
    "did not find expected key": (
        "Baris ini menjorok tidak lurus, atau ada teks sesudah tanda kutip penutup.",
        "Mulai setiap nama isian di tepi kiri; isian di dalamnya menjorok dua spasi.",
    ),
    "did not find expected ',' or": (
        "Daftar dalam kurung tidak lengkap.",
        "Pisahkan isinya dengan koma dan tutup kurungnya: [a, b]",
    ),
    "did not find expected '-' indicator": (
        "Daftar ini tidak lurus.",
        "Awali setiap isi daftar dengan tanda hubung dan spasi, semuanya lurus.",
    ),
    "found unknown escape character": (
        "Ada garis miring terbalik (\\) di dalam tanda kutip ganda.",
        "Pakai tanda kutip tunggal: 'C:\\foto'",
    ),
    "control characters are not allowed": ("Ada huruf kendali yang tidak terlihat.", "Ketik ulang baris ini."),
}
UNKNOWN = (
    "Bagian isian tidak dapat dibaca di sekitar baris ini.",
    "Bandingkan dengan berkas lain yang sudah benar.",
)

_KEY = r"[^\W\d][\w-]*"
_GLUED = re.compile(rf"(\s*(?:-\s+)?)(?!https?:|mailto:)({_KEY})(?: *[：;=] *|:)(?=[^\s:/])(.*)")
_VALUE = re.compile(rf"(\s*(?:-\s+)*(?:{_KEY}\s*:\s+)?)(\S.*?)\s*")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_LOST = re.compile(r"""(?<=[\[{,:])(\s*)([^,\[\]{}"':]*[^,\[\]{}"':\s]\s+#[^,\[\]{}"']*?)(?=\s*[,\]}])""")
_BAD_START = "@`%*&!-?"


class Fault(NamedTuple):
    """A fault of the head: where, what, and how to mend it."""

    spot: Spot
    message: str
    hint: str


class _Cure(NamedTuple):
    """A line as it was probably meant; `column` from 0."""

    line: str
    column: int
    message: str


def explain(fault: Exception | None, text: str, first_line: int, is_readable: Callable[[str], bool]) -> list[Fault]:
    """The faults of a head. `fault`: what YAML said, None when the head is YAML, but no `nama: isi`."""
    lines = text.split("\n")
    cures = dict(_cures(lines))
    if cures and is_readable(_cured(lines, cures)):
        needed = [
            number
            for number in cures
            if not is_readable(_cured(lines, {other: cures[other] for other in cures if other != number}))
        ]
        if needed:
            return [_told(cures[number], number + first_line) for number in needed]
    return [_as_yaml_says(fault, text, first_line)]


def _cures(lines: list[str]) -> Iterator[tuple[int, _Cure]]:
    """The lines, numbered from 0, that look like a common slip, each with its cure."""
    count = 0
    for number, line in enumerate(lines):
        cure = _cure(line) if len(line) <= LONGEST_LINE else None
        if cure is not None and count < MOST_CURES:
            count += 1
            yield number, cure


def _cure(line: str) -> _Cure | None:
    glued = _GLUED.fullmatch(line)
    if glued:
        spaced = f"{glued[1]}{glued[2]}: {glued[3]}"
        inner = _cure(spaced)
        is_colon = line[glued.end(2)] == ":"
        message = "Sesudah titik dua harus ada spasi." if is_colon else "Sesudah nama isian harus ada titik dua."
        return _Cure(inner.line if inner else spaced, glued.end(2), message)
    match = _VALUE.fullmatch(line)
    if match is not None and match[2].startswith(("[", "{")) and (lost := _LOST.search(line)):
        message = "Teks sesudah tanda # tidak dibaca, juga kurung penutupnya."
        return _Cure(_LOST.sub(r'\1"\2"', line), lost.start(2) + lost[2].index("#"), message)
    if match is None or match[2].startswith(("#", "[", "{", "|", ">")):
        return None
    start, value = match[1], match[2]
    if value[0] in _CLOSED:
        return _cure_quotes(start, value)
    if ": " in value or value.endswith(":"):
        if not start.strip(" -"):
            return None  # a key of its own, with its value below
        return _Cure(start + _quoted(value), len(start) + value.find(":"), "Ada titik dua di dalam isian.")
    if value in ("-", "--", "---", "?") and start.strip():
        return _Cure(start.rstrip(), len(start), f"Isian ini hanya tanda {value}; kosongkan bila memang tidak ada.")
    if value[0] in _BAD_START and start.strip():
        message = f"Isian tidak boleh diawali tanda {value[0]} tanpa tanda kutip."
        return _Cure(start + _quoted(value), len(start), message)
    return None


def _cure_quotes(start: str, value: str) -> _Cure | None:
    closed = _CLOSED[value[0]].match(value)
    if closed is None:
        message = "Tanda kutip dibuka di sini tetapi tidak ditutup."
        return _Cure(f"{start}{value}{value[0]}", len(start), message)
    rest = value[closed.end() :].strip()
    if not rest or rest.startswith(("#", ",", "]", "}", ":")):
        return None
    inner = value[1:-1] if value[-1] == value[0] else value
    message = "Ada tanda kutip di dalam tanda kutip." if inner != value else "Ada teks sesudah tanda kutip penutup."
    return _Cure(start + _quoted(inner), len(start), message)


def _quoted(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _cured(lines: list[str], cures: dict[int, _Cure]) -> str:
    return "\n".join(cures[number].line if number in cures else line for number, line in enumerate(lines))


def _told(cure: _Cure, line: int) -> Fault:
    return Fault(Spot(line, cure.column + 1), cure.message, f"Tulis: {cure.line.strip()}")


def _as_yaml_says(fault: object, text: str, first_line: int) -> Fault:
    """What libyaml found, where it found it; where a quote or a key begins that it did not see the end of."""
    said = " ".join(str(getattr(fault, part, "") or "") for part in ("problem", "context", "reason"))
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if ("quoted scalar" in said and "end of stream" in said) or "scanning a simple key" in said:
        mark = getattr(fault, "context_mark", None) or mark
    spot = Spot(mark.line + first_line, mark.column + 1) if mark else _spot_of(fault, text, first_line)
    lines = text.split("\n")
    if any(line.startswith("\t") for line in lines[max(0, spot.line - first_line - 1) : spot.line - first_line + 1]):
        said = TAB_SIGN
    message, hint = next((told for sign, told in EXPLAINED.items() if sign in said), UNKNOWN)
    if any(quote in text for quote in "“”‘’") and "kutip" not in hint:
        hint += " Pakai tanda kutip lurus, bukan kutip miring dari Word."
    return Fault(spot, message, hint)


def _spot_of(fault: object, text: str, first_line: int) -> Spot:
    """Where a letter is that YAML does not take at all: its reader counts bytes."""
    before = text.encode()[: getattr(fault, "position", 0)].decode(errors="ignore")
    return Spot(first_line + before.count("\n"), len(before) - before.rfind("\n"))
