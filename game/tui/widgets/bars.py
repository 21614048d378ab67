"""Two single lines: the tabs of the pane at 80 columns, and the footer that names mode and keys."""

from __future__ import annotations

from game.tui.canvas import Canvas
from game.tui.theme import Manner
from game.tui.widgets.board_view import BoardView, Mode, Tab
from game.tui.widgets.showing import ShowingZone

_TABS = ((Tab.INSPECT, "i", "inspect"), (Tab.PAGER, "l", "pager"), (Tab.CONSOLE, "/", "console"))


def paint_tabs(view: BoardView, width: int, manner: Manner) -> Canvas:
    """The hairline between board and pane, with the three tabs in it."""
    canvas = Canvas(width, 1)
    canvas.put(0, 0, manner.glyphs.across * width, "rule")
    shown = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = 1
    for tab, key, word in _TABS:
        chosen = tab is view.tab
        begin = x
        x = canvas.put(x, 0, f" {key} ", shown if chosen else "bold strong", over=True)
        x = canvas.put(x, 0, f"{word} ", shown if chosen else "muted", over=True)
        if tab is Tab.PAGER and (new := view.snapshot.new_alarms):
            x = canvas.put(x, 0, f"{new} new ", shown if chosen else "degr", over=True)
        canvas.aim(begin, 0, x - begin, 1, f"tab {tab.value}")
        x += 2
    return canvas


Pair = tuple[str, str, str]
"""Keys, what they do in few letters, and in more where there is room."""

_BOARD: tuple[Pair, ...] = (
    ("1-9", "act", "act"),
    ("n", "next", "next fault"),
    ("a", "ack", "ack"),
    ("p", "page", "page team"),
    ("s", "status", "status page"),
    ("d", "dns", "dns"),
    ("/", "type", "console"),
    ("space", "pause", "pause"),
    ("+ -", "speed", "speed"),
    ("arrows", "move", "move"),
    ("q", "quit", "quit"),
    ("l", "pager", "pager"),
)
_TYPING: tuple[Pair, ...] = (
    ("enter", "run", "run"),
    ("tab", "complete", "complete"),
    ("up", "recall", "recall"),
    ("esc", "board", "back to the board"),
    ("f2", "pause", "pause"),
    ("ctrl+r", "search", "search"),
    ("ctrl+l", "clear", "clear"),
    ("page up", "scroll", "scroll"),
)
_ASKING: tuple[Pair, ...] = (("esc", "leave it", "leave it"), ("f2", "pause", "pause"))
_PAIRS = {Mode.BOARD: _BOARD, Mode.TYPING: _TYPING, Mode.ASKING: _ASKING}
_HELP = {Mode.BOARD: ("?", "help"), Mode.TYPING: ("help", "lists words"), Mode.ASKING: ("?", "help")}


_END: Pair = ("e", "end", "end the night")


def paint_footer(mode: Mode, width: int, manner: Manner, *, can_end: bool = False) -> Canvas:
    """The mode, then the key that ends the night if it can be ended, then as many pairs as fit whole, then help at the right edge."""
    canvas = Canvas(width, 1)
    chip = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = canvas.put(0, 0, f" {mode.value} ", chip) + 1
    key, does = _HELP[mode]
    end = width - 1
    if key:
        begin = canvas.right(end, 0, does, "muted")
        end = canvas.right(begin - 1, 0, key, "bold strong") - 2
    listed = (_END, *_PAIRS[mode]) if can_end and mode is Mode.BOARD else _PAIRS[mode]
    pairs = [(keys, short) for keys, short, _ in listed]
    longer = [(keys, long) for keys, _, long in listed]
    if x + sum(len(keys) + len(long) + 3 for keys, long in longer) - 2 <= end:
        pairs = longer
    for keys, word in pairs:
        if x + len(keys) + 1 + len(word) > end:
            break
        x = canvas.put(x, 0, keys, "bold strong") + 1
        x = canvas.put(x, 0, word, "muted") + 2
    return canvas


class Tabs(ShowingZone):
    """The tabs of the pane; a click opens one."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """The tab and the number beside the pager."""
        return (view.tab, view.snapshot.new_alarms)

    def paint(self, width: int, height: int) -> Canvas:
        """One line."""
        return Canvas(width, height) if self.view is None else paint_tabs(self.view, width, self.manner)


class Footer(ShowingZone):
    """Mode and keys."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """The mode, and whether the night can be ended."""
        return (view.mode, view.can_end)

    def paint(self, width: int, height: int) -> Canvas:
        """One line."""
        return (
            Canvas(width, height)
            if self.view is None
            else paint_footer(self.view.mode, width, self.manner, can_end=self.view.can_end)
        )
