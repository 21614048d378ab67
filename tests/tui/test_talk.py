"""Somebody talks: the words stand above the prompt, whole, and are answered by keys and clicks while the board stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.talk import Speaker, Talk
from game.tui.glyphs import ASCII, UNICODE
from game.tui.keys import Keymap
from game.tui.paint.talk import TalkPicture, paint_rows, short_rows, talk_rows
from game.tui.screens import board_talk
from game.tui.screens.board import BoardScreen
from game.tui.screens.places import places
from game.tui.screens.run_screen import RunScreen
from game.tui.theme import Manner, load_theme
from game.tui.widgets.board import Board
from game.tui.widgets.board_view import Mode, Tab
from game.tui.widgets.notice import Notice
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.talk import TalkZone, keys_on_board, keys_over_all
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import LEVEL
from tests.tui.gallery import ASKING, CALLING, HINT, WAITING
from tests.tui.looks import looks_line
from tests.tui.screen_text import app_on, flaws, text
from tests.tui.test_board_keys import playing, shown

SIZES = ((80, 24), (100, 30), (120, 36), (200, 55))
LONG = tuple(
    f"{word} " + "many words make a sentence long " * 3 + "and then it ends." for word in ("One", "Two", "Last")
)
FOUR = replace(
    ASKING, number=9, lines=LONG, choices=("the record", "the balancers", "a deploy", "none of these at all")
)


@pytest.fixture(autouse=True)
def _answers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody in these tests is surprised by a question."""
    monkeypatch.setattr(board_talk, "UNSEEN_S", 0.0)


def talking(talk: Talk, situation: str = "dns") -> FakePort:
    """A seat where somebody talks."""
    port = FakePort(situation)
    port.change(talk=talk)
    return port


def whole(screen: BoardScreen | RunScreen) -> str:
    """All text of a screen with single blanks."""
    return " ".join(" ".join(text(screen)).split())


# Where it stands.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("talk", [ASKING, WAITING, CALLING, HINT, FOUR], ids=["asks", "waits", "calls", "hint", "long"])
async def test_it_stands_above_the_prompt_and_the_board_does_not_move(talk: Talk, size: tuple[int, int]) -> None:
    """It comes and goes with the words: every tile keeps its cell, and every word of it is in sight."""
    port = FakePort("dns")
    async with playing(port, size, "dynamodb") as (pilot, screen):
        board = screen.query_one(Board)
        before, tiles = board.region, board.canvas.targets
        port.change(talk=talk)
        screen.look()
        await pilot.pause()
        assert (board.region, board.canvas.targets) == (before, tiles)
        zone = screen.query_one(TalkZone)
        assert zone.region.bottom == screen.query_one(Prompt).region.y
        assert flaws(screen) == []
        told = " ".join(" ".join(zone.canvas.text_line(y) for y in range(zone.size.height)).split())
        for sentence in (*talk.lines, *talk.choices):
            assert " ".join(sentence.split()) in told
        assert ("skips" in told) == bool(talk.skip)
        port.change(talk=None)
        screen.look()
        await pilot.pause()
        assert not zone.size.height or not zone.display or not zone.region.area
        assert board.region == before


def test_it_takes_as_few_rows_as_it_needs() -> None:
    """One row for one short sentence, a row for each where there is room; long ones are packed, and never cut."""
    manner = Manner(load_theme("dark"))

    def rows(talk: Talk, most: int = 5) -> int:
        return len(talk_rows(TalkPicture(talk, keys_on_board(talk, Mode.BOARD, Keymap())), 80, most, manner))

    assert (rows(HINT), rows(WAITING), rows(ASKING), rows(CALLING)) == (1, 3, 4, 3)
    assert rows(FOUR) == 7
    assert rows(replace(FOUR, choices=()), 5) == 6


def test_choices_stand_below_each_other_where_there_is_room() -> None:
    """Where there is less, as many as fit beside each other; each of them whole."""
    choices = ("tell customers that we look", "look at what Connect needs", "restart Connect")
    picture = TalkPicture(replace(ASKING, choices=choices), keys_on_board(ASKING, Mode.BOARD, Keymap()))
    for width, most, last in ((80, 6, 3), (80, 5, 2), (131, 6, 1)):
        rows = talk_rows(picture, width, most, Manner(load_theme("dark")))
        assert len(rows) == 3 + last
        told = ["".join(piece for _, piece, _, _ in row) for row in rows[-last:]]
        assert all(any(choice in line for line in told) for choice in choices)


def test_the_zones_cover_the_screen_with_somebody_talking() -> None:
    """Rows come from the pane or from the console, never from the board; no cell belongs to two zones."""
    for size in ((80, 24), (119, 30), (120, 36), (200, 55), (320, 90)):
        for tab in Tab:
            quiet = places(size, LEVEL, tab, 0).regions
            regions = places(size, LEVEL, tab, 0, lambda _, pane: min(pane, 4)).regions
            taken: set[tuple[int, int]] = set()
            for region in regions.values():
                cells = {(x, y) for x in range(region.x, region.right) for y in range(region.y, region.bottom)}
                assert not taken & cells, size
                taken |= cells
            assert regions["board"] == quiet["board"]
            assert regions["talk"].bottom == regions["prompt"].y == quiet["prompt"].y
            assert regions["talk"].width == regions["board"].width


async def test_the_terminal_is_dragged_while_somebody_talks() -> None:
    """At every size all of it is there, in the theme without shades too."""
    port = talking(FOUR)
    app = app_on(port, "no-color")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for size in ((200, 55), (60, 20), (120, 36), (80, 24), (199, 54), (121, 37), (80, 50), (300, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert flaws(screen) == [], size
            if size[0] >= 80:
                for sentence in (*FOUR.lines, *FOUR.choices):
                    assert " ".join(sentence.split()) in " ".join(
                        " ".join(line[: screen.query_one(TalkZone).size.width] for line in text(screen))
                        .replace("│", " ")
                        .split()
                    ), size


@pytest.mark.parametrize("talk", [ASKING, WAITING, CALLING, HINT])
def test_a_name_and_a_sign_say_who_talks(talk: Talk) -> None:
    """In words, with three signs that differ in both sets of symbols; nothing has a hue."""
    words = {
        Speaker.COLLEAGUE: "Mara, beside you",
        Speaker.COACH: "coach",
        Speaker.CALLER: "on the phone: City desk",
    }
    for glyphs in (UNICODE, ASCII):
        assert len({glyphs.said, glyphs.advice, glyphs.ringing}) == 3
        rows = talk_rows(TalkPicture(talk, None), 100, 5, Manner(load_theme("dark"), glyphs))
        said = "".join(piece for _, piece, _, _ in rows[0])
        assert words[talk.speaker] in said
        assert glyphs is not ASCII or said.isascii()
        assert {look.split()[-1] for row in rows for _, _, look, _ in row} <= {"fg", "muted", "strong"}


# What the keys do.


async def test_the_digits_answer_while_somebody_asks() -> None:
    """And nothing else: the actions keep their numbers, dim, and a digit without an answer says so."""
    port = talking(ASKING)
    async with playing(port, (120, 36), "dynamodb") as (pilot, screen):
        assert "1-3 answer" in text(screen)[-1]
        await pilot.press("5")
        assert "1-3 answers the question first" in shown(screen)
        assert (port.said, port.replies) == ([], [])
        await pilot.press("2")
        assert (port.said, port.replies) == ([], [2])
        await pilot.pause()
        assert "1-9 act" in text(screen)[-1]
        assert "What would you look at" not in shown(screen)
        await pilot.press("5")
        assert [line for line, _ in port.said] != []


async def test_a_digit_right_after_a_question_was_meant_for_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """It neither answers nor acts; the next one answers."""
    monkeypatch.setattr(board_talk, "UNSEEN_S", 60.0)
    port = talking(ASKING)
    async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
        await pilot.press("2")
        assert (port.said, port.replies) == ([], [])
        assert "you have just been asked something" in shown(screen)
        monkeypatch.setattr(board_talk, "UNSEEN_S", 0.0)
        await pilot.press("2")
        assert port.replies == [2]


async def test_enter_lets_a_speaker_go_on_who_waits() -> None:
    """Without that it lists alarms, as ever; the digits go on acting."""
    port = talking(WAITING)
    async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
        assert "enter goes on" in shown(screen)
        assert "enter go on" in text(screen)[-1]
        await pilot.press("2")
        assert port.said[-1][0]
        said = len(port.said)
        await pilot.press("enter")
        assert (len(port.said), port.replies) == (said, [0])
        await pilot.press("enter")
        assert port.said[-1][0].startswith("alarms ")
        port.change(talk=HINT)
        screen.look()
        await pilot.press("enter")
        assert port.replies == [0]


async def test_one_key_skips_where_that_is_possible() -> None:
    """It is named beside the words; where nothing can be skipped it does nothing."""
    port = talking(CALLING)
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("c")
        assert port.skipped == 0
        port.change(talk=ASKING)
        screen.look()
        await pilot.pause()
        assert "c skips: I play on alone" in shown(screen)
        await pilot.press("c")
        assert (port.skipped, port.replies) == (1, [])


async def test_typing_goes_on_while_somebody_talks() -> None:
    """Digits and letters are typed; function keys, which are named then, answer, go on and skip."""
    port = talking(ASKING)
    async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
        await pilot.press("slash", *"throttle 12 c")
        prompt = screen.query_one(Prompt)
        assert prompt.value == "throttle 12 c"
        assert "f6 the balancers" in whole(screen)
        assert flaws(screen) == []
        await pilot.press("f6")
        assert (port.replies, prompt.value) == ([2], "throttle 12 c")
        assert screen.focused is prompt
        port.change(talk=WAITING)
        screen.look()
        await pilot.pause()
        assert "f5 goes on" in whole(screen)
        await pilot.press("f6", "f5")
        assert port.replies == [2, 0]
        port.change(talk=WAITING)
        screen.look()
        await pilot.press("f9")
        assert port.skipped == 1
        await pilot.press("enter")
        assert port.said[-1][0] == "throttle 12 c"


async def test_a_question_of_the_game_comes_first() -> None:
    """While it asks for a yes or a team, its digits are its own; who talks is answered by function keys."""
    port = talking(ASKING)
    async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
        await pilot.press("p")
        assert screen.focused is screen.query_one(Notice)
        await pilot.pause()
        assert "f5 the record's answers" in whole(screen)
        await pilot.press("1")
        assert port.replies == []
        assert port.said[-1][0].startswith("page ")


async def test_keys_of_ones_own_are_named_and_answer() -> None:
    """Also in the preset of vim, where the key to skip stays."""
    for keys, preset in (({"board.act1": "b", "board.skip": "u"}, ""), ({}, "vim")):
        from tests.tui.test_keymap import app_with

        port = talking(ASKING)
        app = app_with(port, keys=keys, preset=preset)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, BoardScreen)
            first, skip = keys.get("board.act1", "1"), keys.get("board.skip", "c")
            assert f"{first} the record's answers" in whole(screen)
            assert f"{skip} skips" in whole(screen)
            await pilot.press(first)
            assert port.replies == [1]


@pytest.mark.parametrize("talk", [ASKING, WAITING])
async def test_everything_can_be_clicked(talk: Talk) -> None:
    """Each choice, going on, and skipping; a click on a numbered action still takes the action."""
    commands = {"asks": ["talk_answer(1)", "talk_answer(2)", "talk_answer(3)", "talk_skip"]}.get(
        "asks" if talk is ASKING else "", ["talk_answer(1)", "talk_skip"]
    )
    for command in commands:
        port = talking(talk)
        async with playing(port, (80, 24), "dynamodb") as (pilot, screen):
            zone = screen.query_one(TalkZone)
            target = next(it for it in zone.canvas.targets if it.command == f"do screen.{command}")
            assert await pilot.click(TalkZone, offset=(target.x, target.y))
            await pilot.pause()
            if command == "talk_skip":
                assert port.skipped == 1
            else:
                assert port.replies == [0 if talk is WAITING else int(command[-2])]
    port = talking(talk)
    async with playing(port, (120, 36), "dynamodb") as (pilot, screen):
        side = screen.query_one("#side")
        offer = next(it for it in side.canvas.targets if it.command == "act 2")  # type: ignore[attr-defined]
        assert await pilot.click("#side", offset=(offer.x + 4, offer.y))
        await pilot.pause()
        assert port.said
        assert port.replies == []


async def test_new_words_stand_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is bold for a few seconds, and only then: neither a new answer of the run nor a resize brings it back."""
    port = FakePort("dns")
    async with playing(port, (120, 36)) as (pilot, screen):
        port.change(talk=HINT)
        screen.look()
        await pilot.pause()
        zone = screen.query_one(TalkZone)
        assert looks_line(zone.canvas, 0)[3].startswith("bold strong")
        monkeypatch.setattr(board_talk, "NEW_S", 0.0)
        screen.look()
        await pilot.pause()
        assert looks_line(zone.canvas, 0)[3].startswith("muted")
        monkeypatch.setattr(board_talk, "NEW_S", 60.0)
        port.tick()
        screen.look()
        await pilot.resize_terminal(130, 40)
        await pilot.pause()
        assert looks_line(zone.canvas, 0)[3].startswith("muted")


# Over the board.


@pytest.mark.parametrize("key", ["s", "d", "v", "t", "g", "w"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("talk", [ASKING, WAITING, HINT, FOUR], ids=["asks", "waits", "hint", "long"])
async def test_who_talks_is_read_on_the_screens_over_the_board(talk: Talk, size: tuple[int, int], key: str) -> None:
    """Whole sentences in a few rows, with keys that do not collide; nothing of the screen is cut for it."""
    port = talking(talk)
    async with playing(port, size, "network") as (pilot, _):
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, RunScreen)
        assert flaws(screen) == []
        seen = whole(screen)
        assert talk.lines[0] in seen
        if talk is FOUR:
            assert all(line in seen for line in talk.lines) or "all of it)" in seen
        else:
            assert all(line in seen for line in talk.lines)
        if talk is ASKING:
            assert "f5 the record's answers" in seen
            await pilot.press("f6")
            assert port.replies == [2]
        elif talk is WAITING:
            await pilot.press("f5")
            assert port.replies == [0]
        else:
            port.change(talk=None)
            screen.look()
        await pilot.pause()
        await pilot.pause()
        assert talk.lines[0] not in whole(screen)
        assert flaws(screen) == []


async def test_the_message_is_written_where_its_form_stands_while_somebody_talks() -> None:
    """The editor of the composer goes down with the page, and up again; digits and letters are typed into it."""
    port = talking(WAITING)
    async with playing(port, (120, 36)) as (pilot, _):
        await pilot.press("s")
        await pilot.pause()
        screen = pilot.app.screen
        editor = screen.query_one("#message")

        def at() -> int:
            return next(y for y, line in enumerate(text(screen)) if "5 message" in line)

        await pilot.press("5", *"we 1")
        await pilot.pause()
        assert editor.region.y == at()
        assert "we 1" in text(screen)[editor.region.y]
        high = editor.region.y
        await pilot.press("f9")
        await pilot.pause()
        await pilot.pause()
        assert port.skipped == 1
        assert editor.region.y == at() != high
        assert "we 1" in text(screen)[editor.region.y]


def test_where_a_recording_is_watched_nothing_can_be_answered() -> None:
    """The words are there without keys."""
    rows = talk_rows(TalkPicture(ASKING, None), 80, 5, Manner(load_theme("dark")))
    assert not any(command for row in rows for _, _, _, command in row)
    assert "skips" not in "".join(piece for row in rows for _, piece, _, _ in row)


@pytest.mark.parametrize("width", [76, 80, 108, 131])
@pytest.mark.parametrize("most", range(1, 9))
def test_a_talk_in_few_rows_is_never_drawn_over_an_edge(width: int, most: int) -> None:
    """Any words, any keys, any height."""
    from game.tui.canvas import Canvas

    manner = Manner(load_theme("dark"), ASCII)
    wordy = tuple("a choice of quite a few words" for _ in range(4))
    for talk in (
        ASKING,
        WAITING,
        CALLING,
        HINT,
        FOUR,
        replace(FOUR, choices=wordy),
        replace(FOUR, choices=(), waits=True),
    ):
        rows = short_rows(TalkPicture(talk, keys_over_all(talk, Keymap()), elsewhere="esc"), width, most, manner)
        assert len(rows) <= most
        canvas = Canvas(width, most)
        paint_rows(canvas, rows, manner)
        assert canvas.flaws == []
