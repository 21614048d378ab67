"""The list over the prompt: what fits here, with a few words on each. It stands in the lowest lines of the console."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.console import Choice, Completion
from game.tui.canvas import Canvas, tame
from game.tui.paint.text import shorten
from game.tui.theme import Manner

_MOST_ROWS = 10
_WIDEST_WORD = 40
_LEAST_ABOUT = 10  # cells under which a few words say nothing


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed. `marked` is the choice that Tab takes or the walk stands on, -1 for none; `walked` that it stands
    on the prompt already. `turned` lists from the bottom up: what was typed before has its newest line below.
    """

    choices: tuple[Choice, ...]
    marked: int = -1
    walked: bool = False
    turned: bool = False


@dataclass
class Walk:
    """Tab after Tab through the choices of one place. `head` is the text before it, `typed` all that stood there."""

    head: str
    typed: str
    choices: tuple[Choice, ...]
    at: int

    @property
    def text(self) -> str:
        """The line with the choice on which the walk stands; the typed one before its first step."""
        return self.head + self.choices[self.at].word if self.at >= 0 else self.typed

    def step(self, step: int) -> None:
        """To the next choice or the one before; around at the ends."""
        self.at = (max(self.at, 0 if step < 0 else -1) + step) % len(self.choices)


def likeliest(text: str, completion: Completion) -> int:
    """Which of the choices the ghost stands for, -1 if it is none of them."""
    whole = (text + completion.ghost).casefold()
    head = text[: completion.start]
    spelled = [(head + choice.word).casefold() for choice in completion.choices]
    return spelled.index(whole) if completion.ghost and whole in spelled else -1


def listed(text: str, completion: Completion) -> tuple[Choice, ...]:
    """The choices, unless there is only the one that stands there already."""
    typed = text[completion.start :].casefold()
    choices = completion.choices
    return () if len(choices) == 1 and choices[0].word.casefold() == typed else choices


def rows_for(listing: Listing, room: int) -> int:
    """How many lines it takes of so many: a few are left for the console."""
    return min(len(listing.choices), _MOST_ROWS, max(min(2, room), room * 3 // 5))


def paint_listing(canvas: Canvas, listing: Listing, top: int, rows: int, manner: Manner) -> None:
    """Draw it from line `top` on, in `rows` lines. The marked choice is always in sight; how many are not is said."""
    total = len(listing.choices)
    first = max(0, min(total - rows, listing.marked - rows // 2))
    shown = list(range(first, first + rows))
    width = canvas.width
    shades = manner.theme.shades
    if shades:
        canvas.fill(0, top, width, rows, "panel")
    more = f"{total - rows} more" if total > rows else ""
    words = {at: shorten(tame(listing.choices[at].word), width - 6 - len(more)) for at in shown}
    column = 3 + min(_WIDEST_WORD, max(len(word) for word in words.values())) + 2
    for place, at in enumerate(shown):
        y = top + (rows - 1 - place if listing.turned else place)
        marked = at == listing.marked
        if marked and shades:
            canvas.fill(0, y, width, 1, "sel")
        if marked:
            canvas.put(1, y, manner.glyphs.selected, "bold you")
        elif not shades:
            canvas.put(1, y, manner.glyphs.upright, "rule")
        strength = "bold underline strong" if marked and listing.walked and not shades else "bold strong"
        end = canvas.put(3, y, words[at], strength if marked else "strong")
        last = width - 1
        if more and y == top + (0 if listing.turned else rows - 1):
            last = canvas.right(last, y, more, "fg" if marked else "faint") - 2
        begin = max(column, end + 2)
        if listing.choices[at].about and last - begin >= _LEAST_ABOUT:
            canvas.put(begin, y, shorten(tame(listing.choices[at].about), last - begin), "fg" if marked else "muted")
        canvas.aim(0, y, width, 1, f"take {at}")
