"""`explain TERM`: what a word of the field means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.session.language.vocabulary import Candidate
from game.session.showing.glossary import glossary
from game.session.tools.tool import Tool, declare, heading, muted, row
from game.session.view.console import Line

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "explain",
    # A term may be more than one word, and whatever is typed gets an answer.
    (Argument("TERM", ArgumentKind.TEXT),),
    "Explain a word",
    "Says what a word of the field means, and why it matters on call.",
    aliases=(("what",),),
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del run, values
    return tuple([Candidate(term.term, term.means, term.also) for term in glossary().terms]) if index == 0 else ()


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    del run
    term = glossary().find(values[0])
    if term is None:
        near = glossary().near(values[0])
        meant = f' Did you mean "{near.term}"?' if near is not None else " explain and tab list what is."
        return (muted(f'"{values[0]}" is not in the glossary.{meant}'),)
    lines = [heading(term.term), row(f"  {term.means}"), row(f"  {term.matters}")]
    return (*lines, muted("  Also: " + ", ".join(term.also))) if term.also else tuple(lines)


def _nothing(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    """A word is no component, whatever components are called."""
    del run, values
    return ()


def _proves_nothing(run: Run, values: tuple[str, ...]) -> bool:
    """What a word means says nothing about this night."""
    del run, values
    return False


TOOL = Tool(SPEC, _candidates, _output, _nothing, found=_proves_nothing)
