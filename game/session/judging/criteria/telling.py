"""What customers were told: all that failed and nothing else, when the next word comes, the cause once it was known, usable words."""

from __future__ import annotations

from game.engine.words import Sentence, say
from game.session.judging.case import Case, lasting, minutes_of
from game.session.judging.criteria.answer import Answer, Rule, falling
from game.session.judging.rubric import CAUSE_HIDDEN_S, HALF
from game.session.language.wording import count
from game.session.telling.owed import CauseKnown, Lack
from game.session.view.telling import PostState

SHOWN = 3
"""At most so many services or times in one sentence."""


def _nothing_owed(case: Case) -> Answer | None:
    """The answer where there was nobody to tell, or nobody was told."""
    if not case.record.telling.ever_hurt:
        return 1.0, say("No customer was cut off, so nothing had to be told.")
    if not case.record.telling.posts:
        return 0.0, say("Customers were told nothing.")
    return None


def _of(case: Case, *ids: str) -> list[Lack]:
    return [lack for lack in case.record.telling.lacks if lack.id in ids]


def _times(case: Case, lacks: list[Lack]) -> str:
    shown = [case.record.wall(lack.second) for lack in lacks[:SHOWN]]
    return ", ".join(shown) + (f" and {len(lacks) - SHOWN} more" if len(lacks) > SHOWN else "")


def _listed(names: list[str]) -> str:
    if len(names) > SHOWN:
        names = [*names[: SHOWN - 1], f"{len(names) - SHOWN + 1} more"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _scope(case: Case) -> Answer:
    """What was named of what failed, over the time in which it failed, and of what was named how much failed."""
    nothing = _nothing_owed(case)
    if nothing is not None:
        return nothing
    telling = case.record.telling
    if any("resolved_too_early" in dict(judged.findings) for judged in telling.judgements):
        return 0.0, say("Customers were told that nothing fails any more, while something did.")
    named = 1 - telling.scope.missed / telling.scope.owed if telling.scope.owed > 0.0 else 1.0
    wrong = _of(case, "wrongly_named")
    right = 1 - sum([lack.share for lack in wrong]) / len(telling.posts)
    fresh = 1 - telling.silent_s / max(1, telling.waited_s)  # customers do not go by a page that is overdue
    share = named * right * fresh
    left = sorted(telling.scope.left_s, key=lambda pair: -pair[1])
    names = dict(telling.names)
    if wrong and right < named:
        return share, say(
            "{n} of {all} updates named what had not failed, at {times}.",
            n=len(wrong),
            all=len(telling.posts),
            times=_times(case, wrong),
        )
    if left and left[0][1] >= 60:
        return share, say(
            "What failed was left out: {services}, for up to {minutes} min.",
            services=_listed([names.get(service, service) for service, _ in left]),
            minutes=minutes_of(left[0][1]),
        )
    if fresh < HALF:
        return share, say("What failed was named on a page that was overdue most of the time.")
    return share, say("Updates named what failed, all of it and nothing else.")


def _promised(case: Case) -> Answer:
    nothing = _nothing_owed(case)
    if nothing is not None:
        return nothing
    telling = case.record.telling
    owing = [post for post in telling.posts if post.state is not PostState.RESOLVED]
    if not owing:
        return 1.0, say("No next update had to be promised.")
    without, far = _of(case, "no_promise"), _of(case, "far_promise")
    hanging = _hanging(case)
    lost = sum([lack.share for lack in (*without, *far) if hanging is None or lack.number != len(telling.posts)])
    share = 1 - (lost + (hanging is not None)) / len(owing)
    if without:
        text = say(
            "{n} of {all} updates did not say when the next one comes: {times}.",
            n=len(without),
            all=len(owing),
            times=_times(case, without),
        )
    elif far:
        text = say(
            "{n} of {all} updates promised the next one for too long from then: {times}.",
            n=len(far),
            all=len(owing),
            times=_times(case, far),
        )
    elif hanging is not None:
        text = hanging
    else:
        text = say("Each update said when the next one comes.")
    return share, text


def _hanging(case: Case) -> Sentence | None:
    """What is said of a last update that nothing followed, though something was to follow."""
    last = case.record.telling.posts[-1]
    if last.state is PostState.RESOLVED:
        return None
    if last.promise_s is not None and last.promise_s < case.record.end_s:
        return say("The next word was promised for {time}, and none came.", time=case.record.wall(last.promise_s))
    if case.record.resolved_s is not None:
        return say("It was declared over, and customers were not told so.")
    return None


def _cause_told(case: Case) -> Answer:
    nothing = _nothing_owed(case)
    if nothing is not None:
        return nothing
    end_s, every_s = case.record.end_s, case.scenario.channel.then_every_s
    last_s = case.record.telling.posts[-1].second
    # What was proved shortly before the end, after the last update, had none to stand in.
    owed = [
        one
        for one in case.record.telling.causes
        if one.told_s is not None or one.known_s < max(last_s, end_s - every_s)
    ]
    if not owed:
        if case.trouble and not case.record.telling.causes:
            return 0.5, say("No cause was known while customers were cut off, so none could be told.")
        return 1.0, say("No cause was kept back.")
    shares = [(_told(one, every_s), one) for one in owed]
    share = sum([told for told, _ in shares]) / len(shares)
    worst = min(shares, key=lambda pair: pair[0])[1]
    since = case.record.wall(worst.known_s)
    if worst.told_s is None:
        return share, say(
            "The cause was known from {time} on, and customers were never told: {cause}.", time=since, cause=worst.label
        )
    took = max(0, worst.told_s - worst.known_s)
    if took <= 0:
        return share, say("The cause was told as soon as it was known.")
    return share, say("The cause was told {took} after it was proved.", took=lasting(took))


def _told(cause: CauseKnown, every_s: int) -> float:
    if cause.told_s is None:
        return 0.0
    return min(1.0, max(0.0, falling(cause.told_s - cause.known_s, every_s, CAUSE_HIDDEN_S)))


def _words(case: Case) -> Answer:
    nothing = _nothing_owed(case)
    if nothing is not None:
        return nothing
    all_posts = len(case.record.telling.posts)
    empty, harmful = _of(case, "no_words"), _of(case, "harmful_advice")
    bad = {lack.number for lack in (*empty, *harmful)}
    share = 1 - len(bad) / all_posts
    if harmful:
        return share, say(
            "{n} of {all} updates sent customers back for more without a pause, at {times}.",
            n=len(harmful),
            all=all_posts,
            times=_times(case, harmful),
        )
    if empty:
        return share, say(
            "The words of {n} of {all} updates said nothing that customers could use, at {times}.",
            n=len(empty),
            all=all_posts,
            times=_times(case, empty),
        )
    return share, say("{updates} said what customers see or can do.", updates=count(all_posts, "update", "updates"))


def lacking(case: Case) -> int:
    """How much of what customers wait for was missing from most of what they were told: services, promises, cause, words."""
    if not case.record.telling.ever_hurt:
        return 0
    return len([rule for rule in RULES.values() if rule(case)[0] < HALF])


def mostly_silent(case: Case) -> bool:
    """Whether an update was overdue for most of the time in which customers waited."""
    telling = case.record.telling
    return telling.ever_hurt and 2 * telling.silent_s > telling.waited_s


RULES: dict[str, Rule] = {
    "promised": _promised,
    "scope": _scope,
    "cause-told": _cause_told,
    "words": _words,
}
