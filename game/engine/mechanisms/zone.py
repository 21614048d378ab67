"""One zone's capacity behind the load balancers, as the health checks leave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from game.engine.mechanism import ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.readings import Metric, Unit
from game.engine.units import Between


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneSpec(ComponentSpec):
    """The `number`-th zone (from 1) of what `checks` look at."""

    kind: Literal["zone"] = "zone"
    checks: str
    number: Annotated[int, Between(1, 12)]

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its health checks."""
        return (("checks", self.checks, "health_checks"),)


@dataclass(slots=True)
class ZoneState:
    """Nothing of its own: what is out of service is the checks' business."""


class Zone(Mechanism[ZoneSpec, ZoneState]):
    """Shows how much of one zone is in service."""

    kind: ClassVar[str] = "zone"
    spec_type: ClassVar[type[ComponentSpec]] = ZoneSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    metrics = (
        Metric("out", "capacity out of service", Unit.SHARE, 1.0),
        Metric("failing", "checks failing here", Unit.SHARE, 1.0),
    )

    def connect(self) -> None:
        """Find the checks. A zone that they do not know is never out of service."""
        self._checks: HealthChecks = self.region.components[self.spec.checks]  # type: ignore[assignment]
        self._place = self.spec.number - 1
        self.state = ZoneState()

    def suppliers(self) -> tuple[str, ...]:
        """Its health checks."""
        return (self.spec.checks,)

    def sample(self) -> tuple[float, ...]:
        """What is out of service here, and which checks fail."""
        state = self._checks.state
        if self._place >= len(state.out):
            return (0.0, 0.0)
        return (state.out[self._place], state.seen[self._place])
