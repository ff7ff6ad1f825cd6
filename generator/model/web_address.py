"""Web addresses and e-mail addresses: read strictly, compared exactly, never fetched.

Knows no platform and no page. Source of the patterns: domain reference, section 3.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.collate import means_nothing, quoted, tidy
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import BAD_EMAIL, BAD_LINK, HALF_READ, PLAIN_HTTP, TOO_LONG

_LONGEST_URL, _LONGEST_EMAIL = 2000, 254  # characters; the latter from RFC 5321

_HINT = "Tulis alamat lengkapnya, contoh: https://contoh.example/toko."
DOMAIN = r"(?i)(?:[^\s/?#:@\\.]+\.)+[^\s/?#:@\\.0-9]{2,}\.?(?::[0-9]+)?(?:[/?#].*)?"
_UNSAFE = r"[\x00-\x20\x7f-\xa0<>\"\\^`{|}\u2028\u2029\ud800-\udfff]"


class WebAddress(NamedTuple):
    """The parts of a web address. `rest` begins with `/`, `?` or `#`, or is empty."""

    scheme: str
    host: str
    port: str
    rest: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.port}{self.rest}"


def read_url(text: str, remarks: Remarks) -> str | None:
    """A web address, in ASCII, host in small letters.

    `www.x.id` becomes `https://www.x.id`; `http:` leaves a remark. Raises `Unreadable` (BAD_LINK, TOO_LONG):
    other schemes, user names in the address, control characters, numbers or single words instead of a host
    name.
    """
    text = tidy(text)
    if means_nothing(text):
        return None
    address = parse_address(text)
    if address.scheme == "http":
        hint = "Ganti http:// dengan https:// bila situsnya mendukung."
        remarks.append(Remark(PLAIN_HTTP, f"tautan {quoted(text)} tidak terenkripsi.", hint))
    return str(address)


def parse_address(text: str) -> WebAddress:
    """The parts of the address that a tidied text spells, or `Unreadable`."""
    if len(text) > _LONGEST_URL:
        raise Unreadable(TOO_LONG, f"tautan {quoted(text)} terlalu panjang.", _HINT)
    if match := re.fullmatch(r"(?i)(https?)://([^/?#]*)(.*)", text):
        scheme, authority, rest = match[1].lower(), match[2], match[3]
    elif re.fullmatch(DOMAIN, text):
        scheme, (authority, rest) = "https", split_authority(text)
    else:
        raise _bad_link(text)
    if re.search(_UNSAFE, authority + rest):
        why = "memuat spasi atau huruf yang tidak boleh ada di alamat"
        raise Unreadable(BAD_LINK, f"tautan {quoted(text)} {why}.", "Isi satu tautan saja. " + _HINT)
    if "@" in authority:
        raise Unreadable(BAD_LINK, f"tautan {quoted(text)} memuat nama pengguna di depan alamat situs.", _HINT)
    name, _, port = authority.partition(":")
    host = _host(name, text)
    if port and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65536):
        raise Unreadable(BAD_LINK, f"nomor porta pada tautan {quoted(text)} salah.", _HINT)
    keep_port = f":{int(port)}" if port and int(port) != {"http": 80, "https": 443}[scheme] else ""
    return WebAddress(scheme, host, keep_port, _ascii(rest))


def path_below(base: str, url: str) -> str | None:
    """The path from the root of the site at `base` that an address (as `read_url` gives it) leads to; None for another site's.

    Whether it begins with `http:` or `https:` makes no difference.
    """
    site, address = parse_address(base), parse_address(url)
    root = site.rest.rstrip("/")
    if (address.host, address.port) != (site.host, site.port) or not address.rest.startswith(root):
        return None
    rest = address.rest[len(root) :]
    return (rest if rest.startswith("/") else f"/{rest}") if rest[:1] in ("", "/", "?", "#") else None


def read_base_url(text: str, remarks: Remarks) -> str | None:
    """The address that a site will stand at, with a slash at its end.

    Raises `Unreadable` (BAD_LINK) also for what may follow the address of a page, but not that of a site: a query, a
    fragment, a file, and steps such as `..`.
    """
    url = read_url(text, remarks)
    if url is None:
        return None
    hint = "Tulis alamat beranda situs saja, contoh: https://contoh.github.io/etalase/."
    path = parse_address(url).rest
    mark = next((mark for mark in "?#" if mark in path), "")
    if mark:
        raise Unreadable(BAD_LINK, f'alamat situs {quoted(text)} memuat "{mark}".', hint)
    inner = path.removeprefix("/").removesuffix("/")
    parts = inner.split("/") if inner else []
    if any(part in ("", ".", "..") for part in parts):
        raise Unreadable(BAD_LINK, f"alamat situs {quoted(text)} memuat bagian yang kosong atau titik-titik.", hint)
    if parts and re.search(r"(?i)\.(?:html?|php|aspx?)$", parts[-1]):
        raise Unreadable(BAD_LINK, f"alamat situs {quoted(text)} menunjuk satu halaman.", hint)
    return url.rstrip("/") + "/"


def split_authority(text: str) -> tuple[str, str]:
    """An address without its scheme, split before the first `/`, `?` or `#`."""
    authority = re.sub("[/?#].*", "", text)
    return authority, text[len(authority) :]


def _bad_link(text: str) -> Unreadable:
    """The refusal that fits what stands instead of an address."""
    scheme = re.match(r"(?i)([a-z][a-z0-9+.-]{1,20}):(?![0-9]+(?:/|$))", text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        message = f'tautan {quoted(text)} diawali "{scheme[1].lower()}:", padahal harus https://.'
        return Unreadable(BAD_LINK, message, _HINT)
    if "@" in text and "/" not in text:
        return Unreadable(BAD_LINK, f"{quoted(text)} bukan alamat situs.", "Alamat surel ditulis di isian surel.")
    return Unreadable(BAD_LINK, f"{quoted(text)} bukan tautan yang lengkap.", _HINT)


def _host(host: str, text: str) -> str:
    """The host name in small ASCII letters (IDNA), or `Unreadable`."""
    host = host.removesuffix(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise Unreadable(BAD_LINK, f"nama situs pada {quoted(text)} tidak terbaca.", _HINT) from None
    labels = host.split(".")
    well_formed = all(re.fullmatch("[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?", label) for label in labels)
    if not well_formed or len(labels) < 2 or len(host) > 253 or labels[-1].isdecimal():
        raise Unreadable(BAD_LINK, f"{quoted(text)} tidak memuat nama situs yang benar.", _HINT)
    if labels[-1] in ("local", "localhost", "internal", "lan"):
        hint = "Isi alamat yang bisa dibuka semua orang. " + _HINT
        raise Unreadable(BAD_LINK, f"{quoted(text)} hanya ada di jaringan sendiri.", hint)
    return host


def _ascii(rest: str) -> str:
    """Path and query with every letter beyond ASCII percent-encoded; what is encoded already stays."""
    if rest.isascii():
        return rest
    from urllib.parse import quote

    return quote(rest, safe="/:?#[]@!$&'()*+,;=%-._~")


def read_email(text: str, remarks: Remarks) -> str | None:
    """An e-mail address, its host in small letters.

    Of several the first is taken, with a HALF_READ remark.
    """
    text = tidy(text)
    if means_nothing(text):
        return None
    first, rest = first_of(re.sub("(?i)^mailto:", "", text))
    match = re.fullmatch(r"([A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64})@([A-Za-z0-9.-]+)", first)
    good = match and len(first) <= _LONGEST_EMAIL and not re.search(r"^\.|\.\.|\.$", match[1])
    if not match or not good or not re.fullmatch(DOMAIN, match[2]):
        raise Unreadable(BAD_EMAIL, f"{quoted(text)} bukan alamat surel.", "Contoh: halo@nama-usaha.example.")
    try:
        host = _host(match[2], first)
    except Unreadable:
        message = f"bagian sesudah @ pada {quoted(text)} bukan nama situs."
        raise Unreadable(BAD_EMAIL, message, "Contoh: halo@nama-usaha.example.") from None
    if rest:
        remarks.append(Remark(HALF_READ, f"hanya surel {quoted(first)} yang dipakai.", "Isi satu alamat saja."))
    return f"{match[1]}@{host}"


def first_of(text: str) -> tuple[str, str]:
    """The first of several values on one line, and the others."""
    first, *rest = re.split(r"\s*[,;|]\s*|\s+(?:/|&|dan|atau|or)\s+", text, maxsplit=1)
    return first, rest[0] if rest else ""
