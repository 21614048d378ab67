"""What customers went through: the night as a curve, with the player's acts over it; and sector by sector."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.aftermath import Act, Debrief, SectorCurve
from game.tui.canvas import Canvas
from game.tui.paint.chart import Plot, paint_area, paint_dotted, resample, top_of
from game.tui.paint.night import lettered, paint_night
from game.tui.paint.text import Box, amount, clock, fitting, length, shorten
from game.tui.paint.window import Window, paint_axis
from game.tui.theme import Manner

OUTCOMES = {"resolved": "resolved", "lost": "lost", "unfinished": "not finished"}
LEAST_CHART = 12
"""Lines of a chart that still says something."""
_GHOST_FROM = 3
"""Lines of a strip from which on a dotted line over it hides nothing."""
_ACT = 38
"""Columns that an act needs at least."""
_NAME = 13
_FIGURES = 20


def ending(debrief: Debrief) -> str:
    """How it ended, and how long it took."""
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


def paint_customers(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    """How it ended, the curve, and below it what the letters over it were, if there is room."""
    word = ending(debrief)
    behind = canvas.put(box.x, box.y, word[:1].upper() + word[1:], "bold strong") + 2
    canvas.put(behind, box.y, fitting(box.right - behind, (spared(debrief), spared(debrief).split(",")[0])), "muted")
    acts = lettered(debrief.acts)
    columns, lines = _legend_shape(acts, box)
    chart_end = box.end - (lines + 1 if lines else 0)
    paint_night(canvas, Box(box.x, box.y + 2, box.width, chart_end), debrief, manner)
    wide = box.width // columns
    for index, (letter, act) in enumerate(acts if lines else ()):
        column, row = index // lines, index % lines
        x, y = box.x + column * wide, chart_end + 1 + row
        canvas.aim(x, y, wide - 1, 1, f"act({index})")
        at = canvas.put(x, y, letter, "bold you") + 1
        at = canvas.put(at, y, clock(debrief.level, act.second), "muted") + 1
        canvas.put(at, y, shorten(act.text, x + wide - 1 - at), "fg")


def _legend_shape(acts: Sequence[tuple[str, Act]], box: Box) -> tuple[int, int]:
    """Columns and lines of the legend: the most columns in which every act is whole, else as many as there can be. No lines if
    they do not all find room below a chart: the timeline has them, too."""
    most = max(0, box.height - 3 - LEAST_CHART)
    longest = max((len(act.text) for _, act in acts), default=0) + 9
    for columns in range(min(4, box.width // max(_ACT, longest)), 0, -1):
        if -(-len(acts) // columns) <= most:
            return columns, -(-len(acts) // columns)
    columns = max(1, min(4, box.width // _ACT))
    lines = -(-len(acts) // columns)
    return columns, lines if lines <= most else 0


def paint_sectors(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    """A strip for each sector, what counts most first, all on one scale; the real night over it where it is high enough."""
    sectors = sorted(debrief.by_sector, key=lambda sector: -sector.customer_minutes * sector.weight)
    if not sectors:
        canvas.put(box.x, box.y, "Nobody was counted in this night.", "fg")
        return
    count = len(sectors)
    tall = max(1, min(5, (box.height - 3) // count))
    air = 1 if tall > 1 and (tall + 1) * count + 2 <= box.height else 0
    shown = sectors[: max(1, (box.height - 3) // (tall + air))]
    minutes = max([2, *(len(curve) for sector in shown for curve in (sector.curve, sector.ghost))])
    window = Window(debrief.level.start_s, minutes * 60, box.x + _NAME, box.width - _NAME - _FIGURES)
    top = top_of(*(sector.curve for sector in shown), *(sector.ghost for sector in shown))
    _head(canvas, box, manner, top, ghost=tall >= _GHOST_FROM and any(sector.ghost for sector in shown))
    y = box.y + 1
    for sector in shown:
        _sector(canvas, Box(box.x, y, box.width, y + tall), manner, (sector, window, top))
        y += tall + air
    paint_axis(canvas, min(y, box.end - 1), window, debrief.level)


def _head(canvas: Canvas, box: Box, manner: Manner, top: float, *, ghost: bool) -> None:
    forms = ("CUSTOMERS WHO COULD NOT DO WHAT THEY CAME FOR", "CUSTOMERS TURNED AWAY")
    end = canvas.right(box.right, box.y, "minutes  counts", "faint") - 3
    if ghost:
        end = canvas.right(end, box.y, f"{manner.glyphs.dots[1] * 4} the real one", "fg") - 2
    x = canvas.put(box.x, box.y, fitting(end - box.x, forms), "muted") + 2
    canvas.put(x, box.y, fitting(end - x, (f"each strip up to {top:.0%}", f"to {top:.0%}")), "faint")


def _sector(canvas: Canvas, box: Box, manner: Manner, drawn: tuple[SectorCurve, Window, float]) -> None:
    sector, window, top = drawn
    base = box.end - 1
    name = sector.sector[:1].upper() + sector.sector[1:]
    canvas.put(box.x, base, shorten(name, _NAME - 1), "fg")
    plot = Plot(window.x, box.y, box.height, top)
    minutes = window.span_s // 60
    canvas.put(window.x, base, manner.glyphs.sparks[0] * window.width, "rule")
    mine = resample(sector.curve, columns_for(sector.curve, minutes, window.width))
    paint_over(canvas, plot, mine, manner, "youbg")
    if box.height >= _GHOST_FROM:
        ghost = resample(sector.ghost, columns_for(sector.ghost, minutes, window.width))
        paint_dotted(canvas, plot, ghost, mine, glyphs=manner.glyphs)
    canvas.right(box.right - 8, base, amount(sector.customer_minutes), "bold strong")
    canvas.right(box.right, base, f"x{sector.weight:.1f}".removesuffix(".0"), "muted")


def paint_over(canvas: Canvas, plot: Plot, values: Sequence[float], manner: Manner, look: str) -> None:
    """An area over the hairline of its base."""
    shown = max((at for at, value in enumerate(values, 1) if value > 0), default=0)
    if shown:
        canvas.put(plot.x, plot.y + plot.height - 1, " " * shown, over=True)
        base = [value if value > 0 else 1e-9 for value in values[:shown]]
        paint_area(canvas, plot, base, look, glyphs=manner.glyphs)


def columns_for(curve: Sequence[float], minutes: int, width: int) -> int:
    """Columns that a curve takes where `minutes` take so many."""
    return max(1, len(curve) * width // minutes) if curve else 0
