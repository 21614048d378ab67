"""What a run leaves behind for the score and the debrief: plain facts, no state of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.actions import Risk
from game.engine.readings import LogLine
from game.engine.words import Sentence
from game.session.handover.changeover import Changeover
from game.session.judging.lingering import Lingering
from game.session.staff.call_state import Call
from game.session.staff.people import YOU, Tally
from game.session.telling.channel_state import Telling
from game.session.view.aftermath import SectorLoss
from game.session.view.board import LevelFacts
from game.session.view.objectives import ObjectiveView


class EntryKind(Enum):
    """What a line of a run was."""

    LOOK = "look"  # a tool was read
    CHANGE = "change"  # an action of the region: it takes hands or time and has an effect
    ACK = "ack"
    SEVERITY = "severity"
    PAGE = "page"
    POST = "post"
    ANSWER = "answer"
    HYPOTHESIS = "hypothesis"
    HANDOVER = "handover"
    RESOLVE = "resolve"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HintGiven:
    """A hint that was told: for which objective, which rung (1 to 4), and what it was about."""

    objective: str
    rung: int
    about: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that was typed (or chosen) and understood.

    `spec` is the id of the action or the word of the tool, `title` what a menu calls it. `components` are those that it
    looked at or was meant for. `proved` are the causes, true ones, that this very look proved for the first time. For a
    change, `done_s` is when its effect came and `needs_met` whether what it needs was true when it was taken. Of a
    look, `showed` says that it had something to show, `in_trouble` that the region was in trouble then, `hint` what it hinted.
    `who` said it: the player, or somebody beside them by name.
    """

    second: int
    line: str
    kind: EntryKind
    spec: str = ""
    title: str = ""
    components: tuple[str, ...] = ()
    refused: bool = False
    proved: tuple[str, ...] = ()
    done_s: int | None = None
    risk: Risk = Risk.NONE
    needs_met: bool = True
    showed: bool = False
    in_trouble: bool = False
    hint: HintGiven | None = None
    who: str = YOU


@dataclass(frozen=True, slots=True)
class Collateral:
    """A service that was well and failed by a change of risk `risk` that the player had ordered at it at `ordered_s`.

    `lost_min` are the minutes in which it failed, each weighed by the share that failed, and those that services and
    customers who need it (`reached`) lost with it. `undone` says whether it was well again, or taken in hand again, soon;
    `standing` whether it still failed at the end.
    """

    ordered_s: int
    line: str
    service: str
    lost_min: float
    undone: bool
    reached: tuple[str, ...] = ()
    standing: bool = False
    risk: Risk = Risk.NONE


@dataclass(frozen=True, slots=True)
class Disarmed:
    """A safety device that looks after `guards` by itself and that the player switched off at `ordered_s`.

    `shown` says whether somebody had read of it, shortly before and at a time when it went by what was not so. `on_s` is when
    it was ordered on again, None if never; `idle_s` is the longest time without a break in which it was off and would have
    gone by what is so.
    """

    ordered_s: int
    line: str
    guards: str
    shown: bool
    on_s: int | None
    idle_s: int


@dataclass(frozen=True, slots=True)
class Relief:
    """What followed a change where it could reach: by how much less what it touched, and what needs that, failed soon after.

    In services: 2.0 is as if two that had failed wholly were well. What was falling at that pace before is not counted.
    """

    ordered_s: int
    line: str
    services: float


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What the shift before left to the player: when, how many pages waited, whether people were called, a severity declared."""

    second: int
    pages: int
    called: bool
    severity: bool


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run, finished or not. Seconds count from the level's zero.

    `entries` stand in the order in which they were given. `curve` is the weighted share of customers cut off, once a minute
    from the level's start. `goal_s` is when the window of good health began that lasted to the end (None if things are not
    well), `goal_met` whether it lasted as long as the level asks; `resolved_s` is when the player declared it over and
    it was, `false_all_clears` are the seconds at which it was declared and was not.
    `outcome` is "resolved", "lost" or "unfinished". `log` is the region's log. `story` says what happened to the record,
    `clean_ups` are those that took a live plan, with their seconds. `handed_over` is None if nobody was there before;
    `first_wait_s` is when the first page came that was the player's to take. `collateral` is what the player's own changes
    hurt, `reliefs` what each of them was followed by. `changeovers` are the times at which the seat passed on within the run.
    `goal_names` is what the level asks to be well, `lingering` who was still cut off at `goal_s`. `disarmed` are the safety
    devices that the player switched off.
    """

    level: LevelFacts
    entries: tuple[Entry, ...]
    milestones: tuple[tuple[str, int | None], ...]
    curve: tuple[float, ...]
    sectors: tuple[SectorLoss, ...]
    customer_minutes: float
    weighted: float
    telling: Telling
    people: Tally
    outcome: str
    end_s: int
    goal_s: int | None = None
    goal_met: bool = False
    false_all_clears: tuple[int, ...] = ()
    first_page_s: int | None = None
    resolved_s: int | None = None
    log: tuple[LogLine, ...] = ()
    story: tuple[Sentence, ...] = ()
    clean_ups: tuple[tuple[int, Sentence], ...] = ()
    journal: str = ""
    handed_over: HandedOver | None = None
    first_wait_s: int | None = None
    collateral: tuple[Collateral, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    objectives: tuple[ObjectiveView, ...] = ()
    changeovers: tuple[Changeover, ...] = ()
    calls: tuple[Call, ...] = ()
    goal_names: tuple[str, ...] = ()
    lingering: tuple[Lingering, ...] = ()
    disarmed: tuple[Disarmed, ...] = ()

    def wall(self, second: int) -> str:
        """Time of day at a second, "00:31"."""
        return self.level.wall(second).strftime("%H:%M")

    def kept(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """Entries of these kinds that were carried out."""
        return tuple([entry for entry in self.entries if entry.kind in kinds and not entry.refused])

    def first(self, kind: EntryKind) -> int | None:
        """Second of the first entry of a kind that was carried out, or None."""
        return next((entry.second for entry in self.entries if entry.kind is kind and not entry.refused), None)
