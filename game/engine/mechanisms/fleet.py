"""A fleet: the hosts on which one managed service runs.

A host needs credentials that run out. One that cannot refresh them is broken, and comes back by itself once they can be had
again. One that is taken away instead, by health checks that see it wrongly or by automation that replaces what looks broken,
is gone for good: in its place another must be launched, and that is somebody else's work. So a fleet heals from lost
credentials by waiting, and not from being helped while nothing can be launched.

Published: node credentials that ran out unrefreshed; hosts replaced for it, whose replacements needed launches that failed;
another service's fleet that shrank because health checks took its hosts while launches were limited. Calibrated: sizes,
lives, rates (never published).
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, Protocol

from game.engine.launcher import Asking
from game.engine.mechanism import SUPPLIER, ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.engine.readings import Metric, Unit
from game.engine.units import ALL, Between, Seconds
from game.engine.words import say

_HOUR_S = 3600.0
_NOTHING = 1e-9
"""A share of the hosts below which a rest of some kind counts as none."""


class WrongChecks(Protocol):
    """Health checks that see some healthy targets as sick."""

    @property
    def wrong_share(self) -> float:
        """Share of the targets that look sick now and are well."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FleetSpec(ComponentSpec):
    """The hosts of a managed service.

    Hosts that were taken away are asked for at `launcher`, as its client `as_client`, each every `ask_again_s` on average;
    the client is the fleet's own and has no rate of its own. A host's credentials come from `credentials`, called as its
    client `credentials_as`, and last `credentials_s`; "" means that hosts need none. When they can be had again, a broken
    host comes back within `refresh_s` on average. `checks` are health checks: when they see all healthy targets as sick,
    `terminated_per_hour` is the share of the serving hosts that is terminated in an hour, else in proportion.
    `shared_with` names queues whose workers run on the same hosts, and how many pieces of their work one host does in a
    second: their usual work is allowed for, more of it takes hosts away from the service, less of it frees some.
    """

    kind: Literal["fleet"] = "fleet"
    hosts: Annotated[float, Between(1, 1e12)]
    launcher: str
    as_client: str
    ask_again_s: Seconds = 60.0
    credentials: str = ""
    credentials_as: str = "internal"
    credentials_s: Seconds = 21_600.0
    refresh_s: Seconds = 600.0
    checks: str = ""
    terminated_per_hour: Annotated[float, Between(0, 60)] = 0.0
    shared_with: dict[str, Annotated[float, Between(0.001, 1e9)]] = field(default_factory=dict)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Who launches, who gives credentials, who checks."""
        found = [("launcher", self.launcher, "service")]
        if self.credentials:
            found.append(("credentials", self.credentials, SUPPLIER))
        if self.checks:
            found.append(("checks", self.checks, "health_checks"))
        found += [(f"shared_with.{queue}", queue, "worker_queue") for queue in self.shared_with]
        return tuple(found)


@dataclass(slots=True)
class FleetState:
    """`serving`, `broken` and `replacing` hosts: all hosts are one of these.

    `launched_share` is the share of those that were replaced that came back in this tick. `terminated` hosts went in this
    tick; `removed` by others since this component's last step. `noted` are the troubles in the log.
    """

    serving: float
    broken: float = 0.0
    replacing: float = 0.0
    launched_share: float = 0.0
    terminated: float = 0.0
    removed: float = 0.0
    noted: tuple[str, ...] = ()


class Fleet(Mechanism[FleetSpec, FleetState]):
    """Hosts that serve, are broken, or have to be launched anew."""

    kind: ClassVar[str] = "fleet"
    spec_type: ClassVar[type[ComponentSpec]] = FleetSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    metrics = (
        Metric("failing", "not serving", Unit.SHARE, 1.0),
        Metric("broken", "broken", Unit.COUNT, 1e12),
        Metric("replacing", "to replace", Unit.COUNT, 1e12),
        Metric("serving", "hosts that serve", Unit.COUNT, 1e12, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Find who launches, who gives credentials and who checks; all hosts serve."""
        spec, parts = self.spec, self.region.components
        self._asking = Asking(self.region, spec.launcher, spec.as_client)
        self._credentials: Mechanism[Any, Any] | None = parts[spec.credentials] if spec.credentials else None
        self._checks: WrongChecks | None = parts[spec.checks] if spec.checks else None  # type: ignore[assignment]
        self._sharing: tuple[tuple[WorkerQueue, float], ...] = tuple(
            [(parts[queue], each) for queue, each in spec.shared_with.items()]  # type: ignore[misc]
        )
        tick_s = self.region.tick_s
        self._asks = min(1.0, tick_s / spec.ask_again_s)
        self._runs_out = min(1.0, tick_s / spec.credentials_s)
        self._mends = min(1.0, tick_s / spec.refresh_s)
        # Entry n: hosts that broke in tick n, and the share of the broken ones before it that it did not mend.
        self._broke: list[float] = []
        self._kept: list[float] = []
        self.state = FleetState(serving=spec.hosts)
        self.metrics = (
            Fleet.metrics[0],
            Metric("broken", "broken", Unit.COUNT, spec.hosts),
            Metric("replacing", "to replace", Unit.COUNT, spec.hosts),
            Metric("serving", "hosts that serve", Unit.COUNT, spec.hosts, bad_when_low=True, hidden=True),
        )

    def suppliers(self) -> tuple[str, ...]:
        """Who launches and who gives credentials. What the checks saw is that of the last tick: they look at others' work."""
        return (self.spec.launcher, *([self.spec.credentials] if self.spec.credentials else []))

    def step(self) -> None:
        """Hosts come back, break, mend and are terminated; those that are missing are asked for."""
        state = self.state
        failing = 0.0 if self._credentials is None else 1.0 - self._credentials.success_for(self.spec.credentials_as)
        wrong = 0.0 if self._checks is None else self._checks.wrong_share
        state.launched_share = 0.0
        state.terminated, state.removed = state.removed, 0.0
        if failing <= 0.0 and wrong <= 0.0 and not state.broken and not state.replacing:
            self._broke.append(0.0)
            self._kept.append(1.0)
        else:
            self._move(failing, wrong)
        if self.region.second % 60 == 0:
            self._write_log(failing)

    def _move(self, failing: float, wrong: float) -> None:
        state, rest = self.state, _NOTHING * self.spec.hosts
        back = min(self._asking.launched, state.replacing)
        if state.replacing - back < rest:
            back = state.replacing
        state.launched_share = back / state.replacing if state.replacing > 0.0 else 0.0
        mended = state.broken * (1.0 - failing) * self._mends
        if state.broken - mended < rest:
            mended = state.broken
        self._kept.append(1.0 - mended / state.broken if state.broken > 0.0 else 1.0)
        breaks = state.serving * failing * self._runs_out
        self._broke.append(breaks)
        ends = state.serving * wrong * self.spec.terminated_per_hour * (self.region.tick_s / _HOUR_S)
        ends = min(ends, state.serving - breaks)
        state.serving += back + mended - breaks - ends
        state.broken += breaks - mended
        state.replacing += ends - back
        state.terminated += ends
        self._asking.ask(state.replacing * self._asks)

    def take_away(self, count: float) -> float:
        """Take broken hosts away to have them launched anew; return how many. They do not mend any more."""
        state = self.state
        taken = min(count, state.broken)
        state.broken -= taken
        state.replacing += taken
        state.removed += taken
        return taken

    def broken_for(self, least_s: float) -> float:
        """How many hosts have been broken for at least this long. Who takes hosts away takes the oldest."""
        broken = self.state.broken
        if broken == 0.0:
            return 0.0
        young, left = 0.0, 1.0
        for broke, kept in zip(*[reversed(column) for column in self.recent(least_s)], strict=True):
            young += broke * left
            left *= kept
        return max(0.0, broken - young)

    def recent(self, span_s: float) -> tuple[list[float], list[float]]:
        """What broke, and what share was kept, in each tick of the last while."""
        ticks = int(span_s / self.region.tick_s + 0.5)
        first = max(0, len(self._broke) - ticks)
        return self._broke[first:], self._kept[first:]

    @property
    def terminated(self) -> float:
        """Hosts that were terminated in this tick, or taken away since the last one."""
        return self.state.terminated

    @property
    def serving_share(self) -> float:
        """Share of the hosts that serve."""
        return _share(self.state.serving / self.spec.hosts)

    def success_for(self, client: str) -> float:
        """Share of the hosts that serve, for anybody, and are not busy with others' work beyond what is usual."""
        del client
        if not self._sharing:
            return self.serving_share
        free = self.state.serving
        for queue, each in self._sharing:
            free += (queue.spec.rate_per_s - queue.state.done / self.region.tick_s) / each
        return _share(free / self.spec.hosts)

    def _write_log(self, failing: float) -> None:
        state, hosts = self.state, self.spec.hosts
        if self._credentials is not None:
            self.note(
                "credentials",
                failing > 0.2,
                failing < 0.02,
                say(
                    "Hosts cannot refresh their credentials, {store} does not answer; when they run out, they stop serving.",
                    store=self.spec.credentials,
                ),
                say("Hosts can refresh their credentials again."),
            )
        self.note(
            "broken",
            state.broken > 0.01 * hosts,
            state.broken < 0.001 * hosts,
            say("{count} hosts do not serve: their credentials ran out.", count=int(state.broken)),
            say("No host is without credentials any more."),
        )
        self.note(
            "replacing",
            state.replacing > 0.01 * hosts,
            state.replacing < 0.001 * hosts,
            say("{count} hosts were taken away and wait for a launch.", count=int(state.replacing)),
            say("All hosts that were taken away have been launched anew."),
        )

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show, and the truth."""
        state = self.state
        return (1.0 - self.serving_share, state.broken, state.replacing, state.serving)

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What broke and what was kept; whoever asks for the age of what is broken answers for them in the fingerprint."""
        return (self._broke, self._kept)


def _share(share: float) -> float:
    return max(0.0, share) if share < ALL else 1.0
