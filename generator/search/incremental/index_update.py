"""An index after some documents changed: only their words are looked at.

Exact because a word's list depends on nothing but the postings that documents give its root: what changed documents gave and
give now is all that differs, and documents that hold a word whose root is another now count as changed. What would touch
most of the catalogue (another word common to it all, many documents) is left to a clean build.
"""

from __future__ import annotations

from functools import cached_property, partial

from generator.content.words import Words, unpack_words
from generator.search.documents import shared_runs
from generator.search.incremental.root_changes import changed_roots
from generator.search.incremental.spelling_update import may_be_read_out, update_spelling
from generator.search.incremental.term_update import documents_of, postings_by_root, update_term
from generator.search.incremental.vocabulary_change import change_words
from generator.search.index_state import least_common
from generator.search.index_writer import DOCUMENTS_ROW, IndexWriter
from generator.search.posting_blocks import BlockTexts
from generator.search.posting_lists import HEAD, IN_BODY, packed_words
from generator.search.shards import NO_COUNTS, NO_ENTRY, DictionaryEntry, WordCounts
from generator.search.spelling import frequency_letter, whole_words
from generator.search.stored_words import SharedWords
from generator.search.term_postings import NO_POSTINGS, Run, decode_runs, encode_runs, merge_runs

MANY = 400  # changed documents from which a clean build is quicker


def update_index(writer: IndexWriter) -> dict[int, str] | None:
    """Bring the index up to date. The facts of documents that may show others; None where a clean build must do it."""
    words, _, display = writer.store.read(DOCUMENTS_ROW).partition("\n")
    shown = _differing(display, writer.documents.display_digests)
    changed = _differing(words, writer.documents.word_digests) | shown
    if len(changed) > MANY:
        return None
    update = _IndexUpdate(writer)
    facts = {}
    for number in sorted(changed):
        before, after = update.read(number)
        if before != after or number in shown:
            facts[number] = after
    if not (update.count() and update.share() and update.find_roots()):
        return None
    update.write()
    return facts


def _differing(before: str, after: str) -> set[int]:
    """The places where two texts of as many words differ."""
    if before == after:
        return set()
    pairs = zip(before.split(" "), after.split(" "), strict=True)
    return {number for number, (one, other) in enumerate(pairs) if one != other}


class _IndexUpdate:
    """One update.

    `texts`: words of changed documents before and after. `counts`: of words whose counts changed, the same; None for a word
    that no document holds, or that is a stop word. `new`, `gone`: words of the dictionary. `roots`: of new words, and of those
    whose root is another now; empty for none.
    """

    def __init__(self, writer: IndexWriter) -> None:
        self.writer, self.state, self.store = writer, writer.state, writer.store
        self.sources, self.documents = writer.sources, writer.documents
        self.texts: dict[int, tuple[Words, Words]] = {}
        self.counts: dict[str, tuple[WordCounts | None, WordCounts | None]] = {}
        self.new: set[str] = set()
        self.gone: set[str] = set()
        self.roots: dict[str, str] = {}
        self.whole: str | None = None  # whole words, where they may be others
        self.shared: SharedWords | None = None  # what neighbours share, where it changed

    @cached_property
    def shared_before(self) -> SharedWords:
        """What neighbours shared before; only some edits ask."""
        return SharedWords.read(self.store)

    @property
    def shared_after(self) -> SharedWords:
        """What neighbours share now."""
        return self.shared or self.shared_before

    def entry(self, word: str) -> DictionaryEntry:
        """The entry of a word as it was."""
        return self.writer.dictionary.get(word) or NO_ENTRY

    def read(self, number: int) -> tuple[str, str]:
        """The words of a changed document, before and after. Its facts."""
        name, text = f"d:{number}", packed_words(self.documents[number], self.sources.load, {})
        text_before = self.store.read(name)
        before, after = unpack_words(text_before), unpack_words(text)
        if text != text_before:
            self.texts[number] = (before, after)
            self.store.put(name, text)
        return before.facts, after.facts

    # ------------------------------------------------------------ words

    def count(self) -> bool:
        """Count anew. False where a word becomes common or a stop word, or is so no more."""
        counts: dict[str, WordCounts] = {}
        for number, (before, after) in self.texts.items():
            for place in range(3):
                self.state.lengths[place] += after.lengths[place] - before.lengths[place]
            old, new = _by_word(before), _by_word(after)
            for word in old.keys() | new.keys():
                gone, come = old.get(word, ""), new.get(word, "")
                if gone != come:
                    so_far = counts.get(word) or self.counts_before(word)
                    counts[word] = _recount(so_far, gone, come, product=number < self.documents.products)
        least = least_common(len(self.documents))
        for word, new_counts in counts.items():
            old_counts = self.counts_before(word)
            may_be_stop_word = word in self.state.common and bool(old_counts.heads) is not bool(new_counts.heads)
            if may_be_stop_word or (old_counts.bodies > least) is not (new_counts.bodies > least):
                return False
            if word in self.state.stop_words:
                self.state.stop_words[word] = new_counts
            elif old_counts != new_counts:
                self.counts[word] = (
                    old_counts if old_counts.documents else None,
                    new_counts if new_counts.documents else None,
                )
        return True

    def counts_before(self, word: str) -> WordCounts:
        """The counts of any word before the update."""
        return self.state.stop_words.get(word) or self.entry(word).counts or NO_COUNTS

    def share(self) -> bool:
        """What neighbours share, anew where it changed. False where a common word begins or ceases to be among it."""
        if self.state.shared == self.documents.shared:
            return True
        runs, lengths = shared_runs(self.documents, self.sources.language)
        sellers = frozenset(word for word, held in runs.items() if held[0].field == 0)
        self.shared = SharedWords({word: encode_runs(held) for word, held in sorted(runs.items())}, {}, sellers)
        self.state.lengths[3:], self.state.shared = lengths, self.documents.shared
        return self.state.common.isdisjoint(self.shared_before.runs.keys() ^ self.shared.runs.keys())

    def find_roots(self) -> bool:
        """Which words come, go, are names, and have other roots now. False where very many documents hold one of these."""
        candidates = {word for word, (before, after) in self.counts.items() if (before is None) is not (after is None)}
        candidates |= self.shared_before.runs.keys() ^ self.shared.runs.keys() if self.shared else set()
        for word in candidates:
            before, after = self.pair(word)
            was = bool(before) or word in self.shared_before.runs
            remains = bool(after) or word in self.shared_after.runs
            if was is not remains:
                (self.new if remains else self.gone).add(word)
        renamed = self.renamed()
        changed = self.new | self.gone | renamed
        if not changed:
            return True
        words = change_words(self.store, self.gone, self.new, renamed, self.sources.places())
        self.roots = changed_roots(self.sources.stemmer, words.before, words.after, changed, words.text)
        if may_be_read_out(changed):
            self.whole = whole_words(words.after.words, self.state.stop_words)
        return all(self.reread(word) for word in self.roots.keys() - self.new)

    def pair(self, word: str) -> tuple[WordCounts | None, WordCounts | None]:
        """The counts of a word before and after."""
        return self.counts.get(word) or (self.entry(word).counts,) * 2

    def renamed(self) -> set[str]:
        """Words that begin or cease to be names: those that sellers are called by and no product itself uses."""
        candidates = {
            word
            for word, (before, after) in self.counts.items()
            if not (before or NO_COUNTS).products or not (after or NO_COUNTS).products
        }
        candidates |= self.shared_before.sellers ^ self.shared.sellers if self.shared else set()
        renamed = set()
        for word in candidates:
            before, after = self.pair(word)
            was = word in self.shared_before.sellers and not (before or NO_COUNTS).products
            if was is not (word in self.shared_after.sellers and not (after or NO_COUNTS).products):
                renamed.add(word)
        return renamed

    def reread(self, word: str) -> bool:
        """The documents that hold a word whose root is another now count as changed. False for too many."""
        counts, root = self.entry(word).counts, self.entry(word).root or word
        term = self.entry(root).term or NO_POSTINGS
        if (counts and counts.documents > MANY) or term.documents > 10 * MANY:
            return False
        for number in documents_of(term, partial(self.writer.read_block, root)) if counts else ():
            if number not in self.texts:
                words = unpack_words(self.store.read(f"d:{number}"))
                if word in words.words:
                    self.texts[number] = (words, words)
        return True

    # ------------------------------------------------------------ entries

    def write(self) -> None:
        """Write the entries of the words that changed."""
        synonyms, before = self.sources.synonyms, self.state.synonyms
        edits, runs = self.edits(), self.runs()
        others = {word for word in synonyms.keys() | before.keys() if synonyms.get(word) != before.get(word)}
        for word in sorted({*edits, *runs, *self.counts, *self.roots, *self.gone, *others}):
            old = self.writer.dictionary.get(word)
            term = (old.term if old else None) or NO_POSTINGS
            texts = BlockTexts()
            if word in edits:
                read = partial(self.writer.read_block, word)
                term, texts = update_term(term, edits[word], read, self.writer.limits.heavy)
            if word in runs:
                term = term.with_runs(runs[word])
            root = "" if word in self.gone else self.roots.get(word, old.root if old else "")
            counts = self.counts[word][1] if word in self.counts else old.counts if old else None
            is_term = term.documents or term.run_count
            self.writer.put(
                word, old, DictionaryEntry(root, synonyms.get(word, ""), term if is_term else None, counts), texts
            )
        self.state.synonyms = dict(synonyms)
        self.spell()

    def edits(self) -> dict[str, dict[int, tuple[str, str]]]:
        """By root: the documents whose postings changed, before and after."""
        edits: dict[str, dict[int, tuple[str, str]]] = {}
        common = self.state.common
        for number, (before, after) in sorted(self.texts.items()):
            roots = {word: root for word in {*before.words, *after.words} if (root := self.entry(word).root)}
            old = postings_by_root(_by_word(before), roots, common)
            new = postings_by_root(_by_word(after), {**roots, **self.roots}, common)
            for root in old.keys() | new.keys():
                if old.get(root) != new.get(root):
                    edits.setdefault(root, {})[number] = (old.get(root, ""), new.get(root, ""))
        return edits

    def runs(self) -> dict[str, list[Run]]:
        """By root: its runs, where they may be others; remembered."""
        if not self.shared and self.roots.keys() <= self.new:
            return {}
        old = self.shared_before
        new = self.shared or SharedWords(old.runs, {}, old.sellers)
        all_roots = {word: self.entry(word).root for word in new.runs.keys() - old.runs.keys()}
        all_roots |= old.roots | self.roots
        new.roots = {word: root for word in new.runs if (root := all_roots.get(word, ""))}
        new.put(self.store)
        changed = {word for word in old.runs.keys() | new.runs.keys() if old.runs.get(word) != new.runs.get(word)}
        changed |= self.roots.keys() & new.runs.keys()
        forms: dict[str, list[list[Run]]] = {old.roots.get(word, word): [] for word in changed & old.runs.keys()}
        forms |= {new.roots.get(word, word): [] for word in changed & new.runs.keys()}
        for word, encoded in new.runs.items():
            root = new.roots.get(word, word)
            if root in forms:
                forms[root].append(decode_runs(encoded))
        return {root: merge_runs(lists) for root, lists in forms.items()}

    def spell(self) -> None:
        """Which words a misspelt one may mean."""
        documents = len(self.documents)
        runs = (self.shared_before.runs.keys() ^ self.shared.runs.keys()) if self.shared else set()
        letters = {}
        for word in self.counts.keys() | runs:
            pair = self.pair(word)
            before, after = (frequency_letter(word, counts, shared=False, documents=documents) for counts in pair)
            if before != after or word in runs:
                shared = word in self.shared_after.runs
                letters[word] = frequency_letter(word, pair[1], shared=shared, documents=documents)
        if letters or self.whole is not None:
            self.state.spelling = update_spelling(self.store, letters, self.whole, self.sources.language)


def _by_word(words: Words) -> dict[str, str]:
    return dict(zip(words.words, words.postings, strict=True))


def _recount(counts: WordCounts, gone: str, come: str, *, product: bool) -> WordCounts:
    """The counts of a word after a document's posting was replaced; empty for none."""
    for text, step in ((gone, -1), (come, 1)):
        if text:
            change = (step, step * (text[0] in HEAD), step * (text[0] in IN_BODY), step * product)
            counts = WordCounts(*(count + more for count, more in zip(counts, change, strict=True)))
    return counts
