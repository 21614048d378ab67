"""What to play next, and when again: the rule as its module states it, with the clock handed in."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from game.session.keeping.finished import FinishedRun, Met
from game.session.keeping.next_play import INTERVALS_DAYS, next_night, standings
from game.session.keeping.past import forget, past_of
from game.session.keeping.records import Records
from game.session.view.nights import Grasp, LevelCard, Past, Standing
from tests.session.test_records import RUN

DAY = 86_400
MONDAY = int(time.mktime((2026, 3, 2, 12, 0, 0, 0, 0, -1)))


def level(id_: str, title: str, *skills: str) -> LevelCard:
    """A level that teaches one objective for each of these skills."""
    teaches = tuple([(f"{id_}-{skill}", f"Do {skill}", skill) for skill in skills])
    return LevelCard(id_, title, "", 5, "", "", (), (), "", (), (), teaches=teaches)


FIRST = level("first", "First page", "notice", "repair")
EMPTY = level("empty", "An empty answer", "diagnose", "contain", "tell")
EVERYONE = level("everyone", "Everyone at once", "contain", "verify")
LEVELS = (FIRST, EMPTY, EVERYONE)


def run(of: LevelCard, day: float, *, met: tuple[str, ...] = (), hints: int = 0, **other: object) -> FinishedRun:
    """A run of a level, so many days after Monday noon, in which these skills were met and all began."""
    objectives = tuple(
        [Met(id_, name, skill, 60, 90 if skill in met else None, hints) for id_, name, skill in of.teaches]
    )
    kept = replace(RUN, journal=None, level=of.id, ended=MONDAY + int(day * DAY), objectives=objectives)
    return replace(kept, **other)  # type: ignore[arg-type]


def stands(runs: list[FinishedRun], objective: str, day: float) -> Standing:
    """How an objective stands, so many days after Monday noon."""
    held = standings(LEVELS, runs, MONDAY + int(day * DAY))
    return next(standing for standing in held if standing.objective == objective)


def says(runs: list[FinishedRun], day: float) -> tuple[str, str]:
    """Which level is suggested, and in which words."""
    found = next_night(LEVELS, standings(LEVELS, runs, MONDAY + int(day * DAY)), runs)
    assert found is not None
    return found.level, found.says


def test_an_interval_grows_as_long_as_it_is_met_in_time() -> None:
    """One day, three, seven, sixteen, thirty-five, and no further."""
    runs: list[FinishedRun] = []
    day = 0
    for interval in (*INTERVALS_DAYS, INTERVALS_DAYS[-1]):
        runs.append(run(FIRST, day, met=("notice",)))
        standing = stands(runs, "first-notice", day)
        assert (standing.grasp, standing.due_in) == (Grasp.MET, interval)
        day += interval
    assert standing.tried == standing.met == standing.alone == len(INTERVALS_DAYS) + 1


def test_playing_before_the_day_changes_nothing() -> None:
    """Ten times in one evening are one time."""
    once = [run(FIRST, 0, met=("notice",))]
    often = [run(FIRST, hour / 24, met=("notice",)) for hour in range(10)]
    assert stands(often, "first-notice", 0.45).due_in == stands(once, "first-notice", 0.45).due_in == 1
    late = [*once, run(FIRST, 9, met=("notice",))]
    assert stands(late, "first-notice", 9).due_in == 3


def test_what_was_not_met_is_open_at_once_and_begins_again() -> None:
    """Whatever its interval was."""
    runs = [run(FIRST, day, met=("notice",)) for day in (0, 1, 4)]
    assert stands(runs, "first-notice", 4).due_in == 7
    runs.append(run(FIRST, 5))
    standing = stands(runs, "first-notice", 5)
    assert (standing.grasp, standing.due_in, standing.again) == (Grasp.OPEN, 0, "today")
    assert (standing.tried, standing.met) == (4, 3)
    runs.append(run(FIRST, 5.1, met=("notice",)))
    assert stands(runs, "first-notice", 5).due_in == 1


@pytest.mark.parametrize("help_", [{"hints": 2}, {"guidance": "colleague"}, {"guidance": "hints"}])
def test_met_with_help_comes_again_the_next_day(help_: dict[str, object]) -> None:
    """Hints that were asked for, or somebody beside the player."""
    runs = [run(FIRST, day, met=("notice",)) for day in (0, 1, 4)]
    runs.append(run(FIRST, 11, met=("notice",), **help_))  # type: ignore[arg-type]
    standing = stands(runs, "first-notice", 11)
    assert (standing.grasp, standing.due_in, standing.alone) == (Grasp.WITH_HELP, 1, 3)
    assert stands([*runs, run(FIRST, 12, met=("notice",))], "first-notice", 12).due_in == 1


def test_what_never_began_and_what_was_taken_over_do_not_count() -> None:
    """Neither for nor against anybody."""
    never = run(FIRST, 0)
    never = replace(never, objectives=tuple([replace(met, begun_s=None) for met in never.objectives]))
    assert stands([never], "first-notice", 0).grasp is Grasp.NEW
    assert stands([run(FIRST, 0, met=("notice",), parent="a.jsonl")], "first-notice", 0).grasp is Grasp.NEW
    assert stands([replace(RUN, level="first", objectives=())], "first-notice", 0).grasp is Grasp.NEW


def test_a_level_without_objectives_asks_that_the_night_is_well_again() -> None:
    """Met when it was resolved."""
    own = level("own", "Mine")
    (standing,) = standings((own,), [run(own, 0, outcome="resolved")], MONDAY)
    assert (standing.objective, standing.grasp, standing.due_in) == ("", Grasp.MET, 1)
    lost = [run(own, 0, outcome="lost")]
    (standing,) = standings((own,), lost, MONDAY)
    assert standing.grasp is Grasp.OPEN
    found = next_night((own,), (standing,), lost)
    assert found is not None
    assert found.says == "Next: Mine again."


@pytest.mark.parametrize("help_", ["colleague", "hints", "alone", "rated"])
def test_a_night_that_was_won_gives_way_to_the_next_one_that_was_not(help_: str) -> None:
    """With whatever help, whatever it left open, and however often it is due."""
    runs = [run(FIRST, 0, guidance=help_)]
    for day in (0.1, 1, 40):
        assert says(runs, day) == (
            "empty",
            "Next: An empty answer; it asks for what you have not met yet: diagnose, contain, tell.",
        )
    runs.append(run(EMPTY, 0.2, met=("diagnose",), outcome="lost"))
    assert says(runs, 0.3) == ("empty", "Next: An empty answer again; not met yet: contain, tell.")
    runs.append(run(EMPTY, 0.4, parent="a.jsonl"))  # taken over in the middle: practice
    assert says(runs, 0.5)[0] == "empty"
    runs.append(run(EMPTY, 0.6))
    assert says(runs, 0.7)[0] == "everyone"


def test_of_nights_that_were_won_the_one_that_left_something_open_comes_first() -> None:
    """Of several, the one that was played last."""
    runs = [
        run(EVERYONE, 0, met=("contain", "verify")),
        run(EMPTY, 0.1, met=("diagnose",)),
        run(FIRST, 0.2, met=("notice", "repair")),
    ]
    assert says(runs, 0.3) == ("empty", "Next: An empty answer again; not met yet: contain, tell.")
    runs.append(run(EVERYONE, 0.4))
    assert says(runs, 0.5) == ("everyone", "Next: Everyone at once again; not met yet: contain, verify.")


def test_then_what_is_due() -> None:
    """And a new night says which skills were met nowhere yet."""
    every = [run(of, 0, met=("notice", "repair", "diagnose", "contain", "tell", "verify")) for of in LEVELS]
    assert says(every, 1) == ("first", "Next: First page again; due: notice, repair.")
    runs = [run(FIRST, 0, met=("notice", "repair")), run(EMPTY, 0.1, met=("diagnose", "contain", "tell"))]
    assert says(runs, 0.2)[1] == "Next: Everyone at once; it asks for what you have not met yet: verify."
    narrow = (FIRST, level("again", "Once more", "notice"))
    held = standings(narrow, runs[:1], MONDAY)
    found = next_night(narrow, held, runs[:1])
    assert found is not None
    assert found.says == "Next: Once more; it asks for what you have met, in another night."


def test_where_nothing_is_due_it_says_what_comes_first_and_when() -> None:
    """Tomorrow, a weekday within the week, a date beyond it."""
    runs = [run(of, 0, met=("notice", "repair", "diagnose", "contain", "tell", "verify")) for of in LEVELS]
    assert says(runs, 0.1) == ("first", "Nothing is due. First page again from tomorrow.")
    runs += [replace(kept, ended=kept.ended + DAY) for kept in runs]
    assert says(runs, 1.1)[1] == "Nothing is due. First page again from Friday."
    runs += [replace(kept, ended=kept.ended + 3 * DAY) for kept in runs[3:]]
    assert says(runs, 4.1)[1] == "Nothing is due. First page again from 13 Mar."


def test_nobody_is_told_anything_before_the_first_night(tmp_path: Path) -> None:
    """The title has its own words for who is new."""
    records = Records(tmp_path / "records.sqlite")
    past = past_of(records, LEVELS, MONDAY)
    assert past.next is None
    assert {standing.grasp for standing in past.standings} == {Grasp.NEW}
    assert next_night((), (), []) is None
    assert next_night(LEVELS, past.standings, []) is not None


def test_the_past_holds_it_and_a_result_can_be_forgotten(tmp_path: Path) -> None:
    """One, which must still be the one that was meant, or all."""
    records = Records(tmp_path / "records.sqlite")
    records.keep(run(FIRST, 0, met=("notice", "repair")))
    records.keep(run(EMPTY, 0.1, outcome="lost"))
    past = past_of(records, LEVELS, MONDAY + DAY)
    assert past.next is not None
    assert past.next.level == "empty"
    assert past.kept_in == str(records.path)
    newest = past.runs[0]
    assert newest.times == RUN.times
    assert forget(records, replace(newest, ended=5)) == ""
    assert len(records.runs()) == 2
    assert forget(records, newest) == ""
    assert [kept.level for kept in records.runs()] == ["first"]
    assert forget(records, None) == ""
    assert records.runs() == ()


def test_what_is_begun_without_choosing_is_what_is_suggested() -> None:
    """One decision; before anything is known of the past, the first night."""
    runs = [run(FIRST, 0, guidance="colleague")]
    told = next_night(LEVELS, standings(LEVELS, runs, MONDAY), runs)
    assert Past(next=told).first_of(LEVELS) is EMPTY
    assert Past().first_of(LEVELS) is FIRST
    assert Past().first_of(()) is None
