"""What slows the clock, and the reason that is told for it."""

from __future__ import annotations

import pytest

from game.session.calling import done_words
from game.session.run import YOU
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.board import Slowed
from game.session.view.console import ReplyKind
from tests.session.night import NAME, small_night

RESTORE = f"dns restore {NAME}"


def _session() -> Session:
    """Some minutes into the small night, with its page taken and an update told."""
    session = Session.begin(small_night(), 1)
    session.advance_to(300)
    for line in ("ack all", 'post investigating store "Calls to the store fail." next 60'):
        assert session.submit(line, confirmed=True, second=session.run.second).kind is ReplyKind.DONE
    return session


def _slowed(session: Session, until_s: int) -> list[tuple[int, Slowed | None]]:
    """Play on at x60, always putting the clock back; each second at which it was slowed, and why."""
    session.clock.hold_at(session.run.second)
    found, now = [], session.clock._last_now
    session.set_speed(60)
    while session.run.second < until_s:
        session.advance(now)
        now += 0.1
        if session.clock.speed == 1:
            found.append((session.run.second, session.clock.slowed))
            session.set_speed(60)
    return found


def _order(session: Session, line: str, who: str = YOU) -> int:
    """Order something now; when it takes effect."""
    assert session.submit(line, who, confirmed=True, second=session.run.second).kind is ReplyKind.DONE
    done_s = session.run.entries[-1].done_s
    assert done_s is not None
    assert done_s > session.run.second
    return done_s


def test_an_order_of_yours_slows_the_clock_once_where_it_takes_effect() -> None:
    """Like a page: in its tick, at x1, and not again afterwards."""
    session = _session()
    done_s = _order(session, "dns automation off")
    again_s = 0
    told = _slowed(session, done_s + 30)
    assert [(second, why) for second, why in told if why is Slowed.DONE] == [(done_s, Slowed.DONE)]
    again_s = _order(session, RESTORE)
    told = _slowed(session, again_s + 60)
    assert [second for second, why in told if why is Slowed.DONE] == [again_s]
    assert done_words(session.run) == ("dns automation", "dns restore")


def test_what_somebody_else_ordered_and_what_is_done_at_once_slow_nothing() -> None:
    """Only what you wait for."""
    session = _session()
    done_s = _order(session, "dns automation off", "Vera")
    assert session.submit("sev 1", confirmed=True, second=session.run.second).kind is ReplyKind.DONE
    assert Slowed.DONE not in [why for _, why in _slowed(session, done_s + 30)]
    assert done_words(session.run) == ()


def test_the_reason_goes_when_a_speed_is_chosen() -> None:
    """The seat shows it until then."""
    session = _session()
    seat = Seat(session)
    done_s = _order(session, "dns automation off")
    session.clock.hold_at(session.run.second)
    session.set_speed(240)
    now = session.clock._last_now
    while session.clock.speed > 1:
        session.advance(now)
        now += 0.1
    assert (seat.snapshot.second, seat.snapshot.slowed, seat.snapshot.done) == (
        done_s,
        Slowed.DONE,
        ("dns automation",),
    )
    seat.set_speed(10)
    assert seat.snapshot.slowed is None


@pytest.mark.parametrize(("before_s", "why"), [(60, Slowed.DUE), (-1, Slowed.OVERDUE)])
def test_an_update_that_falls_due_says_so_and_is_no_page(before_s: int, why: Slowed) -> None:
    """In the tick that brings it, whatever else was acknowledged long ago."""
    session = _session()
    due_s = session.run.channel.due_s
    assert due_s is not None
    told = dict(_slowed(session, due_s + 10))
    assert told[due_s - before_s] is why
    assert session.run.pager.calling() == () or Slowed.PAGE in told.values()
