"""A session: a run with a clock and a journal."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.mechanisms.monitoring import Alarm, MonitoringSpec, NoiseSpec
from game.engine.readings import State, Unit
from game.session.journal import JournalWriter, Said, read_journal
from game.session.language.wording import plain
from game.session.session import Session
from game.session.view.console import ReplyKind
from tests.session.night import NAME, small_night


def test_the_clock_moves_the_run() -> None:
    """At x60 a real second is a simulated minute."""
    session = Session.begin(small_night(), 1)
    session.set_speed(60)
    session.slow_on_page = False
    for step in range(51):
        session.advance(10.0 + step * 0.1)
    assert session.run.second == -120 + 300


def test_a_page_slows_the_clock_where_it_came() -> None:
    """At x240 the first page is not run over: the game stands at its second, at x1."""
    session = Session.begin(small_night(), 1)
    session.set_speed(240)
    now = 0.0
    while session.clock.speed == 240 and now < 60.0:
        session.advance(now)
        now += 0.5
    assert session.clock.speed == 1
    assert session.run.second == session.run.pager.state.first_page_s


def _forward(session: Session, speed: int, until_s: int, *, slow: bool = True) -> list[tuple[int, int]]:
    """Play on, always putting the clock back to `speed`; each (second, newest page) at which it was slowed."""
    session.slow_on_page = slow
    session.clock.hold_at(session.run.second)
    slowed, now = [], session.clock._last_now
    session.set_speed(speed)
    while session.run.second < until_s:
        session.advance(now)
        now += 0.25
        if session.clock.speed != speed:
            assert session.clock.speed == 1
            waiting = session.run.pager.calling()
            slowed.append((session.run.second, max([alarm.number for alarm in waiting], default=0)))
            session.set_speed(speed)
    return slowed


def _stormy() -> Session:
    """A night whose alarms never wait for one another: a page of another service each minute, nobody takes one."""
    session = Session.begin(small_night(), 1)
    pages: list[Alarm] = []

    def calling() -> tuple[Alarm, ...]:
        minute = max(0, session.run.second) // 60
        while len(pages) < minute:
            number = len(pages) + 1
            pages.append(Alarm(number, "store", State.DOWN, number * 60, "answers fail", None, Unit.SHARE))
        return tuple(pages)

    session.run.pager.calling = calling  # type: ignore[method-assign]
    return session


@pytest.mark.parametrize("speed", [60, 240])
def test_a_storm_of_pages_slows_the_clock_once_in_two_minutes(speed: int) -> None:
    """Also a page that comes while others wait is seen in its second; but the storm does not pin the clock at x1."""
    session = _stormy()
    pages = [second for second, _ in _forward(session, speed, 330) if second % 60 == 0]
    assert pages == [60, 180, 300]


def test_pages_seen_at_x1_count_as_seen() -> None:
    """Who was at x1 when a page came has seen it: the storm's next two minutes do not slow what is fast by then."""
    session = _stormy()
    now = 0.0
    while session.run.second < 70:
        session.advance(now)
        now += 1.0
    assert [second for second, _ in _forward(session, 60, 185) if second % 60 == 0] == [180]


def test_the_setting_keeps_the_clock_fast() -> None:
    """Who does not want it is never slowed."""
    assert _forward(_stormy(), 60, 700, slow=False) == []


def _until_slowed(session: Session, now: float = 0.0) -> None:
    session.set_speed(240)
    while session.clock.speed == 240:
        session.advance(now)
        now += 0.5
        assert not session.run.ended


def test_an_alarm_by_chance_does_not_slow_the_clock() -> None:
    """ "One disk nearly full" means nothing; a page that comes while it waits still slows the game down."""
    night = small_night()
    parts = [
        replace(part, noise_per_hour=100.0, noise=(NoiseSpec(component="login", text="one disk is nearly full"),))
        if isinstance(part, MonitoringSpec)
        else part
        for part in night.region.components
    ]
    session = Session.begin(replace(night, region=replace(night.region, components=tuple(parts))), 1)
    _until_slowed(session)
    run = session.run
    assert [alarm.text for alarm in run.pager.calling()] != []
    assert "one disk is nearly full" not in [alarm.text for alarm in run.pager.calling()]
    assert min(alarm.raised_s for alarm in run.pager.alarms) < run.second
    assert {alarm.text for alarm in run.pager.alarms if alarm.raised_s < run.second} == {"one disk is nearly full"}


def test_an_update_slows_the_clock_before_it_is_due_and_when_it_is_overdue() -> None:
    """A minute before, while the promise can still be kept, and in the tick in which it is broken."""
    session = Session.begin(small_night(), 1)
    session.advance_to(300)
    session.clock.hold_at(300)
    due_s = session.run.channel.due_s
    assert due_s is not None
    for second in (due_s - 60, due_s + session.run.region.tick_s):
        _until_slowed(session, session.clock._last_now)
        assert session.run.second == second
    session.set_speed(60)
    session.advance(1000.0)
    session.advance(1001.0)
    assert session.clock.speed == 60


def test_a_night_that_can_be_ended_slows_the_clock() -> None:
    """It stands where the feed says so."""
    session = Session.begin(small_night(), 1)
    for second, said in ((600, "dns automation off"), (720, f"dns restore {NAME}"), (840, "dns flush")):
        session.advance_to(second)
        session.submit(said, confirmed=True)
    session.advance_to(1200)
    session.clock.hold_at(1200)
    while not session.run.ledger.is_over:
        session.clock.hold_at(session.run.second)
        _until_slowed(session, session.clock._last_now)
    assert session.run.ledger.held_for_s() == session.run.ledger.hold_s
    assert "ends the night" in plain((session.run.feed[-1].line,))


def test_while_paused_everything_can_be_done_and_nothing_passes() -> None:
    """Looking is free and acting is ordered at the second at which the clock stands."""
    session = Session.begin(small_night(), 1)
    session.advance_to(300)
    session.clock.hold_at(300)
    session.pause(True)
    session.advance(1.0)
    assert session.submit(f"dig {NAME}").kind is ReplyKind.OUTPUT
    assert session.submit("ack all").kind is ReplyKind.DONE
    assert session.run.pager.waiting() == ()
    session.advance(100.0)
    assert session.run.second == 300
    assert {said.second for said in session.run.said} == {300}


def test_a_line_between_ticks_keeps_its_second() -> None:
    """The clock's second counts, not the tick's, and lines never run backwards."""
    session = Session.begin(small_night(tick_s=5), 1)
    session.advance(0.0)
    session.advance(1.9)
    session.advance(3.6)
    session.submit("sev 2")
    assert session.run.said == [Said(-117, "you", "sev 2")]
    assert session.run.second == -120


def test_actions_and_looks_are_on_the_disk_before_the_answer(tmp_path: Path) -> None:
    """The file holds each line when `submit` returns; wrong and refused lines are not in it."""
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(), 1, path)
    session.advance_to(200)
    for line in ("ack all", "nonsense", f"dig {NAME}", "ack all", "sev 1"):
        session.submit(line)
    said = [record for record in read_journal(path).records if isinstance(record, Said)]
    assert [record.line for record in said] == ["ack all", f"dig {NAME}", "sev 1"]
    assert [record.look for record in said] == [False, True, False]


def test_a_journal_holds_a_fingerprint_a_minute_and_the_end(tmp_path: Path) -> None:
    """Played to the end, the last line says how it ended."""
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(end_s=600), 1, path)
    session.advance_to(600)
    session.close()
    journal = read_journal(path)
    assert [record.second for record in journal.records] == [-60, 0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600]
    assert journal.ended is not None
    assert journal.ended.outcome == "lost"
    assert journal.ended.digest == session.run.digest()


def test_after_the_end_nothing_is_written_and_looking_still_works(tmp_path: Path) -> None:
    """The night is over: actions are refused, tools answer."""
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(end_s=600), 1, path)
    session.advance_to(600)
    size = path.stat().st_size
    assert session.submit("ack all").kind is ReplyKind.REFUSED
    assert session.submit("plans").kind is ReplyKind.OUTPUT
    session.close()
    assert path.stat().st_size == size


def test_a_folder_that_cannot_be_written_is_said_and_play_goes_on(tmp_path: Path) -> None:
    """The message names the file, comes once, and stands in the feed."""
    blocked = tmp_path / "file"
    blocked.write_text("a file, not a folder")
    session = Session.begin(small_night(), 1, blocked / "night.jsonl")
    assert "not being saved" in plain((session.run.feed[-1].line,))
    assert session.submit("sev 1").kind is ReplyKind.DONE
    assert len(session.run.feed) == 2


def test_a_full_disk_is_said_once_and_play_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to the line that could not be saved carries the message; what was saved stays readable."""
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(), 1, path)
    session.submit("sev 1")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    reply = session.submit("sev 2")
    assert reply.kind is ReplyKind.DONE
    assert "no space left" in plain(reply.lines)
    assert "not being saved" not in plain(session.submit("sev 3").lines)
    session.advance_to(300)
    session.close()
    assert [r.line for r in read_journal(path).records if isinstance(r, Said)][:1] == ["sev 1"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_the_real_device_that_is_always_full() -> None:
    """The writer gives up without an exception, also when it is closed."""
    with open("/dev/full", "wb") as file:
        writer = JournalWriter(Path("/dev/full"), file)
        writer.said(Said(0, "you", "ack all"))
        assert "no space left" in writer.trouble
        assert not writer.saving
        writer.close()


def test_an_existing_journal_is_never_overwritten(tmp_path: Path) -> None:
    """A new run needs a new file."""
    path = tmp_path / "night.jsonl"
    path.write_text("precious")
    with pytest.raises(FileExistsError):
        Session.begin(small_night(), 1, path)
    assert path.read_text() == "precious"
