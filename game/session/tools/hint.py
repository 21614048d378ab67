"""`hint`: the next rung of a hint for what is most urgent, computed from the night as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.helping.hints import next_hint
from game.session.helping.objectives import rungs_of
from game.session.judging.record import HintGiven
from game.session.judging.rubric import HINT_COSTS
from game.session.tools.tool import Tool, declare, heading, muted, nothing, row
from game.session.view.console import Line

if TYPE_CHECKING:
    from game.session.run import Run

SPEC = declare(
    "hint",
    (),
    "Ask for a hint",
    "Says where to look, then what to compare, then what it means, then what to do; counted only when a night is rated.",
    aliases=(("hints",), ("tip",), ("help", "me")),
)


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    del values
    hint = next_hint(run)
    if hint.given is None:
        return (row(str(hint.text)),)
    lines = (heading(hint.title), row(str(hint.text)))
    if not run.guidance.rated or hint.given.rung in rungs_of(run.entries, hint.given.objective):
        return lines
    return (*lines, muted(f"This night is rated: the hint costs {HINT_COSTS[hint.given.rung - 1]:g} points."))


def _gives(run: Run, values: tuple[str, ...]) -> HintGiven | None:
    del values
    return next_hint(run).given


def _nothing(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    """A hint looks at no component."""
    del run, values
    return ()


def _proves_nothing(run: Run, values: tuple[str, ...]) -> bool:
    """To be told is not to have looked."""
    del run, values
    return False


TOOL = Tool(SPEC, nothing, _output, _nothing, found=_proves_nothing, gives=_gives)
