"""The plan: every output of the site, each with all it is made from. Two outputs on one path are refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.content.load import Content
from generator.documents._copies import copy_of
from generator.images.photo import photo_jpeg, source_of
from generator.model import rules
from generator.model.address import file_of, photo_path, shown_size
from generator.model.cards import Photo
from generator.model.discover import discover
from generator.model.output import Output
from generator.model.page import Page, RecordPage
from generator.model.problem import Place, Problem
from generator.model.world import World
from generator.theme.assets import asset_outputs
from generator.theme.render import render_page
from generator.theme.theme import Theme

PHOTO_WIDTHS = (800,)


@dataclass(frozen=True)
class Plan:
    """The pages and all outputs of a site, by path."""

    pages: tuple[Page, ...]
    outputs: Mapping[str, Output]
    problems: tuple[Problem, ...]


def plan_site(world: World, content: Content, theme: Theme, *, hashed: bool) -> Plan:
    """List the pages and turn everything into outputs."""
    pages = tuple(page for module in discover("generator.pages") for page in module.pages(world))
    outputs: dict[str, Output] = {}
    problems: list[Problem] = []
    folded: dict[str, str] = {}
    for output in _outputs(pages, world, content, theme, hashed=hashed):
        key = unicodedata.normalize("NFC", output.path).casefold()
        if key in folded:
            problems.append(_clash(output, outputs[folded[key]]))
            continue
        folded[key] = output.path
        outputs[output.path] = output
    problems += _nested(outputs)
    return Plan(pages, outputs, tuple(problems))


def _outputs(
    pages: tuple[Page, ...], world: World, content: Content, theme: Theme, *, hashed: bool
) -> Iterator[Output]:
    looks = {}
    for page in pages:
        key = (page.kind, page.language)
        if key not in looks:
            looks[key] = theme.look(*key, hashed=hashed)
        yield Output(file_of(page.path), render_page, (looks[key], page, world.site), page.source)
    yield from asset_outputs(theme, hashed=hashed)
    for module in discover("generator.documents"):
        yield from module.outputs(pages, world)
    for photo in sorted(_photos(pages)):
        for width in PHOTO_WIDTHS:
            source = source_of(photo, content.photo_files[photo.name])
            yield Output(
                photo_path(photo, width),
                photo_jpeg,
                (source, *shown_size(photo, width)),
                f"content/foto/{photo.name}",
            )
    for file in content.files:
        yield copy_of(file.path, file.file, file.digest)


def _photos(pages: Iterable[Page]) -> set[Photo]:
    """The photos that some page shows: a hidden record's photo is not among them."""
    return {photo for page in pages if isinstance(page, RecordPage) for photo in page.photos}


def _clash(output: Output, other: Output) -> Problem:
    place = output.source or other.source or output.path
    return Problem(
        Place(place), rules.PATH_CLASH, f'Alamat "{output.path}" dipakai dua kali: {output.source or "Etalase"} dan {other.source or "Etalase"}.',
        "Ganti nama salah satunya.")  # fmt: skip


def _nested(outputs: Mapping[str, Output]) -> Iterator[Problem]:
    """A file cannot lie where another output needs a folder."""
    for path, output in outputs.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in outputs:
                yield _clash(output, outputs[folder])
            folder = folder.rpartition("/")[0]
