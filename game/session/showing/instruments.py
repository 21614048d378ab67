"""What the region's instruments show of a component: late, stale or wrong as they may be. Board and tools both ask here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.monitoring import Alarm, Monitoring, Reading
from game.engine.readings import Metric, State, Unit
from game.engine.region import Region
from game.engine.watch import Watch
from game.session.staff.belongings import belongings
from game.session.view.console import Tone

TONES = {
    State.OK: Tone.MUTED,
    State.RECOVERING: Tone.RECOVERING,
    State.DEGRADED: Tone.DEGRADED,
    State.DOWN: Tone.DOWN,
    State.STALE: Tone.FAINT,
}
WORDS = {
    State.OK: "ok",
    State.RECOVERING: "recovering",
    State.DEGRADED: "degraded",
    State.DOWN: "DOWN",
    State.STALE: "stale",
}
_NOTHING = Reading(None, 0, ())


class Instruments:
    """Reads the monitoring of a region. A region without one shows nothing but names."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.belongings = belongings(region)
        self.monitoring = next((part for part in region.order if isinstance(part, Monitoring)), None)
        self._tile_metrics = {part.id: _tile_metric(part) for part in region.components.values()}
        self._told: dict[str, frozenset[str]] = {}

    def name_of(self, component: str) -> str:
        """What the board calls a component."""
        tile = self.region.components[component].spec.tile
        return component if tile is None else tile.name

    def watch(self, component: str) -> Watch:
        """State of a component as shown."""
        return Watch() if self.monitoring is None else self.monitoring.watch(component)

    def state(self, component: str) -> State:
        """State of a component as shown."""
        return self.watch(component).state

    def read(self, component: str, metric: Metric) -> Reading:
        """What is shown of one metric."""
        return _NOTHING if self.monitoring is None else self.monitoring.read(component, metric)

    def age_s(self, component: str) -> int:
        """Age of what is shown of a component."""
        return 0 if self.monitoring is None else self.monitoring.age_s(component)

    def value(self, component: str, metric: str, before_s: int = 0) -> float | None:
        """The newest reading that is shown of a metric, without its trend, or the one shown a while earlier.

        None where nothing was read. KeyError if no instrument shows such a metric.
        """
        if metric not in self._told_by(component):
            raise KeyError(f"no instrument shows {metric} of {component}")
        history = self.region.history(component, metric)
        if self.monitoring is None or not history:
            return None
        tick = min(self.monitoring.shown_tick(component), len(history) - 1) - before_s // self.region.tick_s
        return history[tick] if tick >= 0 else None

    def metrics(self, part: Mechanism[Any, Any]) -> tuple[Metric, ...]:
        """The metrics of a component that instruments show, the one of its tile first."""
        shown = [metric for metric in part.metrics if not metric.hidden]
        first = part.spec.tile.metric if part.spec.tile is not None else ""
        return tuple(sorted(shown, key=lambda metric: metric.id != first))

    def tile_metric(self, part: Mechanism[Any, Any]) -> Metric | None:
        """The metric that a component's tile shows."""
        return self._tile_metrics[part.id]

    def _told_by(self, component: str) -> frozenset[str]:
        """The ids of the metrics of a component that instruments show."""
        known = self._told.get(component)
        if known is None:
            metrics = self.region.components[component].metrics
            known = self._told[component] = frozenset([metric.id for metric in metrics if not metric.hidden])
        return known

    def tile_text(self, part: Mechanism[Any, Any]) -> str:
        """What a component's tile says: its word, or its number."""
        word = part.reading_text()
        metric = self.tile_metric(part)
        if word or metric is None:
            return word
        return written(self.read(part.id, metric).value, metric.unit)

    def of_now(self, alarm: Alarm) -> Alarm:
        """An alarm as if it had been raised on the newest reading that is shown.

        The alarm itself where it says no reading of its tile, has cleared, or is of something stale.
        """
        metric = self._metric_of(alarm)
        if metric is None or alarm.cleared_s is not None or self.state(alarm.component) is State.STALE:
            return alarm
        return replace(alarm, value=self.value(alarm.component, metric.id))

    def told(self, alarm: Alarm) -> tuple[str, str]:
        """What an alarm says with the newest reading that is shown, and what that was when it was raised ("35% then").

        The second is "" where the two are the same, or where it says no reading. Of what is stale, and of an alarm that
        has cleared, the first says the reading that it was raised on, and the second that it is of then.
        """
        now = self.of_now(alarm)
        if now is alarm:
            return alarm_text(alarm), "" if self._metric_of(alarm) is None else "then"
        then = "" if alarm_text(now) == alarm_text(alarm) else f"{written(alarm.value, alarm.unit)} then"
        return alarm_text(now), then

    def _metric_of(self, alarm: Alarm) -> Metric | None:
        """The reading that an alarm says; None if it is not the one of its tile."""
        part = self.region.components[alarm.component]
        tile = part.spec.tile
        own = tile is not None and tile.alarm == alarm.text and alarm.value is not None
        return self.tile_metric(part) if own else None


def _tile_metric(part: Mechanism[Any, Any]) -> Metric | None:
    tile = part.spec.tile
    return None if tile is None else next((metric for metric in part.metrics if metric.id == tile.metric), None)


def alarm_text(alarm: Alarm) -> str:
    """What an alarm says, with the reading that it was raised on."""
    value = "" if alarm.value is None else written(alarm.value, alarm.unit)
    return alarm.text.replace("{value}", value)


def written(value: float | None, unit: Unit) -> str:
    """A reading as people write it: "12%", "11.4k", "820 /s", "14 min"; "no data" where there is none."""
    if value is None:
        return "no data"
    match unit:
        case Unit.SHARE:
            percent = value * 100.0
            return f"{percent:.1f}%" if 0.05 <= percent < 9.95 else f"{percent:.0f}%"
        case Unit.PER_SECOND:
            return f"{_short(value)} /s"
        case Unit.SECONDS:
            return seconds_written(value)
        case Unit.PLAN:
            return f"{value:.0f}"
        case _:
            return _short(value)


def seconds_written(value: float) -> str:
    """A span of time: "0.40 s", "12 s", "14 min", "2 h 30"."""
    if value < 10.0:
        return f"{value:.2f} s"
    if value < 120.0:
        return f"{value:.0f} s"
    if value < 7200.0:
        return f"{value / 60.0:.0f} min"
    hours, minutes = divmod(round(value / 60.0), 60)
    return f"{hours} h {minutes:02d}"


def _short(value: float) -> str:
    if abs(value) < 10.0 and value != int(value):
        return f"{value:.1f}"
    if abs(value) < 10_000.0:
        return f"{value:,.0f}"
    if abs(value) < 1e6:
        return f"{value / 1e3:.1f}k"
    return f"{value / 1e6:.1f}M" if abs(value) < 1e9 else f"{value / 1e9:.1f}G"
