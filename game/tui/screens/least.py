"""The least room in which the game can be seen."""

from __future__ import annotations

LEAST = (80, 24)


def too_small(size: tuple[int, int]) -> bool:
    """Whether the game cannot be seen on this many columns and lines."""
    return size[0] < LEAST[0] or size[1] < LEAST[1]
