"""The list of what can be kept as a file, over the lowest lines of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.tui.canvas import Canvas
from game.tui.keys import Keymap
from game.tui.keysets.export import PLACE
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import shorten, wrap
from game.tui.theme import Manner

HEIGHT = 11
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be kept: `id` such as "svg", what it is, and why it cannot be kept now, or ""."""

    id: str
    title: str
    about: str
    hindered: str = ""


def paint_keeping(
    width: int, height: int, manner: Manner, keymap: Keymap, *, things: Sequence[Thing], marked: int, told: str
) -> Canvas:
    """Draw the list; `told` is what came of the last one."""
    canvas = Canvas(width, height, "fg on panel")
    canvas.put(0, 0, manner.glyphs.across * width, "rule")
    canvas.put(2, 1, "KEEP AS A FILE", "muted")
    for number, thing in enumerate(things, 1):
        y = 1 + number
        chosen = number - 1 == marked
        if chosen and manner.theme.shades:
            canvas.fill(0, y, width, 1, "sel")
        if chosen:
            canvas.put(0, y, manner.glyphs.selected, "bold you")
        canvas.put(2, y, str(number), "bold strong")
        look = "faint" if thing.hindered else "bold strong" if chosen else "fg"
        canvas.put(4, y, thing.title, look)
        canvas.put(30, y, shorten(thing.hindered or thing.about, width - 31), "fg" if chosen else "muted")
        canvas.aim(0, y, width, 1, f"keep({number})")
    top = 2 + len(things)
    for offset, line in enumerate(wrap(told, width - 4, min(_MOST_TOLD, height - 1 - top))):
        canvas.put(2, top + offset, line, "strong")
    legend = Legend(PLACE, keymap)
    paint_keys(
        canvas, height - 1, [legend.pair("keep1"), legend.pair("up"), legend.pair("take", "keep")], legend.pair("back")
    )
    return canvas
