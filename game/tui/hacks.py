"""Every use of Textual's private parts, with the reason. What stands here may break with a new Textual."""

from __future__ import annotations

import asyncio
from typing import Any

from rich.console import RenderableType
from textual import events
from textual._callback import invoke
from textual._compositor import ChopsUpdate
from textual._context import visible_screen_stack
from textual._dispatch_key import dispatch_key
from textual.app import App
from textual.dom import DOMNode
from textual.events import Event
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from game.tui.thrifty import ThriftyUpdate

_LONGEST_WAIT_S = 2.0
"""For a screen that was just opened to be ready for the next key."""


class OrderedKeys(App[int]):
    """An app in which every key is taken to its end before the next one begins.

    Textual puts keys into the queue of the focused widget; what the widget does not want goes up to the app through
    two more queues. Of keys that come in one burst (a paste without brackets, a slow line) letters are thus taken
    before a backspace or a return that was pressed earlier, and a key that moves the focus is late for all of them.
    """

    async def on_event(self, event: Event) -> None:
        """Keys and pasted text are handled here and now; everything else is Textual's."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        screen = self.screen
        if not screen.is_mounted:
            try:
                await asyncio.wait_for(screen._mounted_event.wait(), _LONGEST_WAIT_S)
            except TimeoutError:
                return  # a key is lost rather than the app
        event._set_forwarded()
        if isinstance(event, events.Paste):
            if not self.deaf("paste"):
                await self._climb(event, "on_paste")
        elif not self.deaf(event.key) and not await self._check_bindings(event.key, priority=True):
            await self._climb(event, "on_key")
            if not event._stop_propagation and not await self._check_bindings(event.key):
                await dispatch_key(self, event)

    def deaf(self, key: str) -> bool:  # noqa: ARG002 - a subclass looks at it
        """Whether a key is to be ignored now."""
        return False

    async def _climb(self, event: Event, handler: str) -> None:
        """Offer an event to the focused widget and to everything around it, until one keeps it."""
        node: DOMNode | None = self.focused or self.screen
        while isinstance(node, Widget) and not event._stop_propagation:
            with node._context():
                for _, method in node._get_dispatch_methods(handler, event):
                    await invoke(method, event)
            node = node.parent


def cells_of(screen: Screen[Any]) -> list[Strip]:
    """What stands on a screen, line by line, as it would be sent. Textual keeps this with what it last laid out."""
    visible_screen_stack.set(list(screen.app._background_screens))
    return screen._compositor.render_strips()


class SmallUpdates(OrderedKeys):
    """An app that sends only the cells that changed; see `thrifty`."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if type(renderable) is ChopsUpdate:
            renderable = ThriftyUpdate(renderable.chops, renderable.spans, renderable.chop_ends)
        super()._display(screen, renderable)
        if renderable is not None and not self._batch_count:
            self.displayed(screen)

    def displayed(self, screen: Screen[Any]) -> None:
        """Something of a screen was just sent; a subclass heeds it."""


class QuietFailure(SmallUpdates):
    """An app that ends on an unhandled error without printing a traceback, and keeps the error for its caller.

    Textual prints a page of traceback with local variables; a player gets one line instead, from whoever ran the app.
    The terminal is restored in both cases, and test pilots still raise the error.
    """

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What ended the app, if it was an error."""
        return self._exception
