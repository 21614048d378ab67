"""Write the picker's cards anew: `python -m tests.levels.cards`, after a level or the engine has changed."""

from __future__ import annotations

from game.content.catalogue import levels
from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.cards import FILE, as_text
from game.paths import asset_path


def shipped() -> tuple[Scenario, ...]:
    """All levels that ship and can be played, in the order of the campaign."""
    return tuple([load_level(entry.id) for entry in levels() if not entry.problems])


if __name__ == "__main__":
    asset_path(FILE).write_text(as_text(shipped()), encoding="utf-8")
