"""`probe CUSTOMER`: do what a customer does, step by step, and see where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.mechanisms.balancer import Balancer
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.launches import Launches
from game.engine.mechanisms.service import Service
from game.session.hidden import Edge, failing_for
from game.session.instruments import seconds_written
from game.session.tools.tool import Tool, declare, heading, muted, name_of, reading, row
from game.session.view.console import Line, Span, Tone
from game.session.vocabulary import Candidate, component_candidate

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


def _services(run: Run, part: Customers) -> tuple[Service, ...]:
    """What a customer calls, in the order in which one meets it: the front door first."""
    services = [run.region.components[component] for component in part.spec.needs]
    found = [service for service in services if isinstance(service, Service)]
    return tuple(sorted(found, key=lambda service: not isinstance(service, Balancer)))


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    part = _customers(run, values)
    return (part.id, *part.spec.needs)


def _meets(run: Run, values: tuple[str, ...]) -> tuple[Edge, ...]:
    """What the answers of the services that fail say that they lack."""
    part = _customers(run, values)
    return tuple([(service.id, other) for service in _services(run, part) for other, _ in _lacks(run, service)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = _customers(run, values)
    who = part.spec.company or name_of(run, part.id)
    what = f": {part.spec.does}" if part.spec.does else ""
    lines = [heading(f"{who}{what}, {TRIES} tries")]
    worst: _Step | None = None
    for service in _services(run, part):
        share = part.spec.needs[service.id]
        for step in _steps(run, service):
            lines.append(row(f"  {step.text:<44}", *_verdict(step)))
            if step.failed and (worst is None or step.failed > worst.failed):
                worst = step
        for other, failed in _lacks(run, service):
            lines.append(muted(f"      {_why(run, service, other)} {failed} of {TRIES} times"))
        if share < 1.0:
            lines.append(muted(f"    {share * 100:.0f}% of what they do needs {name_of(run, service.id)}"))
    through = TRIES - _of_tries(part.state.failing)
    lines.append(row(Span(f"  {through} of {TRIES} customers get what they came for.", Tone.STRONG)))
    if worst is not None:
        lines.append(row(f"  Most end at: {worst.text}"))
    return tuple(lines)


def _steps(run: Run, service: Service) -> list[_Step]:
    """What is tried to reach and to use one service as the public does."""
    name = name_of(run, service.id)
    client = service.names.index("public") if "public" in service.names else 0
    resolver = service.resolvers[client]
    steps: list[_Step] = []
    if resolver is not None:
        found = min(1.0, service.state.resolved[client] + service.state.held[client])
        steps.append(_Step(f"look up {resolver.record.spec.name}", _of_tries(1.0 - found)))
    does = (
        "connect through"
        if isinstance(service, Balancer)
        else "launch with"
        if isinstance(service, Launches)
        else "call"
    )
    takes_s = reading(run, service, "latency")
    steps.append(_Step(f"{does} {name}", _of_tries(1.0 - service.success_for("public")), takes_s))
    return steps


def _lacks(run: Run, service: Service) -> list[tuple[str, int]]:
    """What a service that fails says it lacks of others, with how many of its own tries there fail."""
    if _of_tries(1.0 - service.success_for("public")) == 0:
        return []
    others = [run.region.components[other] for other in service.suppliers()]
    found = [(other.id, _of_tries(failing_for(service.spec, other))) for other in others]
    return [(other, failed) for other, failed in dict(found).items() if failed]


def _why(run: Run, service: Service, other: str) -> str:
    """What the answer of a service that fails says about one of its needs."""
    need = service.spec.needs.get(other)
    if need is None:
        return "it says: no host for this,"
    return f'it says: "{need.refusal}",' if need.refusal else f"it says: no answer from {name_of(run, other)},"


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
