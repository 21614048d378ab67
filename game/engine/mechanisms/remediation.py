"""Remediation: automation that has broken hosts replaced. It means well, and knows nothing of what else is going on.

Every while it looks at its fleets and has a share of the hosts that look broken for long replaced. That is right when a host
is broken for a reason of its own. When all of them lack the same thing, it turns hosts that would come back by themselves
into hosts that need a launch; while launches fail, that only makes it worse, and operators can stop it.

Published: such an automation replaced hosts whose credentials had run out, the replacements needed launches that failed,
clusters were stuck until long after, and operators stopped its growth. Calibrated: how often, how much, how soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import OFF_BY_HAND, ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.fleet import Fleet
from game.engine.readings import Level, Metric, Unit
from game.engine.units import DAY_S, Between, Share
from game.engine.words import Sentence, say

AUTOMATION = ActionSpec(
    id="automation",
    words=("automation",),
    arguments=(Argument("SERVICE", ArgumentKind.COMPONENT), Argument("STATE", ArgumentKind.ON_OFF)),
    title="Switch remediation",
    does="Stops or starts the automation that replaces what looks broken.",
    duration_s=60,
    hands=1,
    risk=Risk.LOW,
    risk_note="While it is off, nothing replaces a host that is truly broken.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RemediationSpec(ComponentSpec):
    """An automation that replaces hosts.

    Every `looks_every_s` it has `takes_share` of the hosts replaced that have been broken for `least_s` or longer, in each of
    the fleets that it `watches`. `part_of` names the service that it belongs to, under whose name it can be switched as well.
    """

    kind: Literal["remediation"] = "remediation"
    watches: tuple[str, ...]
    looks_every_s: Annotated[float, Between(10, DAY_S)] = 300.0
    takes_share: Share = 0.1
    least_s: Annotated[float, Between(0, 7200)] = 900.0
    part_of: str = ""

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The fleets that it watches, and what it is part of."""
        watches = [(f"watches[{place}]", fleet, "fleet") for place, fleet in enumerate(self.watches)]
        return (*watches, *([("part_of", self.part_of, "")] if self.part_of else []))


@dataclass(slots=True)
class RemediationState:
    """`taken` hosts by fleet that wait for a launch because of it; `rate_per_s` at which it took them at its last look."""

    taken: tuple[float, ...]
    on: bool = True
    rate_per_s: float = 0.0
    busy: bool = False


class Remediation(Mechanism[RemediationSpec, RemediationState]):
    """Has replaced what looks broken, unless it is stopped."""

    kind: ClassVar[str] = "remediation"
    spec_type: ClassVar[type[ComponentSpec]] = RemediationSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    actions: ClassVar[tuple[ActionSpec, ...]] = (AUTOMATION,)
    metrics = (
        Metric("taken", "hosts taken, not back", Unit.COUNT, 1e12),
        Metric("rate", "hosts taken", Unit.PER_SECOND, 1e9),
    )

    def connect(self) -> None:
        """Find the fleets."""
        spec, parts = self.spec, self.region.components
        self._fleets: tuple[Fleet, ...] = tuple([parts[fleet] for fleet in spec.watches])  # type: ignore[misc]
        self._every = max(1, int(spec.looks_every_s / self.region.tick_s + 0.5))
        hosts = 0.0
        for fleet in self._fleets:
            hosts += fleet.spec.hosts
        self.state = RemediationState(taken=(0.0,) * len(self._fleets))
        self.metrics = (
            Metric("taken", "hosts taken, not back", Unit.COUNT, max(1.0, hosts)),
            Metric("rate", "hosts taken", Unit.PER_SECOND, max(1.0, hosts * spec.takes_share / spec.looks_every_s)),
        )

    def suppliers(self) -> tuple[str, ...]:
        """The fleets that it watches."""
        return self.spec.watches

    def step(self) -> None:
        """Count what is back; at every look, take."""
        state = self.state
        if self.waiting > 0.0:
            state.taken = tuple(
                [
                    taken * (1.0 - fleet.state.launched_share)
                    for taken, fleet in zip(state.taken, self._fleets, strict=True)
                ]
            )
        if not state.on or self.region.tick % self._every:
            return
        total = 0.0
        after: list[float] = []
        for fleet, before in zip(self._fleets, state.taken, strict=True):
            taken = fleet.take_away(fleet.broken_for(self.spec.least_s) * self.spec.takes_share)
            total += taken
            after.append(before + taken)
        if total > 0.0:
            state.taken = tuple(after)
        state.rate_per_s = total / (self._every * self.region.tick_s)
        if (total >= 1.0) != state.busy:
            state.busy = not state.busy
            self.log(
                Level.INFO,
                say("Hosts look broken; replacing {count} of them.", count=int(total))
                if state.busy
                else say("No hosts to replace any more."),
            )

    @property
    def waiting(self) -> float:
        """Hosts that wait for a launch because of it."""
        waiting = 0.0
        for taken in self.state.taken:
            waiting += taken
        return waiting

    def sample(self) -> tuple[float, ...]:
        """What it did."""
        return (self.waiting, self.state.rate_per_s)

    def held(self) -> str:
        """Whether the operators stopped it."""
        return "" if self.state.on else OFF_BY_HAND

    def names_for(self, spec: ActionSpec) -> tuple[str, ...]:
        """It is switched under the name of the service that it belongs to as well."""
        del spec
        return (self.id, self.spec.part_of) if self.spec.part_of else (self.id,)

    def check(self, action: Action) -> Sentence | None:
        """Stopping what is stopped is refused."""
        if (action.values[1] == "on") == self.state.on:
            return say("{part} is already {state}.", part=self.id, state=action.values[1])
        return None

    def apply(self, action: Action) -> None:
        """Stop: nothing new is taken, what was taken stays so. Start: it looks again when its turn comes."""
        state = self.state
        state.on = action.values[1] == "on"
        if not state.on:
            state.rate_per_s, state.busy = 0.0, False
        self.log(
            Level.INFO,
            say("Replacing hosts by itself again.")
            if state.on
            else say("Stopped: no more hosts are replaced; those taken already still need a launch."),
        )

    def digest_state(self) -> object:
        """The state, and what its fleets remember for it."""
        return (self.state, [fleet.recent(self.spec.least_s) for fleet in self._fleets])
