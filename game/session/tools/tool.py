"""What a tool is: a declaration, what may stand behind its word, and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import ActionSpec, Argument, Risk
from game.session.view import Line
from game.session.vocabulary import Candidate

if TYPE_CHECKING:
    from game.session.run import Run

CandidatesOf = Callable[["Run", int, tuple[str, ...]], tuple[Candidate, ...]]
OutputOf = Callable[["Run", tuple[str, ...]], tuple[Line, ...]]


def named_components(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    """The component that the first value names, if it does."""
    return values[:1] if values and values[0] in run.region.components else ()


@dataclass(frozen=True, slots=True)
class Tool:
    """One word of the console that only looks. `output` may change nothing; `about` are the components that it looks at."""

    spec: ActionSpec
    candidates: CandidatesOf
    output: OutputOf
    about: Callable[[Run, tuple[str, ...]], tuple[str, ...]] = named_components

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


def nothing(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Candidates of a tool whose words are free."""
    del run, index, values
    return ()
