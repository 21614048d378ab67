"""The status page composer. Closing it keeps the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from game.session.language.tokens import unquoted
from game.session.view.console import ReplyKind
from game.session.view.telling import Draft, Preview
from game.tui.canvas import Canvas
from game.tui.drafting import OPEN, Drafting
from game.tui.keysets.composer import PLACE
from game.tui.paint.composer import AFFECTED, FIELDS, MESSAGE, STATE, ComposerPicture, form_of, paint_composer
from game.tui.paint.keys import Legend
from game.tui.panels import NOT_HERE, taken_away
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.least import LEAST
from game.tui.screens.run_screen import Hear, RunScreen
from game.tui.widgets.message import MessageEditor
from game.tui.widgets.prompt import LONGEST


class ComposerScreen(RunScreen):
    """Writes a public update: what is published is one console line, made by `port.preview`."""

    where = "composer"
    wheel = ("move(-1)", "move(1)")
    DEFAULT_CSS = """
    ComposerScreen { layers: base over; }
    ComposerScreen MessageEditor {
        layer: over;
        position: absolute;
        border: none;
        padding: 0;
        scrollbar-size: 0 0;
        background: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.drafting = Drafting(port)
        self.field = STATE
        self.cursor = 0
        self.notice = ""
        self._asked = ""
        self._replaces = self._completes = False

    @property
    def draft(self) -> Draft:
        """What would be published now."""
        return self.drafting.draft

    @property
    def preview(self) -> Preview:
        """What publishing it would do."""
        return self.drafting.preview

    def compose(self) -> ComposeResult:
        """Header, page, and the editor of the message over it."""
        yield from super().compose()
        yield MessageEditor()

    def on_mount(self) -> None:
        """Take up the draft that was left."""
        self.drafting.draft = house(self).draft or self.draft
        editor = self.query_one(MessageEditor)
        editor.dress(house(self).manner.theme)
        editor.begin(self.draft.message)
        self.watch(editor, "scroll_y", self.repaint, init=False)
        self._read()
        self._place()

    def on_screen_resume(self) -> None:
        """Back from a screen on which the theme may have been changed."""
        self.query_one(MessageEditor).dress(house(self).manner.theme)

    def on_resize(self) -> None:
        """The message moves with the form."""
        self._place()

    def talk_moved(self) -> None:
        """The form moves with its page."""
        self._place()

    def _place(self) -> None:
        """Lay the editor over its box."""
        if not self.is_mounted:
            return
        width, height = self.size
        editor = self.query_one(MessageEditor)
        editor.display = width >= LEAST[0] and height >= LEAST[1]
        if editor.display:
            across, down, top = self.room
            editor.lie_over(form_of(across, down, self._picture()).message, top)

    def _picture(self) -> ComposerPicture:
        above, below = self.query_one(MessageEditor).out_of_sight() if self.is_mounted else (0, 0)
        return ComposerPicture(
            self.port.snapshot,
            self.draft,
            self.preview,
            self.field,
            self.cursor,
            self.notice,
            bool(self._asked),
            above,
            below,
            max(0, LONGEST - len(self.preview.line) + len(unquoted(self.draft.message))),
            self.pause_name(),
        )

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the form."""
        return paint_composer(width, height, house(self).manner, self._picture())

    def changed(self) -> None:
        """The board moved on: what it says of the services is read again."""
        self._read()

    def _read(self) -> None:
        self.drafting.read()
        self.cursor = max(0, min(self.cursor, len(self.preview.services) - 1))
        self._place()
        self.repaint()

    def _write(self, draft: Draft) -> None:
        """Change the draft, and keep it where it outlives this screen."""
        if draft == self.draft:
            return
        untouched = draft.message == self.draft.message and self._untouched()
        self.drafting.draft = house(self).draft = draft
        self.notice, self._asked, self._replaces, self._completes = "", "", False, False
        self._read()
        if untouched:
            self._suggest_words()

    def _untouched(self) -> bool:
        """Whether the words are those that were suggested."""
        mine = self.draft.message.strip()
        return bool(mine) and mine == house(self).suggested

    def _suggest_words(self) -> None:
        """Take the suggestion into the message."""
        house(self).suggested = self.preview.suggestion.strip()
        if self.query_one(MessageEditor).rewrite(self.preview.suggestion):
            self._take_words()

    def _take_words(self) -> None:
        """What was typed belongs to the draft, also if the editor has not told yet."""
        self._write(replace(self.draft, message=self.query_one(MessageEditor).text))

    def _tell(self, notice: str) -> None:
        """Show what became of a key."""
        self.notice = notice
        self._place()
        self.repaint()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Typed words belong to the draft at once."""
        event.stop()
        self._take_words()

    def on_descendant_focus(self) -> None:
        """A click into the message is a move to that field."""
        if self.field != MESSAGE and self.focused is not None:
            self.field = MESSAGE
            self.repaint()

    def action_field(self, field: int) -> None:
        """Jump to a field."""
        self.field = field
        if field == MESSAGE:
            self.set_focus(self.query_one(MessageEditor))
        else:
            self.set_focus(None)
        self.repaint()

    def action_next_field(self, by: int) -> None:
        """Go to the field below or above."""
        self.action_field((self.field + by) % len(FIELDS))

    def action_move(self, by: int) -> None:
        """Up and down: through the rows of services inside their field, else from field to field."""
        last = len(self.preview.services) - 1
        columns = self._columns()
        if self.field == AFFECTED and 0 <= (self.cursor // columns + by) <= last // columns:
            self.cursor = min(last, self.cursor + by * columns)
            self.repaint()
            return
        field = max(0, min(len(FIELDS) - 1, self.field + by))
        if field == AFFECTED and field != self.field:
            self.cursor = 0 if by > 0 else max(0, len(self.preview.services) - 1)
        self.action_field(field)

    def _columns(self) -> int:
        """How many services stand beside each other."""
        width, height, _ = self.room
        return form_of(width, height, self._picture()).columns

    def action_choose_by(self, by: int) -> None:
        """Left and right: the next choice, or the next service."""
        if self.field == AFFECTED:
            if 0 <= self.cursor + by < len(self.preview.services):
                self.cursor += by
                self.repaint()
            return
        options = self.drafting.choices(self.field)
        if options:
            chosen = next((index for index, on in enumerate(options) if on), 0)
            self.action_choose(self.field, max(0, min(len(options) - 1, chosen + by)))

    def action_choose(self, field: int, index: int) -> None:
        """Make a choice in a field with radio buttons."""
        if self.field != field:
            self.action_field(field)
        self._write(self.drafting.chosen(field, index))

    def action_tick(self) -> None:
        """Name the service under the cursor, or leave it out."""
        if self.field == AFFECTED and self.preview.services:
            self._write(self.drafting.ticked(self.cursor))

    def action_tick_at(self, index: int) -> None:
        """A click on a service."""
        self.action_field(AFFECTED)
        self.cursor = index
        self.action_tick()

    def action_suggest(self) -> None:
        """Take over the suggested words, and where no service is named yet, those that the board says fail.

        The player stays in the field. The player's own words are replaced on the second press; ctrl+z brings them back. What
        fails and is left out is named on another press.
        """
        if "suggest" in taken_away(self.port.snapshot):
            self._tell(NOT_HERE[:1].upper() + NOT_HERE[1:] + ".")
            return
        self._take_words()
        if not self.draft.services or self._completes:
            self._write(self.drafting.all_named())
        suggestion = self.preview.suggestion
        mine = self.draft.message.strip()
        if suggestion and mine != suggestion:
            if mine and not self._untouched() and not self._replaces:
                self._replaces = True
                self._tell(f"{self._named('suggest')} again replaces your words by the suggestion.")
                return
            self._suggest_words()
        if self.drafting.left_out() and self.draft.state in OPEN:
            self._completes = True
            self._tell(f"{self._named('suggest')} again names all that fails.")

    def action_enter(self) -> None:
        """The next field. A question waits for its own keys: what it asks about may cost a lot."""
        if not self._asked:
            self.action_next_field(1)

    def action_yes(self) -> None:
        """Yes to a question."""
        if self._asked:
            self.action_publish()

    def action_publish(self) -> None:
        """Publish. What the game answers is shown; once it is out, the board comes back."""
        self._take_words()
        self._read()
        if self.preview.refusal:
            self._tell(f"Not published: {self._hindrance()}")
            self.app.bell()
            if not self.draft.services:
                self.action_field(AFFECTED)
            return
        line = self.preview.line
        reply = self.port.say(line, confirmed=self._asked == line)
        self.hear(line, reply)
        words = " ".join(text for spans in reply.lines if (text := "".join(span.text for span in spans)))
        if reply.kind in (ReplyKind.DONE, ReplyKind.OUTPUT):
            self._published(words)
            return
        if reply.kind is ReplyKind.CONFIRM:
            self._asked = line
            self.set_focus(None)
            self._tell(words or "Publish it?")
        else:
            self._asked = ""
            self._tell(f"Not published: {words}" if words else "It was not published.")

    def _published(self, words: str) -> None:
        """Back to the screen below if that tells what came of it; else that is told here, over a new draft."""
        below = self.app.screen_stack[-2]
        if not isinstance(below, RunScreen) or below.answers:
            house(self).draft = None
            self.app.pop_screen()
            return
        self.query_one(MessageEditor).load_text("")
        self.drafting.begin_anew()
        house(self).draft, self._asked = None, ""
        self.action_field(STATE)
        self._read()
        self._tell(words)

    def _hindrance(self) -> str:
        """Why it cannot be published, and by which keys that is mended."""
        refusal = self.preview.refusal
        suggests = "" if "suggest" in taken_away(self.port.snapshot) else self._named("suggest")
        if not self.draft.services:
            return f"tick a service ({self._named('tick')}{f'; {suggests} ticks all that fail' if suggests else ''})."
        if not self.draft.message.strip():
            here = "here" if self.field == MESSAGE else self._named("field5")
            return f"write a message ({here}{f', or {suggests} for a suggestion' if suggests else ''})."
        return refusal

    def _named(self, name: str) -> str:
        """How one of the keys is called here."""
        return Legend(PLACE, house(self).keymap_of).named(name)

    def action_back(self) -> None:
        """Leave a question, or go back to the board; the draft stays."""
        self._take_words()
        if self._asked:
            self._asked = ""
            self._tell("")
            self.action_field(self.field)
            return
        self.app.pop_screen()
