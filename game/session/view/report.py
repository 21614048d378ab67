"""Everything that the written report of a run holds, in no particular format. Seconds count from the level's zero."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.aftermath import Debrief, MarkView, SectorCurve
from game.session.view.objectives import ObjectiveView
from game.session.view.review import FixCard


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from. `content` is the level's fingerprint, `state` that of the run at its end.

    `wrote` is the version of the game that wrote the journal, `tells` the one that tells it. `differs` is "" if the journal
    verifies, else where it does not; `cut` says that its last line was left out. `handed_over_s` is when the player took
    over from another shift, None if nobody was there before.
    """

    journal: str
    content: str
    wrote: str
    tells: str
    state: str
    differs: str = ""
    cut: bool = False
    handed_over_s: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of the region: when it was ordered, when its effect came (None if it had not by the end)."""

    second: int
    done_s: int | None
    line: str
    risk: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A public update with its verdict. `findings` are (id, points of trust); trust runs from 0 to 100.

    `partly` says that it was true as a whole, and some word of it was not so.
    """

    number: int
    second: int
    state: str
    services: tuple[str, ...]
    cause: str
    words: str
    promise_s: int | None
    true: bool
    in_time: bool
    verdict: str
    trust_before: float
    trust_after: float
    findings: tuple[tuple[str, float], ...]
    partly: bool = False


@dataclass(frozen=True, slots=True)
class CallView:
    """A call of a customer or of the director: who, what they said, what became of it ("answered", "read", "unanswered",
    "ringing"), and by how much that moved trust. `ended_s` is None while it rings.
    """

    second: int
    name: str
    says: str
    end: str
    ended_s: int | None
    trust: float


@dataclass(frozen=True, slots=True)
class LookView:
    """A tool that was read, and the causes that this proved, or ruled out, for the first time."""

    second: int
    line: str
    proved: tuple[str, ...]
    ruled_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """What the player thought it was, and how sure (0 to 100); `true` is whether that was among the causes."""

    second: int
    cause: str
    confidence: int
    true: bool


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that the night needed in order to go as it went. `seen` is the line of the region's log that shows it."""

    text: str
    second: int
    component: str
    seen: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An action to take: what, which team owns it, and what shows that it works.

    `weeks` is how long it takes, None where nobody has said; `announced` that the operators of the real night announced it.
    `chosen` says that the player chose it in the debrief, `still_open` that the night itself left it to be done.
    """

    text: str
    owner: str
    shown_by: str
    weeks: int | None = None
    announced: bool = False
    chosen: bool = False
    still_open: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredMoment:
    """A question of the debrief and its answer: the option that was `chosen` ("" if none) and the player's own words.
    `told` is what the game said after it."""

    second: int
    title: str
    asked: str
    chosen: str
    words: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderedPiece:
    """A piece of the chain of causes where the player put it. `second` is when it came about; `right` that it can stay there."""

    text: str
    second: int
    right: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered in the debrief. `weeks` may be spent on fixes. `trouble` says why answers that are there cannot be told."""

    moments: tuple[AnsweredMoment, ...] = ()
    order: tuple[OrderedPiece, ...] = ()
    fixes: tuple[FixCard, ...] = ()
    weeks: int = 0
    keep: str = ""
    change: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class HandoverView:
    """The seat passed on. `written_s` is when its note was written, None if nobody wrote one; `words` are the player's own,
    `causes` those that it told of, `named` what it said is held by hands or being changed."""

    second: int
    at_shift_change: bool
    written_s: int | None
    words: str
    causes: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A run as it is told on paper. `trust` holds one value (0 to 100) a minute from the level's start,
    `trust_left` is what was left of it at the end.

    `happened` says what became of the record.
    `hindered` are the marks that lost most points, the ones that cost most first. `answers` is None if nothing was answered
    in the debrief.
    """

    origin: Origin
    debrief: Debrief
    sectors: tuple[SectorCurve, ...]
    changes: tuple[ChangeView, ...]
    posts: tuple[PostView, ...]
    trust: tuple[float, ...]
    trust_left: float
    looks: tuple[LookView, ...]
    thoughts: tuple[Thought, ...]
    happened: str
    factors: tuple[Factor, ...]
    hindered: tuple[MarkView, ...]
    corrections: tuple[Correction, ...]
    keep: str
    change: str
    learned: str
    objectives: tuple[ObjectiveView, ...] = ()
    answers: Answered | None = None
    handovers: tuple[HandoverView, ...] = ()
    calls: tuple[CallView, ...] = ()
