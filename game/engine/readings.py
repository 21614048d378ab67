"""What can be observed of a region: states, metrics, log lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.words import Sentence


class State(Enum):
    """How a component looks to the monitoring, in the order in which it shouts."""

    DOWN = "down"
    DEGRADED = "degraded"
    RECOVERING = "recovering"
    STALE = "stale"
    OK = "ok"


class Unit(Enum):
    """How a reading is written. SHARE is 0 to 1; SECONDS are simulated seconds; WORD has no number, only text."""

    SHARE = "share"
    COUNT = "count"
    PER_SECOND = "per_second"
    SECONDS = "seconds"
    PLAN = "plan"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Metric:
    """Declaration of one number that a mechanism reports each tick.

    `alarm_at` is the value at which the fixed scale of its trend ends (never autoscaled); `bad_when_low` turns it over.
    A `hidden` one is a truth that no instrument shows: goals and milestones may use it, boards and graphs may not.
    `beside` names the reading that it only tells something together with: screens show it right behind that one. Of a
    `neutral` one neither much nor little is trouble by itself.
    """

    id: str
    label: str
    unit: Unit
    alarm_at: float
    bad_when_low: bool = False
    hidden: bool = False
    beside: str = ""
    neutral: bool = False


class Level(Enum):
    """Weight of a log line."""

    INFO = "info"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line that a component wrote, at a simulated second counted from the level's zero."""

    second: int
    component: str
    level: Level
    text: Sentence
