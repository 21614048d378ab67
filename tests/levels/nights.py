"""The long night's region by itself, driven by console lines at their times: a night, and the other nights it could have been.

Only the region: people, posts and alarms decide nothing in it. A night can go back to a moment and go on differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from game.content.load import load_level
from game.engine.actions import Action, ActionSpec
from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms import KINDS, MECHANISMS
from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.region import Mark, Region

Lines = tuple[tuple[int, str], ...]
Change = Callable[[ComponentSpec], ComponentSpec]

_WORDS: dict[str, ActionSpec] = {" ".join(spec.words): spec for kind in MECHANISMS for spec in kind.actions}


def at(clock: str) -> int:
    """H:MM after the level's zero, in seconds."""
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def lines_of(script: str) -> Lines:
    """The lines of a script that are orders to the region, with their seconds."""
    found: list[tuple[int, str]] = []
    for row in script.splitlines():
        text = row.split("#")[0].strip()
        if text:
            clock, line = text.split(None, 1)
            hours, minutes, seconds = [int(part) for part in clock.split(":")]
            if line != "ack all" and _order(line) is not None:
                found.append((hours * 3600 + minutes * 60 + seconds, line))
    return tuple(found)


def _order(line: str) -> tuple[ActionSpec, tuple[str, ...]] | None:
    for words in sorted(_WORDS, key=len, reverse=True):
        if line == words or line.startswith(words + " "):
            return _WORDS[words], tuple(line[len(words) :].split())
    return None


class Night:
    """A region of the long night."""

    def __init__(self, seed: int, change: Change | None = None, level: str = "long-night") -> None:
        self.scenario = load_level(level)
        components = [part for part in self.scenario.region.components if not isinstance(part, MonitoringSpec)]
        if change is not None:
            components = [change(part) for part in components]
        self.region = Region(replace(self.scenario.region, components=tuple(components)), seed, KINDS)

    def play(self, until_s: int, lines: Iterable[tuple[int, str]] = ()) -> Night:
        """Go on until a second; lines of the past are left out."""
        region = self.region
        waiting = [line for line in sorted(lines) if line[0] >= region.second]
        while region.second < until_s:
            while waiting and waiting[0][0] <= region.second:
                self._give(waiting.pop(0)[1])
            region.step()
        return self

    def _give(self, line: str) -> None:
        order = _order(line)
        assert order is not None, line
        spec, values = order
        action = Action(self.region.second, "you", spec, values)
        refusal = self.region.check(action)
        assert refusal is None, f"{line}: {refusal}"
        assert self.region.targets(spec, values), f"nobody takes {line}"
        self.region.order_action(action, self.region.second + spec.duration_s)

    def value(self, component: str, metric: str) -> float:
        """The newest reading."""
        return float(self.region.history(component, metric)[-1])

    def values(self, component: str, metric: str, from_s: int, until_s: int) -> list[float]:
        """All readings of a span."""
        start, tick_s = self.region.plan.start_s, self.region.tick_s
        history = self.region.history(component, metric)
        return [float(value) for value in history[(from_s - start) // tick_s : (until_s - start) // tick_s]]

    def first(self, component: str, metric: str, holds: Callable[[float], bool], from_s: int) -> int | None:
        """The second from which on a reading first is so, or None."""
        start, tick_s = self.region.plan.start_s, self.region.tick_s
        history = self.region.history(component, metric)
        for place in range((from_s - start) // tick_s, len(history)):
            if holds(history[place]):
                return start + (place + 1) * tick_s
        return None


HISTORY: Lines = lines_of(dict(load_level("long-night").scripts)["history"])


def without(*beginnings: str, lines: Lines = HISTORY) -> Lines:
    """The history without the lines that begin so."""
    return tuple([line for line in lines if not line[1].startswith(beginnings)])


class Kept:
    """One region of the real night with marks along the way. It can leave the real night anywhere and come back to it."""

    EVERY_S = 1800

    def __init__(self, seed: int) -> None:
        self.night = Night(seed)
        self.marks: dict[int, Mark] = {}
        self.real_until_s = self.night.region.second

    def at(self, second: int) -> Night:
        """The real night up to a second; what comes then is open, and ends what anybody else held of it."""
        region = self.night.region
        earlier = [moment for moment in self.marks if moment <= min(second, self.real_until_s)]
        if region.second != self.real_until_s or region.second > second:
            if earlier:
                region.rewind(self.marks[max(earlier)])
            else:
                self.night = Night(region.seed)
        self.marks = {moment: self.marks[moment] for moment in earlier}
        while self.night.region.second < second:
            moment = self.night.region.second
            self.night.play(min(second, moment + self.EVERY_S), HISTORY)
            self.marks[self.night.region.second] = self.night.region.mark()
        self.real_until_s = self.night.region.second
        return self.night


@cache
def _kept(seed: int) -> Kept:
    return Kept(seed)


def branch(seed: int, clock: str) -> Night:
    """The real night up to a moment; what comes then is open. All branches of a seed are one region: one at a time."""
    return _kept(seed).at(at(clock))


@cache
def history(seed: int) -> Night:
    """The real night, played to its end, in a region of its own."""
    return Night(seed).play(at("15:20"), HISTORY)


def changed(component: str, **fields: Any) -> Change:
    """A region in which one component has other values."""

    def change(part: ComponentSpec) -> ComponentSpec:
        return replace(part, **fields) if part.id == component else part

    return change
