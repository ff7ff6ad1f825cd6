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
from generator.search import index, index_state, index_writer, posting_blocks
from generator.search.documents import Document
from generator.search.english import EnglishStemmer
from generator.search.incremental import index_update
from generator.search.incremental.block_update import update_blocks
from generator.search.incremental.term_update import update_term
from generator.search.index import Index
from generator.search.index_store import IndexStore
from generator.search.index_writer import IndexSources
from generator.search.shards import Limits
from generator.search.stems import root_of
from generator.search.term_postings import NO_POSTINGS, Run, encode_list

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
        self.word_digests = self.display_digests = " ".join(digest(text.encode()) for text in texts.values())
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
    stemmer = EnglishStemmer(cache) if language == "en" else root_of
    found = Index.of(IndexSources(documents, documents.words.__getitem__, lambda: documents.words, synonyms, lambda: frozenset(["lesung"]), stemmer, language),
                     IndexStore(cache, language))  # fmt: skip
    cache.save()
    assert all(stored.digest == digest(stored.text.encode()) for _, stored in found.files())
    rows = dict(cache.texts("search" if language == "id" else f"search_{language}"))
    words, _, names = rows.pop("kata").partition("\n")
    files = {f"file {name}": stored.text for name, stored in found.files()}
    return {**files, **rows, "digest": found.digest, "words": sorted(words.split()), "names": names}, found.is_clean


@pytest.fixture
def narrow(monkeypatch):
    """Borders so narrow that forty products have what forty thousand have: blocks, many shards, common words."""
    monkeypatch.setattr(posting_blocks, "BLOCK", 40)
    monkeypatch.setattr(index_writer, "limits_for", lambda _: Limits(220, 60, 60))
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
        clean = Cache(tmp_path / f"clean-{step}.sqlite", "")
        found, was_clean = made(papers.documents(), synonyms, kept, language)
        wanted, _ = made(papers.documents(), synonyms, clean, language)
        clean.close()
        assert sorted(found.keys() ^ wanted.keys()) == []
        assert [name for name, text in found.items() if text != wanted[name]] == []
        patched += not was_clean
    assert patched > (5 if share == 0.9 else 20)


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_updates_every_index_is_built_clean(narrow, monkeypatch, tmp_path, language):
    """The seam: with the one switch off, the same edits give the same files, and nothing of `incremental/` is asked."""
    updated, clean = Cache(tmp_path / "updated.sqlite", ""), Cache(tmp_path / "clean.sqlite", "")
    papers = Papers(random.Random(7))
    for _ in range(5):
        papers.edit()
        with_updates, _ = made(papers.documents(), {}, updated, language)
        with monkeypatch.context() as patch:
            patch.setattr(index, "UPDATE", None)
            without, was_clean = made(papers.documents(), {}, clean, language)
        assert was_clean and without == with_updates


def test_many_changes_make_a_clean_build(narrow, tmp_path, monkeypatch):
    monkeypatch.setattr(index_update, "MANY", 3)
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
    size, posting_blocks.BLOCK = posting_blocks.BLOCK, 60
    try:
        old, texts = encode_list(NO_POSTINGS.with_runs(runs), list(before), list(before.values()), heavy)
        new, read_again = update_term(old, edits, lambda tier, first: texts[tier, first], heavy)
        wanted, all_texts = encode_list(NO_POSTINGS.with_runs(runs), list(after), list(after.values()), heavy)
    finally:
        posting_blocks.BLOCK = size
    assert new == wanted
    if new.blocks:
        names = [block.key for block in new.blocks]
        assert {name: {**texts, **read_again}[name] for name in names} == all_texts
        assert Counter(block.tier for block in new.blocks).total() == len(names)


@given(st.lists(st.tuples(st.integers(0, 5000), POSTINGS), unique_by=lambda pair: pair[0], max_size=30))
def test_a_list_can_be_read_back(pairs):
    pairs.sort()
    documents, texts = [number for number, _ in pairs], [text for _, text in pairs]
    assert posting_blocks.decode_list(posting_blocks.encode_gaps(documents), "".join(texts)) == (documents, texts)


def test_a_document_before_a_block_may_lie_in_its_range(monkeypatch):
    monkeypatch.setattr(posting_blocks, "BLOCK", 30)
    texts = {1: "NBCBB", 129: "FB8Z", 130: "NBBgBC", 131: "PBBBBpMC", 135: "PkBCCCBC", 299: "PoBCDCqED", 300: "PECDCEB"}
    old, known = posting_blocks.cut_list(list(texts), list(texts.values()))
    after = dict(sorted({**texts, 128: "NBBBC"}.items()))
    new, _ = update_blocks(old, {128: ("", "NBBBC")}, lambda tier, first: known[tier, first])
    assert new == posting_blocks.cut_list(list(after), list(after.values()))[0]
