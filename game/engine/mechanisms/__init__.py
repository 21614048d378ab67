"""Every mechanism that a level can use: one line each. Levels, checker, console and board take them from here."""

from __future__ import annotations

from typing import Any

from game.engine.mechanism import ComponentSpec, Mechanism

MECHANISMS: tuple[type[Mechanism[Any, Any]], ...] = ()

KINDS: dict[type[ComponentSpec], type[Mechanism[Any, Any]]] = {kind.spec_type: kind for kind in MECHANISMS}
