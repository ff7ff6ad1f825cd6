"""The preview's address for phones in the same network, and its QR code: for a terminal without colours, and as an SVG path."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from generator.preview.request_guard import WILDCARDS, RequestGuard, bracketed, is_loopback

QUIET_ZONE = 2  # modules around the code; the norm asks for four, and readers do with two
# Addresses of documentation (RFC 5737, RFC 3849): nothing is sent there, the system only says by which of its own it would.
ELSEWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class PhoneLink(NamedTuple):
    """An address and its QR code: a square of `size` modules, the dark ones as an SVG path."""

    address: str
    size: int
    path: str


def lan_address(guard: RequestGuard) -> str:
    """Where another machine of the network reaches the preview; empty when none does, or when this machine knows no network."""
    if guard.is_loopback:
        return ""
    host = _own_address(guard.host) if guard.host in WILDCARDS else guard.host
    return f"http://{bracketed(host)}:{guard.port}/" if host else ""


def _own_address(wildcard: str) -> str:
    """This machine's address in its network; of IPv6 only where the preview listens to nothing else."""
    for family, elsewhere in ELSEWHERE if wildcard != "::" else ELSEWHERE[::-1]:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            address = str(probe.getsockname()[0])
            if not is_loopback(address):
                return address
    with contextlib.suppress(OSError):  # no way out, as in a network of two
        for address in socket.gethostbyname_ex(socket.gethostname())[2]:
            if not is_loopback(address):
                return address
    return ""


@lru_cache(maxsize=32)
def phone_link(address: str) -> PhoneLink:
    """The QR code of an address, its quiet zone included."""
    modules = _modules(address)
    runs = []
    for y, row in enumerate(modules):
        x = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return PhoneLink(address, len(modules), "".join(runs))


def terminal_code(address: str, *, blocks: bool) -> str:
    """The QR code for a terminal of light text on dark ground. `blocks`: half blocks may be used, two modules a letter."""
    modules = _modules(address)
    if not blocks:
        return "\n".join("".join("  " if is_dark else "##" for is_dark in row) for row in modules)
    rows = [*modules, *([[True] * len(modules)] if len(modules) % 2 else [])]
    letters = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(letters[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _modules(address: str) -> Sequence[Sequence[bool]]:
    """The modules of a code row by row, True for the dark ones."""
    import segno

    code = segno.make(address, error="l", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]
