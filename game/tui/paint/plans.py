"""The plans: a table of what became of each, and a chart of who had which one in hand over the last hour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, MarkKind, PlanRow
from game.tui.canvas import Canvas
from game.tui.paint.lanes import arrange
from game.tui.paint.text import Box, clock, shorten
from game.tui.paint.window import Window, paint_axis
from game.tui.theme import Manner

SPAN_S = 3600


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
    window = Window(view.around_s - SPAN_S * 11 // 12, SPAN_S, box.x + 6, max(1, box.width - 6 - room))
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
    ends: dict[int, list[tuple[str, int, str]]] = {}
    for lane, line in sorted(lines, key=lambda item: item[0] is slow):
        look = "degr" if lane is slow and lane.behind else "fg" if lane is not view.planner else "faint"
        y = top
        for column, plan in enumerate(line):
            if plan is None:
                continue
            step = round((plan - low) * (height * 3 - 1) / (high - low))
            y = top + height - 1 - step // 3
            canvas.put(window.x + column, y, manner.glyphs.dots[step % 3], look, over=True)
        ends.setdefault(y, []).append((lane.label, line[-1] or 0, look))
    for y, writers in ends.items():
        names = ", ".join(dict.fromkeys(label for label, _, _ in writers))
        text = f"{names}: {writers[-1][1]}"
        canvas.put(window.end + 1, y, shorten(text, room - 2), writers[-1][2])
    paint_axis(canvas, box.end - 1, window, level)


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
