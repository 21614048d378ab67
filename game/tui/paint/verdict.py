"""The first page of the debrief: grade, parts with their reasons, and the night as a chart."""

from __future__ import annotations

from game.session.view import Debrief, ScorePart
from game.tui.canvas import Canvas
from game.tui.paint.blocks import paint_head
from game.tui.paint.night import lettered, paint_night
from game.tui.paint.text import Box, amount, clock, length, shorten, wrap
from game.tui.theme import Manner

OUTCOMES = {"resolved": "resolved", "lost": "lost", "unfinished": "not finished"}


def paint_verdict(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    """Draw it: roomy from 100 columns and 30 lines on."""
    if box.width >= 98 and box.height >= 28:
        _roomy(canvas, box, manner, debrief)
    else:
        _tight(canvas, box, manner, debrief)


def _grade(canvas: Canvas, x: int, y: int, debrief: Debrief) -> int:
    behind = canvas.put(x, y, f"{debrief.grade} {debrief.total}", "bold strong")
    return canvas.put(behind + 1, y, "of 100", "muted")


def _ending(debrief: Debrief) -> str:
    lasted = length(max(0, len(debrief.curve) * 60))
    return f"{OUTCOMES.get(debrief.outcome, debrief.outcome)} after {lasted}"


def spared(debrief: Debrief) -> str:
    """Customer-minutes beside the real night's, in words."""
    mine = amount(debrief.customer_minutes)
    if debrief.customer_minutes_history is None:
        return f"{mine} customer-minutes lost"
    real = amount(debrief.customer_minutes_history)
    return f"{mine} customer-minutes lost, {real} on the real night"


def _roomy(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    x, y = box.x, box.y
    _grade(canvas, x, y, debrief)
    canvas.put(x, y + 1, _ending(debrief), "fg")
    canvas.put(x, y + 2, f"impact {debrief.impact_score} of 100", "muted")
    canvas.put(x, y + 3, f"conduct {debrief.conduct_score} of 100", "muted")
    indent, end = x + max(22, len(_ending(debrief)) + 2), y
    for part in debrief.parts[:8]:
        end = _part(canvas, Box(indent, end, box.right - indent, 0), part, debrief, manner)
    y = max(y + 4, end) + 1
    for line in wrap(debrief.verdict, box.width, 2):
        canvas.put(x, y, line, "strong")
        y += 1
    canvas.put(x, y, shorten(spared(debrief), box.width), "muted")
    y += 2
    acts = lettered(debrief.acts)
    columns = 3 if box.width >= 110 else 2
    rows = min(4, -(-len(acts) // columns))
    chart_end = box.end - (rows + 1 if acts else 0)
    paint_night(canvas, Box(x, y, box.width, max(y + 8, chart_end)), debrief, manner)
    if acts and chart_end + 1 + rows <= box.end:
        wide = box.width // columns
        for index, (letter, act) in enumerate(acts[: rows * columns]):
            column, row = index // rows, index % rows
            at = canvas.put(x + column * wide, chart_end + 1 + row, letter, "bold you") + 1
            at = canvas.put(at, chart_end + 1 + row, clock(debrief.level, act.second), "muted") + 1
            canvas.put(at, chart_end + 1 + row, shorten(act.text, x + (column + 1) * wide - 2 - at), "fg")


REASON_LINES = 2


def _part(canvas: Canvas, box: Box, part: ScorePart, debrief: Debrief, manner: Manner) -> int:
    """One part of the score: label, points, a bar as long as the part weighs, and the reason. Returns the line below."""
    most = max((other.of for other in debrief.parts), default=1) or 1
    whole = max(1, round(16 * part.of / most))
    full = round(whole * max(0.0, min(1.0, part.points / part.of))) if part.of else 0
    canvas.put(box.x + 20, box.y, manner.glyphs.bar * full, "fg")
    canvas.put(box.x + 20 + full, box.y, manner.glyphs.across * (whole - full), "rule")
    return _points(canvas, box, part, 38)


def _points(canvas: Canvas, box: Box, part: ScorePart, reason_x: int) -> int:
    """Label, points and the reason, beginning `reason_x` columns into the box. Returns the line below."""
    canvas.put(box.x, box.y, shorten(part.label, 12), "muted")
    canvas.right(box.x + 15, box.y, f"{part.points:.0f}", "bold strong")
    canvas.put(box.x + 15, box.y, f"/{part.of}", "faint")
    lines = wrap(part.reason, box.width - reason_x, REASON_LINES)
    for index, line in enumerate(lines):
        canvas.put(box.x + reason_x, box.y + index, line, "fg")
    return box.y + max(1, len(lines))


def _tight(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    x, y = box.x, box.y
    behind = _grade(canvas, x, y, debrief)
    ending = _ending(debrief)
    canvas.put(behind + 3, y, shorten(ending, box.right - behind - 3), "fg")
    y += 1
    for line in wrap(debrief.verdict, box.width, 2):
        canvas.put(x, y, line, "strong")
        y += 1
    parts = debrief.parts[:8]
    tall = [max(1, len(wrap(part.reason, box.width - 20, REASON_LINES))) for part in parts]
    score_lines = sum(tall) + 1 if parts else 0
    chart_end = max(y + 8, box.end - score_lines)
    paint_night(canvas, Box(x, y, box.width, chart_end), debrief, manner)
    if not parts:
        return
    y = paint_head(canvas, x, chart_end, "SCORE")
    for part, lines in zip(parts, tall, strict=True):
        if y + lines > box.end:
            return
        y = _points(canvas, Box(x, y, box.width, 0), part, 20)
