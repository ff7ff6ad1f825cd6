"""Assets: the style sheet made from a theme's layers, and its static files, at addresses that change with their content.

In css, `url("asset:name")` leads to a static file. In a preview addresses stay the same, so that css is swapped in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from generator.model import rules
from generator.model.collate import is_slug
from generator.model.digest import digest
from generator.model.output import Output, RecipeFaultError
from generator.model.problem import Problem, did_you_mean
from generator.theme.css import LAYERS, bundle
from generator.theme.sources import Chain, ThemeFault, ThemeFile, problem

if TYPE_CHECKING:
    from generator.theme.theme import Theme

FOLDER = "aset/"
SHEET = "gaya.css"


class AssetSource(NamedTuple):
    """What an asset is made from: (role, path on this machine) of each file, and the digest of the bytes promised."""

    files: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]  # of css: name of a static file -> the reference that leads to it
    digest: str


class Asset(NamedTuple):
    """An asset: the name that templates use, its path below the output, and how it is made."""

    name: str
    address: str
    recipe: Callable[[AssetSource], bytes]
    source: AssetSource


def collect_assets(chain: Chain, *, hashed: bool) -> dict[str, Asset]:
    """All assets of a chain by name. Raises `ThemeFault`."""
    found = {}
    for name in chain.names("static/"):
        item = chain.find(name)
        assert item is not None
        short = name.removeprefix("static/")
        source = AssetSource(((short, item.path),), (), item.digest)
        found[short] = Asset(short, _address(short, item.digest, hashed=hashed), copy_file, source)
    sheet = _sheet(chain, found)
    found[SHEET] = sheet._replace(address=_address(SHEET, sheet.source.digest, hashed=hashed))
    return found


def asset_outputs(theme: Theme, *, hashed: bool = True) -> tuple[Output, ...]:
    """The outputs of a theme's assets."""
    assets = theme.assets(hashed=hashed).values()
    return tuple(Output(asset.address, asset.recipe, (asset.source,)) for asset in assets)


def copy_file(source: AssetSource) -> bytes:
    """Recipe: a static file as it is."""
    return _promised(Path(source.files[0][1]).read_bytes(), source)


def make_sheet(source: AssetSource) -> bytes:
    """Recipe: the style sheet."""
    sheets = [(layer, Path(path).read_text("utf-8")) for layer, path in source.files]
    return _promised(_joined(sheets, dict(source.links)), source)


def _promised(data: bytes, source: AssetSource) -> bytes:
    if digest(data) != source.digest:
        names = ", ".join(Path(path).name for _, path in source.files[:3])
        raise RecipeFaultError(
            rules.THEME_FAULT, f"Berkas tema berubah selama pembangunan ({names}).", "Jalankan sekali lagi."
        )
    return data


def _address(name: str, content: str, *, hashed: bool) -> str:
    if not hashed:
        return FOLDER + name
    path = PurePosixPath(name)
    return FOLDER + str(path.with_name(f"{path.stem}-{content[:8]}{path.suffix}"))


def _sheet(chain: Chain, statics: dict[str, Asset]) -> Asset:
    """The style sheet: each layer's file from the oldest theme to the youngest, components in alphabetical order."""
    files: list[tuple[str, ThemeFile]] = []
    faults = []
    for name in chain.names("css/"):
        stem = name.removeprefix("css/").removesuffix(".css")
        if stem not in LAYERS or not name.endswith(".css"):
            known = [f"css/{layer}.css" for layer in LAYERS]
            hint = did_you_mean(name, known) or "Lapisan yang ada: " + ", ".join(known) + "."
            faults += [problem(item.place, f"{name} bukan lapisan.", hint) for item in chain.every(name)]
    for layer in LAYERS:
        files += [(layer, item) for item in chain.styles(layer, f"css/{layer}.css")]
        if layer == "components":
            files += [
                (layer, item)
                for name in chain.names("templates/components/", ".css")
                for item in chain.styles(layer, name)
            ]
    references = {name: PurePosixPath(asset.address).relative_to("aset").as_posix() for name, asset in statics.items()}
    faults += [fault for _, item in files for fault in _unknown_links(item, references)]
    faults += [_bad_name(chain, name) for name in statics if not _is_file_name(name) or name == SHEET]
    if faults:
        raise ThemeFault(faults)
    data = _joined([(layer, item.data.decode("utf-8")) for layer, item in files], references)
    source = AssetSource(tuple((layer, item.path) for layer, item in files), tuple(references.items()), digest(data))
    return Asset(SHEET, "", make_sheet, source)


def _joined(sheets: list[tuple[str, str]], references: dict[str, str]) -> bytes:
    css = bundle(sheets)
    return re.sub(r"asset:([\w./-]+)", lambda found: references[found[1]], css).encode("utf-8")


def _unknown_links(item: ThemeFile, references: dict[str, str]) -> list[Problem]:
    try:
        text = item.data.decode("utf-8")
    except UnicodeDecodeError:
        return [problem(item.place, "Berkas ini bukan UTF-8.", "Simpan ulang sebagai UTF-8.")]
    unknown = [name for name in re.findall(r"asset:([\w./-]+)", text) if name not in references]
    return [
        problem(item.place, f"asset:{name} tidak ada di folder static.", did_you_mean(name, references))
        for name in unknown
    ]


def _bad_name(chain: Chain, name: str) -> Problem:
    item = chain.find("static/" + name)
    assert item is not None
    return problem(
        item.place, f'Nama berkas "{name}" tidak dapat dipakai.', "Pakai huruf kecil, angka, dan tanda hubung."
    )


def _is_file_name(name: str) -> bool:
    """True when every part is a slug, the last with one or more extensions."""
    *folders, last = name.split("/")
    return all(is_slug(part) for part in [*folders, *last.split(".")])
