"""What the picker shows of a level."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level in the picker. `silhouette` is the real night's (or the reference's) impact, 0 to 1, evenly spaced.

    `region` has, for each layer of the board from the top, its short name, how many components it has, and which of them is
    the first to fall silent when the instruments' carrier fails (-1: none).
    """

    id: str
    title: str
    tagline: str
    minutes: int
    when: str
    briefing: str
    learn: tuple[str, ...]
    start_with: tuple[tuple[str, str], ...]
    real_night: str
    silhouette: tuple[float, ...]
    silhouette_marks: tuple[tuple[int, str], ...]
    region: tuple[tuple[str, int, int], ...] = ()
