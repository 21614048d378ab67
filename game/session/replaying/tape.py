"""A run of which everything that is said in it is known: it can be brought to any second, forwards and backwards.

Going back comes back to a mark before that second and runs on from there; going forward runs on.
"""

from __future__ import annotations

from bisect import bisect_right

from game.session.journal import Said
from game.session.run import Run, RunMark
from game.session.view.console import ReplyKind

MARK_EVERY_S = 300
"""Simulated seconds between two marks: going back never has to run longer than this."""


class OtherRunError(Exception):
    """A line was not taken that was taken in the run that this is said to be."""


class Tape:
    """A run at its beginning, and what is said in it."""

    def __init__(self, run: Run, said: tuple[Said, ...]) -> None:
        self.run = run
        self.said = said
        self._marks: list[tuple[int, RunMark]] = [(run.second, run.mark())]

    def bring_to(self, second: int) -> None:
        """Bring the run to a second, whichever way; lines of that second are said. OtherRunError."""
        self.go_back(second)
        self.go_on(second)

    def go_back(self, second: int) -> None:
        """If something later than this second happened already, come back to the last mark before it."""
        run = self.run
        if run.second > second or (run.said and run.said[-1].second > second):
            at = bisect_right(self._marks, second, key=lambda mark: mark[0]) - 1
            run.rewind(self._marks[at][1])

    def go_on(self, second: int, most: int | None = None) -> None:
        """Run on to this second, saying the lines at their seconds, with `most` no more than so many of them. OtherRunError."""
        run, said = self.run, self.said
        most = len(said) if most is None else most
        tick_s = run.region.tick_s
        while not run.ended:
            before_next = min(second, run.second + tick_s - 1)
            if len(run.said) < most and said[len(run.said)].second <= before_next:
                if run.submit(said[len(run.said)]).kind not in (ReplyKind.DONE, ReplyKind.OUTPUT):
                    raise OtherRunError
            elif run.second + tick_s > second:
                return
            else:
                run.step()
                if run.second >= self._marks[-1][0] + MARK_EVERY_S:
                    self._marks.append((run.second, run.mark()))
