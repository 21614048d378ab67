"""A moment that could be looked at again, with how much it weighs. Its board is taken once it is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.engine.words import Sentence
from game.session.view.review import MomentKind

FORGOTTEN = "I do not remember"
OPTIONS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """`second` is what the board is taken at; `weight` says how much there is to it, around 50."""

    kind: MomentKind
    second: int
    weight: float
    title: Sentence
    asks: Sentence
    options: tuple[str, ...]
    told: tuple[Sentence, ...]


def options(*offered: Sentence | None) -> tuple[str, ...]:
    """What can be answered: the first few of what is offered, each once, and that one does not know any more."""
    texts = list(dict.fromkeys([str(option) for option in offered if option is not None]))
    return (*texts[: OPTIONS_AT_MOST - 1], FORGOTTEN)


def told(*parts: Sentence | Iterable[Sentence] | None) -> tuple[Sentence, ...]:
    """The sentences of what is told, in order."""
    found: list[Sentence] = []
    for part in parts:
        if isinstance(part, Sentence):
            found.append(part)
        elif part is not None:
            found += part
    return tuple(found)
