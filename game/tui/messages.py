"""The messages by which a screen and its zones talk: one carries the newest state, the others what the player did."""

from __future__ import annotations

from game.tui.widgets.notice import Notice
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.zone import Zone

Pressed = Zone.Pressed
"""Something that a canvas aimed at was clicked."""

Typed = Prompt.Typed
"""A line was typed and sent off."""

QuestionLeft = Notice.Left
"""A question was left without an answer."""
