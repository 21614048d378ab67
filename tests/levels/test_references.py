"""Every level is won by its reference play and lost by doing nothing, whatever the seed."""

from __future__ import annotations

import pytest

from game.content.load import load_level
from game.headless.run import play_script
from game.session.judging.result import result_of

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")
SEEDS = tuple(range(1, 6))
OF_NOTHING = SEEDS[:1]
"""Fewer: a night in which nobody acts is the longest, and hardly depends on its seed."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_reference_play_wins(level: str, seed: int) -> None:
    """All its lines are taken at their times, and the night is resolved with a grade to be proud of."""
    scenario = load_level(level)
    refused: list[str] = []
    run = play_script(scenario, seed, (dict(scenario.scripts)["reference"], "reference"), tell=refused.append)
    result = result_of(run)
    assert refused == []
    assert result["outcome"] == "resolved"
    assert result["score"]["grade"].startswith("A")


@pytest.mark.parametrize("seed", OF_NOTHING)
@pytest.mark.parametrize("level", LEVELS)
def test_doing_nothing_loses(level: str, seed: int) -> None:
    """Nobody acts, and it is not over when the night ends."""
    run = play_script(load_level(level), seed)
    result = result_of(run)
    assert result["outcome"] == "lost"
    assert result["score"]["total"] < 20


@pytest.mark.parametrize("level", LEVELS)
def test_the_pars_are_those_of_the_levels_own_plays(level: str) -> None:
    """The two ends of the impact score are what doing nothing and the reference play lose on seed 1."""
    scenario = load_level(level)
    assert scenario.par is not None
    nothing = result_of(play_script(scenario, 1))["impact"]["weighted"]
    text = dict(scenario.scripts)["reference"]
    reference = result_of(play_script(scenario, 1, (text, "reference")))["impact"]["weighted"]
    assert scenario.par.nothing == pytest.approx(nothing, rel=0.001)
    assert scenario.par.reference == pytest.approx(reference, rel=0.001)
