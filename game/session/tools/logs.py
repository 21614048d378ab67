"""`logs SERVICE [words]`: the newest lines that a component wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.readings import Level, LogLine
from game.session.language.wording import clock_time
from game.session.showing.hidden import Edge
from game.session.tools.tool import SERVICE, Tool, anything, declare, muted, name_of, row
from game.session.view.console import Line, Span, Tone

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


def _newest(run: Run, values: tuple[str, ...]) -> list[LogLine]:
    """The lines that are shown, newest first."""
    component = values[0]
    words = values[1].casefold().split() if len(values) > 1 else []
    found: list[LogLine] = []
    for entry in reversed(run.region.log):
        text = str(entry.text)
        if entry.component == component and all(word in f"{entry.level.value} {text}".casefold() for word in words):
            found.append(entry)
            if len(found) == NEWEST:
                break
    return found


def _meets(run: Run, values: tuple[str, ...]) -> tuple[Edge, ...]:
    """What the shown lines say that it needs."""
    named = dict.fromkeys([value for entry in _newest(run, values) for _, value in entry.text.values])
    return tuple([(values[0], other) for other in named if other in run.region.components])


def _found(run: Run, values: tuple[str, ...]) -> bool:
    """Whether a line is shown: an empty log proves nothing."""
    return bool(_newest(run, values))


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    found = _newest(run, values)
    if not found:
        behind = " with these words" if len(values) > 1 else ""
        return (muted(f"{name_of(run, values[0])} wrote no lines{behind} so far."),)
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


TOOL = Tool(SPEC, anything, _output, meets=_meets, found=_found)
