"""Charts for screens on a fake seat: made from the snapshot, with curves that rise when things go wrong."""

from __future__ import annotations

from math import sin

from game.engine.readings import State, Unit
from game.session.view.board import Relation, Snapshot, Tile
from game.session.view.chart import Chart, ChartMark, Fate, Flow, QueueView, Series, Stream
from game.session.view.console import Span, Tone

POINTS = 180
METRICS = {
    "failing": ("calls failing", Unit.SHARE, 1.0, 0.05),
    "queue": ("requests waiting", Unit.COUNT, 50_000.0, None),
    "latency": ("time to answer", Unit.SECONDS, 10.0, 1.0),
}
"""The readings of every component: what they are called, their unit, the end of their scale, their alarm."""

ORDER = "throttle ec2 20"
_RAMP_S = 900
_HAS_NONE = ("az1", "az2", "az3", "record")
_BEFORE = ("dynamodb", "ec2", "network")


def chart(snapshot: Snapshot, wanted: tuple[tuple[str, str], ...], span_s: int, until_s: int | None = None) -> Chart:
    """One or two readings of tiles; those of a stale one end four minutes ago."""
    to_s = snapshot.second if until_s is None else min(until_s, snapshot.second)
    from_s = to_s - span_s if span_s else min(snapshot.level.start_s, to_s - 60)
    step_s = max(5, (to_s - from_s) // POINTS // 5 * 5)
    from_s -= from_s % step_s
    tiles = {tile.component: tile for tile in snapshot.tiles}
    series = tuple(
        _series(snapshot, tiles[component], metric or "failing", range(from_s, to_s + 1, step_s))
        for component, metric in wanted
        if component in tiles
    )
    return Chart(from_s, to_s, step_s, series, tuple(mark for mark in marks(snapshot) if from_s <= mark.second <= to_s))


def marks(snapshot: Snapshot) -> tuple[ChartMark, ...]:
    """The first page, one order, and every public update."""
    paged_s = 60 if snapshot.paged_s is None else snapshot.paged_s
    found = [
        ChartMark(paged_s, "page", "the first page: DynamoDB"),
        ChartMark(snapshot.second - 600, "you", ORDER, snapshot.second - 300),
        ChartMark(snapshot.second - 120, "you", "dns automation off", snapshot.second + 60),
        *(ChartMark(post.second, "you", f"public update: {post.state.value}") for post in snapshot.posts),
    ]
    return tuple(sorted(found, key=lambda mark: mark.second))


def _series(snapshot: Snapshot, tile: Tile, metric: str, seconds: range) -> Series:
    label, unit, top, alarm_at = METRICS.get(metric, METRICS["failing"])
    bad = {State.DOWN: 0.97, State.DEGRADED: 0.4, State.RECOVERING: 0.15}.get(tile.state, 0.01)
    stale = tile.state is State.STALE
    age_s = 240 if stale else 15
    points = tuple(
        None if second > snapshot.second - age_s else top * _shape(second, bad) if second >= -1800 else None
        for second in seconds
    )
    known = [point for point in points if point is not None]
    value = known[-1] if known else None
    return Series(
        tile.component,
        tile.name,
        metric,
        label,
        unit,
        points,
        top,
        alarm_at,
        0.5 if unit is Unit.SHARE else None,
        low=False,
        value=value,
        text="",
        state=tile.state,
        age_s=age_s,
        stale=stale,
    )


def _shape(second: int, bad: float) -> float:
    """Calm until second 0, then up to `bad` within a quarter of an hour, never quite still."""
    risen = max(0.0, min(1.0, second / _RAMP_S))
    return max(0.0, min(1.0, 0.005 + bad * risen * (0.95 + 0.05 * sin(second / 90.0))))


def queue(snapshot: Snapshot, component: str, span_s: int) -> QueueView:
    """A queue that fills while its component is in trouble; zones and records have none."""
    tiles = {tile.component: tile for tile in snapshot.tiles}
    tile = tiles[component]
    before = tuple(
        Relation(other, tiles[other].name, tiles[other].state, tiles[other].text)
        for other in _BEFORE
        if other in tiles and other != component
    )
    drawn = chart(snapshot, ((component, "queue"), (component, "failing")), span_s)
    if component in _HAS_NONE:
        about = f"Nothing ever waits at {tile.name}."
        return QueueView(component, tile.name, tile.state, about, None, (), (), (), (), "", drawn, before)
    bad = tile.state in (State.DOWN, State.DEGRADED)
    return QueueView(
        component,
        tile.name,
        tile.state,
        "room for 50,000 requests, serves 12,000 a second",
        _flow(bad=bad),
        (("calls failing", "97%" if bad else "0%"), ("requests waiting", "38.2k" if bad else "0")),
        ((Span("  public  3% of calls end well, 100% find it, patient for 10 s", Tone.MUTED),),) if bad else (),
        ("41.0k requests 10 minutes ago: it shrinks by 280 a minute; at this pace it is empty in 136 min",)
        if bad
        else (),
        ("84% of its work is for clients who have gone: nobody reads the answers.",) if bad else (),
        tile.held,
        drawn,
        before,
    )


def _flow(*, bad: bool) -> Flow:
    ends = [Stream("answered well", 1900.0 if bad else 4000.0, "1,900 /s" if bad else "4,000 /s")]
    if bad:
        ends += [
            Stream("for clients gone", 10_100.0, "10.1k /s", "nobody reads it", Fate.VAIN),
            Stream("turned away", 3000.0, "3,000 /s", "no room", Fate.AWAY),
        ]
    return Flow(
        comes=Stream(
            "attempts come in", 15_000.0, "15.0k /s" if bad else "4,000 /s", "73% of it retries" if bad else ""
        ),
        waiting="requests wait",
        waits="38.2k" if bad else "0",
        fill=0.76 if bad else 0.0,
        about="room for 50.0k",
        oldest="31 s" if bad else "",
        since_s=120 if bad else None,
        deadline="clients wait 10 s",
        late=bad,
        works="hosts at most",
        can="12.0k /s",
        busy=1.0 if bad else 0.33,
        door="held to 40%" if bad else "",
        brake="scaled to 150%" if bad else "",
        ends=tuple(ends),
    )
