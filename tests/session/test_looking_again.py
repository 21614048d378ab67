"""Looking at a run again: what did not move is not worked out anew, and whatever moves it is seen at once."""

from __future__ import annotations

import pytest

from game.session import seat
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing import observe
from tests.session.night import small_night


def _seat() -> Seat:
    looking = Seat(Session.begin(small_night(), 1))
    looking.session.advance_to(60)
    return looking


def test_nothing_is_worked_out_while_nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither tiles nor the inspected component; a clock that is stopped or set faster is all that is new."""
    looking = _seat()
    component = looking.snapshot.tiles[0].component
    first, inspected = looking.snapshot, looking.inspect(component)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr(observe, "short_phrase", never)
    monkeypatch.setattr(seat, "inspect", never)
    assert looking.snapshot is first
    looking.pause(True)
    looking.set_speed(60)
    after = looking.snapshot
    assert (after.paused, after.speed, after.version) == (True, 60, first.version + 1)
    assert after.tiles is first.tiles
    assert looking.inspect(component) is inspected


def test_a_tick_and_a_line_are_seen_at_once() -> None:
    """A tick, and a line said within it, each lead to another snapshot and another look at the inspected component."""
    looking = _seat()
    component = looking.snapshot.tiles[0].component
    first, inspected = looking.snapshot, looking.inspect(component)
    looking.session.advance_to(looking.session.run.second + looking.session.run.region.tick_s)
    moved = looking.snapshot
    assert moved.second > first.second
    assert looking.inspect(component) is not inspected
    looking.say("sev 2")
    assert (moved.severity, looking.snapshot.severity) == (None, 2)
    assert len(looking.snapshot.feed) > len(moved.feed)
