"""The command palette: everything that the grammar can say is found there or has a key, and every key does something."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from textual.binding import Binding
from textual.widget import Widget

import game.tui.screens
import game.tui.widgets
from game.content.load import load_level
from game.engine.actions import Risk
from game.session.language.forms import Misunderstood
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.board import Offer
from game.tui.all_places import all_places
from game.tui.app import NoErrorApp
from game.tui.finder import POST, Finder, Found
from game.tui.keys import Key, Place
from game.tui.paint.palette import PalettePicture, paint_palette, palette_height
from game.tui.screens.board import BoardScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.palette import PaletteScreen
from game.tui.screens.recording import RecordingScreen
from game.tui.theme import choose_manner
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.prompt import Prompt
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text


@cache
def _seat() -> Seat:
    return Seat(Session.begin(load_level("long-night"), 1, None))


def _finder(**more: Any) -> Finder:
    return Finder(_seat(), places=(BOARD,), **more)


def _parses(line: str) -> bool:
    return not isinstance(_seat().session.run.grammar.parse(line), Misunderstood)


def _lines(finder: Finder, row: Found) -> list[str]:
    """The lines that choosing a row can lead to: every first choice, and of what follows the first and the last."""
    if finder.choose(row):
        return [row.says]
    rows = finder.rows()
    here = finder.so_far
    assert rows, row
    lines = []
    for at, following in enumerate(rows):
        if row.step.count(" ") < 1 or at in (0, len(rows) - 1):
            finder.so_far = here
            lines += _lines(finder, following)
    finder.so_far = None
    return lines


def test_every_word_of_the_grammar_has_a_key_or_a_way_through_the_palette() -> None:
    """By choosing only, without a typed letter, each word becomes lines that the grammar takes."""
    finder = _finder()
    by_key = {verb for place in all_places() for key in place.keys for verb in key.verbs}
    words = {row.step or row.says: row for row in finder.rows() if row.step or row.says}
    for entry in _seat().session.run.grammar.entries:
        verb = " ".join(entry.spec.words)
        if verb == POST:
            assert POST in by_key
            continue
        lines = _lines(finder, words[verb])
        assert lines, verb
        wrong = [line for line in lines if not _parses(line)]
        assert wrong == [], verb
        assert all(line.split()[: len(entry.spec.words)] == list(entry.spec.words) for line in lines), verb


def test_a_word_can_be_typed_like_a_line() -> None:
    """The word, a value, and a share that nobody listed."""
    finder = _finder()
    finder.typed = "throttle lambda 3"
    assert "throttle lambda 3" in [row.says for row in finder.rows()]
    finder.typed = "throttle nobody 3"
    assert not any(row.says.startswith("throttle nobody") for row in finder.rows())
    finder.typed = "dns automation of"
    assert finder.rows()[0].says == "dns automation off"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("page ec2", "page ec2"),
        ("sev", "sev"),
        ("severity", "sev"),
        ("flush", "dns flush"),
        ("freeze", "dns automation"),
        ("dig dynamodb", "dig dynamodb.us-east-1.amazonaws.com"),
        ("restart host", "restart"),
    ],
)
def test_letters_find_the_likeliest_first(typed: str, first: str) -> None:
    """By the word, by the menu's title, or with its value."""
    finder = _finder()
    finder.typed = typed
    row = finder.rows()[0]
    assert (row.says or row.step) == first


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("speed", "speed(1)"), ("faster", "speed(1)"), ("pause", "pause"), ("quit", "leave"), ("leave", "leave"),
        ("glossary", "open_glossary"), ("timeline", "open_timeline"), ("first out", "open_cascade"),
        ("option", "open_options"), ("options", "open_options"), ("settings", "open_options"), ("export", "export"),
        ("save", "export"), ("screenshot", "export"), ("picture", "export"), ("theme", "open_options"),
        ("dark", "open_options"), ("light", "open_options"),
    ],
)  # fmt: skip
def test_the_plainest_words_find_what_they_are_about(typed: str, action: str) -> None:
    """Although no row says these words."""
    finder = Finder(_seat(), places=(BOARD, EVERYWHERE))
    finder.typed = typed
    assert finder.rows()[0].action.removeprefix("screen.") == action


@pytest.mark.parametrize("typed", ["help", "history", "word"])
def test_a_key_is_found_beside_the_word_of_the_console(typed: str) -> None:
    """Among the first rows."""
    actions = {"help": "open_help", "history": "open_timeline", "word": "open_glossary"}
    finder = _finder()
    finder.typed = typed
    assert f"screen.{actions[typed]}" in [row.action for row in finder.rows()[:3]]


def test_beginnings_of_words_come_before_letters_within_them() -> None:
    """The cascade before repli-cas."""
    finder = _finder()
    finder.typed = "cas"
    rows = finder.rows()
    within = next(at for at, row in enumerate(rows) if row.says.endswith("replicas") or row.step.endswith("replicas"))
    assert next(at for at, row in enumerate(rows) if row.action == "screen.open_cascade") < within


@pytest.mark.parametrize("width", [80, 120, 200])
def test_rows_of_one_verb_are_told_apart_and_said_once(width: int) -> None:
    """What each is about stands there whole; an offer and a word that say the same are one row."""
    line = "dns restore dynamodb.us-east-1.amazonaws.com"
    offer = Offer(line, "Restore the record", "Writes it.", 1, 120, Risk.NONE, "")
    finder = _finder(offers=(offer,))
    finder.typed = "dns restore"
    rows = finder.rows()
    same = [row for row in rows if row.says == line]
    assert [row.key for row in same] == ["1"]
    targets = [row.target for row in rows if row.says.startswith("dns restore ")]
    assert len(targets) > 1
    canvas = paint_palette(width, 24, choose_manner({}, "dark"), PalettePicture("", "dns restore", "", rows, 0, 0))
    shown = "\n".join(canvas.text_line(y) for y in range(2, 20))
    assert [target for target in targets[:10] if target not in shown] == []
    assert canvas.flaws == []


def test_what_fits_nothing_is_not_listed() -> None:
    """Every typed word has to fit."""
    finder = _finder()
    finder.typed = "page zzzz"
    assert finder.rows() == []


def test_a_step_can_be_taken_back() -> None:
    """One value at a time, then the word."""
    finder = _finder()
    finder.typed = "throttle"
    assert not finder.choose(finder.rows()[0])
    assert finder.begun() == "throttle "
    assert finder.place_now() == "SERVICE"
    assert not finder.choose(finder.rows()[0])
    assert finder.place_now() == "PERCENT"
    assert finder.back()
    assert finder.begun() == "throttle "
    assert finder.back()
    assert finder.begun() == ""
    assert not finder.back()


def test_rows_say_what_they_cost_and_their_key() -> None:
    """As the inspector does."""
    rows = {row.step or row.says or row.action: row for row in _finder().rows()}
    restart = rows["restart"]
    assert (restart.hands, restart.risk.value) == (1, "HIGH")
    assert rows["page"].key == "p"
    assert rows["screen.open_dns"].key == "d"


# every key does something


@cache
def _owners() -> dict[str, list[type[Any]]]:
    """The classes that bind a key, by its id."""
    for package in (game.tui.screens, game.tui.widgets):
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")
    found: dict[str, list[type[Any]]] = {}

    def gather(kind: type[Any]) -> None:
        for other in kind.__subclasses__():
            for binding in other.__dict__.get("BINDINGS", ()):
                if other.__module__.startswith("game.") and isinstance(binding, Binding) and binding.id:
                    found.setdefault(binding.id, []).append(other)
            gather(other)

    gather(Widget)
    return found


_BOARDS: dict[str, type[Any]] = {"watching": RecordingScreen}
"""Boards on which a place's keys act, where that is not the board of a night."""


@pytest.mark.parametrize("place", all_places(), ids=lambda place: place.id)
def test_every_key_does_something(place: Place) -> None:
    """Somebody binds it, and its action is there."""
    for key in place.keys:
        owners = [leaf for owner in _owners().get(key.id, []) for leaf in _leaves(owner)]
        assert owners, f"nobody binds {key.id}"
        for owner in owners:
            method = f"action_{key.action.partition('(')[0].rpartition('.')[2]}"
            whose = owner if not key.action.startswith("screen.") else _BOARDS.get(place.id, BoardScreen)
            assert callable(getattr(whose, method, None)), f"{owner.__name__}: {key.id} has no {method}"


def _leaves(kind: type[Any]) -> list[type[Any]]:
    """The classes that are really shown."""
    below = kind.__subclasses__()
    return [leaf for other in below for leaf in _leaves(other)] if below else [kind]


def test_ids_and_keys_are_told_apart() -> None:
    """One id is one thing, and in one place a key means one thing."""
    everywhere = next(place for place in all_places() if place.id == "everywhere")
    ids = [key.id for place in all_places() for key in place.keys]
    assert len(ids) == len(set(ids))
    for place in all_places():
        keys: list[Key] = [*place.keys, *(everywhere.keys if place is not everywhere else ())]
        names = [(name, key.id) for key in keys for name in key.keys.split(",") if not name.startswith("f")]
        assert len({name for name, _ in names}) == len(names), place.id


# on the screen


async def test_it_lies_over_the_lower_part_of_the_board() -> None:
    """The header and the first tiles stay in sight, nothing is cut, and closing it leaves the board as it was."""
    for size in ((80, 24), (120, 36), (200, 55)):
        app = app_on(FakePort("dns"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            before = text(app.screen)
            await pilot.press("ctrl+p")
            await pilot.pause()
            now = text(app.screen)
            above = size[1] - palette_height(size[1])
            assert isinstance(app.screen, PaletteScreen)
            assert now[:above] == before[:above]
            assert "all actions" in now[above + 1]
            assert flaws(app.screen) == []
            await pilot.press("escape")
            await pilot.pause()
            assert text(app.screen) == before


async def test_letters_enter_and_arrows_say_a_line() -> None:
    """On the board the answer stands where answers stand."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"freeze", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert [line for line, _ in port.said] == ["dns automation off"]
        await pilot.press("ctrl+p", *"ack", "enter")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, PaletteScreen)
        assert "> ack" in text(palette)[-palette_height(36) + 1]
        await pilot.press("backspace", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_it_opens_while_typing_and_runs_a_key() -> None:
    """In both modes; what is typed on the prompt stays."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("slash", "d", "ctrl+p", *"writes the dns", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DnsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Prompt).value == "d"


async def test_a_risky_line_asks_as_usual() -> None:
    """Nothing is done before the yes, and the board asks it: also if the palette was opened over another screen."""
    seat = Seat(Session.begin(load_level("empty-answer"), 1, None))
    seat.session.advance_to(600)
    seat.pause(True)
    app = NoErrorApp((), lambda *_: seat, first="empty-answer", theme="dark")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"resolve", "enter")
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert board._notice.question is not None
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        await pilot.press("ctrl+p", *"resolve", "enter")
        await pilot.pause()
        assert app.screen is board
        assert board._notice.question is not None
        await pilot.press("escape")
        await pilot.pause()
        assert board._notice.question is None
        assert not seat.snapshot.ended


async def test_it_can_be_used_by_mouse() -> None:
    """A click takes a row, the wheel moves, a click beside it closes it."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, PaletteScreen)
        palette.on_mouse_scroll_down(_Scroll())  # type: ignore[arg-type]
        assert palette.marked == 3
        await pilot.click("#palette", offset=(10, 2))
        await pilot.pause()
        assert app.screen is not palette
        assert len(port.said) == 1
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.click(offset=(10, 5))
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_from_another_screen_it_opens_the_doors_of_the_board() -> None:
    """A chart from the DNS inspector: the inspector is left, and the board opens it."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, DnsScreen)
        await pilot.press("ctrl+p", *"full-size chart", "enter")
        await pilot.pause()
        kinds = [type(screen).__name__ for screen in app.screen_stack]
        assert kinds == ["BoardScreen", "ChartScreen"]


async def test_colours_change_and_the_title_has_its_own_actions() -> None:
    """Where no night goes on there are no words of the console, but keys and colours."""
    app = NoErrorApp(levels(), lambda *_: FakePort("dns"), theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, PaletteScreen)
        assert not any(row.says or row.step for row in palette._rows)
        assert "Choose a night" in [row.title for row in palette._rows]
        await pilot.press(*"colours light", "enter")
        await pilot.pause()
        assert app.manner.theme.name == "light"
        await pilot.press("ctrl+p", *"choose a night", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)


class _Scroll:
    def stop(self) -> None:
        """As an event is stopped."""


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "no-color"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
def test_it_is_drawn_whole(theme: str, size: tuple[int, int]) -> None:
    """Whatever is typed: no text is cut or hides another, and ASCII has only ASCII."""
    finder = _finder()
    width, height = size[0], palette_height(size[1])
    for typed in ("", "page", "throttle lambda ", "x" * 80):
        finder.typed = typed
        rows = finder.rows()
        for marked in range(0, max(1, len(rows)), 7):
            picture = PalettePicture(finder.begun(), typed, "", rows, min(marked, max(0, len(rows) - 1)), 0)
            canvas = paint_palette(width, height, choose_manner({}, theme, ascii_only=True), picture)
            assert canvas.flaws == []
            assert all(canvas.text_line(y).isascii() for y in range(height))
