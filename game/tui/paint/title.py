"""The title: a dig answer as the logo, two sentences, what can be done, and the region as a strip of dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.helping.help_ladder import WITH
from game.session.view.nights import LevelCard, Past
from game.tui.canvas import Canvas
from game.tui.keys import Keymap
from game.tui.keysets.title import PLACE
from game.tui.paint.keys import Legend
from game.tui.paint.logo import WIDTH, Layers, letters, paint_region
from game.tui.paint.text import fitting, shorten, wrap
from game.tui.theme import Manner

Entry = tuple[str, str, str, str]
"""Key, title, a few words about it, command."""

DISCLAIMER = (
    "A drill: a simulation for people who carry a pager. Not by, nor for, any cloud provider.",
    "A drill, a simulation. Not by, nor for, any cloud provider.",
)


_EMPTY_AT = ", 23:46 "
_EMPTY = "It is 23:46 in us-east-1. In two minutes the answer goes empty, and a third of the internet with it. You are on call."
_LEFT = "You left a night, and it stands still: nothing happens in it until you come back."


@dataclass(frozen=True, slots=True)
class TitlePicture:
    """What the title shows. `trouble` is a sentence about what hinders something, `answers` is what dig counts, `first` the
    night that the first entry begins, or with `goes_on` goes on with.
    """

    entries: Sequence[Entry]
    layers: Layers = ()
    trouble: str = ""
    answers: int = 0
    first: LevelCard | None = None
    goes_on: bool = False


def situation(first: LevelCard | None, width: int, *, goes_on: bool = False) -> list[str]:
    """Where the first entry leads, in at most two lines of whole sentences: the night of the empty answer, else the beginning
    of a night's briefing, or what was left.
    """
    if goes_on:
        return wrap(_LEFT, width, 2)
    if first is None or _EMPTY_AT in first.when:
        return wrap(_EMPTY, width, 2)
    said: list[str] = []
    for sentence in first.briefing.replace(". ", ".|").split("|"):
        lines = wrap(" ".join([*said, sentence]), width)
        if len(lines) > 2:
            break
        said.append(sentence)
    return wrap(" ".join(said), width)


def entries(
    levels: Sequence[LevelCard],
    left: Sequence[str],
    *,
    played: bool = False,
    past: Past | None = None,
    keymap: Keymap | None = None,
) -> list[Entry]:
    """What can be done from the title, the first one being what enter does.

    `left` tells of the runs to go on with, the newest first; a new night comes after that one.
    """
    legend = Legend(PLACE, keymap or Keymap())
    runs = () if past is None else past.runs
    listed: list[Entry] = []
    if levels:
        first = (past or Past()).first_of(levels) or levels[0]
        about = f"your first night, {first.minutes} min, no reading needed"
        if played or left or runs:
            about = f"{first.title}, {first.minutes} min, {WITH[(past or Past()).help_for(first.id)]}"
        listed.append((legend.named("new" if left else "first"), "Take the pager", about, "take"))
    if left:
        listed.insert(0, (legend.named("first"), "Continue", left[0], "resume"))
    if levels:
        count = f"{len(levels)} nights" if len(levels) != 1 else "1 night"
        known = {card.id for card in levels} & {run.level for run in runs}
        about = ", ".join(
            part
            for part in (
                count,
                f"{len(known)} played" if known else "",
                f"{len(left)} left open" if len(left) > 1 else "",
            )
            if part
        )
        listed.append((legend.named("levels"), "Choose a night", f"{about}{_next(levels, past)}", "levels"))
    listed.append((legend.named("options"), "Settings", "colours, symbols, motion, keys", "open_options"))
    listed.append((legend.named("help"), "Help", "keys, and what the words mean", "open_help"))
    listed.append((legend.named("quit"), "Quit", "", "quit"))
    return listed


def _next(levels: Sequence[LevelCard], past: Past | None) -> str:
    """What could be played next, in few words; "" if nothing is suggested for now."""
    if past is None or past.next is None or not past.next.now:
        return ""
    title = next((card.title for card in levels if card.id == past.next.level), "")
    return f"; next: {title}{' again' if past.next.again else ''}"


def paint_title(width: int, height: int, manner: Manner, picture: TitlePicture) -> Canvas:
    """Draw the title for a screen of this size: tight, with air from 34 lines on, and with a logo twice as large from
    150x44 on."""
    canvas = Canvas(width, height)
    large = width >= 150 and height >= 44
    logo = letters(manner.glyphs, twice=large)
    column = 2 * WIDTH if large else 76
    air = 2 if large else 1 if height >= 34 else 0
    x = max(5, (width - column) // 2)
    end = min(width - 1, x + column)

    trouble = wrap(picture.trouble, end - x, 4)
    below = len(trouble) + 1 if trouble else 2 + (1 if air else 0)
    lines = 3 + len(logo) + 2 + air + 3 + air + len(picture.entries) + min(air, 1) + 1 + air + below + air + 1
    y = max(0, (height - lines) // 2)
    _question(canvas, x, y)
    y += 3
    for line in logo:
        canvas.put(x, y, line, "bold strong")
        y += 1
    y += 1
    _answers(canvas, x, y, picture.answers)
    y += 2 + air
    for offset, line in enumerate(situation(picture.first, end - x, goes_on=picture.goes_on)):
        canvas.put(x, y + offset, line, "fg")
    y += 3 + air
    for index, entry in enumerate(picture.entries):
        _entry(canvas, x, y, entry, manner, end=end, marked=index == 0)
        y += 2 if index == 0 and air else 1
    y += 1 + air
    if trouble:
        for offset, line in enumerate(trouble):
            canvas.put(x, y + offset, line, "bold strong")
    else:
        _region(canvas, x, y, manner, picture.layers, end=end, names=air > 0, step=2 if large else 1)
    y += below + air
    if y < height:
        canvas.put(x, y, fitting(end - x, DISCLAIMER), "faint")
    return canvas


def _question(canvas: Canvas, x: int, y: int) -> None:
    """What was asked, and the beginning of what came back; the logo is the status."""
    canvas.put(x, y, "$", "bold you")
    canvas.put(x + 2, y, "dig dynamodb.us-east-1.amazonaws.com", "fg")
    canvas.put(x, y + 1, ";; ->>HEADER<<- opcode: QUERY, status:", "faint")


def _answers(canvas: Canvas, x: int, y: int, answers: int) -> None:
    """How many addresses the answer has: the one word that tells."""
    behind = canvas.put(x, y, ";; flags: qr rd ra; QUERY: 1, ", "faint")
    canvas.put(behind, y, f"ANSWER: {answers}", "muted" if answers else "bold underline strong")


def _region(
    canvas: Canvas, x: int, y: int, manner: Manner, layers: Layers, *, end: int, names: bool, step: int
) -> None:
    """The whole region as dots, and in words how it is."""
    if not layers:
        return
    canvas.put(x, y, "the region now", "faint")
    count = sum(components for _, components, _ in layers)
    stale = len([unheard for _, _, unheard in layers if unheard >= 0])
    tally = f"{count - stale} ok, {stale} stale" if stale else f"{count} ok"
    strip = x + 16
    wide = sum(max(components * step, len(name) if names else 0) for name, components, _ in layers)
    gaps = max(1, len(layers) - 1)
    room = end - strip - wide
    beside = room - len(tally) - 2 >= gaps
    if beside:
        canvas.right(end, y, tally, "muted")
        room -= len(tally) + 2
    elif names:
        canvas.put(x, y + 1, fitting(15, (tally,)), "muted")
    paint_region(canvas, layers, manner.glyphs, x=strip, y=y, gap=max(1, min(4, room // gaps)), step=step, names=names)


def _entry(canvas: Canvas, x: int, y: int, entry: Entry, manner: Manner, *, end: int, marked: bool) -> None:
    """One line of the menu; the marked one on a ground of its own."""
    key, title, about, command = entry
    canvas.put(x, y, key, "bold strong")
    canvas.put(x + 8, y, title, "bold strong" if marked else "fg")
    canvas.put(x + 26, y, shorten(about, end - x - 27), "fg" if marked else "muted")
    if marked:
        canvas.put(x - 2, y, manner.glyphs.selected, "bold strong")
        canvas.fill(x - 2, y, end - x + 2, 1, "sel")
    canvas.aim(x - 2, y, end - x + 2, 1, command)
