"""Alarms: the list of those that were raised, what raises some of them by itself, and how people take or mute them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, ClassVar, Literal, Protocol, cast

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import Mechanism, SpecT, StateT, TileSpec
from game.engine.readings import State, Unit
from game.engine.units import Amount, WholeSeconds
from game.engine.watch import NEVER_S
from game.engine.words import Sentence, say

ACK = ActionSpec(
    id="ack",
    words=("ack",),
    arguments=(Argument("ALARM", ArgumentKind.ALARM),),
    title="Acknowledge",
    does="Takes a page: everybody knows that you have seen it.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
)
MUTE = ActionSpec(
    id="mute",
    words=("mute",),
    arguments=(Argument("SERVICE", ArgumentKind.ALARM), Argument("STATE", ArgumentKind.ON_OFF)),
    title="Mute or unmute alarms",
    does="Keeps the alarms of a service off the pager until they are switched on again: also those that come meanwhile.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
)

MOST_ALARMS = 300
_NOISE_LASTS_S = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmSpec:
    """An alarm of its own, beside those of the tiles: a true reading at a bound, shown or hidden, after a delay.

    It is raised against `shown_as`, the component whose team wrote it.
    """

    component: str
    metric: str
    at_most: Amount | None = None
    at_least: Amount | None = None
    shown_as: str
    state: Literal["degraded", "down"] = "degraded"
    text: str
    delay_s: WholeSeconds = 60

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class NoiseSpec:
    """An alarm that means nothing and clears by itself."""

    component: str
    text: str

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. `value` is the reading that it was raised on, None where the text says it all."""

    number: int
    component: str
    state: State
    raised_s: int
    text: str
    value: float | None
    unit: Unit
    acknowledged_s: int | None = None
    cleared_s: int | None = None
    repeats: int = 0


class AlarmingSpec(Protocol):
    """`noise_per_hour` alarms of `noise` come by chance; `alarms` look at one true reading each."""

    @property
    def noise_per_hour(self) -> float:
        """Alarms by chance in an hour."""

    @property
    def noise(self) -> tuple[NoiseSpec, ...]:
        """What they may be."""

    @property
    def alarms(self) -> Mapping[str, AlarmSpec]:
        """By name."""


class AlarmingState(Protocol):
    """`numbers` counts all alarms and `pages` those that were not muted; `taken_s` is when somebody last took the alarms of
    each tile. `holding` are the own alarms whose reading is at the bound, with since when, `raised` those that were raised.
    """

    alarms: tuple[Alarm, ...]
    numbers: int
    pages: int
    holding: tuple[tuple[str, int], ...]
    raised: tuple[str, ...]
    taken_s: tuple[int, ...]
    muted: tuple[str, ...]


class Alarming(Mechanism[SpecT, StateT]):
    """A mechanism that keeps the list of alarms. Whoever watches readings raises and clears them; people take or mute them."""

    actions: ClassVar[tuple[ActionSpec, ...]] = (ACK, MUTE)
    tiles: tuple[tuple[str, TileSpec], ...]
    """What can be alarmed: component and tile, in the order of the level."""

    @property
    def _list(self) -> AlarmingState:
        return cast(AlarmingState, self.state)

    def connect(self) -> None:
        """Make ready what chance needs."""
        spec = cast(AlarmingSpec, self.spec)
        self._noises = spec.noise
        self._noise_texts = [item.text for item in spec.noise]
        self._noise = self.draws("noise")
        self._noise_odds = spec.noise_per_hour * self.region.tick_s / 3600.0
        self._known: tuple[Alarm, ...] | None = None
        self.came: list[Alarm] = []  # everything that paged somebody, as it came: what is listed forgets

    def start(self) -> None:
        """Look up the readings of the alarms of its own."""
        self._own = [
            (
                name,
                spec,
                self.region.history(spec.component, spec.metric),
                -inf if spec.at_least is None else spec.at_least,
                inf if spec.at_most is None else spec.at_most,
            )
            for name, spec in cast(AlarmingSpec, self.spec).alarms.items()
        ]

    def is_new(self, component: str) -> bool:
        """Whether an alarm of the component waits for somebody."""
        self._know()
        return component in self._waiting and component not in self._list.muted

    def raise_alarm(self, component: str, state: State, text: str, value: float | None, unit: Unit) -> None:
        """Raise an alarm; one of the same component with the same text that is still up is replaced by it."""
        mine, now = self._list, self.region.second
        kept: list[Alarm] = []
        repeats = 0
        for alarm in mine.alarms:
            if alarm.component == component and alarm.cleared_s is None and alarm.text == text:
                repeats = alarm.repeats + 1
            else:
                kept.append(alarm)
        if len(kept) >= MOST_ALARMS:  # what is up stays, as long as anything has cleared
            kept.remove(next((alarm for alarm in kept if alarm.cleared_s is not None), kept[0]))
        mine.numbers += 1
        alarm = Alarm(mine.numbers, component, state, now, text, value, unit, repeats=repeats)
        mine.alarms = (*kept, alarm)
        if component not in mine.muted:
            mine.pages += 1
            self.came.append(alarm)

    def clear_alarms(self, component: str, text: str | None = None) -> None:
        """Clear a component's alarms, or only the one with this text."""
        mine, now = self._list, self.region.second
        mine.alarms = tuple(
            [
                replace(alarm, cleared_s=now)
                if alarm.component == component and alarm.cleared_s is None and text in (None, alarm.text)
                else alarm
                for alarm in mine.alarms
            ]
        )

    def raise_by_itself(self) -> None:
        """The alarms of its own, and those that come by chance."""
        if self._own:
            self._own_alarms()
        if self._noises:
            self._chance()

    def _own_alarms(self) -> None:
        """Alarms that look at one true reading each."""
        state = self._list
        for name, spec, history, low, high in self._own:
            if history and low <= history[-1] <= high:
                if name not in state.raised:
                    self._hold(name, spec)
            elif state.holding and name in dict(state.holding):
                state.holding = tuple([entry for entry in state.holding if entry[0] != name])
                state.raised = tuple([raised for raised in state.raised if raised != name])
                self.clear_alarms(spec.shown_as, spec.text)

    def _hold(self, name: str, spec: AlarmSpec) -> None:
        state, now = self._list, self.region.second
        since = dict(state.holding).get(name)
        if since is None:
            state.holding = (*state.holding, (name, now))
        elif now - since >= spec.delay_s:
            state.raised = (*state.raised, name)
            self.raise_alarm(spec.shown_as, State(spec.state), spec.text, None, Unit.WORD)

    def _chance(self) -> None:
        """Alarms that mean nothing; each clears by itself after a few minutes."""
        tick, now = self.region.tick, self.region.second
        self._know()
        if now >= self._noise_over_s:
            for item in self._noises:
                for alarm in self._list.alarms:
                    if alarm.text == item.text and alarm.cleared_s is None and now - alarm.raised_s >= _NOISE_LASTS_S:
                        self.clear_alarms(item.component, item.text)
                        break
        if self._noise.uniform(2 * tick) >= self._noise_odds:
            return
        item = self._noises[self._noise.integer(2 * tick + 1, 0, len(self._noises) - 1)]
        self.raise_alarm(item.component, State.DEGRADED, item.text, None, Unit.WORD)

    def _know(self) -> None:
        """Look through the alarms, if they are not those that were looked through last."""
        alarms = self._list.alarms
        if alarms is self._known:
            return
        self._known = alarms
        up = [alarm for alarm in alarms if alarm.cleared_s is None]
        self._waiting = {alarm.component: True for alarm in up if alarm.acknowledged_s is None}
        self._noise_over_s = min(
            [alarm.raised_s + _NOISE_LASTS_S for alarm in up if alarm.text in self._noise_texts], default=NEVER_S
        )

    # What people do with them.

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """All alarms are here."""
        del spec, values
        return True

    def _meant(self, word: str) -> list[Alarm]:
        return [
            alarm
            for alarm in self._list.alarms
            if alarm.acknowledged_s is None
            and alarm.cleared_s is None
            and alarm.component not in self._list.muted
            and word in ("all", str(alarm.number), alarm.component)
        ]

    def _named(self, word: str) -> list[str]:
        """The components that a word names: one, that of an alarm's number, or all."""
        of_number = [alarm.component for alarm in self._list.alarms if str(alarm.number) == word]
        return [component for component, _ in self.tiles if word in ("all", component) or component in of_number]

    def check(self, action: Action) -> Sentence | None:
        """There must be something to acknowledge, to mute or to unmute."""
        word = action.values[0]
        if action.spec is ACK:
            return None if self._meant(word) else say("No alarm waits for an acknowledgement there.")
        named, on = self._named(word), action.values[1] == "on"
        if not named:
            return say('There is no alarm "{word}" any more; name the service.', word=word)
        if all((component in self._list.muted) is on for component in named):
            return say("It is muted already.") if on else say("It is not muted.")
        return None

    def apply(self, action: Action) -> None:
        """Acknowledge; mute or unmute."""
        if action.spec is ACK:
            self._take(self._meant(action.values[0]), action.second)
            return
        state = self._list
        named, before = self._named(action.values[0]), state.muted
        now_muted = [
            component
            for component, _ in self.tiles
            if (action.values[1] == "on" if component in named else component in before)
        ]
        state.muted = tuple(now_muted)
        self._know()
        state.pages += len([name for name in before if name not in now_muted and name in self._waiting])

    def _take(self, meant: list[Alarm], second: int) -> None:
        """Acknowledge some alarms, and with the last one of a component its detail alarms."""
        state = self._list
        numbers = [alarm.number for alarm in meant]
        state.alarms = tuple(
            [replace(alarm, acknowledged_s=second) if alarm.number in numbers else alarm for alarm in state.alarms]
        )
        self._know()
        components = [alarm.component for alarm in meant if alarm.component not in self._waiting]
        state.taken_s = tuple(
            [
                second if component in components else taken_s
                for (component, _), taken_s in zip(self.tiles, state.taken_s, strict=True)
            ]
        )
