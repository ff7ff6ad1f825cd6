"""How the command is called on this machine, for advice that can be typed as it stands."""

from __future__ import annotations

import sys
from pathlib import PurePath


def command(arguments: str = "") -> str:
    """`etalase ARGUMENTS` where it is installed; else by its launcher: `py etalase.py …` on Windows, `python3 etalase.py …`."""
    name = PurePath(sys.argv[0]).name if sys.argv else ""
    program = (
        "etalase"
        if name in ("etalase", "etalase.exe")
        else f"{'py' if sys.platform == 'win32' else 'python3'} etalase.py"
    )
    return f"{program} {arguments}".rstrip()
