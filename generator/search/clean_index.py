"""An index from nothing."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.documents import shared_runs
from generator.search.index_state import least_common
from generator.search.index_writer import IndexWriter
from generator.search.posting_blocks import BlockTexts, PostingList
from generator.search.posting_lists import counts_of, invert, without_bodies
from generator.search.shards import NO_COUNTS, DictionaryEntry, WordCounts
from generator.search.spelling import frequency_letter, store_spelling, whole_words
from generator.search.stems import stems_of
from generator.search.stored_words import SharedWords, store_words
from generator.search.term_postings import NO_POSTINGS, Run, encode_list, encode_runs, merge_lists, merge_runs


def write_clean(writer: IndexWriter) -> dict[int, str]:
    """Write the entries of all words. The facts of all documents."""
    sources, state, documents, store = writer.sources, writer.state, writer.documents, writer.store
    lists, lengths, facts = invert(documents, store, sources.load, sources.load_all())
    counts = {word: counts_of(held, documents.products) for word, held in lists.items()}
    runs, shared_lengths = shared_runs(documents, sources.language)
    least = least_common(len(documents))
    state.lengths, state.shared = [*lengths, *shared_lengths], documents.shared
    state.synonyms = dict(sources.synonyms)
    state.common = frozenset(word for word, count in counts.items() if count.bodies > least)
    state.stop_words = {
        word: counts.pop(word) for word in sorted(state.common) if not counts[word].heads and word not in runs
    }
    for word in state.stop_words:
        del lists[word]
    for word in state.common & lists.keys():
        lists[word] = without_bodies(lists[word])
    sellers = frozenset(word for word, held in runs.items() if held[0].field == 0)
    names = {word for word in sellers if not counts.get(word, NO_COUNTS).products}
    words = counts.keys() | runs.keys()
    stems = stems_of(words, sources.places() | names, sources.stemmer)
    encoded = {word: encode_runs(held) for word, held in sorted(runs.items())}
    SharedWords(encoded, {word: stems[word] for word in encoded if word in stems}, sellers).put(store)
    store_words(store, words, names)
    letters = {
        word: frequency_letter(word, counts.get(word), shared=word in runs, documents=len(documents)) for word in words
    }
    state.spelling = store_spelling(store, letters, whole_words(words, state.stop_words), sources.language)
    _put_all(writer, lists, counts, runs, stems)
    return dict(enumerate(facts))


def _put_all(
    writer: IndexWriter,
    lists: dict[str, PostingList],
    counts: Mapping[str, WordCounts],
    runs: Mapping[str, list[Run]],
    stems: Mapping[str, str],
) -> None:
    """The entries of all words. A list is let go of when it is encoded, since all of them are the most that is held."""
    words, synonyms = counts.keys() | runs.keys(), writer.sources.synonyms
    forms: dict[str, list[str]] = {word: [word] for word in words - stems.keys()}
    for word, root in stems.items():
        forms.setdefault(root, []).append(word)
    for word in sorted({*words, *forms, *synonyms}):
        term, texts = None, BlockTexts()
        if word in forms:
            term = NO_POSTINGS.with_runs(merge_runs([runs[form] for form in forms[word] if form in runs]))
            merged = merge_lists([lists.pop(form) for form in forms[word] if form in lists])
            term, texts = encode_list(term, *merged, writer.limits.heavy)
        entry = DictionaryEntry(stems.get(word, ""), synonyms.get(word, ""), term, counts.get(word))
        writer.put(word, None, entry, texts)
