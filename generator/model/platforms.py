"""Platforms where things are sold, tendered or found, as dated rows. Hosts are compared exactly; nothing is fetched.

The rows that ship stand in `generator/data/platform.csv`; a site replaces them by key, or adds its own, in `content/platform.csv`. A
platform that has ended is as one that has closed: its links are shown nowhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model.collate import means_nothing, quoted, tidy
from generator.model.dates import format_date
from generator.model.digest import fingerprint
from generator.model.problem import Remark, Remarks, Unreadable, did_you_mean
from generator.model.rules import CLOSED_PLATFORM, UNKNOWN_CHOICE, WRONG_HOST
from generator.model.web_address import parse_address, read_url

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING, CLOSED, MOVING = "jalan", "tutup", "beralih"
STATUSES = (RUNNING, CLOSED, MOVING)
KINDS = ("toko", "pengadaan", "peta")
SOURCE = Path(__file__).parent.parent / "data" / "platform.csv"


class Platform(NamedTuple):
    """Where things are sold, tendered or found.

    `hosts` may carry the beginning of a path: `www.google.com/maps`. `status`: `jalan`, `tutup` (never shown)
    or `beralih` (shown with a warning). `kind`: one of KINDS. It is there from `start` to `end` inclusive.
    """

    key: str
    name: str
    hosts: tuple[str, ...]
    status: str
    kind: str
    note: str = ""
    start: date | None = None
    end: date | None = None

    def on(self, day: date) -> Platform:
        """The same with its status on a day: closed before it starts and after it has ended."""
        if self.end and day > self.end:
            ended = f"{self.name} berakhir {format_date(self.end)}."
            return self._replace(status=CLOSED, note=self.note or ended, start=None, end=None)
        if self.start and day < self.start:
            begins = f"{self.name} baru mulai {format_date(self.start)}."
            return self._replace(status=CLOSED, note=begins, start=None, end=None)
        return self._replace(start=None, end=None)


class Shop(NamedTuple):
    """A shop or product on a platform: the platform's key and the address."""

    platform: str
    url: str


@dataclass(frozen=True)
class Platforms:
    """All platforms, in the order in which pages list them."""

    items: tuple[Platform, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Platform]:
        """Every platform by its key."""
        return {item.key: item for item in self.items}  # plain: workers are sent it

    @cached_property
    def digest(self) -> str:
        """The digest of all that they say."""
        return fingerprint(*self.items)

    @property
    def running(self) -> tuple[Platform, ...]:
        """Those whose links are shown."""
        return tuple(item for item in self.items if item.status != CLOSED)

    def on(self, day: date) -> Platforms:
        """The platforms of one day."""
        return Platforms(tuple(item.on(day) for item in self.items))

    def span(self, day: date) -> tuple[date, date]:
        """First and last day around `day` on which all of them are as on `day`."""
        turns = [item.start for item in self.items if item.start]
        turns += [item.end + timedelta(days=1) for item in self.items if item.end and item.end < date.max]
        first = max((turn for turn in turns if turn <= day), default=date.min)
        following = min((turn for turn in turns if turn > day), default=None)
        return first, following - timedelta(days=1) if following else date.max

    def replaced(self, own: Iterable[Platform]) -> Platforms:
        """These, with the rows of a site in place of those with the same key, and the others after them."""
        by_key = {item.key: item for item in self.items} | {item.key: item for item in own}
        return Platforms(tuple(by_key.values()))

    def owner(self, url: str) -> Platform | None:
        """The platform that an address (as read by `read_url`) belongs to, by exact host."""
        host_and_path = url.partition("://")[2].partition("?")[0].partition("#")[0]
        host = host_and_path.partition("/")[0].lower()
        for item in self.items:
            for place in item.hosts:
                if host == place or ("/" in place and (host_and_path + "/").startswith(place + "/")):
                    return item
        return None

    def name_of(self, key: str) -> str:
        """The name of a platform; of one that there is not, its key."""
        return self.by_key[key].name if key in self.by_key else key

    def near(self, key: str) -> str:
        """What to write instead of a key that there is not."""
        return did_you_mean(key, self.by_key) or "Yang dikenal: " + ", ".join(self.by_key) + "."


@cache
def shipped_platforms() -> Platforms:
    """The platforms that ship, with their days."""
    rows = csv.DictReader(SOURCE.read_text("utf-8").splitlines(), delimiter=";")
    return Platforms(
        tuple(
            Platform(
                row["kunci"],
                row["nama"],
                tuple(row["host"].split()),
                row["status"],
                row["jenis"],
                row["catatan"],
                date.fromisoformat(row["mulai"]) if row["mulai"] else None,
                date.fromisoformat(row["sampai"]) if row["sampai"] else None,
            )
            for row in rows
        )
    )


def read_shop(platforms: Platforms, key: str, text: str, remarks: Remarks) -> Shop | None:
    """The shop at an address, if the address is one of the platform's own hosts, compared exactly.

    `None` with a remark when it may not be shown: WRONG_HOST, CLOSED_PLATFORM. Raises `Unreadable`: BAD_LINK
    for what is no address, UNKNOWN_CHOICE for an unknown platform.
    """
    platform = platforms.by_key.get(key)
    if platform is None:
        raise Unreadable(UNKNOWN_CHOICE, f"toko daring {quoted(key)} tidak dikenal.", platforms.near(key))
    text = tidy(text)
    if means_nothing(text):
        return None
    address = parse_address(text)
    owner = platforms.owner(str(address))
    if platform.status == CLOSED or (owner and owner.status == CLOSED):
        note = platform.note if platform.status == CLOSED or owner is None else owner.note
        remarks.append(Remark(CLOSED_PLATFORM, f"{note} Tautan tidak ditampilkan.", "Hapus tautan ini."))
        return None
    has_moved = owner is not None and owner.status == MOVING and owner.key.startswith(key)
    if platform.hosts and owner != platform and not has_moved:
        remarks.append(_wrong_host(platform, owner, text))
        return None
    if owner and owner.status == MOVING:
        remarks.append(Remark(CLOSED_PLATFORM, owner.note, "Ganti dengan tautan yang baru."))
    if owner is None:
        return Shop(key, read_url(text, remarks) or "")
    return Shop(key, str(address._replace(scheme="https")))


def _wrong_host(platform: Platform, owner: Platform | None, text: str) -> Remark:
    hint = f"Alamat {platform.name} diawali https://{platform.hosts[0]}."
    if owner:
        hint = f"Ini alamat {owner.name}; pindahkan ke {owner.key}. {hint}"
    return Remark(WRONG_HOST, f"tautan {quoted(text)} bukan alamat {platform.name}. Tautan tidak ditampilkan.", hint)
