"""Every screen of the game in a situation worth looking at: how to get there by keys, from the title or from a board.

`tests/tui/test_gallery.py` draws all of them at every size and in every theme; `python -m tests.tui.gallery NAME [THEME]`
opens one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import sleep
from typing import Any

from textual.pilot import Pilot

from game.engine.readings import State
from game.session.helping.guidance import Guidance
from game.session.view.board import Alarm, Finer
from game.session.view.review import Answers, FixedNight
from game.session.view.talk import Speaker, Talk
from game.tui.app import NoErrorApp
from game.tui.screens.board_base import BoardBase
from game.tui.screens.debrief import DebriefScreen
from tests.tui.demo_screens import CasePort
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.fake_review import ANSWERED
from tests.tui.race_cases import CASES

SIZES = ((80, 24), (120, 36), (200, 55))
BETWEEN = ((100, 30), (160, 50))


@dataclass(frozen=True)
class Scene:
    """A screen to look at. `port` makes its seat (None: it is reached from the title), `keys` lead there, `selected` is
    the component that is chosen before. `calm` promises that nothing in it has the colour of trouble; `budget` is the most
    of its cells that may be in a hue and filled, at 120 columns and more. What is all curve or strips may have more than a
    board, whose few coloured cells are what one looks for. With `debrief` the debrief comes by itself, and `then` are the keys
    that are pressed in it.
    """

    name: str
    port: Callable[[], FakePort] | None
    keys: tuple[str, ...] = ()
    selected: str = ""
    calm: bool = False
    budget: tuple[float, float] = (0.15, 0.02)
    debrief: bool = False
    then: tuple[str, ...] = ()

    def app(self, theme: str) -> NoErrorApp:
        """The real app, on this scene's seat."""
        if self.port is None:
            return NoErrorApp(levels(), lambda *_: FakePort("calm"), theme=theme)
        port = self.port()
        return NoErrorApp(levels(), lambda *_: port, first="empty-answer", theme=theme)

    async def go(self, pilot: Pilot[Any]) -> None:
        """Press the keys that lead there."""
        await pilot.pause()
        screen = pilot.app.screen
        if self.selected and isinstance(screen, BoardBase):
            screen._show(self.selected)
            await pilot.pause()
        for key in self.keys:
            await pilot.press(key)
        await settled(pilot, debrief=self.debrief)
        if self.then:
            for key in self.then:
                await pilot.press(key)
            await ran(pilot)


async def ran(pilot: Pilot[Any]) -> None:
    """Wait until what was asked for in a debrief is there: a night that was run again, or one that goes on being run."""
    for _ in range(200):
        screen = pilot.app.screen
        now = screen.running if isinstance(screen, DebriefScreen) else None
        if now is None or now[1] >= StuckPort.DONE:
            break
        await pilot.pause(0.02)
    for _ in range(3):
        await pilot.pause()


async def settled(pilot: Pilot[Any], *, debrief: bool = False) -> None:
    """Wait until what is to be seen is there: workers, and a `debrief`, which comes by itself with the next look at a run
    that has ended and is worked out beside the screen."""
    for _ in range(600 if debrief else 0):
        screen = pilot.app.screen
        if isinstance(screen, DebriefScreen) and screen.ready:
            break
        await pilot.pause(0.05)
    await pilot.app.workers.wait_for_complete()
    for _ in range(3):
        await pilot.pause()


def _on(situation: str) -> Callable[[], FakePort]:
    return lambda: FakePort(situation)


def _case(case: str) -> Callable[[], FakePort]:
    return lambda: CasePort(case)


def storm() -> FakePort:
    """Two dozen services on the pager, and hundreds of finer alarms behind them."""
    port = FakePort("storm")
    paged = {alarm.component for alarm in port.snapshot.alarms}
    named = [tile.component for tile in port.snapshot.tiles if tile.component in paged]
    finer = tuple([Finer(component, 7 + 5 * n % 31, 6 + 5 * n % 31) for n, component in enumerate(named)])
    port.change(finer=finer, muted=("SQS",))
    return port


def _taken(alarm: Alarm) -> Alarm:
    return replace(alarm, acknowledged=True)


def all_taken() -> FakePort:
    """The balancers' phase, in which somebody has acknowledged everything."""
    port = FakePort("nlb")
    shown = port.snapshot
    port.change(
        alarms=tuple(map(_taken, shown.alarms)),
        tiles=tuple(replace(tile, new=False, acked=tile.state is State.DOWN) for tile in shown.tiles),
    )
    return port


def ended() -> FakePort:
    """A night that is over: the debrief comes by itself."""
    port = FakePort("dns")
    port.change(ended="resolved")
    return port


class StuckPort(FakePort):
    """A seat whose night with fixes comes so far and no further, until it is given up. It is recorded, as nights are."""

    DONE = 0.43

    def journal(self) -> str:
        """A file that nobody opens."""
        return "journals/empty-answer.jsonl"

    def fixed_night(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> FixedNight | None:
        """Never."""
        progress(self.DONE)
        while not cancelled():
            sleep(0.01)
        return super().fixed_night(fixes, progress, cancelled)


def asked(answers: Answers = ANSWERED, port: type[FakePort] = FakePort) -> Callable[[], FakePort]:
    """A night that is over, of which this was answered before."""

    def made() -> FakePort:
        seat = port("dns")
        seat.answers = answers
        seat.change(ended="resolved")
        return seat

    return made


ASKING = Talk(
    4,
    Speaker.COLLEAGUE,
    "Mara",
    ("The record answers NOERROR, and still nobody can sign in.", "What would you look at first?"),
    ("the record's answers", "the balancers", "I would wait"),
    skip="I play on alone",
)
"""A colleague who asks."""
WAITING = Talk(
    5,
    Speaker.COLLEAGUE,
    "Mara",
    ("I stop the automation before I write anything by hand.", "Else a slow enactor puts the old plan back over it."),
    waits=True,
    skip="I play on alone",
)
"""A colleague who waits for a word to go on."""
CALLING = Talk(
    6, Speaker.CALLER, "City desk", ("Is it true that the banks are down?",), ("no comment", "say what is posted")
)
"""Somebody on the phone, who cannot be skipped."""
HINT = Talk(7, Speaker.COACH, "", ("Compare what the record answers with how many addresses it holds.",))
"""A word of the coach, which asks nothing."""


def said(talk: Talk, situation: str = "dns") -> Callable[[], FakePort]:
    """A seat where somebody talks."""

    def made() -> FakePort:
        port = FakePort(situation)
        port.change(talk=talk)
        return port

    return made


def bare(situation: str) -> Callable[[], FakePort]:
    """A seat at a night without panels."""

    def made() -> FakePort:
        port = FakePort(situation)
        port.change(level=replace(port.snapshot.level, guidance=Guidance.BARE))
        return port

    return made


STORM, STRIPS, CURVE, RACE = (0.15, 0.05), (0.25, 0.02), (0.5, 0.02), (0.15, 0.06)

SCENES = (
    Scene("title", None, calm=True),
    Scene("title-help", None, ("question_mark",)),
    Scene("levels", None, ("l",), calm=True),
    Scene("options", None, ("o",)),
    Scene("board-calm", _on("calm"), selected="dynamodb", calm=True),
    Scene("board-dns", _on("dns"), selected="dynamodb"),
    Scene("board-nlb", _on("nlb"), selected="checks"),
    Scene("board-nlb-taken", all_taken, selected="az2"),
    Scene("board-storm", storm, selected="dwfm", budget=STORM),
    Scene("board-pager", storm, ("l",), budget=STORM),
    Scene("board-console", _on("dns"), ("slash", *"dig dynamodb", "enter", "escape"), "dynamodb"),
    Scene("board-typing", _on("dns"), ("slash", *"throttle "), "dynamodb"),
    Scene("board-wrong", _on("dns"), ("slash", *"thrtle", "enter"), "dynamodb"),
    Scene("board-question", _on("dns"), ("4",), "dynamodb"),
    Scene("board-paging", _on("dns"), ("p",), "dynamodb"),
    Scene("board-jump", _on("dns"), ("j",), "dynamodb"),
    Scene("talk-asks", said(ASKING), selected="dynamodb"),
    Scene("talk-waits", said(WAITING, "calm"), selected="record", calm=True),
    Scene("talk-calls", said(CALLING), ("slash", *"dig"), "dynamodb"),
    Scene("talk-hint", said(HINT, "nlb"), selected="checks"),
    Scene("talk-composer", said(ASKING), ("s",)),
    Scene("talk-dns", said(WAITING), ("d",), budget=(0.15, 0.06)),
    Scene("bare-board", bare("dns"), selected="dynamodb"),
    Scene("bare-composer", bare("dns"), ("s",)),
    Scene("help", _on("dns"), ("question_mark",)),
    Scene("glossary", _on("dns"), ("x",), "dynamodb"),
    Scene("palette", _on("dns"), ("ctrl+p", *"thr"), "dynamodb"),
    Scene("export", _on("dns"), ("f4",)),
    Scene("cascade-calm", _on("calm"), ("v",), calm=True),
    Scene("cascade-dns", _on("dns"), ("v",), "dynamodb", budget=STRIPS),
    Scene("cascade-nlb", _on("nlb"), ("v",), "az2", budget=STRIPS),
    Scene("timeline", _on("dns"), ("t",)),
    Scene("chart", _on("dns"), ("g",), "dynamodb", budget=CURVE),
    Scene("queue", _on("nlb"), ("w",), "network", budget=STRIPS),
    *(Scene(f"dns-{case}", _case(case), ("d",), budget=RACE) for case in CASES),
    Scene("composer", _on("dns"), ("s",)),
    Scene("composer-help", _on("dns"), ("s", "question_mark")),
    Scene("debrief", ended, debrief=True, budget=CURVE),
    Scene("debrief-sectors", ended, debrief=True, then=("right",), budget=CURVE),
    Scene("debrief-timeline", ended, debrief=True, then=("tab", "s"), budget=CURVE),
    Scene("debrief-moment", asked(Answers(), StuckPort), debrief=True, then=("tab", "tab")),
    Scene("debrief-moment-told", asked(), debrief=True, then=("tab", "tab")),
    Scene("debrief-causes", asked(Answers()), debrief=True, then=("tab",) * 3 + ("down", "space", "down")),
    Scene("debrief-causes-told", asked(), debrief=True, then=("tab",) * 3),
    Scene("debrief-fixes", asked(), debrief=True, then=("tab",) * 4),
    Scene("debrief-fixes-running", asked(port=StuckPort), debrief=True, then=(*("tab",) * 4, "enter")),
    Scene("debrief-fixes-told", asked(), debrief=True, then=(*("tab",) * 4, "enter"), budget=CURVE),
    Scene("debrief-score", ended, debrief=True, then=("tab",) * 5),
    Scene("debrief-words", asked(port=StuckPort), debrief=True, then=("tab",) * 6),
    Scene("debrief-writing", asked(), debrief=True, then=(*("tab",) * 6, "down", "enter", *" Soon.")),
)


def main() -> None:
    """Open one scene."""
    name = sys.argv[1] if len(sys.argv) > 1 else "board-dns"
    scene = next(scene for scene in SCENES if scene.name == name)

    app = scene.app(sys.argv[2] if len(sys.argv) > 2 else "dark")

    async def lead(pilot: Pilot[Any]) -> None:
        await scene.go(pilot)

    sys.exit(app.run(auto_pilot=lead) or 0)


if __name__ == "__main__":
    main()
