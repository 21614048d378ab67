"""The timeline so far: what is listed, its keys and its clicks, at every size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.keeping.settings import THEMES
from game.session.view.cascade import Happening, Kind
from game.tui.glyphs import ASCII
from game.tui.keys import Keymap
from game.tui.keysets.timeline import PLACE
from game.tui.paint.keys import Legend
from game.tui.paint.so_far import Show, SoFar, drawn_lines, list_box, paint_so_far, top_for
from game.tui.screens.board import BoardScreen
from game.tui.screens.timeline import TimelineScreen
from game.tui.theme import Manner, load_theme
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import SITUATIONS, snapshot
from tests.tui.fake_wave import happenings
from tests.tui.screen_text import app_on, flaws, looks, text


class TellingPort(FakePort):
    """A seat at which more may happen."""

    more: tuple[Happening, ...] = ()

    def happenings(self) -> tuple[Happening, ...]:
        """What happened, and what a test added."""
        return (*super().happenings(), *self.more)


def _screen(app: DemoApp) -> TimelineScreen:
    assert isinstance(app.screen, TimelineScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (93, 29), (110, 32), (120, 36), (161, 41), (200, 55), (250, 60)])
@pytest.mark.parametrize("situation", SITUATIONS)
async def test_the_screen_has_no_flaws(size: tuple[int, int], situation: str) -> None:
    """At every size and in every situation, whatever is listed, at its end and at its begin."""
    app = DemoApp("timeline", FakePort(situation))
    async with app.run_test(size=size) as pilot:
        for key in ("right", "right", "right", "right", "home"):
            await pilot.press(key)
            await pilot.pause()
            assert flaws(app.screen) == []


@pytest.mark.parametrize("theme", THEMES)
def test_it_can_be_drawn_in_ascii(theme: str) -> None:
    """Every sign has an ASCII form."""
    now = snapshot("storm")
    listed = happenings(now)
    picture = SoFar(now.level, now.second, listed, Show.ALL, 3, 0)
    canvas = paint_so_far(120, 40, Manner(load_theme(theme), ASCII), picture, Legend(PLACE, Keymap()))
    assert canvas.flaws == []
    assert all(canvas.text_line(y).isascii() for y in range(40))


def test_every_word_is_listed_and_the_chosen_line_is_whole() -> None:
    """Long texts take more lines; nothing is shortened, and the chosen one is in sight with all its lines."""
    listed = happenings(snapshot("dns"))
    for width in (78, 118, 198):
        lines = drawn_lines(listed, Show.ALL, width)
        for place, happening in enumerate(listed):
            own = [line for line in lines if line.place == place]
            assert " ".join(line.text for line in own) == " ".join(happening.text.split())
            top = top_for(lines, 9, 0, place)
            assert top <= lines.index(own[0])
            assert lines.index(own[-1]) < top + 9
            assert top_for(lines, 9, top, place) == top


async def test_the_newest_stands_at_the_bottom_and_is_followed() -> None:
    """Until another line is chosen: then the list stands still and says how much is below."""
    port = TellingPort("dns")
    app = DemoApp("timeline", port)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = _screen(app)
        assert "the fleet is healthy" in text(screen)[-2]
        port.more = (Happening(3010, Kind.TEAM, "", "Ana of storage is here"),)
        port.change(second=3020)
        screen.look()
        await pilot.pause()
        assert "Ana of storage is here" in text(screen)[-2]
        await pilot.press("up", "up")
        chosen = screen.listed[screen.chosen]
        port.more = (*port.more, *[replace(port.more[0], second=3030 + number) for number in range(4)])
        port.change(second=3040)
        screen.look()
        await pilot.pause()
        assert screen.listed[screen.chosen] == chosen
        assert "4 more below" in text(screen)[5]


async def test_what_is_listed_can_be_chosen() -> None:
    """All, yours, pages or public; the chosen line stays the nearest one in time."""
    app = DemoApp("timeline", FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = _screen(app)
        kinds = {Show.YOURS: {Kind.YOU}, Show.REGION: {Kind.PAGE, Kind.STATE}, Show.PUBLIC: {Kind.POST}}
        for show in (Show.YOURS, Show.REGION, Show.PUBLIC):
            await pilot.press("right")
            assert screen.show is show
            assert {one.kind for one in screen.listed} == kinds[show]
        await pilot.press("right")
        assert len(screen.listed) == len(screen.happened)
        await pilot.press("left", "up")
        assert screen.listed[screen.chosen].second == 540
        await pilot.press("right")
        assert abs(screen.listed[screen.chosen].second - 540) < 60


async def test_nothing_so_far_is_said_calmly() -> None:
    """Before anything happened every list says so, without a hue."""
    app = DemoApp("timeline", FakePort("calm"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "enter", "down")
        assert any("Nothing has happened so far." in line for line in text(app.screen))
        assert not set("gdryGD") & set("".join(looks(app.screen, app.manner.theme)))
        for words in ("nothing so far but look", "Nobody was paged", "told nothing"):
            await pilot.press("right")
            await pilot.pause()
            assert any(words in line for line in text(app.screen))


async def test_a_line_leads_to_its_component() -> None:
    """Enter or a second click inspects it on the board; a line about nothing stays."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        assert isinstance(board, BoardScreen)
        await pilot.press("t")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TimelineScreen)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert app.screen is screen
        row = next(y for y, line in enumerate(text(screen)) if "STS is well again" in line)
        await pilot.click(offset=(20, row))
        assert screen.listed[screen.chosen].component == "sts"
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert app.screen is board
        assert board.now.selected == "sts"


async def test_marks_on_the_clock_can_be_clicked() -> None:
    """A mark chooses what happened there, and the chip at the top what is listed."""
    app = DemoApp("timeline", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = _screen(app)
        await pilot.click(offset=(text(screen)[4].index("■"), 4))
        assert screen.chosen < len(screen.listed) - 1
        assert screen.listed[screen.chosen].text.endswith("DOWN")
        await pilot.click(offset=(text(screen)[2].index("yours"), 2))
        assert screen.show is Show.YOURS


async def test_one_leads_to_the_other() -> None:
    """`v` opens who failed first in its place, on the same component, and `t` comes back."""
    app = DemoApp("timeline", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert app.screen.where == "cascade"  # type: ignore[attr-defined]
        assert app.screen.chosen == "dynamodb"  # type: ignore[attr-defined]
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)


def test_the_list_has_room_at_the_smallest_size() -> None:
    """At 80x24 at least fifteen lines."""
    assert list_box(80, 22).height >= 15
