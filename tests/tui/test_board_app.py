"""The app around the board: the run is closed however it ends, and an error leaves a whole terminal behind."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.board_base import LOOKS_A_SECOND
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on

REPOSITORY = Path(__file__).parents[2]

FAILING = """
from game.tui.screens.board import BoardScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on
class Failing(FakePort):
    def advance(self, now):
        raise ArithmeticError("the region divided by zero")
port = Failing("dns")
app = app_on(port)
app.run()
print(f"RETURNED {app.return_code} {app.failure!r} closed={port.closed}")
"""


async def test_leaving_closes_the_seat() -> None:
    """ctrl+q leaves at once; the journal's writer must not stay open."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert port.closed
    assert app.return_code == 0


async def test_leaving_a_run_goes_back_to_the_title() -> None:
    """A run that was opened from the title ends there, and another one can be opened."""
    ports: list[FakePort] = []

    def open_run(level: str, *_: object) -> FakePort:
        ports.append(FakePort("dns"))
        return ports[-1]

    app = NoErrorApp(levels(), open_run, theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        title = app.screen
        for number in (1, 2):
            app.play("empty-answer")
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            await pilot.press("q", "y")
            await pilot.pause()
            assert app.screen is title
            assert [port.closed for port in ports] == [True] * number


async def fail_in(port: FakePort, app: NoErrorApp) -> None:
    """Run the app, and let something on its board fail."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.call_later(lambda: 1 // 0)
        await pilot.pause()


async def test_an_error_in_the_run_reaches_the_caller() -> None:
    """Nothing is swallowed: the app ends and holds the error."""
    port = FakePort("dns")
    app = app_on(port)
    with pytest.raises(ZeroDivisionError):
        await fail_in(port, app)
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1


def test_an_error_leaves_the_terminal_as_it_was() -> None:
    """On a real terminal: the alternate screen is left, no traceback is printed, the seat is closed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", FAILING],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=REPOSITORY,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(ours)
        process.wait(timeout=20)
    told = seen.decode(errors="replace")
    assert "Traceback" not in told
    assert told.rindex("\x1b[?1049l") > told.rindex("\x1b[?1049h")
    assert "RETURNED 1 ArithmeticError('the region divided by zero') closed=True" in told


async def test_a_run_that_falls_behind_shows_fewer_frames_and_no_queue_of_them() -> None:
    """While every look takes longer than it may, keys still come through at once, and nothing is caught up on later."""

    class Slow(FakePort):
        """A seat whose run needs a fifth of a second for each look."""

        looks = 0

        def advance(self, now: float) -> None:
            self.looks += 1
            if self.looks < 8:
                sleep(0.2)
            super().advance(now)

    port = Slow("dns", live=True)
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        begin, before = monotonic(), port.looks
        while port.looks < 8:
            await pilot.pause(0.01)
        slow_s = monotonic() - begin
        assert port.looks - before <= slow_s / 0.2 + 1
        begin, before = monotonic(), port.looks
        await pilot.pause(0.3)
        assert port.looks - before <= (monotonic() - begin) * LOOKS_A_SECOND + 2
        assert isinstance(app.screen, BoardScreen)
        selected = app.screen.now.selected
        await pilot.press("down")
        assert app.screen.now.selected != selected
