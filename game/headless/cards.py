"""The picker's cards, ready made: reading all levels, and playing a real night for its shape, would hold up the title.

They are kept as an asset together with a fingerprint of the files that they were made from. Where that does not fit (a
level was edited), whoever asks gets nothing and reads the levels themselves; a test says when the asset is stale.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from game.paths import asset_path, levels_path
from game.session.view.nights import LevelCard

if TYPE_CHECKING:
    from game.engine.scenario import Scenario
    from game.session.showing.cards import RealNight

POINTS = 120
FILE = "cards.json"


def real_night(scenario: Scenario, seed: int = 1) -> RealNight | None:
    """The real night of a level, from its start to its end; None if it has no history script."""
    from game.session.replaying.ghost import history_of
    from game.session.showing.cards import RealNight

    run = history_of(scenario, seed)
    if run is None:
        return None
    curve = run.ledger.curve()
    last = len(curve) - 1
    return RealNight(
        begins=scenario.zero + timedelta(seconds=scenario.take_over_s),
        ends=scenario.zero + timedelta(seconds=scenario.end_s),
        impact=tuple([round(curve[point * last // (POINTS - 1)], 2) for point in range(POINTS)]),
    )


def night_around(scenario: Scenario, nights: Sequence[RealNight]) -> RealNight | None:
    """The longest of the real nights that a level is a part of; None if it is a part of none."""
    begins = scenario.zero + timedelta(seconds=scenario.take_over_s)
    ends = scenario.zero + timedelta(seconds=scenario.end_s)
    around = [night for night in nights if night.begins <= begins and ends <= night.ends]
    return max(around, key=lambda night: night.ends - night.begins, default=None)


def sources() -> str:
    """Fingerprint of the files that cards are made from. OSError if they cannot be read."""
    print_of = blake2b(digest_size=8)
    for folder in (levels_path(), asset_path("history")):
        for file in sorted(file for file in folder.iterdir() if file.suffix in (".toml", ".script")):
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


def kept_nights() -> tuple[RealNight, ...]:
    """The real nights as they ship: still good enough when a level was edited."""
    from game.session.showing.cards import RealNight

    return tuple(
        [
            RealNight(datetime.fromisoformat(begins), datetime.fromisoformat(ends), tuple(impact))
            for begins, ends, impact in _read().get("nights", ())
        ]
    )


def as_text(scenarios: tuple[Scenario, ...]) -> str:
    """The asset for these levels."""
    from game.session.showing.cards import card_of

    nights = [night for scenario in scenarios if (night := real_night(scenario)) is not None]
    cards = [asdict(card_of(scenario, night_around(scenario, nights))) for scenario in scenarios]
    kept = [(night.begins.isoformat(), night.ends.isoformat(), night.impact) for night in nights]
    rows, shapes = (",\n".join(["    " + json.dumps(row) for row in each]) for each in (cards, kept))
    return f'{{\n  "of": "{sources()}",\n  "nights": [\n{shapes}\n  ],\n  "cards": [\n{rows}\n  ]\n}}\n'


def _card(fields: dict[str, Any]) -> LevelCard:
    """A card from JSON, where tuples are lists."""
    return LevelCard(**{name: _tuples(value) for name, value in fields.items()})


def _tuples(value: Any) -> Any:
    return tuple([_tuples(item) for item in value]) if isinstance(value, list) else value
