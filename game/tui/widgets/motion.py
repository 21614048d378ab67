"""What has just changed on the board, and how far that has settled. The clock is handed in; nothing ticks by itself.

An emphasis never hides what it is about: symbol, name and word are there from the first step on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.readings import State
from game.session.view.board import Snapshot, Tile

STEPS = 3
TILE_STEP_S = 0.375
"""Seconds of one step of a tile: it stands still after a bit more than one second."""
PAGE_STEP_S = 0.125
"""Seconds of one step of a page: one look at the run."""
TOO_FAST = 60
"""The speed from which on nothing moves: states change so often then that emphasis would only flicker."""

_BADNESS = {State.OK: 0, State.STALE: 0, State.RECOVERING: 1, State.DEGRADED: 2, State.DOWN: 3}


class Change(Enum):
    """What became of a component."""

    FELL = "fell"
    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a change has settled: `at` is 0 when it is new, and at most STEPS - 1."""

    change: Change
    at: int


@dataclass(frozen=True, slots=True)
class Moving:
    """Everything that moves at one moment, by component: tiles, and rows of the pager with the number of their step."""

    tiles: tuple[tuple[str, Step], ...] = ()
    pages: tuple[tuple[str, int], ...] = ()


STILL = Moving()


def change_of(before: Tile, now: Tile) -> Change | None:
    """What a tile's new state means; None if it tells nothing, as when its readings went stale."""
    was, is_ = _BADNESS[before.state], _BADNESS[now.state]
    if is_ > was:
        return Change.FELL if now.state is State.DOWN else Change.WORSE if now.state is State.DEGRADED else None
    return Change.BETTER if is_ < was and now.state is not State.STALE else None


class Motion:
    """Remembers what changed when. Asking it costs nothing while nothing moves."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tiles = snapshot.tiles
        self._alarms = snapshot.alarms
        self._waiting = _waiting(snapshot)
        self._changed: dict[str, tuple[Change, float]] = {}
        self._paged: dict[str, float] = {}

    def heed(self, snapshot: Snapshot, now: float, *, off: bool = False) -> None:
        """Take in the newest state at `now`, in seconds of a monotonic clock. With `off`, nothing of it will move."""
        if snapshot.tiles is not self._tiles:
            before = {tile.component: tile for tile in self._tiles}
            for tile in snapshot.tiles:
                was = before.get(tile.component)
                if was is not None and was is not tile and (change := change_of(was, tile)):
                    self._changed[tile.component] = (change, now)
            self._tiles = snapshot.tiles
        if snapshot.alarms is not self._alarms:
            waiting = _waiting(snapshot)
            self._paged.update(dict.fromkeys(waiting - self._waiting, now))
            self._alarms, self._waiting = snapshot.alarms, waiting
        if off or snapshot.speed >= TOO_FAST:
            self._changed.clear()
            self._paged.clear()

    def moving(self, now: float) -> Moving:
        """What moves at `now`; what has settled is forgotten."""
        if not self._changed and not self._paged:
            return STILL
        tiles = {it: Step(change, int((now - at) / TILE_STEP_S)) for it, (change, at) in self._changed.items()}
        pages = {it: int((now - at) / PAGE_STEP_S) for it, at in self._paged.items()}
        for component in [it for it, step in tiles.items() if step.at >= STEPS]:
            del self._changed[component], tiles[component]
        for component in [it for it, step in pages.items() if step >= STEPS]:
            del self._paged[component], pages[component]
        return Moving(tuple(tiles.items()), tuple(pages.items()))


def _waiting(snapshot: Snapshot) -> set[str]:
    return {alarm.component for alarm in snapshot.alarms if not alarm.acknowledged and not alarm.cleared}
