"""Asking a launcher for new hosts, as a kind of its clients: what it did in this tick, and what is asked for next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.engine.mechanisms.service import Service
    from game.engine.region import Region


class Asking:
    """One who has hosts launched. It needs a kind of client of its own: what is launched for that kind is launched for it."""

    def __init__(self, region: Region, launcher: str, as_client: str) -> None:
        """ValueError if the launcher has no such kind of client, or if others launch as that kind too."""
        self._launcher: Service = region.components[launcher]  # type: ignore[assignment]
        clients = self._launcher.spec.clients
        if as_client not in clients:
            raise ValueError(f"`{launcher}` has no client `{as_client}`")
        if clients[as_client].rate_per_s > 0.0:
            raise ValueError(f"the client `{as_client}` of `{launcher}` asks by itself; its rate_per_s must be 0")
        same = [
            part.id
            for part in region.components.values()
            if (getattr(part.spec, "launcher", ""), getattr(part.spec, "as_client", "")) == (launcher, as_client)
        ]
        if len(same) > 1:
            raise ValueError(f"{' and '.join(same)} cannot both launch as the client `{as_client}` of `{launcher}`")
        self._place = tuple(clients).index(as_client)
        self._as_client = as_client

    @property
    def launched(self) -> float:
        """What was launched in this tick; the launcher must have stepped."""
        return self._launcher.fifo.good[self._place]

    def ask(self, count: float) -> None:
        """Ask for this many in the next tick."""
        if count > 0.0:
            self._launcher.bring(self._as_client, count)
