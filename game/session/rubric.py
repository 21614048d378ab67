"""The rubric: every rule by which a run is judged, once. Score, status page, the game's screen and docs/scoring.md read it."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.call_rules import call_lines


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that earns points. `says` tells when; `next_time` is what to try when points were left."""

    id: str
    of: int
    says: str
    next_time: str


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
    broken_promise: float = -3.0
    harmful_advice: float = -3.0
    silence_per_minute: float = -0.4
    standing_lie_per_minute: float = -0.3
    hidden_cause_per_minute: float = -0.2
    recovery_per_minute: float = 0.1
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
                4,
                "two looks that bear on the trouble before the first change",
                "Look twice before the first change: once as a customer would, once at what the customer needs.",
            ),
            Criterion(
                "cause-proved",
                5,
                "a cause proved by what was read, before the first change (half if after it)",
                "Find the line that proves the cause before changing anything.",
            ),
            Criterion(
                "one-at-a-time",
                6,
                "changes taken one at a time, each done before the next is ordered (none if half of them were not)",
                "Let one change finish before ordering the next, so that its effect can be told apart.",
            ),
            Criterion(
                "verified",
                7,
                "after each change, within fifteen minutes of its end, a look of its own (status, probe, dig, graph, plans, logs, queue, leases, depends) at what was changed, what it needs or what needs it",
                "After each change, look whether it did what was meant: status, dig or probe within fifteen minutes.",
            ),
            Criterion(
                "calibrated",
                2,
                "hypotheses that were as sure as they were right: none for a coin's toss, all for certainty in a true cause; the rest can be had without",
                "Say early what it may be and how sure you are: `hypothesis`. Being unsure and saying so costs nothing.",
            ),
        ),
    ),
    Part(
        "trust",
        "trust",
        (
            Criterion(
                "first-update",
                5,
                "the first public update in time (all points within the level's limit, none at three times that)",
                "Send the first update before knowing the cause: what fails, and when the next one comes.",
            ),
            Criterion(
                "kept-talking",
                5,
                "no silence beyond what was due or promised, as a share of the time in which customers waited",
                "Promise a time that can be kept, and write then even if there is nothing new.",
            ),
            Criterion(
                "truthful",
                6,
                "updates that were true when sent: what fails, what is known, what is stable (none after an all-clear that was not)",
                "Hold each update against the board before publishing: what fails, what is proved, what is stable.",
            ),
            Criterion(
                "trust-left",
                4,
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
                3,
                "changes taken when what they need was true (automation stopped before a record is restored)",
                "Read what an action needs first: stop the automation before repairing what it writes.",
            ),
            Criterion(
                "aimed",
                3,
                "risky changes aimed at something that was looked at in the half hour before",
                "Look at a service before a risky change to it; leave alone what is well.",
            ),
            Criterion(
                "unharmed",
                2,
                "nothing that was well and that customers use was made to fail by a change at it (none after half an hour of it, or three such)",
                "Leave alone what is well, however much it might help elsewhere; customers are on it.",
            ),
            Criterion(
                "undone",
                2,
                "such harm over, or that change answered by another, within fifteen minutes",
                "When a change hurts what was well, take it back first and think then.",
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

CAPS = (
    Cap("nothing-done", 20, "nothing was changed and nobody was told"),
    Cap("spray", 49, "five risky changes or more hit what nobody had looked at"),
    Cap("not-over", 54, "customers were not well again at the end"),
    Cap("blind", 69, "no look at the trouble came before the first change"),
    Cap("method", 69, "conduct is below 50 of 100"),
    Cap("silent", 69, "customers were never told anything"),
    Cap("false-all-clear", 69, "it was declared over too early"),
    Cap("all-at-once", 69, "most of six or more changes began while another ran"),
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
HARM_MIN = 30.0
COIN_TOSS = 0.25  # what the squared error of a confidence is worth nothing from
TRUST_GONE = 2 / 9  # of what there was at first
RESERVE = 2
IDLE_AT_MOST = 5


def grade_of(total: int) -> str:
    """The grade for a total of 0 to 100."""
    for least, grade in GRADES:
        if total >= least:
            return grade
    return GRADES[-1][1]


def grades() -> str:
    """Which grade there is from how many points on, in a sentence."""
    return "Grades: " + ", ".join([f"{grade} from {least}" for least, grade in GRADES]) + "."


AXES = (
    "Two axes are kept apart: **impact** (the first part, scaled to 0 to 100) and **conduct** (the other four together,",
    "scaled to 0 to 100). The total is the sum of all parts. Refused lines are never counted.",
)
"""What the parts add up to, in lines of Markdown."""
CEILINGS = "Speed never outranks method. These ceilings hold whatever the parts add up to:"


def as_markdown() -> str:
    """The rubric as docs/scoring.md holds it."""
    lines = [
        "# Scoring",
        "",
        "Generated from `game/session/rubric.py`; do not edit. This writes it anew:",
        "`python -c \"from game.session import rubric; open('docs/scoring.md', 'w').write(rubric.as_markdown())\"`",
        "",
        *AXES,
        "",
        "| part | points | for |",
        "|---|---|---|",
    ]
    for part in PARTS:
        lines.append(f"| **{part.label}** | **{part.of}** | |")
        lines.extend([f"| | {criterion.of} | {criterion.says} |" for criterion in part.criteria])
    lines += [
        "",
        CEILINGS,
        "",
        "| at most | when |",
        "|---|---|",
    ]
    lines.extend([f"| {cap.total} ({grade_of(cap.total)}) | {cap.says} |" for cap in CAPS])
    lines += ["", grades(), "", *_hint_lines(), ""]
    lines += [*_trust_lines(), *call_lines()]
    return "\n".join(lines) + "\n"


def trust_says() -> tuple[str, ...]:
    """What trust is and what it does, in lines."""
    rules = TRUST
    return (
        "Trust runs from 0 to 100. Each public update is held against the region as it truly is at that moment, and",
        "against the clock: when the first one is due and how often they come is part of the level.",
        f"Whoever takes over in the middle of a night finds trust as it was left, at least {LEAST_TRUST_HANDED_OVER:g}.",
        f"Below {rules.distrust_below:g}, customers try harder (up to {1 + rules.distrust_pressure:g} times as often at 0), and every retry is load.",
    )


def trust_rows() -> tuple[tuple[str, str], ...]:
    """What trust gains or loses, and for what."""
    rules = TRUST
    return (
        (
            f"{rules.in_time:+g}",
            f"an update in time (its share if the last was less than {rules.full_credit_after_s // 60} minutes ago)",
        ),
        (f"{rules.scope_right:+g}", "it names what fails for customers, all of it and nothing else (same share)"),
        (f"{rules.cause_told:+g}", "it names, for the first time, a cause that is true and proved"),
        (f"{rules.left_out:+g}", "at worst, for failing services left out, by how much they fail"),
        (f"{rules.wrongly_named:+g}", "at worst, for healthy services named as failing"),
        (f"{rules.cause_guessed:+g}", "a cause that is true but that nothing read so far proves"),
        (f"{rules.cause_wrong:+g}", "a cause that is not one"),
        (f"{rules.identified_without_cause:+g}", '"identified" without a cause'),
        (
            f"{rules.monitoring_early:+g}",
            f'"monitoring" before all was well for {rules.monitoring_stable_s // 60} minutes, with more than half repaired',
        ),
        (f"{rules.monitoring_too_early:+g}", '"monitoring" while more than half of what failed at worst still fails'),
        (f"{rules.resolved_too_early:+g}", '"resolved" before all was well for as long as the level asks'),
        (f"{rules.no_promise:+g}", "no time for the next update, unless it is over"),
        (f"{rules.broken_promise:+g}", "a promised time that passes"),
        (f"{rules.harmful_advice:+g}", 'advice that adds load, such as "keep retrying"; customers follow it'),
        (f"{rules.silence_per_minute:+g} a minute", "an update is overdue and customers are cut off"),
        (f"{rules.standing_lie_per_minute:+g} a minute", '"monitoring" or "resolved" stands there and is not true'),
        (
            f"{rules.hidden_cause_per_minute:+g} a minute",
            f"a proved cause is kept back for more than {rules.hide_at_most_s // 60} minutes",
        ),
        (
            f"{rules.recovery_per_minute:+g} a minute",
            "nothing is overdue and the last update was true, up to where trust began",
        ),
    )


def _hint_lines() -> list[str]:
    costs = ", ".join([f"{cost:g}" for cost in HINT_COSTS])
    return [
        "## Hints",
        "",
        "In practice hints are free. In a rated night the four rungs of a hint (where to look, what to compare, what it",
        f"means, what to do) cost {costs} points, each once for each objective, at most {HINTS_AT_MOST} in all. They come off",
        f"{HINTS_COME_OFF}, as far as there are points.",
    ]


def _trust_lines() -> list[str]:
    return [
        "## Trust",
        "",
        *trust_says(),
        "",
        "| points | for |",
        "|---|---|",
        *[f"| {points} | {what} |" for points, what in trust_rows()],
    ]
