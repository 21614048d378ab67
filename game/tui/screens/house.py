"""What screens ask of the app around them."""

from __future__ import annotations

from typing import Any, Protocol, cast

from textual.screen import Screen

from game.session.view import Draft, LevelCard
from game.tui.theme import Manner


class House(Protocol):
    """The app, as its screens know it.

    `resumable` describes a run that can be continued ("An empty answer, 0:42 in"), `draft` is the public update that
    was being written when its composer was closed.
    """

    manner: Manner
    levels: tuple[LevelCard, ...]
    resumable: str | None
    draft: Draft | None

    def play(self, level: str) -> None:
        """Open a run of a level."""

    def open_resumed(self) -> None:
        """Open the run that `resumable` describes."""


def house(screen: Screen[Any]) -> House:
    """The app around a screen."""
    return cast(House, screen.app)
