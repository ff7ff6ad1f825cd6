"""An output: one file of the site as a value, with everything that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.model.problem import WHOLE_FILE, Spot
from generator.model.rules import Rule


@dataclass(frozen=True, slots=True)
class Output:
    """`recipe(*inputs)` gives the bytes of the file at `path` below `output/`.

    `recipe` is a function at the top of a module, so that a worker process can be sent it; what it needs stands in
    `inputs`, and nothing else reaches it. `source` is the content file to name when the recipe fails.
    """

    path: str
    recipe: Callable[..., bytes]
    inputs: tuple[Any, ...]
    source: str = ""


class RecipeFaultError(Exception):
    """A recipe that cannot make its output through a fault of what editors or theme authors wrote.

    `path` and `spot` name the place of the fault; without them the output's source is named.
    """

    def __init__(self, rule: Rule, message: str, hint: str, path: str = "", spot: Spot = WHOLE_FILE) -> None:
        super().__init__(rule, message, hint, path, spot)  # all of them, so that it survives the way from a worker
        self.rule, self.message, self.hint, self.path, self.spot = rule, message, hint, path, spot

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message
