"""What importing a large workbook costs: `python tests/benchmarks/importing.py [ROWS] [--in FOLDER]` (Linux).

Makes two seeded workbooks of ROWS rows (20,000 unless told): one with a sheet each for sellers and products, as `export`
writes it, and one flat sheet of an office that mixes both. Each is imported into a new site and then once more, without
and with `--report`, every import a process of its own. Prints a Markdown table: CPU seconds (user + system of the whole
process tree) and the peak of all its processes' memory together. CPU figures hold within one run on one machine.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builds import ROOT, run

SITE = 'versi: 1\njudul: Etalase ukur\nprovinsi: "16"\nbahasa: [id]\n'
NOUNS = ("Keripik", "Kopi", "Songket", "Pempek", "Anyaman", "Madu", "Sambal", "Batik", "Kerupuk", "Sabun")
KINDS = ("Tempe", "Semendo", "Ikan", "Purun", "Singkong", "Hutan", "Terasi", "Kayu", "Nanas", "Duku")
CATEGORIES = ("kuliner", "kriya", "fesyen")
REGIONS = ("Kota Palembang", "Kabupaten Lahat", "Kota Pagar Alam", "Kabupaten Banyuasin", "Ogan Ilir")
FLAT = ("No", "Nama UMKM", "Nama Pemilik", "NIK", "Kab/Kota", "Kecamatan", "Alamat", "No WA", "Kategori", "Nama Produk",
        "Harga", "Satuan", "Deskripsi Produk", "Total")  # fmt: skip


def flat(path: Path, rows: int) -> None:
    """An office's own sheet: a title above, a seller and a product in each row, here and there a faulty cell, a formula."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data UMKM")
    sheet.append(["DAFTAR UMKM BINAAN"])
    sheet.append(FLAT)
    for number in range(rows):
        phone = "8.12E+11" if number % 200 == 7 else f"08{12_00000000 + number}"
        price = "lima belas" if number % 100 == 3 else 5000 + 500 * (number % 300)
        sheet.append([number + 1, f"Usaha {NOUNS[number % 7]} {number}", f"Orang {number}", f"16710145{number:08d}",
                      REGIONS[number % len(REGIONS)], None, f"Jl. Contoh No. {number}", phone, CATEGORIES[number % 3],
                      f"{NOUNS[number % 10]} {KINDS[number // 10 % 10]} {number}", price, "bungkus",
                      f"Dibuat dari bahan pilihan, nomor {number}.", f"=K{number + 3}*2"])  # fmt: skip
    book.save(path)


def sheets(path: Path, rows: int) -> None:
    """A sheet for each kind: one seller to four products, one cell in a hundred faulty."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sellers, products = book.create_sheet("Penjual"), book.create_sheet("Produk")
    sellers.append(["id", "slug", "nama", "kabupaten", "kategori", "alamat", "whatsapp", "ringkasan"])
    products.append(["id", "slug", "nama", "penjual", "harga", "satuan", "berat", "deskripsi"])
    for number in range(rows // 5):
        sellers.append([None, None, f"Usaha {number}", REGIONS[number % len(REGIONS)], CATEGORIES[number % 3],
                        f"Jl. Contoh No. {number}", f"08{12_00000000 + number}", f"Usaha nomor {number}."])  # fmt: skip
    for number in range(rows - rows // 5):
        price = "lima belas" if number % 100 == 3 else str(5000 + 500 * (number % 300))
        products.append([None, None, f"{NOUNS[number % 10]} {KINDS[number // 10 % 10]} {number}", f"Usaha {number // 4}",
                         price, "bungkus", "250 g", f"Dibuat dari bahan pilihan, nomor {number}."])  # fmt: skip
    book.save(path)


def main(rows: int, folder: Path) -> None:
    """Print a line for each import."""
    print("| sheets | run | report | CPU s | wall s | MiB in all |\n|---|---|---|--:|--:|--:|", flush=True)
    for name, make in (("a sheet per kind", sheets), ("one flat sheet", flat)):
        book = folder / f"{make.__name__}.xlsx"
        make(book, rows)
        for report in (False, True):
            site = folder / "situs"
            shutil.rmtree(site, ignore_errors=True)
            (site / "content").mkdir(parents=True)
            (site / "site.yaml").write_text(SITE, "utf-8")
            command = [sys.executable, "-m", "generator", "import", str(book), "--site", str(site)]
            command += ["--report", str(folder / "laporan.xlsx")] if report else []
            for time in ("first", "second"):
                cost = run(command, ROOT, accepted=(0, 3))
                cells = (
                    name,
                    time,
                    "yes" if report else "no",
                    f"{cost.cpu:.1f}",
                    f"{cost.wall:.1f}",
                    f"{cost.memory:.0f}",
                )
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
    place = Path(sys.argv[sys.argv.index("--in") + 1]) if "--in" in sys.argv else None
    with tempfile.TemporaryDirectory() as scratch:
        main(int(numbers[0]) if numbers else 20_000, place or Path(scratch))
