"""The arrows of the race: who wrote the page, from the lane into the bar, and what that did to the page before."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.race import MarkKind, Page, PageKind
from game.tui.paint.race_picture import Event, RacePicture, look_of
from game.tui.paint.window import LabelRow


def arrow(race: RacePicture, labels: dict[int, LabelRow], event: Event) -> bool:
    """Lead a line from the lane into the page; False where another arrow stands in the way."""
    down = event.row < race.page
    row = race.above if down else race.below
    path = list(range(event.row + 1, race.above)) if down else []
    if not labels[event.row].free(event.column, 1) or not labels[row].free(event.column, 1, gap=0):
        return False
    if any(not labels[between].free(event.column, 1, gap=0) for between in path):
        return False
    look = look_of(event)
    plain = look.removeprefix("bold ")
    labels[event.row].take(event.column, race.glyphs.turn if down else race.glyphs.corner, plain)
    for between in path:
        labels[between].take(event.column, race.glyphs.upright, plain)
    labels[row].take(event.column, race.glyphs.downward if down else race.glyphs.upward, look)
    return True


def arrow_words(race: RacePicture, labels: dict[int, LabelRow], event: Event) -> None:
    """Say beside the arrowhead what it does to the page."""
    row = labels[race.above if event.row < race.page else race.below]
    look, plain = look_of(event), look_of(event).removeprefix("bold ")
    plan = event.mark.plan
    before = _before(race, event.page)
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
        _overwrites(race, row, event.page, event.column + 2)


def _overwrites(race: RacePicture, row: LabelRow, page: Page, x: int) -> None:
    """Say of an old page that it stands in a newer one's place, from `x` on or as near as there is room."""
    before = _before(race, page)
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


def unexplained(race: RacePicture, labels: dict[int, LabelRow], elbows: Sequence[Event]) -> None:
    """Old pages whose writer has not been read of, or whose arrow found no room."""
    row = labels.get(race.below)
    if row is None:
        return
    told = {event.page.from_s for event in elbows if event.page is not None}
    for page in race.view.pages:
        if page.from_s not in told and race.window.shows(page.from_s) and page.from_s <= race.now:
            _overwrites(race, row, page, max(row.first, race.window.column(page.from_s)))


def _before(race: RacePicture, page: Page | None) -> Page | None:
    """The page that stood there before this one."""
    if page is None:
        return None
    earlier = [other for other in race.view.pages if other.from_s < page.from_s]
    return earlier[-1] if earlier else None


def by_hand(race: RacePicture, labels: dict[int, LabelRow]) -> None:
    """What people write comes from below too: there is no lane for a hand."""
    row = labels.get(race.below)
    if row is None:
        return
    for page in race.view.pages:
        if page.kind is PageKind.HAND and race.window.shows(page.from_s) and page.from_s <= race.now:
            column = race.window.column(page.from_s)
            if row.free(column, 1, gap=0):
                row.take(column, race.glyphs.upward, "bold you")
                row.put(column + 2, ("= by hand", "="), "you") or row.put_left(column - 1, ("= by hand", "="), "you")
