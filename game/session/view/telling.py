"""Public updates: the ones that were published, one being written, and what would come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State
from game.session.view.console import Choice


class PostState(Enum):
    """The four states of a public update."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Post:
    """A published update. `promise_s` is when the next one was promised; `late_s` how late that one is or was."""

    number: int
    second: int
    state: PostState
    services: tuple[str, ...]
    cause: str
    message: str
    promise_s: int | None
    late_s: int
    answered: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An update being written. `services` are component ids, `cause` a cause id or "" for "none yet"."""

    state: PostState = PostState.INVESTIGATING
    services: tuple[str, ...] = ()
    cause: str = ""
    next_minutes: int | None = 20
    message: str = ""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that an update can name, beside what the board says of it.

    `note` is "left out", "" or such as "board says ok".
    """

    component: str
    name: str
    state: State
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that customers said at a second; `who` is what they are customers of ("Lantern Video")."""

    second: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen if the draft were published now. `line` is the console line that publishes it.

    `voices` are what customers say, the newest first. `as_board` says that the board already contradicts the draft, and
    that `trust_if_true` counts it so.
    """

    line: str
    services: tuple[ServiceChoice, ...]
    causes: tuple[Choice, ...]
    proofs: tuple[str, ...]
    promise_s: int | None
    trust_now: int
    trust_if_true: int
    trust_if_wrong: int
    warnings: tuple[str, ...]
    suggestion: str
    refusal: str
    voices: tuple[Voice, ...] = ()
    as_board: bool = False
