"""What would remain: a night run again with fixes, held against the night as it was and against one more fix at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from game.engine.fixes import Fix
from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.language.wording import clock_time, count
from game.session.replaying.rerun import Played, Rerun, Steps, rerun

WORTH_NAMING = 0.01
"""A fix that takes away a smaller share of what is left is not named as the next one."""
NOTHING = 0.0005
"""A smaller share of the losses is nothing."""


@dataclass(frozen=True, slots=True)
class Further:
    """One more fix: what it would take away of the weighted minutes that are left (less than 0 if it makes them more)."""

    fix: str
    saves: float


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left. `share` of the weighted minutes lost in the night as it was; `still` are the failures that happen all the
    same, `untested` those that did not happen and that no chosen fix is against. `further` are all other fixes, the best first.
    """

    share: float
    still: tuple[str, ...]
    untested: tuple[str, ...]
    further: tuple[Further, ...]
    sentences: tuple[Sentence, ...]


class Reruns:
    """The nights that one night could have been, each run when it is first asked for and kept."""

    def __init__(self, scenario: Scenario, seed: int, played: Played) -> None:
        self.scenario = scenario
        self._seed = seed
        self._played = played
        self._kept: dict[tuple[str, ...], Rerun] = {}

    def kept(self, fixes: Iterable[str]) -> Rerun | None:
        """A night that was run already, or None."""
        return self._kept.get(self._key(fixes))

    def run(self, fixes: Iterable[str] = ()) -> Steps[Rerun]:
        """The night with these fixes, whatever they cost. KeyError if there is no such fix."""
        key = self._key(fixes)
        if key not in self._kept:
            before = None
            if key:
                before = yield from _scaled(self.run(), 0.0, 0.0 if () in self._kept else 0.5)
            begins = 0.5 if before is not None and len(self._kept) == 1 else 0.0
            steps = rerun(self.scenario, self._seed, self._played, tuple([self._fix(name) for name in key]), before)
            self._kept[key] = yield from _scaled(steps, begins, 1.0)
        return self._kept[key]

    def remains(self, fixes: Iterable[str] = ()) -> Steps[Remains]:
        """What is left with these fixes; runs the night once more for each of the others."""
        key = self._key(fixes)
        others = [fix.id for fix in self.scenario.fixes if fix.id not in key]
        part = 1.0 / (2 + len(others))
        base = yield from _scaled(self.run(), 0.0, part)
        now = yield from _scaled(self.run(key), part, 2 * part)
        further: list[Further] = []
        for place, name in enumerate(others, start=2):
            one_more = yield from _scaled(self.run((*key, name)), place * part, (place + 1) * part)
            further.append(Further(name, now.weighted - one_more.weighted))
        further.sort(key=lambda more: -more.saves)
        chosen = [self._fix(name) for name in key]
        return _remains(self.scenario, base, now, chosen, tuple(further))

    def _key(self, fixes: Iterable[str]) -> tuple[str, ...]:
        wanted = set(fixes)
        known = [fix.id for fix in self.scenario.fixes]
        for name in wanted:
            if name not in known:
                raise KeyError(name)
        return tuple([name for name in known if name in wanted])

    def _fix(self, name: str) -> Fix:
        return next(fix for fix in self.scenario.fixes if fix.id == name)


def _scaled(steps: Steps[Rerun], low: float, high: float) -> Generator[float, None, Rerun]:
    """The steps of a part of the work, as steps of the whole."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            result: Rerun = end.value
            return result
        yield low + (high - low) * done


def _remains(scenario: Scenario, base: Rerun, now: Rerun, chosen: list[Fix], further: tuple[Further, ...]) -> Remains:
    share = share_left(base, now)
    untested = never_tried(base, now, chosen)
    sentences = list(left_over(scenario, base, now))
    if share > NOTHING:
        sentences.append(next_best(scenario, now, further))
    sentences += told_untested(untested)
    return Remains(share, tuple([failure.what for failure in now.failures]), untested, further, tuple(sentences))


def share_left(base: Rerun, now: Rerun) -> float:
    """How much of the weighted minutes of the night as it was is lost in another one."""
    return now.weighted / base.weighted if base.weighted > 0.0 else 0.0


def never_tried(base: Rerun, now: Rerun, chosen: Iterable[Fix]) -> tuple[str, ...]:
    """What happened in the night as it was, does not in the other, and that no chosen fix is against."""
    still = [failure.what for failure in now.failures]
    against = [fix.spec.failure for fix in chosen]
    return tuple([failure.what for failure in base.failures if failure.what not in (*still, *against)])


def left_over(scenario: Scenario, base: Rerun, now: Rerun) -> tuple[Sentence, ...]:
    """How much is left, and what still happened."""
    sentences = [_lost(share_left(base, now))]
    if base.well and now.end_s > base.end_s:
        over = clock_time(scenario.zero, base.end_s)[:5]
        sentences.append(
            say(
                "It was not well yet at {over}, when the night as it was ended; from then on nobody acts in it.",
                over=over,
            )
        )
    if now.failures:
        seen = [f"{failure.what} ({clock_time(scenario.zero, failure.second)[:5]})" for failure in now.failures]
        sentences.append(say("It still happened: {failures}.", failures="; ".join(seen)))
    return tuple(sentences)


def told_untested(untested: tuple[str, ...]) -> tuple[Sentence, ...]:
    """That something did not happen proves nothing, where nothing was built against it."""
    if not untested:
        return ()
    told = "It did not come to this, though nothing was built against it: {failures}."
    return (say(told, failures="; ".join(untested)),)


def _lost(share: float) -> Sentence:
    if share <= NOTHING:
        return say("Nothing of what was lost in this night is left.")
    if share > 1.0 + WORTH_NAMING:
        return say("More is lost than in the night as it was: {percent} % of it.", percent=_percent(share))
    return say("{percent} % of what was lost in this night is left.", percent=_percent(share))


def next_best(scenario: Scenario, now: Rerun, further: tuple[Further, ...]) -> Sentence:
    """Which one more fix would take most of the rest away."""
    best = further[0] if further else None
    if best is None or best.saves < WORTH_NAMING * now.weighted:
        return say("None of the other fixes would take away as much as 1 % of it.")
    spec = next(fix.spec for fix in scenario.fixes if fix.id == best.fix)
    return say(
        'The largest part of it would go with "{title}": {percent} %, for {weeks}.',
        title=spec.title,
        percent=_percent(best.saves / now.weighted),
        weeks=count(spec.weeks, "week's work", "weeks' work"),
    )


def _percent(share: float) -> str:
    """Whole percents, and never 0 or 100 for what is neither."""
    if share >= 1.0:
        return str(int(share * 100 + 0.5))
    return str(min(99, max(1, int(share * 100 + 0.5))))
