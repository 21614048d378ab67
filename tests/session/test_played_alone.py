"""Who sent the colleague away plays alone for good: the journal keeps it, and it decides nothing in the region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.content.load import load_level
from game.session.helping.companion import NAME
from game.session.helping.guidance import Guidance
from game.session.journal import Alone, read_journal
from game.session.replaying.replay import replay, resume
from game.session.replaying.rewind import Recording
from game.session.view.talk import Speaker
from tests.session.colleague import Beside

SKIPPED_S = 40
LEVEL = "first-page"


def _is_heard(beside: Beside) -> bool:
    return any(talk.speaker is Speaker.COLLEAGUE for talk in beside.heard)


def _skipped(path: Path, level: str = LEVEL, after_s: float = SKIPPED_S) -> Beside:
    """A run in which she was sent away while she spoke, and which was left a while later."""
    beside = Beside(level, journal=path)
    beside.wait(after_s)
    assert beside.wait(300, lambda: beside.talk is not None and bool(beside.talk.skip))
    beside.seat.skip()
    beside.seat.pause(False)
    beside.wait(60)
    beside.seat.close()
    return beside


@pytest.mark.parametrize("level", [LEVEL, "empty-answer"])
def test_she_does_not_come_back_with_a_run_that_is_gone_on_with(tmp_path: Path, level: str) -> None:
    """Neither the one of the lesson nor the one who does the rest; not at the second time either."""
    path = tmp_path / "left.jsonl"
    hers = _skipped(path, level).said_by(NAME)
    for _ in range(2):
        again = Beside(level, session=resume(read_journal(path), load_level(level)))
        again.wait(150)
        assert not _is_heard(again)
        assert again.said_by(NAME) == hers
        again.seat.say("status")
        again.seat.close()


def test_the_journal_is_the_same_but_for_one_line(tmp_path: Path) -> None:
    """Its fingerprints are those of a night in which nobody was sent away; a journal without the line loads as ever."""
    path = tmp_path / "left.jsonl"
    _skipped(path)
    journal = read_journal(path)
    assert journal.alone
    assert len([record for record in journal.records if isinstance(record, Alone)]) == 1
    assert replay(journal, load_level(LEVEL)).diverged == ""
    rows = [row for row in path.read_text().splitlines() if "alone" not in json.loads(row)]
    older = tmp_path / "older.jsonl"
    older.write_text("\n".join(rows) + "\n")
    without = read_journal(older)
    assert not without.alone
    replayed = replay(without, load_level(LEVEL))
    assert replayed.diverged == ""
    assert replayed.run.digest() == replay(journal, load_level(LEVEL)).run.digest()
    again = Beside(session=resume(without, load_level(LEVEL)))
    again.wait(60)
    assert _is_heard(again)


@pytest.mark.parametrize("later_s", [-1, 0, 20])
def test_taking_over_brings_her_back_only_from_before_she_went(tmp_path: Path, later_s: int) -> None:
    """At that moment she sat there still; and whoever leaves that run and comes back finds it so."""
    path, fork = tmp_path / "left.jsonl", tmp_path / "fork.jsonl"
    _skipped(path)
    (went,) = [record.second for record in read_journal(path).records if isinstance(record, Alone)]
    recording = Recording(read_journal(path), load_level(LEVEL))
    taken = Beside(session=recording.take_over(fork, went + later_s))
    taken.wait(60)
    assert _is_heard(taken) == (later_s < 0)
    assert read_journal(fork).alone == (later_s >= 0)
    taken.seat.close()
    again = Beside(session=resume(read_journal(fork), load_level(LEVEL)))
    again.wait(60)
    assert _is_heard(again) == (later_s < 0)


def test_without_a_journal_she_can_be_sent_away_as_well() -> None:
    """And who plays rated has nobody to send away."""
    beside = Beside()
    beside.seat.skip()
    beside.wait(60)
    assert beside.talk is None
    rated = Beside(guidance=Guidance.RATED)
    rated.seat.skip()
    assert not _is_heard(rated)
