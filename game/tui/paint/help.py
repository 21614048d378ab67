"""Help as a page that scrolls: keys for where one is, the signs, and the words of the console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.console import Topic
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.keys import paint_keys
from game.tui.paint.text import shorten, wrap
from game.tui.theme import Manner

Piece = tuple[int, str, str]
"""Column, text, look."""
Row = tuple[Piece, ...]

_PLACES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "board": (
        "THE BOARD",
        (
            ("arrows", "move over the services"),
            ("1-9", "take the numbered action of the chosen service"),
            ("n, shift+n", "next or previous fault, the worst first"),
            ("a, shift+a", "take the top line of the pager, or the chosen service's"),
            ("enter", "list all alarms of the chosen service"),
            ("p", "call a team"),
            ("s", "write on the public status page"),
            ("d", "see who writes the DNS record"),
            ("/", "type on the console; esc comes back"),
            ("i, l", "what the service is doing; the alarms"),
            ("space, f2", "stop or start every clock"),
            ("+, -", "let time run faster or slower"),
            ("e", "end the night: it asks if that seems early"),
            ("q", "leave; what you did is kept"),
        ),
    ),
    "dns": (
        "DNS",
        (
            ("1-9", "take the numbered action"),
            ("left, right", "earlier or later"),
            ("up, down", "see a shorter or a longer time"),
            ("n", "go to the next change of the record"),
            ("home", "back to the moment that matters"),
            ("s", "write on the public status page"),
            ("l", "look at the record, then read what the first unread writer wrote"),
            ("space, f2", "stop or start every clock"),
            ("+, -", "let time run faster or slower"),
            ("esc", "close the answer; then back to the board"),
        ),
    ),
    "composer": (
        "THE STATUS PAGE",
        (
            ("1-5", "jump to a field"),
            ("arrows", "choose inside a field, or go to the next one"),
            ("space", "name a service, or leave it out"),
            ("tab", "next field, also out of the message"),
            ("ctrl+t", "take over the suggested words; name what fails, if nothing is named yet"),
            ("ctrl+s", "publish"),
            ("f2", "stop or start every clock"),
            ("esc", "back to the board; the draft stays"),
        ),
    ),
    "debrief": (
        "THE DEBRIEF",
        (
            ("left, right", "previous or next page"),
            ("up, down", "scroll"),
            ("enter", "next page; from the last one, choose another night"),
            ("esc", "leave"),
        ),
    ),
}

_YOU_DO = (
    ("a", "take the page: somebody is on it now"),
    ("1-9, /", "look: by a number, or type dig NAME, logs SERVICE, depends"),
    ("/", "say how bad it is: sev 1; runbook has the first five minutes"),
    ("1-9, d, p", "act: by a number, on the DNS record, or by calling a team"),
    ("s", "tell the public what is wrong, and keep telling"),
    ("e", "end the night, once all has been well for a while"),
)
"""The whole game in six lines."""

_GROUPS = {
    "look": ("LOOK", "costs nothing, changes nothing"),
    "act": ("ACT", "takes people and time"),
    "team": ("TEAM AND PUBLIC", "calling, telling, deciding"),
}


@dataclass(frozen=True, slots=True)
class HelpPicture:
    """What help shows: where it was opened, the words, and the first row in sight."""

    where: str
    topics: tuple[Topic, ...]
    top: int


def signs(glyphs: Glyphs) -> tuple[tuple[str, str, str], ...]:
    """Every sign with its look and its meaning."""
    return (
        (glyphs.ok, "muted", "all is well"),
        (glyphs.recovering, "rec", "getting better"),
        (glyphs.degraded, "degr", "fails for some"),
        (glyphs.down, "bold down", "fails for nearly all"),
        (glyphs.stale, "bold strong", "nobody has heard of it for a while, or it was not read yet"),
        (glyphs.held, "you", "a hand is on it: switched off, held back, written by people"),
        (glyphs.selected, "bold strong", "what you have chosen"),
        (glyphs.needs, "strong", "the chosen service needs this one"),
        (glyphs.hits, "strong", "the chosen service hits this one when it fails"),
        (glyphs.proved, "bold strong", "proved"),
        (glyphs.disproved, "bold muted", "proved wrong"),
    )


def help_rows(width: int, picture: HelpPicture, glyphs: Glyphs) -> list[Row]:
    """All rows of the page, for this many columns."""
    title, keys = _PLACES.get(picture.where, _PLACES["board"])
    rows: list[Row] = []
    if picture.where == "board":
        rows += [((1, "WHAT YOU DO HERE", "muted"),), *_pairs(_YOU_DO, width), ()]
    rows.append(((1, title, "muted"),))
    rows += _pairs(keys, width)
    rows += [(), ((1, "SIGNS", "muted"),)]
    for sign, look, meaning in signs(glyphs):
        rows.append(((1, sign, look), (5, shorten(meaning, width - 6), "fg")))
    for group in dict.fromkeys(topic.group for topic in picture.topics):
        head, about = _GROUPS.get(group, (group.upper(), ""))
        rows += [(), ((1, head, "muted"), *(((len(head) + 3, about, "faint"),) if about else ()))]
        for topic in picture.topics:
            if topic.group == group:
                rows += _topic(topic, width)
    return rows


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> list[Row]:
    return [((1, key, "bold strong"), (14, shorten(does, width - 15), "fg")) for key, does in pairs]


def _topic(topic: Topic, width: int) -> list[Row]:
    """A word: what one types, then what it does, and at the right what it costs."""
    column = 36 if width >= 100 else 5
    cost = shorten(topic.cost, 30) if topic.cost != "free" else ""
    end = width - 1 - (len(cost) + 2 if cost else 0)
    words = wrap(topic.words, (column - 3) if column > 5 else end - 1)
    does = wrap(topic.does, (end if column > 5 else width - 1) - column)
    price: Row = ((width - 1 - len(cost), cost, "faint"),) if cost else ()
    rows: list[Row] = []
    if column > 5:
        for index in range(max(len(words), len(does), 1)):
            row: Row = ((1, words[index], "bold strong"),) if index < len(words) else ()
            if index < len(does):
                row += ((column, does[index], "fg"),)
            rows.append(row + price if index == 0 else row)
        return rows
    rows = [((1, line, "bold strong"),) for line in words] or [()]
    rows[0] += price
    return rows + [((column, line, "fg"),) for line in does]


def paint_help(width: int, height: int, manner: Manner, picture: HelpPicture) -> Canvas:
    """Draw the rows in sight."""
    canvas = Canvas(width, height)
    rows = help_rows(width, picture, manner.glyphs)
    room = room_for(height)
    top = max(0, min(picture.top, len(rows) - room))
    canvas.put(1, 0, "HELP", "bold strong")
    canvas.put(7, 0, "keys, signs, and the words of the console", "muted")
    for y, row in enumerate(rows[top : top + room], 2):
        for x, text, look in row:
            canvas.put(x, y, text, look)
    scrolls = len(rows) > room
    if scrolls:
        canvas.right(width - 1, 0, f"{top + 1}-{min(len(rows), top + room)} of {len(rows)}", "faint")
    pairs = [("up down", "scroll", ""), ("page up, page down", "faster", "")] if scrolls else []
    paint_keys(canvas, height - 1, [*pairs, ("esc", "back", "back")])
    return canvas


def room_for(height: int) -> int:
    """Rows in sight at this height."""
    return max(1, height - 4)
