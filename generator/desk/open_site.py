"""The site that is imported into, opened from its folder; shared by the desk and the command."""

from __future__ import annotations

from pathlib import Path

from generator.build.options import Options, resolve_today
from generator.content.office_rules import rules_of_files
from generator.content.site_file import read_settings
from generator.exchange.importing import Site
from generator.model.region import Atlas


class BadSiteError(Exception):
    """The site's settings cannot be used. The text is Indonesian."""


def open_target(folder: Path) -> Site:
    """The site in a folder. Raises BadSiteError."""
    settings, _, problems = read_settings(folder)
    if settings is None:
        raise BadSiteError("\n".join(f"{problem.message} {problem.hint}".strip() for problem in problems))
    today = resolve_today(settings.province, Options(site=folder))
    return Site(folder, Atlas.of(settings.province), settings.categories, today, rules_of_files(folder))
