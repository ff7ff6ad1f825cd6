"""How jinja2's compiler is told to write some things more directly: calls, what is shown, and imports of components.

What templates may say and what pages hold stays the same; `tests/theme/test_codegen.py` compares with jinja2's own compiler.
Two liberties of jinja2 are given up, which no theme can use: functions that ask for the context they are called from, and
macros that see what the importing template has set.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
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


class DirectCode(CodeGenerator):
    """Compiles templates for an environment that has `component` and `shown`, and escapes everything."""

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

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.component(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, context)")
