"""What a service needs of others: who still finds it by name, and what its suppliers answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.service_log import Telling
from game.engine.serving import ClientSpec
from game.engine.units import ALL

if TYPE_CHECKING:
    from game.engine.mechanisms.resolvers import Resolvers


class Leaning(Telling):
    """A service, as far as it leans on others and others lean on it."""

    names: tuple[str, ...]
    clients: tuple[ClientSpec, ...]
    resolvers: tuple[Resolvers | None, ...]
    least: float
    """The least of `state.success`."""
    _hosts: Mechanism[Any, Any] | None
    _places: dict[str, int]

    def _prepare_needs(self) -> None:
        """Look up once what every tick asks for."""
        self._named = any(self.resolvers)
        self._asked = tuple(dict.fromkeys([resolver for resolver in self.resolvers if resolver is not None]))
        self._leans_on = tuple([(part, name, share) for part, name, share in self._needs if isinstance(part, Leaning)])
        self._others = tuple([need for need in self._needs if not isinstance(need[0], Leaning)])
        self._answers: list[float] = []  # what those others answered last
        self._patience = tuple(dict.fromkeys([client.retries for client in self.clients]))
        self._patience_of = tuple([self._patience.index(client.retries) for client in self.clients])
        self._tries = tuple([client.retries + 1 for client in self.clients])
        self._helped = (1.0,) * len(self._patience)
        self._whole = True  # whether its suppliers answer everything
        self._swell = 1.0  # by how much requests in vain make more work of what comes, at most
        self._stale = True  # whether the suppliers have to be asked in any case
        self.moved = -1  # the tick in which its own success changed last

    def works(self) -> float:
        """Share of its answers that are right."""
        return max(0.0, 1.0 - self.disturbances.get("faulty", 0.0)) if self.disturbances else 1.0

    def capacity_share(self) -> float:
        """Share of its usual capacity that is there."""
        share = self.state.scale
        if self.disturbances:
            share *= self.disturbances.get("capacity", 1.0)
        return share if self._hosts is None else share * self._hosts.success_for(self.id)

    def success_for(self, client: str) -> float:
        """Share of this kind of client's requests that end well; of all kinds' worst if there is no such kind."""
        place = self._places.get(client)
        return self.least if place is None else self.state.success[place]

    def _succeed(self, success: tuple[float, ...], tick: int) -> None:
        if success != self.state.success:
            self.state.success = success
            self.least = min(success)
            self.moved = tick

    def _lean(self, tick: int) -> bool:
        """Ask the suppliers, if any may answer otherwise than last time; whether one did."""
        changed = self._stale
        for supplier, _, _ in self._leans_on:
            if supplier.moved == tick:
                changed = True
        if self._others:
            answers = [part.success_for(as_client) for part, as_client, _ in self._others]
            if answers != self._answers:
                self._answers = answers
                changed = True
        if changed:
            self._stale = False
            self._weigh()
        return changed

    def _weigh(self) -> None:
        """By patience: share of requests of which at least one attempt meets suppliers that answer."""
        missing: list[tuple[float, float]] = []
        for supplier, as_client, share in self._leans_on:
            if supplier.least < 1.0:
                failing = 1.0 - supplier.success_for(as_client)
                if failing > 0.0:
                    missing.append((share, failing))
        for answer, (_, _, share) in zip(self._answers, self._others, strict=True):
            if answer < 1.0:
                missing.append((share, 1.0 - answer))
        by_patience: list[float] = []
        whole, swell = True, 1.0
        for retries in self._patience:
            helped = 1.0
            for share, failing in missing:
                every = failing
                for _ in range(retries):
                    every *= failing
                helped *= 1.0 - share * every
            if helped >= ALL:
                helped = 1.0
            else:
                whole = False
                swell = max(swell, helped + (1.0 - helped) * (retries + 1) + 1e-9)
            by_patience.append(helped)
        self._helped, self._whole, self._swell = tuple(by_patience), whole, swell

    def _follow_names(self, tick_s: int) -> None:
        """Callers whose name goes away keep their connection for a while; those who find it again need it no more."""
        state = self.state
        resolved: list[float] = []
        kept: list[float] = []
        for resolver, client, before, held in zip(
            self.resolvers, self.clients, state.resolved, state.held, strict=True
        ):
            now = 1.0 if resolver is None else resolver.resolved
            resolved.append(now)
            life = client.connection_life_s
            if life is None or life <= tick_s:
                kept.append(0.0)
                continue
            left = held + before - now if now < before else held
            if now > before:
                left = held * (1.0 - now) / (1.0 - before)
            kept.append(min(1.0 - now, max(0.0, left * (1.0 - tick_s / life))))
        state.resolved, state.held = tuple(resolved), tuple(kept)
