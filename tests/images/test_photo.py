"""Photos: upright, stripped, exactly as large as the page says, and never trusted."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.model.address import fallback_path, photo_path, shown_size
from generator.model.cards import Photo
from generator.model.digest import digest
from generator.model.output import RecipeFaultError

GPS, ORIENTATION = 0x8825, 0x0112


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def quarters(width: int = 1200, height: int = 900) -> Image.Image:
    """Red at the top left, blue elsewhere: tells which way is up."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def made(tmp_path, data: bytes, width: int = 800, height: int = 600, form: str = "jpg") -> Image.Image:
    file = tmp_path / "foto"
    file.write_bytes(data)
    return Image.open(io.BytesIO(photo_variant(PhotoFile(str(file), digest(data)), Variant(width, height, form))))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright(tmp_path, orientation):
    """The photo as the camera held it, turned back by its orientation, shows red at the top left."""
    upright = quarters()
    stored = {
        1: upright, 2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90), 7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]  # fmt: skip
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    result = made(tmp_path, saved(stored, exif=exif, quality=95))
    assert result.size == (800, 600)
    red, _, blue = result.convert("RGB").getpixel((100, 100))
    assert red > 200 > 60 > blue


def test_nothing_is_told_about_people_and_places(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(GPS)[1] = "S"
    data = saved(quarters(), exif=exif, comment=b"catatan rahasia")
    assert b"ahasia" in data
    file = tmp_path / "foto"
    file.write_bytes(data)
    for form in ("jpg", "webp"):
        result = photo_variant(PhotoFile(str(file), digest(data)), Variant(800, 600, form))
        assert b"ahasia" not in result
        assert not Image.open(io.BytesIO(result)).getexif()


@pytest.mark.parametrize("image", [
    Image.new("RGBA", (900, 700), (255, 0, 0, 0)), Image.new("P", (900, 700)), Image.new("L", (900, 700)), Image.new("LA", (900, 700)),
    Image.new("I;16", (900, 700)), Image.new("1", (900, 700)),
])  # fmt: skip
def test_every_mode_of_png(tmp_path, image):
    assert made(tmp_path, saved(image, "PNG"), 800, 622).mode == "RGB"


def test_cmyk_and_webp(tmp_path):
    assert made(tmp_path, saved(Image.new("CMYK", (900, 700)))).mode == "RGB"
    assert made(tmp_path, saved(quarters(), "WEBP")).mode == "RGB"


def test_transparency_becomes_white(tmp_path):
    result = made(tmp_path, saved(Image.new("RGBA", (900, 700), (255, 0, 0, 0)), "PNG"))
    assert min(result.getpixel((5, 5))) > 250


@pytest.mark.parametrize(
    "data", [b"", b"bukan foto", saved(quarters())[:5000], b"<svg/>", saved(Image.new("RGB", (9, 9)), "GIF")[:20]]
)
def test_broken_photos_are_faults(tmp_path, data):
    with pytest.raises(RecipeFaultError):
        made(tmp_path, data)


def test_a_bomb_is_refused(tmp_path):
    with pytest.raises(RecipeFaultError):
        made(tmp_path, saved(Image.new("1", (9000, 9000)), "PNG"))


def test_a_photo_that_changed_meanwhile_is_refused(tmp_path):
    file = tmp_path / "foto"
    file.write_bytes(saved(quarters()))
    with pytest.raises(RecipeFaultError, match="berubah"):
        photo_variant(PhotoFile(str(file), "0" * 32), Variant(800, 600, "jpg"))


def test_address_follows_the_content():
    one, two = Photo("a/Keripik Tempe.JPG", "1" * 32, 1600, 1200), Photo("a/Keripik Tempe.JPG", "2" * 32, 1600, 1200)
    assert photo_path(one, 480) == "aset/foto/keripik-tempe-11111111-480.webp" != photo_path(two, 480)
    assert fallback_path(one) == "aset/foto/keripik-tempe-11111111-800.jpg"
    assert fallback_path(one._replace(width=400)) == "aset/foto/keripik-tempe-11111111-400.jpg"
    assert shown_size(one, 800) == (800, 600)
    assert shown_size(one._replace(width=400, height=300), 800) == (400, 300)  # never enlarged


def test_a_corrupt_photo_costs_one_message(site):
    site.write("content/foto/rusak.jpg", saved(quarters())[:3000])
    site.product("kue", foto="rusak.jpg")
    site.product("roti")
    assert [problem.place.path for problem in site.build().problems] == ["content/foto/rusak.jpg"]
    result = site.build(keep_going=True)
    assert result.exit_code == 3
    assert "<img" not in site.read("produk/kue/index.html")
    assert (site.folder / "output/produk/roti/index.html").exists()
