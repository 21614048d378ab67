"""The results: for every night its runs as dots, and of the chosen one what it asks for, how long it took, and its runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.nights import Past, PastRun
from game.tui.canvas import Canvas
from game.tui.keysets.records import PLACE
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.records_pages import PAGES, page_lines
from game.tui.paint.strips import Dot, dot_of, paint_borders, paint_dots, paint_grades, paint_legend, points_column
from game.tui.paint.text import Box, fitting, shorten, wrap
from game.tui.theme import Manner

WIDE = 150
"""Columns from which on the chosen night stands beside the list."""
_TALL = 44
_TITLE = 22
_COUNT = 8
PRIVATE = (
    "Kept on this machine only, in {place}; nothing is sent anywhere.",
    "Kept on this machine only; nothing is sent anywhere.",
)


@dataclass(frozen=True, slots=True)
class RecordsPicture:
    """What is shown. `levels` are ids with titles; `chosen` is the place of one, `page` that of a page about it, `top` its
    first line. `run` is the place of a run among those of the night, None while nights are chosen. `notice` is what became
    of the last key, `reading` that the results are being read."""

    levels: Sequence[tuple[str, str]]
    past: Past
    chosen: int = 0
    page: int = 0
    top: int = 0
    run: int | None = None
    notice: str = ""
    reading: bool = False

    @property
    def level(self) -> str:
        """The id of the chosen night, "" without one."""
        return self.levels[self.chosen][0] if self.levels else ""

    @property
    def runs(self) -> tuple[PastRun, ...]:
        """The runs of the chosen night, the newest first."""
        return self.past.of(self.level)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things stand on a screen of some size: the head's line, the sentence's, the list, and the pages."""

    head: int
    said: int
    list: Box
    pages: Box
    split: int
    roomy: bool

    @property
    def each(self) -> int:
        """Lines that a night takes in the list, with the air below it."""
        return 3 if self.roomy else 1


def _places(width: int, height: int, picture: RecordsPicture) -> _Places:
    air = int(height >= 32)
    wide = width >= WIDE
    split = width * 11 // 20 if wide else width
    top = 1 + 2 * air + len(_said(picture, split - 3)) + air
    roomy = wide and height >= _TALL
    each, room = (3, (height - 5 - top) // 3) if roomy else (1, min(9, height - 6 - top))
    shown = max(1, min(len(picture.levels), room))
    listed = Box(1, top, split - 3, top + 1 + shown * each)
    below = listed.end + 1 + air
    pages = Box(split + 2, 1, width - split - 4, height - 3) if wide else Box(1, below, width - 2, height - 2)
    return _Places(air, 1 + 2 * air, listed, pages, split, roomy)


def paint_records(width: int, height: int, manner: Manner, picture: RecordsPicture) -> Canvas:
    """Draw the results for a screen of this size."""
    canvas = Canvas(width, height)
    places = _places(width, height, picture)
    wide = places.split < width
    x = canvas.put(1, places.head, "YOUR RESULTS", "bold strong") + 1
    canvas.put(x, places.head, "drill", "muted")
    if wide and manner.theme.shades:
        canvas.fill(places.split, 0, width - places.split, height - 2, "panel")
    elif wide:
        for row in range(1, height - 3):
            canvas.put(places.split, row, manner.glyphs.upright, "rule")
    runs, nights = len(picture.past.runs), len({run.level for run in picture.past.runs})
    told = f"{runs} {'run' if runs == 1 else 'runs'} of {nights} {'night' if nights == 1 else 'nights'}"
    canvas.right(places.split - (2 if wide else 1), places.head, told, "muted")
    for y, line in enumerate(_said(picture, places.split - 3), places.said):
        canvas.put(1, y, line, "bold strong" if picture.past.trouble else "fg")
    if runs and picture.levels:
        _list(canvas, places, manner, picture)
        _pages(canvas, places.pages, manner, picture)
    _last_lines(canvas, manner, picture)
    return canvas


def most_top(width: int, height: int, manner: Manner, picture: RecordsPicture) -> int:
    """The last line from which on the page that is asked for fills its room."""
    box = _pages_box(_places(width, height, picture).pages, width)
    lines = page_lines(PAGES[picture.page], box.width, manner, picture.past, level=picture.level, run=picture.run)
    return max(0, len(lines) - (box.height - 1))


def _said(picture: RecordsPicture, width: int) -> list[str]:
    """What stands over everything: the trouble, what could be played next, or that there is nothing yet; two lines at most."""
    if picture.past.trouble:
        return wrap(picture.past.trouble, width, 2)
    if picture.past.next is not None:
        return wrap(picture.past.next.says, width, 2)
    if picture.reading:
        return ["Your results are being read."]
    return wrap("No night was played to its end yet. What becomes of it will be shown here.", width)


def _list(canvas: Canvas, places: _Places, manner: Manner, picture: RecordsPicture) -> None:
    """The nights, each with its runs over a hundred points, and what the dots mean."""
    box = places.list
    strip = Box(box.x + 1 + _TITLE + _COUNT, box.y, box.width - 1 - _TITLE - _COUNT, box.end)
    paint_grades(canvas, strip.x, box.y, strip.width)
    room = (box.height - 1) // places.each
    first = max(0, min(picture.chosen - room // 2, len(picture.levels) - room))
    lines = 2 if places.roomy else 1
    kinds = ((Dot.ALONE,), (Dot.HELPED, Dot.TAKEN)) if places.roomy else (tuple(Dot),)
    for y, place in zip(range(box.y + 1, box.end, places.each), range(first, len(picture.levels)), strict=False):
        level, title = picture.levels[place]
        marked = place == picture.chosen
        if marked:
            for line in range(lines):
                canvas.put(0, y + line, manner.glyphs.selected, "bold strong")
            canvas.fill(0, y, box.right + 1, lines, "sel")
        canvas.aim(0, y, box.right + 1, lines, f"pick({place})")
        canvas.put(box.x + 1, y, shorten(title, _TITLE - 1), "bold strong" if marked else "fg")
        runs = picture.past.of(level)
        canvas.right(strip.x - 1, y, _count(len(runs)), "fg" if marked else "muted")
        for line, shown in enumerate(kinds):
            paint_borders(canvas, strip.x, y + line, strip.width, manner.glyphs)
            dots = [(points_column(run.total, strip.width), dot_of(run)) for run in runs if dot_of(run) in shown]
            paint_dots(canvas, strip.x, y + line, dots, manner.glyphs)
    paint_legend(canvas, box.x + 1, box.end, box.right, manner.glyphs)


def _count(runs: int) -> str:
    return "-" if not runs else "1 run" if runs == 1 else f"{runs} runs"


def _pages_box(box: Box, width: int) -> Box:
    """The room for pages; beside the list the night's name stands above them."""
    return Box(box.x, box.y + 2, box.width, box.end) if width >= WIDE else box


def _pages(canvas: Canvas, box: Box, manner: Manner, picture: RecordsPicture) -> None:
    """The page that is asked for, and below it those that find room as a whole."""
    if canvas.width >= WIDE:
        canvas.put(box.x, box.y, shorten(picture.levels[picture.chosen][1], box.width), "bold strong")
    box = _pages_box(box, canvas.width)
    pages = [page_lines(page, box.width, manner, picture.past, level=picture.level, run=picture.run) for page in PAGES]
    order = [(picture.page + at) % len(PAGES) for at in range(len(PAGES))]
    shown = order[: _fitting_pages([len(pages[place]) for place in order], box.height)]
    _tabs(canvas, box, picture, shown)
    y = box.y
    for place in shown:
        lines, room, top = pages[place], box.end - y - 1, 0
        if place == picture.page:
            top = _top(picture, len(lines), room)
            if len(lines) > room:
                canvas.right(box.right, y, f"{top + 1}-{top + room} of {len(lines)}", "faint")
        else:
            canvas.put(box.x, y, PAGES[place].upper(), "muted")
        y += 1
        for line in lines[top : top + room]:
            line(canvas, box.x, y)
            y += 1
        y += 1


def _top(picture: RecordsPicture, count: int, room: int) -> int:
    """The first line in sight: as far as it was scrolled, and so that a chosen run is seen."""
    top = max(0, min(picture.top, count - room))
    if picture.run is not None:
        top = max(min(top, picture.run), picture.run - room + 1)
    return top


def _fitting_pages(heights: Sequence[int], room: int) -> int:
    """How many pages are shown one below the other: the first in any case, the others only whole."""
    used, shown = heights[0] + 1, 1
    for height in heights[1:]:
        if used + 2 + height > room:
            break
        used += 2 + height
        shown += 1
    return shown


def _tabs(canvas: Canvas, box: Box, picture: RecordsPicture, shown: Sequence[int]) -> None:
    """The name of the page, and beside it those that are not in sight."""
    y = box.y
    x = canvas.put(box.x, y, PAGES[picture.page].upper(), "bold strong" if len(shown) < len(PAGES) else "muted") + 3
    for place, name in enumerate(PAGES):
        if place not in shown and x + len(name) < box.right - 14:
            canvas.aim(x, y, len(name), 1, f"show_page({place})")
            x = canvas.put(x, y, name, "muted") + 3


def _last_lines(canvas: Canvas, manner: Manner, picture: RecordsPicture) -> None:
    """What became of the last key, or that all this is private; and the keys."""
    y = canvas.height - 2
    if picture.notice:
        canvas.put(
            1,
            y,
            fitting(canvas.width - 2, (picture.notice,)) or shorten(picture.notice, canvas.width - 2),
            "bold strong",
        )
    else:
        forms = [form.format(place=picture.past.kept_in) for form in PRIVATE[0 if picture.past.kept_in else 1 :]]
        canvas.put(1, y, fitting(canvas.width - 2, forms), "muted")
    legend = Legend(PLACE, manner.keys)
    pairs = [legend.pair("up")]
    if picture.run is None:
        pairs.append(legend.pair("before"))
        if picture.runs:
            pairs.append(legend.pair("runs"))
    else:
        if picture.runs[picture.run].journal:
            pairs += [legend.pair("runs", "debrief"), legend.pair("watch")]
        pairs.append(legend.pair("delete"))
    pairs.append(legend.pair("back", "the nights" if picture.run is not None else ""))
    if picture.run is None and picture.past.runs:
        pairs.append(legend.pair("delete_all"))
    paint_keys(canvas, canvas.height - 1, pairs, legend.pair("help"))
