"""Milestones of recovery: which of a level's milestones are steps back to health, and which are trouble that came on the way."""

from __future__ import annotations

from game.engine.mechanisms import KINDS
from game.engine.readings import Metric
from game.engine.scenario import Condition, MilestoneSpec, Scenario


def recovery(scenario: Scenario) -> tuple[MilestoneSpec, ...]:
    """The steps of the recovery in the level's order: the first is the repair, the last its full effect.

    The repair is the first step that undoes what the night began with; what got well before it did so by a side road.
    """
    metrics = _metrics(scenario)
    begins = [spec.id for spec in scenario.milestones if not spec.after]
    steps = [
        spec
        for spec in scenario.milestones
        if spec.after and all(_heals(condition, metrics) for condition in spec.when)
    ]
    repair = next((place for place, spec in enumerate(steps) if spec.after in begins), 0)
    return tuple(steps[repair:])


def _metrics(scenario: Scenario) -> dict[tuple[str, str], Metric]:
    return {(spec.id, metric.id): metric for spec in scenario.region.components for metric in KINDS[type(spec)].metrics}


def _heals(condition: Condition, metrics: dict[tuple[str, str], Metric]) -> bool:
    """Whether a bound keeps a reading on its good side."""
    metric = metrics.get((condition.component, condition.metric))
    low_is_bad = metric is not None and metric.bad_when_low
    return condition.at_least is not None if low_is_bad else condition.at_most is not None
