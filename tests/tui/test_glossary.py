"""The glossary screen: the words that stand on the screen first, all others below, letters filter."""

from __future__ import annotations

import pytest
from textual import events

from game.session.showing.glossary import glossary
from game.tui.paint.glossary import GlossaryPicture, paint_glossary, rows_of
from game.tui.screens.board import BoardScreen
from game.tui.screens.glossary import GlossaryScreen, words_on
from game.tui.theme import choose_manner
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_one_key_explains_what_is_on_the_screen(size: tuple[int, int]) -> None:
    """x on the board: a heading, the words in sight below it, and the first of them explained."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        seen = words_on(board)
        on_board = "\n".join(text(board)).casefold()
        assert seen
        for term in seen:
            assert any(spelling.casefold() in on_board for spelling in term.spellings)
        await pilot.press("x")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GlossaryScreen)
        assert screen.terms[: len(seen)] == seen
        rest = [term.term.casefold() for term in screen.terms[len(seen) :]]
        assert rest == sorted(rest)
        assert len(screen.terms) == len(glossary().terms)
        lines = text(screen)
        assert "ON THIS SCREEN" in lines[2]
        assert seen[0].means.split()[0] in "".join(lines)
        assert flaws(screen) == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is board


async def test_words_of_the_chosen_service_come_first() -> None:
    """What the inspector says of it is before what stands on the other tiles."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        firsts = []
        for component in ("dynamodb", "iam", "az2"):
            board.select(component)
            await pilot.pause()
            inspection = board.now.inspection
            assert inspection is not None
            named = glossary().in_text(inspection.name)
            assert words_on(board)[: len(named)] == named
            firsts.append(words_on(board)[0])
        assert len(set(firsts)) > 1


async def test_letters_filter_and_enter_reads() -> None:
    """Also by another spelling; backspace takes a letter back; enter gives the word the page."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x", *"ttl")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GlossaryScreen)
        assert next(term.term for term in screen.terms) == "time to live"
        await pilot.press("enter")
        await pilot.pause()
        assert "ON CALL" in "".join(text(screen))
        assert screen.alone
        await pilot.press("escape", "backspace", "backspace", "backspace", *"zzz")
        await pilot.pause()
        assert screen.terms == ()
        assert "No word holds these." in "".join(text(screen))
        await pilot.press("down", "enter", "pagedown", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_it_opens_while_typing_and_by_mouse() -> None:
    """f3 works in both modes; a click chooses, the wheel moves, a second click reads."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("slash", "f3")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GlossaryScreen)
        page = screen.query_one("#page")
        page.post_message(events.MouseScrollDown(page, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert screen.marked == 3
        await pilot.click("#page", offset=(4, 3))
        await pilot.pause()
        assert screen.marked == 0
        await pilot.click("#page", offset=(4, 3))
        await pilot.pause()
        assert screen.alone


@pytest.mark.parametrize("theme", ["dark", "ansi", "no-color"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
def test_every_entry_is_drawn_whole(theme: str, size: tuple[int, int]) -> None:
    """At every size, also in ASCII: no sentence is cut."""
    terms = glossary().terms
    manner = choose_manner({}, theme, ascii_only=True)
    keys = (("up down", "choose", "move(-1)|move(1)"), ("enter", "read", "open"), ("esc", "back", "back"))
    for marked, term in enumerate(terms):
        picture = GlossaryPicture(terms, 8, "", marked, max(0, marked - 5), keys)
        row = rows_of(picture).index(marked)
        canvas = paint_glossary(*size, manner, GlossaryPicture(terms, 8, "", marked, max(0, row - 5), keys))
        drawn = " ".join(" ".join(canvas.text_line(y)[30:].split()) for y in range(size[1]))
        assert canvas.flaws == []
        assert term.means.split()[-1] in drawn
        assert term.matters.split()[-1] in drawn
        assert drawn.isascii()
