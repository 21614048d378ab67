"""`status [SERVICE]`: the board in words, who is here and what ends the night, or everything that is shown of one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.mechanism import OFF_BY_HAND
from game.engine.readings import State
from game.session import all_clear
from game.session.language.wording import clock_time, duration
from game.session.showing.instruments import seconds_written, written
from game.session.staff.person import YOU
from game.session.tools.tool import SERVICE, Tool, anything, declare, heading, muted, name_of, row, state_span
from game.session.view.board import Responder
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "status",
    (replace(SERVICE, optional=True),),
    "Show the state",
    "Shows what the instruments say of everything, who is here and what ends the night, or all readings of one thing.",
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
        off = len([part for part in parts if part.held() == OFF_BY_HAND and part not in bad])
        tally = f"{layer.name}  {len(parts) - len(bad) - off} of {len(parts)} ok"
        lines.append(heading(f"{tally}, {off} {OFF_BY_HAND}" if off else tally))
        for part in bad:
            lines.append(
                row(
                    "  ",
                    state_span(run.instruments.state(part.id)),
                    f" {name_of(run, part.id):<12}",
                    run.instruments.tile_text(part),
                )
            )
    return (*lines, *_people(run), *_goal(run))


def _goal(run: Run) -> tuple[Line, ...]:
    """What ends the night, and what of it is missing."""
    return (heading("THE END"), *[row(f"  {sentence}") for sentence in all_clear.goal(run)])


def _people(run: Run) -> tuple[Line, ...]:
    """Who is here or on the way, what they have in hand, and how tired they are."""
    people, second = run.people, run.second
    rows = [_person(run, responder) for responder in people.responders(second)]
    return (heading(f"PEOPLE  {people.free(second)} of {people.total(second)} free"), *rows)


def _person(run: Run, responder: Responder) -> Line:
    team = run.people.teams.get(responder.team)
    if responder.arrives_s is not None and responder.arrives_s <= run.second:
        does = "on the way, here any moment now"
    elif responder.arrives_s is not None:
        does = f"on the way, expected at {clock_time(run.scenario.zero, responder.arrives_s)}"
    elif responder.until_s is not None:
        does = f"{responder.doing}, {duration(responder.until_s - run.second)} left"
    else:
        does = "free"
    return row(
        "  ",
        Span(responder.name, Tone.YOU if team is None and responder.name == YOU else Tone.STRONG),
        f" ({team.name}): {does}" if team is not None else f": {does}",
        Span(f", {responder.tired}" if responder.tired else "", Tone.DEGRADED),
    )


def _one(run: Run, component: str) -> tuple[Line, ...]:
    part = run.region.components[component]
    watch = run.instruments.watch(component)
    since = f" for {duration(run.second - watch.since_s)}" if watch.state is not State.OK else ""
    state = Span("no tile", Tone.FAINT) if part.spec.tile is None else state_span(watch.state)
    lines = [row(Span(f"{name_of(run, component)}  ", Tone.STRONG), state, since)]
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


TOOL = Tool(SPEC, anything, _output)
