"""What failed first: one row a component, on one clock. And what happened so far, as a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State
from game.session.view.board import LevelFacts, Tile


class Reach(Enum):
    """How far back one looks: to the begin of the current wave of failures, for an hour, or over the whole night."""

    WAVE = "this wave"
    HOUR = "last hour"
    NIGHT = "whole night"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state as the instruments showed it, from a second on until the next stretch begins."""

    from_s: int
    state: State


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """One component that failed: as its tile shows it now, since when it is in trouble, and its states, oldest first.

    The first stretch begins where the cascade does; it is the component's state at that second.
    """

    tile: Tile
    first_s: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """Who failed first. Rows by their first failure within the reach, of equal ones the upper one on the board first.

    `from_s` is shortly before the first of them, `to_s` now, `begins_s` the first second of which anything is known.
    `over` are the names of those that were in trouble since then but have left the wave, `well` of those that showed none.
    """

    level: LevelFacts
    reach: Reach
    begins_s: int
    from_s: int
    to_s: int
    rows: tuple[CascadeRow, ...]
    over: tuple[str, ...] = ()
    well: tuple[str, ...] = ()


class Kind(Enum):
    """What a line of the timeline is about."""

    PAGE = "page"
    STATE = "state"
    YOU = "you"
    TEAM = "team"
    POST = "post"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on the timeline so far, as a sentence without its end. `component` is the one it is about, or "".

    `state` is how bad it is, where it is a page or a change of state.
    """

    second: int
    kind: Kind
    component: str
    text: str
    state: State | None = None
