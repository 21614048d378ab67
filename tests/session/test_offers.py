"""Numbered offers: at each tile what makes sense there, with what it costs; of a switch only what is possible now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.actions import Risk
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.offers import MOST, in_place, offers_at
from game.session.view.console import ReplyKind
from tests.session.night import small_night
from tests.session.night_moments import COLLAPSE, DRAINING, EMPTY, FLAPPING, at, moments

ALL = (EMPTY, COLLAPSE, DRAINING, FLAPPING)


def _lines(moment: str, component: str) -> list[str]:
    return [offer.line for offer in moments()[moment].offered[component]]


@pytest.mark.parametrize("moment", ALL)
def test_every_tile_offers_something_and_no_more_than_there_are_keys(moment: str) -> None:
    """No line twice, every one with a title that fits the inspector."""
    for component, offers in moments()[moment].offered.items():
        assert 0 < len(offers) <= MOST, component
        assert len({offer.line for offer in offers}) == len(offers), component
        assert all(offer.title and len(offer.title) <= 28 for offer in offers), component


def test_the_shares_are_those_that_make_sense_there() -> None:
    """A lease manager is let in by little and restarted by thirds; a launch path is held lower than others."""
    assert {"throttle dwfm 10", "throttle dwfm 25", "restart dwfm 33", "restart dwfm 100"} <= set(
        _lines(COLLAPSE, "dwfm")
    )
    assert {"throttle ec2 20", "throttle ec2 50"} <= set(_lines(COLLAPSE, "ec2"))
    assert {"throttle network 50", "scale network 150"} <= set(_lines(COLLAPSE, "network"))
    assert {"throttle poller 30", "restore poller"} <= set(_lines(COLLAPSE, "poller"))
    assert "restore replicas" not in _lines(COLLAPSE, "replicas")


def test_a_lever_is_offered_where_one_looks_at_what_it_moves() -> None:
    """Failover at balancers, zones and checks; restoring at the service of the workers; the helper beside its service."""
    for component in ("nlb", "az1", "az2", "az3", "checks"):
        assert "failover nlb off" in _lines(FLAPPING, component), component
    assert "failover nlb off" not in _lines(FLAPPING, "monitoring")
    assert "restore lambda" in _lines(COLLAPSE, "lambda")
    assert "automation repair off" in _lines(COLLAPSE, "redshift")
    assert "automation repair off" in _lines(COLLAPSE, "repair")


def test_a_switch_is_offered_the_way_that_it_can_go() -> None:
    """What was switched off is offered on, and the end of a throttle only where there is one."""
    assert "automation repair on" in _lines(FLAPPING, "redshift")
    assert "automation repair off" not in _lines(FLAPPING, "redshift")
    assert "throttle ec2 off" in _lines(FLAPPING, "ec2")
    assert "throttle ec2 off" not in _lines(COLLAPSE, "ec2")


def test_people_minutes_and_risk_come_from_the_declaration() -> None:
    """As the menu shows them; and what cannot be done says why."""
    by_line = {offer.line: offer for offers in moments()[COLLAPSE].offered.values() for offer in offers}
    restart = by_line["restart dwfm 100"]
    assert (restart.hands, restart.risk, restart.title) == (1, Risk.HIGH, "Restart managers 100%")
    assert restart.duration_s >= 120
    assert by_line["failover nlb off"].title == "Automatic failover off"
    assert by_line["restore lambda"].title == "Restore Poller"
    assert by_line["restore lambda"].refusal == ""
    assert by_line["automation repair off"].title == "Remediation off"


def test_capacity_can_be_more_than_the_usual() -> None:
    """Up to three times; what the region has already is refused; the menu then offers the way back."""
    run = at(-60)
    assert run.say("scale network 301", "you", run.second, confirmed=True)[0].kind is ReplyKind.WRONG
    assert run.say("scale network 100", "you", run.second, confirmed=True)[0].kind is ReplyKind.REFUSED
    assert run.say("scale network 150%", "you", run.second, confirmed=True)[0].kind is ReplyKind.DONE
    assert "150" in [choice.word for choice in run.grammar.complete("scale network ").choices]
    run.advance_to(-60 + 1000)
    assert run.region.components["network"].held() in ("growing to 150%", "scaled to 150%")


def test_an_action_keeps_its_number_while_one_looks_at_the_component() -> None:
    """Freezing is done, and its key does not thaw: that comes last. Whoever comes back later sees the usual order."""
    seat = Seat(Session.begin(small_night(), 1))
    seat.session.advance_to(300)
    before = [offer.line for offer in seat.inspect("record").offers]
    freeze = before.index("dns automation off")
    assert seat.say("dns automation off", confirmed=True).kind is ReplyKind.DONE
    under_way = seat.inspect("record").offers
    assert [offer.line for offer in under_way] == before
    assert "is under way; it is done at" in under_way[freeze].refusal
    seat.session.advance_to(900)
    done = seat.inspect("record").offers
    assert [offer.line for offer in done] == [*before, "dns automation on"]
    assert done[freeze].refusal
    assert not done[-1].refusal
    seat.inspect("store")
    again = [offer.line for offer in seat.inspect("record").offers]
    assert again[freeze] == "dns automation on"
    assert len(again) == len(before)


def test_where_there_are_more_than_numbers_what_is_gone_goes() -> None:
    """Nothing that can be done is without a key for it."""
    run = Run(small_night(), 1)
    run.advance_to(300)
    now = tuple([offer for component in ("record", "store") for offer in offers_at(run, component)])[:MOST]
    gone = replace(now[0], line="severity 9", refusal="It is so already.")
    held = in_place(run, (gone, *now[:-1]), now)
    assert [offer.line for offer in held] == [offer.line for offer in now]


def test_what_is_gone_keeps_its_number_until_the_numbers_are_used_up() -> None:
    """Nothing moves up into its place, and what is new then takes its number and no other."""
    run = Run(small_night(), 1)
    run.advance_to(300)
    now = tuple([offer for component in ("record", "store") for offer in offers_at(run, component)])[:MOST]
    gone, rest = now[2], (*now[:2], *now[3:])
    assert [offer.line for offer in in_place(run, now, rest)] == [offer.line for offer in now]
    fresh = replace(gone, line="severity 2")
    full = [offer.line for offer in in_place(run, now, (*rest, fresh))]
    assert full == [fresh.line if offer is gone else offer.line for offer in now]
