"""Fixes after a night: what can be chosen, and the same night with what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from game.engine.fixes import Fix
from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.judging.owners import Owners
from game.session.language.wording import clock_time, count
from game.session.replaying.fixes import choose
from game.session.replaying.remains import (
    NOTHING,
    Further,
    Reruns,
    left_over,
    never_tried,
    next_best,
    share_left,
    told_untested,
)
from game.session.replaying.rerun import Played, Rerun, Skipped, Steps
from game.session.view.review import FixCard, FixedNight

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]
T = TypeVar("T")

WAITS_S = 0.1
"""Real seconds between two looks whether somebody who waits has given up."""
FURTHER_TOLD = 3
"""Other fixes that are told with what they would take away."""


def cards(scenario: Scenario) -> tuple[FixCard, ...]:
    """What a level offers, in its order, with the team that would build it."""
    owners = Owners(scenario)
    return tuple(
        [FixCard(fix.id, fix.spec.title, fix.spec.does, fix.spec.weeks, owners.of_fix(fix)) for fix in scenario.fixes]
    )


class FixedNights:
    """One night with any fixes, each night run once. Threads may ask at the same time; they wait for each other."""

    def __init__(self, scenario: Scenario, seed: int, played: Played) -> None:
        self._scenario = scenario
        self._reruns = Reruns(scenario, seed, played)
        self._lock = Lock()

    def fixed(self, fixes: tuple[str, ...], progress: Progress, cancelled: Cancelled) -> FixedNight | None:
        """The night with fixes; None if it was cancelled. ValueError, a sentence, if they cannot be chosen together."""
        chosen = self._chosen(fixes)
        ids = tuple([fix.id for fix in chosen])
        now = self._alone(self._reruns.run(ids), progress, cancelled)
        base = self._reruns.kept(())
        if now is None or base is None:
            return None
        told = _told(self._scenario, base, now, chosen)
        return FixedNight(ids, now.curve, share_left(base, now), now.well_s, tuple([str(said) for said in told]))

    def remaining(self, fixes: tuple[str, ...], progress: Progress, cancelled: Cancelled) -> tuple[str, ...] | None:
        """Which further fix would take away most of what is left; None if it was cancelled. ValueError as above."""
        ids = tuple([fix.id for fix in self._chosen(fixes)])
        remains = self._alone(self._reruns.remains(ids), progress, cancelled)
        now = self._reruns.kept(ids)
        if remains is None or now is None:
            return None
        if remains.share <= NOTHING:
            return (str(say("Nothing is left that another fix could take away.")),)
        others = [self._further(now, further) for further in remains.further[:FURTHER_TOLD]]
        return (str(next_best(self._scenario, now, remains.further)), *others)

    def _alone(self, steps: Steps[T], progress: Progress, cancelled: Cancelled) -> T | None:
        """Take the steps while nobody else takes any; None if it was cancelled, be it while waiting for them."""
        while not self._lock.acquire(timeout=WAITS_S):
            if cancelled():
                return None
        try:
            return _taken(steps, progress, cancelled)
        finally:
            self._lock.release()

    def _chosen(self, fixes: tuple[str, ...]) -> tuple[Fix, ...]:
        chosen = choose(self._scenario, fixes)
        if isinstance(chosen, Sentence):
            raise ValueError(str(chosen))
        return chosen

    def _further(self, now: Rerun, further: Further) -> str:
        title = next(fix.spec.title for fix in self._scenario.fixes if fix.id == further.fix)
        share = further.saves / now.weighted
        if abs(share) < NOTHING:
            return str(say('"{title}": it would change nothing.', title=title))
        percent = max(1, int(abs(share) * 100 + 0.5))
        if share < 0.0:
            return str(say('"{title}": {percent} % more would be lost.', title=title, percent=percent))
        return str(say('"{title}": {percent} % of it would not be lost.', title=title, percent=percent))


def _taken(steps: Steps[T], progress: Progress, cancelled: Cancelled) -> T | None:
    """Take all steps; None if it was cancelled on the way, and then nothing of it is kept."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            progress(1.0)
            result: T = end.value
            return result
        if cancelled():
            steps.close()
            return None
        progress(done)


def _told(scenario: Scenario, base: Rerun, now: Rerun, chosen: tuple[Fix, ...]) -> list[Sentence]:
    """How much is left, when it was well, what did not happen any more and what did, and which lines fell away."""
    share, *rest = left_over(scenario, base, now)
    untested = never_tried(base, now, chosen)
    still = [failure.what for failure in now.failures]
    gone = [failure.what for failure in base.failures if failure.what not in (*still, *untested)]
    told = [share, *_well(scenario, base, now)]
    if gone:
        told.append(say("It did not come to this any more: {failures}.", failures="; ".join(gone)))
    return [*told, *rest, *told_untested(untested), *_skipped(scenario, base, now)]


def _well(scenario: Scenario, base: Rerun, now: Rerun) -> list[Sentence]:
    if now.well_s is None:
        return []
    if now.well_s <= scenario.take_over_s:
        return [say("It was well from the first minute on.")]
    at = clock_time(scenario.zero, now.well_s)[:5]
    if base.well_s is None:
        return [say("It was well again at {at}; in the night as it was, it was not.", at=at)]
    minutes = (base.well_s - now.well_s) // 60
    if minutes == 0:
        return [say("It was well again at {at}, as in the night as it was.", at=at)]
    later = say("later") if minutes < 0 else say("earlier")
    span = count(abs(minutes), "minute", "minutes")
    return [
        say("It was well again at {at}, {span} {later} than in the night as it was.", at=at, span=span, later=later)
    ]


def _skipped(scenario: Scenario, base: Rerun, now: Rerun) -> list[Sentence]:
    """Lines that had lost their reason, and those that were refused now and not before."""
    known = [(skipped.second, skipped.line) for skipped in base.skipped]
    fresh = [skipped for skipped in now.skipped if (skipped.second, skipped.line) not in known]
    needless = [skipped for skipped in fresh if skipped.needless]
    refused = [skipped for skipped in fresh if not skipped.needless]
    told: list[Sentence] = []
    if needless:
        told.append(
            say(
                "{lines} had lost their reason and were left out, the first at {at}: {line}.",
                lines=_lines(needless),
                at=clock_time(scenario.zero, needless[0].second)[:5],
                line=needless[0].line,
            )
        )
    if refused:
        told.append(
            say(
                "{lines} could not be carried out, the first at {at}: {line}. {why}",
                lines=_lines(refused),
                at=clock_time(scenario.zero, refused[0].second)[:5],
                line=refused[0].line,
                why=refused[0].why,
            )
        )
    return told


def _lines(skipped: list[Skipped]) -> str:
    return count(len(skipped), "line", "lines")
