"""What is asked and said when it is called over: before it is, while alarms are up, and of what hands still hold."""

from __future__ import annotations

import pytest

from game.session.helping.guidance import Guidance
from game.session.language.wording import plain
from game.session.run import Run
from game.session.session import Session
from game.session.view.console import ReplyKind
from tests.session.night import NAME, small_night

REPAIR = (f"dig {NAME}", "dns automation off", f"dns restore {NAME}", "dns flush")
OVER = ("resolve", 'post resolved store "All is well again."')


def _repaired() -> Session:
    """A night at the first second at which it can truly be called over."""
    session = Session(Run(small_night(), 1, guidance=Guidance.BARE))
    for number, line in enumerate(REPAIR):
        session.advance_to(600 + number * 120)
        session.submit(line, confirmed=True)
    while not session.run.ledger.is_over:
        session.advance_to(session.run.second + 1)
        assert session.run.second < 7000
    return session


def _alarm_up(session: Session) -> None:
    """Somebody holds a service back to nothing, and takes that back as soon as its alarm is up: it clears later."""
    run = session.run
    session.submit("throttle store 10", confirmed=True)
    while not run.pager.standing():
        session.advance_to(run.second + 5)
    assert not run.ledger.is_over


@pytest.mark.parametrize("line", OVER)
def test_nothing_is_asked_and_nobody_speaks_once_it_is_over_and_no_alarm_is_up(line: str) -> None:
    """A true word needs no second one; that customers have not been told is asked about as ever."""
    session = _repaired()
    while session.run.pager.standing():
        session.advance_to(session.run.second + 5)
    assert session.submit(line).kind is ReplyKind.DONE
    assert session.coach.talk is None


@pytest.mark.parametrize("line", OVER)
def test_an_alarm_that_is_up_is_asked_about_before_it_is_called_over(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where all else is well: once, by name, and the coach says so before and after, even when the night is over."""
    session = _repaired()
    run = session.run
    _alarm_up(session)
    alarms = run.pager.standing()
    session.submit("throttle store off", confirmed=True)
    while not run.ledger.is_over:
        session.advance_to(run.second + 5)
    monkeypatch.setattr(run.pager, "standing", lambda: alarms)  # as if it were late to clear
    reply = session.submit(line)
    assert reply.kind is ReplyKind.CONFIRM
    assert plain(reply.lines).startswith("An alarm is still up: Store. ")
    assert run.ended == ""
    talk = session.coach.talk
    assert talk is not None
    assert talk.lines[0] == "Before it is called over: an alarm is up, Store."
    assert session.submit(line, confirmed=True).kind is ReplyKind.DONE
    talk = session.coach.talk
    assert talk is not None
    assert talk.lines[0] == "It was called over, and an alarm is up: Store."
    assert (run.ended == "resolved") is (line == "resolve")


@pytest.mark.parametrize("line", OVER)
def test_the_coach_speaks_before_an_untrue_all_clear_is_said(line: str) -> None:
    """When it is asked about, not only when it was sent."""
    session = _repaired()
    _alarm_up(session)
    assert session.submit(line).kind is ReplyKind.CONFIRM
    talk = session.coach.talk
    assert talk is not None
    assert talk.lines[0].startswith("Before it is called over: ")
    assert session.run.channel.posts == ()
    session.coach.go_on()
    session.submit("status store")
    assert session.coach.talk is None


def test_the_end_names_what_hands_still_hold() -> None:
    """Whoever holds something back, or keeps it off, hears it with the end."""
    session = _repaired()
    reply = plain(session.submit("resolve", confirmed=True).lines)
    assert reply.startswith("It is over. Still set by hand: ")
    assert "(off by hand)" in reply
