"""Charts of real runs: what the instruments showed and when, what was done, and nothing that nobody could know."""

from __future__ import annotations

import pytest

from game.engine.readings import State
from game.engine.trends import NO_DATA, eighths
from game.session.judging.curve import second_of, shown, tick_at, top_of
from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.chart import MOST_POINTS, chart
from game.session.showing.queues import facts_of, has_queue
from game.session.showing.queues.view import queue_view
from game.session.view.chart import Fate
from game.session.view.console import ReplyKind
from tests.session.night import small_night
from tests.session.night_moments import at, level

CARRIED = "login"
"""Whose readings the small night's store carries."""


@pytest.fixture(scope="module")
def collapse() -> Run:
    """The long night without anybody, when the leases have collapsed."""
    return at(12_600)


def test_points_are_what_the_board_showed() -> None:
    """A point a minute has the same eighths as the tile's sparkline, gaps included."""
    run = Run(small_night(), 1)
    for second in (-60, 30, 137, 400, 900):
        run.advance_to(second)
        monitoring = run.instruments.monitoring
        assert monitoring is not None
        for component in ("store", "login", "banks", "record"):
            metric = run.instruments.tile_metric(run.region.components[component])
            assert metric is not None
            trend = run.instruments.read(component, metric).trend
            newest_s = run.second - monitoring.spec.delay_s // run.region.tick_s * run.region.tick_s
            seconds = [newest_s - 60 * back for back in range(len(trend) - 1, -1, -1)]
            points = shown(run, component, metric.id, seconds)
            drawn = tuple(NO_DATA if point is None else eighths(point, metric) for point in points)
            assert drawn == trend, (component, second)


def test_a_point_stands_at_its_own_second(collapse: Run) -> None:
    """Point n is the reading of that second; the last one is not newer than what the instruments show."""
    drawn = chart(collapse, (("dwfm", "waiting"), ("ec2", "")), 3600)
    assert drawn.to_s == collapse.second
    assert [series.component for series in drawn.series] == ["dwfm", "ec2"]
    for series in drawn.series:
        history = collapse.region.history(series.component, series.metric)
        assert len(series.points) <= MOST_POINTS + 2
        newest_s = max(n for n, point in enumerate(series.points) if point is not None) * drawn.step_s + drawn.from_s
        assert newest_s <= collapse.second - series.age_s
        for place, point in enumerate(series.points):
            second = drawn.from_s + place * drawn.step_s
            assert point is None or point == history[tick_at(collapse, second)]
    assert second_of(collapse, tick_at(collapse, 600)) == 600


def test_what_is_stale_is_a_gap_and_tells_nothing() -> None:
    """While the carrier is broken, the truth goes on and the chart does not: two nights that differ since look the same."""
    run = Run(small_night(), 1)
    run.advance_to(600)
    assert run.instruments.state(CARRIED) is State.STALE
    drawn = chart(run, ((CARRIED, ""),), 1800)
    series = drawn.series[0]
    assert series.stale
    assert series.age_s > 300
    read_s = run.second - series.age_s
    for place, point in enumerate(series.points):
        if drawn.from_s + place * drawn.step_s > read_s:
            assert point is None
    history = run.region.history(CARRIED, series.metric)
    assert history[-1] != series.value
    for place in range(tick_at(run, read_s) + 1, len(history)):
        history[place] = 0.123
    assert chart(run, ((CARRIED, ""),), 1800) == drawn
    assert plain(run.tools["tool.graph"].output(run, (CARRIED,))).count("·") > 0


def test_orders_are_marked_when_they_were_given_and_when_they_took_effect() -> None:
    """Every change, every update, the first page; looks and pages to people are not."""
    run = Run(small_night(), 1)
    for second, line in (
        (150, "ack all"),
        (160, "logs store"),
        (240, 'post investigating store "We look into it." next 20'),
        (300, "dns automation off"),
    ):
        run.advance_to(second)
        reply = run.say(line, "you", run.second, confirmed=True)[0]
        assert reply.kind in (ReplyKind.DONE, ReplyKind.OUTPUT), plain(reply.lines)
    run.advance_to(500)
    marks = chart(run, (("store", ""),), 0).marks
    paged_s = run.pager.state.first_page_s
    assert paged_s is not None
    order = next(entry for entry in run.entries if entry.line == "dns automation off")
    assert [(mark.second, mark.who, mark.done_s) for mark in marks] == [
        (paged_s, "page", None),
        (240, "you", None),
        (300, "you", order.done_s),
    ]
    assert marks[1].text == "public update: investigating"
    assert marks[0].text == "the first page"
    assert order.done_s is not None
    late = chart(run, (("store", ""),), 500 - order.done_s - 10).marks
    assert [mark.text for mark in late] == []
    assert [mark.text for mark in chart(run, (("store", ""),), 500 - order.done_s + 10).marks] == ["dns automation off"]


def test_a_shift_before_has_its_own_name() -> None:
    """What they did is marked, and is not yours."""
    from game.content.load import load_level

    run = Run(load_level("flapping"), 1)
    marks = chart(run, (("network", ""),), 0).marks
    assert run.handover is not None
    changed = [mark for mark in marks if mark.done_s is not None]
    assert changed
    assert {mark.who for mark in changed} == {"the shift before you"}


def test_a_stretch_in_the_past_ends_there(collapse: Run) -> None:
    """Nothing after it is in it; before the first reading there is none."""
    drawn = chart(collapse, (("dynamodb", ""),), 1800, 3600)
    assert (drawn.from_s, drawn.to_s) == (1800, 3600)
    assert all(1800 <= mark.second <= 3600 or mark.done_s is not None for mark in drawn.marks)
    early = chart(collapse, (("dynamodb", ""),), 1800, collapse.region.plan.start_s + 60)
    assert early.from_s <= collapse.region.plan.start_s + collapse.region.tick_s
    assert chart(collapse, (("dynamodb", ""),), 0).to_s == collapse.second


def test_a_scale_never_ends_below_the_alarm_range(collapse: Run) -> None:
    """Noise stays small; what leaves the range is not cut off."""
    for part in collapse.region.components.values():
        for metric in collapse.instruments.metrics(part):
            series = chart(collapse, ((part.id, metric.id),), 0).series[0]
            highest = max([point for point in series.points if point is not None], default=0.0)
            assert series.top >= highest, (part.id, metric.id)
            if metric.alarm_at < 1e9:
                assert series.top >= metric.alarm_at
            assert series.top == top_of(metric, max(highest, series.value or 0.0))


def test_hidden_truths_cannot_be_charted(collapse: Run) -> None:
    """A truth that no instrument shows is not there by its name either."""
    for part in collapse.region.components.values():
        for metric in part.metrics:
            if metric.hidden:
                drawn = chart(collapse, ((part.id, metric.id),), 3600).series
                assert metric.id not in [series.metric for series in drawn]
    assert chart(collapse, (("nobody", ""),), 3600).series == ()


def test_bounds_are_those_of_the_tile(collapse: Run) -> None:
    """The board's own alarm, and only for what its tile shows."""
    tile, other = [chart(collapse, (("ec2", name),), 3600).series[0] for name in ("failing", "latency")]
    assert (tile.alarm_at, tile.down_at) == (0.1, 0.97)
    assert (other.alarm_at, other.down_at) == (None, None)


# Queues.


def test_every_queue_has_a_view_and_the_console_says_the_same(collapse: Run) -> None:
    """All kinds of mechanisms; nothing negative, nothing beyond what there is."""
    for part in collapse.region.components.values():
        view = queue_view(collapse, part.id, 3600)
        if not has_queue(part):
            assert view.flow is None
            assert view.about == f"Nothing ever waits at {view.name}."
            continue
        assert view.flow is not None, part.id
        assert 0.0 <= view.flow.fill <= 1.0
        assert 0.0 <= view.flow.busy <= 1.0
        assert 0.0 <= view.flow.wasted <= 1.0
        assert all(stream.per_s >= 0.0 for stream in (view.flow.comes, *view.flow.ends))
        console = plain(collapse.tools["tool.queue"].output(collapse, (part.id,)))
        for text in (view.about, *view.pace, *view.telling, *[value for _, value in view.numbers]):
            assert text in console, (part.id, text)


def test_the_lease_manager_works_in_vain(collapse: Run) -> None:
    """Full, late, and nothing of what it does helps; nobody foretells an end."""
    flow = queue_view(collapse, "dwfm", 3600).flow
    assert flow is not None
    assert flow.fill > 0.9
    assert flow.late
    assert flow.wasted > 0.95
    assert flow.ends[1].fate is Fate.VAIN
    assert flow.since_s is not None
    assert not any("at this pace" in text for text in queue_view(collapse, "dwfm", 3600).pace)


def test_curves_of_a_queue_are_asked_of_its_hosts(collapse: Run) -> None:
    """The newest point is now, and what is answered well adds up to what the flow says."""
    view = queue_view(collapse, "dynamodb", 3600)
    assert view.flow is not None
    waiting, good = view.chart.series
    assert waiting.metric == "queue"
    assert (waiting.age_s, good.age_s) == (0, 0)
    assert good.value == pytest.approx(view.flow.ends[0].per_s, rel=0.02)
    assert facts_of(collapse, collapse.region.components["dynamodb"]).good.label == "answered well"


def test_what_stands_before_it_is_what_is_known(collapse: Run) -> None:
    """Needs with queues, the nearest first; one that nobody wrote down is missing until it is found."""
    names = [relation.component for relation in queue_view(collapse, "az1", 3600).before]
    assert names[:2] == ["checks", "network"]
    for part in level().region.components:
        for hidden in part.hidden:
            if part.tile is not None:
                known = collapse.relations.all_needs(part.id)
                listed = [relation.component for relation in queue_view(collapse, part.id, 60).before]
                assert set(listed) <= set(known), (part.id, hidden)


def test_a_throttle_is_told_with_what_it_means() -> None:
    """How much of what comes is turned away now."""
    run = at(700, "600 throttle ec2 13")
    view = queue_view(run, "ec2", 3600)
    assert view.flow is not None
    assert view.flow.door == "held to 13%"
    assert any(text.startswith("The throttle turns") for text in view.telling)
    assert any(end.label == "turned away" and end.per_s > 0.0 for end in view.flow.ends)
