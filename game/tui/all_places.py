"""Where every `Place` is declared. A place is imported when somebody asks for it: most of them belong to screens."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, cast

from game.tui.keys import Place

DECLARED: Final = {
    "title": "game.tui.keysets.title",
    "levels": "game.tui.keysets.levels",
    "options": "game.tui.keysets.options",
    "board": "game.tui.widgets.board",
    "console": "game.tui.widgets.prompt",
    "reading": "game.tui.widgets.reading",
    "watching": "game.tui.keysets.watching",
    "differences": "game.tui.keysets.differences",
    "dns": "game.tui.keysets.dns",
    "cascade": "game.tui.keysets.cascade",
    "timeline": "game.tui.keysets.timeline",
    "handover": "game.tui.keysets.handover",
    "composer": "game.tui.keysets.composer",
    "chart": "game.tui.keysets.chart",
    "readings": "game.tui.keysets.readings",
    "queue": "game.tui.keysets.queue",
    "debrief": "game.tui.keysets.debrief",
    "words": "game.tui.widgets.words",
    "rubric": "game.tui.keysets.rubric",
    "records": "game.tui.keysets.records",
    "help": "game.tui.keysets.help",
    "palette": "game.tui.keysets.palette",
    "glossary": "game.tui.keysets.glossary",
    "jump": "game.tui.keysets.jump",
    "export": "game.tui.keysets.export",
    "everywhere": "game.tui.screens.everywhere",
}
"""Module by the id of its place, in the order in which the settings list them."""


@cache
def place(id: str) -> Place | None:  # noqa: A002 - what it is
    """The place with this id; None if there is none."""
    module = DECLARED.get(id)
    return cast(Place, import_module(module).PLACE) if module is not None else None


@cache
def all_places() -> tuple[Place, ...]:
    """Every place. The first time this imports every screen that declares its keys itself."""
    return tuple(found for id_ in DECLARED if (found := place(id_)) is not None)
