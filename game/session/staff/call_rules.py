"""The rules of the phone: who calls when trust falls, how often, and what a call is worth. Calls and docs/scoring.md read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallRules:
    """Seconds, points of trust, and shares of the trust that there was at first."""

    customers_below: float = 0.94
    director_below: float = 0.78
    heavy_from: float = 3.0  # the weight of a sector from which on its customers have the number of whoever is on call
    hurt_at: float = 0.05  # the share of a sector from which on its customers count it as hurt
    hurt_for_s: int = 900
    overdue_s: int = 300  # so long an overdue update is waited for
    picks_up_s: int = 300  # at most so long from the reason to the call
    rings_s: int = 240
    apart_s: int = 600  # from one call to the next, whoever calls
    apart_spread_s: int = 300  # at most so much longer
    again_s: int = 1800  # until the same one calls again; twice that after each further call
    again_at_most_s: int = 14400
    recent_s: int = 1200  # an update that is no older than this is news to a caller
    answered: float = 1.0
    unanswered: float = -1.0


CALLS = CallRules()


def call_lines() -> list[str]:
    """The part of docs/scoring.md about calls."""
    rules = CALLS
    return [
        "",
        "## Calls",
        "",
        f"Below {rules.director_below:.0%} of the trust that there was at first, the director on call rings. Below "
        f"{rules.customers_below:.0%}, customers",
        f"of sectors that weigh {rules.heavy_from:g} or more ring once they have been hurt for {rules.hurt_for_s // 60} "
        "minutes without the word that was due, or",
        f"against what the last update says. A call rings for {rules.rings_s // 60} minutes; one rings at a time, "
        f"and at most one in {rules.apart_s // 60} minutes.",
        "",
        "| points | for |",
        "|---|---|",
        f"| {rules.answered:+g} | a call answered while the newest update is true and no older than "
        f"{rules.recent_s // 60} minutes, up to where trust began |",
        f"| {rules.unanswered:+g} | a call that nobody answers, once for each caller until they are answered |",
        "| 0 | a call that a true update answers while it rings: callers read the page |",
    ]
