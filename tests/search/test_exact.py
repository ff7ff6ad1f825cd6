"""Exactness: the sharded index gives lunr's own scores and order, read whole or only as far as the first ten need."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest
from conftest import TODAY

from generator.build.builder import Options, build
from generator.content.words import text_of
from generator.machine.cache import Cache
from generator.search.bundle import CLIENT
from generator.search.segment_formats import DICTIONARY

HERE = Path(__file__).parent
DOCUMENTS, QUERIES = 900, 1000  # products; with their sellers more than 1,000 documents

ASK = """async ([queries, top]) => {
  const results = [];
  for (const text of queries) {
    const found = await etalaseCari.ask((search) => search.find(text, { exact: true, top }));
    results.push((top ? found.order.slice(0, top) : found.order).map((d) => [d, found.scores[d]]));
  }
  return results;
}"""


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


oracle = load("search_oracle", HERE / "oracle.py")
corpus = load("search_corpus", HERE.parent / "benchmarks" / "corpus.py")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory, monkeypatch_module):
    """A built catalogue, and the documents and stems that its index was made of."""
    seen = {}
    import generator.search.outputs as outputs

    original = outputs.Index.of

    def spy(sources, store):
        index = original(sources, store)
        if len(sources.documents) > len(seen.get("documents", ())):
            segments = [DICTIONARY.unpack(store.read(f"t:{segment.lower}")) for segment in index.state.dictionary]
            stems = {word: entry.root for segment in segments for word, entry in segment.items() if entry.root}
            seen.update(documents=list(sources.documents), stems=stems, common=index.state.common)
        return index

    monkeypatch_module.setattr(outputs.Index, "of", staticmethod(spy))
    folder = tmp_path_factory.mktemp("katalog")
    corpus.write(folder, DOCUMENTS)
    options = Options(site=folder, today=TODAY, output=folder / "output")
    result = build(options)
    assert result.published
    return folder, seen


@pytest.fixture(scope="module")
def monkeypatch_module():
    patch = pytest.MonkeyPatch()
    yield patch
    patch.undo()


# lunr.js builds the whole index in the page, from the same words, and is asked the same questions.
BUILD = """([documents, fields, boosts, stems]) => {
  const builder = new lunr.Builder(), alias = (token) => token.update((word) => stems[word] || word);
  lunr.Pipeline.registerFunction(alias, "alias");
  fields.forEach((field, i) => builder.field(field, { boost: boosts[i] }));
  builder.searchPipeline.add(alias);
  documents.forEach((document, i) => builder.add({ id: String(i), ...document }));
  globalThis.whole = builder.build();
}"""
BOTH = """async (queries) => {
  const wrong = [], near = 1e-9;
  for (const text of queries) {
    const theirs = whole.search(text).map((found) => [Number(found.ref), found.score]);
    theirs.sort((one, other) => (Math.abs(other[1] - one[1]) > near ? other[1] - one[1] : one[0] - other[0]));
    for (const top of [0, 10]) {
      const found = await etalaseCari.ask((search) => search.find(text, { exact: true, top }));
      const ours = found.order.slice(0, top || found.order.length), wanted = theirs.slice(0, top || theirs.length);
      const same = ours.length === wanted.length && ours.every((d, i) => d === wanted[i][0] && Math.abs(found.scores[d] - wanted[i][1]) < near);
      if (!same) wrong.push([text, top, ours.slice(0, 5), wanted.slice(0, 5)]);
    }
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def texts(catalogue):
    folder, seen = catalogue
    cache = Cache(folder / ".cache/isi.sqlite", _salt())
    texts = []
    for item in seen["documents"]:
        stored = json.loads(cache.text("bodies", item.path))
        record = stored["record"]
        body = " ".join([record.get("ringkasan") or "", record.get("bahan") or "", text_of(stored["body"])])
        texts.append({"nama": record["nama"], "penjual": item.seller, "tag": " ".join(record.get("tag") or []),
                      "wilayah": item.region, "kategori": item.category, "isi": body})  # fmt: skip
    cache.close()
    return texts


@pytest.fixture(scope="module")
def lunr_index(catalogue, texts):
    return oracle.oracle(texts, catalogue[1]["stems"], catalogue[1]["common"])


def _salt():
    from generator.build.code_digest import code_digest

    return code_digest()


def opened(browser, address):
    """A page with the client; what a visitor's focus would load is loaded at once."""
    page = browser.new_page()
    page.goto(address + "cari/lunr-LICENSE.txt")
    page.add_script_tag(url=address + "cari/cari-1.js")
    return page


@pytest.mark.parametrize("top", [0, 10])
def test_scores_and_order_are_those_of_lunr(catalogue, lunr_index, serve, browser, top):
    folder, seen = catalogue
    assert len(seen["documents"]) > 1000
    page = opened(browser, serve(folder / "output"))
    texts = oracle.queries(lunr_index, seen["stems"], QUERIES)
    for start in range(0, QUERIES, 100):
        part = texts[start : start + 100]
        for text, found in zip(part, page.evaluate(ASK, [part, top]), strict=True):
            wanted = sorted(
                ((round(item["score"], 8), int(item["ref"]), item["score"]) for item in lunr_index.search(text)),
                key=lambda it: (-it[0], it[1]),
            )
            wanted = wanted[:top] if top else wanted
            assert [number for number, _ in found] == [number for _, number, _ in wanted], text
            assert all(abs(score - exact) < 1e-9 for (_, score), (_, _, exact) in zip(found, wanted, strict=True)), text


def test_lunr_js_in_the_browser_agrees(catalogue, texts, lunr_index, serve, browser):
    """The second oracle: lunr.js itself, whole, in the same page; every order and score, of all results and of the first ten."""
    folder, seen = catalogue
    page = opened(browser, serve(folder / "output"))
    page.add_script_tag(content=(CLIENT / "lunr" / "lunr.js").read_text("utf-8"))
    words = oracle.tokens(texts, seen["stems"], seen["common"])
    page.evaluate(BUILD, [words, list(oracle.FIELDS), list(oracle.BOOSTS), seen["stems"]])
    questions = oracle.queries(lunr_index, seen["stems"], QUERIES, seed=11)
    assert page.evaluate("() => whole.search('kopi').length") > 10
    for start in range(0, QUERIES, 100):
        assert page.evaluate(BOTH, questions[start : start + 100]) == []


def test_every_posting_has_its_score(catalogue, lunr_index, serve, browser):
    """One term, one field, boost 1: the score of a document is the stored number itself."""
    folder, _ = catalogue
    page = opened(browser, serve(folder / "output"))
    impacts = page.evaluate("""() => etalaseCari.ask(async (search) => {
      const all = {};
      for (let i = 0; i < search.m.t.length; i++) for (const [word, { term }] of (await search.dictionary.shard(i)).entries) {
        if (!term) continue;
        for (const block of term.blocks || []) await search.dictionary.loadBlock(block);
        const idf = search.scorer.idf(term), rows = (all[word] = []);
        const lists = term.blocks ? term.blocks.map((block) => block.list) : [term.list];
        for (const list of lists) for (const [d, fields] of list) for (const [f, count, length] of fields) rows.push([d, f, search.scorer.impact(idf, f, count, length)]);
        for (const [start, stop, f, count, length] of term.runs) for (let d = start; d < stop; d++) rows.push([d, f, search.scorer.impact(idf, f, count, length)]);
      }
      return all;
    })""")
    numbers = {entry["_index"]: term for term, entry in lunr_index.inverted_index.items()}
    expected: dict[tuple[str, int, int], float] = {}
    for reference, vector in lunr_index.field_vectors.items():
        field, number = reference.split("/")
        for place in range(0, len(vector.elements), 2):
            key = (numbers[vector.elements[place]], int(number), oracle.FIELDS.index(field))
            if key[0] != oracle.COMMON:
                expected[key] = vector.elements[place + 1]
    found = {(word, number, field): score for word, rows in impacts.items() for number, field, score in rows}
    assert found.keys() == expected.keys()
    assert all(abs(found[key] - score) < 1e-9 for key, score in expected.items())
