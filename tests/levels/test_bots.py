"""Players of every kind land in a sensible order on both axes, in every level that ships. The order is tested, not the numbers."""

from __future__ import annotations

from functools import cache

import pytest

from tests.levels.bots import BOTS, Night, Play, Stage, Turn

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")
SOUND = ("reference", "over-cautious")
WITHOUT_TELLING_TRUE = ("silent winner", "reference without posts", "early all-clear", "liar")
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
        assert found["hurried"].grade not in ("A+", "A")
        assert found["hurried"].conduct_score <= min([found[sound].conduct_score for sound in SOUND]) - 5

    # Doing everything, or one thing everywhere, never wins: below all who know what they do, and never more than a D.
    worst_sound = min([found[bot].total for bot in (*SOUND, *WITHOUT_TELLING_TRUE)])
    for bot in [bot for bot in WITHOUT_METHOD if bot in found]:
        assert found[bot].total < worst_sound - CLEARLY, bot
        assert found[bot].grade in ("D", "E"), bot
        # Whoever tells nobody and calls nobody stands low in conduct too, as low as one who tells truly and sprays.
        telling = [found[other].conduct_score for other in WITHOUT_TELLING_TRUE if other != "silent winner"]
        assert found[bot].conduct_score < min(telling), bot
        assert found[bot].conduct_score <= found["silent winner"].conduct_score + 5, bot
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
    """What the reference changes is aimed, in order, seen before the next, and hurts nothing that was well, by the rules that look for that."""
    marks = {mark.criterion.id: mark for mark in _stage(level).judged("reference").marks}
    for criterion in ("order", "aimed", "unharmed", "undone", "kept-on", "one-at-a-time", "verified", "truthful"):
        assert marks[criterion].share == 1.0, (criterion, str(marks[criterion].reason))


def _thinking(*lines: str) -> Play:
    """The reference with other hypotheses, stated when its own was."""

    def play(night: Night) -> list[Turn]:
        stated_s = night.first("hypothesis")
        others = [turn for turn in night.reference if "hypothesis" not in str(turn.line)]
        return sorted([*others, *[Turn(stated_s, line) for line in lines]], key=lambda turn: turn.second)

    return play


def test_a_hypothesis_is_never_needed_for_the_best_grade() -> None:
    """The reference without its hypotheses has a few points less, and an A+ all the same; a doubt that was wrong costs nothing."""
    stage = Stage("empty-answer", 2)
    best, without = stage.judged("reference"), stage.judged_play(_thinking())
    assert without.conduct_score < best.conduct_score
    assert without.grade == "A+"
    assert stage.judged_play(_thinking("hypothesis network 40")).conduct_score == without.conduct_score


def test_being_sure_of_the_wrong_cause_costs_more_than_saying_nothing() -> None:
    """And what names no true cause, or comes when the cause is known, earns nothing."""
    stage = Stage("empty-answer", 2)
    without = stage.judged_play(_thinking())
    wrong = stage.judged_play(_thinking("hypothesis network 100"))
    assert wrong.conduct_score < without.conduct_score
    assert wrong.total < without.total
    idle = stage.judged_play(_thinking("hypothesis network 0"))
    late = stage.judged_play(
        lambda night: [
            *_thinking()(night)[:-1],
            Turn(night.reference[-1].second - 10, "hypothesis dns 100"),
            night.reference[-1],
        ]
    )
    assert idle.conduct_score == late.conduct_score == without.conduct_score


def test_a_safety_device_switched_off_before_it_was_read_to_err_is_seen() -> None:
    """The reference of the flapping night with its failover off a minute after it begins, at a time at which nobody has read of the checks."""
    stage = Stage("flapping", 1)

    def hasty(night: Night) -> list[Turn]:
        moved = [
            turn._replace(second=night.begins_s + 60) if turn.line == "failover nlb off" else turn
            for turn in night.reference
        ]
        return sorted(moved, key=lambda turn: turn.second)

    early, best = stage.judged_play(hasty), stage.judged("reference")
    mark = next(mark for mark in early.marks if mark.criterion.id == "kept-on")
    assert mark.share == 0.0
    assert str(mark.reason).startswith("Nobody had read that it errs before this: failover nlb off.")
    assert early.conduct_score <= best.conduct_score - 5


def test_a_random_player_is_the_same_again_on_the_same_seed() -> None:
    """So that an order found once is found again."""
    night = _stage("empty-answer").night
    assert BOTS["random"](night)[1:] == BOTS["random"](night)[1:]
