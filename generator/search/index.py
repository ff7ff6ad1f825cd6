"""The index: from documents to dictionary entries and files, as a pure function; patched from what is remembered.

`Index.of` always gives what a build from nothing gives. Where the documents and their order are those of the last build, it
takes the lists of all words from memory and works only on words of the documents that changed.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.content.cache import Cache, CacheDamagedError
from generator.content.words import Words, unpack_words
from generator.model.catalog import Stored
from generator.model.digest import digest, digest_texts
from generator.search.borders import Leaf
from generator.search.documents import Document, shared_runs
from generator.search.shards import (
    Entry,
    dictionary_leaves,
    limits_for,
    piece_name,
    reversed_leaves,
    reversed_text,
    shard_name,
    shard_text,
)
from generator.search.stems import stems_of
from generator.search.synonyms import Synonyms
from generator.search.terms import Piece, Run, Term, merged, spell_term

NOTE, TABLE = "cari", "search"
HEAD = frozenset("BCDFGHJKLNOP")  # first letters of postings in a name or a tag
MANY = 400  # changed documents from which a fresh build is quicker

List = tuple[list[int], list[str]]  # documents, postings


@dataclass
class State:
    """What is remembered of an index besides its lists. Plain JSON."""

    order: str  # digest of the documents in their order
    keys: list[str]  # of the documents: kind, slug and record
    sums: list[int]  # words in all names, tags and bodies
    facts: list[str]
    vocabulary: dict[str, list[int]]  # surface word -> [documents, documents with it in name or tags]
    names: list[str]  # words that only sellers are called by
    stems: dict[str, str]
    runs: dict[str, Any]
    marks: dict[str, str]  # the office's synonyms
    weights: dict[str, int]  # dictionary word -> characters in its shard
    terms: list[str]
    files: dict[str, str] = field(default_factory=dict)  # name -> digest
    borders: list[list[str]] = field(default_factory=list)  # of the dictionary: [lower, upper]


class Index:
    """The finished index: `state`, and the files by name, to be read when they must be made."""

    def __init__(self, state: State, files: dict[str, Stored], backward: list[str]) -> None:
        self.state, self.files, self.backward = state, files, backward
        self.touched = 0  # dictionary words worked on

    @staticmethod
    def of(
        documents: Sequence[Document],
        load: Callable[[str], str],
        memory: Cache,
        synonyms: Synonyms,
        place_words: frozenset[str],
    ) -> Index:
        """The index of these documents. `load` gives the packed words of a content file. Remembers itself in `memory`."""
        return _Work(documents, load, memory, synonyms, place_words).run()


def order_of(documents: Iterable[Document]) -> str:
    """Names the numbering: the digest of the documents in their order."""
    return digest("\n".join(f"{item.kind}/{item.slug}" for item in documents).encode())


class _Work:
    """One run. `lists` and `entries` hold what this run has changed or read; the rest lies in memory."""

    def __init__(
        self,
        documents: Sequence[Document],
        load: Callable[[str], str],
        memory: Cache,
        synonyms: Synonyms,
        place_words: frozenset[str],
    ) -> None:
        self.documents, self.load, self.memory = documents, load, memory
        self.synonyms, self.places = synonyms, place_words
        self.limits = limits_for(len(documents))
        self.products = sum(item.kind == "produk" for item in documents)
        self.lists: dict[str, List] = {}
        self.entries: dict[str, Entry] = {}
        self.changed_entries: set[str] = set()
        self.pieces: dict[str, list[str]] = {}

    def run(self) -> Index:
        order = order_of(self.documents)
        keys = [item.key[:16] for item in self.documents]
        note = self.memory.note(NOTE)
        old = State(**note) if note else None
        if old and old.order == order:
            changed = [number for number, (one, other) in enumerate(zip(keys, old.keys, strict=True)) if one != other]
        else:
            old, changed = None, []
        if old is None or len(changed) > MANY:
            old = None
            self.memory.clear(TABLE)
            state, words = self.collect(order, keys)
        else:
            state, words = self.patch(old, keys, changed)
        return self.finish(state, old, words)

    # ------------------------------------------------------------ lists of surface words

    def collect(self, order: str, keys: list[str]) -> tuple[State, set[str]]:
        """Every document's words, appended to each word's list in the order of the numbers."""
        lists: dict[str, List] = {}
        sums, facts = [0, 0, 0], []
        for number, document in enumerate(self.documents):
            text = self.load(document.path)
            self.memory.put(TABLE, f"d:{document.path}", text)
            found = unpack_words(text)
            facts.append(found.facts)
            for place, length in enumerate(found.lengths):
                sums[place] += length
            for word, posting in zip(found.words, found.postings, strict=True):
                known = lists.get(word)
                if known is None:
                    lists[word] = ([number], [posting])
                else:
                    known[0].append(number)
                    known[1].append(posting)
        self.lists = lists
        vocabulary = {word: _counts(found) for word, found in lists.items()}
        state = State(order, keys, sums, facts, vocabulary, [], {}, {}, {}, {}, [])
        for word in lists:
            self.keep_list(word)
        return state, set(lists)

    def patch(self, old: State, keys: list[str], changed: list[int]) -> tuple[State, set[str]]:
        """The old lists with the words of the changed documents replaced."""
        state = State(old.order, keys, list(old.sums), list(old.facts), dict(old.vocabulary), [], {}, {}, {}, {}, [])
        touched: set[str] = set()
        for number in changed:
            path = self.documents[number].path
            text = self.load(path)
            before, after = unpack_words(self.recall(f"d:{path}")), unpack_words(text)
            self.memory.put(TABLE, f"d:{path}", text)
            state.facts[number] = after.facts
            for place in range(3):
                state.sums[place] += after.lengths[place] - before.lengths[place]
            touched |= self.replace(number, before, after)
        for word in touched:
            found = self.list_of(word)
            if found[0]:
                state.vocabulary[word] = _counts(found)
                self.keep_list(word)
            else:
                state.vocabulary.pop(word, None)
                self.memory.drop(TABLE, [f"w:{word}"])
        return state, touched

    def replace(self, number: int, before: Words, after: Words) -> set[str]:
        old = dict(zip(before.words, before.postings, strict=True))
        new = dict(zip(after.words, after.postings, strict=True))
        touched = {word for word in old.keys() | new.keys() if old.get(word) != new.get(word)}
        for word in touched:
            documents, postings = self.list_of(word)
            place = bisect_left(documents, number)
            if word in old:
                del documents[place], postings[place]
            if word in new:
                documents.insert(place, number)
                postings.insert(place, new[word])
        return touched

    def recall(self, name: str) -> str:
        row = self.memory.get(TABLE, name)
        if row is None:
            raise CacheDamagedError(f"search lost {name}")
        return row[1]

    def list_of(self, word: str) -> List:
        """The list of a surface word; empty for a word that no record holds."""
        if word not in self.lists:
            row = self.memory.get(TABLE, f"w:{word}")
            documents, _, postings = row[1].partition("\n") if row else ("", "", "")
            self.lists[word] = (list(map(int, documents.split())), postings.split())
        return self.lists[word]

    def keep_list(self, word: str) -> None:
        documents, postings = self.lists[word]
        self.memory.put(TABLE, f"w:{word}", " ".join(map(str, documents)) + "\n" + " ".join(postings))

    # ------------------------------------------------------------ dictionary

    def finish(self, state: State, old: State | None, words: set[str]) -> Index:
        runs, shared = shared_runs([item.shared for item in self.documents])
        state.sums = [*state.sums[:3], *shared]
        state.marks = dict(self.synonyms)
        state.names = sorted(self.names_among(runs, state))
        if old and old.vocabulary.keys() == state.vocabulary.keys() and old.names == state.names and old.runs.keys() == runs.keys():
            state.stems = old.stems
        else:
            state.stems = stems_of(state.vocabulary.keys() | runs.keys(), self.places | frozenset(state.names))
        state.runs = json.loads(json.dumps(runs))
        groups = self.groups(state, runs)
        touched = self.touched(state, old, words)
        self.make_entries(state, groups, runs, touched)
        state.weights = {word: weight for word, weight in (old.weights if old else {}).items() if word not in touched}
        for word in touched & self.entries.keys():
            state.weights[word] = self.entries[word].weight(word)
        state.terms = sorted(groups)
        return self.cut(state, old, touched)

    def names_among(self, runs: dict[str, list[Run]], state: State) -> Iterable[str]:
        """Words of seller names that no product itself uses: names, whatever they look like."""
        for word, found in runs.items():
            if found[0].field == 0 and (word not in state.vocabulary or self.first_of(word) >= self.products):
                yield word

    def first_of(self, word: str) -> int:
        documents = self.list_of(word)[0]
        return documents[0] if documents else self.products

    def groups(self, state: State, runs: dict[str, list[Run]]) -> dict[str, list[str]]:
        """The surface words behind each term."""
        groups: dict[str, list[str]] = {}
        for word in sorted(state.vocabulary.keys() | runs.keys()):
            groups.setdefault(state.stems.get(word, word), []).append(word)
        return groups

    def touched(self, state: State, old: State | None, words: set[str]) -> set[str]:
        """The dictionary words whose entry may differ from the remembered one."""
        if old is None:
            return {*state.vocabulary, *state.runs, *state.stems.values(), *state.marks}
        changed = set(words)
        changed |= {word for word in old.runs.keys() | state.runs.keys() if old.runs.get(word) != state.runs.get(word)}
        if old.stems is not state.stems:
            changed |= {w for w in old.stems.keys() | state.stems.keys() if old.stems.get(w) != state.stems.get(w)}
        found = {word for word in old.marks.keys() | state.marks.keys() if old.marks.get(word) != state.marks.get(word)}
        for word in changed:
            found |= {word, old.stems.get(word, word), state.stems.get(word, word)}
        return found

    def make_entries(
        self, state: State, groups: dict[str, list[str]], runs: dict[str, list[Run]], touched: set[str]
    ) -> None:
        for word in touched:
            term = None
            if word in groups:
                term = self.make_term(groups[word], runs)
            marks = []
            if word in state.stems:
                marks.append("=" + state.stems[word])
            if word in state.marks:
                marks.append(">" + state.marks[word])
            self.entries.pop(word, None)
            if term or marks:
                self.entries[word] = Entry(tuple(marks), term)
                self.keep_entry(word)
            else:
                self.memory.drop(TABLE, [f"t:{word}"])

    def make_term(self, surfaces: list[str], runs: dict[str, list[Run]]) -> Term:
        documents, postings = merged([self.list_of(word) for word in surfaces])
        held = runs.get(surfaces[0], []) if len(surfaces) == 1 else _merged_runs([runs[w] for w in surfaces if w in runs])
        return spell_term(documents, postings, held, self.limits.heavy)

    def keep_entry(self, word: str) -> None:
        entry = self.entries[word]
        term = entry.term
        pieces = [[piece.tier, piece.first, *piece.text] for piece in term.pieces] if term else []
        packed = [entry.marks, term.parts if term else None, pieces]
        self.memory.put(TABLE, f"t:{word}", json.dumps(packed, ensure_ascii=False, separators=(",", ":")))

    def entry(self, word: str) -> Entry:
        if word not in self.entries:
            marks, parts, pieces = json.loads(self.recall(f"t:{word}"))
            found = tuple(Piece(tier, first, (gaps, texts)) for tier, first, gaps, texts in pieces)
            self.entries[word] = Entry(tuple(marks), Term(tuple(parts), found) if parts else None)
        return self.entries[word]

    # ------------------------------------------------------------ files

    def cut(self, state: State, old: State | None, touched: set[str]) -> Index:
        """The files: those of touched words made anew, the others as they are remembered."""
        words = sorted(state.weights)
        found = dictionary_leaves(words, [state.weights[word] for word in words], self.limits)
        state.borders = [[leaf.lower, leaf.upper] for leaf in found]
        known = {tuple(pair) for pair in old.borders} if old else set()
        files: dict[str, Stored] = {}
        places = sorted(bisect_left(words, word) for word in touched)
        for leaf in found:
            name = shard_name("t", leaf.lower)
            place = bisect_left(places, leaf.start)
            hit = place < len(places) and places[place] < leaf.stop
            # A word that went away leaves its place to the next one, perhaps of the next shard: look at the range too.
            hit = hit or (leaf.lower, leaf.upper) not in known or any(_within(word, leaf) for word in touched)
            if old and not hit:
                files[name] = Stored(old.files[name], self.shard_loader(leaf, words))
            else:
                text = self.shard(leaf, words)
                files[name] = Stored(digest(text.encode()), lambda text=text: text)  # type: ignore[misc]
        self.add_pieces(state, old, touched, files)
        backward, borders = reversed_leaves(state.terms)
        for leaf in borders:
            text = reversed_text(leaf, backward)
            files[shard_name("r", leaf.lower)] = Stored(digest(text.encode()), lambda text=text: text)  # type: ignore[misc]
        state.files = {name: file.digest for name, file in files.items()}
        self.memory.remember(NOTE, vars(state))
        index = Index(state, files, [leaf.lower for leaf in borders])
        index.touched = len(touched)
        return index

    def shard(self, leaf: Leaf, words: Sequence[str]) -> str:
        return shard_text(leaf, words, {word: self.entry(word) for word in words[leaf.start : leaf.stop]})

    def shard_loader(self, leaf: Leaf, words: Sequence[str]) -> Callable[[], str]:
        return lambda: self.shard(leaf, words)

    def add_pieces(self, state: State, old: State | None, touched: set[str], files: dict[str, Stored]) -> None:
        for word in touched & self.entries.keys():
            term = self.entries[word].term
            for piece in term.pieces if term else ():
                text = json.dumps(piece.text, separators=(",", ":"))
                files[piece_name(word, piece.tier, piece.first)] = Stored(digest_texts(text), lambda text=text: text)  # type: ignore[misc]
        if not old:
            return
        again = {piece_name(word, 0, 0).rpartition("-")[0].rpartition("-")[0] for word in touched}
        for name, known in old.files.items():
            if name[0] == "h" and name.rpartition("-")[0].rpartition("-")[0] not in again:
                files[name] = Stored(known, self.piece_loader(name, state))

    def piece_loader(self, name: str, state: State) -> Callable[[], str]:
        def load() -> str:
            for word in state.terms:
                if name.startswith(piece_name(word, 0, 0).rpartition("-")[0].rpartition("-")[0] + "-"):
                    term = self.entry(word).term
                    for piece in term.pieces if term else ():
                        if piece_name(word, piece.tier, piece.first) == name:
                            return json.dumps(piece.text, separators=(",", ":"))
            raise CacheDamagedError(f"search lost {name}")

        return load


def _counts(found: List) -> list[int]:
    return [len(found[0]), sum(posting[0] in HEAD for posting in found[1])]


def _within(word: str, leaf: Leaf) -> bool:
    return leaf.lower <= word and (not leaf.upper or word < leaf.upper)


def _merged_runs(lists: Sequence[list[Run]]) -> list[Run]:
    """The runs of several forms of one root; where two forms stand in one text of a field, their counts add up."""
    if len(lists) < 2:
        return lists[0] if lists else []
    held: dict[tuple[int, int], Run] = {}
    for run in (run for runs in lists for run in runs):
        key = (run.start, run.field)
        known = held.get(key)
        held[key] = run._replace(count=run.count + known.count) if known else run
    return sorted(held.values(), key=lambda run: (run.start, run.field))
