"""The board while somebody talks to the player: where that stands, and what the digits do meanwhile."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from game.session.view.board import Snapshot
from game.tui.port import Port
from game.tui.screens.board_base import BoardBase
from game.tui.screens.house import house
from game.tui.screens.places import Places, board_width, places
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.talk import TalkZone, talk_height

NEW_S = 4.0
"""How long words stand out that have just been said."""
UNSEEN_S = 0.6
"""A digit that comes sooner after a question was meant for what the digits did before."""


class BoardTalk(BoardBase):
    """Makes room for who talks, and lets the digits answer."""

    def __init__(self, port: Port, *, greeting: str = "") -> None:
        super().__init__(port, greeting=greeting)
        self._zones = (*self._zones, TalkZone(id="talk"))
        self._heard = 0
        self._heard_at = 0.0
        self._asked_at = 0.0
        self._mode_of_talk = Mode.BOARD

    def _places(self, size: tuple[int, int]) -> Places:
        def rows(width: int, pane: int) -> int:
            return talk_height(self.now.snapshot, self.now.mode, width, pane, house(self).manner)

        ask = self._notice.height_for(board_width(size))
        return places(size, self.port.snapshot.level, self.now.tab, ask, rows)

    def on_mount(self) -> None:
        """Somebody may talk from the first moment on."""
        self._heed_talk(self.now.snapshot)

    def _publish_snapshot(self, snapshot: Snapshot) -> None:
        before = self.now.snapshot.talk
        super()._publish_snapshot(snapshot)
        if snapshot.talk != before:
            self._heed_talk(snapshot)
            self._rearrange()

    def _heed_talk(self, snapshot: Snapshot) -> None:
        """Words that were not heard yet stand out for a moment."""
        talk = snapshot.talk
        if talk is None or talk.number == self._heard:
            return
        self._heard, self._heard_at = talk.number, monotonic()
        self._asked_at = self._heard_at if talk.choices else 0.0
        self.view = replace(self.now, talk_is_new=house(self).settings.motion)

    def look(self) -> None:
        """As ever; what was new a while ago is not any more."""
        super().look()
        if self.now.talk_is_new and monotonic() >= self._heard_at + NEW_S:
            self.view = replace(self.now, talk_is_new=False)

    def watch_view(self, view: BoardView | None) -> None:
        """In another mode other keys answer, whose names may take another row."""
        super().watch_view(view)
        if view is not None and view.snapshot.talk is not None and view.mode is not self._mode_of_talk:
            self._mode_of_talk = view.mode
            self._rearrange()

    def answered(self, digit: int) -> bool:
        """Take a digit as an answer; whether it was one. While somebody asks, the digits answer and nothing else."""
        asks = self.now.asks
        if not asks:
            return False
        last = self.named(f"act{asks}")
        if monotonic() < self._asked_at + UNSEEN_S:
            self._prompt.hint = "you have just been asked something: press again to answer"
        elif digit > asks:
            answers = last if asks == 1 else f"{self.named('act1')}-{last}"
            self._prompt.hint = f"{answers} answers the question first, {digit} is none of its answers"
        else:
            self.action_talk_answer(digit)
        return True

    def went_on(self) -> bool:
        """Let somebody who waits for it go on; whether anybody did."""
        talk = self.now.snapshot.talk
        if talk is None or self.now.snapshot.recording or not talk.waits or talk.choices:
            return False
        self.action_talk_answer(1)
        return True
