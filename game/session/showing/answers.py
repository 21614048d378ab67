"""What the game answers when something was done: complete sentences that say what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from game.engine.mechanisms.monitoring import Alarm
from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.all_clear import MOST_NAMES, listed
from game.session.language.wording import clock_time, duration
from game.session.showing.instruments import alarm_text
from game.session.staff.people import YOU, Assignment
from game.session.telling.channel_state import Judgement
from game.session.view.telling import Post

_LOUD = (State.DOWN, State.DEGRADED, State.STALE, State.RECOVERING, State.OK)


def taken(line: str, work: Assignment, second: int, zero: datetime) -> Sentence:
    """Who took work up and when it is done."""
    if work.done_s <= second:
        return say('Done: "{line}" is in force.', line=line)
    done, span = clock_time(zero, work.done_s), duration(work.done_s - second)
    if not work.names:
        return say("Under way; done at {time}, in {span}.", time=done, span=span)
    who = "You" if work.names[0] == YOU else work.names[0]
    others = "".join([f" and {name}" for name in work.names[1:]])
    verb = "is" if who != "You" and not others else "are"
    return say("{who} {verb} at it; done at {time}, in {span}.", who=who + others, verb=verb, time=done, span=span)


def acknowledged(alarms: Sequence[tuple[str, Alarm]], *, first: bool, advised: bool) -> Sentence:
    """Which alarms were taken, as (name, alarm). The first time it says what to read next, if the level has it."""
    loudest = sorted(alarms, key=lambda pair: _LOUD.index(pair[1].state))
    then = " `runbook first-steps` says what comes next." if first and advised else ""
    if len(loudest) == 1:
        name, alarm = loudest[0]
        return say("Acknowledged: {name} {text}.{then}", name=name, text=alarm_text(alarm).rstrip("."), then=then)
    return say("Acknowledged {n} alarms: {names}.{then}", n=len(loudest), names=_counted(loudest), then=then)


def _counted(alarms: Sequence[tuple[str, Alarm]]) -> str:
    """Names of alarms, a few of them and how many alarms more: "Store (2), Login, Banks and 3 more"."""
    count = Counter([name for name, _ in alarms])
    names = list(count)
    if len(names) > MOST_NAMES:
        names = names[: MOST_NAMES - 1]
    left = len(alarms) - sum([count[name] for name in names])
    texts = [f"{name} ({count[name]})" if count[name] > 1 else name for name in names]
    return listed([*texts, f"{left} more"] if left else texts)


def published(post: Post, judged: Judgement, zero: datetime) -> Sentence:
    """That an update is out, what it did to trust, why if trust fell, and what was promised."""
    before, after = int(judged.trust_before + 0.5), int(judged.trust_after + 0.5)
    if after < before:
        trust = say("Trust {before} to {after}: {why}", before=before, after=after, why=post.verdict)
    elif after > before:
        trust = say("Trust {before} to {after}.", before=before, after=after)
    else:
        trust = say("Trust stays at {after}.", after=after)
    if post.promise_s is None:
        return say("Update {number} is published. {trust}", number=post.number, trust=trust)
    return say(
        "Update {number} is published; the next one is promised for {time}. {trust}",
        number=post.number,
        time=clock_time(zero, post.promise_s),
        trust=trust,
    )
