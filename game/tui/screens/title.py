"""The title: one thing to do, and the answer that goes empty."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.nights import Past
from game.tui.canvas import Canvas
from game.tui.keysets.title import PLACE
from game.tui.paint.title import TitlePicture, entries, paint_title
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import LeftRun, house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

ADDRESSES = 6
"""What dig counts while all is well."""
EMPTY_AFTER_S = 2.5


class TitleScreen(Everywhere):
    """The first screen."""

    AUTO_FOCUS = ""
    where = "title"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[LeftRun, ...] = ()
        self._past = Past()
        self._trouble = ""
        self._answers = 0

    def compose(self) -> ComposeResult:
        """One zone, drawn by `paint_title`."""
        yield Page(self._paint)

    def _paint(self, width: int, height: int) -> Canvas:
        home = house(self)
        listed = entries(
            home.levels,
            [run.about for run in self._left],
            played=home.finished,
            past=self._past,
            keymap=home.keymap_of,
        )
        layers = next((level.region for level in home.levels if level.region), ())
        trouble = self._trouble or next(iter(home.wardrobe.troubles()), "") or self._past.trouble
        first = self._past.first_of(home.levels)
        picture = TitlePicture(listed, layers, trouble, self._answers, first, goes_on=bool(self._left))
        return paint_title(width, height, home.manner, picture)

    def on_mount(self) -> None:
        """The answer goes empty, once, before somebody's eyes; with motion off it is empty already."""
        if house(self).settings.motion:
            self._answers = ADDRESSES
            self.set_timer(EMPTY_AFTER_S, self._go_empty)

    def _go_empty(self) -> None:
        self._answers = 0
        self.query_one(Page).repaint()

    def on_screen_resume(self) -> None:
        """A run may have been left or finished meanwhile: look again what can be continued, and what was played."""
        self._left = self._left_whole()
        self._trouble = ""
        self.query_one(Page).repaint()
        self.call_after_refresh(lambda: self.run_worker(self._look_back, thread=True, exclusive=True))

    def _left_whole(self) -> tuple[LeftRun, ...]:
        """The runs that were left, but for those that were taken over from another one: the picker goes on with these."""
        return tuple([run for run in house(self).left_runs() if not run.practice])

    def _look_back(self) -> None:
        past = house(self).past()
        self.app.call_from_thread(self._looked_back, past)

    def _looked_back(self, past: Past) -> None:
        if past != self._past:
            self._past = past
            self.query_one(Page).repaint()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on an entry is its key."""
        await self.run_action(message.command)

    def action_first(self) -> None:
        """Go on with the night that was left; without one, open the suggested one."""
        if self._left:
            self.action_resume()
        else:
            self.action_take()

    def action_new(self) -> None:
        """Open the suggested night although another was left."""
        if self._left:
            self.action_take()

    def action_take(self) -> None:
        """Open the night that is suggested next; for whoever is new, the first."""
        home = house(self)
        level = self._past.first_of(home.levels)
        if level is not None:
            home.play(level.id)

    def action_resume(self) -> None:
        """Go on with the run that was left."""
        home = house(self)
        self._left = self._left_whole()
        if self._left:
            try:
                home.open_resumed(self._left[0])
            except Exception as error:
                self.complain(error)
        self.query_one(Page).repaint()

    def complain(self, error: Exception) -> None:
        """Say why the run that was left cannot be continued, until something else is opened."""
        self._trouble = f"It cannot be continued: {error}"
        self.query_one(Page).repaint()

    def action_levels(self) -> None:
        """Open the picker."""
        from game.tui.screens.levels import LevelsScreen

        self.app.push_screen(LevelsScreen(house(self).levels))

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit(0)
