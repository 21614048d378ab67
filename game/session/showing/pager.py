"""The pager: what the region's monitoring raised, and when somebody was first paged and first took it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.mechanisms.monitoring import Alarm, Monitoring
from game.engine.region import Region
from game.session.language.vocabulary import Candidate, component_candidate
from game.session.ledger import Ledger
from game.session.showing.instruments import alarm_text
from game.session.view.board import Finer


@dataclass(frozen=True, slots=True)
class PagerState:
    """`first_alarm_s` is the first alarm of all, `first_page_s` the first one raised in trouble, the one that counts.

    `newest` counts the alarms that were seen here, without those that were muted. `first_wait_s` is the first page that
    you were to take: with a shift before you, not one that it had taken.
    """

    first_alarm_s: int | None = None
    first_page_s: int | None = None
    first_ack_s: int | None = None
    newest: int = 0
    first_wait_s: int | None = None


class Pager:
    """Follows the monitoring of a region, if it has one."""

    def __init__(self, region: Region, ledger: Ledger) -> None:
        self._region = region
        self._ledger = ledger
        self.monitoring = next((part for part in region.order if isinstance(part, Monitoring)), None)
        noise = () if self.monitoring is None else self.monitoring.spec.noise
        self._noise = frozenset([(item.component, item.text) for item in noise])
        self.state = PagerState()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """All alarms that are still listed, oldest first, without those of muted components."""
        listed = self._all
        silent = self.muted
        return tuple([alarm for alarm in listed if alarm.component not in silent]) if silent else listed

    @property
    def _all(self) -> tuple[Alarm, ...]:
        return self.monitoring.state.alarms if self.monitoring is not None else ()

    @property
    def muted(self) -> tuple[str, ...]:
        """The components that are muted: whatever comes of them is not heard."""
        return self.monitoring.state.muted if self.monitoring is not None else ()

    def finer(self) -> tuple[Finer, ...]:
        """How many detail alarms are behind those of each component that has some, without muted ones."""
        if self.monitoring is None:
            return ()
        counts = [(component, *self.monitoring.details_up(component)) for component, _ in self.monitoring.tiles]
        return tuple([Finer(*found) for found in counts if found[1] and found[0] not in self.muted])

    def details_of(self, component: str) -> tuple[tuple[int, str], ...]:
        """The detail alarms of a component that are up, as (since when, text), oldest first."""
        return () if self.monitoring is None else self.monitoring.details_of(component)

    def waiting(self) -> tuple[Alarm, ...]:
        """Alarms that nobody has taken and that have not cleared by themselves."""
        return tuple([alarm for alarm in self.alarms if alarm.acknowledged_s is None and alarm.cleared_s is None])

    def calling(self) -> tuple[Alarm, ...]:
        """Those of them that something is behind: without the ones that come by chance."""
        return tuple([alarm for alarm in self.waiting() if (alarm.component, alarm.text) not in self._noise])

    def standing(self) -> tuple[Alarm, ...]:
        """Alarms that are up and that something is behind, taken or not, heard or muted."""
        return tuple([it for it in self._all if it.cleared_s is None and (it.component, it.text) not in self._noise])

    def candidates(self) -> tuple[Candidate, ...]:
        """What can be acknowledged: alarms by number, and components that have some."""
        found: dict[str, Candidate] = {}
        for alarm in reversed(self.waiting()):
            text = alarm_text(alarm)
            if alarm.component not in found:
                part = self._region.components[alarm.component]
                found[part.id] = replace(component_candidate(part), about=f"all of it: {text}")
            found[str(alarm.number)] = Candidate(str(alarm.number), f"{alarm.component}: {text}")
        return tuple(found.values())

    def step(self) -> None:
        """After each tick, and after each order: note what is new."""
        monitoring, state = self.monitoring, self.state
        if monitoring is None:
            return
        if monitoring.state.pages != state.newest:
            now = self._region.second
            in_trouble = self._ledger.state.trouble_s is not None and not self._ledger.healthy
            state = replace(
                state,
                newest=monitoring.state.pages,
                first_alarm_s=now if state.first_alarm_s is None else state.first_alarm_s,
                first_page_s=now if state.first_page_s is None and in_trouble else state.first_page_s,
                first_wait_s=now if state.first_wait_s is None and in_trouble else state.first_wait_s,
            )
        if state.first_page_s is not None and state.first_ack_s is None:
            taken = [
                alarm.acknowledged_s
                for alarm in self._all
                if alarm.acknowledged_s is not None and alarm.raised_s >= state.first_page_s
            ]
            if taken:
                state = replace(state, first_ack_s=min(taken))
        self.state = state

    def hand_over(self) -> bool:
        """The next shift takes over, and its clocks begin. Says whether the incident that it takes over is still on."""
        now = self._region.second
        on = self.state.first_page_s is not None and not self._ledger.settled
        self.state = replace(
            self.state,
            first_alarm_s=now if on else None,
            first_page_s=now if on else None,
            first_ack_s=None,
            first_wait_s=now if on and self.waiting() else None,
        )
        return on

    def digest_state(self) -> object:
        """What was noted."""
        return self.state

    def mark(self) -> PagerState:
        """A value from which `rewind` comes back."""
        return self.state

    def rewind(self, mark: PagerState) -> None:
        """Come back to a mark."""
        self.state = mark
