"""The difference of an import as the text of a proposal on GitHub (Markdown), for the workflow "Impor"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.exchange.importing import Import
from generator.model import rules

MOST = 50_000  # characters of the difference; GitHub refuses texts above 65,536


def proposal_text(result: Import, lines: Sequence[str], summary: str) -> str:
    """The text: the summary, a warning about columns of people, and the difference (`lines`) as it would stand on a screen.

    Cells are shown in a fence that none of them can close, so that they mention, link and draw nothing.
    """
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line) + 1
        if size > MOST:
            break
        kept.append(line)
    if len(kept) < len(lines):
        kept.append(f"… dan {len(lines) - len(kept)} baris lagi; semuanya ada di laporan.")
    text = "\n".join(kept)
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    parts = [f"### {summary}", *_warning(result), f"{fence}text\n{text}\n{fence}"]
    return "\n\n".join(parts) + "\n"


def _warning(result: Import) -> list[str]:
    """What to do about columns that must not lie in a public repository; nothing when there are none."""
    count = sum(problem.rule is rules.PRIVATE_COLUMN for problem in result.problems)
    if not count:
        return []
    return [
        "> [!CAUTION]\n"
        f"> {count} kolom berkas ini tentang orang (pemilik, NIK, nomor pribadi). Kolom itu tidak diimpor, tetapi berkasnya sudah ada di "
        "riwayat repositori, dan repositori publik dapat dibaca siapa pun. Minta pemilik repositori menghapusnya dari riwayat. Lain kali "
        "buang dulu kolom itu, atau masukkan berkasnya lewat meja penyunting."
    ]
