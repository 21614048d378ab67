"""A wave of failures for screens on a fake seat, made from the tiles that it shows, and what happened meanwhile."""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.board import Snapshot, Tile
from game.session.view.cascade import Cascade, CascadeRow, Happening, Kind, Reach, Stretch
from tests.tui.fake_region import NAMES

HOUR_S, LEAD_S, BEGINS_S = 3600, 420, -900

# When each one failed after the first of all, in seconds.
_FIRST_S = {
    "enactor2": -48, "dynamodb": 0, "redshift": 80, "homes": 130, "games": 150, "lambda": 190, "iam": 205, "banks": 230,
    "sts": 240, "streaming": 290, "messaging": 330, "ec2": 345, "ecs": 420, "fargate": 480, "dwfm": 560, "public": 640,
    "airlines": 760, "hospitals": 900, "groceries": 1020, "eks": 1100, "monitoring": 2772,
    "network": 1500, "checks": 1800, "nlb": 1890, "az2": 1950, "az1": 2010, "az3": 2040, "connect": 2100, "poller": 600,
    "repair": 2300, "replicas": 2500,
}  # fmt: skip
_LATER_S = {"nlb": 26_000}
"""By how much later the second wave's own components failed."""
_OF_THE_SECOND = ("network", "checks", "nlb", "az1", "az2", "az3", "connect")


def _first_s(component: str, situation_s: int) -> int:
    late = _LATER_S["nlb"] if situation_s > 20_000 and component in _OF_THE_SECOND else 0
    return _FIRST_S.get(component, 2000) + late


def _stretches(tile: Tile, first_s: int, from_s: int, now: int) -> tuple[Stretch, ...]:
    """Degraded before DOWN, DOWN before recovering, and one that was well in between."""
    state = tile.state
    passed = [Stretch(from_s, State.OK)] if first_s > from_s else []
    begin = max(first_s, from_s)
    middle = begin + max(0, now - begin) // 4
    if tile.component == "sts":
        passed += [
            Stretch(begin, State.DEGRADED),
            Stretch(middle, State.OK),
            Stretch(middle + (now - begin) // 3, state),
        ]
    elif state is State.RECOVERING:
        passed += [
            Stretch(begin, State.DEGRADED),
            Stretch(middle, State.DOWN),
            Stretch(now - (now - begin) // 8, state),
        ]
    elif state is State.DOWN and tile.component != "dynamodb":
        passed += [Stretch(begin, State.DEGRADED), Stretch(middle, state)]
    else:
        passed += [Stretch(begin, state)]
    return tuple(passed)


def cascade(snapshot: Snapshot, reach: Reach = Reach.WAVE) -> Cascade:
    """Every tile that is not well, in the order in which it failed."""
    now = snapshot.second
    failed = [tile for tile in snapshot.tiles if tile.state is not State.OK]
    first = {tile.component: min(now - 1, _first_s(tile.component, now)) for tile in failed}
    from_s = min(first.values(), default=now) - LEAD_S
    if reach is Reach.HOUR:
        from_s = now - HOUR_S
    elif reach is Reach.NIGHT or not failed:
        from_s = BEGINS_S
    ordered = sorted(failed, key=lambda tile: (first[tile.component], tile.row))
    rows = tuple(
        CascadeRow(tile, first[tile.component], _stretches(tile, first[tile.component], from_s, now))
        for tile in ordered
    )
    well = tuple(tile.name for tile in snapshot.tiles if tile.state is State.OK)
    return Cascade(snapshot.level, reach, BEGINS_S, from_s, now, rows, (), well)


def happenings(snapshot: Snapshot) -> tuple[Happening, ...]:
    """A night as a player would have played it up to the snapshot."""
    failed = [row for row in cascade(snapshot).rows if row.tile.state is not State.STALE]
    if not failed:
        return ()
    made = [
        Happening(row.first_s, Kind.STATE, row.tile.component, f"{row.tile.name} is DOWN", State.DOWN)
        for row in failed
        if row.tile.state is State.DOWN
    ]
    made += [
        Happening(
            row.first_s + 70, Kind.PAGE, row.tile.component, f"{row.tile.name}: errors far above normal", State.DEGRADED
        )
        for row in failed
    ]
    made += [
        Happening(900, Kind.PAGE, "", "12 more pages in this minute", State.DEGRADED),
        Happening(140, Kind.YOU, "dynamodb", "ack dynamodb"),
        Happening(170, Kind.YOU, "", "sev 1"),
        Happening(200, Kind.YOU, "", "page dns"),
        Happening(540, Kind.POST, "", "investigating: We see errors."),
        Happening(700, Kind.TEAM, "", "Eli (DNS) is here and faster than you with DNS"),
        Happening(820, Kind.YOU, "record", "dns restore 145, done at 00:05"),
        Happening(1020, Kind.YOU, "record", "done: dns restore 145"),
        Happening(1692, Kind.POST, "", "investigating: We look into it. Calls may fail, and it takes a while until they do not; "
                  "please keep trying, and do not change where your own customers are sent."),
        Happening(2600, Kind.STATE, "sts", "STS is well again", State.OK),
        Happening(2700, Kind.STATE, "monitoring", "Nothing new is heard of Monitoring", State.STALE),
        Happening(2800, Kind.WELL, "", "DynamoDB has been well for 10 minutes. `resolve` ends the night"),
        Happening(2900, Kind.TEAM, "dynamodb", "storage-oncall: the fleet is healthy, nobody calls us"),
    ]  # fmt: skip
    return tuple(sorted([one for one in made if one.second <= snapshot.second], key=lambda one: one.second))


assert set(_FIRST_S) <= set(NAMES)
