"""The list from which a second reading is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.console import Choice
from game.tui.canvas import Canvas
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import shorten
from game.tui.theme import Manner

_ABOUT = 22
"""The column in which it is said what a row is."""


@dataclass(frozen=True, slots=True)
class ReadingsPicture:
    """What the list shows: the component whose readings it lists ("" for components), what was typed, its rows."""

    component: str
    typed: str
    rows: tuple[Choice, ...]
    marked: int


def readings_height(lines: int) -> int:
    """How high the list is on a screen of so many lines."""
    return max(8, min(16, lines // 2))


def paint_readings(width: int, height: int, manner: Manner, picture: ReadingsPicture, legend: Legend) -> Canvas:
    """What is typed, the rows, and the keys."""
    canvas = Canvas(width, height, "fg on panel")
    canvas.put(0, 0, manner.glyphs.across * width, "rule")
    canvas.put(1, 0, " A SECOND READING ", "muted", over=True)
    x = canvas.put(1, 1, ">", "bold you") + 1
    if picture.component:
        x = canvas.put(x, 1, picture.component, "bold strong") + 1
    x = canvas.put(x, 1, shorten(picture.typed, width - x - 2), "bold strong")
    canvas.put(x, 1, " ", "reverse strong")
    if not picture.typed:
        about = "type a reading" if picture.component else "type a service"
        canvas.put(x + 2, 1, about, "faint")
    room = max(1, height - 3)
    marked = min(picture.marked, len(picture.rows) - 1)
    top = max(0, min(marked - room // 2, len(picture.rows) - room))
    for y, (place, row) in enumerate(list(enumerate(picture.rows))[top : top + room], 2):
        chosen = place == marked
        if chosen and manner.theme.shades:
            canvas.fill(0, y, width, 1, "sel")
        if chosen:
            canvas.put(0, y, manner.glyphs.selected, "bold strong")
        canvas.put(2, y, shorten(row.word or "none", _ABOUT - 3), "bold strong" if chosen else "fg")
        canvas.put(_ABOUT, y, shorten(row.about, width - _ABOUT - 1), "fg" if chosen else "muted")
        canvas.aim(0, y, width, 1, f"row({place})")
    if not picture.rows:
        canvas.put(2, 2, "Nothing has that name.", "muted")
    pairs = [legend.pair("up"), legend.pair("take"), legend.pair("erase")]
    if not picture.component:
        pairs.insert(2, legend.pair("more"))
    paint_keys(canvas, height - 1, pairs, legend.pair("back"))
    return canvas
