"""Monitoring: what the instruments show, when, and which alarms they raise. It is part of the region and breaks with it.

A reading is shown some seconds late. What travels through a broken carrier stops moving: the last value stands, and only
after a while does anybody notice that it is old. A component that hangs tells nothing about itself either. Alarms come
from states that were shown, a little late again, and from nothing that was not.

Published: hundreds of alarms, one of which named the cause and was lost among them; internal tools needed the store.
Calibrated: all delays, so that the first page comes within the first minutes.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import MutableSequence
from dataclasses import dataclass, field
from math import inf
from typing import Annotated, Any, ClassVar, Literal

from game.engine.alarms import ACK, MUTE, Alarm, Alarming, AlarmSpec, NoiseSpec
from game.engine.attention import Attention
from game.engine.details import MOST_OF_ONE, DetailSpec, Rings
from game.engine.mechanism import ComponentSpec, Phase, TileSpec
from game.engine.mechanisms.service import Service
from game.engine.readings import Level, Metric, State, Unit
from game.engine.shown import Shown, Turn
from game.engine.trends import trend_of
from game.engine.units import Between, WholeSeconds
from game.engine.watch import NEVER_S, UNQUIET, WORSE, Quiet, Watch, caught_up, follow, level_of, quiet
from game.engine.words import say

__all__ = [
    "ACK",
    "MUTE",
    "Alarm",
    "AlarmSpec",
    "Monitoring",
    "MonitoringSpec",
    "MonitoringState",
    "NoiseSpec",
    "Reading",
]

_STANDS = Quiet(-inf, inf)


@dataclass(frozen=True, kw_only=True, slots=True)
class MonitoringSpec(ComponentSpec):
    """The region's instruments.

    `delay_s` from a fact to its reading; `carried` components' readings travel through the service `carried_by` (as its
    client `as_client`) and stop while more than half of its calls fail; `notice_s` until an old reading is called stale. A state that was
    shown pages after `alarm_delay_s` and up to `alarm_spread_s` more. What was bad counts as well again after `settle_s`.
    `noise_per_hour` alarms of `noise` come by chance. `alarms` look at one reading each, `details` are the many finer
    alarms below those of tiles; they do not page. Trends have a point every `trend_s`.
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
    details: dict[str, DetailSpec] = field(default_factory=dict)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The carrier, what it carries, and the components of its alarms."""
        carrier = [("carried_by", self.carried_by, "service")] if self.carried_by else []
        carried = [(f"carried.{place}", name, "") for place, name in enumerate(self.carried)]
        noise = [(f"noise.{place}.component", item.component, "") for place, item in enumerate(self.noise)]
        alarms = [(f"alarms.{name}.component", alarm.component, "") for name, alarm in self.alarms.items()]
        shown = [(f"alarms.{name}.shown_as", alarm.shown_as, "") for name, alarm in self.alarms.items()]
        details = [
            (f"details.{name}.components.{place}", component, "")
            for name, spec in self.details.items()
            for place, component in enumerate(spec.components)
        ]
        return (*carrier, *carried, *noise, *alarms, *shown, *details)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is shown of one metric. `trend` has eighths of the alarm range (0 to 7), newest last, -1 for no data."""

    value: float | None
    age_s: int
    trend: tuple[int, ...]


@dataclass(slots=True)
class MonitoringState:
    """`watches` by tile in the order of the level; `broken_tick` since when the carrier is broken (None: it works).

    `numbers` counts all alarms and `pages` those that were not muted. `rings` are the detail alarms of each tile that its
    reading has passed, `taken_s` when somebody last took the alarms of each tile.
    """

    watches: tuple[Watch, ...] = ()
    broken_tick: int | None = None
    alarms: tuple[Alarm, ...] = ()
    numbers: int = 0
    pages: int = 0
    holding: tuple[tuple[str, int], ...] = ()
    raised: tuple[str, ...] = ()
    rings: tuple[Rings, ...] = ()
    taken_s: tuple[int, ...] = ()
    muted: tuple[str, ...] = ()


class Monitoring(Alarming[MonitoringSpec, MonitoringState]):
    """Shows, late, and pages."""

    kind: ClassVar[str] = "monitoring"
    spec_type: ClassVar[type[ComponentSpec]] = MonitoringSpec
    phase: ClassVar[Phase] = Phase.MONITORING
    metrics = (Metric("lag", "oldest reading", Unit.SECONDS, 600.0),)

    def connect(self) -> None:
        """Find everything that has a tile."""
        super().connect()
        spec, parts = self.spec, self.region.components
        self._delay = spec.delay_s // self.region.tick_s
        self._carrier: Service | None = parts[spec.carried_by] if spec.carried_by else None  # type: ignore[assignment]
        tiles = [part for part in parts.values() if part.spec.tile is not None]
        self.tiles: tuple[tuple[str, TileSpec], ...] = tuple(
            [(part.id, part.spec.tile) for part in tiles if part.spec.tile]
        )
        self._places = {component: place for place, (component, _) in enumerate(self.tiles)}
        self.turns: tuple[list[Turn], ...] = tuple(
            [[] for _ in self.tiles]
        )  # by tile, whenever its shown state changed
        self._luck = self.draws("pages")
        self._late = self.draws("rings")
        self.state = MonitoringState(
            watches=tuple([Watch(since_s=self.region.second) for _ in self.tiles]),
            rings=((),) * len(self.tiles),
            taken_s=(-NEVER_S,) * len(self.tiles),
        )
        self._check_details()

    def _check_details(self) -> None:
        layers = [tile.layer for _, tile in self.tiles]
        for name, spec in self.spec.details.items():
            unknown = [layer for layer in spec.layers if layer not in layers]
            if unknown:
                raise ValueError(f"details.{name} names the layer `{unknown[0]}`, in which there is no tile")
        for component, tile in self.tiles:
            count = 0
            for spec in self.spec.details.values():
                count += len(spec.texts) * max(1, len(spec.places)) if spec.is_for(component, tile) else 0
            if count > MOST_OF_ONE:
                raise ValueError(f"`{component}` has {count} detail alarms, at most {MOST_OF_ONE} are possible")

    def start(self) -> None:
        """Look up the shown metric of each tile once."""
        super().start()
        parts = self.region.components
        self._shown = [Shown(self, parts[component], tile) for component, tile in self.tiles]
        self._always = [place for place, shown in enumerate(self._shown) if shown.always]
        self._attention = Attention([shown.history for shown in self._shown], self._always)

    def rewind(self, mark: Any) -> None:
        """Come back to a mark, and follow every reading once."""
        super().rewind(mark)
        self._attention.forget_all()

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What was shown and what was raised, as far as it has to be told later."""
        return (*self.turns, self.came)

    def _catch_up(self, place: int, watch: Watch, newest: int) -> Watch:
        """The watch with what was taken for granted since it was looked at last, up to a tick."""
        seen = self._attention.seen_to[place]
        if seen is None or seen >= newest or watch.state in (State.OK, State.STALE):
            return watch
        shown = self._shown[place]
        passed = shown.history[seen + 1 : newest + 1]
        if shown.metric.bad_when_low:
            return caught_up(watch, -max(passed), -min(passed))
        return caught_up(watch, min(passed), max(passed))

    def _all_caught_up(self) -> None:
        """Make the state what it would be if nothing had been taken for granted."""
        newest = max(0, self.region.tick - 1 - self._delay)
        before = self.state.watches
        after = tuple([self._catch_up(place, watch, newest) for place, watch in enumerate(before)])
        if after != before:
            self.state.watches = after

    def mark(self) -> object:
        """A small value from which `rewind` comes back to this very state."""
        self._all_caught_up()
        return super().mark()

    def digest_state(self) -> object:
        """Everything that decides its future."""
        self._all_caught_up()
        return self.state

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
        trend = trend_of(history, metric, newest=newest, shown=tick, every=every)
        return Reading(history[tick], self.age_s(component), trend)

    def watch(self, component: str) -> Watch:
        """State of a component's tile; one without a tile is taken as well."""
        place = self._places.get(component)
        return Watch() if place is None else self.state.watches[place]

    def details_of(self, component: str) -> tuple[tuple[int, str], ...]:
        """The detail alarms of a component that are up, as (since when, text), oldest first."""
        place = self._places.get(component)
        if place is None or not self.state.rings[place]:
            return ()
        return self._shown[place].panel.ringing(self.state.rings[place], self.region.second)

    def details_up(self, component: str) -> tuple[int, int]:
        """How many detail alarms of a component are up, and how many of them came since somebody took its alarms."""
        place = self._places.get(component)
        rings = () if place is None else self.state.rings[place]
        if place is None or not rings:
            return 0, 0
        up = [ring for ring in rings if ring <= self.region.second]
        return len(up), len([ring for ring in up if ring > self.state.taken_s[place]])

    # The rule.

    def step(self) -> None:
        """Move the readings, then the states, then the alarms."""
        state, tick = self.state, self.region.tick - 1
        if self._carrier is not None:
            broken = self._carrier.success_for(self.spec.as_client) < 0.5
            if broken is not (state.broken_tick is not None):
                state.broken_tick = tick if broken else None
                self._log_carrier(broken)
                self._attention.forget([place for place, shown in enumerate(self._shown) if shown.carried])
        newest = max(0, tick - self._delay)
        looks = self._attention.due(newest, self.region.second)
        for place in self._always:
            if self._may_change(place):
                insort(looks, place)
        if looks:
            self._follow(looks, newest)
        self.raise_by_itself()

    def _log_carrier(self, broken: bool) -> None:
        """Nobody pages for this: it stands in a log."""
        text = (
            say("Readings of {count} parts are not written: {carrier} does not answer.", **self._carriage())
            if broken
            else say("Readings of {count} parts are written again: {carrier} answers.", **self._carriage())
        )
        self.log(Level.WARN if broken else Level.INFO, text)

    def _carriage(self) -> dict[str, object]:
        return {"count": len(self.spec.carried), "carrier": self.spec.carried_by}

    def _may_change(self, place: int) -> bool:
        """Whether a tile that has to be asked each tick may look different now. One without bounds only grows old."""
        shown = self._shown[place]
        if shown.bounded or shown.carried:
            return True
        old = self.region.second - shown.part.reported_s() > self.spec.notice_s
        return old is not (self.state.watches[place].state is State.STALE)

    def _follow(self, places: list[int], newest: int) -> None:
        """Look closely at some tiles, in their order."""
        state = self.state
        frozen = newest
        if state.broken_tick is not None:
            frozen = min(newest, max(0, state.broken_tick - self._delay))
        watches: list[Watch] | None = None
        timed = False
        for place in places:
            watch = state.watches[place]
            shown = self._shown[place]
            tick = frozen if shown.carried else newest
            changed = self._look(place, shown, self._catch_up(place, watch, tick - 1), tick)
            self._attention.seen_to[place] = None if shown.carried and state.broken_tick is not None else tick
            if changed is not watch:
                if changed.state is not watch.state:
                    self.turns[place].append((self.region.second, changed.state))
                watches = list(state.watches) if watches is None else watches
                watches[place] = changed
            if self._attention.can_spare(place):
                timed = self._spare(place, shown, changed) or timed
        if watches is not None:
            state.watches = tuple(watches)
        if timed:
            self._attention.settle()

    def _look(self, place: int, shown: Shown, watch: Watch, tick: int) -> Watch:
        """What becomes of one tile's watch; the watch itself if nothing does."""
        region, history, metric = self.region, shown.history, shown.metric
        value = history[tick] if tick < len(history) else 0.0
        level = level_of(value, shown.tile, metric.bad_when_low)
        age = (region.tick - 1 - tick) * region.tick_s
        if not shown.talkative:
            age = max(age, region.second - shown.part.reported_s())
        if age > self.spec.notice_s:
            level = State.STALE
        elif shown.panel.texts:
            self._turn(place, shown, -value if metric.bad_when_low else value)
        if watch.state is State.OK and level is State.OK:
            return watch
        seen = follow(watch, level, value, metric, now=region.second, settle_s=self.spec.settle_s)
        if seen.state is State.OK and watch.state is not State.OK:
            self.clear_alarms(shown.id)
        return self._page(place, shown, seen, value)

    def _turn(self, place: int, shown: Shown, badness: float) -> None:
        state, region = self.state, self.region
        before = state.rings[place]
        after = shown.panel.turn(
            before, badness, region.second, delay_s=self.spec.alarm_delay_s, lots=self._late, counter=region.tick
        )
        if after is not before:
            state.rings = (*state.rings[:place], after, *state.rings[place + 1 :])

    def _spare(self, place: int, shown: Shown, watch: Watch) -> bool:
        """Note which readings change nothing from now on; whether there is an end to that, or was."""
        calm = UNQUIET
        if shown.carried and self.state.broken_tick is not None:
            if watch.state is State.STALE:
                calm = _STANDS  # until the carrier works again
        else:
            calm = quiet(watch, shown.tile, shown.metric, settle_s=self.spec.settle_s)
            if shown.panel.texts:
                calm = shown.panel.quiet(self.state.rings[place], calm)
        low, high, until_s = calm
        if watch.page_due_s is not None:
            until_s = min(until_s, watch.page_due_s)
        if shown.metric.bad_when_low:
            low, high = -high, -low
        return self._attention.spare(place, low, high, until_s)

    # Alarms.

    def _page(self, place: int, shown: Shown, watch: Watch, value: float) -> Watch:
        state, paged, due_s, now = watch.state, watch.paged, watch.page_due_s, self.region.second
        if state is State.OK and paged is not State.OK:
            watch, paged = watch._replace(paged=State.OK), State.OK
        if WORSE[state] < 2 or WORSE[state] <= WORSE[paged]:
            return watch if due_s is None else watch._replace(page_due_s=None)
        if due_s is None:
            late = self._luck.integer(self.region.tick * 64 + place, 0, self.spec.alarm_spread_s)
            return watch._replace(page_due_s=now + self.spec.alarm_delay_s + late)
        if now < due_s:
            return watch
        self.raise_alarm(shown.id, state, shown.tile.alarm, value, shown.metric.unit)
        return watch._replace(page_due_s=None, paged=state)

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
