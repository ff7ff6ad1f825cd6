"""The comment under a proposed change on GitHub: what `check` found, told to whoever proposed it.

The report comes from a run on a stranger's proposal and is only data here: it may claim anything, but it cannot mention
people, link anywhere or draw anything. Standard library only, so that the workflow needs no environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

MARK = "<!-- etalase-periksa -->"  # by which the workflow finds its own comment again
MOST = 50  # problems told
ROOM = 60_000  # characters of the table; GitHub refuses comments above 65,536
LONGEST = 400  # characters of one text
HIDDEN = "\u200b"  # breaks what GitHub would turn into a mention, a reference or a link
RANK = {"GALAT": 0, "PERINGATAN": 1, "CATATAN": 2}
REPORT_LIMIT = 4_000_000  # bytes


def comment(report: Mapping[str, Any], repository: str = "", commit: str = "") -> str:
    """The comment as GitHub's Markdown. `repository` (`owner/name`) and `commit` make places into links.

    Raises ValueError for what is no report of `check --report`.
    """
    problems = report.get("masalah")
    if (
        report.get("versi") != 1
        or not isinstance(problems, list)
        or not all(isinstance(item, dict) for item in problems)
    ):
        raise ValueError("bukan laporan check")
    problems = sorted(problems, key=lambda item: RANK.get(str(item.get("tingkat")), 3))
    counts = [sum(item.get("tingkat") == level for item in problems) for level in RANK]
    lines = [MARK, f"### {_title(counts, bugs=bool(report.get('kesalahan')))}", "", *_advice(counts), ""]
    folder = str(report.get("folder") or "")
    rows = _fitting(_row(item, repository, commit, folder) for item in problems[:MOST])
    if rows:
        lines += ["| Tempat | Masalah | Cara memperbaiki |", "|---|---|---|", *rows]
    if len(problems) > len(rows):
        lines += ["", f"… dan {len(problems) - len(rows)} lagi; semuanya ada di rincian pemeriksaan *Periksa*."]
    if re.fullmatch(r"[0-9a-f]{40}", commit):
        lines += [
            "",
            f"<sub>Diperiksa pada {commit[:7]}. Komentar ini diperbarui sendiri setiap kali usulannya berubah.</sub>",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _title(counts: list[int], *, bugs: bool) -> str:
    if bugs:
        return "Pemeriksaan terhenti karena kesalahan di dalam Etalase"
    told = [f"{count} {word}" for count, word in zip(counts, ("galat", "peringatan", "catatan"), strict=True) if count]
    return f"Hasil pemeriksaan: {', '.join(told)}" if told else "Hasil pemeriksaan: tidak ada masalah"


def _advice(counts: list[int]) -> list[str]:
    if counts[0]:
        return [
            "Terima kasih atas usulannya. Sebelum dapat diterima, yang **galat** perlu diperbaiki dulu: buka tab "
            "*Files changed*, pilih *Edit file* pada berkasnya, perbaiki, lalu simpan. Pemeriksaan berjalan lagi sendiri."
        ]
    if any(counts):
        return [
            "Terima kasih atas usulannya. Tidak ada galat, jadi usulan ini dapat ditinjau; yang di bawah ini sebaiknya diperiksa lagi."
        ]
    return ["Terima kasih atas usulannya. Isinya benar dan siap ditinjau."]


def _fitting(rows: Iterator[str]) -> list[str]:
    """The rows for which there is room."""
    chosen: list[str] = []
    size = 0
    for row in rows:
        size += len(row) + 1
        if size > ROOM:
            break
        chosen.append(row)
    return chosen


def _row(item: Mapping[str, Any], repository: str, commit: str, folder: str) -> str:
    field = f"**{_text(item['isian'])}**: " if item.get("isian") else ""
    what = f"{_text(item.get('tingkat'))} {_text(item.get('kode'))}<br>{field}{_text(item.get('pesan'))}"
    return f"| {_place(item, repository, commit, folder)} | {what} | {_text(item.get('saran'))} |"


def _place(item: Mapping[str, Any], repository: str, commit: str, folder: str) -> str:
    """The file and line, as a link to them where that is known. `folder`: of the site in the repository."""
    path, line = str(item.get("berkas") or ""), item.get("baris")
    path = folder + path if path else path
    number = line if isinstance(line, int) and line > 0 else 0
    shown = _text(path) + (f", baris {number}" if number else "")
    is_known = re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", repository) and re.fullmatch(
        r"[0-9a-f]{40}", commit
    )
    if not is_known or not path or path.startswith("/") or ".." in path.split("/"):
        return shown
    address = f"https://github.com/{repository}/blob/{commit}/{quote(path)}?plain=1" + (f"#L{number}" if number else "")
    return f"[{shown}]({address})"


def _text(value: object) -> str:
    """A text of the report as nothing but text, in one cell of a table."""
    words = " ".join(str(value if value is not None else "").split())
    words = words[:LONGEST] + ("…" if len(words) > LONGEST else "")
    words = "".join(
        f"&#{ord(letter)};" if letter in "|<>`[]*_~\\&!()" else letter for letter in words if letter.isprintable()
    )
    words = re.sub(r"(?i)(https?|ftp|mailto|xmpp):", rf"\1{HIDDEN}:", words)
    words = re.sub(r"(?i)www\.", f"www{HIDDEN}.", words)
    return re.sub(r"(@|(?<!&)#|(?i:gh)-)(?=\w)", rf"\1{HIDDEN}", words)  # not the # of our own entities
