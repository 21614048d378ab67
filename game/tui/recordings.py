"""What the app does about runs that are over: they are watched, told of in their debrief, and taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from game.tui.hacks import QuietFailure
from game.tui.screens.house import Pending

if TYPE_CHECKING:
    from game.session.view.what_if import Differences
    from game.tui.keys import Keymap
    from game.tui.port import Port, Recorded


class Recordings(QuietFailure):
    """Opens recordings and what comes of them. `_record` opens one, `_compare` sets a run beside its parent; None: there are none."""

    keymap_of: Keymap
    _record: Callable[[str, int | None], Port | Pending] | None
    _compare: Callable[[str], Differences] | None

    @property
    def _port(self) -> Port | None:
        """The run that was opened last and is open still."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close the run that was opened last."""
        raise NotImplementedError

    def action_home(self) -> None:
        """Leave the run."""
        raise NotImplementedError

    def _screen_for(
        self, opened: Port | Pending, *, resumed: bool = False, failed: Callable[[Exception], None] | None = None
    ) -> Screen[object]:
        raise NotImplementedError

    def _board_on(self, port: Port, *, greeting: str = "", comes_back: bool = False) -> Screen[object]:
        raise NotImplementedError

    def open_recording(self, journal: str, at: int | None, failed: Callable[[Exception], None]) -> None:
        """Watch a finished run from a second on; `failed` hears what hinders it."""

        def not_opened(error: Exception) -> None:
            self.pop_screen()
            failed(error)

        try:
            if self._record is None:
                raise LookupError("there are no recordings here")
            self.push_screen(self._screen_for(self._record(journal, at), failed=not_opened))
        except Exception as error:
            failed(error)

    def open_debrief(self, journal: str, failed: Callable[[Exception], None]) -> None:
        """The debrief of a finished run once more; `failed` hears what hinders it."""
        from game.tui.screens.opening import OpeningScreen

        def not_opened(error: Exception) -> None:
            self.pop_screen()
            failed(error)

        def opened(port: Port) -> None:
            from game.tui.screens.debrief import DebriefScreen

            if cast("Recorded", port).reel.ended:
                self.switch_screen(cast(Screen[object], DebriefScreen(port)))
            else:
                not_opened(LookupError("this night was left before its end"))

        try:
            if self._record is None:
                raise LookupError("there are no recordings here")
            found = self._record(journal, None)
            pending = found if isinstance(found, Pending) else Pending("", lambda: found)
            self.push_screen(cast(Screen[object], OpeningScreen(pending, opened, not_opened)))
        except Exception as error:
            failed(error)

    def play_on(self, journal: str, at: int, failed: Callable[[Exception], None]) -> None:
        """Take over from a finished run at a second, without watching it first; `failed` hears what hinders it."""
        from game.tui.screens.opening import OpeningScreen

        def not_opened(error: Exception) -> None:
            self.pop_screen()
            failed(error)

        try:
            if self._record is None:
                raise LookupError("there are no recordings here")
            opening = _taken_over(self._record(journal, at))
            self.push_screen(cast(Screen[object], OpeningScreen(opening, self.take_over, not_opened)))
        except Exception as error:
            failed(error)

    def take_over(self, port: Port) -> None:
        """Play on in a run that was taken over, in the place of the recording, paused until the player is ready.

        Leaving it comes back to what lies below.
        """
        from game.tui.widgets.board import PLACE

        port.pause(True)
        if self._port is not None and self._port is getattr(self.screen, "port", None):
            self.leave()  # a recording that was taken over stands still
        key = self.keymap_of.first(PLACE["board.pause"])
        greeting = f"You have taken over. All is paused: {key} goes on."
        board = self._board_on(port, greeting=greeting, comes_back=self._opened_from_a_screen())
        put = self.push_screen if len(self.screen_stack) == 1 else self.switch_screen
        put(board)

    def stop_watching(self) -> None:
        """Leave the recording: back to what it was opened from, or out of the game if it began with it."""
        if not self._opened_from_a_screen():
            self.action_home()
            return
        self.leave()
        self.pop_screen()

    def _opened_from_a_screen(self) -> bool:
        """Whether there is something below the screen on top that one can go back to."""
        from game.tui.screens.opening import OpeningScreen

        return len(self.screen_stack) > 1 and not isinstance(self.screen_stack[-2], OpeningScreen)

    def compare(self, journal: str) -> Differences:
        """A run beside the one that it was taken over from."""
        if self._compare is None:
            raise LookupError("there is nothing to compare with here")
        return self._compare(journal)


def _taken_over(recording: Port | Pending) -> Pending:
    """What opens a recording and takes over where it stands."""

    def opened() -> Port:
        seat = recording.open() if isinstance(recording, Pending) else recording
        return cast("Recorded", seat).take_over()

    return Pending(recording.words if isinstance(recording, Pending) else "", opened)
