"""The board's keys and clicks do what the footer and the actions say; questions are asked once; text is harmless."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from game.engine.readings import State
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.board import Slowed
from game.tui.app import NoErrorApp
from game.tui.keys import Keymap
from game.tui.screens.board import BoardScreen
from game.tui.widgets.bars import paint_footer
from game.tui.widgets.board_view import Mode, Tab
from game.tui.widgets.prompt import LONGEST, Prompt, clean
from tests.session.night import small_night
from tests.tui.fake_answers import OFFERS, RECORD
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text


@asynccontextmanager
async def playing(
    port: FakePort, size: tuple[int, int] = (120, 36), select: str = "dynamodb"
) -> AsyncIterator[tuple[Pilot[int], BoardScreen]]:
    """A board that is up, with something selected."""
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select(select)
        await pilot.pause()
        yield pilot, screen


def shown(screen: BoardScreen) -> str:
    """The whole screen as one text."""
    return "\n".join(text(screen))


async def test_arrows_move_over_the_tiles() -> None:
    """They follow the grid."""
    async with playing(FakePort("dns")) as (pilot, screen):
        for key, component in (("right", "s3"), ("up", "network"), ("left", "dwfm")):
            await pilot.press(key)
            assert screen.now.selected == component


async def test_a_digit_takes_the_action_and_the_log_says_who() -> None:
    """The line that one would type is said, and stands in the log with "you" before it."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("2")
        assert port.said[-1] == ("dns automation off", False)
        assert "you > dns automation off" in shown(screen)
        await pilot.press("9")
        assert "there is no action 9 here" in shown(screen)
        assert len(port.said) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_high_risk_asks_once(size: tuple[int, int]) -> None:
    """The risk is named in the prompt's place; the same digit or y does it, anything else leaves it."""
    port = FakePort("dns")
    line = OFFERS[3].line
    async with playing(port, size) as (pilot, screen):
        await pilot.press("4")
        await pilot.pause()
        assert screen.now.mode is Mode.ASKING
        assert "come back cold" in " ".join(shown(screen).split())
        assert flaws(screen) == []
        await pilot.press("x")
        await pilot.pause()
        assert screen.now.mode is Mode.BOARD
        assert port.said == [(line, False)]
        for yes in ("4", "y"):
            await pilot.press("4")
            await pilot.press(yes)
            await pilot.pause()
            assert port.said[-1] == (line, True)
            assert screen.now.mode is Mode.BOARD


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_not_over_is_declared_only_by_its_own_key(size: tuple[int, int]) -> None:
    """The key that asks does not say yes, nor does enter; the question tells what it costs and that the night goes on."""
    seat = Seat(Session.begin(small_night(), 1))
    seat.session.advance_to(600)
    seat.pause(True)
    async with NoErrorApp((), lambda *_: seat, first="night").run_test(size=size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BoardScreen)
        trust = seat.session.run.channel.trust
        for no in ("e", "enter", "escape"):
            await pilot.press("e")
            await pilot.pause()
            told = " ".join(shown(screen).split())
            assert "It is not over: Store" in told
            assert "points of trust, and the night goes on." in told
            assert "y says it anyway" in told
            assert "esc goes back" in told
            assert "esc go back" in text(screen)[-1]
            assert [where for where, _ in flaws(screen) if where in ("ask", "footer")] == []
            await pilot.press(no)
            await pilot.pause()
            assert (screen.now.mode, seat.session.run.channel.trust) == (Mode.BOARD, trust)
        await pilot.press("e", "y")
        await pilot.pause()
        assert seat.session.run.channel.trust < trust - 20
        await pilot.press("q")
        await pilot.pause()
        assert "y leaves the drill" in shown(screen)
        assert "esc stays" in shown(screen)


async def test_the_palette_leaves_such_a_question_to_the_board() -> None:
    """There enter takes, so that it would be a yes."""
    seat = Seat(Session.begin(small_night(), 1))
    seat.session.advance_to(600)
    seat.pause(True)
    async with NoErrorApp((), lambda *_: seat, first="night").run_test(size=(80, 24)) as pilot:
        trust = seat.session.run.channel.trust
        await pilot.press("ctrl+p", *"resolve", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, BoardScreen)
        assert screen.now.mode is Mode.ASKING
        await pilot.press("enter")
        assert seat.session.run.channel.trust == trust


async def test_the_hint_says_what_slowed_the_clock() -> None:
    """An update that falls due, one that is overdue, or who pages while others wait."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        for before, after, slowed, why in (
            (-90, -60, Slowed.DUE, "an update is due in 60 s"),
            (-30, 1, Slowed.OVERDUE, "an update is overdue"),
            (-900, -800, Slowed.PAGE, " pages you"),
        ):
            second = port.snapshot.second
            port.change(speed=60, post_due_s=second - before)
            screen.look()
            port.change(speed=1, second=second + after - before, slowed=slowed)
            screen.look()
            await pilot.pause()
            assert "back to x1: " in shown(screen)
            assert why in shown(screen)


async def test_a_refusal_is_told() -> None:
    """A dim action can be pressed, and says why not."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("5")
        assert "It has no poller." in shown(screen)


async def test_actions_out_of_sight_are_shown_before_they_are_taken() -> None:
    """At 80 columns a digit never takes an action that the player cannot see."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("l", "1")
        assert port.said == []
        assert screen.now.tab is Tab.INSPECT
        await pilot.press("1")
        assert len(port.said) == 1


async def test_paging_a_team_is_a_short_list() -> None:
    """p lists the teams where the actions are; a digit pages, escape leaves it."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("p")
        await pilot.pause()
        assert "PAGE A TEAM" in shown(screen)
        await pilot.press("escape")
        await pilot.pause()
        assert "PAGE A TEAM" not in shown(screen)
        await pilot.press("p", "2")
        assert port.said == [("page ec2", False)]


async def test_acknowledging_takes_the_fill_away() -> None:
    """a takes the top alarm, shift+a those of the selected."""
    port = FakePort("dns")
    async with playing(port, select="sts") as (pilot, screen):
        assert port.snapshot.new_alarms == 3
        await pilot.press("a")
        assert port.snapshot.new_alarms == 2
        assert not next(tile for tile in screen.now.snapshot.tiles if tile.component == "banks").new
        await pilot.press("A")
        assert port.snapshot.new_alarms == 1
        await pilot.press("a", "a")
        assert "no alarm to acknowledge" in shown(screen)
        assert "pager all acked" in shown(screen)


async def test_clocks_obey() -> None:
    """space and f2 pause, + and - change the pace, a page brings it back to x1."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("space")
        assert port.snapshot.paused
        assert "paused" in text(screen)[0]
        await pilot.press("slash", "f2")
        assert not port.snapshot.paused
        await pilot.press("escape", "plus")
        assert port.snapshot.speed == 60
        await pilot.press("minus", "minus", "minus")
        assert port.snapshot.speed == 1
        await pilot.press("plus", "plus")
        port.page()
        screen.look()
        await pilot.pause()
        assert port.snapshot.speed == 1
        assert "x1" in text(screen)[0]


async def test_typing_has_history_ghost_and_no_letters_that_act() -> None:
    """In console mode letters are letters; Tab and right take the ghost; up and down recall; escape leaves."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("slash", *"dig")
        prompt = screen.query_one(Prompt)
        assert (prompt.value, prompt.ghost) == ("dig", f" {RECORD}")
        await pilot.press("tab", "enter")
        assert port.said == [(f"dig {RECORD}", False)]
        assert "ANSWER: 0" in shown(screen)
        await pilot.press(*"plan", "right", "enter", "up", "up", "up")
        assert port.said[-1] == ("plans", False)
        assert prompt.value == f"dig {RECORD}"
        await pilot.press("down", "down")
        assert prompt.value == ""
        await pilot.press(*"di", "ctrl+r", "tab")
        assert prompt.value == f"dig {RECORD}"
        await pilot.press("ctrl+u", "question_mark", *"qa1 ")
        assert prompt.value == "?qa1 "
        await pilot.press("ctrl+l")
        assert "ANSWER: 0" not in shown(screen)
        await pilot.press("escape")
        assert screen.now.mode is Mode.BOARD


async def test_foreign_text_is_harmless() -> None:
    """Markup, escapes, direction marks, wide and endless text show as plain cells and break nothing."""
    port = FakePort("dns")
    nasty = "[bold]x[/] [/] \x1b[31mred \u202eevil 東京 \U0001f525 e\u0301"
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("slash")
        prompt = screen.query_one(Prompt)
        prompt.value = nasty
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        drawn = shown(screen)
        assert "[bold]x[/]" in drawn
        assert not set(drawn) & {"\x1b", "\u202e", "東", "\U0001f525"}
        port.feed(nasty)
        port.page(nasty)
        screen.look()
        prompt.value = "y" * LONGEST
        prompt.cursor_position = LONGEST
        await pilot.pause()
        assert all(len(line) == 80 for line in text(screen))
        assert flaws(screen) == []


def test_pasted_text_is_one_clean_line() -> None:
    """Line ends become blanks, controls go, and it is no longer than a line may be."""
    assert clean("a\r\nb\tc\x1b[31m\u202e") == "a  b c[31m"
    assert len(clean("x" * 9999)) == LONGEST


async def test_the_log_scrolls_and_stays_where_one_reads() -> None:
    """Page up looks back, new lines do not pull one down, 2,000 lines are kept."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        for number in range(2100):
            port.feed(f"line {number}")
        screen.look()
        await pilot.pause()
        assert "line 2099" in shown(screen)
        await pilot.press("pageup")
        assert "line 2099" not in shown(screen)
        assert "more below" in shown(screen)
        port.feed("newest")
        screen.look()
        await pilot.pause()
        assert "newest" not in shown(screen)
        await pilot.press("pagedown", "pagedown")
        assert "newest" in shown(screen)
        assert len(screen._log.texts()) == 2000


async def test_clicks_select_act_and_open() -> None:
    """A tile or an alarm selects, an action acts, a tab opens."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.click(offset=(6, 3))
        assert screen.now.selected == "streaming"
        lines = text(screen)
        row = next(y for y, line in enumerate(lines) if "2 Freeze DNS" in line)
        await pilot.click(offset=(45, row))
        assert port.said == [("dns automation off", False)]
        await pilot.click(offset=(18, 11))
        assert screen.now.tab is Tab.PAGER
        row = next(y for y, line in enumerate(text(screen)) if "STS 23%" in line)
        await pilot.click(offset=(20, row))
        assert screen.now.selected == "sts"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_whole_pager_scrolls(size: tuple[int, int]) -> None:
    """l lists all alarms, one line a component; page down goes on."""
    async with playing(FakePort("storm"), size) as (pilot, screen):
        await pilot.press("l", *(["pagedown"] * 5))
        assert "DynamoDB 99% of calls" in shown(screen)
        assert "IAM sign-in slow" not in shown(screen)
        assert flaws(screen) == []


async def test_q_asks_and_leaves() -> None:
    """Leaving is asked once, and closes the seat."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("q")
        await pilot.pause()
        assert "Leave this drill?" in shown(screen)
        await pilot.press("escape")
        assert not port.closed
        await pilot.press("q", "y")
        await pilot.pause()
        assert port.closed


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
@pytest.mark.parametrize("mode", list(Mode))
def test_the_footer_draws_pairs_whole_and_names_the_mode(width: int, mode: Mode) -> None:
    """No pair is cut, help stands at the right edge, the mode at the left."""
    from game.tui.theme import choose_manner

    canvas = paint_footer(mode, width, choose_manner({}, "dark"), Keymap())
    assert canvas.flaws == []
    line = canvas.text_line(0)
    assert line.startswith(f" {mode.value} ")
    if mode is Mode.BOARD:
        assert line.endswith("? help ")


KEYS = (
    *("up", "down", "left", "right", "n", "N", "a", "A", "p", "s", "d", "i", "l", "slash", "space", "plus", "minus"),
    *("question_mark", "escape", "escape", "f2", "tab", "shift+tab", "enter", "pageup", "pagedown", "ctrl+l", "x", "v"),
    *("1", "2", "3", "4", "5", "9", "y", "home", "end", "backspace", "ctrl+u", "ctrl+w", "ctrl+c"),
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_three_hundred_random_keys_break_nothing(seed: int) -> None:
    """Whoever leans on the keyboard gets a board that still works, through pages, ticks and resizes."""
    dice = random.Random(seed)
    port = FakePort(dice.choice(("calm", "dns", "storm")))
    app: NoErrorApp = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for number in range(300):
            await pilot.press(dice.choice(KEYS))
            if number % 20 == 0:
                port.tick()
                port.page(f"page {number}")
            if number % 50 == 25:
                await pilot.resize_terminal(*dice.choice(((80, 24), (120, 36), (60, 20), (140, 30))))
            if isinstance(app.screen, BoardScreen) and number % 10 == 0:
                assert flaws(app.screen) == []
        assert app.failure is None
        assert any(tile.state is State.OK for tile in port.snapshot.tiles)
