"""The board: all tiles in their layers, customers on top, causes at the bottom, and what belongs to the selected one."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType

from game.tui.canvas import Canvas
from game.tui.keys import Key, Place
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.strata import (
    FULL_BOARD,
    full_height,
    large_height,
    paint_full_board,
    paint_large_board,
    paint_small_board,
)

_MOVE, _ACT = "arrows", "1-9"


def _key(name: str, keys: str, action: str, does: str, **more: Any) -> Key:
    return Key(f"board.{name}", keys, f"screen.{action}", does, **more)


PLACE = Place(
    "board",
    "THE BOARD",
    (
        *(
            _key(
                f"act{digit}",
                str(digit),
                f"act({digit})",
                "take the numbered action of the chosen service",
                word="act",
                group=_ACT,
            )
            for digit in range(1, 10)
        ),
        _key("ack", "a", "acknowledge", "acknowledge the top line of the pager", word="ack", verbs=("ack",)),
        _key(
            "ack_all",
            "A,shift+a",
            "acknowledge_selected",
            "acknowledge all alarms of the chosen service",
            verbs=("ack",),
        ),
        _key("page", "p", "page_team", "call a team", word="page", longer="page team", verbs=("page",)),
        _key(
            "status",
            "s",
            "open_status",
            "write on the public status page",
            word="status",
            longer="status page",
            verbs=("post",),
        ),
        _key("hint", "h", "hint", "ask for a hint: where to look, and then more", word="hint", verbs=("hint",)),
        _key("dns", "d", "open_dns", "see who writes the DNS record", word="dns"),
        _key("next", "n", "fault(1)", "the next fault, the worst first", word="next", longer="next fault"),
        _key("previous", "N,shift+n", "fault(-1)", "the fault before it"),
        _key("console", "slash,colon", "type", "type on the console; esc comes back", word="type", longer="console"),
        _key("cascade", "v", "open_cascade", "see what failed first", word="cascade", longer="first out"),
        _key("pause", "space", "pause", "stop or start every clock", word="pause"),
        _key("faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", word="speed", group="+ -"),
        _key("slower", "minus", "speed(-1)", "let time run faster or slower", word="speed", group="+ -"),
        _key("left", "left", "move(-1, 0)", "move over the services", word="move", group=_MOVE),
        _key("right", "right", "move(1, 0)", "move over the services", word="move", group=_MOVE),
        _key("up", "up", "move(0, -1)", "move over the services", word="move", group=_MOVE),
        _key("down", "down", "move(0, 1)", "move over the services", word="move", group=_MOVE),
        _key("jump", "j", "jump", "put a letter on everything that can be chosen, and go there", word="jump"),
        _key("chart", "g", "open_chart", "a full-size chart of the chosen service", word="graph", verbs=("graph",)),
        _key("queue", "w", "open_queue", "what waits at the chosen service", word="queue", verbs=("queue",)),
        _key("write_note", "o", "write_note", "write the handover note for the next shift", verbs=("handover",)),
        _key("notes", "O,shift+o", "open_notes", "read the note that was left for you", verbs=("notes",)),
        _key("timeline", "t", "open_timeline", "what happened so far", word="timeline"),
        _key("inspect", "i", "tab('inspect')", "what the chosen service is doing", word="inspect"),
        _key("pager", "l", "tab('pager')", "all alarms", word="pager"),
        _key("alarms", "enter", "open_alarms", "list all alarms of the chosen service", verbs=("alarms",)),
        _key("read", "y", "read", "mark lines of the console to copy them, or go to their services"),
        _key("explain", "x", "open_glossary", "what a word on the screen means", word="explain"),
        _key("skip", "c", "talk_skip", "skip what somebody talks to you about"),
        _key("end", "e", "resolve", "end the night: it asks if that seems early", verbs=("resolve",)),
        _key("page_up", "pageup", "scroll(-1)", "scroll", group="page up, page down"),
        _key("page_down", "pagedown", "scroll(1)", "scroll", group="page up, page down"),
        _key("help", "question_mark", "open_help", "this page"),
        _key("back", "escape", "back", "back to the inspector"),
        _key("quit", "q,ctrl+c", "leave", "leave; what you did is kept", word="quit"),
    ),
)


class Board(ShowingZone, can_focus=True):
    """The tiles. It has the focus while letters act, so its bindings are the board's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """Tiles, selection and its neighbours."""
        inspection = view.inspection
        near = (inspection.needs, inspection.hits, inspection.hits_total) if inspection is not None else ()
        return (view.snapshot.tiles, view.selected, view.mode is Mode.TYPING, near, view.moving.tiles)

    def paint(self, width: int, height: int) -> Canvas:
        """Three lines a row where there is room, else two, else one."""
        if self.view is None:
            return Canvas(width, height)
        level = self.view.snapshot.level
        if width >= FULL_BOARD and height >= full_height(level):
            return paint_full_board(self.view, width, height, self.manner)
        large = height >= large_height(level)
        return (paint_large_board if large else paint_small_board)(self.view, width, height, self.manner)
