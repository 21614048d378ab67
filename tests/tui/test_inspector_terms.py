"""The inspector's words: what goes on there, how old the readings are, what stands behind the pager; at every width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.readings import State
from game.session.view.board import Alarm, Inspection
from game.tui.canvas import Canvas
from game.tui.keys import Keymap
from game.tui.screens.board import BoardScreen
from game.tui.theme import choose_manner
from game.tui.widgets.alarms import AlarmRows
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.inspector import InspectorBlocks
from game.tui.widgets.side import paint_pane, paint_side
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text

MANNER = choose_manner({}, "dark")
PHRASE = "63% starts fail; needs EC2, which is DOWN; 7,000 calls wait"
BRIEF = "EC2 is DOWN"


def _view(**changes: object) -> BoardView:
    """The board with a service selected that has all of it to say."""
    port = FakePort("dns")
    wanted = {"phrase": PHRASE, "age_s": 10, "finer": 7, **changes}
    inspection: Inspection = replace(port.inspect("dynamodb"), **wanted)  # type: ignore[arg-type]
    tiles = tuple(
        [replace(tile, phrase=BRIEF) if tile.component == "dynamodb" else tile for tile in port.snapshot.tiles]
    )
    return BoardView(replace(port.snapshot, tiles=tiles, alarms=()), "dynamodb", inspection)


def _lines(canvas: Canvas) -> list[str]:
    assert canvas.flaws == []
    return ["".join(segment.text for segment in canvas.strip(y, MANNER.theme.style)) for y in range(canvas.height)]


def _side(view: BoardView, width: int, height: int) -> list[str]:
    return [line.strip() for line in _lines(paint_side(view, width, height, MANNER))]


def test_a_wide_inspector_says_it_in_one_line_below_the_title() -> None:
    """Whole, with the age of the readings and the finer alarms in words."""
    lines = _side(_view(), 70, 50)
    title = next(y for y, line in enumerate(lines) if "DynamoDB" in line)
    phrase = lines.index(PHRASE)
    assert title < phrase <= title + 2
    notes = next(line for line in lines if line.startswith("read 10 s ago"))
    assert notes.endswith("enter lists 7 more alarms")


def test_a_narrow_inspector_folds_it() -> None:
    """Into two lines, none of them cut."""
    lines = _side(_view(), 38, 40)
    assert PHRASE in " ".join(lines)
    assert any("enter 7 alarms" in line for line in lines)


@pytest.mark.parametrize("height", range(6, 50))
def test_what_does_not_fit_goes_whole(height: int) -> None:
    """All of the phrase, the words of its tile, or nothing of it; and what is abnormal goes before it."""
    view = _view()
    assert view.inspection is not None
    loud = [metric.label for metric in view.inspection.metrics if metric.state is not State.OK]
    assert loud
    drawn = [[line[:40].strip() for line in _lines(paint_pane(view, 80, height, MANNER))]]
    if height >= 18:
        drawn.append(_side(view, 38, height))
    for lines in drawn:
        together = " ".join(lines)
        assert PHRASE in together or "63%" not in together
        if PHRASE in together or BRIEF in lines:
            assert all(label in together for label in loud)


def test_the_pane_has_the_words_of_the_tile_where_there_is_one_line() -> None:
    """At 80 columns the pane is short; with room for all measures it says all of it."""
    short, tall = (_lines(paint_pane(_view(), 80, height, MANNER)) for height in (10, 20))
    assert any(BRIEF in line for line in short)
    assert PHRASE in " ".join(line[:40].strip() for line in tall)


@pytest.mark.parametrize(("age_s", "loud"), [(12, False), (30, False), (31, True), (130, True)])
def test_an_old_reading_is_always_told_and_stands_out(age_s: int, loud: bool) -> None:
    """From half a minute on it costs a line also where there is hardly room."""
    view = _view(age_s=age_s)
    told = "read 2 min ago" if age_s > 100 else f"read {age_s} s ago"
    for canvas in (paint_side(view, 38, 18, MANNER), paint_pane(view, 80, 9, MANNER)):
        assert any(told in line for line in _lines(canvas)) >= loud
    canvas = Canvas(60, 1)
    assert view.inspection is not None
    InspectorBlocks(canvas, view.inspection, view.snapshot.level, view.snapshot.second, MANNER, 0, 60).notes(0)
    looks = {segment.text.strip(): segment.style for segment in canvas.strip(0, MANNER.theme.style)}
    assert looks[told] == MANNER.theme.style("bold strong" if loud else "faint")


def test_of_something_stale_the_phrase_tells_the_age() -> None:
    """It is not said twice where there is little room."""
    phrase = "old reading: 67 min; monitoring is behind with it"
    view = _view(state=State.STALE, age_s=4020, phrase=phrase)
    tiles = tuple([replace(tile, phrase="") for tile in view.snapshot.tiles])
    view = replace(view, snapshot=replace(view.snapshot, tiles=tiles))
    together = " ".join(_side(view, 38, 24))
    assert phrase in together


def test_no_finer_alarms_no_key() -> None:
    """One is one."""
    none, one = (" ".join(_side(_view(finer=finer), 70, 50)) for finer in (0, 1))
    assert "more alarm" not in none
    assert "lists 1 more alarm" in one
    assert "alarms" not in one.partition("1 more")[2].split("needs")[0]


def test_the_key_is_called_as_the_player_chose() -> None:
    """Keys may be changed."""
    manner = replace(MANNER, keys=Keymap({"board.alarms": "f"}))
    view = _view()
    canvas = paint_side(view, 70, 50, manner)
    assert any("f lists 7 more alarms" in line for line in _lines(canvas))


async def test_a_click_on_the_finer_alarms_lists_them() -> None:
    """As the key does."""

    class Port(FakePort):
        def inspect(self, component: str) -> Inspection:
            return replace(super().inspect(component), age_s=10, finer=7)

    port = Port("dns")
    app = app_on(port)
    async with app.run_test(size=(200, 55)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select("dynamodb")
        await pilot.pause()
        assert flaws(screen) == []
        y, line = next((y, line) for y, line in enumerate(text(screen)) if "lists 7 more alarms" in line)
        await pilot.click(offset=(line.index("lists 7 more"), y))
        await pilot.pause()
    assert ("alarms dynamodb", False) in port.said


def test_an_alarm_has_the_reading_of_then_behind_that_of_now_if_both_fit() -> None:
    """Whole or not at all, and not once it is over."""
    port = FakePort("dns")
    alarm = Alarm(1, "banks", "Banks", State.DOWN, 0, "61% logins fail", False, False, 1, then="35% then")
    for width in range(30, 60):
        canvas = Canvas(width, 2)
        rows = AlarmRows(canvas, port.snapshot.level, MANNER, 0, width)
        rows.row(0, alarm)
        rows.row(1, replace(alarm, cleared=True))
        now, over = _lines(canvas)
        assert ("61% logins fail, 35% then" in now) is (width >= 40)
        assert "then" in now if width >= 40 else "then" not in now
        assert "then" not in over
