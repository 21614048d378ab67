"""`probe CUSTOMER`: do what a customer does, step by step, and see where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.service import Service
from game.session.tools.tool import Tool, declare, heading, muted, name_of, row
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


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return tuple([component_candidate(part) for part in run.region.components.values() if isinstance(part, Customers)])


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    part = run.region.components[values[0]]
    assert isinstance(part, Customers)
    return (part.id, *part.spec.needs)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = run.region.components[values[0]]
    assert isinstance(part, Customers)
    who = part.spec.company or name_of(run, part.id)
    what = f": {part.spec.does}" if part.spec.does else ""
    lines = [heading(f"{who}{what}, {TRIES} tries")]
    worst: tuple[int, str] | None = None
    for component, share in part.spec.needs.items():
        service = run.region.components[component]
        assert isinstance(service, Service)
        for text, failed in _steps(run, service):
            lines.append(row(f"  {text:<44}", _verdict(failed)))
            if failed and (worst is None or failed > worst[0]):
                worst = (failed, text)
        if share < 1.0:
            lines.append(muted(f"    {share * 100:.0f}% of what they do needs {name_of(run, component)}"))
    through = TRIES - _of_tries(part.state.failing)
    lines.append(row(Span(f"  {through} of {TRIES} customers get what they came for.", Tone.STRONG)))
    if worst is not None:
        lines.append(row(f"  Most end at: {worst[1]}"))
    return tuple(lines)


def _steps(run: Run, service: Service) -> list[tuple[str, int]]:
    """(what is tried, how many of the tries fail) for reaching and using one service as the public does."""
    name = name_of(run, service.id)
    client = service.names.index("public") if "public" in service.names else 0
    resolver = service.resolvers[client]
    steps: list[tuple[str, int]] = []
    if resolver is not None:
        found = min(1.0, service.state.resolved[client] + service.state.held[client])
        steps.append((f"look up {resolver.record.spec.name}", _of_tries(1.0 - found)))
    steps.append((f"call {name}", _of_tries(1.0 - service.success_for("public"))))
    return steps


def _of_tries(share: float) -> int:
    return max(0, min(TRIES, int(share * TRIES + 0.5)))


def _verdict(failed: int) -> Span:
    if failed == 0:
        return Span("ok", Tone.MUTED)
    if failed == TRIES:
        return Span("fails every time", Tone.DOWN)
    return Span(f"fails {failed} of {TRIES} times", Tone.DEGRADED)


TOOL = Tool(SPEC, _candidates, _output, _about)
