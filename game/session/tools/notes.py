"""`notes`: what those who sat there before have left for you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.handover.handover_text import console_lines
from game.session.language.wording import clock_time
from game.session.tools.tool import Tool, declare, muted, nothing
from game.session.view.console import Line

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "notes",
    (),
    "Read the handover note",
    "Shows the note that the shift before you left, and those before it.",
    aliases=(("note",), ("handover", "notes")),
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    del values
    lines: list[Line] = []
    for note in reversed(run.handover_notes):
        lines += [*console_lines(note, clock_time(run.scenario.zero, note.second)[:5]), muted("")]
    return tuple(lines[:-1]) or (muted("Nobody has left a note in this run."),)


TOOL = Tool(SPEC, nothing, _output)
