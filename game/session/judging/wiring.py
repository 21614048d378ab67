"""What stands on what: the components that need another one, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.mechanism import ComponentSpec


def needs_of(specs: Iterable[ComponentSpec]) -> dict[str, list[str]]:
    """The components that each component needs directly."""
    return {spec.id: [other for _, other, _ in spec.references()] for spec in specs}


def with_dependents(needs: dict[str, list[str]], components: Iterable[str]) -> list[str]:
    """The components themselves, then everything that needs them, the nearest first."""
    found = dict.fromkeys(components)
    waiting = list(found)
    while waiting:
        needed = waiting.pop(0)
        for other, its in needs.items():
            if needed in its and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)
