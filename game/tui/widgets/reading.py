"""Reading the console by keyboard: a cursor on its lines, marks, and the keys for both."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.tui.keys import Key, Place

_LINES = "up down"
_MARKS = "shift+up, shift+down"

PLACE = Place(
    "reading",
    "READING THE CONSOLE",
    (
        Key("reading.up", "up", "line(-1)", "the line before, the next one", word="line", group=_LINES),
        Key("reading.down", "down", "line(1)", "the line before, the next one", word="line", group=_LINES),
        Key("reading.mark", "space", "mark", "mark the line, or leave it out again", word="mark"),
        Key("reading.mark_up", "shift+up", "extend(-1)", "mark lines on the way", group=_MARKS),
        Key("reading.mark_down", "shift+down", "extend(1)", "mark lines on the way", group=_MARKS),
        Key("reading.copy", "y,c", "copy", "copy the marked lines, or this one", word="copy"),
        Key(
            "reading.go",
            "enter",
            "go",
            "go to the service that the line names",
            word="go there",
            longer="go to service",
        ),
        Key("reading.back", "escape,q", "screen.back", "back to where you were", word="back"),
        Key("reading.link", "right", "link(1)", "another service of the line", word="service", group="left right"),
        Key("reading.link_back", "left", "link(-1)", "another service of the line", word="service", group="left right"),
        Key("reading.next_link", "tab", "linked(1)", "the next line that names a service"),
        Key("reading.previous_link", "shift+tab", "linked(-1)", "the line before that names a service"),
        Key("reading.page_up", "pageup", "leaf(-1)", "a page", group="page up, page down"),
        Key("reading.page_down", "pagedown", "leaf(1)", "a page", group="page up, page down"),
        Key("reading.oldest", "home", "far(-1)", "the oldest or the newest line", group="home, end"),
        Key("reading.newest", "end", "far(1)", "the oldest or the newest line", group="home, end"),
        Key("reading.type", "slash", "screen.type", "type on the console"),
    ),
)


@dataclass
class Marks:
    """Where one reads: the number of the line, the link on it, and the lines that are marked."""

    line: int
    link: int = 0
    marked: set[int] = field(default_factory=set)

    def go(self, line: int) -> None:
        """To another line."""
        if line != self.line:
            self.line, self.link = line, 0

    def toggle(self) -> None:
        """Mark the line, or leave it out."""
        self.marked ^= {self.line}

    def extend(self, line: int) -> None:
        """To another line, marking this one and all on the way."""
        self.marked |= set(range(min(self.line, line), max(self.line, line) + 1))
        self.go(line)

    @property
    def wanted(self) -> list[int]:
        """What copying takes: the marked lines, or the one on which one stands."""
        return sorted(self.marked) or [self.line]
