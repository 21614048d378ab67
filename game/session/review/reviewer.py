"""The review of one run for one player: what is asked, the answers, and the night with fixes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.engine.scenario import Scenario
from game.session.helping.guidance import Guidance
from game.session.keeping.answers_file import AnswersError, read_answers, write_answers
from game.session.replaying.rerun import Played
from game.session.review.again import Again
from game.session.review.chain import leads, mixed, to_order
from game.session.review.contributing import contributing
from game.session.review.facts import Facts
from game.session.review.fixed import Cancelled, FixedNights, Progress, cards
from game.session.review.moments import moments
from game.session.view.review import Answers, FixedNight, Review


class Reviewer:
    """Asks about a night that was played. It runs the night again by itself, so that it can work beside whoever shows it.

    `journal` None keeps answers for as long as this lives.
    """

    def __init__(self, scenario: Scenario, seed: int, guidance: Guidance, played: Played, journal: Path | None) -> None:
        self._scenario = scenario
        self._seed = seed
        self._guidance = guidance
        self._played = played
        self._journal = journal
        self._nights = FixedNights(scenario, seed, played)
        self._answers: Answers | None = None
        self._trouble = ""
        self._asked: Review | None = None

    def review(self) -> Review:
        """All that is asked. Takes as long as the night run again, the first time."""
        answers = self._known()
        if self._asked is None:
            self._asked = self._ask()
        return replace(self._asked, answers=answers, trouble=self._trouble)

    def _ask(self) -> Review:
        again = Again(self._scenario, self._seed, self._guidance, self._played)
        facts = Facts(again.run, again.silences)
        pieces = to_order(facts.pieces, self._scenario)
        factors = contributing(facts)
        return Review(
            moments=moments(facts, again),  # last: the run goes back to them
            pieces=mixed(pieces, self._seed),
            truth=tuple([piece.id for piece in pieces]),
            leads=leads(pieces, self._scenario),
            factors=factors,
            fixes=cards(self._scenario),
            weeks=self._scenario.fix_weeks,
        )

    # Answers.

    def _known(self) -> Answers:
        """The answers so far: those of this debrief, else those that were kept."""
        if self._answers is None:
            self._answers = Answers()
            if self._journal is not None:
                try:
                    self._answers = read_answers(self._journal)
                except AnswersError as error:
                    self._trouble = str(error)
        return self._answers

    def answer(self, answers: Answers) -> str:
        """Keep the answers; "" or why they are kept for now only.

        Where the night could not be looked at again, nobody was shown earlier answers: those stay where there is no new one.
        """
        known = self._known()
        self._answers = answers = answers if self._asked is not None else _onto(known, answers)
        return "" if self._journal is None else write_answers(self._journal, answers)

    # Fixes.

    def fixed_night(self, fixes: tuple[str, ...], progress: Progress, cancelled: Cancelled) -> FixedNight | None:
        """The night with fixes; None if it was cancelled. ValueError with a sentence if they cannot be chosen together."""
        return self._nights.fixed(fixes, progress, cancelled)

    def what_remains(self, fixes: tuple[str, ...], progress: Progress, cancelled: Cancelled) -> tuple[str, ...] | None:
        """What another fix would take away of the rest; None if it was cancelled. ValueError as above."""
        return self._nights.remaining(fixes, progress, cancelled)


def _onto(known: Answers, new: Answers) -> Answers:
    """New answers, and what was known of the rest."""
    moments = {at: (at, option, words) for at, option, words in (*known.moments, *new.moments)}
    return Answers(
        moments=tuple(moments.values()),
        order=known.order if new.order is None else new.order,
        fixes=known.fixes if new.fixes is None else new.fixes,
        keep=new.keep or known.keep,
        change=new.change or known.change,
    )
