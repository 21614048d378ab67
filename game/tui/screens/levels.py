"""The picker: the nights on the left, what the chosen one is about on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.session.view.nights import LevelCard
from game.tui.canvas import Canvas
from game.tui.paint.chart import Plot, paint_area, resample
from game.tui.paint.keys import Pair, paint_keys
from game.tui.paint.text import Box, shorten, wrap
from game.tui.paint.window import LabelRow
from game.tui.screens.house import house
from game.tui.theme import Manner
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone


def paint_levels(width: int, height: int, manner: Manner, levels: Sequence[LevelCard], chosen: int) -> Canvas:
    """Draw the picker for a screen of this size."""
    canvas = Canvas(width, height)
    roomy = width >= 100 and height >= 32
    split = width * 53 // 120 if roomy else 39
    ground = manner.theme.shades and roomy
    if ground:
        canvas.fill(split, 0, width - split, height - 1, "panel")
    elif roomy:
        for y in range(2, height - 2):
            canvas.put(split, y, manner.glyphs.upright, "rule")
    canvas.put(1, 1 if roomy else 0, "NOERROR", "bold strong")
    canvas.put(10, 1 if roomy else 0, "choose a night", "muted")
    canvas.right(width - 1, 1 if roomy else 0, "drill", "muted")
    if not levels:
        canvas.put(1, 3, "There is no night to play here.", "fg")
    else:
        top, left = 4 if roomy else 2, split + 2
        _list(canvas, Box(0, top, split - 1, height - 2), manner, levels, chosen=chosen, roomy=roomy)
        _briefing(canvas, Box(left, top, width - 2 - left, height - 2), manner, levels[chosen], roomy=roomy)
    count = min(9, len(levels))
    pairs: list[Pair] = [("up down", "choose", ""), ("enter", "start", "start")]
    if count > 1:
        pairs.append((f"1-{count}", "start that one", ""))
    pairs.append(("esc", "back", "back"))
    paint_keys(canvas, height - 1, pairs)
    return canvas


def _list(canvas: Canvas, box: Box, manner: Manner, levels: Sequence[LevelCard], *, chosen: int, roomy: bool) -> None:
    """The nights, the chosen one on a ground of its own; the list scrolls when it has to."""
    y, end = box.y, box.right
    each = 3 if roomy else 1
    room = max(1, (box.height + each - 1) // each)
    first = max(0, min(chosen - room // 2, len(levels) - room))
    for index, card in list(enumerate(levels))[first : first + room]:
        marked = index == chosen
        lines = 2 if roomy else 1
        if marked:
            for line in range(lines):
                canvas.put(0, y + line, manner.glyphs.selected, "bold strong")
            canvas.fill(0, y, end, lines, "sel")
        canvas.aim(0, y, end, lines, f"press({index})")
        minutes = f"{card.minutes} min"
        canvas.right(4, y, str(index + 1), "bold strong")
        canvas.right(end - 1, y, minutes, "fg" if marked else "muted")
        canvas.put(5, y, shorten(card.title, end - 7 - len(minutes)), "bold strong" if marked else "fg")
        if roomy:
            canvas.put(5, y + 1, shorten(card.tagline, end - 7), "fg" if marked else "muted")
        y += each


def _briefing(canvas: Canvas, box: Box, manner: Manner, card: LevelCard, *, roomy: bool) -> None:
    """What the chosen night is about. Blocks that find no room are left out whole, the briefing last of all."""
    x, y, width, end = box.x, box.y, box.width, box.end
    minutes = f"{card.minutes} min"
    canvas.right(x + width, y, minutes, "muted")
    canvas.put(x, y, shorten(card.title, width - len(minutes) - 2), "bold strong")
    canvas.put(x, y + 1, shorten(card.when, width), "muted")
    air = 1 if roomy else 0
    y += 2 + air
    silhouette = 2 + (min(7, max(2, (end - y) // 4)) if roomy else 2) if card.silhouette else 0
    text = wrap(card.briefing, width)
    learn = [wrapped for item in card.learn if (wrapped := wrap(item, width - 2))]
    learn_lines = 2 + sum(len(item) for item in learn) if learn else 0
    start_lines = 2 + len(card.start_with) if card.start_with else 0
    night_lines = 2 + (1 if card.real_night else 0) + silhouette if silhouette or card.real_night else 0
    room = end - y - min(len(text), max(3, end - y))
    shown = [False, False, False]
    for index, lines in ((0, learn_lines), (2, night_lines), (1, start_lines)):
        if lines and lines <= room:
            room -= lines
            shown[index] = True
    for line in wrap(card.briefing, width, max(3, end - y)):
        canvas.put(x, y, line, "fg")
        y += 1
    if shown[0]:
        y = _head(canvas, x, y + 1, "YOU LEARN TO")
        for item in learn:
            canvas.put(x, y, manner.glyphs.ok, "muted")
            for line in item:
                canvas.put(x + 2, y, line, "fg")
                y += 1
    if shown[1]:
        y = _head(canvas, x, y + 1, "YOU START WITH")
        label_width = max(len(label) for label, _ in card.start_with) + 2
        for label, value in card.start_with:
            canvas.put(x, y, shorten(label, width // 2), "muted")
            canvas.put(x + min(label_width, width // 2 + 1), y, shorten(value, width - label_width), "fg")
            y += 1
    if shown[2]:
        y = _head(canvas, x, y + 1, "THE REAL NIGHT")
        if card.real_night:
            canvas.put(x, y, shorten(card.real_night, width), "fg")
            y += 1
        if silhouette:
            _silhouette(canvas, Plot(x, y + air, silhouette - 2, max(card.silhouette) or 1.0), width, manner, card)


def _head(canvas: Canvas, x: int, y: int, text: str) -> int:
    canvas.put(x, y, text, "muted")
    return y + 1


def _silhouette(canvas: Canvas, plot: Plot, width: int, manner: Manner, card: LevelCard) -> None:
    """The shape of the real night with its times below."""
    paint_area(canvas, plot, resample(card.silhouette, width), "faint", glyphs=manner.glyphs)
    row = LabelRow(canvas, plot.y + plot.height, plot.x, plot.x + width)
    last = max(1, len(card.silhouette) - 1)
    for index, text in card.silhouette_marks:
        column = plot.x + index * (width - 1) // last
        row.put(column, (text,), "faint") or row.put_left(min(column + 1, plot.x + width), (text,), "faint")


class LevelsScreen(Screen[None]):
    """Choose a night."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "choose"),
        Binding("down", "move(1)", "choose"),
        Binding("enter", "start", "start"),
        Binding("escape", "back", "back"),
        *(Binding(str(number), f"start_number({number})", "start that one", show=False) for number in range(1, 10)),
    ]

    def __init__(self, levels: Sequence[LevelCard]) -> None:
        super().__init__()
        self.levels = tuple(levels)
        self.chosen = 0

    def compose(self) -> ComposeResult:
        """One zone, drawn by `paint_levels`."""
        yield Page(self._paint)

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_levels(width, height, house(self).manner, self.levels, self.chosen)

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a night chooses it, on a key of the last line presses it."""
        await self.run_action(message.command)

    def action_move(self, by: int) -> None:
        """Up or down."""
        if self.levels:
            self._choose((self.chosen + by) % len(self.levels))

    def action_press(self, index: int) -> None:
        """A click shows the briefing of a night; a click on the one that is shown starts it."""
        if index == self.chosen:
            self.action_start()
        else:
            self._choose(index)

    def _choose(self, index: int) -> None:
        self.chosen = index
        self.query_one(Page).repaint()

    def action_start(self) -> None:
        """Start the chosen night."""
        if self.levels:
            house(self).play(self.levels[self.chosen].id)

    def action_start_number(self, number: int) -> None:
        """Start the night with this number."""
        if number <= len(self.levels):
            self.chosen = number - 1
            self.action_start()

    def action_back(self) -> None:
        """Back to the title."""
        self.app.pop_screen()
