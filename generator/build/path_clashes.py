"""Two outputs on one path: found among all that a plan lists, refused with the places that ask for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.build.chapters import Planned
from generator.model import rules
from generator.model.output import Output
from generator.model.problem import WHOLE_FILE, Place, Problem, Spot, problem_at


def _folded(path: str) -> str:
    """A path as systems see it that know no case, and compose letters."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def may_clash(listed: Sequence[str]) -> bool:
    """True when two paths are one to some systems, or one of them is a folder to another."""
    files, folders = set(map(_folded, listed)), {path.rpartition("/")[0] for path in listed}
    return len(files) != len(listed) or any(folder in files for path in folders for folder in _above(_folded(path)))


def _above(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def without_clashes(chapters: Iterable[Planned], site: Path) -> tuple[list[Planned], list[Problem]]:
    """Of two outputs on one path (but for case, or composed letters) the first, and a problem. Expects all to be listed.

    `site`: the folder of the site, in whose files the lines that ask for an address are looked for.
    """
    held: dict[str, Output] = {}
    problems: list[Problem] = []
    kept = []
    for chapter in chapters:
        outputs = []
        for output in chapter.outputs or ():
            other = held.setdefault(_folded(output.path), output)
            if other is output:
                outputs.append(output)
            else:
                problems.append(_clash(output, other))
        kept.append(chapter._replace(outputs=tuple(outputs), paths=tuple([output.path for output in outputs])))
    return kept, [_with_line(problem, site) for problem in (*problems, *_nested(held))]


def _nested(held: Mapping[str, Output]) -> Iterator[Problem]:
    """A file cannot lie where another output needs a folder."""
    for path, output in held.items():
        for folder in _above(path.rpartition("/")[0]):
            if folder in held:
                yield _clash(output, held[folder])


def _with_line(clash: Problem, site: Path) -> Problem:
    """A clash with the line of the content file that asks for the address, where one does: an alias."""
    wanted = clash.message.partition('"')[2].partition('"')[0].removesuffix("/index.html")
    try:
        lines = (site / clash.place.path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return clash
    places = [(number, line.find(wanted)) for number, line in enumerate(lines, 1)]
    spot = next((Spot(number, column + 1) for number, column in places if column >= 0), WHOLE_FILE)
    return replace(clash, place=Place(clash.place.path, spot))


def _clash(output: Output, other: Output) -> Problem:
    place = output.source or other.source or output.path
    names = [item.source or f"Etalase sendiri (/{item.path.removesuffix('index.html')})" for item in (output, other)]
    message = f'Alamat "{output.path}" dipakai dua kali: {names[0]} dan {names[1]}.'
    return problem_at(place, rules.PATH_CLASH, message, "Ganti nama salah satunya.")
