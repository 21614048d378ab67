"""`help [WORD]`: every word of the console, or one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.session.language.vocabulary import Candidate
from game.session.language.wording import cost
from game.session.tools.tool import Tool, declare, heading, muted, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

_GROUPS = (("look", "LOOK, which costs nothing"), ("act", "ACT"), ("team", "TEAM"), ("tell", "TELL THE PUBLIC"))

SPEC = declare(
    "help",
    (Argument("WORD", ArgumentKind.WORD, optional=True),),
    "Help",
    "Lists every word of the console, or explains one.",
    aliases=(("?",),),
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    words: dict[str, Candidate] = {}
    for entry in run.grammar.entries:
        words.setdefault(entry.spec.words[0], Candidate(entry.spec.words[0], entry.spec.title))
    return tuple(words.values())


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    topics = run.grammar.topics()
    if not values:
        lines: list[Line] = []
        for group, title in _GROUPS:
            lines.append(heading(title))
            lines += [
                row(f"  {topic.words}", Span(f"  {topic.cost}" if group == "act" else "", Tone.FAINT))
                for topic in topics
                if topic.group == group
            ]
        return (*lines, muted("help WORD explains one of them; Tab completes."))
    found: list[Line] = []
    for entry in run.grammar.entries:
        if entry.spec.words[0] != values[0]:
            continue
        spec = entry.spec
        found += [heading(entry.shape), row(f"  {spec.does}")]
        if entry.part.value != "look":
            found.append(muted(f"  Costs: {cost(spec)}."))
        if needs := run.region.needed(spec):
            found.append(muted(f"  Do it when {needs}."))
        if spec.risk_note:
            found.append(muted(f"  Risk: {spec.risk_note}"))
        if spec.aliases:
            found.append(muted("  Also: " + ", ".join([" ".join(words) for words in spec.aliases])))
    return tuple(found)


TOOL = Tool(SPEC, _candidates, _output)
