"""The results on the screen: every run is a dot, at every size; what is deleted was asked for twice, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from game.session.helping.guidance import Guidance
from game.session.judging.rubric import GRADES
from game.session.view.nights import Grasp, NextNight, Past, PastRun, Standing
from game.tui.glyphs import ASCII, UNICODE
from game.tui.paint.records import RecordsPicture, most_top, paint_records
from game.tui.paint.records_pages import PAGES
from game.tui.paint.strips import Dot, TimeScale, dot_of, points_column
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.records import RecordsScreen
from game.tui.screens.rubric import RubricScreen
from game.tui.screens.title import TitleScreen
from game.tui.theme import Manner, load_theme
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text

SIZES = ((80, 24), (99, 27), (120, 36), (149, 44), (150, 30), (200, 55), (260, 70))
EMPTY, EVERYONE = "empty-answer", "everyone-at-once"
STEPS = ("acknowledged", "severity declared", "first update", "cause proved", "repair in place", "well again")


def night(level: str, total: int, number: int, **other: object) -> PastRun:
    """A finished run."""
    times = tuple(
        [
            (step, None if step == STEPS[number % 6] else 40 * (place + 1) ** 2 + number)
            for place, step in enumerate(STEPS)
        ]
    )
    kept = PastRun(
        level,
        f"Mon {number} Dec, 21:40",
        "resolved",
        "B",
        total,
        2250,
        "customers 31/40",
        f"{number}.jsonl",
        times=times,
    )
    return replace(kept, id=number, ended=number * 1000, **other)  # type: ignore[arg-type]


RUNS = (
    night(EMPTY, 71, 9),
    night(EMPTY, 71, 8),
    night(EMPTY, 99, 7, guidance=Guidance.COLLEAGUE, hints=3),
    night(EMPTY, 40, 6, guidance=Guidance.RATED, outcome="lost", lasted_s=None, journal=""),
    night(EMPTY, 0, 5, practice=True),
    night(EVERYONE, 55, 4, hints=1),
    night("of-my-own", 100, 3),
)
NAME = "Stop the automation before repairing what it writes, and see that it stays stopped meanwhile"
PAST = Past(
    RUNS,
    "",
    (
        Standing(EMPTY, "a", "See that the record answers, and that its answer is empty", "diagnose", Grasp.MET, 4, 3, 2, 3, "Thursday"),
        Standing(EMPTY, "b", NAME, "contain", Grasp.OPEN, 4, 1, 0, 0, "today"),
        Standing(EMPTY, "c", "Tell it", "tell", Grasp.WITH_HELP, 2, 2, 1, 1, "tomorrow"),
        Standing(EMPTY, "d", "A secret of the night", "verify", Grasp.NEW),
        Standing(EVERYONE, "", "", "", Grasp.MET, 1, 1, 1, 1, "tomorrow"),
    ),
    NextNight(EMPTY, "Next: An empty answer again; not met yet: contain."),
    "the-data-folder/records.sqlite",
)  # fmt: skip
LISTED = (*[(card.id, card.title) for card in levels()], ("of-my-own", "of-my-own"))


def lines_of(width: int, height: int, picture: RecordsPicture, manner: Manner | None = None) -> list[str]:
    """The screen as lines; nothing may be cut or hidden."""
    canvas = paint_records(width, height, manner or Manner(load_theme("dark")), picture)
    assert canvas.flaws == []
    return [canvas.text_line(y) for y in range(height)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize(
    "past", [PAST, replace(PAST, trouble="Your results cannot be read: the disk is on fire. " * 3), Past()]
)
def test_nothing_is_cut_whatever_is_chosen(size: tuple[int, int], theme: str, past: Past) -> None:
    """Every night, every page, every run, scrolled to the end, in Unicode and in ASCII."""
    for glyphs in (UNICODE, ASCII):
        manner = Manner(load_theme(theme), glyphs)
        for chosen in range(len(LISTED)):
            for page in range(len(PAGES)):
                picture = RecordsPicture(LISTED, past, chosen, page, top=1000)
                drawn = lines_of(*size, picture, manner)
                assert glyphs is UNICODE or "".join(drawn).isascii()
            runs = len(RecordsPicture(LISTED, past, chosen).runs)
            for run in range(runs):
                lines_of(*size, RecordsPicture(LISTED, past, chosen, 2, run=run), manner)


@pytest.mark.parametrize("size", SIZES)
def test_every_run_is_a_dot_at_its_points(size: tuple[int, int]) -> None:
    """Two in one place are counted; what was helped with or taken over has a sign of its own; borders of grades are named."""
    drawn = lines_of(*size, RecordsPicture(LISTED, PAST, 0))
    row = next(place for place, line in enumerate(drawn) if "An empty answer" in line and "5 runs" in line)
    axis = drawn[row - 1 - [line.split()[:1] for line in drawn[:row]][::-1].index(["E"])]
    start, wide = axis.index("E"), size[0] if size[0] < 150 else size[0] * 11 // 20
    width = wide - 3 + 1 - start
    signs = "".join(drawn[row : row + (2 if size[0] >= 150 and size[1] >= 44 else 1)])
    assert signs.count("2") == 1
    shown = drawn[row][start:wide]
    assert shown[points_column(71, width)] == "2"
    assert shown[points_column(40, width)] == UNICODE.bullet
    both = drawn[row] if size[0] < 150 or size[1] < 44 else drawn[row + 1]
    assert both[start:wide][points_column(99, width)] == UNICODE.recovering
    assert both[start:wide][points_column(0, width)] == UNICODE.ok
    assert [grade for _, grade in reversed(GRADES)] == axis[:wide].split()


def test_kinds_of_runs_are_told_apart() -> None:
    """By oneself is without a colleague, a coach and hints."""
    assert dot_of(RUNS[0]) is Dot.ALONE
    assert dot_of(replace(RUNS[0], guidance=Guidance.HINTS)) is dot_of(RUNS[5]) is Dot.HELPED
    assert dot_of(RUNS[3]) is Dot.ALONE
    assert dot_of(replace(RUNS[4], hints=2)) is Dot.TAKEN


@pytest.mark.parametrize("size", SIZES)
def test_what_it_asks_for_says_how_it_stands(size: tuple[int, int]) -> None:
    """Met or not, in how many runs, and when again; what never came up keeps its name."""
    drawn = "\n".join(lines_of(*size, RecordsPicture(LISTED, PAST, 1, 0)))
    for words in (
        "diagnose",
        "3 of 4",
        "again Thursday",
        "not met yet",
        "1 of 4",
        "again today",
        "again tomorrow",
        "not tried",
    ):
        assert words in drawn
    assert "secret" not in drawn
    assert all(word in drawn for word in NAME.split())


@pytest.mark.parametrize("size", SIZES)
def test_times_are_dots_and_ranges(size: tuple[int, int]) -> None:
    """From the shortest to the longest, and in how many runs a step was never reached; no mean anywhere."""
    drawn = lines_of(*size, RecordsPicture(LISTED, PAST, 1, 1))
    row = next(line for line in drawn if "acknowledged" in line)
    assert "45 s to 49 s" in row
    assert row.rstrip().endswith("1")
    dots = row[row.index("acknowledged") + 18 :].split("45 s")[0]
    signs = [sign for sign in dots if sign.isdigit() or sign in (UNICODE.bullet, UNICODE.recovering, UNICODE.ok)]
    assert sum([int(sign) if sign.isdigit() else 1 for sign in signs]) == 4
    assert not {"mean", "median", "average"} & set("\n".join(drawn).lower().split())


def test_a_scale_of_time_ends_at_round_times() -> None:
    """Twice as long is always as far; everything lies inside."""
    scale = TimeScale.over([70, 3000], 60)
    assert (scale.first_s, scale.last_s) == (60, 3600)
    assert scale.column(60) == 0
    assert scale.column(3600) == scale.column(99_999) == 59
    far = [scale.column(60 * 2**step) for step in range(6)]
    assert {after - before for before, after in pairwise(far)} <= {9, 10, 11}
    assert TimeScale.over([], 40).first_s < TimeScale.over([], 40).last_s
    assert TimeScale.over([60, 60], 40).last_s == 120


def test_it_says_that_nothing_leaves_the_machine() -> None:
    """Where the file lies, where there is room for it."""
    for width, words in ((80, "Kept on this machine only; nothing is sent anywhere."), (120, PAST.kept_in)):
        assert any(words in line for line in lines_of(width, 30, RecordsPicture(LISTED, PAST)))


def test_a_page_scrolls_no_further_than_its_end() -> None:
    """A night with many objectives at 80x24."""
    many = tuple([replace(PAST.standings[1], objective=str(number)) for number in range(9)])
    picture = RecordsPicture(LISTED, replace(PAST, standings=many), 1)
    most = most_top(80, 24, Manner(load_theme("dark")), picture)
    assert most > 0
    last = lines_of(80, 24, replace(picture, top=most))
    assert last == lines_of(80, 24, replace(picture, top=most + 1))
    assert last != lines_of(80, 24, replace(picture, top=most - 1))


# Keys.


async def opened(app: DemoApp, pilot: object) -> RecordsScreen:
    """The screen, once the results were read."""
    screen = app.screen
    assert isinstance(screen, RecordsScreen)
    await app.workers.wait_for_complete()
    await pilot.pause()  # type: ignore[attr-defined]
    return screen


async def test_a_result_is_deleted_after_a_second_press() -> None:
    """Another key in between takes the question back; then only that result is gone."""
    app = DemoApp("records", FakePort())
    app.history = PAST
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = await opened(app, pilot)
        await pilot.press("down", "enter", "down", "delete")
        assert "Once more delete" in "\n".join(text(screen))
        assert "Mon 8 Dec" in text(screen)[-2]
        await pilot.press("up", "down", "delete")
        assert app.played == []
        await pilot.press("delete")
        await opened(app, pilot)
        assert app.played == ["forgot 8"]
        assert [run.id for run in screen._picture().runs] == [9, 7, 6, 5]
        assert "The result is deleted." in text(screen)[-2]
        assert flaws(screen) == []


async def test_all_results_are_deleted_after_a_second_press() -> None:
    """With a sentence that says how many; what hinders it is said."""
    app = DemoApp("records", FakePort())
    app.history = PAST
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = await opened(app, pilot)
        await pilot.press("x")
        assert "Once more x: all 7 results of all nights are deleted. Journals stay." in text(screen)[-2]
        await pilot.press("right", "x")
        assert app.played == []
        await pilot.press("x")
        await opened(app, pilot)
        assert app.played == ["forgot all"]
        assert "Every result is deleted; the journals stay." in text(screen)[-2]
        assert any("No night was played to its end yet." in line for line in text(screen))
        await pilot.press("x", "x", "enter", "delete", "w")
        assert app.played == ["forgot all"]
        app.history, app.hindered = PAST, "Your results could not be deleted: read-only file system."
        screen.on_screen_resume()
        await opened(app, pilot)
        await pilot.press("x", "x")
        await opened(app, pilot)
        assert app.hindered in text(screen)[-2]


async def test_pages_turn_and_runs_are_chosen_by_mouse_and_keys() -> None:
    """A click on a night chooses it, a second one goes to its runs; esc leads back step by step."""
    app = DemoApp("title", FakePort())
    app.history = PAST
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("s")
        await pilot.pause()
        screen = await opened(app, pilot)
        y = next(place for place, line in enumerate(text(screen)) if "An empty answer  " in line)
        await pilot.click(offset=(8, y))
        await pilot.press("right")
        assert any(line.startswith(" HOW LONG IT TOOK") for line in text(screen))
        await pilot.press("left", "left")
        assert any(line.startswith(" ITS RUNS") for line in text(screen))
        await pilot.click(offset=(8, y))
        assert screen.run_chosen == 0
        y = next(place for place, line in enumerate(text(screen)) if "Mon 7 Dec" in line)
        await pilot.click(offset=(20, y))
        assert screen.run_chosen == 2
        await pilot.press("escape")
        assert screen.run_chosen is None
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, RubricScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, TitleScreen)


async def test_the_picker_opens_it_and_the_palette_on_a_board() -> None:
    """On the board the night waits meanwhile, and is the one that is chosen."""
    picker = DemoApp("levels", FakePort())
    async with picker.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(picker.screen, RecordsScreen)
        await pilot.press("escape")
        assert isinstance(picker.screen, LevelsScreen)
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        port.pause(False)
        await pilot.press("ctrl+p", *"results")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RecordsScreen)
        assert port.snapshot.paused
        await pilot.press("escape")
        await pilot.pause()
        assert not port.snapshot.paused
