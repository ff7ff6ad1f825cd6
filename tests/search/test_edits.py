"""The law of patching: whatever is edited, an index that was patched, and all it remembers, is that of a clean build."""

from __future__ import annotations

import random
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.words import count_words, posting
from generator.machine.cache import Cache
from generator.model.digest import digest, digest_texts
from generator.search import english, index_state, pieces, stems, work
from generator.search import index_edit as edit
from generator.search.documents import Document
from generator.search.index import Index
from generator.search.memory import Memory
from generator.search.shards import Limits
from generator.search.terms import Run, edited_term, spell_term
from generator.search.work import IndexSources

# Roots that only this catalogue knows and some that we know, forms of them and forms of forms; parts of words that are whole;
# words of sellers' names.
ROOTS = ["lesung", "zafran", "gantang", "melati", "anyam", "kopi", "warna"]
FRAMES = ["{}", "{}", "ber{}", "{}an", "{}nya", "{}annya", "me{}", "di{}kan", "pe{}", "pe{}an"]
PARTS = "meja kemeja duri durian uang ruang beruang rambut sari saripati 12kg weaving weaves anyaman menganyam zafranku".split()
WORDS = [*(frame.format(root) for root in ROOTS for frame in FRAMES), *PARTS]
GOODS = "tikar keripik madu teh topi tas kain gula".split()
OFTEN = ["asli", "buatan", "kami"]  # in nearly every body
SELLERS = ["Anyam Lestari", "Rumah Melati", "Lesung Batu", "Zafran", "Ukiran Kami"]
PRODUCTS, OTHERS = 40, 6


class Papers:
    """Documents with their texts: some products in the order of their sellers, then others."""

    def __init__(self, dice):
        self.dice, self.texts = dice, {}
        self.names = list(SELLERS)
        for number in range(len(self)):
            self.write(number)

    def __len__(self):
        return PRODUCTS + OTHERS

    def write(self, number):
        body = self.dice.choices(WORDS, k=self.dice.randint(0, 3))  # few, so that words come and go
        body += [word for word in OFTEN if self.dice.random() < 0.93]
        name = self.dice.choices([*GOODS, *WORDS, *OFTEN[:1]], [*[30] * len(GOODS), *[1] * len(WORDS), 1], k=2)
        facts = self.dice.choice(["", "|4000|shopee|1|"])
        self.texts[f"{number}.md"] = count_words(" ".join(name), self.dice.choice(GOODS), " ".join(body), facts)

    def edit(self):
        kind = self.dice.random()
        if kind < 0.7:
            for number in self.dice.sample(range(len(self)), self.dice.choice([1, 1, 2, 3])):
                self.write(number)
        elif kind < 0.85:
            self.names[self.dice.randrange(len(self.names))] = " ".join(self.dice.choices(WORDS, k=2)).title()

    def documents(self):
        sellers = [self.names[number * len(self.names) // PRODUCTS] for number in range(PRODUCTS)] + [""] * OTHERS
        regions = ["Kota Anyam"] * (len(self) // 2) + ["Lesung Hilir"] * (len(self) - len(self) // 2)
        return _Documents(dict(self.texts), sellers, regions, ["Kriya"] * PRODUCTS + [""] * OTHERS)


class _Documents(SimpleNamespace):
    """What an index asks of documents."""

    def __init__(self, texts, sellers, regions, categories):
        self.texts = lambda: iter([sellers, regions, categories])
        self.products = PRODUCTS
        self.order = digest(b"the same")
        self.keys = self.faces = " ".join(digest(text.encode()) for text in texts.values())
        self.shared = digest_texts(*sellers, *regions)
        self.words = texts

    def __len__(self):
        return len(self.words)

    def __getitem__(self, number):
        if number >= len(self):
            raise IndexError
        return Document("produk", str(number), f"{number}.md", "", "", "", "")


def made(documents, synonyms, cache, language="id"):
    """The files of an index and all that is remembered of it, and whether it was made from nothing."""
    stemmer = {"id": stems, "en": english}[language]
    found = Index.of(IndexSources(documents, documents.words.__getitem__, lambda: documents.words, synonyms, lambda: frozenset(["lesung"]), stemmer, language),
                     Memory(cache, language))  # fmt: skip
    cache.save()
    assert all(stored.digest == digest(stored.text.encode()) for _, stored in found.files())
    rows = dict(cache.texts("search" if language == "id" else f"search_{language}"))
    words, _, names = rows.pop("kata").partition("\n")
    files = {f"file {name}": stored.text for name, stored in found.files()}
    return {**files, **rows, "digest": found.digest, "words": sorted(words.split()), "names": names}, found.is_fresh


@pytest.fixture
def narrow(monkeypatch):
    """Borders so narrow that forty products have what forty thousand have: pieces, many shards, common words."""
    monkeypatch.setattr(pieces, "PIECE", 40)
    monkeypatch.setattr(work, "limits_for", lambda _: Limits(220, 60, 60))
    monkeypatch.setattr(index_state, "ENOUGH", 10)


@pytest.mark.parametrize(
    "share", [0.3, 0.9, 2]
)  # of bodies that makes a word common: most are, one comes and goes, none
@pytest.mark.parametrize(("seed", "language"), [(1, "id"), (2, "id"), (3, "id"), (4, "id"), (5, "en")])
def test_a_patched_index_is_a_clean_one(narrow, monkeypatch, tmp_path, seed, language, share):
    monkeypatch.setattr(index_state, "SHARE", share)
    dice = random.Random(seed)
    papers, synonyms, patched = Papers(dice), {}, 0
    kept = Cache(tmp_path / "kept.sqlite", "")
    for step in range(30):
        papers.edit()
        if dice.random() < 0.15:
            synonyms = {dice.choice(WORDS): f":{dice.choice(WORDS)}" for _ in range(2)}
        fresh = Cache(tmp_path / f"fresh-{step}.sqlite", "")
        found, was_fresh = made(papers.documents(), synonyms, kept, language)
        wanted, _ = made(papers.documents(), synonyms, fresh, language)
        fresh.close()
        assert sorted(found.keys() ^ wanted.keys()) == []
        assert [name for name, text in found.items() if text != wanted[name]] == []
        patched += not was_fresh
    assert patched > (5 if share == 0.9 else 20)


def test_many_changes_are_made_anew(narrow, tmp_path, monkeypatch):
    monkeypatch.setattr(edit, "MANY", 3)
    papers = Papers(random.Random(1))
    cache = Cache(tmp_path / "c.sqlite", "")
    assert made(papers.documents(), {}, cache)[1]
    for number in range(3):
        papers.write(number)
    assert not made(papers.documents(), {}, cache)[1]
    for number in range(4):
        papers.write(number)
    assert made(papers.documents(), {}, cache)[1]


POSTINGS = st.builds(
    lambda counts, lengths: posting(tuple((count, length if count else 0) for count, length in zip(counts, lengths, strict=True))),
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 3)).filter(any),
    st.tuples(st.integers(1, 40), st.integers(1, 3), st.integers(1, 2000)),
)  # fmt: skip
LISTS = st.dictionaries(st.integers(0, 300), POSTINGS, min_size=20, max_size=60)


@given(
    LISTS,
    st.dictionaries(st.integers(0, 600), st.one_of(st.just(""), POSTINGS), max_size=3),
    st.integers(10, 200),
    st.data(),
)
def test_an_edited_term_is_the_term_of_the_edited_list(held, changes, heavy, data):
    for document in data.draw(st.lists(st.sampled_from(sorted(held)), max_size=3)) if held else ():
        changes[document] = data.draw(st.one_of(st.just(""), POSTINGS))
    before, runs = dict(sorted(held.items())), [Run(3, 20, 1, 2, 40)]
    after = dict(sorted({key: text for key, text in {**before, **changes}.items() if text}.items()))
    edits = {
        key: (before.get(key, ""), text)
        for key, text in changes.items()
        if before.get(key, "") != text and (text or key in before)
    }
    size, pieces.PIECE = pieces.PIECE, 60
    try:
        old, texts = spell_term(list(before), list(before.values()), runs, heavy)
        new, read_again = edited_term(old, edits, lambda tier, first: texts[tier, first], heavy)
        wanted, all_texts = spell_term(list(after), list(after.values()), runs, heavy)
    finally:
        pieces.PIECE = size
    assert new == wanted
    if new.pieces:
        names = [(piece.tier, piece.first) for piece in new.pieces]
        assert {name: {**texts, **read_again}[name] for name in names} == all_texts
        assert Counter(piece.tier for piece in new.pieces).total() == len(names)


@given(st.lists(st.tuples(st.integers(0, 5000), POSTINGS), unique_by=lambda pair: pair[0], max_size=30))
def test_a_list_can_be_read_back(pairs):
    pairs.sort()
    documents, texts = [number for number, _ in pairs], [text for _, text in pairs]
    assert pieces.unspelled(pieces.gaps_of(documents), "".join(texts)) == (documents, texts)


def test_a_document_before_a_piece_may_lie_in_its_range(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 30)
    texts = {1: "NBCBB", 129: "FB8Z", 130: "NBBgBC", 131: "PBBBBpMC", 135: "PkBCCCBC", 299: "PoBCDCqED", 300: "PECDCEB"}
    old, known = pieces.pieces_of(list(texts), list(texts.values()))
    after = dict(sorted({**texts, 128: "NBBBC"}.items()))
    new, _ = pieces.edited_pieces(old, {128: ("", "NBBBC")}, lambda tier, first: known[tier, first])
    assert new == pieces.pieces_of(list(after), list(after.values()))[0]
