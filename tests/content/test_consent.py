"""Personal data of a small owner is published only with recorded consent (UU 27/2022)."""

from __future__ import annotations

from datetime import timedelta

CONTACT = {
    "whatsapp": '"0890-0000-1234"', "telepon": '"0711353535"', "surel": "halo@warung.example", "instagram": "contoh.warung",
    "alamat": "Jalan Rahasia 7", "titik": "[-2.991, 104.757]",
}  # fmt: skip
SECRETS = [b"0890-0000", b"628900001234", b"353535", b"halo@warung", b"contoh.warung", b"Rahasia 7", b"104.757"]


def traces(site):
    """What of the personal data stands anywhere in the output or in the stored records."""
    everything = b"".join(site.tree().values()) + (site.folder / ".cache/isi.sqlite").read_bytes()
    return [secret for secret in SECRETS if secret in everything]


def test_without_consent_nothing_is_shown_or_even_stored(make_site):
    site = make_site("situs", theme="nusantara")
    site.seller("warung", **CONTACT)
    site.product("kopi", penjual="warung")
    result = site.build()
    assert [problem.code for problem in result.problems] == ["P059"]
    assert traces(site) == []


def test_consent_opens_what_it_names(make_site):
    site = make_site("situs", theme="nusantara")
    site.seller("warung", persetujuan="2026-03-12", **CONTACT)
    site.build()
    assert b"Rahasia 7" not in traces(site)
    assert {b"353535", b"halo@warung", b"contoh.warung"} <= set(traces(site))
    site.seller("warung", persetujuan="2026-03-12", persetujuan_untuk="[alamat]", **CONTACT)
    site.build()
    page = site.read("penjual/warung/index.html")
    assert "Rahasia 7" in page
    assert "353535" not in page


def test_a_consent_of_tomorrow_is_none_yet(make_site):
    site = make_site("situs", theme="nusantara")
    site.seller("warung", persetujuan=(site.today + timedelta(days=1)).isoformat(), **CONTACT)
    site.build()
    assert "353535" not in site.read("penjual/warung/index.html")
    site.today += timedelta(days=1)
    site.build()
    assert "353535" in site.read("penjual/warung/index.html")
