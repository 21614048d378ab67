"""The picker of nights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.helping.guidance import Guidance
from game.session.view.nights import LevelCard, Past
from game.tui.canvas import Canvas
from game.tui.keysets.levels import PLACE
from game.tui.paint.picker import PickerPicture, paint_levels, watchable
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import LeftRun, house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone


class LevelsScreen(Everywhere):
    """Choose a night."""

    AUTO_FOCUS = ""
    where = "levels"
    wheel = ("move(-1)", "move(1)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, levels: Sequence[LevelCard]) -> None:
        super().__init__()
        self.levels = tuple(levels)
        self.chosen = 0
        self._past = Past()
        self._left: dict[str, LeftRun] = {}
        self._trouble = ""
        self._won: set[str] | None = None
        self._help: dict[str, Guidance] = {}

    def compose(self) -> ComposeResult:
        """One zone, drawn by `paint_levels`."""
        yield Page(self._paint)

    def _paint(self, width: int, height: int) -> Canvas:
        left = {level: run.at for level, run in self._left.items()}
        past = replace(self._past, trouble=self._trouble) if self._trouble else self._past
        help_ = self._help_here() if self.levels else Guidance.HINTS
        picture = PickerPicture(self.levels, self.chosen, past, left, help_)
        return paint_levels(width, height, house(self).manner, picture)

    def on_screen_resume(self) -> None:
        """Look what was played and what was left open; also after a run that was opened from here."""
        self._left = {}
        for run in sorted(house(self).left_runs(), key=lambda run: run.practice):  # the newest of the whole ones first
            if run.level:
                self._left.setdefault(run.level, run)
        self.query_one(Page).repaint()
        self.run_worker(self._look_back, thread=True, exclusive=True)

    def _look_back(self) -> None:
        past = house(self).past()
        self.app.call_from_thread(self._looked_back, past)

    def _looked_back(self, past: Past) -> None:
        if past != self._past or self._won is None:
            self._past = past
            self._go_on_from_won()
            self.query_one(Page).repaint()

    def _go_on_from_won(self) -> None:
        """Once the chosen night was won since it was opened from here, choose the next one that is still to be won."""
        was, self._won = self._won, {run.level for run in self._past.runs if run.outcome == "resolved"}
        if was is None or not self.levels or self.levels[self.chosen].id not in self._won - was:
            return
        further = [*self.levels[self.chosen + 1 :], *self.levels[: self.chosen]]
        wanted = next((level for level in further if level.id not in self._won), None)
        if wanted is not None:
            self.chosen = self.levels.index(wanted)

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a night chooses it, on a key of the last line presses it."""
        await self.run_action(message.command)

    def action_move(self, by: int) -> None:
        """Up or down."""
        if self.levels:
            self._choose((self.chosen + by) % len(self.levels))

    def action_press(self, index: int) -> None:
        """A click shows the briefing of a night; a click on the one that is shown starts it."""
        if index == self.chosen:
            self.action_start()
        else:
            self._choose(index)

    def _choose(self, index: int) -> None:
        self.chosen = index
        self._trouble = ""
        self.query_one(Page).repaint()

    def _help_here(self) -> Guidance:
        """With how much help the chosen night is begun."""
        level = self.levels[self.chosen].id
        return self._help.get(level) or self._past.help_for(level)

    def action_help(self, by: int) -> None:
        """More help, or less. What was chosen holds until the night was begun."""
        if self.levels:
            steps = list(Guidance)
            at = steps.index(self._help_here()) + by
            self._help[self.levels[self.chosen].id] = steps[max(0, min(len(steps) - 1, at))]
            self.query_one(Page).repaint()

    def action_help_with(self, step: str) -> None:
        """A click on a step of help."""
        if self.levels:
            self._help[self.levels[self.chosen].id] = Guidance(step)
            self.query_one(Page).repaint()

    def action_start(self) -> None:
        """Start the chosen night, or go on with it if it was left open."""
        if not self.levels:
            return
        left = self._left.get(self.levels[self.chosen].id)
        if left is None:
            self.action_new()
            return
        try:
            house(self).open_resumed(left)
        except Exception as error:
            self.complain(error)

    def action_new(self) -> None:
        """Begin the chosen night anew."""
        if self.levels:
            level = self.levels[self.chosen].id
            house(self).play(level, self._help.pop(level, None))

    def action_watch(self) -> None:
        """Watch the newest finished run of the chosen night, if its journal is known."""
        run = watchable(self._past, self.levels[self.chosen].id) if self.levels else None
        if run is not None:
            house(self).open_recording(run.journal, None, self._not_watched)

    def _not_watched(self, error: Exception) -> None:
        """Say why a run cannot be watched, until another night is chosen."""
        self._trouble = f"It cannot be watched: {error}"
        self.query_one(Page).repaint()

    def complain(self, error: Exception) -> None:
        """Say why a run cannot be continued, until another night is chosen."""
        self._trouble = f"It cannot be continued: {error}"
        self.query_one(Page).repaint()

    def action_start_number(self, number: int) -> None:
        """Start the night with this number."""
        if number <= len(self.levels):
            self.chosen = number - 1
            self.action_start()

    def action_back(self) -> None:
        """Back to the title."""
        self.app.pop_screen()
