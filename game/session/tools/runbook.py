"""`runbook [TOPIC]`: what somebody wrote down for a night like this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.session import all_clear
from game.session.language.vocabulary import Candidate
from game.session.tools.tool import Tool, declare, heading, muted, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

END = "end"
"""The page about the end of the night; what the level asks for stands above its lines."""

SPEC = declare(
    "runbook",
    (Argument("TOPIC", ArgumentKind.WORD, optional=True),),
    "Open the runbook",
    "Lists the pages of the runbook, or opens one.",
    aliases=(("rb",),),
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return tuple([Candidate(topic, page.title) for topic, page in run.scenario.runbook])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    pages = run.scenario.runbook
    if not pages:
        return (muted("The runbook is empty."),)
    if not values:
        listed = [row(Span(f"  {topic:<14}", Tone.STRONG), page.title) for topic, page in pages]
        return (heading("Runbook"), *listed)
    page = dict(pages)[values[0]]
    wanted = all_clear.goal(run) if values[0] == END else ()
    return (heading(page.title), *[row(f"  {text}") for text in (*wanted, *page.lines)])


TOOL = Tool(SPEC, _candidates, _output)
