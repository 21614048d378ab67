"""A screen over a night that waits while something is read that has nothing to do with it: its clock would run unseen."""

from __future__ import annotations

from game.tui.port import Port
from game.tui.screens.everywhere import Everywhere
from game.tui.widgets.zone import Zone


class WaitingNight(Everywhere):
    """Holds a night that goes on, and lets it go on again. None, an ended one or a paused one is left as it is.

    `night_held` says whether one was stopped here.
    """

    AUTO_FOCUS = ""

    def __init__(self, night: Port | None = None) -> None:
        super().__init__()
        self._night = night if night is not None and not night.snapshot.ended else None
        self.night_held = False

    def on_mount(self) -> None:
        """Stop its clock, if it runs."""
        if self._night is not None and not self._night.snapshot.paused:
            self._night.pause(True)
            self.night_held = True

    def on_unmount(self) -> None:
        """However the screen is left, let the night go on, if it was stopped here."""
        if self.night_held and self._night is not None:
            self._night.pause(False)
            self.night_held = False

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on something with a key is that key."""
        await self.run_action(message.command)
