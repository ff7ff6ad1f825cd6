"""lunr itself, given the words of a built catalogue: the oracle of every score."""

from __future__ import annotations

import random
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline

from generator.content.tokenizer import tokenize
from generator.search.documents import BOOSTS, FIELDS

COMMON = "·"  # stands for a common word of a body: it counts in the length, and nobody can ask for it


def oracle(texts: list[dict[str, str]], stems: dict[str, str], common: frozenset[str], language: str = "id") -> Any:
    """A lunr index of documents (texts by field), with our analysis as its pipeline."""

    def alias(token: Any, *_: Any) -> Any:
        return token.update(lambda word, _=None: stems.get(word, word))

    Pipeline.register_function(alias, "etalase-alias")
    builder = Builder()
    for field, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(field, boost)
    builder.search_pipeline.add(alias)
    for number, words in enumerate(tokens(texts, stems, common, language)):
        builder.add({"id": str(number), **words})
    return builder.build()


def tokens(
    texts: list[dict[str, str]], stems: dict[str, str], common: frozenset[str], language: str = "id"
) -> list[dict[str, list[str]]]:
    """The words of every field of every document, as lunr is given them."""
    found = []
    for fields in texts:
        words = {
            field: [stems.get(word, word) for word in tokenize(fields.get(field, ""), language)] for field in FIELDS
        }
        words["isi"] = [
            COMMON if word in common else stems.get(word, word) for word in tokenize(fields["isi"], language)
        ]
        found.append(words)
    return found


def queries(index: Any, stems: dict[str, str], count: int, seed: int = 5) -> list[str]:
    """Queries of all kinds: exact, inflected, prefix, suffix, infix, fuzzy, boosted, in fields, required, prohibited."""
    dice = random.Random(seed)
    terms = sorted(index.inverted_index.keys() - {COMMON})
    weights = [
        sum(len(held) for field, held in index.inverted_index[term].items() if field != "_index") for term in terms
    ]
    forms = sorted(stems)

    def clause() -> str:
        word = dice.choices(terms, weights)[0] if dice.random() < 0.6 else dice.choice(terms)
        kind = dice.random()
        if kind < 0.15 and len(word) > 3:
            word = word[: dice.randint(2, len(word) - 1)] + "*"
        elif kind < 0.25 and len(word) > 3:
            word = "*" + word[-dice.randint(2, len(word) - 1) :]
        elif kind < 0.33 and len(word) > 4:
            word = f"{word[:2]}*{word[-2:]}"
        elif kind < 0.45 and len(word) > 3 and word.isalpha():  # letters amid figures make several words
            place = dice.randrange(len(word))
            word = word[:place] + dice.choice("abdeknr") + word[place + dice.randint(0, 1) :] + "~1"
        elif kind < 0.55 and forms:
            word = dice.choice(forms) + dice.choice(["", "~1"])  # the root of a form is what is taken inexactly
        word += f"^{dice.randint(2, 9)}" if dice.random() < 0.15 else ""
        word = f"{dice.choice(FIELDS)}:{word}" if dice.random() < 0.2 else word
        return dice.choices(["", "+", "-"], [7, 2, 1])[0] + word

    found = [" ".join(clause() for _ in range(dice.choice([1, 1, 2, 2, 3]))) for _ in range(count)]
    return [text if any(sign in text for sign in "*~^:+-") else f"{text}^1" for text in found]
