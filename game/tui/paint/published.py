"""What the public was told so far: the silence since, trust, and the updates with their promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.session.view.board import LevelFacts, Snapshot
from game.session.view.telling import Draft, Post, Voice
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.blocks import paint_head
from game.tui.paint.chart import Plot, paint_area, resample
from game.tui.paint.text import Box, clock, fitting, length, shorten, wrap
from game.tui.paint.window import LabelRow


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing was published: since `from_s`, until now; `due_s` is when the next update is due."""

    from_s: int
    now_s: int
    due_s: int | None
    posted: bool

    @property
    def lasted_s(self) -> int:
        """Seconds without a word."""
        return max(0, self.now_s - self.from_s)

    @property
    def late_s(self) -> int:
        """Seconds over the promise, 0 if it is kept so far."""
        return max(0, self.now_s - self.due_s) if self.due_s is not None else 0


def silence_of(snapshot: Snapshot) -> Silence:
    """The silence now. Before the first update it begins with the first page; where nothing is due there is none."""
    posted = bool(snapshot.posts) and (snapshot.paged_s != snapshot.level.start_s or _own(snapshot))
    if posted:
        begin = snapshot.posts[-1].second
    elif snapshot.post_due_s is None or snapshot.paged_s is None:
        begin = snapshot.second
    else:
        begin = snapshot.paged_s
    return Silence(min(begin, snapshot.second), snapshot.second, snapshot.post_due_s, posted)


def _own(snapshot: Snapshot) -> bool:
    """Whether the newest update is the player's own, not of a shift before."""
    return snapshot.posts[-1].second >= snapshot.level.start_s


def silence_words(silence: Silence) -> tuple[str, str]:
    """What was promised, and how late it is or when it is due; either may be ""."""
    if silence.due_s is None:
        return ("no update was promised" if silence.posted else "nothing is due", "")
    promised = length(max(0, silence.due_s - silence.from_s))
    word = f"promised {promised}" if silence.posted else f"first word after {promised}"
    if silence.late_s >= 60:
        return (word, f"{length(silence.late_s)} late")
    if silence.late_s:
        return (word, "due now")
    return (word, f"due in {length(silence.due_s - silence.now_s)}")


def paint_silence_bar(canvas: Canvas, x: int, y: int, width: int, silence: Silence, *, glyphs: Glyphs) -> None:
    """A bar from the last update to now, with the promise as a tick and what lies behind it in amber."""
    promised = max(0, (silence.due_s if silence.due_s is not None else silence.now_s) - silence.from_s)
    whole = max(60, int(max(promised * 1.6, silence.lasted_s * 1.2)))
    for cell in range(width):
        second = (cell + 0.5) * whole / width
        if second > silence.lasted_s:
            canvas.put(x + cell, y, glyphs.across, "rule")
        elif silence.due_s is not None and second > promised:
            canvas.put(x + cell, y, glyphs.bar, "degr")
        else:
            canvas.put(x + cell, y, glyphs.bar, "fg")
    if silence.due_s is not None and width:
        canvas.put(x + min(width - 1, promised * width // whole), y, glyphs.tick, "bold strong", over=True)


def paint_silence(canvas: Canvas, box: Box, snapshot: Snapshot, *, glyphs: Glyphs) -> int:
    """Heading, bar and words. Returns the line below."""
    silence = silence_of(snapshot)
    promised, late = silence_words(silence)
    canvas.put(box.x, box.y, "SILENCE", "muted")
    amber = "bold degr" if silence.late_s else "bold strong"
    canvas.right(box.right, box.y, length(silence.lasted_s), amber)
    paint_silence_bar(canvas, box.x, box.y + 1, box.width, silence, glyphs=glyphs)
    behind = canvas.put(box.x, box.y + 2, shorten(promised, box.width), "muted")
    if late and behind + 2 + len(late) <= box.right:
        canvas.put(behind + 2, box.y + 2, late, "bold degr" if silence.late_s else "fg")
    return box.y + 3


def paint_silence_line(canvas: Canvas, y: int, snapshot: Snapshot, *, glyphs: Glyphs) -> None:
    """The same in one line, for 80 columns."""
    silence = silence_of(snapshot)
    promised, late = silence_words(silence)
    words = ", ".join(part for part in (promised, late) if part)
    end = canvas.width - 1
    amber = "bold degr" if silence.late_s else "bold strong"
    x = canvas.put(canvas.put(1, y, "silence ", "muted"), y, length(silence.lasted_s), amber) + 2
    begin = canvas.right(end, y, fitting(end - x - 14, (words, late, promised)), "degr" if silence.late_s else "muted")
    paint_silence_bar(canvas, x, y, begin - 2 - x, silence, glyphs=glyphs)


def paint_trust(canvas: Canvas, box: Box, snapshot: Snapshot, *, glyphs: Glyphs) -> int:
    """Trust so far as an area of three lines, with the number of each update below it. Returns the line below."""
    canvas.put(box.x, box.y, "TRUST", "muted")
    canvas.right(box.right, box.y, f"{snapshot.trust:.0f}", "bold strong")
    known = [float(eighth) for eighth in snapshot.trust_spark if eighth >= 0]
    paint_area(canvas, Plot(box.x, box.y + 1, 3, 8.0), resample(known, box.width), "faint", glyphs=glyphs)
    minutes = len(known) - 1
    begin = snapshot.second - minutes * 60
    seen = [post for post in snapshot.posts if post.second >= begin]
    if minutes < 1 or not seen or box.y + 5 > box.end:
        return box.y + 4
    row = LabelRow(canvas, box.y + 4, box.x, box.right)
    for post in seen:
        column = box.x + (post.second - begin) * (box.width - 1) // (minutes * 60)
        row.put(column, (str(post.number),), "bold strong")
    row.put(box.x, ("updates",), "faint")
    row.put_left(box.right, (f"{minutes} min",), "faint")
    return box.y + 5


def promise_words(post: Post, snapshot: Snapshot, *, last: bool) -> tuple[str, str]:
    """How the promise of an update stands, and the look of that."""
    if post.promise_s is None:
        return "", "muted"
    if post.answered or not last:
        return (f"{length(post.late_s)} late", "degr") if post.late_s >= 60 else ("kept", "muted")
    late = snapshot.second - post.promise_s
    if late >= 60:
        return f"now {length(late)} late", "degr"
    return f"next by {clock(snapshot.level, post.promise_s)}", "muted"


def paint_published(canvas: Canvas, box: Box, snapshot: Snapshot, *, long: bool) -> int:
    """The updates, newest first; `long` with their words below, else one line each. Returns the line below."""
    y = paint_head(canvas, box.x, box.y, "PUBLISHED")
    if not snapshot.posts and y < box.end:
        canvas.put(box.x + (0 if long else 2), y, "Nothing yet.", "fg")
        return y + 1
    for post in reversed(snapshot.posts):
        if y >= box.end:
            return box.end
        x = box.x if long else box.x + 2
        word, look = promise_words(post, snapshot, last=post is snapshot.posts[-1])
        end = canvas.right(box.right, y, word, look) - 2 if word else box.right
        x = canvas.put(x, y, clock(snapshot.level, post.second), "bold strong") + 1
        x = canvas.put(x, y, post.state.value.capitalize(), "fg") + 2
        if not long:
            canvas.put(x, y, shorten(post.message, end - x), "muted")
            y += 1
            continue
        y += 1
        for line in wrap(post.message, box.width - 6, 3):
            if y < box.end:
                canvas.put(box.x + 6, y, line, "muted")
                y += 1
        for line in wrap(post.verdict, box.width - 6, 2):
            if y < box.end:
                canvas.put(box.x + 6, y, line, "faint")
                y += 1
        y += 1
    return y


def paint_voices(canvas: Canvas, box: Box, voices: Sequence[Voice], level: LevelFacts) -> None:
    """What customers say, the newest first; each whole, or not at all."""
    if not voices or box.height < 3:
        return
    y = paint_head(canvas, box.x, box.y, "WHAT CUSTOMERS SAY")
    names = min(16, max(len(voice.who) for voice in voices))
    beside = box.width >= 50
    indent = 6 + (names + 2 if beside else 0)
    for voice in voices:
        lines = wrap(voice.text, box.width - indent) or [""]
        if y + len(lines) + (0 if beside else 1) > box.end:
            return
        canvas.put(box.x, y, clock(level, voice.second), "faint")
        canvas.put(box.x + 6, y, shorten(voice.who, names if beside else box.width - 6), "muted")
        y += 0 if beside else 1
        for line in lines:
            canvas.put(box.x + indent, y, line, "fg")
            y += 1


def paint_as_seen(canvas: Canvas, box: Box, draft: Draft, names: Sequence[str], snapshot: Snapshot) -> int:
    """The update as customers will see it; returns the line below. Nothing if its head and three lines have no room."""
    if box.height < 6:
        return box.y
    level = snapshot.level
    canvas.put(box.x, box.y, "AS CUSTOMERS WILL SEE IT", "muted")
    x, y, width = box.x + 2, box.y + 1, min(box.width - 2, 90)
    behind = canvas.put(
        canvas.put(x, y, level.region, "bold strong") + 2, y, draft.state.value.capitalize(), "bold strong"
    )
    canvas.put(behind + 2, y, f"{clock(level, snapshot.second)} {level.zone}", "muted")
    y += 1
    affected = wrap(f"Affected: {', '.join(names)}." if names else "Affected: nothing is named yet.", width)
    room = box.end - y - min(2, len(affected))
    for line in wrap(draft.message or "Nothing is written yet.", width, max(1, room)):
        canvas.put(x, y, line, "fg" if draft.message else "faint")
        y += 1
    for line in wrap(" ".join(affected), width, max(1, box.end - y)):
        if y < box.end:
            canvas.put(x, y, line, "muted")
            y += 1
    return y


HELPS = (
    "what customers meet first, why it happens second",
    "a cause only once it is proved, and then without delay",
    "a time for the next word that can be kept",
    "the services that fail for customers, not all that is red here",
)


def paint_what_helps(canvas: Canvas, box: Box, *, glyphs: Glyphs) -> None:
    """What an update should hold, if all of it has room."""
    if box.height < len(HELPS) + 1:
        return
    y = paint_head(canvas, box.x, box.y, "AN UPDATE HELPS THAT SAYS")
    for line, text in enumerate(HELPS, y):
        canvas.put(box.x + 2, line, glyphs.ok, "muted")
        canvas.put(box.x + 4, line, text, "muted")
