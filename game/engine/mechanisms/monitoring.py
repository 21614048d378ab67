"""Monitoring: what the instruments show, when, and which alarms they raise. It is part of the region and breaks with it.

A reading is shown some seconds late. What travels through a broken carrier stops moving: the last value stands, and only
after a while does anybody notice that it is old. A component that hangs tells nothing about itself either. Alarms come
from states that were shown, a little late again, and from nothing that was not.

Published: hundreds of alarms, one of which named the cause and was lost among them; internal tools needed the store.
Calibrated: all delays, so that the first page comes within the first minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import ComponentSpec, Mechanism, Phase, TileSpec
from game.engine.mechanisms.service import Service
from game.engine.readings import Metric, State, Unit
from game.engine.units import Amount, Between, WholeSeconds
from game.engine.watch import Watch, eighths, follow, level_of
from game.engine.words import Sentence, say

ACK = ActionSpec(
    id="ack",
    words=("ack",),
    arguments=(Argument("ALARM", ArgumentKind.ALARM),),
    title="Acknowledge",
    does="Takes a page: everybody knows that you have seen it.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
)

TREND = 24
_NOISE_LASTS_S = 300
_WORSE = {State.OK: 0, State.STALE: 0, State.RECOVERING: 1, State.DEGRADED: 2, State.DOWN: 3}


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmSpec:
    """An alarm of its own, beside those of the tiles: a true reading at a bound, shown or hidden, after a delay.

    It is raised against `shown_as`, the component whose team wrote it.
    """

    component: str
    metric: str
    at_most: Amount | None = None
    at_least: Amount | None = None
    shown_as: str
    state: Literal["degraded", "down"] = "degraded"
    text: str
    delay_s: WholeSeconds = 60

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class NoiseSpec:
    """An alarm that means nothing and clears by itself."""

    component: str
    text: str

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class MonitoringSpec(ComponentSpec):
    """The region's instruments.

    `delay_s` from a fact to its reading; `carried` components' readings travel through the service `carried_by` (as its
    client `as_client`) and stop while more than half of its calls fail; `notice_s` until an old reading is called stale. A state that was
    shown pages after `alarm_delay_s` and up to `alarm_spread_s` more. What was bad counts as well again after `settle_s`.
    `noise_per_hour` alarms of `noise` come by chance. Trends have a point every `trend_s`.
    """

    kind: Literal["monitoring"] = "monitoring"
    delay_s: Annotated[int, Between(0, 3600)] = 15
    carried_by: str = ""
    as_client: str = "internal"
    carried: tuple[str, ...] = ()
    notice_s: WholeSeconds = 240
    alarm_delay_s: Annotated[int, Between(0, 3600)] = 20
    alarm_spread_s: Annotated[int, Between(0, 3600)] = 60
    settle_s: WholeSeconds = 180
    trend_s: WholeSeconds = 60
    noise_per_hour: Annotated[float, Between(0, 100)] = 0.0
    noise: tuple[NoiseSpec, ...] = ()
    alarms: dict[str, AlarmSpec] = field(default_factory=dict)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The carrier, what it carries, and the components of its alarms."""
        carrier = [("carried_by", self.carried_by, "service")] if self.carried_by else []
        carried = [(f"carried.{place}", name, "") for place, name in enumerate(self.carried)]
        noise = [(f"noise.{place}.component", item.component, "") for place, item in enumerate(self.noise)]
        alarms = [(f"alarms.{name}.component", alarm.component, "") for name, alarm in self.alarms.items()]
        shown = [(f"alarms.{name}.shown_as", alarm.shown_as, "") for name, alarm in self.alarms.items()]
        return (*carrier, *carried, *noise, *alarms, *shown)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. `value` is the reading that it was raised on, None where the text says it all."""

    number: int
    component: str
    state: State
    raised_s: int
    text: str
    value: float | None
    unit: Unit
    acknowledged_s: int | None = None
    cleared_s: int | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What is shown of one metric. `trend` has eighths of the alarm range (0 to 7), newest last, -1 for no data."""

    value: float | None
    age_s: int
    trend: tuple[int, ...]


@dataclass(slots=True)
class MonitoringState:
    """`watches` by tile in the order of the level; `broken_tick` since when the carrier is broken (None: it works)."""

    watches: tuple[Watch, ...] = ()
    broken_tick: int | None = None
    alarms: tuple[Alarm, ...] = ()
    numbers: int = 0
    holding: tuple[tuple[str, int], ...] = ()
    raised: tuple[str, ...] = ()


class Monitoring(Mechanism[MonitoringSpec, MonitoringState]):
    """Shows, late, and pages."""

    kind: ClassVar[str] = "monitoring"
    spec_type: ClassVar[type[ComponentSpec]] = MonitoringSpec
    phase: ClassVar[Phase] = Phase.MONITORING
    actions: ClassVar[tuple[ActionSpec, ...]] = (ACK,)
    metrics = (Metric("lag", "oldest reading", Unit.SECONDS, 600.0),)

    def connect(self) -> None:
        """Find everything that has a tile."""
        spec, parts = self.spec, self.region.components
        self._delay = spec.delay_s // self.region.tick_s
        self._carrier: Service | None = parts[spec.carried_by] if spec.carried_by else None  # type: ignore[assignment]
        tiles = [part for part in parts.values() if part.spec.tile is not None]
        self.tiles: tuple[tuple[str, TileSpec], ...] = tuple(
            [(part.id, part.spec.tile) for part in tiles if part.spec.tile]
        )
        self._places = {component: place for place, (component, _) in enumerate(self.tiles)}
        self._luck = self.draws("pages")
        self._noise = self.draws("noise")
        self.state = MonitoringState(watches=tuple([Watch(since_s=self.region.second) for _ in self.tiles]))

    def start(self) -> None:
        """Look up the shown metric of each tile once."""
        self._shown: list[tuple[Mechanism[Any, Any], Any, Metric, TileSpec, bool, bool]] = []
        for component, tile in self.tiles:
            part = self.region.components[component]
            metric = next(metric for metric in part.metrics if metric.id == tile.metric)
            talkative = type(part).reported_s is Mechanism.reported_s  # it reports every tick, nothing to ask
            history = self.region.history(component, tile.metric)
            self._shown.append((part, history, metric, tile, component in self.spec.carried, talkative))

    # Reading the instruments.

    def shown_tick(self, component: str) -> int:
        """Index of the reading that is shown now of a component."""
        newest = max(0, self.region.tick - 1 - self._delay)
        if self.state.broken_tick is not None and component in self.spec.carried:
            return min(newest, max(0, self.state.broken_tick - self._delay))
        return newest

    def age_s(self, component: str) -> int:
        """Age of what is shown of a component."""
        newest = self.region.tick - 1
        age = (newest - self.shown_tick(component)) * self.region.tick_s if newest >= 0 else 0
        return max(age, self.region.second - self.region.components[component].reported_s())

    def read(self, component: str, metric: Metric) -> Reading:
        """What is shown of one metric."""
        history = self.region.history(component, metric.id)
        if not history:
            return Reading(None, 0, ())
        tick = min(self.shown_tick(component), len(history) - 1)
        every = max(1, self.spec.trend_s // self.region.tick_s)
        newest = max(0, len(history) - 1 - self._delay)
        trend: list[int] = []
        for back in range(TREND - 1, -1, -1):
            place = newest - back * every
            if place >= 0:
                trend.append(-1 if place > tick else eighths(history[place], metric))
        return Reading(history[tick], self.age_s(component), tuple(trend))

    def watch(self, component: str) -> Watch:
        """State of a component's tile; one without a tile is taken as well."""
        place = self._places.get(component)
        return Watch() if place is None else self.state.watches[place]

    def is_new(self, component: str) -> bool:
        """Whether an alarm of the component waits for somebody."""
        for alarm in self.state.alarms:
            if alarm.component == component and alarm.acknowledged_s is None and alarm.cleared_s is None:
                return True
        return False

    # The rule.

    def step(self) -> None:
        """Move the readings, then the states, then the alarms."""
        state = self.state
        if self._carrier is not None:
            broken = self._carrier.success_for(self.spec.as_client) < 0.5
            if broken and state.broken_tick is None:
                state.broken_tick = self.region.tick - 1
            elif not broken:
                state.broken_tick = None
        newest = max(0, self.region.tick - 1 - self._delay)
        frozen = newest if state.broken_tick is None else min(newest, max(0, state.broken_tick - self._delay))
        watches: list[Watch] | None = None
        for place, watch in enumerate(state.watches):
            changed = self._look(place, watch, newest, frozen)
            if changed is not watch:
                watches = list(state.watches) if watches is None else watches
                watches[place] = changed
        if watches is not None:
            state.watches = tuple(watches)
        self._own_alarms()
        self._chance()

    def _look(self, place: int, watch: Watch, newest: int, frozen: int) -> Watch:
        """What becomes of one tile's watch; the watch itself if nothing does."""
        part, history, metric, tile, carried, talkative = self._shown[place]
        tick = frozen if carried else newest
        value = history[tick] if tick < len(history) else 0.0
        level = level_of(value, tile, metric.bad_when_low)
        age = (self.region.tick - 1 - tick) * self.region.tick_s
        if not talkative:
            age = max(age, self.region.second - part.reported_s())
        if age > self.spec.notice_s:
            level = State.STALE
        elif watch.state is State.OK and level is State.OK:
            return watch
        seen = follow(watch, level, value, metric, now=self.region.second, settle_s=self.spec.settle_s)
        if seen.state is State.OK and watch.state is not State.OK:
            self._clear(part.id)
        return self._page(place, seen, value, metric, tile)

    # Alarms.

    def _page(self, place: int, watch: Watch, value: float, metric: Metric, tile: TileSpec) -> Watch:
        component, now = self._shown[place][0].id, self.region.second
        if watch.state is State.OK and watch.paged is not State.OK:
            watch = replace(watch, paged=State.OK)
        if _WORSE[watch.state] < 2 or _WORSE[watch.state] <= _WORSE[watch.paged]:
            return watch if watch.page_due_s is None else replace(watch, page_due_s=None)
        if watch.page_due_s is None:
            late = self._luck.integer(self.region.tick * 64 + place, 0, self.spec.alarm_spread_s)
            return replace(watch, page_due_s=now + self.spec.alarm_delay_s + late)
        if now < watch.page_due_s:
            return watch
        self._raise(component, watch.state, tile.alarm, value, metric.unit)
        return replace(watch, page_due_s=None, paged=watch.state)

    def _raise(self, component: str, state: State, text: str, value: float | None, unit: Unit) -> None:
        """Raise an alarm; a milder one of the same component that is still up is replaced by it."""
        mine, now = self.state, self.region.second
        kept: list[Alarm] = []
        repeats = 0
        for alarm in mine.alarms:
            if alarm.component == component and alarm.cleared_s is None and alarm.text == text:
                repeats = alarm.repeats + 1
            else:
                kept.append(alarm)
        mine.numbers += 1
        new = Alarm(mine.numbers, component, state, now, text, value, unit, repeats=repeats)
        mine.alarms = (*kept, new)[-200:]

    def _clear(self, component: str, text: str | None = None) -> None:
        """Clear a component's alarms, or only the one with this text."""
        now = self.region.second
        self.state.alarms = tuple(
            [
                replace(alarm, cleared_s=now)
                if alarm.component == component and alarm.cleared_s is None and text in (None, alarm.text)
                else alarm
                for alarm in self.state.alarms
            ]
        )

    def _own_alarms(self) -> None:
        """Alarms that look at one true reading each."""
        state, now = self.state, self.region.second
        for name, spec in self.spec.alarms.items():
            value = self.region.history(spec.component, spec.metric)[-1]
            on = (spec.at_most is None or value <= spec.at_most) and (spec.at_least is None or value >= spec.at_least)
            since = dict(state.holding).get(name)
            if on and since is None:
                state.holding = (*state.holding, (name, now))
            elif on and since is not None and now - since >= spec.delay_s and name not in state.raised:
                state.raised = (*state.raised, name)
                self._raise(spec.shown_as, State(spec.state), spec.text, None, Unit.WORD)
            elif not on and since is not None:
                state.holding = tuple([entry for entry in state.holding if entry[0] != name])
                state.raised = tuple([raised for raised in state.raised if raised != name])
                self._clear(spec.shown_as, spec.text)

    def _chance(self) -> None:
        """Alarms that mean nothing; each clears by itself after a few minutes."""
        spec, tick, now = self.spec, self.region.tick, self.region.second
        for item in spec.noise:
            for alarm in self.state.alarms:
                if alarm.text == item.text and alarm.cleared_s is None and now - alarm.raised_s >= _NOISE_LASTS_S:
                    self._clear(item.component, item.text)
                    break
        if not spec.noise or self._noise.uniform(2 * tick) >= spec.noise_per_hour * self.region.tick_s / 3600.0:
            return
        item = spec.noise[self._noise.integer(2 * tick + 1, 0, len(spec.noise) - 1)]
        self._raise(item.component, State.DEGRADED, item.text, None, Unit.WORD)

    def sample(self) -> tuple[float, ...]:
        """Age of the oldest reading on the board."""
        oldest = self.spec.delay_s
        if self.state.broken_tick is not None and self.spec.carried:
            oldest = max(oldest, (self.region.tick - 1 - self.state.broken_tick) * self.region.tick_s)
        return (float(oldest),)

    def reported_s(self) -> int:
        """It is as old as the oldest thing that it carries."""
        broken = self.state.broken_tick
        if broken is None or not self.spec.carried:
            return self.region.second
        return self.region.plan.start_s + (broken + 1) * self.region.tick_s

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """All alarms are here."""
        return True

    def _meant(self, word: str) -> list[int]:
        return [
            alarm.number
            for alarm in self.state.alarms
            if alarm.acknowledged_s is None
            and alarm.cleared_s is None
            and word in ("all", str(alarm.number), alarm.component)
        ]

    def check(self, action: Action) -> Sentence | None:
        """There must be something to acknowledge."""
        if not self._meant(action.values[0]):
            return say("No alarm waits for an acknowledgement there.")
        return None

    def apply(self, action: Action) -> None:
        """Acknowledge."""
        meant, now = self._meant(action.values[0]), action.second
        self.state.alarms = tuple(
            [replace(alarm, acknowledged_s=now) if alarm.number in meant else alarm for alarm in self.state.alarms]
        )
