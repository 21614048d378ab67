"""Customers of one sector: people who came to do something, and how many of them cannot.

Most of them do not know what they depend on. A sector's needs name the services behind what its people do, with the
share of it that fails when that service does. Lost are customer-minutes: people who wanted something, times how long.

Published: the sectors that were hit. Calibrated: numbers of people, needs and hours, so that sectors are hit in about the
order that was reported. All companies of the game are invented.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from game.engine.hours import BLOCK
from game.engine.mechanism import SUPPLIER, ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.service import Service
from game.engine.readings import Metric, Unit
from game.engine.units import Amount, Between, Share


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomersSpec(ComponentSpec):
    """A sector. `people` who may want something at once; `weight` of a minute that they lose (a hospital is not a film
    night); `needs` by service (or whatever else serves), the share of what they do that fails with it; `day` how many of them are there, at even
    steps from midnight; `company` an invented name for what they use.
    """

    kind: Literal["customers"] = "customers"
    people: Amount
    weight: Annotated[float, Between(0.0, 100.0)] = 1.0
    needs: dict[str, Share] = field(default_factory=dict)
    day: tuple[Share, ...] = ()
    company: str = ""
    does: str = ""

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The services behind what they do."""
        return tuple([(f"needs.{service}", service, SUPPLIER) for service in self.needs])


@dataclass(slots=True)
class CustomersState:
    """`failing` is the share of those who are there who cannot do what they came for; `lost_minutes` sums up."""

    there: float = 0.0
    failing: float = 0.0
    lost_minutes: float = 0.0


class Customers(Mechanism[CustomersSpec, CustomersState]):
    """The people at the far end."""

    kind: ClassVar[str] = "customers"
    spec_type: ClassVar[type[ComponentSpec]] = CustomersSpec
    phase: ClassVar[Phase] = Phase.CUSTOMERS
    writes_readings: ClassVar[bool] = True
    metrics = (
        Metric("failing", "share who cannot use it", Unit.SHARE, 1.0),
        Metric("there", "people there", Unit.COUNT, 1e12, neutral=True),
        Metric("lost", "customer-minutes lost", Unit.COUNT, 1e12, hidden=True),
    )

    def connect(self) -> None:
        """Find the services."""
        parts = self.region.components
        needs = [(parts[supplier], share) for supplier, share in self.spec.needs.items()]
        self._needs = tuple([(part, share) for part, share in needs if isinstance(part, Service)])
        self._others = tuple([(part, share) for part, share in needs if not isinstance(part, Service)])
        self.metrics = (
            Customers.metrics[0],
            Metric("there", "people there", Unit.COUNT, max(1.0, self.spec.people), neutral=True),
            Customers.metrics[2],
        )
        self._answers = [-1.0] * len(self._others)
        self._stale = True
        self._minutes = self.region.tick_s / 60.0
        self._block = -1
        self.state = CustomersState()

    def suppliers(self) -> tuple[str, ...]:
        """The services behind what they do."""
        return tuple(self.spec.needs)

    def reads_into(self, columns: tuple[array[float], ...]) -> None:
        """Take the columns."""
        self._fails, self._counts, self._loses = [column.append for column in columns]

    def step(self) -> None:
        """Count who is there, who cannot, and what it costs them."""
        state = self.state
        tick = self.region.tick
        at = tick % BLOCK
        if tick // BLOCK != self._block:
            self._look_ahead(tick // BLOCK)
        changed = self._stale
        for service, _ in self._needs:
            if service.moved == tick:
                changed = True
        for place, (other, _) in enumerate(self._others):
            answer = other.success_for("public")
            if answer != self._answers[place]:
                self._answers[place] = answer
                changed = True
        if changed:
            self._weigh()
        state.there = there = self._there[at]
        failing = state.failing
        if failing:
            state.lost_minutes += there * failing * self._minutes
        self._fails(failing)
        self._counts(there)
        self._loses(state.lost_minutes)

    def _weigh(self) -> None:
        """How many of what they do fails, as the services answer now."""
        working = 1.0
        for service, share in self._needs:
            if service.least != 1.0:
                working *= 1.0 - share * (1.0 - service.success_for("public"))
        for answer, (_, share) in zip(self._answers, self._others, strict=True):
            working *= 1.0 - share * (1.0 - answer)
        self.state.failing = 1.0 - working
        self._stale = False

    def _look_ahead(self, block: int) -> None:
        """Work out how many will be there."""
        people = self.spec.people
        self._block = block
        if self.spec.day:
            self._there = [people * share for share in self.region.hours.block(self.spec.day, block)]
        else:
            self._there = [people] * BLOCK

    def rewind(self, mark: Any) -> None:
        """Back to a mark; everybody is asked again."""
        super().rewind(mark)
        self._stale = True
