"""Players of every kind land in a sensible order on both axes, in every level that ships. The order is tested, not the numbers."""

from __future__ import annotations

from functools import cache

import pytest

from tests.levels.bots import BOTS, Stage

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")
SOUND = ("reference", "over-cautious")
WITHOUT_TELLING_TRUE = ("silent winner", "early all-clear", "liar")
WITHOUT_METHOD = (
    "everything at once",
    "restart-all",
    "throttle-all",
    "scale-all",
    "page-all",
    "spam",
    "random",
    "nothing",
)
CLEARLY = 15
"""Points of the total that tell two kinds of player apart; on the axis of conduct alone a few less do."""
CLEARLY_IN_CONDUCT = 10


@cache
def _stage(level: str) -> Stage:
    return Stage(level, 1)


def _played(level: str) -> list[str]:
    """All bots, but for the history where there is none, and one costly way of doing too much in the costliest level."""
    left_out = () if _stage(level).night.history else ("history",)
    return [bot for bot in BOTS if bot not in left_out and (level, bot) != ("long-night", "scale-all")]


@pytest.mark.parametrize("level", LEVELS)
def test_players_land_in_a_sensible_order(level: str) -> None:
    """Each level once, so that every night is played once: who looks, tells and verifies stands first, who sprays stands last."""
    stage = _stage(level)
    found = {bot: stage.judged(bot) for bot in _played(level)}
    best = found["reference"]

    # The reference is the best of all, on both axes together and, but for who is even more careful, on each of them.
    assert best.grade in ("A", "A+")
    for bot, judged in found.items():
        assert judged.total <= best.total, bot
        assert judged.conduct_score <= best.conduct_score + (3 if bot in SOUND else 0), bot

    # Care costs customers time, and nothing in conduct.
    careful = found["over-cautious"]
    assert careful.impact_score < best.impact_score
    assert careful.conduct_score >= best.conduct_score - 3
    assert careful.grade in ("A+", "A", "B")

    # Winning without telling, or by telling what is not so, is clearly below every honest play, however well it is played.
    for bot in (*WITHOUT_TELLING_TRUE, "blind winner"):
        assert found[bot].total <= min([found[sound].total for sound in SOUND]) - CLEARLY, bot
        assert found[bot].conduct_score <= best.conduct_score - CLEARLY_IN_CONDUCT, bot
        assert found[bot].grade not in ("A+", "A", "B"), bot
    assert found["liar"].conduct_score < found["early all-clear"].conduct_score

    # The same repair without looking whether it took hold is worth a grade less.
    assert found["unverified"].grade not in ("A+", "A")
    assert found["unverified"].conduct_score <= min([found[sound].conduct_score for sound in SOUND]) - 5
    if len(stage.night.changes) > 1:  # one change alone cannot be hurried
        assert found["hurried"].total < best.total

    # Doing everything, or one thing everywhere, never wins: below all who know what they do, and never more than a D.
    worst_sound = min([found[bot].total for bot in (*SOUND, *WITHOUT_TELLING_TRUE)])
    for bot in [bot for bot in WITHOUT_METHOD if bot in found]:
        assert found[bot].total < worst_sound - CLEARLY, bot
        assert found[bot].grade in ("D", "E"), bot
        assert found[bot].conduct_score < min([found[bot].conduct_score for bot in WITHOUT_TELLING_TRUE]), bot
        assert found[bot].impact_score < careful.impact_score - CLEARLY, bot
    assert found["nothing"].grade == "E"
    assert found["nothing"].conduct_score <= min([found[bot].conduct_score for bot in ("restart-all", "spam")])

    # Those of the real night lie between: far above who does nothing, below who knows now what they could not know.
    if "history" in found:
        real = found["history"]
        assert found["nothing"].total + CLEARLY < real.total < best.total - CLEARLY
        assert found["nothing"].conduct_score < real.conduct_score < best.conduct_score
        assert found["nothing"].impact_score < real.impact_score < best.impact_score


@pytest.mark.parametrize("level", LEVELS)
def test_no_right_move_counts_as_a_wrong_one(level: str) -> None:
    """What the reference changes is aimed, in order, and hurts nothing that was well, by the rules that look for that."""
    marks = {mark.criterion.id: mark for mark in _stage(level).judged("reference").marks}
    for criterion in ("order", "aimed", "unharmed", "undone", "one-at-a-time", "truthful"):
        assert marks[criterion].share == 1.0, (criterion, str(marks[criterion].reason))


def test_a_hypothesis_is_never_needed_for_the_best_grade() -> None:
    """The reference without its hypotheses has a few points less, and an A all the same."""
    stage = Stage("empty-answer", 2)
    without = stage.judged_play(lambda night: [turn for turn in night.reference if "hypothesis" not in str(turn.line)])
    wrong = stage.judged_play(
        lambda night: [
            turn._replace(line="hypothesis network 90") if "hypothesis" in str(turn.line) else turn
            for turn in night.reference
        ]
    )
    best = stage.judged("reference")
    assert without.total < best.total
    assert without.grade == "A+"
    assert wrong.total == without.total  # it only ever adds


def test_a_random_player_is_the_same_again_on_the_same_seed() -> None:
    """So that an order found once is found again."""
    night = _stage("empty-answer").night
    assert BOTS["random"](night)[1:] == BOTS["random"](night)[1:]
