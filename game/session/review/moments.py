"""The three to five moments of a run that are looked at again: by weight, spread over the night, no two of one second."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.session.review.again import Again
from game.session.review.candidate import Candidate
from game.session.review.doing import harm, longest_wait, turning_points, wrong_turns
from game.session.review.ending import the_end
from game.session.review.facts import Facts
from game.session.review.seeing import first_sign, later_signs, proof
from game.session.review.telling import longest_silence, untrue_word
from game.session.view.review import MomentKind, ReviewMoment

MOMENTS_AT_MOST = 5
MOMENTS_AT_LEAST = 3
OF_A_KIND = 2
NEAR_SHARE = 0.02
"""Two moments within this share of the night stand near each other."""
NEAR_COSTS = 25.0
AGAIN_COSTS = 12.0
LEAST_WEIGHT = 30.0
"""A lighter moment is told only where there are too few."""

SOURCES: tuple[Callable[[Facts], Iterator[Candidate]], ...] = (
    first_sign,
    later_signs,
    proof,
    wrong_turns,
    harm,
    longest_silence,
    untrue_word,
    turning_points,
    longest_wait,
    the_end,
)


def chosen(facts: Facts) -> tuple[Candidate, ...]:
    """The moments of a run, in the order of time."""
    left = [candidate for source in SOURCES for candidate in source(facts)]
    left = [candidate for candidate in left if facts.begin_s <= candidate.second <= facts.end_s]
    kept: list[Candidate] = []
    span_s = max(1, facts.end_s - facts.begin_s)
    while left and len(kept) < MOMENTS_AT_MOST:
        left = [
            it for it in left if all(it.second != other.second for other in kept) and _of(it.kind, kept) < OF_A_KIND
        ]
        best = max(left, key=lambda it: _weight(it, kept, span_s), default=None)
        if best is None or (len(kept) >= MOMENTS_AT_LEAST and _weight(best, kept, span_s) < LEAST_WEIGHT):
            break
        left.remove(best)
        kept.append(best)
    return tuple(sorted(kept, key=lambda it: it.second))


def _of(kind: MomentKind, kept: list[Candidate]) -> int:
    return len([it for it in kept if it.kind is kind])


def _weight(it: Candidate, kept: list[Candidate], span_s: int) -> float:
    """What a moment weighs beside those that were chosen."""
    near = [other for other in kept if abs(other.second - it.second) < NEAR_SHARE * span_s]
    return it.weight - NEAR_COSTS * len(near) - AGAIN_COSTS * _of(it.kind, kept)


def moments(facts: Facts, again: Again) -> tuple[ReviewMoment, ...]:
    """The moments with their boards. The run of `again` stands at the first of them afterwards."""
    found: list[ReviewMoment] = []
    for it in reversed(chosen(facts)):  # going back once is quicker than running from the beginning to each
        found.append(
            ReviewMoment(
                id=f"{it.kind.name.lower().replace('_', '-')}-{it.second}",
                kind=it.kind,
                second=it.second,
                title=str(it.title),
                board=again.board(it.second),
                asks=str(it.asks),
                options=it.options,
                told=tuple([str(said) for said in it.told]),
            )
        )
    return tuple(reversed(found))
