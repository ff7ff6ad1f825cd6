"""Quality: the judged queries on this repository's own content, and what people type that is no query at all."""

from __future__ import annotations

from pathlib import Path

import pytest

JUDGED = [
    line.split("|")
    for line in (Path(__file__).parent / "judged.txt").read_text("utf-8").splitlines()
    if line[:1] not in "#"
]

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


def test_nine_in_ten_judged_queries_are_right(page):
    found = page.evaluate(FIND, [query.strip() for query, *_ in JUDGED])
    wrong = []
    for (query, wanted, *unwanted), names in zip(JUDGED, found, strict=True):
        right = any(part.strip() in name for part in wanted.split("/") for name in names)
        spoilt = any(part.strip() in name for part in unwanted for name in names)
        if not right or spoilt:
            wrong.append((query.strip(), names[:4]))
    print(len(JUDGED), "judged,", len(wrong), "wrong:", wrong)
    assert len(JUDGED) >= 120
    assert len(wrong) <= len(JUDGED) // 10, wrong


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
    assert page.evaluate(compare, [query.strip() for query, *_ in JUDGED]) == []
