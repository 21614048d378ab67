"""A thousand random actions through the real app on a real night: keys, typed lines, clicks, resizes."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from game.content.load import load_level
from game.session.journal import read_journal
from game.session.replaying.replay import replay
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from tests.tui.screen_text import flaws

ACTIONS = 1000  # in all
SIZES = ((80, 24), (120, 36), (100, 30), (200, 55), (80, 24), (120, 36), (70, 20))
KEYS = (
    *(
        "up",
        "down",
        "left",
        "right",
        "tab",
        "enter",
        "escape",
        "space",
        "backspace",
        "home",
        "end",
        "pageup",
        "pagedown",
    ),
    *"123456789naApsdil/:?+-vyxhoO",
    *"dddsss???",
    *("f2", "ctrl+s", "ctrl+t", "ctrl+l", "ctrl+r", "shift+n"),
)
LINES = (
    "ack all",
    "sev 1",
    "dig dynamodb.us-east-1.amazonaws.com",
    "plans",
    "logs enactor-2",
    "dns automation off",
    "dns automation on",
    "dns restore dynamodb.us-east-1.amazonaws.com",
    "dns flush",
    "restart dynamodb 50",
    "throttle lambda 30%",
    "throttle lambda off",
    "scale sts 150",
    "page dynamodb",
    "page ec2",
    'post investigating dynamodb "We look [bold]into[/] it [/]" next 15',
    "hypothesis dns 80",
    "graph dynamodb",
    "depends banks",
    "probe homes",
    "queue dynamodb",
    "help dns",
    "runbook",
    "history",
    'handover "mind the record"',
    "notes",
    "nonsense [/x] \\ {}",
    "",
)


class Hand:
    """Somebody who does anything, and a clock that runs as fast as they like."""

    def __init__(self, app: NoErrorApp, dice: random.Random) -> None:
        self.app = app
        self.dice = dice
        self.ahead_s = 0.0

    def now(self) -> float:
        """The monotonic clock, ahead by what was skipped."""
        return _REAL_CLOCK() + self.ahead_s

    async def act(self, pilot: Pilot[int]) -> None:
        """One action."""
        kind = self.dice.random()
        if kind < 0.6:
            if self.dice.random() < 0.4:
                self.press("escape")  # else every walk ends in the prompt, where letters are only letters
            self.press(self.dice.choice(KEYS))
        elif kind < 0.8:
            self.ahead_s += self.dice.choice((0.2, 1.0, 3.0))
            self.press("escape")
            self.press("slash", "/")
            await pilot.pause(0)
            self.send(events.Paste(self.dice.choice(LINES)))
            self.press("enter")
            await pilot.pause(0)
            self.press("escape")
        elif kind < 0.93:
            width, height = self.app.size
            await pilot.click(offset=(self.dice.randrange(width), self.dice.randrange(height)))
        else:
            await pilot.resize_terminal(*self.dice.choice(SIZES))
        await pilot.pause(0)

    def press(self, key: str, character: str | None = None) -> None:
        """A key, as the terminal's driver sends it; nobody waits for what comes of it."""
        named = {"?": "question_mark", "/": "slash", ":": "colon", "+": "plus", "-": "minus"}.get(key, key)
        self.send(events.Key(named, character or (key if len(key) == 1 else None)))

    def send(self, event: events.Event) -> None:
        """An event from outside."""
        driver = self.app._driver
        assert driver is not None
        event.set_sender(self.app)
        driver.send_message(event)


_REAL_CLOCK = time.monotonic


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_thousand_random_actions_break_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is pressed, typed, clicked and resized, in whatever order: no exception, no text that is cut or hidden, and
    a journal that verifies afterwards."""
    scenario = load_level("empty-answer")
    path = tmp_path / "night.jsonl"
    seat = Seat(Session.begin(scenario, seed, path))
    opened = [seat]
    app: NoErrorApp = NoErrorApp((), lambda *_: opened[-1], first="empty-answer")
    hand = Hand(app, random.Random(seed))
    monkeypatch.setattr(time, "monotonic", hand.now)
    shown = done = 0
    seen: set[str] = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for number in range(ACTIONS // 2):
            await hand.act(pilot)
            if number % 25 == 0:
                assert flaws(app.screen) == []
                shown += 1
            if not app.is_running:
                break
            done += 1
            seen.add(type(app.screen).__name__)
    assert app.failure is None
    assert shown > 1
    assert done == ACTIONS // 2
    assert len(seen) >= 2, seen  # mostly four; which ones depends on the machine's pace
    seat.close()
    journal = read_journal(path)
    replayed = replay(journal, scenario)
    assert replayed.diverged == ""
    assert len(journal.records) > 20
