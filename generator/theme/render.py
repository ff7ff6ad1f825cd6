"""The recipe of a page: look, page and site to bytes. Runs in worker processes, which read a theme's templates once.

Templates are read whole, checked against the digest that the plan was made with, and kept per process. No other state.
"""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jinja2 import DictLoader, Environment, TemplateError, TemplateSyntaxError, nodes
from markupsafe import Markup

from generator.model import rules
from generator.model.output import RecipeFaultError
from generator.model.page import Page
from generator.model.problem import WHOLE_FILE, Spot
from generator.model.site_view import SiteView
from generator.theme.compiled import COMPILED
from generator.theme.environment import GIVEN, make_environment
from generator.theme.filters import Fragments, TemplateFilters
from generator.theme.kinds import kind_words
from generator.theme.modules import Modules
from generator.theme.strings import Strings, merged_strings
from generator.theme.theme import Look, Source
from generator.theme.theme_folders import RENDERED, Chain, read_yaml_mapping, reread


class TemplateFault(RecipeFaultError):  # noqa: N818 - it is the template's fault
    """A template that cannot show a page: which template, the line (0: unknown), what is wrong, and the record at hand."""

    def __init__(self, template: str, line: int, message: str, record: str) -> None:
        hint = f"Terjadi saat membuat halaman dari {record}."
        super().__init__(rules.TEMPLATE_FAULT, message, hint, template, Spot(line, 1) if line else WHOLE_FILE)
        self.args = (template, line, message, record)  # what a worker process sends back
        self.template, self.line, self.record = template, line, record

    def __str__(self) -> str:
        where = f"{self.template}:{self.line}" if self.line else self.template
        return f"{where}: {self.message} (saat membuat {self.record})"


class RenderingTheme(NamedTuple):
    """A theme ready to render with."""

    environment: Environment
    chain: Chain
    places: frozenset[str]
    modules: Modules
    fragments: Fragments  # what `remembered` keeps: pure functions of their keys


class _Loader(DictLoader):
    """Templates held in memory, under names that follow the chain; messages call them by their place in the theme."""

    def __init__(self, chain: Chain) -> None:
        super().__init__({})
        self.chain = chain

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # type: ignore[override]
        """See jinja2."""
        found = self.chain.find_template(template)
        if found is None:
            return super().get_source(environment, template)  # type: ignore[return-value]  # raises
        return found.data.decode("utf-8"), found.place, None


@lru_cache(maxsize=4)
def _room(source: Source) -> RenderingTheme:
    """The environment of a theme as it was when the build was planned."""
    chain = reread(source.folders)
    if chain.digest_of(RENDERED) != source.digest:
        theme = source.folders[0].theme
        raise TemplateFault(f"themes/{theme}", 0, "Berkas tema berubah selama pembangunan. Jalankan lagi.", "tema")
    environment = make_environment(_Loader(chain), COMPILED)
    return RenderingTheme(
        environment,
        chain,
        frozenset(f.place for files in chain.files for f in files.values()),
        Modules(environment.globals),
        {},
    )


@lru_cache(maxsize=8)
def _strings(source: Source, language: str) -> Strings:
    files = _room(source).chain.every(f"strings/{language}.yaml")
    return Strings(language, kind_words(language) | merged_strings([(item.data, item.place) for item in files]))


def render_page(look: Look, page: Page, site: SiteView) -> bytes:
    """Recipe: a page as HTML. Raises `TemplateFault`."""
    room = _room(look.source)
    strings = _strings(look.source, look.language)
    try:
        template = room.environment.get_template(look.template)
        names = TemplateFilters(look, page, site, strings, room.fragments).names()
        return template.render(room.modules.begin(names)).encode("utf-8")
    except TemplateSyntaxError as fault:
        raise TemplateFault(
            fault.filename or look.template, fault.lineno, f"Templat tidak terbaca: {fault.message}", _record(page)
        ) from fault
    except (TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as fault:
        where, line = _where(fault, room.places, look.template)
        raise TemplateFault(where, line, _message(fault), _record(page)) from fault


def compile_templates(source: Source) -> None:
    """Compile every template of a theme in this process, so that processes forked from it need not. Faults are left to pages."""
    room = _room(source)
    for name in room.chain.names("templates/", ".html"):
        with contextlib.suppress(TemplateError):
            room.environment.get_template(name.removeprefix("templates/"))


class Example(NamedTuple):
    """An example of a component: its name in `examples.yaml`, the call, and what it gives, or what is wrong with it."""

    component: str
    title: str
    call: str
    html: Markup
    fault: str = ""


def render_examples(look: Look, page: Page, site: SiteView, sample: object) -> Iterator[Example]:
    """Every example of every component, as if all stood on one page: ids are not repeated. `sample` is their `contoh`."""
    room = _room(look.source)
    names = TemplateFilters(look, page, site, _strings(look.source, look.language), {}).names()
    for path in room.chain.names("templates/components/", "/examples.yaml"):
        name, item = path.split("/")[2], room.chain.find(path)
        assert item is not None
        for title, call in read_yaml_mapping(item.data, item.place).items():
            try:
                macros = ", ".join(_macros(room, f"components/{name}/{name}.html"))
                text = f'{{% from "components/{name}/{name}.html" import {macros} with context %}}{call}'
                html = room.environment.from_string(text).render({**names, "contoh": sample})
                # Escaped by jinja while it was rendered.
                yield Example(name, str(title), str(call), Markup(html))  # noqa: S704
            except (
                TemplateError,
                ArithmeticError,
                AttributeError,
                LookupError,
                RuntimeError,
                TypeError,
                ValueError,
            ) as fault:
                yield Example(name, str(title), str(call), Markup(), _message(fault))


def _macros(room: RenderingTheme, template: str) -> list[str]:
    """The macros that others may import from a template."""
    source, *_ = room.environment.loader.get_source(room.environment, template)  # type: ignore[union-attr]
    tree = room.environment.parse(source)
    return [node.name for node in tree.find_all(nodes.Macro) if not node.name.startswith("_")]


def _where(fault: BaseException, places: frozenset[str], template: str) -> tuple[str, int]:
    """The innermost template line that a fault passed through (jinja2 maps its frames back to templates)."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename in places]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (template, 0)


def _message(fault: BaseException) -> str:
    """What went wrong, for whoever writes templates."""
    text = str(fault.args[0]) if isinstance(fault, LookupError) and fault.args else str(fault)
    if isinstance(fault, TemplateError):
        unknown = re.match('"(.*)" tidak dikenal di templat ini', text)
        if unknown and unknown[1] in (*GIVEN, *TemplateFilters.FUNCTIONS):
            text += ' Impor makronya dengan "with context".'
        return text
    return f"{type(fault).__name__}: {text}"


def _record(page: Page) -> str:
    return page.source or page.path or "beranda"
