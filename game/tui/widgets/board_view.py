"""What the zones of the board show at one moment: the newest snapshot, and where the player is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from game.engine.readings import State
from game.session.view.board import Alarm, Inspection, Offer, Snapshot, Tile
from game.tui.widgets.motion import STILL, Moving

if TYPE_CHECKING:
    from game.session.view.cascade import Cascade

WIDE = 120
"""Columns from which the side stands beside the board."""


class Tab(Enum):
    """What the pane below the board shows at 80 columns; beside the board PAGER gives the whole side to the alarms."""

    INSPECT = "inspect"
    PAGER = "pager"
    CONSOLE = "console"


class Mode(Enum):
    """What keys mean now; always named in the footer."""

    BOARD = "board"
    TYPING = "typing"
    READING = "reading"
    ASKING = "asking"
    WATCHING = "watching"


@dataclass(frozen=True, slots=True)
class BoardView:
    """One state of the board screen. `teams` is not empty while the player chooses whom to page;
    `pager_top` is the first alarm in sight, `called` the id of the alarm that the prompt names, `moving` what has just
    changed. `cascade` says what failed first, on boards with room for it; on the others it is None. `talk_is_new` says that
    what somebody says has just been said."""

    snapshot: Snapshot
    selected: str
    inspection: Inspection | None
    tab: Tab = Tab.INSPECT
    mode: Mode = Mode.BOARD
    teams: tuple[Offer, ...] = ()
    pager_top: int = 0
    called: int = 0
    moving: Moving = STILL
    cascade: Cascade | None = None
    talk_is_new: bool = False

    @property
    def asks(self) -> int:
        """How many choices somebody who talks waits for: the digits take these, not the actions. 0 if nothing is asked."""
        talk = self.snapshot.talk
        return len(talk.choices) if talk is not None and not self.snapshot.recording else 0

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """The alarms as the pager lists them, one a component; the first one is what `a` takes, if it waits."""
        return alarm_order(grouped(self.snapshot, self.called), self.called)

    @property
    def waiting(self) -> tuple[Alarm, ...]:
        """The alarms that wait for somebody, in the same order."""
        return tuple(alarm for alarm in self.alarms if waits(alarm))

    @property
    def whole_pager(self) -> bool:
        """Whether the pager has all the room, and can be scrolled."""
        return self.tab is Tab.PAGER

    @property
    def can_end(self) -> bool:
        """Whether all is well for long enough to end the night."""
        return not self.snapshot.ended and self.snapshot.can_resolve

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What the digits do now."""
        if self.teams:
            return self.teams
        return self.inspection.offers if self.inspection is not None else ()


_SHOUT = {State.DOWN: 0, State.DEGRADED: 2, State.RECOVERING: 4, State.STALE: 5, State.OK: 7}


def shout(tile: Tile) -> int:
    """How loud a tile is, 0 the loudest: DOWN new, DOWN, degraded new, degraded, recovering, stale, held, calm (7)."""
    rank = _SHOUT[tile.state]
    if tile.state in (State.DOWN, State.DEGRADED) and not tile.new:
        rank += 1
    return 6 if rank == 7 and tile.held else rank


def waits(alarm: Alarm) -> bool:
    """Whether nobody has taken an alarm yet, and it is still needed."""
    return not alarm.acknowledged and not alarm.cleared


def grouped(snapshot: Snapshot, called: int = 0) -> tuple[Alarm, ...]:
    """One alarm for each component: the one that it was `called` for, else what waits, the worst and oldest.

    The others of the component that are still up, and its finer ones, are counted in its `more`.
    """
    finer = {counted.component: counted.up for counted in snapshot.finer}
    by_component: dict[str, list[Alarm]] = {}
    for alarm in alarm_order(snapshot.alarms, called):
        by_component.setdefault(alarm.component, []).append(alarm)
    groups = []
    for component, alarms in by_component.items():
        up = [alarm for alarm in alarms if not alarm.cleared]
        if up:
            lead = up[0] if waits(up[0]) else min(up, key=lambda alarm: (_SHOUT[alarm.state], -alarm.second))
            groups.append(replace(lead, more=len(up) - 1 + finer.get(component, 0)))
        else:
            groups.append(alarms[0])
    return tuple(groups)


def alarm_order(alarms: tuple[Alarm, ...], called: int = 0) -> tuple[Alarm, ...]:
    """Alarms as the pager lists them: what waits for somebody, worst and oldest first; then the rest, newest first.

    Before all of them comes the one that the player was just called for, `called`, while it waits.
    """

    def rank(alarm: Alarm) -> tuple[int, int, int, int]:
        if waits(alarm):
            return (-1 if alarm.id == called else 0, _SHOUT[alarm.state], alarm.second, alarm.id)
        return (1, 0, -alarm.second, -alarm.id)

    return tuple(sorted(alarms, key=rank))


def faults(tiles: tuple[Tile, ...]) -> list[Tile]:
    """Everything that is in trouble, the loudest first. What is only held by the player is not."""
    return sorted((tile for tile in tiles if shout(tile) < 6), key=lambda tile: (shout(tile), tile.row, tile.column))


def next_fault(tiles: tuple[Tile, ...], selected: str, step: int) -> str:
    """The next component in trouble, from the loudest on; "" if there is none."""
    names = [tile.component for tile in faults(tiles)]
    if not names:
        return ""
    if selected not in names:
        return names[0 if step > 0 else -1]
    return names[(names.index(selected) + step) % len(names)]


def worst_unseen(tiles: tuple[Tile, ...], seen: Mapping[str, int], selected: str) -> str:
    """The loudest component that was not seen yet, or has become louder since; from the loudest on if all were."""
    loud = faults(tiles)
    unseen = [tile.component for tile in loud if shout(tile) < seen.get(tile.component, 7)]
    if not unseen:
        unseen = [tile.component for tile in loud if tile.component != selected] or [tile.component for tile in loud]
    return unseen[0] if unseen else ""


def neighbour(tiles: tuple[Tile, ...], selected: str, across: int, down: int) -> str:
    """The component one step away on the grid; the nearest one where the grid has a hole; the same one at an edge."""
    here = next((tile for tile in tiles if tile.component == selected), None)
    if here is None:
        return min(tiles, key=lambda tile: (tile.row, tile.column)).component if tiles else ""
    if across:
        row = sorted((tile for tile in tiles if tile.row == here.row), key=lambda tile: tile.column)
        return row[max(0, min(len(row) - 1, row.index(here) + across))].component
    rows = sorted({tile.row for tile in tiles})
    row_number = rows[max(0, min(len(rows) - 1, rows.index(here.row) + down))]
    beside = [tile for tile in tiles if tile.row == row_number]
    return min(beside, key=lambda tile: (abs(tile.column - here.column), tile.column)).component
