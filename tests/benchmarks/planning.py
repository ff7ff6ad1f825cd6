"""What planning and fingerprinting cost: `python tests/benchmarks/planning.py [PRODUCTS]`.

Builds a site of generated products once, then edits one text and prints the CPU seconds of each step of the rebuild. CPU of
this process alone (`time.process_time`), the least of five runs: on a shared machine only that and ratios hold.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

from conftest import TODAY, Site  # noqa: E402 - the tests' own little sites

from generator.build import full_build, plan, update  # noqa: E402
from generator.build.builder import build  # noqa: E402
from generator.build.options import Options  # noqa: E402

WORDS = "pisang nanas durian kopi aren udang purun rotan songket gambir teh jeruk beras ikan madu kelapa bambu kayu air pagi".split()
REGIONS = [f'"16.{number:02d}"' for number in range(1, 14)] + ['"16.71"', '"16.72"']
RUNS = 5


def fill(site: Site, products: int) -> None:
    """Products with 166 words each, and a fifth as many sellers."""
    dice = random.Random(1)
    for number in range(products // 5):
        site.seller(f"usaha-{number}", " ".join(dice.choices(WORDS, k=80)), kabupaten=dice.choice(REGIONS))
    for number in range(products):
        site.product(f"barang-{number}", "\n\n".join(" ".join(dice.choices(WORDS, k=55)) for _ in range(3)),
                     penjual=f"usaha-{dice.randrange(products // 5)}", harga=dice.randrange(1, 900) * 500,
                     diperbarui="2026-10-01")  # fmt: skip


def timed(spent: dict[str, list[float]], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with its CPU seconds noted under `name`."""

    def wrapped(*arguments: Any, **more: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments, **more)
        finally:
            spent.setdefault(name, []).append(time.process_time() - began)

    return wrapped


def main(products: int) -> None:
    """Print a line per step."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "situs").start(theme="nusantara")
        fill(site, products)
        gc.disable()  # as the command does
        options = Options(site=site.folder, today=TODAY)
        print(f"{products} products: {build(options).summary.made} outputs")
        spent: dict[str, list[float]] = {}
        steps = [(full_build, "scan_content"), (full_build, "read_content"), (full_build, "_find_target"), (full_build, "plan_build"), (plan, "_worlds"),
                 (plan, "_chapters"), (full_build, "update"), (update, "compare"), (update, "publish"), (full_build, "remember_build")]  # fmt: skip
        for room, name in steps:
            setattr(room, name, timed(spent, name, getattr(room, name)))
        for number in range(RUNS):
            site.product("barang-0", f"Cerita ke-{number}.", penjual="usaha-0")
            made = build(options).summary.made
        for room, name in steps:  # some are part of the one that follows or precedes them
            print(f"{min(spent[name]):8.3f} s  {room.__name__.rpartition('.')[2]}.{name}")
        print(f"{made} outputs made by the last edit")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
