"""Assets: the style sheets made from a theme's layers, and its static files, at addresses that change with their content.

Three sheets: one that all pages share, one for print, and one with what only this kind of page needs, so that nobody
pays for the map on a product's page. In css, `url("asset:name")` leads to a static file. In a preview addresses stay the
same, so that css is swapped in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.model import rules
from generator.model.collate import is_slug
from generator.model.digest import digest
from generator.model.output import RecipeFaultError
from generator.model.problem import Place, Problem, Spot, did_you_mean
from generator.theme.css import LAYERS, bundle, mended
from generator.theme.theme_folders import Chain, ThemeFault, ThemeFile, problem

FOLDER = "aset/"
SHEET = "gaya.css"
PRINT_SHEET = "cetak.css"
PAGE_SHEET = "laman.css"  # what templates call the sheet of their own kind of page
SHEETS = (SHEET, PRINT_SHEET, PAGE_SHEET)
Files = list[tuple[str, ThemeFile]]  # (layer, file)


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
    _check_css(chain, found)
    statics = dict(found)
    for name, layers in ((SHEET, LAYERS[:-1]), (PRINT_SHEET, LAYERS[-1:])):
        found[name] = _sheet(name, name, _layers(chain, layers), statics, hashed=hashed)
    return found


def page_sheet(
    chain: Chain, kind: str, components: tuple[str, ...], assets: dict[str, Asset], *, hashed: bool
) -> Asset | None:
    """What only a kind of page needs: its own css, and that of the `components` it reaches and not all pages share."""
    apart = chain.apart()
    files = [item for name in components if name in apart for item in chain.styles("components", _css_of(name))]
    files += chain.styles("components", f"templates/pages/{kind}.css")
    if not files:
        return None
    # Kinds with the same needs share a file, and a browser keeps it; in a preview each has a name that stays.
    name = PAGE_SHEET if hashed else f"laman-{kind}.css"
    statics = {key: asset for key, asset in assets.items() if key not in SHEETS}
    return _sheet(PAGE_SHEET, name, [("components", item) for item in files], statics, hashed=hashed)


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


def _sheet(name: str, address: str, files: Files, statics: dict[str, Asset], *, hashed: bool) -> Asset:
    """A style sheet of (layer, file), later ones winning within a layer."""
    references = {key: PurePosixPath(asset.address).relative_to("aset").as_posix() for key, asset in statics.items()}
    data = _joined([(layer, item.data.decode("utf-8")) for layer, item in files], references)
    source = AssetSource(tuple((layer, item.path) for layer, item in files), tuple(references.items()), digest(data))
    return Asset(name, _address(address, source.digest, hashed=hashed), make_sheet, source)


def _layers(chain: Chain, layers: tuple[str, ...]) -> Files:
    """Each layer's files from the oldest theme to the youngest, the components that all pages share in alphabetical order."""
    apart = {_css_of(name) for name in chain.apart()}
    files: Files = []
    for layer in layers:
        files += [(layer, item) for item in chain.styles(layer, f"css/{layer}.css")]
        if layer == "components":
            names = [name for name in chain.names("templates/components/", ".css") if name not in apart]
            files += [(layer, item) for name in names for item in chain.styles(layer, name)]
    return files


def _css_of(component: str) -> str:
    return f"templates/components/{component}/{component}.css"


def _check_css(chain: Chain, statics: dict[str, Asset]) -> None:
    """Raises `ThemeFault` for unknown layers, names that cannot be served, and css that is unreadable or leads to nothing."""
    faults = []
    for name in chain.names("css/"):
        stem = name.removeprefix("css/").removesuffix(".css")
        if stem not in LAYERS or not name.endswith(".css"):
            known = [f"css/{layer}.css" for layer in LAYERS]
            hint = did_you_mean(name, known) or "Lapisan yang ada: " + ", ".join(known) + "."
            faults += [problem(item.place, f"{name} bukan lapisan.", hint) for item in chain.every(name)]
    css = [name for folder in ("css/", "templates/") for name in chain.names(folder, ".css")]
    faults += [fault for name in css for item in chain.every(name) for fault in _unknown_links(item, statics)]
    faults += [_bad_name(chain, name) for name in statics if not _is_file_name(name) or name in SHEETS]
    if faults:
        raise ThemeFault(faults)


def _joined(sheets: list[tuple[str, str]], references: dict[str, str]) -> bytes:
    css = bundle(sheets)
    return re.sub(r"asset:([\w./-]+)", lambda found: references[found[1]], css).encode("utf-8")


def css_warnings(chain: Chain) -> list[Problem]:
    """What was mended in the style sheets of a theme: marks that open or close nothing. Expects them to be readable."""
    warnings = []
    for name in [name for folder in ("css/", "templates/") for name in chain.names(folder, ".css")]:
        for item in chain.every(name):
            for fault in mended(item.data.decode("utf-8", "replace"))[1]:
                closes = fault.mark in "})]"
                message = f'"{fault.mark}" di baris ini {"menutup yang tidak dibuka" if closes else "tidak ditutup"}.'
                hint = "Hapus tanda itu." if closes else "Tutup di tempatnya; sementara ini ditutup di akhir berkas."
                place = Place(item.place, Spot(fault.line, 1))
                warnings.append(Problem(place, rules.MENDED_CSS, message, hint, "", rules.MENDED_CSS.severity))
    return warnings


def _unknown_links(item: ThemeFile, references: dict[str, Asset]) -> list[Problem]:
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
