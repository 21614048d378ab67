"""What a rule of the score answers, and the numbers that several rules share."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.words import Sentence
from game.session.judging.case import Case

Answer = tuple[float, Sentence]
"""The share of the points that was earned (0 to 1, cut off to that where it is outside), and why."""
Rule = Callable[[Case], Answer]


def falling(took: int, full_s: int, none_s: int) -> float:
    """1 up to `full_s`, then falling to 0 at `none_s`."""
    return 1 - (took - full_s) / (none_s - full_s)


def whole(number: float) -> int:
    """The nearest whole number, halves up."""
    return int(number + 0.5)
