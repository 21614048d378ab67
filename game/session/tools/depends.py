"""`depends SERVICE`: what it needs, and what it hits, as far as anybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.readings import State
from game.session.language.wording import clock_time
from game.session.showing.instruments import written
from game.session.showing.relations import Edges
from game.session.tools.tool import SERVICE, Tool, anything, declare, heading, muted, name_of, row, state_span
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

DEEPEST = 4
MOST_HITS = 16
_SHOUT = (State.DOWN, State.DEGRADED, State.RECOVERING, State.STALE, State.OK)

SPEC = declare(
    "depends",
    (SERVICE,),
    "Show what hangs together",
    "Shows what a service needs, what needs it, and how each of them looks; below what does not look well, what that needs.",
    aliases=(("deps",),),
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    component, relations = values[0], run.relations
    lines: list[Line] = [heading(f"{name_of(run, component)} needs")]
    lines += _tree(run, component, relations.direct, 0, {component}) or [muted("  nothing else that is known")]
    lines.append(heading("and is needed by"))
    direct = sorted(relations.direct_hits[component], key=lambda other: _SHOUT.index(run.instruments.state(other)))
    lines += [_entry(run, other, 1, found_s=run.hidden.found_s(other, component)) for other in direct[:MOST_HITS]]
    if not direct:
        lines.append(muted("  nothing else that is known"))
    if len(direct) > MOST_HITS:
        lines.append(muted(f"  and {len(direct) - MOST_HITS} more directly"))
    every = relations.all_direct_hits(component)
    if len(every) > len(direct):
        others = len(relations.direct) - 1
        lines.append(muted(f"  {len(every)} of {others} in all, counting what follows from those"))
    return tuple(lines)


def _tree(run: Run, component: str, edges: Edges, depth: int, seen: set[str]) -> list[Line]:
    lines: list[Line] = []
    for other in _visible(run, edges, component):
        lines.append(_entry(run, other, depth + 1, found_s=run.hidden.found_s(component, other)))
        if other not in seen and depth < DEEPEST - 1 and _asks_for_more(run, other):
            seen.add(other)
            lines += _tree(run, other, edges, depth + 1, seen)
    return lines


def _visible(run: Run, edges: Edges, component: str) -> tuple[str, ...]:
    """What a component needs, through whatever shows nothing of itself."""
    found: dict[str, None] = {}
    waiting, seen = list(edges[component]), {component}
    while waiting:
        other = waiting.pop(0)
        part = run.region.components[other]
        if part.spec.tile is not None or run.instruments.metrics(part):
            found[other] = None
        elif other not in seen:
            seen.add(other)
            waiting.extend(edges[other])
    return tuple(found)


def _asks_for_more(run: Run, component: str) -> bool:
    """Whether one wants to know what this needs in turn: it does not look well, or nothing shows how it looks."""
    return run.region.components[component].spec.tile is None or run.instruments.state(component) is not State.OK


def _entry(run: Run, component: str, depth: int, *, found_s: int | None) -> Line:
    part = run.region.components[component]
    label = f"{'  ' * depth + name_of(run, component):<26}"
    found = "" if found_s is None else f"  found {clock_time(run.scenario.zero, found_s)}"
    if part.spec.tile is not None:
        state = state_span(run.instruments.state(component))
        return row(label, state, f" {run.instruments.tile_text(part)}", Span(found, Tone.FAINT))
    metrics = run.instruments.metrics(part)
    shown = [f" {m.label} {written(run.instruments.read(component, m).value, m.unit)}" for m in metrics[:1]]
    return row(label, Span(f"{'no tile':<10}", Tone.FAINT), *shown, Span(found, Tone.FAINT))


TOOL = Tool(SPEC, anything, _output)
