"""The order of a queue as cumulative curves: what had been accepted, in all and by class, by the end of each tick."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Point(NamedTuple):
    """A position in the order of the queue, and how many attempts of each class came before it."""

    position: float
    classes: list[float]


class Thinned(NamedTuple):
    """A stretch of positions of which only a share is still in the queue; the clients of the others wait in vain."""

    low: float
    high: float
    kept: float


class Curves:
    """Accepted attempts by the end of each row; between rows the curves are straight.

    `positions` and `classes` only ever grow at the end (and are cut there by a rewind). `thinned` is the stretches that
    have lost a share, in order and without overlap; it is replaced, never changed in place.
    """

    __slots__ = ("classes", "positions", "thinned")

    def __init__(self, classes: int, rows: int) -> None:
        """Start with a past of this many rows in which nothing arrived."""
        self.positions = [0.0] * rows
        self.classes = [[0.0] * classes] * rows
        self.thinned: tuple[Thinned, ...] = ()

    @property
    def end(self) -> Point:
        """The end of the queue."""
        return Point(self.positions[-1], self.classes[-1])

    def append(self, entered: Sequence[float]) -> None:
        """Add a row: the attempts of one tick, per class."""
        total = 0.0
        for amount in entered:
            total += amount
        self.positions.append(self.positions[-1] + total)
        self.classes.append([before + amount for before, amount in zip(self.classes[-1], entered, strict=True)])

    def cut(self, rows: int) -> None:
        """Keep this many rows."""
        del self.positions[rows:]
        del self.classes[rows:]

    def at(self, position: float, row: int = 0) -> Point:
        """Return the point at a position, which must lie on the curves; `row`: where to begin to look."""
        row = bisect_left(self.positions, position, lo=row)
        upper = self.positions[row]
        if upper == position:
            return Point(upper, self.classes[row])
        lower = self.positions[row - 1]
        share = (position - lower) / (upper - lower)
        pairs = zip(self.classes[row - 1], self.classes[row], strict=True)
        return Point(position, [low + (high - low) * share for low, high in pairs])

    def row(self, position: float, low: int) -> int:
        """Return the first row, from `low` on, at the end of which a position has been reached."""
        return bisect_left(self.positions, position, lo=low)

    def age(self, position: float, row: int) -> float:
        """Return how many ticks ago a position was accepted; `row` is its row."""
        upper = self.positions[row]
        part = (upper - position) / (upper - self.positions[row - 1]) if upper > position else 0.0
        return len(self.positions) - 1 - row + part

    def before_row(self, row: int, part: float) -> Point:
        """Return the point a part of a tick before the end of a row."""
        position, classes = self.positions[row], self.classes[row]
        if not part:
            return Point(position, classes)
        pairs = zip(self.classes[row - 1], classes, strict=True)
        return Point(
            position - (position - self.positions[row - 1]) * part,
            [high - (high - low) * part for low, high in pairs],
        )

    def gone(self, low: Point, high: Point) -> Point:
        """Return how many attempts between two points are no longer in the queue, in all and by class."""
        position = 0.0
        classes = [0.0] * len(low.classes)
        for piece in self.thinned:
            if piece.high <= low.position or piece.low >= high.position:
                continue
            first = self.at(piece.low) if piece.low > low.position else low
            last = self.at(piece.high) if piece.high < high.position else high
            share = 1.0 - piece.kept
            position += (last.position - first.position) * share
            triples = zip(classes, first.classes, last.classes, strict=True)
            classes = [amount + (b - a) * share for amount, a, b in triples]
        return Point(position, classes)

    def advance(self, position: float, work: float) -> float:
        """Return the position reached from another by serving so many attempts, as if the queue had no end."""
        for piece in self.thinned:
            if piece.high <= position:
                continue
            gap = piece.low - position
            if gap > 0.0:
                if work < gap:
                    break
                work -= gap
                position = piece.low
            cost = (piece.high - position) * piece.kept
            if work < cost:
                return position + work / piece.kept
            work -= cost
            position = piece.high
        return position + work

    def thin(self, head: float, kept: float) -> None:
        """Keep only a share of what waits beyond the head."""
        pieces: list[Thinned] = []
        covered = head
        for piece in self.thinned:
            if piece.low < head:
                pieces.append(piece._replace(high=min(piece.high, head)))
            if piece.high > head:
                low = max(piece.low, head)
                if low > covered:
                    pieces.append(Thinned(covered, low, kept))
                pieces.append(Thinned(low, piece.high, piece.kept * kept))
                covered = piece.high
        if covered < self.positions[-1]:
            pieces.append(Thinned(covered, self.positions[-1], kept))
        self.thinned = tuple(pieces)

    def state(self, row: int) -> Iterator[float]:
        """Yield the curves from a row on, then the stretches."""
        for position, classes in zip(self.positions[row:], self.classes[row:], strict=True):
            yield position
            yield from classes
        for piece in self.thinned:
            yield from piece

    def forget(self, position: float) -> None:
        """Drop the stretches that lie before a position."""
        self.thinned = tuple(piece for piece in self.thinned if piece.high > position)
