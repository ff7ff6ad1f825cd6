"""Pictures as they come: by content, not by name; broken directories, huge sizes, and files that are none."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from generator.content.picture import PictureError, kind_of, opened, orientation_of, upright

FORMS = {"a.jfif": "JPEG", "a.jpg": "PNG", "b.png": "JPEG", "a.avif": "AVIF", "a.gif": "GIF", "a.bmp": "BMP", "a.tif": "TIFF", "a.webp": "WEBP",
         "tanpa-akhiran": "JPEG", "a.JPE": "JPEG", "foto.heic": "JPEG", "a.dat": "PNG"}  # fmt: skip


def picture(form: str, size: tuple[int, int] = (900, 1200), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(out, form, **more)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG of any size, all black: rows of one bit a pixel compress to nearly nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    rows = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    body = b"".join(rows.compress(row * 500) for _ in range(4)) + rows.flush()  # the first rows will do
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", FORMS)
def test_a_photo_is_what_its_bytes_say(name, site):
    data = picture(FORMS[name])
    assert kind_of(data[:64]) == FORMS[name]
    site.write(f"content/foto/{name}", data)
    site.product("kue", foto=f'["{name}"]')
    assert site.build().problems == ()
    assert list((site.folder / "output/aset/foto").glob("*.webp"))


def test_a_picture_with_several_frames(site):
    out = io.BytesIO()
    Image.new("RGB", (900, 900), "red").save(
        out, "GIF", save_all=True, append_images=[Image.new("RGB", (900, 900), "blue")]
    )
    site.write("content/foto/a.gif", out.getvalue())
    site.product("kue", foto="[a.gif]")
    assert site.build().problems == ()


@pytest.mark.parametrize("name", ["video.mp4", "foto.zip", "catatan.txt", "logo.svg", "brosur.pdf", "kosong"])
@pytest.mark.parametrize("data", [b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41", b"PK\3\4", b"halo", b""])
def test_a_stray_file_stops_nothing(site, name, data):
    site.write(f"content/foto/{name}", data)
    site.product("kue")
    for _ in range(2):
        result = site.build()
        (problem,) = result.problems
        assert (problem.code, problem.message, result.exit_code) == (
            "P015",
            "Berkas ini bukan foto, jadi tidak dipakai.",
            0,
        )
    site.product("kue", foto=f"[{name}]")
    assert "E076" in [problem.code for problem in site.build().problems]


def test_what_means_to_be_a_photo_is_told_as_one(site):
    site.write("content/foto/a.jpg", b"bukan foto")
    site.write("content/foto/b.png", picture("PNG")[:20])
    site.write("content/foto/c.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert [problem.code for problem in site.build().problems] == ["E077"] * 3


def test_a_faulty_exif_directory_is_no_faulty_photo():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = bytearray(picture("JPEG", exif=exif))
    with opened("a.jpg", bytes(data)) as image:
        assert orientation_of(image) == 6
        assert upright(image).size == (1200, 900)
    start = data.find(b"Exif\0\0")
    for wrong in (b"\x00\x00\xff\xf0", b"\xff\xff\xff\xff"):
        data[start + 10 : start + 14] = wrong
        with opened("a.jpg", bytes(data)) as image:
            assert upright(image).size == (900, 1200)


def test_exif_of_a_png_is_read_without_decoding():
    exif = Image.Exif()
    exif[0x0112] = 8
    with opened("a.png", picture("PNG", exif=exif)) as image:
        assert orientation_of(image) == 8
        assert image._im is None


def test_a_photo_of_64_million_pixels(site):
    site.write("content/foto/a.jpg", picture("JPEG", (9248, 6936), quality=30))
    site.product("kue", foto="[a.jpg]")
    assert site.build().problems == ()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system what a process took")
@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path, form):
    huge = tmp_path / "a"
    if form == "PNG":
        huge.write_bytes(png_header(50_000, 50_000))
    else:
        canvas = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + (16_382).to_bytes(3, "little") * 2
        body = b"WEBP" + canvas + picture("WEBP", (16, 16))[12:]
        huge.write_bytes(b"RIFF" + len(body).to_bytes(4, "little") + body)
    code = (
        "import re, sys\nfrom pathlib import Path\nfrom generator.content.picture import PictureError, opened, orientation_of\n"
        "try:\n    with opened('a', Path(sys.argv[1]).read_bytes()) as image:\n        orientation_of(image)\n"
        "except PictureError as fault:\n    print(fault.fault)\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(huge)], capture_output=True, encoding="utf-8", check=True)
    told, megabytes = done.stdout.splitlines()
    assert "lebih dari 50 megapiksel" in told
    assert int(megabytes) < 300


@pytest.mark.parametrize(
    "data", [b"", b"RIFF\0\0\0\0WEBP", b"\xff\xd8\xff", b"BM" + b"\0" * 12 + b"\x28\0\0\0", b"GIF89a", b"II*\0"]
)
def test_stumps_are_faults(data):
    with pytest.raises(PictureError), opened("a.jpg", data) as image:
        image.load()
