"""The cards that ship are those of the levels that ship. If not: `python -m tests.levels.cards`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.scenario import Scenario
from game.headless.cards import POINTS, kept_cards, kept_silhouettes, silhouette_of, sources
from game.session.cards import card_of
from tests.levels.cards import shipped


def test_the_cards_are_those_of_the_levels() -> None:
    """Every word of every card, in the campaign's order."""
    made = [card_of(scenario) for scenario in shipped()]
    assert [replace(card, silhouette=(), silhouette_marks=()) for card in kept_cards()] == made


@pytest.mark.parametrize("scenario", [s for s in shipped() if "history" in dict(s.scripts)], ids=lambda s: s.id)
def test_a_shape_fits_its_level(scenario: Scenario) -> None:
    """Within a few percent of what the engine gives today."""
    shape = kept_silhouettes()[scenario.id]
    assert len(shape) == POINTS
    assert shape == pytest.approx(silhouette_of(scenario), abs=0.04)


def test_cards_of_other_levels_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a level sees the edited one."""
    monkeypatch.setattr("game.headless.cards.sources", lambda: sources()[::-1])
    assert kept_cards() == ()
