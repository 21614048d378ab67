"""What has no tile of its own and is shown with something that has: the hosts of a service, the queue that it works from."""

from __future__ import annotations

from game.engine.region import Region

_NEED = "needs."


def belongings(region: Region) -> dict[str, tuple[str, ...]]:
    """For each component with a tile, what belongs to it, as the specs say; most have nothing.

    A component belongs to what it is `part_of`. Without a tile it also belongs to those whose `hosts` it is or who need it;
    if there are none, to its `launcher`, which it only asks for things.
    """
    parts = region.components.values()
    tiled = [part.id for part in parts if part.spec.tile is not None]
    found: dict[str, dict[str, None]] = {component: {} for component in tiled}
    claimed: dict[str, None] = {}
    for part in parts:
        for path, other, _ in part.spec.references():
            if path == "part_of" and other in found:
                found[other][part.id] = claimed[part.id] = None
            elif (path == "hosts" or path.startswith(_NEED)) and part.id in found and other not in found:
                found[part.id][other] = claimed[other] = None
    for part in parts:
        if part.id not in found and part.id not in claimed:
            for path, other, _ in part.spec.references():
                if path == "launcher" and other in found:
                    found[other][part.id] = None
    return {component: tuple(belong) for component, belong in found.items()}
