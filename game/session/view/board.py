"""What the board and the inspector show: one snapshot of a run, and what is known of one component."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from game.engine.actions import Risk
from game.engine.readings import State, Unit
from game.session.helping.guidance import Guidance
from game.session.view.console import Line
from game.session.view.talk import Talk

if TYPE_CHECKING:  # a board is seen long before anything is written to the public
    from game.session.view.telling import Post


@dataclass(frozen=True, slots=True)
class Tile:
    """One component on the board. Equal tiles are the same object from one snapshot to the next.

    `row` 0 to 7 and `column` 0 to 4 are the same at every size. `name` has at most 10 cells, `short` at most 8.
    `value` is None where nothing was ever read; `text` replaces the number where it is a word ("NOERROR").
    `noun` is what the number counts when all is well ("err", "addrs"). `spark` holds the newest readings last, as eighths
    of the alarm range (0 to 7), -1 where there is no data. `new` means that an alarm of it is not acknowledged,
    `acked` that it is DOWN and every alarm of it that is up is.
    `held` says what people's hands did to it ("off by hand", "held to 40%", "by hand"), or "".
    `age_s` is the age of the reading; with state STALE it is what the tile shows. `phrase` says in a few words what goes on
    there ("check-in by hand"), for boards with room for it; at most 24 cells.
    """

    component: str
    name: str
    short: str
    layer: str
    row: int
    column: int
    state: State
    since_s: int
    value: float | None
    unit: Unit
    text: str
    noun: str
    spark: tuple[int, ...]
    new: bool
    held: str
    age_s: int
    phrase: str = ""
    acked: bool = False


@dataclass(frozen=True, slots=True)
class LayerHead:
    """A layer of the board, top first: `id` such as "customers", `name` "CUSTOMERS", `short` "cust"."""

    id: str
    name: str
    short: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of the pager. `state` is DOWN, DEGRADED, RECOVERING (a good-news line) or STALE.

    `second` is when it was raised; of one that has cleared, when it cleared. `text` says the reading as it is shown now, and
    `then` what it was when the alarm was raised ("35% then"), "" if that is the same. `more` counts what stands behind it,
    where it stands for all alarms of its component.
    """

    id: int
    component: str
    name: str
    state: State
    second: int
    text: str
    acknowledged: bool
    cleared: bool
    repeats: int
    more: int = 0
    then: str = ""


@dataclass(frozen=True, slots=True)
class Finer:
    """Detail alarms behind those of a component: how many are up, and how many came since somebody took its alarms."""

    component: str
    up: int
    new: int


@dataclass(frozen=True, slots=True)
class Responder:
    """Somebody who is awake or being woken. `doing` is "" when free; `arrives_s` is None once they are here.

    `tired` is "", "tired" or "worn out": their work takes longer.
    """

    name: str
    team: str
    arrives_s: int | None
    doing: str
    until_s: int | None
    tired: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that the team should see pass by: an answer from somebody, a finished action, a typed line's echo.

    `shown` are the lines of what a colleague looked at: they belong together, and none of them is news by itself.
    """

    number: int
    second: int
    component: str
    line: Line
    shown: bool = False


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What does not change during a run. `zero` is the wall clock at second 0, with its zone; `zone` is its short name.
    `guidance` is how much help it is played with, `briefing` what whoever begins it reads; "" if somebody beside them says it.
    """

    id: str
    title: str
    region: str
    zero: datetime
    zone: str
    start_s: int
    end_s: int
    layers: tuple[LayerHead, ...]
    seed: int
    guidance: Guidance = Guidance.ALONE
    briefing: str = ""

    def wall(self, second: int) -> datetime:
        """Wall-clock time at a simulated second."""
        return self.zero + timedelta(seconds=second)


class Slowed(Enum):
    """What slowed the clock to x1 by itself."""

    PAGE = "a page"
    CALL = "somebody rings"
    DUE = "an update falls due"
    OVERDUE = "an update is overdue"
    SHIFT = "the shift ends"
    OVER = "the night can be ended"
    DONE = "an order took effect"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a board shows, at one moment. Unchanged parts are the same objects as in the snapshot before.

    `impact` is the weighted share of customers who cannot do what they came for, 0 to 1; the sparks are eighths (0 to 7).
    `post_due_s` is when the next public update is due (a promise, or the rule before the first post); None if none is.
    `ended` is "" while the run goes on, then "resolved", "lost" or "unfinished". `paged_s` is when the first page came.
    `vacant` says that the seat passed on and nobody has taken it yet; `hand_over_s` is when it passes on at the shift change,
    once that is near, `noted` whether a note waits for that; `notes` counts those that were left so far.
    `finer` counts detail alarms, `muted` are the names of components whose alarms are not heard.
    `feed` holds the newest entries last (at most 200). `can_resolve` means that `resolve` ends the night now. `talk` is what
    somebody says to the player, None while nobody does. `done` are the player's own orders that took a while and have taken
    effect, in the words of the console, the newest last; `slowed` is what slowed the clock.
    """

    version: int
    level: LevelFacts
    second: int
    speed: int
    paused: bool
    impact: float
    impact_spark: tuple[int, ...]
    trust: float
    trust_spark: tuple[int, ...]
    severity: int | None
    responders: tuple[Responder, ...]
    tiles: tuple[Tile, ...]
    alarms: tuple[Alarm, ...]
    posts: tuple[Post, ...]
    post_due_s: int | None
    feed: tuple[FeedEntry, ...]
    ended: str
    paged_s: int | None = None
    can_resolve: bool = False
    finer: tuple[Finer, ...] = ()
    muted: tuple[str, ...] = ()
    recording: bool = False
    vacant: bool = False
    hand_over_s: int | None = None
    noted: bool = False
    notes: int = 0
    talk: Talk | None = None
    done: tuple[str, ...] = ()
    slowed: Slowed | None = None

    def _waiting(self) -> list[str]:
        return [alarm.component for alarm in self.alarms if not alarm.acknowledged and not alarm.cleared]

    @property
    def new_alarms(self) -> int:
        """How many components have alarms that wait for somebody."""
        return len(dict.fromkeys(self._waiting()))

    @property
    def all_acknowledged(self) -> bool:
        """Whether alarms are up, and none of them waits for somebody."""
        return any(not alarm.cleared for alarm in self.alarms) and not self._waiting()

    @property
    def new_behind(self) -> int:
        """How many alarms, finer ones among them, wait behind those components' first ones."""
        waiting = self._waiting()
        behind = len(waiting) - len(dict.fromkeys(waiting))
        for finer in self.finer:
            behind += finer.new if finer.component in waiting else 0
        return behind


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that can be taken here and now by one key. `line` is what one would type for it.

    `refusal` is "" if it can be taken, else the sentence why not and what would make it possible.
    """

    line: str
    title: str
    does: str
    hands: int
    duration_s: int
    risk: Risk
    refusal: str


@dataclass(frozen=True, slots=True)
class MetricView:
    """One metric of the inspected component, or of what belongs to it; `state` tells whether it is abnormal.

    `paired` means that it only tells something together with the one before it, and is shown right behind it. `whose` is
    the name of what it is a metric of, "" for the component's own.
    """

    id: str
    label: str
    value: float | None
    unit: Unit
    text: str
    spark: tuple[int, ...]
    state: State
    paired: bool = False
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A neighbour: something that the inspected component needs, or that it hits."""

    component: str
    name: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the inspector shows about one component. `hits` are direct ones; `hits_total` counts all that follow.

    `owner` is the team that knows it, `who` which of them are here or how far they are ("Ines here", "asleep"). `taken` says
    who took its newest alarm ("you"), `taken_s` when, `untaken` that one waits. `word` is what it says itself ("stopped"),
    `phrase` what goes on there, in its own terms and at most 60 cells. All its readings are `age_s` old. `finer` detail
    alarms of it are up, which page nobody.
    """

    component: str
    name: str
    state: State
    since_s: int
    layer: str
    owner: str
    metrics: tuple[MetricView, ...]
    needs: tuple[Relation, ...]
    hits: tuple[Relation, ...]
    hits_total: int
    components_total: int
    lines: tuple[FeedEntry, ...]
    offers: tuple[Offer, ...]
    who: str = ""
    taken: str = ""
    taken_s: int | None = None
    untaken: bool = False
    word: str = ""
    phrase: str = ""
    age_s: int = 0
    finer: int = 0
