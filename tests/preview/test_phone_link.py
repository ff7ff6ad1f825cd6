"""The preview's address for phones, and its QR code in a terminal and as a path."""

from __future__ import annotations

import re
import socket

import pytest
import segno

from generator.preview import phone_link
from generator.preview.phone_link import lan_address, terminal_code
from generator.preview.request_guard import RequestGuard

ADDRESS = "http://192.168.1.7:8000/produk/kue/"


def dark(address: str) -> set[tuple[int, int]]:
    """The dark modules by column and row, as segno has them."""
    rows = segno.make(address, error="l", micro=False).matrix_iter(border=phone_link.QUIET_ZONE)
    return {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


@pytest.mark.parametrize("address", [ADDRESS, "http://10.0.0.1:80/", "http://[fe80::1]:8000/" + "a" * 200])
def test_terminal_and_path_show_the_same_code(address):
    link = phone_link.phone_link(address)
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", link.path)
    assert {(int(x) + step, int(y)) for x, y, width, _ in runs for step in range(int(width))} == dark(address)
    plain = terminal_code(address, blocks=False).split("\n")
    assert {(at // 2, y) for y, row in enumerate(plain) for at in range(0, len(row), 2) if row[at] == " "} == dark(
        address
    )
    assert len(plain) == link.size and all(row.isascii() for row in plain)
    fine = terminal_code(address, blocks=True).split("\n")
    upper = {(x, 2 * y) for y, row in enumerate(fine) for x, letter in enumerate(row) if letter in " ▄"}
    lower = {(x, 2 * y + 1) for y, row in enumerate(fine) for x, letter in enumerate(row) if letter in " ▀"}
    assert {(x, y) for x, y in upper | lower if y < link.size} == dark(address)
    assert "\033" not in "".join(fine)


def test_only_a_preview_that_others_reach_has_an_address():
    assert lan_address(RequestGuard("127.0.0.1", 8000)) == lan_address(RequestGuard("localhost", 8000)) == ""
    assert lan_address(RequestGuard("192.168.1.7", 8000)) == "http://192.168.1.7:8000/"
    assert lan_address(RequestGuard("fe80::1", 8000)) == "http://[fe80::1]:8000/"


@pytest.mark.parametrize("host", ["0.0.0.0", ""])
def test_listening_everywhere_it_is_the_address_of_this_machine(monkeypatch, host):
    class Probe:
        def __init__(self, family, kind):
            assert kind == socket.SOCK_DGRAM
            if family == socket.AF_INET6:
                raise OSError("no IPv6")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def connect(self, address):
            self.asked = address

        def getsockname(self):
            return ("192.168.8.4", 50000)

    monkeypatch.setattr(phone_link.socket, "socket", Probe)
    assert lan_address(RequestGuard(host, 8000)) == "http://192.168.8.4:8000/"


def test_a_machine_without_a_network_has_none(monkeypatch):
    def refused(*_):
        raise OSError("network is unreachable")

    monkeypatch.setattr(phone_link.socket, "socket", refused)
    monkeypatch.setattr(phone_link.socket, "gethostbyname_ex", lambda name: (name, [], ["127.0.1.1"]))
    assert lan_address(RequestGuard("0.0.0.0", 8000)) == ""
