"""A running screen as text: what stands in each cell, and a letter for how it looks."""

from __future__ import annotations

import os
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

from rich.style import Style
from textual.screen import Screen

from game.tui.app import NoErrorApp
from game.tui.canvas import Flaw
from game.tui.theme import Theme
from game.tui.widgets.zone import Zone
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort

MOST_SHOWN = 80  # lines of a difference
SNAPSHOTS = Path(__file__).parent / "snapshots"
HUES = {"degr": "g", "degr2": "g", "down": "d", "down2": "d", "rec": "r", "rec2": "r", "you": "y", "youbg": "y"}
FILLS = {"degrbg": "G", "downbg": "D"}


def app_on(port: FakePort, theme: str = "dark") -> NoErrorApp:
    """The real app, straight on the board of a fake seat."""
    return NoErrorApp(levels(), lambda *_: port, first="empty-answer", theme=theme)


def cells(screen: Screen[Any]) -> list[list[tuple[str, Style]]]:
    """Every cell that the compositor would send, after layout and clipping."""
    rows = []
    for strip in screen._compositor.render_strips():
        rows.append([(char, segment.style or Style()) for segment in strip for char in segment.text])
    return rows


def text(screen: Screen[Any]) -> list[str]:
    """The lines of the screen."""
    return ["".join(char for char, _ in row) for row in cells(screen)]


def letter(style: Style, theme: Theme) -> str:
    """One letter for a look: capitals for fills, small letters for hues, R, U, B, - for reverse, underline, bold, dim."""
    if theme.name == "no-color":
        for on, mark in ((style.reverse, "R"), (style.underline, "U"), (style.bold, "B"), (style.dim, "-")):
            if on:
                return mark
        return " "
    for token, mark in FILLS.items():
        if style.bgcolor == theme.tokens[token].colour:
            return mark
    if style.underline:
        return "U"
    for token, mark in HUES.items():
        if style.color == theme.tokens[token].colour:
            return mark
    if style.bgcolor == theme.tokens["sel"].colour:
        return "s"
    return "B" if style.bold else " "


def looks(screen: Screen[Any], theme: Theme) -> list[str]:
    """The lines of the screen as letters for looks; a blank without a fill says nothing."""
    lines = []
    for row in cells(screen):
        letters = [(char, letter(style, theme)) for char, style in row]
        lines.append("".join(mark if char != " " or mark in "RGDUs" else " " for char, mark in letters))
    return lines


def flaws(screen: Screen[Any]) -> list[tuple[str | None, Flaw]]:
    """Every text that was cut or hidden, by zone."""
    return [(zone.id, flaw) for zone in screen.query(Zone) if zone.size.area for flaw in zone.canvas.flaws]


def stored(name: str, drawn: list[str]) -> bool:
    """Whether a picture was stored just now, because NOERROR_UPDATE_SNAPSHOTS=1 asks for it."""
    if os.environ.get("NOERROR_UPDATE_SNAPSHOTS") != "1":
        return False
    SNAPSHOTS.mkdir(exist_ok=True)
    (SNAPSHOTS / f"{name}.txt").write_text("\n".join([*drawn, ""]), encoding="utf-8")
    return True


def difference(name: str, drawn: list[str]) -> str:
    """What differs between a picture and the stored one, as a readable difference; "" if nothing does."""
    path = SNAPSHOTS / f"{name}.txt"
    kept = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return "\n".join(islice(unified_diff(kept, drawn, "stored", "drawn", lineterm="", n=1), MOST_SHOWN))
