"""The map of the house is true: rooms and floors as they are, and no module or class named that is not there."""

from __future__ import annotations

import ast
import re
import tomllib

from conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
PACKAGE = REPOSITORY / "generator"
ARCHITECTURE = (DOCS / "architecture.md").read_text("utf-8")
ROOMS = sorted(folder.name for folder in PACKAGE.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
NAMED = rf"`({'|'.join(ROOMS)})/([a-z_]+)(?:\.py)?`"


def drawn_floors() -> list[set[str]]:
    """The rooms of each floor, from the top, as the page draws them."""
    drawing = ARCHITECTURE.split("generator/\n", 1)[1].split("```", 1)[0]
    floors = [
        re.findall(r"^  ((?:\w+(?:/|\.py)\s+)+)", floor, re.M) for floor in re.split(r"^  -+$", drawing, flags=re.M)
    ]
    return [{re.sub(r"\.py$", "", name.rstrip("/")) for line in floor for name in line.split()} for floor in floors]


def test_every_room_is_drawn_on_its_floor():
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [set(re.split(r"\s*[|:]\s*", layer)) for layer in contracts[0]["layers"]]
    drawn = drawn_floors()
    assert set().union(*drawn) == {"cli", *ROOMS}
    place = {room: number for number, floor in enumerate(drawn) for room in floor}
    order = [{place[room] for room in layer} for layer in layers]
    assert all(len(floors) == 1 for floors in order), "the rooms of one layer stand on one floor"
    heights = [floors.pop() for floors in order]
    assert heights == sorted(heights)


def test_modules_that_the_pages_name_are_there():
    missing = []
    for page in [DOCS / "architecture.md", *sorted((DOCS / "decisions").glob("*.md"))]:
        for room, module in re.findall(NAMED, page.read_text("utf-8")):
            places = (PACKAGE / room / f"{module}.py", PACKAGE / room / module, PACKAGE / room / f"_{module}.py")
            if not any(place.exists() for place in places):
                missing.append(f"{page.name}: {room}/{module}")
    assert missing == []


def test_tests_that_the_page_names_are_there():
    named = re.findall(r"`(tests/[\w/.]+)`", ARCHITECTURE)
    assert named
    assert [path for path in named if not (REPOSITORY / path).exists()] == []


def test_classes_of_the_glossary_are_there():
    glossary = ARCHITECTURE.split("## Glossary", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`([A-Z]\w+)`", glossary))
    classes = {
        node.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert len(named) >= 30
    assert named - classes == set()
