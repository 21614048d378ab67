"""The first night is the published one under the published actions, and another one under others."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.run import play_script
from game.session.judging.result import result_of

pytestmark = pytest.mark.xdist_group("empty-answer")

SEEDS = (1, 2, 3, 4, 5)
PUBLISHED_MIN = {"dns-empty": 0, "dns-restored": 157, "dynamodb-recovered": 172}


@cache
def _level() -> Scenario:
    return load_level("empty-answer")


@cache
def _result(script: str, seed: int) -> dict[str, Any]:
    """The result of a play: of one of the level's scripts, or of lines."""
    text = dict(_level().scripts).get(script, script)
    refused: list[str] = []
    run = play_script(_level(), seed, (text, "test"), tell=refused.append)
    assert refused == []
    return result_of(run)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_operators_actions_reproduce_the_published_times(seed: int) -> None:
    """With the published actions at their times, every milestone lies within two minutes of its published time."""
    found = _result("history", seed)["milestones"]
    for milestone, minutes in PUBLISHED_MIN.items():
        assert found[milestone] == pytest.approx(minutes * 60, abs=120), milestone


def test_the_levels_milestones_carry_the_published_times() -> None:
    """The level's own note of the published times is the same as the facts'."""
    published = {milestone.id: milestone.published_s for milestone in _level().milestones}
    for milestone, minutes in PUBLISHED_MIN.items():
        assert published[milestone] == minutes * 60


@pytest.mark.parametrize("seed", SEEDS)
def test_doing_nothing_loses(seed: int) -> None:
    """Nobody acts: the record stays empty and DynamoDB never comes back."""
    result = _result("", seed)
    assert result["outcome"] == "lost"
    assert result["milestones"]["dns-empty"] is not None
    assert result["milestones"]["dns-restored"] is None
    assert result["milestones"]["dynamodb-recovered"] is None


@pytest.mark.parametrize("seed", [*SEEDS, *[pytest.param(seed, marks=pytest.mark.long) for seed in range(6, 11)]])
def test_the_reference_play_wins_and_beats_history(seed: int) -> None:
    """The reference play resolves the incident on ten seeds and scores better than the published night on both axes."""
    reference = _result("reference", seed)
    assert reference["outcome"] == "resolved"
    assert reference["score"]["grade"] in ("A+", "A")
    history = _result("history", (seed - 1) % 5 + 1)
    assert reference["score"]["total"] > history["score"]["total"] + 20
    assert reference["impact"]["weighted"] < 0.2 * history["impact"]["weighted"]


def test_the_ends_of_the_impact_scale_are_fresh() -> None:
    """The level's par is what doing nothing and the reference play cost on seed 1, within two percent."""
    par = _level().par
    assert par is not None
    assert _result("", 1)["impact"]["weighted"] == pytest.approx(par.nothing, rel=0.02)
    assert _result("reference", 1)["impact"]["weighted"] == pytest.approx(par.reference, rel=0.02)


RESTORE_LATE = "2:30:00 dns restore dynamodb.us-east-1.amazonaws.com\n"
FREEZE = "2:20:00 dns automation off\n"


def test_restoring_without_freezing_is_undone_by_the_same_rules() -> None:
    """Late in the night a restore under running automation is written over and emptied again on most seeds; with the
    automation frozen first, it never is."""
    undone = [seed for seed in SEEDS if _result(RESTORE_LATE, seed)["outcome"] == "lost"]
    assert len(undone) >= 3, undone
    assert [_result(FREEZE + RESTORE_LATE, seed)["outcome"] for seed in SEEDS] == ["resolved"] * 5


def test_flushing_caches_shortens_recovery() -> None:
    """The same repair, once with resolvers asked to flush: DynamoDB is back sooner, and fewer minutes are lost."""
    repair = "0:10:00 dns automation off\n0:12:00 dns restore dynamodb.us-east-1.amazonaws.com\n"
    plain = _result(repair, 1)
    flushed = _result(repair + "0:14:00 dns flush\n0:19:00 dns flush\n", 1)
    assert flushed["milestones"]["dynamodb-recovered"] < plain["milestones"]["dynamodb-recovered"] - 60
    assert flushed["impact"]["weighted"] < 0.95 * plain["impact"]["weighted"]


def test_the_command_line_says_the_same() -> None:
    """The command of the contract prints one JSON object with what the library computes."""
    command = [sys.executable, "-m", "game", "run", "empty-answer", "--seed", "2", "--json"]
    done = subprocess.run(
        [*command, "--script", "levels/empty-answer.history.script"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    expected = json.loads(json.dumps(_result("history", 2)))
    assert printed == expected


def test_a_night_that_was_prevented_ends_well() -> None:
    """Freeze the automation before zero and nothing ever happens: nobody loses a minute and the night is not lost."""
    result = _result("-0:01:50 dns automation off\n", 1)
    assert result["milestones"]["dns-empty"] is None
    assert result["outcome"] == "resolved"
    assert result["impact"]["weighted"] == 0.0
