"""The settings screen: worn at once, kept at once, and honest about what does not go."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.keeping.settings import Settings
from game.session.keeping.settings_file import SettingsFile
from game.tui.app import NoErrorApp
from game.tui.option_rows import CHOICES, EVERYTHING
from game.tui.screens.help import HelpScreen
from game.tui.screens.options import OptionsScreen
from game.tui.screens.title import TitleScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text

SIZES = [
    (80, 24),
    (120, 36),
    *[pytest.param(size, marks=pytest.mark.long) for size in ((100, 30), (200, 55), (240, 70))],
]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "NOERROR_ASCII", "NOERROR_MOTION"):
        monkeypatch.delenv(name, raising=False)


def app_with(path: Path, theme: str | None = None) -> NoErrorApp:
    """The title over a settings file."""
    return NoErrorApp(levels(), lambda *_: FakePort(), kept=SettingsFile.read(path), theme=theme)


def at(screen: OptionsScreen, label: str) -> int:
    """The line with this label."""
    return next(index for index, row in enumerate(screen.rows) if row.label == label)


def find(app: NoErrorApp, words: str) -> tuple[int, int]:
    """Where words stand: column and line."""
    return next((line.index(words), y) for y, line in enumerate(text(app.screen)) if words in line)


def shown(app: NoErrorApp) -> str:
    """Everything on the screen."""
    return "\n".join(text(app.screen))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii_only", [False, True])
async def test_every_line_can_be_read_at_every_size(size: tuple[int, int], ascii_only: bool, tmp_path: Path) -> None:
    """Nothing is clipped or hidden, wherever the list stands, and ASCII is ASCII."""
    kept = SettingsFile(tmp_path / ("long" * 30) / "settings.toml", Settings(ascii_only=ascii_only))
    app = NoErrorApp(levels(), lambda *_: FakePort(), kept=kept, theme="dark")
    seen = ""
    async with app.run_test(size=size) as pilot:
        await pilot.press("o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OptionsScreen)
        for _ in range(len(screen.rows) // 8 + 2):
            assert flaws(screen) == []
            seen += shown(app)
            await pilot.press("pagedown")
            await pilot.pause()
        assert seen.isascii() == ascii_only
        for row in screen.rows:
            assert (row.does or row.label)[:22].rpartition(" ")[0] in seen
            assert not row.key or row.label in seen or size[0] < 120


async def test_a_theme_is_worn_and_kept_at_once(tmp_path: Path) -> None:
    """Right goes to the next one; the file says it; the title below wears it too."""
    path = tmp_path / "settings.toml"
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("right", "right")
        assert app.manner.theme.name == "light"
        assert path.read_text(encoding="utf-8") == 'theme = "light"\n'
        assert path.name in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert app.manner.theme.name == "light"
        await pilot.press("o", "left", "left")
        assert SettingsFile.read(path).settings.theme == ""


async def test_symbols_motion_and_pace_are_chosen(tmp_path: Path) -> None:
    """Enter goes to the next choice and round."""
    path = tmp_path / "settings.toml"
    app = app_with(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("down", "enter", "down", "enter", "down", "enter")
        kept = SettingsFile.read(path).settings
        assert kept == Settings(ascii_only=True, motion=False, slow_on_page=False)
        assert app.settings == kept
        assert shown(app).isascii()
        await pilot.press("enter")
        assert SettingsFile.read(path).settings.slow_on_page


async def test_a_key_is_changed_named_and_reset(tmp_path: Path) -> None:
    """Enter waits for the new key; backspace brings the old one back."""
    path = tmp_path / "settings.toml"
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OptionsScreen)
        screen.action_pick(at(screen, "title.levels"))
        await pilot.press("enter", "o")
        assert '"o" is the key of title.options' in " ".join(shown(app).split())
        assert SettingsFile.read(path).settings.keys == {}
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, OptionsScreen)
        await pilot.press("enter", "P")
        assert SettingsFile.read(path).settings.keys == {"title.levels": "P"}
        await pilot.press("escape")
        await pilot.pause()
        assert "shift+p" in shown(app)
        await pilot.press("o")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, OptionsScreen)
        again.action_pick(at(again, "title.levels"))
        await pilot.press("backspace")
        assert SettingsFile.read(path).settings.keys == {}


async def test_a_key_that_is_needed_cannot_come_back(tmp_path: Path) -> None:
    """To reset one key may put two things on it: that is told and refused."""
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\n"board.ack" = "d"\n"board.dns" = "a"\n', encoding="utf-8")
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OptionsScreen)
        screen.action_pick(at(screen, "board.ack"))
        await pilot.press("backspace")
        assert '"a" is the key of board.ack' in screen.notice
        assert len(SettingsFile.read(path).settings.keys) == 2


async def test_everything_is_reset_on_the_second_press(tmp_path: Path) -> None:
    """One press only asks."""
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\nkeymap = "vim"\n[keys]\n"board.ack" = "z"\n', encoding="utf-8")
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o", "end")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OptionsScreen)
        assert screen.rows[screen.chosen].label == EVERYTHING
        await pilot.press("enter")
        assert SettingsFile.read(path).settings.theme == "light"
        await pilot.press("enter")
        assert SettingsFile.read(path).settings == Settings()


async def test_by_mouse(tmp_path: Path) -> None:
    """A click on a choice makes it; a click on a line goes there; a click on the last line is its key."""
    path = tmp_path / "settings.toml"
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.click(offset=find(app, "ASCII"))
        assert SettingsFile.read(path).settings.ascii_only
        await pilot.click(offset=find(app, "esc back"))
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_what_is_wrong_in_the_file_is_told_on_title_and_settings(tmp_path: Path) -> None:
    """In one sentence with the line; the other choices hold."""
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\n[keys]\n"board.akc" = "x"\n', encoding="utf-8")
    app = app_with(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.manner.theme.name == "light"
        assert "settings.toml, line 3: board.akc: there is nothing called" in " ".join(shown(app).split())
        await pilot.press("o")
        await pilot.pause()
        assert "line 3: board.akc" in " ".join(shown(app).split())
        await pilot.press("right")
        assert (tmp_path / "settings.toml.old").exists() is False, "the file itself was understood"


async def test_what_cannot_be_kept_is_said_and_holds(tmp_path: Path) -> None:
    """A folder in the file's place."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    app = app_with(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o", "right", "right")
        await pilot.pause()
        assert app.manner.theme.name == "light"
        assert "Not kept" in shown(app)


async def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is obeyed whatever is chosen, and the screen says so."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with(tmp_path / "settings.toml", "light")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o", "right", "right")
        await pilot.pause()
        assert app.manner.theme.name == "no-color"
        assert "NO_COLOR is set" in shown(app)


async def test_the_command_line_wins_until_something_else_is_chosen(tmp_path: Path) -> None:
    """--theme is for this start, and not kept."""
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\n', encoding="utf-8")
    app = app_with(path, "high-contrast")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert app.manner.theme.name == "high-contrast"
        await pilot.press("down", "right")
        assert app.manner.theme.name == "high-contrast"
        assert SettingsFile.read(path).settings == Settings(theme="light", ascii_only=True)
        await pilot.press("up", "right")
        assert app.manner.theme.name == "ansi"


async def test_help_explains_the_settings(tmp_path: Path) -> None:
    """Without a night there is no clock to stop and no console."""
    app = app_with(tmp_path / "settings.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "SETTINGS" in shown(app)
        assert "f2" not in shown(app)


def test_every_choice_has_its_default_first() -> None:
    """Reset goes to the first one."""
    for choice in CHOICES:
        assert choice.values[0] == getattr(Settings(), choice.field)
        assert len(choice.values) == len(choice.names)


async def test_keys_are_found_by_typing(tmp_path: Path) -> None:
    """By what they do; esc lists all again, and only then leaves."""
    app = app_with(tmp_path / "settings.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o", "slash", *"failed quick")
        await pilot.press(*["backspace"] * 6)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, OptionsScreen)
        assert "see what failed first" in shown(app)
        assert "THE BOARD" in shown(app)
        assert "by terminal" not in shown(app)
        assert flaws(screen) == []
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("home")
        assert "by terminal" in shown(app)
        await pilot.press("slash", "q", "q")
        assert "No line holds these letters" in shown(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


@pytest.mark.parametrize("paused", [False, True])
async def test_a_night_waits_while_settings_are_open(paused: bool) -> None:
    """And goes on with them closed, unless it was stopped before."""
    port = FakePort("dns")
    port.pause(paused)
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, OptionsScreen)
        assert port.snapshot.paused
        assert ("the night waits" in shown(app)) == (not paused)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert not isinstance(app.screen, OptionsScreen)
        assert port.snapshot.paused == paused
