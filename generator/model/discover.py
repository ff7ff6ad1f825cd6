"""The one way rooms are extended: every module of a room is imported, in alphabetical order. No registry, no plugins."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def discover(room: str) -> tuple[ModuleType, ...]:
    """The modules of the package `room`, imported, in alphabetical order of their names."""
    package = importlib.import_module(room)
    names = sorted(item.name for item in pkgutil.iter_modules(package.__path__) if not item.name.startswith("_"))
    return tuple(importlib.import_module(f"{room}.{name}") for name in names)
