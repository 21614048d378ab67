"""`probe CUSTOMER`: do what a customer does, step by step, and see where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.engine.actions import Argument, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.balancer import Balancer
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.launches import Launches
from game.engine.mechanisms.service import Service
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.session.language.vocabulary import Candidate, component_candidate
from game.session.showing.asked import reading
from game.session.showing.hidden import Edge, failing_for
from game.session.showing.instruments import seconds_written
from game.session.tools.tool import Tool, declare, heading, muted, name_of, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

TRIES = 20

SPEC = declare(
    "probe",
    (Argument("CUSTOMER", ArgumentKind.COMPONENT),),
    "Try it as a customer",
    f"Does what a customer does {TRIES} times over, and shows at which step it ends.",
    aliases=(("try",),),
)


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that is tried: how many of the tries fail, and how long an answer takes."""

    text: str
    failed: int
    takes_s: float | None = None


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return tuple([component_candidate(part) for part in run.region.components.values() if isinstance(part, Customers)])


def _customers(run: Run, values: tuple[str, ...]) -> Customers:
    part = run.region.components[values[0]]
    assert isinstance(part, Customers)
    return part


def _parts(run: Run, customers: Customers) -> tuple[Mechanism[Any, Any], ...]:
    """What a customer uses, in the order in which one meets it: the front door first, what runs behind it last."""
    parts = [run.region.components[component] for component in customers.spec.needs]
    return tuple(sorted(parts, key=lambda part: 0 if isinstance(part, Balancer) else 1 if part.public else 2))


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    part = _customers(run, values)
    return (part.id, *part.spec.needs)


def _meets(run: Run, values: tuple[str, ...]) -> tuple[Edge, ...]:
    """What the answers of the services that fail say that they lack."""
    part = _customers(run, values)
    return tuple([(used.id, other) for used in _parts(run, part) for other, _ in _lacks(run, used)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = _customers(run, values)
    who = part.spec.company or name_of(run, part.id)
    what = f": {part.spec.does}" if part.spec.does else ""
    lines = [heading(f"{who}{what}, {TRIES} tries")]
    worst, ended = None, 0.0
    for used in _parts(run, part):
        share = part.spec.needs[used.id]
        for step in _steps(run, used):
            lines.append(row(f"  {step.text:<44}", *_verdict(step)))
            if step.failed * share > ended:
                worst, ended = step, step.failed * share
        for other, failed in _lacks(run, used):
            lines.append(muted(f"      {_why(run, used, other)} {failed} of {TRIES} times"))
        if share < 1.0:
            lines.append(muted(f"    {share * 100:.0f}% of what they do needs {name_of(run, used.id)}"))
    through = TRIES - _of_tries(part.state.failing)
    lines.append(row(Span(f"  {through} of {TRIES} customers get what they came for.", Tone.STRONG)))
    if worst is not None:
        lines.append(row(f"  Most end at: {worst.text}"))
    return tuple(lines)


def _steps(run: Run, part: Mechanism[Any, Any]) -> list[_Step]:
    """What is tried to reach and to use one part as the public does."""
    name, failed = name_of(run, part.id), _of_tries(1.0 - part.success_for("public"))
    if isinstance(part, Service):
        does = next(words for kind, words in _DOES if isinstance(part, kind))
        used = _Step(f"{does} {name}", failed, reading(run, part, "latency"))
        return [*_look_up(part), used]
    if isinstance(part, WorkerQueue):
        return [_Step(f"wait for {name}", failed)]
    return [_Step("be served by their own servers" if isinstance(part, Autoscaling) else f"use {name}", failed)]


_DOES = ((Balancer, "connect through"), (Launches, "launch with"), (Service, "call"))


def _look_up(service: Service) -> list[_Step]:
    client = service.names.index("public") if "public" in service.names else 0
    resolver = service.resolvers[client]
    if resolver is None:
        return []
    found = min(1.0, service.state.resolved[client] + service.state.held[client])
    return [_Step(f"look up {resolver.record.spec.name}", _of_tries(1.0 - found))]


def _lacks(run: Run, part: Mechanism[Any, Any]) -> list[tuple[str, int]]:
    """What a part that fails says it lacks of others, with how many of its own tries there fail."""
    if _of_tries(1.0 - part.success_for("public")) == 0:
        return []
    others = [run.region.components[other] for other in dict.fromkeys(part.suppliers())]
    found = [(other.id, _of_tries(failing_for(part.spec, other))) for other in others]
    return [(other, failed) for other, failed in found if failed]


def _why(run: Run, part: Mechanism[Any, Any], other: str) -> str:
    """What the answer of a part that fails says about one of its needs."""
    need = getattr(part.spec, "needs", {}).get(other)
    if need is None and other == getattr(part.spec, "hosts", ""):
        return "it says: no host for this,"
    if need is not None and need.refusal:
        return f'it says: "{need.refusal}",'
    return f"it says: no answer from {name_of(run, other)},"


def _of_tries(share: float) -> int:
    return max(0, min(TRIES, int(share * TRIES + 0.5)))


def _verdict(step: _Step) -> tuple[Span, ...]:
    if step.failed == TRIES:
        return (Span("fails every time", Tone.DOWN),)
    takes = Span("" if step.takes_s is None else f", {seconds_written(step.takes_s)}", Tone.FAINT)
    if step.failed == 0:
        return (Span("ok", Tone.MUTED), takes)
    return (Span(f"fails {step.failed} of {TRIES} times", Tone.DEGRADED), takes)


TOOL = Tool(SPEC, _candidates, _output, _about, _meets)
