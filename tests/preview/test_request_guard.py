"""Who may ask."""

from __future__ import annotations

import pytest

from generator.preview.request_guard import RequestGuard, is_loopback

OWN = RequestGuard("127.0.0.1", 8000)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_own_names(host):
    assert OWN.admits_host([host])
    assert OWN.admits_origin([f"http://{host}"], host)


@pytest.mark.parametrize("host", [
    "", "evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:", "localhost.:8000",
    "localhost.evil.example:8000", "127.0.0.1.evil.example:8000", "127.0.0.1:8000@evil.example", "192.168.1.5:8000",
    "localhost:8000 evil", "[::1]", "0x7f000001:8000", "127.1:8000", "localhost:80000", "localhost:٨٠٠٠",
])  # fmt: skip
def test_other_names(host):
    assert not OWN.admits_host([host])


def test_exactly_one_host():
    assert not OWN.admits_host([])
    assert not OWN.admits_host(["localhost:8000", "localhost:8000"])


@pytest.mark.parametrize("origin", [
    "null", "http://evil.example", "https://localhost:8000", "http://localhost", "http://localhost:8001",
    "http://127.0.0.1:8000",  # another name of ours is another origin
    "http://localhost:8000.evil.example", "http://localhost:8000/",
])  # fmt: skip
def test_other_origins(origin):
    assert not OWN.admits_origin([origin], "localhost:8000")


def test_port_80_may_go_unsaid():
    assert RequestGuard("127.0.0.1", 80).admits_host(["localhost"])


def test_the_host_asked_for_is_admitted():
    assert RequestGuard("kantor.lan", 8000).admits_host(["kantor.lan:8000"])
    assert RequestGuard("::1", 8000).admits_host(["[::1]:8000"])
    assert RequestGuard("192.168.1.5", 8000).admits_host(["192.168.1.5:8000"])
    assert not RequestGuard("192.168.1.5", 8000).admits_host(["192.168.1.6:8000"])


def test_listening_everywhere_admits_addresses_but_no_names():
    """A hostile page can rebind a name to us, but not an address."""
    guard = RequestGuard("0.0.0.0", 8000)
    assert guard.admits_host(["192.168.1.5:8000"])
    assert guard.admits_host(["[fe80::1]:8000"])
    assert not guard.admits_host(["evil.example:8000"])


@pytest.mark.parametrize(("host", "expected"), [
    ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.168.1.5", False), ("kantor.lan", False), ("", False),
])  # fmt: skip
def test_loopback(host, expected):
    assert is_loopback(host) is expected


def test_addresses():
    assert OWN.address == "http://127.0.0.1:8000/"
    assert RequestGuard("::1", 1).address == "http://[::1]:1/"
    assert RequestGuard("0.0.0.0", 1).address == "http://127.0.0.1:1/"
