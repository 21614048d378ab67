"""Everything that is to be done has somebody who does it: one owner, the same in the debrief and in the report."""

from __future__ import annotations

import pytest

from game.content.catalogue import levels
from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.run import play_script
from game.session.judging.account import account
from game.session.judging.owners import ON_CALL, Owners
from game.session.review.fixed import cards
from game.session.run import Run

LEVELS = tuple([entry.id for entry in levels()])
PLAYS = (
    *[(level, "reference") for level in LEVELS if level != "long-night"],
    ("empty-answer", "history"),
    ("long-night", "history"),
)
"""Every play that ships, but for the longest one: the same night as told by its history."""
OTHERS = "customers"
"""Who uses the region belongs to nobody in it."""


def _played(level: str, script: str) -> Run:
    scenario = load_level(level)
    text = dict(scenario.scripts)[script]
    return play_script(scenario, 1, (text, script), tell=lambda _: None)


def _teams(scenario: Scenario) -> set[str]:
    return {team.name for team in scenario.teams}


@pytest.mark.parametrize(("level", "script"), PLAYS)
def test_every_action_of_a_report_has_an_owner(level: str, script: str) -> None:
    """A team of the level; only what the response is to change, or left open, is for whoever is on call."""
    run = _played(level, script)
    told = account(run)
    assert len(told.corrections) >= 3
    ours = {mark.next_time for mark in told.hindered}
    for action in told.corrections:
        assert action.owner in _teams(run.scenario) or (action.owner == ON_CALL), action
        if action.owner == ON_CALL:
            assert action.still_open or action.text in ours, action

    by_text = {f"{card.title}. {card.does}": card.owner for card in cards(run.scenario)}
    both = [action for action in told.corrections if action.text in by_text]
    assert both
    assert [action.owner for action in both] == [by_text[action.text] for action in both]


@pytest.mark.parametrize("level", LEVELS)
def test_every_part_and_every_fix_of_a_level_has_a_team(level: str) -> None:
    """Resolvers and instruments too, which no tile of their own stands for."""
    scenario = load_level(level)
    owners = Owners(scenario)
    parts = [spec for spec in scenario.region.components if getattr(spec, "kind", "") != OTHERS]
    assert len(parts) > 30
    assert [spec.id for spec in parts if owners.of_component(spec.id) not in _teams(scenario)] == []
    assert [fix.id for fix in scenario.fixes if not fix.spec.owner] == []
    assert {card.owner for card in cards(scenario)} <= _teams(scenario)


def test_what_a_level_gives_to_no_team_is_for_whoever_is_on_call() -> None:
    """Somebody always; a fix without a team is for the team of what it changes."""
    scenario = load_level("empty-answer")
    owners = Owners(scenario)
    assert owners.of_component("banks") == owners.of_component("gone") == ON_CALL
    (fix,) = [fix for fix in scenario.fixes if fix.id == "forget-sooner"]
    assert owners.of_fix(fix) == "Edge and network"
