"""The picker's cards, ready made: reading all levels, and playing a real night for its shape, would hold up the title.

They are kept as an asset together with a fingerprint of the files that they were made from. Where that does not fit (a
level was edited), whoever asks gets nothing and reads the levels themselves; a test says when the asset is stale.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from game.paths import asset_path, levels_path
from game.session.view.nights import LevelCard

if TYPE_CHECKING:
    from game.engine.scenario import Scenario

POINTS = 40
FILE = "cards.json"


def silhouette_of(scenario: Scenario, seed: int = 1) -> tuple[float, ...]:
    """Impact of the level's real night, evenly spaced from its start to its end; empty if it has no history script."""
    from game.session.ghost import history_of

    run = history_of(scenario, seed)
    if run is None:
        return ()
    curve = run.ledger.curve()
    last = len(curve) - 1
    return tuple([round(curve[point * last // (POINTS - 1)], 2) for point in range(POINTS)])


def sources() -> str:
    """Fingerprint of the files that cards are made from. OSError if they cannot be read."""
    print_of = blake2b(digest_size=8)
    for folder in (levels_path(), asset_path("history")):
        for file in sorted(folder.glob("*.toml")):
            print_of.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return print_of.hexdigest()


def _read() -> dict[str, Any]:
    try:
        read = json.loads(asset_path(FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def kept_cards() -> tuple[LevelCard, ...]:
    """The cards as they ship, in the order of the campaign; none if the levels are not the ones that they were made from."""
    read = _read()
    try:
        if read.get("of") != sources():
            return ()
        return tuple([_card(fields) for fields in read["cards"]])
    except (OSError, KeyError, TypeError):
        return ()


def kept_silhouettes() -> dict[str, tuple[float, ...]]:
    """The shapes as they ship, by level: still good enough when a level was edited."""
    return {card["id"]: tuple(card["silhouette"]) for card in _read().get("cards", ())}


def as_text(scenarios: tuple[Scenario, ...]) -> str:
    """The asset for these levels."""
    from game.session.cards import card_of

    cards = [asdict(card_of(scenario, silhouette_of(scenario))) for scenario in scenarios]
    rows = ",\n".join(["    " + json.dumps(card) for card in cards])
    return f'{{\n  "of": "{sources()}",\n  "cards": [\n{rows}\n  ]\n}}\n'


def _card(fields: dict[str, Any]) -> LevelCard:
    """A card from JSON, where tuples are lists."""
    return LevelCard(**{name: _tuples(value) for name, value in fields.items()})


def _tuples(value: Any) -> Any:
    return tuple([_tuples(item) for item in value]) if isinstance(value, list) else value
