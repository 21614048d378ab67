"""The DNS inspector: who may write the record, the race on a clock, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from game.session.view.board import Offer
from game.session.view.console import Reply, ReplyKind, Span
from game.session.view.race import DnsView
from game.tui.canvas import Canvas
from game.tui.keysets.dns import PLACE
from game.tui.paint.dns import DnsPicture, Spoken, paint_dns, unread
from game.tui.paint.keys import Legend
from game.tui.paint.lanes import opening, start_for
from game.tui.paint.window import SPANS_S
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import Hear, RunScreen


class DnsScreen(RunScreen):
    """Shows `port.dns()`; every action on it is a console line, and its answer is shown here too."""

    where = "dns"
    wheel = ("move(-1)", "move(1)")
    answers = True
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.view: DnsView = port.dns()
        self.from_s, self.span_s = opening(self.view)
        self.spoken: Spoken | None = None
        self.asking = ""
        self._asked = ""
        self._moved = False

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the inspector."""
        snapshot = self.port.snapshot
        picture = DnsPicture(
            self.view, snapshot.level, snapshot.second, self.from_s, self.span_s, self.spoken, self.asking
        )
        return paint_dns(width, height, house(self).manner, picture)

    def changed(self) -> None:
        """Read the evidence again; until the player moves in time, the window follows what is interesting."""
        self.view = self.port.dns()
        if not self._moved:
            self.from_s, self.span_s = opening(self.view)
        self.repaint()

    def offers_here(self) -> tuple[Offer, ...]:
        """The numbered actions."""
        return self.view.offers[:9]

    def speak(self, line: str) -> None:
        """Say a line that was chosen from the palette."""
        self._say(line)

    def action_act(self, number: int) -> None:
        """Take the action with this number. A risky one asks first, and its number again is a yes."""
        if number <= len(self.view.offers):
            line = self.view.offers[number - 1].line
            self._say(line, confirmed=bool(self.asking) and self._asked == line)
        elif self.view.name and not self.asking:
            self._note(f"There is no action {number} here.")

    def action_confirm(self) -> None:
        """Yes to the question that is asked."""
        if self.asking:
            self._say(self._asked, confirmed=True)

    def action_look(self) -> None:
        """Type what would tell about the first line that was not looked at yet: the record, or one of its writers."""
        look = next(iter(unread(self.view)), "")
        if look:
            self._say(look)
        elif not self.asking:
            self._note("Everything here has been read.")

    def _note(self, text: str) -> None:
        """Say what a key found nothing to do for."""
        self.spoken = ("", ((Span(text),),))
        self.repaint()

    def _say(self, line: str, *, confirmed: bool = False) -> None:
        reply = self.port.say(line, confirmed=confirmed)
        self.hear(line, reply)
        if reply.kind is ReplyKind.CONFIRM:
            self._asked = line
            self.spoken = None
            self.asking = " ".join("".join(span.text for span in spans) for spans in reply.lines) or line
        else:
            self._asked = self.asking = ""
            self.spoken = (line, reply.lines)
        self.changed()

    def action_move(self, by: int) -> None:
        """A quarter of the window earlier or later."""
        level = self.port.snapshot.level
        self._moved = True
        step = max(1, self.span_s // 4)
        latest = max(self.port.snapshot.second, level.start_s) - self.span_s // 4
        self.from_s = min(self.from_s + by * step, max(latest, self.from_s)) if by > 0 else self.from_s - step
        earliest = min([level.start_s, *(page.from_s for page in self.view.pages)])
        self.from_s = max(self.from_s, earliest - self.span_s // 2)
        self.repaint()

    def action_zoom(self, by: int) -> None:
        """See a shorter or a longer stretch, around the same middle."""
        nearest = min(range(len(SPANS_S)), key=lambda index: abs(SPANS_S[index] - self.span_s))
        span = SPANS_S[max(0, min(len(SPANS_S) - 1, nearest + by))]
        if span != self.span_s:
            self._moved = True
            self.from_s, self.span_s = start_for(self.from_s + self.span_s // 2, span), span
            self.repaint()

    def action_next(self) -> None:
        """Go to the next change of the page, and from the last one to the first."""
        changes = sorted(page.from_s for page in self.view.pages)
        if not changes:
            self._note(
                f"No change of the record is known yet: {Legend(PLACE, house(self).keymap_of).named('look')} looks."
            )
            return
        middle = self.from_s + self.span_s // 2
        slack = max(1, self.span_s // 20)
        later = [second for second in changes if second > middle + slack]
        self._moved = True
        self.from_s = start_for(later[0] if later else changes[0], self.span_s)
        self.repaint()

    def action_start(self) -> None:
        """Back to the moment that the evidence points to."""
        self._moved = False
        self.from_s, self.span_s = opening(self.view)
        self.repaint()

    def action_open_status(self) -> None:
        """The public status page."""
        from game.tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.port, self._heard))

    def _heard(self, line: str, reply: Reply) -> None:
        """What was said on a screen over this one; what came of it is told here too."""
        self.hear(line, reply)
        if reply.kind is ReplyKind.DONE:
            self._asked = self.asking = ""
            self.spoken = (line, reply.lines)
            self.changed()

    def action_back(self) -> None:
        """Leave the question, close the answer, or go back to the board."""
        if self.asking:
            self._asked = self.asking = ""
            self.repaint()
        elif self.spoken:
            self.spoken = None
            self.repaint()
        else:
            self.app.pop_screen()
