"""The end of the night: it is announced, asked about while it is too early, and needs no question once it is true."""

from __future__ import annotations

from game.content.load import load_level
from game.session.language.wording import plain
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.console import ReplyKind
from tests.session.night import NAME, small_night

REPAIR = (f"dig {NAME}", "dns automation off", f"dns restore {NAME}", "dns flush")


def _repaired(until_s: int) -> Seat:
    """A night in which the record was repaired after ten minutes."""
    seat = Seat(Session.begin(small_night(), 1))
    for number, line in enumerate(REPAIR):
        seat.session.advance_to(600 + number * 120)
        assert seat.say(line).kind in (ReplyKind.DONE, ReplyKind.OUTPUT), line
    seat.session.advance_to(until_s)
    return seat


def _held(seat: Seat) -> int:
    """Advance to the first second at which the goal has held for long enough."""
    run = seat.session.run
    while not run.ledger.is_over:
        seat.session.advance_to(run.second + 1)
        assert run.second < 7000
    return run.second


def _told(run: Run) -> list[int]:
    return [entry.second for entry in run.feed if "ends the night" in plain((entry.line,))]


def _say(seat: Seat, line: str) -> tuple[ReplyKind, str]:
    reply = seat.say(line)
    return reply.kind, plain(reply.lines)


def test_declaring_too_early_asks_and_names_what_is_still_hurt() -> None:
    """The question is computed: names while the board shows failures, minutes once it is well."""
    seat = _repaired(900)
    kind, text = _say(seat, "resolve")
    assert kind is ReplyKind.CONFIRM
    assert text.startswith("It is not over: Store")
    assert text.endswith("and the night goes on.")
    assert "still fail" in text
    assert "costs 25 points of trust" in text
    run = seat.session.run
    _held(seat)
    early = _repaired(run.second - 300)
    kind, text = _say(early, "resolve")
    assert kind is ReplyKind.CONFIRM
    assert text.startswith(
        "It is not over: Record, Store and Login have been well for 5 of 10 minutes. Customers will hear that it is"
    )
    assert early.say("resolve").by_name


def test_the_feed_says_once_that_the_night_can_be_ended_and_then_nothing_is_asked() -> None:
    """In the tick in which the goal has held; `resolve` then ends the night at its first word."""
    seat = _repaired(1200)
    assert not seat.snapshot.can_resolve
    second = _held(seat)
    seat.session.advance_to(second + 600)
    assert _told(seat.session.run) == [second]
    assert seat.snapshot.can_resolve
    offered = [offer.line for offer in seat.inspect("store").offers]
    assert "resolve" not in offered
    assert offered == [offer.line for offer in _repaired(900).inspect("store").offers]
    kind, text = _say(seat, "resolve")
    assert (kind, text.split(": ")[0]) == (ReplyKind.DONE, "It is over. Still set by hand")
    assert not seat.snapshot.can_resolve


def test_the_goal_is_told_from_the_start_and_what_is_missing() -> None:
    """By name and for how long; what the instruments show as hurt is named, what no instrument shows is not."""
    wanted = "The night can be ended when Record (addresses), Store and Login have been well for 10 min, and nobody outside is cut off."
    seat = Seat(Session.begin(small_night(), 1))
    assert wanted in _say(seat, "status")[1]
    assert "By the instruments all of it is well now." in _say(seat, "status")[1]
    seat.session.advance_to(600)
    assert "Not well now: Store." in _say(seat, "status")[1]
    over = _repaired(1200)
    _held(over)
    assert "It has: `resolve` ends the night." in _say(over, "status")[1]


def test_the_runbook_tells_the_goal_where_it_tells_of_the_end() -> None:
    """Also a switch that somebody has left off is named."""
    run = Run(load_level("flapping"), 1)
    text = plain(run.say("runbook end", "you", run.second, confirmed=True)[0].lines)
    assert (
        "ECS, Fargate and Checks (automatic failover on) have been well for 10 min, and nobody outside is cut off."
        in text
    )
    assert "Not well now: " in text


def test_a_relapse_is_followed_by_another_announcement() -> None:
    """Each time that the goal has held anew, the feed says so."""
    seat = _repaired(1200)
    first = _held(seat)
    seat.session.submit("throttle store 10", confirmed=True)
    seat.session.advance_to(first + 240)
    assert not seat.snapshot.can_resolve
    seat.session.submit("throttle store off", confirmed=True)
    seat.session.advance_to(first + 2400)
    told = _told(seat.session.run)
    assert len(told) == 2
    assert told[0] == first


def test_nothing_is_announced_while_nobody_was_in_trouble() -> None:
    """Before the trouble all is well too, and that is no end of anything."""
    run = Run(small_night(), 1)
    run.advance_to(45)
    assert run.ledger.is_over
    assert _told(run) == []
    assert not Seat(Session(run)).snapshot.can_resolve


def test_an_untrue_all_clear_to_the_public_asks_first_and_then_costs_what_was_said() -> None:
    """The reply says what it did to trust, and why."""
    seat = _repaired(900)
    line = 'post resolved store,login "It is over."'
    kind, text = _say(seat, line)
    assert kind is ReplyKind.CONFIRM
    assert "Store" in text
    assert seat.snapshot.posts == ()
    before = int(seat.snapshot.trust + 0.5)
    reply = plain(seat.say(line, confirmed=True).lines)
    after = int(seat.snapshot.trust + 0.5)
    assert after <= before - 24
    assert f'Trust {before} to {after}: "Resolved" is not true; still failing: ' in reply


def test_a_true_all_clear_is_not_asked_about_and_points_to_the_end() -> None:
    """Who told customers is told how to end the night for the team."""
    seat = _repaired(1200)
    _held(seat)
    kind, text = _say(seat, 'post resolved store "All is well again."')
    assert kind is ReplyKind.DONE
    assert text.endswith("`resolve` ends the night for the team.")
