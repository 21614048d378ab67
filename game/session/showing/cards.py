"""A level as the picker shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.scenario import Scenario
from game.session.language.wording import duration
from game.session.view.nights import LevelCard

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class RealNight:
    """Impact of a real night, 0 to 1, evenly spaced from `begins` to `ends`."""

    begins: datetime
    ends: datetime
    impact: tuple[float, ...]

    def point(self, moment: datetime) -> int:
        """The point that is nearest to a moment, which may lie outside."""
        last = len(self.impact) - 1
        at = round((moment - self.begins) / (self.ends - self.begins) * last)
        return max(0, min(last, at))


def card_of(scenario: Scenario, night: RealNight | None = None) -> LevelCard:
    """The card of a level, with the real night that it is a part of, if there is one."""
    begins = scenario.zero + timedelta(seconds=scenario.take_over_s)
    ends = scenario.zero + timedelta(seconds=scenario.end_s)
    return LevelCard(
        id=scenario.id,
        title=scenario.title,
        tagline=scenario.tagline,
        minutes=scenario.minutes,
        when=f"{_DAYS[begins.weekday()]} {begins.day} {_MONTHS[begins.month - 1]}, {begins:%H:%M} {scenario.zone}",
        briefing=" ".join(scenario.briefing.split()),
        learn=scenario.learn,
        start_with=(
            ("people", _people(scenario)),
            ("the night ends", f"after {duration(scenario.end_s - scenario.take_over_s)}"),
        ),
        real_night=_real_night(scenario),
        silhouette=() if night is None else night.impact,
        silhouette_marks=() if night is None else _marks(night, (begins, ends)),
        region=_region(scenario),
        part=None if night is None else (night.point(begins), night.point(ends)),
        content=scenario.content_hash,
        zero=scenario.zero.isoformat(),
        teaches=tuple([(spec.id, spec.name, spec.skill.value) for spec in scenario.objectives]),
    )


def _people(scenario: Scenario) -> str:
    """Who there is besides the player, and where they are as the level begins."""
    if not scenario.teams:
        return "you, alone"
    change_s = scenario.shift_change_s
    where = "asleep" if change_s is None or change_s > scenario.take_over_s else "at the office"
    return f"you; {len(scenario.teams)} teams {where}"


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


def _marks(night: RealNight, part: tuple[datetime, datetime]) -> tuple[tuple[int, str], ...]:
    """Wall-clock times below the points where the level begins and ends, and where the night does."""
    moments = dict.fromkeys((*part, night.begins, night.ends))
    return tuple([(night.point(moment), f"{moment:%H:%M}") for moment in moments])


def _real_night(scenario: Scenario) -> str:
    """When the last of the level's milestones was reached in the real night, if that was published."""
    known = [spec for spec in scenario.milestones if spec.published_s]
    if not known:
        return ""
    last = max(known, key=lambda spec: spec.published_s or 0)
    hours, minutes = divmod((last.published_s or 0) // 60, 60)
    return f"{last.name} after {hours} h {minutes:02d} min"
