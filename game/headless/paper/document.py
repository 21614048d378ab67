"""A document in no particular format: sections of paragraphs, lists, tables and charts, and the little markup inside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Look(Enum):
    """How a bit of text is set. TYPED is what somebody typed at a console, WORDS are somebody's own words."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    TYPED = "typed"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text in one look."""

    text: str
    look: Look = Look.PLAIN


Inline = tuple[Bit, ...]
"""Text with looks, on one line."""


def plain(text: object) -> Inline:
    """Text as it is; nothing at all for an empty one."""
    return (Bit(str(text)),) if str(text) else ()


def strong(text: object) -> Inline:
    """Text that catches the eye."""
    return (Bit(str(text), Look.STRONG),)


def faint(text: object) -> Inline:
    """Text that does not."""
    return (Bit(str(text), Look.FAINT),)


def typed(text: object) -> Inline:
    """A console line, or a line of a log."""
    return (Bit(str(text), Look.TYPED),) if str(text) else ()


def words(text: object) -> Inline:
    """Somebody's own words."""
    return (Bit(str(text), Look.WORDS),) if str(text) else ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: Inline


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is to be said."""

    facts: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `numbers` are the places of columns that are aligned to the right; `narrow` those that never wrap."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    numbers: tuple[int, ...] = ()
    narrow: tuple[int, ...] = ()


class Sign(Enum):
    """What a mark below a chart stands for."""

    CHANGE = "change"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened below a curve: `label` is the letter or number under which a table has it."""

    second: int
    sign: Sign
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Time along the bottom of a chart: the second of its first point, and the wall clock at second 0."""

    start_s: int
    zero: datetime


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves of one value a minute, as shares (0 to 1) of `top`. `says` is the chart in a sentence, for those who do not see it.

    `ghost` is the real night's, () where there is none.
    """

    title: str
    says: str
    axis: Axis
    yours: tuple[float, ...]
    ghost: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    top: float = 1.0
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Small:
    """One of several small charts side by side: a name, a note below it, and its curves as shares of 1."""

    name: str
    note: str
    yours: tuple[float, ...]
    ghost: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts with the same scales."""

    title: str
    says: str
    axis: Axis
    charts: tuple[Small, ...]
    top: float


Block = Paragraph | Items | Facts | Table | Chart | Multiples


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `id` is where it can be jumped to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `drill` is what every part and every page of it says; `badge` is the verdict at a glance: the grade,
    and rows of (label, points, of)."""

    title: str
    drill: str
    summary: Inline
    grade: str
    badge: tuple[tuple[str, int, int], ...]
    sections: tuple[Section, ...]
