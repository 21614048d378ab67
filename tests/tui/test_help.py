"""Help: for where one is, all words, scrolling."""

from __future__ import annotations

import pytest

from game.tui.screens.help import HelpScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_answers import TOPICS
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text


async def test_all_words_can_be_read_by_scrolling() -> None:
    """From top to end by pages, nothing is left out."""
    app = DemoApp("help", FakePort())
    seen = ""
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(6):
            await pilot.pause()
            seen += "\n".join(text(app.screen))
            await pilot.press("pagedown")
        await pilot.press("end")
        await pilot.pause()
        last = text(app.screen)
        await pilot.press("down")
        await pilot.pause()
        assert text(app.screen) == last
        await pilot.press("home")
        await pilot.pause()
        assert any("THE BOARD" in line for line in text(app.screen))
    for topic in TOPICS:
        assert topic.words in seen
        assert topic.does in seen
    for head in ("LOOK", "ACT", "SIGNS"):
        assert head in seen


@pytest.mark.parametrize(
    ("where", "words"), [("board", "THE BOARD"), ("dns", "earlier or later"), ("composer", "jump to a field"),
                         ("debrief", "THE DEBRIEF")]
)  # fmt: skip
async def test_help_is_about_where_one_is(where: str, words: str) -> None:
    """The first block has the keys of the screen below."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        app.push_screen(HelpScreen(FakePort(), where))
        await pilot.pause()
        assert any(words in line for line in text(app.screen)[:20])
        assert any("NOERROR drill" in line for line in text(app.screen)) == (where != "debrief")


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "f1"])
async def test_help_closes(key: str) -> None:
    """By every key that one would try."""
    app = DemoApp("help", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


async def test_the_first_block_is_sentences_and_the_signs_are_all_told() -> None:
    """Chips, counts and the pace are signs, too; the settings are named."""
    app = DemoApp("title", FakePort())
    seen = ""
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(HelpScreen(FakePort(), "board"))
        for _ in range(6):
            await pilot.pause()
            seen += " ".join(" ".join(text(app.screen)).split())
            await pilot.press("pagedown")
    for words in ("Acknowledge the page first", "+64", "free 1/1", "time falls back to x1", "nobody has acknowledged it yet",
                  "ctrl+o settings"):  # fmt: skip
        assert words in seen
