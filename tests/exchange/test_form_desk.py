"""The browser form's protocol, asked of a preview that really runs: every action, in good faith and in bad."""

from __future__ import annotations

import base64
import http.client
import io
import json
import os

import pytest
from conftest import Site
from PIL import Image
from preview_support import running

from generator.exchange.form_desk import MOST_PHOTOS, FormDesk

NOTED = """---
# Ditulis tangan; urutannya disengaja.
penjual: dapur   # tetangga
harga: "15.000"
nama: Kue lapis
tag: kue
halal: {status: proses}
---

Cerita *kue*.
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A site that is only read."""
    site = Site(tmp_path_factory.mktemp("situs")).start(admin="true")
    site.product("kue", tag="kue")
    site.product("kota/kopi", foto="ada.jpg")
    site.write("content/produk/kue.en.md", "---\nnama: Cake\n---\n\nStory.\n")
    site.write("content/foto/ada.jpg", jpeg())
    site.write("rahasia.md", "RAHASIA")
    os.symlink(site.folder / "rahasia.md", site.folder / "content/produk/pintas.md")
    os.symlink(site.folder, site.folder / "content/kabar")
    with running(site.folder) as preview:
        preview.line()
        preview.site = site
        yield preview


def jpeg(size=(40, 30), colour="red", **more) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, more.pop("form", "JPEG"), **more)
    return buffer.getvalue()


def post(shop, body: object, **headers: str) -> tuple[int, object]:
    """A POST as the form's own page sends it, but for `headers`."""
    own = {"Host": f"127.0.0.1:{shop.port}", "Origin": shop.address, "Content-Type": "application/json; charset=utf-8"}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=90)
    try:
        connection.request("POST", "/api/v1", data, {key: value for key, value in {**own, **headers}.items() if value})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        connection.close()


def ask(shop, action: str, **params: object) -> tuple[int, object]:
    return post(shop, {"branch": "main", "action": action, "params": {"branch": "main", **params}})


def desk_of(site) -> object:
    """The desk itself, without HTTP."""
    desk = FormDesk(site.folder)
    return lambda action, **params: desk.answer({"action": action, "params": params})


def asset(path: str, data: bytes) -> dict[str, str]:
    return {"path": path, "content": base64.b64encode(data).decode(), "encoding": "base64"}


def entry(path: str, raw: str, **more: object) -> dict[str, object]:
    return {
        "dataFiles": [{"path": path, "slug": "x", "raw": raw, **more}],
        "assets": [],
        "options": {"commitMessage": "x"},
    }


# ---------------------------------------------------------------- reading


def test_info(shop):
    assert post(shop, {"action": "info"}) == (
        200,
        {"repo": shop.site.folder.name, "publish_modes": ["simple"], "type": "local_fs"},
    )


def test_a_collection_is_every_record_in_whatever_folder_but_no_translation_and_no_link(shop):
    status, found = ask(shop, "entriesByFolder", folder="content/produk", extension="md", depth=1)
    assert status == 200
    assert [item["file"]["path"] for item in found] == ["content/produk/kota/kopi.md", "content/produk/kue.md"]
    assert all(len(item["file"]["id"]) == 64 for item in found)


def test_entries_come_in_canonical_form_and_quoted(shop):
    _, found = ask(shop, "getEntry", path="content/produk/kue.md")
    lines = found["data"].splitlines()
    assert 'harga: "15000"' in lines
    assert "tag: [kue]" in lines, "the form's lists want lists"
    _, (same, missing) = ask(
        shop, "entriesByFiles", files=[{"path": "content/produk/kue.md", "label": "K"}, {"path": "content/produk/x.md"}]
    )
    assert (same["data"], same["file"]["label"]) == (found["data"], "K")
    assert (missing["data"], missing["file"]["id"]) == (None, None)


def test_photos(shop):
    status, (photo,) = ask(shop, "getMedia", mediaFolder="content/foto")
    assert (status, photo["path"], photo["name"], photo["encoding"]) == (
        200,
        "content/foto/ada.jpg",
        "ada.jpg",
        "base64",
    )
    assert base64.b64decode(photo["content"]) == (shop.site.folder / "content/foto/ada.jpg").read_bytes()
    assert ask(shop, "getMediaFile", path="content/foto/ada.jpg") == (200, photo)
    assert ask(shop, "getMediaFile", path="content/foto/tidak.jpg")[0] == 404


def test_there_is_no_editorial_workflow(shop):
    assert ask(shop, "unpublishedEntries") == (200, [])
    assert ask(shop, "getDeployPreview", collection="produk", slug="kue") == (200, None)
    for action in ("unpublishedEntry", "unpublishedEntryDataFile", "unpublishedEntryMediaFile", "deleteUnpublishedEntry",
                   "updateUnpublishedEntryStatus", "publishUnpublishedEntry"):  # fmt: skip
        assert ask(shop, action, collection="produk", slug="kue", id="1", path="content/produk/kue.md")[0] == 404


# ---------------------------------------------------------------- who may ask, and what


@pytest.mark.parametrize(("headers", "status"), [
    ({"Origin": "https://evil.example"}, 403), ({"Origin": ""}, 403), ({"Origin": "null"}, 403), ({"Host": "evil.example"}, 403),
    ({"Origin": "http://127.0.0.1:1"}, 403), ({"Content-Type": "text/plain"}, 415), ({"Content-Type": ""}, 415),
    ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
])  # fmt: skip
def test_only_our_own_pages_may_ask(shop, headers, status):
    found, answer = post(shop, {"action": "info"}, **headers)
    assert found == status
    assert "repo" not in answer


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_only_post(shop, method):
    answer, _ = shop.ask("/api/v1", method, Origin=shop.address)
    assert answer.status == 405
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"action": 3}', b'{"action": "rm"}', b'{"action": "getEntry", "params": []}',
                                  b'{"action": "getEntry"}', b'{"action": "persistEntry", "params": {"dataFiles": [1], "assets": []}}',
                                  b"[" * 100_000, b"\xff\xfe"])  # fmt: skip
def test_what_cannot_be_read_is_refused(shop, body):
    status, answer = post(shop, body)
    assert status in (400, 422)
    assert answer["error"]


def test_what_is_too_large_is_refused_before_it_is_read(shop):
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=90)
    connection.putrequest("POST", "/api/v1", skip_host=True)
    for name, value in (("Host", f"127.0.0.1:{shop.port}"), ("Origin", shop.address), ("Content-Type", "application/json"),
                        ("Content-Length", str(10**9))):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status in (400, 413)
    connection.close()


BAD_PATHS = [
    "../rahasia.md", "content/produk/../../rahasia.md", "/etc/passwd", "content/produk//kue.md", "content\\produk\\kue.md", "C:/x.md",
    "content/produk/C:x.md", "content/produk/pintas.md", "content/produk/.rahasia.md", "content/produk/kue.md/", "content/produk/aux.md",
    "content/produk/con", "content/produk/kue.md\0", "content/produk/kue.en.md", "content/produk/kue.md.", "content/produk/ kue.md",
    "content/lain/kue.md", "content/kue.md", "content/berkas/CNAME", "site.yaml", "themes/x.md", "content/kabar/rahasia.md", ".git/config",
    "generator/cli.py", "content/produk/kue.html", "", None, 3, ["content/produk/kue.md"], "content/produk/" + "a" * 500 + ".md",
    "content/foto/ada.jpg", "//server/share.md", "content/produk/nul.x.md", "file:///etc/passwd", "content/produk/kue.md?x", "\u202egnp.md",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD_PATHS)
def test_nothing_but_content_is_read_or_written(shop, path):
    before = sorted(file for file in shop.site.folder.rglob("*") if ".cache" not in file.parts)
    for action, params in (
        ("getEntry", {"path": path}),
        ("entriesByFiles", {"files": [{"path": path}]}),
        ("persistEntry", entry(path, "---\nnama: A\n---\n")),
        ("persistEntry", entry("content/produk/kue.md", "---\nnama: A\n---\n", newPath=path or "x")),
        ("deleteFile", {"path": path if path != "content/foto/ada.jpg" else "content/foto/../ada.jpg"}),
    ):
        status, answer = ask(shop, action, **params)
        assert status in (403, 409, 422), (action, answer)
        assert "RAHASIA" not in json.dumps(answer)
    assert sorted(file for file in shop.site.folder.rglob("*") if ".cache" not in file.parts) == before
    assert (shop.site.folder / "rahasia.md").read_text() == "RAHASIA"


@pytest.mark.parametrize("path", ["../a.jpg", "content/a.jpg", "content/foto/../a.jpg", "content/foto", "/content/foto/a.jpg",
                                  "content\\foto\\a.jpg", "content/produk/a.jpg", "content/kabar/foto/a.jpg", "a.jpg", ""])  # fmt: skip
def test_photos_go_into_their_folder_only(shop, path):
    assert ask(shop, "persistMedia", asset=asset(path, jpeg()), options={})[0] in (403, 422)
    assert ask(shop, "getMediaFile", path=path)[0] in (403, 422)


@pytest.mark.parametrize(
    "folder", ["content", "content/lain", "..", "content/produk/..", "/", "content/kabar", "", None]
)
def test_folders_outside_the_content_are_not_listed(shop, folder):
    assert ask(shop, "entriesByFolder", folder=folder, extension="md", depth=9)[0] in (403, 422)
    assert ask(shop, "getMedia", mediaFolder=folder)[0] == 403


def test_without_admin_there_is_no_door(tmp_path):
    site = Site(tmp_path / "situs").start()
    assert FormDesk(site.folder).answer({"action": "info"})[0] == 404


# ---------------------------------------------------------------- writing


@pytest.fixture
def desk(make_site):
    site = make_site("situs", admin="true")
    site.write("content/produk/kue.md", NOTED)
    site.ask = desk_of(site)
    return site


def test_a_form_that_is_only_saved_changes_nothing(desk):
    _, found = desk.ask("getEntry", path="content/produk/kue.md")
    raw = found["data"] + "\n"
    assert desk.ask("persistEntry", **entry("content/produk/kue.md", raw))[0] == 200
    assert (desk.folder / "content/produk/kue.md").read_text() == NOTED


def test_only_changed_lines_change(desk):
    _, found = desk.ask("getEntry", path="content/produk/kue.md")
    raw = (
        found["data"]
        .replace('"15000"', "17500")
        .replace("Cerita", "Kisah")
        .replace("tag: [kue]", "tag: [kue, 007]\nberat: ''\nfoto: []")
    )
    assert desk.ask("persistEntry", **entry("content/produk/kue.md", raw))[0] == 200
    text = (desk.folder / "content/produk/kue.md").read_text()
    assert text == NOTED.replace('"15.000"', '"17500"').replace("tag: kue", 'tag: [kue, "007"]').replace(
        "Cerita", "Kisah"
    )
    assert desk.check().errors == 0


def test_what_the_schema_cannot_read_is_kept_as_typed_and_told_by_the_check(desk):
    desk.write("content/produk/kue.md", NOTED.replace('"15.000"', "lima belas ribu"))
    _, found = desk.ask("getEntry", path="content/produk/kue.md")
    assert "harga: lima belas ribu" in found["data"]
    raw = found["data"].replace("nama: Kue lapis", "nama: Kue legit")
    assert desk.ask("persistEntry", **entry("content/produk/kue.md", raw))[0] == 200
    assert "harga: lima belas ribu" in (desk.folder / "content/produk/kue.md").read_text()


def test_a_new_record_is_a_file_that_builds(desk):
    raw = "---\nnama: Kopi\npenjual: dapur\nharga: '0711'\nhalal:\n  status: proses\n  nomor: ''\ntoko: {}\nfoto: []\ntkdn: null\n---\nCerita.\n"
    assert desk.ask("persistEntry", **entry("content/produk/kopi.md", raw)) == (200, {"message": "tersimpan"})
    text = (desk.folder / "content/produk/kopi.md").read_text()
    assert "toko" not in text
    assert "nomor" not in text
    assert desk.build().errors == 0
    assert "Cerita." in desk.read("produk/kopi/index.html")


def test_a_name_that_is_taken_anywhere_is_refused(desk):
    desk.product("kota/kopi")
    raw = "---\nnama: Kopi\npenjual: dapur\n---\n"
    status, answer = desk.ask("persistEntry", **entry("content/produk/kopi.md", raw))
    assert (status, "content/produk/kota/kopi.md" in answer["error"]) == (409, True)
    assert not (desk.folder / "content/produk/kopi.md").exists()
    assert desk.ask("persistEntry", **entry("content/produk/Kopi Enak.md", raw))[0] == 422
    assert desk.ask("persistEntry", **entry("content/halaman/admin.md", "---\njudul: A\n---\n"))[0] == 409


def test_a_record_can_be_moved_and_deleted_with_its_translation(desk):
    desk.write("content/produk/kue.en.md", "---\nnama: Cake\n---\n")
    moved = entry("content/produk/kue.md", NOTED, newPath="content/produk/kue-lapis.md")
    assert desk.ask("persistEntry", **moved)[0] == 200
    assert (desk.folder / "content/produk/kue-lapis.md").read_text() == NOTED
    assert not (desk.folder / "content/produk/kue.md").exists()
    desk.write("content/produk/kue.md", NOTED)
    assert (
        desk.ask(
            "deleteFiles", paths=["content/produk/kue.md", "content/produk/kue-lapis.md", "content/produk/tidak-ada.md"]
        )[0]
        == 200
    )
    assert not list((desk.folder / "content/produk").iterdir())


def test_photos_pass_the_intake(desk):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "KAMERA-RAHASIA"
    data = jpeg((2400, 1200), exif=exif)
    status, photo = desk.ask("persistMedia", asset=asset("content/foto/IMG 2026 (1).JPG", data), options={})
    assert (status, photo["path"]) == (200, "content/foto/img-2026-1.jpg")
    saved = (desk.folder / photo["path"]).read_bytes()
    assert base64.b64decode(photo["content"]) == saved
    assert b"KAMERA" not in saved
    with Image.open(io.BytesIO(saved)) as image:
        assert image.size == (800, 1600), "upright, and at most 1,600 pixels"
    assert desk.ask("deleteFile", path=photo["path"])[0] == 200
    assert not (desk.folder / photo["path"]).exists()


def test_a_photo_never_takes_the_place_of_another(desk):
    first = desk.ask("persistMedia", asset=asset("content/foto/kue.jpg", jpeg()), options={})[1]
    again = desk.ask("persistMedia", asset=asset("content/foto/kue.jpg", jpeg()), options={})[1]
    other = desk.ask("persistMedia", asset=asset("content/foto/kue.jpg", jpeg(colour="blue")), options={})[1]
    assert (first["name"], again["name"], other["name"]) == ("kue.jpg", "kue.jpg", "kue-2.jpg")


def test_a_record_follows_the_new_name_of_its_photo(desk):
    raw = "---\nnama: Kopi\npenjual: dapur\nfoto: [Kopi Kita.png]\n---\n"
    sent = {**entry("content/produk/kopi.md", raw), "assets": [asset("content/foto/Kopi Kita.png", jpeg(form="PNG"))]}
    assert desk.ask("persistEntry", **sent)[0] == 200
    assert "foto: [kopi-kita.jpg]" in (desk.folder / "content/produk/kopi.md").read_text()
    assert [problem.message for problem in desk.check().problems if problem.field == "foto"] == []


@pytest.mark.parametrize(
    "data", [b"", b"bukan foto", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\0\0\0\x18ftypheic" + b"\0" * 50]
)
def test_what_is_no_photo_changes_nothing_at_all(desk, data):
    before = sorted(desk.folder.joinpath("content").rglob("*"))
    sent = {**entry("content/produk/kopi.md", "---\nnama: Kopi\n---\n"), "assets": [asset("content/foto/a.jpg", data)]}
    status, answer = desk.ask("persistEntry", **sent)
    assert (status, answer["error"].startswith("Foto a.jpg")) == (422, True)
    assert sorted(desk.folder.joinpath("content").rglob("*")) == before
    assert (
        desk.ask(
            "persistMedia", asset={"path": "content/foto/a.jpg", "content": "%%%", "encoding": "base64"}, options={}
        )[0]
        == 422
    )
    assert (
        desk.ask(
            "persistMedia", asset={"path": "content/foto/a.jpg", "content": "eA==", "encoding": "utf-8"}, options={}
        )[0]
        == 422
    )


def test_the_newest_photos_are_shown(desk, monkeypatch):
    monkeypatch.setattr("generator.exchange.form_desk.MOST_PHOTOS", 2)
    assert MOST_PHOTOS > 100
    for number in range(3):
        os.utime(desk.write(f"content/foto/{number}.jpg", jpeg()), (number, number))
    desk.write("content/foto/catatan.txt", "x")
    assert [photo["name"] for photo in desk.ask("getMedia", mediaFolder="content/foto")[1]] == ["2.jpg", "1.jpg"]


def test_a_save_that_fails_half_way_changes_nothing(desk, monkeypatch):
    def fail(*_):
        raise OSError(28, "penuh")

    monkeypatch.setattr("generator.exchange.applying.os.replace", fail)
    with pytest.raises(OSError, match="penuh"):
        desk.ask("persistEntry", **entry("content/produk/kue.md", NOTED.replace("lapis", "legit")))
    monkeypatch.undo()
    assert (desk.folder / "content/produk/kue.md").read_text() == NOTED
