"""The real night as a ghost: a level's own history script, played without anybody looking."""

from __future__ import annotations

from game.engine.scenario import Scenario
from game.session.language.script import read_script
from game.session.run import Run


def history_of(scenario: Scenario, seed: int) -> Run | None:
    """The run that the level's history script gives, to the end of the night; None if it has none."""
    text = dict(scenario.scripts).get("history")
    if text is None:
        return None
    run = Run(scenario, seed)
    for _, said in read_script(text, f"{scenario.id}.history.script", scenario, run.grammar).lines:
        run.submit(said)
    run.advance_to(scenario.end_s)
    return run
