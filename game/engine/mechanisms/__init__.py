"""Every mechanism that a level can use: one line each. Levels, checker, console and board take them from here."""

from __future__ import annotations

from typing import Any

from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.balancer import Balancer
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.fleet import Fleet
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.launches import Launches
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.monitoring import Monitoring
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.remediation import Remediation
from game.engine.mechanisms.resolvers import Resolvers
from game.engine.mechanisms.service import Service
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.engine.mechanisms.zone import Zone

MECHANISMS: tuple[type[Mechanism[Any, Any]], ...] = (
    Record,
    Planner,
    Enactor,
    Resolvers,
    Service,
    Leases,
    Propagation,
    Launches,
    HealthChecks,
    Zone,
    Balancer,
    Autoscaling,
    WorkerQueue,
    Fleet,
    Remediation,
    Customers,
    Monitoring,
)

KINDS: dict[type[ComponentSpec], type[Mechanism[Any, Any]]] = {kind.spec_type: kind for kind in MECHANISMS}
