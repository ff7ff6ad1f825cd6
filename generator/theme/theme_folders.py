"""The files of a theme and of the themes it extends: found, read, digested. Parses nothing but `theme.yaml`.

A chain runs from the theme asked for to its oldest ancestor; of two files with one name, the younger theme's counts.
Absolute paths serve to read, never to digest (law C).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from generator.model import rules
from generator.model.collate import is_slug
from generator.model.digest import digest, digest_texts
from generator.model.problem import WHOLE_FILE, Place, Problem, Spot, did_you_mean
from generator.theme.css import LAYERS
from generator.theme.renamed import Modern, modern_path, modernize, new_name, old_component, remarks

CONTRACT = 1
FOLDERS = ("templates", "css", "static", "strings")
RENDERED = ("templates/", "strings/")  # what rendering reads; the rest reaches a page through its address only


class ThemeFault(Exception):  # noqa: N818 - it is the theme's fault
    """A theme that cannot be used, with every reason found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{problem.place}: {problem.message} {problem.hint}".strip() for problem in self.problems)


def problem(path: str, message: str, hint: str = "", spot: Spot = WHOLE_FILE) -> Problem:
    """A problem of a theme."""
    return Problem(Place(path, spot), rules.THEME_FAULT, message, hint, "", rules.THEME_FAULT.severity)


class ThemeFile(NamedTuple):
    """A file of a theme: `name` within its theme, `path` where it lies on this machine."""

    theme: str
    name: str
    path: str
    data: bytes
    digest: str
    written_name: str = ""  # within its theme, where that is a name of earlier releases
    old_names: tuple[tuple[int, str], ...] = ()  # (line, component) of what it calls by an old name

    @property
    def place(self) -> str:
        """How messages call the file."""
        return f"themes/{self.theme}/{self.written_name or self.name}"


class Folder(NamedTuple):
    """Where a theme of the chain lies on this machine."""

    theme: str
    path: str


class Chain(NamedTuple):
    """A theme and its ancestors, youngest first, with their files by name."""

    folders: tuple[Folder, ...]
    files: tuple[dict[str, ThemeFile], ...]
    manifests: tuple[dict[str, Any], ...]

    @property
    def digest(self) -> str:
        """The digest of everything that a site made with this theme can depend on."""
        return self.digest_of(("theme.yaml", "templates/", "css/", "static/", "strings/"))

    def find(self, name: str) -> ThemeFile | None:
        """The file that counts under a name."""
        return next((files[name] for files in self.files if name in files), None)

    def every(self, name: str) -> list[ThemeFile]:
        """The files of that name, oldest theme first, as strings are merged."""
        return [files[name] for files in reversed(self.files) if name in files]

    def styles(self, layer: str, name: str) -> list[ThemeFile]:
        """The style sheets of that name, oldest theme first, down to the first theme that keeps nothing of the layer."""
        found = []
        for files, manifest in zip(self.files, self.manifests, strict=True):
            found += [files[name]] if name in files else []
            if layer not in manifest.get("lapisan", LAYERS):
                break
        return found[::-1]

    def names(self, prefix: str, suffix: str = "") -> list[str]:
        """The names below a folder in any theme of the chain, sorted."""
        return sorted(
            {name for files in self.files for name in files if name.startswith(prefix) and name.endswith(suffix)}
        )

    def find_template(self, name: str) -> ThemeFile | None:
        """The template that a name stands for. `nusantara/base.html` asks for that theme's own, not a younger one's."""
        theme, _, rest = name.partition("/")
        for index, folder in enumerate(self.folders):
            if folder.theme == theme:
                return next((f["templates/" + rest] for f in self.files[index:] if "templates/" + rest in f), None)
        return self.find("templates/" + name)

    def apart(self) -> frozenset[str]:
        """The components whose css only the pages that reach them carry (`gaya_laman` of any theme of the chain)."""
        named = (str(name) for manifest in self.manifests for name in manifest.get("gaya_laman") or ())
        return frozenset(map(new_name, named))

    def remarks(self) -> list[Problem]:
        """What is said about files that bear, or call others by, a name of earlier releases."""
        files = [item for files in self.files for item in files.values() if item.written_name or item.old_names]
        return [
            told for item in files for told in remarks(item.place, old_component(item.written_name), item.old_names)
        ]

    def digest_of(self, prefixes: tuple[str, ...]) -> str:
        """The digest of all files below some folders, with their names and themes."""
        return digest_texts(
            *[
                f"{theme.theme}/{name}={item.digest}"
                for theme, files in zip(self.folders, self.files, strict=True)
                for name, item in sorted(files.items())
                if name.startswith(prefixes)
            ]
        )


def shipped() -> Path:
    """The folder of the themes that ship with Etalase: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "_themes"
    return inside if inside.is_dir() else package.parent / "themes"


def read_chain(name: str, site_dir: Path) -> Chain:
    """The chain of a theme. Raises `ThemeFault`."""
    folders: list[Folder] = []
    manifests: list[dict[str, Any]] = []
    asked_by = "site.yaml"
    while name:
        if any(folder.theme == name for folder in folders):
            way = " → ".join([*(folder.theme for folder in folders), name])
            raise ThemeFault([problem(asked_by, f"Tema saling menurunkan: {way}.", "Hapus salah satu baris extends.")])
        folder = _find_folder(name, site_dir, asked_by)
        manifest = _read_manifest(name, folder)
        folders.append(Folder(name, str(folder)))
        manifests.append(manifest)
        asked_by = f"themes/{name}/theme.yaml"
        name = str(manifest.get("extends") or "")
    return Chain(tuple(folders), tuple(_read_files(folder) for folder in folders), tuple(manifests))


def reread(folders: tuple[Folder, ...]) -> Chain:
    """The chain as it lies on the disk now, for a worker that renders."""
    return Chain(folders, tuple(_read_files(folder) for folder in folders), ())


def digest_of_chain(names: Iterable[str], site_dir: Path) -> str:
    """What `Chain.digest` would be of themes known to make a chain, without parsing a manifest. Raises `ThemeFault`."""
    return reread(tuple(Folder(name, str(_find_folder(name, site_dir, ""))) for name in names)).digest


def _find_folder(name: str, site_dir: Path, asked_by: str) -> Path:
    places = (site_dir / "themes", shipped())
    if is_slug(name):
        for place in places:
            if (place / name).is_dir():
                return place / name
    known = sorted({item.name for place in places if place.is_dir() for item in place.iterdir() if item.is_dir()})
    hint = did_you_mean(name, known) or (
        "Tema yang ada: " + ", ".join(known) + "." if known else "Belum ada tema di sini."
    )
    raise ThemeFault([problem(asked_by, f'Tema "{name}" tidak ada.', hint)])


def _read_manifest(name: str, folder: Path) -> dict[str, Any]:
    place = f"themes/{name}/theme.yaml"
    try:
        data = (folder / "theme.yaml").read_bytes()
    except FileNotFoundError:
        hint = 'Buat berkas itu, paling sedikit: "kontrak: 1", atau "extends: nusantara" untuk tema turunan.'
        raise ThemeFault([problem(place, f'Tema "{name}" tidak punya theme.yaml.', hint)]) from None
    manifest = read_yaml_mapping(data, place)
    faults = []
    known = ("nama", "kontrak", "extends", "opsi", "keterangan", "lapisan", "gaya_laman", "foto", "bagikan")
    for key in manifest:
        if key not in known:
            hint = did_you_mean(str(key), known) or "Kunci yang dikenal: " + ", ".join(known) + "."
            faults.append(problem(place, f'Kunci "{key}" tidak dikenal di theme.yaml.', hint))
    if manifest.get("kontrak") != CONTRACT:
        found = manifest.get("kontrak", "kosong")
        faults.append(
            problem(
                place,
                f'Tema "{name}" ditulis untuk kontrak {found}; Etalase ini memakai kontrak {CONTRACT}.',
                f"Sesuaikan temanya, lalu tulis kontrak: {CONTRACT}.",
            )
        )
    if not isinstance(manifest.get("opsi") or {}, dict):
        faults.append(problem(place, "opsi berisi nama dan nilai bawaan.", "Contoh: opsi: {warna: songket}"))
    if not isinstance(manifest.get("gaya_laman") or [], list):
        faults.append(problem(place, "gaya_laman berisi daftar nama komponen.", "Contoh: gaya_laman: [peta]"))
    kept = manifest.get("lapisan", [])
    if not isinstance(kept, list) or not set(map(str, kept)) <= set(LAYERS):
        faults.append(
            problem(
                place,
                "lapisan berisi lapisan gaya yang diambil dari tema induk.",
                "Lapisan yang ada: " + ", ".join(LAYERS) + ".",
            )
        )
    if faults:
        raise ThemeFault(faults)
    return manifest


def read_yaml_mapping(data: bytes, place: str) -> dict[str, Any]:
    """A YAML mapping of a theme's own (trusted like code). Raises `ThemeFault` with the line."""
    import yaml

    try:
        found = yaml.load(data.decode("utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except UnicodeDecodeError:
        raise ThemeFault([problem(place, "Berkas ini bukan UTF-8.", "Simpan ulang sebagai UTF-8.")]) from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        spot = Spot(mark.line + 1, mark.column + 1) if mark else WHOLE_FILE
        message = "YAML tidak terbaca di sini."
        hint = "Teks yang memuat titik dua atau diawali tanda baca diapit tanda kutip."
        raise ThemeFault([problem(place, message, hint, spot)]) from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ThemeFault([problem(place, "Isinya bukan pasangan kunci dan nilai.", "Contoh: kontrak: 1")])
    return found


def _read_files(folder: Folder) -> dict[str, ThemeFile]:
    """Every file of a theme's known folders, by its name with `/`."""
    root = Path(folder.path)
    found = {}
    paths = [root / "theme.yaml"]
    for part in FOLDERS:
        for base, folders, names in os.walk(root / part):
            folders[:] = sorted(item for item in folders if not item.startswith("."))
            paths += [
                Path(base, name) for name in names if not name.startswith(".") and not name.endswith(("~", ".swp"))
            ]
    for path in sorted(paths):
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # gone between listing and reading, as editors do while saving
            continue
        item = _theme_file(folder.theme, path.relative_to(root).as_posix(), path, data)
        if item.name not in found or not item.written_name:  # a file that bears the name of today goes before
            found[item.name] = item
    return found


def _theme_file(theme: str, name: str, path: Path, data: bytes) -> ThemeFile:
    """A file of a theme under the name of today, its components called by theirs."""
    content, modern = digest(data), Modern(modern_path(name), "", ())
    if name.startswith("templates/") and name.endswith((".html", ".yaml")):
        with contextlib.suppress(UnicodeDecodeError):
            modern = modernize(name, data.decode("utf-8"))
            data = modern.text.encode("utf-8")
    written = name if name != modern.name else ""
    return ThemeFile(theme, modern.name, str(path), data, content, written, modern.lines)
