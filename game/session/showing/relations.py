"""Who needs whom, as far as anybody knows: needs that nobody wrote down are missing until they are found.

The board draws relations between things that have a tile and looks through the others; `depends` names those as well.
"""

from __future__ import annotations

from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.region import Region
from game.session.showing.hidden import Edge, Hidden

Edges = dict[str, tuple[str, ...]]
_PART_OF = "part_of"


class Relations:
    """Needs and hits of all components. The wiring of a region never changes; what is known of it does."""

    def __init__(self, region: Region, hidden: Hidden) -> None:
        self._hidden = hidden
        self._wired: Edges = {}
        for part in region.components.values():
            spec = part.spec
            if isinstance(spec, MonitoringSpec):  # it looks at everything, but needs only what carries its readings
                self._wired[part.id] = (spec.carried_by,) if spec.carried_by else ()
            else:
                # What a part belongs to is no need of it: it goes on without.
                others = dict.fromkeys([other for path, other, _ in spec.references() if path != _PART_OF])
                self._wired[part.id] = tuple([other for other in others if other != part.id])
        self._tiled = [part.id for part in region.components.values() if part.spec.tile is not None]
        self._found: tuple[tuple[Edge, int], ...] | None = None

    def _know(self) -> None:
        """Put the relations together from what is known now."""
        if self._found is self._hidden.state.found:
            return
        self._found = self._hidden.state.found
        known = self._hidden.known
        self._direct = {
            component: tuple([other for other in others if known(component, other)])
            for component, others in self._wired.items()
        }
        self._direct_hits = _turned(self._direct, list(self._direct))
        self._needs = {component: self._through(component) for component in self._tiled}
        self._hits = _turned(self._needs, self._tiled)

    def _through(self, component: str) -> tuple[str, ...]:
        """What a component needs of what has a tile, through whatever has none."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = list(self._direct[component])
        while waiting:
            other = waiting.pop(0)
            if other in seen:
                continue
            seen.add(other)
            if other in self._tiled:
                found[other] = None
            else:
                waiting.extend(self._direct[other])
        found.pop(component, None)
        return tuple(found)

    @property
    def needs(self) -> Edges:
        """What each component with a tile needs, among those with one."""
        self._know()
        return self._needs

    @property
    def hits(self) -> Edges:
        """What needs each component with a tile, among those with one."""
        self._know()
        return self._hits

    @property
    def direct(self) -> Edges:
        """What each component needs, with a tile or without."""
        self._know()
        return self._direct

    @property
    def direct_hits(self) -> Edges:
        """What needs each component, with a tile or without."""
        self._know()
        return self._direct_hits

    def all_hits(self, component: str) -> tuple[str, ...]:
        """Everything with a tile that follows if a component fails, nearest first."""
        return _reach(self.hits, component)

    def all_needs(self, component: str) -> tuple[str, ...]:
        """Everything with a tile that a component stands on, nearest first."""
        return _reach(self.needs, component)

    def all_direct_hits(self, component: str) -> tuple[str, ...]:
        """Everything that follows if a component fails, with a tile or without, nearest first."""
        return _reach(self.direct_hits, component)


def _turned(edges: Edges, components: list[str]) -> Edges:
    return {component: tuple([other for other in components if component in edges[other]]) for component in components}


def _reach(edges: Edges, start: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(edges.get(start, ()))
    while waiting:
        other = waiting.pop(0)
        if other != start and other not in found:
            found[other] = None
            waiting.extend(edges[other])
    return tuple(found)
