"""A call and what became of it, and who can call at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.mechanisms.customers import Customers
from game.engine.region import Region
from game.engine.words import Sentence
from game.session.staff.call_rules import CALLS

DIRECTOR = "director"
"""The caller from inside the company; all others have the id of their sector."""


class CallEnd(Enum):
    """What became of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    READ = "read"  # a true update came while it rang
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that rings or rang, from `second` on, at most until `until_s`; it ended at `ended_s`.

    `caller` is `DIRECTOR` or the id of a sector, `name` what they are called; `says` is what they say, one to three
    sentences. `trust` is by how much trust changed.
    """

    number: int
    second: int
    caller: str
    name: str
    says: tuple[Sentence, ...]
    until_s: int
    end: CallEnd = CallEnd.RINGING
    ended_s: int | None = None
    trust: float = 0.0


@dataclass(frozen=True, slots=True)
class CallsState:
    """Everything that changes. `hurt` holds since when each sector is hurt, `dialling` when somebody with a reason calls."""

    calls: tuple[Call, ...] = ()
    hurt: tuple[tuple[str, int], ...] = ()
    dialling: tuple[tuple[str, int], ...] = ()

    @property
    def ringing(self) -> Call | None:
        """The call that rings now; there is at most one."""
        return self.calls[-1] if self.calls and self.calls[-1].end is CallEnd.RINGING else None


def heavy_sectors(region: Region) -> tuple[Customers, ...]:
    """Sectors whose customers call, the heaviest first."""
    sectors = [part for part in region.order if isinstance(part, Customers) and part.spec.weight >= CALLS.heavy_from]
    return tuple(sorted(sectors, key=lambda part: -part.spec.weight))


def name_of(part: Customers) -> str:
    """Who calls for a sector."""
    tile = part.spec.tile
    return part.spec.company or (part.id if tile is None else tile.name)
