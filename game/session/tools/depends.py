"""`depends SERVICE`: what it needs, and what it hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, on_the_board, row, state_span
from game.session.view.console import Line

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "depends",
    (SERVICE,),
    "Show what hangs together",
    "Shows what a service needs, what needs it, and how each of them looks.",
    aliases=(("deps",),),
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    component, relations = values[0], run.relations
    lines: list[Line] = [heading(f"{name_of(run, component)} needs")]
    lines += _tree(run, component, relations.needs, 0, set()) or [muted("  nothing else on the board")]
    lines.append(heading("and is needed by"))
    direct = relations.hits[component]
    lines += [_entry(run, other, 1) for other in direct] or [muted("  nothing else on the board")]
    every = relations.all_hits(component)
    if len(every) > len(direct):
        lines.append(muted(f"  {len(every)} of {len(relations.needs) - 1} in all, counting what follows from those"))
    return tuple(lines)


def _tree(run: Run, component: str, edges: dict[str, tuple[str, ...]], depth: int, seen: set[str]) -> list[Line]:
    lines: list[Line] = []
    for other in edges.get(component, ()):
        lines.append(_entry(run, other, depth + 1))
        if other not in seen and depth < 4:
            seen.add(other)
            lines += _tree(run, other, edges, depth + 1, seen)
    return lines


def _entry(run: Run, component: str, depth: int) -> Line:
    part = run.region.components[component]
    state = run.instruments.state(component)
    label = "  " * depth + name_of(run, component)
    return row(f"{label:<24}", state_span(state), f" {run.instruments.tile_text(part)}")


TOOL = Tool(SPEC, on_the_board, _output)
