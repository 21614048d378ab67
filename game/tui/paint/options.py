"""The settings: lines to choose from on the left; on the right how it looks, what the chosen line is about, where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.tui.canvas import Canvas
from game.tui.keysets.options import PLACE
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.sample import LINES, paint_sample
from game.tui.paint.text import Box, fitting, shorten, wrap
from game.tui.theme import Manner

_LABEL = 18
"""Cells of a label and the gap behind it."""
_KEY = 15
"""Cells of a key and the gap behind it."""
_DOES = 3 + _KEY
"""The column in which it is said what a key does."""
_NAMED = 26
"""Cells of the name that the settings file has for a key, where there is room for it."""
_LEGIBLE = 24


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A line of the settings. `choices` are what it can be and `at` what it is; of a key, `key` is how it is called.

    `head` stands above the first line of a section. `about` is said while the line is chosen; `own` marks what the player
    changed.
    """

    label: str
    about: str
    choices: tuple[str, ...] = ()
    at: int = 0
    key: str = ""
    does: str = ""
    head: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class OptionsPicture:
    """Everything that the screen shows. `notice` is what became of the last key; `waiting` that a new key is awaited.

    `shown` are the numbers of the lines that are listed, None for all; `typed` are the letters that they hold, and `finding`
    says that more can be typed. `held` says that a night waits meanwhile.
    """

    rows: tuple[OptionRow, ...]
    chosen: int
    kept_in: str
    notice: str = ""
    waiting: bool = False
    shown: tuple[int, ...] | None = None
    typed: str = ""
    finding: bool = False
    held: bool = False


def paint_options(width: int, height: int, manner: Manner, picture: OptionsPicture) -> Canvas:
    """Draw the settings for a screen of this size."""
    canvas = Canvas(width, height)
    roomy = width >= 100 and height >= 32
    split = width - max(34, min(60, width * 2 // 5))
    top = 3 if roomy else 2
    if manner.theme.shades:
        canvas.fill(split, 0, width - split, height - 1, "panel")
    else:
        for y in range(1, height - 2):
            canvas.put(split, y, manner.glyphs.upright, "rule")
    y = 1 if roomy else 0
    x = canvas.put(1, y, "SETTINGS", "bold strong") + 1
    x = canvas.put(x, y, "drill", "muted") + 2
    _headline(canvas, x, y, split - 1, picture)
    _list(canvas, Box(0, top, split - 1, height - 2), manner, picture)
    _side(canvas, Box(split + 2, y, width - split - 3, height - 2), manner, picture)
    legend = Legend(PLACE, manner.keys)
    if picture.waiting:
        paint_keys(canvas, height - 1, [("press", "the new key", ""), ("esc", "leave it", "leave_waiting")])
        return canvas
    if picture.finding:
        pairs = [("enter", "go to the list", "stop_finding"), ("esc", "list all again", "find_nothing")]
        paint_keys(canvas, height - 1, pairs)
        return canvas
    row = picture.rows[picture.chosen]
    pairs = [legend.pair("up")]
    pairs.append(legend.pair("press", "other key") if row.key else legend.pair("before"))
    if row.own:
        pairs.append(legend.pair("reset"))
    back = legend.pair("back", "list all again") if picture.typed else legend.pair("back")
    pages = (legend.pair("page_up")[0], "faster", legend.pair("page_up")[2])
    paint_keys(canvas, height - 1, [*pairs, back, legend.pair("find"), pages], legend.pair("help"))
    return canvas


def _headline(canvas: Canvas, x: int, y: int, end: int, picture: OptionsPicture) -> None:
    """What is looked for, with a cursor while letters are typed; else when a choice is kept."""
    if not picture.finding and not picture.typed:
        told = ("kept at once; the night waits meanwhile", "the night waits meanwhile", "the night waits")
        canvas.put(x, y, fitting(end - x, told if picture.held else ("kept at once",)), "muted")
        return
    count = f"{len(_listed(picture))} found"
    behind = canvas.right(end, y, count, "faint") - 1
    x = canvas.put(x, y, "/", "bold you")
    x = canvas.put(x, y, picture.typed[-max(1, behind - x - 1) :], "strong")
    if picture.finding:
        canvas.put(x, y, " ", "reverse fg on bg")


def _listed(picture: OptionsPicture) -> tuple[int, ...]:
    return tuple(range(len(picture.rows))) if picture.shown is None else picture.shown


def _list(canvas: Canvas, box: Box, manner: Manner, picture: OptionsPicture) -> None:
    """The lines around the chosen one. A line that does not fit whole is left out."""
    listed = _listed(picture)
    if not listed:
        canvas.put(3, box.y, shorten("No line holds these letters.", box.width - 4), "muted")
        return
    heads = _heads(picture.rows, listed)
    tops: dict[int, int] = {}
    y = 0
    for index in listed:
        y += (2 if tops else 1) if index in heads else 0
        tops[index] = y
        y += _height(picture.rows[index], box.width)
    room = box.end - box.y
    first = max(0, min(tops.get(picture.chosen, 0) - room // 2, y - room))
    if first < 2:
        first = 0
    for index in listed:
        row = picture.rows[index]
        at = box.y + tops[index] - first
        if index in heads and box.y <= at - 1 < box.end:
            canvas.put(1, at - 1, heads[index], "muted")
        if box.y <= at and at + _height(row, box.width) <= box.end:
            _row(canvas, Box(box.x, at, box.width, box.end), manner, row, (index, index == picture.chosen))


def _heads(rows: Sequence[OptionRow], listed: Sequence[int]) -> dict[int, str]:
    """Which heading stands over which line: over the first one of its section that is listed."""
    heads: dict[int, str] = {}
    section = ""
    for index, row in enumerate(rows):
        section = row.head or section
        if index in listed and section not in heads.values():
            heads[index] = section
    return heads


def _height(row: OptionRow, width: int) -> int:
    return max(1, len(_does(row, width)) if row.key else len(_lines_of(row.choices, width - 3 - _LABEL)))


def _does(row: OptionRow, width: int) -> list[str]:
    """What a key does, in lines of its own column."""
    return wrap(row.does, width - _DOES - 1 - (_NAMED if _names(width) else 0))


def _names(width: int) -> bool:
    """Whether there is room for the names of the settings file."""
    return width - _DOES - 1 - _NAMED >= _LEGIBLE


def _lines_of(choices: Sequence[str], room: int) -> list[list[int]]:
    """Which choices stand in which line."""
    lines: list[list[int]] = []
    free = 0
    for index, choice in enumerate(choices):
        if len(choice) + 2 > free:
            lines.append([])
            free = room
        lines[-1].append(index)
        free -= len(choice) + 3
    return lines


def _row(canvas: Canvas, box: Box, manner: Manner, row: OptionRow, at: tuple[int, bool]) -> None:
    index, chosen = at
    height = _height(row, box.width)
    if chosen:
        for line in range(height):
            canvas.put(1, box.y + line, manner.glyphs.selected, "bold strong")
        canvas.fill(1, box.y, box.right - 1, height, "sel")
    canvas.aim(0, box.y, box.right, height, f"pick({index})")
    if row.key:
        _key_row(canvas, box, row, chosen)
        return
    canvas.put(3, box.y, row.label, "bold strong" if chosen else "fg")
    worn = "reverse bold strong" if chosen or not manner.theme.shades else "bold strong on sel"
    for line, choices in enumerate(_lines_of(row.choices, box.width - 3 - _LABEL)):
        x = 3 + _LABEL - 1
        for choice in choices:
            text = f" {row.choices[choice]} "
            canvas.put(x, box.y + line, text, worn if choice == row.at else "fg" if chosen else "muted")
            canvas.aim(x, box.y + line, len(text), 1, f"choose({index},{choice})")
            x += len(text) + 1


def _key_row(canvas: Canvas, box: Box, row: OptionRow, chosen: bool) -> None:
    """A key, what it does, and where there is room how the settings file calls it."""
    canvas.put(3, box.y, shorten(row.key, _KEY - 1), "bold you" if row.own else "bold strong")
    for y, line in enumerate(_does(row, box.width), box.y):
        canvas.put(_DOES, y, line, "bold strong" if chosen else "fg")
    if _names(box.width):
        canvas.put(box.right - _NAMED, box.y, shorten(row.label, _NAMED - 1), "fg" if chosen else "faint")


def _side(canvas: Canvas, box: Box, manner: Manner, picture: OptionsPicture) -> None:
    """A sample, the chosen line in words, and the file at the bottom."""
    y = box.y
    paint_sample(canvas, Box(box.x, y, box.width, box.end), manner)
    y += LINES + 1
    path = [picture.kept_in[at : at + box.width] for at in range(0, len(picture.kept_in), box.width)][:3]
    bottom = box.end - len(path) - 1
    if path:
        canvas.put(box.x, bottom, "KEPT IN", "muted")
        for offset, line in enumerate(path, 1):
            canvas.put(box.x, bottom + offset, line, "fg")
    words = picture.notice or picture.rows[picture.chosen].about
    look = "bold strong" if picture.notice else "fg"
    for line in wrap(words, box.width, max(1, bottom - 1 - y)):
        canvas.put(box.x, y, line, look)
        y += 1
