"""Components: each has a macro, css where it needs any, and examples that render, in every theme that ships."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from generator.model.page import Page
from generator.model.site_view import SiteView
from generator.theme.render import _strings, render_examples
from generator.theme.samples import make_samples
from generator.theme.theme import Theme, load_theme

SHIPPED = ("nusantara", "hemat")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_renders_well_formed(
    name: str, language: str, tmp_path: Path, samples: dict[str, Page], site: SiteView
) -> None:
    theme = load_theme(name, tmp_path)
    found = list(render_examples(theme.look("produk", language), samples["produk"], site, make_samples(site)))
    assert {item.component for item in found} == {
        path.split("/")[2] for path in theme.chain.names("templates/components/", ".html")
    }
    ids: list[str] = []
    for item in found:
        assert not item.fault, (item.component, item.title, item.fault)
        assert item.html.strip() or (name, item.component) == ("hemat", "kain"), (item.component, item.title)
        tree = html5lib.HTMLParser(strict=True).parseFragment(str(item.html))
        ids += [node.attrib["id"] for node in tree.iter() if isinstance(node.tag, str) and "id" in node.attrib]
    assert len(ids) == len(set(ids))


def test_a_broken_example_is_told_and_the_others_stand(
    write_theme,
    samples: dict[str, Page],
    site: SiteView,  # type: ignore[no-untyped-def]
) -> None:
    folder = write_theme("anak", {"templates/components/harga/examples.yaml": 'salah: "{{ harga(contoh.tiada) }}"'})
    theme = load_theme("anak", folder)
    found = list(render_examples(theme.look("produk", "id"), samples["produk"], site, make_samples(site)))
    assert [(item.component, item.title) for item in found if item.fault] == [("harga", "salah")]
    assert len(found) > 20


def test_both_languages_have_the_same_keys(nusantara: Theme) -> None:
    indonesian, english = (_strings(nusantara.source, language) for language in ("id", "en"))
    # Labels of facts and choices stand with the fields in Indonesian.
    labels = {key for key in english if key.startswith(("fakta_", "nilai_"))}
    assert set(indonesian) | labels == set(english)
    for key in indonesian:
        assert {part.split("}")[0] for part in indonesian[key].split("{")[1:]} == {
            part.split("}")[0] for part in english[key].split("{")[1:]
        }, key
