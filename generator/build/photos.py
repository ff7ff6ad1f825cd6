"""Photos as outputs: of each photo that some page shows, the variants that the theme asks for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.build.options import Options
from generator.content.load import Content
from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.images.store import Store, drop_strangers
from generator.model.address import FALLBACK_WIDTH, RESULT_WIDTH, photo_path, shown_size
from generator.model.cards import Photo
from generator.model.output import Output
from generator.model.page import Page, RecordPage
from generator.theme.photo_uses import PhotoUse


def photo_store(options: Options) -> Path:
    """Where what was made from photos is kept."""
    return options.cache_folder / "foto"


def photo_outputs(
    pages: Iterable[Page], content: Content, uses: Mapping[str, PhotoUse], store: Path
) -> Iterator[Output]:
    """The variants of every photo that some page shows: a hidden record's photo is not among them."""
    every = {(FALLBACK_WIDTH, "jpg"), *_files(uses["galeri"]), *_files(uses["kecil"])}
    first = every | {(RESULT_WIDTH, "webp"), *_files(uses["kartu"])}
    for photo, is_first in _shown(pages):
        paths = {}
        for width, form in sorted(first if is_first else every):
            paths[photo_path(photo, width, form)] = Variant(*shown_size(photo, width), form)
        source = photo_file(photo, content, store, tuple(paths.values()))
        for path, variant in paths.items():
            yield Output(path, photo_variant, (source, variant), f"content/foto/{photo.name}")


def photo_file(photo: Photo, content: Content, store: Path, variants: tuple[Variant, ...]) -> PhotoFile:
    """The input of recipes that need a photo."""
    return PhotoFile(content.photo_files[photo.name], photo.content, Store(str(store / photo.content)), variants)


def tidy(options: Options, content: Content) -> None:
    """Forget what was made from photos that are no longer there."""
    drop_strangers(photo_store(options), {photo.content for photo in content.photos.values()})


def _files(use: PhotoUse) -> Iterator[tuple[int, str]]:
    for width in use.widths:
        yield width, "webp"


def _shown(pages: Iterable[Page]) -> list[tuple[Photo, bool]]:
    """Each photo once, by its address, and whether it is the first of some record, which stands on cards."""
    shown: dict[str, tuple[Photo, bool]] = {}
    for page in pages:
        if isinstance(page, RecordPage):
            for number, photo in enumerate(page.photos):
                key = photo_path(photo, 0)
                known, is_first = shown.get(key, (photo, False))
                shown[key] = (min(known, photo), is_first or number == 0)
    return sorted(shown.values())
