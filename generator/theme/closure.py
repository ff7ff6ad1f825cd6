"""Which templates and assets each kind of page may reach, found through jinja2's own parser.

A name that is computed while rendering may be any: it counts as all templates, or all assets. Broken templates and
strings come to light here, before anything is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from generator.model.digest import digest_texts
from generator.model.problem import Problem, Spot, did_you_mean
from generator.theme.assets import PAGE_SHEET
from generator.theme.environment import make_environment
from generator.theme.kinds import Closure, page_kinds, template_of
from generator.theme.macro_check import Macros, macros_of, missing_macros
from generator.theme.strings import merged_strings
from generator.theme.theme_folders import Chain, ThemeFault, ThemeFile, problem, read_yaml_mapping

EVERYTHING = "*"


class Named(NamedTuple):
    """What one template names: other templates and assets with the line of each (`*` stands for all of them), and macros."""

    templates: tuple[tuple[str, int], ...]
    assets: tuple[tuple[str, int], ...]
    macros: Macros


def find_closures(chain: Chain, assets_of: Callable[[], Iterable[str]]) -> dict[str, Closure]:
    """The closure of every kind of page. `assets_of`: the names of all assets. Raises `ThemeFault` with every broken template, missing name and broken string."""
    faults: list[Problem] = []
    named = _parse_all(chain, faults)
    for name in chain.names("strings/", ".yaml"):
        try:
            merged_strings([(item.data, item.place) for item in chain.every(name)])
        except ThemeFault as fault:
            faults += fault.problems
    for name in chain.names("templates/components/", "examples.yaml"):
        for item in chain.every(name):
            try:
                read_yaml_mapping(item.data, item.place)
            except ThemeFault as fault:
                faults += fault.problems
    if not faults:
        assets = frozenset((*assets_of(), PAGE_SHEET))
        faults += _missing_assets(chain, named, assets)
        faults += missing_macros(chain, {item: names.macros for item, names in named.items()})
    if faults:
        raise ThemeFault(faults)
    return {kind: _closure(chain, named, template_of(chain, kind), assets) for kind in page_kinds()}


def _parse_all(chain: Chain, faults: list[Problem]) -> dict[ThemeFile, Named]:
    environment = make_environment()
    found = {}
    for files in chain.files:
        for name, item in sorted(files.items()):
            if name.startswith("templates/") and name.endswith(".html"):
                try:
                    tree = environment.parse(item.data.decode("utf-8"), filename=item.place)
                except TemplateSyntaxError as fault:
                    faults.append(
                        problem(item.place, f"Templat tidak terbaca: {fault.message}.", spot=Spot(fault.lineno, 1))
                    )
                    continue
                except UnicodeDecodeError:
                    faults.append(problem(item.place, "Templat ini bukan UTF-8.", "Simpan ulang sebagai UTF-8."))
                    continue
                named = Named(tuple(_templates_in(tree)), tuple(_assets_in(tree)), macros_of(tree))
                found[item] = named
                faults += _missing_templates(chain, item, named)
    return found


def _templates_in(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        target = node.template  # type: ignore[attr-defined]
        optional = "?" if getattr(node, "ignore_missing", False) else ""
        parts = target.items if isinstance(target, (nodes.List, nodes.Tuple)) else [target]
        if len(parts) > 1:
            optional = "?"
        for part in parts:
            if isinstance(part, nodes.Const) and isinstance(part.value, str):
                yield optional + part.value, node.lineno
            else:
                yield EVERYTHING, node.lineno


def _assets_in(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    called = set()
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            called.add(id(call.node))
            plain = len(call.args) == 1 and isinstance(call.args[0], nodes.Const)
            yield (str(call.args[0].value) if plain else EVERYTHING), call.lineno  # type: ignore[attr-defined]
    for name in tree.find_all(nodes.Name):
        if name.name == "asset" and id(name) not in called:  # handed on: whatever it is called with
            yield EVERYTHING, name.lineno


def _missing_templates(chain: Chain, item: ThemeFile, named: Named) -> Iterator[Problem]:
    for name, line in named.templates:
        if name != EVERYTHING and not name.startswith("?") and chain.find_template(name) is None:
            known = [known.removeprefix("templates/") for known in chain.names("templates/", ".html")]
            yield problem(item.place, f'Templat "{name}" tidak ada.', did_you_mean(name, known), Spot(line, 1))


def _missing_assets(chain: Chain, named: dict[ThemeFile, Named], assets: frozenset[str]) -> Iterator[Problem]:
    for item, names in named.items():
        for name, line in names.assets:
            if name != EVERYTHING and name not in assets:
                hint = (
                    did_you_mean(name, assets) or f"Taruh berkasnya di themes/{chain.folders[0].theme}/static/{name}."
                )
                yield problem(item.place, f'asset("{name}") tidak ada.', hint, Spot(line, 1))


def _closure(chain: Chain, named: dict[ThemeFile, Named], start: str | None, assets: frozenset[str]) -> Closure:
    """Everything reachable from one template, which there is."""
    first = chain.find_template(start or "")
    assert first is not None
    reached: dict[ThemeFile, None] = {}
    waiting, used = [first], set()
    while waiting:
        item = waiting.pop()
        if item in reached:
            continue
        reached[item] = None
        used |= {name for name, _ in named[item].assets}
        for name, _ in named[item].templates:
            if name == EVERYTHING:
                waiting += named
            elif (target := chain.find_template(name.removeprefix("?"))) is not None:
                waiting.append(target)
    parts = sorted(f"{item.theme}/{item.name}={item.digest}" for item in reached)
    components = {item.name.split("/")[2] for item in reached if item.name.startswith("templates/components/")}
    return Closure(
        digest_texts(*parts), tuple(sorted(assets if EVERYTHING in used else used)), tuple(sorted(components))
    )
