"""Components by the names that they had until 1.0, for the themes of others: one release long, then this module goes.

A file under an old name counts under the new one, an import of an old name takes the new one, and each is said once.
Sheets of style and their class names are as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import rules
from generator.model.problem import Place, Problem, Spot

FOLDER = "templates/components/"
RENAMED = {
    "alat": "simpan-bagikan",
    "asli": "indikasi-geografis",
    "carik": "kotak-cari",
    "gantung": "kain-wilayah",
    "halaman": "nomor-halaman",
    "naskah": "prosa",
    "pilah": "saringan",
    "remah": "remah-roti",
    "tanda": "lencana",
}
_OLD = "|".join(RENAMED)
_PATH = rf"components/(?P<old>{_OLD})/(?P=old)\.(?:html|css)"
_PLACE = re.compile(rf"(?<=[\"'/]){_PATH}(?=[\"'])")
_FROM = re.compile(
    rf"(from\s+[\"'](?:[\w-]+/)?{_PATH}[\"']\s+import\s+)(?P<names>[\w\s,]+?)(?=\s*(?:with|without|-?%\}}))"
)
_AS = re.compile(rf"import\s+[\"'](?:[\w-]+/)?{_PATH}[\"']\s+as\s+(?P<name>\w+)")


class Modern(NamedTuple):
    """A file of a theme under the names of today; `lines` holds the lines that call a component by an old name, each once."""

    name: str
    text: str
    lines: tuple[tuple[int, str], ...]


def new_name(component: str) -> str:
    """What a component is called today."""
    return RENAMED.get(component, component)


def macro_name(component: str) -> str:
    """The macro that a component is called by: its own name, as templates can write it."""
    return new_name(component).replace("-", "_")


def modernize(name: str, text: str) -> Modern:
    """A template, or the examples of a component, with the names of today. Lines stay lines."""
    lines = tuple((text.count("\n", 0, found.start()) + 1, found["old"]) for found in re.finditer(_PLACE, text))
    for found in _AS.finditer(text):
        text = re.sub(rf"\b{found['name']}\.{found['old']}\b", f"{found['name']}.{macro_name(found['old'])}", text)
    text = _FROM.sub(lambda found: found[1] + _names(found["names"], found["old"]), text)
    text = _PLACE.sub(lambda found: found[0].replace(found["old"], new_name(found["old"])), text)
    old = old_component(name)
    if old:  # the component itself: what it defines is called as others call it today
        text = re.sub(rf"\b{old}(?=\s*\()", macro_name(old), text)
    return Modern(modern_path(name), text, lines)


def old_component(name: str) -> str:
    """The old name that a file of a theme bears, or an empty text."""
    component = name.removeprefix(FOLDER).partition("/")[0]
    return component if name.startswith(FOLDER) and component in RENAMED else ""


def modern_path(name: str) -> str:
    """The name of a file of a theme as it is today: `…/remah/remah.css` is `…/remah-roti/remah-roti.css`."""
    old = old_component(name)
    if not old:
        return name
    file = name.removeprefix(f"{FOLDER}{old}/")
    stem, dot, ending = file.partition(".")
    return f"{FOLDER}{new_name(old)}/{new_name(old) if stem == old else stem}{dot}{ending}"


def remarks(place: str, old: str, lines: tuple[tuple[int, str], ...]) -> Iterator[Problem]:
    """What is said about a file that bears or names old names."""
    rule = rules.OLD_COMPONENT
    if old:
        message = f'Komponen "{old}" kini bernama "{new_name(old)}"; berkas ini masih dipakai.'
        hint = f"Ganti nama foldernya menjadi {new_name(old)}, dan makronya menjadi {macro_name(old)}."
        yield Problem(Place(place), rule, message, hint, severity=rule.severity)
    for line, name in lines:
        message = f'Komponen "{name}" kini bernama "{new_name(name)}".'
        hint = f'Tulis "components/{new_name(name)}/{new_name(name)}.html", dengan makro {macro_name(name)}.'
        yield Problem(Place(place, Spot(line, 1)), rule, message, hint, severity=rule.severity)


def _names(names: str, old: str) -> str:
    """The imported names of a `from` line; the component's own macro keeps the name that the template calls it by."""
    parts = [part.split() for part in names.split(",")]
    made = [
        " ".join([macro_name(old), *(part[1:] or ["as", old])]) if part and part[0] == old else " ".join(part)
        for part in parts
    ]
    return ", ".join(made)
