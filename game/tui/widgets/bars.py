"""Two single lines: the tabs of the pane at 80 columns, and the footer that names mode and keys."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.session.view.talk import Talk
from game.tui.canvas import Canvas
from game.tui.keys import Key, Keymap, Place, joined
from game.tui.paint.keys import aim_key, command_of
from game.tui.panels import taken_away
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.theme import Manner
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.board_view import BoardView, Mode, Tab
from game.tui.widgets.legend import loudest_new, new_piece
from game.tui.widgets.prompt import PLACE as CONSOLE
from game.tui.widgets.reading import PLACE as READING
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.strata import large_height

_TABS = ((Tab.INSPECT, "inspect"), (Tab.PAGER, "pager"), (Tab.CONSOLE, "console"))


def paint_tabs(view: BoardView, width: int, manner: Manner, *, legend: bool = False) -> Canvas:
    """The hairline between board and pane, with the three tabs in it.

    With `legend` its right end says what a chip on the board means, for boards that have no line for it.
    """
    canvas = Canvas(width, 1)
    canvas.put(0, 0, manner.glyphs.across * width, "rule")
    shown = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = 1
    for tab, word in _TABS:
        chosen = tab is view.tab
        begin = x
        x = canvas.put(
            x, 0, f" {manner.keys.first(BOARD[f'board.{word}'])} ", shown if chosen else "bold strong", over=True
        )
        x = canvas.put(x, 0, f"{word} ", shown if chosen else "muted", over=True)
        if tab is Tab.PAGER and (new := view.snapshot.new_alarms):
            x = canvas.put(x, 0, f"{new} new ", shown if chosen else "degr", over=True)
        canvas.aim(begin, 0, x - begin, 1, f"tab {tab.value}")
        x += 2
    for mark, look, words, words_look in new_piece(view, manner) if legend else ():
        begin = width - len(mark) - len(words) - 4
        if begin >= x:
            begin = canvas.put(begin, 0, " ", "rule", over=True)
            begin = canvas.put(begin, 0, mark, look, over=True)
            canvas.put(begin, 0, f" {words} ", words_look, over=True)
    return canvas


_PLACES = {Mode.BOARD: BOARD, Mode.TYPING: CONSOLE, Mode.READING: READING}
_WATCHED = ("pause", "faster", "slower", "quit", "timeline", "next")
"""Keys of the board that the footer names where a recording is watched, between those of the recording."""
_ASKING: tuple[tuple[str, str, str, str], ...] = (("esc", "go back", "go back", "screen.leave_question"),)
_HELP: dict[Mode, tuple[Key | str, str, str]] = {  # a key, or what is typed or pressed whatever was chosen
    Mode.BOARD: (BOARD["board.help"], "help", "screen.open_help"),
    Mode.TYPING: ("help", "lists words", ""),
    Mode.READING: (EVERYWHERE["app.help"], "help", "screen.open_help"),
    Mode.ASKING: ("?", "help", "screen.open_help"),
    Mode.WATCHING: (BOARD["board.help"], "help", "screen.open_help"),
}


_BEFORE_FIND = ("board.dns", "console.complete")
"""Behind these keys the footer names the palette."""


def _watching() -> Place:
    """What keys do where a recording is watched."""
    from game.tui.keysets.watching import PLACE as WATCHING

    far = tuple([key for key in WATCHING.keys if key.id.startswith("watching.far")])
    near = tuple([key for key in WATCHING.keys if key not in far])
    return Place(WATCHING.id, "", (*near, *[BOARD[f"board.{name}"] for name in _WATCHED], *far))


def _pairs(mode: Mode, keymap: Keymap, snapshot: Snapshot | None, *, can_end: bool) -> list[tuple[str, str, str, str]]:
    """Keys of a mode as named, in few letters, in more, and what a click on them does."""
    place = _PLACES.get(mode)
    if mode is Mode.WATCHING:
        place = _watching()
    if place is None:
        return list(_ASKING)
    told = [key for key in keymap.told(place.keys) if key.word]
    talk = snapshot.talk if snapshot is not None else None
    answers = _answering(keymap, talk) if mode is Mode.BOARD and talk is not None else []
    if answers and talk is not None and talk.choices:
        told = [key for key in told if key.group != BOARD["board.act1"].group]
    typing = next((at for at, key in enumerate(told, 1) if key.id in _BEFORE_FIND), len(told))
    told.insert(typing, EVERYWHERE["app.palette"])
    gone = taken_away(snapshot)
    told = [key for key in told if key.action.removeprefix("screen.") not in gone]
    ends = [key for key in place.keys if can_end and key.id == "board.end"]
    return answers + [
        (
            keymap.named(key),
            key.word or "end",
            key.longer or key.word or "end the night",
            "screen.open_palette" if key.id == "app.palette" else command_of(key, place.keys, keymap),
        )
        for key in (*ends, *told)
    ]


def _answering(keymap: Keymap, talk: Talk) -> list[tuple[str, str, str, str]]:
    """What the board's keys do while somebody asks, or waits for a word to go on."""
    if talk.choices:
        keys = [keymap.first(BOARD[f"board.act{number}"]) for number in range(1, len(talk.choices) + 1)]
        return [(joined(keys), "answer", "answer", "")]
    if talk.waits:
        return [(keymap.first(BOARD["board.alarms"]), "go on", "go on", "screen.talk_answer(1)")]
    return []


def paint_footer(
    mode: Mode,
    width: int,
    manner: Manner,
    keymap: Keymap,
    *,
    can_end: bool = False,
    snapshot: Snapshot | None = None,
) -> Canvas:
    """The mode, then the keys that answer who talks, and the one that ends the night if it can be ended; then as many pairs
    as fit whole, then help at the right edge.

    What a key does, a click on it does.
    """
    canvas = Canvas(width, 1)
    chip = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = canvas.put(0, 0, f" {mode.value} ", chip) + 1
    asked, does, command = _HELP[mode]
    key = asked if isinstance(asked, str) else keymap.first(asked)
    behind = canvas.right(width - 1, 0, does, "muted")
    end = canvas.right(behind - 1, 0, key, "bold strong") - 2
    if command:
        canvas.aim(end + 2, 0, width - 3 - end, 1, f"do {command}")
    pairs = _pairs(mode, keymap, snapshot, can_end=can_end)
    room = x + sum(len(keys) + len(longer) + 3 for keys, _, longer, _ in pairs) - 2 <= end
    for keys, short, longer, action in pairs:
        word = longer if room else short
        if x + len(keys) + 1 + len(word) > end:
            break
        aim_key(canvas, x, 0, (keys, word, action), "do ")
        x = canvas.put(x, 0, keys, "bold strong") + 1
        x = canvas.put(x, 0, word, "muted") + 2
    return canvas


class Tabs(ShowingZone):
    """The tabs of the pane; a click opens one."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """The tab, the number beside the pager, and what the legend explains."""
        return (view.tab, view.snapshot.new_alarms, loudest_new(view))

    def paint(self, width: int, height: int) -> Canvas:
        """One line."""
        if self.view is None:
            return Canvas(width, height)
        bare = self.screen.query_one("#board").size.height < large_height(self.view.snapshot.level)
        return paint_tabs(self.view, width, self.manner, legend=bare)


class Footer(ShowingZone):
    """Mode and keys."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """The mode, whether the night can be ended, and who talks."""
        return (view.mode, view.can_end, view.snapshot.talk)

    def paint(self, width: int, height: int) -> Canvas:
        """One line."""
        return (
            Canvas(width, height)
            if self.view is None
            else paint_footer(
                self.view.mode,
                width,
                self.manner,
                self.keymap,
                can_end=self.view.can_end,
                snapshot=self.view.snapshot,
            )
        )
