"""What could be played next, as the title and the picker say it: a sentence, and nothing that is locked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.nights import NextNight, Past
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, text
from tests.tui.test_records_screen import EMPTY, EVERYONE, PAST

SIZES = ((80, 24), (120, 36), (200, 55))


@pytest.mark.parametrize("size", SIZES)
async def test_the_picker_says_it_below_the_list(size: tuple[int, int]) -> None:
    """Whole, until something hinders the results: that goes before. The chosen night says when it comes again."""
    app = DemoApp("levels", FakePort())
    app.history = replace(
        PAST, next=NextNight(EMPTY, "Nothing is due. An empty answer again from Thursday.", now=False)
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()
        shown = " ".join(
            " ".join(
                line[: min(78, size[0] * 53 // 120 if size[0] > 80 else 39) - 1] for line in text(app.screen)
            ).split()
        )
        assert "Nothing is due. An empty answer again from Thursday." in shown
        assert flaws(app.screen) == []
        await pilot.press("enter")
    assert app.played == [levels()[1].id]


async def test_the_picker_says_trouble_first() -> None:
    """One sentence at a time."""
    app = DemoApp("levels", FakePort())
    app.history = replace(PAST, trouble="Your results cannot be read: the file cannot be opened.")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = "\n".join(text(app.screen))
    assert "Your results cannot be read" in shown
    assert "Next:" not in shown


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("level", "again", "words"),
    [(EMPTY, True, "next: An empty answer again"), (EVERYONE, False, "next: Everyone at once")],
)
async def test_the_title_says_it_in_few_words(size: tuple[int, int], level: str, again: bool, words: str) -> None:
    """Beside the way to the picker; nothing where nothing is due, or before the first night."""
    app = DemoApp("title", FakePort())
    app.history = replace(PAST, next=NextNight(level, "", again=again))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        line = next(line for line in text(app.screen) if "Choose a night" in line)
        assert line.rstrip().endswith(words)
        assert flaws(app.screen) == []


@pytest.mark.parametrize("past", [Past(), replace(PAST, next=NextNight(EMPTY, "", now=False))])
async def test_the_title_is_silent_where_nothing_is_for_now(past: Past) -> None:
    """It is no reminder."""
    app = DemoApp("title", FakePort())
    app.history = past
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not any("next:" in line for line in text(app.screen))
