"""One tile of the board: one line of 15 cells at 80 columns, two lines of 16 at 120. `full_tile` has the one at 200."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.mechanism import OFF_BY_HAND
from game.engine.readings import State, Unit
from game.session.view.board import Tile
from game.tui.canvas import Canvas
from game.tui.paint.text import shorten
from game.tui.theme import Manner
from game.tui.widgets import values
from game.tui.widgets.emphasis import Body, emphasise
from game.tui.widgets.motion import Step

SMALL_WIDTH, LARGE_WIDTH = 15, 16

WORDS = {
    State.DOWN: "DOWN",
    State.DEGRADED: "degraded",
    State.RECOVERING: "recovering",
    State.STALE: "stale",
    State.OK: "ok",
}
"""The word of each state."""

_NAMES = {
    State.DOWN: "bold down",
    State.DEGRADED: "bold strong",
    State.RECOVERING: "fg",
    State.STALE: "italic fg",
    State.OK: "fg",
}
SYMBOLS = {
    State.DOWN: "bold down",
    State.DEGRADED: "degr",
    State.RECOVERING: "rec",
    State.STALE: "bold strong",
    State.OK: "muted",
}
"""The look of each state's symbol."""

_SERIES = {
    State.DOWN: ("down2", "down"),
    State.DEGRADED: ("degr2", "degr"),
    State.RECOVERING: ("rec2", "rec"),
    State.STALE: ("rule", "rule"),
    State.OK: ("rule", "rule"),
}
_HELD_TO = "held to "


@dataclass(frozen=True, slots=True)
class Relation:
    """The mark in the gap before a tile, and whether it is the selected one. `look` is the mark's.

    `step` is how far a change of the tile has settled, if it has just changed.
    """

    mark: str = ""
    look: str = "fg"
    selected: bool = False
    step: Step | None = None


def small_name(tile: Tile) -> str:
    """The name on a small tile: the full one if it has room beside every value, else the short one.

    A share takes three cells at most, whatever it is; others take four.
    """
    return tile.name if len(tile.name) <= (8 if tile.unit is Unit.SHARE else 7) else shorten(tile.short, 8)


def hand(tile: Tile) -> str:
    """What people's hands did, as it stands behind the name: "=40%", "=", or ""."""
    if not tile.held:
        return ""
    return f"={tile.held.removeprefix(_HELD_TO)}" if tile.held.startswith(_HELD_TO) else "="


def is_off(tile: Tile) -> bool:
    """Whether people switched it off, so that it is neither well nor in trouble."""
    return tile.held == OFF_BY_HAND and tile.state in (State.OK, State.STALE)


class TilePainter:
    """Paints one tile at a place; `filled` where nobody has acknowledged that it is DOWN."""

    def __init__(self, canvas: Canvas, tile: Tile, relation: Relation, manner: Manner) -> None:
        self.canvas = canvas
        self.tile = tile
        self.relation = relation
        self.manner = manner
        self.filled = tile.new and tile.state is State.DOWN
        self.off = is_off(tile)
        self.chip = tile.new and tile.state is not State.OK
        self.held = "" if self.off else hand(tile)

    def small(self, x: int, y: int) -> None:
        """One line: mark, symbol, name of 8, a sparkline if there is room, value of 4."""
        tile, canvas = self.tile, self.canvas
        self._ground(x, y, SMALL_WIDTH, 1)
        name = small_name(tile)
        start = named = canvas.put(x + 3, y, name, self._name_look())
        room = 11 - len(name)
        value, look = self._small_value(room)
        if self.held and self.chip and len(value) > room - 2:
            value = self._small_value(room - 2)[0] or value  # coarser, so that the hand beside it is seen
        begin = canvas.right(x + SMALL_WIDTH, y, value, "bold downfg" if self.filled else look)
        free = begin - start - 2
        held = self._hand(x, y, free)
        if held:
            canvas.put(start + 1, y, held, self._held_look())
        elif free >= 2:
            self._spark(begin - 1, y, min(3, free))
        self._emphasise(Body(x + 1, y, 14, 1, named))

    def large(self, x: int, y: int) -> None:
        """Two lines: symbol, name of 10 and sparkline; below them word and value, right-aligned."""
        self._ground(x, y, LARGE_WIDTH, 2)
        end = x + 15
        start = named = self.canvas.put(x + 3, y, shorten(self.tile.name, 10), self._name_look())
        if held := self._hand(x, y, end - start - 1):
            start = self.canvas.put(start + 1, y, held, self._held_look())
        self._spark(end, y, min(4, end - start - 1))
        self._large_value(end, y + 1)
        self._emphasise(Body(x + 1, y, 14, 2, named))

    def _emphasise(self, body: Body) -> None:
        """Show that it has just changed, if it has."""
        if self.relation.step is not None:
            ground = "sel" if self.relation.selected else "bg"
            emphasise(self.canvas, self.tile, self.relation.step, body, self.manner, ground=ground)

    def _ground(self, x: int, y: int, width: int, height: int, body: int = 14) -> None:
        """Selection, fill of so many cells, the mark in the gap, and the state's symbol."""
        canvas, tile, relation = self.canvas, self.tile, self.relation
        if relation.selected:
            canvas.fill(x, y, width, height, "sel")
        if self.filled:
            canvas.fill(x + 1, y, body, height, "downbg")
        for line in range(height):
            canvas.put(x, y + line, relation.mark, relation.look)
        canvas.aim(x, y, width, height, f"select {tile.component}")
        canvas.put(x + 1, y, *self._symbol())

    def _symbol(self) -> tuple[str, str]:
        """The state's symbol and its look: a chip of two cells where nobody has acknowledged it yet."""
        tile = self.tile
        symbol = self.manner.glyphs.state(tile.state)
        if self.off:
            return self.manner.glyphs.held, "bold you"
        if not self.chip:
            return symbol, SYMBOLS[tile.state]
        chip = {State.DEGRADED: "bold degrfg on degrbg", State.DOWN: "bold downfg on downbg"}
        return f"{symbol}!", chip.get(tile.state, SYMBOLS[tile.state])

    def _hand(self, x: int, y: int, free: int) -> str:
        """What the hand holds, for behind the name, in at most so many cells. A bare sign stands beside the state's symbol
        where no chip is."""
        sign = self.manner.glyphs.held
        if len(self.held) > 1 and len(self.held) <= free:
            return self.held
        if self.held and self.chip:
            return sign if free >= 1 else ""
        if self.held:
            self.canvas.put(x + 2, y, sign, self._held_look())
        return ""

    def _held_look(self) -> str:
        """The hand's own hue, which cannot be read on a fill."""
        return "bold downfg" if self.filled else "bold you"

    def _name_look(self) -> str:
        look = "bold downfg" if self.filled else _NAMES[self.tile.state]
        return f"underline {look}" if self.relation.selected and not self.manner.theme.shades else look

    def _spark(self, end: int, y: int, width: int) -> None:
        """The newest readings, ending before column `end`: the past dim, the newest bright."""
        if self.off or width <= 0:
            return
        past, newest = ("downfg", "downfg") if self.filled else _SERIES[self.tile.state]
        drawn = self.manner.glyphs.spark(self.tile.spark, width)
        self.canvas.put(end - width, y, drawn[:-1], past)
        self.canvas.put(end - 1, y, drawn[-1], newest)

    def _small_value(self, room: int) -> tuple[str, str]:
        """What stands at the right of a small tile, and its look. `room` is what the name leaves."""
        tile = self.tile
        if self.off:
            return "off", "you"
        if tile.state is State.STALE:
            return values.age(tile.age_s), "fg"
        look = {State.OK: "muted", State.RECOVERING: "fg"}.get(tile.state, "bold strong")
        written = values.in_cells(tile.value, tile.unit, tile.text, room if tile.text else min(4, room))
        if tile.text and not written and tile.state is not State.OK:
            written = values.in_cells(tile.value, tile.unit, "", min(4, room)).removeprefix("?")
        if tile.text and not written:
            written = {State.OK: "ok", State.DOWN: "DOWN", State.RECOVERING: "back"}.get(tile.state, "bad")
        return written, look

    def _large_value(self, end: int, y: int) -> None:
        """The word of the state and the number, in at most 14 cells; the word goes before the number does."""
        tile, canvas = self.tile, self.canvas
        if self.off:
            canvas.right(end, y, OFF_BY_HAND, "you")
        elif tile.state is State.OK:
            canvas.right(end, y, values.with_noun(tile, 14) or WORDS[State.OK], "muted")
        elif tile.state is State.STALE:
            canvas.right(end, y, f"stale {values.age(tile.age_s)}", "fg")
        else:
            word = WORDS[tile.state]
            room = 14 - len(word) - 1
            value = values.in_cells(tile.value, tile.unit, tile.text, 14 if tile.text else room) or values.in_cells(
                tile.value, tile.unit, tile.text, 14
            )
            number = "fg" if tile.state is State.RECOVERING else "bold strong"
            begin = canvas.right(end, y, value, "bold downfg" if self.filled else number)
            if len(word) + 1 + len(value) <= 14:
                look = {State.DOWN: "bold down", State.RECOVERING: "rec"}.get(tile.state, "fg")
                canvas.right(begin - 1 if value else end, y, word, "bold downfg" if self.filled else look)
