"""Which counts of people who are not shown may be published: small ones are hidden, and what would give them away.

Takes counts of *hidden* contributors (all minus those whose membership anybody can see on their pages) by row and column, gives
the cells to hide. Knows nothing of sellers. The rule is section A.4 of the programmes: counts from 1 to k - 1 are sensitive; of
each of them, what everything published leaves possible must span at least k.

What is possible is a flow, not an estimate: cells are arcs from their row to their column, totals arcs from the source and to the
sink; a hidden arc may grow without limit and shrink to zero, a published one is fixed. A cell can grow by as much as flows from its
head back to its tail through the others. Two tables with the same rows are one network: the second stands before the row totals.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

LEAST_THRESHOLD, GREATEST_THRESHOLD = 5, 20
SOURCE, SINK = ("source", ""), ("sink", "")

Node = tuple[str, str]


class Grid(NamedTuple):
    """Counts of hidden contributors by (row, column); a pair that is not there counts 0."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def at(self, row: str, column: str) -> int:
        """The count of one cell."""
        return self.counts.get((row, column), 0)


class GridCell(NamedTuple):
    """One place of a table: an inner cell, or a total (`column` or `row` empty). Row totals belong to all grids: `grid` is 0."""

    grid: int
    row: str
    column: str


class _Arc(NamedTuple):
    """A count in the network; `order` settles which of two equal counts is hidden first."""

    tail: Node
    head: Node
    value: int
    order: int


class _Line(NamedTuple):
    """A published equation: the cells add up to their total; the grand total stands for None."""

    cells: tuple[GridCell, ...]
    total: GridCell | None


def hidden_cells(grids: tuple[Grid, ...], threshold: int) -> frozenset[GridCell] | None:
    """The cells and totals to hide; None when there are fewer contributors than `threshold`, and nothing else may be published.

    `grids`: one or two tables over the same rows and the same contributors. The grand total is always published.
    Raises ValueError for grids that are not of the same contributors, and for a negative count.
    """
    table = _Table(grids, threshold)
    if table.grand_total < threshold:
        return None if table.grand_total else frozenset()
    table.hide_sensitive()
    while table.hide_complements() or table.hide_what_is_inferred():
        pass
    return frozenset(table.hidden)


def inferable_width(
    grids: tuple[Grid, ...], hidden: Iterable[GridCell], cell: GridCell, limit: int | None = None
) -> int | None:
    """Largest minus smallest value of a hidden cell that fits all that is published; None: no bound. Stops looking at `limit`."""
    table = _Table(grids, LEAST_THRESHOLD)
    table.hidden.update(hidden)
    return table.width(cell, limit)


class _Table:
    """One or two grids as a network, and what is hidden of it so far."""

    def __init__(self, grids: tuple[Grid, ...], threshold: int) -> None:
        _check(grids)
        self.threshold = threshold
        self.arcs: dict[GridCell, _Arc] = {}
        self.lines: list[_Line] = []
        self.hidden: set[GridCell] = set()
        self.grand_total = sum(grids[0].counts.values())
        for number, grid in enumerate(grids):
            self._add_grid(number, grid)
        self._add_row_totals(grids)
        self._sensitive = [cell for cell, arc in self.arcs.items() if 0 < arc.value < threshold]
        self._by_cell = self._lines_by_cell()

    def _add_grid(self, number: int, grid: Grid) -> None:
        """The arcs of the inner cells and column totals. The first grid lies behind the row totals, the second before them."""
        behind = number == 0
        nodes = {column: (f"column {number}", column) for column in grid.columns}
        for row in grid.rows:
            for column, node in nodes.items():
                ends = (("row", row), node) if behind else (node, ("entry", row))
                self.arcs[GridCell(number, row, column)] = _Arc(*ends, grid.at(row, column), len(self.arcs))
            self.lines.append(
                _Line(tuple(GridCell(number, row, column) for column in grid.columns), GridCell(0, row, ""))
            )
        for column, node in nodes.items():
            count = sum(grid.at(row, column) for row in grid.rows)
            ends = (node, SINK) if behind else (SOURCE, node)
            self.arcs[GridCell(number, "", column)] = _Arc(*ends, count, len(self.arcs))
            self.lines.append(
                _Line(tuple(GridCell(number, row, column) for row in grid.rows), GridCell(number, "", column))
            )
        self.lines.append(_Line(tuple(GridCell(number, "", column) for column in grid.columns), None))

    def _add_row_totals(self, grids: tuple[Grid, ...]) -> None:
        first = grids[0]
        for row in first.rows:
            count = sum(first.at(row, column) for column in first.columns)
            tail = ("entry", row) if len(grids) > 1 else SOURCE
            self.arcs[GridCell(0, row, "")] = _Arc(tail, ("row", row), count, len(self.arcs))
        self.lines.append(_Line(tuple(GridCell(0, row, "") for row in first.rows), None))

    def _lines_by_cell(self) -> dict[GridCell, list[_Line]]:
        """The lines that a cell stands in, the one along its row first."""
        lines: dict[GridCell, list[_Line]] = defaultdict(list)
        for line in self.lines:
            for cell in (*line.cells, *([line.total] if line.total else [])):
                lines[cell].append(line)
        for cell, those in lines.items():
            those.sort(key=lambda line: 0 if line.total and line.total.row == cell.row and cell.row else 1)
        return lines

    def hide_sensitive(self) -> None:
        """Step 1: counts from 1 to threshold - 1."""
        self.hidden.update(self._sensitive)

    def hide_complements(self) -> bool:
        """Steps 2 and 3: no equation may hold a single hidden count, nor hidden ones that add up to a sensitive number."""
        changed = False
        waiting = deque(self.lines)
        while waiting:
            line = waiting.popleft()
            while self._gives_away(line):
                further = self._smallest_shown(line)
                if further is None:
                    break
                self.hidden.add(further)
                waiting.extend(self._by_cell[further])
                changed = True
        return changed

    def _gives_away(self, line: _Line) -> bool:
        members = (*line.cells, *([line.total] if line.total else []))
        hidden = [self.arcs[cell].value for cell in members if cell in self.hidden]
        if not hidden:
            return False
        total_hidden = line.total is not None and line.total in self.hidden
        return sum(count > 0 for count in hidden) < 2 or (not total_hidden and sum(hidden) < self.threshold)

    def _smallest_shown(self, line: _Line) -> GridCell | None:
        """The next cell of a line to hide: the smallest that is not zero, a zero one only when there is no other."""
        shown = [cell for cell in line.cells if cell not in self.hidden]
        if not shown and line.total is not None and line.total not in self.hidden:
            shown = [line.total]
        return min(shown, key=self._rank, default=None)

    def _rank(self, cell: GridCell) -> tuple[bool, int, int]:
        arc = self.arcs[cell]
        return arc.value == 0, arc.value, arc.order

    def hide_what_is_inferred(self) -> bool:
        """Step 4, the exact audit: one more cell for each sensitive one whose width is below the threshold."""
        changed = False
        for cell in self._sensitive:
            width = self.width(cell, self.threshold)
            if width is not None and width < self.threshold:
                further = self._next_for(cell)
                if further is not None:
                    self.hidden.add(further)
                    changed = True
        return changed

    def _next_for(self, cell: GridCell) -> GridCell | None:
        """What else to hide for a cell: the smallest of its row, else of its column, else of everything."""
        lines = self._by_cell[cell]
        candidates = (further for line in lines if (further := self._smallest_shown(line)) is not None)
        everywhere = (other for other in self.arcs if other not in self.hidden)
        return next(candidates, None) or min(everywhere, key=self._rank, default=None)

    def width(self, cell: GridCell, limit: int | None = None) -> int | None:
        """See `inferable_width`."""
        arc = self.arcs[cell]
        network = self._residual(without=cell)
        growth = _greatest_flow(network, arc.head, arc.tail, limit)
        if growth is None or (limit is not None and growth >= limit):
            return growth
        network = self._residual(without=cell)
        most = arc.value if limit is None else min(arc.value, limit - growth)
        shrinkage = _greatest_flow(network, arc.tail, arc.head, most)
        return growth + min(arc.value, shrinkage if shrinkage is not None else arc.value)

    def _residual(self, without: GridCell) -> dict[Node, dict[Node, int | None]]:
        """How much each hidden count may still grow (None: without limit) along its arc, and shrink against it."""
        network: dict[Node, dict[Node, int | None]] = defaultdict(dict)
        for cell in self.hidden:
            if cell != without:
                tail, head, count, _ = self.arcs[cell]
                network[tail][head] = None
                network[head].setdefault(tail, count)
        return network


def _check(grids: tuple[Grid, ...]) -> None:
    if not 1 <= len(grids) <= 2:
        raise ValueError("one or two grids")
    if any(count < 0 for grid in grids for count in grid.counts.values()):
        raise ValueError("a count is negative")
    sums = [[sum(grid.at(row, column) for column in grid.columns) for row in grid.rows] for grid in grids]
    if any(grid.rows != grids[0].rows or of_rows != sums[0] for grid, of_rows in zip(grids, sums, strict=True)):
        raise ValueError("the grids are not of the same contributors")


def _greatest_flow(
    network: dict[Node, dict[Node, int | None]], start: Node, end: Node, limit: int | None
) -> int | None:
    """The greatest flow from `start` to `end` by shortest augmenting paths (Edmonds and Karp); None: no bound. `limit`: enough."""
    flow = 0
    while limit is None or flow < limit:
        path = _shortest_path(network, start, end)
        if not path:
            return flow
        rooms = [room for tail, head in path if (room := network[tail][head]) is not None]
        if not rooms:
            return limit
        step = min(rooms)
        flow += step
        for tail, head in path:
            room, back = network[tail][head], network[head].get(tail, 0)
            if room is not None:
                network[tail][head] = room - step
            if back is not None:
                network[head][tail] = back + step
    return flow


def _shortest_path(network: dict[Node, dict[Node, int | None]], start: Node, end: Node) -> list[tuple[Node, Node]]:
    before: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in before:
        node = waiting.popleft()
        for neighbour, room in network[node].items():
            if room != 0 and neighbour not in before:
                before[neighbour] = node
                waiting.append(neighbour)
    return list(_steps(before, start, end)) if end in before else []


def _steps(before: dict[Node, Node], start: Node, end: Node) -> Iterator[tuple[Node, Node]]:
    node = end
    while node != start:
        yield before[node], node
        node = before[node]
