"""The board screen: it lets the run catch up, hands the newest state to the zones, and turns keys into lines."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.layout import Layout
from textual.reactive import var
from textual.screen import Screen

from game.session.view import Alarm, Offer, Reply, ReplyKind, Snapshot, Span, Tone
from game.tui import messages
from game.tui.paint.text import clock
from game.tui.port import Port
from game.tui.screens.places import BoardLayout, Places, places
from game.tui.screens.too_small import TooSmall
from game.tui.widgets.bars import Footer, Tabs
from game.tui.widgets.board import Board
from game.tui.widgets.board_view import WIDE, BoardView, Mode, Tab, alarm_order, neighbour, next_fault
from game.tui.widgets.header import Header
from game.tui.widgets.log import Log, echo, is_echo, plain
from game.tui.widgets.notice import Notice, Question
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.side import Side

LOOKS_A_SECOND = 8
SPEEDS = (1, 10, 60, 240)


class BoardScreen(Screen[None]):
    """Wires a port to the zones of the board. What they show is one `BoardView`; who has the focus says what keys mean."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "pause", "pause", id="run.pause"),
        Binding("f1", "open_help", "help", id="run.help"),
    ]

    view: var[BoardView | None] = var(None, init=False)

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        now = port.snapshot
        selected = next_fault(now.tiles, "", 1) or neighbour(now.tiles, "", 0, 0)
        self._fed = 0
        self._ended = False
        self._board = Board(id="board")
        self._prompt = Prompt(lambda text: port.complete(text).ghost, id="prompt")
        self._notice = Notice(id="ask")
        self._log = Log(id="log")
        self._zones: tuple[ShowingZone, ...] = (
            Header(id="header"),
            self._board,
            Tabs(id="tabs"),
            Side(id="side"),
            Footer(id="footer"),
        )
        self._layout = BoardLayout(self._places)
        inspection = port.inspect(selected) if selected else None
        self.set_reactive(BoardScreen.view, BoardView(now, selected, inspection))

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
        width = 80 if size[0] >= WIDE else size[0]
        return places(size, self.port.snapshot.level, self.now.tab, self._notice.height_for(width))

    @property
    def now(self) -> BoardView:
        """The state that is shown."""
        assert self.view is not None
        return self.view

    def on_mount(self) -> None:
        """Show the first state and begin to look at the run."""
        self._board.focus()
        self.watch_view(self.now)
        self._pass_by()
        self.set_interval(1 / LOOKS_A_SECOND, self.look)

    def on_resize(self) -> None:
        """A zone that was hidden for want of room lost the focus, and keys with it."""
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.focused is None:
            (self._board if self._notice.question is None else self._notice).focus()

    def on_screen_resume(self) -> None:
        """Back from another screen, where time went on and the pace may have been changed."""
        self._publish_snapshot(self.port.snapshot)

    def watch_view(self, view: BoardView | None) -> None:
        """One state for all zones; each knows whether it looks different."""
        if view is not None:
            for zone in self._zones:
                zone.show(view)
            self._log.heed(typing=view.mode is Mode.TYPING)

    def look(self) -> None:
        """Let the run catch up with the clock and publish what is new. A timer calls this; it is not a clock."""
        self.port.advance(monotonic())
        snapshot = self.port.snapshot
        if snapshot.ended and not self._ended:
            self._ended = True
            self._open_debrief()
        elif self.is_current and snapshot.version != self.now.snapshot.version:
            if snapshot.speed < self.now.snapshot.speed:
                self._prompt.hint = f"back to x{snapshot.speed}: somebody pages you"
            self._publish_snapshot(snapshot)

    def _publish_snapshot(self, snapshot: Snapshot) -> None:
        selected = self.now.selected
        inspection = self.port.inspect(selected) if selected else None
        self.view = replace(self.now, snapshot=snapshot, inspection=inspection)
        self._pass_by()

    def _pass_by(self) -> None:
        """Write what the team should see into the log, once."""
        snapshot = self.now.snapshot
        fresh = [entry for entry in snapshot.feed if entry.number > self._fed]
        if fresh:
            self._fed = fresh[-1].number
            stamped = [(Span(f"{clock(snapshot.level, it.second)} ", Tone.FAINT), *it.line) for it in fresh]
            self._log.add(stamped, follow=False)

    # what the player does

    def select(self, component: str) -> None:
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
        self._log.add([*(() if confirmed else (echo(line, who=who),)), *reply.lines])
        if reply.kind is ReplyKind.CONFIRM:
            self._confirm(line, reply, key)
        elif who:
            self._prompt.hint = next((text for text in plain(reply.lines) if text.strip()), "")
        self.look()

    def hear(self, line: str, reply: Reply) -> None:
        """Repeat in the log what was said on another screen, and what came of it."""
        self._fed = max(self._fed, *(entry.number for entry in self.port.snapshot.feed[-3:] if is_echo(entry)), 0)
        self._log.add([echo(line, who="you"), *reply.lines])

    def _confirm(self, line: str, reply: Reply, key: str) -> None:
        """Ask once about a risk."""
        yes = partial(self._answered, line)
        keys = {"y": yes, "enter": yes, **({key: yes} if key else {})}
        self.ask(Question(" ".join(plain(reply.lines)), ((key or "y", "does it"),), keys))

    def _answered(self, line: str) -> None:
        self.leave_question()
        self.say(line, who="you", confirmed=True)

    def ask(self, question: Question) -> None:
        """Put a question in the prompt's place; every key goes to it."""
        self._notice.question = question
        self._notice.repaint()
        self._rearrange()
        self._notice.focus()

    def leave_question(self) -> None:
        """Back to where the question came from."""
        if self._notice.question is None:
            return
        self._notice.question = None
        self.view = replace(self.now, teams=())
        self._rearrange()
        self._board.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focus is the mode."""
        if event.widget is self._notice:
            self.view = replace(self.now, mode=Mode.ASKING)
            return
        self._notice.question = None
        typing = event.widget is self._prompt
        tab = Tab.CONSOLE if typing else self.now.tab
        mode = Mode.TYPING if typing else Mode.BOARD
        self._publish(replace(self.now, mode=mode, tab=tab, teams=()))
        self._rearrange()

    def on_notice_left(self, message: messages.QuestionLeft) -> None:
        """A question was left: nothing happens."""
        message.stop()
        self.leave_question()

    def on_prompt_typed(self, message: messages.Typed) -> None:
        """A line from the console."""
        message.stop()
        self.say(message.line)

    async def on_zone_pressed(self, message: messages.Pressed) -> None:
        """A click on something with a meaning."""
        message.stop()
        word, _, argument = message.command.partition(" ")
        match word:
            case "select":
                self.select(argument)
            case "act":
                self._notice_or_act(argument)
            case "turn" if self.now.whole_pager:
                self._turn_pager(int(argument))
            case "ack":
                self.action_acknowledge()
            case "tab" if argument == Tab.CONSOLE.value:
                self.action_type()
            case "tab":
                self.action_tab(argument)

    def _notice_or_act(self, digit: str) -> None:
        question = self._notice.question
        if question is not None and digit in question.answers:
            question.answers[digit]()
        else:
            self.action_act(int(digit))

    # actions of keys

    def action_move(self, across: int, down: int) -> None:
        """Go to the neighbour on the grid."""
        self.select(neighbour(self.now.snapshot.tiles, self.now.selected, across, down))

    def action_fault(self, step: int) -> None:
        """Go to the next thing that is not calm, worst first."""
        component = next_fault(self.now.snapshot.tiles, self.now.selected, step)
        if component:
            self.select(component)
        else:
            self._prompt.hint = "nothing is wrong, as far as the monitoring sees"

    def action_act(self, digit: int) -> None:
        """Take the numbered action. Where it is not in sight, show it first."""
        if self.app.size.width < WIDE and self.now.tab is not Tab.INSPECT:
            self.action_tab(Tab.INSPECT.value)
            self._prompt.hint = "these are its actions: press the number again"
            return
        offers = self.now.offers[:9]
        if digit > len(offers):
            self._prompt.hint = f"there is no action {digit} here"
            return
        self.say(offers[digit - 1].line, who="you", key=str(digit))

    def action_acknowledge(self) -> None:
        """Take the top alarm."""
        waiting = self._waiting()
        if waiting:
            self.say(f"ack {waiting[0].id}", who="you")
        else:
            self._prompt.hint = "no alarm waits for somebody"

    def action_acknowledge_selected(self) -> None:
        """Take all alarms of the selected component."""
        mine = [alarm for alarm in self._waiting() if alarm.component == self.now.selected]
        for alarm in mine:
            self.say(f"ack {alarm.id}", who="you")
        if not mine:
            self._prompt.hint = "no alarm of it waits for somebody"

    def _waiting(self) -> list[Alarm]:
        ordered = alarm_order(self.now.snapshot.alarms)
        return [alarm for alarm in ordered if not alarm.acknowledged and not alarm.cleared]

    def action_page_team(self) -> None:
        """Choose whom to page: the list stands where the actions are."""
        teams = self.port.teams()[:9]
        if not teams:
            self._prompt.hint = "there is nobody to page"
            return
        self._publish(replace(self.now, teams=teams, tab=Tab.INSPECT))
        answers = {str(number): partial(self._page, offer) for number, offer in enumerate(teams, 1)}
        self.ask(Question("Page whom?", ((f"1-{len(teams)}", "pages"),), answers))

    def _page(self, offer: Offer) -> None:
        self.leave_question()
        self.say(offer.line, who="you")

    def action_tab(self, name: str) -> None:
        """Show a tab."""
        self._prompt.hint = ""
        self._publish(replace(self.now, tab=Tab(name), pager_top=0))

    def action_type(self) -> None:
        """Begin to type."""
        self._prompt.hint = ""
        self._prompt.focus()

    def action_back(self) -> None:
        """From typing to the board; on the board, back to the inspector."""
        if self.now.mode is Mode.TYPING:
            self._board.focus()
        else:
            self.action_tab(Tab.INSPECT.value)

    def action_scroll(self, pages: int) -> None:
        """Scroll the pager where it has all the room, else the log."""
        if self.now.whole_pager:
            self._turn_pager(pages * 8)
        else:
            self._log.page(pages)

    def _turn_pager(self, alarms: int) -> None:
        most = max(0, len(self.now.snapshot.alarms) - 1)
        self.view = replace(self.now, pager_top=max(0, min(most, self.now.pager_top + alarms)))

    def action_clear_log(self) -> None:
        """Empty the log."""
        self._log.clear()

    def action_pause(self) -> None:
        """Stop or start every clock."""
        self.port.pause(not self.port.snapshot.paused)
        self.look()

    def action_speed(self, step: int) -> None:
        """One step faster or slower."""
        speed = self.port.snapshot.speed
        nearest = min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - speed))
        self.port.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, nearest + step))])
        self.look()
        self._prompt.hint = ""

    def action_open_status(self) -> None:
        """The public status page."""
        from game.tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.port, self.hear))

    def action_open_dns(self) -> None:
        """The DNS inspector."""
        from game.tui.screens.dns import DnsScreen

        self.app.push_screen(DnsScreen(self.port, self.hear))

    def action_open_help(self) -> None:
        """What the keys and words are."""
        from game.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.port, "board"))

    def _open_debrief(self) -> None:
        from game.tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.port))

    def action_leave(self) -> None:
        """Ask whether to leave."""
        answers = {"y": self._leave, "q": self._leave}
        self.ask(Question("Leave this drill? Its journal stays, you can play on later.", (("y", "leaves"),), answers))

    def _leave(self) -> None:
        self.leave_question()
        self.app.call_later(self.app.run_action, "app.home")
