"""What is left for after the first picture: imports that it does not need, and looking for garbage."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from game.tui.app import NoErrorApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort

_UNSEEN = ("view.aftermath", "view.cascade", "view.chart", "view.race", "view.telling")


@pytest.mark.parametrize(
    ("screen", "unseen"),
    [
        ("title", ("game.engine.scenario", "game.engine.region", "game.session.run", "game.tui.widgets.strata")),
        ("board", ("game.engine.scenario", "game.engine.region", "game.session.run", "game.tui.screens.chart")),
    ],
)
def test_a_screen_imports_only_what_it_shows(screen: str, unseen: tuple[str, ...]) -> None:
    """Neither the engine nor the classes of other screens are made before the title or the board is seen."""
    program = f"import sys, game.tui.app, game.tui.screens.{screen}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    imported = set(done.stdout.split())
    assert not imported & {*unseen, *[f"game.session.{name}" for name in _UNSEEN]}


async def test_garbage_is_looked_for_once_the_first_screen_is_there() -> None:
    """Who starts the app may put that off; from the first picture on it is done, and nothing of the start is looked at."""
    gc.disable()
    try:
        app = NoErrorApp(levels(), lambda *_: FakePort("dns"), first="empty-answer", theme="dark")
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await pilot.pause()
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()
