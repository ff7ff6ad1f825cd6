"""The office's own spellings and synonyms: the bytes of `content/sinonim.yaml` in, pairs and what is wrong with the file out."""

from __future__ import annotations

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping
from generator.model import rules
from generator.model.node import Listing, Node, Scalar, is_nothing
from generator.model.problem import WHOLE_FILE, Log, Problem

LIMIT = 256_000  # bytes
HINT = "Contoh: cuka: [cuko]"
SynonymPair = tuple[str, list[str]]  # what is typed, and what it stands for


def read_synonym_pairs(data: bytes, path: str) -> tuple[list[SynonymPair], list[Problem]]:
    """The pairs of a file of synonyms at `path` (below the site). A line that cannot be used is told and left out."""
    log = Log(path)
    if len(data) > LIMIT:
        message = f"Berkas ini {len(data) // 1000} kB, paling besar {LIMIT // 1000} kB, jadi tidak dipakai."
        log.add(rules.BAD_SYNONYM, WHOLE_FILE, message, "Hapus baris yang tidak perlu.")
        return [], log.problems
    text = decode(data, log)
    tree = None if text is None else read_mapping(text.replace("\r\n", "\n"), log)
    pairs: dict[str, list[str]] = {}
    for key, value in tree.pairs if tree else ():
        texts = _texts(value)
        if texts is None:
            log.add(rules.BAD_SYNONYM, value.spot, f'Sinonim "{key.text}" bukan daftar kata, jadi dilewati.', HINT)
        elif not texts:
            log.add(rules.BAD_SYNONYM, key.spot, f'Sinonim "{key.text}" kosong, jadi dilewati.', HINT)
        else:
            if key.text in pairs:
                message = f'Sinonim "{key.text}" ditulis dua kali; yang terakhir dipakai.'
                log.add(rules.BAD_SYNONYM, key.spot, message, "Gabungkan menjadi satu baris.")
            pairs[key.text] = texts
    return list(pairs.items()), log.problems


def _texts(value: Node) -> list[str] | None:
    """The words of a value; None where it is something else than words."""
    items = value.items if isinstance(value, Listing) else (value,)
    if not all(isinstance(item, Scalar) for item in items):
        return None
    return [item.text for item in items if isinstance(item, Scalar) and not is_nothing(item)]
