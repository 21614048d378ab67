"""What screens ask of the app around them."""

from __future__ import annotations

from typing import Any, Protocol, cast

from textual.screen import Screen

from game.session.view import Draft, LevelCard
from game.tui.theme import Manner


class House(Protocol):
    """The app, as its screens know it.

    `first` is the level that the game was started with, or None; `resumable` describes a run that can be continued
    ("An empty answer, 0:42 in"); `draft` is the public update that was being written when its composer was closed.
    """

    manner: Manner
    levels: tuple[LevelCard, ...]
    first: str | None
    resumable: str | None
    draft: Draft | None

    def play(self, level: str) -> None:
        """Open a run of a level."""

    def open_resumed(self) -> None:
        """Open the run that `resumable` describes."""

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
