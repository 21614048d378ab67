"""Passing the seat on within a run: what is kept of it, and the rules of when a note counts."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.showing.hidden import Edge

DUE_BEFORE_S = 1200
"""From so long before the shift change on the board says that a handover is due."""
WRITTEN_BEFORE_S = 1800
"""A note written so long before the shift change, or later, is the one that is handed over then."""


@dataclass(frozen=True, slots=True)
class Written:
    """A note that waits for the shift change: when it was written, and the words of whoever wrote it."""

    second: int
    words: str


@dataclass(frozen=True, slots=True)
class Changeover:
    """The seat passed on at a second.

    `written_s` is when its note was written, None if nobody wrote one. `known` are the causes and `needs` the needs in no
    diagram that the note carries; `named` are the components that it names as held by hands or as being changed. `said` and
    `told` count the lines and the entries of the feed before it: they are not the next player's.
    """

    second: int
    at_shift_change: bool
    written_s: int | None
    words: str
    known: tuple[str, ...]
    needs: tuple[Edge, ...]
    named: tuple[str, ...]
    said: int
    told: int


@dataclass(frozen=True, slots=True)
class Changeovers:
    """Everything about it that changes in a run. Immutable: a mark is the state itself."""

    written: Written | None = None
    done: tuple[Changeover, ...] = ()

    @property
    def last(self) -> Changeover | None:
        """The newest one; None while the first player sits there."""
        return self.done[-1] if self.done else None
