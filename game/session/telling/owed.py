"""What customers were owed by the updates and did not get: counted while time passes, and kept for each update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.words import Sentence
from game.session.judging.rubric import TRUST
from game.session.telling.judgement import LACKING, Finding, Measure, Truth
from game.session.view.telling import Post, PostState

KEPT = (*LACKING, "wrongly_named")
"""Findings that the score counts by how much of an update they concern."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What update `number` lacked or had wrong: the finding, how much of the update it concerns (0 to 1), and its sentence."""

    number: int
    second: int
    id: str
    share: float
    text: Sentence


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of what failed was named on the page, from when all of it was due.

    `owed` adds up the failing shares of services times seconds, `missed` that part of it which the page did not name;
    `left_s` holds the seconds for which each service failed unnamed, in the order in which they were first left out.
    """

    owed: float = 0.0
    missed: float = 0.0
    left_s: tuple[tuple[str, int], ...] = ()


NOTHING_OWED = Scope()


@dataclass(frozen=True, slots=True)
class Hurt:
    """What is so while time passes: the region, since when each service is hurt, and the update that stands on the page."""

    truth: Truth
    since: dict[str, int]
    last: Post | None


@dataclass(frozen=True, slots=True)
class CauseKnown:
    """A true cause that was proved: since when that is known, and when customers were told of it first, or None."""

    label: str
    known_s: int
    told_s: int | None


def lacks(post: Post, findings: tuple[Finding, ...]) -> tuple[Lack, ...]:
    """What an update lacked, of everything that was found about it."""
    return tuple(
        [Lack(post.number, post.second, found.id, found.share, found.text) for found in findings if found.id in KEPT]
    )


def scope_after(scope: Scope, passed_s: int, now: Hurt, every_s: int, measure: Measure) -> Scope:
    """So much time passed, and this is how things were in it; an update is due every `every_s`.

    What began to fail after the last update is not missed before the next one is due.
    """
    truth, last = now.truth, now.last
    left = dict(scope.left_s)
    owed, missed = scope.owed, scope.missed
    for service, share in measure.hurt(truth):
        begun_s = now.since.get(service, truth.second)
        if last is not None and begun_s > max(last.second - TRUST.notice_s, truth.second - every_s):
            continue
        owed += share * passed_s
        if last is None or last.state is PostState.RESOLVED or service not in last.services:
            missed += share * passed_s
            left[service] = left.get(service, 0) + passed_s
    return Scope(owed, missed, tuple(left.items()))


def causes_known(
    known: tuple[tuple[str, int], ...], posts: tuple[Post, ...], labels: Mapping[str, str], hurt_until_s: int
) -> tuple[CauseKnown, ...]:
    """Every cause that was proved while customers were still hurt, with the time at which it was told.

    What is learned of a cause that hurts nobody (any more) is for the report.
    """
    return tuple(
        [
            CauseKnown(
                labels.get(cause, cause), second, next((post.second for post in posts if post.cause == cause), None)
            )
            for cause, second in known
            if second <= hurt_until_s
        ]
    )
