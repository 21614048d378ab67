"""Keys that come in one burst, as from a slow line or a paste without brackets: they act in the order they came."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.composer import ComposerScreen
from game.tui.widgets.prompt import Prompt
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, text

NAMES = {"\b": "backspace", "\r": "enter", "<": "left", "/": "slash", "\x1b": "escape", " ": "space", "\x13": "ctrl+s"}


async def burst(pilot: Pilot[int], keys: str) -> None:
    """Send keys as a driver does that has read them all at once."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        driver.send_message(events.Key(NAMES.get(key, key), key if key.isprintable() and key != "<" else None))
    for _ in range(5):
        await pilot.pause()


async def test_editing_keys_keep_their_place_among_letters() -> None:
    """Backspace and left act on what was typed before them, in the prompt and in the message of an update."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "/abc\bdef\bg<<x")
        assert app.screen.query_one(Prompt).value == "abdxeg"
        await burst(pilot, "\x1bs")
        assert isinstance(app.screen, ComposerScreen)
        await burst(pilot, "5abc\bdef\bg<<x")
        assert app.screen.query_one(TextArea).text == "abdxeg"
        assert app.screen.draft.message == "abdxeg"


async def test_lines_are_run_one_by_one() -> None:
    """A return ends its own line, and the key that opens the console loses nothing."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "/history\rplans\rlogs")
        assert [line for line, _ in port.said] == ["history", "plans"]
        assert app.screen.query_one(Prompt).value == "logs"


async def test_a_question_gets_the_answer_behind_it() -> None:
    """The key of a yes may follow at once, and a screen that was opened gets the keys that come after."""
    port = FakePort("dns")
    app = NoErrorApp(levels(), lambda *_: port)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "\r/dig\r\x1bp2")
        assert isinstance(app.screen, BoardScreen)
        assert [line for line, _ in port.said] == ["dig", "page ec2"]
        await burst(pilot, "s5now\x13")
        assert isinstance(app.screen, BoardScreen)
        assert port.said[-1][0].endswith('"now"')


async def test_pasted_text_keeps_its_place() -> None:
    """What is typed behind a paste stands behind it."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        driver = app._driver
        assert driver is not None
        await burst(pilot, "/")
        driver.send_message(events.Paste("dig a\nb"))
        await burst(pilot, "c")
        assert app.screen.query_one(Prompt).value == "dig a bc"


async def test_nothing_runs_where_nothing_can_be_seen() -> None:
    """Below 80x24 the clock stands still and keys do nothing; both come back as they were."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        for paused in (False, True):
            port.pause(paused)
            waiting = port.snapshot.new_alarms
            await pilot.resize_terminal(70, 20)
            await pilot.pause()
            assert port.snapshot.paused
            assert any("this is 70x20; paused" in line for line in text(app.screen))
            await burst(pilot, "a q/x")
            assert port.snapshot.new_alarms == waiting
            assert port.said == []
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert port.snapshot.paused is paused
            assert isinstance(app.screen, BoardScreen)
