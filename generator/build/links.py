"""Links inside bodies: each must lead to a page or file of this site, and its anchor to a heading there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from generator.model import rules
from generator.model.address import file_of, record_path
from generator.model.cards import Row
from generator.model.output import Output
from generator.model.problem import Log, Problem, Spot, did_you_mean
from generator.model.world import FILE_MARK, World


def check_links(world: World, outputs: Mapping[str, Output]) -> Iterator[Problem]:
    """A problem for every link of a shown record that leads nowhere, or to something hidden."""
    for (kind, slug), row in world.catalog.rows.items():
        if row.links and world.catalog.shown(kind, slug):
            log = Log(f"content/{row.path}")
            for target, line, column in row.links:
                _check(world, outputs, row, target, Spot(line, column), log)
            yield from log.problems


def _check(world: World, outputs: Mapping[str, Output], row: Row, target: str, spot: Spot, log: Log) -> None:
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    key = world.record_at(path) if path else (row.kind, row.slug)
    if key is None:
        leads = world.resolve(path)
        if leads is None or file_of(unquote(leads)) not in outputs:
            _dead(world, path, spot, log)
    elif not world.catalog.shown(*key):
        hidden = world.catalog.rows[key]
        log.add(rules.LINK_TO_HIDDEN, spot, f'Tautan ini menuju content/{hidden.path}, yang tidak tayang; tampil sebagai tulisan biasa.',
                "Tayangkan halaman itu, atau hapus tautannya.")  # fmt: skip
    elif anchor and unquote(anchor) not in world.catalog.rows[key].anchors:
        anchors = world.catalog.rows[key].anchors
        hint = (
            did_you_mean(anchor, anchors) or "Judul bagian di halaman itu: " + (", ".join(anchors) or "tidak ada") + "."
        )
        log.add(rules.DEAD_ANCHOR, spot, f'Tidak ada bagian "#{anchor}" di halaman itu.', hint)


def _dead(world: World, path: str, spot: Spot, log: Log) -> None:
    if path.startswith(FILE_MARK):
        shown, known = (
            "content/" + path.removeprefix(FILE_MARK),
            ["content/" + file for file in world.catalog.by_file],
        )
    else:
        shown, known = path, ["/" + record_path(*key) for key in world.catalog.rows]
    hint = did_you_mean(shown, known) or "Periksa ejaannya, atau hapus tautannya."
    log.add(rules.DEAD_LINK, spot, f'Tautan "{shown}" tidak menuju apa pun di situs ini.', hint)
