"""What the console gets back: spans of text in a tone, replies, completions, words of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
    """The answer to a typed line. `lines` go to the console below the echo of the line."""

    kind: ReplyKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible next word, and a few words about it."""

    word: str
    about: str


@dataclass(frozen=True, slots=True)
class Completion:
    """`ghost` is what Tab would add behind the text (may be ""); `choices` is what fits here."""

    ghost: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A word of the grammar as help shows it: `words` "dns restore NAME", what it does, what it costs."""

    words: str
    does: str
    cost: str
    group: str
