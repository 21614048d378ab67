"""Safety devices are kept on as long as possible: by what was read and by how the region was, never by a time of day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from game.content.load import load_level
from game.engine.actions import ActionSpec
from game.engine.mechanisms import MECHANISMS
from game.engine.scenario import Scenario
from game.session.judging.case import Case
from game.session.judging.criteria import RULES
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import score
from game.session.run import YOU, Run
from game.session.view.console import ReplyKind
from tests.session.records import REFERENCE_RUN, SCENARIO

HOUR, MINUTE = 3600, 60
START_S = 5 * HOUR + 42 * MINUTE
READ = (START_S + 90, "queue checks")
OFF = (START_S + 150, "failover nlb off")
Lines = tuple[tuple[int, str], ...]


@cache
def _flapping() -> Scenario:
    return load_level("flapping")


def _calm() -> Scenario:
    """The same night in which nothing waits for a network for long: a line that never grows, so that no check errs."""
    scenario = _flapping()
    parts = [
        replace(part, grace_s=1e6) if part.id == "checks" else part  # type: ignore[call-arg]
        for part in scenario.region.components
    ]
    return replace(scenario, region=replace(scenario.region, components=tuple(parts)))


def _played(scenario: Scenario, lines: Iterable[tuple[int, str]], until_s: int) -> RunRecord:
    run = Run(scenario, 1)
    for second, line in lines:
        run.advance_to(second)
        reply, _ = run.say(line, YOU, run.second, confirmed=True)
        assert reply.kind is ReplyKind.DONE or line.split()[0] in ("queue", "status"), (line, reply)
    run.advance_to(until_s)
    return record_of(run)


def _kept_on(record: RunRecord, scenario: Scenario) -> tuple[float, str]:
    share, reason = RULES["kept-on"](Case(record, scenario))
    return share, str(reason)


def test_what_is_a_safety_device_its_action_declares() -> None:
    """Each has a reading that says whether it errs; a limit that people set themselves is none."""
    declared: dict[str, ActionSpec] = {spec.id: spec for kind in MECHANISMS for spec in kind.actions if spec.guards}
    assert sorted(declared) == ["dns.automation", "failover"]
    for spec_id in declared:
        kinds = [kind for kind in MECHANISMS if any(spec.id == spec_id for spec in kind.actions)]
        assert any(metric.id == "misled" and metric.hidden for kind in kinds for metric in kind.metrics), spec_id


def test_off_after_reading_that_it_errs_costs_nothing() -> None:
    """The checks were looked at while they took what was well for sick."""
    record = _played(_flapping(), (READ, OFF), START_S + HOUR)
    assert record.disarmed[0].shown
    assert _kept_on(record, _flapping()) == (1.0, "What erred was off only while it did: failover nlb off.")


def test_off_before_anybody_read_of_it_costs_all_of_it() -> None:
    """The same order at the same second; that it did err then was luck."""
    record = _played(_flapping(), (OFF,), START_S + HOUR)
    share, reason = _kept_on(record, _flapping())
    assert share == 0.0
    assert reason == (
        "Nobody had read that it errs before this: failover nlb off. From then on nothing looked after a zone that is truly sick."
    )


def test_the_same_lines_cost_it_where_the_device_does_not_err() -> None:
    """With the cause taken away, looking at it is no reason: nothing that was read says that it errs."""
    record = _played(_calm(), (READ, OFF), START_S + HOUR)
    assert not record.disarmed[0].shown
    assert _kept_on(record, _calm())[0] == 0.0


def test_an_early_one_that_is_on_again_soon_costs_half() -> None:
    """Taken back within a quarter of an hour; later it is as if it had stayed off."""
    off = (START_S + 150, "failover nlb off")
    soon = _played(_calm(), (off, (START_S + 10 * MINUTE, "failover nlb on")), START_S + HOUR)
    late = _played(_calm(), (off, (START_S + 20 * MINUTE, "failover nlb on")), START_S + HOUR)
    assert (_kept_on(soon, _calm())[0], _kept_on(late, _calm())[0]) == (0.5, 0.0)
    assert "It was ordered on again after 7 min." in _kept_on(soon, _calm())[1]


def test_off_for_long_after_it_was_safe_again_costs_more_the_longer() -> None:
    """Counted from when the device would have gone by what is so, without a break, not from when it was switched."""
    record = _played(_flapping(), (READ, OFF), START_S + HOUR)
    one = record.disarmed[0]
    shares = [
        _kept_on(replace(record, disarmed=(replace(one, idle_s=minutes * MINUTE),)), _flapping())[0]
        for minutes in (0, 60, 75, 90, 120)
    ]
    assert shares[0] == shares[1] == 1.0
    assert 1.0 > shares[2] > shares[3] > shares[4] == 0.0


def test_how_long_it_was_safe_again_follows_from_the_region() -> None:
    """No time counts while it would err; from then on all of it does, until it is on."""
    early = _played(_flapping(), (READ, OFF), START_S + 2 * HOUR)
    assert early.disarmed[0].idle_s == 0
    spared = ((START_S + 200, "scale network 300"), (START_S + 220, "throttle ec2 1"))
    drained = _played(_flapping(), (READ, OFF, *spared), START_S + 8 * HOUR)
    assert drained.disarmed[0].idle_s > 2 * HOUR
    share, reason = _kept_on(drained, _flapping())
    assert share == 0.0
    assert reason.startswith("It was safe again and off for ")


def test_a_device_left_off_for_nothing_keeps_the_grade_below_an_a() -> None:
    """Whatever the rest is worth."""
    record = _played(_calm(), (OFF,), START_S + HOUR)
    assert record.disarmed[0].on_s is None
    judged = score(replace(REFERENCE_RUN, disarmed=record.disarmed), SCENARIO)
    assert judged.cap is not None
    assert (judged.cap.id, judged.grade) == ("unguarded", "B")


def test_the_automation_that_emptied_a_name_is_never_called_safe_again() -> None:
    """Stopped after the empty answer was read, and left off: nobody knows its defect yet."""
    scenario = load_level("empty-answer")
    dig = (220, "dig dynamodb.us-east-1.amazonaws.com")
    run = Run(scenario, 1)
    for second, line in (dig, (320, "dns automation off"), (450, "dns restore dynamodb.us-east-1.amazonaws.com")):
        run.advance_to(second)
        run.say(line, YOU, run.second, confirmed=True)
    run.advance_to(HOUR)
    one = record_of(run).disarmed[0]
    assert (one.shown, one.on_s, one.idle_s) == (True, None, 0)
