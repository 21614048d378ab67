"""Lines that scroll and are drawn: the part of the console's log that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.session.view.board import Tile
from game.session.view.console import Line
from game.tui.canvas import Canvas, tame
from game.tui.paint.text import shorten
from game.tui.theme import tone_look
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.board_view import WIDE
from game.tui.widgets.completions import Listing, paint_listing, rows_for
from game.tui.widgets.links import Link, Links
from game.tui.widgets.prompt import PLACE as CONSOLE
from game.tui.widgets.reading import PLACE, Marks
from game.tui.widgets.rows import Kept, Row, Rows, fold, words
from game.tui.widgets.zone import Zone

TYPE, LEAVE, PAGE_DOWN = BOARD["board.console"], CONSOLE["console.back"], CONSOLE["console.page_down"]
COPY, GO = PLACE["reading.copy"], PLACE["reading.go"]
_EMPTY = "{key} types, help lists the words. Looking costs nothing."


class Lines(Zone):
    """Lines that scroll. It stays at the newest unless somebody scrolled up; the heading says how much is below.

    Where somebody reads (`_marks`), points (`_hover`) or drags (`_dragged`) is drawn here, and decided by the log.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rows = Rows()
        self._links = Links()
        self._back = 0  # rows between the bottom and the newest
        self._top: list[Line] = []  # what was added last and is to be read from its first line on
        self._answer: list[
            Line
        ] = []  # what is read from its first line on, with what passed by since, while that line is in sight
        self._drawn = (0, 0)  # the size of the last drawing
        self._turned = False  # whether the player scrolled to where it stands
        self._listing: Listing | None = None
        self._marks: Marks | None = None
        self._hover = -1  # the number of the line under the mouse
        self._dragged: range | None = None
        self._told = ""  # what came of copying, until the next key
        self.typing = False

    # what it holds

    def know(self, tiles: Iterable[Tile]) -> None:
        """Learn what the services are called: their names in the lines lead to them."""
        self._links = Links(tiles)

    def add(
        self, lines: Iterable[Line], *, follow: bool = True, from_top: bool = False, about: Sequence[str] = ()
    ) -> None:
        """Append lines. `follow` jumps to the newest; else a log that was scrolled up stays where it is.

        With `from_top`, what was added is shown from its first line on, however long it is; unless it does not `follow` and
        the player has scrolled or reads. `about` are the components that the lines tell of, one each.
        """
        new = list(lines)
        if not new:
            return
        added = self._rows.add(new, about or [""] * len(new))
        self._back = 0 if (follow or not self._back) and self._marks is None else self._back + added
        self._answer = [] if follow or from_top or not self._answer else [*self._answer, *new]
        waits = bool(self._top) and not follow  # not drawn since, and what passed by comes behind it
        if follow:
            self._turned = False
        elif from_top:
            from_top = not self._turned and self._marks is None
        self._top = new if from_top else [*self._top, *new] if waits else []
        self.repaint()

    def clear(self) -> None:
        """Forget everything shown."""
        self._rows.clear()
        self._back = 0
        self._top, self._answer = [], []
        self.repaint()

    def texts(self) -> list[str]:
        """All lines as plain text, for tests and exports."""
        return [words(kept.line) for kept in self._rows.kept]

    def heed(self, *, typing: bool) -> None:
        """Whether the player types, which the heading says."""
        if typing != self.typing:
            self.typing = typing
            self.repaint()

    def offer(self, listing: Listing | None) -> None:
        """List what could be typed in the lowest lines; None takes the list away."""
        if listing != self._listing:
            self._listing = listing
            self.repaint()

    # scrolling

    def turn(self, lines: int) -> None:
        """Scroll by lines, negative towards the past."""
        most = self._most_back(self.size.height)
        back = max(0, min(most, self._back - lines))
        self._answer = []
        if back != self._back:
            self._back, self._turned = back, back > 0
            self.repaint()

    def page(self, pages: int) -> None:
        """Scroll by pages, less one line."""
        self.turn(pages * max(1, self._room(self.size.height) - 1))

    def far(self, way: int) -> None:
        """To the oldest line, or to the newest."""
        self.turn(way * len(self._rows.folded))

    @property
    def headed(self) -> bool:
        """Whether it has a heading of its own; at 80 columns the tab says it."""
        return self.app.size.width >= WIDE

    def _listed(self, height: int) -> int:
        return rows_for(self._listing, max(0, height - self.headed)) if self._listing is not None else 0

    def _room(self, height: int) -> int:
        """Rows for lines. Without a heading, what it would say has the lowest row to itself."""
        return self._room_noted(height) if self._told or self._back else self._room_bare(height)

    def _room_bare(self, height: int) -> int:
        return max(0, height - self.headed - self._listed(height))

    def _room_noted(self, height: int) -> int:
        return max(0, self._room_bare(height) - (not self.headed))

    def _most_back(self, height: int) -> int:
        """How far back the oldest row is."""
        count = len(self._rows.folded)
        return count - self._room_noted(height) if count > self._room_bare(height) else 0

    # drawing

    def paint(self, width: int, height: int) -> Canvas:
        """Heading, the lines in sight, and the list of what could be typed."""
        canvas = Canvas(width, height)
        self._rows.fit(width - 2)
        folded = self._rows.folded
        if self._answer and self._marks is None and (width, height) != self._drawn:
            self._top = self._answer  # somebody who talks took rows, or gave them back
        self._drawn = (width, height)
        if self._top and self._room_bare(height):
            rows = _count(self._top, width - 2)
            self._back = rows - self._room_noted(height) if rows > self._room_bare(height) else 0
            self._answer, self._top = self._top, []
        self._back = max(0, min(self._back, self._most_back(height)))
        room = self._room(height)
        end = len(folded) - self._back
        if self._answer and _count(self._answer, width - 2) - self._back > room:
            self._answer = []
        if self.headed and height:
            self._heading(canvas)
        if not folded and room:
            canvas.put(1, self.headed, shorten(_EMPTY.format(key=self.keymap.first(TYPE)), width - 2), "faint")
        for y, row in enumerate(folded[max(0, end - room) : end], self.headed):
            self._row(canvas, y, row)
        if not self.headed and room and (note := self._told or self._below()):
            canvas.right(width - 1, room, f" {note} ", "fg on sel")
        if self._listing is not None and (listed := self._listed(height)):
            paint_listing(canvas, self._listing, height - listed, listed, self.manner)
        return canvas

    def _row(self, canvas: Canvas, y: int, row: Row) -> None:
        """One row: marks in the first column, names of services underlined where somebody looks at the line."""
        x = 1
        looks: list[str] = []
        for span in row.line:
            look = tone_look(span.tone)
            looks += [f"underline {look}" if span.underline else look] * len(span.text)
            x = canvas.put(x, y, span.text, looks[-1] if looks else look)
        kept = self._rows.get(row.number)
        if kept is not None and kept.about:
            canvas.aim(1, y, x - 1, 1, f"select {kept.about}")
        here = self._marks is not None and self._marks.line == row.number
        chosen = self._chosen() if here else ""
        for link in self._links.find(row.text):
            canvas.aim(1 + link.start, y, link.end - link.start, 1, f"select {link.component}")
            if here or row.number == self._hover:
                bold = "bold " if link.component == chosen else ""
                look = f"{bold}underline {looks[link.start].rpartition(' ')[2]}"
                canvas.put(1 + link.start, y, row.text[link.start : link.end], look, over=True)
        marked = row.number in (self._dragged or ()) or (self._marks is not None and row.number in self._marks.marked)
        if (marked or here) and self.manner.theme.shades:
            canvas.fill(0, y, canvas.width, 1, "sel" if marked else "panel")
        if here:
            canvas.put(0, y, self.manner.glyphs.selected, "bold you")
        elif marked:
            canvas.put(0, y, self.manner.glyphs.bullet, "bold you")

    def _heading(self, canvas: Canvas) -> None:
        awake = self.typing or self._marks is not None
        canvas.put(1, 0, "CONSOLE", "bold strong" if awake else "muted")
        end = canvas.width - 1
        if self._told:
            canvas.right(end, 0, self._told, "fg")
        elif self._marks is not None:
            canvas.right(end, 0, self._reading(self._marks), "fg")
        elif self._back:
            canvas.right(end, 0, self._below(), "bold strong")
        elif self.typing:
            canvas.right(end, 0, f"typing here, {self.keymap.first(LEAVE)} leaves", "faint")

    def _below(self) -> str:
        """How many rows are newer than those in sight, and what leads there; "" if none is."""
        return f"{self._back} more below, {self.keymap.first(PAGE_DOWN)}" if self._back else ""

    def _reading(self, marks: Marks) -> str:
        """What the two keys would do now."""
        copies = f"{self.keymap.first(COPY)} copies {lines(len(marks.wanted))}"
        chosen = self._chosen()
        return f"{self.keymap.first(GO)} goes to {self._links.names[chosen]}, {copies}" if chosen else copies

    def _named(self, kept: Kept | None) -> list[str]:
        """The components that a line leads to: those named in it, then the one that it tells of."""
        if kept is None:
            return []
        links: tuple[Link, ...] = self._links.find(tame(words(kept.line)))
        named = [link.component for link in links]
        return list(dict.fromkeys([*named, *([kept.about] if kept.about in self._links.names else [])]))

    def _chosen(self) -> str:
        """Where enter goes now, or ""."""
        if self._marks is None:
            return ""
        named = self._named(self._rows.get(self._marks.line))
        return named[self._marks.link % len(named)] if named else ""


def _count(lines: Iterable[Line], width: int) -> int:
    """How many rows lines take."""
    return sum(len(fold(line, width)) for line in lines)


def lines(count: int) -> str:
    """So many lines, in words."""
    return "1 line" if count == 1 else f"{count} lines"
