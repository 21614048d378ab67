"""The settings file: what it can hold, what is said of mistakes in it, and that saving loses nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.session.keeping.settings import Settings, in_force, said_by
from game.session.keeping.settings_file import SettingsFile, settings_path
from game.session.keeping.toml_lines import changed, line_of


def read(folder: Path, text: str) -> SettingsFile:
    """The settings of a file with this text."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return SettingsFile.read(path)


def said(kept: SettingsFile) -> list[str]:
    """What is wrong, as the player reads it."""
    return [kept.said(trouble) for trouble in kept.troubles]


def test_a_file_says_everything(tmp_path: Path) -> None:
    """Every choice, and keys with and without quotes around their ids."""
    kept = read(
        tmp_path,
        'theme = "light"\nascii = true\nmotion = false\nslow_on_page = false\nkeymap = "vim"\n'
        '[keys]\n"board.ack" = "x"\nboard.dns = "ctrl+d"\n',
    )
    assert kept.troubles == ()
    assert kept.settings == Settings("light", True, False, False, "vim", {"board.ack": "x", "board.dns": "ctrl+d"})


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    """Everything is as the game brings it."""
    kept = SettingsFile.read(tmp_path / "nowhere" / "settings.toml")
    assert (kept.settings, kept.troubles) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "drak"', 'line 1: there is no theme "drak". Did you mean "dark"?'),
        ('\ntheme = "mauve"', 'line 2: there is no theme "mauve". Write "dark", "light", "high-contrast", "ansi" or'),
        ("theme = 5", "line 1: there is no theme 5. Write"),
        ('motion = "no"', 'line 1: motion is "no". Write true or false.'),
        ("slow_on_page = 1", "line 1: slow_on_page is 1. Write true or false."),
        ('thme = "dark"', 'line 1: there is no setting "thme". Did you mean "theme"?'),
        ("zzz = 1", 'line 1: there is no setting "zzz". There are theme, ascii, motion, slow_on_page, keymap, keys.'),
        ('keymap = "emacs"', 'line 1: there is no keymap "emacs". Write "vim".'),
        ('keys = "x"', 'line 1: "keys" stands for a table. Write [keys], and below it'),
        ('[keys]\n"board.ack" = 5', "line 2: the key of board.ack is 5. Write its name in quotes"),
        ("theme = ", "line 1: this is no TOML (invalid value). Nothing of the file is used."),
        ("# fine\n[keys", "line 2: this is no TOML (expected ']' at the end of a table declaration)."),
        ('theme = "light"\ntheme = "dark"', "line 2: this is no TOML (cannot overwrite a value)."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_holds(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong, where, and what to write instead."""
    kept = read(tmp_path, text)
    assert said(kept)[0].startswith(f"settings.toml, {told}")
    assert kept.settings == Settings()


def test_one_mistake_leaves_the_others_alone(tmp_path: Path) -> None:
    """Only the wrong part has its default."""
    kept = read(tmp_path, 'theme = "light"\nmotion = "off"\nascii = true\n')
    assert kept.settings == Settings(theme="light", ascii_only=True)
    assert len(kept.troubles) == 1


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """A folder, a huge file, other bytes, a pipe: a sentence each, and the game goes on."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert said(SettingsFile.read(path)) == [
        "settings.toml: it is a folder, not a file. Move it away; the settings screen writes a new one."
    ]
    path.rmdir()
    path.write_bytes(b"#" * 70_000)
    assert "too large for settings (more than 64 kB)" in said(SettingsFile.read(path))[0]
    path.write_bytes(b"\xff\xfe\x00")
    assert "not a text in UTF-8" in said(SettingsFile.read(path))[0]
    path.write_text(f"a = {'[' * 30_000}", encoding="utf-8")
    assert "nested too deeply" in said(SettingsFile.read(path))[0]
    path.unlink()
    os.mkfifo(path)
    kept = SettingsFile.read(path)
    assert "it is not a file" in said(kept)[0]
    assert "is not a file. Move it away." in kept.save(Settings(theme="light"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """Permissions are the player's to mend."""
    kept = read(tmp_path, 'theme = "light"')
    assert kept.path is not None
    kept.path.chmod(0)
    assert "permission denied" in said(SettingsFile.read(kept.path))[0]


def test_saving_keeps_comments_order_and_what_is_not_known(tmp_path: Path) -> None:
    """Only the values that were changed change."""
    text = '# mine\ntheme = "dark" # at night\n\n# keys\n[keys]\n"board.ack" = "x"\n\n[other]\na = 1\n'
    kept = read(tmp_path, text)
    assert kept.path is not None
    assert kept.save(Settings(theme="light", keys={"board.ack": "x", "board.dns": "y"})) == ""
    written = kept.path.read_text(encoding="utf-8")
    assert written == text.replace('"dark"', '"light"').replace('= "x"\n', '= "x"\n"board.dns" = "y"\n')
    assert kept.save(Settings(theme="light")) == ""
    assert "board." not in kept.path.read_text(encoding="utf-8")
    assert SettingsFile.read(kept.path).settings == Settings(theme="light")


def test_saving_goes_on_from_what_somebody_else_wrote_meanwhile(tmp_path: Path) -> None:
    """Two games at once: each writes only what was changed in it."""
    one = read(tmp_path, 'theme = "dark"\n')
    assert one.path is not None
    two = SettingsFile.read(one.path)
    two.save(Settings(theme="dark", motion=False))
    one.save(Settings(theme="light"))
    assert SettingsFile.read(one.path).settings == Settings(theme="light", motion=False)


@pytest.mark.parametrize("text", ["theme = [broken", 'theme = "drak"\n', 'keys.board.ack = "x"\n'])
def test_a_file_that_was_not_followed_is_kept_beside_the_new_one(tmp_path: Path, text: str) -> None:
    """Nothing that somebody wrote is lost."""
    kept = read(tmp_path, text)
    assert kept.path is not None
    assert kept.save(Settings(theme="light", keys={"board.ack": "y"})) == ""
    assert (tmp_path / "settings.toml.old").read_text(encoding="utf-8") == text
    assert SettingsFile.read(kept.path).settings == Settings(theme="light", keys={"board.ack": "y"})
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_saved_is_said(tmp_path: Path) -> None:
    """A folder in its place, a file where the folder should be: the choice holds, and a sentence says for how long."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    told = SettingsFile.read(path).save(Settings(theme="light"))
    assert told.startswith("Not kept: ")
    assert told.endswith("It holds until you leave the game.")
    (tmp_path / "home").write_text("", encoding="utf-8")
    kept = SettingsFile.read(tmp_path / "home" / "settings.toml")
    assert "Not kept: " in kept.save(Settings(theme="light"))
    assert kept.settings.theme == "light"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    """The file is as it was."""
    kept = read(tmp_path, 'theme = "dark"\n')
    tmp_path.chmod(0o500)
    try:
        assert "permission denied" in kept.save(Settings(theme="light"))
    finally:
        tmp_path.chmod(0o700)
    assert kept.path is not None
    assert kept.path.read_text(encoding="utf-8") == 'theme = "dark"\n'


def test_the_file_lies_in_the_players_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where NOERROR_HOME says."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "settings.toml"


def test_the_environment_has_the_last_word() -> None:
    """NO_COLOR, NOERROR_ASCII and NOERROR_MOTION hold whatever was chosen."""
    assert in_force(Settings(), {}) == Settings()
    told = {"NO_COLOR": "", "NOERROR_ASCII": "1", "NOERROR_MOTION": "0"}
    assert in_force(Settings(theme="light"), told) == Settings(theme="no-color", ascii_only=True, motion=False)
    assert in_force(Settings(), {"NOERROR_ASCII": "0", "NOERROR_MOTION": "1"}) == Settings()
    assert said_by(told) == {"theme": "NO_COLOR", "ascii_only": "NOERROR_ASCII", "motion": "NOERROR_MOTION"}


def test_values_are_changed_line_by_line_or_not_at_all() -> None:
    """What cannot be changed so that it reads back as meant is refused."""
    assert changed("", {("theme",): 'a"b\\c'}) == 'theme = "a\\"b\\\\c"\n'
    assert changed('theme = """\nlight"""\n', {("theme",): "dark"}) is None
    assert changed("[keys]\n", {("motion",): False}) == "motion = false\n[keys]\n"
    assert changed("[[keys]]\n", {("keys", "a"): "b"}) is None
    assert line_of('[other]\ntheme = "x"\n', ("theme",)) == 0
    assert line_of('[keys]\n"board.ack" = "x"\n', ("keys", "board.ack")) == 2


def test_the_example_in_the_documentation_can_be_followed(tmp_path: Path) -> None:
    """Every name and value in it."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    kept = read(tmp_path, page.split("```toml\n")[1].split("```")[0])
    assert kept.troubles == ()
    assert kept.settings.keys == {"board.ack": "z", "board.console": "/, f6"}
