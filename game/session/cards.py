"""A level as the picker shows it."""

from __future__ import annotations

from datetime import timedelta

from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.scenario import Scenario
from game.session.view.nights import LevelCard
from game.session.wording import duration

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def card_of(scenario: Scenario, silhouette: tuple[float, ...] = ()) -> LevelCard:
    """The card of a level; `silhouette` is the real night's impact, evenly spaced from its start to its end."""
    begins = scenario.zero + timedelta(seconds=scenario.take_over_s)
    return LevelCard(
        id=scenario.id,
        title=scenario.title,
        tagline=scenario.tagline,
        minutes=scenario.minutes,
        when=f"{_DAYS[begins.weekday()]} {begins.day} {_MONTHS[begins.month - 1]}, {begins:%H:%M} {scenario.zone}",
        briefing=" ".join(scenario.briefing.split()),
        learn=scenario.learn,
        start_with=(
            ("people", f"you; {len(scenario.teams)} teams asleep" if scenario.teams else "you, alone"),
            ("the night ends", f"after {duration(scenario.end_s - scenario.take_over_s)}"),
        ),
        real_night=_real_night(scenario),
        silhouette=silhouette,
        silhouette_marks=_marks(scenario, len(silhouette)),
        region=_region(scenario),
    )


def _region(scenario: Scenario) -> tuple[tuple[str, int, int], ...]:
    """The layers of the board, how many components each has, and the one that the instruments lose first."""
    tiled = [(spec.tile, spec.id) for spec in scenario.region.components if spec.tile is not None]
    carried = [spec.carried for spec in scenario.region.components if isinstance(spec, MonitoringSpec)]
    lost = next((component for components in carried for component in components), "")
    layers = []
    for layer in scenario.layers:
        placed = sorted([(tile.row, tile.column, component) for tile, component in tiled if tile.layer == layer.id])
        components = [component for _, _, component in placed]
        layers.append((layer.short, len(placed), components.index(lost) if lost in components else -1))
    return tuple(layers)


def _marks(scenario: Scenario, points: int) -> tuple[tuple[int, str], ...]:
    """Wall-clock times below the first and the last point."""
    if points == 0:
        return ()
    return (
        (0, f"{scenario.zero + timedelta(seconds=scenario.take_over_s):%H:%M}"),
        (points - 1, f"{scenario.zero + timedelta(seconds=scenario.end_s):%H:%M}"),
    )


def _real_night(scenario: Scenario) -> str:
    """When the last of the level's milestones was reached in the real night, if that was published."""
    known = [spec for spec in scenario.milestones if spec.published_s]
    if not known:
        return ""
    last = max(known, key=lambda spec: spec.published_s or 0)
    hours, minutes = divmod((last.published_s or 0) // 60, 60)
    return f"{last.name} after {hours} h {minutes:02d} min"
