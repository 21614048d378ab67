"""The name as a block of letters, and the region at rest as a strip of dots."""

from __future__ import annotations

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

REGION = (("cust", 10, -1), ("edge", 4, -1), ("comp", 5, -1), ("ctrl", 3, -1), ("data", 5, -1), ("base", 8, 3))
"""Layers of the region, how many components each has, and which of them has not been heard of for a while."""


def letters(glyphs: Glyphs) -> tuple[str, ...]:
    """The lines of the logo in half blocks, or in plain characters where a terminal has no blocks."""
    return LETTERS if glyphs.block == "█" else PLAIN_LETTERS


def paint_region(canvas: Canvas, x: int, y: int, gap: int, glyphs: Glyphs, *, names: bool) -> int:
    """One dot a component, layer by layer, with the layers' names below; returns the column behind."""
    for name, count, unheard in REGION:
        for index in range(count):
            if index == unheard:
                canvas.put(x + index, y, glyphs.stale, "bold strong")
            else:
                canvas.put(x + index, y, glyphs.ok, "muted")
        if names:
            canvas.put(x, y + 1, name, "faint")
        x += max(count, len(name) if names else 0) + gap
    return x - gap
