"""Videos on YouTube: what editors paste, down to the video's ID. Nothing is fetched; pages load a player only when asked.

Knows no field and no file.
"""

from __future__ import annotations

import re

from generator.model.collate import means_nothing, quoted, tidy
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import BAD_LINK
from generator.model.web_address import parse_address

_HOSTS = ("youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com")
_ID = "[A-Za-z0-9_-]{11}"
_HINT = "Salin alamat satu video, contoh: https://youtu.be/contoh-1234. Saluran, daftar putar, dan situs lain tidak dapat dipakai."


def read_video(text: str, remarks: Remarks) -> str | None:
    """The ID of a YouTube video, from any of the addresses that YouTube gives it. Raises `Unreadable` (BAD_LINK)."""
    text = tidy(text)
    if means_nothing(text):
        return None
    host, _, rest = str(parse_address(text)).partition("://")[2].partition("/")
    found = None
    if host == "youtu.be":
        found = re.match(rf"({_ID})(?:[?#/]|$)", rest)
    elif host in _HOSTS:
        found = re.match(rf"(?:embed|shorts|live|v)/({_ID})(?:[?#/]|$)", rest) or re.match(
            rf"watch/?\?(?:[^#]*&)?v=({_ID})(?:[&#]|$)", rest
        )
    if not found:
        raise Unreadable(BAD_LINK, f"{quoted(text)} bukan alamat video YouTube.", _HINT)
    return found[1]


def video_url(video: str) -> str:
    """The address of a video, as our files write it."""
    return f"https://youtu.be/{video}"
