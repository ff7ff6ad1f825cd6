"""Which requests are answered: pages in the editor's other tabs can send requests to this machine, and must learn nothing.

A hostile page can point a name of its own at 127.0.0.1 (DNS rebinding): its requests then carry that name as Host. And it can
open a websocket to us: that carries its Origin.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
WILDCARDS = ("0.0.0.0", "::", "")  # noqa: S104 - named to be recognised


@dataclass(frozen=True)
class RequestGuard:
    """The address that the preview answers at."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """True when only this machine can ask."""
        return is_loopback(self.host)

    @property
    def address(self) -> str:
        """Where to point a browser of this machine."""
        host = "127.0.0.1" if self.host in WILDCARDS else bracketed(self.host)
        return f"http://{host}:{self.port}/"

    def admits_host(self, values: Iterable[str]) -> bool:
        """Whether the Host headers of a request name us: exactly one, with our port."""
        hosts = list(values)
        if len(hosts) != 1:
            return False
        split = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]/@\s]+)(?::([0-9]{1,5}))?", hosts[0])
        if split is None or int(split[2] or 80) != self.port:
            return False
        name = split[1].lower()
        if name in LOOPBACK or name == bracketed(self.host).lower():
            return True
        # Listening everywhere, we do not know by which address a phone reaches us; but no hostile name is an address.
        return self.host in WILDCARDS and _is_address(name)

    def admits_origin(self, origins: Iterable[str], host: str) -> bool:
        """Whether the Origin headers of a request say that it comes from a page of ours, reached as `host`."""
        named = list(origins)
        return len(named) == 1 and named[0].lower() == f"http://{host}".lower()


def bracketed(host: str) -> str:
    """A host as it stands in addresses: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """True when only this machine can reach a server at `host`."""
    return host.lower() == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
