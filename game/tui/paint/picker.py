"""The picker: the nights on the left, what the chosen one is about on the right, with what was played of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import WITH
from game.session.view.nights import LevelCard, Past, PastRun
from game.tui.canvas import Canvas
from game.tui.keysets.levels import PLACE
from game.tui.paint.chart import Plot, paint_area, resample
from game.tui.paint.help_choice import paint_help_choice
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import Box, fitting, length, shorten, wrap
from game.tui.paint.window import LabelRow
from game.tui.theme import Manner

OUTCOMES = {"resolved": "over", "lost": "not over", "unfinished": "not finished"}
MOST_RUNS = 6
_HELPED = {Guidance.COLLEAGUE: "helped", Guidance.HINTS: "hints"}


@dataclass(frozen=True, slots=True)
class PickerPicture:
    """What the picker shows. `left` has, by level, the clock at which a run of it was left open; `help` is with how much help
    the chosen one is begun.
    """

    levels: Sequence[LevelCard]
    chosen: int
    past: Past = field(default_factory=Past)
    left: Mapping[str, str] = field(default_factory=dict)
    help: Guidance = Guidance.HINTS


def paint_levels(width: int, height: int, manner: Manner, picture: PickerPicture) -> Canvas:
    """Draw the picker for a screen of this size."""
    canvas = Canvas(width, height)
    levels = picture.levels
    roomy = width >= 100 and height >= 32
    split = min(78, width * 53 // 120) if roomy else 39
    if manner.theme.shades and roomy:
        canvas.fill(split, 0, width - split, height - 1, "panel")
    elif roomy:
        for y in range(1, height - 2):
            canvas.put(split, y, manner.glyphs.upright, "rule")
    y = 1 if roomy else 0
    canvas.put(1, y, "NOERROR", "bold strong")
    canvas.put(10, y, "choose a night", "muted")
    canvas.right(width - 1, y, "drill", "muted")
    if levels:
        known = {run.level for run in picture.past.runs}
        played = f"{sum(card.id in known for card in levels)} of {len(levels)} played"
        canvas.right(width - 8, y, played, "muted")
        top = 4 if roomy else 2
        end = height - 1 - _note(canvas, Box(1, y, split - 3, height - 1), picture.past)
        _list(canvas, Box(0, top, split - 1, end), manner, picture, roomy=roomy)
        column = min(width - 2 - (split + 3), 110) if roomy else width - 2 - (split + 1)
        below = Box(1, end if roomy else min(end, top + len(levels)), split - 3, end)
        box = Box(split + (3 if roomy else 1), top, column, height - 1)
        _Briefing(canvas, box, manner, picture, roomy, below).paint()
    else:
        canvas.put(1, 3, "There is no night to play here.", "fg")
    _keys(canvas, manner, picture)
    return canvas


def watchable(past: Past, level: str) -> PastRun | None:
    """The newest finished run of a level that left a journal; None if there is none."""
    return next((run for run in past.of(level) if run.journal), None)


def _keys(canvas: Canvas, manner: Manner, picture: PickerPicture) -> None:
    levels, legend = picture.levels, Legend(PLACE, manner.keys)
    count = min(9, len(levels))
    open_here = bool(levels) and levels[picture.chosen].id in picture.left
    pairs = [legend.pair("start", "go on" if open_here else "")]
    if open_here:
        pairs.append(legend.pair("new"))
    if levels and watchable(picture.past, levels[picture.chosen].id) is not None:
        pairs.append(legend.pair("watch"))
    pairs += [legend.pair("more_help"), legend.pair("records"), legend.pair("back"), legend.pair("up")]
    if count > 1:
        pairs.append(legend.some([f"start{number}" for number in range(1, count + 1)]))
    paint_keys(canvas, canvas.height - 1, pairs, legend.pair("help"))


def _note(canvas: Canvas, box: Box, past: Past) -> int:
    """Why results are not kept or shown, else what could be played next, at the bottom of the list. Returns the lines taken."""
    says = past.trouble or (past.next.says if past.next is not None else "")
    lines = wrap(says, box.width, 3)
    for offset, line in enumerate(lines, box.end - 1 - len(lines)):
        canvas.put(box.x, offset, line, "bold strong" if past.trouble else "fg")
    return len(lines) + 2 if lines else 0


def _list(canvas: Canvas, box: Box, manner: Manner, picture: PickerPicture, *, roomy: bool) -> None:
    """The nights, the chosen one on a ground of its own; the list scrolls when it has to."""
    levels, chosen = picture.levels, picture.chosen
    y, end = box.y, box.right
    grade_x = end - 8 if roomy else end - 6
    canvas.put(grade_x, y - 1, "best", "faint")
    air = roomy and box.height >= len(levels) * 4
    each = (4 if air else 3) if roomy else 1
    taglines = [wrap(card.tagline, grade_x - 7, 2) for card in levels] if roomy else []
    lines = max(2, 1 + max(map(len, taglines), default=1)) if roomy else 1
    room = max(1, (box.height - lines) // each + 1)
    first = max(0, min(chosen - room // 2, len(levels) - room))
    for index, card in list(enumerate(levels))[first : first + room]:
        marked = index == chosen
        at = picture.left.get(card.id, "")
        height = 1 + (1 if at else max(1, len(taglines[index]))) if roomy else 1
        if marked:
            for line in range(height):
                canvas.put(0, y + line, manner.glyphs.selected, "bold strong")
            canvas.fill(0, y, end, height, "sel")
        canvas.aim(0, y, end, height, f"press({index})")
        title_x = 5 if roomy else 6
        canvas.right(title_x - 1, y, str(index + 1), "bold strong")
        behind = canvas.right(grade_x - 2, y, f"{card.minutes} min", "fg" if marked else "muted")
        if at and not roomy:
            canvas.put(1, y, manner.glyphs.paused, "you")
        canvas.put(title_x, y, shorten(card.title, behind - 1 - title_x), "bold strong" if marked else "fg")
        best = picture.past.best(card.id)
        _best(canvas, Box(grade_x, y, end - 1 - grade_x, y + (2 if roomy else 1)), manner, best)
        if roomy:
            if at:
                go_on = Legend(PLACE, manner.keys).named("start")
                forms = (f"left at {at}, {go_on} goes on", f"left at {at}")
                words = fitting(grade_x - 9, forms if marked else forms[1:])
                canvas.put(canvas.put(5, y + 1, manner.glyphs.paused, "you") + 1, y + 1, words, "fg")
            else:
                for offset, text in enumerate(taglines[index], 1):
                    canvas.put(5, y + offset, text, "fg" if marked else "muted")
        y += each


def _best(canvas: Canvas, box: Box, manner: Manner, best: PastRun | None) -> None:
    """Grade and points of the best run, with a bar of a hundred below where there is a line for it; of one that somebody
    helped with, that instead.
    """
    if best is None:
        canvas.put(box.x, box.y, "-", "faint")
        return
    canvas.put(box.x, box.y, best.grade, "bold strong")
    canvas.right(box.right, box.y, str(best.total), "fg")
    if best.guidance.coached:
        canvas.put(box.x - 1, box.y, manner.glyphs.said, "muted")
    if box.height > 1 and best.guidance.coached:
        canvas.put(box.x, box.y + 1, fitting(box.width, (WITH[best.guidance], _HELPED[best.guidance])), "muted")
    elif box.height > 1:
        full = round(box.width * max(0, min(100, best.total)) / 100)
        canvas.put(box.x, box.y + 1, manner.glyphs.bar * full, "fg")
        canvas.put(box.x + full, box.y + 1, manner.glyphs.across * (box.width - full), "rule")


@dataclass
class _Briefing:
    """What the chosen night is about; lives for one painting. Blocks that find no room stand `aside` whole, if there is any."""

    canvas: Canvas
    box: Box
    manner: Manner
    picture: PickerPicture
    roomy: bool
    aside: Box

    def paint(self) -> None:
        """Title and time, the way back into an open run, then the blocks in the order of reading; at the bottom the help."""
        card = self.card = self.picture.levels[self.picture.chosen]
        suggested = self.picture.past.help_for(card.id)
        end = paint_help_choice(self.canvas, self.box, self.manner, self.picture.help, suggested)
        self.box = replace(self.box, end=end)
        box, canvas = self.box, self.canvas
        minutes = f"{card.minutes} min"
        canvas.right(box.right, box.y, minutes, "muted")
        canvas.put(box.x, box.y, shorten(card.title, box.width - len(minutes) - 2), "bold strong")
        canvas.put(box.x, box.y + 1, shorten(card.when, box.width), "muted")
        self.y = box.y + 2
        if at := self.picture.left.get(card.id):
            self._way_back(at)
        self.y += 1 if self.roomy else 0
        text = wrap(card.briefing, min(box.width, 88))
        spare = box.end - (1 if self.roomy else 0) - self.y - len(text)
        shown, spare = self._fitting(self._order(), spare)
        for line in wrap(card.briefing, min(box.width, 88), max(3, box.end - 1 - self.y)):
            canvas.put(box.x, self.y, line, "fg")
            self.y += 1
        self._blocks(shown, spare)
        if self.aside.height > 0:
            self._put_aside([name for name in self._order() if name not in shown])

    def _order(self) -> list[str]:
        """The blocks, the most wanted first: who has played it knows what it teaches, and looks for the results."""
        played = bool(self.picture.past.of(self.card.id))
        return ["runs", "learn", "night", "start"] if played else ["learn", "night", "runs", "start"]

    def _lines_of(self, block: str) -> int:
        """Lines that a block takes in this box, 0 if it has nothing to say."""
        match block:
            case "learn":
                return self._learn_lines()
            case "night":
                return self._night_lines()
            case "runs":
                return self._runs_lines()
            case _:
                return 1 + len(self._start_rows()) if self.card.start_with else 0

    def _fitting(self, names: Sequence[str], spare: int) -> tuple[list[str], int]:
        """Those of the blocks that fit whole into so many lines, with air above each, and the lines that are left."""
        shown = []
        for name in names:
            lines = self._lines_of(name)
            if lines and lines + 1 <= spare:
                spare -= lines + 1
                shown.append(name)
        return shown, spare

    def _blocks(self, names: Sequence[str], spare: int) -> None:
        """Paint these in the order of reading."""
        if "learn" in names:
            self._learn()
        if "start" in names:
            self._start()
        if "night" in names:
            self._night(min(10, 3 + max(0, spare - 4) // 2) if self.roomy else 2)
        if "runs" in names:
            self._runs()

    def _put_aside(self, names: Sequence[str]) -> None:
        """Paint below the list what found no room; of what finds none there either, say that there is more."""
        self.box, self.y = self.aside, self.aside.y
        wanted = [name for name in names if self._lines_of(name)]
        shown, _ = self._fitting(wanted, self.box.height)
        if len(shown) < len(wanted):
            shown, _ = self._fitting(wanted, self.box.height - 2)
            says = fitting(self.box.width, ("a larger window says more of it", "more in a larger window"))
            self.canvas.put(self.box.x, self.box.end - 1, says, "faint")
        self._blocks(shown, 0)

    def _head(self, text: str) -> None:
        self.canvas.put(self.box.x, self.y + 1, text, "muted")
        self.y += 2

    def _way_back(self, at: str) -> None:
        """Where the open run stands, and the two keys that matter now."""
        legend, canvas = Legend(PLACE, self.manner.keys), self.canvas
        x = canvas.put(self.box.x, self.y, self.manner.glyphs.paused, "you") + 1
        x = canvas.put(x, self.y, f"left at {at}", "bold strong")
        go_on, anew = legend.named("start"), legend.named("new")
        words = f", {go_on} goes on, {anew} begins anew"
        if x + len(words) <= self.box.right:
            canvas.put(x, self.y, words, "fg")
            self.y += 1
            return
        self.y += 1
        canvas.put(self.box.x + 3, self.y, fitting(self.box.width - 3, (words[2:], f"{anew} begins anew")), "fg")
        self.y += 1

    def _learn_lines(self) -> int:
        items = [wrap(item, self.box.width - 2) for item in self.card.learn if item.strip()]
        return 1 + sum(len(item) for item in items) if items else 0

    def _learn(self) -> None:
        self._head("YOU LEARN TO")
        for item in self.card.learn:
            lines = wrap(item, self.box.width - 2)
            if lines:
                self.canvas.put(self.box.x, self.y, self.manner.glyphs.ok, "muted")
            for line in lines:
                self.canvas.put(self.box.x + 2, self.y, line, "fg")
                self.y += 1

    def _start_rows(self) -> list[tuple[str, str]]:
        """Labels and values; what of a value does not fit beside its label goes on below, without one."""
        room = self.box.width - self._start_column()
        return [
            ("" if offset else label, text)
            for label, value in self.card.start_with
            for offset, text in enumerate(wrap(value, room))
        ]

    def _start_column(self) -> int:
        return min(max((len(label) for label, _ in self.card.start_with), default=0) + 2, self.box.width // 2 + 1)

    def _start(self) -> None:
        self._head("YOU START WITH")
        column = self._start_column()
        for label, text in self._start_rows():
            self.canvas.put(self.box.x, self.y, shorten(label, column - 1), "muted")
            self.canvas.put(self.box.x + column, self.y, text, "fg")
            self.y += 1

    def _night_lines(self) -> int:
        sentence = 1 if self.card.real_night else 0
        shape = (4 if self.roomy else 3) if any(self.card.silhouette) else 0
        return 1 + sentence + shape if sentence or shape else 0

    def _night(self, height: int) -> None:
        """The shape of the whole real night, its part that this level plays in the lighter ink."""
        self._head("THE REAL NIGHT")
        card, box = self.card, self.box
        if card.real_night:
            sentence = fitting(
                box.width, (card.real_night, f"well again after {card.real_night.rpartition(' after ')[2]}")
            )
            self.canvas.put(box.x, self.y, sentence or shorten(card.real_night, box.width), "fg")
            self.y += 1
        if not any(card.silhouette):
            return
        points = len(card.silhouette)
        first, last = card.part or (0, points - 1)
        width = min(box.width, 96)

        def column(point: int) -> int:
            return min(width - 1, max(0, point * (width - 1) // max(1, points - 1)))

        begin, end = column(first), column(last) + 1
        shape = resample(card.silhouette, width)
        top = max(shape)
        y = self.y + (1 if self.roomy and height > 3 else 0)
        height -= y - self.y
        for x, part, look in (
            (0, shape[:begin], "rule"),
            (begin, shape[begin:end], "muted"),
            (end, shape[end:], "rule"),
        ):
            paint_area(self.canvas, Plot(box.x + x, y, height, top), part, look, glyphs=self.manner.glyphs)
        row = LabelRow(self.canvas, y + height, box.x, box.x + width)
        for index, (point, text) in enumerate(card.silhouette_marks):
            look = "fg" if index < 2 else "faint"
            x = box.x + column(point)
            row.put(x, (text,), look) or row.put_left(min(x + 1, box.x + width), (text,), look)
        self.y = y + height + 1

    def _runs_lines(self) -> int:
        runs = len(self.picture.past.of(self.card.id))
        return 1 + min(MOST_RUNS if self.roomy else 2, max(1, runs)) if runs or self.roomy else 0

    def _runs(self) -> None:
        """The newest results, one a line."""
        runs = self.picture.past.of(self.card.id)
        self._head("YOUR LAST RUNS")
        x, end = self.box.x + len("YOUR LAST RUNS") + 2, self.box.right
        if again := self.picture.past.again(self.card.id):
            end = (
                self.canvas.right(end, self.y - 1, fitting(end - x, (f"again from {again}", f"again {again}")), "fg")
                - 2
            )
        if runs and self.roomy:
            words = ("and the part of the score that lost most", "and what lost most")
            self.canvas.put(x, self.y - 1, fitting(end - x, words), "faint")
        if not runs:
            self.canvas.put(self.box.x, self.y, "None yet.", "muted")
            self.y += 1
        for run in runs[: MOST_RUNS if self.roomy else 2]:
            self._run(run)
            self.y += 1

    def _run(self, run: PastRun) -> None:
        canvas, end = self.canvas, self.box.right
        x = canvas.put(self.box.x, self.y, f"{run.grade:<2}", "bold strong")
        canvas.right(x + 4, self.y, str(run.total), "fg")
        x += 6
        ending = OUTCOMES.get(run.outcome, run.outcome)
        if run.practice:
            ending = f"taken over (practice), {ending}"
        elif run.guidance is not Guidance.ALONE:
            ending = f"{WITH[run.guidance].partition(',')[0]}, {ending}"
        over = ending if run.lasted_s is None else f"{ending} in {length(max(0, run.lasted_s))}"
        if end - x < 40:
            canvas.put(x, self.y, fitting(end - x, (f"{run.when}, {over}", run.when)), "muted")
            return
        x = max(canvas.put(x, self.y, shorten(run.when, 24), "muted") + 2, self.box.x + 26)
        x = max(canvas.put(x, self.y, fitting(end - x, (over, ending)), "fg") + 2, self.box.x + 46)
        if run.weakest:
            canvas.put(x, self.y, fitting(end - x, (run.weakest,)), "muted")
