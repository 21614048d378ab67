"""The shapes in the picker are those of the levels as they are."""

from __future__ import annotations

import pytest

from game.engine.scenario import Scenario
from game.headless.silhouettes import POINTS, kept, silhouette_of
from tests.levels.silhouettes import with_history


@pytest.mark.parametrize("scenario", with_history(), ids=lambda scenario: scenario.id)
def test_a_shipped_shape_fits_its_level(scenario: Scenario) -> None:
    """Within a few percent, else: `python -m tests.levels.silhouettes`."""
    shape = kept()[scenario.id]
    assert len(shape) == POINTS
    assert shape == pytest.approx(silhouette_of(scenario), abs=0.04)
