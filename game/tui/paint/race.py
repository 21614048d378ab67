"""The race: the record as one page on a clock, with the writers above and below it.

Who writes stands on a lane of its own; an arrow goes from the lane into the page at the second of the write, and the
page changes there. Two arrows of different origin into one bar are what "two writers, one page" looks like.
"""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, Mark, MarkKind
from game.tui.canvas import Canvas
from game.tui.paint.lanes import changed, height_of, lane_name
from game.tui.paint.race_arrows import arrow, arrow_words, by_hand, unexplained
from game.tui.paint.race_lanes import held_before, lane_words, unknown
from game.tui.paint.race_page import paint_page
from game.tui.paint.race_picture import PAGE_WEIGHTS, Event, RacePicture, look_of
from game.tui.paint.window import LabelRow, Window, paint_axis
from game.tui.theme import Manner

_STATE_LOOKS = {
    State.DOWN: "bold down",
    State.DEGRADED: "bold degr",
    State.RECOVERING: "rec",
    State.STALE: "bold strong",
}
_MARK_WEIGHTS = {
    MarkKind.STOPPED: 5,
    MarkKind.REFUSED: 4,
    MarkKind.WRITES: 3,
    MarkKind.DELETES: 3,
    MarkKind.MADE: 2,
    MarkKind.TAKES: 2,
    MarkKind.REPORTS: 1,
    MarkKind.RETRIES: 1,
}


def paint_race(
    canvas: Canvas,
    y: int,
    view: DnsView,
    level: LevelFacts,
    window: Window,
    *,
    manner: Manner,
    now: int,
    bar: int = 3,
    name_x: int = 1,
) -> int:
    """Draw the race from line `y` on and return the line behind it.

    `bar` is the height of the page. Where a theme has no shades, thin rules tell two pages apart.
    """
    picture = RacePicture(canvas, y, view, level, window, manner, now, bar, name_x)
    _paint(picture)
    return y + height_of(picture.arrangement, bar)


def _paint(race: RacePicture) -> None:
    """Axis, page, arrows, labels in the order of their weight, lines, dots."""
    paint_axis(race.canvas, race.top, race.window, race.level, race.now)
    _names(race)
    paint_page(race)
    lanes = list(race.arrangement.above)
    rows = {race.top + 1 + index: lane for index, lane in enumerate(lanes)}
    if race.arrangement.below is not None:
        rows[race.below + 1] = race.arrangement.below
    labels = {
        row: LabelRow(race.canvas, row, race.window.x, race.window.end)
        for row in (*rows, race.above, race.below)
        if row < race.below or race.arrangement.below is not None
    }
    events = [event for row, lane in rows.items() if lane.known for event in _events(race, row, lane)]
    events.sort(key=lambda event: (-event.weight, -event.mark.second))
    elbows = [event for event in events if event.page is not None and arrow(race, labels, event)]
    for row, lane in rows.items():
        if not lane.known:
            unknown(race, labels[row], lane)
    for event in elbows:
        arrow_words(race, labels, event)
    unexplained(race, labels, elbows)
    slow = race.below + 1
    if slow in rows and rows[slow].known:
        held_before(race, labels[slow], rows[slow], slow=True)
    for event in events:
        lane_words(race, labels[event.row], event, event in elbows)
    for row, lane in rows.items():
        if lane.known and row != slow:
            held_before(race, labels[row], lane, slow=False)
    by_hand(race, labels)
    for event in elbows:
        room = 30 if event.mark.kind is MarkKind.WRITES else max(4, race.window.width // 8)
        labels[event.row].line_left(event.column, room, race.glyphs.across, look_of(event).removeprefix("bold "))
    for row, lane in rows.items():
        if lane.known:
            labels[row].dots(race.end, race.glyphs.ok)


def _names(race: RacePicture) -> None:
    """The lanes' names, the louder the more they have to do with what happened."""
    put = race.canvas.put
    wide = race.window.x - race.name_x - 1
    for index, lane in enumerate(race.arrangement.above):
        wrote = any(changed(race.view.pages, mark) is not None for mark in _marks(race, lane))
        look = "bold strong" if wrote else "muted" if lane.known else "faint"
        put(race.name_x, race.top + 1 + index, _cut(lane.label, wide), look)
    put(race.name_x, race.page + (race.bar - 1) // 2, "RECORD", "bold strong")
    if race.bar > 1:
        put(race.name_x, race.page + (race.bar - 1) // 2 + 1, "one page", "muted")
    lane_below = race.arrangement.below
    if lane_below is not None:
        look = _STATE_LOOKS.get(lane_below.state, "muted") if lane_below.known else "faint"
        put(race.name_x, race.below + 1, _cut(lane_name(race.view, lane_below), wide), look)


def _marks(race: RacePicture, lane: Lane) -> list[Mark]:
    return [mark for mark in lane.marks if race.window.shows(mark.second) and mark.second <= race.now]


def _events(race: RacePicture, row: int, lane: Lane) -> list[Event]:
    found = []
    for mark in _marks(race, lane):
        page = changed(race.view.pages, mark)
        weight = _MARK_WEIGHTS[mark.kind] + (10 + PAGE_WEIGHTS[page.kind] if page is not None else 0)
        found.append(Event(row, lane, mark, race.window.column(mark.second), page, weight))
    return found


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width)]
