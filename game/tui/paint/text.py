"""Words for a canvas: wrapping, choosing the form that fits, times and durations as the board writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.board import LevelFacts

ELLIPSIS = ".."


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a canvas: its left column, its first line, its width, and the line behind its last."""

    x: int
    y: int
    width: int
    end: int

    @property
    def right(self) -> int:
        """The column behind the last one."""
        return self.x + self.width

    @property
    def height(self) -> int:
        """Lines in it."""
        return max(0, self.end - self.y)


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Break `text` into lines of at most `width` cells, between words; a longer word is broken behind a dot, a dash or
    a comma if it has one, else where it must be.

    With `most`, no more lines than that; the last one then ends in an ellipsis.
    """
    if width <= 0:
        return []
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        while len(rest) > width:
            if line:
                lines.append(line)
                line = ""
            cut = max(rest.rfind(mark, width // 2, width) for mark in ".-,/") + 1 or width
            lines.append(rest[:cut])
            rest = rest[cut:]
        if not rest:
            continue
        if line and len(line) + 1 + len(rest) > width:
            lines.append(line)
            line = rest
        else:
            line = f"{line} {rest}" if line else rest
    if line:
        lines.append(line)
    if most is not None and len(lines) > most:
        lines = lines[:most]
        if lines:
            lines[-1] = shorten(f"{lines[-1]} {'x' * width}", width)
    return lines


def shorten(text: str, width: int) -> str:
    """`text` in at most `width` cells: whole, or whole words and an ellipsis."""
    if len(text) <= width:
        return text
    if width <= 0:
        return ""
    cut = max(0, width - len(ELLIPSIS))
    head = text[:cut]
    whole = head if text[cut] == " " else head.rsplit(" ", 1)[0]
    if len(whole) * 2 >= cut:
        head = whole
    return (head.rstrip(" ,.;:") + ELLIPSIS)[:width]


def sentences(text: str, width: int, more: str) -> str:
    """As many whole sentences as fit in `width` cells, with `more` behind if some are left out; words if none fits."""
    if len(text) <= width:
        return text
    cut = max(text.rfind(mark, 0, width - len(more)) for mark in (". ", "? ", "! "))
    return f"{text[: cut + 1]} {more}" if cut > 0 else shorten(text, width)


def fitting(width: int, forms: Sequence[str]) -> str:
    """The first of several forms of the same thing, longest first, that has at most `width` cells; "" if none has."""
    return next((form for form in forms if len(form) <= width), "")


def clock(level: LevelFacts, second: int, *, seconds: bool = False) -> str:
    """The wall clock at a simulated second."""
    return level.wall(second).strftime("%H:%M:%S" if seconds else "%H:%M")


def length(seconds: float) -> str:
    """A duration in words: "40 s", "12 min", "2 h 52"."""
    whole = int(seconds)
    if whole < 0:
        return f"-{length(-whole)}"
    if whole < 100:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60:02d}"


def amount(value: float) -> str:
    """A large number in words: "812", "90.5k", "3.1M", "1.5bn"."""
    for divisor, letters in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if value >= divisor:
            scaled = value / divisor
            return (f"{scaled:.1f}" if scaled < 100 else f"{scaled:.0f}").removesuffix(".0") + letters
    return f"{value:.0f}"


def short_length(seconds: float) -> str:
    """A duration in four cells: "40s", "1m30", "12m", "3h". What console and sentences call 1m 30s is never another number here."""
    whole = max(0, int(seconds))
    if whole < 60:
        return f"{whole}s"
    if whole < 600 and whole % 60:
        return f"{whole // 60}m{whole % 60:02d}"
    if whole < 6000:
        return f"{round(whole / 60)}m"
    return f"{round(whole / 3600)}h"
