"""The settings screen: what is chosen is worn and kept at once."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.keeping.settings import Settings
from game.tui.all_places import all_places
from game.tui.canvas import Canvas
from game.tui.keymap import Unfit, keymap_for
from game.tui.keys import Key
from game.tui.keysets.options import PLACE
from game.tui.option_rows import CHOICES, EVERYTHING, chosen_index, matching, option_rows, with_choice
from game.tui.paint.options import OptionRow, OptionsPicture, paint_options
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.house import house
from game.tui.screens.waiting_night import WaitingNight
from game.tui.widgets.page import Page

_PAGE = 8  # lines: what two of them pass is in sight in between, also where each takes two rows
_LONGEST = 40  # letters
_WHILE_FINDING = ("move", "page", "pick", "choose", "stop_finding", "find_nothing")


class OptionsScreen(WaitingNight):
    """Looks, pace and keys. The lines are those of `CHOICES`, then every key, then everything at once.

    A `night` that goes on waits meanwhile: its clock is not in sight here.
    """

    where = "options"
    wheel = ("move(-1)", "move(1)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, night: Port | None = None) -> None:
        super().__init__(night)
        self.chosen = 0
        self.typed = ""
        self.finding = False
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
            self.rows,
            self.chosen,
            str(kept) if kept is not None else "",
            self.notice,
            self.waiting,
            self._listed() if self.typed else None,
            self.typed,
            self.finding,
            self.night_held,
        )
        return paint_options(width, height, house(self).manner, picture)

    def _listed(self) -> tuple[int, ...]:
        """The numbers of the lines that hold the typed letters."""
        return matching(self.rows, self.typed)

    def _repaint(self) -> None:
        self.query_one(Page).repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """While a new key is awaited no key does what it did; while letters are typed only those that move."""
        if self.finding:
            return action in _WHILE_FINDING
        return not self.waiting or action == "leave_waiting"

    def on_key(self, event: events.Key) -> None:
        """The new key, if one is awaited; letters of what is looked for."""
        if self.finding:
            self._type(event)
            return
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

    def _type(self, event: events.Key) -> None:
        """One letter more or less; enter and esc end it."""
        if event.key in ("enter", "tab"):
            self.action_stop_finding()
        elif event.key == "escape":
            self.action_find_nothing()
        elif event.key == "backspace":
            self._look_for(self.typed[:-1])
        elif event.character and event.character.isprintable() and len(self.typed) < _LONGEST:
            self._look_for(self.typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _look_for(self, typed: str) -> None:
        self.typed, self.notice, self._sure = typed, "", False
        listed = self._listed()
        if listed and self.chosen not in listed:
            self.chosen = listed[0]
        self._repaint()

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
        listed = self._listed()
        if listed:
            at = listed.index(self.chosen) if self.chosen in listed else 0
            self.action_pick(listed[max(0, min(len(listed) - 1, at + by))], press=False)

    def action_page(self, pages: int) -> None:
        """Some lines up or down, so that none is passed unseen."""
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

    def action_find(self) -> None:
        """Type letters of what is looked for."""
        self.finding = True
        self._repaint()

    def action_stop_finding(self) -> None:
        """The lines that were found stay; keys act on them again. Where none was, all are listed."""
        self.finding = False
        self._look_for(self.typed if self._listed() else "")

    def action_find_nothing(self) -> None:
        """List all lines again."""
        self.finding = False
        self._look_for("")

    def action_open_options(self) -> None:
        """The key that opened it closes it."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """List all lines again; then back to where it was opened."""
        if self.typed:
            self.action_find_nothing()
        else:
            self.app.pop_screen()
