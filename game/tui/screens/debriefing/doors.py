"""The doors of the debrief: watching the night again, playing on from a moment of it, and what it is compared with."""

from __future__ import annotations

from game.tui.screens.debriefing.book import Book
from game.tui.screens.debriefing.page import DebriefPage
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house


class DebriefDoors(Everywhere):
    """Opens what lies beyond the debrief of the night in `book`."""

    book: Book

    @property
    def here(self) -> DebriefPage:
        """The page that is shown."""
        raise NotImplementedError

    def tell(self, notice: str) -> None:
        """Say something above the page."""
        raise NotImplementedError

    def action_watch(self) -> None:
        """Watch this night again, from the moment that the page is about."""
        self.watch_from(self.here.second)

    def watch_from(self, second: int | None) -> None:
        """Watch this night on the board; if this was opened from a recording of it, there."""
        from game.tui.screens.recording import RecordingScreen

        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if isinstance(below, RecordingScreen):
            self.app.pop_screen()
            if second is not None:
                below.action_to_second(second)
        elif self.book.journal:
            house(self).open_recording(self.book.journal, second, self._not_watched)

    def _not_watched(self, error: Exception) -> None:
        self.tell(f"It cannot be watched: {error}")

    def action_take_over(self) -> None:
        """Play on from the moment that the page is about."""
        second = self.here.second
        if second is not None and self.book.can_take_over(second):
            self.play_on(second)
        elif second is not None and self.book.journal:
            self.tell("The night was over at this moment: there is nothing to take over.")

    def play_on(self, second: int) -> None:
        """Take over at a second."""
        if self.book.journal:
            house(self).play_on(self.book.journal, second, self._not_taken_over)

    def _not_taken_over(self, error: Exception) -> None:
        self.tell(f"It cannot be taken over: {error}")

    def play_anew(self) -> None:
        """The same night from its begin, with as much help."""
        level = self.book.level
        try:
            house(self).play(level.id, level.guidance)
        except Exception as error:
            self.tell(f"It cannot be played: {error}")

    def action_compare(self) -> None:
        """This night beside the one that it was taken over from."""
        from game.tui.screens.differences import DifferencesScreen

        if self.book.journal:
            self.app.push_screen(DifferencesScreen(self.book.journal))
