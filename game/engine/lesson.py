"""A lesson: what a colleague says, types and asks on a level, step by step. It decides nothing in the region.

Each step looks at the state of the run, never at a clock: what is done already is left out, and what did not come about is
not spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from game.engine.objectives import PostWord
from game.engine.scenario import Condition

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class SignSpec:
    """What can be seen in a run. All that is written here has to be so.

    One of the lines `done` was carried out by anybody and has taken effect, and one of `said` was carried out, after that if
    there is both (patterns of console lines, `*` standing for any word); all of `shown` stand on the instruments; the newest
    update is in one of the states `told`; `paged` the first page has come; `taken` it has, and no alarm waits; `over` the end
    can be declared and told to customers; `ended` it was, and true.
    """

    said: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    shown: tuple[Condition, ...] = ()
    told: tuple[PostWord, ...] = ()
    paged: bool = False
    taken: bool = False
    over: bool = False
    ended: bool = False

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerSpec:
    """One of the answers to a question, and what the colleague says to it."""

    text: str
    reply: tuple[str, ...]

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonSpec:
    """A step of a lesson: one to three short lines that the colleague `says`, once `when` is so.

    Then one of these, or nothing: the console line that the colleague types (`does`); a question with two to four answers
    (`ask`); or the player's turn, until `until` is so. Whoever is stuck then hears `again`, and can let the colleague type
    the line `shows`. A step is left out as soon as it is done, or one of `unless` is so; so are the words and looks before it, but not
    what is still to be done. A key is named by what it does, such as {board.ack}: players may have chosen others.
    """

    says: tuple[str, ...]
    when: SignSpec | None = None
    unless: tuple[SignSpec, ...] = ()
    does: str = ""
    ask: tuple[AnswerSpec, ...] = ()
    until: SignSpec | None = None
    again: tuple[str, ...] = ()
    shows: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID
