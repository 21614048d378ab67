"""The clock: simulated seconds from a time that is handed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.clock import LONGEST_GAP_S, SPEEDS, Clock


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_runs_at_its_speed(speed: int) -> None:
    """A minute of real time is a minute times the speed."""
    clock = Clock(-60, speed=speed)
    for step in range(601):
        clock.advance(1000.0 + step * 0.1)
    assert clock.second == -60 + 60 * speed


def test_the_first_look_starts_it() -> None:
    """However late the first look comes, nothing has passed before it."""
    clock = Clock(0)
    assert clock.advance(123_456.0) == 0


@given(st.lists(st.floats(0.001, 1.9), min_size=1, max_size=200), st.sampled_from(SPEEDS))
def test_it_does_not_drift(gaps: list[float], speed: int) -> None:
    """However uneven the looks are, the second is that of one straight line."""
    clock = Clock(0, speed=speed)
    now = 50.0
    clock.advance(now)
    for gap in gaps:
        now += gap
        clock.advance(now)
    assert clock.second == pytest.approx((now - 50.0) * speed, abs=1.001)


def test_many_changes_of_speed_lose_nothing() -> None:
    """The fraction of a second survives a change of speed."""
    clock = Clock(0, speed=10)
    clock.advance(0.0)
    for step in range(1, 1001):
        clock.advance(step * 0.05)
        clock.set_speed(10)
    assert clock.second == pytest.approx(500, abs=1)


def test_paused_means_standing_still() -> None:
    """Real time that passes in a pause never counts."""
    clock = Clock(0, speed=60)
    clock.advance(0.0)
    clock.advance(1.0)
    clock.pause(True)
    for now in range(2, 100):
        assert clock.advance(float(now)) == 60
    clock.pause(False)
    clock.advance(100.0)
    assert clock.second == 120


def test_a_suspended_machine_does_not_lose_the_night() -> None:
    """A gap of hours counts as the longest gap that a player could have looked through."""
    clock = Clock(0, speed=240)
    clock.advance(0.0)
    clock.advance(3600.0)
    assert clock.second == int(LONGEST_GAP_S * 240)
    clock.advance(3601.0)
    assert clock.second == int((LONGEST_GAP_S + 1) * 240)


def test_time_that_runs_backwards_stands_still() -> None:
    """A clock that jumps back moves nothing, and goes on from there."""
    clock = Clock(0)
    clock.advance(100.0)
    clock.advance(101.0)
    assert clock.advance(50.0) == 1
    assert clock.advance(51.0) == 2


def test_it_never_passes_its_limit() -> None:
    """The night ends at its end, and a pause there changes nothing."""
    clock = Clock(0, speed=240, limit=100)
    clock.advance(0.0)
    clock.advance(1.5)
    assert clock.second == 100
    clock.set_speed(1)
    clock.advance(2.0)
    assert clock.second == 100


def test_it_can_be_held_where_something_happened() -> None:
    """What was due beyond that second is dropped."""
    clock = Clock(0, speed=240)
    clock.advance(0.0)
    clock.advance(1.0)
    clock.hold_at(30)
    clock.set_speed(1)
    assert clock.advance(2.0) == 31


def test_other_speeds_are_refused() -> None:
    """Only the speeds that are offered."""
    with pytest.raises(ValueError, match="no speed x7"):
        Clock(0).set_speed(7)
