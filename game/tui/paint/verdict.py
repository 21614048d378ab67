"""The first page of the debrief: grade, parts with their reasons, and the night as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.aftermath import Debrief, ScorePart
from game.tui.canvas import Canvas
from game.tui.paint.night import lettered, paint_night
from game.tui.paint.text import Box, amount, clock, length, shorten, wrap
from game.tui.theme import Manner

OUTCOMES = {"resolved": "resolved", "lost": "lost", "unfinished": "not finished"}


REASON_X = 20
"""Columns from a part's label to its reason; a bar stands between where there is room."""
BAR_X, BAR = 20, 18
LEAST_CHART = 8


def paint_verdict(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief, top: int = 0) -> tuple[int, int]:
    """Draw it: roomy from 100 columns and 30 lines on. Every sentence is whole.

    Where the reasons do not all fit below the chart they are shown from line `top` on. Returns how many lines they have
    and how many are in sight.
    """
    if box.width >= 98 and box.height >= 28:
        indent = max(22, len(_ending(debrief)) + 2)
        reasons = len(score_rows(debrief.parts[:8], box.width - indent - BAR - _beside(box, debrief)))
        verdict = len(wrap(debrief.verdict, box.width))
        times = len(debrief.times) + 1 if _beside(box, debrief) else 0
        if max(4, reasons, times) + 1 + verdict + 2 + LEAST_CHART <= box.height:
            _roomy(canvas, box, manner, debrief, indent)
            return 0, 0
    return _tight(canvas, box, manner, debrief, top)


def _grade(canvas: Canvas, x: int, y: int, debrief: Debrief) -> int:
    behind = canvas.put(x, y, f"{debrief.grade} {debrief.total}", "bold strong")
    return canvas.put(behind + 1, y, "of 100", "muted")


def _ending(debrief: Debrief) -> str:
    begun_s = max(0, debrief.level.start_s)
    lasted = length(max(0, len(debrief.curve) * 60 if debrief.end_s is None else debrief.end_s - begun_s))
    return f"{OUTCOMES.get(debrief.outcome, debrief.outcome)} after {lasted}"


def spared(debrief: Debrief) -> str:
    """Customer-minutes beside the real night's, in words."""
    mine = amount(debrief.customer_minutes)
    if debrief.customer_minutes_history is None:
        return f"{mine} customer-minutes lost"
    real = amount(debrief.customer_minutes_history)
    return f"{mine} customer-minutes lost, {real} on the real night"


def _roomy(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief, indent: int) -> None:
    x, y = box.x, box.y
    _grade(canvas, x, y, debrief)
    canvas.put(x, y + 1, _ending(debrief), "fg")
    canvas.put(x, y + 2, f"impact {debrief.impact_score} of 100", "muted")
    canvas.put(x, y + 3, f"conduct {debrief.conduct_score} of 100", "muted")
    beside = _beside(box, debrief)
    if beside:
        _times(canvas, Box(box.right - beside + 3, y, beside - 3, y + len(debrief.times) + 1), debrief)
    rows = score_rows(debrief.parts[:8], box.width - indent - BAR - beside)
    for offset, (part, reason) in enumerate(rows, y):
        if part is not None:
            _points(canvas, x + indent, offset, part)
            _bar(canvas, (x + indent + BAR_X, offset), part, debrief, manner)
        canvas.put(x + indent + BAR + REASON_X, offset, reason, "fg")
    y += max(4, len(rows), len(debrief.times) + 1 if beside else 0) + 1
    for line in wrap(debrief.verdict, box.width):
        canvas.put(x, y, line, "strong")
        y += 1
    canvas.put(x, y, shorten(spared(debrief), box.width), "muted")
    y += 2
    acts = lettered(debrief.acts) if box.end - y > LEAST_CHART + 2 else ()
    columns = 3 if box.width >= 110 else 2
    lines = min(6 if beside else 4, -(-len(acts) // columns), box.end - y - LEAST_CHART - 1)
    chart_end = box.end - (lines + 1 if acts else 0)
    paint_night(canvas, Box(x, y, box.width, chart_end), debrief, manner)
    if acts:
        wide = box.width // columns
        for index, (letter, act) in enumerate(acts[: lines * columns]):
            column, row = index // lines, index % lines
            at = canvas.put(x + column * wide, chart_end + 1 + row, letter, "bold you") + 1
            at = canvas.put(at, chart_end + 1 + row, clock(debrief.level, act.second), "muted") + 1
            canvas.put(at, chart_end + 1 + row, shorten(act.text, x + (column + 1) * wide - 1 - at), "fg")


def _beside(box: Box, debrief: Debrief) -> int:
    """Columns that the times take at the right of a wide screen, with the air before them."""
    return 62 if box.width >= 170 and debrief.times else 0


def _times(canvas: Canvas, box: Box, debrief: Debrief) -> None:
    """How long each step took, beside the real night."""
    real = any(theirs is not None for _, _, theirs in debrief.times)
    canvas.put(box.x, box.y, "HOW LONG IT TOOK", "muted")
    canvas.right(box.x + 34, box.y, "you", "faint")
    if real:
        canvas.right(box.x + 50, box.y, "real night", "faint")
    for y, (label, mine, theirs) in enumerate(debrief.times, box.y + 1):
        canvas.put(box.x, y, shorten(label, 24), "muted")
        canvas.right(
            box.x + 34, y, "never" if mine is None else length(mine), "bold strong" if mine is not None else "muted"
        )
        if real:
            canvas.right(box.x + 50, y, "-" if theirs is None else length(theirs), "fg")


def _bar(canvas: Canvas, place: tuple[int, int], part: ScorePart, debrief: Debrief, manner: Manner) -> None:
    """A bar as long as the part weighs, filled as far as it was earned."""
    x, y = place
    most = max((other.of for other in debrief.parts), default=1) or 1
    whole = max(1, round(16 * part.of / most))
    full = round(whole * max(0.0, min(1.0, part.points / part.of))) if part.of else 0
    canvas.put(x, y, manner.glyphs.bar * full, "fg")
    canvas.put(x + full, y, manner.glyphs.across * (whole - full), "rule")


def _points(canvas: Canvas, x: int, y: int, part: ScorePart) -> None:
    """Label and points of one part of the score."""
    canvas.put(x, y, shorten(part.label, 12), "muted")
    canvas.right(x + 15, y, f"{part.points:.0f}", "bold strong")
    canvas.put(x + 15, y, f"/{part.of}", "faint")


def _tight(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief, top: int) -> tuple[int, int]:
    x, y = box.x, box.y
    behind = _grade(canvas, x, y, debrief)
    ending = _ending(debrief)
    canvas.put(behind + 3, y, shorten(ending, box.right - behind - 3), "fg")
    y += 1
    for line in wrap(debrief.verdict, box.width, max(2, box.height - LEAST_CHART - 6)):
        canvas.put(x, y, line, "strong")
        y += 1
    rows = score_rows(debrief.parts[:8], box.width)
    room = max(1, min(len(rows), box.end - y - LEAST_CHART - 1)) if rows else 0
    chart_end = box.end - (room + 1 if room else 0)
    paint_night(canvas, Box(x, y, box.width, chart_end), debrief, manner)
    if not rows:
        return 0, 0
    top = max(0, min(top, len(rows) - room))
    behind = canvas.put(x, chart_end, "SCORE", "muted")
    if len(rows) > room:
        canvas.put(behind + 2, chart_end, f"{top + 1}-{top + room} of {len(rows)}, up and down scroll", "faint")
    for y, (part, reason) in enumerate(rows[top : top + room], chart_end + 1):
        if part is not None:
            _points(canvas, x, y, part)
        canvas.put(x + REASON_X, y, reason, "fg")
    return len(rows), room


def score_rows(parts: Sequence[ScorePart], width: int) -> list[tuple[ScorePart | None, str]]:
    """The parts of the score as lines: the part where it begins, and a line of its reason."""
    rows: list[tuple[ScorePart | None, str]] = []
    for part in parts:
        lines = wrap(part.reason, width - REASON_X) or [""]
        rows += [(part if index == 0 else None, line) for index, line in enumerate(lines)]
    return rows
