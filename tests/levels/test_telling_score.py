"""What customers are not told costs: the reference with one thing left out of its updates, and all else as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from game.content.load import load_level
from game.session.judging.debrief import debrief
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import Mark, Score, score
from game.session.run import Run
from tests.levels.bots import Night, Play, Stage, Turn

pytestmark = pytest.mark.xdist_group("telling")

LEVELS = ("empty-answer", "everyone-at-once", "flapping")
CLEARLY = 10
"""Points of the total."""
CLEARLY_IN_CONDUCT = 3


def _post(turn: Turn) -> bool:
    return isinstance(turn.line, str) and turn.line.startswith("post ")


def _told(change: Callable[[str], str]) -> Play:
    """The reference with each of its updates changed."""

    def play(night: Night) -> list[Turn]:
        return [turn._replace(line=change(str(turn.line))) if _post(turn) else turn for turn in night.reference]

    return play


def _worded(words: str) -> Play:
    return _told(lambda line: re.sub(r'"[^"]*"', f'"{words}"', line))


def _first_service(line: str) -> str:
    post, state, services, rest = line.split(" ", 3)
    return " ".join([post, state, services.split(",")[0], rest])


def _no_cause(line: str) -> str:
    return re.sub(r" cause \w+", "", line)


def _investigating(line: str) -> str:
    return _no_cause(line).replace("post identified ", "post investigating ")


def _one_post(night: Night) -> list[Turn]:
    first = next(turn for turn in night.reference if _post(turn))
    return [turn for turn in night.reference if not _post(turn) or turn is first]


def _silent(night: Night) -> list[Turn]:
    return [turn for turn in night.reference if not _post(turn)]


def _once(change: Callable[[str], str]) -> Play:
    """The reference with its second update changed, one slip in a night."""

    def play(night: Night) -> list[Turn]:
        second = [turn for turn in night.reference if _post(turn)][1]
        return [turn._replace(line=change(str(turn.line))) if turn is second else turn for turn in night.reference]

    return play


def _no_next(line: str) -> str:
    return re.sub(r" next \d+", "", line)


OMISSIONS: dict[str, tuple[Play, str, str]] = {
    "no next": (_told(_no_next), "promised", "did not say when the next one comes"),
    "next in ten hours": (
        _told(lambda line: re.sub(r" next \d+", " next 600", line)),
        "promised",
        "promised the next one for too long from then",
    ),
    "no cause": (_told(_no_cause), "cause-told", "customers were never told"),
    "always investigating": (_told(_investigating), "cause-told", "customers were never told"),
    "first service only": (_told(_first_service), "scope", "What failed was left out"),
    "no words": (_worded("x"), "words", "said nothing that customers could use"),
    "keep retrying": (_worded("Keep retrying."), "words", "sent customers back for more without a pause"),
}
"""How it is told, the criterion that has to say so, and what it says."""


@cache
def _stage(level: str) -> Stage:
    return Stage(level, 1)


@cache
def _reference(level: str) -> Score:
    return _stage(level).judged("reference")


def _mark(judged: Score, criterion: str) -> Mark:
    return next(mark for mark in judged.marks if mark.criterion.id == criterion)


@pytest.mark.parametrize("level", LEVELS)
def test_the_reference_leaves_nothing_out(level: str) -> None:
    """Every criterion of telling, but for a little of what failed only a moment ago."""
    judged = _reference(level)
    assert judged.grade in ("A", "A+")
    for criterion in ("first-update", "kept-talking", "promised", "cause-told", "words", "truthful"):
        assert _mark(judged, criterion).share > 0.9, str(_mark(judged, criterion).reason)
    assert _mark(judged, "scope").share > 0.8, str(_mark(judged, "scope").reason)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("omission", OMISSIONS)
def test_what_is_left_out_all_night_costs_a_grade(level: str, omission: str) -> None:
    """The total and conduct are clearly lower, the reason names it, and the ceiling does."""
    bot, criterion, reason = OMISSIONS[omission]
    best, judged = _reference(level), _stage(level).judged_play(bot)
    assert judged.total <= best.total - CLEARLY
    assert judged.conduct_score <= best.conduct_score - CLEARLY_IN_CONDUCT
    assert judged.grade not in ("A+", "A")
    assert judged.cap is not None
    mark, before = _mark(judged, criterion), _mark(best, criterion)
    assert mark.share < 0.5 < before.share
    assert mark.left >= before.left + 1.4
    assert reason in str(mark.reason)


@pytest.mark.parametrize("level", LEVELS)
def test_one_update_in_a_night_or_none_is_clearly_below_a_b(level: str) -> None:
    """However well it was repaired."""
    best = _reference(level)
    for bot in (_one_post, _silent):
        judged = _stage(level).judged_play(bot)
        assert judged.grade in ("C", "D", "E")
        assert judged.conduct_score <= best.conduct_score - CLEARLY
        assert judged.cap is not None


@pytest.mark.parametrize("level", LEVELS)
def test_one_slip_costs_little(level: str) -> None:
    """Once no time for the next update, once words that say nothing: neither costs a grade."""
    best = _reference(level)
    for change in (_no_next, lambda line: re.sub(r'"[^"]*"', '"x"', line)):
        judged = _stage(level).judged_play(_once(change))
        assert best.total - 3 <= judged.total <= best.total
        assert judged.conduct_score < best.conduct_score or judged.total == best.total


def test_the_thing_to_change_names_what_was_left_out() -> None:
    """The lesson of a night without a promise is the promise."""
    stage = _stage("empty-answer")
    record: RunRecord = record_of(stage.play(_told(_no_next)))
    judged = score(record, stage.scenario)
    worst = max([mark for mark in judged.marks[1:] if mark.criterion.id != "calibrated"], key=lambda mark: mark.left)
    assert worst.criterion.id == "promised"
    told = debrief(record, stage.scenario).lessons
    assert any(worst.criterion.next_time in lesson and str(worst.reason) in lesson for lesson in told)


@pytest.mark.parametrize("level", ["everyone-at-once", "flapping"])
def test_everything_named_is_not_the_scope(level: str) -> None:
    """Who names every service there is names what is well as failing: untrue, and worth little as scope."""
    stage = _stage(level)
    every = ",".join(stage.run.channel.services)
    judged = stage.judged_play(_told(lambda line: " ".join([*line.split(" ", 3)[:2], every, line.split(" ", 3)[3]])))
    best = _reference(level)
    assert judged.total <= best.total - CLEARLY
    assert _mark(judged, "scope").share < _mark(best, "scope").share - 0.5
    assert "named what had not failed" in str(_mark(judged, "scope").reason)


def test_a_service_without_a_tile_is_told_of_by_nobody() -> None:
    """One list for the composer, for the console and for what updates are held against."""
    run = Run(load_level("long-night"), 1)
    on_the_board = [part.id for part in run.region.components.values() if part.public and part.spec.tile is not None]
    assert [part.id for part in run.public] == on_the_board
    assert list(run.channel.services) == on_the_board
    assert [candidate.word for candidate in run.grammar.vocabulary.services()] == on_the_board
    assert "tools" not in on_the_board
