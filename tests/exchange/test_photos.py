"""Photos on their way in: matched, turned upright, stripped and shrunk before they are saved; bad ones are listed."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exchange.offices import bring_in, put, said
from PIL import Image, ImageFilter

from generator.images.intake import LONGEST_SIDE

PRODUCTS = "nama;penjual;foto\n"


def picture(width: int = 900, height: int = 700, seed: int = 1, blur: float = 0) -> Image.Image:
    """A picture full of detail, unlike one of another seed."""
    rng = random.Random(seed)
    small = Image.frombytes("RGB", (90, 70), rng.randbytes(90 * 70 * 3)).resize(
        (width, height), Image.Resampling.NEAREST
    )
    return small.filter(ImageFilter.GaussianBlur(blur)) if blur else small


def saved(image: Image.Image, form: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def camera(image: Image.Image) -> bytes:
    """As a phone writes it: turned by a mark, with place, maker and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Pabrik"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (2.0, 59.0, 0.0)
    return saved(image, exif=exif, comment=b"rahasia", xmp=b"<x:xmpmeta>lokasi</x:xmpmeta>")


def folder(site: Any, **files: bytes) -> Path:
    place: Path = site.folder.parent / "foto"
    place.mkdir(exist_ok=True)
    for name, data in files.items():
        (place / name.replace("__", ".")).write_bytes(data)
    return place


def test_photos_arrive_upright_small_and_without_a_trace(site: Any) -> None:
    folder(site, IMG_1__jpg=camera(picture(2400, 1800)))
    file = put(site.folder, "produk.csv", PRODUCTS + "Kemplang;dapur;IMG_1.jpg\n")
    result = bring_in(site, file)
    assert result.photos == ["kemplang.jpg"]
    data = site.tree("content")["foto/kemplang.jpg"]
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for trace in (b"Pabrik", b"rahasia", b"lokasi", b"Exif"):
        assert trace not in data
    before = site.tree("content")
    assert bring_in(site, file).photos == []
    assert site.tree("content") == before
    assert site.build().errors == 0


def test_file_names_match_products_and_a_zip_will_do(site: Any) -> None:
    archive = site.folder.parent / "kiriman.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("WA/Keripik Tempe (1).jpg", saved(picture(seed=1)))
        made.writestr("WA/keripik-tempe-2.png", saved(picture(seed=2), "PNG"))
        made.writestr("../jahat.jpg", saved(picture(seed=3)))
        made.writestr("lain.jpg", saved(picture(seed=4)))
    result = bring_in(site, put(site.folder, "produk.csv", "nama;penjual\nKeripik Tempe;dapur\n"), archive)
    assert result.photos == ["keripik-tempe-2.jpg", "keripik-tempe.jpg"]
    assert result.merged[0].values["foto"] == ["keripik-tempe.jpg", "keripik-tempe-2.jpg"]
    assert any("../jahat.jpg" in line for line in said(result, "E077"))
    assert said(result, "C110")[0].startswith("lain.jpg")


def test_what_is_worth_taking_again_is_listed_with_the_reason(site: Any) -> None:
    folder(site, kabur__jpg=saved(picture(seed=1, blur=12)), kecil__jpg=saved(picture(320, 240, seed=2)), satu__jpg=saved(picture(seed=3)),
           dua__jpg=saved(picture(seed=3), quality=60), hp__heic=b"\0\0\0\x18ftypheic", rusak__jpg=b"\xff\xd8\xff")  # fmt: skip
    rows = "".join(
        f"P {name};dapur;{name}\n" for name in ("kabur.jpg", "kecil.jpg", "satu.jpg", "dua.jpg", "hp.heic", "rusak.jpg")
    )
    result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + rows))
    told = " ".join(said(result, "P109"))
    for reason in ('"kabur.jpg" tampak kabur', '"kecil.jpg" hanya 320x240 piksel', '"satu.jpg" tampak sama dengan "dua.jpg"',
                   '"hp.heic" berformat HEIC', '"rusak.jpg" tidak dapat dibuka'):  # fmt: skip
        assert reason in told
    assert len(said(result, "P109")) == 5
    assert "foto/p-hp-heic.jpg" not in site.tree("content")
    assert site.build().errors == 0


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", "/etc/x.jpg", "C:\\foto\\x.jpg", "a/../../x.jpg", "tidak-ada.jpg"]
)
def test_names_that_lead_elsewhere_and_missing_photos_leave_the_field_empty(site: Any, name: str) -> None:
    result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + f"Kemplang;dapur;{name}\n"))
    assert "foto" not in result.merged[0].values
    assert len(said(result, "E077") + said(result, "E076")) == 1
    assert result.errors == 0
    assert site.build().errors == 0


def test_a_photo_may_be_handed_over_by_itself(site: Any, tmp_path: Any) -> None:
    """As it is dropped on the program, or named beside the workbook."""
    (tmp_path / "kiriman").mkdir()
    table, photo = tmp_path / "kiriman/produk.csv", tmp_path / "kiriman/keripik-tempe.jpg"
    table.write_text("nama;penjual\nKeripik Tempe;dapur\n", "utf-8")
    photo.write_bytes(saved(picture()))
    done = site.run("import", str(table), str(photo))
    assert done.returncode == 0, done.stdout
    written = site.tree("content")
    assert b"foto: [keripik-tempe.jpg]" in written["produk/keripik-tempe.md"]
    assert [name for name in written if name.startswith("foto/")] == ["foto/keripik-tempe.jpg"]
