"""The order of a queue as cumulative curves: what had been accepted, in all and by class, by the end of each tick."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import sub
from typing import NamedTuple


class Thinned(NamedTuple):
    """A stretch of positions of which only a share is still in the queue; the clients of the others wait in vain."""

    low: float
    high: float
    kept: float


class Curves:
    """Accepted attempts by the end of each row; between rows the curves are straight.

    A position counts the attempts accepted before. `positions` and `columns` (counts by class, a list per class) only grow
    at the end, where a rewind cuts them. A column may be shorter than `positions`: then its last count has stood since; `level`
    before anything but the last count is read. `thinned` are the stretches that have lost a share, in order and without
    overlap; the tuple is replaced, never changed.
    """

    __slots__ = ("columns", "positions", "thinned")

    def __init__(self, classes: int, rows: int) -> None:
        """Start with a past of this many rows in which nothing arrived."""
        self.positions = [0.0] * rows
        self.columns = [[0.0] * rows for _ in range(classes)]
        self.thinned: tuple[Thinned, ...] = ()

    def level(self) -> None:
        """Write down the counts that have stood."""
        rows = len(self.positions)
        for column in self.columns:
            if len(column) < rows:
                column.extend([column[-1]] * (rows - len(column)))

    def append(self, total: float, entered: Sequence[float]) -> None:
        """Add a row: the attempts of one tick, in all and by class."""
        self.positions.append(self.positions[-1] + total)
        for column, more in zip(self.columns, entered, strict=True):
            column.append(column[-1] + more)

    def cut(self, rows: int) -> None:
        """Keep this many rows."""
        del self.positions[rows:]
        for column in self.columns:
            del column[rows:]

    def row(self, position: float, low: int) -> int:
        """Return the first row, from `low` on, by the end of which a position had been reached."""
        return bisect_left(self.positions, position, low)

    def at(self, position: float, columns: Sequence[list[float]], low: int = 0) -> list[float]:
        """Return the counts of some classes at a position; `low`: a row not beyond its own."""
        row = bisect_left(self.positions, position, low)
        upper = self.positions[row]
        if upper == position:
            return [column[row] for column in columns]
        lower = self.positions[row - 1]
        share = (position - lower) / (upper - lower)
        before = row - 1
        return [column[before] + (column[row] - column[before]) * share for column in columns]

    def entered(self, row: int, columns: Sequence[list[float]]) -> list[float]:
        """Return the attempts of some classes accepted in a row."""
        before = row - 1
        return [column[row] - column[before] for column in columns]

    def between(self, start: float, stop: float, columns: Sequence[list[float]], low: int = 0) -> list[float]:
        """Return the attempts of some classes accepted between two positions; `low`: a row not beyond that of the first."""
        return list(map(sub, self.at(stop, columns, low), self.at(start, columns, low)))

    def before(self, row: int, part: float) -> float:
        """Return the position that was reached a part of a tick before the end of a row."""
        position = self.positions[row]
        return position - (position - self.positions[row - 1]) * part if part else position

    def age(self, position: float, low: int) -> float:
        """Return how many ticks ago a position was accepted; `low`: a row not beyond its own."""
        row = bisect_left(self.positions, position, low)
        upper = self.positions[row]
        part = (upper - position) / (upper - self.positions[row - 1]) if upper > position else 0.0
        return len(self.positions) - 1 - row + part

    def gone(self, start: float, stop: float) -> float:
        """Return how many attempts between two positions are no longer in the queue."""
        total = 0.0
        for piece in self.thinned:
            low, high = max(start, piece.low), min(stop, piece.high)
            if low < high:
                total += (high - low) * (1.0 - piece.kept)
        return total

    def gone_by_class(self, start: float, stop: float, columns: Sequence[list[float]]) -> list[float]:
        """Return the same for some classes, by class."""
        total = [0.0] * len(columns)
        for piece in self.thinned:
            low, high = max(start, piece.low), min(stop, piece.high)
            if low < high:
                share = 1.0 - piece.kept
                total = [
                    amount + more * share for amount, more in zip(total, self.between(low, high, columns), strict=True)
                ]
        return total

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

    def drop(self, low: float, high: float) -> None:
        """Keep nothing of a stretch."""
        pieces = [piece._replace(high=min(piece.high, low)) for piece in self.thinned if piece.low < low]
        pieces.append(Thinned(low, high, 0.0))
        pieces += [piece._replace(low=max(piece.low, high)) for piece in self.thinned if piece.high > high]
        self.thinned = tuple(pieces)

    def forget(self, position: float) -> None:
        """Drop the stretches that lie before a position."""
        self.thinned = tuple(piece for piece in self.thinned if piece.high > position)

    def state(self, row: int) -> Iterator[float]:
        """Yield the curves from a row on, then the stretches."""
        self.level()
        for counts in zip(self.positions[row:], *[column[row:] for column in self.columns], strict=True):
            yield from counts
        for piece in self.thinned:
            yield from piece
