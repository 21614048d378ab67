"""A night as a shape: customers' impact as an area, another night over it as a dotted line."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs

NICE_TOPS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the scale of an impact chart may end."""


def top_of(*curves: Sequence[float]) -> float:
    """A round share, at least as high as every curve."""
    highest = max((value for curve in curves for value in curve), default=0.0)
    return next((top for top in NICE_TOPS if top >= highest), 1.0)


def resample(values: Sequence[float], columns: int) -> list[float]:
    """As many values as there are columns; where several fall into one, the highest, so that no peak gets lost."""
    if not values or columns <= 0:
        return []
    count = len(values)
    picked = []
    for column in range(columns):
        first = min(count - 1, column * count // columns)
        behind = max(first + 1, (column + 1) * count // columns)
        picked.append(max(values[first:behind]))
    return picked


def paint_area(
    canvas: Canvas, x: int, y: int, height: int, values: Sequence[float], top: float, look: str, glyphs: Glyphs
) -> None:
    """Columns from `x` on, one a value, `height` lines high; `top` is the value that fills them."""
    for column, value in enumerate(values):
        eighths = round(max(0.0, min(1.0, value / top)) * height * 8) if top > 0 else 0
        if value > 0 and eighths == 0:
            eighths = 1
        for line in range(height):
            here = min(8, eighths - line * 8)
            if here > 0:
                glyph = glyphs.block if here == 8 else glyphs.sparks[here]
                canvas.put(x + column, y + height - 1 - line, glyph, look)


def paint_dotted(
    canvas: Canvas,
    x: int,
    y: int,
    height: int,
    values: Sequence[float],
    top: float,
    glyphs: Glyphs,
    *,
    under: Sequence[float] = (),
    look: str = "fg",
    ground: str = "youbg",
) -> None:
    """A dotted line, three steps a cell. Over an area (`under`, on the same scale) a dot takes the area's colour as ground."""
    steps = height * 3

    def step_of(value: float) -> int:
        return min(steps - 1, max(0, round(max(0.0, min(1.0, value / top)) * steps - 0.5))) if top > 0 else 0

    previous: int | None = None
    for column, value in enumerate(values):
        step = step_of(value)
        low, high = (step, step) if previous is None else (min(previous, step), max(previous, step))
        for line in range(low // 3, high // 3 + 1):
            inside = step - line * 3
            dot = glyphs.dots[min(2, max(0, inside))] if 0 <= inside <= 2 else glyphs.dots[1]
            row = y + height - 1 - line
            covered = column < len(under) and under[column] / top * height >= line + 0.5 if top > 0 else False
            canvas.put(x + column, row, dot, f"{look} on {ground}" if covered else look, over=True)
        previous = step
