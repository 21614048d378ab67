"""What the status page keeps from one moment to the next, and how each piece of it moves on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.words import Sentence
from game.session.telling.judgement import Finding, Measure, Truth
from game.session.telling.owed import NOTHING_OWED, CauseKnown, Lack, Scope
from game.session.view.telling import Post, PostState


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was made of one update: the points by finding, and trust before and after."""

    number: int
    second: int
    state: PostState
    truthful: bool
    in_time: bool
    findings: tuple[tuple[str, float], ...]
    trust_before: float
    trust_after: float


@dataclass(frozen=True, slots=True)
class NotSo:
    """A word of update `number` that was not so when it was published: what was claimed, and what was true instead."""

    number: int
    second: int
    claim: Sentence
    true: Sentence


@dataclass(frozen=True, slots=True)
class Harm:
    """When a service was hurt: since when it is now (None if it is not), and the last second at which it was."""

    service: str
    since_s: int | None
    last_s: int


@dataclass(frozen=True, slots=True)
class ChannelState:
    """Everything that changes, but for the trust column. Immutable: a mark is the state and the column's length.

    `waited_s` counts the seconds since the page in which customers were cut off, `silent_s` those of them in which an
    update was overdue. `worst` is the most that failed at
    once, all services added up. `untrue_since_s` is set while a "monitoring" or "resolved" stands there and is not true.
    """

    trust: float
    second: int | None = None
    page_s: int | None = None
    posts: tuple[Post, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    causes_told: tuple[str, ...] = ()
    causes_known: tuple[tuple[str, int], ...] = ()
    harms: tuple[Harm, ...] = ()
    hurt: bool = False
    worst: float = 0.0
    scope_checked: bool = False
    promise_broken: bool = False
    untrue_since_s: int | None = None
    advice_until_s: int | None = None
    waited_s: int = 0
    silent_s: int = 0
    scope: Scope = NOTHING_OWED


@dataclass(frozen=True, slots=True)
class Telling:
    """The status page's part of a run's record. `curve` holds trust once a minute, `found` what there was at first.

    `not_so` are the words that were not so, whatever they cost. `lacks` is what updates left out or had wrong, `scope` how much
    of what failed was named, `causes` the causes that were known, `names` what services are called.
    """

    posts: tuple[Post, ...]
    judgements: tuple[Judgement, ...]
    page_s: int | None
    first_due_s: int | None
    ever_hurt: bool
    waited_s: int
    silent_s: int
    trust: float
    curve: tuple[float, ...]
    found: float
    not_so: tuple[NotSo, ...] = ()
    lacks: tuple[Lack, ...] = ()
    scope: Scope = NOTHING_OWED
    causes: tuple[CauseKnown, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody finds who reads the status page now: what it claims, whether that is true, how old it is, how late the next.

    `state` and `age_s` are None while nothing was published; `overdue_s` is 0 while nothing is overdue.
    """

    state: PostState | None
    true: bool
    age_s: int | None
    overdue_s: int


class Running:
    """A channel's state while time passes: what every tick moves stands here, and goes into the state when somebody asks."""

    __slots__ = (
        "_hurt",
        "fresh",
        "scope",
        "second",
        "silent_s",
        "state",
        "trust",
        "untrue_since_s",
        "waited_s",
        "worst",
    )

    def __init__(self, state: ChannelState) -> None:
        self.state = state  # but for what follows
        self.trust, self.second, self.worst = state.trust, state.second, state.worst
        self.untrue_since_s = state.untrue_since_s
        self.waited_s, self.silent_s, self.scope = state.waited_s, state.silent_s, state.scope
        self._hurt = tuple([harm.service for harm in state.harms if harm.since_s is not None])
        self.fresh = True  # whether the state says so too

    def pass_to(self, second: int, truth: Truth, measure: Measure) -> bool:
        """Time has passed up to a second, at which this is the truth. Whether anybody is hurt."""
        self.fresh = False
        hurt: list[str] = []
        total, at = 0.0, measure.hurt_at
        for service, share in truth.failing:
            if share >= at:
                hurt.append(service)
                total += share
        names = tuple(hurt)
        if names != self._hurt:
            harms = harms_now(self._harms(), names, second)
            self.state = replace(self.state, harms=harms)
            self._hurt = names
        if names and not self.state.hurt:
            self.state = replace(self.state, hurt=True)
        self.second = second
        self.worst = max(self.worst, total)
        return bool(names)

    def _harms(self) -> tuple[Harm, ...]:
        """Who is hurt and who was; those who are hurt are so until now."""
        second, harms = self.second, self.state.harms
        if second is None or not self._hurt:
            return harms
        return tuple([Harm(harm.service, harm.since_s, second) if harm.since_s is not None else harm for harm in harms])

    def settled(self) -> ChannelState:
        """All of it."""
        if not self.fresh:
            self.state = replace(
                self.state,
                trust=self.trust,
                second=self.second,
                worst=self.worst,
                untrue_since_s=self.untrue_since_s,
                waited_s=self.waited_s,
                silent_s=self.silent_s,
                scope=self.scope,
                harms=self._harms(),
            )
            self.fresh = True
        return self.state


def clamped(trust: float) -> float:
    """Trust within its bounds."""
    return min(100.0, max(0.0, trust))


def too_early(findings: tuple[Finding, ...]) -> bool:
    """Whether an update claims that it is over, or nearly, while it is not."""
    return any(finding.id in ("monitoring_too_early", "resolved_too_early") for finding in findings)


def judgement_of(post: Post, findings: tuple[Finding, ...], before: float, after: float) -> Judgement:
    return Judgement(
        post.number,
        post.second,
        post.state,
        not any(finding.untrue for finding in findings),
        not any(finding.id == "late" for finding in findings),
        tuple([(finding.id, finding.points) for finding in findings]),
        before,
        after,
    )


def harms_now(harms: tuple[Harm, ...], hurt: tuple[str, ...], second: int) -> tuple[Harm, ...]:
    """Who is hurt at this second, and who was."""
    if not harms and not hurt:
        return harms
    known = [harm.service for harm in harms]
    kept = [
        Harm(harm.service, second if harm.since_s is None else harm.since_s, second)
        if harm.service in hurt
        else replace(harm, since_s=None)
        for harm in harms
    ]
    return (*kept, *[Harm(service, second, second) for service in hurt if service not in known])


def known_causes(known: tuple[tuple[str, int], ...], truth: Truth, second: int) -> tuple[tuple[str, int], ...]:
    """True causes that were proved, with the second at which each was first known."""
    have = [cause for cause, _ in known]
    new = [(cause, second) for cause in truth.causes_proved if cause in truth.cause_true and cause not in have]
    return (*known, *new) if new else known


def aged(posts: tuple[Post, ...], second: int) -> tuple[Post, ...]:
    """The last post with its lateness in whole minutes; the same tuple while nothing has changed."""
    if not posts or posts[-1].promise_s is None:
        return posts
    late = max(0, second - posts[-1].promise_s) // 60 * 60
    return posts if late == posts[-1].late_s else (*posts[:-1], replace(posts[-1], late_s=late))


def answered(posts: tuple[Post, ...], second: int) -> tuple[Post, ...]:
    """The posts once another follows: the last one was answered, so late."""
    if not posts:
        return posts
    last = posts[-1]
    late = 0 if last.promise_s is None else max(0, second - last.promise_s)
    return (*posts[:-1], replace(last, answered=True, late_s=late))
