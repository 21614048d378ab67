"""Every screen over the board as a stored picture, at 80x24 and 120x36, with and without colour."""

from __future__ import annotations

import pytest

from game.tui.glyphs import ASCII
from game.tui.theme import Manner
from tests.tui.demo_screens import CasePort, DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, looks, picture, same_as_snapshot, text

SIZES = ((80, 24), (120, 36))
SCREENS = ("title", "levels", "dns", "composer", "help", "debrief")


@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did(name: str, size: tuple[int, int], theme: str) -> None:
    """A change of any cell's text or look is seen and has to be wanted; nothing is cut or overwritten."""
    app = DemoApp(name, FakePort("dns"), theme=theme)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert flaws(app.screen) == []
        drawn = picture(app.screen, app.manner.theme)
    assert same_as_snapshot(f"{name}-{size[0]}x{size[1]}-{theme}", drawn)


@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize("size", [*SIZES, (200, 55)])
@pytest.mark.parametrize("case", ["night", "half-read", "unread", "crowded", "repaired", "fine"])
async def test_the_inspector_looks_as_it_did(case: str, size: tuple[int, int], theme: str) -> None:
    """The race in every state of the evidence."""
    app = DemoApp("dns", CasePort(case), theme=theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert flaws(app.screen) == []
        drawn = picture(app.screen, app.manner.theme)
    assert same_as_snapshot(f"dns-{case}-{size[0]}x{size[1]}-{theme}", drawn)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in SCREENS if name != "title"])
async def test_a_screen_can_be_resized_live(name: str, size: tuple[int, int]) -> None:
    """Every size between the layouts, one after the other, in the same run; too small says so and comes back."""
    app = DemoApp(name, FakePort("dns"))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        for width, height in ((80, 24), (97, 27), (60, 18), (118, 33), (121, 40), (170, 50), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert flaws(app.screen) == []
            assert len(text(app.screen)) == height
            assert any("needs 80x24" in line for line in text(app.screen)) is (width < 80)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_can_do_without_special_characters(name: str) -> None:
    """With plain symbols everything that is drawn is ASCII."""
    app = DemoApp(name, FakePort("dns"))
    app.manner = Manner(app.manner.theme, ASCII)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert flaws(app.screen) == []
        assert [line for line in text(app.screen) if not line.isascii()] == []


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_says_that_it_is_a_drill(name: str) -> None:
    """Nobody may mistake it for a real incident."""
    app = DemoApp(name, FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "drill" in "\n".join(text(app.screen)).lower()


@pytest.mark.parametrize("name", ["title", "levels", "help"])
async def test_where_nothing_is_wrong_there_is_no_colour_of_trouble(name: str) -> None:
    """Red and amber are kept for what is wrong; help alone shows them, as signs."""
    app = DemoApp(name, FakePort("calm"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        marks = "".join(looks(app.screen, app.manner.theme))
        assert not set(marks) & set("GD")
        assert name == "help" or not set(marks) & set("gd")
