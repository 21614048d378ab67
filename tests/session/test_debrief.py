"""The debrief: a run told back in words, times and lessons, the same every time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.judging.case import minutes_of
from game.session.judging.debrief import ACTS_AT_MOST, TRUTHS_AT_MOST, debrief, times
from game.session.judging.record import EntryKind, HandedOver
from game.session.judging.result import record_of
from game.session.language.script import read_script
from game.session.run import Run
from tests.session.night import REFERENCE, small_night
from tests.session.records import (
    DOING_NOTHING,
    HISTORY_RUN,
    LIAR,
    PEOPLE,
    REFERENCE_RUN,
    RESTART_ALL,
    SCENARIO,
    SILENT_WINNER,
    change,
    record,
    said,
)
from tests.session.telling import PAGE_S, REPAIRED_S, honest
from tests.session.test_score import BLAME

ALL = [REFERENCE_RUN, HISTORY_RUN, LIAR, SILENT_WINNER, DOING_NOTHING, RESTART_ALL]


def test_the_timelines_hold_what_mattered_in_the_order_of_time() -> None:
    """Yours are acts, updates and the look that proved it; the region's are milestones and first errors; history is published."""
    told = debrief(REFERENCE_RUN, SCENARIO, (0.1, 0.2), 5.0)
    texts = [act.text for act in told.acts]
    assert texts[:6] == [
        "acknowledged the page",
        "sev 1",
        "page dynamodb",
        "told customers: investigating, 3 services",
        "dig dynamodb.us-east-1: the cause is proved",
        "dns automation off",
    ]
    assert "declared it over" in texts
    assert [act.text for act in told.truth] == [
        "The record is empty",
        "enactor-2: plan 110 is gone",
        "record: no addresses",
        "The record answers again",
        "The store is back",
    ]
    assert [act.second for act in told.history] == [1380, 3000, 9420]
    for line in (told.acts, told.truth, told.history):
        assert [act.second for act in line] == sorted([act.second for act in line])
    assert told.phases == ((0, "The record is empty"), (860, "The record answers again"), (1760, "The store is back"))
    assert (told.ghost, told.customer_minutes_history, told.journal) == ((0.1, 0.2), 5.0, "run.jsonl")
    assert told.curve == REFERENCE_RUN.curve


def test_times_stand_beside_the_published_ones() -> None:
    """Each of the eight times is yours beside the real night's, where that was published."""
    assert times(REFERENCE_RUN, SCENARIO) == (
        ("first page", PAGE_S, None),
        ("acknowledged", 150, None),
        ("severity declared", 200, None),
        ("first update", 300, 1380),
        ("cause proved", 600, 3000),
        ("repair in place", 860, 9420),
        ("well again", 1760, 10320),
        ("declared over", REPAIRED_S + 700, None),
    )
    assert [mine for _, mine, _ in times(DOING_NOTHING, SCENARIO)] == [PAGE_S] + [None] * 7


def test_the_verdict_says_how_it_ended_and_what_held_the_total_down() -> None:
    """One sentence for the outcome, one more where a ceiling applied."""
    assert debrief(REFERENCE_RUN, SCENARIO).verdict == (
        "What the night asks for was well, and customers served, from 01:28 on; you declared it over at 01:39, and it was."
    )
    assert debrief(DOING_NOTHING, SCENARIO).verdict == "The night ended at 01:39 with 30% of customers still cut off."
    assert debrief(SILENT_WINNER, SCENARIO).verdict.endswith(
        " The parts add up to 78; 69 is the most where customers were never told anything."
    )
    left = replace(REFERENCE_RUN, outcome="unfinished", resolved_s=None)
    assert (
        debrief(left, SCENARIO).verdict
        == "What the night asks for was well, and customers served, from 01:28 on; nobody declared it over."
    )
    away = replace(DOING_NOTHING, outcome="unfinished")
    assert debrief(away, SCENARIO).verdict.startswith("The night was left at 01:39 with 30% of customers cut off.")


def test_three_lessons_come_from_the_run() -> None:
    """What helped most is the change before the steepest fall; one thing to change is where most was left; one is the region's."""
    helped, to_change, region = debrief(HISTORY_RUN, SCENARIO).lessons
    assert helped == (
        "What helped most: dns restore dynamodb.us-east-1. "
        "Within 15 min the share of customers cut off fell from 30% to 2%."
    )
    assert to_change.startswith("One thing to change: ")
    assert region == (
        '"The record answers again" and "The store is back" lie 15 min apart: '
        "a repair is one moment, being well again another."
    )
    assert debrief(DOING_NOTHING, SCENARIO).lessons[0] == "What helped: nothing yet, and the night can be played again."
    assert debrief(REFERENCE_RUN, SCENARIO).lessons[1].startswith("Nothing to change")
    assert (
        "hospitals" in debrief(DOING_NOTHING, SCENARIO).lessons[2]
        or "games" in debrief(DOING_NOTHING, SCENARIO).lessons[2]
    )


@pytest.mark.parametrize("run", ALL)
def test_a_debrief_is_a_pure_function_and_blames_nobody(run) -> None:  # type: ignore[no-untyped-def]
    """The same record gives the same debrief, with three lessons and no sentence that looks for a culprit."""
    told = debrief(run, SCENARIO)
    assert told == debrief(run, SCENARIO)
    assert len(told.lessons) == 3 + len(run.telling.not_so)
    words = [told.verdict, *told.lessons, *[part.reason for part in told.parts], *[act.text for act in told.acts]]
    assert not [text for text in words if BLAME.search(text)]
    assert all(text and "{" not in text for text in words)


def test_a_long_night_is_told_in_a_page() -> None:
    """However much was typed, the timeline keeps what weighs most: changes before updates before the rest, in order."""
    many = [change(1000 + n * 10, f"restart sts {n}", "sts", takes=5) for n in range(15)]
    guesses = [said(900 + n, f"hypothesis dns {n}", EntryKind.HYPOTHESIS) for n in range(15)]
    told = debrief(record((*PEOPLE, *many, *guesses), honest, weighted=0.0), SCENARIO)
    assert len(told.acts) == ACTS_AT_MOST
    assert [act.second for act in told.acts] == sorted([act.second for act in told.acts])
    assert len([act for act in told.acts if act.text.startswith("restart")]) == 15
    assert not [act for act in told.acts if act.text.startswith("hypothesis")]
    assert len(told.truth) <= TRUTHS_AT_MOST


def test_refused_lines_and_an_early_all_clear_are_told_as_they_were() -> None:
    """What was refused is not told; declaring it over too early is."""
    entries = (*PEOPLE, said(700, "resolve", EntryKind.RESOLVE), replace(change(800, "restart x 1", "x"), refused=True))
    run = replace(record(entries, honest, weighted=0.0), false_all_clears=(700,))
    texts = [act.text for act in debrief(run, SCENARIO).acts]
    assert "declared it over, too early" in texts
    assert "restart x 1" not in texts


def _played(text: str) -> Run:
    run = Run(small_night(), 1)
    for _, line in read_script(text, "test", run.scenario, run.grammar).lines:
        run.submit(line)
    return run


def test_the_first_lesson_says_what_happened_and_what_was_left_frozen() -> None:
    """Who wrote which old plan how late, whose clean-up took it, what the name answered; all of it from the marks."""
    run = _played(REFERENCE)
    told = debrief(record_of(run), run.scenario)
    assert len(told.lessons) == 4
    marks = {part: run.region.components[part].marks for part in ("enactor-1", "enactor-2", "enactor-3")}  # type: ignore[attr-defined]
    (killer, took) = next((part, mark) for part, seen in marks.items() for mark in seen if mark.live)
    wrote = next(mark for mark in marks["enactor-2"] if (mark.kind, mark.plan) == ("writes", took.live))
    checked = next(mark for mark in marks["enactor-2"] if (mark.kind, mark.plan) == ("takes", took.live))
    minutes = (wrote.second - checked.second) // 60
    zone = killer.replace("enactor-", "az")
    assert told.lessons[0] == (
        f"az2 wrote the old plan {took.live} {minutes} min after its only check, and {zone}'s clean-up deleted it "
        "while it was live. From then on store.example.net answered with status NOERROR and no address. "
        "The automation that writes the record is still frozen."
    )
    deed = next(act for act in told.truth if "clean-up deleted" in act.text)
    assert (deed.second, deed.text) == (took.second, f"{zone}'s clean-up deleted plan {took.live} while it was live")
    assert not BLAME.search(told.lessons[0])
    thawed = _played(REFERENCE.replace("0:44:00  resolve", "0:40:30  dns automation on\n0:44:00  resolve"))
    assert "frozen" not in debrief(record_of(thawed), thawed.scenario).lessons[0]


def test_all_durations_count_from_the_same_second_and_are_rounded_down() -> None:
    """The end is the second at which it was declared over, everywhere."""
    run = _played(REFERENCE.replace("0:44:00  resolve", "0:44:50  resolve"))
    told = debrief(record_of(run), run.scenario)
    assert told.end_s == {what: mine for what, mine, _ in told.times}["declared over"] == 44 * 60 + 50
    assert "you declared it over at 00:32, and it was." in told.verdict
    assert minutes_of(119) == 1


def test_a_night_that_was_taken_over_begins_there() -> None:
    """What came before was another shift's: neither told nor timed; both nights' clocks run from the taking over."""
    second = 900
    taken = replace(REFERENCE_RUN, handed_over=HandedOver(second, 0, True, True))
    told = debrief(taken, SCENARIO)
    assert [act.text for act in told.truth] == ["The store is back"]
    assert [act.second for act in told.history] == [1380, 3000, 9420]
    later = debrief(replace(taken, handed_over=HandedOver(2000, 0, True, True)), SCENARIO)
    assert [act.second for act in later.history] == [3000, 9420]
    assert later.truth == ()
    whole = {what: (mine, theirs) for what, mine, theirs in times(REFERENCE_RUN, SCENARIO)}
    mine, theirs = whole["well again"]
    assert mine is not None
    timed = {what: (mine, theirs) for what, mine, theirs in told.times}
    assert timed["well again"] == (mine - second, None if theirs is None else theirs - second)
    assert "cause proved" not in timed
    assert "repair in place" not in timed
    assert "first page" not in timed
