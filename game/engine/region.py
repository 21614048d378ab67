"""The region: wires the mechanisms of a plan together and moves all of them through one tick at a time.

Time is a whole number of ticks; `second` is counted from the level's zero and computed, never accumulated. Within a tick
the actors come first, each at its exact second (writers of the DNS record, disturbances, orders that are done), then
every mechanism once, phase by phase, suppliers before those who need them.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.engine.actions import Action, ActionSpec
from game.engine.digest import digest
from game.engine.hours import Hours
from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.readings import Level, LogLine
from game.engine.units import Amount, Moment
from game.engine.words import Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultSpec:
    """A disturbance of one component from one second to another: a cause that a level sets, never an outcome."""

    id: str
    component: str
    effect: str
    from_s: Moment
    until_s: Moment
    value: Amount = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionPlan:
    """Everything that a region is built from. `zero_s` is the time of day of second 0, in seconds since midnight."""

    name: str
    tick_s: int
    start_s: int
    zero_s: int
    components: tuple[ComponentSpec, ...]
    faults: tuple[FaultSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a region that it can come back to."""

    tick: int
    agenda: tuple[tuple[int, int, str, Any], ...]
    orders: int
    public_pressure: float
    log_length: int
    parts: tuple[object, ...]


class Row:
    """The columns of one component. Readings that stay as they are are counted, and written when somebody wants to see them.

    `values` are the newest readings, for `count` ticks that are not written yet; columns that are `followed` are, in every tick.
    """

    __slots__ = ("_columns", "count", "followed", "sample", "values")

    def __init__(self, sample: Callable[[], tuple[float, ...]], columns: tuple[array[float], ...]) -> None:
        self.sample = sample
        self._columns = list(enumerate(columns))
        self.followed: list[tuple[Callable[[float], None], int]] = []
        self.values: tuple[float, ...] | None = None
        self.count = 0

    def turn(self, values: tuple[float, ...]) -> None:
        """Go on with other readings."""
        self.write()
        self.values, self.count = values, 1

    def write(self) -> None:
        """Write what was counted."""
        count, values = self.count, self.values
        if count == 1 and values is not None:
            for place, column in self._columns:
                column.append(values[place])
        elif count and values is not None:
            for place, column in self._columns:
                column.extend([values[place]] * count)
        self.count = 0

    def follow(self, place: int) -> None:
        """Write this column in every tick from now on."""
        self.write()
        for entry in self._columns:
            if entry[0] == place:
                self._columns.remove(entry)
                self.followed.append((entry[1].append, place))
                break

    def forget(self) -> None:
        """Take nothing as the newest any more, and drop what was not written."""
        self.values, self.count = None, 0


class Region:
    """A running region. Pure: no clock, no files, no randomness but named draws."""

    def __init__(
        self, plan: RegionPlan, seed: int, kinds: Mapping[type[ComponentSpec], type[Mechanism[Any, Any]]]
    ) -> None:
        self.plan = plan
        self.seed = seed
        self.tick_s = plan.tick_s
        self.tick = 0
        self.second = plan.start_s
        self.public_pressure = 1.0  # how much harder than usual customers try; set by whoever speaks to them
        self.pressures: list[float] = []  # what it was in each tick
        self.log: list[LogLine] = []
        self._agenda: list[tuple[int, int, str, Any]] = []  # (second, order, component, payload), sorted
        self._orders = 0
        self.hours = Hours(plan.zero_s + plan.start_s, plan.tick_s)
        self.components: dict[str, Mechanism[Any, Any]] = {
            spec.id: kinds[type(spec)](spec, self) for spec in plan.components
        }
        for component in self.components.values():
            component.connect()
        self.order = _in_order(self.components)
        self._columns: dict[str, tuple[array[float], ...]] = {
            component.id: tuple([array("d") for _ in component.metrics]) for component in self.order
        }
        self._places = {
            component.id: {metric.id: place for place, metric in enumerate(component.metrics)}
            for component in self.order
        }
        for component in self.order:
            component.reads_into(self._columns[component.id])
        self._taken = {
            part.id: Row(part.sample, self._columns[part.id])
            for part in self.order
            if part.metrics and not part.writes_readings
        }
        self._rows = tuple([(part.step, self._taken.get(part.id)) for part in self.order])
        for fault in plan.faults:
            self._put(fault.from_s, fault.component, ("fault", fault.effect, fault.value))
            self._put(fault.until_s, fault.component, ("fault", fault.effect, None))
        for component in self.order:
            component.start()

    # Moving on.

    def step(self) -> None:
        """One tick."""
        end = self.plan.start_s + (self.tick + 1) * self.tick_s
        agenda = self._agenda
        while agenda and agenda[0][0] <= end:
            second, _, component, payload = agenda.pop(0)
            self.second = second
            self._ring(self.components[component], second, payload)
        self.second = end
        self.tick += 1
        self.pressures.append(self.public_pressure)
        for step, row in self._rows:
            step()
            if row is not None:
                values = row.sample()
                if values == row.values:
                    row.count += 1
                else:
                    row.turn(values)
                for append, place in row.followed:
                    append(values[place])

    def _ring(self, component: Mechanism[Any, Any], second: int, payload: Any) -> None:
        if payload is None:
            component.wake(second)
        elif isinstance(payload, Action):
            component.apply(payload)
        else:
            _, effect, value = payload
            component.disturb(effect, value)

    def wake_at(self, second: int, component: str) -> None:
        """Let a component's `wake` be called at a second (now at the earliest). Ties ring in the order of setting."""
        self._put(second, component, None)

    def _put(self, second: int, component: str, payload: Any) -> None:
        insort(self._agenda, (second, self._orders, component, payload))  # no two share the first two
        self._orders += 1

    # Orders.

    def targets(self, spec: ActionSpec, values: tuple[str, ...]) -> tuple[Mechanism[Any, Any], ...]:
        """The components that an action is meant for, in the order of the level."""
        return tuple(
            [part for part in self.components.values() if spec in part.actions and part.answers_to(spec, values)]
        )

    def check(self, action: Action) -> Sentence | None:
        """Why an action cannot be taken now, or None. Changes nothing."""
        for target in self.targets(action.spec, action.values):
            refusal = target.check(action)
            if refusal is not None:
                return refusal
        return None

    def ready(self, action: Action) -> bool:
        """Whether all that an action says that it needs is true now. It can be taken all the same."""
        return all(target.ready(action) for target in self.targets(action.spec, action.values))

    def needed(self, spec: ActionSpec, values: tuple[str, ...] = ()) -> str:
        """What an action needs in this region, in words; "" if nothing. Without values: what any order of it may need."""
        meant = (
            self.targets(spec, values)
            if values
            else [part for part in self.components.values() if spec in part.actions]
        )
        return next((needs for part in meant if (needs := part.needed(spec, values))), "")

    def slowed(self, action: Action) -> tuple[int, Sentence | None]:
        """How many times as long as usual an action takes now, and why: the worst that any of its targets says."""
        worst: tuple[int, Sentence | None] = (1, None)
        for target in self.targets(action.spec, action.values):
            found = target.slowed(action)
            if found[0] > worst[0]:
                worst = found
        return worst

    def order_action(self, action: Action, done_s: int) -> None:
        """Take an order: it begins now, its effect comes at `done_s`; what takes no time is done at once."""
        for target in self.targets(action.spec, action.values):
            target.begin(action)
            if done_s <= action.second:
                target.apply(action)
            else:
                self._put(done_s, target.id, action)

    def write(self, component: str, level: Level, text: Sentence, second: int | None = None) -> None:
        """Append a log line."""
        self.log.append(LogLine(self.second if second is None else second, component, level, text))

    # Looking back.

    def history(self, component: str, metric: str) -> array[float]:
        """All readings of one metric, one a tick, also of those to come. KeyError if there is no such component, ValueError no such metric."""
        part = self.components[component]
        place = self._places[component].get(metric)
        if place is None:
            raise ValueError(f"{component} has no metric {metric}")
        part.catch_up()
        part.followed(place)
        if component in self._taken:
            self._taken[component].follow(place)
        return self._columns[component][place]

    @property
    def columns(self) -> dict[str, tuple[array[float], ...]]:
        """All readings so far, by component, in the order of its metrics."""
        for part in self.order:
            part.catch_up()
        for row in self._taken.values():
            row.write()
        return self._columns

    def mark(self) -> Mark:
        """A small value from which `rewind` comes back to this very state."""
        parts = tuple([part.mark() for part in self.order])
        return Mark(self.tick, tuple(self._agenda), self._orders, self.public_pressure, len(self.log), parts)

    def rewind(self, mark: Mark) -> None:
        """Come back to a mark taken earlier in this run, bit for bit."""
        for part in self.order:
            part.catch_up()  # what coasted does so from readings that going back takes away
        self.tick = mark.tick
        self.second = self.plan.start_s + self.tick * self.tick_s
        self._agenda = list(mark.agenda)
        self._orders = mark.orders
        self.public_pressure = mark.public_pressure
        del self.log[mark.log_length :]
        del self.pressures[mark.tick :]
        for part, saved in zip(self.order, mark.parts, strict=True):
            part.rewind(saved)
            row = self._taken.get(part.id)
            if row is not None:
                row.write()
                row.forget()
            for column in self._columns[part.id]:
                del column[mark.tick :]

    def digest(self) -> str:
        """Fingerprint of everything that decides the future."""
        agenda = [(second, order, component, _plain(payload)) for second, order, component, payload in self._agenda]
        parts = [(part.id, part.digest_state(), part.disturbances) for part in self.order]
        return digest((self.tick, self.seed, self.public_pressure, agenda, parts))


def _plain(payload: Any) -> object:
    if isinstance(payload, Action):
        return (payload.second, payload.actor, payload.spec.id, payload.values)
    return payload


def _in_order(components: Mapping[str, Mechanism[Any, Any]]) -> tuple[Mechanism[Any, Any], ...]:
    """Phase by phase; within a phase suppliers first, else the order of the level. ValueError on a cycle."""
    done: dict[str, Mechanism[Any, Any]] = {}
    on_the_way: list[str] = []

    def visit(part: Mechanism[Any, Any]) -> None:
        if part.id in done:
            return
        if part.id in on_the_way:
            circle = " -> ".join([*on_the_way[on_the_way.index(part.id) :], part.id])
            raise ValueError(f"these components need each other in a circle: {circle}")
        on_the_way.append(part.id)
        for supplier in part.suppliers():
            if components[supplier].phase == part.phase:
                visit(components[supplier])
        on_the_way.pop()
        done[part.id] = part

    for part in sorted(components.values(), key=lambda component: component.phase):
        visit(part)
    return tuple(done.values())
