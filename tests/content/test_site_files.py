"""Files of `content/berkas/`: nothing in them runs at the site's address, and their names lie on any disk."""

from __future__ import annotations

import pytest

from generator.content.site_files import faults_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>'


def told(result) -> list[tuple[str, str, int]]:
    return [(problem.rule.name, problem.place.path, problem.place.spot.line) for problem in result.problems]


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>", '<script href="x.js"/>', '<g onload="alert(1)"/>', '<g ONCLICK="a()"/>', "<foreignObject/>", '<a href="javascript:a()"/>',
        '<a xlink:href=" java\nscript:a()"/>', '<image href="https://a.id/x.png"/>', '<use xlink:href="lain.svg#a"/>', '<image href="data:image/svg+xml,a"/>',
        "<style>@import url(https://a.id/x.css)</style>", "<style>g { fill: url(https://a.id/#x) }</style>", '<g style="fill:url(https://a.id)"/>',
        '<set attributeName="href" to="javascript:a()"/>', '<animate attributeName="onclick" values="a()"/>', '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', '<?xml-stylesheet href="x.css"?>', '<handler type="text/ecmascript"/>',
        '<link xmlns="http://www.w3.org/1999/xhtml" href="#a"/>', "<g>", "&tak;",
    ],
)  # fmt: skip
def test_a_drawing_that_would_run_or_reach_out_is_refused_with_its_line(site, part):
    site.write("content/berkas/logo.svg", SVG.format(part))
    result = site.check()
    assert result.exit_code == 1
    assert {(name, path) for name, path, _ in told(result)} == {("berkas-berbahaya", "content/berkas/logo.svg")}
    assert told(result)[0][2] in (2, 3)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a "b">]>',
    ],
)
def test_entities_are_refused(head):
    assert [
        fault.line for fault in faults_of(f"<?xml version='1.0'?>\n{head}\n{SVG.format('')}".encode(), is_drawing=True)
    ] == [2]


def test_a_plain_drawing_is_copied_as_it_is(site):
    drawing = SVG.format(
        '<!-- script --><title>Toko &amp; kawan</title><style>g { fill: url(#a) } .onload { color: red }</style><defs><g id="a" style="fill:url(#b)"/></defs>'
        '<use xlink:href="#a"/><image href="data:image/png;base64,AAAA"/><text font-family="x">onclick=</text>'
    )
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    site.write("content/berkas/logo.svg", doctype + drawing)
    assert told(site.build()) == []
    assert site.read("logo.svg") == doctype + drawing


def test_xml_with_a_script_is_refused_and_data_is_not(site):
    site.write("content/berkas/data.xml", '<a href="https://x.id"><title>x</title><link>https://x.id</link></a>')
    assert told(site.build()) == []
    site.write("content/berkas/data.xml", '<a>\n<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>')
    assert told(site.build()) == [("berkas-berbahaya", "content/berkas/data.xml", 2)]


def test_the_file_of_search_console_is_copied_and_no_other_page(site):
    name = "google0123456789abcdef.html"
    site.write(f"content/berkas/{name}", f"google-site-verification: {name}")
    assert told(site.build()) == []
    assert site.read(name) == f"google-site-verification: {name}"
    site.write(f"content/berkas/{name}", "<script>alert(1)</script>")
    assert [name for name, _, _ in told(site.build())] == ["berkas-berbahaya"]
    site.delete(f"content/berkas/{name}")
    site.write("content/berkas/halaman.html", "x")
    assert [name for name, _, _ in told(site.build())] == ["jenis-berkas"]


@pytest.mark.parametrize(
    "name", ["con.pdf", "AUX.PDF", "a/nul/b.pdf", "lpt1.tar.pdf", "titik./b.pdf", "a:b.pdf", "apa?.pdf", "com1/x.pdf"]
)
def test_names_that_windows_cannot_keep_are_refused(site, name):
    site.write(f"content/berkas/{name}", "%PDF-1.4")
    assert told(site.check()) == [("slug-salah", f"content/berkas/{name}", 0)]


@pytest.mark.parametrize("name", ["console.pdf", "Daftar Harga 2026.pdf", "a.con.pdf", "brosur-(baru).pdf"])
def test_other_names_pass(site, name):
    site.write(f"content/berkas/{name}", "%PDF-1.4")
    assert told(site.build()) == []
