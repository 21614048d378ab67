"""Who needs whom, as the board draws it: between things that have a tile; what has none is looked through."""

from __future__ import annotations

from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.region import Region


class Relations:
    """Needs and hits of every component with a tile. Built once; the wiring of a region never changes."""

    def __init__(self, region: Region) -> None:
        direct: dict[str, tuple[str, ...]] = {}
        for part in region.components.values():
            spec = part.spec
            if isinstance(spec, MonitoringSpec):  # it looks at everything, but needs only what carries its readings
                direct[part.id] = (spec.carried_by,) if spec.carried_by else ()
            else:
                direct[part.id] = tuple(dict.fromkeys([other for _, other, _ in spec.references()]))
        shown = [part.id for part in region.components.values() if part.spec.tile is not None]
        self.needs: dict[str, tuple[str, ...]] = {}
        for component in shown:
            found: dict[str, None] = {}
            seen: set[str] = set()
            waiting = list(direct[component])
            while waiting:
                other = waiting.pop(0)
                if other in seen:
                    continue
                seen.add(other)
                if region.components[other].spec.tile is not None:
                    found[other] = None
                else:
                    waiting.extend(direct[other])
            found.pop(component, None)
            self.needs[component] = tuple(found)
        self.hits: dict[str, tuple[str, ...]] = {
            component: tuple([other for other in shown if component in self.needs[other]]) for component in shown
        }

    def all_hits(self, component: str) -> tuple[str, ...]:
        """Everything that follows if a component fails, nearest first."""
        return _reach(self.hits, component)

    def all_needs(self, component: str) -> tuple[str, ...]:
        """Everything that a component stands on, nearest first."""
        return _reach(self.needs, component)


def _reach(edges: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(edges.get(start, ()))
    while waiting:
        other = waiting.pop(0)
        if other != start and other not in found:
            found[other] = None
            waiting.extend(edges[other])
    return tuple(found)
