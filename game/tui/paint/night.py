"""The night as a chart: what customers went through, the real night over it, your acts above, the phases below."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.aftermath import Act, Debrief
from game.tui.canvas import Canvas
from game.tui.paint.chart import Plot, paint_area, paint_dotted, resample, top_of
from game.tui.paint.text import Box, clock, fitting
from game.tui.paint.window import LabelRow, Window, paint_axis
from game.tui.theme import Manner

MOST_LETTERS = 16
LABELS = 7
"""Columns left of the chart, for the shares."""


def lettered(acts: Sequence[Act]) -> tuple[tuple[str, Act], ...]:
    """Acts with a letter each; if there are too many, some of them, evenly chosen, the first and the last among them."""
    count = len(acts)
    if count > MOST_LETTERS:
        acts = [acts[index * (count - 1) // (MOST_LETTERS - 1)] for index in range(MOST_LETTERS)]
    return tuple((chr(ord("a") + index), act) for index, act in enumerate(acts))


def paint_night(canvas: Canvas, box: Box, debrief: Debrief, manner: Manner) -> None:
    """Draw heading, letters, area, dotted line, phases and clock into a box of at least eight lines."""
    glyphs, level = manner.glyphs, debrief.level
    minutes = max(len(debrief.curve), len(debrief.ghost), 2)
    window = Window(level.start_s, minutes * 60, box.x + LABELS, max(1, box.width - LABELS))
    top = top_of(debrief.curve, debrief.ghost)
    plot = Plot(window.x, box.y + 2, max(2, box.height - 4), top)
    _legend(canvas, box, manner, ghost=bool(debrief.ghost))

    letters = LabelRow(canvas, box.y + 1, window.x, window.end)
    canvas.put(box.x, box.y + 1, "you", "you")
    for index, (letter, act) in enumerate(lettered(debrief.acts)):
        column = min(window.end - 1, max(window.x, window.column(act.second)))
        free = next((at for at in range(column, window.end) if letters.free(at, 1, gap=0)), None)
        if free is not None and free - column < 8:
            letters.take(free, letter, "bold you")
            canvas.aim(free, box.y + 1, 1, 1, f"act({index})")

    for share, y in ((top, plot.y), (top / 2, plot.y + plot.height // 2), (0.0, plot.y + plot.height - 1)):
        canvas.right(window.x - 1, y, f"{share:.0%}" if top >= 0.1 or share in (0.0, top) else "", "faint")
    mine = resample(debrief.curve, _columns(debrief.curve, minutes, window.width))
    paint_area(canvas, plot, mine, "youbg", glyphs=glyphs)
    ghost = resample(debrief.ghost, _columns(debrief.ghost, minutes, window.width))
    paint_dotted(canvas, plot, ghost, mine, glyphs=glyphs)

    _phases(canvas, plot.y + plot.height, window, debrief, manner=manner)
    paint_axis(canvas, plot.y + plot.height + 1, window, level)


def _columns(curve: Sequence[float], minutes: int, width: int) -> int:
    return max(1, len(curve) * width // minutes) if curve else 0


def _legend(canvas: Canvas, box: Box, manner: Manner, *, ghost: bool) -> None:
    glyphs = manner.glyphs
    end = box.right
    if ghost:
        end = canvas.right(end, box.y, "the real one", "fg")
        end = canvas.right(end - 1, box.y, glyphs.dots[1] * 4, "fg") - 2
    end = canvas.right(end, box.y, "your night", "fg")
    end = canvas.right(end - 1, box.y, glyphs.block * 2, "youbg") - 2
    forms = ("CUSTOMERS WHO COULD NOT DO WHAT THEY CAME FOR", "CUSTOMERS TURNED AWAY", "CUSTOMERS")
    canvas.put(box.x, box.y, fitting(end - box.x, forms), "muted")


def _phases(canvas: Canvas, y: int, window: Window, debrief: Debrief, *, manner: Manner) -> None:
    """What the time was about, as a line with names; and when your night was over."""
    minutes = window.span_s // 60
    end = window.x + _columns(debrief.curve, minutes, window.width)
    across, upright = manner.glyphs.across, manner.glyphs.upright
    last_s = debrief.level.start_s + len(debrief.curve) * 60
    over = f"you: over at {clock(debrief.level, last_s if debrief.end_s is None else debrief.end_s)}"
    starts = sorted((max(window.x, window.column(second)), name) for second, name in debrief.phases)
    starts = [(column, name) for column, name in starts if column < end]
    edges = [*[column for column, _ in starts], end]
    for index, (column, name) in enumerate(starts):
        room = edges[index + 1] - column
        if room <= 0:
            continue
        name = fitting(room - 2, (name,))  # noqa: PLW2901
        canvas.put(column, y, (upright + name + across * room)[:room], "faint")
        if name:
            canvas.put(column + 1, y, name, "muted", over=True)
    if debrief.curve and end < window.end:
        canvas.put(end, y, upright, "faint")
        if debrief.outcome == "resolved":
            canvas.put(end + 2, y, fitting(window.end - end - 2, (over,)), "fg")
