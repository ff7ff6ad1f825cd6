"""The office's own file of spellings and synonyms: a typed word or phrase -> words that the catalogue uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.content.tokenizer import tokenize
from generator.model.gazetteer import rows

LIMIT = 256_000  # bytes
Pair = tuple[str, list[str]]  # what is typed, and what it stands for
Synonyms = Mapping[str, str]  # first word of what is typed -> its rules as text, see `encode_synonyms`


def read_synonyms(file: Path | None, more: Iterable[Pair] = ()) -> Synonyms:
    """The rules of `content/sinonim.yaml`, and `more` where it says nothing else. What is not understood is left out."""
    return encode_synonyms([*more, *(_pairs(file) if file else ())])


def _pairs(file: Path) -> list[Pair]:
    try:
        data = file.read_bytes()
    except OSError:
        return []
    if len(data) > LIMIT:
        return []
    import yaml

    try:
        rules = yaml.load(data.decode("utf-8-sig", "replace"), yaml.BaseLoader)  # noqa: S506 - the loader that makes texts only
    except yaml.YAMLError:
        return []
    return [(str(key), _texts(value)) for key, value in rules.items()] if isinstance(rules, dict) else []


def region_names(province: str) -> list[Pair]:
    """Other names of the regions of a province, and names of two words written as one: OKI, Tangsel, Pagaralam."""
    pairs: list[Pair] = []
    names = {code: name for code, name, *_ in rows("kabupaten_kota.csv", f"{province}.")}
    for name in names.values():
        words = tokenize(name)
        if len(words) == 2:
            pairs.append(("".join(words), [name]))
    return pairs + [(alias, [names[code]]) for code, alias in rows("alias.csv", f"{province}.") if code in names]


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def encode_synonyms(pairs: Iterable[Pair]) -> Synonyms:
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
