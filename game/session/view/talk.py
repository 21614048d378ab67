"""Somebody who speaks to the player, at once and in few words: a colleague, the coach, a caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LINES_AT_MOST = 3
"""Nobody says more at a time."""


class Speaker(Enum):
    """Who speaks. It decides nothing but how the name is drawn."""

    COLLEAGUE = "colleague"
    COACH = "coach"
    CALLER = "caller"


@dataclass(frozen=True, slots=True)
class Talk:
    """What somebody says now. `number` grows with everything that is said: the same number is the same words.

    `lines` are one to three sentences. `choices` are what can be answered, one to four, none if nothing is asked; the first
    is number 1. `waits` says that the speaker goes on only after an answer or a word to go on. `skip` is what a word to
    skip comes to ("plays on alone"), "" where nothing can be skipped.
    """

    number: int
    speaker: Speaker
    name: str
    lines: tuple[str, ...]
    choices: tuple[str, ...] = ()
    waits: bool = False
    skip: str = ""
