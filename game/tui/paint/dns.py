"""The DNS inspector as a whole: which block stands where at which size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.console import Line
from game.session.view.race import DnsView
from game.tui.canvas import Canvas
from game.tui.keysets.dns import PLACE
from game.tui.paint.blocks import paint_advice, paint_head, paint_offers, paint_proofs, paint_reply, reply_lines
from game.tui.paint.keys import Legend, Pair, paint_keys
from game.tui.paint.lanes import arrange, gutter_of, height_of
from game.tui.paint.plans import paint_in_hand, paint_logs, paint_plans
from game.tui.paint.race import paint_race
from game.tui.paint.standing import LINES, lane_look, lane_words, paint_standing, record_words
from game.tui.paint.text import Box, fitting, length, shorten, wrap
from game.tui.paint.window import Window
from game.tui.theme import Manner

Spoken = tuple[str, Sequence[Line]]
"""A console line and what it answered."""


@dataclass(frozen=True, slots=True)
class DnsPicture:
    """Everything that the inspector shows at one moment.

    `from_s` and `span_s` are the stretch of the clock; `spoken` is the last console line with its answer, if it is to be
    shown; `asking` is the question of a risky action that waits for a second press, or "".
    """

    view: DnsView
    level: LevelFacts
    now: int
    from_s: int
    span_s: int
    spoken: Spoken | None = None
    asking: str = ""


def unread(view: DnsView) -> list[str]:
    """The lines to type that would tell what is not known yet: of the record first, then of its writers."""
    lanes = [lane.look for lane in (view.planner, *view.enactors) if not lane.known]
    record = view.record_look or f"dig {view.name}"
    return lanes if view.record_known else [record, *lanes]


def paint_dns(width: int, height: int, manner: Manner, picture: DnsPicture) -> Canvas:
    """Draw the inspector for a page of this size; the last line holds the keys."""
    canvas = Canvas(width, height)
    if not picture.view.name and not picture.view.enactors:
        canvas.put(1, 1, "DNS", "bold strong")
        canvas.put(1, 3, "Nothing in this region writes DNS records.", "fg")
        legend = Legend(PLACE, manner.keys)
        paint_keys(canvas, height - 1, [legend.pair("status"), legend.pair("back")], legend.pair("help"))
        return canvas
    if width >= 100 and height >= 32:
        side = 60 if width >= 170 and height >= 40 else 0
        _roomy(canvas, manner, picture, side)
    else:
        _tight(canvas, manner, picture)
    _keys(canvas, picture, Legend(PLACE, manner.keys))
    return canvas


def _keys(canvas: Canvas, picture: DnsPicture, legend: Legend) -> None:
    y = canvas.height - 1
    if picture.asking:
        paint_keys(canvas, y, [legend.pair("confirm"), legend.pair("back", "leave it")])
        return
    count = min(9, len(picture.view.offers))
    pairs: list[Pair] = []
    if count:
        pairs.append(legend.some([f"act{number}" for number in range(1, count + 1)]))
    if unread(picture.view):
        pairs.append(legend.pair("look"))
    pairs.append(legend.arrows(("earlier", "wider", "closer", "later")))
    pairs.append(legend.pair("back", "close" if picture.spoken else ""))
    pairs.append(legend.pair("status"))
    if picture.view.pages:
        pairs.append(legend.pair("next"))
    pairs += [legend.pair("pause"), legend.pair("faster"), legend.pair("start")]
    paint_keys(canvas, y, pairs, legend.pair("help"))


def _window(picture: DnsPicture, x: int, width: int) -> Window:
    return Window(picture.from_s, picture.span_s, x, max(1, width))


def _title(canvas: Canvas, y: int, picture: DnsPicture, end: int) -> None:
    behind = canvas.put(canvas.put(1, y, "DNS", "bold strong") + 2, y, "who may write ", "muted")
    canvas.put(behind, y, shorten(picture.view.name, end - behind), "fg")


def _tight(canvas: Canvas, manner: Manner, picture: DnsPicture) -> None:
    """80x24: the race above, what it means and what can be done below."""
    view, width = picture.view, canvas.width
    _title(canvas, 0, picture, width - 1)
    gutter = gutter_of(view)
    shape = arrange(view)
    spare = canvas.height - 1 - 1 - height_of(shape, 2) - 8
    bar = 3 if spare >= 2 else 2
    y = paint_race(
        canvas,
        1,
        view,
        picture.level,
        _window(picture, 1 + gutter, width - 2 - gutter),
        manner=manner,
        now=picture.now,
        bar=bar,
    )
    y += 1
    end = canvas.height - 1
    if picture.asking or picture.spoken:
        end -= _spoken(canvas, Box(1, y, width - 2, end), picture) + 1
        if end - y < 4:
            return
    half = width // 2
    actions = paint_offers(canvas, Box(half + 1, y, width - half - 2, end), view.offers)
    below = paint_advice(canvas, Box(half + 1, actions, width - half - 2, end), view.advice)
    paint_head(canvas, 1, y, "NOW")
    _now(canvas, Box(1, y + 1, half - 2, end), picture, manner, (below, width - 2))


def _now(canvas: Canvas, box: Box, picture: DnsPicture, manner: Manner, wide: tuple[int, int]) -> None:
    """The writers and the record in one line each, the worst first; then what is proved, from a line on as wide as the page.

    Where there is little room, the record stays: it is what all this is about.
    """
    view = picture.view
    y = box.y
    order = list(State)
    lanes = sorted(view.enactors, key=lambda lane: (lane.known, order.index(lane.state)))
    rows: list[tuple[str, str, str, str]] = []
    for lane in (*lanes, view.planner):
        sign = manner.glyphs.state(lane.state) if lane.known else manner.glyphs.stale
        holds, about = lane_words(lane)
        if lane is view.planner and lane.known and lane.holds is not None:
            holds = f"made {lane.holds}"
        texts = [", ".join(part for part in (holds, form) if part) for form in (*about, "")]
        rows.append((sign, lane.label, fitting(box.width - 3 - len(lane.label), texts), lane_look(lane)))
    title, _, _ = record_words(view, picture.level)
    state = view.record_state
    record_sign = manner.glyphs.state(state) if view.record_known else manner.glyphs.stale
    if view.record_known:
        title = title.replace("  ", " ")
    proofs = sorted(view.proofs, key=lambda proof: proof.sign != "?")
    rows = rows[: max(0, box.height - min(len(proofs), 2, max(0, box.height - 3)) - 1)]
    for sign, label, text, look in rows:
        if y >= box.end:
            return
        canvas.put(box.x, y, sign, look if look != "fg" else "muted")
        canvas.put(canvas.put(box.x + 2, y, shorten(label, 12), "fg") + 1, y, text, look)
        y += 1
    if y < box.end:
        canvas.put(box.x, y, record_sign, "bold down" if state is State.DOWN else "muted")
        canvas.put(canvas.put(box.x + 2, y, "record", "fg") + 1, y, shorten(title, box.width - 9), "fg")
        y += 1
    paint_proofs(canvas, Box(box.x, y, box.width, box.end), proofs, looks=False, wide=wide)


def _spoken(canvas: Canvas, box: Box, picture: DnsPicture) -> int:
    """The last reply, or the question of a risky action, at the bottom of a box. Returns the lines taken.

    A long reply takes the whole box: it was asked for, and one key puts it away.
    """
    if picture.asking:
        question = wrap(picture.asking, box.width, max(1, box.height))
        for index, text in enumerate(question):
            canvas.put(box.x, box.end - len(question) + index, text, "bold degr")
        return len(question)
    line, answer = picture.spoken or ("", ())
    lines = min(box.height, reply_lines(answer, box.width))
    if lines > box.height - 4:
        lines = box.height
    paint_reply(canvas, Box(box.x, box.end - lines, box.width, box.end), line, answer)
    return lines


def _roomy(canvas: Canvas, manner: Manner, picture: DnsPicture, side: int) -> None:
    """120x36 and more; with `side`, proofs and actions stand in a column of their own at the right."""
    view, height = picture.view, canvas.height
    width = canvas.width - side
    if side:
        if manner.theme.shades:
            canvas.fill(width, 0, side, height - 1, "panel")
        else:
            for line in range(1, height - 2):
                canvas.put(width, line, manner.glyphs.upright, "rule")
    airy = height >= 33
    y = 1 if airy else 0
    _title(canvas, y, picture, canvas.width - (3 if side else 1))
    y += 2
    paint_standing(canvas, Box(1, y, width - 2, y + LINES), view, picture.level, glyphs=manner.glyphs)
    y += LINES + 1
    behind = paint_head(canvas, 1, y, "THE RACE", "two writers, one page") - 1
    canvas.right(width - 1, behind, f"{length(picture.span_s)} in view", "faint")
    gutter = gutter_of(view)
    shape = arrange(view)
    bar = 4 if height - y - 1 - height_of(shape, 4) > 20 else 3
    y = paint_race(
        canvas,
        y + 1,
        view,
        picture.level,
        _window(picture, 1 + gutter, width - 2 - gutter),
        manner=manner,
        now=picture.now,
        bar=bar,
    )
    y += 1
    end = height - 2
    if side:
        below = paint_plans(canvas, Box(1, y, width - 2, end), view.plans, picture.level, 12) + 1
        if end - below >= 10:
            paint_in_hand(canvas, Box(1, below, width - 2, min(end, below + 22)), view, picture.level, manner=manner)
        box = Box(width + 3, 3, side - 6, end)
        y = paint_head(canvas, box.x, 3, "WHAT YOU HAVE PROVED")
        y = paint_proofs(canvas, Box(box.x, y, box.width, end // 2), view.proofs, looks=True) + 1
        y = _actions_and_advice(canvas, Box(box.x, y, box.width, end), picture, with_reply=True)
        if not picture.asking and not picture.spoken:
            paint_logs(canvas, Box(box.x, y + 1, box.width, end), view, picture.level)
        return
    right = width * 76 // 120
    _actions_and_advice(canvas, Box(right, y, width - 1 - right, end), picture, with_reply=False)
    left = Box(1, y, right - 4, end)
    if picture.asking or picture.spoken:
        taken = _spoken(canvas, left, picture)
        paint_plans(canvas, Box(left.x, left.y, left.width, end - taken - 1), view.plans, picture.level, 12)
        return
    proofs = len(view.proofs)
    plans_end = max(y + 2, end - (proofs + 2 if proofs else 0))
    below = paint_plans(canvas, Box(left.x, y, left.width, plans_end), view.plans, picture.level, 12)
    if proofs and below + 2 <= end:
        start = below + 1
        paint_head(canvas, left.x, start, "WHAT YOU HAVE PROVED")
        paint_proofs(canvas, Box(left.x, start + 1, left.width, end), view.proofs, looks=True)


def _actions_and_advice(canvas: Canvas, box: Box, picture: DnsPicture, *, with_reply: bool) -> int:
    """What can be done, a warning, and with `with_reply` the last answer. Returns the line below the warning."""
    y = paint_offers(canvas, box, picture.view.offers)
    y = paint_advice(canvas, Box(box.x, y + 1, box.width, box.end), picture.view.advice)
    if with_reply and (picture.asking or picture.spoken) and y + 5 < box.end:
        _spoken(canvas, Box(box.x, y + 1, box.width, box.end), picture)
    return y
