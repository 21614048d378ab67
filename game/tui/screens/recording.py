"""The board on a recording: the keys of the board look, others move in time, and one takes over."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult

from game.session.view.console import Reply, ReplyKind
from game.tui.keysets.watching import PLACE
from game.tui.paint.keys import Legend
from game.tui.paint.scrub import ScrubPicture, moment_beside
from game.tui.paint.text import clock
from game.tui.port import Recorded
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import house
from game.tui.screens.places import Places
from game.tui.widgets.board import Board
from game.tui.widgets.board_view import WIDE, BoardView, Mode, Tab
from game.tui.widgets.notice import Question
from game.tui.widgets.scrub import Scrub, WatchedBoard

_HINT_S = 6.0
"""How long a hint stands in the place of the line, on the player's own clock."""
_BREATH_S = 0.01


class RecordingScreen(BoardScreen):
    """Watches. Where the prompt stands there is the line of the recording, unless somebody types or is told something."""

    where = "watching"
    home: ClassVar[Mode] = Mode.WATCHING
    board_kind: ClassVar[type[Board]] = WatchedBoard

    def __init__(self, port: Recorded, *, greeting: str = "") -> None:
        super().__init__(port, greeting=greeting)
        self.recorded = port
        self._ended = True  # the end of a recording is no reason for a debrief
        self._was_paused: bool | None = None
        self._hurries = False
        self._hint_until = monotonic() + _HINT_S if greeting else 0.0
        self._scrub = Scrub(self._picture(), id="scrub")

    def compose(self) -> ComposeResult:
        """All zones of the board, and the line of the recording."""
        yield from super().compose()
        yield self._scrub

    def on_mount(self) -> None:
        """Show the first state."""
        super().on_mount()
        self._scrub.show(self._picture())

    def _picture(self) -> ScrubPicture:
        port, snapshot = self.recorded, self.port.snapshot
        return ScrubPicture(
            snapshot.level, port.reel, snapshot.second, port.heading_s, self._ways_on() if self.is_attached else ""
        )

    def _ways_on(self) -> str:
        """Which keys lead on from the end of the recording."""
        legend = Legend(PLACE, house(self).keymap_of)
        debrief = f"{legend.named('debrief')} debrief, " if self.recorded.reel.ended else ""
        return f"the end: {debrief}{legend.named('begin')} begin, {self.named('quit')} back"

    def _places(self, size: tuple[int, int]) -> Places:
        """The line stands where the prompt would."""
        found = super()._places(size)
        typing = self.view is not None and self.now.mode in (Mode.TYPING, Mode.READING)
        if "prompt" in found.regions and not typing and not self._prompt.hint:
            found.regions["scrub"] = found.regions.pop("prompt")
        return found

    def _hinted(self) -> None:
        """A hint takes the place of the line for a while."""
        super()._hinted()
        self._hint_until = monotonic() + _HINT_S
        self._rearrange()

    def look(self) -> None:
        """Let the recording go on; on the way to a far moment, go on looking."""
        super().look()
        self._scrub.show(self._picture())
        if self._prompt.hint and monotonic() >= self._hint_until and self.now.mode is Mode.WATCHING:
            self._prompt.hint = ""
        if self.recorded.heading_s is not None and self.is_current:
            self._hurry()

    def _hurry(self) -> None:
        """Look again as soon as keys were heard."""
        if not self._hurries:
            self._hurries = True
            self.set_timer(_BREATH_S, self._look_again)

    def _look_again(self) -> None:
        self._hurries = False
        self.look()

    def _tell_change(self, before: BoardView, fed: int) -> None:
        """Nobody is called by what is long past."""

    def _pass_by(self) -> None:
        """Write what the team saw into the log; after going back, from the begin."""
        feed = self.port.snapshot.feed
        if (feed[-1].number if feed else 0) < self._fed:
            self._log.clear()
            self._fed = 0
        super()._pass_by()

    def _told(self, reply: Reply) -> None:
        """Whoever tries to act is told how to."""
        super()._told(reply)
        if reply.kind is ReplyKind.REFUSED:
            key = Legend(PLACE, house(self).keymap_of).named("take_over")
            self._prompt.hint = f"This is a recording: {key} takes over from here."

    # Moving in time.

    def action_by(self, seconds: int) -> None:
        """Some seconds back or on, counted from where one is heading."""
        heading_s = self.recorded.heading_s
        self.action_to_second((self.port.snapshot.second if heading_s is None else heading_s) + seconds)

    def action_moment(self, way: int) -> None:
        """To the next moment, or to the one before."""
        second = moment_beside(self.recorded.reel, self.port.snapshot.second, way)
        if second is None:
            self._prompt.hint = "there is no moment behind this one" if way > 0 else "this is before the first moment"
        else:
            self.action_to_second(second)

    def action_to_end(self, way: int) -> None:
        """To the begin or to the end."""
        reel = self.recorded.reel
        self.action_to_second(reel.end_s if way > 0 else reel.begin_s)

    def action_to_second(self, second: int) -> None:
        """To any second."""
        self._prompt.hint = ""
        self.recorded.head_for(second)
        self.look()

    # Taking over, and leaving.

    def action_take_over(self) -> None:
        """Ask once whether to play on from here. Time stands still meanwhile."""
        if self.recorded.over_here:
            self._prompt.hint = "The night is over at this moment: go back to take over."
            return
        snapshot = self.port.snapshot
        if self._was_paused is None:
            self._was_paused = snapshot.paused
        self.port.pause(True)
        self.look()
        at = clock(snapshot.level, self.port.snapshot.second)
        key = Legend(PLACE, house(self).keymap_of).named("take_over")
        answers = dict.fromkeys(("y", "enter", key), self._take_over)
        text = f"Take over from {at}? The night goes on from here as a new run."
        self.ask(Question(text, (("y", "takes over"),), answers))

    def _take_over(self) -> None:
        self._was_paused = None
        self.leave_question()
        seat = self.recorded.take_over()
        self.app.call_later(house(self).take_over, seat)

    def leave_question(self) -> None:
        """Back to where the question came from; time goes on if it did before."""
        super().leave_question()
        if self._was_paused is not None:
            self.port.pause(self._was_paused)
            self._was_paused = None

    def action_compare(self) -> None:
        """This night beside the one that it was taken over from."""
        if not self.recorded.reel.parent:
            self._prompt.hint = "this night was not taken over from another one"
            return
        from game.tui.screens.differences import DifferencesScreen

        self.app.push_screen(DifferencesScreen(self.port.journal()))

    def action_resolve(self) -> None:
        """Nothing can be ended here."""
        self.say("resolve", who="you")

    def action_open_debrief(self) -> None:
        """The debrief of this night: the one that this was opened from, else over the recording, which waits."""
        from game.tui.screens.debrief import DebriefScreen

        if not self.recorded.reel.ended:
            self._prompt.hint = "this night was left before its end: it has no debrief"
        elif len(self.app.screen_stack) > 1 and isinstance(self.app.screen_stack[-2], DebriefScreen):
            self.action_leave()
        else:
            self.port.pause(True)
            self.app.push_screen(DebriefScreen(self.port))

    def action_back(self) -> None:
        """From the console to the board, and to the inspector where that stands behind a tab; then away like `q`."""
        behind = self.app.size.width < WIDE and self.now.tab is not Tab.INSPECT
        if self.now.mode is not self.home or behind:
            super().action_back()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """There is nothing to lose: leave at once."""
        self.app.call_later(house(self).stop_watching)
