"""`etalase init`: a new regional site that builds at once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.exchange.json_schema import all_schemas, editor_settings, spelled
from generator.exchange.new_record import quoted
from generator.model.collate import slugify
from generator.model.problem import Unreadable
from generator.model.region import Atlas, read_province

WORKFLOWS = (
    "terbitkan.yml",
    "periksa.yml",
    "komentari.yml",
    "impor.yml",
)  # GitHub runs those of the repository's root folder only
ISSUE_FORMS = ("config.yml", "laporkan-data-keliru.yml", "usulkan-produk.yml")
SCHEMAS = ".vscode/skema"  # out of the way of those who do not use such an editor
IGNORED = ".cache/\noutput/*\n!output/.nojekyll\n# berkas kantor dapat memuat data pribadi\nmasuk/\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder situs yang baru")
    parser.add_argument(
        "--provinsi",
        required=True,
        metavar="KODE",
        help='kode atau nama provinsi, contoh: 35 atau "Jawa Timur"',
    )


def run(options: argparse.Namespace) -> int:
    """Write the files of a new site; an existing file is never overwritten."""
    try:
        atlas = Atlas.of(read_province(options.provinsi).code)
    except Unreadable as fault:
        print(f"{fault.remark.message} {fault.remark.hint}".strip(), file=sys.stderr)
        return 2
    written, existing = 0, []
    for name, text in site_files(atlas).items():
        path = options.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            written += 1
        except FileExistsError:
            existing.append(name)
    for name in existing:
        print(f"{options.folder / name} sudah ada; tidak diubah.")
    print(
        f"Situs {atlas.province.name} siap di {options.folder}: {written} berkas dibuat.\n"
        f"Berikutnya: etalase build --site {options.folder}"
    )
    if not (options.folder / "etalase.py").exists():
        print(
            "Untuk terbit lewat GitHub Pages, repositori situs ini perlu memuat Etalase juga (etalase.py, generator, themes, "
            "requirements.txt); langkahnya ada di README."
        )
    return 0


def site_files(atlas: Atlas) -> dict[str, str]:
    """The files of a new site by their paths: settings, one seller and one product as samples, a page about the site,
    what editors of front matter complete from, and for GitHub the workflows and the forms to report and to propose something.
    """
    region = atlas.regions[0]
    province = atlas.province.name
    seller = f"usaha-contoh-{region.slug}"
    workflows = Path(__file__).parent.parent / "data" / "alur"
    return {
        **{f".github/workflows/{name}": (workflows / name).read_text("utf-8") for name in WORKFLOWS},
        **{f".github/ISSUE_TEMPLATE/{name}": (workflows / "isu" / name).read_text("utf-8") for name in ISSUE_FORMS},
        ".vscode/settings.json": editor_settings(SCHEMAS),
        **{f"{SCHEMAS}/{name}.json": spelled(schema) for name, schema in all_schemas().items()},
        "site.yaml": (
            "# Pengaturan situs; penjelasan tiap baris ada di README.\n"
            "versi: 1\n"
            f"judul: {quoted(f'Bangga Buatan {province}')}\n"
            f"deskripsi: {quoted(f'Etalase produk UMKM dan koperasi dari {len(atlas.regions)} kabupaten/kota di {province}.')}\n"
            f'provinsi: "{atlas.province.code}"\n'
            f"base_url: https://contoh.example/{slugify(province)}/\n"
            "tema: nusantara\n"
            "menu:\n  - {judul: Tentang, ke: /tentang/}\n"
        ),
        ".gitignore": IGNORED,
        "output/.nojekyll": "",
        "content/foto/.gitkeep": "",
        "content/halaman/tentang.md": (
            f"---\njudul: {quoted('Tentang etalase ini')}\n---\n\n"
            f"Etalase ini memperkenalkan produk buatan pelaku usaha di {province}. Ganti halaman ini dengan cerita dan kontak kantor Anda.\n"
        ),
        f"content/penjual/{seller}.md": (
            f"---\nnama: {quoted(f'Usaha {region.full_name} (Contoh)')}\njenis: umkm\nskala: mikro\n"
            f'kabupaten: "{region.code}"\nkategori: kuliner\n'
            "ringkasan: Usaha contoh; ganti dengan usaha pertama Anda.\n---\n\n"
            "Ini usaha contoh, bukan usaha sungguhan. Salin berkas ini untuk setiap pelaku usaha.\n"
        ),
        "content/produk/produk-contoh.md": (
            f"---\nnama: Produk contoh\npenjual: {seller}\nkategori: kuliner\nharga: 15000\nsatuan: 250 g\n"
            "halal: {status: proses}\nringkasan: Produk contoh; ganti dengan produk pertama Anda.\n---\n\n"
            "Tulis dari apa produk ini dibuat, bagaimana membuatnya, dan cara menyimpannya.\n"
        ),
    }
