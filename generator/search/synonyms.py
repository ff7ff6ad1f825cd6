"""The office's own file of spellings and synonyms: a typed word or phrase -> words that the catalogue uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.content.synonym_file import SynonymPair, read_synonym_pairs
from generator.content.tokenizer import tokenize
from generator.model.gazetteer import rows

Synonyms = Mapping[str, str]  # first word of what is typed -> its rules as text, see `encode_synonyms`


def read_synonyms(file: Path | None, more: Iterable[SynonymPair] = ()) -> Synonyms:
    """The rules of `content/sinonim.yaml`, and `more` where it says nothing else. What is not understood is left out."""
    return encode_synonyms([*more, *_pairs(file)])


def _pairs(file: Path | None) -> list[SynonymPair]:
    """The pairs of a file that may be missing; what is wrong with it is told where content is read."""
    try:
        return read_synonym_pairs(file.read_bytes(), file.name)[0] if file else []
    except OSError:
        return []


def region_names(province: str) -> list[SynonymPair]:
    """Other names of the regions of a province, and names of two words written as one: OKI, Tangsel, Pagaralam."""
    pairs: list[SynonymPair] = []
    names = {code: name for code, name, *_ in rows("kabupaten_kota.csv", f"{province}.")}
    for name in names.values():
        words = tokenize(name)
        if len(words) == 2:
            pairs.append(("".join(words), [name]))
    return pairs + [(alias, [names[code]]) for code, alias in rows("alias.csv", f"{province}.") if code in names]


def encode_synonyms(pairs: Iterable[SynonymPair]) -> Synonyms:
    """Rules by the first word that is typed: `rest of the phrase:word+word,word`, several joined by `;`.

    The words of a phrase, and of what it stands for, are joined by `+`.
    """
    rules: dict[str, dict[str, str]] = {}
    for typed, meant in pairs:
        words = tokenize(typed)
        targets = [target for target in map(tokenize, meant) if target and target != words]
        if words and targets:
            rules.setdefault(words[0], {})["+".join(words[1:])] = ",".join(
                dict.fromkeys("+".join(item) for item in targets)
            )
    return {
        word: ";".join(f"{rest}:{rules[word][rest]}" for rest in sorted(rules[word], reverse=True))
        for word in sorted(rules)
    }
