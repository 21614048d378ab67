"""What the pages of a debrief share: what happened, what is asked, and what the player has answered so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from game.session.view.aftermath import Debrief
from game.session.view.board import LevelFacts
from game.session.view.review import Answers, FixedNight, Review

CHAIN = "chain"
"""What is told when the pieces are placed, or when the player asks for it."""
LONGEST = 240
"""Characters of the player's own words in one place."""


@dataclass
class Book:
    """One debrief. `keep` is told of every new answer; `changed` when something else is to be drawn.

    `trouble` says why there is no review. `asked` are the things that the player wants told without an answer.
    """

    level: LevelFacts
    journal: str
    keep: Callable[[Answers], None]
    debrief: Debrief | None = None
    review: Review | None = None
    trouble: str = ""
    answers: Answers = field(default_factory=Answers)
    asked: set[str] = field(default_factory=set)
    tries: list[FixedNight] = field(default_factory=list)

    def answer(self, **values: object) -> None:
        """Take an answer, and keep it if it is a new one."""
        answers = replace(self.answers, **values)  # type: ignore[arg-type]
        if answers != self.answers:
            self.answers = answers
            self.keep(answers)

    def can_take_over(self, second: int) -> bool:
        """Whether the night went on after a second, and is kept: then somebody can play on from there."""
        end_s = None if self.debrief is None else self.debrief.end_s
        return bool(self.journal) and (end_s is None or second < end_s)

    # Moments.

    def answered(self, moment: str) -> tuple[int | None, str] | None:
        """The option and the words that were given at a moment; None if it is open."""
        return next(((option, words) for name, option, words in self.answers.moments if name == moment), None)

    def answer_moment(self, moment: str, option: int | None, words: str) -> None:
        """What was given at a moment; nothing at all leaves it open."""
        others = tuple([row for row in self.answers.moments if row[0] != moment])
        given = ((moment, option, words),) if option is not None or words else ()
        self.answer(moments=(*others, *given))

    def tells_moment(self, moment: str) -> bool:
        """Whether it is told by now what was true at a moment."""
        return moment in self.asked or self.answered(moment) is not None

    # The chain of causes.

    @property
    def tells_chain(self) -> bool:
        """Whether the true order may be seen: it was placed or asked for, or there is nothing to place."""
        nothing = bool(self.trouble) or (self.review is not None and not self.review.pieces)
        return nothing or CHAIN in self.asked or self.answers.order is not None
