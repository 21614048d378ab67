"""A player who knows nothing and does what the last rung of each hint says, again and again."""

from __future__ import annotations

from dataclasses import dataclass

from game.content.load import load_level
from game.session.helping.hints import DO, hint_at, urgent
from game.session.run import YOU, Run
from game.session.view.console import ReplyKind

EVERY_S = 20


@dataclass(frozen=True, slots=True)
class Followed:
    """A line that was said because a hint said so."""

    second: int
    objective: str
    line: str
    kind: ReplyKind


def follow(
    level: str, seed: int = 1, *, from_s: int | None = None, every_s: int = EVERY_S
) -> tuple[Run, list[Followed]]:
    """Play a level to its end by the last rung alone, a line every few seconds; with `from_s` doing nothing before it."""
    run = Run(load_level(level), seed)
    told: list[Followed] = []
    if from_s is not None:
        run.advance_to(from_s)
    while not run.ended:
        spec = urgent(run)
        line = "" if spec is None else hint_at(run, spec, DO).line
        if spec is not None and line:
            reply, _ = run.say(line, YOU, run.second, confirmed=True)
            told.append(Followed(run.second, spec.id, line, reply.kind))
        run.advance_to(run.second + max(every_s, run.region.tick_s))
    return run, told
