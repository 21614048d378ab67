"""`status [SERVICE]`: the board in words, or everything that is shown of one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.readings import State
from game.session.instruments import seconds_written, written
from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, on_the_board, row, state_span
from game.session.view.console import Line, Span, Tone
from game.session.wording import duration

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "status",
    (replace(SERVICE, optional=True),),
    "Show the state",
    "Shows what the instruments say of everything, or all readings of one thing.",
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    return _one(run, values[0]) if values else _all(run)


def _all(run: Run) -> tuple[Line, ...]:
    lines: list[Line] = []
    for layer in run.scenario.layers:
        parts = [
            part
            for part in run.region.components.values()
            if part.spec.tile is not None and part.spec.tile.layer == layer.id
        ]
        bad = [part for part in parts if run.instruments.state(part.id) is not State.OK]
        lines.append(heading(f"{layer.name}  {len(parts) - len(bad)} of {len(parts)} ok"))
        for part in bad:
            lines.append(
                row(
                    "  ",
                    state_span(run.instruments.state(part.id)),
                    f" {name_of(run, part.id):<12}",
                    run.instruments.tile_text(part),
                )
            )
    return tuple(lines)


def _one(run: Run, component: str) -> tuple[Line, ...]:
    part = run.region.components[component]
    watch = run.instruments.watch(component)
    since = f" for {duration(run.second - watch.since_s)}" if watch.state is not State.OK else ""
    lines = [row(Span(f"{name_of(run, component)}  ", Tone.STRONG), state_span(watch.state), since)]
    if part.spec.about:
        lines.append(muted(part.spec.about))
    held = part.held()
    if held:
        lines.append(row("  = ", Span(held, Tone.YOU)))
    for metric in run.instruments.metrics(part):
        reading = run.instruments.read(component, metric)
        word = part.reading_text() if part.spec.tile is not None and metric.id == part.spec.tile.metric else ""
        lines.append(
            row(
                f"  {metric.label:<28}",
                Span(f"{word or written(reading.value, metric.unit):>10}", Tone.STRONG),
                Span(f"   read {seconds_written(float(reading.age_s))} ago", Tone.FAINT),
            )
        )
    return tuple(lines)


TOOL = Tool(SPEC, on_the_board, _output)
