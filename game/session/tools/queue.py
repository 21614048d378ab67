"""`queue SERVICE`: what waits there, asked of its hosts directly and not of the instruments, and what keeps it waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.language.vocabulary import Candidate, component_candidate
from game.session.showing.queues import facts_of, has_queue
from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

__all__ = ["TOOL", "has_queue"]

SPEC = declare(
    "queue",
    (SERVICE,),
    "Ask for the queue",
    "Shows what waits in a part and for how long, what comes in and gets done, and what keeps the queue up.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    parts = sorted(run.region.components.values(), key=lambda part: part.spec.tile is None)
    return tuple([component_candidate(part) for part in parts if has_queue(part)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = run.region.components[values[0]]
    facts = facts_of(run, part)
    lines = [heading(f"{name_of(run, part.id)}  {facts.about}")]
    lines += [_reading(label, value) for label, value in facts.numbers]
    lines += facts.rows
    lines += [muted(f"  {text}") for text in facts.pace]
    lines += [row("  ", Span(text, Tone.DEGRADED)) for text in facts.telling]
    if facts.hint:
        lines.append(muted(f"  {facts.hint}"))
    held = part.held()
    if held:
        lines.append(row("  = ", Span(held, Tone.YOU)))
    return tuple(lines)


def _reading(label: str, value: str) -> Line:
    return row(f"  {label:<36}", Span(f"{value:>12}", Tone.STRONG))


TOOL = Tool(SPEC, _candidates, _output)
