"""`logs SERVICE [words]`: the newest lines that a component wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.readings import Level
from game.session.tools.tool import SERVICE, Tool, declare, muted, name_of, on_the_board, row
from game.session.view.console import Line, Span, Tone
from game.session.wording import clock_time

if TYPE_CHECKING:
    from game.session.run import Run

NEWEST = 20
_TONES = {Level.INFO: Tone.MUTED, Level.WARN: Tone.DEGRADED, Level.ERROR: Tone.DOWN}

SPEC = declare(
    "logs",
    (SERVICE, Argument("words", ArgumentKind.TEXT, optional=True)),
    "Read the log",
    f"Shows the newest {NEWEST} log lines of a component, or those that hold all of the words.",
    aliases=(("log",),),
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    component = values[0]
    words = values[1].casefold().split() if len(values) > 1 else []
    found = []
    for entry in reversed(run.region.log):
        text = str(entry.text)
        if entry.component == component and all(word in f"{entry.level.value} {text}".casefold() for word in words):
            found.append(entry)
            if len(found) == NEWEST:
                break
    if not found:
        behind = " with these words" if words else ""
        return (muted(f"{name_of(run, component)} wrote no lines{behind} so far."),)
    return tuple(
        [
            row(
                Span(clock_time(run.scenario.zero, entry.second), Tone.FAINT),
                Span(f"  {entry.level.value.upper():<5}  ", _TONES[entry.level]),
                str(entry.text),
            )
            for entry in reversed(found)
        ]
    )


TOOL = Tool(SPEC, on_the_board, _output)
