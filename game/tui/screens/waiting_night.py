"""A night that waits while something is read that has nothing to do with it: its clock would run unseen."""

from __future__ import annotations

from game.tui.port import Port


class WaitingNight:
    """Holds a night that goes on, and lets it go on again. None, an ended one or a paused one is left as it is."""

    def __init__(self, night: Port | None) -> None:
        self._night = night if night is not None and not night.snapshot.ended else None
        self.held = False

    def hold(self) -> None:
        """Stop its clock, if it runs."""
        if self._night is not None and not self._night.snapshot.paused:
            self._night.pause(True)
            self.held = True

    def release(self) -> None:
        """Let it go on, if it was stopped here."""
        if self.held and self._night is not None:
            self._night.pause(False)
            self.held = False
