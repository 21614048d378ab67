"""What the fake seat asks in a debrief, and how its nights go with fixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import sleep

from game.session.view.review import Answers, FixCard, FixedNight, MomentKind, Piece, Review, ReviewMoment
from tests.tui.fake_night import debrief
from tests.tui.fake_region import snapshot

FIXES = (
    FixCard(
        "check-at-write",
        "Check for newer plans when writing",
        "An enactor looks again in the batch that writes: a plan older than the active one is dropped.",
        4,
        "DynamoDB",
    ),
    FixCard(
        "spare-live-plan",
        "Never delete the live plan",
        "The clean-up leaves a plan alone that is in use.",
        3,
        "DynamoDB",
    ),
    FixCard(
        "lease-queue", "A short queue for lease work", "Managers turn away at once what would wait too long.", 3, "EC2"
    ),
    FixCard(
        "velocity", "A velocity limit for zone failover", "Only so much of a zone goes away in an hour.", 4, "Edge"
    ),
    FixCard("dashboard", "A dashboard with more on it", "Forty more curves, all in one place.", 2, ""),
    FixCard("second-page", "A second status page", "The same words in another place.", 1, "Communication"),
)


def review() -> Review:
    """Three moments, five pieces, six fixes."""
    return Review(
        moments=(
            ReviewMoment(
                "first-sign",
                MomentKind.FIRST_SIGN,
                540,
                "The first update goes out before the cause is known",
                replace(snapshot("dns"), second=540),
                "What did you take the silence of the enactors for at that moment?",
                (
                    "for health: whoever has nothing to say is well",
                    "for a fault of the monitoring, because half of its readings were old",
                    "I did not look at them then",
                ),
                (
                    "Enactor 2 had stood still for half an hour by then, with a plan in its hand that it had checked only once.",
                    "Its log said so, in one line among four hundred.",
                    "The record was empty from 23:48:08 on; the first graph that showed it came two minutes later.",
                ),
            ),
            ReviewMoment(
                "silence",
                MomentKind.LONGEST_SILENCE,
                2400,
                "Nothing is told to customers for 28 minutes",
                replace(snapshot("storm"), second=2400),
                "What kept you from writing an update here?",
                (
                    "there was nothing new to tell",
                    "hands were full with the repair",
                    "I had forgotten the promise",
                    "the calls were loud enough",
                ),
                (
                    "Trust fell by 14 points in these minutes.",
                    "Forty thousand people asked the same question meanwhile.",
                ),
            ),
            ReviewMoment(
                "turning",
                MomentKind.TURNING_POINT,
                2700,
                "The record is restored",
                replace(snapshot("nlb"), second=2700),
                "What made you sure enough to write the record by hand?",
                ("the answer of dig", "the log of an enactor"),
                (
                    "From here on new connections found their way; those who had cached the empty answer came back within 15 minutes.",
                ),
            ),
        ),
        pieces=(
            Piece("cached", "Resolvers keep the empty answer for up to fifteen minutes.", 60),
            Piece("old-plan", "Enactor 2 writes a plan that it had checked half an hour before.", 1),
            Piece("refuse", "From then on every enactor refuses its work, because the live plan is gone.", 20),
            Piece("delete", "The clean-up deletes that plan while it is live.", 8),
            Piece("slow", "Enactor 2 loses its lock again and again, and falls behind.", -1800),
        ),
        truth=("slow", "old-plan", "delete", "refuse", "cached"),
        leads=(("old-plan", ("slow",)), ("delete", ("old-plan",)), ("refuse", ("delete",)), ("cached", ("delete",))),
        factors=(
            "Nobody was paged when the writers began to differ in what they held.",
            "The clean-up and the writers look at the same plans, and neither asks the other.",
            "NOERROR looks like health to whoever does not read on.",
        ),
        fixes=FIXES,
        weeks=8,
    )


def fixed_night(
    fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool], *, step_s: float = 0.0
) -> FixedNight | None:
    """A night in which half is left for each fix that works; `step_s` is how long each of ten steps of it takes."""
    for step in range(10):
        if cancelled():
            return None
        progress(step / 10)
        sleep(step_s)
    works = [name for name in fixes if name not in ("dashboard", "second-page")]
    share = 0.5 ** len(works)
    mine = debrief().curve
    return FixedNight(
        fixes,
        tuple([value * share for value in mine[: max(10, int(len(mine) * share))]]),
        share,
        int(8000 * share),
        (
            f"{share:.0%} of what was lost in this night is left.",
            "It was well again at 00:55, 83 minutes earlier than in the night as it was.",
            "It did not come to this any more: the record lost its addresses.",
        ),
    )


def what_remains(
    fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> tuple[str, ...] | None:
    """Always the leases."""
    progress(0.5)
    if cancelled():
        return None
    left = [fix for fix in FIXES if fix.id not in fixes]
    return tuple([f'"{fix.title}": 12 % of it would not be lost.' for fix in left[:2]])


ANSWERED = Answers(
    moments=(("first-sign", 1, "and nobody had said that it could lie"), ("silence", 0, "")),
    order=("slow", "delete", "old-plan", "refuse", "cached"),
    fixes=("check-at-write",),
    keep="Stop the automation before the repair.",
    change="Tell customers within five minutes, even if I know little.",
)
"""What somebody answered before."""


class StillDesk:
    """A screen on which nothing happens but that it is remembered: for pages that are drawn alone."""

    running: tuple[str, float] | None = None
    way_back = ""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, notice: str) -> None:
        """Remember it."""
        self.told.append(notice)

    def redraw(self) -> None:
        """Nothing is drawn."""

    def write(self, field: str, text: str) -> None:
        """Nobody types."""

    def run_again(self, fixes: tuple[str, ...], done: Callable[[FixedNight], None]) -> None:
        """Nothing is run."""

    def ask_what_remains(self, fixes: tuple[str, ...], done: Callable[[tuple[str, ...]], None]) -> None:
        """Nothing is run."""

    def play_on(self, second: int) -> None:
        """Nothing is played."""

    def watch_from(self, second: int | None) -> None:
        """Nothing is watched."""

    def play_anew(self) -> None:
        """Nothing is played."""

    def go_on(self) -> None:
        """There is no other page."""
