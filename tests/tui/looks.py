"""How the cells of a canvas look, for budgets of colour and for what stands out."""

from __future__ import annotations

from rich.style import Style

from game.tui.canvas import Canvas


def looks_line(canvas: Canvas, y: int) -> list[str]:
    """The look of each cell of line `y`, such as "strong on panel"."""
    looks: list[str] = []

    def kept(look: str) -> Style:
        looks.append(look)
        return Style.null()

    strip = canvas.strip(y, kept)
    return [look for look, segment in zip(looks, strip, strict=True) for _ in segment.text]
