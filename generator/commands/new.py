"""`etalase new`: a content file in which every field is explained."""

from __future__ import annotations

import argparse
import sys

from generator.commands._shared import add_site
from generator.model.address import SITE_FILE
from generator.model.collate import slugify
from generator.model.fields import fields_of
from generator.model.records import all_kinds, sheet_kinds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    kinds = sheet_kinds()
    parser.add_argument("jenis", choices=kinds, metavar="JENIS", help=", ".join(kinds))
    parser.add_argument("nama", metavar="NAMA", help='nama atau judul, contoh: "Keripik tempe sagu"')
    add_site(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file and print its path; never overwrites."""
    if not (options.site / SITE_FILE).exists():
        print(
            "Folder ini bukan situs Etalase (tidak ada site.yaml). Masuk ke folder situs, atau pakai --site FOLDER.",
            file=sys.stderr,
        )
        return 2
    name = " ".join(options.nama.split())
    slug = slugify(name)
    if not slug:
        print(
            f'Nama "{options.nama}" tidak memuat huruf atau angka yang dapat dijadikan nama berkas.',
            file=sys.stderr,
        )
        return 2
    folder = options.site / "content" / options.jenis
    taken = [path for path in folder.rglob(f"{slug}.md") if path.is_file()]
    if taken:
        print(f"{taken[0]} sudah ada; tidak diubah. Pilih nama lain.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.md"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft(options.jenis, name))
    print(path)
    return 0


def draft(kind: str, name: str) -> str:
    """The text of a new content file: required fields ready to be filled, the others as comments, and `draf: ya`."""
    record_type = all_kinds()[kind]
    title = record_type.title_field()
    lines = ["---"]
    for spec in sorted(fields_of(record_type), key=lambda spec: (spec != title, not spec.required)):
        if spec == title:
            lines += [f"# {spec.label} (wajib). {spec.help}", f"{spec.key}: {quoted(name)}"]
        elif spec.required:
            lines += [f"# {spec.label} (wajib). {spec.help} Contoh: {spec.example}", f"{spec.key}:"]
        elif spec.key == "draf":
            lines += ["# Hapus baris draf bila sudah lengkap dan boleh tayang.", "draf: ya"]
        else:
            lines += [f"# {spec.label}. {spec.help}", f"#{spec.key}: {spec.example}"]
    return "\n".join([*lines, "---", "", f"Tulis cerita {record_type.word} ini di sini.", ""])


def quoted(text: str) -> str:
    """A text as a YAML scalar that every reader returns unchanged."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
