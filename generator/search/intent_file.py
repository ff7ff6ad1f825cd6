"""The intents of a language as the browser's script reads them: `cari/maksud.json`, phrase -> its meanings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.tokenizer import all_words
from generator.model.intents import Intent, intents_of
from generator.search.compact import dumps


def intent_table(language: str, own: Iterable[Intent]) -> str:
    """The table. `own`: the office's rows. Phrases are spelled as `wordsOf` of the script spells a question."""
    table: dict[str, list[str]] = {}
    for intent in intents_of(language, own):
        phrase = " ".join(all_words(intent.words))
        table.setdefault(phrase, [])
        if intent.meaning not in table[phrase]:
            table[phrase].append(intent.meaning)
    return dumps({phrase: "|".join(meanings) for phrase, meanings in sorted(table.items())})
