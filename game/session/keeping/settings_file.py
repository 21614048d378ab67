"""The settings as a file: read with every mistake named, written without losing what somebody else put there."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from game.session.keeping import toml_lines
from game.session.keeping.home import home
from game.session.keeping.settings import PRESETS, THEMES, Settings

NAMES: Final = {
    "theme": "theme",
    "ascii": "ascii_only",
    "motion": "motion",
    "slow_on_page": "slow_on_page",
    "keymap": "preset",
}
"""Names in the file, and the fields that they stand for."""
_WORDS: Final = {"theme": THEMES, "keymap": PRESETS[1:]}
_MOST_BYTES: Final = 64 * 1024
_LONGEST: Final = 60  # characters of what is quoted from a file


def settings_path() -> Path:
    """Where the settings of this player lie."""
    return home() / "settings.toml"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the file that cannot be followed: a whole sentence, and its line (0: the file as a whole)."""

    text: str
    line: int = 0


@dataclass
class SettingsFile:
    """The choices in a file. What could not be followed is in `troubles`, and its default holds.

    `path` None keeps nothing. `broken` says that the file as a whole could not be read.
    """

    path: Path | None = None
    settings: Settings = field(default_factory=Settings)
    troubles: tuple[Trouble, ...] = ()
    broken: bool = False
    text: str = ""

    @staticmethod
    def read(path: Path) -> SettingsFile:
        """Read a file. Never raises: one that is not there has no wishes, and what is wrong with it is a trouble."""
        text = ""
        try:
            text = _text_of(path)
            data = tomllib.loads(text)
        except FileNotFoundError:
            return SettingsFile(path)
        except tomllib.TOMLDecodeError as error:
            return SettingsFile(path, troubles=(_not_toml(error, text),), broken=True)
        except RecursionError:
            return SettingsFile(path, troubles=(Trouble("it is nested too deeply for settings."),), broken=True)
        except OSError as error:
            return SettingsFile(path, troubles=(Trouble(f"it cannot be read: {_why(error)}."),), broken=True)
        except ValueError as error:
            return SettingsFile(path, troubles=(Trouble(str(error)),), broken=True)
        return _understood(path, text, data)

    def line_of(self, *names: str) -> int:
        """The line in which a value stands, such as ("keys", "board.ack"); 0 if it is not found."""
        return toml_lines.line_of(self.text, names)

    def said(self, trouble: Trouble) -> str:
        """A trouble with its place: "settings.toml, line 3: ..."."""
        name = self.path.name if self.path is not None else "settings"
        return f"{name}, line {trouble.line}: {trouble.text}" if trouble.line else f"{name}: {trouble.text}"

    def save(self, settings: Settings) -> str:
        """Keep what was changed; "" or, in a sentence, what hinders it. The choices hold in either case.

        Only what differs from what was read is written, into the file as it is now. A file that could not be followed is
        copied to `settings.toml.old` before.
        """
        before, self.settings = self.settings, settings
        if self.path is None:
            return ""
        try:
            self._write(before, settings)
        except OSError as error:
            return f"Not kept: {_why(error)}. It holds until you leave the game."
        except ValueError as error:
            return f"Not kept: {error} It holds until you leave the game."
        return ""

    def _write(self, before: Settings, after: Settings) -> None:
        assert self.path is not None
        now = SettingsFile.read(self.path)
        text = "" if now.broken else now.text
        changed: dict[tuple[str, ...], Any] = {
            (name,): getattr(after, field)
            for name, field in NAMES.items()
            if now.broken or getattr(after, field) != getattr(before, field)
        }
        keys: dict[tuple[str, ...], Any] = {
            ("keys", name): value for name, value in after.keys.items() if now.broken or before.keys.get(name) != value
        }
        keys |= {("keys", name): None for name in before.keys if name not in after.keys}
        written = toml_lines.changed(text, {**changed, **keys})
        if written is None or now.troubles:
            _put_aside(self.path)
        if written is None:
            every: dict[tuple[str, ...], Any] = {(name,): getattr(after, field) for name, field in NAMES.items()}
            every |= {("keys", name): value for name, value in after.keys.items()}
            written = toml_lines.changed("", every) or ""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _replace(self.path, written)
        self.text = written
        self.broken = False
        self.troubles = SettingsFile.read(self.path).troubles


def _text_of(path: Path) -> str:
    """The text of a file. OSError, or ValueError with a sentence."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise ValueError("it is a folder, not a file. Move it away; the settings screen writes a new one.")
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is not a file. Move it away; the settings screen writes a new one.")
    if found.st_size > _MOST_BYTES:
        raise ValueError(f"it is too large for settings (more than {_MOST_BYTES // 1024} kB). Move it away.")
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ValueError("it is not a text in UTF-8. Save it as one.") from None


def _not_toml(error: tomllib.TOMLDecodeError, text: str) -> Trouble:
    """What the parser says, as a sentence with a line."""
    what, _, where = str(error).partition(" (at ")
    found = re.match(r"line (\d+)", where)
    last = len(text.rstrip().splitlines())
    return Trouble(
        f"this is no TOML ({what[:1].lower()}{what[1:]}). Nothing of the file is used.",
        int(found[1]) if found else last,
    )


def _understood(path: Path, text: str, data: dict[str, Any]) -> SettingsFile:
    """Take over what can be followed, and name what cannot."""
    troubles: list[Trouble] = []
    chosen: dict[str, Any] = {}

    def doubt(words: str, *names: str) -> None:
        troubles.append(Trouble(words, toml_lines.line_of(text, names)))

    default = Settings()
    for name, value in data.items():
        if name == "keys":
            if isinstance(value, dict):
                chosen["keys"] = _keys(value, doubt)
            else:
                doubt('"keys" stands for a table. Write [keys], and below it lines such as "board.ack" = "x".', name)
        elif name not in NAMES:
            near = get_close_matches(name, [*NAMES, "keys"], n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"There are {', '.join([*NAMES, 'keys'])}."
            doubt(f'there is no setting "{name[:_LONGEST]}". {hint}', name)
        elif isinstance(getattr(default, NAMES[name]), bool):
            if isinstance(value, bool):
                chosen[NAMES[name]] = value
            else:
                doubt(f"{name} is {_quoted(value)}. Write true or false.", name)
        elif value in ("", *_WORDS[name]):
            chosen[NAMES[name]] = value
        else:
            near = get_close_matches(str(value), _WORDS[name], n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"Write {_listed(_WORDS[name])}."
            doubt(f"there is no {name} {_quoted(value)}. {hint}", name)
    return SettingsFile(path, replace(default, **chosen), tuple(troubles), text=text)


def _keys(table: dict[str, Any], doubt: Any) -> dict[str, str]:
    """Keys by their id. `board.ack = "x"` without quotes is a table in a table for TOML, and meant the same."""
    keys: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            keys |= {f"{name}.{inner}": key for inner, key in _keys(value, doubt).items()}
        elif isinstance(value, str):
            keys[name] = value
        else:
            doubt(
                f'the key of {name[:_LONGEST]} is {_quoted(value)}. Write its name in quotes, such as "x".',
                "keys",
                name,
            )
    return keys


def _quoted(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    tame = "".join(char if char.isprintable() else "?" for char in text)
    return tame if len(tame) <= _LONGEST else f"{tame[:_LONGEST]}.."


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f'"{word}"' for word in words]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _put_aside(path: Path) -> None:
    """Keep a copy of a file that is about to be changed although it was not understood."""
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is not a file. Move it away.")
    if path.exists():
        path.with_name(f"{path.name}.old").write_bytes(path.read_bytes())


def _replace(path: Path, text: str) -> None:
    """All of the new text or all of the old one, whatever happens. A link stays a link."""
    real = path.resolve()
    beside = real.with_name(f".{real.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(real)
    finally:
        beside.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{(error.strerror or str(error)).lower()}"
