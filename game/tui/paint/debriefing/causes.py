"""The chain of causes: pieces to be placed, and afterwards an order in which each stands after what led to it."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.board import LevelFacts
from game.session.view.review import Review
from game.tui.paint.debriefing.sheet import BLANK, Line, belonging, hanging, put, told
from game.tui.paint.text import clock
from game.tui.theme import Manner

_SIGN = 4
"""Columns of the number of a piece and of the sign beside it."""


def placing_lines(review: Review, order: Sequence[str], held: int, width: int, manner: Manner) -> list[Line]:
    """The pieces as they stand so far; the one that is held has the hand's sign."""
    texts = {piece.id: piece.text for piece in review.pieces}
    lines = [put("THE CHAIN OF CAUSES", "muted")]
    lines += told(
        "What led to what? Put each piece below all that led to it. What came of the same may stand either way.",
        width,
        "fg",
    )
    lines.append(BLANK)
    for place, name in enumerate(order):
        look = "bold you" if place == held else "fg"
        own = hanging((0, str(place + 1), "bold strong"), texts[name], width, look, _SIGN)
        if place == held:
            own[0] = Line((*own[0].cells, (2, manner.glyphs.held, "bold you")))
        lines += belonging(own, place, f"pick({place})")
    return lines


def placed_lines(
    review: Review, order: Sequence[str] | None, level: LevelFacts, width: int, manner: Manner
) -> list[Line]:
    """A true order with its times, where the player put each piece (None: nowhere), and what contributed."""
    pieces = {piece.id: piece for piece in review.pieces}
    glyphs = manner.glyphs
    right = review.right(order or ())
    head = put("THE CHAIN OF CAUSES, IN ORDER", "muted")
    if order is not None:
        head = Line((*head.cells, (31, f"{len(right)} of {len(review.truth)} placed right", "bold strong")))
    lines = [head]
    if order is not None:
        lines += told(f"{glyphs.proved} stands below all that led to it.", width, "muted")
    lines.append(BLANK)
    for place, name in enumerate(review.truth):
        piece = pieces[name]
        time = f"{clock(level, piece.second)} "
        own = hanging((0, str(place + 1), "bold strong"), time + piece.text, width, "fg", _SIGN)
        if order is not None and name in right:
            own[0] = Line((*own[0].cells, (2, glyphs.proved, "bold strong")))
        elif order is not None and name in order:
            own[0] = Line((*own[0].cells, (2, glyphs.disproved, "bold degr")))
            own = _behind(own, f"you said {order.index(name) + 1}", width)
        lines += own
    if review.factors:
        lines += [BLANK, put("WHAT CONTRIBUTED", "muted")]
        for factor in review.factors:
            lines += hanging((0, glyphs.bullet, "muted"), factor, width)
    return lines


def _behind(lines: list[Line], note: str, width: int) -> list[Line]:
    """A note at the end of the last line, or below it where there is no room."""
    x = max(at + len(text) for at, text, _ in lines[-1].cells) + 2
    if x + len(note) <= width:
        return [*lines[:-1], Line((*lines[-1].cells, (x, note, "degr")))]
    return [*lines, put(note, "degr", _SIGN)]
