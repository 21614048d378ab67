"""Alarm rows: as the pager lists them, and as the inspector repeats the newest."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import Alarm, LevelFacts
from game.tui.canvas import Canvas
from game.tui.paint.text import clock, shorten
from game.tui.theme import Manner
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.tiles import SYMBOLS

_STAMP = 9  # cells of " ▲ 00:36 "
_SAYS_ACKED = 50  # cells from which every row has room for the word
_ACKED = "acked"
_SLIDES = (8, 4, 2)
"""Cells by which the text of a new page is still too far to the right, step by step."""


@dataclass(frozen=True, slots=True)
class AlarmRows:
    """Paints alarms into columns x to x + width of a canvas."""

    canvas: Canvas
    level: LevelFacts
    manner: Manner
    x: int
    width: int

    def row(self, y: int, alarm: Alarm, *, next_up: bool = False, step: int | None = None) -> None:
        """One alarm: marked with ! if it is new, with a fill of its symbol, and of its time too if DOWN: the whole fill is
        the tile's, and two of them would outshout each other.

        Two cells before the symbol of the one that is `next_up` stands the key that acknowledges it. The text of one that
        has just come slides in, `step` by step; its symbol, its time and its ground stand still.
        """
        out = 0 if step is None else _SLIDES[step]
        canvas, x = self.canvas, self.x
        waiting = not alarm.acknowledged and not alarm.cleared
        state = State.OK if alarm.cleared else alarm.state
        stamp = f" {self.manner.glyphs.state(state)} {clock(self.level, alarm.second)} "
        canvas.aim(x, y, self.width, 1, f"select {alarm.component}")
        if waiting and alarm.state is State.DOWN:
            canvas.put(x + 1, y, f"{stamp[1]}!{stamp[3:-1]}", "bold downfg on downbg")
            self._text(y, alarm, "bold down", "strong", "muted", out=out)
        elif waiting and alarm.state is State.DEGRADED:
            canvas.put(x + 1, y, f"{stamp[1]}!", "bold degrfg on degrbg")
            canvas.put(x + 3, y, stamp[3:], "bold strong")
            self._text(y, alarm, "bold strong", "fg", "muted", out=out)
        else:
            look = "faint" if alarm.cleared else SYMBOLS[alarm.state].removeprefix("bold ")
            canvas.put(x, y, stamp[:2], look)
            canvas.put(x + 3, y, stamp[3:], "faint")
            name = "bold strong" if waiting else "faint" if alarm.cleared else "fg"
            self._text(y, alarm, name, "faint" if alarm.cleared else "muted", "faint", out=out)
        if next_up:
            key = self.manner.keys.first(BOARD["board.ack"])
            sign = key if len(key) == 1 else self.manner.glyphs.running
            canvas.put(x - 1, y, sign, "bold strong")

    def _text(self, y: int, alarm: Alarm, name_look: str, text_look: str, count_look: str, *, out: int) -> None:
        """Name and text behind the stamp, whole words only; at the right what stands behind it, or how often it came."""
        end = self.x + self.width
        if alarm.more and not alarm.cleared:
            end = self.canvas.right(end, y, f"+{alarm.more}", count_look) - 1
        elif alarm.repeats > 1:
            end = self.canvas.right(end, y, f"x{alarm.repeats}", count_look) - 1
        else:
            end = min(end + 1, self.canvas.width)  # the air at the edge, rather than a text that is cut
        start = self.x + _STAMP + (out if len(alarm.name) + _STAMP + out <= end - self.x else 0)
        name = shorten(alarm.name, max(1, end - start))
        behind = self.canvas.put(start, y, name, name_look)
        text = "ok again" if alarm.cleared else alarm.text
        room = end - behind - 1
        behind = self.canvas.put(behind + 1, y, shorten(text, room), text_look)
        if alarm.then and not alarm.cleared and len(text) + len(alarm.then) + 2 <= room:
            behind = self.canvas.put(behind, y, f", {alarm.then}", count_look)
        if alarm.acknowledged and not alarm.cleared and self.width >= _SAYS_ACKED and behind + len(_ACKED) + 5 <= end:
            self.canvas.right(min(end, self.x + self.width - 5), y, _ACKED, "muted")
