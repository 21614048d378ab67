"""Beside the board, or below it at 80 columns: the inspector with its actions, and the alarms."""

from __future__ import annotations

from dataclasses import replace

from textual import events

from game.engine.readings import State
from game.session.view.board import Offer
from game.tui.canvas import Canvas
from game.tui.paint.text import Box
from game.tui.panels import Panel, shows
from game.tui.theme import Manner
from game.tui.widgets.alarms import AlarmRows
from game.tui.widgets.board_view import WIDE, BoardView, Mode
from game.tui.widgets.inspector import InspectorBlocks, OfferRows
from game.tui.widgets.pager import paint_pager
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.strata import relations
from game.tui.widgets.tiles import small_name
from game.tui.widgets.work import paint_work, work_height

_WIDEST = 80  # cells over which an eye still finds the value that belongs to a label
_COLUMN, _BETWEEN = 60, 4  # cells from which there are two columns, and the air between them
_PAGED = 8  # alarms that the pager shows before it gives lines to the inspector, if not more of them wait
_LARGE_SIDE, _FIRST_OUT = 51, 15  # lines of the side at 200x55, and those of what failed first, with the air above
_PHRASE = 2  # lines of what goes on at the inspected component, at most
AFTER_ANSWER = ("ACTIONS after your answer", "ACTIONS after it")
"""The heading of what no digit takes while somebody waits for an answer."""
_LEFT = 41  # cells of the metrics' half at 80 columns


def paint_side(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The right side from 120 columns on: pager, inspector, actions, on a shade of its own or behind a rule."""
    canvas = Canvas(width, height, "fg on panel")
    if not manner.theme.shades:
        for y in range(height):
            canvas.put(0, y, manner.glyphs.upright, "rule")
    x, inner = 3, width - 4
    half = min((inner - _BETWEEN) // 2, _WIDEST)
    if view.whole_pager:
        paint_pager(canvas, view, manner, x=x, top=1, width=min(inner, _WIDEST), height=height - 1)
    elif half >= _COLUMN:
        _watch(canvas, view, manner, x=x, width=half, wanted=0)
        _inspector(canvas, view, manner, x=x + half + _BETWEEN, top=1, width=half, bottom=height)
    else:
        inner = min(inner, _WIDEST)
        wanted = _inspector_height(view) + 1 + _log_height(view)
        top, bottom = _watch(canvas, view, manner, x=x, width=inner, wanted=wanted)
        _inspector(canvas, view, manner, x=x, top=top, width=inner, bottom=bottom)
    return canvas


def _watch(canvas: Canvas, view: BoardView, manner: Manner, *, x: int, width: int, wanted: int) -> tuple[int, int]:
    """The pager, who is at work, and at the bottom what failed first. Returns the first line between them and the line
    behind the last; so many are `wanted` there.

    The pager's height depends on how much waits for somebody, not on how much ever came: what stands below it stays where it
    is. What waits has a third of the room before anything else.
    """
    bottom = canvas.height
    if view.cascade is not None:
        # No smaller board needs it, and they start faster without.
        from game.tui.paint.cascade import FirstOut, paint_first_out

        more = min(bottom - _LARGE_SIDE, len(view.cascade.rows) + 3 - _FIRST_OUT)
        lines = _FIRST_OUT + max(0, more)
        box = Box(x - 1, bottom - lines + 1, width + 1, bottom)
        picture = FirstOut(view.cascade, view.selected, relations(view, manner), more="do screen.open_cascade")
        paint_first_out(canvas, box, manner, picture)
        bottom -= lines
    alarms, waiting, work = len(view.alarms), len(view.waiting), work_height(view.snapshot, 3)
    shown = min(alarms, max(_PAGED, waiting + 1)) if wanted else alarms
    least = min(1 + alarms, max(4, min(2 + waiting, bottom // 3)))
    pager = max(min(1 + shown, bottom - 2 - wanted - work), least)
    paint_pager(canvas, view, manner, x=x, top=1, width=width, height=pager)
    paint_work(canvas, view.snapshot, x=x, top=pager + 2, width=width, most=3)
    return pager + 2 + work, bottom


def _log_height(view: BoardView) -> int:
    return min(4, len(view.inspection.lines)) if view.inspection is not None else 0


def _inspector_height(view: BoardView) -> int:
    """Lines of the inspector without its log: title, owner, phrase, metrics, relations, actions, and the air between."""
    if view.inspection is None:
        return 0
    return 2 + 1 + 1 + len(view.inspection.metrics) + 1 + 2 + 1 + 1 + len(view.offers[:9])


def _inspector(canvas: Canvas, view: BoardView, manner: Manner, *, x: int, top: int, width: int, bottom: int) -> None:
    """The inspector from `top` to `bottom`. What is short of room goes in this order: log, air, calm metrics, phrase."""
    if view.inspection is None:
        return
    blocks = _blocks(canvas, view, manner, x=x, width=width)
    room = bottom - top
    offers = view.offers[:9]
    bare = 1 + 2 + 1 + len(offers)
    owner = blocks.has_owner() or room > bare + len(view.inspection.metrics)
    old = blocks.old()
    abnormal = len([metric for metric in view.inspection.metrics if metric.state is not State.OK])
    phrase = blocks.phrase_lines(max(0, min(_PHRASE, room - bare - owner - old - abnormal)))
    most = room - bare - owner - old - len(phrase)
    # Rather one calm number less than actions that stick to everything above them.
    air = abnormal < most <= len(view.inspection.metrics)
    metrics = blocks.metrics(most - air)
    y = top
    blocks.title(y, spread=True)
    y += 1
    if owner:
        blocks.owner(y)
        y += 1
    blocks.phrase(y, phrase)
    spare = room - bare - owner - old - len(phrase) - len(metrics)
    notes = old or (blocks.has_notes() and spare >= 3)
    y += len(phrase) + (spare >= 2)
    for metric, pair in zip(metrics, blocks.paired(metrics), strict=True):
        blocks.metric(y, metric, pair=pair)
        y += 1
    if notes:
        blocks.notes(y)
        y += 1
    y += spare >= 3 + (notes and not old)
    blocks.needs(y)
    blocks.hits(y + 1)
    y += 2
    gap = spare >= 1
    free = bottom - y - gap - 1 - len(offers)
    logs = min(_log_height(view), free - 1)
    if logs > 0:
        blocks.lines(y + 1, logs)
        y += 1 + logs
    _offers(canvas, view, x=x, top=y + gap, width=width, most=max(0, bottom - y - gap - 1))


def _blocks(
    canvas: Canvas, view: BoardView, manner: Manner, *, x: int, width: int, small: bool = False
) -> InspectorBlocks:
    assert view.inspection is not None
    now = view.snapshot
    tile = next((tile for tile in now.tiles if tile.component == view.inspection.component), None)
    short = small_name(tile) if small and tile is not None else ""
    brief = "" if tile is None else tile.phrase
    inspection = view.inspection
    if not shows(now, Panel.PHRASES):
        inspection, brief = replace(inspection, phrase=""), ""
    related = shows(now, Panel.RELATIONS)
    return InspectorBlocks(canvas, inspection, now.level, now.second, manner, x, width, short, brief, related)


def _offers(canvas: Canvas, view: BoardView, *, x: int, top: int, width: int, most: int) -> int:
    """The digits and what they do: actions here, or teams while somebody is being paged. Returns the line below.

    A title that is too long takes a second line where there is one.
    """
    offers: tuple[Offer, ...] = view.offers[: min(9, most)]
    if not offers or top >= canvas.height:
        return top
    asked = view.asks > 0 and not view.teams
    rows = OfferRows(canvas, x, width, muted=asked)
    rows.head(top, *(("PAGE A TEAM",) if view.teams else AFTER_ANSWER if asked else ("ACTIONS",)))
    y, spare = top + 1, most - len(offers)
    for number, offer in enumerate(offers, 1):
        lines = 1 + max(0, min(spare, rows.height(offer) - 1))
        rows.row(y, number, offer, lines)
        spare -= lines - 1
        y += lines
    return y


def paint_pane(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The pane below the board at 80 columns: measures left, actions and the newest alarms right; or the pager."""
    canvas = Canvas(width, height)
    if view.whole_pager:
        paint_pager(canvas, view, manner, x=1, top=0, width=width - 2, height=height)
        return canvas
    right = max(_LEFT, width // 2 + 1)
    if view.inspection is not None:
        _measures(canvas, view, manner, width=min(right - 4, 44))
    below = _offers(canvas, view, x=right, top=0, width=width - right - 1, most=height - 1)
    _newest(canvas, view, manner, x=right, top=below + 1 if below else 0)
    return canvas


def _measures(canvas: Canvas, view: BoardView, manner: Manner, *, width: int) -> None:
    """Title, who has it, as many metrics as fit, needs, hits, and the newest lines in what is left."""
    blocks = _blocks(canvas, view, manner, x=1, width=width, small=True)
    height = canvas.height
    blocks.title(0, spread=False)
    top = 1
    if blocks.has_owner():
        blocks.owner(1)
        top = 2
    abnormal = len([metric for metric in blocks.inspection.metrics if metric.state is not State.OK])
    all_metrics = len(blocks.inspection.metrics)
    most = max(min(1, height - top - 2 - abnormal - blocks.old()), min(_PHRASE, height - top - 2 - all_metrics))
    phrase = blocks.phrase_lines(max(0, most))
    blocks.phrase(top, phrase)
    top += len(phrase)
    if blocks.old():
        blocks.notes(top)
        top += 1
    lines = min(2, blocks.height_of_lines(), max(0, height - top - 2 - abnormal))
    metrics = blocks.metrics(height - top - 2 - lines)
    for offset, (metric, pair) in enumerate(zip(metrics, blocks.paired(metrics), strict=True)):
        blocks.metric(top + offset, metric, pair=pair)
    y = top + len(metrics)
    if blocks.has_notes() and not blocks.old() and y + 2 + lines < height:
        blocks.notes(y)
        y += 1
    if y + 1 < height:
        blocks.needs(y)
        blocks.hits(y + 1)
        blocks.lines(y + 2, min(4, height - y - 2))


def _newest(canvas: Canvas, view: BoardView, manner: Manner, *, x: int, top: int) -> None:
    """Up to 3 alarms that wait for somebody, at the bottom right; above them who is at work, if a line is free."""
    room = min(3, canvas.height - top)
    shown = view.waiting[: max(0, room)]
    start = max(top, canvas.height - 1 - len(shown)) if canvas.height - top > len(shown) else top
    rows = AlarmRows(canvas, view.snapshot.level, manner, x, canvas.width - x - 1)
    for offset, alarm in enumerate(shown):
        rows.row(start + offset, alarm, next_up=offset == 0)
    free = start - top - (1 if shown else 0)
    paint_work(canvas, view.snapshot, x=x, top=top, width=canvas.width - x - 1, most=min(2, free))


class Side(ShowingZone):
    """Inspector and pager, in the form that the room allows."""

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """The inspection, the alarms, what the digits do, and the minute, for ages."""
        now = view.snapshot
        return (view.inspection, now.alarms, now.finer, now.muted, now.responders, view.tab, view.teams, view.asks,
                view.pager_top, view.called, now.second // 10, view.moving.pages, view.cascade, view.mode is Mode.TYPING)  # fmt: skip

    def paint(self, width: int, height: int) -> Canvas:
        """Beside or below the board."""
        if self.view is None:
            return Canvas(width, height)
        return (paint_side if self.app.size.width >= WIDE else paint_pane)(self.view, width, height, self.manner)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Towards the top of the pager."""
        event.stop()
        self.post_message(self.Pressed(self, "turn -3"))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Towards its end."""
        event.stop()
        self.post_message(self.Pressed(self, "turn 3"))
