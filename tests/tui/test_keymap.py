"""Other keys: chosen, named wherever keys are named, and never two things on one key."""

from __future__ import annotations

import ast
import importlib
from collections import Counter
from pathlib import Path

import pytest
from textual.screen import Screen

from game.session.keeping.settings import Settings
from game.session.keeping.settings_file import SettingsFile
from game.tui.all_places import DECLARED, all_places, place
from game.tui.app import NoErrorApp
from game.tui.key_names import NoKeyError, is_typed, read_keys
from game.tui.keymap import EVERYWHERE, keymap_for
from game.tui.keys import Keymap, Place
from game.tui.screens.board import BoardScreen
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.levels import LevelsScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text

_VIM = {"left": "h", "down": "j", "up": "k", "right": "l"}
ROOT = Path(__file__).resolve().parents[2]


def app_with(port: FakePort, *, size_of: str = "night", **chosen: object) -> NoErrorApp:
    """The game on a night, with these choices."""
    kept = SettingsFile(settings=Settings(**chosen))  # type: ignore[arg-type]
    return NoErrorApp(levels(), lambda *_: port, first=size_of, theme="dark", kept=kept)


def shown(screen: Screen[object]) -> str:
    """Everything on the screen."""
    return "\n".join(text(screen))


def test_every_place_is_listed_with_its_module() -> None:
    """Whoever declares a place lists it, so that help, palette and settings find it."""
    declared = {}
    for file in sorted((ROOT / "game").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                called = node.value.func
                if isinstance(called, ast.Name) and called.id == "Place":
                    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                    declared[module] = importlib.import_module(module).PLACE.id
    assert {module: id_ for id_, module in DECLARED.items()} == declared


def test_ids_and_declared_keys_are_unique() -> None:
    """One id for one thing; in one place one key for one thing."""
    ids = Counter(key.id for place in all_places() for key in place.keys)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    for here in all_places():
        keys = Counter(name for key in here.keys for name in key.keys.split(","))
        assert [name for name, count in keys.items() if count > 1] == [], here.id


def test_letters_are_never_keys_where_one_types() -> None:
    """What is typed stays typed."""
    for here in all_places():
        if here.types or here.id == EVERYWHERE:
            assert [key.id for key in here.keys for name in key.keys.split(",") if is_typed(name)] == []


@pytest.mark.parametrize(
    ("written", "keys"),
    [("/", "slash"), ("N", "N,shift+n"), ("shift+n", "N,shift+n"), ("esc", "escape"), ("Page Up", "pageup"),
     ("a, b", "a,b"), (",", "comma"), ("space", "space"), ("ctrl+x", "ctrl+x"), ("F5", "f5"), ("ü", "ü")],
)  # fmt: skip
def test_keys_are_written_as_people_write_them(written: str, keys: str) -> None:
    """By their sign or by their name."""
    assert read_keys(written) == keys


@pytest.mark.parametrize(
    ("written", "why"),
    [("ctrl+c", "leads out of the game"), ("ctrl+q", "leads out of the game"), ("ctrl+m", "the same for enter"),
     ("spcae", 'Did you mean "space"'), ("", "No key is written"), ("alt+gr", "There is no key")],
)  # fmt: skip
def test_what_cannot_be_a_key_says_why(written: str, why: str) -> None:
    """In a sentence."""
    with pytest.raises(NoKeyError, match=why.replace("+", r"\+")):
        read_keys(written)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"board.akc": "y"}, 'There is nothing called "board.akc". Did you mean "board.ack"?'),
        ({"board.ack": "ctrl+q"}, "ctrl+q cannot be used: it always leads out of the game."),
        ({"board.ack": "d"}, '"d" is the key of board.dns (see who writes the DNS record).'),
        ({"board.ack": "f2"}, '"f2" is the key of run.pause (stop or start every clock).'),
        ({"run.pause": "escape"}, '"esc" is the key of'),
        ({"app.help": "h"}, '"h" is typed there. Choose a function key, or one with ctrl.'),
        ({"console.run": "x"}, '"x" is typed there.'),
        ({"composer.publish": "p"}, '"p" is typed there.'),
        ({"board.ack": "f12", "board.dns": "f12"}, '"f12" is the key of board.ack'),
    ],
)
def test_a_choice_that_cannot_be_says_why_and_changes_nothing(keys: dict[str, str], why: str) -> None:
    """The last one gives way."""
    keymap, unfit = keymap_for(Settings(keys=keys), all_places())
    assert next(it.why for it in unfit).startswith(why)
    assert len(unfit) == 1
    assert unfit[0].id == list(keys)[-1]
    assert unfit[0].id not in keymap.chosen


def test_two_keys_can_change_places() -> None:
    """Only what holds in the end counts."""
    keymap, unfit = keymap_for(Settings(keys={"board.ack": "d", "board.dns": "a"}), all_places())
    assert unfit == ()
    assert keymap.chosen == {"board.ack": "d", "board.dns": "a"}


def test_vim_has_no_two_things_on_one_key_and_moves_everywhere() -> None:
    """hjkl wherever the arrows move, and what was on them is still on a key."""
    keymap, unfit = keymap_for(Settings(preset="vim"), all_places())
    assert unfit == ()
    for here in all_places():
        keys = Counter(name for key in here.keys for name in keymap.keys_of(key).split(","))
        assert [name for name, count in keys.items() if count > 1] == [], here.id
        for key in () if here.types else here.keys:
            letters = {_VIM[name] for name in key.keys.split(",") if name in _VIM}
            assert letters <= set(keymap.keys_of(key).split(",")), key.id
    board = place("board")
    assert board is not None
    assert [keymap.first(board[f"board.{name}"]) for name in ("left", "down", "up", "right")] == list("hjkl")
    assert keymap.named(board["board.left"]) == "hjkl"
    assert keymap.named(board["board.pager"]) == "shift+l"
    assert [key.id for key in keymap.told(board.keys) if key.group == "arrows"] == ["board.left"]


def test_a_group_that_was_taken_apart_is_told_key_by_key() -> None:
    """The numbers without the one that is elsewhere."""
    board = place("board")
    assert isinstance(board, Place)
    keymap, _ = keymap_for(Settings(keys={"board.act3": "f12"}), all_places())
    told = [keymap.named(key) for key in keymap.told(board.keys) if key.id.startswith("board.act")]
    assert told == ["1-9", "f12"]
    assert Keymap().named(board["board.act3"]) == "1-9"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_another_key_acts_and_is_named_everywhere_and_the_old_one_is_dead(size: tuple[int, int]) -> None:
    """a goes to z: board, footer, pager, hint and help say so."""
    port = FakePort("nlb")
    app = app_with(port, keys={"board.ack": "z", "board.help": "b", "board.console": "f12", "board.pager": "u"})
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        seen = shown(app.screen)
        assert "z ack" in seen
        assert "a ack" not in seen
        assert "b help" in seen
        assert "f12 to type" in seen
        if size[0] < 120:
            assert " u pager" in seen
        await pilot.press("a")
        assert port.said == []
        await pilot.press("z")
        assert next(line for line, _ in port.said).startswith("ack ")
        await pilot.press("question_mark")
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        helped = shown(app.screen)
        assert " z           Acknowledge the page" in helped
        assert " a           take the page" not in helped


async def test_typing_stays_typing_whatever_the_keys_are() -> None:
    """Letters that act on the board are letters on the console."""
    port = FakePort("nlb")
    app = app_with(port, keys={"board.ack": "z", "console.run": "f12"}, preset="vim")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"zhjkl", "enter")
        assert port.said == []
        await pilot.press("f12")
        assert [line for line, _ in port.said] == ["zhjkl"]


async def test_vim_plays() -> None:
    """hjkl move over the board and through the inspector of DNS; the arrows still do."""
    port = FakePort("dns")
    app = app_with(port, preset="vim")
    async with app.run_test(size=(200, 55)) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        start = board.now.selected
        await pilot.press("j")
        below = board.now.selected
        assert below != start
        await pilot.press("k")
        assert board.now.selected == start
        await pilot.press("down")
        assert board.now.selected == below
        assert "hjkl move" in shown(board)
        await pilot.press("d")
        await pilot.pause()
        inspector = app.screen
        assert isinstance(inspector, DnsScreen)
        before = inspector.from_s
        await pilot.press("h")
        assert inspector.from_s < before
        assert "hjkl time" in shown(inspector)


async def test_the_picker_and_the_debrief_name_other_keys() -> None:
    """Their last lines are made from the same declarations."""
    app = app_with(FakePort(), preset="vim", keys={"levels.start": "g", "debrief.leave": "z"})
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(LevelsScreen(levels()))
        await pilot.pause()
        assert all(pair in shown(app.screen) for pair in ("k j choose", "g start"))
        app.push_screen(DebriefScreen(FakePort()))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "h l page" in shown(app.screen)
        assert "z leave" in shown(app.screen)
