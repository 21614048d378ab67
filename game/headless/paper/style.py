"""The style sheet of the report: the colours of the game's own themes, light and dark, and black on white in print."""

from __future__ import annotations

import tomllib
from pathlib import Path

from game.paths import asset_path

_TOKENS = ("bg", "panel", "rule", "faint", "muted", "fg", "strong", "you", "degr")


def css() -> str:
    """All of it, ASCII only."""
    light, dark = _colours("light"), _colours("dark")
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"@media print {{ :root {{ color-scheme: light; {light} --bg: #ffffff; --panel: #ffffff; }} }}\n"
        f"{_RULES}"
    )


def _colours(theme: str) -> str:
    with asset_path("themes", f"{theme}.toml").open("rb") as file:
        tokens = tomllib.load(file)["tokens"]
    return " ".join([f"--{token}: {tokens[token]};" for token in _TOKENS])


_RULES = Path(__file__).with_name("report.css").read_text(encoding="ascii")
