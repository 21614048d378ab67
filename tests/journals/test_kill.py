"""kill -9 at any moment loses nothing that was answered."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from game.session.journal import Said, read_journal
from game.session.replaying.replay import replay
from tests.journals.drive import killed_at_random
from tests.session.night import small_night

KILLS = 100
KILLS_A_JOURNAL = 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_hundred_kills_at_random_moments_lose_no_answered_line(tmp_path: Path) -> None:
    """A process plays and tells what was answered; killed at random and resumed, the journal holds all of it.

    The moments are random in real time, from right after the start to some hundred lines later.
    """
    luck = random.Random(20251019)
    answered = 0
    for kill in range(KILLS):
        path = tmp_path / f"night-{kill // KILLS_A_JOURNAL}.jsonl"
        told = killed_at_random(path, luck)
        _holds_all(path, told)
        answered += len(told)
    assert answered > KILLS
    for path in sorted(tmp_path.glob("*.jsonl")):
        assert replay(read_journal(path), small_night()).diverged == ""


def _holds_all(path: Path, answered: list[str]) -> None:
    """Every answered line is in the journal, in its order; behind them stands at most the one that had no answer yet."""
    kept = [f"{r.second} {r.line}" for r in read_journal(path).records if isinstance(r, Said)]
    if answered:
        start = kept.index(answered[0])
        assert kept[start : start + len(answered)] == answered
        assert len(kept) - start - len(answered) <= 1
