"""`etalase serve` as a command in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from conftest import REPOSITORY

from generator.preview.phone_link import lan_address
from generator.preview.preview import free_port
from generator.preview.request_guard import RequestGuard


@contextmanager
def command(site, *arguments):
    """The command, started in a group of its own; nothing of it is left when the block ends.

    A suite that a script runs in the background is deaf to Ctrl-C, and would hand that on.
    """
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0", *arguments], cwd=site.folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)  # fmt: skip
    signal.signal(signal.SIGINT, before)
    try:
        yield run
    finally:
        if run.poll() is None:
            run.kill()
        run.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_says_where_and_ends_at_ctrl_c(site):
    site.product("kue")
    with command(site) as run:
        lines = [run.stdout.readline() for _ in range(4)]
        assert re.fullmatch(r"Pratinjau: http://127\.0\.0\.1:\d+/\n", lines[0])
        assert re.fullmatch(r"Meja penyunting: http://127\.0\.0\.1:\d+/meja/\n", lines[1])
        assert lines[2] == "Tekan Ctrl+C untuk berhenti.\n"
        assert lines[3].startswith("Selesai: 1 produk")
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=90)
        assert (run.returncode, err) == (130, "")
        assert "Pratinjau dihentikan." in out
        with pytest.raises(ProcessLookupError):
            os.killpg(run.pid, 0)  # no process of the group is left


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_another_host_is_warned_of(site):
    with command(site, "--host", "0.0.0.0") as run:
        run.stdout.readline()
        assert "--host 0.0.0.0 membuka pratinjau ini" in run.stderr.readline()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("locale", "letter"), [("C.UTF-8", "█"), ("POSIX", "##")])
def test_another_host_is_shown_to_phones(site, monkeypatch, locale, letter):
    monkeypatch.setenv("LC_ALL", locale)
    address = lan_address(RequestGuard("0.0.0.0", 1))
    with command(site, "--host", "0.0.0.0") as run:
        for _ in range(3):
            run.stdout.readline()
        told = run.stdout.readline()
        if not address:
            assert "belum terhubung ke jaringan" in told
            return
        assert re.fullmatch(r"Dari ponsel di jaringan yang sama: http://\S+:\d+/\n", told)
        assert run.stdout.readline() == "\n"
        assert letter * 10 in run.stdout.readline()


def test_a_taken_port_is_named_and_another_one_suggested(site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = site.run("serve", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} sedang dipakai program lain." in done.stderr
    suggested = re.search(r"etalase serve --port (\d+)", done.stderr)
    assert suggested
    assert int(suggested[1]) > port
    assert not (site.folder / ".cache").exists()


def test_free_ports_are_free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = free_port("127.0.0.1", taken.getsockname()[1] - 1)
        assert port not in (None, taken.getsockname()[1])
    assert free_port("127.0.0.1", 65535) is None


@pytest.mark.parametrize(("arguments", "text"), [
    (["--port", "banyak"], "bukan nomor port"), (["--port", "70000"], "bukan nomor port"),
    (["--host", "203.0.113.1", "--port", "0"], "bukan alamat komputer ini"),
])  # fmt: skip
def test_wrong_usage(site, arguments, text):
    done = site.run("serve", *arguments)
    assert done.returncode == 2
    assert text in done.stderr


def test_only_in_a_site(tmp_path, site):
    done = site.run("serve", "--site", str(tmp_path))
    assert done.returncode == 2
    assert "bukan situs Etalase" in done.stderr
    assert not (tmp_path / ".cache").exists()
