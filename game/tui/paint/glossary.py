"""The glossary: its words at the left, those on the screen first, and the chosen one beside or below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.showing.glossary import LONGEST_TERM, Term
from game.tui.canvas import Canvas
from game.tui.paint.keys import Pair, paint_keys
from game.tui.paint.text import Box, wrap
from game.tui.theme import Manner

_LEFT = LONGEST_TERM + 6
_WIDEST = 72


@dataclass(frozen=True, slots=True)
class GlossaryPicture:
    """What is shown: the words in order, how many of them stand on the screen, what is typed, and which one is marked.

    `alone` gives the whole page to the marked word.
    """

    terms: Sequence[Term]
    seen: int
    typed: str
    marked: int
    top: int
    keys: Sequence[Pair]
    alone: bool = False


def rows_of(picture: GlossaryPicture) -> list[int | str]:
    """The list as rows: a heading, or the place of a word in the list."""
    count = len(picture.terms)
    if picture.typed or not picture.seen:
        return list(range(count))
    rest: list[int | str] = ["ALL WORDS", *range(picture.seen, count)] if picture.seen < count else []
    return ["ON THIS SCREEN", *range(picture.seen), *rest]


def room_for(height: int) -> int:
    """Rows of the list in sight at this height."""
    return max(1, height - 4)


def paint_glossary(width: int, height: int, manner: Manner, picture: GlossaryPicture) -> Canvas:
    """Draw the page at this size."""
    canvas = Canvas(width, height)
    x = canvas.put(1, 0, "GLOSSARY", "bold strong") + 1
    x = canvas.put(x, 0, "drill", "muted") + 2
    canvas.put(x, 0, "words of the field, and why they matter on call", "muted")
    _typed(canvas, picture)
    paint_keys(canvas, height - 1, picture.keys[:-1], picture.keys[-1])
    term = picture.terms[picture.marked] if picture.terms else None
    if picture.alone and term is not None:
        _entry(canvas, Box(2, 3, min(_WIDEST, width - 4), height - 2), term)
        return canvas
    if manner.theme.shades:
        canvas.fill(_LEFT, 2, width - _LEFT, height - 3, "panel")
    else:
        for y in range(2, height - 1):
            canvas.put(_LEFT, y, manner.glyphs.upright, "rule")
    _list(canvas, manner, picture)
    if term is not None:
        _entry(canvas, Box(_LEFT + 3, 3, min(_WIDEST, width - _LEFT - 5), height - 2), term)
    return canvas


def _typed(canvas: Canvas, picture: GlossaryPicture) -> None:
    canvas.put(1, 1, ">", "bold you")
    x = canvas.put(3, 1, picture.typed[-40:], "strong")
    canvas.put(x, 1, " ", "reverse fg")
    if not picture.typed:
        canvas.put(x + 2, 1, "type letters of a word", "faint")


def _list(canvas: Canvas, manner: Manner, picture: GlossaryPicture) -> None:
    if not picture.terms:
        canvas.put(3, 3, "No word holds these.", "muted")
    rows = rows_of(picture)
    for y, row in enumerate(rows[picture.top : picture.top + room_for(canvas.height)], 2):
        if isinstance(row, str):
            canvas.put(1, y, row, "muted")
            continue
        marked = row == picture.marked
        if marked:
            canvas.put(0, y, manner.glyphs.selected, "bold strong")
            canvas.fill(0, y, _LEFT, 1, "sel")
        canvas.put(3, y, picture.terms[row].term, "bold strong" if marked else "fg")
        canvas.aim(0, y, _LEFT, 1, f"pick({row})")


def _entry(canvas: Canvas, box: Box, term: Term) -> None:
    """The marked word: its name, other spellings, what it means, and why it matters."""
    y = box.y
    canvas.put(box.x, y, term.term, "bold strong")
    y += 1
    for line in wrap("also " + ", ".join(term.also), box.width) if term.also else ():
        canvas.put(box.x, y, line, "muted")
        y += 1
    for head, sentence in (("", term.means), ("ON CALL", term.matters)):
        y += 1
        if head:
            canvas.put(box.x, y, head, "muted")
            y += 1
        for line in wrap(sentence, box.width):
            if y < box.end:
                canvas.put(box.x, y, line, "fg")
            y += 1
