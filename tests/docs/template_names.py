"""Which names of our classes a template uses, in branches that are never taken too: types are followed through its code.

Arguments of macros have no types, so what is asked of them is not seen here; the examples of components render those.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any, NamedTuple

from docs.declared import function_types, hints, is_ours
from jinja2 import nodes

from generator.model.page import Page
from generator.model.records import all_kinds
from generator.model.records.base import Record
from generator.model.site_view import SiteView
from generator.theme.environment import make_environment

KEEPS_ITS_TYPE = frozenset("list sort reject rejectattr select selectattr reverse unique".split())
Known = dict[str, Any]  # variable -> type, as far as it is known


class Use(NamedTuple):
    """An attribute asked of one of our classes. `is_guarded`: the template has asked first whether there is one."""

    owner: type
    name: str
    line: int
    is_guarded: bool


def uses_of(text: str, kind: type[Page]) -> list[Use]:
    """Every use of a class of ours in a template, when it shows a page of `kind`."""
    return list(_Reader(text, kind).read())


def references(text: str) -> list[str]:
    """The templates that a template extends, includes or imports from, where it names them."""
    tree = make_environment().parse(text)
    found = tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    targets = [node.template for node in found]  # type: ignore[attr-defined]
    return [target.value for target in targets if isinstance(target, nodes.Const)]


class _Reader:
    def __init__(self, text: str, kind: type[Page]) -> None:
        self.tree, self.kind = make_environment().parse(text), kind
        self.asked = set(re.findall(r"page\.(\w+) is (?:not )?defined", text))
        self.functions = function_types()

    def read(self) -> Iterator[Use]:
        yield from self.visit(self.tree, {"page": self.kind, "site": SiteView}, is_guarded=False)

    def visit(self, node: nodes.Node, known: Known, *, is_guarded: bool) -> Iterator[Use]:
        if isinstance(node, nodes.Getattr):
            owner = self.type_of(node.node, known)
            if is_ours(owner):
                yield Use(owner, node.attr, node.lineno, is_guarded or node.attr in self.asked)
        if isinstance(node, nodes.If) and _asks_for_kind(node.test):
            is_guarded = True
        inner = known
        if isinstance(node, nodes.For):
            inner = {**known, **_named(node.target, _item(self.type_of(node.iter, known)))}
        elif isinstance(node, nodes.Macro):
            inner = {**known, **{argument.name: None for argument in node.args}}
        for child in node.iter_child_nodes():
            yield from self.visit(child, inner, is_guarded=is_guarded)
        if isinstance(node, nodes.Assign):
            known.update(_named(node.target, self.type_of(node.node, known)))

    def type_of(self, node: nodes.Node, known: Known) -> Any:
        """The type of an expression, or None."""
        if isinstance(node, nodes.Name):
            return known.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self.attribute(self.type_of(node.node, known), node.attr)
        if isinstance(node, nodes.Getitem):
            whole = self.type_of(node.node, known)
            return whole if isinstance(node.arg, nodes.Slice) else _item(whole)
        if isinstance(node, nodes.Call):
            return self.called(node.node, known)
        if isinstance(node, nodes.Filter) and node.node is not None:
            whole = self.type_of(node.node, known)
            return whole if node.name in KEEPS_ITS_TYPE else _item(whole) if node.name in ("first", "last") else None
        if isinstance(node, nodes.Or):
            return self.type_of(node.left, known) or self.type_of(node.right, known)
        if isinstance(node, nodes.CondExpr):
            return self.type_of(node.expr1, known)
        return None

    def called(self, node: nodes.Node, known: Known) -> Any:
        """What a call gives: of a function of the pen, or of a method."""
        if isinstance(node, nodes.Name):
            return _plain(self.functions.get(node.name))
        if isinstance(node, nodes.Getattr):
            owner = self.type_of(node.node, known)
            method = getattr(owner, node.attr, None) if is_ours(owner) else None
            return _plain(typing.get_type_hints(method).get("return")) if callable(method) else None
        return None

    def attribute(self, owner: Any, name: str) -> Any:
        """The type of an attribute; a page's record is that of its kind."""
        found = _plain(hints(owner).get(name)) if is_ours(owner) else None
        return all_kinds()[owner.kind] if found is Record else found


def _plain(hint: Any) -> Any:
    """A type without None."""
    if isinstance(hint, types.UnionType):
        rest = [part for part in typing.get_args(hint) if part is not types.NoneType]
        return rest[0] if len(rest) == 1 else None
    return hint


def _item(hint: Any) -> Any:
    """What a tuple or list of one type holds."""
    inside = [part for part in typing.get_args(hint) if part is not Ellipsis]
    return _plain(inside[0]) if typing.get_origin(hint) in (tuple, list) and len(set(inside)) == 1 else None


def _named(target: nodes.Node, hint: Any) -> Known:
    if isinstance(target, nodes.Name):
        return {target.name: hint}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _asks_for_kind(test: nodes.Node) -> bool:
    return any(isinstance(item.node, nodes.Name) and item.node.name == "page" and item.attr == "kind"
               for item in [*test.find_all(nodes.Getattr)])  # fmt: skip
