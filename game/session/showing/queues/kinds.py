"""Which kinds of mechanisms have something waiting, and who knows what about each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.fleet import Fleet
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.remediation import Remediation
from game.engine.mechanisms.service import Service
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.session.showing.queues.facts import Facts
from game.session.showing.queues.hosts import autoscaling_facts, checks_facts, fleet_facts, remediation_facts
from game.session.showing.queues.lines import leases_facts, propagation_facts, worker_facts
from game.session.showing.queues.services import service_facts

if TYPE_CHECKING:
    from game.session.run import Run

_KINDS: tuple[tuple[type[Mechanism[Any, Any]], Callable[[Run, Any], Facts]], ...] = (
    (Service, service_facts),
    (Leases, leases_facts),
    (Propagation, propagation_facts),
    (WorkerQueue, worker_facts),
    (Fleet, fleet_facts),
    (Autoscaling, autoscaling_facts),
    (Remediation, remediation_facts),
    (HealthChecks, checks_facts),
)


def has_queue(part: Mechanism[Any, Any]) -> bool:
    """Whether anything can wait in a part."""
    return any(isinstance(part, kind) for kind, _ in _KINDS)


def facts_of(run: Run, part: Mechanism[Any, Any]) -> Facts:
    """What its hosts say of the queue of a part. ValueError if nothing ever waits there."""
    for kind, facts in _KINDS:
        if isinstance(part, kind):
            return facts(run, part)
    raise ValueError(f"nothing ever waits in {part.id}")
