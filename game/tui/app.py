"""The Textual app: chooses a manner for the terminal, opens the first screen, closes the run at the end."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from game.session.keeping.settings import THEMES, Settings
from game.session.keeping.settings_file import SettingsFile
from game.tui.recordings import Recordings
from game.tui.screens.house import LeftRun, Pending
from game.tui.screens.least import too_small
from game.tui.wardrobe import Wardrobe
from game.tui.widgets.zone import Zone

if TYPE_CHECKING:
    from game.session.helping.guidance import Guidance
    from game.session.view.nights import LevelCard, Past, PastRun
    from game.session.view.telling import Draft
    from game.session.view.what_if import Differences
    from game.tui.port import Port, Recorded
    from game.tui.screens.board import BoardScreen


UNSAVED = "This run is not being saved: the console says why. You can play on."


class NoErrorApp(Recordings):
    """The game on a screen. It wires screens together and knows nothing of what they show.

    `open_run` opens a seat at a new run of a level, or says what opens it if that takes a moment; `left` finds the newest
    run that was left before its end, and is asked whenever the title is shown. `kept` are the player's settings; `theme` and
    `ascii_only` of the command line go before them. After `run()`, `failure` holds the error that ended the app, if one
    did: the caller prints it in one line.
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
        open_run: Callable[[str, Guidance | None], Port | Pending],
        *,
        first: str | None = None,
        theme: str | None = None,
        ascii_only: bool = False,
        left: Callable[[], Sequence[LeftRun]] | None = None,
        past: Callable[[], Past] | None = None,
        forget: Callable[[PastRun | None], str] | None = None,
        kept: SettingsFile | None = None,
        watch: Callable[[str, int | None], Port | Pending] | None = None,
        compare: Callable[[str], Differences] | None = None,
    ) -> None:
        self.wardrobe = Wardrobe(kept or SettingsFile(), os.environ, theme, ascii_only=ascii_only)
        self.manner = self.wardrobe.manner()
        super().__init__(ansi_color=not self.manner.theme.shades)
        self.settings = self.wardrobe.settings
        self.keymap_of = self.manner.keys
        self.set_keymap(self.keymap_of.chosen)
        self.levels = tuple(levels)
        self.first = first
        self.finished = False
        self.draft: Draft | None = None
        self.suggested = ""
        self.typed_file: Path | None = None
        self._open_run = open_run
        self._left = left
        self._past = past
        self._forget = forget
        self._record = watch
        self._compare = compare
        self._runs: list[Port] = []
        self._was_paused: bool | None = None
        self._deaf_until = 0.0
        self._awaited: Screen[object] | None = None

    @property
    def _port(self) -> Port | None:
        """The run that was opened last and is open still; those below it wait."""
        return self._runs[-1] if self._runs else None

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables and the theme's ground, for the cells that no zone paints."""
        colour = self.manner.theme.tokens["bg"].colour
        ground = "ansi_default" if colour is None or colour.triplet is None else colour.triplet.hex
        return {**super().get_css_variables(), "ground": ground}

    def change(self, settings: Settings) -> str:
        """Take over other choices at once, looks and keys, and keep them; "" or, in a sentence, why they are not kept."""
        hindered = self.wardrobe.change(settings)
        self.manner = self.wardrobe.manner()
        self.settings = self.wardrobe.settings
        self.keymap_of = self.manner.keys
        self.set_keymap(self.keymap_of.chosen)
        self.ansi_color = not self.manner.theme.shades
        self.refresh_css()
        for screen in self.screen_stack:
            for zone in screen.query(Zone):
                zone.forget()
        return hindered

    def wear(self, theme: str) -> None:
        """Change the theme while the game runs; NO_COLOR stays obeyed. Raises ValueError for an unknown name."""
        if theme not in THEMES:
            raise ValueError(f"there is no theme {theme!r}; there are {', '.join(THEMES)}")
        self.change(replace(self.wardrobe.kept.settings, theme=theme))

    def get_default_screen(self) -> Screen[object]:
        """The first screen, at the bottom of the stack: a blank one below it would be laid out for nothing."""
        if self.first is not None:
            return self._screen_for(self._open_run(self.first, None))
        from game.tui.screens.title import TitleScreen

        return cast(Screen[object], TitleScreen())

    def play(self, level: str, guidance: Guidance | None = None) -> None:
        """Open a run of a level and put its board on top. Raises what opening raises."""
        self.push_screen(self._screen_for(self._open_run(level, guidance)))

    def left_runs(self) -> tuple[LeftRun, ...]:
        """The runs that were left before their end, the newest first."""
        return tuple(self._left()) if self._left is not None else ()

    def past(self) -> Past:
        """What was played to its end before."""
        from game.session.view.nights import Past

        return self._past() if self._past is not None else Past()

    def forget(self, run: PastRun | None) -> str:
        """Delete a result, or all of them (None); "" or, in a sentence, what hinders it."""
        return self._forget(run) if self._forget is not None else ""

    def open_resumed(self, left: LeftRun) -> None:
        """Go on with a run that was left, paused until the player is ready. Raises what opening raises."""
        self.push_screen(self._screen_for(left.open(), resumed=True))

    def _screen_for(
        self,
        opened: Port | Pending,
        *,
        resumed: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> Screen[object]:
        """The board of a run; for one that takes a moment to open, what is shown meanwhile. `failed` hears what hinders that."""
        if isinstance(opened, Pending):
            from game.tui.screens.opening import OpeningScreen

            def board(port: Port) -> None:
                self._deaf_until = inf
                self._awaited = self._screen_for(port, resumed=resumed)
                # The screen at the bottom of the stack cannot be switched for another; it stays there, unseen.
                put = self.push_screen if len(self.screen_stack) == 1 else self.switch_screen
                put(self._awaited)

            return cast(
                Screen[object], OpeningScreen(opened, board, failed or (self._not_resumed if resumed else None))
            )
        if resumed:
            opened.pause(True)
        told = next(iter(self.wardrobe.troubles()), "") if self.first is not None else ""
        if not opened.saved():
            told = UNSAVED
        elif resumed:
            told = self._goes_on()
        return self._board_on(opened, greeting=told)

    async def on_event(self, event: events.Event) -> None:
        """Pass by what was pressed before the board was there that it would reach: nobody could see what it does."""
        if not (isinstance(event, events.Key) and event.time < self._deaf_until):
            await super().on_event(event)

    def displayed(self, screen: Screen[Any]) -> None:
        """From the first picture of the board on, keys count."""
        if screen is self._awaited:
            self._awaited = None
            self._deaf_until = events.Event().time

    def _goes_on(self) -> str:
        from game.tui.widgets.board import PLACE

        return f"Continued, and paused: {self.keymap_of.first(PLACE['board.pause'])} goes on."

    def _not_resumed(self, error: Exception) -> None:
        """Back to where it was chosen, which says why."""
        from game.tui.screens.levels import LevelsScreen
        from game.tui.screens.title import TitleScreen

        self.pop_screen()
        if isinstance(self.screen, TitleScreen | LevelsScreen):
            self.screen.call_after_refresh(self.screen.complain, error)  # coming back clears what was said

    def _board_on(self, port: Port, *, greeting: str = "", comes_back: bool = False) -> Screen[object]:
        from game.tui.screens.board import BoardScreen

        self._begin_anew()
        self._runs.append(port)
        self.call_later(lambda: self._heed_size(self.size))
        if port.snapshot.recording:
            from game.tui.screens.recording import RecordingScreen

            return cast(Screen[object], RecordingScreen(cast("Recorded", port), greeting=greeting))
        return cast(Screen[object], BoardScreen(port, greeting=greeting, comes_back=comes_back))

    def on_ready(self) -> None:
        """The first screen is there. If garbage was left alone until now to be quick, it is looked for from now on."""
        if not gc.isenabled():
            self.call_after_refresh(_settle)

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
        """Close the run that was opened last, if any is open."""
        self._begin_anew()
        if self._runs:
            port = self._runs.pop()
            self.finished = self.finished or bool(port.snapshot.ended and not port.snapshot.recording)
            port.close()

    def _begin_anew(self) -> None:
        """What was begun in one run does not go on in another."""
        self.draft = None
        self.suggested = ""
        self._was_paused = None

    def _leave_all(self) -> None:
        self.leave()
        while self._runs:
            self.leave()

    def _board_on_top(self) -> BoardScreen | None:
        """The board that is nearest to the top, if that is of a run that was taken over: leaving it comes back."""
        from game.tui.screens.board import BoardScreen

        boards = [screen for screen in self.screen_stack if isinstance(screen, BoardScreen)]
        return boards[-1] if boards and boards[-1].comes_back else None

    @property
    def comes_back(self) -> bool:
        """Whether leaving the run on top comes back to what it was taken over from."""
        return self._board_on_top() is not None

    def action_home(self) -> None:
        """Leave the run: back to what it was taken over from, else to the title, or out of the game if it began with a level."""
        board = self._board_on_top()
        if board is not None:
            self.leave()
            while board in self.screen_stack:
                self.pop_screen()
            return
        self._leave_all()
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
        """Journals are closed however the app ends."""
        self._leave_all()


def _settle() -> None:
    """Drop what the start left behind. What is there now stays: no later look for garbage goes through it."""
    gc.collect()
    gc.freeze()
    gc.enable()
