"""Queues: what waits in each kind of mechanism, in its own terms. The console and the queue view both ask here."""

from __future__ import annotations

from game.session.showing.queues.facts import Facts
from game.session.showing.queues.kinds import facts_of, has_queue

__all__ = ["Facts", "facts_of", "has_queue"]
