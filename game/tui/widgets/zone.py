"""A zone: a part of a screen that is painted as cells, once per state, and of which only changed lines are sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from game.tui.canvas import Canvas
from game.tui.keys import Keymap
from game.tui.theme import Manner

if TYPE_CHECKING:
    from game.tui.paint.chips import Chip


class Mannered(Protocol):
    """An app that says how to draw."""

    manner: Manner
    keymap_of: Keymap


class Zone(Widget):
    """Base of everything that is drawn. A subclass overrides `paint` and calls `repaint` when what it shows changed.

    Line API: Textual asks for single lines, and they come from the last canvas. `repaint` compares line by line and
    invalidates only the cells that differ, so that a ticking clock costs a few cells.
    """

    DEFAULT_CSS = """
    Zone { width: 1fr; height: 1fr; scrollbar-size: 0 0; }
    """

    @dataclass
    class Pressed(Message):
        """A click on something that the canvas aimed at; `command` is its word."""

        zone: Zone
        command: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._canvas: Canvas | None = None
        self._strips: dict[int, Strip] = {}
        self._chips: tuple[Chip, ...] = ()
        self._chipped: Canvas | None = None

    @property
    def manner(self) -> Manner:
        """How to draw: the app's theme and symbols."""
        return cast(Mannered, self.app).manner

    @property
    def keymap(self) -> Keymap:
        """Which keys the player has chosen."""
        return cast(Mannered, self.app).keymap_of

    @property
    def canvas(self) -> Canvas:
        """What is on the screen now; painted if it is not yet, or if the size changed."""
        width, height = self.size
        if self._canvas is None or (self._canvas.width, self._canvas.height) != (width, height):
            self._canvas = self.paint(width, height)
            self._strips.clear()
        return self._canvas

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the zone at this size. Called at most once per `repaint` or resize."""
        return Canvas(width, height)

    def repaint(self) -> None:
        """Paint again and send what changed."""
        if self._chips:
            return
        old = self._canvas
        width, height = self.size
        if old is None or not width or not height or (old.width, old.height) != (width, height):
            self._canvas = None
            self._strips.clear()
            self.refresh()
            return
        new = self._canvas = self.paint(width, height)
        changed = [y for y in range(height) if not new.same_line(old, y)]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*(Region(x, y, end - x, 1) for y in changed for x, end in new.changed_spans(old, y)))

    def mark(self, chips: tuple[Chip, ...]) -> None:
        """Lay letters over what is drawn, which stands still under them; none takes them away."""
        if chips == self._chips:
            return
        from game.tui.paint.chips import chipped

        self._chips = chips
        self._chipped = chipped(self.canvas, chips) if chips else None
        if chips:
            self._strips.clear()
            self.refresh()
        else:
            self.forget()

    def forget(self) -> None:
        """Drop everything drawn, as after a change of theme."""
        self._canvas = None
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line for Textual's compositor."""
        canvas = self._chipped or self.canvas
        strip = self._strips.get(y)
        if strip is None:
            style = self.manner.theme.style
            strip = canvas.strip(y, style) if y < canvas.height else Strip.blank(self.size.width, style("fg on bg"))
            self._strips[y] = strip
        return strip

    def on_click(self, event: events.Click) -> None:
        """Tell what was aimed at."""
        if command := self.canvas.command_at(event.x, event.y):
            event.stop()
            self.post_message(self.Pressed(self, command))
