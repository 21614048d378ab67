"""The board as a night begins: what the night is about stands on the prompt for the first moments, and whole in the log."""

from __future__ import annotations

from game.session.view.console import Span, Tone
from game.tui.paint.text import sentences
from game.tui.screens.board_talk import BoardTalk
from game.tui.screens.house import house


class BoardBriefing(BoardTalk):
    """Tells the briefing to whoever begins a night; not to one who comes back to it, watches it, or is spoken to."""

    def on_mount(self) -> None:
        """Before the first page comes there is time to read it."""
        briefing = self._briefing()
        if not briefing:
            return
        self._log.add([(Span(briefing, Tone.MUTED),)], follow=False)
        if not self._prompt.hint:
            self._prompt.hint = sentences(briefing, self._hint_room(), self._more())
            self._fade()

    def _briefing(self) -> str:
        now = self.port.snapshot
        if now.second != now.level.start_s or now.talk is not None or now.recording or now.vacant:
            return ""
        return next((card.briefing for card in house(self).levels if card.id == now.level.id), "")
