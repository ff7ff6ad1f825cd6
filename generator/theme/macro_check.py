"""Macros that templates import and that the file which counts does not define, found before anything is rendered.

A component is replaced as a whole: a child's file that lacks a macro of its ancestor's would otherwise come to light on
every page that imports it, in files that their authors have never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import nodes

from generator.model import rules
from generator.model.problem import WHOLE_FILE, Place, Problem, Spot, did_you_mean
from generator.theme.theme_folders import Chain, ThemeFile


class MacroUse(NamedTuple):
    """A macro that a template takes from another one, which it names as it is written there."""

    template: str
    macro: str
    line: int


class Macros(NamedTuple):
    """What a template gives to those who import it, and what it takes. `given` is None where that cannot be told."""

    given: frozenset[str] | None
    taken: tuple[MacroUse, ...]


def macros_of(tree: nodes.Template) -> Macros:
    """The macros (and set names) of a template, and those that it takes from others."""
    if any(tree.find_all((nodes.Extends, nodes.Include))):
        return Macros(None, tuple(_taken(tree)))
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    return Macros(frozenset(macros | stored), tuple(_taken(tree)))


def _taken(tree: nodes.Template) -> Iterator[MacroUse]:
    for node in tree.find_all(nodes.FromImport):
        if isinstance(node.template, nodes.Const):
            for name in node.names:
                macro = name if isinstance(name, str) else name[0]
                yield MacroUse(str(node.template.value), macro, node.lineno)
    modules = {
        node.target: str(node.template.value)
        for node in tree.find_all(nodes.Import)
        if isinstance(node.template, nodes.Const)
    }
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name in modules:
            yield MacroUse(modules[part.node.name], part.attr, part.lineno)


def missing_macros(chain: Chain, macros: Mapping[ThemeFile, Macros]) -> Iterator[Problem]:
    """One problem for every macro that a younger file lacks, at that file; one for every import of what never was, at its line."""
    told: set[tuple[ThemeFile, str]] = set()
    for item, own in macros.items():
        for use in own.taken:
            target = chain.find_template(use.template)
            given = macros[target].given if target is not None and target in macros else None
            if target is None or given is None or use.macro in given:
                continue
            older = _older(chain, target, use.macro, macros)
            if older is None:
                hint = did_you_mean(use.macro, given) or f"Yang ada di sana: {', '.join(sorted(given))}."
                message = f'"{use.template}" tidak punya makro "{use.macro}".'
                yield _fault(item.place, message, hint, Spot(use.line, 1))
            elif (target, use.macro) not in told:
                told.add((target, use.macro))
                users = [other.place for other, many in macros.items() if _takes(chain, many, target, use.macro)]
                more = f" dan {len(users) - 1} templat lain" if len(users) > 1 else ""
                yield _fault(
                    target.place,
                    f'Komponen ini tidak punya makro "{use.macro}", yang dipakai {users[0]}{more}.',
                    f"Berkas ini menggantikan {older.place} seluruhnya: salin makro itu dari sana.",
                )


def _older(chain: Chain, target: ThemeFile, macro: str, macros: Mapping[ThemeFile, Macros]) -> ThemeFile | None:
    """The file of that name in an older theme that has the macro."""
    for item in reversed(chain.every(target.name)):
        if item != target and item in macros and macro in (macros[item].given or ()):
            return item
    return None


def _takes(chain: Chain, own: Macros, target: ThemeFile, macro: str) -> bool:
    return any(use.macro == macro and chain.find_template(use.template) == target for use in own.taken)


def _fault(path: str, message: str, hint: str, spot: Spot = WHOLE_FILE) -> Problem:
    return Problem(Place(path, spot), rules.TEMPLATE_FAULT, message, hint, severity=rules.TEMPLATE_FAULT.severity)
