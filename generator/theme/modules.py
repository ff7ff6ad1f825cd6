"""Components as modules: made once for a process where that is safe, else once for a page.

jinja2 runs a file anew at every `import … with context`; with a dozen components a page that is a third of all rendering.
Macros look names up when they are called, so a module may outlive its page as long as all modules see one dictionary of names,
which every page fills anew. A file that does more at its top than define and import macros is run again for every page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Template

KEY = "_modules"  # under which the modules travel with the names that every template is given

_TAG = re.compile(r"\{#.*?#\}|\{%[-+]?\s*(\w+)|(\{\{).*?\}\}", re.DOTALL)
_AT_TOP = frozenset({"macro", "endmacro", "from", "import"})


class Modules:
    """The components of one environment. `names` are those of the page that is being written."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = {**names, KEY: self}
        self._lasting: dict[str, Any] = {}
        self._of_page: dict[str, Any] = {}
        self._is_fleeting = False  # the module that is being made, or one that it imports, may not outlive the page

    def begin(self, names: Mapping[str, Any]) -> dict[str, Any]:
        """Forget the last page; returns the names for the new one."""
        self.names |= names
        self._of_page.clear()
        self._is_fleeting = False
        return self.names

    def find(self, name: str) -> Any:
        """The module of a template, if it was made and lasts."""
        return self._lasting.get(name)

    def get(self, template: Template) -> Any:
        """The module of a template."""
        assert isinstance(template, ModuleTemplate)
        name = str(template.name)
        if name in self._lasting:
            return self._lasting[name]
        if name in self._of_page:
            self._is_fleeting = True
            return self._of_page[name]
        before, self._is_fleeting = self._is_fleeting, not template.is_steady
        made = template.fresh_module(self.names)
        (self._of_page if self._is_fleeting else self._lasting)[name] = made
        self._is_fleeting = self._is_fleeting or before
        return made


class ModuleTemplate(Template):
    """A template whose macros see what every template is given, not what the importing template has set."""

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Any:
        """See jinja2."""
        modules = (vars or {}).get(KEY)
        return super().make_module(vars, shared, locals) if modules is None else modules.get(self)

    def fresh_module(self, names: dict[str, Any]) -> Any:
        """The module, run with `names` themselves, so that it sees when they change."""
        return super().make_module(names, shared=True)

    @property
    def is_steady(self) -> bool:
        """True when the file only defines and imports macros."""
        loader = self.environment.loader
        assert loader is not None
        return only_macros(loader.get_source(self.environment, str(self.name))[0])


def only_macros(source: str) -> bool:
    """True when nothing but macros and imports stands at the top of a template."""
    depth = 0
    for tag, value in _TAG.findall(source):
        if tag == "macro":
            depth += 1
        elif tag == "endmacro":
            depth -= 1
        elif tag == "raw" or (not depth and (value or (tag and tag not in _AT_TOP))):
            return False
    return True
