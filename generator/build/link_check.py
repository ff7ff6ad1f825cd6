"""Links inside bodies and in the menu: each must lead to a page or file of this site, and its anchor to a heading there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from generator.model import rules
from generator.model.address import file_of, record_path
from generator.model.cards import Row
from generator.model.problem import WHOLE_FILE, Guesses, Log, Problem, Remark, Spot, did_you_mean
from generator.model.settings import MenuItem
from generator.model.world import FILE_MARK, World

AS_TEXT = "tampil sebagai tulisan biasa"
NOT_IN_MENU = "tidak ditampilkan di menu"


def check_links(world: World, paths: Container[str], unread: Container[str] = frozenset()) -> Iterator[Problem]:
    """A problem for every link of a shown record that leads nowhere, or to something hidden.

    `unread` holds "kind/slug" of files that could not be read: nobody is blamed for linking to them.
    """
    guesses = Guesses()
    catalog = world.catalog
    written = catalog.rows if catalog.language == "id" else catalog.translations
    for (kind, slug), row in written.items():
        if row.links and catalog.shown(kind, slug):
            log = Log(f"content/{row.path}")
            for target, line, column in row.links:
                remark = None if _file_name(target) in unread else _remark(world, paths, target, AS_TEXT, guesses, row)
                if remark:
                    log.take(remark, Spot(line, column))
            yield from log.problems


def check_menu(
    world: World,
    paths: Container[str],
    menu: Sequence[MenuItem],
    file: Path,
    unread: Container[str] = frozenset(),
) -> Iterator[Problem]:
    """A problem for every entry of the menu in `site.yaml` (`file`) that leads nowhere, or to something hidden."""
    log, guesses = Log("site.yaml"), Guesses()
    for item in menu:
        if item.to.startswith("/") and _file_name(item.to) not in unread:
            remark = _remark(world, paths, item.to, NOT_IN_MENU, guesses)
            if remark:
                log.take(remark, _spot_of(file, item.to), field="menu")
    yield from log.problems


def check_files(
    options: Mapping[str, str], names: Iterable[str], paths: Container[str], file: Path
) -> Iterator[Problem]:
    """A problem for every option of the theme (the `names`) that names a file which is not in the site."""
    for name in names:
        if options[name] and options[name] not in paths:
            log = Log("site.yaml")
            log.add(
                rules.BAD_SETTINGS,
                _spot_of(file, options[name], f"{name}:"),
                f'opsi_tema: {name} menyebut berkas "{options[name]}", yang tidak ada di content/berkas.',
                "Simpan berkasnya di sana, perbaiki namanya, atau hapus opsi ini.",
                field="opsi_tema",
            )
            yield from log.problems


def _spot_of(file: Path, target: str, key: str = "ke:") -> Spot:
    """Where the file names a target: settings do not remember places, and faults in a menu are rare."""
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return WHOLE_FILE
    places = [(number, line.find(target)) for number, line in enumerate(lines, 1) if key in line]
    return next((Spot(number, column + 1) for number, column in places if column >= 0), WHOLE_FILE)


def _file_name(target: str) -> str:
    """ "kind/slug" of the content file that a stored link names."""
    path = target.partition("#")[0].partition("?")[0].removeprefix(FILE_MARK).strip("/").removesuffix(".md")
    kind, slash, rest = path.rpartition("/")
    return f"{kind.partition('/')[0] if slash else 'halaman'}/{rest}"


def _remark(
    world: World,
    paths: Container[str],
    target: str,
    fate: str,
    guesses: Guesses,
    row: Row | None = None,
) -> Remark | None:
    """What is wrong with a link, if anything. `fate`: what becomes of one to something hidden; `row`: where it stands."""
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    key = world.record_at(path) if path or row is None else (row.kind, row.slug)
    if key is not None and not world.catalog.shown(*key):
        hidden = world.catalog.rows[key]
        message = f"Tautan ini menuju content/{hidden.path}, yang tidak tayang; {fate}."
        return Remark(rules.LINK_TO_HIDDEN, message, "Tayangkan halaman itu, atau hapus tautannya.")
    if key is not None:
        return _lost_anchor(anchor, world.catalog.rows[key].anchors)
    if world.is_empty_list(path):
        name = path.strip("/")
        message = f"Tautan ini menuju daftar {name}, yang sedang kosong; {fate}."
        return Remark(rules.LINK_TO_HIDDEN, message, f"Tayangkan paling sedikit satu {name}, atau hapus tautannya.")
    leads = world.resolve(path)
    if leads is None or file_of(unquote(leads)) not in paths:
        return _dead(world, path, guesses)
    return None


def _lost_anchor(anchor: str, anchors: tuple[str, ...]) -> Remark | None:
    if not anchor or unquote(anchor) in anchors:
        return None
    hint = did_you_mean(anchor, anchors) or f"Judul bagian di halaman itu: {', '.join(anchors) or 'tidak ada'}."
    return Remark(rules.DEAD_ANCHOR, f'Tidak ada bagian "#{anchor}" di halaman itu.', hint)


def _dead(world: World, path: str, guesses: Guesses) -> Remark:
    if path.startswith(FILE_MARK):
        shown = "content/" + path.removeprefix(FILE_MARK)
        targets = ["content/" + file for file in world.catalog.by_file]
    else:
        shown, targets = path, ["/" + record_path(*key) for key in world.catalog.rows]
    hint = guesses.guess("tautan", shown, targets) or "Periksa ejaannya, atau hapus tautannya."
    return Remark(rules.DEAD_LINK, f'Tautan "{shown}" tidak menuju apa pun di situs ini.', hint)
