"""Little office files, of the shapes met in the wild, and the means to import them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.exchange.importing import Import, run_import
from generator.exchange.importing import Site as Target
from generator.model.category import Categories
from generator.model.region import Atlas

OFFICE = """lat,lng,icon,PERUSAHAAN,KONTAK,JALAN,KELURAHAN,KECAMATAN,TELP,KATEGORI,PRODUK
-7.74,113.21,m.png,MAJU JAYA,ORANG SATU,JL. CONTOH NO 1,MAYANGAN,MAYANGAN,8.90000e+010,ANEKA OLAHAN IKAN,"IKAN KERING, RAMBAK IKAN"
-7.80,113.21,m.png,UD. SARI LAUT,ORANG DUA,JL. CONTOH NO 2,WONOASIH,WONOASIH,0335-000001,ANEKA OLAHAN KERIPIK,PETIS UDANG
-7.74,113.22,m.png,,ORANG TIGA,JL. CONTOH NO 3,MAYANGAN,MAYANGAN,-,ANEKA OLAHAN IKAN,TERASI UDANG
-7.74,113.22,m.png,TIGA DARA,ORANG EMPAT,JL. CONTOH NO 4,MAYANGAN,MAYANGAN,089000000004,MAKANAN KERING / ANEKA KUE,"RENGGINANG (IKAN, UDANG)"
"""


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a file beside the site."""
    path = folder.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def bring_in(site: Any, *paths: Path, province: str = "16", region: str = "", **options: Any) -> Import:
    """Import files into a site in this process."""
    target = Target(site.folder, Atlas.of(province), Categories(), site.today)
    return run_import(target, list(paths), region=region, **options)


def said(result: Import, code: str = "") -> list[str]:
    """The problems of a rule as `place: message`."""
    return [f"{problem.place}: {problem.message}" for problem in result.problems if not code or problem.code == code]


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    """Write a workbook with these sheets; `_` in a name stands for a blank."""
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path
