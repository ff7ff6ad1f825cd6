"""What templates may rely on, read from the code: classes with their names, types and words; functions; blocks; macros."""

from __future__ import annotations

import ast
import inspect
import io
import textwrap
import tokenize
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from generator.model import page_kinds as pages
from generator.model.catalog import Stored
from generator.model.page import Page, RecordPage
from generator.model.records import all_kinds
from generator.model.records.base import Record
from generator.model.site_view import SiteView
from generator.theme.filters import TemplateFilters


class Entry(NamedTuple):
    """A name that a template may use: its type as the code spells it, and what the code says of it."""

    name: str
    type: str
    words: str
    is_call: bool = False


def page_classes() -> list[type[Page]]:
    """Every kind of page that has a template, in the order of the code."""
    found = [item for item in vars(pages).values() if isinstance(item, type) and issubclass(item, Page)]
    return [item for item in found if item.kind]


def roots() -> list[type]:
    """What a template is given, and what everything else hangs on."""
    return [SiteView, Page, RecordPage, *page_classes(), *all_kinds().values()]


@cache
def reached() -> list[type]:
    """Every other class that a template gets hold of, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [*roots(), *(item for hint in function_types().values() for item in _classes(hint))]
    while waiting:
        item = waiting.pop()
        if item.__name__ in found or not is_ours(item):
            continue
        found[item.__name__] = item
        if item is not Stored:
            waiting += [child for name, hint in hints(item).items() if name not in HIDDEN for child in _classes(hint)]
    known = {*roots(), Record, Stored}
    return [found[name] for name in sorted(found) if found[name] not in known]


HIDDEN = frozenset({"curation", "history", "stored", "traits", "translation"})  # never public, or not for templates


def is_ours(item: Any) -> bool:
    """A record of some form that our own code declares."""
    return (
        isinstance(item, type)
        and item.__module__.startswith("generator.")
        and (hasattr(item, "_fields") or hasattr(item, "__dataclass_fields__"))
    )


def _classes(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        yield hint
    for part in typing.get_args(hint):
        yield from _classes(part)


@cache
def hints(item: type) -> dict[str, Any]:
    """The type of every public attribute and property."""
    found = {name: hint for name, hint in typing.get_type_hints(item).items() if not name.startswith("_")}
    for name in dir(item):
        member = inspect.getattr_static(item, name)
        if isinstance(member, property) and not name.startswith("_"):
            found[name] = typing.get_type_hints(member.fget).get("return", Any)
    return found


@cache
def function_types() -> dict[str, Any]:
    """What each function of `TemplateFilters` gives."""
    return {
        name: typing.get_type_hints(getattr(TemplateFilters, name)).get("return", Any)
        for name in TemplateFilters.FUNCTIONS
    }


@cache
def entries(item: type) -> list[Entry]:
    """The public names that a class adds to those of its bases, in the order of the code."""
    inherited = {
        name for base in item.__mro__[1:] if base is not object for name in vars(base).get("__annotations__", {})
    }
    source = textwrap.dedent(inspect.getsource(item))
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    comments = _comments(source)
    found = []
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, kind = node.target.id, ast.unparse(node.annotation)
            if kind.startswith("ClassVar"):
                kind = kind.removeprefix("ClassVar[").removesuffix("]")
            words = _said_of(node, comments, source.splitlines())
            entry = Entry(name, kind, words)
        elif isinstance(node, ast.FunctionDef):
            is_property = any(isinstance(deco, ast.Name) and deco.id == "property" for deco in node.decorator_list)
            returns = ast.unparse(node.returns) if node.returns else ""
            arguments = [ast.unparse(part).split(":")[0] for part in node.args.args[1:]]
            name = node.name if is_property else f"{node.name}({', '.join(arguments)})"
            entry = Entry(name, returns, one_line(ast.get_docstring(node)), not is_property)
        else:
            continue
        if not entry.name.startswith("_") and entry.name not in inherited:
            found.append(entry)
    return found


def one_line(text: str | None) -> str:
    """A docstring as one paragraph."""
    return " ".join((text or "").split())


def _comments(source: str) -> dict[int, str]:
    """The comment of each line, without marks for tools."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        text = token.string.lstrip("# ")
        if token.type == tokenize.COMMENT and not text.startswith(("type:", "fmt:", "noqa")):
            found[token.start[0]] = text
    return found


def _said_of(node: ast.AnnAssign, comments: dict[int, str], lines: list[str]) -> str:
    """The comment beside a declaration, or the comment lines above it."""
    assert node.end_lineno is not None
    if node.end_lineno in comments:
        return comments[node.end_lineno]
    above: list[str] = []
    line = node.lineno - 1
    while line in comments and lines[line - 1].lstrip().startswith("#"):
        above.insert(0, comments[line])
        line -= 1
    return " ".join(above)


def functions() -> list[Entry]:
    """The functions of `TemplateFilters`, by name: how they are called, what they give, their docstrings."""
    found = []
    for name in TemplateFilters.FUNCTIONS:
        function = getattr(TemplateFilters, name)
        signature = inspect.signature(function)
        arguments = ", ".join(_argument(part) for part in list(signature.parameters.values())[1:])
        returns = str(signature.return_annotation).strip("'")
        found.append(Entry(f"{name}({arguments})", returns, one_line(function.__doc__), is_call=True))
    return sorted(found)


def _argument(part: inspect.Parameter) -> str:
    star = {part.VAR_POSITIONAL: "*", part.VAR_KEYWORD: "**"}.get(part.kind, "")
    default = "" if part.default is part.empty else " = " + repr(part.default).replace("'", '"')
    return f"{star}{part.name}: {part.annotation!s}{default}"
