"""How a tile's state follows its readings: worse at once, better step by step, well only after it has lasted.

Most readings change nothing. `quiet` says which ones, so that nobody has to follow them.
"""

from __future__ import annotations

from math import inf, nextafter
from typing import NamedTuple

from game.engine.mechanism import TileSpec
from game.engine.readings import Metric, State

BETTER_AT = 0.6
"""A degraded reading at or below this share of the worst one counts as recovering."""
RELAPSE_BY = 0.15
"""A recovering reading that rises by more than this share of the worst one above the best one since is a relapse."""
STANDS_STILL_S = 600
"""Recovering means getting better: a reading that has not become better for so long is as bad as it is."""
GETS_BETTER_TO = 0.98
"""A recovering reading below this share of the best one so far is better than it."""
CREEPS = 0.05
"""Room that a creeping reading has, as a share of the worst one, before it is looked at again."""

NEVER_S = 1 << 60
"""A second that no run reaches."""
WORSE = {State.OK: 0, State.STALE: 0, State.RECOVERING: 1, State.DEGRADED: 2, State.DOWN: 3}
"""How bad a state is; from 2 on it pages."""


class Watch(NamedTuple):
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


class Quiet(NamedTuple):
    """Values of badness from `low` to `high`, both included, that need not be followed before second `until_s`."""

    low: float
    high: float
    until_s: int = NEVER_S


UNQUIET = Quiet(inf, -inf)
"""Every reading has to be followed."""


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
        return watch if watch.state is State.STALE else watch._replace(state=State.STALE, since_s=now)
    badness = -value if metric.bad_when_low else value
    if level is State.OK:
        return _well(watch, badness, now, settle_s)
    fresh = watch.state in (State.OK, State.STALE)
    recovering = watch.state is State.RECOVERING
    peak = badness if fresh else max(watch.peak, badness)
    improved = not recovering or badness < GETS_BETTER_TO * watch.low
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
        return watch._replace(state=State.RECOVERING, since_s=now, well_since_s=since, low=badness, low_s=now)
    if badness > watch.low + RELAPSE_BY * abs(watch.peak):
        return Watch(since_s=now)  # it rises again, and is well so far: what comes now is a trouble of its own
    if watch.well_since_s is not None and badness >= watch.low:
        return watch
    return watch._replace(well_since_s=since, low=min(watch.low, badness))


def quiet(watch: Watch, tile: TileSpec, metric: Metric, *, settle_s: int) -> Quiet:
    """Which readings leave a watch as it is, but for its `peak` and `low`, which are caught up on by `caught_up`.

    There is some room above the peak and below the low, so that a reading that creeps need not be followed either.
    """
    degraded_at, down_at = tile.degraded_at, tile.down_at
    if metric.bad_when_low:
        degraded_at, down_at = (None if bound is None else -bound for bound in (degraded_at, down_at))
    down = inf if down_at is None else down_at
    degraded = down if degraded_at is None else min(down, degraded_at)
    state = watch.state
    if state is State.OK:
        return Quiet(-inf, nextafter(degraded, -inf))
    if state is State.DOWN:
        return Quiet(down, inf)
    if state is State.DEGRADED:
        below = nextafter(down, -inf)
        if metric.bad_when_low:
            return Quiet(degraded, below)
        high = min(below, watch.peak * (1.0 + CREEPS))
        return Quiet(max(degraded, nextafter(BETTER_AT * max(high, watch.peak), inf)), high)
    if state is State.STALE:
        return UNQUIET
    if watch.well_since_s is not None:
        low = watch.low - CREEPS * abs(watch.peak)
        rises = low + RELAPSE_BY * abs(watch.peak)
        return Quiet(low, min(nextafter(degraded, -inf), rises), watch.well_since_s + settle_s)
    if metric.bad_when_low:
        return UNQUIET
    rises = watch.low + RELAPSE_BY * abs(watch.peak)
    high = min(nextafter(down, -inf), watch.peak, rises, BETTER_AT * watch.peak)
    return Quiet(max(degraded, GETS_BETTER_TO * watch.low), high, watch.low_s + STANDS_STILL_S + 1)


def caught_up(watch: Watch, least: float, most: float) -> Watch:
    """The watch with the extremes of the quiet readings (as badness) that it was not shown; the same one if it has them."""
    if watch.state in (State.DOWN, State.DEGRADED) and most > watch.peak:
        return watch._replace(peak=most)
    if watch.state is State.RECOVERING and watch.well_since_s is not None and least < watch.low:
        return watch._replace(low=least)
    return watch
