"""Files that another program holds for a moment: scanners and indexers of Windows open whatever was just written."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds before each further try


def retried(action: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """What the action returns; tried again while it raises `PermissionError`, whose last one comes through."""
    for wait in WAITS:
        try:
            return action(*arguments, **options)
        except PermissionError:
            time.sleep(wait)
    return action(*arguments, **options)


def drop_folder(folder: str | os.PathLike[str]) -> None:
    """Remove a folder with all in it, as far as it lets itself be removed."""
    with contextlib.suppress(OSError):
        retried(shutil.rmtree, folder)
    shutil.rmtree(folder, ignore_errors=True)
