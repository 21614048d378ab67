"""A night as a shape: customers' impact as an area, another night over it as a dotted line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs

NICE_TOPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""Where the scale of an impact chart may end."""


def top_of(*curves: Sequence[float]) -> float:
    """A round share, at least as high as every curve."""
    highest = max((value for curve in curves for value in curve), default=0.0)
    return next((top for top in NICE_TOPS if top >= highest), 1.0)


def resample(values: Sequence[float], columns: int) -> list[float]:
    """As many values as there are columns: between two values a straight line, and where several fall into one column
    the highest, so that no peak gets lost."""
    count = len(values)
    if not count or columns <= 0:
        return []
    picked = []
    for column in range(columns):
        if columns >= count:
            at = column * (count - 1) / max(1, columns - 1)
            low = min(count - 1, int(at))
            high = min(count - 1, low + 1)
            picked.append(values[low] + (values[high] - values[low]) * (at - low))
        else:
            picked.append(max(values[column * count // columns : (column + 1) * count // columns]))
    return picked


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a chart stands: its left column, its top line, its height in lines, and the value at its upper edge."""

    x: int
    y: int
    height: int
    top: float

    def filled(self, value: float) -> float:
        """How many lines a value fills."""
        return max(0.0, min(1.0, value / self.top)) * self.height if self.top > 0 else 0.0


def paint_area(canvas: Canvas, plot: Plot, values: Sequence[float], look: str, *, glyphs: Glyphs) -> None:
    """Columns from the plot's left on, one a value; what is not zero shows at least as a hairline."""
    for column, value in enumerate(values):
        eighths = round(plot.filled(value) * 8)
        if value > 0 and eighths == 0:
            eighths = 1
        for line in range(plot.height):
            here = min(8, eighths - line * 8)
            if here > 0:
                glyph = glyphs.block if here == 8 else glyphs.sparks[here]
                canvas.put(plot.x + column, plot.y + plot.height - 1 - line, glyph, look)


def paint_dotted(
    canvas: Canvas, plot: Plot, values: Sequence[float], under: Sequence[float], *, glyphs: Glyphs
) -> None:
    """A dotted line, three steps a cell. Over an area (`under`, on the same plot) a dot keeps the area's colour behind it."""
    most = plot.height * 3 - 1
    previous = 0
    for column, value in enumerate(values):
        step = min(most, max(0, round(plot.filled(value) * 3 - 0.5)))
        line = step // 3
        # A steep rise or fall is drawn through the cells between, so that the line does not fall apart.
        between = range(min(line, previous + 1), max(line, previous - 1) + 1) if column else range(line, line + 1)
        for at in between:
            dot = glyphs.dots[step % 3] if at == line else glyphs.dots[1]
            covered = column < len(under) and plot.filled(under[column]) >= at + 0.5
            look = "strong on youbg" if covered else "fg on bg"
            canvas.put(plot.x + column, plot.y + plot.height - 1 - at, dot, look, over=True)
        previous = line
