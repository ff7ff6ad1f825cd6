"""Pictures of a telephone's screen are told from photos; a photo is hardly ever taken for one."""

from __future__ import annotations

import io
import random

import pytest
from conftest import REPOSITORY
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from generator.images.intake import is_screen


def photo(size: tuple[int, int], seed: int, ground: str = "") -> Image.Image:
    """Round things on a ground, all over the picture."""
    chance = random.Random(seed)
    width, height = size
    image = Image.new("RGB", size, ground or f"#{chance.randrange(1 << 24):06x}")
    pencil = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = chance.randrange(width), chance.randrange(height)
        box = (x, y, x + chance.randrange(20, width // 2), y + chance.randrange(20, width // 2))
        pencil.ellipse(box, fill=tuple(chance.randrange(256) for _ in range(3)))
    return image.filter(ImageFilter.GaussianBlur(1))


def screenshot(size: tuple[int, int], seed: int, *, dark: bool, gestures: bool) -> Image.Image:
    """A chat with a photo in it, as sent on by somebody: clock and battery above, perhaps a line for gestures below."""
    width, height = size
    back, front = ("#111", "#eee") if dark else ("#fff", "#111")
    image = Image.new("RGB", size, back)
    pencil, bar = ImageDraw.Draw(image), round(height * 0.033)
    font = ImageFont.load_default(size=round(bar * 0.55))
    pencil.text((width * 0.06, bar * 0.2), "10.42", fill=front, font=font)
    for number, sign in enumerate(("4G", "|||", "78%")):
        pencil.text((width * (0.72 + 0.09 * number), bar * 0.2), sign, fill=front, font=font)
    image.paste(photo((width, height // 2), seed), (0, height // 7))
    if gestures:
        pencil.rounded_rectangle((width * 0.36, height - bar * 0.55, width * 0.64, height - bar * 0.4), 4, fill=front)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return Image.open(out).convert("RGB")


@pytest.mark.parametrize("size", [(720, 1600), (1080, 2400), (540, 1200)])
@pytest.mark.parametrize("dark", [False, True])
def test_screens_are_known(size: tuple[int, int], dark: bool) -> None:
    assert is_screen(screenshot(size, 7, dark=dark, gestures=dark))


def test_tall_photos_are_no_screens() -> None:
    assert not any(
        is_screen(photo((540, 1200), seed, ground)) for seed in range(25) for ground in ("", "#fff", "#eee8dd")
    )


def test_a_product_on_a_plain_cloth_is_no_screen() -> None:
    for top in range(0, 700, 23):
        image = Image.new("RGB", (600, 1300), "#f0eee8")
        ImageDraw.Draw(image).rectangle((100, top, 500, top + 600), fill="#7a3d1f")
        assert not is_screen(image.filter(ImageFilter.GaussianBlur(1)))


def test_the_showcases_own_pictures_are_no_screens() -> None:
    files = sorted((REPOSITORY / "content/foto").rglob("*.jpg")) + sorted((REPOSITORY / "content/foto").rglob("*.webp"))
    for file in files:
        with Image.open(file) as image:
            assert not is_screen(image.convert("RGB")), file.name
