"""What one shift leaves to the next: a note, as it was when the seat passed on."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing that the note says, in a sentence or a clause. `state` is that of the service that it is about, if it is."""

    text: str
    state: State | None = None


@dataclass(frozen=True, slots=True)
class NoteSection:
    """Lines under a heading. `id` is one of "held", "under-way", "board", "causes", "needs", "told", "pages", "calls",
    "people", "done".
    """

    id: str
    title: str
    lines: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note for whoever takes the seat. Seconds are simulated ones.

    `number` counts from 1 within a run. `words` are those of whoever wrote it, "" if they left none. `written_s` is when it was
    written, None if nobody did: then it holds what instruments and the log of actions know, and nothing that was thought.
    `at_shift_change` says that the seat passed on because the shift was over.
    """

    number: int
    second: int
    at_shift_change: bool
    written_s: int | None
    words: str
    sections: tuple[NoteSection, ...]
