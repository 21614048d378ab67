"""A night that was played, run once more by whoever looks back at it: what is not kept is noted on the way, boards are taken."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.scenario import Scenario
from game.session.clock import Clock
from game.session.helping.guidance import Guidance
from game.session.replaying.rerun import Played
from game.session.replaying.tape import Tape
from game.session.run import Run
from game.session.showing.observe import Observer
from game.session.view.board import Snapshot


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which customers were hurt and an update was overdue."""

    from_s: int
    to_s: int


class Again:
    """One run of a night, at its end. Nobody else has a hand in it, so that a thread of its own may work with it."""

    def __init__(self, scenario: Scenario, seed: int, guidance: Guidance, played: Played) -> None:
        self._tape = Tape(Run(scenario, seed, guidance=guidance), played.said)
        self.silences = self._run_through(played.until_s)

    @property
    def run(self) -> Run:
        """The run, at the end until a board is taken; after that wherever that was."""
        return self._tape.run

    def _run_through(self, until_s: int) -> tuple[Silence, ...]:
        run = self.run
        found: list[Silence] = []
        silent_s, begun_s = run.channel.state.silent_s, None
        while not run.ended and run.second + run.region.tick_s <= until_s:
            before_s = run.second
            self._tape.go_on(run.second + run.region.tick_s)
            now_silent_s = run.channel.state.silent_s
            if now_silent_s > silent_s and begun_s is None:
                begun_s = before_s
            elif now_silent_s <= silent_s and begun_s is not None:
                found.append(Silence(begun_s, before_s))
                begun_s = None
            silent_s = now_silent_s
        self._tape.go_on(until_s)
        if begun_s is not None:
            found.append(Silence(begun_s, run.second))
        return tuple(found)

    def board(self, second: int) -> Snapshot:
        """What the board showed at a second, as a recording shows it. The run stands there afterwards."""
        self._tape.bring_to(second)
        clock = Clock(second, limit=second)
        clock.hold_at(second)
        clock.pause(True)
        return replace(Observer(self.run, clock).snapshot(), recording=True, can_resolve=False)
