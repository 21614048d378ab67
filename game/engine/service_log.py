"""What a service writes into its log: a line when a trouble begins, and one when it is over."""

from __future__ import annotations

from typing import Any

from game.engine.fifo import Fifo
from game.engine.mechanism import Mechanism
from game.engine.queued import Queued
from game.engine.readings import Level
from game.engine.serving import ServiceSpec, ServiceState
from game.engine.words import say

FEW_CALLS = 0.5
"""Share of the usual requests below which a service that is found by name writes that they stay away."""


class Telling(Queued[ServiceSpec, ServiceState]):
    """A service, as far as its log goes."""

    _needs: tuple[tuple[Mechanism[Any, Any], str, float], ...]
    _fifo: Fifo  # as it was left; `fifo` is as it is now
    _named: bool
    _usual: float

    def _tell_of_troubles(self) -> None:
        """Once a minute: what its hosts notice, when it begins and when it is over."""
        state, queue = self.state, self._fifo.queue
        for supplier, as_client, _ in self._needs:
            failing = 1.0 - supplier.success_for(as_client)
            turn = self.turn(supplier.id, failing > 0.2, failing < 0.02)
            if turn is not None:
                self._tell_of_need(supplier.id, turn, int(failing * 100))
        if state.throttle is not None or "limited" in state.noted:
            away = 100 - int(100 * (1.0 if state.throttle is None else state.throttle))
            turn = self.turn("limited", away > 0, away == 0)
            if turn:
                self.log(
                    Level.WARN, say('Answering "request limit exceeded" to {percent} % of requests.', percent=away)
                )
            elif turn is False:
                self.log(Level.INFO, say('"Request limit exceeded" is no longer an answer.'))
        if self._usual > 0.0 and self._named:
            attempts = 0.0
            for tried in self.fifo.attempts[: len(self.spec.clients)]:
                attempts += tried
            turn = self.turn("calls", attempts < FEW_CALLS * self._usual, attempts > 0.9 * self._usual)
            if turn is not None:
                percent = int(100 * attempts / self._usual)
                text = "Requests are down to {percent} % of the usual; all hosts are healthy and idle."
                over = "Requests are back to {percent} % of the usual."
                self.log(Level.WARN if turn else Level.INFO, say(text if turn else over, percent=percent))
        full = queue / self.spec.bound if self.spec.bound > 0.0 else 0.0
        turn = self.turn("queue", full > 0.9, full < 0.1)
        if turn:
            self.log(Level.WARN, say("The queue is full; new requests are turned away."))
        elif turn is False:
            self.log(Level.INFO, say("The queue has room again."))

    def _tell_of_need(self, supplier: str, begins: bool, percent: int) -> None:
        """One line when a supplier goes missing and one when it is back."""
        refusal = self.spec.needs[supplier].refusal
        if begins:
            text = (
                say('Answering "{refusal}" to {percent} % of requests.', refusal=refusal, percent=percent)
                if refusal
                else say("{percent} % of our calls to {supplier} fail.", percent=percent, supplier=supplier)
            )
            self.log(Level.WARN, text)
        else:
            text = (
                say('"{refusal}" is no longer an answer.', refusal=refusal)
                if refusal
                else say("Calls to {supplier} are answered again.", supplier=supplier)
            )
            self.log(Level.INFO, text)
