"""A full-size chart: one or two readings with what was done, and the queue of a component in its own terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State, Unit
from game.session.view.board import Relation
from game.session.view.console import Line


@dataclass(frozen=True, slots=True)
class Series:
    """One reading as the instruments showed it: a point each `Chart.step_s`, None where there is no data.

    `top` is where its scale ends. The board calls it degraded from `alarm_at` on and down from `down_at` on (None where it
    never does), below them if it is bad when `low`. `value` is its newest one, `text` the same in words, `age_s` how old
    that is, `stale` whether it is too old to go by.
    """

    component: str
    name: str
    metric: str
    label: str
    unit: Unit
    points: tuple[float | None, ...]
    top: float
    alarm_at: float | None
    down_at: float | None
    low: bool
    value: float | None
    text: str
    state: State
    age_s: int
    stale: bool


@dataclass(frozen=True, slots=True)
class ChartMark:
    """Something that was done, or said in public, or that called people, while the chart ran.

    `who` is "you", the name of somebody else, or "page". `done_s` is when an order has its effect, None where it has none of
    its own; it may lie ahead.
    """

    second: int
    who: str
    text: str
    done_s: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Readings over the same time: point n of each is that of the second `from_s` + n * `step_s`; none is after `to_s`."""

    from_s: int
    to_s: int
    step_s: int
    series: tuple[Series, ...]
    marks: tuple[ChartMark, ...]


class Fate(Enum):
    """What becomes of work: it helps somebody, it is done in vain because whoever asked is gone, or it is not done."""

    GOOD = "good"
    VAIN = "vain"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Stream:
    """Work on its way: what it is ("come in"), how much of it in a second, the same in words, and a few words about it."""

    label: str
    per_s: float
    text: str
    note: str = ""
    fate: Fate = Fate.GOOD


@dataclass(frozen=True, slots=True)
class Flow:
    """A queue from left to right: what comes in, what waits, who works it off, and what becomes of it.

    `waits` is how much waits and `waiting` what that is ("requests wait"), `fill` the share of the room that it takes (0 to
    1) and `about` what it has room for. `oldest` says how long the oldest has waited ("" if nothing does), `since_s` since
    when something has waited, `deadline` until when it is worth anything ("" if always), `late` that it is past that.
    `works` names those who work, `can` what they can do, `busy` how much of that they use (0 to 1). `door` is what operators
    set for what comes in, `brake` for those who work.
    """

    comes: Stream
    waiting: str
    waits: str
    fill: float
    about: str
    oldest: str
    since_s: int | None
    deadline: str
    late: bool
    works: str
    can: str
    busy: float
    door: str
    brake: str
    ends: tuple[Stream, ...]

    @property
    def wasted(self) -> float:
        """Share of what is worked off that helps nobody."""
        total = vain = 0.0
        for stream in self.ends:
            total += 0.0 if stream.fate is Fate.AWAY else stream.per_s
            vain += stream.per_s if stream.fate is Fate.VAIN else 0.0
        return vain / total if total > 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class QueueView:
    """What waits at a component, as its hosts say: `about` it, the `flow`, numbers, and `telling` what keeps it so.

    `pace` says how it moves and, where that can be known, when it is empty. Where nothing ever waits `flow` is None, `about`
    says so, and `before` are the queues that stand before it.
    """

    component: str
    name: str
    state: State
    about: str
    flow: Flow | None
    numbers: tuple[tuple[str, str], ...]
    rows: tuple[Line, ...]
    pace: tuple[str, ...]
    telling: tuple[str, ...]
    held: str
    chart: Chart
    before: tuple[Relation, ...]
