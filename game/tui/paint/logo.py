"""The name as a block of letters, and the region at rest as a strip of dots."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs

LETTERS = (
    "█▄  █   ▄▀▀▀▄   █▀▀▀▀   █▀▀▀▄   █▀▀▀▄   ▄▀▀▀▄   █▀▀▀▄",
    "█ ▀▄█   █   █   █▀▀▀    █▀█▀    █▀█▀    █   █   █▀█▀",
    "█   █   ▀▄▄▄▀   █▄▄▄▄   █  ▀▄   █  ▀▄   ▀▄▄▄▀   █  ▀▄",
)
PLAIN_LETTERS = (
    "#   #    ###    #####   ####    ####     ###    ####",
    "##  #   #   #   #       #   #   #   #   #   #   #   #",
    "# # #   #   #   ####    ####    ####    #   #   ####",
    "#  ##   #   #   #       #  #    #  #    #   #   #  #",
    "#   #    ###    #####   #   #   #   #    ###    #   #",
)
WIDTH = 53

Layers = Sequence[tuple[str, int, int]]
"""Layers of a region from the top: short name, how many components, and which has not been heard of for a while (-1: none)."""


def letters(glyphs: Glyphs, *, twice: bool = False) -> tuple[str, ...]:
    """The lines of the logo in half blocks, or in plain characters where a terminal has no blocks; `twice` as large."""
    if glyphs.block != "█":
        return tuple(["".join(char * 2 for char in line) for line in PLAIN_LETTERS]) if twice else PLAIN_LETTERS
    if not twice:
        return LETTERS
    halves = [(line, half) for line in LETTERS for half in ("█▀", "█▄")]
    return tuple(["".join("██" if char in half else "  " for char in line) for line, half in halves])


def paint_region(
    canvas: Canvas, layers: Layers, glyphs: Glyphs, *, x: int, y: int, gap: int, names: bool, step: int = 1
) -> int:
    """One dot a component, every `step` cells, layer by layer, with the layers' names below; returns the column behind."""
    for name, count, unheard in layers:
        for index in range(count):
            if index == unheard:
                canvas.put(x + index * step, y, glyphs.stale, "bold strong")
            else:
                canvas.put(x + index * step, y, glyphs.ok, "muted")
        if names:
            canvas.put(x, y + 1, name, "faint")
        x += max(count * step, len(name) if names else 0) + gap
    return x - gap
