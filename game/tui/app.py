"""The Textual app: chooses a manner for the terminal, opens the first screen, closes the run at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import App

from game.session.view import Draft, LevelCard
from game.tui.port import Port
from game.tui.theme import choose_manner


class NoErrorApp(App[int]):
    """The game on a screen. It wires screens together and knows nothing of what they show."""

    TITLE = "NOERROR"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = "Screen { background: transparent; scrollbar-size: 0 0; overflow: hidden; }"

    def __init__(
        self,
        levels: Sequence[LevelCard],
        open_run: Callable[[str], Port],
        *,
        first: str | None = None,
        resumable: str | None = None,
        open_resumed: Callable[[], Port] | None = None,
        theme: str | None = None,
        ascii_only: bool = False,
    ) -> None:
        self.manner = choose_manner(os.environ, theme, ascii_only=ascii_only)
        super().__init__(ansi_color=not self.manner.theme.shades)
        self.levels = tuple(levels)
        self.first = first
        self.resumable = resumable if open_resumed is not None else None
        """Describes a run that can be continued, such as "An empty answer, 0:42 in"."""
        self.draft: Draft | None = None
        """The public update that was being written when its composer was closed."""
        self._open_run = open_run
        self._open_resumed = open_resumed
        self._port: Port | None = None

    def on_mount(self) -> None:
        """Open the first screen."""
        if self.first is not None:
            self.play(self.first)
            return
        from game.tui.screens.title import TitleScreen

        self.push_screen(TitleScreen())

    def play(self, level: str) -> None:
        """Open a run of a level and put its board on top. Raises what opening raises."""
        self.leave()
        self._show(self._open_run(level))

    def open_resumed(self) -> None:
        """Go on with the run that `resumable` describes. Raises what opening raises."""
        if self._open_resumed is None:
            return
        self.leave()
        self.resumable, open_resumed = None, self._open_resumed
        self._show(open_resumed())

    def _show(self, port: Port) -> None:
        from game.tui.screens.board import BoardScreen

        self._port = port
        self.push_screen(BoardScreen(port))

    def leave(self) -> None:
        """Close the run that is open, if any."""
        if self._port is not None:
            self._port.close()
            self._port = None
        self.draft = None

    def on_unmount(self) -> None:
        """The journal is closed however the app ends."""
        self.leave()
