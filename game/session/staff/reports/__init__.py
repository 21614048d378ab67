"""What the owners of a part report of it: one small function for each kind of mechanism.

Such a function is given the part's own readings, as they truly are, and nothing of what caused them: readings that no
instrument has are not among them, nor is what happens in anybody else's part, but for whether that answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.balancer import Balancer
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.fleet import Fleet
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.launches import Launches
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.remediation import Remediation
from game.engine.mechanisms.service import Service
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.session.staff.reports import checks, hosts, names, services, waiting
from game.session.staff.reports.own import Own, Seen

if TYPE_CHECKING:
    from game.session.run import Run

KINDS: dict[type[Mechanism[Any, Any]], Callable[[Own], Seen]] = {
    Record: names.record,
    Planner: names.writer,
    Enactor: names.writer,
    Service: services.service,
    Launches: services.launches,
    Balancer: services.balancer,
    Leases: hosts.leases,
    Propagation: waiting.propagation,
    WorkerQueue: waiting.worker_queue,
    HealthChecks: checks.health_checks,
    Autoscaling: hosts.autoscaling,
    Fleet: hosts.fleet,
    Remediation: hosts.remediation,
}
"""What is not here is nobody's to report on: customers, resolvers all over the world, zones (the checks speak for them)."""


def reported(part: Mechanism[Any, Any]) -> bool:
    """Whether owners of a part have anything to report of it."""
    return any(kind in KINDS for kind in type(part).__mro__)


def seen_at(run: Run, part: Mechanism[Any, Any]) -> Seen:
    """What the owners of a part see there now. StopIteration if nobody reports on such a part."""
    return next(KINDS[kind] for kind in type(part).__mro__ if kind in KINDS)(Own(run, part))
