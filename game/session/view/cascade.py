"""What failed first: one row a component, on one clock. And what happened so far, as a list."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import LevelFacts


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state as the instruments showed it, from a second on until the next stretch begins."""

    from_s: int
    state: State


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """One component of the current wave: since when it is in trouble, and its states since the wave began.

    `text` is its reading now, `new` tells that an alarm of it is not acknowledged.
    """

    component: str
    name: str
    short: str
    state: State
    first_s: int
    stretches: tuple[Stretch, ...]
    text: str
    new: bool


@dataclass(frozen=True, slots=True)
class Cascade:
    """Who failed first. Rows by their first failure in the current wave; `from_s` is shortly before the first of them."""

    level: LevelFacts
    from_s: int
    to_s: int
    rows: tuple[CascadeRow, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on the timeline so far. `kind` is "page", "state", "you", "team", "post" or "well"; `component` may be ""."""

    second: int
    kind: str
    component: str
    text: str
