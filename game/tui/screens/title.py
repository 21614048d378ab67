"""The title: a dig answer as the logo, two sentences, and one thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.session.view.nights import LevelCard
from game.tui.canvas import Canvas
from game.tui.paint.logo import Layers, letters, paint_region
from game.tui.paint.text import fitting, shorten, wrap
from game.tui.screens.house import LeftRun, house
from game.tui.theme import Manner
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

Entry = tuple[str, str, str, str]
"""Key, title, a few words about it, command."""


def entries(levels: Sequence[LevelCard], left: str | None, *, played: bool = False) -> list[Entry]:
    """What can be done from the title, the first one being what enter does.

    `left` tells of a run to go on with; a new night comes after that.
    """
    listed: list[Entry] = []
    if levels:
        first = levels[0]
        about = f"your first night, {first.minutes} min, no reading needed"
        if played or left:
            about = f"{first.title}, from its beginning, {first.minutes} min"
        listed.append(("n" if left else "enter", "Take the pager", about, "take"))
    if left:
        listed.insert(0, ("enter", "Continue", left, "resume"))
    if levels:
        count = f"{len(levels)} nights" if len(levels) != 1 else "1 night"
        listed.append(("l", "Choose a night", count, "levels"))
    listed.append(("q", "Quit", "", "quit"))
    return listed


def paint_title(
    width: int, height: int, manner: Manner, listed: Sequence[Entry], *, trouble: str = "", layers: Layers = ()
) -> Canvas:
    """Draw the title for a screen of this size. `trouble` is why the last key did nothing, `layers` is the region."""
    canvas = Canvas(width, height)
    roomy = height >= 36
    logo = letters(manner.glyphs)
    x = max(6, (width - 84) // 2 + 4)
    air = 1 if roomy else 0
    tall = 2 + 1 + len(logo) + 1 + 1 + 1 + air + 2 + 1 + air + len(listed) + air + 2 + air + 1 + air + 1 + air
    y = max(0, (height - tall) // 2)

    canvas.put(x, y, "$", "bold you")
    canvas.put(x + 2, y, "dig dynamodb.us-east-1.amazonaws.com", "fg")
    canvas.put(x, y + 1, ";; ->>HEADER<<- opcode: QUERY, status:", "faint")
    y += 3
    for line in logo:
        canvas.put(x, y, line, "bold strong")
        y += 1
    y += 1
    behind = canvas.put(x, y, ";; flags: qr rd ra; QUERY: 1, ", "faint")
    canvas.put(behind, y, "ANSWER: 0", "bold underline strong")
    y += 2 + air

    canvas.put(x, y, "It is 23:46 in us-east-1. In two minutes the answer goes empty,", "fg")
    canvas.put(x, y + 1, "and a third of the internet with it. You are on call.", "fg")
    y += 3 + air

    for index, (key, title, about, command) in enumerate(listed):
        _entry(canvas, x, y, (key, title, about, command), manner, marked=index == 0)
        y += 1
        if index == 0 and roomy:
            y += 1
    y = max(y + 1, min(height - 4 - air, y + 2 + air))

    y += _trouble(canvas, x, y, trouble) if trouble else _region(canvas, x, y, manner, layers, names=roomy)
    disclaimer = (
        "A drill: a simulation for people who carry a pager. Not by, nor for, any cloud provider.",
        "A drill, a simulation. Not by, nor for, any cloud provider.",
    )
    if y < height:
        canvas.put(x, y, fitting(width - x - 1, disclaimer), "faint")
    return canvas


def _region(canvas: Canvas, x: int, y: int, manner: Manner, layers: Layers, *, names: bool) -> int:
    """The whole region as dots, and how it is. Returns the lines it takes, with the one below."""
    if not layers:
        return 0
    canvas.put(x, y, "the region now", "faint")
    width = sum(count for _, count, _ in layers)
    gap = max(1, min(3, (canvas.width - x - 17 - width) // len(layers)))
    behind = paint_region(canvas, layers, manner.glyphs, x=x + 16, y=y, gap=gap, names=names)
    stale = len([unheard for _, _, unheard in layers if unheard >= 0])
    tally = f"{width - stale} ok, {stale} stale" if stale else f"{width} ok"
    if behind + 3 + len(tally) < canvas.width:
        canvas.put(behind + 3, y, tally, "muted")
    return 2 + (1 if names else 0)


def _trouble(canvas: Canvas, x: int, y: int, trouble: str) -> int:
    """Why something could not be opened, in the region's place."""
    for offset, line in enumerate(wrap(trouble, canvas.width - x - 2, 2)):
        canvas.put(x, y + offset, line, "bold strong")
    return 3


def _entry(canvas: Canvas, x: int, y: int, entry: Entry, manner: Manner, *, marked: bool) -> None:
    """One line of the menu; the marked one on a ground of its own."""
    key, title, about, command = entry
    room = canvas.width - 2 - (x + 26)
    about = shorten(about, room)
    canvas.put(x, y, key, "bold strong")
    canvas.put(x + 8, y, title, "bold strong" if marked else "fg")
    behind = canvas.put(x + 26, y, about, "fg" if marked else "muted")
    if marked:
        canvas.put(x - 2, y, manner.glyphs.selected, "bold strong")
        canvas.fill(x - 2, y, max(behind + 2, x + 72) - x + 2, 1, "sel")
    canvas.aim(x - 2, y, max(behind + 2, x + 40) - x + 2, 1, command)


class TitleScreen(Screen[None]):
    """The first screen."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "first", "Continue, or take the pager"),
        Binding("n", "new", "Take the pager"),
        Binding("c", "resume", "Continue", show=False),
        Binding("l", "levels", "Choose a night"),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._left: LeftRun | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """One zone, drawn by `paint_title`."""
        yield Page(self._paint)

    def _paint(self, width: int, height: int) -> Canvas:
        home = house(self)
        left = self._left.about if self._left is not None else None
        listed = entries(home.levels, left, played=home.finished)
        layers = next((level.region for level in home.levels if level.region), ())
        return paint_title(width, height, home.manner, listed, trouble=self._trouble, layers=layers)

    def on_mount(self) -> None:
        """Look what can be continued."""
        self._left = house(self).left_run()

    def on_screen_resume(self) -> None:
        """A run may have been left or finished meanwhile: look again what can be continued."""
        self._left = house(self).left_run()
        self._trouble = ""
        self.query_one(Page).repaint()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on an entry is its key."""
        await self.run_action(message.command)

    def action_first(self) -> None:
        """Go on with the night that was left; without one, open the first."""
        if self._left is not None:
            self.action_resume()
        else:
            self.action_take()

    def action_new(self) -> None:
        """Open the first night although another was left."""
        if self._left is not None:
            self.action_take()

    def action_take(self) -> None:
        """Open the first night."""
        home = house(self)
        if home.levels:
            home.play(home.levels[0].id)

    def action_resume(self) -> None:
        """Go on with the run that was left."""
        home = house(self)
        self._left = home.left_run()
        if self._left is not None:
            try:
                home.open_resumed(self._left)
            except Exception as error:
                self.complain(error)
        self.query_one(Page).repaint()

    def complain(self, error: Exception) -> None:
        """Say why the run that was left cannot be continued, until something else is opened."""
        self._trouble = f"It cannot be continued: {error}"
        self.query_one(Page).repaint()

    def action_levels(self) -> None:
        """Open the picker."""
        from game.tui.screens.levels import LevelsScreen

        self.app.push_screen(LevelsScreen(house(self).levels))

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit(0)
