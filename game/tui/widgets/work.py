"""Who is at work on what, and how long it still takes."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.tui.canvas import Canvas
from game.tui.paint.text import length, shorten


def work_in_hand(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Who, what, and the time left ("you", "dns automation off", "2 min left"), what is done first being first."""
    hands: dict[tuple[int, str], list[str]] = {}
    for person in snapshot.responders:
        if person.doing and person.arrives_s is None:
            until = snapshot.second if person.until_s is None else person.until_s
            hands.setdefault((until, person.doing), []).append(person.name)
    return [
        (
            names[0] + (f" +{len(names) - 1}" if len(names) > 1 else ""),
            doing,
            f"{length(until - snapshot.second)} left" if until > snapshot.second else "",
        )
        for (until, doing), names in sorted(hands.items())
    ]


def work_height(snapshot: Snapshot, most: int) -> int:
    """The lines that `paint_work` takes, with an empty one below; 0 if nobody is at work."""
    count = min(most, len(work_in_hand(snapshot)))
    return count + 1 if count else 0


def paint_work(canvas: Canvas, snapshot: Snapshot, *, x: int, top: int, width: int, most: int) -> None:
    """One line for each piece of work, the time left at the right."""
    for y, (who, doing, left) in enumerate(work_in_hand(snapshot)[: max(0, most)], top):
        begin = canvas.right(x + width, y, left, "fg") if left else x + width
        behind = canvas.put(x, y, f"{who}: ", "you" if who.startswith("you") else "fg")
        canvas.put(behind, y, shorten(doing, begin - 1 - behind), "muted")
