"""The picker and the title say with how much help a night is begun, and a key changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.helping.guidance import Guidance
from game.session.view.nights import Past, PastRun
from game.tui.keys import Keymap
from game.tui.paint.title import entries
from game.tui.screens.levels import LevelsScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, looks, text

WON = PastRun("empty-answer", "Sun 19 Oct, 23:41", "resolved", "A", 92, 2250, "", guidance=Guidance.HINTS)
SIZES = ((80, 24), (99, 31), (120, 36), (200, 55))


def picker(*runs: PastRun, theme: str = "dark") -> DemoApp:
    """The picker on top, with a past."""
    app = DemoApp("levels", FakePort(), theme=theme)
    app.past = lambda: Past(runs)  # type: ignore[method-assign]
    return app


async def ready(app: DemoApp) -> LevelsScreen:
    """Wait until the past was read."""
    await app.workers.wait_for_complete()
    screen = app.screen
    assert isinstance(screen, LevelsScreen)
    return screen


@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_step_of_help_is_shown_with_its_meaning(size: tuple[int, int], theme: str) -> None:
    """All five in a row, the chosen one marked in every theme; nothing is cut."""
    app = picker(WON, theme=theme)
    async with app.run_test(size=size) as pilot:
        for by in range(-4, 5):
            screen = await ready(app)
            screen._help = {}
            screen.action_help(by)
            await pilot.pause()
            assert flaws(screen) == []
            y = next(
                at for at, line in enumerate(text(screen)) if "colleague" in line and "bare" in line and "[" in line
            )
            line, marks = text(screen)[y], looks(screen, app.manner.theme)[y]
            chosen = screen._help_here().value
            begin = line.index(f"[{chosen}]")
            mark = "R" if theme == "no-color" else "s"
            assert set(marks[begin + 1 : begin + 1 + len(chosen)]) == {mark}
            assert marks[line.index("colleague") - 1 : line.index("bare") + 5].count(mark) == len(chosen) + 2
            assert text(screen)[y + 1].strip(" │")


async def test_left_and_right_change_the_help_and_the_night_begins_with_it() -> None:
    """The rule decides until then; afterwards it decides again."""
    app = picker()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(app)
        assert screen._help_here() is Guidance.COLLEAGUE
        assert "A colleague plays beside you" in "\n".join(text(screen))
        await pilot.press("down")
        assert screen._help_here() is Guidance.HINTS
        await pilot.press("right", "right")
        await pilot.pause()
        assert "Hints cost points" in "\n".join(text(screen))
        await pilot.press("enter")
        assert (app.played, app.helped) == (["empty-answer"], [Guidance.RATED])
        assert screen._help_here() is Guidance.HINTS
        await pilot.press("enter", "up", "left", "left", "1")
        assert app.helped == [Guidance.RATED, None, Guidance.COLLEAGUE]


async def test_a_step_of_help_can_be_clicked() -> None:
    """As every key can."""
    app = picker()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(app)
        y = next(
            at for at, line in enumerate(text(screen)) if "colleague [hints]" in line or "[colleague] hints" in line
        )
        await pilot.click(offset=(text(screen)[y].index("bare"), y))
        await pilot.pause()
        assert screen._help_here() is Guidance.BARE


@pytest.mark.parametrize(
    ("won", "step"),
    [([], Guidance.HINTS), ([Guidance.HINTS], Guidance.ALONE), ([Guidance.HINTS, Guidance.ALONE], Guidance.RATED)],
)
async def test_what_is_suggested_follows_from_the_past(won: list[Guidance], step: Guidance) -> None:
    """And is named where something else was chosen."""
    app = picker(*[replace(WON, guidance=guidance) for guidance in won])
    async with app.run_test(size=(200, 55)) as pilot:
        screen = await ready(app)
        screen.chosen = 1
        await pilot.press("down", "up")
        assert screen._help_here() is step
        assert "suggested:" not in "\n".join(text(screen))
        await pilot.press(*["right"] * 4)
        await pilot.pause()
        assert f"suggested: {step.value}" in "\n".join(text(screen))


async def test_a_best_with_help_says_so() -> None:
    """In a word where there is room for one, with a sign where not; a run of one's own takes its place."""
    for size, words in (((120, 36), "hints"), ((80, 24), "»A  92")):
        app = picker(WON)
        async with app.run_test(size=size) as pilot:
            screen = await ready(app)
            await pilot.press("down")
            await pilot.pause()
            listed = "\n".join(line[: size[0] // 2] for line in text(screen))
            assert words in listed.split("empty answer")[1].split("Everyone")[0] if size[0] > 100 else words in listed
            assert size[0] < 100 or "with hints, over in 37 min" in "\n".join(text(screen))
    app = picker(replace(WON, total=61, grade="C", guidance=Guidance.ALONE), WON)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(app)
        await pilot.pause()
        assert "  C  61" in "\n".join(text(screen))
        assert "»" not in "\n".join(text(screen))


def test_the_title_says_with_how_much_help_the_pager_is_taken() -> None:
    """By the same rule as the picker."""
    first = levels()[0]
    for won, words in (((), "with a colleague"), ((Guidance.HINTS,), "alone"), ((Guidance.ALONE,), "rated")):
        runs = tuple(replace(WON, level=first.id, guidance=guidance) for guidance in won)
        about = entries(levels(), (), played=True, past=Past(runs), keymap=Keymap())[0][2]
        assert about == f"{first.title}, {first.minutes} min, {words}"
        assert len(about) <= 49
