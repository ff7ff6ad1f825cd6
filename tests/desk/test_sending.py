"""Publishing with the system's Git against a bare repository on disk: each failure in words, nothing lost, pressed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Site
from desk.checkouts import CENTRE, clone, git, leave_out_machine, share
from desk.desk_support import Asking
from preview_support import running

from generator.desk.changes import summary_of, told_changes
from generator.desk.git import CURES, Checkout, GitFault, fault_of
from generator.desk.open_site import open_target
from generator.desk.sending import MINE, THEIRS, name_editor, send, standing_of

DAPUR = "content/penjual/dapur.md"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_out_machine(tmp_path, monkeypatch)


@pytest.fixture
def shared(site: Site) -> Site:
    return share(site)


@pytest.fixture
def colleague(shared: Site) -> Path:
    """Another checkout of the same site."""
    folder = clone(shared, "rekan")
    name_editor(Checkout(folder), "Rekan", "rekan@contoh.example")
    return folder


def published(site: Site, path: str) -> str:
    """A file as it stands in the bare repository."""
    return git(site.folder.parent / CENTRE, "show", f"main:{path}")


def edit(folder: Path, old: str, new: str, path: str = DAPUR) -> None:
    file = folder / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def by_colleague(folder: Path, old: str, new: str) -> None:
    edit(folder, old, new)
    git(folder, "commit", "-q", "-am", "dari rekan")
    git(folder, "push", "-q")


def test_changes_are_told_in_an_editors_words(shared: Site) -> None:
    shared.product("kopi")
    shared.write("content/foto/kopi.jpg", b"x")
    edit(shared.folder, "kuliner", "kriya")
    shared.write("generator.txt", "milik pembuat program")
    repository = Checkout(shared.folder)
    stand = standing_of(repository)
    changes = told_changes(repository, stand.base, stand.changes, open_target(shared.folder))
    assert summary_of(changes) == "1 foto baru, 1 kategori pelaku usaha berubah, 1 produk baru"
    assert [(one.label, one.before, one.after) for change in changes for one in change.fields] == [
        ("Kategori", "kuliner", "kriya")
    ]


def test_what_changed_arrives_and_twice_is_once(shared: Site) -> None:
    shared.product("kopi baru".replace(" ", "-"))
    shared.write("catatan.txt", "bukan isi")
    assert send(Checkout(shared.folder), "Isi: 1 produk baru") == 1
    assert "Produk kopi-baru" in published(shared, "content/produk/kopi-baru.md")
    assert git(shared.folder, "log", "-1", "--format=%s").strip() == "Isi: 1 produk baru"
    assert "catatan.txt" in git(shared.folder, "status", "--porcelain")
    assert send(Checkout(shared.folder), "lagi") == 0
    assert standing_of(Checkout(shared.folder)).changes == ()


def test_a_site_below_the_top_of_its_repository(tmp_path: Path, shared: Site) -> None:
    inner = Site(shared.folder / "kabupaten").start()
    repository = Checkout(inner.folder)
    assert send(repository, "bawah") == 1
    edit(inner.folder, "kuliner", "fesyen")
    stand = standing_of(repository)
    assert [change.path for change in stand.changes] == [DAPUR]
    assert (
        told_changes(repository, stand.base, stand.changes, open_target(inner.folder))[0].fields[0].before == "kuliner"
    )


def test_a_colleagues_other_change_is_taken_in(shared: Site, colleague: Path) -> None:
    edit(colleague, "Cerita penjual.", "Cerita dari rekan.")
    (colleague / "content/penjual/baru.md").write_text((colleague / DAPUR).read_text("utf-8"), "utf-8")
    git(colleague, "add", "-A")
    git(colleague, "commit", "-q", "-m", "dari rekan")
    git(colleague, "push", "-q")
    shared.product("kopi")
    assert send(Checkout(shared.folder), "Isi") == 1
    assert "Cerita dari rekan." in (shared.folder / DAPUR).read_text("utf-8")
    assert "Produk kopi" in published(shared, "content/produk/kopi.md")


@pytest.mark.parametrize(("side", "kept"), [(MINE, "kriya"), (THEIRS, "fesyen")])
def test_two_changes_of_one_line_are_decided_by_the_editor(shared: Site, colleague: Path, side: str, kept: str) -> None:
    by_colleague(colleague, "kuliner", "fesyen")
    edit(shared.folder, "kuliner", "kriya")
    shared.product("kopi")
    with pytest.raises(GitFault) as told:
        send(Checkout(shared.folder), "Isi")
    assert (told.value.kind, told.value.files) == ("bentrok", (DAPUR,))
    assert "kriya" in (shared.folder / DAPUR).read_text("utf-8"), "nothing is lost"
    assert standing_of(Checkout(shared.folder)).fault is None
    send(Checkout(shared.folder), "Isi", side)
    assert kept in published(shared, DAPUR)
    assert "Produk kopi" in published(shared, "content/produk/kopi.md")


@pytest.mark.parametrize(("side", "is_there"), [(MINE, True), (THEIRS, False)])
def test_a_file_that_a_colleague_deleted(shared: Site, colleague: Path, side: str, is_there: bool) -> None:
    shared.seller("warung")
    send(Checkout(shared.folder), "Isi")
    git(colleague, "pull", "-q")
    git(colleague, "rm", "-q", "content/penjual/warung.md")
    git(colleague, "commit", "-q", "-m", "hapus")
    git(colleague, "push", "-q")
    edit(shared.folder, "kuliner", "kriya", "content/penjual/warung.md")
    with pytest.raises(GitFault, match="Rekan Anda"):
        send(Checkout(shared.folder), "Isi")
    send(Checkout(shared.folder), "Isi", side)
    assert (shared.folder / "content/penjual/warung.md").exists() is is_there
    assert ("warung.md" in git(shared.folder.parent / "pusat.git", "ls-tree", "-r", "--name-only", "main")) is is_there


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://127.0.0.1:9/x.git", "jaringan"),
        ("/tidak/ada/di/sini.git", "alamat"),
    ],
)
def test_what_stops_it_is_told_and_it_may_be_pressed_again(shared: Site, address: str, kind: str) -> None:
    good = git(shared.folder, "remote", "get-url", "origin").strip()
    shared.product("kopi")
    git(shared.folder, "remote", "set-url", "origin", address)
    with pytest.raises(GitFault) as told:
        send(Checkout(shared.folder), "Isi")
    assert told.value.kind == kind
    assert "Produk kopi" in git(shared.folder, "show", "HEAD:content/produk/kopi.md")
    git(shared.folder, "remote", "set-url", "origin", good)
    assert send(Checkout(shared.folder), "Isi") == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("fatal: unable to access 'https://github.com/': Could not resolve host: github.com", "jaringan"),
        ("fatal: Authentication failed for 'https://github.com/a/b.git/'", "masuk"),
        ("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "masuk"),
        ("git@github.com: Permission denied (publickey).", "masuk"),
        ("remote: Permission to a/b.git denied to c. The requested URL returned error: 403", "masuk"),
        ("remote: error: GH001: Large files detected.", "besar"),
        ("remote: error: GH006: Protected branch update failed", "dilindungi"),
        ("remote: Checkout not found. fatal: repository 'https://github.com/a/b/' not found", "alamat"),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "sibuk"),
        ("fatal: detected dubious ownership in repository at '/x'", "pemilik"),
        ("error: file write error: No space left on device", "penuh"),
        ("fatal: sesuatu yang lain", "lain"),
    ],
)
def test_git_is_told_in_our_words(words: str, kind: str) -> None:
    fault = fault_of(words)
    assert fault.kind == kind
    assert fault.words == words
    assert len({name for _, name, _ in CURES}) == len(CURES)


def test_without_git_without_repository_without_remote(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert standing_of(Checkout(site.folder)).fault.kind == "tanpa-repositori"  # type: ignore[union-attr]
    git(site.folder.parent, "init", "-q", str(site.folder))
    assert standing_of(Checkout(site.folder)).fault.kind == "tanpa-alamat"  # type: ignore[union-attr]
    monkeypatch.setenv("PATH", str(site.folder))
    assert standing_of(Checkout(site.folder)).fault.kind == "tanpa-git"  # type: ignore[union-attr]


def test_of_the_inbox_only_removals_are_sent(shared: Site, colleague: Path) -> None:
    """A workbook on its way in may hold data of people."""
    (colleague / "masuk").mkdir()
    (colleague / "masuk/data.csv").write_text("nama\nA\n")
    (colleague / "masuk/lain.csv").write_text("nama\nB\n")
    git(colleague, "add", "-f", "masuk")
    git(colleague, "commit", "-q", "-m", "diunggah di github.com")
    git(colleague, "push", "-q")
    git(shared.folder, "pull", "-q")
    shared.write("masuk/rahasia.csv", "nik\n1671\n")
    shared.write("masuk/lain.csv", "nama;nik\nB;1671\n")
    shared.delete("masuk/data.csv")
    shared.product("kopi")
    stand = standing_of(Checkout(shared.folder))
    assert {change.path: change.state for change in stand.changes} == {
        "content/produk/kopi.md": "A",
        "masuk/data.csv": "D",
    }
    told = told_changes(Checkout(shared.folder), stand.base, stand.changes, open_target(shared.folder))
    assert summary_of(told) == "1 produk baru, 1 berkas masuk dihapus"
    assert send(Checkout(shared.folder), "isi") == 1
    assert git(shared.folder.parent / CENTRE, "ls-tree", "--name-only", "main", "masuk/").split() == ["masuk/lain.csv"]
    assert published(shared, "masuk/lain.csv") == "nama\nB\n"
    assert not standing_of(Checkout(shared.folder)).changes


def test_a_rebase_that_somebody_left_is_told(shared: Site) -> None:
    (shared.folder / ".git/rebase-merge").mkdir()
    assert standing_of(Checkout(shared.folder)).fault.kind == "tengah"  # type: ignore[union-attr]


@pytest.fixture
def desk(shared: Site) -> Iterator[Asking]:
    with running(shared.folder) as started:
        started.line()
        yield Asking(started)


def test_from_the_desk_by_one_button(shared: Site, desk: Asking, colleague: Path) -> None:
    by_colleague(colleague, "kuliner", "fesyen")
    edit(shared.folder, "kuliner", "kriya")
    assert "1 kategori pelaku usaha berubah" in desk.get("/meja/terbit/")[1]
    desk.form("/meja/terbit/kirim")
    text = desk.settled("/meja/terbit/")
    assert "Pakai punya saya" in text
    assert DAPUR in text
    desk.form("/meja/terbit/kirim", pilih="punya-saya")
    assert "Terkirim." in desk.settled("/meja/terbit/")
    assert "kriya" in published(shared, DAPUR)
    assert "Tidak ada yang berubah" in desk.settled("/meja/terbit/")


def test_who_sends_is_asked_once(shared: Site, desk: Asking) -> None:
    git(shared.folder, "config", "--unset", "user.email")
    assert "Siapa yang mengirim?" in desk.get("/meja/terbit/")[1]
    assert desk.form("/meja/terbit/nama", nama="Bagian Data", surel="tanpa alamat")[0] == 409
    assert desk.form("/meja/terbit/nama", nama="Bagian Data", surel="data@dinas.example")[0] == 303
    assert "Siapa yang mengirim?" not in desk.get("/meja/terbit/")[1]


def test_faults_of_the_content_come_first(shared: Site, desk: Asking) -> None:
    shared.product("kopi", harga="banyak")
    desk.running.line_with("GALAT")
    status, text, _ = desk.form("/meja/terbit/kirim")
    assert (status, "Masih ada 1 galat" in text) == (409, True)


def test_as_zip_without_git(shared: Site, desk: Asking) -> None:
    import io
    import zipfile

    shared.product("kopi")
    names = {}
    for kind, name in (("luring", "situs-luring.zip"), ("isi", "isi.zip")):
        desk.form("/meja/terbit/zip", jenis=kind)
        assert f"Unduh {name}" in desk.settled("/meja/terbit/")
        _, data = desk.running.ask(f"/meja/terbit/{name}")
        names[kind] = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "index.html" in names["luring"]
    assert {"content/produk/kopi.md", DAPUR, "site.yaml"} <= set(names["isi"])
    assert desk.form("/meja/terbit/zip", jenis="../x")[0] == 409
    desk.form("/meja/terbit/diska", tempat=str(shared.folder.parent))
    assert "Flashdisk itu tidak terpasang" in desk.settled("/meja/terbit/")


def test_the_command_sends_the_same(shared: Site, capsys: Any) -> None:
    from generator import cli

    shared.product("kopi")
    assert cli.main(["publish", "--site", str(shared.folder), "--dry-run"]) == 0
    assert "1 produk baru" in capsys.readouterr().out
    assert cli.main(["publish", "--site", str(shared.folder)]) == 0
    assert git(shared.folder, "log", "-1", "--format=%s").strip() == "Isi: 1 produk baru"
    assert cli.main(["publish", "--site", str(shared.folder)]) == 0
    git(shared.folder, "remote", "set-url", "origin", "/tidak/ada.git")
    assert cli.main(["publish", "--site", str(shared.folder)]) == 4
