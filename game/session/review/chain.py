"""The chain of causes of one run: the pieces that came about in it, what led to what, and the pieces mixed to be put in order."""

from __future__ import annotations

from fnmatch import fnmatchcase

from game.engine.chain import PieceSpec
from game.engine.rng import Draws
from game.engine.scenario import Scenario
from game.engine.words import say
from game.session.run import Run
from game.session.view.review import Piece

PIECES_AT_MOST = 9
PIECES_AT_LEAST = 3
"""Fewer are no chain that could be put in order."""


def came_about(run: Run) -> tuple[Piece, ...]:
    """Every piece that came about in a run: none before what led to it, and apart from that in the order of time."""
    found: dict[str, Piece] = {}
    waiting = list(run.scenario.chain)
    while waiting:
        ready = [spec for spec in waiting if all(earlier in found for earlier in spec.after)]
        for spec in ready:
            piece = _piece(run, spec, max([found[earlier].second for earlier in spec.after], default=None))
            if piece is not None:
                found[spec.id] = piece
        waiting = [spec for spec in waiting if spec not in ready]
        if not ready:
            break
    # `found` grew from what leads to what comes of it, so that among pieces of one second it is the order of causes.
    return tuple(sorted(found.values(), key=lambda piece: piece.second))


def leads(pieces: tuple[Piece, ...], scenario: Scenario) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of each piece, those of the others that lead to it; what leads to a piece that is not among them leads on."""
    specs = {spec.id: spec for spec in scenario.chain}
    kept = [piece.id for piece in pieces]

    def before(name: str) -> list[str]:
        found: list[str] = []
        for earlier in specs[name].after:
            found += [earlier] if earlier in kept else before(earlier)
        return list(dict.fromkeys(found))

    return tuple([(name, tuple(before(name))) for name in kept])


def _piece(run: Run, spec: PieceSpec, from_s: int | None) -> Piece | None:
    if spec.logged:
        return _logged(run, spec, from_s)
    second = _held(run, spec, from_s)
    return None if second is None else Piece(spec.id, str(say(spec.text)), second)


def _logged(run: Run, spec: PieceSpec, from_s: int | None) -> Piece | None:
    for line in run.region.log:
        late_enough = from_s is None or line.second >= from_s
        if late_enough and fnmatchcase(line.component, spec.by) and spec.logged in str(line.text):
            text = say(spec.text, name=run.instruments.name_of(line.component))
            return Piece(spec.id, str(text), line.second)
    return None


def _held(run: Run, spec: PieceSpec, from_s: int | None) -> int | None:
    region = run.region
    columns = [region.history(condition.component, condition.metric) for condition in spec.when]
    begin_s, tick_s = region.plan.start_s, region.tick_s
    first = 0 if from_s is None else max(0, (from_s - begin_s) // tick_s - 1)
    for tick in range(first, min([len(column) for column in columns], default=0)):
        if all(condition.holds(column[tick]) for condition, column in zip(spec.when, columns, strict=True)):
            return begin_s + (tick + 1) * tick_s
    return None


def to_order(pieces: tuple[Piece, ...], scenario: Scenario) -> tuple[Piece, ...]:
    """The pieces to put in order, the earliest first: no more than one can have in mind, and none if there are too few."""
    kept = list(pieces)
    minor = [spec.id for spec in scenario.chain if spec.minor]
    for piece in reversed(pieces):
        if len(kept) > PIECES_AT_MOST and piece.id in minor:
            kept.remove(piece)
    kept = kept[max(0, len(kept) - PIECES_AT_MOST) :]
    return tuple(kept) if len(kept) >= PIECES_AT_LEAST else ()


def mixed(pieces: tuple[Piece, ...], seed: int) -> tuple[Piece, ...]:
    """The pieces in an order that the seed decides, and that is not theirs."""
    draws = Draws(seed, "chain", "order")
    left, order = list(pieces), []
    while left:
        order.append(left.pop(draws.integer(len(left), 0, len(left) - 1)))
    if order == list(pieces):
        order = [*order[1:], *order[:1]]
    return tuple(order)
