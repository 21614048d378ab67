"""The pager: it groups, it can be searched, and what is muted costs what it hides."""

from __future__ import annotations

from dataclasses import replace

from game.engine.details import DetailSpec
from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.scenario import Scenario
from game.session.judging.record import EntryKind
from game.session.judging.result import record_of
from game.session.language.wording import plain
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.console import ReplyKind
from tests.session.night import small_night

TEXTS = ("GetItem errors", "PutItem errors", "canary fails", "p99 latency high")


def _stormy() -> Scenario:
    """The small night with four times three finer alarms below the store's and the login's."""
    night = small_night()
    details = {"calls": DetailSpec(texts=TEXTS, places=("az1", "az2", "az3"), layers=("data",), within_s=60)}
    components = tuple(
        [
            replace(spec, details=details) if isinstance(spec, MonitoringSpec) else spec
            for spec in night.region.components
        ]
    )
    return replace(night, region=replace(night.region, components=components))


def _run(until_s: int = 600) -> Run:
    run = Run(_stormy(), 1)
    run.advance_to(until_s)
    return run


def _say(run: Run, line: str) -> str:
    return plain(run.say(line, "you", run.second, confirmed=True)[0].lines)


def test_the_list_has_one_line_a_service() -> None:
    """What stands behind it is a number; the one that names the cause is behind the store's."""
    run = _run()
    told = _say(run, "alarms")
    rows = [line for line in told.splitlines() if "Store" in line]
    assert len(rows) == 1
    assert "+" in rows[0]
    assert "no healthy address" not in told


def test_a_service_opens_with_everything_behind_it() -> None:
    """By its id or its name on the board; pages first, then the finer ones, newest first."""
    run = _run()
    told = _say(run, "alarms store")
    assert _say(run, "alarms STORE") == told
    lines = told.splitlines()
    finer = [line for line in lines if "finer" in line]
    assert len(finer) == run.pager.monitoring.details_up("store")[0] > 3  # type: ignore[union-attr]
    assert "no healthy address to connect to" in told
    assert [line[:5] for line in finer] == sorted([line[:5] for line in finer], reverse=True)


def test_the_alarm_that_names_the_cause_can_be_found_by_a_word() -> None:
    """Among all of them one holds the word that one looks for."""
    run = _run()
    told = _say(run, "alarms address")
    assert "1 alarm up" in told
    assert "Store" in told
    assert _say(run, "alarms store getitem az2").count("\n") <= 1
    assert "holds these words" in _say(run, "alarms flood")
    assert "is up" in _say(run, "alarms planner")


def test_finer_alarms_do_not_page() -> None:
    """They neither wait for somebody, nor slow the clock, nor count as the first page."""
    run = _run()
    assert len(run.pager.waiting()) < 10 < sum(finer.new for finer in run.pager.finer())
    without = Run(small_night(), 1)
    without.advance_to(600)
    assert run.pager.state == without.pager.state


def test_ack_takes_a_group_and_all_takes_everything() -> None:
    """The number beside the services that wait goes down with each group."""
    run = _run()
    seat = Seat(Session(run))
    before = seat.snapshot
    assert before.new_behind > 3
    _say(run, "ack store")
    assert not any(alarm.component == "store" for alarm in run.pager.waiting())
    _say(run, "ack all")
    seat.advance(0.0)
    after = Seat(Session(run)).snapshot
    assert (after.new_alarms, after.new_behind) == (0, 0)
    assert sum(finer.up for finer in after.finer) > 3


def test_muting_hides_what_comes_until_it_is_unmuted() -> None:
    """Also the page, also the alarm that names the cause: that is what it costs."""
    run = Run(_stormy(), 1)
    assert _say(run, "mute store on").startswith("Done")
    run.advance_to(600)
    assert not any(alarm.component == "store" for alarm in run.pager.alarms)
    assert "holds these words" in _say(run, "alarms address")
    assert "Store is muted" in _say(run, "alarms store")
    assert "Muted: Store." in _say(run, "alarms")
    assert run.say("ack store", "you", 600, confirmed=True)[0].kind is ReplyKind.REFUSED
    _say(run, "ack all")
    _say(run, "mute store off")
    assert any(alarm.component == "store" for alarm in run.pager.waiting())
    assert "1 alarm up" in _say(run, "alarms address")


def test_muting_is_refused_where_it_changes_nothing() -> None:
    """With a sentence; an unknown service with the nearest one."""
    run = _run()
    assert "not muted" in _say(run, "mute login off")
    _say(run, "mute login on")
    assert "muted already" in _say(run, "mute login on")
    assert _say(run, "mute all on").startswith("Done")
    assert run.pager.alarms == ()
    assert "Did you mean login" in _say(run, "mute logn on")


def test_muting_is_told_afterwards_and_is_no_change_of_the_region() -> None:
    """It stands in the debrief's timeline, and no rule about changes sees it."""
    run = _run()
    _say(run, "mute store on")
    entry = run.entries[-1]
    assert entry.kind is EntryKind.OTHER
    assert entry in record_of(run).entries


def test_rewinding_unmutes() -> None:
    """What the pager hears belongs to the moment."""
    run = _run()
    mark, before = run.mark(), run.digest()
    _say(run, "mute store on")
    run.advance_to(900)
    run.rewind(mark)
    assert run.digest() == before
    assert run.pager.muted == ()
