"""The race: the record as one page on a clock, with the writers above and below it.

Who writes stands on a lane of its own; an arrow goes from the lane into the page at the second of the write, and the
page changes there. Two arrows of different origin into one bar are what "two writers, one page" looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind
from game.tui.canvas import Canvas
from game.tui.paint.lanes import arrange, changed, height_of, lane_name
from game.tui.paint.race_words import mark_words, page_words
from game.tui.paint.text import clock, fitting
from game.tui.paint.window import LabelRow, Window, paint_axis
from game.tui.theme import Manner

_FILLS: dict[PageKind, tuple[str, str]] = {
    PageKind.OLD: ("degrfg", "degrbg"),
    PageKind.EMPTY: ("downfg", "downbg"),
    PageKind.HAND: ("strong", "youbg"),
    PageKind.UNKNOWN: ("muted", "bg"),
}
_WEIGHTS = {PageKind.UNKNOWN: 0, PageKind.PLAN: 1, PageKind.HAND: 2, PageKind.OLD: 3, PageKind.EMPTY: 4}
_STATE_LOOKS = {
    State.DOWN: "bold down",
    State.DEGRADED: "bold degr",
    State.RECOVERING: "rec",
    State.STALE: "bold strong",
}


def paint_race(
    canvas: Canvas,
    y: int,
    view: DnsView,
    level: LevelFacts,
    window: Window,
    *,
    manner: Manner,
    now: int,
    bar: int = 3,
    name_x: int = 1,
) -> int:
    """Draw the race from line `y` on and return the line behind it.

    `bar` is the height of the page. Where a theme has no shades, thin rules tell two pages apart.
    """
    picture = _Picture(canvas, y, view, level, window, manner, now, bar, name_x)
    picture.paint()
    return y + height_of(picture.arrangement, bar)


@dataclass(frozen=True, slots=True)
class _Event:
    """A mark in the window: its lane's line, its column, whether it changed the page, and how important it is."""

    row: int
    lane: Lane
    mark: Mark
    column: int
    page: Page | None
    weight: int


_MARK_WEIGHTS = {
    MarkKind.STOPPED: 5,
    MarkKind.REFUSED: 4,
    MarkKind.WRITES: 3,
    MarkKind.DELETES: 3,
    MarkKind.MADE: 2,
    MarkKind.TAKES: 2,
    MarkKind.REPORTS: 1,
    MarkKind.RETRIES: 1,
}


@dataclass
class _Picture:
    """One painting of the race; lives for one call."""

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

    def paint(self) -> None:
        """Axis, page, arrows, labels in the order of their weight, lines, dots."""
        paint_axis(self.canvas, self.top, self.window, self.level, self.now)
        self._names()
        self._bar()
        lanes = list(self.arrangement.above)
        rows = {self.top + 1 + index: lane for index, lane in enumerate(lanes)}
        if self.arrangement.below is not None:
            rows[self.below + 1] = self.arrangement.below
        labels = {
            row: LabelRow(self.canvas, row, self.window.x, self.window.end)
            for row in (*rows, self.above, self.below)
            if row < self.below or self.arrangement.below is not None
        }
        events = [event for row, lane in rows.items() if lane.known for event in self._events(row, lane)]
        events.sort(key=lambda event: (-event.weight, -event.mark.second))
        elbows = [event for event in events if event.page is not None and self._arrow(labels, event)]
        for row, lane in rows.items():
            if not lane.known:
                self._unknown(labels[row], lane)
        for event in elbows:
            self._arrow_words(labels, event)
        self._unexplained(labels, elbows)
        slow = self.below + 1
        if slow in rows and rows[slow].known:
            self._held_before(labels[slow], rows[slow], slow=True)
        for event in events:
            self._lane_words(labels[event.row], event, event in elbows)
        for row, lane in rows.items():
            if lane.known and row != slow:
                self._held_before(labels[row], lane, slow=False)
        self._by_hand(labels)
        for event in elbows:
            room = 30 if event.mark.kind is MarkKind.WRITES else max(4, self.window.width // 8)
            labels[event.row].line_left(event.column, room, self.glyphs.across, self._look(event).removeprefix("bold "))
        for row, lane in rows.items():
            if lane.known:
                labels[row].dots(self.end, self.glyphs.ok)

    def _names(self) -> None:
        """The lanes' names, the louder the more they have to do with what happened."""
        put = self.canvas.put
        wide = self.window.x - self.name_x - 1
        for index, lane in enumerate(self.arrangement.above):
            wrote = any(changed(self.view.pages, mark) is not None for mark in self._marks(lane))
            look = "bold strong" if wrote else "muted" if lane.known else "faint"
            put(self.name_x, self.top + 1 + index, _cut(lane.label, wide), look)
        put(self.name_x, self.page + (self.bar - 1) // 2, "RECORD", "bold strong")
        if self.bar > 1:
            put(self.name_x, self.page + (self.bar - 1) // 2 + 1, "one page", "muted")
        lane_below = self.arrangement.below
        if lane_below is not None:
            look = _STATE_LOOKS.get(lane_below.state, "muted") if lane_below.known else "faint"
            put(self.name_x, self.below + 1, _cut(lane_name(self.view, lane_below), wide), look)

    def _marks(self, lane: Lane) -> list[Mark]:
        return [mark for mark in lane.marks if self.window.shows(mark.second) and mark.second <= self.now]

    def _events(self, row: int, lane: Lane) -> list[_Event]:
        found = []
        for mark in self._marks(lane):
            page = changed(self.view.pages, mark)
            weight = _MARK_WEIGHTS[mark.kind] + (10 + _WEIGHTS[page.kind] if page is not None else 0)
            found.append(_Event(row, lane, mark, self.window.column(mark.second), page, weight))
        return found

    def _look(self, event: _Event) -> str:
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

    # ---- the page

    def _bar(self) -> None:
        """The page itself: per column what stood on it, the worst where several did, then words where they fit."""
        runs: list[tuple[int, int, Page]] = []
        for column in range(self.window.x, self.end):
            page = self._page_at(column)
            if page is None:
                continue
            if runs and runs[-1][2] is page and runs[-1][1] == column:
                runs[-1] = (runs[-1][0], column + 1, page)
            else:
                runs.append((column, column + 1, page))
        for first, end, page in runs:
            self._page(first, end, page)
        if not runs and self.end > self.window.x:
            y = self.page + (self.bar - 1) // 2
            x = self.canvas.put(self.window.x + 1, y, f"? {self.view.record_look or 'not read yet'}", "muted")
            if not self.view.record_known and x + 17 <= self.window.end:
                self.canvas.put(self.canvas.put(x + 3, y, "l", "bold strong") + 1, y, "looks there", "faint")

    def _page_at(self, column: int) -> Page | None:
        first, behind = self.window.seconds(column)
        best: Page | None = None
        for page in self.view.pages:
            if page.from_s >= behind or page.from_s > self.now:
                continue
            if page.until_s is not None and page.until_s <= first:
                continue
            if best is None or _WEIGHTS[page.kind] >= _WEIGHTS[best.kind]:
                best = page
        return best

    def _page(self, first: int, end: int, page: Page) -> None:
        text, ground = self._fill(page)
        width = end - first
        if ground != "bg":
            self.canvas.fill(first, self.page, width, self.bar, ground)
        if page.kind is PageKind.UNKNOWN:
            for row in range(self.page, self.page + self.bar):
                for column in range(first, end):
                    if (column - first) % 2 == 1 and row == self.page + self.bar - 1:
                        self.canvas.put(column, row, self.glyphs.ok, "rule")
        if self.flat:
            for row in range(self.page, self.page + self.bar):
                self.canvas.put(first, row, self.glyphs.upright, f"{text} on {ground}", over=True)
        inside = max(1, width - 2)
        title, detail = page_words(page)
        line = self.page + (self.bar - 1) // 2
        weight = "" if ground == "sel" or page.kind is PageKind.UNKNOWN else "bold "
        loud = "strong" if ground == "page" else text
        if width > 1:
            self.canvas.put(first + 1, line, fitting(width - 1, title), weight + loud)
            if self.bar > 1 and page.kind is not PageKind.UNKNOWN:
                self.canvas.put(first + 1, line + 1, fitting(inside, detail), text)

    def _fill(self, page: Page) -> tuple[str, str]:
        """Foreground and ground of a page; neighbours of the same kind differ."""
        if page.kind is PageKind.PLAN:
            if self.flat:
                return "fg", "bg"
            plans = [other for other in self.view.pages if other.kind is PageKind.PLAN]
            return ("fg", "sel") if plans.index(page) % 2 == 0 else ("strong", "page")
        return _FILLS[page.kind]

    # ---- arrows

    def _arrow(self, labels: dict[int, LabelRow], event: _Event) -> bool:
        """Lead a line from the lane into the page; False where another arrow stands in the way."""
        down = event.row < self.page
        row = self.above if down else self.below
        path = list(range(event.row + 1, self.above)) if down else []
        if not labels[event.row].free(event.column, 1) or not labels[row].free(event.column, 1, gap=0):
            return False
        if any(not labels[between].free(event.column, 1, gap=0) for between in path):
            return False
        look = self._look(event)
        plain = look.removeprefix("bold ")
        labels[event.row].take(event.column, self.glyphs.turn if down else self.glyphs.corner, plain)
        for between in path:
            labels[between].take(event.column, self.glyphs.upright, plain)
        labels[row].take(event.column, self.glyphs.downward if down else self.glyphs.upward, look)
        return True

    def _arrow_words(self, labels: dict[int, LabelRow], event: _Event) -> None:
        """Say beside the arrowhead what it does to the page."""
        row = labels[self.above if event.row < self.page else self.below]
        look, plain = self._look(event), self._look(event).removeprefix("bold ")
        plan = event.mark.plan
        before = self._before(event.page)
        if event.mark.kind is MarkKind.DELETES:
            lost = before.plan if before is not None else None
            if lost is not None:
                among = (f"{lost} is among them", f"with {lost}", str(lost))
                for form in among:
                    if row.put(event.column + 2, (form,), plain) or row.put_left(event.column - 1, (form,), plain):
                        break
            return
        for form in (f"writes {plan}", str(plan)):
            if row.put_left(event.column - 1, (form,), look) or row.put(event.column + 2, (form,), look):
                break
        if event.page is not None:
            self._overwrites(row, event.page, event.column + 2)

    def _overwrites(self, row: LabelRow, page: Page, x: int) -> None:
        """Say of an old page that it stands in a newer one's place, from `x` on or as near as there is room."""
        before = self._before(page)
        if page.kind is not PageKind.OLD or before is None or before.kind is PageKind.EMPTY:
            return
        if before.plan is not None and page.plan is not None and before.plan < page.plan:
            return
        forms = ("overwrites the newer page", f"over newer {before.plan}" if before.plan else "over newer")
        for form in forms:
            if row.put(x, (form,), "degr"):
                return
            for end in range(x - 2, row.first + len(form) - 1, -1):
                if row.put_left(end, (form,), "degr"):
                    return

    def _unexplained(self, labels: dict[int, LabelRow], elbows: Sequence[_Event]) -> None:
        """Old pages whose writer has not been read of, or whose arrow found no room."""
        row = labels.get(self.below)
        if row is None:
            return
        told = {event.page.from_s for event in elbows if event.page is not None}
        for page in self.view.pages:
            if page.from_s not in told and self.window.shows(page.from_s) and page.from_s <= self.now:
                self._overwrites(row, page, max(row.first, self.window.column(page.from_s)))

    def _before(self, page: Page | None) -> Page | None:
        """The page that stood there before this one."""
        if page is None:
            return None
        earlier = [other for other in self.view.pages if other.from_s < page.from_s]
        return earlier[-1] if earlier else None

    def _by_hand(self, labels: dict[int, LabelRow]) -> None:
        """What people write comes from below too: there is no lane for a hand."""
        row = labels.get(self.below)
        if row is None:
            return
        for page in self.view.pages:
            if page.kind is PageKind.HAND and self.window.shows(page.from_s) and page.from_s <= self.now:
                column = self.window.column(page.from_s)
                if row.free(column, 1, gap=0):
                    row.take(column, self.glyphs.upward, "bold you")
                    row.put(column + 2, ("= by hand", "="), "you") or row.put_left(
                        column - 1, ("= by hand", "="), "you"
                    )

    # ---- lanes

    def _unknown(self, row: LabelRow, lane: Lane) -> None:
        first = next((other for other in (self.view.planner, *self.view.enactors) if not other.known), None)
        row.put(row.first, ("?",), "bold strong", gap=0)
        row.put(row.first + 2, (lane.look,), "muted", gap=0)
        if lane is first and self.view.record_known:
            row.put(row.first + 5 + len(lane.look), ("l",), "bold strong", gap=0)
            row.put(row.first + 7 + len(lane.look), ("looks there",), "faint", gap=0)

    def _held_before(self, row: LabelRow, lane: Lane, *, slow: bool) -> None:
        """At the left edge: the plan that this writer already had when the window begins."""
        kinds = (MarkKind.TAKES, MarkKind.MADE)
        earlier = [mark for mark in lane.marks if mark.kind in kinds and mark.second < self.window.from_s]
        if not earlier or self.end <= self.window.x:
            return
        mark = max(earlier, key=lambda mark: mark.second)
        since = clock(self.level, mark.second)
        forms = [str(mark.plan)]
        if slow:
            forms = [f"holds {mark.plan} since {since}", f"holds {mark.plan}", *forms]
        row.put(row.first, forms, "fg" if slow else "muted")

    def _lane_words(self, row: LabelRow, event: _Event, elbow: bool) -> None:
        """Say on the lane what its writer did; a bullet where no words fit."""
        mark, column = event.mark, event.column
        look = self._look(event)
        forms = () if self._again(event) else mark_words(mark)
        if elbow:
            if mark.kind is MarkKind.DELETES:
                for form in forms:
                    if row.put(column + 2, (form,), look) or row.put_left(column - 3, (form,), look):
                        break
            return
        if mark.kind is MarkKind.TAKES and self._takes_to_write(row, event, forms):
            return
        if mark.kind is MarkKind.MADE:
            plan = row.put(column, (str(mark.plan),), look)
            if plan and mark.text and mark.text != plan:
                row.put(column + len(plan) + 1, (mark.text,), "faint", gap=0)
            if plan:
                return
        elif row.put(column, forms, look) or row.put_left(column + 1, forms, look):
            return
        if row.free(column, 1, gap=0):
            row.take(column, self.glyphs.bullet, look.removeprefix("bold "))

    def _again(self, event: _Event) -> bool:
        """Whether a writer was refused once more, with nothing in between: said once, that is enough."""
        marks = event.lane.marks
        if event.mark.kind is not MarkKind.REFUSED:
            return False
        place = next(index for index, mark in enumerate(marks) if mark is event.mark)
        before = marks[place - 1] if place else None
        return before is not None and before.kind is MarkKind.REFUSED and self.window.shows(before.second)

    def _takes_to_write(self, row: LabelRow, event: _Event, forms: Sequence[str]) -> bool:
        """Put "takes 145" before the line that leads to its write, even if the two are nearly at the same moment."""
        write = next(
            (
                mark
                for mark in event.lane.marks
                if mark.kind is MarkKind.WRITES and mark.plan == event.mark.plan and mark.second >= event.mark.second
            ),
            None,
        )
        if write is None:
            return False
        end = self.window.column(write.second) - 3
        return bool(event.column + len(forms[0]) > end and row.put_left(end, forms, "fg"))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width)]
