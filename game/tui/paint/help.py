"""Help as a page that scrolls, in as many columns as there is room for: keys of where one is, signs, words of the console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.board import Snapshot
from game.session.view.console import Topic
from game.tui.all_places import place
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.keys import Keymap, Place
from game.tui.keysets.help import PLACE
from game.tui.paint.columns import Piece, Row, Section, beside, flow
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import wrap
from game.tui.panels import left_of
from game.tui.theme import Manner

_COLUMN = 58
"""Cells that a column needs at least."""
_MOST_COLUMNS = 4
_GAP = 3
_HANGS = 13
"""The column in which it is said what a key does."""

_GROUPS = {
    "look": ("LOOK", "costs nothing, changes nothing"),
    "act": ("ACT", "takes people and time"),
    "team": ("TEAM AND PUBLIC", "calling, telling, deciding"),
}


@dataclass(frozen=True, slots=True)
class HelpPicture:
    """What help shows: the id of the place where it was opened, the words, and the first row in sight.

    `running` says whether a night goes on, so that there is a clock to stop; `snapshot` is its state, None without one.
    """

    where: str
    topics: tuple[Topic, ...]
    top: int
    running: bool = True
    snapshot: Snapshot | None = None


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
        (glyphs.said, "muted", "a colleague speaks; before a result: somebody helped"),
        (glyphs.advice, "muted", "the coach speaks"),
        (glyphs.ringing, "muted", "somebody rings"),
        (glyphs.proved, "bold strong", "proved"),
        (glyphs.disproved, "bold muted", "proved wrong"),
        ("!", "bold strong", "behind another sign: nobody has acknowledged it yet"),
        ("+64", "muted", "in the pager: so many more alarms stand behind this one"),
        ("1/1", "bold strong", "free 1/1: one of one responder has nothing in hand"),
        ("x1", "bold fg", "time falls back to x1 when somebody pages you or an update is overdue"),
    )


def you_do(board: Place, keymap: Keymap) -> list[tuple[str, str]]:
    """The whole game in six lines."""
    legend = Legend(board, keymap)
    act = legend.pair("act1")[0]
    return [
        (legend.named("ack"), "Acknowledge the page first: it says that somebody is on it."),
        (legend.named("console"), "Type a look: dig NAME, logs SERVICE, depends. Looking costs nothing."),
        (legend.named("console"), "Type sev 1 to say how bad it is; runbook has the first five minutes."),
        (act, "Do one of the numbered actions of the chosen service."),
        (legend.named("status"), "Tell the public what is wrong, and keep telling."),
        (legend.named("end"), "End the night, once all has been well for a while."),
    ]


def help_rows(width: int, picture: HelpPicture, manner: Manner) -> list[Row]:
    """All rows of the page, for this many columns of cells."""
    columns = max(1, min(_MOST_COLUMNS, width // _COLUMN))
    wide = (width - 2 - _GAP * (columns - 1)) // columns
    keys, words = _keys_and_signs(wide, picture, manner), _words(wide, picture)
    if columns == 2 and words:
        return beside([flow(keys, 1, 0), flow(words, 1, 0)], wide + _GAP)
    return flow([*keys, *words], columns, wide + _GAP)


def _keys_and_signs(width: int, picture: HelpPicture, manner: Manner) -> list[Section]:
    keymap = manner.keys
    sections: list[Section] = []
    here = place(picture.where)
    if here is not None and picture.where == "board":
        sections.append(_pairs("WHAT YOU DO HERE", you_do(here, keymap), width))
    if here is not None:
        sections.append(_keys(left_of(here, picture.snapshot), keymap, width))
    if here is not None and picture.where == "watching":
        board = place("board")
        assert board is not None
        sections.append(_keys(left_of(board, picture.snapshot), keymap, width))
    everywhere = place("everywhere")
    assert everywhere is not None
    hidden = () if picture.running else ("run.",)
    sections.append(_keys(everywhere, keymap, width, hidden))
    rows = [_hanging((1, sign, look), 6, meaning, width) for sign, look, meaning in signs(manner.glyphs)]
    sections.append(Section("SIGNS", "", tuple(rows)))
    return sections


def _words(width: int, picture: HelpPicture) -> list[Section]:
    """The words of the console, those that only look first."""
    sections = []
    there = {topic.group for topic in picture.topics}
    known = [group for group in _GROUPS if group in there]
    for group in dict.fromkeys([*known, *(topic.group for topic in picture.topics)]):
        head, about = _GROUPS.get(group, (group.upper(), ""))
        units = tuple(_topic(topic, width) for topic in picture.topics if topic.group == group)
        sections.append(Section(head, about if len(head) + 3 + len(about) <= width else "", units))
    return sections


def _keys(here: Place, keymap: Keymap, width: int, hidden: tuple[str, ...] = ()) -> Section:
    told = [key for key in keymap.told(here.keys) if not key.id.startswith(hidden or ("-",))]
    return _pairs(here.title, [(keymap.named(key), key.does) for key in told], width)


def _pairs(head: str, pairs: Sequence[tuple[str, str]], width: int) -> Section:
    """Keys, and what they do in a column of its own; below a name that is too long for its own."""
    units = []
    for key, does in pairs:
        beside = _hanging((1, key if len(key) < _HANGS - 1 else "", "bold strong"), _HANGS, does, width)
        units.append(beside if len(key) < _HANGS - 1 else (((1, key, "bold strong"),), *beside))
    return Section(head, "", tuple(units))


def _hanging(sign: Piece, column: int, text: str, width: int) -> tuple[Row, ...]:
    """A sign, and a text that hangs beside it."""
    lines = wrap(text, width - column) or [""]
    return tuple(((sign,) if at == 0 else ()) + ((column, line, "fg"),) for at, line in enumerate(lines))


def _topic(topic: Topic, width: int) -> tuple[Row, ...]:
    """A word: what one types and at the right what it costs, then what it does."""
    cost = topic.cost if topic.cost != "free" else ""
    beside = len(topic.words) + 3 + len(cost) <= width
    words = wrap(topic.words, width - 1) or [""]
    rows: list[Row] = [((1, line, "bold strong"),) for line in words]
    if cost and beside:
        rows[0] += ((width - len(cost), cost, "faint"),)
    rows += [((5, line, "fg"),) for line in wrap(topic.does, width - 5)]
    if cost and not beside:
        rows += [((5, line, "faint"),) for line in wrap(cost, width - 5)]
    return tuple(rows)


def paint_help(width: int, height: int, manner: Manner, picture: HelpPicture) -> Canvas:
    """Draw the rows in sight."""
    canvas = Canvas(width, height)
    rows = help_rows(width, picture, manner)
    room = room_for(height)
    top = max(0, min(picture.top, len(rows) - room))
    x = canvas.put(1, 0, "HELP", "bold strong") + 2
    if not picture.running:  # else the header says it
        x = canvas.put(x - 1, 0, "drill", "muted") + 2
    about = "keys, signs, and the words of the console" if picture.topics else "keys and signs"
    canvas.put(x, 0, about, "muted")
    for y, row in enumerate(rows[top : top + room], 2):
        for x, text, look in row:
            canvas.put(x, y, text, look)
    legend = Legend(PLACE, manner.keys)
    scrolls = len(rows) > room
    if scrolls:
        canvas.right(width - 1, 0, f"{top + 1}-{min(len(rows), top + room)} of {len(rows)}", "faint")
    pairs = [legend.pair("up"), legend.pair("page_up")] if scrolls else []
    paint_keys(canvas, height - 1, [*pairs, legend.pair("back"), legend.pair("rubric")])
    return canvas


def room_for(height: int) -> int:
    """Rows in sight at this height."""
    return max(1, height - 4)
