"""Writing workbooks: the template and the export. Every cell is text; no program takes one for a formula.

The same content gives the same bytes: openpyxl's clock and the zip's times are kept out.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from generator.exchange.columns import BODY, ID, SLUG, VERSION, Column, columns_of
from generator.exchange.tables import letter_of
from generator.machine.retry import retried
from generator.model.field_types import Slug
from generator.model.place_types import CategorySlug, RegionCode
from generator.model.platforms import shipped_platforms
from generator.model.records import sheet_kinds

if TYPE_CHECKING:
    from _typeshed import SizedBuffer
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.datavalidation import DataValidation

    from generator.model.category import Categories
    from generator.model.region import Atlas

Rows = Mapping[tuple[str, str], Sequence[Mapping[str, str]]]  # (kind, language) -> rows of texts by column key

META, CHOICES, GUIDE = "_etalase", "Pilihan", "Petunjuk"
TEMPLATE_ROWS = 2_000  # for which dropdowns are offered
WIDTHS = {"nama": 32, BODY: 48, "ringkasan": 36, "alamat": 30, SLUG: 22, "foto": 26}
NEEDED, OPTIONAL = "FF7A1F3D", "FF2F4858"  # header colours
WHEN = (1980, 1, 1, 0, 0, 0)
ILLEGAL = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

STEPS = (
    "Isi satu baris untuk setiap pelaku usaha di lembar Penjual dan setiap produk di lembar Produk.",
    "Judul kolom jangan diubah; kolom yang tidak dipakai boleh dibiarkan kosong atau dihapus.",
    "Judul berwarna merah tua wajib diisi. Nomor telepon, NIB, dan kode wilayah ditulis sebagai teks.",
    "Beberapa isi dalam satu sel dipisahkan titik koma, contoh: tempe; camilan.",
    "Kolom penjual di lembar Produk diisi nama usaha seperti di lembar Penjual.",
    "Kontak dan alamat hanya tampil bila kolom persetujuan berisi tanggal persetujuan penjual (UU 27/2022).",
    "Jangan menulis NIK, KK, NPWP, nomor rekening, nama pemilik, atau tanggal lahir: datanya tidak diimpor.",
    "Taruh foto di folder bernama foto di samping berkas ini, lalu tulis nama fotonya di kolom foto.",
    "Simpan, lalu jalankan: etalase import BERKAS.xlsx --dry-run",
)


def shown_columns(kind: str, rows: Iterable[Mapping[str, str]] = ()) -> list[Column]:
    """The columns of a sheet: all of the schema but shops that nobody has and that are not of the field's sort."""
    used = {key for row in rows for key in row}

    def is_usual(column: Column) -> bool:
        field, _, platform = column.key.partition(".")
        if field not in ("toko", "pengadaan") or column.key in used:
            return True
        shop = shipped_platforms().by_key[platform]
        return shop.status == "jalan" and (shop.kind == "pengadaan") == (field == "pengadaan")

    return [column for column in columns_of(kind) if is_usual(column)]


def sheet_name(kind: str, language: str) -> str:
    """`Penjual`, `Produk (en)`."""
    return kind.capitalize() + ("" if language == "id" else f" ({language})")


def write_workbook(path: Path, rows: Rows, atlas: Atlas | None, categories: Categories) -> None:
    """Write a workbook with a sheet per kind; with no rows it is the template. Raises OSError."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _guide(book, atlas)
    sheets = [(kind, "id") for kind in sheet_kinds()] + [key for key in rows if key[1] != "id" and rows[key]]
    for kind, language in sheets:
        _sheet(book, kind, language, rows.get((kind, language), ()), atlas)
    choices = book.create_sheet(CHOICES)
    choices.sheet_state = "hidden"
    regions = [f"{region.code} {region.full_name}" for region in atlas.regions] if atlas else []
    slugs = [item.slug for item in categories.items]
    for number in range(max(len(regions), len(slugs))):
        choices.append(
            [
                text_of(choices, regions[number] if number < len(regions) else ""),
                text_of(choices, slugs[number] if number < len(slugs) else ""),
            ]
        )
    meta = book.create_sheet(META)
    meta.sheet_state = "hidden"
    meta.append([text_of(meta, "versi"), text_of(meta, str(VERSION))])
    if atlas:
        meta.append([text_of(meta, "provinsi"), text_of(meta, atlas.province.code)])
    save(book, path)


def _guide(book: Workbook, atlas: Atlas | None) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(GUIDE)
    for letter, width in zip("ABCDEF", (12, 26, 8, 60, 40, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    where = f" – {atlas.province.name}" if atlas else ""
    title = text_of(sheet, f"Lembar kerja Etalase{where}")
    title.font = Font(bold=True, size=16)
    sheet.append([title])
    for number, step in enumerate(STEPS, 1):
        sheet.append([text_of(sheet, f"{number}. {step}")])
    sheet.append([])
    heads = [text_of(sheet, text) for text in ("Lembar", "Kolom", "Wajib", "Keterangan", "Contoh", "Pilihan")]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for kind in sheet_kinds():
        for column in shown_columns(kind):
            if column.key == ID:
                continue
            texts = (
                kind.capitalize(),
                column.key,
                "ya" if column.required else "",
                f"{column.label}. {column.help}",
                _example(column, atlas),
                ", ".join(column.options),
            )
            sheet.append([text_of(sheet, text) for text in texts])


def _example(column: Column, atlas: Atlas | None) -> str:
    """The example of a column; of a region, one of the site's own."""
    return atlas.regions[-1].code if atlas and isinstance(column.type, RegionCode) else column.example


def _sheet(book: Workbook, kind: str, language: str, rows: Sequence[Mapping[str, str]], atlas: Atlas | None) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = book.create_sheet(sheet_name(kind, language))
    columns = shown_columns(kind, rows)
    sheet.freeze_panes = "D2" if kind in ("penjual", "produk") else "C2"
    heads = []
    for number, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[letter_of(number)]
        dimension.width = WIDTHS.get(column.key, max(12, min(28, len(column.key) + 4)))
        dimension.number_format = "@"
        dimension.hidden = column.key == ID
        head = text_of(sheet, column.key)
        head.font = Font(bold=True, color="FFFFFFFF")
        head.fill = PatternFill("solid", fgColor=NEEDED if column.required else OPTIONAL)
        head.alignment = Alignment(vertical="center")
        note = f"{column.label}{' (wajib)' if column.required else ''}. {column.help}" + (
            f" Contoh: {_example(column, atlas)}" if column.example else ""
        )
        head.comment = Comment(note, "Etalase", height=110, width=280)
        heads.append(head)
    for validation in _dropdowns(columns, max(TEMPLATE_ROWS, len(rows) + 500)):
        sheet.data_validations.append(validation)
    sheet.append(heads)
    pattern = text_of(sheet, "x")
    style = pattern._style
    keys = [column.key for column in columns]
    for row in rows:
        cells: list[WriteOnlyCell | None] = []
        for key in keys:
            text = row.get(key, "")
            cells.append(text_of(sheet, text, style) if text else None)
        sheet.append(cells)


def _dropdowns(columns: Sequence[Column], last: int) -> Iterator[DataValidation]:
    """Dropdowns warn but never forbid: a price range or an office's own word is read all the same."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(columns, 1):
        source = ""
        if column.options:
            source = '"' + ",".join(column.options) + '"'
        elif isinstance(column.type, RegionCode):
            source = f"{CHOICES}!$A$1:$A$60"
        elif isinstance(column.type, CategorySlug):
            source = f"{CHOICES}!$B$1:$B$60"
        elif isinstance(column.type, Slug) and column.type.kind == "penjual":
            source = "Penjual!$C$2:$C$5000"
        if source and len(source) < 256:
            validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
            validation.add(f"{letter_of(number)}2:{letter_of(number)}{last}")
            yield validation


def text_of(sheet: WriteOnlyWorksheet, text: str, style: StyleArray | None = None) -> WriteOnlyCell:
    """A cell that holds `text` as text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.value = escaped(text)
    cell.data_type = "s"
    if style is not None:
        cell._style = style
    else:
        cell.number_format = "@"
        cell.quotePrefix = True
    return cell


def escaped(text: str) -> str:
    """A text as workbooks spell it: what XML cannot hold, and what looks like such a spelling, as `_x000B_`."""
    return ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text) if text else text


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, WHEN)
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return member


class SteadyZip(zipfile.ZipFile):
    """A zip whose members carry no time and no owner."""

    def writestr(
        self, zinfo_or_arcname: str | zipfile.ZipInfo, data: SizedBuffer | str, *_: object, **__: object
    ) -> None:
        """Store a member with a fixed date."""
        name = str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))
        if name == "docProps/core.xml":
            text = data if isinstance(data, str) else bytes(data).decode()
            data = re.sub(r"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)", r"\g<1>2000-01-01T00:00:00Z\g<2>", text)
        super().writestr(_member(name), data, compresslevel=6)

    def begin(self, name: str) -> IO[bytes]:
        """A member to write into, as a context."""
        return self.open(_member(name), "w")

    def write(self, filename: str | os.PathLike[str], arcname: object = None, *_: object, **__: object) -> None:
        """Store a file with a fixed date."""
        with Path(filename).open("rb") as source, self.begin(str(arcname)) as target:
            while piece := source.read(1 << 20):
                target.write(piece)


def save(book: Workbook, path: Path) -> None:
    """Save a workbook beside its place, then move it there: a reader meets the old file or the new one. Raises OSError."""
    from openpyxl.writer.excel import ExcelWriter

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.etalase")
    try:
        with SteadyZip(draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(book, archive).save()
        retried(os.replace, draft, path)
    finally:
        draft.unlink(missing_ok=True)
