"""What comes along: photos beside the workbook, in zips and zips in zips, pictures in cells; names as people write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exchange.offices import book, bring_in, put, said
from exchange.old_books import old_book
from exchange.test_photos import PRODUCTS, picture, saved
from PIL import Image

from generator.exchange.photo_names import names_in, place_of

ROW = PRODUCTS + "Kemplang;dapur;kue.jpg\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is: the constructor would turn a backslash on Windows
            archive.writestr(info, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The zip with every member marked as encrypted."""
    changed = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(sign)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(sign, start + 4)
    return bytes(changed)


def beside(site: Any, name: str, data: bytes) -> Path:
    file: Path = site.folder.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def test_a_zip_with_a_password_is_called_that(site):
    archive = beside(site, "foto.zip", locked(zipped({"kue.jpg": saved(picture())})))
    result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + "Kemplang;dapur;\n"), archive)
    assert said(result, "E107") == ["foto.zip: Zip ini dilindungi kata sandi, jadi tidak dibaca."]
    assert [item.wanted.slug for item in result.merged] == ["kemplang"]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), zipped({"a.jpg": b"x" * 999})[:-40], zipped({"a.jpg": b"x"})[40:]]
)
def test_broken_zips_are_told_and_stop_nothing(site, data):
    result = bring_in(
        site, put(site.folder, "produk.csv", PRODUCTS + "Kemplang;dapur;\n"), beside(site, "foto.zip", data)
    )
    assert [item.wanted.slug for item in result.merged] == ["kemplang"]


@pytest.mark.parametrize(
    "members",
    [
        {"data/produk.csv": ROW.encode(), "data/kue.jpg": saved(picture())},
        {"produk.csv": ROW.encode(), "foto.zip": zipped({"dalam.zip": zipped({"kue.jpg": saved(picture())})})},
        {
            "kiriman.zip": zipped({"produk.csv": ROW.encode(), "foto\\ani\\kue.jpg": saved(picture())}),
            "_chat.txt": b"halo",
        },
    ],
    ids=["both", "zip-in-zip", "backslashes"],
)
def test_a_zip_holds_tables_photos_and_zips(site, members):
    archive = beside(site, "kiriman.zip", zipped(members))
    result = bring_in(site, archive)
    assert (result.photos, said(result, "E107")) == (["kemplang.jpg"], [])
    before = site.tree("content")
    assert bring_in(site, archive).photos == []
    assert site.tree("content") == before


def test_zips_too_deep_are_told(site):
    data = zipped({"kue.jpg": saved(picture())})
    for _ in range(4):
        data = zipped({"dalam.zip": data})
    result = bring_in(site, put(site.folder, "produk.csv", ROW), beside(site, "a.zip", data))
    assert "terlalu dalam" in said(result, "E107")[0]


def test_photos_in_the_folder_of_the_workbook(site):
    put(site.folder, "kiriman/produk.csv", ROW)
    beside(site, "kiriman/kue.jpg", saved(picture()))
    beside(site, "kiriman/liburan.jpg", saved(picture(seed=2)))
    asked = bring_in(site, site.folder.parent / "kiriman/produk.csv")
    assert (asked.photos, said(asked, "C110")) == (["kemplang.jpg"], [])  # nobody misses the picture of a holiday
    site.delete("content/foto/kemplang.jpg")
    whole = bring_in(site, site.folder.parent / "kiriman")
    assert whole.photos == ["kemplang.jpg"]
    assert said(whole, "C110")[0].startswith("liburan.jpg")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("kue.jfif", "JPEG"),
        ("kue.avif", "AVIF"),
        ("kue.gif", "GIF"),
        ("kue.bmp", "BMP"),
        ("kue.tif", "TIFF"),
        ("kue.jpg", "WEBP"),
        ("kue", "PNG"),
    ],
)
def test_photos_by_content(site, name, form):
    beside(site, f"foto/{name}", saved(picture(), form))
    result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + f"Kemplang;dapur;{name}\n"))
    assert result.photos == ["kemplang.jpg"]
    assert site.build().errors == 0


def test_a_faulty_directory_and_a_large_photo_are_read(site):
    exif = picture().getexif()
    exif[0x10E] = "keterangan"
    data = bytearray(saved(picture(), exif=exif))
    start = data.find(b"Exif\0\0")
    data[start + 10 : start + 14] = b"\x00\x00\xff\xf0"
    beside(site, "foto/kue.jpg", bytes(data))
    beside(site, "foto/besar.jpg", saved(picture(9248, 6936, seed=3), quality=20))
    result = bring_in(site, put(site.folder, "produk.csv", ROW + "Getas;dapur;besar.jpg\n"))
    assert result.photos == ["getas.jpg", "kemplang.jpg"]


def test_several_names_and_whole_paths(site):
    for number, name in enumerate(("a", "b", "kue")):
        beside(site, f"foto/{name}.jpg", saved(picture(seed=number)))
    rows = 'Kemplang;dapur;"a.jpg, b.jpg"\nGetas;dapur;C:\\Users\\ani\\Pictures\\kue.jpg\n'
    result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + rows))
    assert result.photos == ["getas.jpg", "kemplang-2.jpg", "kemplang.jpg"]
    assert said(result, "E076") + said(result, "E077") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("https://drive.google.com/file/d/1abc/view?usp=sharing", "Google Drive"), ("drive.google.com/open?id=1", "Google Drive"),
     ("https://photos.app.goo.gl/x", "Google Foto"), ("https://www.dropbox.com/s/x/kue.jpg", "Dropbox"), ("https://1drv.ms/i/s!x", "OneDrive"),
     ("https://contoh.example/kue.jpg", "situs web"), ("kue.jpg", ""), ("foto.kue.jpg", "")],
)  # fmt: skip
def test_addresses_in_the_photo_column(site, text, place):
    assert place_of(text) == place
    if place:
        result = bring_in(site, put(site.folder, "produk.csv", PRODUCTS + f"Kemplang;dapur;{text}\n"))
        (told,) = said(result, "E076")
        assert f"alamat {place}, bukan nama berkas" in told
        assert result.errors == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [("a.jpg", ["a.jpg"]), ("a.jpg, b.PNG", ["a.jpg", "b.PNG"]), ("a.jpg & b.jpg dan c.webp", ["a.jpg", "b.jpg", "c.webp"]),
     ("kue, besar.jpg", ["kue, besar.jpg"]), ("foto\\kue.jpg", ["foto/kue.jpg"]), ('"D:\\foto ani\\kue.jpg"', ["kue.jpg"]),
     ("/home/ani/kue.jpg", ["kue.jpg"]), ("file:///C:/Users/ani/kue.jpg", ["kue.jpg"]), ("../x.jpg", ["../x.jpg"]), ("kue", ["kue"]),
     ('=DISPIMG("ID_1",1)', []), ("(gambar)", [])],
)  # fmt: skip
def test_names_as_people_write_them(text, names):
    assert names_in(text) == names


HEADER = ["Nama Usaha", "Nama Pemilik", "Kabupaten", "Kategori", "Nama Produk", "Harga", "Foto"]
ROWS = [
    ["Dapur Ani", "Ani", "16.71", "kuliner", "Kemplang", 15000, ""],
    ["Dapur Budi", "Budi", "16.71", "kuliner", "Getas", 15000, ""],
    ["Dapur Cici", "Cici", "16.71", "kuliner", "Pempek", 15000, ""],
]


def test_floating_pictures_go_to_their_rows(site):
    import openpyxl
    from openpyxl.drawing.image import Image as Floating
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, TwoCellAnchor
    from openpyxl.drawing.xdr import XDRPositiveSize2D

    file = book(site.folder.parent / "umkm.xlsx", Data=[HEADER, *ROWS])
    opened = openpyxl.load_workbook(file)
    sheet = opened["Data"]
    sheet.row_dimensions[2].height = sheet.row_dimensions[3].height = 60
    half = 30 * 12_700
    anchors = [
        TwoCellAnchor(_from=AnchorMarker(6, 0, 1, 0), to=AnchorMarker(7, 0, 2, 0)),
        # dropped a little too high: its middle is in the row of Getas
        TwoCellAnchor(_from=AnchorMarker(6, 0, 1, half + 100_000), to=AnchorMarker(6, 50_000, 3, 0)),
        OneCellAnchor(
            _from=AnchorMarker(6, 0, 0, 0), ext=XDRPositiveSize2D(200_000, 100_000)
        ),  # above the table's rows
        OneCellAnchor(_from=AnchorMarker(1, 0, 3, 0), ext=XDRPositiveSize2D(200_000, 100_000)),  # an owner's portrait
    ]
    for number, anchor in enumerate(anchors):
        drawn = Floating(io.BytesIO(saved(picture(seed=number))))
        drawn.anchor = anchor
        sheet.add_image(drawn)
    opened.save(file)
    result = bring_in(site, file)
    assert result.photos == ["getas.jpg", "kemplang.jpg"]
    assert any("sel G1 tidak cocok" in line for line in said(result, "C110"))
    assert any("sel B4 ada di kolom pribadi" in line for line in said(result, "P101"))
    before = site.tree("content")
    assert bring_in(site, file).photos == []
    assert site.tree("content") == before


@pytest.mark.parametrize("name", ["gambar.xls", "gambar.ods"])
def test_floating_pictures_of_other_workbooks(site, name):
    """Three goods and a portrait of an owner, as LibreOffice 7.4 saved them."""
    file = site.folder.parent / name
    file.write_bytes((Path(__file__).parent / "berkas" / name).read_bytes())
    result = bring_in(site, file)
    assert result.photos == ["getas.jpg", "kemplang.jpg", "pempek.jpg"]
    assert any("sel B4 ada di kolom pribadi" in line for line in said(result, "P101"))
    colours = {
        photo: Image.open(site.folder / "content/foto" / photo).convert("RGB").getpixel((30, 100))
        for photo in result.photos
    }
    assert near(colours["kemplang.jpg"], (0, 128, 128)) and near(colours["getas.jpg"], (255, 165, 0))
    assert near(colours["pempek.jpg"], (128, 0, 128))
    before = site.tree("content")
    assert bring_in(site, file).photos == []
    assert site.tree("content") == before


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """True for two colours that a JPEG may have made of one."""
    return all(abs(one - other) < 40 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("name", ["gambar.xls", "gambar.ods"])
def test_a_workbook_cut_short_ends_in_a_sentence(site, name, cut):
    data = (Path(__file__).parent / "berkas" / name).read_bytes()
    file = site.folder.parent / name
    file.write_bytes(data[: int(len(data) * cut)])
    result = bring_in(site, file)
    assert all(line[0].isalnum() for line in said(result))


def rewritten(file: Path, sheet_edit: tuple[str, str], more: dict[str, bytes]) -> None:
    """The workbook with its first sheet changed and further members."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    assert sheet_edit[0].encode() in members[part]
    members[part] = members[part].replace(sheet_edit[0].encode(), sheet_edit[1].encode(), 1)
    file.write_bytes(zipped(members | more))


RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="image" Target="{}"/></Relationships>'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def test_a_picture_placed_in_its_cell(site):
    """As Excel 365 writes it: the cell is an error with a number of a rich value."""
    file = book(site.folder.parent / "umkm.xlsx", Data=[HEADER, [*ROWS[0][:6], 1]])
    rewritten(file, ('<c r="G2" t="n"><v>1</v></c>', '<c r="G2" t="e" vm="1"><v>#VALUE!</v></c>'), {
        "xl/metadata.xml": b'<metadata><metadataTypes count="1"><metadataType name="XLRICHVALUE"/></metadataTypes>'
        b'<futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext><x:rvb xmlns:x="r" i="0"/></ext></extLst></bk></futureMetadata>'
        b'<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
        "xl/richData/rdrichvalue.xml": b'<rvData count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        "xl/richData/rdrichvaluestructure.xml": b'<rvStructures count="1"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/>'
        b'<k n="CalcOrigin" t="i"/></s></rvStructures>',
        "xl/richData/richValueRel.xml": f'<richValueRels {R}><rel r:id="rId1"/></richValueRels>'.encode(),
        "xl/richData/_rels/richValueRel.xml.rels": RELATIONS.format("../media/image1.png").encode(),
        "xl/media/image1.png": saved(picture(), "PNG"),
    })  # fmt: skip
    result = bring_in(site, file)
    assert (result.photos, said(result, "E076"), said(result, "P115")) == (["kemplang.jpg"], [], [])


def test_a_picture_as_wps_office_keeps_it(site):
    file = book(site.folder.parent / "umkm.xlsx", Data=[HEADER, [*ROWS[0][:6], 1]])
    cell = '<c r="G2" t="str"><f>_xlfn.DISPIMG(&quot;ID_7A&quot;,1)</f><v>=DISPIMG(&quot;ID_7A&quot;,1)</v></c>'
    rewritten(file, ('<c r="G2" t="n"><v>1</v></c>', cell), {
        "xl/cellimages.xml": f'<e:cellImages xmlns:e="e" {R}><e:cellImage><pic><cNvPr name="ID_7A"/><blip r:embed="rId1"/></pic></e:cellImage></e:cellImages>'.encode(),
        "xl/_rels/cellimages.xml.rels": RELATIONS.format("media/image1.png").encode(),
        "xl/media/image1.png": saved(picture(), "PNG"),
    })  # fmt: skip
    result = bring_in(site, file)
    assert (result.photos, said(result, "E076")) == (["kemplang.jpg"], [])


@pytest.mark.parametrize("part", ["xl/drawings/drawing1.xml", "xl/metadata.xml", "xl/cellimages.xml"])
@pytest.mark.parametrize("data", [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a", b"\0" * 100])
def test_hostile_parts_end_in_a_sentence(site, part, data):
    file = book(site.folder.parent / "umkm.xlsx", Data=[HEADER, [*ROWS[0][:6], 1]])
    rewritten(file, ("<sheetData>", "<sheetData>"), {
        part: data,
        "xl/media/image1.png": saved(picture(), "PNG"),
        "xl/worksheets/_rels/sheet1.xml.rels": RELATIONS.format("../drawings/drawing1.xml").encode(),
    })  # fmt: skip
    result = bring_in(site, file)
    assert (
        result.refused
        or any("tidak dapat dibaca" in line for line in said(result, "C110"))
        or part != "xl/drawings/drawing1.xml"
    )


def test_several_addresses_are_told_as_addresses():
    assert place_of("https://drive.google.com/open?id=1, https://drive.google.com/open?id=2") == "Google Drive"


def test_a_picture_that_the_workbook_lacks_is_told(site):
    file = book(site.folder.parent / "umkm.xlsx", Data=[HEADER, [*ROWS[0][:6], 'DISPIMG("ID_1",1)']])
    result = bring_in(site, file)
    assert any("Gambar di sel ini tidak dapat dibaca" in line for line in said(result, "E076"))


def test_pictures_of_two_workbooks_stay_apart(site):
    import openpyxl
    from openpyxl.drawing.image import Image as Floating

    files = []
    for number, name in enumerate(("satu", "dua")):
        file = book(
            site.folder.parent / f"{name}.xlsx",
            Data=[HEADER, [f"Dapur {name}", *ROWS[0][1:4], f"Kue {name}", 15000, ""]],
        )
        opened = openpyxl.load_workbook(file)
        opened["Data"].add_image(Floating(io.BytesIO(saved(picture(400, 15, seed=number)))), "G2")
        opened.save(file)
        files.append(file)
    result = bring_in(site, *files)
    assert result.photos == ["kue-dua.jpg", "kue-satu.jpg"]
    photos = site.tree("content")
    assert photos["foto/kue-dua.jpg"] != photos["foto/kue-satu.jpg"]


def floating_in_ods(folder: Path, data: bytes) -> Path:
    """A sheet with a picture in a cell, one dropped at a place of the sheet, and one beside the table, as LibreOffice writes it."""
    frame = '<draw:frame svg:x="{}" svg:y="{}" svg:width="2cm" svg:height="1cm"><draw:image xlink:href="Pictures/{}.jpg"/></draw:frame>'
    rows = []
    for number, row in enumerate([HEADER, *ROWS]):
        inner = frame.format("0cm", "1.6cm", 1) if number == 1 else ""  # anchored a row too high
        cells = "".join(
            f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
            for text in row[:6]
        )
        style = ' table:style-name="ro1"' if number else ""
        rows.append(f"<table:table-row{style}>{cells}<table:table-cell>{inner}</table:table-cell></table:table-row>")
    shapes = frame.format("9.1cm", "4.6cm", 2) + frame.format(
        "0cm", "90cm", 3
    )  # the cell of the last product; far below
    names = "office table text draw svg style xlink".split()
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f'<office:document-content {spaces}><office:automatic-styles><style:style style:name="ro1"><style:table-row-properties'
        ' style:row-height="2cm"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Data">'
        f'<table:shapes>{shapes}</table:shapes><table:table-column table:number-columns-repeated="7"/>{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    members = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    members |= {
        "content.xml": content.encode(),
        **{f"Pictures/{number}.jpg": data + bytes(number) for number in (1, 2, 3)},
    }
    path = folder / "umkm.ods"
    path.write_bytes(zipped(members))
    return path


def test_floating_pictures_of_ods(site):
    result = bring_in(site, floating_in_ods(site.folder.parent, saved(picture())))
    assert result.photos == ["getas.jpg", "pempek.jpg"]
    assert {item.wanted.slug: item.values.get("foto") for item in result.merged if item.wanted.kind == "produk"} == {
        "kemplang": None, "getas": ["getas.jpg"], "pempek": ["pempek.jpg"]}  # fmt: skip
    assert any("tidak cocok dengan baris mana pun" in line for line in said(result, "C110"))


def test_floating_pictures_of_old_books(site):
    pictures = {(1, 6): saved(picture()), (3, 6): saved(picture(seed=2)), (2, 1): saved(picture(seed=3))}
    file = old_book(site.folder.parent / "umkm.xls", [HEADER, *ROWS], pictures=pictures)
    result = bring_in(site, file)
    assert {item.wanted.slug: item.values.get("foto") for item in result.merged if item.wanted.kind == "produk"} == {
        "kemplang": ["kemplang.jpg"], "getas": None, "pempek": ["pempek.jpg"]}  # fmt: skip
    assert any("sel B3 ada di kolom pribadi" in line for line in said(result, "P101"))
