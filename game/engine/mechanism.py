"""What a mechanism is: a spec that a level sets, a state, a rule for one tick, readings, and actions.

Everything about one mechanism stands in one file below `mechanisms/`. The region calls it in a fixed order; it reads its
suppliers' values of this tick and its clients' values of the last one, so nothing ever iterates.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, MutableSequence
from copy import copy
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeVar

from game.engine.actions import Action, ActionSpec
from game.engine.readings import Level, Metric
from game.engine.rng import Draws
from game.engine.units import Amount, Between
from game.engine.words import Sentence

if TYPE_CHECKING:
    from game.engine.region import Region


SUPPLIER = "supplier"
"""As a kind that is wanted: whatever serves others."""
OFF_BY_HAND = "off by hand"
"""What `held` says of what people switched off: you, or the shift before you."""


class Phase(IntEnum):
    """Order of the mechanisms within a tick. Actors (writers, orders) come before all of them, at their exact second."""

    RECORD = 0
    CACHES = 1
    SERVICES = 2
    CUSTOMERS = 3
    MONITORING = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class TileSpec:
    """Where a component stands on the board and how its state is read.

    `row` 0 to 7 and `column` 0 to 4 are the same at every size. `metric` is the reading that is shown; it is degraded from
    `degraded_at` on and down from `down_at` on (falling values if the metric is bad when low). None means that the tile
    never takes that state. `noun` stands behind the number while all is well ("err").
    `alarm` is the text of its alarm ("{value} of logins fail").
    """

    layer: str
    row: Annotated[int, Between(0, 7)]
    column: Annotated[int, Between(0, 4)]
    name: str
    short: str
    metric: str
    degraded_at: Amount | None = None
    down_at: Amount | None = None
    noun: str = ""
    alarm: str = "{value}"

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ComponentSpec:
    """What every component has. `id` is its name in the level; `owner` the team that knows it best.

    `hidden` names those of its needs that nobody wrote down: no diagram shows them before they are found.
    """

    id: str
    about: str = ""
    owner: str = ""
    tile: TileSpec | None = None
    hidden: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """(field path, id, kind wanted) of every other component that this one names; the checker follows them.

        The kind is "" for any, or `SUPPLIER` for any that others can need.
        """
        return ()


@dataclass(frozen=True, slots=True)
class Effect:
    """A disturbance that a level may lay on a component for a while (never an outcome): its name and what it does."""

    name: str
    does: str


SpecT = TypeVar("SpecT", bound=ComponentSpec)
StateT = TypeVar("StateT")


class Mechanism(Generic[SpecT, StateT]):
    """One component of a region.

    `state` is a dataclass whose fields are plain immutable values (numbers, texts, tuples, frozen dataclasses); a rule
    replaces them, never changes them in place. Whatever grows with time is an append-only column named by `columns`.
    That is all that rewinding and digesting need to know.
    """

    kind: ClassVar[str]
    spec_type: ClassVar[type[ComponentSpec]]
    phase: ClassVar[Phase]
    serves: ClassVar[bool] = False
    """Whether others can need it: it answers `success_for`."""
    public: ClassVar[bool] = False
    """Whether customers know it as a service: updates can name it, and it can be hurt. Its first reading is what fails."""
    launches: ClassVar[bool] = False
    """Whether new hosts come from it: it answers `success_for` as the region's own launches fare."""
    writes_readings: ClassVar[bool] = False
    """Whether `step` appends the readings to the columns itself, at once or when `catch_up` says that somebody looks."""
    actions: ClassVar[tuple[ActionSpec, ...]] = ()
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Values that are worth offering for an action here, by its id, such as the shares that help."""
    effects: ClassVar[tuple[Effect, ...]] = ()
    metrics: tuple[Metric, ...] = ()
    state: StateT

    def __init__(self, spec: SpecT, region: Region) -> None:
        self.spec = spec
        self.id = spec.id
        self.region = region
        self.disturbances: dict[str, float] = {}

    def connect(self) -> None:
        """Find the other components that this one reads. Called once, when all exist."""

    def suppliers(self) -> tuple[str, ...]:
        """Ids of components that must step before this one in the same phase, and that the board shows as "needs"."""
        return ()

    def start(self) -> None:
        """Set the first alarm clocks (`region.wake_at`). Called once, after `connect`."""

    def wake(self, second: int) -> None:
        """An alarm clock that this component set rings."""

    def disturb(self, effect: str, value: float | None) -> None:
        """One of its effects sets in with a value, at `region.second`; with None it is over."""
        if value is None:
            self.disturbances.pop(effect, None)
        else:
            self.disturbances[effect] = value

    def step(self) -> None:
        """One tick of `region.tick_s` seconds that ends at `region.second`."""

    def reads_into(self, columns: tuple[array[float], ...]) -> None:
        """These are the columns of the readings, in the order of `metrics`. Called once, after `connect`."""

    def followed(self, place: int) -> None:
        """Somebody looks at the column of the reading at this place from now on: it must be complete after each `step`."""

    def catch_up(self) -> None:
        """Complete all columns."""

    def sample(self) -> tuple[float, ...]:
        """The readings of this tick, in the order of `metrics`."""
        return ()

    def reading_text(self) -> str:
        """A word instead of the tile's number, or ""."""
        return ""

    def success_for(self, client: str) -> float:
        """Share of what a kind of client asks of this component that ends well, lately. For those that `serve`."""
        raise NotImplementedError(f"nobody can need a {self.kind}")

    def reported_s(self) -> int:
        """When this component last told anybody about itself. Most report every tick; one that hangs does not."""
        return self.region.second

    def writer_of(self, component: str) -> bool:
        """Whether this component is there to change another one by itself."""
        del component
        return False

    def writes_to(self, component: str) -> bool:
        """Whether this component, as things are, may change another one by itself."""
        return False

    def held(self) -> str:
        """What the operators' hand holds here, for the board (`OFF_BY_HAND`, "held to 40%"), or ""."""
        return ""

    def names_for(self, spec: ActionSpec) -> tuple[str, ...]:
        """Ids of components under which an action finds this one: its own, and perhaps that of what it is part of."""
        del spec
        return (self.id,)

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """Whether an action is meant for this component. By default its first value names it."""
        return bool(values) and values[0] in self.names_for(spec)

    def check(self, action: Action) -> Sentence | None:
        """Why the action cannot be taken now and what would make it possible; None if it can. May not change state."""
        return None

    def ready(self, action: Action) -> bool:
        """Whether what the action says that it needs is true now. It may be taken all the same; that is the lesson."""
        return True

    def needed(self, spec: ActionSpec, values: tuple[str, ...] = ()) -> str:
        """What an action needs here, in words: what it declares, as far as there is such a thing in this region.

        Without values it is what any order of the action may need.
        """
        del values
        return spec.needs

    def slowed(self, action: Action) -> tuple[int, Sentence | None]:
        """How many times as long as usual the action takes, as things are, and why; (1, None) if nothing hinders it."""
        del action
        return 1, None

    def begin(self, action: Action) -> None:
        """The order was given; its effect comes later. Most actions do nothing yet."""

    def apply(self, action: Action) -> None:
        """The action is done: its effect, at `region.second`."""
        raise NotImplementedError(f"{self.kind} declares {action.spec.id} but does not carry it out")

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """Append-only histories, one entry a tick or an event; rewinding cuts them."""
        return ()

    def mark(self) -> object:
        """A small value from which `rewind` comes back to this very state."""
        return copy(self.state), tuple([len(column) for column in self.columns()]), dict(self.disturbances)

    def rewind(self, mark: Any) -> None:
        """Come back to a mark taken earlier in this run."""
        state, lengths, disturbances = mark
        self.state = copy(state)
        for column, length in zip(self.columns(), lengths, strict=True):
            del column[length:]
        self.disturbances = dict(disturbances)

    def digest_state(self) -> object:
        """Everything that decides the future of this component, as plain values."""
        return self.state

    # What rules use.

    def draws(self, purpose: str) -> Draws:
        """The random stream of one purpose of this component."""
        return Draws(self.region.seed, self.id, purpose)

    def log(self, level: Level, text: Sentence, second: int | None = None) -> None:
        """Write a log line."""
        self.region.write(self.id, level, text, second)

    def turn(self, about: str, on: bool, over: bool) -> bool | None:
        """Note in `state.noted` that a trouble begins (True) or is over (False); None if nothing is new."""
        state: Any = self.state
        if on and about not in state.noted:
            state.noted = (*state.noted, about)
            return True
        if over and about in state.noted:
            state.noted = tuple([other for other in state.noted if other != about])
            return False
        return None

    def note(self, about: str, on: bool, over: bool, begins: Sentence, ends: Sentence) -> None:
        """One log line when a trouble begins and one when it is over."""
        turned = self.turn(about, on, over)
        if turned is not None:
            self.log(Level.WARN if turned else Level.INFO, begins if turned else ends)
