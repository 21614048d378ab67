"""Shapes of the real nights for the picker: computed once by playing each level's history script, then kept as an asset.

`python -m tests.levels.silhouettes` writes them anew; a test says when one no longer fits its level.
"""

from __future__ import annotations

import json

from game.engine.scenario import Scenario
from game.paths import asset_path
from game.session.ghost import history_of

POINTS = 40
FILE = "silhouettes.json"


def silhouette_of(scenario: Scenario, seed: int = 1) -> tuple[float, ...]:
    """Impact of the level's real night, evenly spaced from its start to its end; empty if it has no history script."""
    run = history_of(scenario, seed)
    if run is None:
        return ()
    curve = run.ledger.curve()
    last = len(curve) - 1
    return tuple([round(curve[point * last // (POINTS - 1)], 2) for point in range(POINTS)])


def kept() -> dict[str, tuple[float, ...]]:
    """The shapes that ship, by level; empty if the asset is missing or damaged, since nothing depends on it."""
    try:
        read = json.loads(asset_path(FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {level: tuple(points) for level, points in read.items()}


def write(scenarios: tuple[Scenario, ...]) -> None:
    """Write the shapes of these levels, the others stay."""
    shapes = {level: list(points) for level, points in kept().items()}
    for scenario in scenarios:
        shapes[scenario.id] = list(silhouette_of(scenario))
    rows = ",\n".join([f"  {json.dumps(level)}: {json.dumps(points)}" for level, points in sorted(shapes.items())])
    asset_path(FILE).write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
