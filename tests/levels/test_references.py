"""Every level is won by its reference play and lost by doing nothing, whatever the seed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from game.content.load import load_level
from game.headless.run import play_script
from game.session.judging.result import result_of

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")
SEEDS = (1, *[pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 7)])
OF_NOTHING = SEEDS[:3]
"""Fewer: a night in which nobody acts is the longest, and hardly depends on its seed."""

pytestmark = pytest.mark.xdist_group("references")


@cache
def _result(level: str, script: str, seed: int) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What comes of a script, and the lines that were refused. "" plays nothing."""
    scenario = load_level(level)
    refused: list[str] = []
    text = (dict(scenario.scripts)[script], script) if script else None
    run = play_script(scenario, seed, text, tell=refused.append)
    return result_of(run), tuple(refused)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_reference_play_wins(level: str, seed: int) -> None:
    """All its lines are taken at their times, and the night is resolved with a grade to be proud of."""
    result, refused = _result(level, "reference", seed)
    assert refused == ()
    assert result["outcome"] == "resolved"
    assert result["score"]["grade"].startswith("A")


@pytest.mark.parametrize("seed", OF_NOTHING)
@pytest.mark.parametrize("level", LEVELS)
def test_doing_nothing_loses(level: str, seed: int) -> None:
    """Nobody acts, and it is not over when the night ends."""
    result, _ = _result(level, "", seed)
    assert result["outcome"] == "lost"
    assert result["score"]["total"] < 20


@pytest.mark.parametrize("level", LEVELS)
def test_the_pars_are_those_of_the_levels_own_plays(level: str) -> None:
    """The two ends of the impact score are what doing nothing and the reference play lose on seed 1."""
    scenario = load_level(level)
    assert scenario.par is not None
    nothing = _result(level, "", 1)[0]["impact"]["weighted"]
    reference = _result(level, "reference", 1)[0]["impact"]["weighted"]
    assert scenario.par.nothing == pytest.approx(nothing, rel=0.001)
    assert scenario.par.reference == pytest.approx(reference, rel=0.001)
