"""The Textual app: chooses a manner for the terminal, opens the first screen, closes the run at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from game.session.settings import Settings
from game.session.view.nights import LevelCard
from game.session.view.telling import Draft
from game.tui.hacks import QuietFailure
from game.tui.keys import Keymap
from game.tui.port import Port
from game.tui.screens.house import LeftRun, Pending
from game.tui.screens.places import too_small
from game.tui.theme import Manner, choose_manner, load_theme
from game.tui.widgets.zone import Zone


class NoErrorApp(QuietFailure):
    """The game on a screen. It wires screens together and knows nothing of what they show.

    `open_run` opens a seat at a new run of a level, or says what opens it if that takes a moment; `left` finds the newest
    run that was left before its end, and is asked whenever the title is shown. After `run()`, `failure` holds the error that
    ended the app, if one did: the caller prints it in one line.
    """

    TITLE = "NOERROR"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_at_once", "quit at once", show=False, priority=True, id="app.quit"),
    ]
    CSS = "Screen { background: $ground; scrollbar-size: 0 0; overflow: hidden; }"

    def __init__(
        self,
        levels: Sequence[LevelCard],
        open_run: Callable[[str], Port | Pending],
        *,
        first: str | None = None,
        theme: str | None = None,
        ascii_only: bool = False,
        left: Callable[[], LeftRun | None] | None = None,
    ) -> None:
        self.manner = choose_manner(os.environ, theme, ascii_only=ascii_only)
        super().__init__(ansi_color=not self.manner.theme.shades)
        self.settings = Settings()
        self.keymap_of = Keymap(self.settings.keys)
        self.levels = tuple(levels)
        self.first = first
        self.finished = False
        self.draft: Draft | None = None
        self.suggested = ""
        self._open_run = open_run
        self._left = left
        self._port: Port | None = None
        self._was_paused: bool | None = None

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables and the theme's ground, for the cells that no zone paints."""
        colour = self.manner.theme.tokens["bg"].colour
        ground = "ansi_default" if colour is None or colour.triplet is None else colour.triplet.hex
        return {**super().get_css_variables(), "ground": ground}

    def wear(self, theme: str) -> None:
        """Change the theme while the game runs; NO_COLOR stays obeyed. Raises ValueError for an unknown name."""
        if self.manner.theme.name == "no-color":
            return
        self.manner = Manner(load_theme(theme), self.manner.glyphs)
        self.ansi_color = not self.manner.theme.shades
        self.refresh_css()
        for screen in self.screen_stack:
            for zone in screen.query(Zone):
                zone.forget()

    def get_default_screen(self) -> Screen[object]:
        """The first screen, at the bottom of the stack: a blank one below it would be laid out for nothing."""
        if self.first is not None:
            return self._screen_for(self._open_run(self.first))
        from game.tui.screens.title import TitleScreen

        return cast(Screen[object], TitleScreen())

    def play(self, level: str) -> None:
        """Open a run of a level and put its board on top. Raises what opening raises."""
        self.push_screen(self._screen_for(self._open_run(level)))

    def left_run(self) -> LeftRun | None:
        """The newest run that was left before its end."""
        return self._left() if self._left is not None else None

    def open_resumed(self, left: LeftRun) -> None:
        """Go on with a run that was left, paused until the player is ready. Raises what opening raises."""
        self.push_screen(self._screen_for(left.open(), resumed=True))

    def _screen_for(self, opened: Port | Pending, *, resumed: bool = False) -> Screen[object]:
        """The board of a run; for one that takes a moment to open, what is shown meanwhile."""
        if isinstance(opened, Pending):
            from game.tui.screens.opening import OpeningScreen

            def board(port: Port) -> None:
                # The screen at the bottom of the stack cannot be switched for another; it stays there, unseen.
                put = self.push_screen if len(self.screen_stack) == 1 else self.switch_screen
                put(self._screen_for(port, resumed=resumed))

            return cast(Screen[object], OpeningScreen(opened, board, self._not_resumed if resumed else None))
        if resumed:
            opened.pause(True)
        return self._board_on(opened, greeting="Continued, and paused: space goes on." if resumed else "")

    def _not_resumed(self, error: Exception) -> None:
        """Back to the title, which says why."""
        from game.tui.screens.title import TitleScreen

        self.pop_screen()
        if isinstance(self.screen, TitleScreen):
            self.screen.call_after_refresh(self.screen.complain, error)  # coming back clears what was said

    def _board_on(self, port: Port, *, greeting: str = "") -> Screen[object]:
        from game.tui.screens.board import BoardScreen

        self.leave()
        self._port = port
        self.call_later(lambda: self._heed_size(self.size))
        return cast(Screen[object], BoardScreen(port, greeting=greeting))

    def on_resize(self, event: events.Resize) -> None:
        """No clock runs while the terminal is too small to see it."""
        self._heed_size(event.size)

    def _heed_size(self, size: Size) -> None:
        if self._port is None:
            return
        small = too_small(size)
        if small and self._was_paused is None:
            self._was_paused = self._port.snapshot.paused
            self._port.pause(True)
        elif not small and self._was_paused is not None:
            self._port.pause(self._was_paused)
            self._was_paused = None

    def deaf(self, key: str) -> bool:
        """Where nothing can be seen, nothing is pressed but what leaves the game."""
        if not too_small(self.size):
            return False
        if key == "ctrl+c":
            self.exit(0)
        return key != "ctrl+q"

    def leave(self) -> None:
        """Close the run that is open, if any."""
        self.draft = None
        self.suggested = ""
        self._was_paused = None
        if self._port is not None:
            self.finished = self.finished or bool(self._port.snapshot.ended)
            self._port.close()
            self._port = None

    def action_home(self) -> None:
        """Leave the run: back to the title, or out of the game if it began with a level."""
        self.leave()
        if self.first is not None:
            self.exit(0)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_leave_at_once(self) -> None:
        """Out of the game; the journal stays."""
        self.exit(0)

    def action_help_quit(self) -> None:
        """ctrl+c outside of the board leaves the game."""
        self.exit(0)

    def on_unmount(self) -> None:
        """The journal is closed however the app ends."""
        self.leave()
