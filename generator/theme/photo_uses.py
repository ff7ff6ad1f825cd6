"""At which widths a theme shows photos: `foto:` in `theme.yaml`, one entry for each use, and whether it has share cards.

A use says which WebP files exist and how wide the photo stands on a page, so that browsers fetch the smallest that does.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from generator.model.problem import Problem, did_you_mean
from generator.theme.theme_folders import Chain, problem

USES = (
    "kartu",
    "galeri",
    "kecil",
)  # the first photo of a record on cards; all of them on its own page, large and small
NARROWEST, WIDEST, MOST = 80, 2400, 6  # pixels, pixels, widths of one use
SIZES = re.compile(r"[a-z0-9 .,:()<>=%/*+-]{1,200}")  # the attribute `sizes`, lower case


class PhotoUse(NamedTuple):
    """`widths` in pixels, growing, of the WebP files; `sizes` is the attribute of that name. No widths: only the JPEG."""

    widths: tuple[int, ...] = ()
    sizes: str = "100vw"


def photo_uses(chain: Chain) -> tuple[dict[str, PhotoUse], list[Problem]]:
    """The uses of a chain, a younger theme's entry replacing an older one's; and what is wrong in them."""
    found: dict[str, PhotoUse] = dict.fromkeys(USES, PhotoUse())
    faults: list[Problem] = []
    for folder, manifest in reversed(list(zip(chain.folders, chain.manifests, strict=True))):
        place, entries = f"themes/{folder.theme}/theme.yaml", manifest.get("foto") or {}
        if not isinstance(entries, dict):
            faults.append(problem(place, "foto berisi nama dan lebar foto.", "Contoh: foto: {kartu: {lebar: [320]}}"))
            continue
        for name, entry in entries.items():
            if name not in USES:
                hint = did_you_mean(str(name), USES) or "Yang dikenal: " + ", ".join(USES) + "."
                faults.append(problem(place, f'foto: "{name}" tidak dikenal.', hint))
            elif (use := _read(entry)) is None:
                faults.append(
                    problem(
                        place,
                        f"foto.{name} tidak terbaca.",
                        f'Contoh: {name}: {{lebar: [320, 480], ukuran: "50vw"}}, paling banyak {MOST} lebar '
                        f"antara {NARROWEST} dan {WIDEST}.",
                    )
                )
            else:
                found[name] = use
    return found, faults


def _read(entry: Any) -> PhotoUse | None:
    """An entry as written; None when it is not one."""
    if not isinstance(entry, dict) or not set(entry) <= {"lebar", "ukuran"}:
        return None
    widths, sizes = entry.get("lebar") or [], entry.get("ukuran", PhotoUse().sizes)
    if not isinstance(widths, list) or len(widths) > MOST or not isinstance(sizes, str) or not SIZES.fullmatch(sizes):
        return None
    if not all(type(width) is int and NARROWEST <= width <= WIDEST for width in widths):
        return None
    return PhotoUse(tuple(sorted(set(widths))), sizes)
