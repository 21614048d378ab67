"""The board screen: what its keys and clicks do. Each of them is a line that could be typed, or a way to look."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.session.view.board import Offer, Snapshot
from game.tui.port import Port
from game.tui.screens.board_handover import BoardHandover
from game.tui.widgets.board_view import WIDE, Mode, Tab, neighbour, next_fault, shout, worst_unseen
from game.tui.widgets.notice import Question
from game.tui.widgets.zone import Zone

SPEEDS = (1, 10, 60, 240)


class BoardScreen(BoardHandover):
    """The home of a run. The keys are bound in the board's zone, because letters act only while it has the focus."""

    def __init__(self, port: Port, *, greeting: str = "", comes_back: bool = False) -> None:
        super().__init__(port, greeting=greeting)
        self.comes_back = comes_back
        """Whether leaving comes back to what this run was taken over from."""
        self._greeting = greeting
        self._seen: dict[str, int] = {}
        self._reads_for_typing = False

    def _publish_snapshot(self, snapshot: Snapshot) -> None:
        """Once time runs, nothing says any more that all is paused."""
        if self.now.snapshot.paused and not snapshot.paused and self._prompt.hint == self._greeting:
            self._prompt.hint = ""
        super()._publish_snapshot(snapshot)

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on something with a meaning."""
        message.stop()
        word, _, argument = message.command.partition(" ")
        match word:
            case "select":
                if self.focused is self._log:
                    self._turn_to(self._board)
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
            case "do" if not argument.startswith("screen.") and self.focused is not None:
                await self.focused.run_action(argument)
            case "do":
                await self.run_action(argument.removeprefix("screen."))

    def _notice_or_act(self, digit: str) -> None:
        question = self._notice.question
        if question is not None and digit in question.answers:
            question.answers[digit]()
        else:
            self._act(int(digit))

    def place_id(self) -> str:
        """Typing and reading have keys of their own."""
        return {Mode.TYPING: "console", Mode.READING: "reading"}.get(self.now.mode, self.where)

    # actions of keys

    def action_move(self, across: int, down: int) -> None:
        """Go to the neighbour on the grid."""
        self.select(neighbour(self.now.snapshot.tiles, self.now.selected, across, down))

    def action_fault(self, step: int) -> None:
        """Go to the worst thing that this walk has not shown yet; back, to the one before it."""
        tiles, here = self.now.snapshot.tiles, self.now.selected
        component = worst_unseen(tiles, self._walk(), here) if step > 0 else next_fault(tiles, here, step)
        if component:
            self.select(component)
            self._seen.update({tile.component: shout(tile) for tile in tiles if tile.component == component})
        else:
            self._prompt.hint = "nothing is wrong, as far as the monitoring sees"

    def _walk(self) -> dict[str, int]:
        """What was shown on this walk, and how loud it was then. Another key that selects begins a new walk."""
        if self.now.selected not in self._seen:
            tiles = self.now.snapshot.tiles
            self._seen = {tile.component: shout(tile) for tile in tiles if tile.component == self.now.selected}
        return self._seen

    def action_act(self, digit: int) -> None:
        """Answer somebody who asks; else take the numbered action."""
        if not self.answered(digit):
            self._act(digit)

    def _act(self, digit: int) -> None:
        """Take the numbered action. Where it is not in sight, show it first."""
        if self.app.size.width < WIDE and self.now.tab is not Tab.INSPECT:
            self.action_tab(Tab.INSPECT.value)
            self._prompt.hint = "these are its actions: press the number again"
            return
        offers = self.now.offers[:9]
        if digit > len(offers):
            self._prompt.hint = f"there is no action {digit} here"
            return
        self.say(offers[digit - 1].line, who="you", key=self.named(f"act{digit}"))

    def action_acknowledge(self) -> None:
        """Acknowledge the top line of the pager: all alarms of its component."""
        waiting = self.now.waiting
        if waiting:
            self.say(f"ack {waiting[0].component}", who="you")
        else:
            self._prompt.hint = "there is no alarm to acknowledge"

    def action_acknowledge_selected(self) -> None:
        """Acknowledge all alarms of the selected component."""
        if self.now.selected in {alarm.component for alarm in self.now.waiting}:
            self.say(f"ack {self.now.selected}", who="you")
        else:
            self._prompt.hint = "there is no alarm of it to acknowledge"

    def action_open_alarms(self) -> None:
        """Let somebody who waits go on; else list all alarms of the selected component, the finer ones too."""
        if self.went_on():
            return
        if self.now.selected:
            self.say(f"alarms {self.now.selected}", who="you")

    def action_hint(self) -> None:
        """Ask for a hint."""
        self.say("hint", who="you")

    def action_page_team(self) -> None:
        """Choose whom to page: the list stands where the actions are."""
        teams = self.port.teams()[:9]
        if not teams:
            self._prompt.hint = "there is nobody to page"
            return
        self._publish(replace(self.now, teams=teams, tab=Tab.INSPECT))
        answers = {str(number): partial(self._page, offer) for number, offer in enumerate(teams, 1)}
        self.ask(Question("Page whom?", ((f"1-{len(teams)}", "pages"),), answers, back="pages nobody"))

    def _page(self, offer: Offer) -> None:
        self.leave_question()
        self.say(offer.line, who="you")

    def action_tab(self, name: str) -> None:
        """Show a tab. A page that was called stays called: it stands on top of the pager."""
        if not self.now.called:
            self._prompt.hint = ""
        self._publish(replace(self.now, tab=Tab(name), pager_top=0))

    def action_type(self) -> None:
        """Begin to type."""
        self._prompt.hint = ""
        self._turn_to(self._prompt)

    def action_back(self) -> None:
        """From typing to the board; on the board, back to the inspector."""
        if self.focused is self._prompt:
            self._prompt.put_away()
            self._turn_to(self._board)
        elif self.focused is self._log:
            self._turn_to(self._prompt if self._reads_for_typing else self._board)
        else:
            self.action_tab(Tab.INSPECT.value)

    def action_read(self) -> None:
        """Go through the console line by line, to copy some or to go to a service."""
        typing = self.focused is self._prompt
        if self._log.read():
            self._reads_for_typing = typing
            self._prompt.hint = ""
            self._turn_to(self._log)
        else:
            self._prompt.hint = "there is nothing on the console yet"

    def action_scroll_far(self, way: int) -> None:
        """To the oldest line of the log, or to the newest."""
        self._log.far(way)

    def action_scroll(self, pages: int) -> None:
        """Scroll the pager where it has all the room, else the log."""
        if self.now.whole_pager:
            self._turn_pager(pages * 8)
        else:
            self._log.page(pages)

    def _turn_pager(self, alarms: int) -> None:
        most = max(0, len(self.now.alarms) - 1)
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
        wanted = nearest + step
        self._prompt.hint = ""
        if not 0 <= wanted < len(SPEEDS):
            self._prompt.hint = f"x{SPEEDS[nearest]} is the {'fastest' if step > 0 else 'slowest'}"
        self.port.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, wanted))])
        self.look()

    def action_resolve(self) -> None:
        """Say that the night is over; the game asks where that is not sure."""
        self.say("resolve", who="you", key=self.named("end"))

    def action_leave(self) -> None:
        """Ask whether to leave."""
        answers = {"y": self._leave, "q": self._leave}
        where = " for where you took over" if self.comes_back else ""
        text = f"Leave this drill{where}? Its journal stays, you can play on later."
        self.ask(Question(text, (("y", "leaves the drill"),), answers, back="stays"))

    def _leave(self) -> None:
        self.leave_question()
        self.app.call_later(self.app.run_action, "app.home")
