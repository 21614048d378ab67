"""The page of the race: a bar on the clock, with what stood on the record in each span of time."""

from __future__ import annotations

from game.session.view.race import Page, PageKind
from game.tui.paint.race_picture import PAGE_WEIGHTS, RacePicture
from game.tui.paint.race_words import page_words
from game.tui.paint.text import fitting

_FILLS: dict[PageKind, tuple[str, str]] = {
    PageKind.OLD: ("degrfg", "degrbg"),
    PageKind.EMPTY: ("downfg", "downbg"),
    PageKind.HAND: ("strong", "youbg"),
    PageKind.UNKNOWN: ("muted", "bg"),
}


def paint_page(race: RacePicture) -> None:
    """The page itself: per column what stood on it, the worst where several did, then words where they fit."""
    runs: list[tuple[int, int, Page]] = []
    for column in range(race.window.x, race.end):
        page = _page_at(race, column)
        if page is None:
            continue
        if runs and runs[-1][2] is page and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1, page)
        else:
            runs.append((column, column + 1, page))
    for first, end, page in runs:
        _page(race, first, end, page)
    if not runs and race.end > race.window.x:
        y = race.page + (race.bar - 1) // 2
        x = race.canvas.put(race.window.x + 1, y, f"? {race.view.record_look or 'not read yet'}", "muted")
        if not race.view.record_known and x + 17 <= race.window.end:
            race.canvas.put(race.canvas.put(x + 3, y, "l", "bold strong") + 1, y, "looks there", "faint")


def _page_at(race: RacePicture, column: int) -> Page | None:
    first, behind = race.window.seconds(column)
    best: Page | None = None
    for page in race.view.pages:
        if page.from_s >= behind or page.from_s > race.now:
            continue
        if page.until_s is not None and page.until_s <= first:
            continue
        if best is None or PAGE_WEIGHTS[page.kind] >= PAGE_WEIGHTS[best.kind]:
            best = page
    return best


def _page(race: RacePicture, first: int, end: int, page: Page) -> None:
    text, ground = _fill(race, page)
    width = end - first
    if ground != "bg":
        race.canvas.fill(first, race.page, width, race.bar, ground)
    if page.kind is PageKind.UNKNOWN:
        for column in range(first + 1, end, 2):
            race.canvas.put(column, race.page + race.bar - 1, race.glyphs.ok, "rule")
    if race.flat:
        for row in range(race.page, race.page + race.bar):
            race.canvas.put(first, row, race.glyphs.upright, f"{text} on {ground}", over=True)
    inside = max(1, width - 2)
    title, detail = page_words(page)
    line = race.page + (race.bar - 1) // 2
    weight = "" if ground == "sel" or page.kind is PageKind.UNKNOWN else "bold "
    loud = "strong" if ground == "page" else text
    if width > 1:
        race.canvas.put(first + 1, line, fitting(width - 1, title), weight + loud)
        if race.bar > 1 and page.kind is not PageKind.UNKNOWN:
            race.canvas.put(first + 1, line + 1, fitting(inside, detail), text)


def _fill(race: RacePicture, page: Page) -> tuple[str, str]:
    """Foreground and ground of a page; neighbours of the same kind differ."""
    if page.kind is PageKind.PLAN:
        if race.flat:
            return "fg", "bg"
        plans = [other for other in race.view.pages if other.kind is PageKind.PLAN]
        return ("fg", "sel") if plans.index(page) % 2 == 0 else ("strong", "page")
    return _FILLS[page.kind]
