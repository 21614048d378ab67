"""Somebody who can have a hand in the night, and what is reported of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.words import Sentence

YOU = "you"


class Presence(Enum):
    """Where somebody is between the bed and the incident channel."""

    ASLEEP = "asleep"
    WOKEN = "woken"
    HERE = "here"
    HOME = "home"  # went home and sleeps; nobody rings there
    AWAY = "away"  # belongs to the day shift, which has not begun
    OFFICE = "office"  # awake and at a desk, not called yet


class Tiredness(Enum):
    """How much the hours tell. The value is what is shown; fresh people are shown without a word."""

    FRESH = ""
    TIRED = "tired"
    WORN_OUT = "worn out"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be here. `comes_s` is when the page is answered, or given up if `silent`.

    `expected_s` is what the team's usual answering time lets the player expect. `calls` counts the pages to this person.
    `day` is whether they belong to the day shift. `since_s` is when they came, the last time that they did; `rested_s` is
    when somebody at home has slept enough.
    """

    name: str
    team: str
    presence: Presence
    expected_s: int = 0
    comes_s: int = 0
    silent: bool = False
    calls: int = 0
    doing: str = ""
    until_s: int | None = None
    worked: bool = False
    day: bool = False
    since_s: int | None = None
    tiredness: Tiredness = Tiredness.FRESH
    rested_s: int = 0

    def free(self) -> bool:
        """Whether this person could take something up now."""
        return self.presence is Presence.HERE and self.until_s is None

    def is_you(self) -> bool:
        """Whether this is the player, who is never paged and never goes home."""
        return self.name == YOU and not self.team

    def can_be_paged(self) -> bool:
        """Whether a page would reach this person."""
        return self.presence in (Presence.ASLEEP, Presence.OFFICE)


class NewsKind(Enum):
    """What somebody reports."""

    ARRIVED = "arrived"
    SILENT = "silent"
    FINISHED = "finished"
    TIRED = "tired"
    WENT_HOME = "went home"
    RESTED = "rested"
    DAY_SHIFT = "day shift"
    HANDED_OVER = "handed over"


@dataclass(frozen=True, slots=True)
class News:
    """A short line for the incident channel. The day shift's has no name and no team."""

    second: int
    kind: NewsKind
    name: str
    team: str
    text: Sentence


def subject(person: Person, *, capital: bool = False) -> str:
    """A person's name in a sentence."""
    if person.is_you():
        return "You" if capital else "you"
    return person.name


def listed(names: list[str]) -> str:
    """Names as a sentence lists them."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "nobody"


def span(seconds: int) -> str:
    """A span as people say it, rounded up: "40 s", "12 min", "2 h", "1 h 20 min"."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod((seconds + 59) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def work_span(seconds: int) -> str:
    """How long work takes in a sentence: to the second below ten minutes, "1 min 30 s", as the action itself says it."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if 0 < minutes < 10 and rest else span(seconds)
