"""A theme as the build sees it: what it is made of, which templates and assets a page needs, and how that is fingerprinted.

Loading only reads files. Templates are parsed once per state of the theme (`closures`), and the result may be kept by
the theme's digest, so that planning a build does not import jinja2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.digest import digest_texts, fingerprint
from generator.model.output import Output
from generator.model.problem import Problem, did_you_mean
from generator.model.share import CardColours
from generator.theme.assets import PAGE_SHEET, Asset, collect_assets, css_warnings, page_sheet
from generator.theme.kinds import Closure, page_kinds, template_of
from generator.theme.photo_uses import PhotoUse, photo_uses
from generator.theme.theme_folders import RENDERED, Chain, Folder, ThemeFault, ThemeFile, problem, read_chain


class Source(NamedTuple):
    """Where the templates of a theme lie, and the digest that they had when the build was planned."""

    folders: tuple[Folder, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is rendered. Everything that can change its bytes stands in `digest`; folders only say where to read."""

    digest: str
    source: Source
    template: str
    language: str
    assets: tuple[tuple[str, str], ...]  # name -> path below the output
    options: tuple[tuple[str, str], ...]
    photos: tuple[tuple[str, PhotoUse], ...] = ()
    card_colours: CardColours | None = None  # of share cards; None: the theme has none


class Option(NamedTuple):
    """A choice that a theme leaves to the site. No `choices`: any text."""

    default: str
    choices: tuple[str, ...] = ()
    is_file: bool = False  # names a file that is copied to the site, below `content/berkas/`


class Theme:
    """A theme with its ancestors. Holds no jinja2 object and may be dropped at any time."""

    def __init__(
        self, chain: Chain, options: Mapping[str, str], photos: Mapping[str, PhotoUse], files: tuple[str, ...] = ()
    ) -> None:
        self.chain = chain
        self.name = chain.folders[0].theme
        self.options = dict(options)
        self.photos = dict(photos)
        self.file_options = files  # the options that name a file of the site
        self.share_cards = next((item["bagikan"] is True for item in chain.manifests if "bagikan" in item), False)
        self.digest = chain.digest
        self.source = Source(chain.folders, chain.digest_of(RENDERED))
        self._assets: dict[bool, dict[str, Asset]] = {}
        self._sheets: dict[tuple[str, bool], Asset | None] = {}
        self._closures: dict[str, Closure] | None = None
        self._looks: dict[tuple[str, str, bool], Look] = {}
        self._card_colours: CardColours | None = None

    def warnings(self) -> list[Problem]:
        """What is wrong with the theme, but can be used all the same."""
        return css_warnings(self.chain)

    def files(self) -> tuple[Path, ...]:
        """Every file that counts, for watching."""
        return tuple(sorted(Path(item.path) for files in self.chain.files for item in files.values()))

    def assets(self, *, hashed: bool = True) -> dict[str, Asset]:
        """The theme's assets by the name that templates use. `hashed`: addresses change with content."""
        if hashed not in self._assets:
            self._assets[hashed] = collect_assets(self.chain, hashed=hashed)
        return self._assets[hashed]

    def page_sheet(self, kind: str, *, hashed: bool = True) -> Asset | None:
        """What only this kind of page needs of style. Needs the closures."""
        if (kind, hashed) not in self._sheets:
            components, assets = self.closures[kind].components, self.assets(hashed=hashed)
            self._sheets[kind, hashed] = page_sheet(self.chain, kind, components, assets, hashed=hashed)
        return self._sheets[kind, hashed]

    @property
    def closures(self) -> dict[str, Closure]:
        """The closure of every kind of page. Parses all templates unless `remember` was given an earlier result."""
        if self._closures is None:
            from generator.theme.closure import find_closures

            self._closures = find_closures(self.chain, self.assets)
        return self._closures

    def remember(self, closures: dict[str, Closure]) -> None:
        """Use closures found earlier for a theme of the same digest."""
        self._closures = closures

    @property
    def card_colours(self) -> CardColours | None:
        """The colours of share cards, those of the theme by day; None for a theme without cards."""
        if self.share_cards and self._card_colours is None:
            from generator.theme.palette import card_colours

            self._card_colours = card_colours(self.chain, self.options.get("warna", ""))
        return self._card_colours

    def strings_files(self, language: str) -> list[ThemeFile]:
        """The files with the interface words of a language, oldest theme first."""
        return self.chain.every(f"strings/{language}.yaml")

    def look(self, kind: str, language: str, *, hashed: bool = True) -> Look:
        """How pages of a kind are rendered in a language."""
        key = (kind, language, hashed)
        if key not in self._looks:
            self._looks[key] = self._make_look(kind, language, hashed=hashed)
        return self._looks[key]

    def _make_look(self, kind: str, language: str, *, hashed: bool) -> Look:
        words = self.strings_files(language)
        if not words:
            place = f"themes/{self.name}/strings/{language}.yaml"
            raise ThemeFault(
                [
                    problem(
                        place,
                        f'Tema "{self.name}" tidak punya kata-kata untuk bahasa "{language}".',
                        f"Salin strings/id.yaml menjadi strings/{language}.yaml, lalu terjemahkan.",
                    )
                ]
            )
        closure, assets = self.closures[kind], self.assets(hashed=hashed)
        gone = [name for name in closure.assets if name not in assets and name != PAGE_SHEET]
        if gone:
            place = f"themes/{self.name}/static/{gone[0]}"
            raise ThemeFault([problem(place, f'asset("{gone[0]}") dipakai di templat, tetapi berkasnya tidak ada.')])
        own = self.page_sheet(kind, hashed=hashed)
        addresses = {name: asset.address for name, asset in assets.items()} | {PAGE_SHEET: own.address if own else ""}
        named = tuple((name, addresses[name]) for name in closure.assets)
        template = template_of(self.chain, kind) or f"pages/{kind}.html"
        options = tuple(sorted(self.options.items()))
        spoken = digest_texts(*[item.digest for item in words])
        photos = tuple(sorted(self.photos.items()))
        return Look(
            digest=fingerprint(closure.digest, spoken, named, options, template, language, photos, self.card_colours),
            source=self.source,
            template=template,
            language=language,
            assets=named,
            options=options,
            photos=photos,
            card_colours=self.card_colours,
        )


def asset_outputs(theme: Theme, *, hashed: bool = True) -> tuple[Output, ...]:
    """The outputs of a theme's assets."""
    sheets = [theme.page_sheet(kind, hashed=hashed) for kind in theme.closures]
    assets = [*theme.assets(hashed=hashed).values(), *sheets]
    by_address = {asset.address: asset for asset in assets if asset}
    return tuple(Output(address, asset.recipe, (asset.source,)) for address, asset in by_address.items())


def load_theme(name: str, site_dir: Path, options: Mapping[str, str] | None = None) -> Theme:
    """The theme `name`: `site_dir/themes/name`, else one that ships. `options` as `site.yaml` has them. Raises `ThemeFault`."""
    return theme_of(read_chain(name, site_dir), options)


def theme_of(chain: Chain, options: Mapping[str, str] | None = None) -> Theme:
    """The theme of a chain, found to be complete. Raises `ThemeFault`."""
    name = chain.folders[0].theme
    faults = [
        problem(
            f"themes/{name}",
            f"tema {name} tidak punya templates/pages/{kind}.html.",
            "Buat templat itu, atau turunkan dari tema lain dengan extends: nusantara.",
        )
        for kind in page_kinds()
        if template_of(chain, kind) is None
    ]
    if chain.find("strings/id.yaml") is None:
        faults.append(
            problem(
                f"themes/{name}/strings/id.yaml",
                f"tema {name} tidak punya strings/id.yaml.",
                "Salin dari tema nusantara, atau turunkan dengan extends: nusantara.",
            )
        )
    known = _options(chain)
    chosen = {key: option.default for key, option in known.items()}
    for key, value in (options or {}).items():
        option = known.get(key)
        if option is None:
            hint = did_you_mean(key, known) or (
                "Opsi yang ada: " + ", ".join(known) + "." if known else "Tema ini tanpa opsi."
            )
            faults.append(problem("site.yaml", f'opsi_tema: tema {name} tidak punya opsi "{key}".', hint))
        elif option.choices and value not in option.choices:
            hint = did_you_mean(value, option.choices) or "Pilih salah satu: " + ", ".join(option.choices) + "."
            faults.append(problem("site.yaml", f'opsi_tema: "{value}" bukan pilihan untuk {key}.', hint))
        else:
            chosen[key] = site_file_name(value) if option.is_file else value
    photos, more = photo_uses(chain)
    if faults or more:
        raise ThemeFault([*faults, *more])
    return Theme(chain, chosen, photos, tuple(key for key, option in known.items() if option.is_file))


def site_file_name(written: str) -> str:
    """The path below the site's root of a file in `content/berkas/`, by whatever of its path it is called."""
    return written.strip().lstrip("/").removeprefix("content/").removeprefix("berkas/")


def _options(chain: Chain) -> dict[str, Option]:
    """The options of a chain; a younger theme changes defaults and adds its own."""
    found: dict[str, Option] = {}
    for manifest in reversed(chain.manifests):
        for key, spec in (manifest.get("opsi") or {}).items():
            if isinstance(spec, dict):
                choices = tuple(_text(item) for item in spec.get("pilihan") or ())
                found[str(key)] = Option(_text(spec.get("bawaan")), choices, spec.get("berkas") is True)
            else:
                earlier = found.get(str(key), Option(""))
                found[str(key)] = earlier._replace(default=_text(spec))
    return found


def _text(value: Any) -> str:
    """An option's value as the text that templates see; YAML's own yes and no as `ya` and `tidak`."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)
