"""What a level may set of a service that answers requests, its kinds of client and its needs; and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from game.engine.adaptive import Adaptive
from game.engine.mechanism import SUPPLIER, ComponentSpec
from game.engine.units import Amount, Between, PerSecond, Seconds, Share


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientSpec:
    """One kind of client of a service.

    `rate_per_s` new requests; `timeout_s`, `retries`, `backoff_s` (first window of the jitter, doubling) and
    `retry_budget` (retries earned per success) as in the queue. `through` names the resolvers that they ask; "" means that
    they need no name. `connection_life_s` is how long a connection lasts that outlives the name. With `follows_day` the
    rate follows the customers' day and, as far as `mood` says, their mood. `swing` is how much the rate trembles from tick to tick.
    `adaptive` clients hold themselves back: they send at most so many attempts for each that is answered well.
    """

    rate_per_s: PerSecond
    timeout_s: Seconds = 10.0
    retries: Annotated[int, Between(0, 20)] = 2
    backoff_s: Seconds = 1.0
    retry_budget: Share | None = None
    through: str = ""
    connection_life_s: Seconds | None = None
    follows_day: bool = False
    mood: Share = 1.0
    swing: Share = 0.0
    adaptive: Annotated[float, Between(1, 100)] | None = None

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedSpec:
    """What a service needs of another: the share of its requests that fail if the other does not answer.

    `as_client` says as which kind of the other's clients it calls. `refusal` is what callers are told when it is missing.
    """

    share: Share = 1.0
    as_client: str = "internal"
    refusal: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceSpec(ComponentSpec):
    """A request service. `bound` is how many requests may wait; `day` the share of the usual rate at each hour.

    `hosts` names the component whose share of working hosts is the share of the capacity that is there.
    """

    kind: Literal["service"] = "service"
    capacity_per_s: PerSecond
    bound: Amount
    clients: dict[str, ClientSpec]
    needs: dict[str, NeedSpec] = field(default_factory=dict)
    latency_s: Seconds = 0.1
    restart_s: Seconds = 30.0
    warm_up_s: Seconds = 300.0
    day: tuple[Share, ...] = ()
    hosts: str = ""

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its suppliers, its hosts and its clients' resolvers."""
        needs = [(f"needs.{other}", other, SUPPLIER) for other in self.needs]
        if self.hosts:
            needs.append(("hosts", self.hosts, SUPPLIER))
        through = [
            (f"clients.{name}.through", client.through, "resolvers")
            for name, client in self.clients.items()
            if client.through
        ]
        return (*needs, *through)


@dataclass(slots=True)
class ServiceState:
    """`resolved` and `held` per kind of client: who finds the name, and who has a connection without finding it.

    `astray` counts this tick's requests that found nobody, or nobody who could help; `brought` what other components
    ask for in the next tick, on top of the rates.
    `noted` are the troubles that its log has mentioned and that are not over. `failing` is the share of all requests that
    ended badly lately, `success` per kind of client the share that ended well. `scale`, `wanted` and `growth` are the
    capacity set by hand, as `queued.ScaledState` says. `adaptive` is what each kind of client knows of its luck, None for
    those that never hold back; empty if nobody does.
    """

    resolved: tuple[float, ...]
    held: tuple[float, ...]
    success: tuple[float, ...]
    astray: tuple[float, ...] = ()
    brought: tuple[float, ...] | None = None
    failing: float = 0.0
    throttle: float | None = None
    scale: float = 1.0
    wanted: float = 1.0
    growth: float = 0.0
    noted: tuple[str, ...] = ()
    adaptive: tuple[Adaptive | None, ...] = ()


IN_VAIN = "in vain"
