"""The index: from documents to dictionary entries and files, as a pure function; patched from what is remembered.

`Index.of` always gives what a build from nothing gives. Where the documents and their order are those of the last build, it
takes the lists of all words from memory and works only on words of the documents that changed.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial

from generator.content.cache import CacheDamagedError
from generator.model.catalog import Stored
from generator.model.digest import digest, digest_texts
from generator.search.borders import Leaf
from generator.search.documents import Document, shared_runs
from generator.search.lists import Lists
from generator.search.memory import Memory
from generator.search.shards import (
    Entry,
    dictionary_leaves,
    limits_for,
    piece_name,
    piece_owner,
    reversed_leaves,
    reversed_text,
    shard_name,
    shard_text,
)
from generator.search.state import State
from generator.search.stems import keep_stems
from generator.search.synonyms import Synonyms
from generator.search.terms import Piece, Term, merged, merged_runs, spell_runs, spell_term, unspell_runs

MANY = 400  # changed documents from which a fresh build is quicker

Stemmer = Callable[[Iterable[str], Container[str]], dict[str, str]]  # words, names among them -> form: root


class Index:
    """The finished index: `state`, and the files by name, to be read when they must be made."""

    def __init__(self, state: State, files: dict[str, Stored], touched: int) -> None:
        self.state, self.files = state, files
        self.touched = touched  # how many dictionary words were worked on

    @staticmethod
    def of(
        documents: Sequence[Document],
        load: Callable[[str], str],
        load_all: Callable[[], dict[str, str]],
        memory: Memory,
        synonyms: Synonyms,
        place_words: frozenset[str],
        stemmer: Stemmer,
        language: str = "id",
    ) -> Index:
        """The index of these documents. `load` gives the packed words of a content file. Remembers itself in `memory`."""
        return _Work(documents, load, memory, synonyms, place_words, stemmer, language).run(load_all)


def order_of(documents: Iterable[Document]) -> str:
    """Names the numbering: the digest of the documents in their order."""
    return digest("\n".join(f"{item.kind}/{item.slug}" for item in documents).encode())


class _Work:
    """One run. `lists` and `entries` hold what this run has changed or read; the rest lies in memory."""

    def __init__(
        self,
        documents: Sequence[Document],
        load: Callable[[str], str],
        memory: Memory,
        synonyms: Synonyms,
        place_words: frozenset[str],
        stemmer: Stemmer,
        language: str,
    ) -> None:
        self.documents, self.memory, self.lists = documents, memory, Lists(memory, load)
        self.synonyms, self.places, self.stemmer, self.language = synonyms, place_words, stemmer, language
        self.limits = limits_for(len(documents))
        self.products = sum(item.kind == "produk" for item in documents)
        self.entries: dict[str, Entry] = {}

    def run(self, load_all: Callable[[], dict[str, str]]) -> Index:
        order = order_of(self.documents)
        keys = [item.key[:16] for item in self.documents]
        note = self.memory.state()
        old = State.unpack(note) if note else None
        if old and old.order == order:
            changed = [number for number, (one, other) in enumerate(zip(keys, old.keys, strict=True)) if one != other]
        else:
            old, changed = None, []
        if old is None or len(changed) > MANY:
            old = None
            self.memory.clear()
            state, words = self.lists.collect(self.documents, order, keys, load_all())
        else:
            state, words = self.lists.patch(old, self.documents, keys, changed)
        return self.finish(state, old, words)

    # ------------------------------------------------------------ dictionary

    def finish(self, state: State, old: State | None, words: set[str]) -> Index:
        self.share(state, old)
        state.marks = dict(self.synonyms)
        state.names = frozenset(self.names_among(state))
        same_words = old is not None and (old.vocabulary.keys(), old.runs.keys()) == (
            state.vocabulary.keys(),
            state.runs.keys(),
        )
        if old and same_words and old.names == state.names and old.silent == state.silent:
            state.stems, state.terms = old.stems, old.terms
        else:
            known, names = (state.vocabulary.keys() - state.silent) | state.runs.keys(), self.places | state.names
            state.stems = (
                self.stems(known, names, old) if old and old.names == state.names else self.stemmer(known, names)
            )
            state.terms = sorted({state.stems.get(word, word) for word in known})
        touched = self.touched(state, old, words)
        self.make_entries(state, touched)
        state.weights = dict(old.weights) if old else {}
        for word in sorted(touched):
            if word in self.entries:
                state.weights[word] = self.entries[word].weight(word)
            else:
                state.weights.pop(word, None)
        return self.cut(state, old, touched)

    def share(self, state: State, old: State | None) -> None:
        """What documents have of neighbours: as remembered while all of them have the same of the same."""
        texts = [item.shared for item in self.documents]
        state.shared = digest_texts(*[part for text in texts for part in text])
        if old and old.shared == state.shared:
            state.sums, state.runs, state.sellers = [*state.sums[:3], *old.sums[3:]], old.runs, old.sellers
            return
        runs, sums = shared_runs(texts, self.language)
        state.sums = [*state.sums[:3], *sums]
        state.runs = {word: spell_runs(runs[word]) for word in sorted(runs)}
        state.sellers = frozenset(word for word, found in runs.items() if found[0].field == 0)

    def stems(self, known: set[str], names: frozenset[str], old: State) -> dict[str, str]:
        """The stems of a vocabulary; the remembered ones, which are the same object then, where they still hold."""
        before = (old.vocabulary.keys() - old.silent) | old.runs.keys()
        return old.stems if self.language == "id" and keep_stems(before, known, names) else self.stemmer(known, names)

    def names_among(self, state: State) -> Iterator[str]:
        """Words of seller names that no product itself uses: names, whatever they look like."""
        for word in state.sellers:
            if state.vocabulary.get(word, (0, 0, 0, self.products))[3] >= self.products:
                yield word

    def touched(self, state: State, old: State | None, words: set[str]) -> set[str]:
        """The dictionary words whose entry may differ from the remembered one."""
        if old is None:
            return {*state.vocabulary, *state.runs, *state.stems.values(), *state.marks}
        changed = words | (old.common ^ state.common)
        changed |= {word for word in old.runs.keys() | state.runs.keys() if old.runs.get(word) != state.runs.get(word)}
        if old.stems is not state.stems:
            changed |= {w for w in old.stems.keys() | state.stems.keys() if old.stems.get(w) != state.stems.get(w)}
        found = {word for word in old.marks.keys() | state.marks.keys() if old.marks.get(word) != state.marks.get(word)}
        for word in changed:
            found |= {word, old.stems.get(word, word), state.stems.get(word, word)}
        return found

    def make_entries(self, state: State, touched: set[str]) -> None:
        silent = state.silent
        forms: dict[str, list[str]] = {}
        for word, root in state.stems.items():
            forms.setdefault(root, []).append(word)
        for word in touched:
            known = (word in state.vocabulary and word not in silent) or word in state.runs
            surfaces = [*([word] if known and word not in state.stems else []), *sorted(forms.get(word, ()))]
            term = self.make_term(surfaces, state) if surfaces else None
            marks = ["=" + state.stems[word]] if word in state.stems else []
            if word in state.marks:
                marks.append(">" + state.marks[word])
            self.entries.pop(word, None)
            if term or marks:
                self.entries[word] = Entry(tuple(marks), term)
                self.keep_entry(word)
            else:
                self.memory.drop([f"t:{word}"])

    def make_term(self, surfaces: list[str], state: State) -> Term:
        documents, postings = merged([self.lists.telling(word, state.common) for word in surfaces])
        held = merged_runs([unspell_runs(state.runs[word]) for word in surfaces if word in state.runs])
        return spell_term(documents, postings, held, self.limits.heavy)

    def keep_entry(self, word: str) -> None:
        entry = self.entries[word]
        term = entry.term
        pieces = [[piece.tier, piece.first, *piece.text] for piece in term.pieces] if term else []
        packed = [entry.marks, term.parts if term else None, pieces]
        self.memory.put(f"t:{word}", json.dumps(packed, ensure_ascii=False, separators=(",", ":")))

    def entry(self, word: str) -> Entry:
        if word not in self.entries:
            self.entries[word] = _unpacked(self.memory.recall(f"t:{word}"))
        return self.entries[word]

    def recall_entries(self, words: Sequence[str]) -> None:
        """Read the entries of words that lie side by side, all at once."""
        if any(word not in self.entries for word in words):
            for name, text in self.memory.between(f"t:{words[0]}", f"t:{words[-1]}").items():
                self.entries.setdefault(name[2:], _unpacked(text))

    # ------------------------------------------------------------ files

    def cut(self, state: State, old: State | None, touched: set[str]) -> Index:
        """The files: those of touched words made anew, the others as they are remembered."""
        words = sorted(state.weights)
        leaves = dictionary_leaves(words, [state.weights[word] for word in words], self.limits)
        state.borders = [(leaf.lower, leaf.upper) for leaf in leaves]
        known = set(old.borders) if old else set()
        places = sorted(touched)
        files: dict[str, Stored] = {}
        for leaf in leaves:
            name = shard_name("t", leaf.lower)
            place = bisect_left(places, leaf.lower)
            hit = place < len(places) and (not leaf.upper or places[place] < leaf.upper)
            if old and not hit and (leaf.lower, leaf.upper) in known:
                files[name] = Stored(old.files[name], partial(self.shard, leaf, words))
            else:
                files[name] = _made(self.shard(leaf, words))
        self.add_pieces(state, old, touched, files)
        self.add_reversed(state, old, files)
        state.files = {name: file.digest for name, file in files.items()}
        self.memory.keep_state(state.pack())
        return Index(state, files, len(touched))

    def add_reversed(self, state: State, old: State | None, files: dict[str, Stored]) -> None:
        if old and old.terms == state.terms:
            state.backward = old.backward
            for lower in state.backward:
                name = shard_name("r", lower)
                files[name] = Stored(old.files[name], partial(self.reversed_file, state.terms, lower))
            return
        words, leaves = reversed_leaves(state.terms, self.limits.backward)
        state.backward = [leaf.lower for leaf in leaves]
        for leaf in leaves:
            files[shard_name("r", leaf.lower)] = _made(reversed_text(leaf, words))

    def reversed_file(self, terms: list[str], lower: str) -> str:
        words, leaves = reversed_leaves(terms, self.limits.backward)
        return next(reversed_text(leaf, words) for leaf in leaves if leaf.lower == lower)

    def shard(self, leaf: Leaf, words: Sequence[str]) -> str:
        held = words[leaf.start : leaf.stop]
        self.recall_entries(held)
        return shard_text(leaf, words, {word: self.entry(word) for word in held})

    def add_pieces(self, state: State, old: State | None, touched: set[str], files: dict[str, Stored]) -> None:
        for word in touched & self.entries.keys():
            term = self.entries[word].term
            for piece in term.pieces if term else ():
                files[piece_name(word, piece.tier, piece.first)] = _made(_piece_text(piece))
        if old:
            again = {piece_owner(piece_name(word, 0, 0)) for word in touched}
            for name, known in old.files.items():
                if name[0] == "h" and piece_owner(name) not in again:
                    files[name] = Stored(known, partial(self.piece_file, name, state))

    def piece_file(self, name: str, state: State) -> str:
        owner = piece_owner(name)
        for word in state.terms:
            if piece_owner(piece_name(word, 0, 0)) == owner:
                term = self.entry(word).term
                for piece in term.pieces if term else ():
                    if piece_name(word, piece.tier, piece.first) == name:
                        return _piece_text(piece)
        raise CacheDamagedError(f"search lost {name}")


def _unpacked(text: str) -> Entry:
    marks, parts, pieces = json.loads(text)
    found = tuple(Piece(tier, first, (gaps, texts)) for tier, first, gaps, texts in pieces)
    return Entry(tuple(marks), Term(tuple(parts), found) if parts else None)


def _made(text: str) -> Stored:
    return Stored(digest(text.encode()), partial(str, text))


def _piece_text(piece: Piece) -> str:
    return json.dumps(piece.text, separators=(",", ":"))
