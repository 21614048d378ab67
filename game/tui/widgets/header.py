"""The two lines on top: what time it is, how fast, how bad, who is free, and who waits for a word."""

from __future__ import annotations

from game.session.helping.guidance import Guidance
from game.session.view.board import Snapshot
from game.tui.canvas import Canvas
from game.tui.paint.text import fitting, length, short_length, shorten
from game.tui.theme import Manner
from game.tui.widgets.board import PLACE as BOARD
from game.tui.widgets.board_view import WIDE, BoardView
from game.tui.widgets.showing import ShowingZone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FASTEST = 240
_LONG = 160  # columns from which the curves are long
_RATED = {Guidance.RATED: "rated", Guidance.BARE: "bare"}
_PAGER, _POSTS = "tab pager", "do screen.open_status"

Piece = tuple[str, str]


def paint_header(
    snapshot: Snapshot, width: int, manner: Manner, *, pause_key: str = "space", doors: bool = False
) -> Canvas:
    """Two lines, in a long form from 120 columns on and a short one below. `pause_key` is what stops the clock here.

    A click on the clock stops or starts it, one on the speed changes it; with `doors`, those of the board, the pager and the
    last post open what they count.
    """
    canvas = Canvas(width, 2, "fg on panel")
    wide = width >= WIDE
    end = _right(canvas, 0, _badges(snapshot, wide))
    x = _first_line(canvas, snapshot, manner, pause_key if wide else "", "do screen." if doors else "")
    word = _RATED.get(snapshot.level.guidance, "")
    if not wide and word and x + len(word) + 4 <= end:
        canvas.put(x + 2, 0, word, "muted")
    if doors and not wide:
        canvas.aim(end, 0, _width(_pager(snapshot)), 1, _PAGER)
    if wide:
        level = snapshot.level
        told = f"{level.title}, {_RATED[level.guidance]}" if level.guidance in _RATED else level.title
        room = end - x - 5
        title = told if len(told) <= room else shorten(level.title, room)
        canvas.right(end - (3 if snapshot.severity is not None else 0), 0, title, "muted")
    _second_line(canvas, snapshot, manner, wide, doors=doors)
    return canvas


def _first_line(canvas: Canvas, snapshot: Snapshot, manner: Manner, pause_key: str, does: str) -> int:
    """Name, the word that says that this is a drill, clock, elapsed time, speed; where it ends. "" is the short form.

    `does` stands before the action of a click.
    """
    wide = bool(pause_key)
    level, second = snapshot.level, snapshot.second
    wall = level.wall(second)
    day = f" {_DAYS[wall.weekday()]} {wall.day} {MONTHS[wall.month - 1]}" if wide else ""
    # Below 120 columns there is no room for all three words.
    x = canvas.put(1, 0, "NOERROR" if wide or not snapshot.recording else "recording", "bold strong")
    x = canvas.put(x + 1, 0, "drill", "muted")
    if wide and snapshot.recording:
        x = canvas.put(x + 1, 0, "recording", "bold strong")
    if wide:
        x = canvas.put(x + 2, 0, level.region, "muted") + 2
    begin = x + 2
    x = canvas.put(begin, 0, f"{wall:%H:%M:%S}", "bold strong")
    x = canvas.put(x + 1, 0, f"{level.zone}{day}", "muted")
    x = canvas.put(x + 2 + wide, 0, elapsed(second), "fg")
    pace = x + 2 + wide
    if snapshot.paused:
        x = canvas.put(pace, 0, f"{manner.glyphs.paused} paused", "bold strong")
        x = canvas.put(x + 1, 0, f"{pause_key} goes on", "faint") if wide else x
        canvas.aim(begin, 0, x - begin, 1, f"{does}pause")
        return x
    x = canvas.put(pace, 0, manner.glyphs.running, "fg")
    behind = canvas.put(x + 1, 0, f"x{snapshot.speed}", "bold fg")
    x = canvas.put(behind + 1, 0, f"{pause_key} pauses", "faint") if wide else behind
    canvas.aim(begin, 0, x - begin, 1, f"{does}pause")
    # Behind the fastest comes the slowest again: a mouse has no key for it.
    canvas.aim(pace, 0, behind - pace, 1, f"{does}speed({-3 if snapshot.speed >= FASTEST else 1})")
    return x


def _badges(snapshot: Snapshot, wide: bool) -> list[Piece]:
    """What stands at the right of the first line: the severity, and at 80 columns the pager."""
    pieces: list[Piece] = []
    if not wide:
        pieces = _pager(snapshot)
    if snapshot.severity is not None:
        # No fill: a fill means that somebody has to acknowledge something, and a severity stays for hours.
        look = {1: "bold down", 2: "bold degr"}.get(snapshot.severity, "bold strong")
        pieces += [("   " if pieces else "", "fg"), (f"SEV{snapshot.severity}", look)]
    return pieces


def _pager(snapshot: Snapshot, *, listed: bool = False) -> list[Piece]:
    """How many pages wait: a fill, unless the pager itself is `listed` right below and has its own fills."""
    if new := snapshot.new_alarms:
        look = "bold degr" if listed else "bold degrfg on degrbg"
        more = snapshot.new_behind
        return [("pager ", "muted"), (f" {new} new ", look), (f" +{more}" if more else "", "muted")]
    return [("pager all acked" if snapshot.all_acknowledged else "pager quiet", "muted")]


def _right(canvas: Canvas, y: int, pieces: list[Piece]) -> int:
    """Write pieces so that they end one cell before the edge; return where they begin."""
    x = begin = canvas.width - 1 - _width(pieces)
    for text, look in pieces:
        x = canvas.put(x, y, text, look)
    return begin


def _second_line(canvas: Canvas, snapshot: Snapshot, manner: Manner, wide: bool, *, doors: bool) -> None:
    """Impact, trust, people; at the right the last post, and the pager where there is room."""
    if not wide:
        x = _put(canvas, 1, _facts(snapshot, manner, 6))
        x = canvas.put(x + 3, 1, "free", "muted")
        x = canvas.put(x + 1, 1, f"{free_hands(snapshot)}/{hands_here(snapshot)}", "bold strong")
        told = last_post(snapshot, canvas.width - x - 4)
        begin = _right(canvas, 1, told)
    else:
        end = _right(canvas, 1, _pager(snapshot, listed=doors))
        told = last_post(snapshot, canvas.width)
        # How long the public has waited comes before the past of the curves, and that before who is tired.
        most = (24, 10, 6) if canvas.width >= _LONG else (10, 6)
        forms = [(cells, tired) for tired in (tired_hands(snapshot), "") for cells in most]
        ways = [[*_facts(snapshot, manner, cells), *_free(snapshot, tired)] for cells, tired in forms]
        pieces = next((way for way in ways if _width(way) + _width(told) + 7 <= end), ways[-1])
        begin = _put(canvas, 1, pieces) + 4
        told = last_post(snapshot, end - begin - 2)
        _put(canvas, begin, told)
        if doors:
            canvas.aim(end, 1, canvas.width - 1 - end, 1, _PAGER)
    if doors:
        canvas.aim(begin, 1, _width(told), 1, _POSTS)


def _facts(snapshot: Snapshot, manner: Manner, cells: int) -> list[Piece]:
    """Impact and trust, with their last minutes."""
    spark = manner.glyphs.spark
    return [
        ("impact ", "muted"),
        (f"{snapshot.impact:.0%}".rjust(3), "bold strong"),
        (f" {spark(snapshot.impact_spark, cells)}   ", "muted"),
        ("trust ", "muted"),
        (f"{snapshot.trust:.0f}".rjust(2), "bold strong"),
        (f" {spark(snapshot.trust_spark, cells)}", "faint"),
    ]


def _free(snapshot: Snapshot, tired: str) -> list[Piece]:
    """Who has nothing in hand, and how many are tired."""
    free = f"{free_hands(snapshot)} of {hands_here(snapshot)}"
    return [("    responders ", "muted"), (free, "bold strong"), (f" free{tired}", "muted")]


def _width(pieces: list[Piece]) -> int:
    return sum(len(text) for text, _ in pieces)


def _put(canvas: Canvas, x: int, pieces: list[Piece]) -> int:
    """Write pieces into the second line; return the column behind."""
    for text, look in pieces:
        x = canvas.put(x, 1, text, look)
    return x


def free_hands(snapshot: Snapshot) -> int:
    """How many people are here and have nothing in hand."""
    return len([person for person in snapshot.responders if person.arrives_s is None and not person.doing])


def hands_here(snapshot: Snapshot) -> int:
    """How many people are here; whoever is still on the way is not."""
    return len([person for person in snapshot.responders if person.arrives_s is None])


def tired_hands(snapshot: Snapshot) -> str:
    """How many of the people here are tired, behind a comma; nothing if nobody is."""
    count = len([person for person in snapshot.responders if person.tired])
    return f", {count} tired" if count else ""


def elapsed(second: int) -> str:
    """Time since the level's zero: "0:50 in"; before it, the minutes that have begun: "0:02 to go"."""
    minutes = second // 60 if second >= 0 else -(second // 60)
    return f"{minutes // 60}:{minutes % 60:02d} {'to go' if second < 0 else 'in'}"


def last_post(snapshot: Snapshot, room: int) -> list[Piece]:
    """How long the public has been waiting, amber and with the word "late" once a promise is broken."""
    due, second = snapshot.post_due_s, snapshot.second
    late = due is not None and second > due
    if snapshot.posts:
        age_s = second - snapshot.posts[-1].second
        if late:
            told = fitting(room - 10, (f"{length(age_s)} ago (late)", f"{short_length(age_s)} ago late"))
        else:
            told = fitting(room - 10, (f"{length(age_s)} ago", f"{short_length(age_s)} ago"))
    elif due is None:
        told = fitting(room - 10, ("no incident", "none"))
    elif late:
        told = fitting(room - 10, (f"none, {length(second - due)} late", "none, late"))
    else:
        told = fitting(room - 10, (f"none, due in {length(due - second)}", f"due {short_length(due - second)}"))
    return [("last post ", "muted"), (told, "bold degr" if late else "bold strong")] if told else []


class Header(ShowingZone):
    """The header of every screen on which the clock runs."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """Everything but the tiles."""
        now = view.snapshot
        return (now.second, now.speed, now.paused, now.impact, now.trust, now.severity,
                now.new_alarms, now.new_behind, now.all_acknowledged, now.responders, now.posts, now.post_due_s, now.impact_spark, now.trust_spark)  # fmt: skip

    def paint(self, width: int, height: int) -> Canvas:
        """The two lines."""
        return (
            Canvas(width, height)
            if self.view is None
            else paint_header(
                self.view.snapshot,
                width,
                self.manner,
                pause_key=self.keymap.first(BOARD["board.pause"]),
                doors=True,
            )
        )
