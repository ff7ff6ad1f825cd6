"""What several test files use."""

from __future__ import annotations


def changed_paths(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Paths whose bytes differ, or that are in one tree only."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
