"""The jinja2 environment that all templates are parsed and rendered with."""

from __future__ import annotations

import difflib
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context
from jinja2.utils import missing

from generator.theme.codegen import DirectCode, shown
from generator.theme.modules import KEY, ModuleTemplate

GIVEN = ("page", "site", "strings")  # what every template is given, besides functions


class Missing(StrictUndefined):
    """A name that a template uses and nobody has given; any use of it is an error, told in Indonesian."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = self._undefined_name
        if self._undefined_obj is missing:
            near = [known for known in difflib.get_close_matches(str(name), GIVEN, n=1) if known != name]
            return f'"{name}" tidak dikenal di templat ini.' + (f' Maksudnya "{near[0]}"?' if near else "")
        owner = self._undefined_obj
        shown = repr(owner) if type(owner).__name__ == "Strings" else type(owner).__name__
        known = list(owner) if type(owner).__name__ == "Strings" else [item for item in dir(owner) if item[0] != "_"]
        near = difflib.get_close_matches(str(name), known, n=1)
        return f'"{name}" tidak ada pada {shown}.' + (f' Maksudnya "{near[0]}"?' if near else "")

    __slots__ = ()


class SteadyEnvironment(Environment):
    """No `lipsum` and no `random`: the same page, the same bytes. No `safe`: only the sanitiser says what is safe."""

    template_class = ModuleTemplate
    code_generator_class = DirectCode
    shown = staticmethod(shown)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.pop("lipsum", None)
        self.filters.pop("random", None)
        self.filters.pop("safe", None)

    def component(self, name: str, parent: str, context: Context) -> Any:
        """The module with the macros of template `name`, for the template `parent` that imports it."""
        modules = context.parent.get(KEY)
        if modules is None:  # templates that are not part of a page
            return self.get_template(name, parent).make_module(context.get_all(), shared=True)
        return modules.find(name) or modules.get(self.get_template(name, parent))


def make_environment(loader: BaseLoader | None = None, compiled: BytecodeCache | None = None) -> Environment:
    """Strict names, escaping always on, nothing reloaded."""
    return SteadyEnvironment(
        loader=loader,
        bytecode_cache=compiled,
        undefined=Missing,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        keep_trailing_newline=True,
    )
