"""What the console gets back: spans of text in a tone, replies, completions, words of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.engine.actions import Risk


class Tone(Enum):
    """How a piece of text is meant; a theme decides what that looks like."""

    PLAIN = "fg"
    STRONG = "strong"
    MUTED = "muted"
    FAINT = "faint"
    YOU = "you"
    DEGRADED = "degr"
    DOWN = "down"
    RECOVERING = "rec"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one tone. `underline` marks the two words of a dig answer that contradict each other."""

    text: str
    tone: Tone = Tone.PLAIN
    underline: bool = False


Line = tuple[Span, ...]


class ReplyKind(Enum):
    """What became of a typed line."""

    OUTPUT = "output"  # a tool answered
    DONE = "done"  # an action was taken
    REFUSED = "refused"  # it cannot be taken now; the sentence says what would make it possible
    CONFIRM = "confirm"  # it is risky: say it again with confirmed=True
    WRONG = "wrong"  # not understood; nothing happened


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a typed line. `lines` go to the console below the echo of the line.

    `by_name` says of a question that only the key for yes answers it, never the key that led to it.
    """

    kind: ReplyKind
    lines: tuple[Line, ...]
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible next word, and a few words about it."""

    word: str
    about: str


@dataclass(frozen=True, slots=True)
class Completion:
    """`ghost` is what Tab would add behind the text (may be ""); `choices` is what fits here, each of them instead of the
    text from `start` on.
    """

    ghost: str
    choices: tuple[Choice, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A place behind a word. `free` means that more may stand there than what completion lists: a number, a text."""

    name: str
    optional: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A word of the grammar as help and the command palette show it: `words` "dns restore NAME", what it does, what it costs.

    `verb` is what stands before the `slots`, `title` a menu's words for it; `hands` people are busy with it for `duration_s`.
    """

    words: str
    does: str
    cost: str
    group: str
    verb: str = ""
    title: str = ""
    slots: tuple[Slot, ...] = ()
    hands: int = 0
    duration_s: int = 0
    risk: Risk = Risk.NONE
