"""The status page composer: five fields, what publishing would do, what was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import Snapshot
from game.session.view.telling import Draft, PostState, Preview, ServiceChoice
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.keysets.composer import PLACE
from game.tui.paint.keys import Legend, Pair, paint_keys
from game.tui.paint.published import (
    paint_as_seen,
    paint_published,
    paint_silence,
    paint_silence_line,
    paint_trust,
    paint_voices,
    paint_what_helps,
)
from game.tui.paint.text import Box, clock, fitting, shorten, wrap
from game.tui.panels import Panel, shows
from game.tui.theme import Manner

STATES = tuple(PostState)
PROMISES_MIN: tuple[int | None, ...] = (15, 20, 30, 60, None)
FIELDS = ("state", "affected", "cause", "next post", "message")
STATE, AFFECTED, CAUSE, NEXT, MESSAGE = range(5)
_MORE = 7  # cells for how many choices there are on either side of those in sight
LIMIT_SHOWN_BELOW = 60
"""So many characters before its end a message shows how long it may be."""
_SYMBOL_LOOKS = {State.DOWN: "bold down", State.DEGRADED: "degr", State.RECOVERING: "rec", State.STALE: "bold strong"}


@dataclass(frozen=True, slots=True)
class ComposerPicture:
    """Everything that the composer shows. `cursor` is the service that the arrows stand on.

    `notice` is what became of the last key: why nothing was published, or the question that is asked. `above` and
    `below` count the lines of the message that are out of sight; `most` is how many characters it may have.
    """

    snapshot: Snapshot
    draft: Draft
    preview: Preview
    field: int
    cursor: int
    notice: str = ""
    asking: bool = False
    above: int = 0
    below: int = 0
    most: int = 0
    pause_key: str = "f2"


@dataclass(frozen=True, slots=True)
class Form:
    """Where the parts of the form stand, for a page of a certain size."""

    width: int
    """Columns of the form; the side begins there."""
    side: bool
    state_y: int
    affected_y: int
    rows: int
    columns: int
    cause_y: int
    next_y: int
    message: Box
    after_y: int


def form_for(width: int, height: int, services: int) -> Form:
    """Lay the form out: with a side and air between the fields from 120x34 on, else tightly.

    What is said of a draft has its lines whether there is anything to say or not: a tick moves nothing.
    """
    if width >= 118 and height >= 33:
        form = width * 80 // 120
        free = height - 24
        columns = 1 if services <= free else 2
        rows = max(1, min(-(-services // columns), free))
        affected = 5
        cause = affected + 1 + rows + 1
        tall = min(7, 5 + max(0, free - rows))
        message = Box(16, cause + 5, form - 18, cause + 5 + tall)
        return Form(form, True, 3, affected, rows, columns, cause, cause + 3, message, message.end + 1)
    air = 1 if height >= 28 else 0
    fixed = 3 + 2 + 4 + 2 + 2 + 3 + 1 + air * 4
    columns = 2
    rows = max(1, min(-(-services // columns), height - fixed))
    affected = 3 + air
    cause = affected + rows + air
    next_y = cause + 1
    message = Box(15, next_y + 1 + air, width - 17, next_y + 1 + air + 4)
    return Form(width, False, 2 + air, affected, rows, columns, cause, next_y, message, message.end + air)


def form_of(width: int, height: int, picture: ComposerPicture) -> Form:
    """The form for a picture: as `form_for`, with its number of services."""
    return form_for(width, height, len(picture.preview.services))


def paint_composer(width: int, height: int, manner: Manner, picture: ComposerPicture) -> Canvas:
    """Draw the composer; the message itself is an editor that lies over its box."""
    canvas = Canvas(width, height)
    glyphs = manner.glyphs
    preview = picture.preview
    form = form_of(width, height, picture)
    if form.side:
        _side(canvas, form, manner, picture)
        _title(canvas, 1, form.width - 1, picture)
    else:
        paint_silence_line(canvas, 0, picture.snapshot, glyphs=glyphs)
        _title(canvas, 1, width - 1, picture)
    x = 16 if form.side else 15
    labels = ((form.state_y, STATE), (form.affected_y, AFFECTED), (form.cause_y, CAUSE), (form.next_y, NEXT))
    for y, field in (*labels, (form.message.y, MESSAGE)):
        _label(canvas, y, field, manner, marked=field == picture.field)
    _choices(canvas, x, form.state_y, form.width - 1, _states(picture.draft), field=STATE)
    _affected(canvas, form, x, manner, picture)
    _choices(canvas, x, form.cause_y, form.width - 1, _causes(picture), field=CAUSE)
    if form.side:
        _proofs(canvas, x, form.cause_y + 1, form.width - 1, preview.proofs)
    behind = _choices(canvas, x, form.next_y, form.width - 1, _promises(picture.draft), field=NEXT)
    if preview.promise_s is not None:
        due = clock(picture.snapshot.level, preview.promise_s)
        promise = fitting(form.width - 2 - behind, (f"promise: {due}", f"by {due}"))
        canvas.right(form.width - 1, form.next_y, promise, "fg")
    _count(canvas, form, picture)
    canvas.fill(form.message.x - 1, form.message.y, form.message.width + 1, form.message.height, "sel")
    if not manner.theme.shades:
        for y in range(form.message.y, form.message.end):
            canvas.put(form.message.x - 1, y, glyphs.upright, "muted" if picture.field == MESSAGE else "rule")
    if picture.above:
        canvas.put(form.message.right, form.message.y, glyphs.upward, "bold strong")
    if picture.below:
        canvas.put(form.message.right, form.message.end - 1, glyphs.downward, "bold strong")
    canvas.aim(form.message.x - 1, form.message.y, form.message.width + 1, form.message.height, f"field({MESSAGE})")
    below = _after(canvas, form, x, manner, picture)
    if form.side:
        _as_seen(canvas, Box(1, below + 1, form.width - 2, height - 2), manner, picture)
    elif below < height - 2:
        paint_published(canvas, Box(1, below, width - 2, height - 1), picture.snapshot, long=False)
    _keys(canvas, picture, Legend(PLACE, manner.keys))
    return canvas


def _as_seen(canvas: Canvas, box: Box, manner: Manner, picture: ComposerPicture) -> None:
    """The update from the other side, and what makes one worth reading; on a screen with room for it."""
    named = [service.name for service in picture.preview.services if service.component in picture.draft.services]
    y = paint_as_seen(canvas, box, picture.draft, named, picture.snapshot)
    if y > box.y:
        paint_what_helps(canvas, Box(box.x, y + 1, box.width, box.end), glyphs=manner.glyphs)


def _count(canvas: Canvas, form: Form, picture: ComposerPicture) -> None:
    """How long the message is, and near its end how long it may be: that moves a little with the rest of the line."""
    used = len(picture.draft.message)
    look = "bold degr" if picture.most and used > picture.most else "faint"
    y = form.message.y + 1
    near = picture.most and picture.most - used < LIMIT_SHOWN_BELOW
    canvas.put(3, y, f"{used} of {picture.most}" if near else str(used), look)
    canvas.put(3, y + 1, "characters", "faint")


def _title(canvas: Canvas, y: int, end: int, picture: ComposerPicture) -> None:
    behind = canvas.put(1, y, "STATUS PAGE", "bold strong")
    number = len(picture.snapshot.posts) + 1
    canvas.put(behind + 2, y, shorten(f"post {number}, not published", end - behind - 2), "muted")


def _keys(canvas: Canvas, picture: ComposerPicture, legend: Legend) -> None:
    y = canvas.height - 1
    if picture.asking:
        paint_keys(canvas, y, [legend.pair("yes"), legend.pair("back", "leave it")])
        return
    writing = picture.field == MESSAGE
    pairs: list[Pair] = [legend.pair("next")] if writing else [legend.pair("field1")]
    if not writing:
        pairs.append(legend.arrows(("left", "down", "up", "right")))
    if picture.field == AFFECTED:
        pairs.append(legend.pair("tick"))
    pairs.append(legend.pair("publish"))
    if picture.preview.suggestion and shows(picture.snapshot, Panel.WORDS):
        pairs.append(legend.pair("suggest"))
    pairs += [legend.pair("back"), (picture.pause_key, "pause", "pause")]
    paint_keys(canvas, y, pairs, None if writing else legend.pair("help"))


def _label(canvas: Canvas, y: int, field: int, manner: Manner, *, marked: bool) -> None:
    if marked:
        canvas.put(0, y, manner.glyphs.selected, "bold strong")
    canvas.put(1, y, str(field + 1), "bold strong")
    canvas.put(3, y, FIELDS[field], "bold strong" if marked else "muted")
    canvas.aim(0, y, 14, 1, f"field({field})")


def _states(draft: Draft) -> list[tuple[str, bool]]:
    return [(state.value.capitalize(), state is draft.state) for state in STATES]


def _causes(picture: ComposerPicture) -> list[tuple[str, bool]]:
    listed = [(choice.about or choice.word, choice.word == picture.draft.cause) for choice in picture.preview.causes]
    if not any(choice.word == "" for choice in picture.preview.causes):
        listed.insert(0, ("none yet", picture.draft.cause == ""))
    return listed


def _promises(draft: Draft) -> list[tuple[str, bool]]:
    return [("none" if it is None else f"{it} min", it == draft.next_minutes) for it in PROMISES_MIN]


def _choices(canvas: Canvas, x: int, y: int, end: int, choices: Sequence[tuple[str, bool]], *, field: int) -> int:
    """Radio buttons in a row. Where they do not all fit, those around the chosen one, with how many more there are on either
    side. Returns the column behind.
    """
    gap = 2 if sum(len(name) + 6 for name, _ in choices) - 2 <= end - x else 1
    widths = [len(name) + 4 for name, _ in choices]
    first = 0
    chosen = next((index for index, (_, on) in enumerate(choices) if on), 0)
    if sum(widths) + gap * (len(choices) - 1) <= end - x:
        chosen = 0
    while first < chosen and sum(widths[first : chosen + 1]) + gap * (chosen - first) + _MORE > end - x:
        first += 1
    if first:
        before = f"+{first}"
        canvas.aim(x, y, len(before), 1, f"choose({field},{first - 1})")
        x = canvas.put(x, y, before, "muted") + 1
    for index in range(first, len(choices)):
        name, on = choices[index]
        left = len(choices) - index
        if x + widths[index] + (0 if left == 1 else len(f"+{left}") + 1) > end:
            more = fitting(end - x, (f"+{left} more", f"+{left}"))
            canvas.put(x, y, more, "muted")
            canvas.aim(x, y, len(more), 1, f"choose({field},{index})")
            break
        canvas.aim(x, y, widths[index], 1, f"choose({field},{index})")
        canvas.put(x, y, "(x)" if on else "( )", "bold strong" if on else "faint")
        x = canvas.put(x + 4, y, name, "bold strong" if on else "fg") + gap
    return x


def _affected(canvas: Canvas, form: Form, x: int, manner: Manner, picture: ComposerPicture) -> None:
    """Services with what the board says of each; what is ill and left out, or well and named, says so."""
    services = picture.preview.services
    y = form.affected_y
    if form.side:
        if form.columns == 1:
            canvas.put(x, y, "you say", "faint")
            canvas.put(x + 24, y, "the board says", "faint")
        else:
            canvas.put(x, y, "you say, and what the board says of it", "faint")
        y += 1
    first, shown = services_in_sight(form, len(services), picture.cursor)
    if shown < len(services):
        canvas.put(3, form.affected_y + 1, f"{first + 1}-{first + shown} of {len(services)}", "faint")
    wide = (form.width - 1 - x) // form.columns
    for index in range(first, first + shown):
        row, column = divmod(index - first, form.columns)
        box = Box(x + column * wide, y + row, wide - (1 if form.columns > 1 else 0), 0)
        here = picture.field == AFFECTED and index == picture.cursor
        _service(canvas, box, manner.glyphs, services[index], services[index].component in picture.draft.services)
        if here:
            canvas.fill(box.x, box.y, box.width, 1, "sel")
            canvas.put(box.x - 1, box.y, manner.glyphs.selected, "bold strong", over=True)
        canvas.aim(box.x, box.y, box.width, 1, f"tick_at({index})")


def services_in_sight(form: Form, services: int, cursor: int) -> tuple[int, int]:
    """The first service in sight and how many there are: rows fill from the left, and the list moves by whole rows."""
    room = form.rows * form.columns
    if services <= room:
        return 0, services
    row = cursor // form.columns
    first = max(0, row - form.rows + 1) * form.columns
    return first, min(room, services - first)


def _service(canvas: Canvas, box: Box, glyphs: Glyphs, service: ServiceChoice, named: bool) -> None:
    look = _SYMBOL_LOOKS.get(service.state, "muted")
    canvas.put(box.x, box.y, "[x]" if named else "[ ]", "bold strong" if named else "faint")
    if box.width >= 58:
        canvas.put(box.x + 4, box.y, shorten(service.name, 18), "fg" if named else "muted")
        canvas.put(box.x + 24, box.y, glyphs.state(service.state), look)
        words = {State.DOWN: "DOWN", State.OK: "ok", State.STALE: "stale"}
        canvas.put(box.x + 26, box.y, words.get(service.state, service.state.value), look if look != "degr" else "fg")
        text = shorten(service.text, 8)
        canvas.right(box.x + 46, box.y, text, "fg")
        note_x = box.x + 48
    else:
        canvas.put(box.x + 4, box.y, shorten(service.name, 10), "fg" if named else "muted")
        canvas.put(box.x + 15, box.y, glyphs.state(service.state), look)
        note_x = canvas.put(box.x + 17, box.y, shorten(service.text, 6), "fg") + 1
    note = fitting(box.right - note_x, (service.note, _NOTES.get(service.note, "")))
    canvas.put(note_x, box.y, note, "degr")


_NOTES = {"left out": "left out", "board says ok": "is ok"}


def _proofs(canvas: Canvas, x: int, y: int, end: int, proofs: Sequence[str]) -> None:
    """What you have seen that supports a cause."""
    if not proofs:
        canvas.put(x, y, "? no proof yet", "faint")
        return
    canvas.put(x, y, "+", "bold strong")
    count = f"{len(proofs)} proof{'s' if len(proofs) > 1 else ''}"
    canvas.put(
        x + 2, y, fitting(end - x - 2, (f"{count}: {', '.join(proofs)}", f"{count}: {proofs[0]}", count)), "muted"
    )


def _warnings(picture: ComposerPicture) -> tuple[str, ...]:
    """What speaks against publishing, as the session sees it. What hinders it is said when it is tried."""
    return tuple(text for text in picture.preview.warnings if text)


def _after(canvas: Canvas, form: Form, x: int, manner: Manner, picture: ComposerPicture) -> int:
    """What publishing does to trust, and the warnings. Returns the line below."""
    preview, y, end = picture.preview, form.after_y, form.width - 1
    canvas.put(x - 13, y, "if published", "muted")
    behind = canvas.put(x, y, f"trust {preview.trust_now} {manner.glyphs.arrow} ", "fg")
    behind = canvas.put(behind, y, str(preview.trust_if_true), "bold strong")
    behind = canvas.put(behind, y, " as the board stands" if preview.as_board else " if true", "muted")
    if not preview.as_board or preview.trust_if_wrong != preview.trust_if_true:
        behind = canvas.put(behind + 3, y, f"{manner.glyphs.arrow} ", "fg")
        behind = canvas.put(behind, y, str(preview.trust_if_wrong), "bold strong")
        canvas.put(behind, y, " if wrong", "muted")
    y += 1
    limit = canvas.height - 1 if form.side else max(y + 2, canvas.height - 4)
    for line in wrap(picture.notice, end - 5, max(1, limit - y)):
        canvas.fill(1, y, end - 1, 1, "sel")
        canvas.put(2, y, "?" if picture.asking else "!", "bold you")
        canvas.put(4, y, line, "bold strong" if manner.theme.shades else "reverse bold strong")
        y += 1
    for warning in _warnings(picture):
        lines = wrap(warning, end - x - 2)
        if y + len(lines) > limit:
            break
        canvas.put(x, y, manner.glyphs.degraded, "degr")
        for line in lines:
            canvas.put(x + 2, y, line, "fg")
            y += 1
    return y if form.side else max(y, form.after_y + 2)


def _side(canvas: Canvas, form: Form, manner: Manner, picture: ComposerPicture) -> None:
    """Silence, trust and what was published, in a column of their own."""
    left, height = form.width, canvas.height
    if manner.theme.shades:
        canvas.fill(left, 0, canvas.width - left, height - 1, "panel")
    else:
        for y in range(1, height - 2):
            canvas.put(left, y, manner.glyphs.upright, "rule")
    box = Box(left + 3, 1, canvas.width - left - 5, height - 2)
    y = paint_silence(canvas, box, picture.snapshot, glyphs=manner.glyphs) + 1
    y = paint_trust(canvas, Box(box.x, y, box.width, box.end), picture.snapshot, glyphs=manner.glyphs) + 1
    voices = picture.preview.voices
    reserved = min(len(voices) * 2, 14) + 2 if voices and box.end - y >= 26 else 0
    y = paint_published(canvas, Box(box.x, y, box.width, box.end - reserved), picture.snapshot, long=True)
    paint_voices(
        canvas,
        Box(box.x, max(y + 1, box.end - reserved) if reserved else y + 1, box.width, box.end),
        voices,
        picture.snapshot.level,
    )
