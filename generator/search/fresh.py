"""An index from nothing."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.documents import shared_runs
from generator.search.index_state import least_common
from generator.search.lists import List, collect, counts_of, telling
from generator.search.pieces import PieceText
from generator.search.shards import NO_COUNTS, Counts, DictionaryEntry
from generator.search.spelling import keep_spelling, letter_of, whole_words
from generator.search.terms import NO_TERM, Run, merged, merged_runs, spell_runs, spell_term
from generator.search.vocabulary import Shared, keep_words
from generator.search.work import IndexWork


def make_all(work: IndexWork) -> dict[int, str]:
    """Put every word on its shelf. The facts of all documents."""
    sources, state, documents = work.sources, work.state, work.documents
    lists, sums, facts = collect(documents, work.memory, sources.load, sources.load_all())
    products = documents.products
    counts = {word: counts_of(found, products) for word, found in lists.items()}
    runs, shared_sums = shared_runs(documents, sources.language)
    least = least_common(len(documents))
    state.sums, state.shared, state.marks = [*sums, *shared_sums], documents.shared, dict(sources.synonyms)
    state.common = frozenset(word for word, found in counts.items() if found.bodies > least)
    state.silent = {
        word: counts.pop(word) for word in sorted(state.common) if not counts[word].heads and word not in runs
    }
    for word in state.silent:
        del lists[word]
    for word in state.common & lists.keys():
        lists[word] = telling(lists[word])
    sellers = frozenset(word for word, found in runs.items() if found[0].field == 0)
    names = {word for word in sellers if not counts.get(word, NO_COUNTS).products}
    known = counts.keys() | runs.keys()
    stems = sources.stemmer.stems_of(known, sources.places() | names)
    spelled = {word: spell_runs(found) for word, found in sorted(runs.items())}
    Shared(spelled, {word: stems[word] for word in spelled if word in stems}, sellers).keep(work.memory)
    keep_words(work.memory, known, names)
    letters = {word: letter_of(word, counts.get(word), shared=word in runs, documents=len(documents)) for word in known}
    state.spelling = keep_spelling(work.memory, letters, whole_words(known, state.silent))
    _put_all(work, lists, counts, runs, stems)
    return dict(enumerate(facts))


def _put_all(
    work: IndexWork,
    lists: dict[str, List],
    counts: Mapping[str, Counts],
    runs: Mapping[str, list[Run]],
    stems: Mapping[str, str],
) -> None:
    """The entries of all words. A list is let go of when it is spelled, since all of them are the most that is held."""
    known = counts.keys() | runs.keys()
    forms: dict[str, list[str]] = {word: [word] for word in known - stems.keys()}
    for word, root in stems.items():
        forms.setdefault(root, []).append(word)
    for word in sorted({*known, *forms, *work.sources.synonyms}):
        surfaces = forms.get(word, ())
        term = NO_TERM
        made: dict[tuple[int, int], PieceText] = {}
        if surfaces:
            held = merged([lists.pop(surface) for surface in surfaces if surface in lists])
            term, made = spell_term(
                *held, merged_runs([runs[form] for form in surfaces if form in runs]), work.limits.heavy
            )
        entry = DictionaryEntry(
            stems.get(word, ""), work.sources.synonyms.get(word, ""), term if surfaces else None, counts.get(word)
        )
        work.put(word, None, entry, made)
