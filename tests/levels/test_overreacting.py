"""Harm to what was well scores below a limited loss, in a night that is played as the reference plays it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from game.session.judging.score import Score
from tests.levels.bots import Night, Stage, Turn

QUIET_S = 27 * 60
"""A moment at which the reference waits: no hand is busy, and nothing is left to change."""


@cache
def _stage() -> Stage:
    return Stage("empty-answer", 1)


def _with(*more: tuple[int, str]) -> Score:
    """The reference with some lines more."""

    def play(night: Night) -> Sequence[Turn]:
        turns = [*night.reference, *[Turn(QUIET_S + second, line) for second, line in more]]
        return sorted(turns, key=lambda turn: turn.second)

    return _stage().judged_play(lambda night: list(play(night)))


def _limited_loss() -> Score:
    """A careful player, who loses more and hurts nothing."""
    return _stage().judged("over-cautious")


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("throttle s3 10", "status s3"),
        ("throttle lambda 10", "status lambda"),
        ("throttle tasks 10", "status ecs"),
    ],
)
def test_a_throttle_on_what_is_well_that_is_left_is_no_more_than_a_c(line: str, look: str) -> None:
    """It saves nobody, and customers stand before a closed door to the end; a look before and after it makes it no better."""
    for lines in (((0, line),), ((0, look), (10, line), (80, look))):
        judged = _with(*lines)
        assert judged.cap is not None
        assert judged.grade in ("C", "D", "E")
        assert judged.total < _limited_loss().total - 10
        assert judged.conduct_score < _stage().judged("reference").conduct_score - 5


def test_a_needless_restart_is_below_an_a_though_it_passes() -> None:
    """All hosts of what is well at once: the risk that was named came true."""
    for lines in (((0, "restart s3 100"),), ((0, "status s3"), (10, "restart s3 100"), (140, "status s3"))):
        judged = _with(*lines)
        assert judged.cap is not None
        assert (judged.cap.id, judged.grade) == ("harm", "B")
        assert judged.total < _limited_loss().total


def test_a_failover_switched_off_for_nothing_is_below_an_a() -> None:
    """Nothing failed by it in this night, and the next sick zone would have stayed in service."""
    judged = _with((0, "queue checks"), (10, "failover nlb off"), (140, "queue checks"))
    assert judged.grade == "B"
    assert judged.total < _limited_loss().total
    off_and_on = ((0, "queue checks"), (10, "failover nlb off"), (200, "queue checks"), (210, "failover nlb on"))
    back = _with(*off_and_on, (400, "queue checks"))
    assert back.grade in ("A", "A+")
    assert back.total >= _stage().judged("reference").total - 5


def test_who_takes_it_back_at_once_loses_little() -> None:
    """A mistake that was seen and undone within minutes is not what the score is about."""
    best = _stage().judged("reference")
    undone = _with(
        (0, "status s3"), (10, "throttle s3 10"), (80, "status s3"), (90, "throttle s3 off"), (160, "status s3")
    )
    assert best.total - 4 <= undone.total < best.total
    assert undone.grade in ("A", "A+")
    assert undone.conduct_score < best.conduct_score
