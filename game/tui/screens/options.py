"""The settings screen: what is chosen is worn and kept at once."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.settings import Settings
from game.tui.all_places import all_places
from game.tui.canvas import Canvas
from game.tui.keymap import Unfit, keymap_for
from game.tui.keys import Key
from game.tui.keysets.options import PLACE
from game.tui.option_rows import CHOICES, EVERYTHING, chosen_index, option_rows, with_choice
from game.tui.paint.options import OptionRow, OptionsPicture, paint_options
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

_PAGE = 10  # lines


class OptionsScreen(Everywhere):
    """Looks, pace and keys. The lines are those of `CHOICES`, then every key, then everything at once."""

    AUTO_FOCUS = ""
    where = "options"
    wheel = ("move(-1)", "move(1)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0
        self.waiting = False
        self.notice = ""
        self._sure = False
        self._keys: tuple[Key, ...] = tuple(key for place in all_places() for key in place.keys)

    def compose(self) -> ComposeResult:
        """One page, drawn by `paint_options`."""
        yield Page(self._paint)

    def on_mount(self) -> None:
        """What is wrong in the file is said first."""
        self.notice = next(iter(house(self).wardrobe.troubles()), "")

    @property
    def rows(self) -> tuple[OptionRow, ...]:
        """The lines as they are now."""
        return option_rows(house(self).wardrobe, all_places())

    def _paint(self, width: int, height: int) -> Canvas:
        kept = house(self).wardrobe.kept.path
        picture = OptionsPicture(
            self.rows, self.chosen, str(kept) if kept is not None else "", self.notice, self.waiting
        )
        return paint_options(width, height, house(self).manner, picture)

    def _repaint(self) -> None:
        self.query_one(Page).repaint()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a line, a choice or a key of the last line."""
        await self.run_action(message.command)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """While a new key is awaited no key does what it did."""
        return not self.waiting or action == "leave_waiting"

    def on_key(self, event: events.Key) -> None:
        """The new key, if one is awaited."""
        if not self.waiting:
            return
        event.stop()
        event.prevent_default()
        self.waiting = False
        if event.key == "escape":
            self._repaint()
            return
        key = self._keys[self.chosen - len(CHOICES)]
        keys = {id_: written for id_, written in self._kept.keys.items() if id_ != key.id}
        self._change(replace(self._kept, keys={**keys, key.id: event.key}))

    @property
    def _kept(self) -> Settings:
        return house(self).wardrobe.kept.settings

    def _change(self, settings: Settings) -> None:
        """Take it over, unless a key would come to stand for two things."""
        places = all_places()
        known = {unfit.id for unfit in keymap_for(self._kept, places)[1]}
        clash: Unfit | None = next((it for it in keymap_for(settings, places)[1] if it.id not in known), None)
        if clash is not None:
            self.notice = clash.why
        else:
            self.notice = house(self).change(settings)
        self._sure = False
        self._repaint()

    def action_move(self, by: int) -> None:
        """Up or down."""
        self.action_pick(max(0, min(len(self.rows) - 1, self.chosen + by)), press=False)

    def action_page(self, pages: int) -> None:
        """Ten lines up or down."""
        self.action_move(pages * _PAGE)

    def action_pick(self, index: int, *, press: bool = True) -> None:
        """Go to a line; a click on the line that is chosen already presses it."""
        if index == self.chosen and press:
            self.action_press()
            return
        self.chosen, self.notice, self._sure = index, "", False
        self._repaint()

    def action_choose(self, index: int, choice: int) -> None:
        """Make a choice."""
        self.chosen = index
        self._change(with_choice(self._kept, index, choice))

    def action_change(self, by: int) -> None:
        """The choice beside the one that is made; the ends are ends."""
        if self.chosen < len(CHOICES):
            count = len(CHOICES[self.chosen].values)
            at = chosen_index(house(self).wardrobe, self.chosen)
            self.action_choose(self.chosen, max(0, min(count - 1, at + by)))

    def action_press(self) -> None:
        """The next choice, and behind the last one the first; for a key, wait for the new one; at the end, reset all."""
        row = self.rows[self.chosen]
        if self.chosen < len(CHOICES):
            count = len(CHOICES[self.chosen].values)
            at = chosen_index(house(self).wardrobe, self.chosen)
            self.action_choose(self.chosen, (at + 1) % count)
        elif row.key:
            self.waiting = True
            self.notice = f"Press the new key for: {row.does}. esc leaves it as it is."
            self._repaint()
        elif self._sure:
            self._change(Settings())
            self.notice = self.notice or "Everything is as the game brings it."
            self._repaint()
        else:
            self._sure = True
            self.notice = "Once more, and every choice and every key is as the game brings it."
            self._repaint()

    def action_leave_waiting(self) -> None:
        """The key stays what it was."""
        self.waiting = False
        self.notice = ""
        self._repaint()

    def action_reset(self) -> None:
        """The chosen line as the game brings it."""
        if self.chosen < len(CHOICES):
            self.action_choose(self.chosen, 0)
        elif self.rows[self.chosen].label != EVERYTHING:
            id_ = self._keys[self.chosen - len(CHOICES)].id
            self._change(replace(self._kept, keys={it: key for it, key in self._kept.keys.items() if it != id_}))

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()
