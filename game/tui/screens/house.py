"""What screens ask of the app around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from game.session.helping.guidance import Guidance
    from game.session.keeping.settings import Settings
    from game.session.view.nights import LevelCard, Past, PastRun
    from game.session.view.telling import Draft
    from game.session.view.what_if import Differences
    from game.tui.keys import Keymap
    from game.tui.port import Port
    from game.tui.theme import Manner
    from game.tui.wardrobe import Wardrobe


@dataclass(frozen=True, slots=True)
class Pending:
    """A run that takes a moment to open: what is said meanwhile, and what opens it, away from the screen."""

    words: str
    open: Callable[[], Port]


@dataclass(frozen=True, slots=True)
class LeftRun:
    """A run that can be continued: what the title says of it ("An empty answer, from 23:50:10"), and what opens it.

    What `open` raises is shown on the title; its text is a sentence. `level` is the level's id and `at` the clock there ("23:50").
    `practice` says that it was taken over in the middle of another run: the title does not put it before all else.
    """

    about: str
    open: Callable[[], Port | Pending]
    level: str = ""
    at: str = ""
    practice: bool = False


class House(Protocol):
    """The app, as its screens know it.

    `first` is the level that the game was started with, or None; `finished` says that a night was played to its end;
    `draft` is the public update that was being written when its composer was closed,
    and `suggested` the words that were last taken over into it. `typed_file` holds what was typed in earlier
    runs, if that is kept. `settings` are what the player chose, `keymap_of` the keys
    that follow from it, and `wardrobe` knows where all that comes from.
    """

    manner: Manner
    levels: tuple[LevelCard, ...]
    first: str | None
    finished: bool
    draft: Draft | None
    suggested: str
    settings: Settings
    typed_file: Path | None
    keymap_of: Keymap
    wardrobe: Wardrobe

    def change(self, settings: Settings) -> str:
        """Take over other choices at once, and keep them; "" or, in a sentence, why they are not kept."""

    def play(self, level: str, guidance: Guidance | None = None) -> None:
        """Open a run of a level, with so much help (None: as the command line asks for)."""

    def left_runs(self) -> tuple[LeftRun, ...]:
        """The runs that can be continued, the newest first."""

    def past(self) -> Past:
        """What was played to its end before. Reads a file: not for the thread that draws."""

    def forget(self, run: PastRun | None) -> str:
        """Delete a result of the records, or all of them (None); "" or, in a sentence, what hinders it. Writes a file."""

    def open_resumed(self, left: LeftRun) -> None:
        """Go on with it, paused. Raises what hinders it."""

    def open_recording(self, journal: str, at: int | None, failed: Callable[[Exception], None]) -> None:
        """Watch a finished run from a second on (None: its begin). `journal` is a path, or a name in the folder of journals.

        `failed` hears what hinders it.
        """

    def open_debrief(self, journal: str, failed: Callable[[Exception], None]) -> None:
        """The debrief of a finished run once more. Otherwise like `open_recording`."""

    def play_on(self, journal: str, at: int, failed: Callable[[Exception], None]) -> None:
        """Take over from a finished run at a second, without watching it first. Otherwise like `open_recording`."""

    def take_over(self, port: Port) -> None:
        """Play on in a run that was taken over from the recording on top, paused until the player is ready.

        Leaving it comes back to what lies below.
        """

    def stop_watching(self) -> None:
        """Leave the recording on top for what was there before."""

    def compare(self, journal: str) -> Differences:
        """A run beside the one that it was taken over from. Takes as long as running both; raises what hinders it."""

    @property
    def comes_back(self) -> bool:
        """Whether leaving the run on top comes back to what it was taken over from."""

    def action_home(self) -> None:
        """Leave the run for what it was taken over from, else for the title, or leave the game if it was started with a level."""


def house(screen: Screen[Any]) -> House:
    """The app around a screen."""
    return cast(House, screen.app)


def go_home(screen: Screen[Any], *, choose: bool = False) -> None:
    """Leave the run and every screen over it; with `choose`, go on to the picker of nights.

    A game that was started with a level has no title to go to: there the picker lies over what was there.
    """
    home = house(screen)
    app = screen.app
    choose = choose and bool(home.levels)

    def leave() -> None:
        if not choose or home.first is None:
            home.action_home()
        if choose:
            from game.tui.screens.levels import LevelsScreen

            app.push_screen(LevelsScreen(home.levels))

    app.call_later(leave)
