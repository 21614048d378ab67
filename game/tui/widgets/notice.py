"""A question in the prompt's place: never a box over the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from textual import events

from game.tui.canvas import Canvas
from game.tui.paint.text import wrap
from game.tui.widgets.zone import Zone

_LEAVE = "esc"
MOST_LINES = 4  # of the text; the keys may take one more


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what each key does: any other key leaves it.

    `keys` is how the keys are named behind the text, in pairs ("y", "does it"); `answers` are by key. `back` says what
    leaving it comes to.
    """

    text: str
    keys: tuple[tuple[str, str], ...]
    answers: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    back: str = "goes back"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All keys with what they do."""
        return (*self.keys, (_LEAVE, self.back))

    def lines(self, width: int) -> tuple[list[str], bool]:
        """The text in lines of `width` cells, and whether the keys fit behind the last one."""
        text = wrap(self.text, width, MOST_LINES) or [""]
        keys = sum(len(key) + len(does) + 3 for key, does in self.pairs)
        return text, len(text[-1]) + keys <= width


class Notice(Zone, can_focus=True):
    """The question that waits. It has the focus: every key either answers or leaves it."""

    question: Question | None = None

    def height_for(self, width: int) -> int:
        """How many lines the question takes, 0 if there is none."""
        if self.question is None:
            return 0
        text, behind = self.question.lines(width - 4)
        return len(text) + (not behind)

    def paint(self, width: int, height: int) -> Canvas:
        """The sign and the text; keys bold."""
        canvas = Canvas(width, height, "fg on sel" if self.manner.theme.shades else "fg on bg")
        if self.question is None or not height:
            return canvas
        canvas.put(1, 0, "?", "bold you")
        text, behind = self.question.lines(width - 4)
        x = 3
        for y, line in enumerate(text):
            x = canvas.put(3, y, line, "bold strong" if y == 0 else "fg") + 2
        y = len(text) - 1
        if not behind:
            x, y = 3, y + 1
        for key, does in self.question.pairs:
            if key in self.question.answers or key == _LEAVE:
                canvas.aim(x, y, len(key) + 1 + len(does), 1, f"answer {key}")
            x = canvas.put(x, y, key, "bold strong") + 1
            x = canvas.put(x, y, does, "muted") + 2
        return canvas

    async def on_key(self, event: events.Key) -> None:
        """Answer, leave, or ask for help first. Function keys mean the same everywhere and pass through."""
        if self.question is None or (event.key.startswith("f") and event.key[1:].isdigit()):
            return
        event.stop()
        event.prevent_default()
        if event.character == "?":
            await self.run_action("screen.open_help")
            return
        await self.answer(event.character or "", event.key)

    async def answer(self, *keys: str) -> None:
        """What one of these keys answers; if none does, the question is left."""
        answers = self.question.answers if self.question is not None else {}
        answer = next((answers[key] for key in keys if key in answers), None)
        if answer is not None:
            answer()
        else:
            await self.run_action("screen.leave_question")

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a key of the question is that key."""
        message.stop()
        await self.answer(message.command.removeprefix("answer "))
