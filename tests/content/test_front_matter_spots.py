"""Where faults of the head are said to be."""

from __future__ import annotations

from generator.content.front_matter import read_mapping
from generator.model.problem import Log, Spot


def test_a_control_character_is_named_with_its_place():
    log = Log("a.md")
    assert read_mapping("nama: Kopi é\nsatuan: 2\x1b[31m\n", log, first_line=2) is None
    assert [problem.place.spot for problem in log.problems] == [Spot(3, 10)]
