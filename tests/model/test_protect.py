"""Protection of counts, against a linear program that knows nothing of flows."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from generator.model.protect import Grid, GridCell, hidden_cells, inferable_width

K = 5


def grid(*rows: Iterable[int]) -> Grid:
    """A grid from lists of counts, rows `r0`…, columns `c0`…"""
    table = [list(row) for row in rows]
    names, columns = [f"r{i:02}" for i in range(len(table))], [f"c{j}" for j in range(len(table[0]))]
    counts = {(r, c): table[i][j] for i, r in enumerate(names) for j, c in enumerate(columns)}
    return Grid(tuple(names), tuple(columns), counts)


def values(grids: tuple[Grid, ...]) -> dict[GridCell, int]:
    """Every cell and total of some grids, counted anew."""
    found: dict[GridCell, int] = {}
    for number, one in enumerate(grids):
        for row in one.rows:
            found[GridCell(0, row, "")] = sum(one.at(row, column) for column in one.columns)
            found |= {GridCell(number, row, column): one.at(row, column) for column in one.columns}
        for column in one.columns:
            found[GridCell(number, "", column)] = sum(one.at(row, column) for row in one.rows)
    return found


class Attacker:
    """Somebody who knows all that is published, that counts are not negative, and linear programming."""

    def __init__(self, grids: tuple[Grid, ...], hidden: frozenset[GridCell]) -> None:
        self.values = values(grids)
        self.cells = list(self.values)
        index = {cell: number for number, cell in enumerate(self.cells)}
        equations: list[tuple[list[GridCell], GridCell | None]] = []
        for number, one in enumerate(grids):
            equations += [
                ([GridCell(number, row, column) for column in one.columns], GridCell(0, row, "")) for row in one.rows
            ]
            equations += [
                ([GridCell(number, row, column) for row in one.rows], GridCell(number, "", column))
                for column in one.columns
            ]
        self.matrix = np.zeros((len(equations) + 1, len(self.cells)))
        self.right = np.zeros(len(equations) + 1)
        for line, (parts, total) in enumerate(equations):
            for part in parts:
                self.matrix[line, index[part]] = 1
            if total:
                self.matrix[line, index[total]] = -1
        for row in grids[0].rows:
            self.matrix[-1, index[GridCell(0, row, "")]] = 1
        self.right[-1] = sum(grids[0].counts.values())
        self.bounds = [(0, None) if cell in hidden else (self.values[cell],) * 2 for cell in self.cells]
        self.index = index

    def width(self, cell: GridCell) -> float:
        """Largest minus smallest value of a cell."""
        aim = np.zeros(len(self.cells))
        aim[self.index[cell]] = 1
        low = linprog(aim, A_eq=self.matrix, b_eq=self.right, bounds=self.bounds)
        high = linprog(-aim, A_eq=self.matrix, b_eq=self.right, bounds=self.bounds)
        return round(-high.fun - low.fun, 6)


def random_grids(dice: random.Random, rows: int, *columns: int) -> tuple[Grid, ...]:
    """Grids over the same contributors: each falls into a row, and into a column of each grid."""
    people = dice.choice((6, 20, 60, 200))
    favourites = [dice.random() ** 3 + 0.01 for _ in range(rows)]
    counts: list[list[list[int]]] = [[[0] * width for _ in range(rows)] for width in columns]
    for row in dice.choices(range(rows), favourites, k=people):
        for number, width in enumerate(columns):
            counts[number][row][min(int(dice.expovariate(0.8)), width - 1)] += 1
    return tuple(grid(*table) for table in counts)


def check_against_attacker(grids: tuple[Grid, ...], threshold: int = K) -> None:
    """Nothing sensitive can be inferred more closely than the threshold, and the flow says what the program says."""
    hidden = hidden_cells(grids, threshold)
    if hidden is None:
        assert 0 < sum(grids[0].counts.values()) < threshold
        return
    everything = values(grids)
    sensitive = {cell for cell, value in everything.items() if 0 < value < threshold}
    assert sensitive <= hidden
    attacker = Attacker(grids, hidden)
    for cell in sensitive:
        width = attacker.width(cell)
        assert width >= threshold
        assert inferable_width(grids, hidden, cell) == width


def test_a_small_count_is_hidden_with_what_would_give_it_away() -> None:
    hidden = hidden_cells((grid([3, 10, 20], [30, 40, 50]),), K)
    assert hidden == {
        GridCell(0, "r00", "c0"), GridCell(0, "r00", "c1"), GridCell(0, "r01", "c0"), GridCell(0, "r01", "c1"),
    }  # fmt: skip


def test_zeros_and_large_counts_are_published() -> None:
    assert hidden_cells((grid([0, 10], [30, 0]),), K) == frozenset()


def test_of_fewer_than_the_threshold_only_the_grand_total_is_published() -> None:
    assert hidden_cells((grid([1, 0], [0, 3]),), K) is None


def test_where_nobody_is_hidden_everything_is_published() -> None:
    assert hidden_cells((grid([0, 0], [0, 0]),), K) == frozenset()


def test_two_hidden_counts_that_add_up_to_a_sensitive_number_are_joined_by_a_third() -> None:
    hidden = hidden_cells((grid([1], [2], [30], [40]),), K)
    assert hidden is not None
    assert GridCell(0, "r02", "") in hidden
    assert GridCell(0, "r03", "") not in hidden


def test_what_is_hidden_in_the_margin_of_one_table_is_hidden_in_the_other() -> None:
    sectors, scales = grid([2, 0], [20, 20], [20, 20]), grid([2], [40], [40])
    hidden = hidden_cells((sectors, scales), K)
    assert hidden is not None
    assert {GridCell(0, "r00", ""), GridCell(1, "r00", "c0")} <= hidden


@pytest.mark.parametrize("grids", [(), (grid([1]), grid([2])), (grid([-1, 9]),), (grid([9]),) * 3])
def test_grids_that_do_not_fit_together_are_refused(grids: tuple[Grid, ...]) -> None:
    with pytest.raises(ValueError, match=r"grid|count"):
        hidden_cells(grids, K)


@given(
    st.integers(0, 2**32), st.integers(1, 4), st.lists(st.integers(1, 4), min_size=1, max_size=2), st.integers(5, 20)
)
def test_nothing_sensitive_can_be_inferred(seed: int, rows: int, columns: list[int], threshold: int) -> None:
    check_against_attacker(random_grids(random.Random(seed), rows, *columns), threshold)


@given(st.integers(0, 2**32))
def test_the_order_of_a_table_does_not_change_how_much_is_hidden_of_it(seed: int) -> None:
    grids = random_grids(random.Random(seed), 4, 3)
    assert hidden_cells(grids, K) == hidden_cells(
        tuple(Grid(one.rows, one.columns, dict(reversed(one.counts.items()))) for one in grids), K
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_random_tables(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        columns = [dice.randint(1, 6) for _ in range(dice.randint(1, 2))]
        check_against_attacker(random_grids(dice, dice.randint(1, 8), *columns))


def small_tables() -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All tables of 2 x 3 with counts up to 6, but for the order of rows and columns."""
    rows = itertools.product(range(7), repeat=3)
    for first, second in itertools.combinations_with_replacement(rows, 2):
        if list(zip(first, second, strict=True)) == sorted(zip(first, second, strict=True)):
            yield first, second


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_every_small_table(part: int) -> None:
    for first, second in itertools.islice(small_tables(), part, None, 8):
        check_against_attacker((grid(first, second),))
