"""A player who types anything: no line, in any order, ends a session, and its journal is always the run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.session.journal import read_journal
from game.session.replaying.replay import replay
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.telling import Draft, PostState
from tests.session.night import small_night


def _line(luck: random.Random, seat: Seat) -> str:
    """Words picked from what completion offers, now and then spoiled."""
    text = ""
    for _ in range(luck.randint(1, 6)):
        choices = seat.complete(text).choices
        if not choices:
            break
        text += luck.choice(choices).word + " "
    if luck.random() < 0.2:
        text += luck.choice(['"Calls fail."', "40", "off", "\x1b[2J", "next 20", "ü" * 40, '"', "all"])
    if luck.random() < 0.05:
        text = "".join([chr(luck.randrange(1, 0x3000)) for _ in range(luck.randrange(60))])
    return text


def _ask(luck: random.Random, seat: Seat) -> None:
    """Everything else that a screen asks of a seat."""
    snapshot = seat.snapshot
    seat.inspect(luck.choice(snapshot.tiles).component)
    seat.dns()
    seat.teams()
    services = tuple([tile.component for tile in snapshot.tiles if luck.random() < 0.3])
    cause = luck.choice(["", "dns", "deploy", "nonsense"])
    seat.preview(
        Draft(luck.choice(list(PostState)), services, cause, luck.choice([None, 5, 30]), luck.choice(["", "x", '"']))
    )
    seat.pause(luck.random() < 0.1)
    seat.set_speed(luck.choice([1, 10, 60, 240]))


@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_lines_of_anything_end_in_a_journal_that_verifies(tmp_path: Path, seed: int) -> None:
    """Typed on a running clock, with everything that a screen asks in between."""
    luck = random.Random(seed)
    path = tmp_path / "night.jsonl"
    seat = Seat(Session.begin(small_night(end_s=3600), seed, path))
    now = 0.0
    for number in range(500):
        now += luck.uniform(0.0, 0.4)
        seat.advance(now)
        seat.say(_line(luck, seat), confirmed=luck.random() < 0.7)
        if number % 10 == 0:
            _ask(luck, seat)
    seat.debrief()
    seat.close()
    replayed = replay(read_journal(path), small_night(end_s=3600))
    assert replayed.diverged == ""
    assert replayed.run.digest() == seat.session.run.digest()
    assert len(replayed.run.said) > 50
