"""What the debrief asks, and what it tells once it was answered: moments, the chain of causes, fixes, two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from game.session.view.board import Snapshot


class MomentKind(Enum):
    """Why a moment was picked."""

    FIRST_SIGN = "first sign"
    FIRST_WRONG_TURN = "first wrong turn"
    LONGEST_SILENCE = "longest silence"
    UNTRUE_WORD = "untrue word"
    HARM = "harm"
    TURNING_POINT = "turning point"
    LONGEST_WAIT = "longest wait"
    THE_END = "the end"


@dataclass(frozen=True, slots=True)
class ReviewMoment:
    """A moment of the run that is looked at again. `board` is what the player saw then.

    `asks` is a question about how it made sense then, with two to four `options`; none of them is right or wrong. `told`
    is said after the answer: what was known, what was true, what followed.
    """

    id: str
    kind: MomentKind
    second: int
    title: str
    board: Snapshot
    asks: str
    options: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the chain of causes. `second` is when it came about in this run."""

    id: str
    text: str
    second: int


@dataclass(frozen=True, slots=True)
class FixCard:
    """A fix that can be chosen: what it costs, what it does, who builds it ("" where nobody is named)."""

    id: str
    title: str
    does: str
    weeks: int
    owner: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What the player answered so far. `moments` are by id: the number of the option (from 0; None if only words) and words.

    `order` are the ids of the pieces as they were placed, None if they were not; `fixes` the ids of those that were chosen.
    """

    moments: tuple[tuple[str, int | None, str], ...] = ()
    order: tuple[str, ...] | None = None
    fixes: tuple[str, ...] | None = None
    keep: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All that is asked. `pieces` stand in a mixed order, `truth` are their ids in an order of causes: none before what led to
    it, and apart from that by time. `leads` has for each piece the ids of those that lead to it.

    `factors` are what contributed beside the chain, each a sentence; they are told after the ordering. `weeks` is what may
    be spent on fixes. `answers` are those that were kept from an earlier look; `trouble` says in a sentence why kept ones cannot
    be used, "" if nothing is wrong.
    """

    moments: tuple[ReviewMoment, ...]
    pieces: tuple[Piece, ...]
    truth: tuple[str, ...]
    factors: tuple[str, ...]
    fixes: tuple[FixCard, ...]
    weeks: int
    answers: Answers = field(default_factory=Answers)
    trouble: str = ""
    leads: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def right(self, order: Sequence[str]) -> frozenset[str]:
        """The pieces of an order that stand right: none that leads to them stands behind them. What came of the same cause,
        or of different ones, may stand either way, whatever the clock said."""
        leading = dict(self.leads)
        placed = [piece for piece in order if piece in self.truth]
        return frozenset(
            [piece for at, piece in enumerate(placed) if not set(leading.get(piece, ())) & set(placed[at + 1 :])]
        )

    def standing(self, order: Sequence[str]) -> int:
        """How many pieces of an order stand right."""
        return len(self.right(order))


@dataclass(frozen=True, slots=True)
class FixedNight:
    """The same night with the chosen fixes. Curves hold one impact share a minute from the level's start.

    `share` is what is left of the weighted minutes that were lost, 1.0 being all. `over_s` is when it was well again, None
    if it never was. `told` is what changed and what remains, in sentences.
    """

    fixes: tuple[str, ...]
    curve: tuple[float, ...]
    share: float
    over_s: int | None
    told: tuple[str, ...]
