"""The five steps of help below what a night is about: which one it is begun with, and what that means."""

from __future__ import annotations

from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import MEANINGS
from game.tui.canvas import Canvas
from game.tui.paint.keys import Legend
from game.tui.paint.text import Box, fitting
from game.tui.theme import Manner
from game.tui.widgets.board import PLACE as BOARD

_HEAD, _APART, _TIGHT = "HELP", 4, 2


def paint_help_choice(canvas: Canvas, box: Box, manner: Manner, chosen: Guidance, suggested: Guidance) -> int:
    """Draw the steps at the bottom of a box, the chosen one in brackets, and its meaning below; returns the line above them.

    Where another one was chosen than is suggested, and there is room, it says so.
    """
    y = box.end - 3
    names = [step.value for step in Guidance]
    each = sum(map(len, names)) + _APART * (len(names) - 1) + 2
    headed = box.width >= each + len(_HEAD) + 2
    between = _APART if each <= box.width else _TIGHT
    look = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = canvas.put(box.x, y, _HEAD, "muted") + 1 if headed else box.x - 1
    for step, name in zip(Guidance, names, strict=True):
        canvas.put(x + 1, y, name, "muted")
        if step is chosen:
            canvas.put(x, y, f"[{name}]", look, over=True)
        canvas.aim(x, y, len(name) + 2, 1, f"help_with('{step.value}')")
        x += len(name) + between
    key = Legend(BOARD, manner.keys).named("hint")
    meaning = fitting(box.width, [form.format(key=key) for form in MEANINGS[chosen]])
    behind = canvas.put(box.x, y + 1, meaning[:1].upper() + meaning[1:], "fg")
    told = f"suggested: {suggested.value}"
    if chosen is not suggested and behind + 3 + len(told) <= box.right:
        canvas.right(box.right, y + 1, told, "muted")
    return y
