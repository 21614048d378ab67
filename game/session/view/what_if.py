"""What a recording and the comparison of two nights show."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.board import LevelFacts
from game.session.view.cascade import Kind


@dataclass(frozen=True, slots=True)
class Moment:
    """A second that one may want to go to, and what happened there, as a clause without its end."""

    second: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Reel:
    """A whole recording, wherever it stands: its first and last second, its moments in order, and how bad it was.

    `curve` is the impact share (0 to 1), one value a minute from `begin_s` on. `ended` is "" for a run that was left.
    `parent` says which run it was taken over from and when, `forked_s` and the name of its journal; "" and None if none.
    """

    begin_s: int
    end_s: int
    moments: tuple[Moment, ...]
    curve: tuple[float, ...]
    ended: str
    parent: str = ""
    forked_s: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done, with the words of the console."""

    second: int
    line: str


@dataclass(frozen=True, slots=True)
class Told:
    """A public update: when, its state, and its words."""

    second: int
    state: str
    message: str


@dataclass(frozen=True, slots=True)
class Night:
    """One of two nights. `curve` is the impact share (0 to 1), one value a minute from the level's start.

    `deeds` are those from the first difference on, `posts` those after the taking over.
    """

    journal: str
    outcome: str
    grade: str
    total: int
    curve: tuple[float, ...]
    weighted_minutes: float
    customer_minutes: float
    end_s: int
    deeds: tuple[Deed, ...]
    posts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Two nights that are the same up to `forked_s`. `differs_s` is when something different was done first (None: never).

    `milestones` are (name, when in the first night, when in the second); None where it was not reached.
    """

    level: LevelFacts
    forked_s: int
    before: Night
    after: Night
    differs_s: int | None
    milestones: tuple[tuple[str, int | None, int | None], ...]
