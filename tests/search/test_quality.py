"""Quality: the judged queries on this repository's own content, and what people type that is no query at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

JUDGED = {
    kind: [tuple(map(str, row)) for row in rows]
    for kind, rows in yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text("utf-8")).items()
}
QUERIES = [row[0] for rows in JUDGED.values() for row in rows]

FIND = """async (texts) => {
  const all = [];
  for (const text of texts) all.push(await etalaseCari.ask(async (search, records) => {
    const found = await search.find(text, { top: 10 });
    return (await records.show(found.order.slice(0, 10))).map((record) => record.name);
  }));
  return all;
}"""

NO_QUERIES = [
    "", "   ", "*", "**", "+", "-", "~", "^", ":", "a:", ":b", "nama:", "harga:20000", "kopi~", "kopi^", "kopi~x", "kopi^x", "kopi~99",
    "+kopi -kopi", "-kopi", "((", "[]{}", "\\", "\\\\kopi", "kopi\\", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "😀",
    "😀 kopi", "kopi" * 2500, "a " * 5000, "yang dan di", "untuk", "*a*b*c*", "k*", "kopi*~1", "%00", "\u0000kopi", "constructor",
    "__proto__", "hasOwnProperty toString", "ﬁ ﷺ", "کوپی", "кофе", "コーヒー", "k\u0301opi", "nama:+kopi", "+nama:kopi^3~1",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(address, browser):
    page = browser.new_page()
    page.goto(address + "cari/lunr-LICENSE.txt")
    page.add_script_tag(url=address + "cari/cari-1.js")
    return page


@pytest.mark.parametrize("kind", JUDGED)
def test_nine_in_ten_judged_queries_are_right(page, kind):
    rows = JUDGED[kind]
    found = page.evaluate(FIND, [query for query, *_ in rows])
    wrong = []
    for (query, wanted, *unwanted), names in zip(rows, found, strict=True):
        right = any(part in name for part in wanted.split("/") for name in names)
        spoilt = any(part in name for parts in unwanted for part in parts.split("/") for name in names)
        if not right or spoilt:
            wrong.append((query, names[:4]))
    print(kind, len(rows), "judged,", len(wrong), "wrong:", wrong)
    assert len(wrong) <= len(rows) // 10, wrong


def test_the_judged_set_is_large_enough():
    assert len(QUERIES) >= 120 and min(map(len, JUDGED.values())) >= 10


def test_forms_that_no_product_holds_are_found_by_their_root(page):
    """No alias can lead there, since the catalogue never writes them; words that are whole are left alone."""
    ask = "(text) => etalaseCari.ask(async (search) => (await search.find(text)).groups.map((g) => [g.terms.map((t) => t.word), g.corrected || null]))"
    assert page.evaluate(ask, "dodolnya") == [[["dodol"], None]]
    assert page.evaluate(ask, "selendangnya") == [[["selendang"], None]]
    assert page.evaluate(ask, "pagaralam") == [[["pagar", "alam"], None]]
    for whole in ("peranakan", "asinan", "bermuda"):  # not anak, asin, muda
        assert not {"anak", "asin", "muda"} & {word for words, _ in page.evaluate(ask, whole) for word in words}


def test_synonyms_of_several_words_mean_all_of_them(page):
    """ "gulo abang" stands for "gula aren" and "gula merah": what is only sugar, or only red, is not meant."""
    names = page.evaluate(FIND, ["gulo abang"])[0]
    assert names and "Gula aren cetak batok" in names[:3]
    ask = "(text) => etalaseCari.ask(async (search, records) => { const found = await search.find(text); return (await records.show(found.order.slice(0, found.sure))).map((r) => r.name); })"
    assert not any("Merah" in name and "Gula" not in name for name in page.evaluate(ask, "gulo abang"))


def test_what_is_no_query_is_no_fault_either(page):
    faults = []
    page.on("pageerror", lambda fault: faults.append(fault))
    found = page.evaluate(FIND, NO_QUERIES)
    assert len(found) == len(NO_QUERIES) and not faults
    assert found[NO_QUERIES.index("😀 kopi")] == found[NO_QUERIES.index("k\u0301opi")] != []


def test_pieces_of_the_first_results_are_those_of_all(page):
    """The first ten, read as far as needed, are the first ten of everything."""
    compare = """async (texts) => {
      const wrong = [];
      for (const text of texts) await etalaseCari.ask(async (search) => {
        const some = (await search.find(text, { top: 10 })).order.slice(0, 10), all = (await search.find(text)).order.slice(0, 10);
        if (some.join() !== all.join()) wrong.push([text, some, all]);
      });
      return wrong;
    }"""
    assert page.evaluate(compare, QUERIES) == []
