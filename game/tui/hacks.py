"""Every use of Textual's private parts, with the reason. What stands here may break with a new Textual."""

from __future__ import annotations

from textual.app import App


class QuietFailure(App[int]):
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
