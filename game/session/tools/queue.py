"""`queue SERVICE`: what waits in a service, asked of its hosts directly and not of the instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.mechanisms.service import Service
from game.session.instruments import written
from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, row
from game.session.view.console import Line, Span, Tone
from game.session.vocabulary import Candidate, component_candidate

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "queue",
    (SERVICE,),
    "Ask for the queue",
    "Shows how many requests wait in a service, what comes in, and how much work is done for clients that have gone.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return tuple([component_candidate(part) for part in run.region.components.values() if isinstance(part, Service)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = run.region.components[values[0]]
    assert isinstance(part, Service)
    capacity = part.spec.capacity_per_s * part.state.scale
    lines = [
        heading(f"{name_of(run, part.id)}  room for {part.spec.bound:,.0f} requests, serves {capacity:,.0f} a second")
    ]
    for metric in part.metrics:
        if not metric.hidden:
            value = run.region.history(part.id, metric.id)[-1]
            lines.append(row(f"  {metric.label:<28}", Span(f"{written(value, metric.unit):>10}", Tone.STRONG)))
    for name, client, resolved, held, success in zip(
        part.names, part.clients, part.state.resolved, part.state.held, part.state.success, strict=True
    ):
        finds = f"{min(1.0, resolved + held) * 100:.0f}% find it" if client.through else "need no name"
        lines.append(
            muted(f"  {name:<12} {success * 100:>4.0f}% of calls end well, {finds}, patient for {client.timeout_s:g} s")
        )
    held_by_you = part.held()
    if held_by_you:
        lines.append(row("  = ", Span(held_by_you, Tone.YOU)))
    return tuple(lines)


TOOL = Tool(SPEC, _candidates, _output)
