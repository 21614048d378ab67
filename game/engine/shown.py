"""What the monitoring knows of each tile: its instrument, and when the state that it shows changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.details import Panel
from game.engine.mechanism import Mechanism, TileSpec
from game.engine.readings import State

if TYPE_CHECKING:
    from game.engine.mechanisms.monitoring import Monitoring

Turn = tuple[int, State]
"""A second, and the state that a tile showed from then on. Told later; nothing is decided by it."""


class Shown:
    """One tile's instrument, looked up once."""

    __slots__ = ("always", "bounded", "carried", "history", "id", "metric", "panel", "part", "talkative", "tile")

    def __init__(self, owner: Monitoring, part: Mechanism[Any, Any], tile: TileSpec) -> None:
        self.part, self.id, self.tile = part, part.id, tile
        self.metric = next(metric for metric in part.metrics if metric.id == tile.metric)
        self.history = owner.region.history(part.id, tile.metric)
        self.bounded = tile.degraded_at is not None or tile.down_at is not None
        self.carried = part.id in owner.spec.carried
        self.talkative = type(part).reported_s is Mechanism.reported_s  # it reports every tick, nothing to ask
        self.always = not self.talkative or part.phase >= owner.phase  # its age, or no reading of this tick yet
        details = [spec for spec in owner.spec.details.values() if spec.is_for(part.id, tile)]
        self.panel = Panel(details, tile, self.metric, owner.draws(f"details/{part.id}"))
