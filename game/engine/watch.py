"""How a tile's state follows its readings: worse at once, better step by step, well only after it has lasted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.mechanism import TileSpec
from game.engine.readings import Metric, State

BETTER_AT = 0.6
"""A degraded reading at or below this share of the worst one counts as recovering."""
RELAPSE_BY = 0.15
"""A recovering reading that rises by more than this share of the worst one above the best one since is a relapse."""
STANDS_STILL_S = 600
"""Recovering means getting better: a reading that has not become better for so long is as bad as it is."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the monitoring holds of one tile. `peak` and `low` are the worst reading of this trouble and the best since.

    `low_s` is when it last became better.
    """

    state: State = State.OK
    since_s: int = 0
    peak: float = 0.0
    low: float = 0.0
    low_s: int = 0
    well_since_s: int | None = None
    page_due_s: int | None = None
    paged: State = State.OK


def level_of(value: float, tile: TileSpec, bad_when_low: bool) -> State:
    """What one reading says by itself: DOWN, DEGRADED or OK."""
    degraded, down = tile.degraded_at, tile.down_at
    if bad_when_low:
        if down is not None and value <= down:
            return State.DOWN
        return State.DEGRADED if degraded is not None and value <= degraded else State.OK
    if down is not None and value >= down:
        return State.DOWN
    return State.DEGRADED if degraded is not None and value >= degraded else State.OK


def follow(watch: Watch, level: State, value: float, metric: Metric, *, now: int, settle_s: int) -> Watch:
    """The watch after a reading at a second; the same object if nothing changed."""
    if level is State.STALE:
        return watch if watch.state is State.STALE else replace(watch, state=State.STALE, since_s=now)
    badness = -value if metric.bad_when_low else value
    if level is State.OK:
        return _well(watch, badness, now, settle_s)
    fresh = watch.state in (State.OK, State.STALE)
    recovering = watch.state is State.RECOVERING
    peak = badness if fresh else max(watch.peak, badness)
    improved = not recovering or badness < 0.98 * watch.low
    low, low_s = (badness, now) if improved else (watch.low, watch.low_s)
    worse = recovering and (badness > low + RELAPSE_BY * abs(peak) or now - low_s > STANDS_STILL_S)
    better = not metric.bad_when_low and level is State.DEGRADED and value <= BETTER_AT * peak
    state = State.RECOVERING if better and not worse else level
    peak = badness if worse else peak
    if state is not State.RECOVERING:
        low, low_s = 0.0, 0
    if (state, peak, low, None) == (watch.state, watch.peak, watch.low, watch.well_since_s):
        return watch
    since = watch.since_s if state is watch.state else now
    return Watch(state, since, peak, low, low_s, None, watch.page_due_s, watch.paged)


def _well(watch: Watch, badness: float, now: int, settle_s: int) -> Watch:
    """After a reading that is well: at once if nothing was wrong, else after it has lasted."""
    if watch.state in (State.OK, State.STALE):
        return watch if watch.state is State.OK else Watch(since_s=now)
    since = watch.well_since_s if watch.well_since_s is not None else now
    if now - since >= settle_s:
        return Watch(since_s=now)
    if watch.state is not State.RECOVERING:
        return replace(watch, state=State.RECOVERING, since_s=now, well_since_s=since, low=badness, low_s=now)
    if badness > watch.low + RELAPSE_BY * abs(watch.peak):
        return Watch(since_s=now)  # it rises again, and is well so far: what comes now is a trouble of its own
    return replace(watch, well_since_s=since, low=min(watch.low, badness))


def eighths(value: float, metric: Metric) -> int:
    """A reading as eighths (0 to 7) of its metric's alarm range."""
    if value <= 0.0:
        return 0
    return min(7, int(value / metric.alarm_at * 8.0))
