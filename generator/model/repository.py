"""The repository that a site lies in: its address, and the folder of the site inside it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Repository(NamedTuple):
    """`address` without a slash at its end. `folder`: of the site, with a slash at its end; empty at the root."""

    address: str = ""
    folder: str = ""


def read_repository(url: str) -> Repository:
    """`https://github.com/dinas/situs`, or for a site in a folder the address that GitHub shows there: `…/tree/main/etalase`."""
    match = re.fullmatch(r"(https://github\.com/[^/?#]+/[^/?#]+)/tree/[^/?#]+/([^?#]+)", url.rstrip("/"))
    address, folder = (match[1], match[2].strip("/") + "/") if match else (url.rstrip("/"), "")
    if ".." in folder.split("/"):
        folder = ""
    return Repository(address.removesuffix(".git"), folder)
