"""The debrief as a sequence of pages."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.aftermath import Debrief
from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.numbers import paint_lessons, paint_numbers
from game.tui.paint.text import Box, shorten
from game.tui.paint.timeline import paint_timeline
from game.tui.paint.verdict import paint_verdict
from game.tui.theme import Manner

PAGES = ("the verdict", "the timeline", "times and customers", "what to take along")
VERDICT, TIMELINE, NUMBERS, LESSONS = range(4)


@dataclass(frozen=True, slots=True)
class DebriefPicture:
    """What is shown: the debrief (None while it is worked out), the page, and the first line of a page that scrolls.

    `journal` says whether the night can be watched again, `trouble` why that did not come off.
    """

    title: str
    debrief: Debrief | None
    page: int
    top: int
    journal: bool = False
    trouble: str = ""


def verdict_box(width: int, height: int) -> Box:
    """Where the verdict stands on a screen of this size."""
    roomy = height >= 32
    return Box(1, 3 if roomy else 1, width - 2, height - 2 if roomy else height - 1)


def paint_debrief(width: int, height: int, manner: Manner, picture: DebriefPicture) -> Canvas:
    """Draw one page."""
    canvas = Canvas(width, height)
    legend = Legend(PLACE, manner.keys)
    roomy = height >= 32
    y = 1 if roomy else 0
    behind = canvas.put(1, y, "DEBRIEF", "bold strong") + 2
    canvas.right(width - 1, y, "drill", "muted")
    if picture.debrief is None:
        canvas.put(behind, y, shorten(picture.title, width - behind - 8), "fg")
        canvas.put(1, y + 3, "Working out what happened..", "fg")
        canvas.put(1, y + 4, "The night is run again to see what was true at each moment.", "muted")
        paint_keys(canvas, height - 1, [legend.pair("leave")])
        return canvas
    debrief = picture.debrief
    place = f"{picture.page + 1} of {len(PAGES)}  {PAGES[picture.page]}"
    end = canvas.right(width - 8, y, place, "muted")
    canvas.put(behind, y, shorten(debrief.level.title, end - 2 - behind), "fg")
    box = Box(1, y + 2, width - 2, height - 2 if roomy else height - 1)
    count = room = 0
    match picture.page:
        case 0:
            count, room = paint_verdict(canvas, verdict_box(width, height), manner, debrief, picture.top)
        case 1:
            count, room = paint_timeline(canvas, box, debrief, picture.top)
        case 2:
            paint_numbers(canvas, box, manner, debrief)
        case _:
            paint_lessons(canvas, box, manner, debrief)
    last = picture.page == len(PAGES) - 1
    pairs = [legend.pair("before"), legend.pair("next", "another night" if last else "")]
    if picture.journal:
        pairs.append(legend.pair("watch"))
    if count > room:
        pairs.append(legend.pair("up"))
    if picture.trouble:
        canvas.put(1, height - 1, shorten(picture.trouble, width - 2), "bold strong")
        return canvas
    paint_keys(canvas, height - 1, [*pairs, legend.pair("leave")], legend.pair("help"))
    return canvas
