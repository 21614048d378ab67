"""What works on every screen, typing or not: function keys and ctrl, never a letter."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen

from game.session.view.board import Offer
from game.session.view.talk import Talk
from game.tui.all_places import place
from game.tui.keys import Key, Place
from game.tui.port import Port
from game.tui.screens.house import house

PLACE = Place(
    "everywhere",
    "EVERYWHERE",
    (
        Key("app.help", "f1", "open_help", "help for where you are"),
        Key("run.pause", "f2", "pause", "stop or start every clock"),
        Key("app.glossary", "f3", "open_glossary", "what a word on the screen means"),
        Key("app.export", "f4", "export", "keep a picture, the console or the journal as a file"),
        Key("app.settings", "ctrl+o", "open_options", "settings: colours, symbols, motion and keys; the clock waits"),
        *(
            Key(
                f"run.answer{number}",
                f"f{number + 4}",
                f"talk_answer({number})",
                "answer somebody who talks to you, or let them go on",
                group="f5-f8",
            )
            for number in range(1, 5)
        ),
        Key("run.skip", "f9", "talk_skip", "skip what somebody talks to you about"),
        Key("app.palette", "ctrl+p", "open_palette", "find any action by its words", word="find", priority=True),
    ),
)


ROOMS = (
    ("open_rubric", "how a night is judged: every rule of the score"),
    ("open_records", "your results: every run, what comes again and when"),
)
"""What can be opened on every screen by the palette, and has no key everywhere: an action, and what it does in a clause."""


class Everywhere(Screen[Any]):
    """Base of every screen: help, glossary, export, palette and settings. `where` is the id of the place whose keys help explains."""

    where = ""
    answers = False
    """Whether this screen shows what comes of a line that is said on it, by `speak`."""
    wheel = ("", "")
    """What the mouse wheel does, up and down: actions of this screen."""
    port: Port

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Nobody below the mouse wanted it."""
        await self._turn_wheel(event, self.wheel[0])

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Nobody below the mouse wanted it."""
        await self._turn_wheel(event, self.wheel[1])

    async def _turn_wheel(self, event: events.MouseEvent, action: str) -> None:
        if action:
            event.stop()
            await self.run_action(action)

    def offers_here(self) -> tuple[Offer, ...]:
        """The numbered actions that are in sight."""
        return ()

    def chosen_words(self) -> str:
        """What is said of the thing that is chosen, for the glossary to begin with."""
        return ""

    def speak(self, line: str) -> None:
        """Say a line that was chosen elsewhere, as if it was chosen here."""

    def place_id(self) -> str:
        """The place whose keys hold at this moment."""
        return self.where

    def pause_name(self) -> str:
        """How the key is named that stops the clock here."""
        here = place(self.where)
        keys = (*(here.keys if here is not None else ()), *PLACE.keys)
        keymap = house(self).keymap_of
        return next((keymap.first(key) for key in keys if key.action.removeprefix("screen.") == "pause"), "")

    def action_pause(self) -> None:
        """Stop or start the clock, where there is one."""
        port = getattr(self, "port", None)
        if port is not None:
            port.pause(not port.snapshot.paused)

    def look(self) -> None:
        """See what is new; a screen that follows a run does."""

    def action_talk_answer(self, number: int) -> None:
        """Answer somebody who talks with the choice of this number; where nothing is asked, let them go on."""
        talk = self._talk()
        if talk is None:
            return
        if number <= len(talk.choices):
            self.port.reply(number)
        elif talk.waits and not talk.choices and number == 1:
            self.port.reply(0)
        self.look()

    def action_talk_skip(self) -> None:
        """Skip what somebody talks about, where that can be skipped."""
        talk = self._talk()
        if talk is not None and talk.skip:
            self.port.skip()
            self.look()

    def _talk(self) -> Talk | None:
        """Who talks to somebody that can answer: not to who watches a recording."""
        port: Port | None = getattr(self, "port", None)
        return None if port is None or port.snapshot.recording else port.snapshot.talk

    def action_open_help(self) -> None:
        """Help for where the player is."""
        from game.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(getattr(self, "port", None), self.place_id()))

    def action_open_options(self) -> None:
        """Colours, symbols, motion and keys."""
        from game.tui.screens.options import OptionsScreen

        self.app.push_screen(OptionsScreen(getattr(self, "port", None)))

    def action_open_glossary(self) -> None:
        """What the words on this screen mean."""
        from game.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self))

    def action_export(self) -> None:
        """Keep what is seen as a file."""
        from game.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self))

    def action_open_palette(self) -> None:
        """Find any action by its words."""
        from game.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(self))

    def action_open_rubric(self) -> None:
        """How a night is judged."""
        from game.tui.screens.rubric import RubricScreen

        self.app.push_screen(RubricScreen(getattr(self, "port", None)))

    def action_open_records(self) -> None:
        """What became of all nights."""
        from game.tui.screens.records import RecordsScreen

        port: Port | None = getattr(self, "port", None)
        level = "" if port is None else port.snapshot.level.id
        self.app.push_screen(RecordsScreen(port, level))

    def action_jump(self) -> None:
        """Put a letter on everything that can be clicked."""
        from game.tui.screens.jump import JumpScreen

        self.app.push_screen(JumpScreen(self))
