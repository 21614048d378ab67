"""One painting of the race: what is drawn, on which lines, and how an event on it looks."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind
from game.tui.canvas import Canvas
from game.tui.paint.lanes import arrange
from game.tui.paint.window import Window
from game.tui.theme import Manner

PAGE_WEIGHTS = {PageKind.UNKNOWN: 0, PageKind.PLAN: 1, PageKind.HAND: 2, PageKind.OLD: 3, PageKind.EMPTY: 4}
"""Which page is shown of several in one column: the worst."""


@dataclass
class RacePicture:
    """What is drawn, and on which lines; lives for one painting. `bar` is the height of the page."""

    canvas: Canvas
    top: int
    view: DnsView
    level: LevelFacts
    window: Window
    manner: Manner
    now: int
    bar: int
    name_x: int

    def __post_init__(self) -> None:
        self.glyphs = self.manner.glyphs
        self.flat = not self.manner.theme.shades
        self.arrangement = arrange(self.view)
        self.above = self.top + 1 + len(self.arrangement.above)
        self.page = self.above + 1
        self.below = self.page + self.bar
        self.end = min(self.window.end, max(self.window.x, self.window.column(self.now) + 1))
        """Column behind the present: nothing is drawn right of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """A mark in the window: its lane's line, its column, whether it changed the page, and how important it is."""

    row: int
    lane: Lane
    mark: Mark
    column: int
    page: Page | None
    weight: int


def look_of(event: Event) -> str:
    """How an event is written."""
    kind = event.mark.kind
    if event.page is not None:
        by_page = {PageKind.OLD: "bold degr", PageKind.EMPTY: "bold down", PageKind.HAND: "bold you"}
        return by_page.get(event.page.kind, "bold strong")
    looks = {
        MarkKind.REFUSED: "degr",
        MarkKind.STOPPED: "you",
        MarkKind.MADE: "bold strong",
        MarkKind.RETRIES: "faint",
        MarkKind.REPORTS: "muted",
    }
    return looks.get(kind, "fg")
