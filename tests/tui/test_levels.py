"""The picker's keys and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from game.session.view.nights import Past, PastRun
from game.tui.app import NoErrorApp
from game.tui.port import Port
from game.tui.screens.house import LeftRun
from game.tui.screens.levels import LevelsScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.looks import looks_line
from tests.tui.screen_text import flaws, text


async def test_arrows_choose_and_enter_starts() -> None:
    """The chosen night is the one that starts; the list goes round."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "up", "enter")
        await pilot.press("up", "up", "enter")
    assert app.played == [levels()[1].id, levels()[-1].id]


@pytest.mark.parametrize("number", [1, 3, 7])
async def test_a_number_starts_that_night(number: int) -> None:
    """As the last line says."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(str(number))
    assert app.played == [levels()[number - 1].id]


async def test_a_number_without_a_night_does_nothing() -> None:
    """There are seven."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("8")
    assert app.played == []


async def test_a_click_shows_a_night_and_a_second_one_starts_it() -> None:
    """Looking first."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(text(app.screen)) if "3 Everyone at once" in line)
        await pilot.click(offset=(8, y))
        await pilot.pause()
        assert app.played == []
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        assert screen.chosen == 2
        await pilot.click(offset=(8, y))
        await pilot.pause()
    assert app.played == ["everyone-at-once"]


async def test_a_night_tells_what_it_is_about() -> None:
    """Briefing, what one learns, what one starts with, and the real night's shape."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        shown = "\n".join(text(app.screen))
    for words in ("YOU LEARN TO", "YOU START WITH", "THE REAL NIGHT", "Three enactors share", "14:20", "██"):
        assert words in shown


# What was played.


def run(level: str, total: int, *, grade: str = "B", lasted_s: int | None = 2250) -> PastRun:
    """A night that was played to its end."""
    outcome = "lost" if lasted_s is None else "resolved"
    return PastRun(level, "Sun 23 Nov, 14:02", outcome, grade, total, lasted_s, "trust 13/20")


HISTORY = Past(
    (run("empty-answer", 74), run("empty-answer", 91, grade="A+"), run("flapping", 22, grade="F", lasted_s=None))
)


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("theme", ["dark", "light", "no-color"])
async def test_the_best_of_every_night_and_the_last_runs_of_one(theme: str, ascii_only: bool) -> None:
    """Grade and points beside a night that was played, a dash beside others; at every size, whole."""
    app = DemoApp("levels", FakePort(), theme=theme, ascii_only=ascii_only)
    app.history = HISTORY
    app.left_behind = LeftRun("An empty answer, from 01:12:04", FakePort, "empty-answer", "01:12")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await app.workers.wait_for_complete()
        for size in ((80, 24), (99, 31), (100, 32), (120, 36), (200, 55)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            drawn = text(app.screen)
            assert flaws(app.screen) == []
            assert any("2 of 7 played" in line for line in drawn)
            row = next(line for line in drawn if "2 An empty answer" in line)
            assert "A+" in row
            assert "91" in row
            assert "-" in next(line for line in drawn if "1 First page" in line)
            assert any("YOUR LAST RUNS" in line for line in drawn)
            assert sum("Sun 23 Nov, 14:02" in line for line in drawn) == 2
            assert any("left at 01:12" in line for line in drawn)


async def test_a_night_that_was_left_goes_on_or_begins_anew() -> None:
    """Enter goes on with it, n begins anew; other nights start as ever."""
    app = DemoApp("levels", FakePort())
    app.left_behind = LeftRun("An empty answer, from 01:12:04", FakePort, "empty-answer", "01:12")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "down")
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
        assert "left at 01:12, enter goes on, n begins anew" in drawn
        assert "n begin anew" in drawn.splitlines()[-1]
        await pilot.press("enter", "n", "2")
        await pilot.press("up")
        await pilot.pause()
        lines = text(app.screen)
        assert "begin anew" not in lines[-1]
        assert any("|| left at 01:12" in line for line in lines)
        assert not any("goes on" in line for line in lines)
    assert app.played == ["first-page", "resumed", "empty-answer", "resumed"]


async def test_a_night_that_cannot_go_on_says_why() -> None:
    """In one sentence; n still begins it anew."""

    def broken() -> Port:
        raise ValueError("its journal was played to its end")

    app = DemoApp("levels", FakePort())
    app.left_behind = LeftRun("First page, from 01:12:04", broken, "first-page", "01:12")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert any("It cannot be continued: its journal was" in line for line in text(app.screen))
        assert flaws(app.screen) == []
        await pilot.press("n")
    assert app.played == ["first-page"]


async def test_the_question_mark_works_here() -> None:
    """Help for this place comes up."""
    from game.tui.screens.help import HelpScreen

    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_the_part_of_the_real_night_that_is_played_is_brighter() -> None:
    """The rest of the night stands behind it in the faintest ink."""
    from dataclasses import replace

    from game.tui.paint.picker import PickerPicture, paint_levels
    from game.tui.theme import Manner, load_theme

    card = replace(levels()[0], silhouette=(0.5,) * 15, part=(5, 9))
    canvas = paint_levels(120, 36, Manner(load_theme("dark")), PickerPicture([card], 0))
    y = next(y for y in range(36) if "█" in canvas.text_line(y))
    inks = [
        look.split(" ")[0] for look, char in zip(looks_line(canvas, y), canvas.text_line(y), strict=True) if char == "█"
    ]
    bright = [index for index, ink in enumerate(inks) if ink == "muted"]
    assert set(inks) == {"rule", "muted"}
    assert 0.25 < bright[0] / len(inks) < 0.45
    assert 0.55 < bright[-1] / len(inks) < 0.75


async def test_after_a_night_that_was_won_the_next_one_to_win_is_chosen() -> None:
    """Past those that were won before; a night that was lost stays chosen, and so does one that was won long ago."""
    ids = [level.id for level in levels()]
    runs = [run(ids[1], 60)]
    app = NoErrorApp(levels(), lambda *_: FakePort("calm"), past=lambda: Past(tuple(runs)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("l")
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        await _looked(pilot)
        assert screen.chosen == 0
        for outcome, chosen in (("lost", 0), ("resolved", 2)):
            runs.insert(0, replace(run(ids[0], 70), outcome=outcome))
            screen.on_screen_resume()
            await _looked(pilot)
            assert screen.chosen == chosen


async def _looked(pilot: Pilot[int]) -> None:
    for _ in range(10):
        await pilot.pause(0.02)


async def test_nothing_of_a_night_is_lost_in_a_small_window() -> None:
    """What finds no room beside the list stands below it, or a line says that there is more."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        for card in levels():
            await pilot.pause()
            assert flaws(app.screen) == []
            shown = "\n".join(text(app.screen))
            heads = {"YOU LEARN TO": card.learn, "YOU START WITH": card.start_with, "THE REAL NIGHT": card.real_night}
            missing = [head for head, about in heads.items() if about and head not in shown]
            assert not missing or "a larger window says more" in shown, card.id
            if card is levels()[1]:
                assert not missing
            await pilot.press("down")
