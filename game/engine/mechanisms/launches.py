"""Launches: the way to new instances. Running ones do not need it and never notice.

A request service that needs a server with a lease for every launch. Without one the answer is "insufficient capacity",
though the hardware stands idle; what its operators turn away is answered "request limit exceeded". Everything that is
launched needs a network state before it can be reached.

Published: both answers and when each was given; running instances unaffected throughout. Calibrated: rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms.service import Service, ServiceSpec
from game.engine.readings import Metric, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class LaunchesSpec(ServiceSpec):
    """A request service; a need with a `refusal` is one that a launch finds nothing without, such as servers with a lease."""

    kind: Literal["launches"] = "launches"  # type: ignore[assignment]


class Launches(Service):
    """Starts instances where a server can be had, and counts why it could not."""

    kind: ClassVar[str] = "launches"
    spec_type: ClassVar[type[ComponentSpec]] = LaunchesSpec
    coasts: ClassVar[bool] = False
    launches: ClassVar[bool] = True
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {**Service.usual, "throttle": ("20", "50", "off")}

    def connect(self) -> None:
        """What any service has; and which of its needs refuse a launch."""
        Service.connect(self)
        self._refusing = tuple([need for need in self._needs if self.spec.needs[need[0].id].refusal])
        self.metrics = (
            Metric("failing", "launches failing", Unit.SHARE, 1.0),
            Metric("rate", "launches asked for", Unit.PER_SECOND, self.metrics[1].alarm_at),
            *self.metrics[2:],
            Metric("insufficient", "insufficient capacity", Unit.SHARE, 1.0),
            Metric("limited", "request limit exceeded", Unit.SHARE, 1.0),
            Metric("launched", "launched", Unit.PER_SECOND, self.metrics[1].alarm_at, neutral=True),
        )

    @property
    def insufficient(self) -> float:
        """Share of the launches that find no server that may take them."""
        found = 1.0
        for supplier, as_client, share in self._refusing:
            found *= 1.0 - share * (1.0 - supplier.success_for(as_client))
        return 1.0 - found

    def sample(self) -> tuple[float, ...]:
        """What any service shows, and the three numbers of a launch path."""
        fifo = self.fifo
        attempts = rejected = good = 0.0
        for tried, refused, launched in zip(fifo.attempts, fifo.rejected, fifo.good, strict=True):
            attempts += tried
            rejected += refused
            good += launched
        if self._needs:  # the last population is served in vain
            good -= fifo.good[-1]
        limited = rejected / attempts if attempts > 0.0 else 0.0
        return (*Service.sample(self), self.insufficient, limited, good / self.region.tick_s)
