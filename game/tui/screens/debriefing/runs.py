"""Nights that are run again beside the screen: one at a time, with their progress, until they are stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

T = TypeVar("T")
Work = Callable[[Callable[[float], None], Callable[[], bool]], T | None]
"""What takes long: told whom to tell of its progress (0 to 1), and whom to ask whether it is still wanted."""
_NOTED = 0.01
"""The share from which on progress is drawn anew."""


class Runs:
    """Whatever is begun last is what runs; one that was stopped says nothing any more. `changed` is called when `now` is another.

    `now` is what is being run, in words, and how much of it is done; None if nothing is.
    """

    def __init__(self, screen: Screen[Any], changed: Callable[[], None]) -> None:
        self.now: tuple[str, float] | None = None
        self._screen = screen
        self._changed = changed
        self._stop = Event()

    def begin(self, words: str, work: Work[T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run it in a thread; `done` and `failed` are called on the screen's own thread."""
        self.stop()
        stop = self._stop = Event()
        self.now = words, 0.0

        def run() -> None:
            self._run(work, stop, done, failed)

        self._screen.run_worker(run, thread=True, exit_on_error=False)
        self._changed()

    def stop(self) -> bool:
        """Give up what runs; whether something did."""
        ran = self.now is not None
        self._stop.set()
        self.now = None
        if ran:
            self._changed()
        return ran

    def _run(self, work: Work[T], stop: Event, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        worker, app = get_current_worker(), self._screen.app
        told = 0.0

        def cancelled() -> bool:
            return stop.is_set() or worker.is_cancelled

        def progress(share: float) -> None:
            nonlocal told
            if share - told >= _NOTED and not cancelled():
                told = share
                app.call_from_thread(self._progress, stop, share)

        def ended(tell: Callable[[], None]) -> None:
            if not stop.is_set():
                self.now = None
                tell()
                self._changed()

        try:
            result = work(progress, cancelled)
        except Exception as error:
            hindered = error
            if not cancelled():
                app.call_from_thread(ended, lambda: failed(hindered))
        else:
            if result is not None and not cancelled():
                found = result
                app.call_from_thread(ended, lambda: done(found))

    def _progress(self, stop: Event, share: float) -> None:
        if not stop.is_set() and self.now is not None:
            self.now = self.now[0], share
            self._changed()
