"""The last line of a screen: keys and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.canvas import Canvas

Pair = tuple[str, str, str]
"""A key, what it does, and the command that a click on it gives ("" for none)."""


def paint_keys(canvas: Canvas, y: int, pairs: Sequence[Pair], pinned: Pair | None = None) -> None:
    """Write key and word pairs from the left, `pinned` at the right end. A pair is written whole or left out."""
    end = canvas.width - 1
    if pinned is not None:
        end -= _width(pinned)
        _write(canvas, end, y, pinned)
        end -= 2
    x = 1
    for pair in pairs:
        if x + _width(pair) <= end:
            x = _write(canvas, x, y, pair) + 2


def _width(pair: Pair) -> int:
    return len(pair[0]) + 1 + len(pair[1])


def _write(canvas: Canvas, x: int, y: int, pair: Pair) -> int:
    key, word, command = pair
    end = canvas.put(canvas.put(x, y, key, "bold strong") + 1, y, word, "muted")
    if command:
        canvas.aim(x, y, _width(pair), 1, command)
    return end
