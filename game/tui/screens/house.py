"""What screens ask of the app around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from textual.screen import Screen

from game.session.settings import Settings
from game.session.view.nights import LevelCard
from game.session.view.telling import Draft
from game.tui.keys import Keymap
from game.tui.port import Port
from game.tui.theme import Manner


@dataclass(frozen=True, slots=True)
class Pending:
    """A run that takes a moment to open: what is said meanwhile, and what opens it, away from the screen."""

    words: str
    open: Callable[[], Port]


@dataclass(frozen=True, slots=True)
class LeftRun:
    """A run that can be continued: what the title says of it ("An empty answer, from 23:50:10"), and what opens it.

    What `open` raises is shown on the title; its text is a sentence.
    """

    about: str
    open: Callable[[], Port | Pending]


class House(Protocol):
    """The app, as its screens know it.

    `first` is the level that the game was started with, or None; `finished` says that a night was played to its end;
    `draft` is the public update that was being written when its composer was closed,
    and `suggested` the words that were last taken over into it. `settings` are what the player chose, `keymap_of` the keys
    that follow from it.
    """

    manner: Manner
    levels: tuple[LevelCard, ...]
    first: str | None
    finished: bool
    draft: Draft | None
    suggested: str
    settings: Settings
    keymap_of: Keymap

    def play(self, level: str) -> None:
        """Open a run of a level."""

    def left_run(self) -> LeftRun | None:
        """The newest run that can be continued."""

    def open_resumed(self, left: LeftRun) -> None:
        """Go on with it, paused. Raises what hinders it."""

    def action_home(self) -> None:
        """Leave the run for the title, or leave the game if it was started with a level."""


def house(screen: Screen[Any]) -> House:
    """The app around a screen."""
    return cast(House, screen.app)


def go_home(screen: Screen[Any], *, choose: bool = False) -> None:
    """Leave the run and every screen over it; with `choose`, go on to the picker of nights."""
    home = house(screen)
    app = screen.app

    def leave() -> None:
        home.action_home()
        if choose and home.first is None and home.levels:
            from game.tui.screens.levels import LevelsScreen

            app.push_screen(LevelsScreen(home.levels))

    app.call_later(leave)
