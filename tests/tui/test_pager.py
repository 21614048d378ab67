"""The pager in a storm: one line a component, what stands behind it as a number, and the words that open it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.readings import State
from game.session.view.board import Finer
from game.tui.screens.board import BoardScreen
from game.tui.widgets.board_view import grouped
from tests.tui.fake_port import FakePort
from tests.tui.gallery import storm
from tests.tui.screen_text import app_on, text

SIZES = ((80, 24), (120, 36))


@pytest.mark.parametrize("size", SIZES)
async def test_the_header_counts_services_and_what_stands_behind_them(size: tuple[int, int]) -> None:
    """Finer alarms are no pages: they are counted beside the number of services that wait."""
    port = storm()
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        behind = port.snapshot.new_behind
        assert behind > 300
        assert f"{port.snapshot.new_alarms} new  +{behind}" in "\n".join(text(app.screen)[:2])


async def test_enter_lists_all_alarms_of_the_chosen_service() -> None:
    """A key says the line that can be typed."""
    port = storm()
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        assert isinstance(app.screen, BoardScreen)
        app.screen.select("dynamodb")
        await pilot.press("enter")
        assert port.said == [("alarms dynamodb", False)]


def test_a_component_has_one_line() -> None:
    """What waits leads, the worst first; what is acknowledged and what is finer is counted; what cleared is not."""
    shown = FakePort("storm").snapshot
    first = replace(shown.alarms[0], component="sts", state=State.DEGRADED, second=10, id=1)
    worse = replace(first, state=State.DOWN, second=40, id=2)
    known = replace(first, acknowledged=True, id=3)
    gone = replace(first, cleared=True, id=4)
    snapshot = replace(shown, alarms=(gone, known, worse, first), finer=(Finer("sts", 9, 4),))
    assert [(alarm.id, alarm.more) for alarm in grouped(snapshot)] == [(2, 11)]
    assert [alarm.id for alarm in grouped(snapshot, called=1)] == [1]
    assert (snapshot.new_alarms, snapshot.new_behind) == (1, 5)
    quiet = replace(snapshot, alarms=(gone, known))
    assert [(alarm.id, alarm.more) for alarm in grouped(quiet)] == [(3, 9)]
    assert (quiet.new_alarms, quiet.new_behind) == (0, 0)
    assert [(alarm.id, alarm.more) for alarm in grouped(replace(quiet, alarms=(gone,)))] == [(4, 0)]
