"""Stories where editors mean something else than the letter of CommonMark: bullets, notes, addresses, stars, line ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.body import Body, render
from generator.model import rules
from generator.model.problem import Log
from generator.theme.sanitise import safe_body


def read(text: str, log: Log | None = None) -> Body:
    return render(text, "produk/a.md", 1, log or Log("x"), "https://contoh.example/uji/")


def html(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", read(text).html)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bahan:\n- tepung\n- gula", "<p>Bahan:</p><ul><li>tepung</li><li>gula</li></ul>"),
        ("Bahan:\n1) tepung\n2) gula", "<p>Bahan:</p><ol><li>tepung</li><li>gula</li></ol>"),
        ("* a\n\n  * b", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"),
        ("- a\n  - b\n     - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
        ("1. a\n   - b\n\n   kedua\n2. c", "<ol><li><p>a</p><ul><li>b</li></ul><p>kedua</p></li><li><p>c</p></li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("#BanggaBuatanIndonesia #UMKM", "<p>#BanggaBuatanIndonesia #UMKM</p>"),
        ("~~Rp20.000~~ Rp15.000", "<p><del>Rp20.000</del> Rp15.000</p>"),
        ("\tMenjorok.\n\n    Juga *ini*.", "<p>Menjorok.</p><p>Juga <em>ini</em>.</p>"),
        ("```\n*kode*\n```", "<pre><code>*kode*</code></pre>"),
        ("kata_dengan_garis dan *a*b", "<p>kata_dengan_garis dan <em>a</em>b</p>"),
        ("Judul\n===\n> kutip\n\n***", '<h2 id="judul">Judul</h2><blockquote><p>kutip</p></blockquote><hr>'),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead>'
         '<tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_what_editors_write(text: str, wanted: str) -> None:
    assert html(text) == wanted
    assert html(text.replace("\n", "\r\n").replace("\r\n", "\n")) == wanted


@pytest.mark.parametrize(
    "text", ["2*3*4 cm", "20*30 cm dan 5*7 cm", "2 * 3 * 4", "5cm*3cm*2cm", "1*2*3 lalu 4*5*6", "\\*tanpa\\*", "3*x*4", "5 ~ 10 kg ~ 2"]
)  # fmt: skip
def test_stars_that_multiply_stay(text: str) -> None:
    assert html(text) == f"<p>{text.replace(chr(92), '')}</p>"


def test_stars_that_mark_still_do() -> None:
    assert html("*2 kg* dan **Rp5.000**, *3*") == "<p><em>2 kg</em> dan <strong>Rp5.000</strong>, <em>3</em></p>"


@pytest.mark.parametrize(
    "sign", ["•", "• ", "•\t", "●  ", "▪ ", "◦ ", "‣ ", "➢ ", "\uf0b7 ", "– ", "— ", "· ", "o   ", "o ", "§ ", "Ø "]
)
def test_bullets_of_office_programs_make_lists(sign: str) -> None:
    assert (
        html(f"Isi:\n{sign}kopi\n{sign}teh\n\nSelesai.")
        == "<p>Isi:</p><ul><li>kopi</li><li>teh</li></ul><p>Selesai.</p>"
    )


@pytest.mark.parametrize("sign", ["✓", "✔", "✅", "✗", "✔\ufe0f"])
def test_check_marks_make_lists_and_stay(sign: str) -> None:
    assert html(f"{sign} halal\n{sign} BPOM") == f"<ul><li>{sign[0]} halal</li><li>{sign[0]} BPOM</li></ul>"


@pytest.mark.parametrize(
    "text", ["– begitu katanya –", "✓ Halal", "o ya, kopi", "kopi • teh", "10 · 20", "Ødegaard dan ü"]
)
def test_a_sign_alone_is_no_list(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


def test_bullets_nest_and_mix() -> None:
    assert html("• a\n  ◦ b\n• c") == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    assert html("> • a\n> • b") == "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"
    assert html("```\n• a\n• b\n```") == "<pre><code>• a• b</code></pre>"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- RAHASIA -->", "Awal <!-- RAHASIA --> akhir", "<!-- RAHASIA\n\nRAHASIA\n-->\nakhir", "- a\n  <!-- RAHASIA -->\n- b",
        "- a <!-- RAHASIA\n  RAHASIA --> b\n- c", "> <!-- RAHASIA -->", "1. <!-- RAHASIA -->", "<!-- RAHASIA", "a\n\n- b <!-- RAHASIA\n\n# RAHASIA\n",
        "a <!--RAHASIA--> b <!--RAHASIA--> c", "# Judul <!-- RAHASIA -->", "| a | b |\n|---|---|\n| 1 | <!-- RAHASIA --> 2 |", "**a <!-- RAHASIA --> b**",
        "[a <!-- RAHASIA -->](https://a.id)", "\t<!-- RAHASIA -->", "    <!-- RAHASIA -->", "- a\n  ```\n  b\n- <!-- RAHASIA -->", "<!—RAHASIA—>", "<!– RAHASIA –> b",
        "`a\n<!-- RAHASIA -->`", "<!---RAHASIA--->", "<!--\nRAHASIA --> ekor\n<!-- RAHASIA -->", "~~~\na\n~~~\n<!-- RAHASIA -->", "• <!-- RAHASIA -->\n• b", "<!-->\n<!-- RAHASIA -->",
    ],
)  # fmt: skip
def test_notes_are_never_shown(text: str) -> None:
    assert "RAHASIA" not in read(text).html
    assert "!--" not in read(text).html


def test_notes_leave_the_rest() -> None:
    assert html("a <!-- x --> b") == "<p>a  b</p>"
    assert html("<!-- x\ny\n--> b\n\nc") == "<p>b</p><p>c</p>"
    assert html("`<!-- kode -->`") == "<p><code>&lt;!-- kode --&gt;</code></p>"
    assert html("```\n<!-- kode -->\n```") == "<pre><code>&lt;!-- kode --&gt;</code></pre>"


def test_an_unclosed_note_is_told_with_its_place() -> None:
    log = Log("x")
    assert read("a\n\nb <!-- c\n\nd", log).html == "<p>a</p>\n<p>b </p>".replace("b ", "b")
    assert [(problem.rule, problem.place.spot.line, problem.place.spot.column) for problem in log.problems] == [
        (rules.RAW_HTML, 3, 3)
    ]


def test_a_closed_note_is_no_fault_and_moves_no_place() -> None:
    log = Log("x")
    read("<!-- <b>kita</b>\n[x](javascript:1) -->\n\n[x](javascript:1) <i>", log)
    assert sorted((problem.rule.name, problem.place.spot.line, problem.place.spot.column) for problem in log.problems) == [
        ("html-di-isi", 4, 19), ("tautan-bahaya", 4, 5)]  # fmt: skip


def test_an_address_keeps_its_lines() -> None:
    lines = "Toko Berkah\nJalan Merdeka 10\nPalembang 30111"
    assert html(lines) == f"<p>{lines.replace(chr(10), '<br>')}</p>"
    assert html("Alamat satu\\\nAlamat dua") == "<p>Alamat satu<br>Alamat dua</p>"
    assert html("- Toko\n  Jalan 1") == "<ul><li>Toko<br>Jalan 1</li></ul>"


def test_flowing_text_flows() -> None:
    line = "Kopi ini dipetik dari kebun rakyat di lereng Gunung Dempo, lalu dijemur"
    assert "<br>" not in html(f"{line}\n{line}\nselesai.")
    assert html(f"{line}  \nselesai.").count("<br>") == 1
    assert html(f"{line}\\\nselesai.").count("<br>") == 1
    assert html(f"{'kopi ' * 30}\nselesai.").count("<br>") == 1  # as long as no program makes a line


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("Lihat https://shopee.co.id/x.", "https://shopee.co.id/x", "https://shopee.co.id/x"),
        ("(https://a.id/x_(y))", "https://a.id/x_(y)", "https://a.id/x_(y)"),
        ("**https://a.id/x**", "https://a.id/x", "https://a.id/x"),
        ("https://a.id/?a=1&b=2,", "https://a.id/?a=1&amp;b=2", "https://a.id/?a=1&amp;b=2"),
        ("https://a.id/a_b_c*d*e", "https://a.id/a_b_c*d*e", "https://a.id/a_b_c*d*e"),
        ("www.tokopedia.com/x!", "https://www.tokopedia.com/x", "www.tokopedia.com/x"),
        ("Surel: halo@contoh.example.", "mailto:halo@contoh.example", "halo@contoh.example"),
        ("- a_b.c@contoh.co.id", "mailto:a_b.c@contoh.co.id", "a_b.c@contoh.co.id"),
        ("| a | https://a.id/x |\n|---|---|", "https://a.id/x", "https://a.id/x"),
        ("https://a.id/x\\_y", "https://a.id/x_y", "https://a.id/x_y"),
        ("https://a.id/x`y`", "https://a.id/x", "https://a.id/x"),
    ],
)
def test_bare_addresses_are_links(text: str, href: str, shown: str) -> None:
    assert f'<a href="{href}">{shown}</a>' in read(text).html


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.id`",
        "https://",
        "www.",
        "http://localhost/x",
        "a@b",
        "@toko.berkah",
        "xhttps://a.id",
        "http://1.2.3.4/",
        "javascript:x",
    ],
)
def test_what_is_no_address_stays_a_text(text: str) -> None:
    log = Log("x")
    assert "<a" not in read(text, log).html
    assert log.problems == []


def test_an_address_within_a_link_makes_no_second_one() -> None:
    assert html("[https://a.id](https://b.id)") == '<p><a href="https://b.id">https://a.id</a></p>'


def test_bare_addresses_are_as_safe_as_others() -> None:
    assert 'rel="nofollow ugc noopener"' in safe_body(read("https://a.id/x").html, (), lambda path: path)
    log = Log("x")
    read("a\n\nb http://a.id/x", log)
    assert [(problem.rule, problem.place.spot.line) for problem in log.problems] == [(rules.PLAIN_HTTP, 3)]


@pytest.mark.parametrize("text", ["[Catatan]: halal", "[Catatan]: https://a.id/x", "[1]: /produk/x/"])
def test_a_definition_that_nobody_uses_stays_a_text(text: str) -> None:
    assert text.partition(" ")[0] in html(text)


def test_a_definition_that_somebody_uses_is_one() -> None:
    assert html("[toko][1] dan [1]\n\n[1]: https://a.id 'T'") == (
        '<p><a href="https://a.id" title="T">toko</a> dan <a href="https://a.id" title="T">1</a></p>')  # fmt: skip
    assert html("[Catatan] baca\n\n[Catatan]: halal") == "<p>[Catatan] baca</p><p>[Catatan]: halal</p>"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("https://contoh.example/uji/produk/kue/", "/produk/kue/"),
        ("http://contoh.example/uji", "/"),
        ("HTTPS://Contoh.Example/uji/cari/?q=a#x", "/cari/?q=a#x"),
        ("https://contoh.example/ujian/", "https://contoh.example/ujian/"),
        ("https://contoh.example/", "https://contoh.example/"),
        ("/content/berkas/brosur.pdf", "/brosur.pdf"),
        ("content/berkas/brosur.pdf", "/brosur.pdf"),
        ("berkas/a/brosur.pdf", "/a/brosur.pdf"),
        ("/berkas/brosur.pdf", "/brosur.pdf"),
        ("../berkas/brosur.pdf#page=2", "/brosur.pdf#page=2"),
        ("../../berkas/brosur.pdf", "/brosur.pdf"),
        ("brosur.pdf", "/brosur.pdf"),
        ("/content/produk/kue.md#x", "/~/produk/kue.md#x"),
        ("../penjual/x.md", "/~/penjual/x.md"),
        ("https://contoh.example/uji/berkas/brosur.pdf", "/brosur.pdf"),
    ],
)
def test_links_to_this_site_by_whatever_name(written: str, stored: str) -> None:
    log = Log("x")
    assert f'href="{stored}"' in read(f"[x]({written})", log).html
    assert log.problems == []


PIECES = st.sampled_from([
    "kopi", " ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "\t", "• ", "*", "**", "_", "~~", "`", "```\n", "[", "](", ")", "<", ">", "<script>", "<!--", "-->",
    "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[x](javascript:alert(1))", "<javascript:alert(1)>", "https://a.id/\"><script>", "www.a.id/'onx=1",
    "&lt;script&gt;", "&#60;script&#62;", "\\<script>", "\x02", "\x03", "\0", "klzzwxh:0000", "| ", "|---|\n", "# ", "[x]: javascript:alert(1)\n", "[x]", "é",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_body_makes_html_of_its_own(text: str) -> None:
    """What stands in a page is what the sanitiser let pass, and it finds nothing to take out of what bodies render to."""
    made = read(text)
    assert not re.search(
        r"<(?!/?(?:p|h[2-4]|ul|ol|li|strong|em|code|pre|blockquote|table|thead|tbody|tr|th|td|a|hr|br|del|span)\b)",
        made.html,
    )
    attributes = re.findall(r'<[a-z0-9]+((?:\s[a-z]+="[^"]*")*)>', made.html)
    names = set(re.findall(r' ([a-z]+)="', " ".join(re.sub('"[^"]*"', '""', part) for part in attributes)))
    assert names <= {"href", "title", "id", "start", "align"}
    assert len(attributes) == len(re.findall(r"<[a-z]", made.html))  # every tag is of that shape
    assert not re.search(r'href="\s*(?:javascript|data):', made.html, re.IGNORECASE)
    assert "<script" not in safe_body(made.html, (), lambda path: path)


def test_a_note_is_in_no_file_of_the_site(make_site) -> None:
    site = make_site("a", theme="nusantara")
    site.product(
        "kue",
        "Kue sagu <!-- RAHASIA --> enak.\n\n- satu\n  <!--\n  RAHASIA -->\n\n<!-- RAHASIA",
        diperbarui="2026-11-01",
    )
    site.record("kabar", "bazar", {"judul": "Bazar", "tanggal": "2026-11-01"}, "<!-- RAHASIA -->\nIsi.")
    assert site.build().exit_code == 0
    assert not [path for path, data in site.tree().items() if b"rahasia" in data.lower()]
