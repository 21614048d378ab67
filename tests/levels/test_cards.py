"""The cards that ship are those of the levels that ship. If not: `python -m tests.levels.cards`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from game.engine.scenario import Scenario
from game.headless.cards import POINTS, kept_cards, kept_nights, night_around, real_night, sources
from game.session.showing.cards import card_of
from tests.levels.cards import shipped


def test_the_cards_are_those_of_the_levels() -> None:
    """Every word of every card, in the campaign's order."""
    made = [card_of(scenario) for scenario in shipped()]
    assert [replace(card, silhouette=(), silhouette_marks=(), part=None) for card in kept_cards()] == made


@pytest.mark.parametrize("scenario", [s for s in shipped() if "history" in dict(s.scripts)], ids=lambda s: s.id)
def test_a_shape_fits_its_level(scenario: Scenario) -> None:
    """Within a few percent of what the engine gives today."""
    night = real_night(scenario)
    assert night is not None
    kept = next(kept for kept in kept_nights() if (kept.begins, kept.ends) == (night.begins, night.ends))
    assert len(kept.impact) == POINTS
    assert kept.impact == pytest.approx(night.impact, abs=0.04)


def test_every_level_but_the_first_page_is_a_part_of_the_longest_real_night() -> None:
    """The part that it plays is marked, with the times at which it begins and ends; the whole night is there."""
    nights = kept_nights()
    first, *others = zip(shipped(), kept_cards(), strict=True)
    assert first[0].id == "first-page"
    assert night_around(first[0], nights) is None
    assert (first[1].silhouette, first[1].part, first[1].real_night) == ((), None, "")
    for scenario, card in others:
        night = night_around(scenario, nights)
        assert night is not None
        assert card.silhouette == max(nights, key=lambda night: night.ends - night.begins).impact
        assert card.part is not None
        begins, ends = card.part
        assert 0 <= begins < ends <= POINTS - 1
        assert card.silhouette_marks[0] == (begins, card.when.split(", ")[1].split()[0])
    assert kept_cards()[-1].part == (0, POINTS - 1)


def test_a_level_outside_of_every_real_night_has_none() -> None:
    """Nothing is drawn that was not so."""
    scenario = shipped()[1]
    assert night_around(replace(scenario, zero=scenario.zero + timedelta(days=1)), kept_nights()) is None


def test_cards_of_other_levels_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a level sees the edited one."""
    monkeypatch.setattr("game.headless.cards.sources", lambda: sources()[::-1])
    assert kept_cards() == ()
