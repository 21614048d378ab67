"""The lanes of the race: what each writer did, in words on its own line."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.race import Lane, MarkKind
from game.tui.paint.race_picture import Event, RacePicture, look_of
from game.tui.paint.race_words import mark_words
from game.tui.paint.text import clock
from game.tui.paint.window import LabelRow


def unknown(race: RacePicture, row: LabelRow, lane: Lane) -> None:
    """Of a writer that was not read of: which look tells of it."""
    first = next((other for other in (race.view.planner, *race.view.enactors) if not other.known), None)
    row.put(row.first, ("?",), "bold strong", gap=0)
    row.put(row.first + 2, (lane.look,), "muted", gap=0)
    if lane is first and race.view.record_known:
        row.put(row.first + 5 + len(lane.look), ("l",), "bold strong", gap=0)
        row.put(row.first + 7 + len(lane.look), ("looks there",), "faint", gap=0)


def held_before(race: RacePicture, row: LabelRow, lane: Lane, *, slow: bool) -> None:
    """At the left edge: the plan that this writer already had when the window begins."""
    kinds = (MarkKind.TAKES, MarkKind.MADE)
    earlier = [mark for mark in lane.marks if mark.kind in kinds and mark.second < race.window.from_s]
    if not earlier or race.end <= race.window.x:
        return
    mark = max(earlier, key=lambda mark: mark.second)
    since = clock(race.level, mark.second)
    forms = [str(mark.plan)]
    if slow:
        forms = [f"holds {mark.plan} since {since}", f"holds {mark.plan}", *forms]
    row.put(row.first, forms, "fg" if slow else "muted")


def lane_words(race: RacePicture, row: LabelRow, event: Event, elbow: bool) -> None:
    """Say on the lane what its writer did; a bullet where no words fit."""
    mark, column = event.mark, event.column
    look = look_of(event)
    forms = () if _again(race, event) else mark_words(mark)
    if elbow:
        if mark.kind is MarkKind.DELETES:
            for form in forms:
                if row.put(column + 2, (form,), look) or row.put_left(column - 3, (form,), look):
                    break
        return
    if mark.kind is MarkKind.TAKES and _takes_to_write(race, row, event, forms):
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
        row.take(column, race.glyphs.bullet, look.removeprefix("bold "))


def _again(race: RacePicture, event: Event) -> bool:
    """Whether a writer was refused once more, with nothing in between: said once, that is enough."""
    marks = event.lane.marks
    if event.mark.kind is not MarkKind.REFUSED:
        return False
    place = next(index for index, mark in enumerate(marks) if mark is event.mark)
    before = marks[place - 1] if place else None
    return before is not None and before.kind is MarkKind.REFUSED and race.window.shows(before.second)


def _takes_to_write(race: RacePicture, row: LabelRow, event: Event, forms: Sequence[str]) -> bool:
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
    end = race.window.column(write.second) - 3
    return bool(event.column + len(forms[0]) > end and row.put_left(end, forms, "fg"))
