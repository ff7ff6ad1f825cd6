"""Variants: which ones exist, that pages name exactly those, and that nothing is decoded twice."""

from __future__ import annotations

import io
import os
import re

import pytest
from PIL import Image, ImageCms

from generator.build.photo_outputs import SHELF
from generator.images import photo as room
from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.images.store import Store, drop_oldest
from generator.model.digest import digest
from generator.model.output import RecipeFaultError


def jpeg(colour: str = "red", size: tuple[int, int] = (1600, 1200), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **options)
    return out.getvalue()


def photos(site) -> set[str]:
    folder = site.folder / "output/aset/foto"
    return {item.name for item in folder.iterdir()} if folder.is_dir() else set()


def named(site) -> set[str]:
    """Every photo that some page or the search names."""
    found: set[str] = set()
    for path, data in site.tree().items():
        if path.endswith((".html", ".json")):
            found |= set(re.findall(r"[a-z0-9-]+-[0-9a-f]{8}-\d+\.(?:webp|jpg)", data.decode()))
    return found


@pytest.fixture
def shop(make_site):
    site = make_site("toko", theme="nusantara")
    site.write("content/foto/satu.jpg", jpeg())
    site.write("content/foto/dua.jpg", jpeg("blue", (640, 480)))
    site.product("kue", foto="[satu.jpg, dua.jpg]")
    return site


def test_pages_name_exactly_the_files_that_exist(shop):
    assert shop.build().exit_code == 0
    made = photos(shop)
    assert named(shop) <= made
    widths = {name.split("-")[-1] for name in made if name.startswith("satu")}
    assert widths == {"320.webp", "480.webp", "800.webp", "1200.webp", "800.jpg"}
    # Never enlarged: what is wider than the photo becomes the photo's own width, once.
    assert {name.split("-")[-1] for name in made if name.startswith("dua")} == {
        "320.webp",
        "480.webp",
        "640.webp",
        "640.jpg",
    }
    for name in made:
        with Image.open(shop.folder / "output/aset/foto" / name) as image:
            assert image.width == int(name.split("-")[-1].partition(".")[0])
            assert image.format == {"webp": "WEBP", "jpg": "JPEG"}[name.rpartition(".")[2]]


def test_markup_tells_browsers_the_size_and_the_first_photo_is_not_lazy(shop):
    shop.build()
    page = shop.read("produk/kue/index.html")
    pictures = re.findall(r"<picture>(.*?)</picture>", page)
    assert len(pictures) == 2
    for picture in pictures:
        assert re.search(r'<source type="image/webp" srcset="[^"]+ 480w[^"]*|[^"]+ 320w" sizes="[^"]+">', picture)
        assert re.search(r'<img src="[^"]+\.jpg" alt="[^"]+" width="\d+" height="\d+"', picture)
    assert 'fetchpriority="high"' in pictures[0] and "lazy" not in pictures[0]
    assert 'loading="lazy"' in pictures[1]
    listed = re.findall(r"<picture>.*?</picture>", shop.read("produk/index.html"))
    assert "lazy" not in listed[0]


def test_a_theme_without_widths_has_the_jpeg_alone(site):
    site.write("content/foto/satu.jpg", jpeg())
    site.product("kue", foto="satu.jpg")
    site.build()
    assert {name.split("-")[-1] for name in photos(site)} == {"800.jpg", "320.webp"}  # and what search shows


def test_a_child_theme_chooses_its_widths(make_site):
    site = make_site("turunan", tema="dinas", theme="dinas")
    site.write("themes/dinas/theme.yaml", "kontrak: 1\nextends: nusantara\nfoto:\n  galeri: {lebar: [400]}\n")
    site.write("content/foto/satu.jpg", jpeg())
    site.product("kue", foto="satu.jpg")
    assert site.build().exit_code == 0
    assert "400.webp" in {name.split("-")[-1] for name in photos(site)}
    assert "1200.webp" not in {name.split("-")[-1] for name in photos(site)}


def test_other_widths_give_what_a_clean_build_gives(make_site):
    """A variant is made from the photo and its own size alone: which others are asked for does not matter (law B)."""
    manifest = "kontrak: 1\nextends: nusantara\nfoto:\n  galeri: {{lebar: {}}}\n"
    trees = []
    for name, steps in (("lama", ["[480, 1500]", "[480, 640]"]), ("bersih", ["[480, 640]"])):
        site = make_site(name, theme="dinas")
        site.write("content/foto/satu.jpg", jpeg(size=(3000, 2000)))
        site.product("kue", foto="satu.jpg")
        for widths in steps:
            site.write("themes/dinas/theme.yaml", manifest.format(widths))
            assert site.build().exit_code == 0
        trees.append(site.tree())
    assert trees[0] == trees[1]


@pytest.mark.parametrize("wrong", ["foto: [1]", "foto: {kaartu: {}}", "foto: {kartu: {lebar: [20]}}", "foto: {kartu: {lebar: 320}}",
                                   'foto: {kartu: {lebar: [320], ukuran: "1px\\">"}}', "foto: {kartu: {lebar: [true]}}"])  # fmt: skip
def test_unreadable_widths_are_told(site, wrong):
    site.write("themes/mini/theme.yaml", f"kontrak: 1\n{wrong}\n")
    result = site.build()
    assert [problem.place.path for problem in result.problems] == ["themes/mini/theme.yaml"]


def decodings(monkeypatch, work) -> int:
    """How often photos are decoded while `work` runs in this process."""
    count = 0
    real = room.plain

    def counted(*arguments):
        nonlocal count
        count += 1
        return real(*arguments)

    monkeypatch.setattr(room, "plain", counted)
    room.decoded.cache_clear()
    work()
    monkeypatch.undo()
    return count


def source(tmp_path, data: bytes, *variants: Variant) -> PhotoFile:
    file = tmp_path / "foto.jpg"
    file.write_bytes(data)
    return PhotoFile(str(file), digest(data), Store(str(tmp_path / "simpan")), variants)


SMALL, LARGE = Variant(320, 240, "webp"), Variant(800, 600, "jpg")


def test_a_photo_is_decoded_once_for_all_its_variants_and_never_again(tmp_path, monkeypatch):
    one = source(tmp_path, jpeg(), SMALL, LARGE)
    made: list[bytes] = []
    assert decodings(monkeypatch, lambda: made.extend([photo_variant(one, SMALL), photo_variant(one, LARGE)])) == 1
    assert decodings(monkeypatch, lambda: made.extend([photo_variant(one, SMALL), photo_variant(one, LARGE)])) == 0
    assert made[:2] == made[2:]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: b"", lambda data: data[:40] + b"\0" + data[41:]]
)
def test_damage_to_what_is_kept_is_found_and_healed(tmp_path, damage):
    one = source(tmp_path, jpeg(), SMALL)
    whole = photo_variant(one, SMALL)
    (kept,) = (tmp_path / "simpan").iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert photo_variant(one, SMALL) == whole
    assert one.store.fetch(SMALL.name) == whole


def test_what_is_kept_is_bounded(shop):
    store = shop.folder / ".cache/foto"

    def folders() -> list:
        return [folder for folder in store.iterdir() if folder.name != SHELF]

    shop.build()
    assert len(folders()) == 2
    folder = folders()[0]
    (folder / "lama-100x100.webp").write_bytes(b"x")
    (folder / next(item.name for item in folder.iterdir() if "320x" in item.name)).unlink()
    shop.build(force=True)
    assert not (folder / "lama-100x100.webp").exists()
    shop.product("kue", foto="satu.jpg")
    shop.delete("content/foto/dua.jpg")
    shop.build()
    assert len(folders()) == 1


def test_the_oldest_cards_go_first(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
        os.utime(tmp_path / f"{number}.jpg", (0, -number))
    drop_oldest(tmp_path, 2)
    assert {item.name for item in tmp_path.iterdir()} == {"0.jpg", "1.jpg"}


def test_a_cleaned_output_is_made_from_what_is_kept(shop, monkeypatch):
    shop.build()
    before = shop.tree()
    dates = {file: os.stat(file).st_mtime_ns for file in (shop.folder / ".cache/foto").rglob("*.webp")}
    shop.build(force=True)
    assert shop.tree() == before
    assert dates == {file: os.stat(file).st_mtime_ns for file in (shop.folder / ".cache/foto").rglob("*.webp")}


def test_a_store_that_cannot_be_written_only_costs_time(tmp_path):
    one = source(tmp_path, jpeg(), SMALL)
    (tmp_path / "simpan").write_bytes(b"a file where the folder should be")
    assert photo_variant(one, SMALL)


def test_a_corrupt_photo_leaves_nothing_behind(tmp_path):
    one = source(tmp_path, jpeg()[:2000], SMALL)
    with pytest.raises(RecipeFaultError):
        photo_variant(one, SMALL)
    assert not (tmp_path / "simpan").exists()


def swapped() -> bytes:
    """A profile unlike sRGB: one whose green and red primaries change places."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = data[132 + 12 * number : 144 + 12 * number]
        tags[bytes(entry[:4])] = (
            132 + 12 * number,
            int.from_bytes(entry[4:8], "big"),
            int.from_bytes(entry[8:], "big"),
        )
    data[tags[b"rXYZ"][0] : tags[b"rXYZ"][0] + 4], data[tags[b"gXYZ"][0] : tags[b"gXYZ"][0] + 4] = b"gXYZ", b"rXYZ"
    _, start, length = tags[b"desc"]
    data[start + 12 : start + length] = (
        data[start + 12 : start + length].replace(b"s\0R\0G\0B", b"x\0x\0x\0x").replace(b"sRGB", b"xxxx")
    )
    return bytes(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_of_other_screens_are_told_in_srgb(tmp_path, kind):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (250, 10, 10)).save(out, kind, icc_profile=swapped())
    result = Image.open(io.BytesIO(photo_variant(source(tmp_path, out.getvalue()), Variant(400, 300, "jpg"))))
    red, green, _ = result.getpixel((200, 150))
    assert green > 200 > 100 > red
    assert "icc_profile" not in result.info


def test_a_damaged_profile_does_not_refuse_a_sound_photo(tmp_path):
    data = jpeg(icc_profile=b"bukan profil warna")
    result = Image.open(io.BytesIO(photo_variant(source(tmp_path, data), LARGE)))
    assert result.getpixel((5, 5))[0] > 240
