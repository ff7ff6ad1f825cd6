"""Photos as phones, scanners and broken transfers make them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.content import photos


def made(site, name: str) -> Image.Image:
    """The one photo of the output."""
    (file,) = (site.folder / "output/aset/foto").glob("*.jpg")
    return Image.open(io.BytesIO(file.read_bytes()))


def put(site, name: str, image: Image.Image, form: str | None = None, **more) -> Path:
    file = site.write(f"content/foto/{name}", b"")
    image.save(file, form, **more)
    site.product("kue", foto=f"[{name}]")
    return file


def test_a_jpeg_with_several_pictures(site):
    red = Image.new("RGB", (900, 900), "red")
    put(site, "a.jpg", red, "MPO", save_all=True, append_images=[Image.new("RGB", (900, 900), "blue")])
    assert site.build().exit_code == 0
    assert made(site, "a").getpixel((10, 10))[0] > 200


def test_faulty_exif_does_not_refuse_a_sound_photo(site):
    exif = Image.Exif()
    exif[0x10E] = "keterangan"
    file = put(site, "a.jpg", Image.new("RGB", (900, 900), "red"), exif=exif)
    data = bytearray(file.read_bytes())
    start = data.find(b"Exif\0\0")
    data[start + 10 : start + 14] = b"\x00\x00\xff\xf0"  # the first directory lies behind the end
    file.write_bytes(bytes(data))
    assert site.build().problems == ()


def test_sixteen_bits_keep_their_greys(site):
    put(site, "a.png", Image.new("I;16", (900, 900), 128 * 256))
    assert site.build().exit_code == 0
    assert abs(made(site, "a").getpixel((10, 10))[0] - 128) < 4


@pytest.mark.parametrize("size", [(7200, 7200), (10_000, 9_500), (15_000, 15_000)])
def test_too_many_pixels_are_called_that(site, size):
    put(site, "a.png", Image.new("1", size))
    assert any("50 megapiksel" in problem.message for problem in site.build().problems)


def test_a_fault_of_the_machine_is_not_remembered_as_one_of_the_photo(site, monkeypatch):
    put(site, "a.jpg", Image.new("RGB", (900, 900), "red"))
    with monkeypatch.context() as patch:

        def refuse(file, data):
            raise OSError(24, "Too many open files")

        patch.setattr(photos, "_header", refuse)
        assert site.build().exit_code == 1
    assert site.build().exit_code == 0
