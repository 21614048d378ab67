"""Objectives, hints and the coach on one night: what is met and when, what is said next, and what it costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.content.load import load_level
from game.session.helping.coach import Coach
from game.session.helping.guidance import Guidance
from game.session.helping.hint_words import what_it_means, where_to_look
from game.session.helping.hints import next_hint, to_do, urgent
from game.session.helping.level_flaws import flaws
from game.session.helping.objectives import objectives_of
from game.session.judging.record import EntryKind
from game.session.judging.result import score_of
from game.session.language.wording import plain
from game.session.run import YOU, Run
from game.session.session import Session
from game.session.view.objectives import ObjectiveView

DIG = "dig dynamodb.us-east-1.amazonaws.com"
RESTORE = "dns restore dynamodb.us-east-1.amazonaws.com"


def _run(until_s: int = 60, guidance: Guidance = Guidance.ALONE) -> Run:
    run = Run(load_level("empty-answer"), 1, guidance=guidance)
    run.advance_to(until_s)
    return run


def _say(run: Run, *lines: str) -> str:
    told = ""
    for line in lines:
        told = plain(run.say(line, YOU, run.second, confirmed=True)[0].lines)
        run.advance_to(run.second + 5)
    return told


def _view(run: Run, objective: str) -> ObjectiveView:
    return next(view for view in objectives_of(run) if view.id == objective)


# Objectives.


def test_a_look_in_trouble_meets_an_objective_and_one_before_it_does_not() -> None:
    """What was read while all was well says nothing about the night."""
    run = _run(-60)
    _say(run, DIG)
    assert _view(run, "empty-record") == ObjectiveView(
        "empty-record", "See that the record answers, and that its answer is empty", "diagnose", None, None, (), False
    )
    run.advance_to(60)
    begun_s = run.pager.state.first_page_s
    assert (_view(run, "empty-record").begun_s, _view(run, "empty-record").met_s) == (begun_s, None)
    _say(run, DIG)
    assert _view(run, "empty-record").met_s == 60


def test_a_repair_counts_when_what_it_needs_was_so_and_when_it_shows() -> None:
    """A restore while the automation runs is luck; one after it is off counts when it is done."""
    run = _run()
    _say(run, RESTORE)
    run.advance_to(run.second + 300)
    assert _view(run, "restore-the-record").met_s is None
    run.say("dns automation off", YOU, run.second, confirmed=True)
    ordered_s = run.second
    assert _view(run, "stop-the-writers").met_s is None
    run.advance_to(run.second + 300)
    met_s = _view(run, "stop-the-writers").met_s
    assert met_s is not None
    assert ordered_s < met_s <= run.second


def test_only_a_true_update_counts() -> None:
    """ "Resolved" while calls fail meets nothing; an honest one does."""
    run = _run()
    _say(run, "ack all", "sev 1", "page dynamodb", 'post identified s3 "Storage is down." next 20')
    assert _view(run, "take-the-page").met_s is None
    _say(run, 'post investigating dynamodb "Calls to DynamoDB fail." next 20')
    assert _view(run, "take-the-page").met_s is not None


# Hints.


def test_a_hint_climbs_its_rungs_and_names_what_to_say_last() -> None:
    """Where to look, what to compare, what it means, what to do; asked again it says the last one again."""
    run = _run()
    titles = [_say(run, "hint").splitlines()[0] for _ in range(5)]
    rungs = ["where to look", "what to compare", "what it means", "what to do"]
    assert titles == [f"Hint: {rung}" for rung in (*rungs, rungs[-1])]
    assert "`ack all`" in _say(run, "help me")
    assert _view(run, "take-the-page").rungs == (1, 2, 3, 4)
    assert _view(run, "take-the-page").hints == 4


def test_while_the_repair_is_under_way_a_hint_says_until_when_to_wait() -> None:
    """It is no rung of what was proved already: nothing is counted, and it may say what can be looked at meanwhile."""
    run = _run()
    update = 'post investigating dynamodb "Calls to DynamoDB fail." next 60'
    _say(run, "ack all", "sev 1", "page dynamodb", update, "status dynamodb", "depends dynamodb", DIG, "plans")
    while (hint := next_hint(run)).line or hint.until_s is None:
        step = to_do(run)
        assert step is not None, (run.second, hint)
        _say(run, step.line)
    told = _say(run, "hint")
    assert told.startswith("Wait until ")
    assert " is under way." in told
    assert "Hint" not in told
    assert run.entries[-1].hint is None


def test_what_it_means_says_once_how_to_keep_a_guess() -> None:
    """With the diagnosis, and not to who has stated one."""
    run = _run()
    update = 'post investigating dynamodb "Calls to DynamoDB fail." next 60'
    _say(run, "ack all", "sev 1", "page dynamodb", update)
    spec = next(spec for spec in run.scenario.objectives if spec.id == "empty-record")
    assert "`hypothesis CAUSE CONFIDENCE`" in str(what_it_means(run, spec).text)
    cause = run.scenario.causes[0].id
    _say(run, f"hypothesis {cause} 60")
    assert "hypothesis" not in str(what_it_means(run, spec).text)


def test_a_hint_is_not_said_again_once_its_reason_has_gone() -> None:
    """What it pointed at was looked at: the next one points at something else. What was done is not asked for again."""
    run = _run()
    _say(run, "ack all", "sev 1", "page dynamodb", 'post investigating dynamodb "Calls to DynamoDB fail." next 20')
    first = _say(run, "hint")
    assert "`status dynamodb`" in first
    _say(run, "status dynamodb")
    second = _say(run, "hint")
    assert "`depends dynamodb`" in second
    assert "`status dynamodb`" not in second
    _say(run, "hint", "hint")
    assert f"`{DIG}`" in _say(run, "hint")
    _say(run, DIG)
    later = [_say(run, "hint") for _ in range(6)]
    assert not any(f"Type `{DIG}`" in text for text in later)


def test_while_something_is_under_way_the_last_rung_says_until_when_to_wait() -> None:
    """And names the time at which it is done."""
    run = _run()
    _say(run, "ack all", "sev 1", "page dynamodb", DIG, "plans")
    _say(run, 'post identified dynamodb,ec2,support "The name has no addresses." next 20 cause dns')
    run.say("dns automation off", YOU, run.second, confirmed=True)
    done_s = run.entries[-1].done_s
    told = [_say(run, "hint") for _ in range(4)][-1]
    assert "Wait until" in told
    assert "`dns automation off` is under way" in told
    assert next_hint(run).until_s == done_s


def test_an_update_that_falls_due_comes_first() -> None:
    """The first rung says when, the last one what to publish; its line is taken, and then it is due no more."""
    run = _run()
    due_s = run.channel.due_s
    assert due_s is not None
    run.advance_to(due_s - 60)
    assert "An update is due at" in _say(run, "hint")
    _say(run, "hint", "hint")
    assert "post investigating" in _say(run, "hint")
    run.advance_to(due_s + 60)
    assert "An update was due at" in str(where_to_look(run, run.scenario.objectives[-1]).text)
    line = next_hint(run).line
    assert line.startswith("post investigating")
    _say(run, line)
    assert run.channel.state.judgements[-1].truthful
    assert "An update" not in str(next_hint(run).text)


def test_a_hint_proves_nothing_and_decides_nothing() -> None:
    """It is a look of the journal; the night goes on as without it, and to be told is not to have looked."""
    asked, silent = _run(), _run()
    for _ in range(8):
        _say(asked, "hint")
    silent.advance_to(asked.second)
    assert asked.region.digest() == silent.region.digest()
    assert asked.evidence.looks == []
    assert asked.digest() == silent.digest()
    assert {entry.kind for entry in asked.entries} == {EntryKind.LOOK}
    assert all(said.look for said in asked.said)
    again = Run(asked.scenario, asked.seed)
    for said in asked.said:
        again.submit(said)
    again.advance_to(asked.second)
    assert objectives_of(again) == objectives_of(asked)


def test_coming_back_to_a_moment_forgets_the_hints_after_it() -> None:
    """They stand with the lines."""
    run = _run()
    _say(run, "hint")
    mark = run.mark()
    told = _say(run, "hint")
    run.rewind(mark)
    assert _view(run, "take-the-page").rungs == (1,)
    assert _say(run, "hint") == told


def test_without_a_page_nothing_is_hinted_and_nothing_is_counted() -> None:
    """The region is quiet."""
    run = _run(-60)
    assert _say(run, "hint") == "Nothing is wrong that anybody was paged for. Hints begin with the first page."
    assert urgent(run) is None
    assert run.entries[-1].hint is None


@pytest.mark.parametrize("guidance", list(Guidance))
def test_hints_cost_points_only_where_a_night_is_rated(guidance: Guidance) -> None:
    """Each rung once for each objective, told beforehand and in the reasons."""
    asked, silent = _run(guidance=guidance), _run(guidance=guidance)
    lines = ("ack all", "sev 1", "page dynamodb", DIG, "plans", "dns automation off")
    told = _say(asked, "hint")
    _say(asked, "hint", "hint", *lines)
    silent.advance_to(75)
    _say(silent, *lines)
    with_hints, without = score_of(asked), score_of(silent)
    lost = without.parts[1].points - with_hints.parts[1].points
    reasons = [str(mark.reason) for mark in with_hints.marks]
    if guidance.rated:
        assert lost == pytest.approx(0.25 + 0.25 + 0.5)
        assert "Hints asked for: 3. They cost 1 points." in reasons
        assert "costs 0.25 points" in told
        assert with_hints.conduct_score < without.conduct_score
    else:
        assert lost == 0
        assert len(with_hints.marks) == len(without.marks)
        assert "costs" not in told


def test_hints_take_no_more_than_there_is() -> None:
    """At most what the part has earned."""
    run = _run(guidance=Guidance.RATED)
    _say(run, *["hint"] * 5)
    assert score_of(run).parts[1].points >= 0


# The coach.


def test_the_coach_always_speaks_when_it_is_called_over_and_alarms_are_up() -> None:
    """However little help somebody plays with, at once, inside the company and to the public."""
    for line in ("resolve", 'post resolved dynamodb "All is well."'):
        session = Session(_run(300, Guidance.BARE))
        assert session.coach.talk is None
        session.submit(line, confirmed=True)
        talk = session.coach.talk
        assert talk is not None
        assert talk.lines[0].startswith("It was called over, and alarms are up: ")
        session.submit("status")
        assert session.coach.talk is None


def test_the_coach_changes_nothing_in_a_run() -> None:
    """Asked as often as one likes."""
    run = _run(300, Guidance.HINTS)
    before = run.digest()
    coach = Coach(run)
    for _ in range(50):
        coach.step(run)
    assert coach.talk is not None
    assert run.digest() == before
    assert run.mark().entries == 0


def test_the_coach_says_that_a_change_came_before_what_it_needs() -> None:
    """And the word that says more."""
    run = _run(60, Guidance.HINTS)
    coach = Coach(run)
    _say(run, "ack all", RESTORE)
    coach.step(run)
    assert coach.talk is not None
    assert "that was not so when it was ordered" in coach.talk.lines[0]
    assert coach.talk.lines[-1] == "`hint` says more."


def test_the_coach_notices_the_same_look_again_and_again() -> None:
    """It names another one."""
    run = _run(60, Guidance.HINTS)
    coach = Coach(run)
    _say(run, "ack all", "status s3", "status s3", "status s3")
    coach.step(run)
    assert coach.talk is not None
    assert "`status s3` was read 3 times." in coach.talk.lines[0]


# Levels.


def test_lines_that_nobody_can_say_are_found() -> None:
    """Each with the objective that they stand in."""
    level = load_level("empty-answer")
    spec = next(spec for spec in level.objectives if spec.id == "stop-the-writers")
    step = spec.steps[0]
    wrong = replace(
        spec,
        clues=("digg x", "ack all"),
        looks=("dns automation off",),
        lines=("dns automation off", "throttle dwfm", "fly"),
        steps=(step, replace(step, say="dns automation off", like="dns restore")),
    )
    found = flaws(replace(level, objectives=(wrong,)))
    assert len(found) == 7
    assert all("objective `stop-the-writers`" in text for text in found)
    joined = "\n".join(found)
    for part in (
        '"digg x" cannot be said',
        '"ack all" is no look',
        "cannot stand in `looks`",
        'no step says "throttle dwfm"',
    ):
        assert part in joined
