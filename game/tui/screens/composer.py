"""The status page composer. Closing it keeps the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from game.engine.readings import State
from game.session.tokens import unquoted
from game.session.view.board import Snapshot
from game.session.view.console import ReplyKind
from game.session.view.telling import Draft, PostState, Preview
from game.tui.canvas import Canvas
from game.tui.keysets.composer import PLACE
from game.tui.paint.composer import (
    AFFECTED,
    CAUSE,
    FIELDS,
    MESSAGE,
    NEXT,
    PROMISES_MIN,
    STATE,
    STATES,
    ComposerPicture,
    form_of,
    paint_composer,
)
from game.tui.paint.keys import Legend
from game.tui.panels import NOT_HERE, taken_away
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.least import LEAST
from game.tui.screens.run_screen import Hear, RunScreen
from game.tui.widgets.prompt import LONGEST

LEFT_OUT = "left out"
"""The note of a service that fails on the board and is not named."""

NEXT_MIN = 20
"""What a new draft promises, in minutes."""


_OPEN = (PostState.INVESTIGATING, PostState.IDENTIFIED)
"""The states that name what fails."""

_FAILING = {State.DOWN: 0, State.DEGRADED: 1}
"""The states in which a service is looked for first."""


def draft_after(snapshot: Snapshot) -> Draft:
    """A new draft: where the last update left off, with words of its own to come."""
    if not snapshot.posts:
        return Draft(next_minutes=NEXT_MIN)
    last = snapshot.posts[-1]
    return Draft(last.state, last.services, last.cause, NEXT_MIN)


class ComposerScreen(RunScreen):
    """Writes a public update: what is published is one console line, made by `port.preview`."""

    where = "composer"
    wheel = ("move(-1)", "move(1)")
    DEFAULT_CSS = """
    ComposerScreen { layers: base over; }
    ComposerScreen TextArea {
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
        self.draft = draft_after(port.snapshot)
        preview = port.preview(self.draft)
        worst_first = sorted(preview.services, key=lambda service: _FAILING.get(service.state, len(_FAILING)))
        self._order = {service.component: place for place, service in enumerate(worst_first)}
        self.preview = self._ordered(preview)
        self.field = STATE
        self.cursor = 0
        self.notice = ""
        self._asked = ""
        self._replaces = self._completes = False

    def compose(self) -> ComposeResult:
        """Header, page, and the editor of the message over it."""
        yield from super().compose()
        yield TextArea(compact=True, highlight_cursor_line=False, id="message")

    def on_mount(self) -> None:
        """Take up the draft that was left."""
        self.draft = house(self).draft or self.draft
        editor = self.query_one(TextArea)
        self._dress(editor)
        editor.load_text(self.draft.message)
        editor.move_cursor(editor.document.end)
        self.watch(editor, "scroll_y", self.repaint, init=False)
        self._read()
        self._place()

    def _dress(self, editor: TextArea) -> None:
        """Give the editor the colours of the theme."""
        manner = house(self).manner
        style = manner.theme.style
        name = f"noerror-{manner.theme.name}"
        theme = TextAreaTheme(
            name,
            base_style=style("fg on sel"),
            cursor_style=style("fg on sel") + style("reverse fg on sel"),
            selection_style=style("reverse fg on sel"),
        )
        editor.register_theme(theme)
        editor.theme = name

    def on_screen_resume(self) -> None:
        """Back from a screen on which the theme may have been changed."""
        self._dress(self.query_one(TextArea))

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
        editor = self.query_one(TextArea)
        editor.display = width >= LEAST[0] and height >= LEAST[1]
        if editor.display:
            across, down, top = self.room
            box = form_of(across, down, self._picture()).message
            editor.styles.offset = (box.x, box.y + top)
            editor.styles.width = box.width
            editor.styles.height = box.height

    def _picture(self) -> ComposerPicture:
        above = below = 0
        if self.is_mounted:
            editor = self.query_one(TextArea)
            above = max(0, round(editor.scroll_y))
            below = max(0, editor.wrapped_document.height - above - editor.size.height) if editor.size.height else 0
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

    def _ordered(self, preview: Preview) -> Preview:
        """The services where they stood when the composer was opened, however the board changes."""
        for service in preview.services:
            self._order.setdefault(service.component, len(self._order))
        services = sorted(preview.services, key=lambda service: self._order[service.component])
        return replace(preview, services=tuple(services))

    def _read(self) -> None:
        self.preview = self._ordered(self.port.preview(self.draft))
        self.cursor = max(0, min(self.cursor, len(self.preview.services) - 1))
        self._place()
        self.repaint()

    def _write(self, draft: Draft) -> None:
        """Change the draft, and keep it where it outlives this screen."""
        if draft == self.draft:
            return
        untouched = draft.message == self.draft.message and self._untouched()
        self.draft = house(self).draft = draft
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
        editor = self.query_one(TextArea)
        if editor.text != self.preview.suggestion:
            editor.replace(self.preview.suggestion, editor.document.start, editor.document.end)
            editor.move_cursor(editor.document.end)
            self._take_words()

    def _take_words(self) -> None:
        """What was typed belongs to the draft, also if the editor has not told yet."""
        self._write(replace(self.draft, message=self.query_one(TextArea).text))

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
            self.set_focus(self.query_one(TextArea))
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
        options = self._options()
        if options:
            chosen = next((index for index, on in enumerate(options) if on), 0)
            self.action_choose(self.field, max(0, min(len(options) - 1, chosen + by)))

    def _causes(self) -> list[str]:
        words = [choice.word for choice in self.preview.causes]
        return words if "" in words else ["", *words]

    def _options(self) -> list[bool]:
        """Which choice of the current field is the one that is made."""
        if self.field == STATE:
            return [state is self.draft.state for state in STATES]
        if self.field == CAUSE:
            return [word == self.draft.cause for word in self._causes()]
        if self.field == NEXT:
            return [minutes == self.draft.next_minutes for minutes in PROMISES_MIN]
        return []

    def action_choose(self, field: int, index: int) -> None:
        """Make a choice in a field with radio buttons."""
        if self.field != field:
            self.action_field(field)
        if field == STATE:
            self._write(replace(self.draft, state=STATES[index]))
        elif field == CAUSE:
            self._write(replace(self.draft, cause=self._causes()[index]))
        elif field == NEXT:
            self._write(replace(self.draft, next_minutes=PROMISES_MIN[index]))

    def action_tick(self) -> None:
        """Name the service under the cursor, or leave it out."""
        if self.field == AFFECTED and self.preview.services:
            component = self.preview.services[self.cursor].component
            named = [service for service in self.draft.services if service != component]
            if component not in self.draft.services:
                named.append(component)
            self._write(replace(self.draft, services=tuple(named)))

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
            self._name_all()
        suggestion = self.preview.suggestion
        mine = self.draft.message.strip()
        if suggestion and mine != suggestion:
            if mine and not self._untouched() and not self._replaces:
                self._replaces = True
                self._tell(f"{self._named('suggest')} again replaces your words by the suggestion.")
                return
            self._suggest_words()
        if self._left_out() and self.draft.state in _OPEN:
            self._completes = True
            self._tell(f"{self._named('suggest')} again names all that fails.")

    def _left_out(self) -> list[str]:
        """What fails on the board and is not named."""
        return [service.component for service in self.preview.services if service.note == LEFT_OUT]

    def _name_all(self) -> None:
        """Name what fails beside what is named already."""
        self._write(replace(self.draft, services=(*self.draft.services, *self._left_out())))

    def action_enter(self) -> None:
        """Yes to a question, else the next field."""
        if self._asked:
            self.action_publish()
        else:
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
        self.query_one(TextArea).load_text("")
        self.draft = draft_after(self.port.snapshot)
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
