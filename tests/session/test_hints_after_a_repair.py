"""Hints right after a repair and beside something that has stopped: they follow from what is so, not from old readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.content.load import load_level
from game.engine.timetable import read_rows
from game.session.helping.freshness import not_shown
from game.session.helping.hint_words import MEANING, what_it_means, what_to_compare
from game.session.helping.hints import COMPARE, DO, LOOK, hint_at, next_hint, urgent
from game.session.helping.shown_words import wanted_words
from game.session.journal import Said
from game.session.language.wording import clock_time, plain
from game.session.run import YOU, Run

FLUSHED_S = 700
"""When the reference's first flush of the caches takes effect."""
WELL_S = 1260
"""When the goal of the first night is well, and the poller is stopped if nobody starts it."""
LEFT_BEHIND = ("probe homes", "queue poller", "restore poller")
"""What the reference says about what is left behind."""


def _played(until_s: int, leave_out: tuple[str, ...] = (), unasked: str = "") -> Run:
    """The first night as its reference plays it, until a second; one of its objectives may be taken away."""
    level = load_level("empty-answer")
    level = replace(level, objectives=tuple([spec for spec in level.objectives if spec.id != unasked]))
    rows, _ = read_rows(dict(level.scripts)["reference"])
    run = Run(level, 1)
    for row in rows:
        if row.second < until_s and not row.line.startswith(leave_out or ("-",)):
            run.submit(Said(row.second, YOU, row.line))
    run.advance_to(until_s)
    return run


def _say(run: Run, line: str) -> str:
    return plain(run.say(line, YOU, run.second, confirmed=True)[0].lines)


def test_readings_from_before_the_repair_are_not_compared() -> None:
    """It says when they will show what the repair did; at that time they are compared."""
    run = _played(FLUSHED_S)
    spec = next(spec for spec in run.scenario.objectives if spec.id == "mind-the-caches")
    change = not_shown(run, ("dynamodb",))
    assert change is not None
    assert (change.line, change.done_s) == ("dns flush", FLUSHED_S)
    assert change.shown_s is not None
    at = clock_time(run.scenario.zero, change.shown_s)
    for told in (what_to_compare(run, spec), what_it_means(run, spec)):
        assert str(told.text).startswith(f"Wait until {at}: `dns flush` took effect at ")
        assert "%" not in str(told.text)
    run.advance_to(change.shown_s - run.region.tick_s)
    assert not_shown(run, ("dynamodb",)) is not None
    run.advance_to(change.shown_s)
    assert not_shown(run, ("dynamodb",)) is None
    assert "%" in str(what_to_compare(run, spec).text)
    assert "Wait until" not in str(what_it_means(run, spec).text)


def test_to_wait_for_readings_is_no_rung_and_costs_none() -> None:
    """Nothing is counted, and the rung is told once it can be."""
    run = _played(FLUSHED_S)
    assert _say(run, "hint").startswith("Hint: where to look")
    told = _say(run, "hint")
    assert told.startswith("Wait until ")
    assert run.entries[-1].hint is None
    run.advance_to(run.second + 10)
    assert _say(run, "hint").startswith("Hint: what to compare")


def test_now_is_compared_with_just_before_the_last_change() -> None:
    """Not with a while ago, when something else was going on: what the change did is what counts."""
    run = _played(FLUSHED_S + 20)
    spec = next(spec for spec in run.scenario.objectives if spec.id == "mind-the-caches")
    ago_s = spec.compare[0].second.ago_s
    text = str(what_to_compare(run, spec).text)
    assert "before `dns flush` took effect at 23:59:40: 74%" in text
    assert "minutes before" not in text
    run = _played(FLUSHED_S + 20, leave_out=("dns flush",))
    run.advance_to(FLUSHED_S + ago_s)
    assert "minutes before" in str(what_to_compare(run, spec).text)


def test_what_is_wanted_is_told_with_the_time_of_an_old_reading() -> None:
    """It is only "now" if it was read after the last change."""
    run = _played(FLUSHED_S)
    condition = run.scenario.goal.healthy[0]
    assert "74% at 23:59:30, before `dns flush` took effect, and 1.0% or less" in str(wanted_words(run, condition))
    run.advance_to(FLUSHED_S + 20)
    assert "14% now, and" in str(wanted_words(run, condition))


def test_while_all_waits_a_hint_is_about_what_has_stopped() -> None:
    """No objective asks for it, and customers feel it: all rungs are about it, and the last one starts it again."""
    run = _played(WELL_S, leave_out=LEFT_BEHIND, unasked="left-behind")
    assert run.region.components["poller"].reading_text() == "stopped"
    assert run.ledger.state.goal_since is not None
    assert not run.ledger.healthy
    spec = urgent(run)
    assert spec is not None
    rungs = {rung: str(hint_at(run, spec, rung).text) for rung in (LOOK, COMPARE, MEANING, DO)}
    assert "`queue poller`" in rungs[LOOK]
    assert "Poller, oldest waiting: " in rungs[COMPARE]
    assert "(it says stopped)" in rungs[COMPARE]
    assert "DynamoDB, calls failing: " in rungs[COMPARE]
    assert rungs[MEANING].startswith("Poller says stopped, and what it needs answers.")
    assert hint_at(run, spec, DO).line == "restore poller"
    assert "All answers again" not in rungs[MEANING]


@pytest.mark.parametrize("name", ["poller", "lambda"])
def test_once_it_is_started_again_the_hints_go_on_to_the_end(name: str) -> None:
    """Until when it takes, then a look at it, then the goal; by whichever of its names it was restored."""
    run = _played(WELL_S, leave_out=LEFT_BEHIND, unasked="left-behind")
    _say(run, f"restore {name}")
    done_s = run.entries[-1].done_s
    assert done_s is not None
    assert f"`restore {name}` is under way" in str(next_hint(run).text)
    assert next_hint(run).until_s == done_s
    run.advance_to(done_s + 20)
    spec = urgent(run)
    assert spec is not None
    assert hint_at(run, spec, DO).line == "queue poller"
    _say(run, "queue poller")
    assert str(hint_at(run, spec, DO).text).startswith("Wait: Homes, share who cannot use it: ")


def test_what_cannot_be_started_yet_is_not_hinted_at() -> None:
    """While what it needs fails, it would stop again."""
    run = _played(FLUSHED_S)
    assert run.region.components["poller"].reading_text() == "stopped"
    for spec in run.scenario.objectives:
        if spec.id == "mind-the-caches":
            assert hint_at(run, spec, DO).line != "restore poller"


def test_what_an_objective_asks_for_is_left_to_it() -> None:
    """The long night has one of its own for the poller, which comes in its own time."""
    run = Run(load_level("long-night"), 1)
    run.advance_to(700)
    for line in ("ack all", "sev 1", "dns automation off", "mitigate internal"):
        _say(run, line)
    run.advance_to(1300)
    assert run.region.components["poller"].reading_text() == "stopped"
    assert all(hint_at(run, spec, DO).line != "restore poller" for spec in run.scenario.objectives[:4])


def test_the_end_is_not_hinted_at_before_what_has_stopped() -> None:
    """Neither to tell customers so nor to say it inside."""
    run = _played(WELL_S + 800, leave_out=(*LEFT_BEHIND, "post resolved", "resolve"), unasked="left-behind")
    spec = urgent(run)
    assert spec is not None
    assert hint_at(run, spec, DO).line == "restore poller"


def test_what_is_left_behind_is_hinted_at_where_an_objective_asks_for_it() -> None:
    """Of four rungs: where it shows, what to compare, what that means, and the line; then it is waited for."""
    run = _played(WELL_S, leave_out=LEFT_BEHIND)
    spec = urgent(run)
    assert spec is not None
    assert spec.id == "left-behind"
    assert "`probe homes`" in str(hint_at(run, spec, LOOK).text)
    assert "Homes, share who cannot use it" in str(hint_at(run, spec, COMPARE).text)
    assert "its workers stopped when the store failed" in str(hint_at(run, spec, MEANING).text)
    for line in ("probe homes", "queue poller", "restore poller"):
        assert hint_at(run, spec, DO).line == line
        _say(run, line)
    assert next_hint(run).until_s == run.entries[-1].done_s
