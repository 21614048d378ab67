"""The title's keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from time import sleep
from typing import Any

import pytest
from textual.app import App

from game.session.keeping.settings import Settings
from game.session.view.nights import NextNight, Past, PastRun
from game.tui.app import NoErrorApp
from game.tui.paint.title import situation
from game.tui.port import Port
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.title import ADDRESSES, EMPTY_AFTER_S, TitleScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, text


async def test_enter_takes_the_pager() -> None:
    """One key from the title to the first night's board."""
    opened: list[str] = []

    def open_run(level: str, *_: object) -> FakePort:
        opened.append(level)
        return FakePort("calm")

    app = NoErrorApp(levels(), open_run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
    assert opened == ["first-page"]


async def test_l_opens_the_picker_and_escape_comes_back() -> None:
    """There and back."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_a_run_that_was_left_can_be_continued() -> None:
    """The line is there only if there is such a run; it is the first, and a new night has another key."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "n")
        assert app.played == []
        assert not any("Continue" in line for line in text(app.screen))
        app.left_behind = LeftRun("An empty answer, from 23:50:10", FakePort)
        await pilot.press("l", "escape")
        await pilot.pause()
        assert any("Continue" in line and "from 23:50:10" in line for line in text(app.screen))
        assert not any("your first night" in line for line in text(app.screen))
        drawn = text(app.screen)
        first = next(at for at, line in enumerate(drawn) if "enter   Continue" in line)
        assert "n       Take the pager" in drawn[first + 1]
        await pilot.press("n", "enter", "c")
    assert app.played == ["first-page", "resumed", "resumed"]


async def test_a_run_that_was_finished_is_no_longer_offered() -> None:
    """The title looks again whenever it is shown: quitting a night offers it, ending it does not."""
    port = FakePort("dns")
    left: list[LeftRun] = []

    def open_run(level: str, *_: object) -> FakePort:
        left[:] = [LeftRun("First page, from 23:50:10", lambda: port)]
        return port

    app = NoErrorApp(levels(), open_run, left=lambda: left)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "q", "y")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert any("enter   Continue" in line for line in text(app.screen))
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert port.snapshot.paused
        assert any("Continued, and paused: space goes on." in line for line in text(app.screen))
        left.clear()
        port.change(ended="resolved", paused=False)
        app.screen.look()
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        drawn = "\n".join(text(app.screen))
        assert "Continue" not in drawn
        assert "your first night" not in drawn


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_run_that_cannot_be_continued_says_why(size: tuple[int, int]) -> None:
    """The sentence stands on the title, and the game goes on."""

    def broken() -> Port:
        raise ValueError("/a/journal.jsonl was played to its end; noerror replay shows it " + "and more " * 30)

    app = DemoApp("title", FakePort())
    async with app.run_test(size=size) as pilot:
        app.left_behind = LeftRun("An empty answer, from 23:50:10", broken)
        await pilot.press("c")
        await pilot.pause()
        assert any("It cannot be continued:" in line for line in text(app.screen))
        assert flaws(app.screen) == []
        await pilot.press("enter", "n")
    assert app.played == ["first-page"]


async def test_a_click_is_its_key() -> None:
    """The entry under the pointer is taken."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(text(app.screen)) if "Take the pager" in line)
        await pilot.click(offset=(20, y))
        await pilot.pause()
    assert app.played == ["first-page"]


async def test_q_quits() -> None:
    """And the app ends well."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value == 0


async def test_without_levels_there_is_nothing_to_take() -> None:
    """Only leaving is left; enter does nothing."""
    app = DemoApp("title", FakePort())
    app.levels = ()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert not any("Take the pager" in line for line in text(app.screen))
    assert app.played == []


# What was played, and what hinders.

PLAYED = PastRun("empty-answer", "Sun 23 Nov, 14:02", "resolved", "B", 74, 2250, "trust 13/20")


async def settled(app: App[Any]) -> None:
    """Wait for what is read beside the screen."""
    await app.workers.wait_for_complete()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (200, 55)])
async def test_who_has_played_is_no_beginner(size: tuple[int, int]) -> None:
    """The records are read beside the screen: nights played are counted, as are those that were left open."""
    app = DemoApp("title", FakePort())
    app.history = Past((PLAYED, PLAYED))
    async with app.run_test(size=size) as pilot:
        await settled(app)
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
        assert "your first night" not in drawn
        assert "7 nights, 1 played" in drawn
        assert flaws(app.screen) == []


async def test_the_first_paint_waits_for_no_records() -> None:
    """However long reading them takes, the title stands and its keys work."""
    app = DemoApp("title", FakePort())
    slow = app.past

    def past() -> Past:
        sleep(0.6)
        return slow()

    app.past = past  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("your first night, 5 min, no reading needed" in line for line in text(app.screen))
        await pilot.press("enter")
        assert app.played == ["first-page"]
        await settled(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_what_hinders_the_records_is_one_sentence(size: tuple[int, int]) -> None:
    """And the game goes on."""
    app = DemoApp("title", FakePort())
    app.history = Past((), "Your results are from a newer version of the game: this one leaves them as they are.")
    async with app.run_test(size=size) as pilot:
        await settled(app)
        await pilot.pause()
        drawn = " ".join(line.strip() for line in text(app.screen))
        assert "newer version of the game: this one leaves them" in drawn
        assert flaws(app.screen) == []
        await pilot.press("enter")
    assert app.played == ["first-page"]


@pytest.mark.parametrize("motion", [True, False])
async def test_the_answer_goes_empty_once(motion: bool) -> None:
    """Without motion it is empty from the start; afterwards nothing moves and nothing ticks."""
    app = DemoApp("title", FakePort())
    app.settings = Settings(motion=motion)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        answer = next(line for line in text(app.screen) if "ANSWER:" in line)
        assert answer.rstrip().endswith(f"ANSWER: {ADDRESSES if motion else 0}")
        await pilot.pause(EMPTY_AFTER_S + 0.2)
        answer = next(line for line in text(app.screen) if "ANSWER:" in line)
        assert answer.rstrip().endswith("ANSWER: 0")
        assert not [timer for timer in app.screen._timers if timer._active.is_set() and timer._repeat != 0]


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "no-color"])
async def test_the_title_stands_in_the_middle_at_every_size(theme: str, ascii_only: bool) -> None:
    """Whole, with as much room left as right, above as below; large where there is room for it."""
    app = DemoApp("title", FakePort(), theme=theme, ascii_only=ascii_only)
    app.left_behind = LeftRun("An empty answer, from 23:50:10", FakePort)
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((80, 24), (90, 33), (120, 36), (150, 44), (200, 55), (240, 70)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert flaws(app.screen) == []
            drawn = text(app.screen)
            assert any("the region now" in line for line in drawn)
            assert any("Not by, nor for, any cloud provider." in line for line in drawn)
            used = [y for y, line in enumerate(drawn) if line.strip()]
            assert abs(used[0] - (size[1] - 1 - used[-1])) <= 3
            if size[0] >= 150:
                lines = [line for line in drawn if line.strip()]
                left = min(len(line) - len(line.lstrip()) for line in lines)
                right = min(size[0] - len(line.rstrip()) for line in lines)
                assert abs(left - right) <= 4


async def test_enter_begins_the_night_that_is_suggested_and_says_so() -> None:
    """One decision: the entry, the words about the next night, and what opens."""
    app = DemoApp("title", FakePort())
    cards = levels()
    app.history = Past((PastRun(cards[0].id, "Mon 2 Mar, 10:00", "resolved", "A+", 95, 900, ""),))
    app.history = replace(app.history, next=NextNight(cards[1].id, "", again=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        drawn = text(app.screen)
        assert f"{cards[1].title}, {cards[1].minutes} min" in next(line for line in drawn if "Take the pager" in line)
        assert any(f"next: {cards[1].title}" in line for line in drawn)
        await pilot.press("enter")
    assert app.played == [cards[1].id]


@pytest.mark.parametrize("width", [60, 74, 150])
def test_what_it_says_is_true_of_the_night_that_enter_begins(width: int) -> None:
    """The empty answer is announced only where it comes; of another night its briefing is told, in whole sentences."""
    page, night = levels()[0], replace(levels()[1], when="Sun 19 Oct, 23:46 PDT")
    page = replace(
        page, when="Tue 7 Oct, 14:04 PDT", briefing="Tuesday, 14:05. Vera sits beside you. " + "More is said. " * 20
    )
    assert "the answer goes empty" in " ".join(situation(night, width))
    told = situation(page, width)
    assert " ".join(told).startswith("Tuesday, 14:05. Vera sits beside you.")
    assert told[-1].endswith(".")
    assert "it stands still" in " ".join(situation(night, width, goes_on=True))
    for lines in (told, situation(night, width), situation(None, width)):
        assert 0 < len(lines) <= 2
        assert all(len(line) <= width for line in lines)
