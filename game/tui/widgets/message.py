"""The editor of an update's message. It lies over the box that the form leaves for it."""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from game.tui.paint.text import Box
from game.tui.theme import Theme


class MessageEditor(TextArea):
    """A bare editor in the colours of the game's theme."""

    def __init__(self) -> None:
        super().__init__(compact=True, highlight_cursor_line=False, id="message")

    def dress(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        name = f"noerror-{theme.name}"
        dress = TextAreaTheme(
            name,
            base_style=theme.style("fg on sel"),
            cursor_style=theme.style("fg on sel") + theme.style("reverse fg on sel"),
            selection_style=theme.style("reverse fg on sel"),
        )
        self.register_theme(dress)
        self.theme = name

    def begin(self, words: str) -> None:
        """Start from some words, with no way back to earlier ones."""
        self.load_text(words)
        self.move_cursor(self.document.end)

    def rewrite(self, words: str) -> bool:
        """Replace all by other words, in a way that can be undone. Whether anything changed."""
        if self.text == words:
            return False
        self.replace(words, self.document.start, self.document.end)
        self.move_cursor(self.document.end)
        return True

    def lie_over(self, box: Box, top: int) -> None:
        """Take the place of a box of a page that begins at line `top` of the screen."""
        self.styles.offset = (box.x, box.y + top)
        self.styles.width = box.width
        self.styles.height = box.height

    def out_of_sight(self) -> tuple[int, int]:
        """How many lines of the message are above and below what is seen."""
        above = max(0, round(self.scroll_y))
        below = max(0, self.wrapped_document.height - above - self.size.height) if self.size.height else 0
        return above, below
