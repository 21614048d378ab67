"""What is shown while a run is being opened that takes a moment: one line, at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from game.tui.canvas import Canvas
from game.tui.paint.text import fitting
from game.tui.port import Port
from game.tui.screens.house import Pending
from game.tui.widgets.page import Page


def paint_opening(width: int, height: int, words: str) -> Canvas:
    """One line in the middle."""
    canvas = Canvas(width, height)
    text = fitting(width - 2, (words, words.split(".", maxsplit=1)[0]))
    canvas.put(max(1, (width - len(text)) // 2), height // 2, text, "fg")
    return canvas


class OpeningScreen(Screen[None]):
    """Says what is being done, then does it beside the screen and hands over what came of it.

    `opened` gets the seat; `failed` gets what went wrong, and without it the app ends with that error.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self, pending: Pending, opened: Callable[[Port], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        super().__init__()
        self._pending = pending
        self._opened = opened
        self._failed = failed

    def compose(self) -> ComposeResult:
        """One zone with one line."""
        yield Page(self._paint)

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_opening(width, height, self._pending.words)

    def on_mount(self) -> None:
        """Begin as soon as the line is drawn."""
        self.call_after_refresh(lambda: self.run_worker(self._open()))

    async def _open(self) -> None:
        try:
            port = await asyncio.to_thread(self._pending.open)
        except Exception as error:
            self.app.call_later(self._failed or _fail, error)
        else:
            self.app.call_later(self._opened, port)


def _fail(error: Exception) -> None:
    raise error
