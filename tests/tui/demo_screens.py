"""One screen over a fake seat: an app for tests, and to look at.

`python -m tests.tui.demo_screens title|levels|dns|chart|queue|composer|help|debrief [THEME] [CASE]` opens it; CASE is a night of
`race_cases` for the inspector, or "calm".
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from textual.screen import Screen

from game.session.helping.guidance import Guidance
from game.session.keeping.settings import Settings
from game.session.keeping.settings_file import SettingsFile
from game.session.view.nights import Past, PastRun
from game.session.view.race import DnsView
from game.session.view.telling import Draft
from game.tui.hacks import OrderedKeys
from game.tui.keys import Keymap
from game.tui.port import Port
from game.tui.screens.house import LeftRun
from game.tui.wardrobe import Wardrobe
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.race_cases import CASES


class DemoApp(OrderedKeys):
    """A house for one screen; it remembers what the screen asked of it."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: transparent; scrollbar-size: 0 0; overflow: hidden; }"

    def __init__(self, name: str, port: Port, *, theme: str | None = "dark", ascii_only: bool = False) -> None:
        self.wardrobe = Wardrobe(SettingsFile(), os.environ, theme, ascii_only=ascii_only)
        self.manner = self.wardrobe.manner()
        super().__init__(ansi_color=not self.manner.theme.shades)
        self.settings = Settings(motion=False)
        self.keymap_of = Keymap()
        self.levels = levels()
        self.first: str | None = None
        self.left_behind: LeftRun | None = None
        self.history = Past()
        self.hindered = ""
        self.finished = False
        self.draft: Draft | None = None
        self.suggested = ""
        self.screen_name = name
        self.port = port
        self.played: list[str] = []
        self.helped: list[Guidance | None] = []
        self.left = 0
        self.comes_back = False

    def on_mount(self) -> None:
        """Open the screen."""
        self.push_screen(make_screen(self.screen_name, self.port))

    def play(self, level: str, guidance: Guidance | None = None) -> None:
        """Remember the level, and with how much help."""
        self.played.append(level)
        self.helped.append(guidance)

    def left_runs(self) -> tuple[LeftRun, ...]:
        """The run that a test left."""
        return () if self.left_behind is None else (self.left_behind,)

    def past(self) -> Past:
        """What a test has played."""
        return self.history

    def forget(self, run: PastRun | None) -> str:
        """Forget it, and remember that."""
        self.played.append("forgot all" if run is None else f"forgot {run.id}")
        kept = tuple([other for other in self.history.runs if other is not run])
        self.history = Past() if run is None else replace(self.history, runs=kept)
        return self.hindered

    def open_resumed(self, left: LeftRun) -> None:
        """Remember that the run was resumed, if it could be."""
        left.open()
        self.played.append("resumed")

    def action_home(self) -> None:
        """Remember that the run was left."""
        self.left += 1


def make_screen(name: str, port: Port) -> Screen[None]:
    """A screen by its name."""
    match name:
        case "levels":
            from game.tui.screens.levels import LevelsScreen

            return LevelsScreen(levels())
        case "dns":
            from game.tui.screens.dns import DnsScreen

            return DnsScreen(port)
        case "chart":
            from game.tui.screens.chart import ChartScreen

            return ChartScreen(port, (("dynamodb", ""), ("ec2", "queue")))
        case "queue":
            from game.tui.screens.queue import QueueScreen

            return QueueScreen(port, "dynamodb")
        case "cascade":
            from game.tui.screens.cascade import CascadeScreen

            return CascadeScreen(port, port.inspect)
        case "timeline":
            from game.tui.screens.timeline import TimelineScreen

            return TimelineScreen(port, port.inspect)
        case "composer":
            from game.tui.screens.composer import ComposerScreen

            return ComposerScreen(port)
        case "help":
            from game.tui.screens.help import HelpScreen

            return HelpScreen(port, "board")
        case "records":
            from game.tui.screens.records import RecordsScreen

            return RecordsScreen()
        case "debrief":
            from game.tui.screens.debrief import DebriefScreen

            return DebriefScreen(port)
    from game.tui.screens.title import TitleScreen

    return TitleScreen()


class CasePort(FakePort):
    """A seat whose inspector shows one of the race's nights."""

    def __init__(self, case: str) -> None:
        super().__init__("dns")
        self.case = case

    def dns(self) -> DnsView:
        """The night that was asked for."""
        return CASES[self.case]


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "title"
    colours = sys.argv[2] if len(sys.argv) > 2 else None
    case = sys.argv[3] if len(sys.argv) > 3 else "dns"
    seat = CasePort(case) if case in CASES else FakePort(case, live=True)
    DemoApp(chosen, seat, theme=colours).run()
