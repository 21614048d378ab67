"""Phrases: what goes on at each kind of component, short enough, and never more than its instruments show."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from game.content.load import load_level
from game.engine.mechanism import Mechanism
from game.engine.mechanisms import KINDS as MECHANISM_KINDS
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.service import Service
from game.engine.readings import State
from game.session.clock import Clock
from game.session.language.script import read_script
from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.inspector import inspect
from game.session.showing.observe import Observer
from game.session.showing.phrases import KINDS, LONG, SHORT, long_phrase, short_phrase
from game.session.showing.phrases.shown import BESIDE

pytestmark = pytest.mark.xdist_group("phrases")

CALM, EMPTY, COLLAPSE, DRAINING, FLAPPING = -60, 4200, 13_200, 22_200, 31_200
MOMENTS = (CALM, EMPTY, COLLAPSE, DRAINING, FLAPPING)
SILENT = {"resolvers"}
"""Kinds that have no instrument at all: nothing is said of them until a hand is in it."""

Phrases = dict[str, tuple[str, str]]


def _phrases(run: Run) -> Phrases:
    parts = run.region.components.values()
    return {part.id: (short_phrase(run, part), long_phrase(run, part)) for part in parts}


def _run_to(second: int, *lines: str) -> Run:
    """The long night under its published actions up to a second, then these lines."""
    level = load_level("long-night")
    run = Run(level, 1)
    script = read_script(dict(level.scripts)["history"], "history", level, run.grammar).lines
    for entry in [said for _, said in script if said.second <= second]:
        run.submit(entry)
    run.advance_to(second)
    for line in lines:
        run.say(line, "you", run.second, confirmed=True)
    return run


@cache
def _told(second: int) -> Phrases:
    return _phrases(_run_to(second))


def test_every_mechanism_has_a_phrase() -> None:
    """One small function a kind; nobody falls back on another kind's by accident."""
    assert set(KINDS) == set(MECHANISM_KINDS.values())


@pytest.mark.parametrize("second", MOMENTS)
def test_phrases_keep_their_lengths(second: int) -> None:
    """A tile's and the inspector's, of every component, without a gap, a brace or a name from the source."""
    for component, (short, long) in _told(second).items():
        assert (len(short) <= SHORT, len(long) <= LONG) == (True, True), component
        for text in (short, long):
            assert not re.search(r"[{}_]|  |None|nan|inf", text), f"{component}: {text}"


def test_every_kind_says_something_in_calm_and_in_trouble() -> None:
    """All that have instruments; and what they say in trouble is not what they say in calm."""
    run = _run_to(CALM)
    by_kind: dict[str, set[str]] = {}
    for component, part in run.region.components.items():
        calm = _told(CALM)[component]
        if part.kind in SILENT:
            assert calm == ("", ""), component
            continue
        assert all(calm), component
        later = [_told(second)[component] for second in MOMENTS[1:]]
        by_kind.setdefault(part.kind, set()).update(
            {long for _, long in later if long and _shape(long) != _shape(calm[1])}
        )
    assert [kind for kind, texts in by_kind.items() if not texts] == []


def _shape(text: str) -> str:
    return re.sub(r"[\d.,]+[kMG]?", "#", text)


def test_most_tiles_have_a_phrase_that_fits_beside_their_number() -> None:
    """The longest words on the board stand in a line of 21 cells with the number."""
    for second in MOMENTS:
        shorts = [short for short, _ in _told(second).values() if short]
        assert sum(len(short) <= BESIDE for short in shorts) >= 0.9 * len(shorts), second


@pytest.mark.parametrize(
    ("second", "component", "short", "long"),
    [
        (EMPTY, "dynamodb", "hardly any calls", "hardly any calls come in"),
        (EMPTY, "connect", "DynamoDB is DOWN", "needs DynamoDB, which is DOWN"),
        (COLLAPSE, "dwfm", "work is too late", "99% have no lease"),
        (COLLAPSE, "ec2", "no server", "insufficient capacity"),
        (COLLAPSE, "poller", "wait", "its workers have stopped"),
        (COLLAPSE, "network", "held back", "changes are held back"),
        (COLLAPSE, "record", "by hand", "set by hand"),
        (COLLAPSE, "planner", "makes no plans", "the newest is 324"),
        (DRAINING, "ec2", "turned away", "request limit exceeded"),
        (DRAINING, "scaling", "missing", "of those wanted"),
        (FLAPPING, "checks", "truly sick: none", "none is; 51% of capacity out"),
        (FLAPPING, "az2", "checks fail", "98% of its capacity is out"),
        (FLAPPING, "nlb", "capacity out", "of capacity is out"),
        (FLAPPING, "lambda", "to replace", "have to be launched anew"),
        (FLAPPING, "repair", "still wait", "takes no more"),
    ],
)
def test_what_matters_is_said(second: int, component: str, short: str, long: str) -> None:
    """In each phase of the night, what a player comes to a tile for."""
    said = _told(second)[component]
    assert short in said[0], said
    assert long in said[1], said


# Nothing that nobody was shown.


def _upset(run: Run) -> None:
    """Change the truth behind the instruments without a tick, so that no reading is taken of it."""
    for part in run.region.components.values():
        _upset_one(part)


def _upset_one(part: Mechanism[Any, Any]) -> None:
    state = part.state
    match part:
        case Record():
            state.endpoints = tuple([replace(endpoint, trees=()) for endpoint in state.endpoints])
        case Planner():
            state.newest += 40
        case Enactor():
            state.plan, state.refusals, state.applied = 99, 77, 3
        case HealthChecks():
            state.out, state.fine, state.sick = (0.9,) * len(state.out), 5e6, 4e6
        case Leases():
            state.leased, state.wasted, state.answered = (1.0,) * len(state.leased), 1.0, 0.0
        case Propagation():
            state.outside, state.unready, state.blocked = 9e9, 9e9, 9e9
        case Service():
            state.failing, state.success = 1.0, (0.0,) * len(state.success)
        case _:
            return


@pytest.mark.parametrize("second", [CALM, EMPTY, DRAINING])
def test_a_truth_that_was_not_read_changes_no_phrase(second: int) -> None:
    """Two runs that differ in nothing but what is hidden say the same: an empty record, plans held, true sickness."""
    before, run = _told(second), _run_to(second)
    _upset(run)
    assert _phrases(run) == before


def test_the_record_stays_calm_until_somebody_asks() -> None:
    """While its answer is empty its tile says that there are no errors; who has dug is told what that showed, and when."""
    empty = _run_to(2000)
    record = empty.region.components["record"]
    assert isinstance(record, Record)
    assert record.answer(record.spec.name)[1] == 0
    assert short_phrase(empty, record) == "no errors"
    assert long_phrase(empty, record) == "no answer is an error"
    empty.say(f"dig {record.spec.name}", "you", empty.second, confirmed=True)
    assert short_phrase(empty, record) == "no errors"
    assert long_phrase(empty, record) == "0 addresses when dug at 00:21"


def test_what_was_dug_before_a_hand_set_it_says_nothing_more() -> None:
    """After the repair the old answer would read as if it were true now."""
    assert "0 addresses" in _told(EMPTY)["record"][1]
    assert "addresses" not in _told(COLLAPSE)["record"][1]


def test_of_what_is_stale_only_its_age_is_said() -> None:
    """The plan that a stale enactor holds, and what it is refused, stay unsaid."""
    for component in ("enactor-2", "kinesis", "eks", "schools"):
        assert _told(EMPTY)[component] == ("old reading", "old reading: 67 min; monitoring is behind with it")
    assert _told(EMPTY)["monitoring"][0] == "4 tiles stale"


def test_a_need_that_nobody_wrote_down_is_not_said() -> None:
    """Sign-in fails for want of the store; nobody knows that it needs it."""
    assert _told(EMPTY)["iam"] == ("sign-ins fail", "11% sign-ins fail")
    run = _run_to(EMPTY)
    run.hidden.find(run.second, [("iam", "dynamodb")])
    assert long_phrase(run, run.region.components["iam"]) == "11% sign-ins fail; needs DynamoDB, which is DOWN"


# Where they are shown, and what is true of the readings beside them.


def test_tiles_and_the_inspector_carry_them() -> None:
    """Both say the same of one moment."""
    run = _run_to(FLAPPING)
    tiles = Observer(run, Clock(run.second)).snapshot().tiles
    for tile in tiles:
        assert tile.phrase == _told(FLAPPING)[tile.component][0]
        assert inspect(run, tile.component).phrase == _told(FLAPPING)[tile.component][1]


def test_all_readings_of_something_stale_are_stale() -> None:
    """Not only the one of its tile; and their age is told, like that of everything."""
    run = _run_to(EMPTY)
    stale, fresh = inspect(run, "kinesis"), inspect(run, "dynamodb")
    assert {metric.state for metric in stale.metrics} == {State.STALE}
    assert stale.age_s > 3600
    assert fresh.age_s == 10
    assert [metric.id for metric in fresh.metrics][:2] == ["failing", "rate"]
    assert fresh.metrics[1].state is State.DEGRADED  # hardly anybody reaches it


def test_what_matters_for_a_kind_comes_first() -> None:
    """The two answers of the launch path; sick but fine with truly sick and what it cost; refusals only while they come."""
    run = _run_to(FLAPPING)
    first = {name: [metric.id for metric in inspect(run, name).metrics] for name in ("ec2", "checks", "network")}
    assert first["ec2"][:2] == ["failing", "limited"]
    assert first["checks"][:4] == ["failing", "fine", "sick", "out"]
    assert first["network"][:3] == ["age", "waiting", "unready"]
    assert [metric.state for metric in inspect(run, "enactor-1").metrics] == [State.OK, State.OK]
    refused = inspect(_run_to(EMPTY), "enactor-1").metrics[0]
    assert (refused.id, refused.state) == ("refusals", State.DEGRADED)


def test_finer_alarms_are_counted_as_the_pager_counts_them() -> None:
    """Those of one component that are up; none where its alarms are muted."""
    run = _run_to(FLAPPING)
    counts = {finer.component: finer.up for finer in run.pager.finer()}
    assert inspect(run, "poller").finer == counts["poller"] > 0
    run.say("mute poller on", "you", run.second, confirmed=True)
    run.advance_to(run.second + 10)
    assert inspect(run, "poller").finer == 0


def test_an_alarm_says_the_reading_of_now_and_the_one_it_was_raised_on() -> None:
    """The newest that is shown; of one that has cleared, the one of then."""
    run = _run_to(FLAPPING)
    shown = {(alarm.component, alarm.cleared): alarm for alarm in Observer(run, Clock(run.second)).snapshot().alarms}
    tiles = {tile.component: tile for tile in Observer(run, Clock(run.second)).snapshot().tiles}
    homes = shown["homes", False]
    assert homes.text == f"{tiles['homes'].value:.0%} locked out"
    assert re.fullmatch(r"[\d.]+% then", homes.then)
    assert homes.then != f"{tiles['homes'].value:.0%} then"
    assert all(alarm.then in ("", "then") for (_, cleared), alarm in shown.items() if cleared)


def test_an_alarm_of_something_stale_keeps_the_reading_that_it_was_raised_on() -> None:
    """Its newest reading may be long over: the number says that it is of then."""
    run = _run_to(COLLAPSE)
    assert run.instruments.monitoring is not None
    raised = next(alarm for alarm in run.pager.alarms if alarm.component == "ec2" and alarm.value is not None)
    now, then = run.instruments.told(raised)
    assert now != then != "then"
    monitoring = run.instruments.monitoring
    place = [component for component, _ in monitoring.tiles].index("ec2")
    watches = list(monitoring.state.watches)
    watches[place] = watches[place]._replace(state=State.STALE)
    monitoring.state.watches = tuple(watches)
    text, then = run.instruments.told(raised)
    assert then == "then"
    assert text != now


def test_whoever_takes_an_alarm_is_told_the_reading_of_now() -> None:
    """Not one that may be an hour old."""
    run = _run_to(FLAPPING)
    alarm = next(alarm for alarm in run.pager.waiting() if alarm.component == "schools")
    now, then = run.instruments.told(alarm)
    reply, _ = run.say("ack schools", "you", run.second, confirmed=True)
    assert now in plain(reply.lines)
    assert then.removesuffix(" then") not in plain(reply.lines)
