"""The board screen's lower half: it lets the run catch up, hands the newest state to the zones, and says lines."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.layout import Layout
from textual.reactive import var
from textual.widget import Widget

from game.session.keeping.typed import keep_typed, typed_before
from game.session.view.board import Snapshot
from game.session.view.console import Reply, ReplyKind, Span, Tone
from game.tui.paint.keys import Legend
from game.tui.paint.text import clock, sentences
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.screens.places import BoardLayout, Places, board_width, is_large, places
from game.tui.screens.too_small import TooSmall
from game.tui.widgets.bars import Footer, Tabs
from game.tui.widgets.board import PLACE, Board
from game.tui.widgets.board_view import WIDE, BoardView, Mode, Tab, neighbour, next_fault
from game.tui.widgets.header import Header
from game.tui.widgets.history import History
from game.tui.widgets.log import Log, echo, is_echo, plain
from game.tui.widgets.motion import Motion
from game.tui.widgets.notice import Notice, Question
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.side import Side
from game.tui.widgets.the_end import end_words
from game.tui.widgets.what_calls import done_words, page_words, why_slowed

if TYPE_CHECKING:
    from game.session.view.cascade import Cascade

LOOKS_A_SECOND = 8
FADES_S = 12.0
"""How long a hint stays that nobody asked for, on the player's own clock."""


class BoardBase(Everywhere):
    """Wires a port to the zones of the board. What they show is one `BoardView`; who has the focus says what keys mean."""

    AUTO_FOCUS = None
    where = "board"
    home: ClassVar[Mode] = Mode.BOARD
    """The mode while nobody types, reads or is asked."""
    board_kind: ClassVar[type[Board]] = Board
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE.bindings()]

    view: var[BoardView | None] = var(None, init=False)

    def __init__(self, port: Port, *, greeting: str = "") -> None:
        super().__init__()
        self.port = port
        now = port.snapshot
        selected = next_fault(now.tiles, "", 1) or neighbour(now.tiles, "", 0, 0)
        self._fed = 0
        self._ended = False
        self._moved = False
        self._fleeting = ""
        self._fleeting_until = 0.0
        self._motion = Motion(now)
        self._board = self.board_kind(id="board")
        self._prompt = Prompt(port.complete, self.say, History(self._typed_before, self._keep_typed), id="prompt")
        self._prompt.hint = greeting
        self._prompt.on_hint = self._hinted
        self._notice = Notice(id="ask")
        self._log = Log(id="log")
        self._log.know(now.tiles)
        self._prompt.on_list, self._log.on_take = self._log.offer, self._prompt.take
        self._zones: tuple[ShowingZone, ...] = (
            Header(id="header"),
            self._board,
            Tabs(id="tabs"),
            Side(id="side"),
            Footer(id="footer"),
        )
        self._layout = BoardLayout(self._places)
        inspection = port.inspect(selected) if selected else None
        self.set_reactive(BoardBase.view, BoardView(now, selected, inspection))

    def compose(self) -> ComposeResult:
        """All zones; the layout decides which are seen."""
        yield from self._zones
        yield self._log
        yield self._prompt
        yield self._notice
        yield TooSmall(id="too-small")

    @property
    def layout(self) -> Layout:
        """The board's own arrangement."""
        return self._layout

    def _places(self, size: tuple[int, int]) -> Places:
        ask = self._notice.height_for(board_width(size))
        return places(size, self.port.snapshot.level, self.now.tab, ask)

    @property
    def now(self) -> BoardView:
        """The state that is shown."""
        assert self.view is not None
        return self.view

    def on_mount(self) -> None:
        """Show the first state and begin to look at the run."""
        self.set_focus(self._board)
        self.view = replace(self.now, cascade=self._cascade())
        self.watch_view(self.now)
        self._pass_by()
        self.set_interval(1 / LOOKS_A_SECOND, self.look)

    def on_resize(self) -> None:
        """Other room: what failed first comes or goes. A zone that was hidden for want of room lost the focus."""
        if is_large(self.app.size) != (self.now.cascade is not None):
            self.view = replace(self.now, cascade=self._cascade())
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.focused is None:
            self.set_focus(self._board if self._notice.question is None else self._notice)

    def on_screen_resume(self) -> None:
        """Back from another screen, where time went on and the pace may have been changed."""
        self._publish_snapshot(self.port.snapshot)

    def watch_view(self, view: BoardView | None) -> None:
        """One state for all zones; each knows whether it looks different."""
        if view is not None:
            for zone in self._zones:
                zone.show(view)
            self._log.heed(typing=view.mode is Mode.TYPING)
            self._prompt.idle = self._idle(view) if view.can_end else ""

    def _idle(self, view: BoardView) -> str:
        """What stands on the prompt while the night can be ended: who still pages, else that, and what is not well even so."""
        if view.waiting:
            return page_words(view.waiting[0], self.named("ack"))
        return end_words(view.snapshot, self.named("end"), self._hint_room(), self.named("status"))

    def look(self) -> None:
        """Let the run catch up with the clock and publish what is new. A timer calls this; it is not a clock."""
        self.port.advance(monotonic())
        snapshot = self.port.snapshot
        if snapshot.ended and not self._ended:
            self._ended = True
            self._open_debrief()
        elif self.is_current and snapshot.version != self.now.snapshot.version:
            before, fed = self.now, self._fed
            self._publish_snapshot(snapshot)
            self._heed_call()
            self._tell_change(before, fed)
        if (moving := self._motion.moving(monotonic())) != self.now.moving:
            self.view = replace(self.now, moving=moving)
        if self._fleeting and monotonic() >= self._fleeting_until:
            if self._prompt.hint == self._fleeting:
                self._prompt.hint = ""
            self._fleeting = ""

    def _tell_change(self, before: BoardView, fed: int) -> None:
        """Put what the run did by itself into the hint: pages first, then the end, then what passed by."""
        now, was = self.now.snapshot, before.snapshot
        news = [entry for entry in now.feed if entry.number > fed and not is_echo(entry) and not entry.shown]
        if now.new_alarms and not was.new_alarms:
            self._paged(first=was.paged_s is None)
        elif self.now.can_end:
            if not before.can_end and not self.now.called:
                self._prompt.hint = ""
        elif now.speed < was.speed:
            self._prompt.hint = f"back to x{now.speed}: {self._why_slowed(now, was)}"
        elif len(now.done) > len(was.done):
            self._prompt.hint = done_words(now)
        elif news and not self.now.called and not self._sees_log():
            self._prompt.hint = sentences(plain([news[-1].line])[0], self._hint_room(), self._more())
            self._fade()

    def _why_slowed(self, now: Snapshot, was: Snapshot) -> str:
        """What slowed the clock, in a few words."""
        return why_slowed(now, was, self.now.waiting, self.named("status"))

    def _fade(self) -> None:
        """Let the hint that stands there now go after a while."""
        self._fleeting, self._fleeting_until = self._prompt.hint, monotonic() + FADES_S

    def _show_log(self) -> None:
        """Bring the console into sight where it has no place of its own. What was said of the pane before it is over."""
        if self.app.size.width < WIDE and self.now.tab is not Tab.CONSOLE:
            self._prompt.hint = ""
            self._publish(replace(self.now, tab=Tab.CONSOLE))

    def _sees_log(self) -> bool:
        """Whether the console is in sight at this size."""
        log = self._places(self.size).regions.get("log")
        return log is not None and log.height > 0

    def _paged(self, *, first: bool) -> None:
        """Somebody pages you: say who. The first time show it, unless the player is looking at something."""
        alarm = self.now.waiting[0]
        if first and not self._moved and self.now.mode is Mode.BOARD:
            self._show(alarm.component)
        self._prompt.hint = page_words(alarm, self.named("ack"))
        self.view = replace(self.now, called=alarm.id)

    def _hinted(self) -> None:
        """Another hint stands there now: the pager is in its own order again."""
        if self.now.called:
            self.view = replace(self.now, called=0)

    def _heed_call(self) -> None:
        """Do not name an alarm that waits no more."""
        if self.now.called and self.now.called not in {alarm.id for alarm in self.now.waiting}:
            self._prompt.hint = ""

    def _publish_snapshot(self, snapshot: Snapshot) -> None:
        selected = self.now.selected
        inspection = self.port.inspect(selected) if selected else None
        now = monotonic()
        self._motion.heed(snapshot, now, off=not house(self).settings.motion)
        self.view = replace(
            self.now,
            snapshot=snapshot,
            inspection=inspection,
            moving=self._motion.moving(now),
            cascade=self._cascade(),
        )
        self._pass_by()

    def _cascade(self) -> Cascade | None:
        """What failed first, where there is room to show it all the time."""
        return self.port.cascade() if is_large(self.app.size) else None

    def _pass_by(self) -> None:
        """Write what the team should see into the log, once."""
        snapshot = self.now.snapshot
        fresh = [entry for entry in snapshot.feed if entry.number > self._fed]
        if fresh:
            self._fed = fresh[-1].number
            stamped = [(Span(f"{clock(snapshot.level, it.second)} ", Tone.FAINT), *it.line) for it in fresh]
            looked = any(it.shown for it in fresh)  # what a colleague looks at is read like an answer of one's own
            self._log.add(stamped, follow=False, from_top=looked, about=[it.component for it in fresh])
            if looked and self.now.mode is self.home:
                self._show_log()

    # what was typed in earlier runs

    def _typed_before(self) -> list[str]:
        file = house(self).typed_file
        return typed_before(file) if file is not None else []

    def _keep_typed(self, line: str) -> None:
        file = house(self).typed_file
        if file is not None:
            keep_typed(file, line)

    # what the player does

    def select(self, component: str) -> None:
        """The player chooses a component."""
        self._moved = True
        self._show(component)

    def _show(self, component: str) -> None:
        """Inspect a component."""
        if component and component in {tile.component for tile in self.now.snapshot.tiles}:
            self._prompt.hint = ""
            inspection = self.port.inspect(component)
            self._publish(replace(self.now, selected=component, inspection=inspection, tab=Tab.INSPECT))

    def _publish(self, view: BoardView) -> None:
        moved = view.tab is not self.now.tab
        self.view = view
        if moved:
            self._rearrange()

    def _rearrange(self) -> None:
        """Let the layout place the zones anew. Asked of a child, because that is what drops the old arrangement."""
        self._notice.refresh(layout=True)

    def say(self, line: str, *, who: str = "", confirmed: bool = False, key: str = "") -> None:
        """Run a line and show what became of it. `key` says yes to a risk as well, because it was the one pressed."""
        self.look()
        reply = self.port.say(line, confirmed=confirmed)
        self._fed = max(self._fed, *(entry.number for entry in self.port.snapshot.feed[-3:] if is_echo(entry)), 0)
        shown = [*(() if confirmed else (echo(line, who=who),)), *reply.lines]
        self._log.add(shown, from_top=reply.kind is ReplyKind.OUTPUT)
        if reply.kind is ReplyKind.CONFIRM:
            self.confirm(line, reply, key)
        elif who:
            self._told(reply)
        self.look()

    def _told(self, reply: Reply) -> None:
        """What became of a key: one line in the prompt's row. What is longer is on the console, which is shown for it.

        Only of what was done the first sentences are enough: the player goes on with the next key.
        """
        texts = [text for text in plain(reply.lines) if text.strip()]
        room = self._hint_room()
        done = reply.kind is ReplyKind.DONE
        if not done and (len(texts) > 1 or len("".join(texts)) > room):
            self._show_log()
            self._prompt.hint = "The answer stands on the console."
        else:
            more = "(more above)" if self.app.size.width >= WIDE else self._more()
            self._prompt.hint = sentences(next(iter(texts), ""), room, more)
        if self.now.can_end:
            self._fade()

    def named(self, name: str) -> str:
        """How one of the board's keys is called: "ack", "console"."""
        return Legend(PLACE, house(self).keymap_of).named(name)

    def _more(self) -> str:
        """Where the rest of a hint stands."""
        return f"(more: {self.named('console')})"

    def _hint_room(self) -> int:
        """Cells of a hint."""
        return board_width(self.app.size) - 4

    def hear(self, line: str, reply: Reply) -> None:
        """Repeat in the log what was said on another screen, and what came of it; of what was done, also in the hint."""
        self._fed = max(self._fed, *(entry.number for entry in self.port.snapshot.feed[-3:] if is_echo(entry)), 0)
        self._log.add([echo(line, who="you"), *reply.lines])
        if reply.kind is ReplyKind.DONE:
            self._told(reply)

    def confirm(self, line: str, reply: Reply, key: str = "") -> None:
        """Ask once about a risk. `key` says yes too."""
        yes = partial(self._answered, line)
        text = " ".join(plain(reply.lines))
        if reply.by_name:
            self.ask(Question(text, (("y", "says it anyway"),), {"y": yes}))
            return
        keys = {"y": yes, "enter": yes, **({key: yes} if key else {})}
        self.ask(Question(text, ((key or "y", "does it"),), keys))

    def _answered(self, line: str) -> None:
        self.leave_question()
        self.say(line, who="you", confirmed=True)

    def ask(self, question: Question) -> None:
        """Put a question in the prompt's place; every key goes to it."""
        self._notice.question = question
        self._notice.repaint()
        self._rearrange()
        self._turn_to(self._notice)

    def leave_question(self) -> None:
        """Back to where the question came from."""
        if self._notice.question is None:
            return
        self._notice.question = None
        self._turn_to(self._board)

    def _turn_to(self, widget: Widget) -> None:
        """Move the focus at once, so that the next key already goes there."""
        self.set_focus(widget)
        self._heed_focus()

    def on_descendant_focus(self) -> None:
        """The focus was moved, perhaps by a click; by now it may have been moved again."""
        self._heed_focus()

    def _heed_focus(self) -> None:
        """The focus is the mode."""
        if self.focused is self._notice:
            self.view = replace(self.now, mode=Mode.ASKING)
            return
        self._notice.question = None
        modes: dict[Widget | None, Mode] = {self._prompt: Mode.TYPING, self._log: Mode.READING}
        mode = modes.get(self.focused, self.home)
        if mode is self.home and self.now.mode in (Mode.TYPING, Mode.READING):
            self._log.far(1)  # what stands there on the board is taken for how things are
        tab = self.now.tab if mode is self.home else Tab.CONSOLE
        self._publish(replace(self.now, mode=mode, tab=tab, teams=()))
        self._rearrange()

    def action_leave_question(self) -> None:
        """A question was left: nothing happens."""
        self.leave_question()

    def _open_debrief(self) -> None:
        from game.tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.port))
