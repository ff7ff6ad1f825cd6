"""Accounts on social media. Hosts are compared exactly; nothing is fetched.

Source of the patterns: domain reference, section 3. Platforms and shops stand in `model/platforms`. Plain addresses are read in `web_address`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.model.collate import means_nothing, quoted, tidy
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import (
    BAD_HANDLE,
    HALF_READ,
    PERSONAL_PROFILE,
)
from generator.model.web_address import (
    DOMAIN,
    WebAddress,
    first_of,
    parse_address,
    read_email,
    read_url,
    split_authority,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "profile_url",
    "read_email",
    "read_handle",
    "read_url",
]


class Network(NamedTuple):
    """A social network: name, hosts, shape of a handle, paths that are not accounts, profile address."""

    name: str
    hosts: tuple[str, ...]
    handle: str
    not_accounts: str
    profile: str
    sample: str


_NETWORKS: Mapping[str, Network] = {
    "instagram": Network(
        "Instagram",
        ("instagram.com", "www.instagram.com", "m.instagram.com", "instagr.am"),
        r"(?!\.)(?!.*\.\.)(?!.*\.$)[a-z0-9._]{1,30}",
        "p|reel|reels|tv|explore|stories|accounts|direct|share",
        "https://www.instagram.com/{}/",
        "contoh.namausaha",
    ),
    "tiktok": Network(
        "TikTok",
        ("tiktok.com", "www.tiktok.com", "m.tiktok.com"),
        r"(?!.*\.$)[a-z0-9_.]{2,24}",
        "t|tag|music|video|discover|search|foryou|live",
        "https://www.tiktok.com/@{}",
        "contoh.namausaha",
    ),
    "youtube": Network(
        "YouTube",
        ("youtube.com", "www.youtube.com", "m.youtube.com"),
        r"[A-Za-z0-9._-]{3,30}",
        "watch|shorts|playlist|live|embed|results|feed|hashtag",
        "https://www.youtube.com/@{}",
        "contoh.namausaha",
    ),
    "facebook": Network(
        "Facebook",
        (
            "facebook.com",
            "www.facebook.com",
            "m.facebook.com",
            "web.facebook.com",
            "id-id.facebook.com",
            "fb.com",
            "www.fb.com",
        ),
        r"[A-Za-z0-9.]{5,50}",
        "watch|photo|photo.php|photos|story.php|events|marketplace|reel|login|hashtag|sharer|permalink.php|videos",
        "https://www.facebook.com/{}",
        "contoh.namausaha",
    ),
}


def read_handle(platform: str, text: str, remarks: Remarks) -> str | None:
    """An account on `instagram`, `tiktok`, `youtube` or `facebook`, from a handle or an address.

    Stored: the handle without `@`; YouTube's older channels as `channel/UC…`, `c/…`, `user/…`; Facebook and
    TikTok's short links as an address. `profile_url` turns each into an address. Raises `Unreadable`
    (BAD_HANDLE).
    """
    network = _NETWORKS[platform]
    text = tidy(text)
    if means_nothing(text):
        return None
    first, rest = first_of(re.sub(rf"(?i)^(?:{platform}|ig|yt|fb|akun)\s*:\s*(?!//)", "", text))
    if re.match(r"(?i)https?:", first) or (
        re.fullmatch(DOMAIN, first) and split_authority(first)[0].lower() in _all_hosts()
    ):
        stored = _from_profile(platform, network, first, remarks)
    else:
        stored = _from_handle(platform, network, first)
    if rest:
        message = f"dari {quoted(text)} hanya {quoted(first)} yang dipakai."
        remarks.append(Remark(HALF_READ, message, "Isi satu akun saja."))
    return stored


@cache
def _all_hosts() -> frozenset[str]:
    hosts = [host for network in _NETWORKS.values() for host in network.hosts]
    return frozenset([*hosts, "vt.tiktok.com", "vm.tiktok.com", "youtu.be"])


def _from_handle(platform: str, network: Network, text: str) -> str:
    """What is stored for a handle typed as such."""
    bare = text.removeprefix("@")
    if platform == "youtube" and re.fullmatch("channel/UC[A-Za-z0-9_-]{22}|(?:c|user)/[A-Za-z0-9._-]{1,100}", bare):
        return bare
    handle = bare.lower() if platform in ("instagram", "tiktok") else bare
    if not re.fullmatch(network.handle, handle) or re.fullmatch(rf"(?i){network.not_accounts}", handle):
        hint = f"Isi nama akun tanpa spasi, contoh: {network.sample}, atau salin alamat profilnya."
        raise Unreadable(BAD_HANDLE, f"{quoted(text)} bukan nama akun {network.name}.", hint)
    return network.profile.format(handle) if platform == "facebook" else handle


def _from_profile(platform: str, network: Network, text: str, remarks: Remarks) -> str:
    """What is stored for the address of a profile."""
    try:
        address = parse_address(text)
    except Unreadable as fault:
        raise Unreadable(BAD_HANDLE, fault.remark.message, f"Contoh: {network.sample}.") from None
    path = address.rest.partition("#")[0].partition("?")[0].strip("/")
    if platform == "tiktok" and address.host in ("vt.tiktok.com", "vm.tiktok.com") and re.fullmatch(r"\w{4,20}", path):
        return f"https://{address.host}/{path}/"
    if address.host not in network.hosts:
        message = f"tautan {quoted(text)} bukan alamat {network.name}."
        raise Unreadable(BAD_HANDLE, message, f"Isi nama akunnya saja, contoh: {network.sample}.")
    if re.fullmatch(rf"(?i)(?:{network.not_accounts})(?:/.*)?", path) or not path:
        message = f"tautan {quoted(text)} bukan alamat akun {network.name}."
        raise Unreadable(BAD_HANDLE, message, f"Isi nama akunnya saja, contoh: {network.sample}.")
    if platform == "facebook":
        return _facebook(address, path, remarks)
    if platform == "youtube" and path.startswith(("channel/", "c/", "user/")):
        return _from_handle(platform, network, "/".join(path.split("/")[:2]))
    if platform in ("tiktok", "youtube") and not path.startswith("@"):
        message = f"tautan {quoted(text)} bukan alamat akun {network.name}."
        raise Unreadable(
            BAD_HANDLE, message, f"Alamat akun memuat @, contoh: {network.profile.format(network.sample)}."
        )
    return _from_handle(platform, network, path.split("/")[0])


def _facebook(address: WebAddress, path: str, remarks: Remarks) -> str:
    """The address of a page or person on Facebook, without what only tracks visitors."""
    person = re.search("[?&]id=([0-9]{5,20})", address.rest) if path == "profile.php" else None
    if person or path.startswith("people/"):
        hint = "Pastikan pemiliknya setuju profil pribadinya ditampilkan, atau pakai halaman usaha."
        remarks.append(Remark(PERSONAL_PROFILE, "tautan Facebook ini profil seseorang.", hint))
    if person:
        return f"https://www.facebook.com/profile.php?id={person[1]}"
    if not re.fullmatch("[A-Za-z0-9._%/-]{2,200}", path) or path == "profile.php":
        message = f"tautan Facebook {quoted(str(address))} tidak memuat nama halaman."
        raise Unreadable(BAD_HANDLE, message, "Contoh: https://www.facebook.com/contoh.namausaha.")
    return f"https://www.facebook.com/{path}"


def profile_url(platform: str, handle: str) -> str:
    """The address of an account as stored by `read_handle`."""
    if handle.startswith("https://"):
        return handle
    if platform == "youtube" and "/" in handle:
        return f"https://www.youtube.com/{handle}"
    return _NETWORKS[platform].profile.format(handle)
