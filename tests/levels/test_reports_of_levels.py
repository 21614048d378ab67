"""In every level that ships, whoever is called reports, and no report names a cause that the player has not proved."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from game.content.catalogue import levels
from game.content.load import load_level
from game.session.journal import Said
from game.session.run import Run
from game.session.staff.reporting import APART_S

pytestmark = pytest.mark.xdist_group("reports-of-levels")

LEVELS = tuple([entry.id for entry in levels()])
REPORT = re.compile(r"^\w+ \((.+?)\): ")
QUOTED = re.compile(r"`[^`]*`")
PLAYED_S = 3 * 3600
COUNTED = 8
"""Reports that a team gives in three hours of a night that nobody mends, at most."""


@cache
def _night(level: str) -> Run:
    """Everybody is called and nothing is looked at, for some hours: nothing is proved by the player."""
    scenario = load_level(level)
    run = Run(scenario, 1)
    begins_s = scenario.take_over_s
    for number, team in enumerate(scenario.teams):
        run.submit(Said(begins_s + 180 + number, "you", f"page {team.id}"))
    run.advance_to(min(begins_s + PLAYED_S, scenario.end_s))
    return run


def _reports(run: Run) -> list[tuple[str, str]]:
    told = [
        "".join([span.text for span in entry.line]) for entry in run.feed if entry.second > run.scenario.take_over_s
    ]
    return [(fits.group(1), text) for text in told if (fits := REPORT.match(text)) is not None]


@pytest.mark.parametrize("level", LEVELS)
def test_everybody_who_comes_reports_and_nobody_talks_all_the_time(level: str) -> None:
    run = _night(level)
    by_team: dict[str, int] = {}
    for team, _ in _reports(run):
        by_team[team] = by_team.get(team, 0) + 1
    came = {person.team for person in run.people.state.persons if person.team and person.since_s is not None}
    assert {run.people.teams[team].name for team in came} <= set(by_team)
    assert all(count <= COUNTED for count in by_team.values()), by_team


@pytest.mark.parametrize("level", LEVELS)
def test_a_team_lets_ten_minutes_pass_between_two_reports(level: str) -> None:
    run = _night(level)
    said: dict[str, list[int]] = {}
    for entry in run.feed:
        fits = REPORT.match("".join([span.text for span in entry.line]))
        if fits is not None and entry.second > run.scenario.take_over_s and "in no diagram" not in entry.line[0].text:
            said.setdefault(fits.group(1), []).append(entry.second)
    for seconds in said.values():
        assert all(later - earlier >= APART_S for earlier, later in pairwise(seconds)), seconds


@pytest.mark.parametrize("level", LEVELS)
def test_no_report_names_a_cause_that_nobody_has_proved(level: str) -> None:
    """Neither by its name nor by its id; what is quoted are the player's own words."""
    run = _night(level)
    known = run.evidence.known()
    words = [word for cause in run.scenario.causes if cause.id not in known for word in (cause.id, cause.label)]
    for _, text in _reports(run):
        said = QUOTED.sub("", REPORT.sub("", text)).casefold()
        found = [word for word in words if re.search(rf"\b{re.escape(word.casefold())}\b", said)]
        assert found == [] or _only_part_names(run, said, found), text


def _only_part_names(run: Run, said: str, found: list[str]) -> bool:
    """Whether the words are there as names of parts that the board shows, such as Network and Checks."""
    names = [part.spec.tile.name.casefold() for part in run.region.components.values() if part.spec.tile is not None]
    without = said
    for name in names:
        without = re.sub(rf"\b{re.escape(name)}:", "", without)
    return not any(re.search(rf"\b{re.escape(word.casefold())}\b", without) for word in found)


@pytest.mark.parametrize("level", LEVELS)
def test_reports_are_short_enough_for_the_feed(level: str) -> None:
    for _, text in _reports(_night(level)):
        assert len(text) <= 130, text
        assert "{" not in text
