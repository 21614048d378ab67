"""What goes on at a component, in its own terms: a few words for a tile, a line for the inspector.

They are put together here and not in the engine, because an engine knows the truth and a phrase may not. Each kind of
mechanism has one small function, and all that such a function is given is a `Shown`: the readings that instruments show, at
the age at which they are shown; what people's hands hold; who needs whom, as far as that is known; what was read before.
So a phrase can be late or wrong, exactly as the number beside it is, and never tells what nobody has looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
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
from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.showing.instruments import seconds_written
from game.session.showing.phrases import checks, hosts, looking, names, services, waiting
from game.session.showing.phrases.shown import BESIDE, Said, Shown

if TYPE_CHECKING:
    from game.session.run import Run

SHORT = 24
"""Cells of a phrase on a tile, at most."""
LONG = 60
"""Cells of a phrase in the inspector."""

KINDS: dict[type[Mechanism[Any, Any]], Callable[[Shown], Said]] = {
    Record: names.record,
    Planner: names.planner,
    Enactor: names.enactor,
    Resolvers: names.resolvers,
    Service: services.service,
    Launches: services.launches,
    Balancer: services.balancer,
    Leases: hosts.leases,
    Propagation: waiting.propagation,
    WorkerQueue: waiting.worker_queue,
    HealthChecks: checks.health_checks,
    Zone: checks.zone,
    Autoscaling: hosts.autoscaling,
    Fleet: hosts.fleet,
    Remediation: hosts.remediation,
    Customers: looking.customers,
    Monitoring: looking.monitoring,
}


def short_phrase(run: Run, part: Mechanism[Any, Any]) -> str:
    """What goes on at a component, for its tile; "" if nothing that fits can be said."""
    said = _said(Shown(run, part, said_of))
    brief = () if said.brief is None else (said.brief,)
    return _fitting((*brief, *said.forms), BESIDE) or _fitting((*brief, *said.forms), SHORT)


def long_phrase(run: Run, part: Mechanism[Any, Any]) -> str:
    """What goes on at a component, for whoever looks at it closely; "" if nothing can be said."""
    return _fitting(_said(Shown(run, part, said_of, close=True)).forms, LONG)


def said_of(it: Shown) -> Said:
    """What its kind says of a component."""
    return next(KINDS[kind] for kind in type(it.part).__mro__ if kind in KINDS)(it)


def _said(it: Shown) -> Said:
    """The ways to say it. Of what is stale only its age is said: all else may be over by now."""
    if it.state is State.STALE and not isinstance(it.part, Monitoring):
        age = seconds_written(it.age_s)
        return Said(
            (
                say("old reading: {age}; monitoring is behind with it", age=age),
                say("old reading: {age}", age=age),
                say("old reading"),
            )
        )
    return said_of(it)


def _fitting(forms: tuple[Sentence, ...], cells: int) -> str:
    return next((text for text in map(str, forms) if len(text) <= cells), "")
