"""A new content file in which every field is explained; the same from the command line and from the desk."""

from __future__ import annotations

from pathlib import Path

from generator.model.collate import slugify
from generator.model.fields import fields_of
from generator.model.records import all_kinds


class NotNewError(Exception):
    """A record that cannot be made. The text is Indonesian."""


def create(site: Path, kind: str, title: str) -> Path:
    """Write the file of a new record and return where it lies; never overwrites. Raises NotNewError, OSError."""
    name = " ".join(title.split())
    slug = slugify(name)
    if not slug:
        raise NotNewError(f'Nama "{title}" tidak memuat huruf atau angka yang dapat dijadikan nama berkas.')
    folder = site / "content" / kind
    taken = [path for path in folder.rglob(f"{slug}.md") if path.is_file()]
    if taken:
        raise NotNewError(f"{taken[0]} sudah ada; tidak diubah. Pilih nama lain.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.md"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft(kind, name))
    return path


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
