"""What changes of a run beside its parts: how it ended, what was declared, and what the player thought."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.digest import ADDED_LATER
from game.session.handover.changeover import Changeovers


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the player thought it was, and how sure (0 to 100)."""

    second: int
    cause: str
    confidence: int


@dataclass(frozen=True, slots=True)
class RunState:
    """What changes beside region, people, channel, evidence and ledger. Immutable: a mark is the state itself.

    `ended` is "" while the run goes on. `false_all_clears` are the seconds at which it was declared over and was not,
    `declared_s` the one at which it was.
    """

    ended: str = ""
    ended_s: int | None = None
    declared_s: int | None = None
    severity: int | None = None
    severity_s: int | None = None
    false_all_clears: tuple[int, ...] = ()
    told_of_page: bool = False
    hypotheses: tuple[Hypothesis, ...] = ()
    changeovers: Changeovers = field(default=Changeovers(), metadata=ADDED_LATER)
