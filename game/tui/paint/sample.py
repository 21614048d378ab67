"""How the board looks in a theme: every state once, as on the tiles and in the pager."""

from __future__ import annotations

from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import Box
from game.tui.theme import Manner

LINES = 10

_Piece = tuple[int, str, str]


def _states(glyphs: Glyphs) -> tuple[tuple[_Piece, ...], ...]:
    """One line for each look: (column, text, look)."""
    spark = glyphs.sparks
    return (
        ((0, glyphs.ok, "muted"), (2, "S3", "muted"), (24, spark[0] * 4, "rule"), (14, "0.1% err", "muted")),
        (
            (0, glyphs.recovering, "rec"),
            (2, "Banks", "fg"),
            (12, "recovering", "rec"),
            (24, spark[5] + spark[3] + spark[2] + spark[1], "rec2"),
        ),
        (
            (0, glyphs.degraded, "degr"),
            (2, "Airlines", "bold strong"),
            (14, "degraded", "fg"),
            (24, spark[1] + spark[2] + spark[3] + spark[4], "degr2"),
        ),
        (
            (0, f"{glyphs.degraded}!", "bold degrfg on degrbg"),
            (2, "NLB", "bold strong"),
            (10, "new degraded", "fg"),
            (24, spark[3] + spark[0] + spark[4] + spark[4], "degr2"),
        ),
        (
            (0, glyphs.down, "bold down"),
            (2, "DynamoDB", "bold down"),
            (18, "DOWN", "bold down"),
            (24, spark[3] + spark[6] + spark[7] + spark[7], "down2"),
        ),
        ((0, f"{glyphs.down} az2             DOWN  new  ", "bold downfg on downbg"),),
        ((0, glyphs.stale, "bold strong"), (2, "Monitor", "italic fg"), (14, "stale 4m", "fg")),
        ((0, glyphs.held, "bold you"), (2, "Planner", "fg"), (12, "off by you", "you")),
    )


def paint_sample(canvas: Canvas, box: Box, manner: Manner) -> None:
    """Draw the sample into the first lines of a box; its head names the theme."""
    canvas.put(box.x, box.y, "THIS IS HOW IT LOOKS", "muted")
    for y, pieces in enumerate(_states(manner.glyphs), box.y + 1):
        for x, text, look in pieces:
            canvas.put(box.x + x, y, text, look)
