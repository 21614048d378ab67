"""Needs that stand in no diagram, and how they come to light: in a log, in a try as a customer, or from those who built it.

Everything here follows from what was looked at and from the region, so it replays and rewinds with the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.mechanisms.customers import CustomersSpec
from game.engine.region import Region
from game.engine.words import Sentence, say
from game.session.staff.people import People
from game.session.staff.person import Presence

Edge = tuple[str, str]
"""Who needs, and what is needed."""

SAYS_AFTER_S = 600
FAILS_AT = 0.05
_EVERY_S = 60


@dataclass(frozen=True, slots=True)
class HiddenState:
    """`found` are the needs that came to light with the second, in that order; `failing` since when what is needed fails."""

    found: tuple[tuple[Edge, int], ...] = ()
    failing: tuple[tuple[Edge, int], ...] = ()


class Hidden:
    """The needs of a region that nobody wrote down, and which of them are known by now."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.edges: tuple[Edge, ...] = tuple(
            [(part.id, other) for part in region.components.values() for other in part.spec.hidden]
        )
        self.state = HiddenState()

    def known(self, component: str, other: str) -> bool:
        """Whether a need may be shown."""
        edge = (component, other)
        return edge not in self.edges or self.found_s(component, other) is not None

    def found_s(self, component: str, other: str) -> int | None:
        """When a need came to light; None for one that did not, or was never hidden."""
        return next((second for edge, second in self.state.found if edge == (component, other)), None)

    def find(self, second: int, edges: Iterable[Edge]) -> None:
        """These needs were met. Those that are no secret stay as they are."""
        new = [edge for edge in dict.fromkeys(edges) if edge in self.edges and self.found_s(*edge) is None]
        if new:
            found = (*self.state.found, *[(edge, second) for edge in new])
            self.state = replace(self.state, found=found)

    def tick(self, second: int, people: People) -> tuple[str, Sentence] | None:
        """What somebody who is here tells of their own part once it has been hurt for long, and of which part."""
        if not self.edges or second % _EVERY_S:
            return None
        parts, before = self.region.components, dict(self.state.failing)
        failing = tuple(
            [
                ((component, other), before.get((component, other), second))
                for component, other in self.edges
                if failing_for(parts[component].spec, parts[other]) >= FAILS_AT
            ]
        )
        if failing != self.state.failing:
            self.state = replace(self.state, failing=failing)
        for (component, other), since_s in failing:
            if second - since_s < SAYS_AFTER_S or self.found_s(component, other) is not None:
                continue
            told = self._told(component, other, people)
            if told is not None:
                self.find(second, [(component, other)])
                return component, told
        return None

    def _told(self, component: str, other: str, people: People) -> Sentence | None:
        """One line of whoever owns the part and is here; None if nobody is."""
        owner = self.region.components[component].spec.owner
        here = [person for person in people.state.persons if person.team == owner and person.presence is Presence.HERE]
        if not here or owner not in people.teams:
            return None
        return say(
            "{name} ({team}): {part} cannot do without {other}. That stands in no diagram.",
            name=here[0].name,
            team=people.teams[owner].name,
            part=_name(self.region.components[component]),
            other=_name(self.region.components[other]),
        )

    def mark(self) -> HiddenState:
        """A value from which `rewind` comes back."""
        return self.state

    def rewind(self, mark: HiddenState) -> None:
        """Come back to a mark taken earlier in this run."""
        self.state = mark

    def digest_state(self) -> object:
        """Everything that decides what will be shown and told."""
        return self.state


def failing_for(component: ComponentSpec, supplier: Mechanism[Any, Any]) -> float:
    """The share of what a component asks of a supplier that ends badly; 0 for one that cannot be asked."""
    return 1.0 - supplier.success_for(_client(component, supplier.id)) if supplier.serves else 0.0


def _client(spec: ComponentSpec, supplier: str) -> str:
    """As which kind of its clients a component calls a supplier."""
    if isinstance(spec, CustomersSpec):
        return "public"
    need = getattr(spec, "needs", {}).get(supplier)
    if need is not None:
        return str(need.as_client)
    if getattr(spec, "credentials", "") == supplier:
        return str(getattr(spec, "credentials_as", "internal"))
    return str(getattr(spec, "as_client", "internal"))


def _name(part: Mechanism[Any, Any]) -> str:
    return part.id if part.spec.tile is None else part.spec.tile.name
