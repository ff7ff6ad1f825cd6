"""Counts the businesses of a site from its content files alone. Imports nothing of Etalase, so that it can be its judge.

`python tests/stories/recount.py content 2026-12-01 kuliner,fesyen,…` prints what the tables of the statistics must hold.
"""

from __future__ import annotations

import csv
import datetime
import functools
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).parents[2] / "generator/data/aturan"
CASHLESS = {"qris", "transfer", "dompet-digital"}
CLOSED = {"bukalapak"}
Head = dict[str, Any]


def heads(folder: Path) -> dict[str, Head]:
    """The front matter of every record in a folder by slug, translations left out."""
    records = {}
    for file in sorted(folder.rglob("*.md")):
        if not file.name.endswith(".en.md"):
            head = re.match(r"---\r?\n(.*?)\r?\n---", file.read_text("utf-8-sig"), re.DOTALL)
            assert head, file
            records[file.stem] = yaml.load(head[1], yaml.BaseLoader)  # noqa: S506 - it makes texts only: a date is as it was typed
    return records


@functools.cache
def table_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table; none where there is no such file."""
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";")) if file.is_file() else []


def rule(content: Path, table: str, key: str, scope: str, today: str) -> str:
    """The value of a rule on a day: the site's own row, else the one that ships; empty without one."""
    for file in (content / "aturan" / f"{table}.csv", RULES / f"{table}.csv"):
        for wanted in (scope, ""):
            own = [row for row in table_rows(file) if row["kunci"] == key and (row.get("untuk") or "") == wanted]
            for row in own:
                if row["mulai"] <= today and (not row.get("sampai") or today <= row["sampai"]):
                    return row["nilai"]
    return ""


def status(record: Head, today: str) -> str:
    """`tayang`, `dihitung` (counted and not shown), or empty."""
    if record.get("draf") == "ya" or (record.get("tayang_sampai") and today > record["tayang_sampai"]):
        return "dihitung" if record.get("visibilitas") == "agregat" else ""
    if record.get("visibilitas") == "agregat" or (record.get("tayang_mulai") and today < record["tayang_mulai"]):
        return "dihitung"
    return "tayang"


def valid(paper: Any, today: str) -> bool:
    """True for a paper that has not ended."""
    return bool(paper) and (not isinstance(paper, dict) or today <= str(paper.get("sampai", "9")))


def is_photo(names: Any) -> bool:
    """True when one of the pictures is not drawn."""
    return any(not name.rsplit("/", 1)[-1].startswith("ilustrasi-") for name in names or ())


def shows_contact(seller: Head, field: str, today: str) -> bool:
    """True for a contact that is there and may be shown."""
    may = str(seller.get("persetujuan") or "9") <= today and "kontak" in seller.get("persetujuan_untuk", ["kontak"])
    return bool(seller.get(field)) and may


def ready(content: Path, seller: Head, product: Head, category: str, today: str) -> bool:
    """True when the product and its seller hold every condition that the office requires."""
    age = int(rule(content, "harga", "harga.umur_maks", "", today) or 0)
    priced = product.get("harga_per")
    recent = bool(
        product.get("harga")
        and priced
        and (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(priced)).days <= age
    )
    holds = {
        "nib": seller.get("nib"),
        "kbli": product.get("kbli"),
        "harga": recent,
        "satuan": product.get("satuan"),
        "kapasitas": product.get("kapasitas") or seller.get("kapasitas"),
        "waktu_siap": product.get("waktu_siap"),
        "foto": is_photo(product.get("foto")),
        "kontak": shows_contact(seller, "whatsapp", today) or shows_contact(seller, "surel", today),
    }
    needed = [name for name in holds if rule(content, "kesiapan", name, category, today) == "wajib"]
    return bool(needed) and all(holds[name] for name in needed)


def onboarded(seller: Head, today: str) -> bool:
    """True for a seller whose stage, or one in its history by today, is onboarding or a later one."""
    late = {"onboarding", "naik-kelas", "ekspor"}
    steps = seller.get("riwayat_tahap") or []
    days = {step["tahap"]: step.get("tanggal", today) for step in steps}
    return any(days.get(stage, today) <= today for stage in {*days, seller.get("tahap")} & late)


def measures(content: Path, seller: Head, goods: list[Head], today: str, *, shown: bool) -> dict[str, bool | None]:
    """What counts of one business; None where it is not in the denominator."""
    food = [item for item in goods if (item.get("kategori") or seller["kategori"]) == "kuliner"]
    obliged = rule(content, "halal", "halal.wajib", seller.get("skala", ""), today) == "ya"
    links = [name for item in (seller, *goods) for name in item.get("toko") or {}]
    halal = any(
        item.get("halal", {}).get("status") == "bersertifikat"
        and item["halal"].get("nomor")
        and valid(item["halal"], today)
        for item in food
    )
    licensed = any(item.get("bpom") or valid(item.get("pirt"), today) for item in food)
    local = any(item.get("tkdn") and today <= str(item.get("tkdn_sampai", "9")) for item in goods)
    return {
        "nib": bool(seller.get("nib")),
        "toko": any(name not in CLOSED for name in links),
        "whatsapp": shows_contact(seller, "whatsapp", today) if shown else bool(seller.get("whatsapp")),
        "foto": is_photo(seller.get("foto")) or any(is_photo(item.get("foto")) for item in goods),
        "nontunai": bool(CASHLESS & set(seller.get("pembayaran") or ())),
        "qris": "qris" in (seller.get("pembayaran") or ()),
        "halal": halal if food and obliged else None,
        "izin-pangan": licensed if food else None,
        "tkdn": local,
        "siap": any(ready(content, seller, item, item.get("kategori") or seller["kategori"], today) for item in goods),
        "onboarding": onboarded(seller, today),
        "ekspor": bool(seller.get("ekspor")) or any(item.get("ekspor") for item in goods),
    }


class Recount:
    """All businesses of a site on a day: `shown` and `hidden` ones with their measures, region and sector."""

    def __init__(self, content: Path, today: str) -> None:
        sellers, products = heads(content / "penjual"), heads(content / "produk")
        self.content, self.today = content, today
        self.shown: list[tuple[Head, list[Head]]] = []  # each with its products
        self.hidden: list[tuple[Head, list[Head]]] = []
        self.goods: Counter[tuple[str, str]] = Counter()
        for slug, seller in sellers.items():
            state = status(seller, today)
            if not state:
                continue
            is_shown = state == "tayang"
            own = [item for item in products.values() if item["penjual"] == slug]
            goods = [item for item in own if status(item, today) == "tayang" or (not is_shown and status(item, today))]
            (self.shown if is_shown else self.hidden).append((seller, goods))
            for item in goods if is_shown else ():
                self.goods[str(seller["kabupaten"]), item.get("kategori") or seller["kategori"]] += 1

    def share(self, key: str, region: str = "", sector: str = "", *, everyone: bool = False) -> tuple[int, int]:
        """(part, whole) of a measure among those shown, by what visitors see; or among all, by what is recorded."""
        answers = [
            measures(self.content, seller, goods, self.today, shown=not everyone)[key]
            for seller, goods in ([*self.shown, *self.hidden] if everyone else self.shown)
            if region in ("", str(seller["kabupaten"])) and sector in ("", seller["kategori"])
        ]
        known = [answer for answer in answers if answer is not None]
        return sum(known), len(known)

    def choosing(self, choose: Callable[[Head, list[Head]], object], region: str = "", sector: str = "") -> int:
        """The businesses shown of which something is true."""
        return sum(
            bool(choose(seller, goods))
            for seller, goods in self.shown
            if region in ("", str(seller["kabupaten"])) and sector in ("", seller["kategori"])
        )

    def steps(self, seller: Head, goods: list[Head]) -> int:
        """The steps to selling online: contact shown, photo, dated price, online shop, cashless payment."""
        counts = measures(self.content, seller, goods, self.today, shown=True)
        contact = any(shows_contact(seller, field, self.today) for field in ("whatsapp", "telepon", "surel"))
        dated = any(item.get("harga") and item.get("harga_per") for item in goods)
        return sum(map(bool, (contact, counts["foto"], dated, counts["toko"], counts["nontunai"])))

    def count(self, region: str = "", sector: str = "", *, shown: bool = True) -> int:
        """The businesses shown, or those that are not, of a region, a sector, or both."""
        return sum(
            region in ("", str(seller["kabupaten"])) and sector in ("", seller["kategori"])
            for seller, _ in (self.shown if shown else self.hidden)
        )

    def products(self, region: str = "", sector: str = "") -> int:
        """The products shown of a region, a sector, or both."""
        return sum(n for (place, sort), n in self.goods.items() if region in ("", place) and sector in ("", sort))


if __name__ == "__main__":
    recount = Recount(Path(sys.argv[1]), sys.argv[2])
    print(f"tampil {recount.count()}, tidak ditampilkan {recount.count(shown=False)}, produk {recount.products()}")
    for name in measures(recount.content, *recount.shown[0], recount.today, shown=True):
        print(name, *recount.share(name))
