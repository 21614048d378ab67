"""What the DNS inspector shows: writers on lanes, and what stood on the one page that they write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State
from game.session.view.board import Offer


class PageKind(Enum):
    """What stood on the record's page for a while."""

    PLAN = "plan"
    OLD = "old"
    EMPTY = "empty"
    HAND = "hand"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of time during which the record held one thing. `until_s` None means it still does."""

    from_s: int
    until_s: int | None
    kind: PageKind
    plan: int | None
    addresses: int
    writer: str


class MarkKind(Enum):
    """What a writer did at a moment."""

    MADE = "made"
    TAKES = "takes"
    RETRIES = "retries"
    WRITES = "writes"
    REFUSED = "refused"
    DELETES = "deletes"
    STOPPED = "stopped"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a lane at a second; `plan` is the generation concerned, `text` a few words ("deletes 99-139")."""

    second: int
    kind: MarkKind
    plan: int
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One writer. While the player has no evidence `known` is False, `marks` is empty and `look` says what to type.

    `holds` is the plan in its hand (None: none, or not known), `applied` the last one that it wrote everywhere.
    """

    component: str
    label: str
    known: bool
    look: str
    holds: int | None
    behind: int | None
    status: str
    state: State
    marks: tuple[Mark, ...]
    applied: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan generation that matters. `fate` says what became of it, `note` why it matters; `bad` shows it in red."""

    generation: int
    made_s: int
    addresses: int
    fate: str
    note: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Something proved (`sign` "+"), open ("?") or disproved ("x"); `look` is the console line that would tell."""

    sign: str
    text: str
    look: str


@dataclass(frozen=True, slots=True)
class DnsView:
    """The DNS inspector, as far as the player's evidence goes.

    `around_s` is the moment that the race view opens on (the latest interesting write), `advice` one line or "".
    `record_look` is the line that looks the name up.
    """

    name: str
    record_known: bool
    record_status: str
    record_state: State
    record_since_s: int
    last_hand: str
    planner: Lane
    enactors: tuple[Lane, ...]
    pages: tuple[Page, ...]
    plans: tuple[PlanRow, ...]
    proofs: tuple[Proof, ...]
    offers: tuple[Offer, ...]
    around_s: int
    advice: str
    record_look: str = ""
