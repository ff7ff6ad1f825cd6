"""The column memory: what an office once chose for the titles of its columns, in `content/impor.yaml`.

People read it, change it and take lines out of it; so new choices are added line by line, and all else stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping
from generator.exchange.choices import BadChoicesError, ColumnChoice, TitleKey, target_of, text_of_target, title_key
from generator.exchange.layout import FLAT
from generator.exchange.serialize import scalar
from generator.model import rules
from generator.model.address import COLUMN_MEMORY
from generator.model.node import Mapping as NodeMapping
from generator.model.node import Scalar, is_nothing
from generator.model.problem import WHOLE_FILE, Log, Problem
from generator.model.records import sheet_kinds

MOST_BYTES = 200_000
HEAD = """# Arti judul kolom yang pernah dipilih saat impor, menurut jenis lembarnya. Dipakai lagi untuk berkas dengan judul yang sama.
# Hapus satu baris untuk melupakannya.
"""

Memory = dict[TitleKey, ColumnChoice]


def read_memory(site: Path) -> tuple[Memory, list[Problem]]:
    """What is remembered, and what is wrong with the file; a line that cannot be used is left out."""
    log = Log(f"content/{COLUMN_MEMORY}")
    try:
        data = (site / "content" / COLUMN_MEMORY).read_bytes()
    except FileNotFoundError:
        return {}, []
    if len(data) > MOST_BYTES:
        message = f"Berkas ini {len(data) // 1000} kB, paling besar {MOST_BYTES // 1000} kB, jadi tidak dipakai."
        log.add(rules.CHOICE_OF_COLUMN, WHOLE_FILE, message, "Hapus baris yang tidak dipakai lagi.")
        return {}, log.problems
    text = decode(data, log)
    mapping = None if text is None else read_mapping(text.replace("\r\n", "\n"), log)
    memory: Memory = {}
    for kind, titles in mapping.pairs if mapping else ():
        if kind.text != FLAT and kind.text not in sheet_kinds():
            hint = f"Jenis lembar yang dikenal: {', '.join((FLAT, *sheet_kinds()))}."
            log.add(rules.CHOICE_OF_COLUMN, kind.spot, f'"{kind.text}" bukan jenis lembar, jadi dilewati.', hint)
            continue
        for title, node in titles.pairs if isinstance(titles, NodeMapping) else ():
            if not isinstance(node, Scalar) or is_nothing(node):
                continue
            try:
                memory[title_key(kind.text, title.text)] = ColumnChoice(title.text, target_of(node.text, kind.text))
            except BadChoicesError as fault:
                hint = "Tulis seperti produk/harga, atau abaikan; atau hapus baris ini."
                log.add(rules.CHOICE_OF_COLUMN, node.spot, f"{fault}, jadi baris ini dilewati.", hint)
    return memory, log.problems


def with_choices(data: bytes | None, columns: Mapping[TitleKey, ColumnChoice]) -> bytes:
    """The file's bytes with choices added or changed; the other lines as they are. `data` None: there is no file yet."""
    text = HEAD if data is None else data.decode("utf-8", "replace")
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    for (kind, _), choice in sorted(columns.items()):
        _put(lines, kind, choice)
    return (ending.join(lines) + ending).encode()


def without_choice(data: bytes, key: TitleKey) -> bytes:
    """The file's bytes without what is remembered of one title."""
    text = data.decode("utf-8", "replace")
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    for number in sorted(_lines_of(lines, key), reverse=True):
        del lines[number]
    return (ending.join(lines) + ending).encode()


def _put(lines: list[str], kind: str, choice: ColumnChoice) -> None:
    new = f"  {scalar(choice.title)}: {text_of_target(choice.target)}"
    numbers = _lines_of(lines, title_key(kind, choice.title))
    if numbers:
        lines[numbers[-1]] = new
        return
    heading = next((number for number, line in enumerate(lines) if line.split("#")[0].strip() == f"{kind}:"), None)
    if heading is None:
        lines += [f"{kind}:", new]
        return
    last = heading
    while last + 1 < len(lines) and (lines[last + 1].startswith((" ", "\t")) or not lines[last + 1].strip()):
        last += 1
    while not lines[last].strip():
        last -= 1
    lines.insert(last + 1, new)


def _lines_of(lines: list[str], key: TitleKey) -> list[int]:
    """The numbers (from 0) of the lines that say what a title means."""
    tree = read_mapping("\n".join(lines), Log(""))
    return [
        title.spot.line - 1
        for kind, titles in (tree.pairs if tree else ())
        if kind.text == key[0] and isinstance(titles, NodeMapping)
        for title, _ in titles.pairs
        if title_key(kind.text, title.text) == key
    ]
