"""Who is at work on what, and how long it still takes."""

from __future__ import annotations

from game.session.view.board import Responder, Snapshot
from game.tui.canvas import Canvas
from game.tui.paint.text import length, shorten

_TIREDNESS = ("", "tired", "worn out")


def work_in_hand(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Who, what, and the time left ("you", "dns automation off", "2 min left"), what is done first being first.

    Behind who stands how tired they are, the most tired of several: "Mara +1 (tired)".
    """
    hands: dict[tuple[int, str], list[Responder]] = {}
    for person in snapshot.responders:
        if person.doing and person.arrives_s is None:
            until = snapshot.second if person.until_s is None else person.until_s
            hands.setdefault((until, person.doing), []).append(person)
    return [
        (
            people[0].name + (f" +{len(people) - 1}" if len(people) > 1 else "") + _how_tired(people),
            doing,
            f"{length(until - snapshot.second)} left" if until > snapshot.second else "",
        )
        for (until, doing), people in sorted(hands.items())
    ]


def _how_tired(people: list[Responder]) -> str:
    word = max([person.tired for person in people], key=_TIREDNESS.index)
    return f" ({word})" if word else ""


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
