"""The rubric on the screen: all of it at every size, the same as in docs/scoring.md, with a run's own marks beside it."""

from __future__ import annotations

import pytest

from game.session.judging import rubric, rubric_text
from game.session.view.aftermath import MarkView
from game.tui.glyphs import ASCII, UNICODE
from game.tui.paint.rubric import RubricPicture, paint_rubric, room_for, rubric_rows
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.palette import PaletteScreen
from game.tui.screens.rubric import RubricScreen
from game.tui.theme import Manner, load_theme
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text

SIZES = ((80, 24), (100, 30), (120, 36), (151, 40), (200, 55), (260, 70))
MARKS = tuple(
    [
        MarkView(
            criterion.id,
            part.label,
            criterion.says,
            criterion.of * 0.375,
            criterion.of,
            f"The reason of {criterion.id}, told in a sentence that takes a line and some more of the page.",
            criterion.next_time,
        )
        for part in rubric.PARTS
        for criterion in part.criteria
    ]
)


def pages(width: int, height: int, picture: RubricPicture, manner: Manner) -> list[str]:
    """Every line of the page, as it is drawn by scrolling down; nothing may be cut."""
    seen = []
    count = len(rubric_rows(width, picture))
    for top in range(0, count, room_for(height)):
        canvas = paint_rubric(width, height, manner, RubricPicture(picture.marks, picture.held, top))
        assert canvas.flaws == []
        first = max(0, min(top, count - room_for(height)))
        seen += [canvas.text_line(2 + row - first) for row in range(top, min(count, top + room_for(height)))]
    return seen


def column_words(width: int, picture: RubricPicture) -> str:
    """All words of the page, column by column."""
    rows = rubric_rows(width, picture)
    starts = sorted({column for row in rows for column, _, _ in row})
    return " ".join(" ".join(words for row in rows for column, words, _ in row if column == start) for start in starts)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("marks", [(), MARKS])
@pytest.mark.parametrize("theme", ["dark", "no-color"])
def test_every_rule_is_read_whole_at_every_size(size: tuple[int, int], marks: tuple[MarkView, ...], theme: str) -> None:
    """Nothing cut, nothing left out, no character that ASCII lacks."""
    held = (rubric.CAPS[1].total, rubric.CAPS[1].says) if marks else None
    picture = RubricPicture(marks, held)
    for glyphs in (UNICODE, ASCII):
        drawn = pages(*size, picture, Manner(load_theme(theme), glyphs))
        assert all(line.isascii() for line in drawn)
    shown = " ".join(column_words(size[0], picture).split())
    wanted = [criterion.says for part in rubric.PARTS for criterion in part.criteria]
    wanted += [cap.says for cap in rubric.CAPS]
    wanted += [what for _, what in rubric_text.trust_rows()]
    wanted += [
        rubric_text.CEILINGS,
        rubric_text.grades().removeprefix("Grades: "),
        *[" ".join(rubric_text.trust_says())],
    ]
    for words in wanted:
        assert words in shown


def test_the_document_says_the_same() -> None:
    """Every rule, ceiling and row of trust stands in both."""
    document = " ".join(rubric_text.as_markdown().split())
    shown = " ".join(column_words(80, RubricPicture()).split())
    for points, what in rubric_text.trust_rows():
        assert f"| {points} | {what} |" in document
        assert points.split()[0] in shown
    for line in rubric_text.AXES:
        assert line in document
        assert line.replace("**", "") in shown


def test_a_runs_own_marks_stand_below_their_rules() -> None:
    """Points of each, of each part, and the ceiling that held the run down."""
    held = (rubric.CAPS[3].total, rubric.CAPS[3].says)
    lines = pages(80, 24, RubricPicture(MARKS, held), Manner(load_theme("dark"), UNICODE))
    at = next(place for place, line in enumerate(lines) if line.startswith(" CUSTOMERS"))
    assert lines[at].split() == ["CUSTOMERS", "15", "of", "40", "points"]
    reason = next(line for line in lines if "The reason of impact" in line)
    assert reason.strip().startswith("15 of 40: The reason of impact")
    assert sum("It held this run." in line for line in lines) == 1
    at = next(place for place, line in enumerate(lines) if "It held this run." in line)
    assert rubric.CAPS[3].says.split()[-1] in lines[at - 1]
    without = pages(80, 24, RubricPicture(), Manner(load_theme("dark"), UNICODE))
    assert not any("It held" in line or "15 of 40" in line for line in without)


@pytest.mark.parametrize("where", ["levels", "help"])
async def test_it_opens_by_its_key_and_closes(where: str) -> None:
    """From the picker and from help; esc leads back."""
    app = DemoApp(where, FakePort("calm"))
    async with app.run_test(size=(80, 24)) as pilot:
        under = app.screen
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, RubricScreen)
        assert "HOW A NIGHT IS JUDGED" in text(app.screen)[0]
        assert flaws(app.screen) == []
        await pilot.press("escape")
        assert app.screen is under
        assert isinstance(under, LevelsScreen | HelpScreen)


async def test_the_palette_finds_it_on_the_board_and_the_night_waits() -> None:
    """By its plainest words; a clock that ran goes on afterwards, and one that stood still stands still."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for paused in (False, True):
            port.pause(paused)
            await pilot.press("ctrl+p", *"judged")
            await pilot.pause()
            assert isinstance(app.screen, PaletteScreen)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, RubricScreen)
            assert port.snapshot.paused
            await pilot.press("escape")
            await pilot.pause()
            assert port.snapshot.paused is paused


async def test_it_scrolls_to_its_end_and_back() -> None:
    """By keys and by the wheel's actions; the ends are ends."""
    app = DemoApp("debrief", FakePort("calm"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, DebriefScreen)
        screen = RubricScreen(marks=MARKS)
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press("end")
        count = len(rubric_rows(80, RubricPicture(MARKS)))
        assert text(screen)[0].rstrip().endswith(f"{count - 19}-{count} of {count}")
        await pilot.press("down", "pageup", "home", "up")
        assert text(screen)[0].rstrip().endswith(f"1-20 of {count}")
