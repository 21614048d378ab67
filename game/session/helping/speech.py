"""What one speaker says: the words that stand there now, and for how long somebody has had to read them.

Reading takes real time, whatever the night does meanwhile, so that is what is counted here; and not while the player has
stopped every clock.
"""

from __future__ import annotations

from game.session.view.talk import Speaker, Talk

READS_PER_S = 14.0
"""Characters that somebody reads in a second who looks at a board meanwhile."""
LOOKS_UP_S = 2.0
"""Seconds until somebody has seen that there is something to read."""


class Speech:
    """The words of one speaker. `number` grows with everything that is said."""

    def __init__(self, speaker: Speaker, name: str) -> None:
        self.speaker = speaker
        self.name = name
        self.talk: Talk | None = None
        self.heard_s = 0.0
        self._number = 0

    def say(
        self, lines: tuple[str, ...], choices: tuple[str, ...] = (), *, waits: bool = False, skip: str = ""
    ) -> None:
        """Say something else from now on."""
        self._number += 1
        self.talk = Talk(self._number, self.speaker, self.name, lines, choices, waits, skip)
        self.heard_s = 0.0

    def hush(self) -> None:
        """Say nothing any more."""
        self.talk = None
        self.heard_s = 0.0

    def pass_s(self, seconds: float) -> None:
        """So many more seconds have passed in which one could read."""
        self.heard_s += seconds

    @property
    def is_read(self) -> bool:
        """Whether there was time enough to read what is said."""
        talk = self.talk
        if talk is None:
            return True
        return self.heard_s >= LOOKS_UP_S + len("".join((*talk.lines, *talk.choices))) / READS_PER_S
