"""The end of the night: whether it can be declared over, what stands in the way if not, and what saying so would cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.words import Sentence, say
from game.session.judging.rubric import TRUST
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run

MOST_NAMES = 4


def can_end(run: Run) -> bool:
    """Whether `resolve` ends the night now: somebody was paged, and the goal has held for as long as the level asks."""
    return not run.ended and run.pager.state.first_alarm_s is not None and run.ledger.is_over


def offered(run: Run) -> bool:
    """Whether the game itself says so. A night in which nothing went wrong is left to the player's own judgement."""
    return can_end(run) and run.ledger.state.trouble_s is not None


def goal_components(run: Run) -> tuple[str, ...]:
    """What the level's goal looks at, in the order of the level, each once."""
    return tuple(dict.fromkeys([condition.component for condition in run.scenario.goal.healthy]))


def goal(run: Run) -> tuple[Sentence, Sentence]:
    """What has to be well for how long, and what is not well now, as far as instruments and switches show that.

    Whatever the level's goal looks at, nobody outside may be hurt.
    """
    names: dict[str, None] = {}
    bad: dict[str, None] = {}
    for condition in run.scenario.goal.healthy:
        part = run.region.components[condition.component]
        metric = next(metric for metric in part.metrics if metric.id == condition.metric)
        name = run.instruments.name_of(part.id)
        if metric.hidden:
            name = f"{name} ({metric.label})"
            holds = not part.held() or condition.holds(run.region.history(part.id, metric.id)[-1])
        else:
            value = run.instruments.read(part.id, metric).value
            holds = value is None or condition.holds(value)
        names[name] = None
        if not holds:
            bad[name] = None
    services, sectors = _hurt(run)
    bad |= dict.fromkeys(services or sectors)
    wanted = say(
        "The night can be ended when {names} {verb} been well for {minutes} min, and nobody outside is cut off.",
        names=_all_of(list(names)),
        verb="have" if len(names) > 1 else "has",
        minutes=-(-run.ledger.hold_s // 60),
    )
    if bad:
        return wanted, say("Not well now: {names}.", names=listed(list(bad)))
    if can_end(run):
        return wanted, say("It has: `resolve` ends the night.")
    return wanted, say("By the instruments all of it is well now.")


def _hurt(run: Run) -> tuple[list[str], list[str]]:
    """The services, and the sectors of customers, that the instruments show as hurt, each the worst first."""
    return _shown_hurt(run, run.public), _shown_hurt(run, run.ledger.sectors)


def _shown_hurt(run: Run, parts: Sequence[Mechanism[Any, Any]]) -> list[str]:
    shown = [(part, run.instruments.read(part.id, part.metrics[0]).value) for part in parts]
    hurt_at = run.scenario.channel.hurt_at
    hurt = [(part, value) for part, value in shown if value is not None and value >= hurt_at]
    return [run.instruments.name_of(part.id) for part, _ in sorted(hurt, key=lambda pair: -pair[1])]


def news(run: Run) -> Sentence | None:
    """What the feed says in the very tick in which the goal has held for long enough; None in all others."""
    since = run.ledger.well_since_s()
    if since is None or not offered(run) or run.second - since - run.region.tick_s >= run.ledger.hold_s:
        return None
    names = _goal_names(run)
    return say(
        "{names} {verb} been well for {minutes} minutes. `resolve` ends the night.",
        names=listed(names) or "Everything",
        verb="have" if len(names) > 1 else "has",
        minutes=run.ledger.hold_s // 60,
    )


def obstacle(run: Run) -> Sentence:
    """Why it is not over: what the board still shows as hurt, by name, or for how long the goal has been well. A clause."""
    ledger = run.ledger
    services, sectors = ([], []) if ledger.healthy else _hurt(run)
    if services:
        verb = "fails" if len(services) == 1 else "fail"
        return say("{names} still {verb} for customers", names=listed(services), verb=verb)
    if sectors:
        verb = "is" if len(sectors) == 1 else "are"
        return say("{names} {verb} still cut off", names=listed(sectors), verb=verb)
    names = _goal_names(run)
    return say(
        "{names} {verb} been well for {held} of {hold} minutes",
        names=listed(names) or "what ends the night",
        verb="have" if len(names) > 1 else "has",
        held=ledger.held_for_s() // 60,
        hold=-(-ledger.hold_s // 60),
    )


def question(run: Run) -> Sentence:
    """What is asked back before the end is declared too early, inside or to the public."""
    cost = int(min(-TRUST.resolved_too_early, run.channel.trust) + 0.5)
    return say(
        "It is not over: {obstacle}. Customers will hear that it is, which costs {cost} points of trust, and the night goes on.",
        obstacle=obstacle(run),
        cost=cost,
    )


def untold(run: Run) -> Sentence | None:
    """What is asked back before the night is ended while the last word to customers is another one; None if it is not."""
    posts = run.channel.posts
    if not posts or posts[-1].state is PostState.RESOLVED:
        return None
    return say(
        "Customers were not told that it is over: the last word to them is {state}. The night ends with that.",
        state=posts[-1].state.value,
    )


def last_look(run: Run, *, ends: bool) -> Sentence | None:
    """What is asked back before it is declared over, truly but with something left: to customers or, with `ends`, for good.

    None if customers know and no alarm is up.
    """
    alarms, words = alarms_up(run), untold(run) if ends else None
    if alarms is None:
        return words
    if words is not None:
        return say("{alarms}. {words}", alarms=alarms, words=words)
    if ends:
        return say("{alarms}. The night ends with that.", alarms=alarms)
    return say("{alarms}. Customers will hear that it is over all the same.", alarms=alarms)


def alarms_up(run: Run) -> Sentence | None:
    """Which alarms are up that something is behind, as a sentence without its end; None if none is."""
    names = standing(run)
    if not names:
        return None
    if len(names) == 1:
        return say("An alarm is still up: {name}", name=names[0])
    return say("Alarms are still up: {names}", names=listed(names))


def standing(run: Run) -> list[str]:
    """What has such an alarm, the newest first."""
    found = dict.fromkeys([alarm.component for alarm in reversed(run.pager.standing())])
    return [run.instruments.name_of(component) for component in found]


def left_by_hand(run: Run) -> Sentence | None:
    """What hands still hold, throttle or keep off, each with how; None if nothing is."""
    parts = [(part, part.held()) for part in run.region.components.values()]
    names = [f"{run.instruments.name_of(part.id)} ({word})" for part, word in parts if word]
    return say("Still set by hand: {names}.", names=listed(names)) if names else None


def _goal_names(run: Run) -> list[str]:
    tiles = [run.region.components[component].spec.tile for component in goal_components(run)]
    return [tile.name for tile in tiles if tile is not None]


def listed(names: list[str]) -> str:
    """Names for a sentence, a few of them and how many more."""
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    return _all_of(names)


def _all_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
