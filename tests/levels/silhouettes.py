"""Write the shapes of the real nights that the picker draws: `python -m tests.levels.silhouettes`."""

from __future__ import annotations

from game.content.catalogue import levels
from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.silhouettes import write


def with_history() -> tuple[Scenario, ...]:
    """The shipped levels that bring the script of a real night."""
    loaded = [load_level(entry.id) for entry in levels() if not entry.problems]
    return tuple([scenario for scenario in loaded if "history" in dict(scenario.scripts)])


if __name__ == "__main__":
    write(with_history())
