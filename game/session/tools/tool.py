"""What a tool is: a declaration, what may stand behind its word, and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import ActionSpec, Argument, ArgumentKind, Risk
from game.engine.readings import State
from game.session.judging.record import HintGiven
from game.session.language.vocabulary import Candidate, component_candidate
from game.session.showing.hidden import Edge
from game.session.showing.instruments import TONES, WORDS
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

CandidatesOf = Callable[["Run", int, tuple[str, ...]], tuple[Candidate, ...]]
OutputOf = Callable[["Run", tuple[str, ...]], tuple[Line, ...]]
EdgesOf = Callable[["Run", tuple[str, ...]], tuple[Edge, ...]]
FoundOf = Callable[["Run", tuple[str, ...]], bool]
HintOf = Callable[["Run", tuple[str, ...]], HintGiven | None]

SERVICE = Argument("SERVICE", ArgumentKind.COMPONENT)


def named_components(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    """The component that the first value names, if it does."""
    return values[:1] if values and values[0] in run.region.components else ()


def no_needs(run: Run, values: tuple[str, ...]) -> tuple[Edge, ...]:
    """The needs that most tools meet."""
    del run, values
    return ()


def something(run: Run, values: tuple[str, ...]) -> bool:
    """Most tools always show something, and be it that nothing is wrong."""
    del run, values
    return True


def no_hint(run: Run, values: tuple[str, ...]) -> HintGiven | None:
    """Most tools show the night, and leave it to the player."""
    del run, values
    return None


@dataclass(frozen=True, slots=True)
class Tool:
    """One word of the console that only looks. `output` may change nothing; `about` are the components that it looks at.

    `meets` are the needs that its output names: whoever reads it knows of them from then on.
    `found` says whether it has anything to show: a look that shows nothing proves nothing.
    `gives` is the hint that its output is, None for all tools but one.
    """

    spec: ActionSpec
    candidates: CandidatesOf
    output: OutputOf
    about: Callable[[Run, tuple[str, ...]], tuple[str, ...]] = named_components
    meets: EdgesOf = no_needs
    found: FoundOf = something
    gives: HintOf = no_hint

    def bound(self, run: Run) -> Callable[[int, tuple[str, ...]], tuple[Candidate, ...]]:
        """Its candidates for one run."""

        def candidates(index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
            return self.candidates(run, index, values)

        return candidates


def declare(
    word: str, arguments: tuple[Argument, ...], title: str, does: str, aliases: tuple[tuple[str, ...], ...] = ()
) -> ActionSpec:
    """The declaration of a tool: like an action's, but it costs nothing."""
    return ActionSpec(f"tool.{word}", (word,), arguments, title, does, 0, 0, Risk.NONE, aliases=aliases)


def on_the_board(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Everything that has a tile, in the first place; nothing in others."""
    del values
    if index > 0:
        return ()
    parts = run.region.components.values()
    return tuple([component_candidate(part) for part in parts if part.spec.tile is not None])


def anything(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Every component in the first place, those on the board before the others; nothing in other places."""
    del values
    if index > 0:
        return ()
    parts = sorted(run.region.components.values(), key=lambda part: part.spec.tile is None)
    return tuple([component_candidate(part) for part in parts])


def nothing(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Candidates of a tool whose words are free."""
    del run, index, values
    return ()


def name_of(run: Run, component: str) -> str:
    """What the board calls a component."""
    tile = run.region.components[component].spec.tile
    return component if tile is None else tile.name


def state_span(state: State, width: int = 10) -> Span:
    """The word for a state in its colour, as wide as a column."""
    return Span(f"{WORDS[state]:<{width}}", TONES[state])


def row(*spans: Span | str) -> Line:
    """A line of several pieces; plain texts are plain."""
    return tuple([span if isinstance(span, Span) else Span(span) for span in spans])


def muted(text: str) -> Line:
    """A line in the background."""
    return (Span(text, Tone.MUTED),)


def heading(text: str) -> Line:
    """A line that stands above others."""
    return (Span(text, Tone.STRONG),)
