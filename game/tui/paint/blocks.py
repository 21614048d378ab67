"""Blocks that several screens share: numbered actions, proofs, a reply of the console, a heading."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.actions import Risk
from game.session.view.board import Offer
from game.session.view.console import Line
from game.session.view.race import Proof
from game.tui.canvas import Canvas
from game.tui.paint.text import Box, short_length, shorten, wrap
from game.tui.theme import tone_look

_RISK_LOOKS = {Risk.NONE: "faint", Risk.LOW: "muted", Risk.MEDIUM: "degr", Risk.HIGH: "bold down"}
_SIGN_LOOKS = {"+": "bold strong", "?": "bold degr", "x": "bold muted"}


def paint_head(canvas: Canvas, x: int, y: int, text: str, about: str = "") -> int:
    """A block's heading in capitals, with a few words about it; returns the line below."""
    end = canvas.put(x, y, text, "muted")
    if about and end + 2 + len(about) <= canvas.width:
        canvas.put(end + 2, y, about, "faint")
    return y + 1


def paint_offers(canvas: Canvas, box: Box, offers: Sequence[Offer], *, head: str = "ACTIONS") -> int:
    """Actions with their keys in front and their price behind: people, minutes, risk. Returns the line below."""
    y = paint_head(canvas, box.x, box.y, head)
    canvas.right(box.right, box.y, "who time risk", "faint")
    if not offers:
        canvas.put(box.x, y, shorten("Nothing can be done here yet.", box.width), "muted")
        return y + 1
    spare = box.end - y - len(offers[:9])
    for number, offer in enumerate(offers[:9], 1):
        if y >= box.end:
            break
        can = not offer.refusal
        canvas.put(box.x, y, str(number), "bold strong" if can else "faint")
        time = _time(offer.duration_s)
        room = max(3, len(time))  # a blank stays between the columns, whatever the time takes
        lines = wrap(offer.title, box.width - 10 - room, 1 + max(0, spare))
        spare -= len(lines) - 1
        for offset, text in enumerate(lines):
            canvas.put(box.x + 2, y + offset, text, "fg" if can else "faint")
        canvas.right(box.right - 6 - room, y, str(offer.hands), "fg" if can else "faint")
        canvas.right(box.right - 5, y, time, "fg" if can else "faint")
        canvas.right(box.right, y, offer.risk.value, _RISK_LOOKS[offer.risk] if can else "faint")
        canvas.aim(box.x, y, box.width, max(1, len(lines)), f"act({number})")
        y += max(1, len(lines))
    return y


def _time(seconds: int) -> str:
    """A short time in at most three cells where that can be."""
    if not seconds:
        return "now"
    return f"{seconds}s" if seconds < 100 and seconds % 60 else short_length(seconds)


def paint_proofs(
    canvas: Canvas, box: Box, proofs: Sequence[Proof], *, looks: bool, wide: tuple[int, int] | None = None
) -> int:
    """What is proved, open and disproved, one a line; with `looks`, open ones say where to look if there is room.

    `wide` is from which line on there is more room, and how many cells it has.
    """
    y = box.y
    spare = box.height - len(proofs)
    for proof in proofs:
        if y >= box.end:
            break
        room = max(1, (wide[1] if wide is not None and y >= wide[0] else box.width) - 2)
        canvas.put(box.x, y, proof.sign, _SIGN_LOOKS.get(proof.sign, "bold fg"))
        lines = wrap(proof.text, room)
        most = 1 + max(0, min(spare, len(lines) - 1))
        lines = wrap(proof.text, room, most)
        spare -= len(lines) - 1
        behind = box.x + 2
        for offset, text in enumerate(lines):
            behind = canvas.put(box.x + 2, y + offset, text, "fg" if proof.sign == "+" else "muted")
        y += max(1, len(lines))
        if looks and proof.look and behind + 2 + len(proof.look) <= box.right:
            canvas.put(behind + 2, y - 1, proof.look, "faint")
    return y


def paint_advice(canvas: Canvas, box: Box, advice: str) -> int:
    """A sentence of warning, if all of it has room. Returns the line below."""
    lines = wrap(advice, box.width)
    if box.y + len(lines) > box.end:
        return box.y
    for index, line in enumerate(lines):
        canvas.put(box.x, box.y + index, line, "degr")
    return box.y + len(lines)


def reply_lines(answer: Sequence[Line], width: int) -> int:
    """How many lines `paint_reply` takes at most."""
    return 1 + sum(len(wrap_line(line, width)) for line in answer)


def paint_reply(canvas: Canvas, box: Box, line: str, answer: Sequence[Line]) -> None:
    """A console line and what it answered. Of a log that is too long the end is shown, of anything else the beginning."""
    if not box.height:
        return
    canvas.put(box.x, box.y, ">" if line else "", "bold you")
    canvas.put(box.x + 2, box.y, shorten(line, box.width - 2), "bold strong")
    rows = [row for spans in answer for row in wrap_line(spans, box.width)]
    room = box.height - 1
    left = len(rows) - room
    if left > 0 and room > 1:
        note = [(f"{left + 1} more lines on the console", "faint")]
        rows = [note, *rows[left + 1 :]] if line.startswith("logs") else [*rows[: room - 1], note]
    for y, row in enumerate(rows[:room], box.y + 1):
        x = box.x
        for text, look in row:
            x = canvas.put(x, y, text, look)


def wrap_line(line: Line, width: int) -> list[list[tuple[str, str]]]:
    """A line of spans as rows of (text, look), broken at blanks where it can be."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0
    for span in line:
        look = ("underline " if span.underline else "") + tone_look(span.tone)
        text = span.text
        while text:
            room = width - used
            if len(text) <= room:
                rows[-1].append((text, look))
                used += len(text)
                break
            cut = text.rfind(" ", 0, room + 1)
            if cut <= 0:
                cut = room if not used else 0
            if cut:
                rows[-1].append((text[:cut], look))
            text = text[cut:].lstrip(" ")
            rows.append([])
            used = 0
    return rows
