"""`changes`: what was deployed or altered lately, by others and by this team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.handover.seat_memory import lines_before
from game.session.judging.record import EntryKind
from game.session.language.wording import clock_time
from game.session.tools.tool import Tool, declare, heading, muted, name_of, nothing, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "changes",
    (),
    "Ask what changed",
    "Shows what was deployed or altered lately, by others and by this team.",
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    del values
    zero = run.scenario.zero
    told: list[tuple[int, Line]] = []
    for change in run.scenario.changes:
        if change.at_s <= run.second:
            name = name_of(run, change.component) if change.component in run.region.components else change.component
            told.append(
                (change.at_s, row(Span(clock_time(zero, change.at_s), Tone.FAINT), f"  {name:<12}  {change.text}"))
            )
    before = () if run.handover is None else run.handover.entries
    acts = [("shift before", Tone.PLAIN, entry) for entry in before]
    theirs = lines_before(run)
    acts += [("shift before", Tone.PLAIN, entry) for entry in run.entries[:theirs]]
    acts += [("you", Tone.YOU, entry) for entry in run.entries[theirs:]]
    for who, hue, entry in acts:
        if entry.kind is EntryKind.CHANGE:
            time = Span(clock_time(zero, entry.second), Tone.FAINT)
            told.append((entry.second, row(time, Span(f"  {who:<12}  {entry.line}", hue))))
    if not told:
        return (muted("Nothing was changed lately."),)
    return (heading("Changes, newest last"), *[line for _, line in sorted(told, key=lambda item: item[0])])


TOOL = Tool(SPEC, nothing, _output)
