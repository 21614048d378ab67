"""Hints suffice: whoever does what they say wins every level, and what they say is true when they say it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from game.content.load import load_level
from game.engine.timetable import read_rows
from game.session.helping.guidance import Guidance
from game.session.helping.hint_words import MEANING
from game.session.helping.hints import COMPARE, DO, LOOK, RUNGS, hint_at, next_hint, urgent
from game.session.helping.level_flaws import flaws
from game.session.helping.objectives import objectives_of, open_ones
from game.session.journal import Said
from game.session.judging.result import record_of, score_of
from game.session.language.forms import Misunderstood
from game.session.run import YOU, Run
from game.session.session import Session
from game.session.view.console import ReplyKind
from game.session.view.talk import LINES_AT_MOST, Speaker, Talk
from tests.levels.hint_bot import Followed, follow

pytestmark = pytest.mark.xdist_group("hints")

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")
OPTIONAL = {
    "long-night": {"drain-the-leases", "disarm-the-failover", "work-off", "let-in-by-steps"},
}
"""What begins only if things were left to get worse."""


def _lines(level: str, name: str = "reference") -> list[tuple[int, str]]:
    rows, wrong = read_rows(dict(load_level(level).scripts)[name])
    assert not wrong
    return sorted([(row.second, row.line) for row in rows], key=lambda row: row[0])


def _play(run: Run, lines: list[tuple[int, str]], each: Callable[[Run], None] = lambda _: None) -> None:
    for second, line in lines:
        run.submit(Said(second, YOU, line))
        each(run)


@cache
def _followed(level: str) -> tuple[Run, tuple[Followed, ...]]:
    run, told = follow(level)
    return run, tuple(told)


@pytest.mark.parametrize("level", LEVELS)
def test_whoever_does_what_the_last_rung_says_wins(level: str) -> None:
    """By hints alone, with an A; every line is taken at once, and every objective that began is met."""
    run, told = _followed(level)
    judged = score_of(run)
    assert run.outcome == "resolved"
    assert run.state.declared_s is not None
    assert judged.grade in ("A", "A+")
    assert {step.kind for step in told} <= {ReplyKind.DONE, ReplyKind.OUTPUT}
    views = objectives_of(run)
    missed = {view.id for view in views if view.met_s is None}
    assert missed <= OPTIONAL.get(level, set())
    assert not any(view.missed for view in views)
    assert record_of(run).objectives == views


@pytest.mark.parametrize(
    ("level", "idle_s"), [("empty-answer", 3600), ("everyone-at-once", 12_000), ("flapping", 24_000)]
)
def test_hints_win_as_well_for_somebody_who_begins_late(level: str, idle_s: int) -> None:
    """An hour or so in which nothing was done is no reason for them to fall silent."""
    run, _ = follow(level, from_s=idle_s)
    assert run.outcome == "resolved"
    assert run.state.declared_s is not None


def test_the_long_night_is_won_by_hints_even_after_the_collapse() -> None:
    """What begins only then begins, and is met."""
    run, told = follow("long-night", from_s=12_000)
    assert run.outcome == "resolved"
    met = {view.id for view in objectives_of(run) if view.met_s is not None}
    assert OPTIONAL["long-night"] <= met
    assert "throttle dwfm 8" in [step.line for step in told]
    assert "failover nlb off" in [step.line for step in told]


@pytest.mark.parametrize("level", LEVELS)
def test_every_rung_of_every_open_objective_holds_all_through_the_reference_play(level: str) -> None:
    """None is empty, and the line of the last one is taken if it is said at that very moment."""
    run = Run(load_level(level), 1)
    seen: set[str] = set()

    def look(run: Run) -> None:
        for spec in open_ones(run):
            seen.add(spec.id)
            for rung in (LOOK, COMPARE, MEANING, DO):
                hint = hint_at(run, spec, rung)
                assert len(str(hint.text)) > 20, (spec.id, rung)
                assert hint.title == f"Hint: {RUNGS[rung - 1]}"
                assert "{" not in str(hint.text)
            line = hint_at(run, spec, DO).line
            if line:
                mark = run.mark()
                reply, said = run.say(line, YOU, run.second, confirmed=True)
                assert reply.kind in (ReplyKind.DONE, ReplyKind.OUTPUT), (spec.id, line)
                assert said is not None
                assert not run.state.false_all_clears
                run.rewind(mark)

    _play(run, _lines(level), look)
    assert seen >= {spec.id for spec in run.scenario.objectives} - OPTIONAL.get(level, set())
    assert run.outcome == "resolved"


@pytest.mark.parametrize("level", LEVELS)
def test_the_reference_play_meets_every_objective_that_begins(level: str) -> None:
    """What the level teaches is what its reference does; doing nothing meets none."""
    run = Run(load_level(level), 1)
    _play(run, _lines(level))
    assert [view.id for view in objectives_of(run) if view.begun_s is not None and view.met_s is None] == []
    idle = Run(load_level(level), 1)
    idle.advance_to(idle.scenario.end_s)
    views = objectives_of(idle)
    assert [view.id for view in views if view.met_s is not None] == []
    assert any(view.missed for view in views)


@pytest.mark.parametrize("level", LEVELS)
def test_the_lines_of_objectives_can_be_said(level: str) -> None:
    """What `noerror check` says of them."""
    assert flaws(load_level(level)) == ()


def _coached(level: str, guidance: Guidance = Guidance.HINTS) -> Session:
    return Session(Run(load_level(level), 1, guidance=guidance))


def _heard(session: Session, until_s: int, talks: list[tuple[int, Talk]]) -> None:
    """Move on tick by tick and note what is said when."""
    run = session.run
    while not run.ended and run.second + run.region.tick_s <= until_s:
        session.advance_to(run.second + run.region.tick_s)
        talk = session.coach.talk
        if talk is not None and (not talks or talks[-1][1].number != talk.number):
            talks.append((run.second, talk))


@pytest.mark.parametrize("level", LEVELS)
def test_the_coach_is_silent_while_the_reference_is_played(level: str) -> None:
    """Nobody is stuck there."""
    session, talks = _coached(level), list[tuple[int, Talk]]()
    for second, line in _lines(level):
        _heard(session, second, talks)
        session.submit(line, confirmed=True, second=second)
    assert session.run.outcome == "resolved"
    assert [(second, talk.lines) for second, talk in talks] == []


@pytest.mark.parametrize(
    ("level", "speed"),
    [
        *[(level, 1) for level in LEVELS],
        ("everyone-at-once", 10),
        *[pytest.param(level, 10, marks=pytest.mark.long) for level in LEVELS if level != "everyone-at-once"],
    ],
)
def test_the_coach_speaks_to_whoever_does_nothing_but_seldom(level: str, speed: int) -> None:
    """At most once in a minute of the player's own, at every speed; without a coach nobody speaks."""
    session, talks = _coached(level), list[tuple[int, Talk]]()
    session.set_speed(speed)
    _heard(session, session.run.second + 2400 * speed, talks)
    assert talks
    seconds = [second for second, _ in talks]
    assert all(later - sooner >= 60 * speed for sooner, later in pairwise(seconds))
    assert all(talk.speaker is Speaker.COACH and len(talk.lines) <= LINES_AT_MOST for _, talk in talks)
    assert all("hint" in talk.lines[-1] for _, talk in talks)
    silent, none = _coached(level, Guidance.ALONE), list[tuple[int, Talk]]()
    _heard(silent, silent.run.second + 1200, none)
    assert none == []


def test_hints_and_coach_stand_a_thousand_states_of_a_night_at_random() -> None:
    """Whatever was said before, every rung says something, and nothing falls over."""
    run = Run(load_level("empty-answer"), 3, guidance=Guidance.HINTS)
    session, draw, states = Session(run), Random(7), 0
    words = [entry.spec for entry in run.grammar.entries]
    while not run.ended:
        if draw.random() < 0.3:
            spec = draw.choice(words)
            choices = [choice.word for choice in run.grammar.complete(" ".join(spec.words) + " ").choices]
            line = " ".join(
                [*spec.words, *([draw.choice(choices)] if choices else []), *draw.choice([[], ["50"], ["off"]])]
            )
            if spec.words != ("resolve",) and not isinstance(run.grammar.parse(line), Misunderstood):
                session.submit(line, confirmed=True)
        session.advance_to(run.second + 10)
        for objective in open_ones(run):
            for rung in (LOOK, COMPARE, MEANING, DO):
                assert str(hint_at(run, objective, rung).text)
        assert next_hint(run).text
        states += 1
    assert states >= 1000
    assert urgent(run) is None
