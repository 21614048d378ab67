"""Load balancers: the front door of most services, as good as the capacity that health checks leave them.

A request service whose answers fail as often as new connections meet a target without network, or balancers of which too
much was taken out of service. What runs behind them may be entirely well.

Published: customers saw connection errors from 05:30 to 14:09, most of them until failover was switched off at 09:36.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.service import Service, ServiceSpec


@dataclass(frozen=True, kw_only=True, slots=True)
class BalancerSpec(ServiceSpec):
    """A request service in front of which `checks` decide what is in service."""

    kind: Literal["balancer"] = "balancer"  # type: ignore[assignment]
    checks: str

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """What any service has, and its health checks."""
        return (*ServiceSpec.references(self), ("checks", self.checks, "health_checks"))


class Balancer(Service):
    """Passes on what the checks leave it able to pass on."""

    kind: ClassVar[str] = "balancer"
    spec_type: ClassVar[type[ComponentSpec]] = BalancerSpec
    spec: BalancerSpec

    def connect(self) -> None:
        """Find the checks."""
        Service.connect(self)
        self._checks: HealthChecks = self.region.components[self.spec.checks]  # type: ignore[assignment]

    def suppliers(self) -> tuple[str, ...]:
        """What any service needs, and its health checks."""
        return (*Service.suppliers(self), self.spec.checks)

    def works(self) -> float:
        """Share of connections that come to something."""
        return Service.works(self) * (1.0 - self._checks.connection_errors)
