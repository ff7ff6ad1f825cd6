"""The sanitiser against hostile HTML."""

from __future__ import annotations

import re

import html5lib
import pytest

from generator.theme.sanitise import Links, safe_body


def clean(html: str, links: Links = ()) -> str:
    """A body as it would stand on a page at `produk/x/`."""
    return str(safe_body(html, links, lambda path: "../../" + path.lstrip("/")))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" jAvAscript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="vbscript:msgbox(1)">x</a>',
        '<p style="position:fixed;inset:0">x</p>',
        "<svg><script>alert(1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        '<iframe src="https://jahat.example"></iframe>',
        "<img src=x onerror=alert(1)>",
        '<form action="https://jahat.example"><input name=q><button>x</button></form>',
        '<base href="https://jahat.example/">',
        '<meta http-equiv="refresh" content="0;url=https://jahat.example">',
        '<link rel="stylesheet" href="https://jahat.example/x.css">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        '<a title="<a href=javascript:alert(1)>" href="https://a.example">x</a>',
        "<!--><script>alert(1)</script>-->",
        '<object data="x"></object><embed src="x"><template><script>1</script></template>',
        '<p class="tombol" id="_isi" name="x">x</p>',
        '<h2 id="_1" onmouseover=alert(1)>x</h2>',
        '<a href="//jahat.example/">x</a>',
        '<a href="/\\jahat.example/">x</a>',
    ],
)
def test_hostile_html_loses_its_teeth(html: str) -> None:
    result = clean(html)
    tree = html5lib.parseFragment(result, namespaceHTMLElements=False)
    for node in tree.iter():
        assert node.tag in {
            "DOCUMENT_FRAGMENT",
            *"p h2 h3 h4 ul ol li strong em code pre blockquote table thead tbody tr th td a hr br del sup sub".split(),
        }
        assert set(node.attrib) <= {"href", "title", "rel", "id", "align", "start"}
        assert not node.attrib.get("id", "").startswith("_")
        assert re.match(r"(https?:|mailto:|tel:|#|\.\./)", node.attrib.get("href", "#"))


def test_what_markdown_makes_stays() -> None:
    html = (
        '<h2 id="cara-pakai">Cara</h2>\n<p>Satu <strong>dua</strong> <em>tiga</em> <code>x &lt; y</code></p>\n<ol start="3"><li>a</li></ol>'
        '<table><thead><tr><th align="right">n</th></tr></thead><tbody><tr><td align="right">1</td></tr></tbody></table><hr><blockquote><p>q</p></blockquote>'
    )
    assert clean(html) == html


def test_links_to_this_site_become_relative() -> None:
    html = '<p><a href="/~/penjual/a.md">a</a> <a href="/produk/b/?x=1#y">b</a> <a href="#cara">c</a></p>'
    assert clean(html, (("/~/penjual/a.md", "penjual/a/"),)) == (
        '<p><a href="../../penjual/a/">a</a> <a href="../../produk/b/?x=1#y">b</a> <a href="#cara">c</a></p>'
    )


def test_a_link_to_what_is_hidden_becomes_text() -> None:
    html = '<p>Lihat <a href="/produk/rahasia/" title="rahasia">yang <em>ini</em></a>.</p>'
    assert clean(html, (("/produk/rahasia/", None),)) == "<p>Lihat yang <em>ini</em>.</p>"
    assert clean('<p><a href="/~/produk/tak-dikenal.md">x</a></p>') == "<p>x</p>"
    assert clean('<p><a href="relatif/saja">x</a></p>') == "<p>x</p>"


def test_links_to_elsewhere_are_not_endorsed() -> None:
    html = '<p><a href="https://a.example/?b=1&amp;c=2" rel="follow" title="&quot;T&quot;">a</a> <a href="mailto:x@y.example">b</a></p>'
    assert clean(html) == (
        '<p><a href="https://a.example/?b=1&amp;c=2" title="&quot;T&quot;" rel="nofollow ugc noopener">a</a> '
        '<a href="mailto:x@y.example">b</a></p>'
    )


def test_a_text_that_looks_like_a_tag_stays_a_text() -> None:
    assert clean('<p>3 &lt; 4 &amp; &lt;a href=&quot;x&quot;&gt; <a href="https://a.example">&lt;b&gt;</a></p>') == (
        '<p>3 &lt; 4 &amp; &lt;a href="x"&gt; <a href="https://a.example" rel="nofollow ugc noopener">&lt;b&gt;</a></p>'
    )
