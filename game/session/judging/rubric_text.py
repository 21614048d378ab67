"""The rubric in words: what the game's screen and docs/scoring.md say of it."""

from __future__ import annotations

from game.session.judging.rubric import (
    CAPS,
    GRADES,
    HINT_COSTS,
    HINTS_AT_MOST,
    HINTS_COME_OFF,
    LEAST_TRUST_HANDED_OVER,
    PARTS,
    TRUST,
    grade_of,
)
from game.session.staff.call_rules import call_lines


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
        "Generated from `game/session/judging/rubric.py`; do not edit. This writes it anew:",
        "`python -c \"from game.session.judging import rubric_text; open('docs/scoring.md', 'w').write(rubric_text.as_markdown())\"`",
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
            f"an update in time (its share if the last was less than {rules.full_credit_after_s // 60} minutes ago, and "
            "none where it lacks a promise, a cause that it says is known, or usable words)",
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
        (
            f"{rules.no_promise:+g}",
            f"at worst, for one promised later than it is due: at {rules.no_promise_beyond} times that (after the first "
            f"{rules.strict_for_s // 3600} hours, {rules.reach_later} times as much is in time)",
        ),
        (f"{rules.no_words:+g}", "words that say nothing"),
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
