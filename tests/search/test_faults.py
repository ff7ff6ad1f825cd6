"""When files are gone, the network is, or what was typed is nonsense: the page says what happened and recovers."""

from __future__ import annotations

import random
from collections import Counter

from playwright.sync_api import expect

NASTY = [
    "", "   ", "*", "**", "+", "-", "~", "^", ":", "a:", ":b", "nama:", "kopi~", "kopi^", "kopi~x", "kopi~99", "+kopi -kopi", "((", "[]{}",
    "\\", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "😀", "👩‍👩‍👧‍👦 kopi", "kopi" * 2500, "a " * 5000, "😀" * 5000, "yang dan di",
    "*a*b*c*", "k*", "kopi*~1", "%00", "\u0000kopi", "constructor", "__proto__", "hasOwnProperty toString", "ﬁ ﷺ", "کوپی", "コーヒー", "k\u0301opi",
    "+nama:kopi^3~1", "\ud800", "kopi\u202e", "\u200b", "İ", "ß", "ki*~2", "~2", "a~2", "**~1", "-a -b -c", "nama:*", "'\"`", "&amp;", "kopi&q=2#x",
]  # fmt: skip


def kinds(page):
    """How often each kind of search file was asked for."""
    asked = Counter()
    page.on(
        "request",
        lambda request: asked.update(
            [request.url.rpartition("/")[2].partition("?")[0]] if "/cari/" in request.url else []
        ),
    )
    return asked


def test_nasty_texts_do_no_harm(visit, answered):
    page = visit("cari/?urut=nama")
    answered(page)
    for text in NASTY:
        page.evaluate(
            "(text) => { document.querySelector('main input[name=q]').value = text; document.querySelector('main form').requestSubmit(); }",
            text,
        )
        answered(page)
        assert page.locator("[data-cari=halaman] script, [data-cari=halaman] img[src=x]").count() == 0, text
        assert "dimuat" not in page.locator("main [data-cari=status]").text_content(), text


def test_seeded_nonsense_does_no_harm(visit, answered):
    """Letters, signs of the query language, words of the catalogue and of nobody, in any order."""
    dice = random.Random(23)
    parts = [
        "kopi",
        "songket",
        "tikar purun",
        "*",
        "~1",
        "~2",
        "^3",
        "+",
        "-",
        ":",
        "nama:",
        "isi:",
        " ",
        " ",
        "ñ",
        "é",
        "😀",
        "\t",
        "(",
        "]",
        "1",
        "\u0301",
    ]
    texts = ["".join(dice.choices(parts, k=dice.randint(1, 12))) for _ in range(150)]
    page = visit("cari/")
    wrong = page.evaluate("""async (texts) => {
      const wrong = [];
      for (const text of texts) for (const options of [{}, { top: 10 }, { typing: true, top: 6 }, { exact: true }]) try {
        await etalaseCari.ask((search) => search.find(text, options));
      } catch (fault) { wrong.push([text, String(fault)]); }
      return wrong;
    }""", texts)  # fmt: skip
    assert wrong == []


def test_a_shard_that_is_gone_makes_it_read_the_manifest_once_and_ask_again(visit, answered):
    page = visit("cari/?q=kemplang")
    answered(page)
    asked = kinds(page)
    lost = []

    def once(route):
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        return route.fulfill(status=404, body="gone")

    page.route("**/cari/*/t-*.json", once)
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")
    assert len(lost) == 1 and asked["m.json"] == 1
    assert asked[lost[0].rpartition("/")[2]] == 2


def test_a_shard_that_stays_gone_is_said_and_tried_again_on_request(visit, answered):
    page = visit("cari/")
    asked = kinds(page)
    page.route("**/cari/*/t-*.json", lambda route: route.fulfill(status=404, body="gone"))
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("main [data-cari=status]")).to_contain_text("belum dapat dimuat")
    assert asked["m.json"] <= 2  # the first, and exactly one more
    expect(page.get_by_role("link", name="Kota Palembang")).to_be_visible()  # the lists are a way on
    page.unroute("**/cari/*/t-*.json")
    page.get_by_role("button", name="Coba lagi").click()
    assert answered(page) == "10 produk"


def test_a_deploy_while_the_page_is_open(visit, answered, showcase):
    """The folder of the numbering is gone, the manifest names another: the page finds its way by itself."""
    page = visit("cari/?q=kemplang")
    answered(page)
    old = page.evaluate("etalaseCari.store.folder")
    manifest = (showcase / "output/cari/m.json").read_text("utf-8").replace(f'"{old[:-1]}"', '"baru1234"')
    page.route(f"**/cari/{old}**", lambda route: route.fulfill(status=404, body="gone"))
    page.route("**/cari/m.json", lambda route: route.fulfill(body=manifest, content_type="application/json"))
    page.route(
        "**/cari/baru1234/*",
        lambda route: route.fulfill(path=showcase / "output/cari" / old / route.request.url.rpartition("/")[2]),
    )
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")
    assert page.evaluate("etalaseCari.store.folder") == "baru1234/"


def test_offline_is_said_and_the_answer_comes_with_the_network(visit, answered):
    page = visit("cari/?q=kemplang")
    answered(page)
    page.context.set_offline(True)
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("main [data-cari=status]")).to_contain_text("Periksa sambungan")
    assert page.locator("[data-cari=hasil] li").count() == 0
    page.context.set_offline(False)  # nobody presses anything
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")


def test_half_a_file_is_no_answer(visit, answered, showcase):
    page = visit("cari/")
    cut = []

    def half(route):
        if cut:
            return route.continue_()
        cut.append(1)
        return route.fulfill(body='["", "half of a sh', content_type="application/json")

    page.route("**/cari/*/t-*.json", half)
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")
    assert cut == [1]


def test_without_the_query_language_words_still_find(visit, answered):
    page = visit("cari/")
    page.route("**/cari/lunr-1.js", lambda route: route.abort())
    page.locator("main input[name=q]").fill("song*")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("main [data-cari=status]")).to_contain_text("belum dapat dimuat")
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")


def test_answers_that_come_late_change_nothing(visit, answered):
    page = visit("cari/")
    held = []

    def hold(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/cari/*/d-*.json", hold)
    with page.expect_request("**/cari/*/d-*.json"):
        page.locator("main input[name=q]").fill("kemplang")
        page.locator("main input[name=q]").press("Enter")
    page.locator("main input[name=q]").fill("songket")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")
    assert answered(page) == "10 produk"
    with page.expect_response(held[0].request.url):
        held[0].continue_()
    page.evaluate("() => etalaseCari.ask((search) => search.find('kemplang'))")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Songket")


def test_a_site_on_a_disk(visit, answered, showcase):
    """`--luring`: opened from file://, everything works: results, filters, spelling, patterns, English."""
    disk = (showcase / "luring").as_uri()
    page = visit(f"{disk}/cari/index.html?q=songket", viewport={"width": 1280, "height": 800})
    assert answered(page) == "10 produk"
    page.get_by_role("checkbox", name="Kota Palembang").check()
    page.wait_for_function("() => location.search.includes('wilayah')")
    assert answered(page) == "6 produk"
    link = page.locator("[data-cari=hasil] a").first.get_attribute("href")
    assert link.startswith(disk) and link.endswith("index.html")
    page.goto(link)
    assert "Songket" in page.title()
    for query in ("sonket", "song*", "songkt~1"):
        page.goto(f"{disk}/cari/index.html?q={query}")
        assert answered(page).startswith("1"), query
    page.goto(f"{disk}/en/cari/index.html?q=mats")
    assert "product" in answered(page)
    page.goto(f"{disk}/tentang/index.html")
    page.get_by_role("combobox").fill("kemplang")
    expect(page.get_by_role("option").first).to_contain_text("Kemplang")
