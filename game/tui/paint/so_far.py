"""The timeline so far: a thin clock with a mark for everything, and below it a line for everything, the newest at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.cascade import Happening, Kind
from game.tui.canvas import Canvas
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import Box, clock, wrap
from game.tui.paint.window import Window, paint_axis
from game.tui.theme import Manner
from game.tui.widgets.tiles import SYMBOLS

_REGION = (Kind.PAGE, Kind.STATE)
_TIME = 10  # cells of the time before a line, with its gap
_TWO_COLUMNS = 110
_LANES = 30  # lines from which on the clock has a lane for each part of the night
_PAIRS = ("up", "enter", "less", "back", "cascade", "status", "dns", "pause", "faster")
_TEXTS = {
    Kind.PAGE: "fg",
    Kind.STATE: "fg",
    Kind.YOU: "you",
    Kind.TEAM: "muted",
    Kind.POST: "bold strong",
    Kind.WELL: "bold strong",
}
_LOUD = (Kind.TEAM, Kind.PAGE, Kind.STATE, Kind.WELL, Kind.POST, Kind.YOU)
"""Whose mark is seen where several fall into one cell: the later here wins."""


class Show(Enum):
    """What of it is listed."""

    ALL = "all"
    YOURS = "yours"
    REGION = "pages"
    PUBLIC = "public"

    def takes(self, happening: Happening) -> bool:
        """Whether a line is listed."""
        match self:
            case Show.ALL:
                return True
            case Show.YOURS:
                return happening.kind is Kind.YOU
            case Show.REGION:
                return happening.kind in _REGION
            case Show.PUBLIC:
                return happening.kind is Kind.POST


_LANE_OF = (("region", _REGION), ("you", (Kind.YOU,)), ("others", (Kind.TEAM, Kind.WELL)), ("public", (Kind.POST,)))
_NOTHING = {
    Show.ALL: "Nothing has happened so far.",
    Show.YOURS: "You have done nothing so far but look.",
    Show.REGION: "Nobody was paged, and nothing went down.",
    Show.PUBLIC: "The public has been told nothing so far.",
}


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the page shows: what happened, of the kind that is listed; the place of the chosen line; the first line in sight."""

    level: LevelFacts
    now: int
    listed: Sequence[Happening]
    show: Show
    chosen: int
    top: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of the list: the place of what it tells, whether it is the first line of it, its column and its text."""

    place: int
    first: bool
    column: int
    text: str


def list_box(width: int, height: int) -> Box:
    """Where the list stands: below heading and clock, above the keys."""
    return Box(1, 3 + _lanes(height), width - 2, height - 1)


def _lanes(height: int) -> int:
    return len(_LANE_OF) if height >= _LANES else 1


def drawn_lines(listed: Sequence[Happening], show: Show, width: int) -> list[Drawn]:
    """All lines of the list for so many cells. In two columns the region stands left and people right."""
    room = width - _TIME - 2
    columns = show is Show.ALL and width >= _TWO_COLUMNS
    left = (room - 6) * 2 // 5 if columns else room
    lines = []
    for place, happening in enumerate(listed):
        right = columns and happening.kind not in _REGION
        texts = wrap(happening.text, room - left - 4 if right else left) or [""]
        lines += [Drawn(place, not at, left + 4 if right else 0, text) for at, text in enumerate(texts)]
    return lines


def top_for(lines: Sequence[Drawn], height: int, top: int, chosen: int) -> int:
    """The first line in sight, nearest to `top`, so that the whole of the chosen one is seen."""
    own = [at for at, line in enumerate(lines) if line.place == chosen]
    if own:
        top = max(min(top, own[0]), min(own[0], own[-1] + 1 - height))
    return max(0, min(top, len(lines) - height))


def paint_so_far(width: int, height: int, manner: Manner, picture: SoFar, legend: Legend) -> Canvas:
    """The whole page."""
    canvas = Canvas(width, height)
    head = canvas.put(1, 0, "TIMELINE", "muted")
    canvas.put(head + 2, 0, "what happened so far", "faint")
    _shows(canvas, picture.show, manner)
    if picture.listed:
        _clock(canvas, height, manner, picture)
        _list(canvas, list_box(width, height), manner, picture)
    else:
        canvas.put(1, 2, _NOTHING[picture.show], "fg")
    pairs = [
        legend.pair(name) for name in _PAIRS if legend.has(name) and (picture.listed or name not in ("up", "enter"))
    ]
    paint_keys(canvas, height - 1, pairs, legend.pair("help"))
    return canvas


def _shows(canvas: Canvas, chosen: Show, manner: Manner) -> None:
    """What can be listed, at the right end of the heading; a click takes one."""
    look = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = canvas.width - 1
    for show in reversed(Show):
        text = f" {show.value} "
        x = canvas.right(x, 0, text, look if show is chosen else "muted")
        canvas.aim(x, 0, len(text), 1, f"show('{show.name}')")


def sign(happening: Happening, manner: Manner) -> tuple[str, str]:
    """The mark of what happened, and its look."""
    glyphs = manner.glyphs
    match happening.kind:
        case Kind.PAGE | Kind.STATE:
            state = happening.state or State.DEGRADED
            if state is State.OK:
                return glyphs.recovering, "rec"
            return glyphs.state(state), SYMBOLS[state]
        case Kind.YOU:
            return glyphs.held, "bold you"
        case Kind.POST:
            return ">", "bold strong"
        case Kind.WELL:
            return glyphs.proved, "bold strong"
        case Kind.TEAM:
            return glyphs.bullet, "muted"


def _clock(canvas: Canvas, height: int, manner: Manner, picture: SoFar) -> None:
    """Round times, and below them a mark for everything that is listed; on high screens in a lane for each part."""
    lanes = _LANE_OF if _lanes(height) > 1 else (("", tuple(Kind)),)
    x = 1 + (_TIME if len(lanes) > 1 else 0)
    first_s = min(picture.listed[0].second, picture.level.start_s)
    width = canvas.width - 1 - x
    window = Window(first_s, max(60, (picture.now + 1 - first_s) * width // max(1, width - 1)), x, width)
    paint_axis(canvas, 1, window, picture.level, picture.now)
    for y, (name, kinds) in enumerate(lanes, 2):
        marks: dict[int, tuple[int, Happening]] = {}
        for place, happening in enumerate(picture.listed):
            column = window.column(happening.second)
            if happening.kind in kinds and (column not in marks or _louder(happening, marks[column][1])):
                marks[column] = place, happening
        canvas.put(1, y, name, "muted" if marks else "faint")
        canvas.put(x, y, manner.glyphs.ok * (min(window.column(picture.now), window.end - 1) + 1 - x), "rule")
        for column, (place, happening) in marks.items():
            canvas.put(column, y, *sign(happening, manner), over=True)
            canvas.aim(column, y, 1, 1, f"pick({place})")
    chosen = window.column(picture.listed[picture.chosen].second)
    y = 2 + len(lanes)
    canvas.put(chosen, y, manner.glyphs.upward, "bold strong")
    box = list_box(canvas.width, height)
    below = len(drawn_lines(picture.listed, picture.show, box.width)) - picture.top - box.height
    told = [f"{count} more {where}" for count, where in ((picture.top, "above"), (below, "below")) if count > 0]
    text = ", ".join(told)
    canvas.put(1 if chosen > canvas.width // 2 else canvas.width - 1 - len(text), y, text, "muted")


def _louder(happening: Happening, than: Happening) -> bool:
    if happening.kind is not than.kind:
        return _LOUD.index(happening.kind) > _LOUD.index(than.kind)
    return happening.state is State.DOWN and than.state is not State.DOWN


def _list(canvas: Canvas, box: Box, manner: Manner, picture: SoFar) -> None:
    lines = drawn_lines(picture.listed, picture.show, box.width)
    shades = manner.theme.shades
    for y, line in enumerate(lines[picture.top : picture.top + box.height], box.y):
        happening = picture.listed[line.place]
        chosen = line.place == picture.chosen
        if chosen:
            if shades:
                canvas.fill(0, y, canvas.width - 1, 1, "sel")
            canvas.put(0, y, manner.glyphs.selected, "bold strong")
        canvas.aim(0, y, canvas.width - 1, 1, f"pick({line.place})")
        if line.first:
            canvas.put(box.x, y, clock(picture.level, happening.second, seconds=True), "fg" if chosen else "faint")
            canvas.put(box.x + _TIME + line.column, y, *sign(happening, manner))
        loud = happening.kind is Kind.STATE and happening.state is State.DOWN
        look = "bold strong" if loud else "fg" if chosen and happening.kind is Kind.TEAM else _TEXTS[happening.kind]
        if chosen and not shades:
            look = f"underline {look}"
        canvas.put(box.x + _TIME + 2 + line.column, y, line.text, look)
