"""The rubric: every rule by which a run is judged, once. Score, status page, the game's screen and docs/scoring.md read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that earns points. `says` tells when; `next_time` is what to try when points were left.

    `costs` are the points that it can take from the others of its part, at most.
    """

    id: str
    of: int
    says: str
    next_time: str
    costs: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score. The first part is impact, the others together are conduct."""

    id: str
    label: str
    criteria: tuple[Criterion, ...]

    @property
    def of(self) -> int:
        """The most points that this part can give."""
        return sum([criterion.of for criterion in self.criteria])


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling: with `id` true, no more than `total` points are given, whatever the parts say."""

    id: str
    total: int
    says: str


@dataclass(frozen=True, slots=True)
class TrustRules:
    """How customers' trust (0 to 100) moves. Points, and points a minute where the name says so."""

    in_time: float = 3.0
    scope_right: float = 2.0
    cause_told: float = 4.0
    left_out: float = -6.0
    wrongly_named: float = -4.0
    cause_guessed: float = -6.0
    cause_wrong: float = -19.0
    identified_without_cause: float = -4.0
    monitoring_early: float = -2.0
    monitoring_too_early: float = -10.0
    resolved_too_early: float = -25.0
    no_promise: float = -2.0
    no_words: float = -2.0
    broken_promise: float = -3.0
    harmful_advice: float = -3.0
    silence_per_minute: float = -0.4
    standing_lie_per_minute: float = -0.3
    hidden_cause_per_minute: float = -0.2
    recovery_per_minute: float = 0.1
    # Promises of the next update, as multiples of how often one is due.
    reach_later: int = 3  # how far ahead one may be promised once the usual pace no longer holds
    no_promise_beyond: int = 3  # so many times as far ahead as that is no promise any more
    # Spans in seconds.
    hide_at_most_s: int = 3600
    strict_for_s: int = 7200  # the usual pace holds for so long after the first page; afterwards promises do
    full_credit_after_s: int = 600  # updates in quicker succession earn their share of the credit
    notice_s: int = 180  # a service that began to fail so recently is not missed in an update
    aftermath_s: int = 1800  # a service that failed so recently is not wrongly named
    monitoring_stable_s: int = 120
    advice_lasts_s: int = 1800
    # Effects on how hard customers try (1.0 is usual).
    advice_pressure: float = 0.3
    distrust_below: float = 50.0
    distrust_pressure: float = 0.5  # added at trust 0


TRUST = TrustRules()
LEAST_TRUST_HANDED_OVER = 50.0
"""What a shift finds at least, however the one before it left customers."""

PARTS = (
    Part(
        "customers",
        "customers",
        (
            Criterion(
                "impact",
                40,
                "customer-minutes lost, weighed by sector: none of the points at what doing nothing costs, all of them at what the reference play costs",
                "Look for the one thing that everything red needs, and start there.",
            ),
        ),
    ),
    Part(
        "diagnosis",
        "diagnosis",
        (
            Criterion(
                "looked-first",
                3,
                "two looks that bear on the trouble before the first change",
                "Look twice before the first change: once as a customer would, once at what the customer needs.",
            ),
            Criterion(
                "cause-proved",
                4,
                "a cause proved by what was read, before the first change (half if after it)",
                "Find the line that proves the cause before changing anything.",
            ),
            Criterion(
                "one-at-a-time",
                5,
                "changes taken one at a time, each done and looked at before the next is ordered (none if half of them were not)",
                "Let one change finish and look what it did before ordering the next, so that its effect can be told apart.",
            ),
            Criterion(
                "verified",
                6,
                "after each change, within fifteen minutes of its end, a look of its own (status, probe, dig, graph, plans, logs, queue, leases, depends) at what was changed, what it needs or what needs it",
                "After each change, look whether it did what was meant: status, dig or probe within fifteen minutes.",
            ),
            Criterion(
                "calibrated",
                2,
                "hypotheses stated before the first change and before a cause is proved, by a quadratic rule: certainty in a true cause earns all, half of it three quarters; certainty in one that is not true takes as much away, half of it or less never more than others earned",
                "Say early what it may be and how sure you are: `hypothesis`. Being unsure and saying so costs nothing.",
                2,
            ),
        ),
    ),
    Part(
        "trust",
        "trust",
        (
            Criterion(
                "first-update",
                2,
                "the first public update in time (all points within the level's limit, none at three times that)",
                "Send the first update before knowing the cause: what fails, and when the next one comes.",
            ),
            Criterion(
                "kept-talking",
                3,
                "no silence beyond what was due or promised, as a share of the time in which customers waited (none if it was half of it)",
                "Write when the next word is due, even if there is nothing new.",
            ),
            Criterion(
                "promised",
                3,
                "updates that say when the next one comes, within what is due: fully up to that (three times that after two hours), nothing at three times as long; the last one says that it is over, or is followed",
                "End each update with the time of the next, within twenty minutes at first, and say at the end that it is over.",
            ),
            Criterion(
                "scope",
                3,
                "of what failed, from ten minutes after the first page on, the share that the page named; of what was named, the share that had failed, both for as long as no update was overdue (none after an all-clear that was not)",
                "Name every service that fails for customers, and no other: the composer marks what is left out.",
            ),
            Criterion(
                "cause-told",
                3,
                "each proved cause told with the next update (all points within twenty minutes, none at an hour or never; half where none was known while customers were cut off)",
                "Tell the cause with the first update after it is proved.",
            ),
            Criterion(
                "words",
                2,
                "words that say something, and no advice that adds load, such as to keep retrying, as a share of the updates",
                "Say what customers see and what they can do; ask them to pause between attempts.",
            ),
            Criterion(
                "truthful",
                3,
                "updates that were true when sent: what fails, what is known, what is stable (none after an all-clear that was not)",
                "Hold each update against the board before publishing: what fails, what is proved, what is stable.",
            ),
            Criterion(
                "trust-left",
                1,
                "trust that is left at the end, of what there was at first (none at two ninths of it)",
                "Trust comes back with true updates in time.",
            ),
        ),
    ),
    Part(
        "safety",
        "safety",
        (
            Criterion(
                "order",
                2,
                "changes taken when what they need was true (automation stopped before a record is restored)",
                "Read what an action needs first: stop the automation before repairing what it writes.",
            ),
            Criterion(
                "aimed",
                2,
                "risky changes aimed at something that was looked at in the half hour before",
                "Look at a service before a risky change to it; leave alone what is well.",
            ),
            Criterion(
                "unharmed",
                4,
                "nothing that was well was made to fail by a change at it: minutes of failing, its own and those of the services and customers who need it, added up (none after fifteen, or three such)",
                "Leave alone what is well, however much it might help elsewhere; customers are on it.",
            ),
            Criterion(
                "undone",
                2,
                "such harm over, or that change answered by another, within fifteen minutes",
                "When a change hurts what was well, take it back first and think then.",
            ),
            Criterion(
                "kept-on",
                4,
                "safety devices (automatic failover, the DNS automation) kept on until somebody has read in the half hour before that they err, and on again within an hour after they would not any more (none at two hours); half if an early one is on again within fifteen minutes",
                "Read what a safety device goes by before switching it off, and switch it on again as soon as that is right.",
            ),
        ),
    ),
    Part(
        "people",
        "people",
        (
            Criterion(
                "acknowledged",
                1,
                "the page acknowledged within five minutes (none at fifteen)",
                "Acknowledge the page first: it tells everybody that somebody is on it.",
            ),
            Criterion(
                "declared",
                1,
                "a severity declared within fifteen minutes (none at forty-five)",
                "Declare a severity early; it can be lowered later.",
            ),
            Criterion(
                "asked",
                2,
                "help paged within fifteen minutes (none at an hour), where a level has people to page",
                "Page the team that knows the service while still looking; they need time to wake.",
            ),
            Criterion(
                "not-everybody",
                1,
                "people woken who were given something to do; two may wait in reserve",
                "Wake the people whose hands are needed and let the others sleep.",
            ),
            Criterion(
                "handed-over",
                1,
                "a note written whenever the seat passed on (half without words of its own), where it did",
                "Write the note before your shift ends: `handover` with a line on what to mind.",
            ),
        ),
    ),
)

IMPACT = 0.4
"""The weight of impact in the total, of 1; conduct has the rest, however many points its parts hold together."""

CAPS = (
    Cap("nothing-done", 20, "nothing was changed and nobody was told"),
    Cap("spray", 49, "five risky changes or more hit what nobody had looked at"),
    Cap("not-over", 54, "customers were not well again at the end"),
    Cap("blind", 69, "no look at the trouble came before the first change"),
    Cap("method", 69, "conduct is below 50 of 100"),
    Cap("silent", 69, "customers were never told anything"),
    Cap("false-all-clear", 69, "customers or the team were told too early that it is over"),
    Cap("all-at-once", 69, "most of six or more changes began while another ran"),
    Cap("mostly-silent", 69, "an update was overdue for most of the time customers waited"),
    Cap(
        "little-told",
        69,
        "most of the telling lacked two of: promise, scope, cause, words",
    ),
    Cap("harm-standing", 69, "what a change made fail that was well still failed at the end"),
    Cap("half-told", 84, "most of the telling lacked one of: promise, scope, cause, words"),
    Cap("harm", 84, "what was well was hurt: five minutes of it, or by a high risk"),
    Cap("unguarded", 84, "a safety device that nobody had read to err was off at the end"),
    Cap("loose", 84, "conduct is below 90 of 100"),
    Cap("everybody", 94, "more than five people were woken for nothing"),
)

HINTS = Criterion(
    "hints",
    0,
    "hints that were asked for in a rated night",
    "Ask yourself first where a hint would send you: what was not looked at yet, and what do two readings say together?",
)
"""It earns nothing: what hints cost comes off the part that they help with."""
HINT_COSTS = (0.25, 0.25, 0.5, 1.0)
"""Points that the four rungs cost, once for each objective: where to look, what to compare, what it means, what to do."""
HINTS_AT_MOST = 8
HINTS_COME_OFF = "diagnosis"

GRADES = ((95, "A+"), (85, "A"), (70, "B"), (55, "C"), (35, "D"), (0, "E"))

WANTED_LOOKS = 2
VERIFY_WITHIN_S = 900
REPEATED_WITHIN_S = 60
CHECKS = ("status", "probe", "dig", "graph", "plans", "logs", "queue", "leases", "depends")
AIM_WITHIN_S = 1800
SPRAY = 5
METHOD = 50
CARE = 90
ALL_AT_ONCE = 6
HARMS_AT_MOST = 3
HARM_MIN = 15.0
HARM_BIG_MIN = 5.0
BACK_SOON_S = 900
OFF_LONG_S = 3600
OFF_TOO_LONG_S = 7200
CAUSE_HIDDEN_S = 3600
HALF = 0.5
UNSURE = 0.5  # a hypothesis with no more confidence never costs anything below silence
TRUST_GONE = 2 / 9  # of what there was at first
RESERVE = 2
IDLE_AT_MOST = 5


def grade_of(total: int) -> str:
    """The grade for a total of 0 to 100."""
    for least, grade in GRADES:
        if total >= least:
            return grade
    return GRADES[-1][1]
