"""The last page: what the night teaches, two sentences of the player's own, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.tui.paint.debriefing.sheet import BLANK, Line, belonging, hanging, put, told
from game.tui.paint.text import wrap
from game.tui.theme import Manner

KEEP, CHANGE = "keep", "change"
FIELDS = ((KEEP, "ONE THING TO KEEP"), (CHANGE, "ONE THING TO CHANGE"))
_OPEN = "in your own words"


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from the end of a debrief: a key that does the same ("" for none), its words, and what a click means."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class YoursPicture:
    """Lessons of the night, the player's sentences, the ways on, and where the run is recorded ("" if it is not)."""

    lessons: Sequence[str]
    keep: str
    change: str
    ways: Sequence[Way]
    journal: str


def yours_lines(picture: YoursPicture, width: int, manner: Manner) -> list[Line]:
    """Fields and ways are numbered from 0 on, in the order in which they stand."""
    lines: list[Line] = []
    for item, ((_, head), words) in enumerate(zip(FIELDS, (picture.keep, picture.change), strict=True)):
        lines.append(put(head, "muted"))
        own = told(words, width - 2, "you", 2) if words else [put(_OPEN, "faint", 2)]
        lines += [*belonging(own, item, f"pick({item})"), BLANK]
    lines.append(put("PLAY AGAIN, WITH ONE THING CHANGED", "muted"))
    for item, way in enumerate(picture.ways, len(FIELDS)):
        key = way.key or manner.glyphs.arrow[-1]
        lines += belonging(hanging((2, key, "bold strong"), way.words, width - 2, "fg", 5), item, f"pick({item})")
    if picture.lessons:
        lines += [BLANK, put("WHAT TO TAKE ALONG", "muted")]
        for lesson in picture.lessons:
            lines += hanging((0, manner.glyphs.bullet, "muted"), lesson, width, "fg")
    if picture.journal:
        lines += [BLANK, put("This drill is recorded in", "muted")]
        lines += [put(line, "faint", 2) for line in wrap(picture.journal, width - 2)]
    return lines
