"""The style guide of the site's theme, made when it is asked for."""

from __future__ import annotations

from pathlib import Path

from generator.build.site_context import site_view
from generator.content.site_file import read_settings
from generator.model.catalog import Catalog
from generator.model.digest import digest
from generator.model.platforms import shipped_platforms
from generator.model.region import Atlas
from generator.preview.served_files import ServedFile, ServedFiles, Stamp
from generator.theme.theme_folders import ThemeFault

PATH = "/_gaya/"  # no slug begins with an underscore


class GuideFault(Exception):  # noqa: N818 - it is the site's or the theme's fault
    """There is no guide now; says why."""


def guide_files(site: Path) -> dict[str, bytes]:
    """The files of the style guide by name; the page has an empty one. Raises `GuideFault`."""
    from generator.theme.style_guide import PICTURE, SHEET, make_guide  # jinja2, only now
    from generator.theme.theme import load_theme

    settings = read_settings(site)[0]
    if settings is None:
        raise GuideFault("site.yaml belum dapat dibaca.")
    try:
        theme = load_theme(settings.theme, site, settings.theme_options)
        empty = Catalog(sellers={}, products={}, pages={}, makers={}, rows={}, photos={}, load=str)
        view = site_view(
            settings,
            Atlas.of(settings.province),
            empty,
            shipped_platforms(),
            theme.options,
            languages=("id",),
            live=True,
        )
        guide = make_guide(theme, view)
    except (ThemeFault, LookupError) as fault:
        raise GuideFault(str(fault)) from fault
    return {"": guide.page, SHEET: guide.sheet, PICTURE: guide.picture}


def guide_stamp(site: Path, served: ServedFiles) -> Stamp:
    """The stamp of the style guide as the theme makes it now; of its fault when there is none."""
    try:
        files = guide_files(site)
    except GuideFault as fault:
        files = {"": str(fault).encode()}
    return served.stamp(ServedFile(PATH, digest(b"".join(files.values())).encode()))
