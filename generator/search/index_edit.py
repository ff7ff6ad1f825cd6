"""An index after some documents changed: only their words are looked at.

Exact because a word's list depends on nothing but the postings that documents give its root: what changed documents gave and
give now is all that differs, and documents that hold a word whose root is another now count as changed. What would touch
most of the catalogue (another word common to it all, many documents) is made anew instead.
"""

from __future__ import annotations

from functools import cached_property, partial

from generator.content.words import Words, unpack_words
from generator.search.documents import shared_runs
from generator.search.index_state import least_common
from generator.search.lists import counts_after, words_of
from generator.search.pieces import PieceText
from generator.search.shards import NO_COUNTS, NO_ENTRY, Counts, DictionaryEntry
from generator.search.spelling import edit_spelling, letter_of, may_be_read_out, whole_words
from generator.search.terms import (
    NO_TERM,
    Run,
    by_root,
    documents_of,
    edited_term,
    merged_runs,
    spell_runs,
    unspell_runs,
)
from generator.search.vocabulary import Shared, edit_words
from generator.search.work import DOCUMENTS_ROW, IndexWork

MANY = 400  # changed documents from which a fresh build is quicker


def edit(work: IndexWork) -> dict[int, str] | None:
    """Bring the index up to date. The facts of documents that may show others; None where all must be made anew."""
    keys, _, faces = work.memory.recall(DOCUMENTS_ROW).partition("\n")
    shown = _differing(faces, work.documents.faces)
    changed = _differing(keys, work.documents.keys) | shown
    if len(changed) > MANY:
        return None
    run = _Edit(work)
    facts = {}
    for number in sorted(changed):
        before, after = run.read(number)
        if before != after or number in shown:
            facts[number] = after
    if not (run.count() and run.share() and run.know()):
        return None
    run.write()
    return facts


def _differing(before: str, after: str) -> set[int]:
    """The places where two texts of as many words differ."""
    if before == after:
        return set()
    pairs = zip(before.split(" "), after.split(" "), strict=True)
    return {place for place, (one, other) in enumerate(pairs) if one != other}


class _Edit:
    """One edit, in the order of its methods.

    `texts`: the words of documents before and after. `counts`: those of words that changed, before and after; None for a word
    that no document holds, or that is silent. `come`, `gone`: words of the dictionary. `roots`: of words that came, and of those
    whose root is another now; empty for none.
    """

    def __init__(self, work: IndexWork) -> None:
        self.work, self.state, self.memory = work, work.state, work.memory
        self.products = work.documents.products
        self.texts: dict[int, tuple[Words, Words]] = {}
        self.counts: dict[str, tuple[Counts | None, Counts | None]] = {}
        self.come: set[str] = set()
        self.gone: set[str] = set()
        self.roots: dict[str, str] = {}
        self.whole: str | None = None  # whole words, where they may be others
        self.new: Shared | None = None  # what neighbours share, where it changed

    @cached_property
    def old(self) -> Shared:
        """What neighbours shared before; only some edits ask."""
        return Shared.recall(self.memory)

    def entry(self, word: str) -> DictionaryEntry:
        """The entry of a word as it was."""
        return self.work.dictionary.get(word) or NO_ENTRY

    def read(self, number: int) -> tuple[str, str]:
        """The words of a changed document, before and after. Its facts."""
        name, text = f"d:{number}", words_of(self.work.documents[number], self.work.sources.load, {})
        known = self.memory.recall(name)
        before, after = unpack_words(known), unpack_words(text)
        if text != known:
            self.texts[number] = (before, after)
            self.memory.put(name, text)
        return before.facts, after.facts

    # ------------------------------------------------------------ words

    def count(self) -> bool:
        """Count anew. False where a word becomes common or silent, or is so no more."""
        counts: dict[str, Counts] = {}
        for number, (before, after) in self.texts.items():
            for place in range(3):
                self.state.sums[place] += after.lengths[place] - before.lengths[place]
            old, new = _by_word(before), _by_word(after)
            for word in old.keys() | new.keys():
                gone, come = old.get(word, ""), new.get(word, "")
                if gone != come:
                    known = counts.get(word) or self.state.silent.get(word) or self.entry(word).counts or NO_COUNTS
                    counts[word] = counts_after(known, gone, come, product=number < self.products)
        least = least_common(len(self.work.documents))
        for word, new_counts in counts.items():
            known = self.state.silent.get(word) or self.entry(word).counts or NO_COUNTS
            may_be_silent = word in self.state.common and bool(known.heads) is not bool(new_counts.heads)
            if may_be_silent or (known.bodies > least) is not (new_counts.bodies > least):
                return False
            if word in self.state.silent:
                self.state.silent[word] = new_counts
            elif known != new_counts:
                self.counts[word] = (known if known.documents else None, new_counts if new_counts.documents else None)
        return True

    def share(self) -> bool:
        """What neighbours share, anew where it changed. False where a common word begins or ceases to be among it."""
        documents = self.work.documents
        if self.state.shared == documents.shared:
            return True
        runs, sums = shared_runs(documents, self.work.sources.language)
        sellers = frozenset(word for word, found in runs.items() if found[0].field == 0)
        self.new = Shared({word: spell_runs(found) for word, found in sorted(runs.items())}, {}, sellers)
        self.state.sums[3:], self.state.shared = sums, documents.shared
        return self.state.common.isdisjoint(self.old.runs.keys() ^ self.new.runs.keys())

    def know(self) -> bool:
        """Which words come, go, are names, and have other roots now. False where very many documents hold one of these."""
        new = self.new
        perhaps = {word for word, (before, after) in self.counts.items() if (before is None) is not (after is None)}
        perhaps |= self.old.runs.keys() ^ new.runs.keys() if new else set()
        for word in perhaps:
            before, after = self.pair(word)
            was, stays = bool(before) or word in self.old.runs, bool(after) or word in (new or self.old).runs
            if was is not stays:
                (self.come if stays else self.gone).add(word)
        renamed = self.renamed()
        if not (self.come or self.gone or renamed):
            return True
        words = edit_words(self.memory, self.gone, self.come, renamed, self.work.sources.places())
        changed = self.come | self.gone | renamed
        self.roots = self.work.sources.stemmer.changed_roots(words.before, words.after, changed, words.text)
        if may_be_read_out(changed):
            self.whole = whole_words(words.after.words, self.state.silent)
        return all(self.also(word) for word in self.roots.keys() - self.come)

    def pair(self, word: str) -> tuple[Counts | None, Counts | None]:
        """The counts of a word before and after."""
        return self.counts.get(word) or (self.entry(word).counts,) * 2

    def renamed(self) -> set[str]:
        """Words that begin or cease to be names: those that sellers are called by and no product itself uses."""
        perhaps = {word for word, (before, after) in self.counts.items()
                   if (before or NO_COUNTS).products == 0 or (after or NO_COUNTS).products == 0}  # fmt: skip
        perhaps |= self.old.sellers ^ self.new.sellers if self.new else set()
        found = set()
        for word in perhaps:
            before, after = self.pair(word)
            was = word in self.old.sellers and not (before or NO_COUNTS).products
            if was is not (word in (self.new or self.old).sellers and not (after or NO_COUNTS).products):
                found.add(word)
        return found

    def also(self, word: str) -> bool:
        """The documents that hold a word whose root is another now count as changed. False for too many."""
        counts, root = self.entry(word).counts, self.entry(word).root or word
        term = self.entry(root).term or NO_TERM
        if (counts and counts.documents > MANY) or term.documents > 10 * MANY:
            return False
        for number in documents_of(term, partial(self.work.read_piece, root)) if counts else ():
            if number not in self.texts:
                words = unpack_words(self.memory.recall(f"d:{number}"))
                if word in words.words:
                    self.texts[number] = (words, words)
        return True

    # ------------------------------------------------------------ entries

    def write(self) -> None:
        """Put the words that changed on their shelves."""
        synonyms, marks = self.work.sources.synonyms, self.state.marks
        edits, runs = self.edits(), self.runs()
        marked = {word for word in synonyms.keys() | marks.keys() if synonyms.get(word) != marks.get(word)}
        for word in sorted({*edits, *runs, *self.counts, *self.roots, *self.gone, *marked}):
            old = self.work.dictionary.get(word)
            term = (old.term if old else None) or NO_TERM
            made: dict[tuple[int, int], PieceText] = {}
            if word in edits:
                term, made = edited_term(term, edits[word], partial(self.work.read_piece, word), self.work.limits.heavy)
            if word in runs:
                term = term.with_runs(runs[word])
            root = "" if word in self.gone else self.roots.get(word, old.root if old else "")
            counts = self.counts[word][1] if word in self.counts else old.counts if old else None
            entry = DictionaryEntry(root, synonyms.get(word, ""), term if term.documents or term.held else None, counts)
            self.work.put(word, old, entry, made)
        self.state.marks = dict(synonyms)
        self.spell()

    def edits(self) -> dict[str, dict[int, tuple[str, str]]]:
        """By root: the documents whose postings changed, before and after."""
        found: dict[str, dict[int, tuple[str, str]]] = {}
        common = self.state.common
        for number, (before, after) in sorted(self.texts.items()):
            roots = {word: root for word in {*before.words, *after.words} if (root := self.entry(word).root)}
            one, other = (
                by_root(_by_word(before), roots, common),
                by_root(_by_word(after), {**roots, **self.roots}, common),
            )
            for root in one.keys() | other.keys():
                if one.get(root) != other.get(root):
                    found.setdefault(root, {})[number] = (one.get(root, ""), other.get(root, ""))
        return found

    def runs(self) -> dict[str, list[Run]]:
        """By root: its runs, where they may be others; remembered."""
        if not self.new and self.roots.keys() <= self.come:
            return {}
        old, new = self.old, self.new or Shared(self.old.runs, {}, self.old.sellers)
        known = {
            **{word: self.entry(word).root for word in new.runs.keys() - old.runs.keys()},
            **old.roots,
            **self.roots,
        }
        roots = {word: known.get(word, "") for word in new.runs}
        new.roots = {word: root for word, root in roots.items() if root}
        changed = {word for word in old.runs.keys() | new.runs.keys() if old.runs.get(word) != new.runs.get(word)}
        changed |= self.roots.keys() & new.runs.keys()
        found = {old.roots.get(word, word) for word in changed & old.runs.keys()}
        found |= {new.roots.get(word, word) for word in changed & new.runs.keys()}
        new.keep(self.memory)
        forms: dict[str, list[list[Run]]] = {root: [] for root in found}
        for word, spelled in new.runs.items():
            if new.roots.get(word, word) in found:
                forms[new.roots.get(word, word)].append(unspell_runs(spelled))
        return {root: merged_runs(held) for root, held in forms.items()}

    def spell(self) -> None:
        """Which words a misspelt one may mean."""
        documents = len(self.work.documents)
        runs = (self.old.runs.keys() ^ self.new.runs.keys()) if self.new else set()
        letters = {}
        for word in self.counts.keys() | runs:
            pair = self.pair(word)
            before, after = (letter_of(word, counts, shared=False, documents=documents) for counts in pair)
            if before != after or word in runs:
                shared = word in (self.new or self.old).runs
                letters[word] = letter_of(word, pair[1], shared=shared, documents=documents)
        if letters or self.whole is not None:
            self.state.spelling = edit_spelling(self.memory, letters, self.whole)


def _by_word(words: Words) -> dict[str, str]:
    return dict(zip(words.words, words.postings, strict=True))
