"""Somebody who talks, directly above the prompt: never a box over the board, and never more rows than the words take."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.session.view.talk import Talk
from game.tui.canvas import Canvas
from game.tui.keys import Keymap
from game.tui.paint.talk import Row, TalkKeys, TalkPicture, paint_rows, short_rows, talk_rows
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.theme import Manner
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.showing import ShowingZone

_LEAST = 5
"""Rows that a name, three sentences and their choices may always take."""
_OVER_BOARD = 3
"""Rows that every screen over the board can spare at 80x24."""


def keys_over_all(talk: Talk, keymap: Keymap, does: str = "") -> TalkKeys:
    """The keys that answer wherever the player is, typing or not."""
    answers = [keymap.first(EVERYWHERE[f"run.answer{number}"]) for number in range(1, len(talk.choices) + 1)]
    go_on, skip = keymap.first(EVERYWHERE["run.answer1"]), keymap.first(EVERYWHERE["run.skip"])
    return TalkKeys(tuple(answers), go_on, skip, does)


def keys_on_board(talk: Talk, mode: Mode, keymap: Keymap) -> TalkKeys:
    """The keys that answer in a mode: where letters act those of the board, else those that work while one types."""
    if mode is not Mode.BOARD:
        return keys_over_all(talk, keymap, "do screen.")
    answers = [keymap.first(BOARD[f"board.act{number}"]) for number in range(1, len(talk.choices) + 1)]
    go_on, skip = keymap.first(BOARD["board.alarms"]), keymap.first(BOARD["board.skip"])
    return TalkKeys(tuple(answers), go_on, skip, "do screen.")


def talk_height(snapshot: Snapshot, mode: Mode, width: int, pane: int, manner: Manner) -> int:
    """How many of the rows of a pane somebody who talks takes: half of it, and more only where the words need it."""
    talk = snapshot.talk
    if talk is None:
        return 0
    picture = TalkPicture(talk, None if snapshot.recording else keys_on_board(talk, mode, manner.keys))
    return min(pane, len(talk_rows(picture, width, max(pane // 2, _LEAST), manner)))


def rows_over_board(snapshot: Snapshot, width: int, height: int, manner: Manner, way_back: str) -> list[Row]:
    """What somebody says, on a screen of this size that lies over the board; `way_back` is the key that leaves it."""
    if snapshot.talk is None:
        return []
    keys = None if snapshot.recording else keys_over_all(snapshot.talk, manner.keys)
    picture = TalkPicture(snapshot.talk, keys, elsewhere=way_back)
    most = max(_OVER_BOARD, height // 8)
    rows = talk_rows(picture, width, most, manner)
    return rows if len(rows) <= most else short_rows(picture, width, most, manner)


class TalkZone(ShowingZone):
    """The words, and the keys that answer."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """Who says what, which keys answer, and whether it is new."""
        return (view.snapshot.talk, view.mode, view.talk_is_new)

    def paint(self, width: int, height: int) -> Canvas:
        """On a shade of its own, or behind a rule where there are no shades."""
        canvas = Canvas(width, height, "fg on panel")
        talk = self.view.snapshot.talk if self.view is not None else None
        if self.view is None or talk is None:
            return canvas
        watched = self.view.snapshot.recording
        keys = None if watched else keys_on_board(talk, self.view.mode, self.keymap)
        picture = TalkPicture(talk, keys, self.view.talk_is_new)
        rows = talk_rows(picture, width, max(height, _LEAST), self.manner)
        shown = rows if len(rows) <= height else short_rows(picture, width, height, self.manner)
        paint_rows(canvas, shown, self.manner)
        return canvas
