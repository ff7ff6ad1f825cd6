"""How jinja2's compiler is told to write some things more directly: calls, macros, what is shown, and imports of components.

What templates may say and what pages hold stays the same; `tests/theme/test_codegen.py` compares with jinja2's own compiler.
Two liberties of jinja2 are given up, which no theme can use: functions that ask for the context they are called from, and
macros that see what the importing template has set.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape


def shown(value: Any) -> str:
    """A value as it stands on a page. What is escaped already is not copied once more, as `escape` would; and since pieces
    of a page are only joined, an escaped text need not become `Markup`, which takes three times as long as escaping it.
    """
    kind = type(value)
    if kind is str:
        flat = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return str(flat.replace("'", "&#39;").replace('"', "&#34;"))
    return value if kind is Markup else escape(value)


class DirectMacro(Macro):
    """A macro that is called without asking at each call for what only few macros want: more arguments, or a caller."""

    def __init__(self, *described: Any) -> None:
        super().__init__(*described)
        self._is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller)
        self._places = {name: place for place, name in enumerate(self.arguments)}

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """See jinja2. Wrong calls are left to it, with its messages."""
        left = self._argument_count - len(args)
        if left < 0 or not self._is_plain:
            return super().__call__(*args, **kwargs)
        filled = [*args, *(missing,) * left]
        for name, value in kwargs.items():
            place = self._places.get(name, -1)
            if place < len(args):
                return super().__call__(*args, **kwargs)
            filled[place] = value
        written: str = self._func(*filled)
        return written if type(written) is Markup or not self._default_autoescape else Markup(written)  # noqa: S704 - as jinja2


class DirectCode(CodeGenerator):
    """Compiles templates for an environment that has `component`, `directMacro` and `shown`, and escapes everything."""

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A plain call; jinja2 asks at each what the function wants to be given besides."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(item.key) for item in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for place, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if place else "")
            self.visit(argument, frame)
        if forward_caller:
            self.write(f"{', ' if node.args or node.kwargs else ''}caller=caller")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The object that stands for a macro."""
        self.write("environment.direct")
        super().macro_def(macro_ref, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.component(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, context)")
