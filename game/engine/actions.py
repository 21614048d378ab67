"""Actions: the one declaration of everything that can be done, and the value that says that it was ordered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Risk(Enum):
    """How much an action may hurt. HIGH asks once before it is taken."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "med"
    HIGH = "HIGH"


class ArgumentKind(Enum):
    """What may stand in a place of the grammar; completion and checks derive from it."""

    COMPONENT = "component"  # a component that declares this action
    RECORD = "record"  # the name of a DNS record
    PERCENT = "percent"  # 0 to 100, with or without %
    PERCENT_OR_OFF = "percent_or_off"
    CAPACITY = "capacity"  # a percentage of the usual capacity, which may be more than there usually is
    ON_OFF = "on_off"
    WORD = "word"  # one of `choices`
    ALARM = "alarm"
    TEAM = "team"
    TEXT = "text"  # the rest of the line


MISLED = "misled"
"""The reading of a safety device that is 1 while it goes, or would go if it were on, by what is not so."""
MOST_CAPACITY = 300
"""The most capacity that can be asked for, in percent of the usual."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One place in an action's grammar. `name` is shown in capitals in help."""

    name: str
    kind: ArgumentKind
    choices: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """Declaration of an action, by whoever carries it out.

    `words` is what is typed before the arguments. `title` names it in a menu, `does` says in one sentence what it does,
    `risk_note` what it risks (asked back when the risk is HIGH). `duration_s` runs in simulated seconds from the order to
    the effect; `hands` people are busy meanwhile. `specialty` names the team that does it in the time given; others take
    half as long again. `needs` names, in words, what should be true first. `guards` names what the safety device that it
    switches off or on looks after by itself, "" where it switches none; such a device has a reading `MISLED`.
    """

    id: str
    words: tuple[str, ...]
    arguments: tuple[Argument, ...]
    title: str
    does: str
    duration_s: int
    hands: int
    risk: Risk
    risk_note: str = ""
    specialty: str = ""
    needs: str = ""
    aliases: tuple[tuple[str, ...], ...] = ()
    guards: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An order: who said what, when. `values` are the checked arguments in the order of the declaration, as text."""

    second: int
    actor: str
    spec: ActionSpec
    values: tuple[str, ...]
