"""What failed first: the states of every component as the instruments showed them, on one clock."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State
from game.engine.shown import Turn
from game.session.run import Run
from game.session.view.board import Snapshot, Tile
from game.session.view.cascade import Cascade, CascadeRow, Reach, Stretch

WELL_S = 600
"""Nothing being in trouble for so long ends a wave of failures."""
OVER_S = 3600
"""A component that was well for so long has left the wave: what comes then is a failure of its own."""
HOUR_S = 3600
LEAD_S = 180
"""How much of the calm before the first failure is shown."""
LEAST_S = 600
"""The shortest stretch of time that is shown."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A stretch of time in which an instrument did not show that all is well. `until_s` is None while it lasts.

    `silent` means that it told of nothing but its own age: it was stale all the time.
    """

    from_s: int
    until_s: int | None
    silent: bool


def cascade(run: Run, now: Snapshot, reach: Reach = Reach.WAVE) -> Cascade:
    """What failed within the reach, in the order in which it failed. Only what was shown counts, whatever was true."""
    begins_s, to_s = run.region.plan.start_s, run.second
    turns = turns_of(run)
    troubles = {component: troubles_of(shown) for component, shown in turns.items()}
    since_s = _since(reach, list(troubles.values()), begins_s, to_s)
    found: list[tuple[int, Tile]] = []
    for tile in now.tiles:
        first_s = _first(
            troubles.get(tile.component, []), since_s, to_s, left_s=OVER_S if reach is Reach.WAVE else None
        )
        if first_s is not None:
            found.append((first_s, tile))
    found.sort(key=lambda pair: (pair[0], pair[1].row, pair[1].column))
    from_s = max(begins_s, since_s)
    if reach is Reach.WAVE:
        first = [first_s for first_s, _ in found if first_s >= since_s]
        from_s = max(begins_s, min(min(first, default=to_s) - LEAD_S, to_s - LEAST_S))
    rows = [CascadeRow(tile, first_s, stretches(turns[tile.component], from_s)) for first_s, tile in found]
    failed = {tile.component for _, tile in found}
    others = [tile for tile in now.tiles if tile.component not in failed]
    hurt = {component for component, each in troubles.items() if _first(each, from_s, to_s, left_s=None) is not None}
    over = tuple([tile.name for tile in others if tile.component in hurt])
    well = tuple([tile.name for tile in others if tile.component not in hurt])
    return Cascade(now.level, reach, begins_s, from_s, to_s, tuple(rows), over, well)


def turns_of(run: Run) -> dict[str, list[Turn]]:
    """By component, when its tile showed another state."""
    monitoring = run.instruments.monitoring
    if monitoring is None:
        return {}
    return {component: turns for (component, _), turns in zip(monitoring.tiles, monitoring.turns, strict=True)}


def troubles_of(turns: list[Turn]) -> list[Trouble]:
    """The stretches in which a tile did not show that all is well, oldest first."""
    troubles: list[Trouble] = []
    begun: int | None = None
    silent = True
    for second, state in turns:
        if state is State.OK and begun is not None:
            troubles.append(Trouble(begun, second, silent))
            begun = None
        elif state is not State.OK:
            if begun is None:
                begun, silent = second, True
            silent = silent and state is State.STALE
    if begun is not None:
        troubles.append(Trouble(begun, None, silent))
    return troubles


def _since(reach: Reach, troubles: list[list[Trouble]], begins_s: int, to_s: int) -> int:
    """The first second within a reach."""
    match reach:
        case Reach.NIGHT:
            return begins_s
        case Reach.HOUR:
            return to_s - HOUR_S
        case Reach.WAVE:
            return wave_s([one for each in troubles for one in each if not one.silent], begins_s, to_s)


def wave_s(troubles: list[Trouble], begins_s: int, to_s: int) -> int:
    """Since when the current wave lasts: its first failure came after everything had been well for a while.

    A wave that is over stays the current one until another begins. What is silent neither begins nor keeps one.
    """
    begin, end = begins_s, begins_s
    for trouble in sorted(troubles, key=lambda one: one.from_s):
        if trouble.from_s - end >= WELL_S:
            begin = trouble.from_s
        end = max(end, to_s if trouble.until_s is None else trouble.until_s)
    return begin


def _first(troubles: list[Trouble], since_s: int, to_s: int, *, left_s: int | None) -> int | None:
    """When a component failed first since a second; None if it did not.

    What began before and lasts into it counts from where it began. With `left_s`, only what was not followed by being well
    for so long counts.
    """
    first: int | None = None
    for trouble in reversed(troubles):
        if trouble.until_s is not None and trouble.until_s <= since_s:
            break
        well_s = 0 if trouble.until_s is None else (to_s if first is None else first) - trouble.until_s
        if left_s is not None and well_s >= left_s:
            break
        first = trouble.from_s
    return first


def stretches(turns: list[Turn], from_s: int) -> tuple[Stretch, ...]:
    """The states that a tile showed from a second on; the first one is that of this second."""
    before = State.OK
    shown: list[Stretch] = []
    for second, state in turns:
        if second <= from_s:
            before = state
        else:
            shown.append(Stretch(second, state))
    return (Stretch(from_s, before), *shown)
