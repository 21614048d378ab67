"""Themes as data: tokens from TOML, looks resolved to Rich styles, and the choice of a theme for a terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rich.color import Color
from rich.console import Console
from rich.style import Style

from game.paths import asset_path
from game.session.keeping.settings import THEMES
from game.session.view.console import Tone
from game.tui.glyphs import ASCII, UNICODE, Glyphs
from game.tui.keys import Keymap

TOKENS: Final = (
    *("bg", "panel", "sel", "rule", "faint", "muted", "fg", "strong"),
    *("degr", "degr2", "degrbg", "degrfg", "down", "down2", "downbg", "downfg"),
    *("rec", "rec2", "you", "youbg", "page"),
)
_ATTRIBUTES: Final = frozenset(("bold", "dim", "italic", "underline", "reverse"))


@dataclass(frozen=True, slots=True)
class Token:
    """What one token looks like: a colour (None leaves the terminal's own) and attributes such as "bold"."""

    colour: Color | None
    attributes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Theme:
    """A set of tokens. `shades` tells whether grounds differ; where they do not, zones draw a thin rule instead."""

    name: str
    dark: bool
    shades: bool
    tokens: Mapping[str, Token]
    _styles: dict[str, Style] = field(default_factory=dict, repr=False, compare=False)

    def style(self, look: str) -> Style:
        """The style of a look such as "bold degr on panel": attributes, a token, and the token of its ground."""
        found = self._styles.get(look)
        if found is None:
            found = self._styles[look] = self._resolve(look)
        return found

    def _resolve(self, look: str) -> Style:
        ink, _, ground = look.partition(" on ")
        *attributes, name = ink.split()
        if unknown := set(attributes) - _ATTRIBUTES:
            raise ValueError(f"unknown attributes in the look {look!r}: {sorted(unknown)}")
        token, below = self.tokens[name], self.tokens[ground or "bg"]
        worn = token.attributes | below.attributes | set(attributes)
        default = Color.default()
        return Style(
            color=token.colour or default,
            bgcolor=below.colour or default,
            **dict.fromkeys(worn, True),  # type: ignore[arg-type]
        )


_OWN_KEYS: Final = Keymap()


@dataclass(frozen=True, slots=True)
class Manner:
    """How everything is drawn: the theme, the set of symbols, and how keys are named. Painters get it handed in."""

    theme: Theme
    glyphs: Glyphs = UNICODE
    keys: Keymap = _OWN_KEYS


_TONES: Final = {
    Tone.KEY: "bold strong",
    Tone.STRONG: "bold strong",
    Tone.DOWN: "bold down",
}


def tone_look(tone: Tone) -> str:
    """The look of a span's tone, without a ground."""
    return _TONES.get(tone, tone.value)


def load_theme(name: str) -> Theme:
    """Read a shipped theme. Raises ValueError if there is none of that name or if it lacks a token."""
    if name not in THEMES:
        raise ValueError(f"there is no theme {name!r}; there are {', '.join(THEMES)}")
    with asset_path("themes", f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    tokens = {token: _token(value) for token, value in data["tokens"].items()}
    if missing := set(TOKENS) ^ set(tokens):
        raise ValueError(f"theme {name!r} does not hold exactly the tokens of the game: {sorted(missing)}")
    return Theme(data["name"], data["dark"], data["shades"], tokens)


def _token(value: str | Mapping[str, str | bool]) -> Token:
    """A token as it stands in a theme file: a colour, or a table with `colour` and attributes."""
    if isinstance(value, str):
        return Token(Color.parse(value))
    colour = value.get("colour")
    attributes = frozenset(name for name, on in value.items() if name in _ATTRIBUTES and on)
    return Token(Color.parse(colour) if isinstance(colour, str) else None, attributes)


def choose_theme(environ: Mapping[str, str]) -> str:
    """The theme that suits a terminal: NO_COLOR is obeyed, and 16 colours get a theme made for them."""
    if "NO_COLOR" in environ:
        return "no-color"
    wanted = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    system = wanted if wanted not in ("auto", "") else None
    if system is None:
        system = Console(force_terminal=True, legacy_windows=False, _environ=environ).color_system
    if system is None:
        return "no-color"
    return "ansi" if system in ("standard", "windows") else "dark"


def choose_manner(
    environ: Mapping[str, str], theme: str | None = None, *, ascii_only: bool = False, keys: Keymap = _OWN_KEYS
) -> Manner:
    """The manner for a terminal. NO_COLOR wins over a theme that was asked for."""
    name = "no-color" if "NO_COLOR" in environ else theme or choose_theme(environ)
    plain = ascii_only or environ.get("NOERROR_ASCII", "") not in ("", "0")
    return Manner(load_theme(name), ASCII if plain else UNICODE, keys)
