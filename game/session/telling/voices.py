"""What customers say while they wait: made from what the board shows of each sector, and from what they were told by then.

Nothing here knows more than the player: a sector that is not seen to fail says nothing. The same night says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.mechanisms.customers import Customers
from game.engine.rng import Draws
from game.engine.words import Sentence, say
from game.session.language.wording import clock_time
from game.session.showing.instruments import written
from game.session.view.telling import Post, PostState, Voice

if TYPE_CHECKING:
    from game.session.run import Run

EVERY_S = 1200
"""A sector speaks at most once in so many seconds."""
SINCE_S = 3 * 3600
MOST = 8
HEARD = 0.05
"""The share of a sector that has to fail before somebody speaks up."""
LONG_S = 1800
"""An update is old to customers after this."""


def voices(run: Run) -> tuple[Voice, ...]:
    """What the sectors said in the last hours, the newest first."""
    said = []
    sectors = [part for part in run.region.components.values() if isinstance(part, Customers)]
    for place, part in enumerate(sectors):
        if part.spec.tile is not None:
            name = part.spec.company or part.spec.tile.name
            draws = Draws(run.seed, part.id, "voices")
            for slot in range(max(0, run.second - SINCE_S - run.region.plan.start_s) // EVERY_S, _slot(run) + 1):
                second = run.region.plan.start_s + slot * EVERY_S + draws.integer(2 * slot, 0, EVERY_S - 1)
                if run.scenario.take_over_s <= second <= run.second:
                    words = _words(run, part, second, (slot + place, draws.integer(2 * slot + 1, 0, 99)))
                    if words is not None:
                        said.append(Voice(second, name, str(words)))
    return tuple(sorted(said, key=lambda voice: (-voice.second, voice.who))[:MOST])


def _slot(run: Run) -> int:
    return max(0, run.second - run.region.plan.start_s) // EVERY_S


def _words(run: Run, part: Customers, second: int, picks: tuple[int, int]) -> Sentence | None:
    """What a sector says at a second; None if it has nothing to say. Sectors take turns with the words that fit."""
    turn, pick = picks
    ago = run.second - second
    failing = run.instruments.value(part.id, "failing", ago) or 0.0
    before = run.instruments.value(part.id, "failing", ago + EVERY_S) or 0.0
    doing = part.spec.does or "work"
    told = [post for post in run.channel.posts if post.second <= second]
    if failing < HEARD:
        return say("We can {doing} again. Thank you.", doing=doing) if before >= HEARD else None
    if pick >= 45 + failing * 100:  # few suffer: not every time somebody writes
        return None
    share = written(failing, next(metric.unit for metric in part.metrics if metric.id == "failing"))
    choices = _told(run, told[-1], second, (doing, share)) if told else _untold(doing, share)
    if failing >= 0.6 and not told:
        choices = (*choices, say("Nobody can {doing}. Is it us or you?", doing=doing))
    return choices[turn % len(choices)]


def _untold(doing: str, share: str) -> tuple[Sentence, ...]:
    return (
        say("Your status page says that all is well. {share} of us cannot {doing}.", share=share, doing=doing),
        say("Is anybody there? {share} of us cannot {doing}.", share=share, doing=doing),
    )


def _told(run: Run, post: Post, second: int, state: tuple[str, str]) -> tuple[Sentence, ...]:
    doing, share = state
    at = clock_time(run.scenario.zero, post.second)[:5]
    if post.state is PostState.RESOLVED:
        return (
            say("Your page says resolved. {share} of us still cannot {doing}.", share=share, doing=doing),
            say("Resolved for whom? We cannot {doing}.", doing=doing),
        )
    if post.promise_s is not None and second > post.promise_s + 60:
        due = clock_time(run.scenario.zero, post.promise_s)[:5]
        return (
            say("You promised word by {due}. We are still waiting.", due=due),
            say("It is past {due}, and your page still says {word}.", due=due, word=post.state.value),
            say("{share} of us cannot {doing}. What of the word for {due}?", share=share, doing=doing, due=due),
            say("Our own customers ask when they can {doing}. What do we tell them?", doing=doing),
            say("We keep loading your page. It was to change by {due}.", due=due),
        )
    if post.state is PostState.MONITORING:
        return (say("You only watch, your page says. {share} of us cannot {doing}.", share=share, doing=doing),)
    if _trust(run, second) < 40:
        return (
            say("We go by our own numbers now; your page does not help us."),
            say("We are moving to another region on our own. Tell us if we had better not."),
        )
    if second > post.second + LONG_S:
        return (say("Your page has said {word} since {at}. Is there news?", word=post.state.value, at=at),)
    if post.cause:
        return (
            say("Good to know what it is. We have told our own customers."),
            say("Thank you for the reason. How long, do you think?"),
        )
    if post.promise_s is not None:
        due = clock_time(run.scenario.zero, post.promise_s)[:5]
        return (
            say("We have read it, and wait for {due}.", due=due),
            say("{share} of us cannot {doing}. We look again at {due}.", share=share, doing=doing, due=due),
        )
    return (say("{share} of us cannot {doing}. When will you say more?", share=share, doing=doing),)


def _trust(run: Run, second: int) -> float:
    """Customers' trust at a second of the past."""
    history = run.channel.history
    tick = len(history) - 1 - (run.second - second) // run.region.tick_s
    return history[tick] if 0 <= tick < len(history) else run.channel.trust
