"""One tile of the board at 200 columns: three lines of 26 cells, with words beside the number and a long past."""

from __future__ import annotations

from game.engine.mechanism import OFF_BY_HAND
from game.engine.readings import State
from game.tui.paint.text import shorten
from game.tui.widgets import values
from game.tui.widgets.emphasis import Body
from game.tui.widgets.tiles import WORDS, TilePainter

FULL_WIDTH = 26
FULL_LINES = 3
_BODY, _TEXT = 24, 21  # cells that a fill takes, and those of them behind the symbol that carry text
NOT_ACKNOWLEDGED, NOT_ACKED, ACKED = "not acknowledged", "not acked", "acked"


class FullTile(TilePainter):
    """Name and word; the number with what it counts and what goes on there; the newest readings on their fixed scale."""

    def full(self, x: int, y: int) -> None:
        """Three lines."""
        self._ground(x, y, FULL_WIDTH, FULL_LINES, _BODY)
        start, end = x + 3, x + 3 + _TEXT
        named = self.canvas.put(start, y, shorten(self.tile.name, 10), self._name_look())
        word, look = self._word()
        begin = self.canvas.right(end, y, word, look) if word else end
        value, value_look = self._value()
        aside, aside_look = self._aside()
        number, words = self._reading(value, aside)
        behind = named
        if self.held and (self.filled or not words):
            held = self._hand(x, y, begin - named - 2)
            behind = self.canvas.put(named + 1, y, held, self._held_look())
        if self.tile.acked and behind + len(ACKED) + 2 <= begin:
            self.canvas.right(begin - 1, y, ACKED, "muted")
        number_end = self.canvas.put(start, y + 1, number, value_look)
        self.canvas.put(end - len(words) if number else number_end, y + 1, words, aside_look)
        self._spark(end, y + 2, _TEXT)
        self._emphasise(Body(x + 1, y, _BODY, FULL_LINES, named))

    def _word(self) -> tuple[str, str]:
        """The state in a word, and its look; calm needs none."""
        state = self.tile.state
        if self.off:
            return OFF_BY_HAND, "you"
        if state is State.OK:
            return "", "muted"
        look = {State.DOWN: "bold down", State.RECOVERING: "rec"}.get(state, "fg")
        return WORDS[state], "bold downfg" if self.filled else look

    def _aside(self) -> tuple[str, str]:
        """What stands beside the number: that nobody has acknowledged it, what a hand holds, or what goes on there."""
        if self.filled:
            return NOT_ACKNOWLEDGED, "bold downfg"
        if self.held:
            return f"{self.manner.glyphs.held} {self.tile.held}", "bold you"
        return self.tile.phrase, "muted"

    def _reading(self, value: str, aside: str) -> tuple[str, str]:
        """The number, and as much beside it as fits whole: its noun goes first, then what the words say behind a comma."""
        bare = values.in_cells(self.tile.value, self.tile.unit, self.tile.text, _TEXT)
        numbers = [value, bare] if value and bare and self.tile.state is not State.STALE else [value]
        least = NOT_ACKED if self.filled else self.manner.glyphs.held if self.held else ""
        forms = [(number, words) for words in (aside, aside.partition(",")[0], least, "") for number in numbers]
        return next(form for form in forms if len(" ".join(filter(None, form))) <= _TEXT)

    def _value(self) -> tuple[str, str]:
        """The number with what it counts, and its look; none of what somebody has switched off."""
        tile = self.tile
        if self.off:
            return "", "muted"
        if tile.state is State.STALE:
            return f"{values.age(tile.age_s)} ago", "fg"
        look = {State.OK: "muted", State.RECOVERING: "fg"}.get(tile.state, "bold strong")
        written = values.with_noun(tile, _TEXT) or shorten(tile.text or WORDS[tile.state], _TEXT)
        return written, "bold downfg" if self.filled else look
