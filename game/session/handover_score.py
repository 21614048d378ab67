"""What handing over is worth: a note that somebody wrote, with words of their own, each time that the seat passed on."""

from __future__ import annotations

from game.engine.words import Sentence, say
from game.session.case import Case


def handed_over(case: Case) -> tuple[float, Sentence]:
    """The share of the points, and why. All of them where the seat stayed with one player."""
    done = case.record.changeovers
    if not done:
        return 1.0, say("Nobody had to hand over.")
    worth = [0.0 if one.written_s is None else 1.0 if one.words else 0.5 for one in done]
    share = sum(worth) / len(worth)
    missing = next((one for one in done if one.written_s is None), None)
    if missing is not None:
        return share, say(
            "Nobody wrote a note for the shift that came at {time}.", time=case.record.wall(missing.second)
        )
    silent = next((one for one in done if not one.words), None)
    if silent is not None:
        return share, say("The note for {time} had no words of its own.", time=case.record.wall(silent.second))
    return 1.0, say("A note in your words went with the seat.")
