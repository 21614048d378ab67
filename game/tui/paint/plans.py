"""The plans: a table of what became of each, and a chart of who had which one in hand over the last hour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, MarkKind, PageKind, PlanRow
from game.tui.canvas import Canvas
from game.tui.paint.lanes import arrange, changed
from game.tui.paint.text import Box, clock, shorten
from game.tui.paint.window import Window, paint_axis
from game.tui.theme import Manner

SPAN_S = 3600
MOST_MARKS = 9
_PAGE_LOOKS = {PageKind.OLD: "bold degr", PageKind.EMPTY: "bold down"}


def paint_plans(canvas: Canvas, box: Box, plans: Sequence[PlanRow], level: LevelFacts, most: int) -> int:
    """Which plans there were and what became of each. Returns the line below."""
    if box.height < 2:
        return box.y
    x, y = box.x, box.y
    fate = max((len(plan.fate) for plan in plans), default=0)
    for at, word in ((0, "PLANS"), (8, "made")):
        canvas.put(x + at, y, word, "muted" if at == 0 else "faint")
    canvas.right(x + 23, y, "addrs", "faint")
    canvas.put(x + 25, y, "what happened to it", "faint")
    y += 1
    if not plans:
        canvas.put(x, y, "No plan has been read yet.", "muted")
        return y + 1
    note_x = 25 + max(min(fate, 26), 20) + 2
    for plan in plans[:most]:
        if y >= box.end:
            break
        canvas.put(x, y, str(plan.generation), "bold strong")
        canvas.put(x + 8, y, clock(level, plan.made_s, seconds=True), "muted")
        canvas.right(x + 23, y, str(plan.addresses), "fg")
        canvas.put(x + 25, y, shorten(plan.fate, note_x - 27), "bold down" if plan.bad else "fg")
        canvas.put(x + note_x, y, shorten(plan.note, box.width - note_x), "down" if plan.bad else "muted")
        y += 1
    return y


def paint_in_hand(canvas: Canvas, box: Box, view: DnsView, level: LevelFacts, *, manner: Manner) -> None:
    """Plan numbers over an hour up to the interesting moment, one dotted line a writer: a slow one stays flat while the
    others climb. Only writers whose log was read have a line."""
    room = 26
    window = _stretch(view, box.x + 6, max(1, box.width - 6 - room))
    slow = arrange(view).below
    lines = [(lane, line) for lane in (view.planner, *view.enactors) if any(line := _held(lane, window))]
    held = [plan for _, line in lines for plan in line if plan is not None]
    behind = canvas.put(box.x, box.y, "PLAN IN HAND", "muted") + 2
    if len(lines) < 2:
        canvas.put(box.x, box.y + 1, "Read the writers' logs to see who holds what.", "fg")
        return
    hours = f"{clock(level, window.from_s)} to {clock(level, window.until_s)}, higher is newer"
    canvas.put(behind, box.y, hours, "faint")
    top, height = box.y + 1, box.height - 2
    low, high = min(held), max(*held, min(held) + 1)
    for y, number in ((top, high), (top + height // 2, (low + high) // 2), (top + height - 1, low)):
        canvas.right(window.x - 1, y, str(number), "faint")
    plot = _Steps(top, height, low, high)
    ends: dict[int, list[tuple[str, int, str]]] = {}
    for lane, line in sorted(lines, key=lambda item: item[0] is slow):
        look = "degr" if lane is slow and lane.behind else "fg" if lane is not view.planner else "faint"
        y = top
        for column, plan in enumerate(line):
            if plan is None:
                continue
            y, part = plot.place(plan)
            canvas.put(window.x + column, y, manner.glyphs.dots[part], look, over=True)
        ends.setdefault(y, []).append((lane.label, line[-1] or 0, look))
    if slow is not None:
        _apart(canvas, window, view, slow, plot=plot, manner=manner)
    for y, writers in ends.items():
        names = ", ".join(dict.fromkeys(label for label, _, _ in writers))
        text = f"{names}: {writers[-1][1]}"
        canvas.put(window.end + 1, y, shorten(text, room - 2), writers[-1][2])
    paint_axis(canvas, box.end - 1, window, level)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Lines of a chart of plan numbers, three steps a line."""

    top: int
    height: int
    low: int
    high: int

    def place(self, plan: int) -> tuple[int, int]:
        """The line of a plan, and which third of it."""
        step = round((plan - self.low) * (self.height * 3 - 1) / (self.high - self.low))
        return self.top + self.height - 1 - step // 3, step % 3


def _stretch(view: DnsView, x: int, width: int) -> Window:
    """The hour around the interesting moment, without what lies before the first plan that is known."""
    until_s = view.around_s + SPAN_S // 12
    from_s = until_s - SPAN_S
    kinds = (MarkKind.MADE, MarkKind.TAKES)
    known = [mark.second for lane in (view.planner, *view.enactors) for mark in lane.marks if mark.kind in kinds]
    first = min((second for second in known if second >= from_s), default=from_s)
    return Window(max(from_s, first - 120), until_s - max(from_s, first - 120), x, width)


def _apart(canvas: Canvas, window: Window, view: DnsView, slow: Lane, *, plot: _Steps, manner: Manner) -> None:
    """How far the slow writer was behind at the moment in question, as a line between its plan and the others'."""
    column = window.column(view.around_s)
    if not window.x + 30 < column < window.end:
        return
    place = column - window.x
    mine = _held(slow, window)[place]
    others = [plan for lane in view.enactors if lane is not slow and (plan := _held(lane, window)[place]) is not None]
    if mine is None or not others or max(others) - mine < 5:
        return
    high, low = plot.place(max(others))[0], plot.place(mine)[0]
    for y in range(high + 1, low):
        canvas.put(column, y, manner.glyphs.upright, "degr", over=True)
    if low - high > 4:
        apart, holds = f"{max(others) - mine} plans apart", f"{slow.label} still holds {mine}"
        for x, y, text in ((column + 2, (high + low) // 2, apart), (column - 2 - len(holds), low - 1, holds)):
            if x >= window.x and not canvas.text_line(y)[x : x + len(text)].strip() and x + len(text) <= canvas.width:
                canvas.put(x, y, text, "degr")


def paint_logs(canvas: Canvas, box: Box, view: DnsView, level: LevelFacts) -> None:
    """What the logs that were read say of the moment in question, the slow writer's first; a log is whole or left out."""
    order = arrange(view)
    lanes = [
        lane for lane in (order.below, *reversed(order.above[1:])) if lane is not None and lane.known and lane.marks
    ]
    y = box.y
    for index, lane in enumerate(lanes):
        marks = [mark for mark in lane.marks if mark.second <= view.around_s + 60]
        tries = [mark for mark in marks if mark.kind is MarkKind.RETRIES]
        marks = [mark for mark in marks if mark not in tries[:-1]]
        room = min(MOST_MARKS, (box.end - y) // (len(lanes) - index) - 2)
        if room < 3 or not marks:
            return
        canvas.put(box.x, y, f"LOG {lane.label}", "muted")
        y += 1
        for mark in marks[-room:]:
            page = changed(view.pages, mark)
            look = _PAGE_LOOKS.get(page.kind, "bold strong") if page is not None else "fg"
            canvas.put(box.x, y, clock(level, mark.second, seconds=True), "faint")
            canvas.put(box.x + 10, y, shorten(mark.text, box.width - 10), look)
            y += 1
        y += 1


def _held(lane: Lane, window: Window) -> list[int | None]:
    """The plan that a writer had in hand in each column; None before the first one that is known."""
    kinds = (MarkKind.MADE, MarkKind.TAKES)
    taken = sorted((mark.second, mark.plan) for mark in lane.marks if mark.kind in kinds)
    times = [second for second, _ in taken]
    line: list[int | None] = []
    for column in range(window.x, window.end):
        place = bisect_right(times, window.seconds(column)[1] - 1)
        line.append(taken[place - 1][1] if place else None)
    return line
