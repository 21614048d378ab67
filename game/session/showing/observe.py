"""What a face is shown of a run: snapshots whose unchanged parts are the same objects as before.

Only what the instruments show goes in, never the truth behind them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from game.engine.mechanism import Mechanism, TileSpec
from game.engine.mechanisms import monitoring
from game.engine.readings import State, Unit
from game.session.all_clear import offered
from game.session.calling import done_words
from game.session.clock import Clock
from game.session.handover.handing_over import due_s
from game.session.handover.seat_memory import seen_feed
from game.session.judging.result import facts_of
from game.session.run import Run
from game.session.run_state import RunState
from game.session.showing.phrases import short_phrase
from game.session.view.board import Alarm, Snapshot, Tile
from game.session.view.talk import Talk

SPARK_POINTS = 24
FEED_SHOWN = 200

T = TypeVar("T")

Moment = tuple[int, int, int, RunState]
"""Ticks, lines said, lines told, and what else a run knows."""


class Observer:
    """Looks at one run for one seat."""

    def __init__(self, run: Run, clock: Clock) -> None:
        self.run = run
        self.clock = clock
        self.facts = facts_of(run.scenario, run.seed, run.guidance)
        self._tiles: tuple[Tile, ...] = ()
        self._tile_of: dict[str, Tile] = {}
        self._alarms: tuple[Alarm, ...] = ()
        self._alarm_of: dict[int, tuple[monitoring.Alarm, Alarm]] = {}
        self._kept: dict[str, Any] = {}
        self._snapshot: Snapshot | None = None
        self._of: Moment | None = None
        self._drawn = [(part, part.spec.tile) for part in run.region.components.values() if part.spec.tile is not None]

    def snapshot(self, talk: Talk | None = None) -> Snapshot:
        """The state now, with what somebody says. The same object as before if nothing changed."""
        run, clock, moment = self.run, self.clock, moment_of(self.run)
        second = min(max(run.second, clock.second), run.second + run.region.tick_s - 1)
        second = run.second if run.ended else second
        if self._snapshot is not None and moment == self._of:
            shown = self._snapshot  # only the clock can have moved, and words passed
            seen = (shown.second, shown.speed, shown.paused, shown.talk, shown.slowed)
            if (second, clock.speed, clock.paused, talk, clock.slowed) != seen:
                moved = replace(shown, second=second, speed=clock.speed, paused=clock.paused, talk=talk)
                moved = replace(moved, slowed=clock.slowed)
                self._snapshot = replace(moved, version=shown.version + 1)
            return self._snapshot
        self._of = moment
        shown = Snapshot(
            version=0 if self._snapshot is None else self._snapshot.version,
            level=self.facts,
            second=second,
            speed=clock.speed,
            paused=clock.paused,
            impact=round(run.ledger.impact_now(), 4),
            impact_spark=self._same("impact", self._minutes(run.ledger.impact, 8.0)),
            trust=round(run.channel.trust, 1),
            trust_spark=self._same("trust", self._minutes(run.channel.history, 0.08)),
            severity=run.state.severity,
            responders=self._same("responders", run.people.responders(run.second)),
            tiles=self._all_tiles(),
            alarms=self._all_alarms(),
            posts=run.channel.posts,
            post_due_s=run.channel.due_s,
            paged_s=run.pager.state.first_page_s,
            feed=self._same("feed", tuple(seen_feed(run)[-FEED_SHOWN:])),
            ended=run.ended,
            can_resolve=offered(run),
            finer=self._same("finer", run.pager.finer()),
            hand_over_s=due_s(run),
            noted=run.state.changeovers.written is not None,
            notes=len(run.handover_notes),
            talk=talk,
            done=self._same("done", done_words(run)),
            slowed=clock.slowed,
            muted=self._same("muted", tuple([run.instruments.name_of(component) for component in run.pager.muted])),
        )
        if self._snapshot is None or shown != self._snapshot:
            version = 1 if self._snapshot is None else self._snapshot.version + 1
            self._snapshot = replace(shown, version=version)
        return self._snapshot

    def _same(self, name: str, value: T) -> T:
        """The value that was shown before, if this one is equal to it."""
        before: T | None = self._kept.get(name)
        if before is not None and before == value:
            return before
        self._kept[name] = value
        return value

    def _minutes(self, values: Any, scale: float) -> tuple[int, ...]:
        """The newest readings, one a minute, as eighths."""
        every = max(1, 60 // self.run.region.tick_s)
        newest = len(values) - 1
        return tuple(
            [
                max(0, min(7, int(values[newest - back * every] * scale)))
                for back in range(SPARK_POINTS - 1, -1, -1)
                if newest - back * every >= 0
            ]
        )

    # Tiles.

    def _all_tiles(self) -> tuple[Tile, ...]:
        tiles = tuple([self._tile(part, spec) for part, spec in self._drawn])
        if len(tiles) != len(self._tiles) or any(new is not old for new, old in zip(tiles, self._tiles, strict=True)):
            self._tiles = tiles
        return self._tiles

    def _tile(self, part: Mechanism[Any, Any], spec: TileSpec) -> Tile:
        instruments = self.run.instruments
        metric = instruments.tile_metric(part)
        watch = instruments.watch(part.id)
        unit = Unit.WORD if metric is None else metric.unit
        value: float | None = None
        spark: tuple[int, ...] = ()
        age_s = 0
        if metric is not None:
            reading = instruments.read(part.id, metric)
            value, spark = settled(reading.value, unit), reading.trend
            if watch.state is State.STALE:
                age_s = reading.age_s
        monitor = instruments.monitoring
        new = monitor is not None and monitor.is_new(part.id)
        tile = Tile(
            component=part.id,
            name=spec.name,
            short=spec.short,
            layer=spec.layer,
            row=spec.row,
            column=spec.column,
            state=watch.state,
            since_s=watch.since_s,
            value=value,
            unit=unit,
            text=part.reading_text(),
            noun=spec.noun,
            spark=spark,
            new=new,
            held=part.held(),
            age_s=age_s,
            phrase=short_phrase(self.run, part),
            acked=watch.state is State.DOWN and not new and self._is_up(part.id),
        )
        before = self._tile_of.get(part.id)
        if before is not None and before == tile:
            return before
        self._tile_of[part.id] = tile
        return tile

    def _is_up(self, component: str) -> bool:
        """Whether an alarm of it is up."""
        return any(alarm.component == component and alarm.cleared_s is None for alarm in self.run.pager.alarms)

    # Alarms.

    def _all_alarms(self) -> tuple[Alarm, ...]:
        """Newest first: by when they were raised or, once cleared, when they cleared."""
        alarms = tuple(
            sorted([self._alarm(alarm) for alarm in self.run.pager.alarms], key=lambda it: (-it.second, -it.id))
        )
        if len(alarms) != len(self._alarms) or any(
            new is not old for new, old in zip(alarms, self._alarms, strict=True)
        ):
            self._alarms = alarms
        return self._alarms

    def _alarm(self, raised: monitoring.Alarm) -> Alarm:
        known = self._alarm_of.get(raised.number)
        if known is not None and known[0] is raised and raised.cleared_s is not None:
            return known[1]
        text, then = self.run.instruments.told(raised)
        shown = Alarm(
            id=raised.number,
            component=raised.component,
            name=self.run.instruments.name_of(raised.component),
            state=raised.state,
            second=raised.raised_s if raised.cleared_s is None else raised.cleared_s,
            text=text,
            acknowledged=raised.acknowledged_s is not None,
            cleared=raised.cleared_s is not None,
            repeats=raised.repeats,
            then=then,
        )
        if known is not None and known[1] == shown:
            return known[1]
        self._alarm_of[raised.number] = (raised, shown)
        return shown


def moment_of(run: Run) -> Moment:
    """Equal as long as a run is in the same state: nothing changes in it but by a tick, by a line, or by what it tells."""
    return (run.region.tick, len(run.said), len(run.feed), run.state)


def settled(value: float | None, unit: Unit) -> float | None:
    """A reading as exact as it is shown and no more, so that a tile is redrawn only when it looks different."""
    if value is None:
        return None
    if unit is Unit.SHARE:
        return round(value, 3) if value < 0.1 else round(value, 2)
    if unit is Unit.SECONDS:
        return round(value, 2) if value < 10.0 else round(value)
    return round(value) if abs(value) < 1000.0 else float(f"{value:.3g}")
