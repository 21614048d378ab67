"""The board as a night begins: what the night is about stands whole on the console, which is in sight for it."""

from __future__ import annotations

from game.session.view.console import Span
from game.tui.port import Port
from game.tui.screens.board_talk import BoardTalk


class BoardBriefing(BoardTalk):
    """Tells the briefing to whoever begins a night; not to one who comes back to it, watches it, or is spoken to."""

    def __init__(self, port: Port, *, greeting: str = "") -> None:
        super().__init__(port, greeting=greeting)
        now = port.snapshot
        begins = now.second == now.level.start_s and not (now.paused or now.recording or now.vacant)
        self._briefing = now.level.briefing if begins and now.talk is None else ""

    def on_mount(self) -> None:
        """Where the console has no place of its own it stands in the pane, until a key or the first page shows a service."""
        if self._briefing:
            self._show_log()

    def _pass_by(self) -> None:
        """The briefing is the last word after what the shift before has left."""
        super()._pass_by()
        if self._briefing:
            told = ((Span(self._briefing),),)
            self._log.add(((), *told) if self._fed else told, follow=False)
            self._briefing = ""
