"""A night without panels: what is taken away is nowhere drawn or named, and its keys say why they do nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.helping.guidance import Guidance
from game.session.view.board import Snapshot
from game.tui import panels
from game.tui.all_places import all_places
from game.tui.panels import NOT_HERE, OPENS, Panel, left_of, shows, taken_away
from game.tui.screens.board import BoardScreen
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.run_screen import RunScreen
from game.tui.widgets.board import PLACE as BOARD
from tests.tui.fake_port import FakePort
from tests.tui.gallery import bare
from tests.tui.screen_text import flaws, text
from tests.tui.test_board_keys import playing, shown

SIZES = ((80, 24), (120, 36), (200, 55))


def night(guidance: Guidance, *, recording: bool = False) -> Snapshot:
    """A snapshot of a night with so much help."""
    now = FakePort("dns").snapshot
    return replace(now, level=replace(now.level, guidance=guidance), recording=recording)


def test_only_a_bare_night_goes_without_panels() -> None:
    """All of them, and each key that opens one; not where a recording of it is watched."""
    for guidance in Guidance:
        there = [shows(night(guidance), panel) for panel in Panel]
        assert there == [guidance is not Guidance.BARE] * len(Panel)
        assert taken_away(night(guidance)) == (frozenset(OPENS) if guidance is Guidance.BARE else frozenset())
    assert all(shows(night(Guidance.BARE, recording=True), panel) for panel in Panel)
    assert all(shows(None, panel) for panel in Panel)


def test_every_declared_action_is_that_of_a_key() -> None:
    """A key that is renamed does not come back into a bare night."""
    named = {key.action.removeprefix("screen.") for place in all_places() for key in place.keys}
    assert set(OPENS) <= named
    for place in all_places():
        left = {key.id for key in left_of(place, night(Guidance.BARE)).keys}
        gone = {key.id for key in place.keys} - left
        assert {key.id for key in place.keys if key.action.removeprefix("screen.") in OPENS} == gone
        assert left_of(place, night(Guidance.RATED)) is place
    assert {key.id for key in BOARD.keys} - {key.id for key in left_of(BOARD, night(Guidance.BARE)).keys} == {
        "board.dns",
        "board.cascade",
    }


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_is_drawn_without_them(size: tuple[int, int]) -> None:
    """No marks of neighbours, no words of what goes on, nothing about who failed first; nothing is cut."""
    words = {
        "phrases": "no addresses in the record",
        "marks": "║",
        "first": "FIRST OUT",
        "needs": "needs ·",
        "dns": " d dns",
    }
    seen: dict[str, dict[str, bool]] = {}
    for name, port in (("with", FakePort("dns")), ("bare", bare("dns")())):
        inspected = port.inspect

        def worded(component: str, inspected: object = inspected) -> object:
            return replace(inspected(component), phrase=words["phrases"])  # type: ignore[operator]

        port.inspect = worded  # type: ignore[method-assign, assignment]
        async with playing(port, size, "dynamodb") as (_, screen):
            drawn = shown(screen)
            assert flaws(screen) == []
            seen[name] = {key: word in drawn for key, word in words.items()}
            assert ("bare" in text(screen)[0]) is (name == "bare")
            assert "ctrl+p find" in text(screen)[-1]
            tiles = [tile.phrase for tile in port.snapshot.tiles if tile.phrase]
            assert name == "with" or not any(phrase in drawn for phrase in tiles)
    assert not any(seen["bare"].values())
    assert seen["with"]["marks"]
    assert seen["with"]["phrases"]
    assert seen["with"]["needs"]
    assert seen["with"]["first"] is (size == (200, 55))


@pytest.mark.parametrize("key", ["d", "v"])
async def test_a_key_whose_panel_is_gone_says_why(key: str) -> None:
    """And opens nothing; the console and all that acts stay."""
    port = bare("dns")()
    async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert NOT_HERE in shown(screen)
        await pilot.press("2", "slash", *"depends dynamodb", "enter")
        assert [line for line, _ in port.said][-1] == "depends dynamodb"
        assert len(port.said) == 2


@pytest.mark.parametrize(("screen_key", "keys"), [("t", "dv"), ("g", "d"), ("w", "d")])
async def test_the_screens_over_the_board_say_it_too(screen_key: str, keys: str) -> None:
    """For a while, in the rows where somebody would talk; then the page has them again."""
    port = bare("nlb")()
    async with playing(port, (80, 24), "network") as (pilot, _):
        await pilot.press(screen_key)
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, RunScreen)
        assert not isinstance(screen, BoardScreen)
        last = text(screen)[-1]
        assert " dns" not in last
        assert "first out" not in last
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            assert pilot.app.screen is screen
            assert NOT_HERE in shown(screen)  # type: ignore[arg-type]
            assert flaws(screen) == []
            screen._told_until = 0.0
            screen.look()
            await pilot.pause()
            await pilot.pause()
            assert NOT_HERE not in shown(screen)  # type: ignore[arg-type]


async def test_no_words_are_suggested_for_an_update() -> None:
    """The key is named nowhere, and says why it does nothing; the player's own words are published."""
    port = bare("dns")()
    async with playing(port, (120, 36)) as (pilot, _):
        await pilot.press("s")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ComposerScreen)
        assert "suggest" not in "\n".join(text(screen))
        before = screen.draft
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert NOT_HERE[1:] in "\n".join(text(screen))
        assert screen.draft == before
        await pilot.press("5", *"We look.", "ctrl+s")
        assert "suggest" not in "\n".join(text(screen))


async def test_help_and_the_palette_do_not_name_them() -> None:
    """They are made from the same declaration."""
    for port, there in ((FakePort("dns"), True), (bare("dns")(), False)):
        async with playing(port, (200, 55)) as (pilot, _):
            await pilot.press("question_mark")
            await pilot.pause()
            assert ("see what failed first" in "\n".join(text(pilot.app.screen))) is there
            await pilot.press("escape", "ctrl+p", *"dns record")
            await pilot.pause()
            assert ("See who writes the DNS record" in "\n".join(text(pilot.app.screen))) is there
            await pilot.press("escape", "t", "ctrl+p", *"failed first")
            await pilot.pause()
            listed = "\n".join(text(pilot.app.screen)).casefold()
            assert ("who failed first" in listed) is there


def test_rated_and_bare_stand_in_the_header() -> None:
    """As a word behind the title; of a rated night too, at every size."""
    from game.tui.theme import Manner, load_theme
    from game.tui.widgets.header import paint_header

    manner = Manner(load_theme("dark"))
    for guidance in Guidance:
        for width in (80, 120, 200):
            calm = replace(FakePort("calm").snapshot, level=night(guidance).level)
            line = paint_header(calm, width, manner).text_line(0)
            assert ("rated" in line) is (guidance is Guidance.RATED)
            assert ("bare" in line) is (guidance is Guidance.BARE)
    assert panels.TAKEN_AWAY.keys() == {Guidance.BARE}
