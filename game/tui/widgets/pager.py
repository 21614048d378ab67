"""The pager: one line a component with what stands behind it, what waits for somebody first."""

from __future__ import annotations

from game.tui.canvas import Canvas
from game.tui.paint.keys import Legend
from game.tui.paint.text import fitting
from game.tui.theme import Manner
from game.tui.widgets.alarms import AlarmRows
from game.tui.widgets.board import PLACE
from game.tui.widgets.board_view import BoardView, waits

_ENTER = 36  # cells of "enter lists all of the chosen one" and the air before it
_ACK = 5  # cells of "a ack"
_BEHIND = ("+N: so many more alarms of it", "+N: more alarms", "+N: more")


def paint_pager(canvas: Canvas, view: BoardView, manner: Manner, *, x: int, top: int, width: int, height: int) -> None:
    """A heading and as many alarms as there is room for; the last line counts the rest.

    The alarms begin one cell before the heading where there is one, so that their symbols stand below it.
    """
    legend = Legend(PLACE, manner.keys)
    new, more, silent = view.snapshot.new_alarms, view.snapshot.new_behind, len(view.snapshot.muted)
    behind = canvas.put(x, top, "PAGER", "muted") + 2
    calm = "all acknowledged" if view.snapshot.all_acknowledged else "quiet"
    behind = canvas.put(behind, top, f"{new} new" if new else calm, "degr" if new else "faint")
    if more:
        room = x + width - behind - (_ACK + 2 if new else 0) - (len(f"{silent} muted") + 2 if silent else 0)
        told = fitting(room - 1, (f"+{more} more alarms", f"+{more} more", f"+{more}"))
        behind = canvas.put(behind + 1, top, told, "muted")
    if silent:
        behind = canvas.put(behind + 2, top, f"{silent} muted", "faint")
    if view.whole_pager and x + width - behind > _ENTER + 12:
        behind = canvas.put(behind + 3, top, legend.named("alarms"), "bold strong")
        behind = canvas.put(behind + 1, top, "lists all of the chosen one", "faint")
    begin = x + width
    if new:
        begin = canvas.right(begin, top, "ack", "muted")
        begin = canvas.right(begin - 1, top, legend.named("ack"), "bold strong")
        canvas.aim(begin, top, x + width - begin, 1, "ack")
        begin -= 2
    if not more and any(alarm.more and not alarm.cleared for alarm in view.alarms):
        canvas.right(begin, top, fitting(begin - behind - 2, _BEHIND), "faint")
    out = max(0, min(1, x - 1))
    _rows(canvas, view, manner, x=x - out, top=top + 1, width=width + out, height=height - 1)


def _rows(canvas: Canvas, view: BoardView, manner: Manner, *, x: int, top: int, width: int, height: int) -> None:
    alarms = view.alarms
    rows = AlarmRows(canvas, view.snapshot.level, manner, x, width)
    legend = Legend(PLACE, manner.keys)
    first = min(view.pager_top, max(0, len(alarms) - height))
    shown = alarms[first : first + height]
    rest = len(alarms) - first - len(shown)
    if rest > 0 and height > 1:
        shown = shown[:-1]
        rest += 1
        key = f"{legend.named('page_down')} scrolls" if view.whole_pager else f"{legend.named('pager')} lists all"
        new = len([alarm for alarm in (*alarms[:first], *alarms[first + len(shown) :]) if waits(alarm)])
        told = f"and {rest} more" + (f", {new or 'none'} new" if view.snapshot.new_alarms else "")
        text = fitting(width - 1, (f"{told}, {key}", told, f"and {rest} more"))
        canvas.aim(x, top + height - 1, width, 1, f"turn {len(shown)}" if view.whole_pager else "tab pager")
        canvas.put(x + 1, top + height - 1, text, "faint")
    steps = dict(view.moving.pages)
    for offset, alarm in enumerate(shown):
        next_up = first + offset == 0 and waits(alarm)
        rows.row(top + offset, alarm, next_up=next_up, step=steps.get(alarm.component))
