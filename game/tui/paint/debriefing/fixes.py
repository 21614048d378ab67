"""Fixes to choose within a budget of weeks, and what the night would have been with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.aftermath import Debrief
from game.session.view.board import LevelFacts
from game.session.view.review import FixCard, FixedNight, Review
from game.tui.canvas import Canvas
from game.tui.paint.chart import Plot, resample, top_of
from game.tui.paint.debriefing.customers import columns_for, paint_over
from game.tui.paint.debriefing.sheet import BLANK, Line, belonging, hanging, put, told
from game.tui.paint.text import Box, clock, fitting, shorten
from game.tui.paint.window import Window, paint_axis
from game.tui.theme import Manner

_TICK = 4
_LABEL, _OVER = 8, 14
_WELL = "well again"
"""What the debrief calls the time at which all was well."""
_OWNER = 16
_LEAST_OWNED = 70
"""Columns from which on it is said who builds a fix."""


@dataclass(frozen=True, slots=True)
class Running:
    """A night that is being run: what for, and how much of it is done, 0 to 1. `key` stops it."""

    words: str
    done: float
    key: str


def weeks_of(review: Review, chosen: Sequence[str]) -> int:
    """Weeks of work of the fixes that are chosen."""
    return sum(fix.weeks for fix in review.fixes if fix.id in chosen)


def fix_lines(review: Review, chosen: Sequence[str], at: int, width: int) -> list[Line]:
    """The budget and all fixes; what the one does that is marked stands below it."""
    spent = f"{weeks_of(review, chosen)} of {review.weeks} weeks"
    lines = [Line(((0, "FIX IT FOR GOOD", "muted"), (17, spent, "bold strong")))]
    for place, fix in enumerate(review.fixes):
        lines += belonging(_fix(fix, fix.id in chosen, place == at, width), place, f"pick({place})")
    return lines


def _fix(fix: FixCard, ticked: bool, here: bool, width: int) -> list[Line]:
    cost = f"{fix.weeks} wk"
    owner = shorten(fix.owner, _OWNER) if width >= _LEAST_OWNED else ""
    end = width - len(cost)
    owner_x = end - 2 - _OWNER
    room = owner_x - 2 if owner else end - 2
    tick = (0, "[x]" if ticked else "[ ]", "bold strong" if ticked else "muted")
    look = "bold strong" if ticked else "fg"
    lines = hanging(tick, fix.title, room, look, _TICK)
    cells = (*lines[0].cells, (end, cost, "fg"))
    if owner:
        cells = (*cells, (owner_x, owner, "muted"))
    lines[0] = Line(cells)
    if not here:
        return lines
    builds = "" if owner or not fix.owner else f" {fix.owner} would build it."
    return [*lines, *told(fix.does + builds, width - 2, "fg", _TICK)]


def choosing_lines(width: int, tries: Sequence[FixedNight], running: Running | None) -> list[Line]:
    """What can be done next, where nothing was run yet."""
    if running is not None or tries:
        return []
    text = (
        "Tick what would be built within these weeks. Then the same night is run again with it, and with what you did."
    )
    return [BLANK, *told(text, width, "muted")]


def progress_lines(running: Running, width: int, manner: Manner) -> list[Line]:
    """A bar for the night that is being run."""
    cells = max(8, min(40, width - 40))
    full = round(cells * max(0.0, min(1.0, running.done)))
    bar = ((0, manner.glyphs.bar * full, "bold strong"), (full, manner.glyphs.across * (cells - full), "rule"))
    percent = f"{running.done:.0%}"
    return [
        put(running.words, "fg"),
        Line((*bar, (cells + 2, percent, "bold strong"), (cells + 7, f"{running.key} stops it", "muted"))),
    ]


def try_lines(tries: Sequence[FixedNight], shown: int, review: Review, first: int, width: int) -> list[Line]:
    """The nights that were run, to be compared: what was built in each, and how much of the loss was left."""
    titles = {fix.id: fix.title for fix in review.fixes}
    lines = []
    for place, night in enumerate(tries):
        left = f"{night.share:.0%} left"
        built = ", ".join(titles.get(name, name) for name in night.fixes) or "nothing built"
        look = "bold strong" if place == shown else "muted"
        own = hanging((0, chr(ord("A") + place % 26), look), built, width - 12, look, 3)
        own[0] = Line((*own[0].cells, (width - len(left), left, look)))
        lines += belonging(own, first + place, f"pick({first + place})")
    return lines


def strips_height(room: int) -> int:
    """Lines of each of the three strips, and of their clock, in so much room."""
    return max(1, min(7, (room - 1) // 3))


def paint_strips(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief, night: FixedNight) -> None:
    """The real night, the player's and the one with fixes below each other, on one clock and one scale."""
    tall = strips_height(box.height)
    mine, theirs = next(((mine, theirs) for label, mine, theirs in debrief.times if label == _WELL), (None, None))
    level = debrief.level
    rows = [
        ("real", debrief.ghost, "page", "" if theirs is None else _over(level, theirs)),
        ("you", debrief.curve, "you", _over(level, mine)),
        ("fixed", night.curve, "fg", _over(level, night.over_s)),
    ]
    rows = [row for row in rows if row[1]]
    minutes = max([2, *(len(curve) for _, curve, _, _ in rows)])
    window = Window(debrief.level.start_s, minutes * 60, box.x + _LABEL, box.width - _LABEL - _OVER)
    top = top_of(*(curve for _, curve, _, _ in rows))
    y = box.y
    for label, curve, look, over in rows:
        base = y + tall - 1
        canvas.put(box.x, base, label, "you" if look == "you" else "fg")
        canvas.put(window.x, base, manner.glyphs.sparks[0] * window.width, "rule")
        look = "youbg" if look == "you" and tall > 1 else look  # noqa: PLW2901 - a large area is dimmer than a thin one
        values = resample(curve, columns_for(curve, minutes, window.width))
        paint_over(canvas, Plot(window.x, y, tall, top), values, manner, look)
        canvas.right(box.right, base, over, "bold strong" if label == "fixed" else "muted")
        y += tall
    if y < box.end:
        paint_axis(canvas, y, window, debrief.level)


def _over(level: LevelFacts, second: int | None) -> str:
    if second is None:
        return "not well"
    return "well all night" if second <= level.start_s else f"well at {clock(level, second)}"


def night_words(night: FixedNight, remains: Sequence[str], width: int, manner: Manner) -> list[Line]:
    """What changed and what remains, each a sentence; the one that matters most first."""
    lines: list[Line] = []
    for place, sentence in enumerate((*night.told, *remains)):
        lines += hanging((0, manner.glyphs.bullet, "muted"), sentence, width, "strong" if place == 0 else "fg")
    return lines


def heading(box: Box, night: FixedNight, review: Review) -> str:
    """What was built, over the curves."""
    titles = {fix.id: fix.title for fix in review.fixes}
    built = ", ".join(titles.get(name, name) for name in night.fixes) or "nothing built"
    return fitting(box.width, (f"THE SAME NIGHT WITH: {built}", "THE SAME NIGHT, WITH THESE FIXES")) or shorten(
        built, box.width
    )
