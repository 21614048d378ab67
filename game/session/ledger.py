"""What a run adds up: customers' losses, milestones, how long it has been healthy. Read from the region as it truly is."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from game.engine.mechanisms.customers import Customers
from game.engine.region import Region
from game.engine.scenario import Condition, Scenario


@dataclass(frozen=True, slots=True)
class SectorTotal:
    """Customer-minutes that one sector has lost since the player took over; `weight` of each."""

    sector: str
    customer_minutes: float
    weight: float


@dataclass(frozen=True, slots=True)
class LedgerState:
    """`milestones` are (id, second or None); `goal_since` and `healthy_since` are None while the level's goal does not hold,
    or while it does and somebody is hurt all the same; `trouble_s` when it first was not healthy.
    """

    milestones: tuple[tuple[str, int | None], ...]
    goal_since: int | None = None
    healthy_since: int | None = None
    trouble_s: int | None = None
    lost_before: tuple[float, ...] = ()


class Ledger:
    """Follows a region tick by tick. `impact` holds one weighted share (0 to 1) a tick since the player took over."""

    def __init__(self, scenario: Scenario, region: Region) -> None:
        self._region = region
        self._milestones = tuple([(spec, self._watched(spec.when)) for spec in scenario.milestones])
        self._goal = self._watched(scenario.goal.healthy)
        self._told = tuple([part for part in region.order if part.public and part.spec.tile is not None])
        self._hurt_at = scenario.channel.hurt_at
        self._goal_after = scenario.goal.after
        self.hold_s = scenario.goal.hold_s
        self._yours_from_s = scenario.take_over_s if scenario.prelude is not None else None
        self.sectors = tuple([part for part in region.order if isinstance(part, Customers)])
        self.impact = array("d")
        self.counting = False
        self.state = LedgerState(tuple([(spec.id, None) for spec in scenario.milestones]))

    def _watched(self, conditions: tuple[Condition, ...]) -> tuple[tuple[array[float], Condition], ...]:
        return tuple([(self._region.history(item.component, item.metric), item) for item in conditions])

    def take_over(self) -> None:
        """The player takes over: losses count from now on."""
        self.counting = True
        self.state = replace(self.state, lost_before=tuple([part.state.lost_minutes for part in self.sectors]))

    def step(self) -> None:
        """After each tick of the region."""
        second = self._region.second
        state = self.state
        goal = _all_hold(self._goal)
        healthy = goal and not self._hurts()
        if goal is not (state.goal_since is not None):
            state = replace(state, goal_since=second if goal else None)
        if healthy and state.healthy_since is None:
            state = replace(state, healthy_since=second)
        elif not healthy and (state.healthy_since is not None or state.trouble_s is None):
            state = replace(state, healthy_since=None, trouble_s=second if state.trouble_s is None else state.trouble_s)
        self.state = self._with_milestones(state, second)
        if self.counting:
            self.impact.append(self._weighted_share())

    def _hurts(self) -> bool:
        """Whether a service that customers are told of, or a sector, is hurt, whatever the level's goal looks at."""
        return any(1.0 - part.success_for("public") >= self._hurt_at for part in self._told) or any(
            part.state.failing >= self._hurt_at for part in self.sectors
        )

    def _with_milestones(self, state: LedgerState, second: int) -> LedgerState:
        found = dict(state.milestones)
        news = False
        for spec, watched in self._milestones:
            if found[spec.id] is not None:
                continue
            if spec.after:
                before = found[spec.after]
                if before is None or before >= second:
                    continue
            if _all_hold(watched):
                found[spec.id] = second
                news = True
        return replace(state, milestones=tuple(found.items())) if news else state

    def _weighted_share(self) -> float:
        failing = there = 0.0
        for part in self.sectors:
            weighted = part.state.there * part.spec.weight
            there += weighted
            failing += weighted * part.state.failing
        return failing / there if there > 0.0 else 0.0

    # What is asked of it.

    @property
    def healthy(self) -> bool:
        """Whether the goal's conditions hold now and nobody is hurt."""
        return self.state.healthy_since is not None

    def well_since_s(self) -> int | None:
        """Since when it has been healthy without a break, not counting what came before the milestone that the goal waits for.

        In a night that another shift began, what came before you took over does not count either.
        """
        since = self.state.healthy_since
        if since is not None and self._yours_from_s is not None:
            since = max(since, self._yours_from_s)
        if not self._goal_after or since is None:
            return since
        after = self.milestones()[self._goal_after]
        return None if after is None else max(since, after)

    def held_for_s(self) -> int:
        """For how long that is."""
        since = self.well_since_s()
        return 0 if since is None else max(0, self._region.second - since)

    @property
    def is_over(self) -> bool:
        """Whether it has been healthy for as long as the level asks."""
        return self.well_since_s() is not None and self.held_for_s() >= self.hold_s

    @property
    def ends_well(self) -> bool:
        """Whether a night that runs out now ends well: the level's goal has held for long enough, even if what it waits for
        never came, and even if others are still hurt, for whom it is not over."""
        since = self.state.goal_since
        return since is not None and self._region.second - since >= self.hold_s

    @property
    def settled(self) -> bool:
        """Whether it has been healthy for long enough, even if what the goal waits for never came."""
        since = self.state.healthy_since
        return since is not None and self._region.second - since >= self.hold_s

    def milestones(self) -> dict[str, int | None]:
        """When each milestone was reached, in the level's order."""
        return dict(self.state.milestones)

    def totals(self) -> tuple[SectorTotal, ...]:
        """Losses by sector, in the order of the level."""
        before = self.state.lost_before or (0.0,) * len(self.sectors)
        return tuple(
            [
                SectorTotal(part.id, part.state.lost_minutes - lost, part.spec.weight)
                for part, lost in zip(self.sectors, before, strict=True)
            ]
        )

    def customer_minutes(self) -> float:
        """Losses of all sectors."""
        total = 0.0
        for sector in self.totals():
            total += sector.customer_minutes
        return total

    def weighted_minutes(self) -> float:
        """Losses of all sectors, weighed."""
        total = 0.0
        for sector in self.totals():
            total += sector.customer_minutes * sector.weight
        return total

    def impact_now(self) -> float:
        """Weighted share of customers who cannot do what they came for, 0 to 1."""
        return self.impact[-1] if self.impact else self._weighted_share()

    def curve(self) -> tuple[float, ...]:
        """The impact share, one value a minute since the player took over (the mean of each minute, the last may be short)."""
        ticks = max(1, 60 // self._region.tick_s)
        points: list[float] = []
        for start in range(0, len(self.impact), ticks):
            total = 0.0
            part = self.impact[start : start + ticks]
            for value in part:
                total += value
            points.append(total / len(part))
        return tuple(points)

    # Coming back to an earlier moment.

    def digest_state(self) -> object:
        """Everything that was found so far."""
        return (self.state, [(total.sector, total.customer_minutes) for total in self.totals()])

    def mark(self) -> tuple[LedgerState, int, bool]:
        """A value from which `rewind` comes back."""
        return self.state, len(self.impact), self.counting

    def rewind(self, mark: tuple[LedgerState, int, bool]) -> None:
        """Come back to a mark."""
        self.state, length, self.counting = mark
        del self.impact[length:]


def _all_hold(watched: tuple[tuple[array[float], Condition], ...]) -> bool:
    return all(condition.holds(values[-1]) for values, condition in watched)
