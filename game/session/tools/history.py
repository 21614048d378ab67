"""`history`: what this team has done so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.handover.seat_memory import BEFORE_YOU, lines_before
from game.session.language.wording import clock_time
from game.session.tools.tool import Tool, declare, muted, nothing, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare("history", (), "Look back", "Shows what this team has done so far, and when each action was done.")


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    del values
    zero = run.scenario.zero
    lines: list[Line] = []
    before = () if run.handover is None else run.handover.done
    theirs = lines_before(run)
    acts = [(*act, act[0].who, Tone.MUTED) for act in before]
    for place, (said, entry) in enumerate(zip(run.said, run.entries, strict=True)):
        acts.append((said, entry, *((BEFORE_YOU, Tone.MUTED) if place < theirs else (said.who, Tone.YOU))))
    for said, entry, who, hue in acts:
        if said.look:
            continue
        done = ""
        if entry.done_s is not None and entry.done_s > entry.second:
            word = "done" if entry.done_s <= run.second else "will be done"
            done = f"  {word} {clock_time(zero, entry.done_s)}"
        lines.append(
            row(
                Span(clock_time(zero, said.second), Tone.FAINT),
                Span(f"  {who}  ", hue),
                said.line,
                Span(done, Tone.MUTED),
            )
        )
    return tuple(lines) or (muted("Nothing was done so far."),)


TOOL = Tool(SPEC, nothing, _output)
