"""The console: what can be typed is listed, what was typed is found again, what was said can be read, copied and followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.session.keeping.typed import MOST_LINES, keep_typed, typed_before
from game.session.run import Run
from game.session.view.console import Choice, Completion, Reply, ReplyKind, Span
from game.tui.canvas import Canvas
from game.tui.glyphs import ASCII, UNICODE, Glyphs
from game.tui.screens.board import BoardScreen
from game.tui.theme import Manner, load_theme
from game.tui.widgets.board_view import Mode, Tab
from game.tui.widgets.completions import Listing, paint_listing, rows_for
from game.tui.widgets.history import History, Search
from game.tui.widgets.links import Links
from game.tui.widgets.log import Log
from game.tui.widgets.prompt import LONGEST, Prompt
from tests.session.night import NAME, small_night
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.screen_text import app_on, flaws, text

SIZES = [(80, 24), (120, 36), (200, 55)]


class Grammatical(FakePort):
    """A fake seat that completes by the real grammar of a small night."""

    grammar = Run(small_night(), 1).grammar

    def complete(self, text: str) -> Completion:
        """What could follow."""
        return self.grammar.complete(text)


@asynccontextmanager
async def typing(
    port: FakePort, size: tuple[int, int] = (120, 36), typed: Path | None = None
) -> AsyncIterator[tuple[Pilot[int], BoardScreen, Prompt]]:
    """A board on which somebody has begun to type."""
    app = app_on(port)
    app.typed_file = typed
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        await pilot.press("slash")
        yield pilot, screen, screen.query_one(Prompt)


def shown(screen: BoardScreen) -> str:
    """The whole screen as one text."""
    return "\n".join(text(screen))


def row_of(screen: BoardScreen, part: str) -> int:
    """The line of the screen that holds a text, the lowest one."""
    return max(y for y, line in enumerate(text(screen)) if part in line)


# completion


@pytest.mark.parametrize("size", SIZES)
async def test_what_fits_is_listed_over_the_prompt_with_a_word_on_each(size: tuple[int, int]) -> None:
    """The ghost's choice is marked; the board above is untouched; values are listed as well."""
    async with typing(Grammatical(), size) as (pilot, screen, prompt):
        board = text(screen)[: row_of(screen, "base") if size[0] < 120 else 24]
        await pilot.press(*"throttle store ")
        await pilot.pause()
        drawn = shown(screen)
        assert "a tenth of the work" in drawn
        assert "more" in drawn or "no limit any more" in drawn
        assert prompt.ghost == "10"
        assert "▌ 10" in text(screen)[row_of(screen, "a tenth of the work")]
        assert row_of(screen, "a tenth of the work") < row_of(screen, "> throttle store")
        assert text(screen)[2 : len(board)] == board[2:]
        assert flaws(screen) == []
        await pilot.press("escape")
        await pilot.pause()
        assert "a tenth of the work" not in shown(screen)


async def test_tab_takes_the_ghost_and_walks_on() -> None:
    """Shift and tab walks back, up and down walk too, escape brings back what was typed, letters end the walk."""
    port = Grammatical()
    async with typing(port) as (pilot, screen, prompt):
        await pilot.press(*"thr", "tab")
        assert prompt.value == "throttle"
        await pilot.press("tab", "tab", "tab")
        first = prompt.value
        assert first.startswith("throttle ")
        await pilot.press("tab")
        assert prompt.value != first
        await pilot.press("shift+tab")
        assert prompt.value == first
        await pilot.press("down")
        assert prompt.value != first
        await pilot.press("up")
        assert prompt.value == first
        await pilot.press("escape")
        assert (prompt.value, screen.now.mode) == ("throttle ", Mode.TYPING)
        await pilot.press(*"store 2", "tab")
        assert prompt.value == "throttle store 20"
        await pilot.press("backspace", "backspace", "tab", "tab", "shift+tab", "shift+tab")
        assert prompt.value == "throttle store off"
        await pilot.press("enter")
        assert port.said == [("throttle store off", False)]
        assert prompt.value == ""


async def test_services_of_an_update_are_completed_one_after_the_other() -> None:
    """Behind a comma stands the next one; what was named is not offered again."""
    async with typing(Grammatical()) as (pilot, _, prompt):
        await pilot.press(*"post investigating st", "tab", *",", "tab")
        assert prompt.value.startswith("post investigating store,")
        assert prompt.value.count("store") == 1
        assert len(prompt.value) > len("post investigating store,")


async def test_other_names_are_replaced_by_what_one_types() -> None:
    """A name on the board means its component; capitals do not matter."""
    async with typing(Grammatical()) as (pilot, _, prompt):
        await pilot.press(*"DNS RES", "tab")
        assert prompt.value.casefold() == "dns restore"
        await pilot.press("tab", "tab")
        assert prompt.value.casefold() == f"dns restore {NAME}"


async def test_a_click_takes_a_choice_and_goes_on_typing() -> None:
    """The list can be clicked."""
    async with typing(Grammatical()) as (pilot, screen, prompt):
        await pilot.press(*"throttle store ")
        await pilot.pause()
        await pilot.click(offset=(5, row_of(screen, "a fifth of the work")))
        assert prompt.value == "throttle store 20"
        assert screen.focused is prompt


async def test_a_click_on_the_line_puts_the_cursor_there() -> None:
    """On the letter that is under the mouse, in a long line too; behind the text, at its end."""
    async with typing(FakePort("dns"), (80, 24)) as (pilot, screen, prompt):
        prompt.value = "abcdef"
        await pilot.click(offset=(5, 22))
        assert prompt.cursor_position == 2
        await pilot.click(offset=(60, 22))
        assert prompt.cursor_position == 6
        prompt.value = "".join(str(number % 10) for number in range(200))
        prompt.cursor_position = 200
        await pilot.pause()
        digit = text(screen)[22][40]
        await pilot.click(offset=(40, 22))
        assert prompt.value[prompt.cursor_position] == digit


async def test_bursts_of_keys_lose_nothing() -> None:
    """Keys that come at once are taken in order, with tabs among them."""
    port = Grammatical()
    async with typing(port) as (pilot, _, prompt):
        await pilot.press(*"thr", "tab", *" sto", "tab", *" 5", "tab", "enter", *"sev ", "tab", "tab", "enter", *"di")
        assert port.said == [("throttle store 50", False), ("sev 2", False)]
        assert prompt.value == "di"


@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_a_list_of_anything_fits(theme: str, glyphs: Glyphs) -> None:
    """Long words, foreign ones, more than there is room for: nothing is cut, the marked one is in sight, the rest is counted."""
    manner = Manner(load_theme(theme), glyphs)
    choices = tuple(Choice("x" * (3 * number) + "東\x1b", "about " * number) for number in range(40))
    for width in (40, 80, 131):
        for marked in (-1, 0, 20, 39):
            for turned in (False, True):
                listing = Listing(choices, marked, walked=True, turned=turned)
                rows = rows_for(listing, 8)
                canvas = Canvas(width, rows)
                paint_listing(canvas, listing, 0, rows, manner)
                drawn = [canvas.text_line(y) for y in range(rows)]
                assert canvas.flaws == []
                assert f"{40 - rows} more" in "\n".join(drawn)
                assert any(line[1] == manner.glyphs.selected for line in drawn) is (marked >= 0)
                assert glyphs is not ASCII or all(line.isascii() for line in drawn)


# what was typed before


async def test_the_search_shows_what_it_finds() -> None:
    """As one types; again goes to an older line; tab edits, enter runs, escape leaves the line as it was."""
    port = FakePort("dns")
    async with typing(port) as (pilot, screen, prompt):
        for line in ("throttle ec2 20", "logs lambda", "throttle ec2 40", "throttle ec2 40"):
            await pilot.press(*line, "enter")
        await pilot.press(*"half", "left", "ctrl+r", "ctrl+u")
        await pilot.press("end", *"xx", "backspace", "backspace", "ctrl+u", *"THR")
        await pilot.pause()
        at = row_of(screen, "search: ")
        assert "throttle ec2 40" in text(screen)[at]
        assert "1 of 2" in text(screen)[at]
        await pilot.press("ctrl+r", "ctrl+r")
        assert "throttle ec2 20" in text(screen)[at]
        await pilot.press("z")
        await pilot.pause()
        assert "nothing typed before" in text(screen)[at]
        await pilot.press("enter", "tab", "escape")
        assert (prompt.value, prompt.cursor_position, screen.now.mode) == ("half", 3, Mode.TYPING)
        said = len(port.said)
        await pilot.press("end", "ctrl+u", "ctrl+r", *"lam", "enter")
        assert port.said[said:] == [("logs lambda", False)]
        await pilot.press("ctrl+r", *"20", "tab", "backspace", "5", "enter")
        assert port.said[-1] == ("throttle ec2 25", False)
        assert flaws(screen) == []


async def test_typed_lines_are_there_in_the_next_run(tmp_path: Path) -> None:
    """In a file beside the journals; what was not sent is not kept."""
    file = tmp_path / "new" / "typed.txt"
    async with typing(FakePort("dns"), typed=file) as (pilot, _, prompt):
        await pilot.press(*"dig x", "enter", *"never sent", "escape")
        assert file.read_text() == "dig x\n"
    async with typing(FakePort("dns"), typed=file) as (pilot, _, prompt):
        await pilot.press("up")
        assert prompt.value == "dig x"


def test_the_file_of_typed_lines_is_harmless(tmp_path: Path) -> None:
    """It is short, survives garbage, and where it cannot be written nothing happens."""
    file = tmp_path / "typed.txt"
    for number in range(MOST_LINES + 5):
        keep_typed(file, f"line {number}")
    assert len(typed_before(file)) == MOST_LINES
    assert typed_before(file)[-1] == f"line {MOST_LINES + 4}"
    assert [path.name for path in tmp_path.iterdir()] == ["typed.txt"]
    file.write_bytes(b"\xff\x00\n\nok\n" + b"y" * 10)
    assert "ok" in typed_before(file)
    (tmp_path / "wall").write_text("")
    keep_typed(tmp_path / "wall" / "typed.txt", "x")
    assert typed_before(tmp_path / "wall" / "typed.txt") == []
    folder = tmp_path / "folder"
    folder.mkdir()
    keep_typed(folder, "x")
    assert typed_before(folder) == []


def test_history_keeps_the_draft_and_each_line_once_in_a_row() -> None:
    """Walking below the newest brings back what stood there."""
    kept: list[str] = []
    history = History(lambda: ["old"], kept.append)
    for line in ("a", "a", "b"):
        history.add(line)
    assert kept == ["a", "b"]
    assert [history.recall(-1, "draft"), history.recall(-9, "b"), history.recall(9, "old")] == ["b", "old", "draft"]
    search = Search(history, "", 0)
    search.look_for("")
    search.step(99)
    assert search.found == "old"


# reading and copying


async def test_lines_are_marked_and_copied() -> None:
    """Up and down move, shift marks on the way, space marks one, y copies what is marked and says how much."""
    port = FakePort("dns")
    for number in range(30):
        port.feed(f"entry number {number}")
    async with typing(port) as (pilot, screen, prompt):
        await pilot.press(*"half a", "ctrl+y")
        await pilot.pause()
        assert screen.now.mode is Mode.READING
        assert " reading " in text(screen)[-1]
        await pilot.press("y")
        await pilot.pause()
        assert pilot.app.clipboard.endswith("entry number 29")
        assert "1 line to the clipboard" in shown(screen)
        await pilot.press("up", "shift+up", "shift+up", "up", "up", "space", "y")
        assert [line.split()[-1] for line in pilot.app.clipboard.splitlines()] == ["24", "26", "27", "28"]
        await pilot.pause()
        assert "4 lines to the clipboard" in shown(screen)
        await pilot.press("home")
        await pilot.pause()
        assert "entry number 0" in shown(screen)
        port.feed("newest")
        screen.look()
        await pilot.pause()
        assert "entry number 0" in shown(screen)
        await pilot.press("end", "escape")
        assert (screen.focused, prompt.value) == (prompt, "half a")


async def test_foreign_text_is_copied_without_what_a_terminal_obeys() -> None:
    """Wide signs are whole in the clipboard."""
    port = FakePort("dns")
    port.feed("\x1b]52;c;evil\x07 \u202e東京 \U0001f525")
    async with typing(port) as (pilot, _, __):
        await pilot.press("ctrl+y", "c")
        assert "東京 \U0001f525" in pilot.app.clipboard
        assert not set(pilot.app.clipboard) & {"\x1b", "\x07", "\u202e"}


async def test_a_line_leads_to_its_service() -> None:
    """By enter, with left and right where there are several, and by a click; a line without one says so."""
    port = FakePort("dns")
    port.change(feed=())
    async with typing(port, (80, 24)) as (pilot, screen, _):
        log = screen.query_one(Log)
        log.add([(Span("nothing here"),), (Span("Lambda waits for SQS, and SQS for nobody"),)])
        await pilot.press("ctrl+y", "right", "enter")
        await pilot.pause()
        assert (screen.now.selected, screen.now.tab, screen.now.mode) == ("sqs", Tab.INSPECT, Mode.BOARD)
        await pilot.press("y", "up", "enter")
        await pilot.pause()
        assert screen.now.selected == "sqs"
        assert "names no service" in shown(screen)
        await pilot.press("tab", "escape")
        await pilot.pause()
        at = row_of(screen, "Lambda waits")
        await pilot.hover(offset=(3, at))
        await pilot.click(offset=(3, at))
        assert screen.now.selected == "lambda"


async def test_what_passed_by_leads_to_what_it_tells_of() -> None:
    """Even if the line does not name it."""
    port = FakePort("dns")
    port.feed("somebody answers")
    async with typing(port) as (pilot, screen, _):
        await pilot.press("escape")
        screen.select("s3")
        await pilot.pause()
        await pilot.press("y", "enter")
        await pilot.pause()
        assert screen.now.selected == "dynamodb"


async def test_dragging_copies_whole_lines_and_selects_nothing() -> None:
    """A drag is no click."""
    port = FakePort("dns")
    for name in ("Lambda", "SQS", "S3"):
        port.feed(f"{name} is well")
    async with typing(port) as (pilot, screen, _):
        await pilot.press("escape")
        screen.select("iam")
        await pilot.pause()
        first, last = row_of(screen, "Lambda is well"), row_of(screen, "S3 is well")
        await pilot.mouse_down(offset=(8, first))
        await pilot.hover(offset=(9, first + 1))
        await pilot.hover(offset=(9, last))
        await pilot.pause()
        assert "3 lines, let go to copy" in shown(screen)
        await pilot.mouse_up(offset=(9, last))
        await pilot.pause()
        assert [line.split()[1] for line in pilot.app.clipboard.splitlines()] == ["Lambda", "SQS", "S3"]
        assert screen.now.selected == "iam"
        assert "3 lines to the clipboard" in shown(screen)


def test_names_are_whole_words_and_no_parts_of_domains() -> None:
    """Ids, names on tiles and their short forms; longer words and names of hosts are something else."""
    links = Links(snapshot("dns").tiles)

    def named(line: str) -> list[str]:
        return [link.component for link in links.find(line)]

    assert named("enactor2 waits for Enactor 3.") == ["enactor2", "enactor3"]
    assert named("> throttle ec2 20") == ["ec2"]
    assert named("dynamodb.us-east-1.amazonaws.com, Lambdas, az10, my-sqs") == []
    assert Links().find("Lambda") == ()


@pytest.mark.parametrize("size", SIZES)
async def test_the_console_scrolls_to_both_ends(size: tuple[int, int]) -> None:
    """Ctrl and home, ctrl and end, from where one types; a long line stays a line."""
    port = FakePort("dns")
    async with typing(port, size) as (pilot, screen, prompt):
        for number in range(100):
            port.feed(f"entry number {number} " + "word " * 60)
        screen.look()
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert "entry number 0 " in shown(screen)
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "entry number 99 " in shown(screen)
        await pilot.press("ctrl+y", "shift+up", "y")
        assert len(pilot.app.clipboard.splitlines()) == 2
        await pilot.press("escape")
        prompt.value = "y" * LONGEST
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert all(len(line) == size[0] for line in text(screen))
        assert flaws(screen) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_answer_that_was_typed_for_is_read_from_its_first_line(size: tuple[int, int]) -> None:
    """What is below is told, in a row of its own; leaving the console comes back to the newest line."""
    port = FakePort("dns")
    answer = tuple([(Span(f"word {number:02} " + "x" * 90),) for number in range(60)])
    port.say = lambda line, *, confirmed=False: Reply(ReplyKind.OUTPUT, answer)  # type: ignore[method-assign]
    async with typing(port, size) as (pilot, screen, _):
        await pilot.press(*"help", "enter")
        port.feed("something passes by")
        screen.look()
        await pilot.pause()
        assert "word 00" in shown(screen)
        assert "word 59" not in shown(screen)
        (told,) = [line for line in text(screen) if "more below, " in line]
        assert "word" not in told
        assert "xx" not in told
        assert flaws(screen) == []
        await pilot.press("pageup", "pageup", "pageup", "pageup")
        await pilot.pause()
        assert "> help" in shown(screen)
        await pilot.press("escape")
        await pilot.pause()
        assert "something passes by" in shown(screen)
        assert "more below, " not in shown(screen)


async def test_every_row_can_be_scrolled_to_where_the_last_row_is_taken() -> None:
    """Row by row from the newest to the oldest, none is passed over."""
    port = FakePort("dns")
    async with typing(port, (80, 24)) as (pilot, screen, _):
        screen._log.clear()
        screen._log.add([(Span(f"row {number:02}"),) for number in range(40)])
        await pilot.pause()
        assert "row 39" in shown(screen)
        seen: list[str] = []
        for _ in range(40):
            rows = [line[at : at + 6] for line in text(screen) if (at := line.find("row ")) >= 0]
            assert rows == sorted(rows)
            seen += rows
            screen._log.turn(-1)
            await pilot.pause()
        assert set(seen) == {f"row {number:02}" for number in range(40)}
        assert "row 00" in shown(screen)
