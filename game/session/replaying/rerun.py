"""The same night run again, built differently: the same level, the same seed, what people did at the same times.

Nothing of the run as it was is touched: the region is built anew with the fixes in it, and every line that was said is said
again at its second. Lines that have lost their reason are left out, those that are refused now are skipped, and both are
counted. Without any fix the same comes out, to the last bit of the state.

A night takes seconds, so whoever shows progress takes the steps of the generators; `finish` does without.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TypeVar

from game.engine.fixes import Fix, with_fixes
from game.engine.scenario import Condition, Scenario
from game.session.journal import Journal, Said
from game.session.language.wording import plain
from game.session.replaying.occasions import Occasions, Reason
from game.session.run import Run
from game.session.view.aftermath import SectorLoss
from game.session.view.console import ReplyKind

STEP_S = 600
"""Simulated seconds between two steps of progress."""

T = TypeVar("T")
Steps = Generator[float, None, T]
"""Gives how much is done, from 0 to 1, and returns the result in the end."""


@dataclass(frozen=True, slots=True)
class Played:
    """What was said in a night, in order, and the second up to which it was played."""

    said: tuple[Said, ...]
    until_s: int

    @staticmethod
    def of(run: Run) -> Played:
        """What was said in a run, to its last word: that may lie behind the run's last tick."""
        said = tuple(run.said)
        return Played(said, max([run.second, *[line.second for line in said[-1:]]]))

    @staticmethod
    def in_journal(journal: Journal, scenario: Scenario) -> Played:
        """What a journal holds, up to its last line."""
        said = tuple([record for record in journal.records if isinstance(record, Said)])
        last = journal.last_second
        return Played(said, scenario.take_over_s if last is None else last)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was said in the night as it was and not in this one, and why. `needless`: it had lost its reason.

    What is not needless was refused. `who` is the shift before, for a line of a level's prelude.
    """

    second: int
    who: str
    line: str
    why: str
    needless: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that a fix of the level is against and that happened: what, and the second at which it first showed."""

    what: str
    second: int


@dataclass(frozen=True, slots=True)
class Rerun:
    """A night that was run again. `curve` is the share of customers hurt, one value a minute since the player took over.

    `milestones` are (id, second or None), `state_hash` is the fingerprint of the state at `end_s`. `well_s` is since when it was
    well for good: the first second where nothing was ever wrong, None where it was not well in the end.
    """

    fixes: tuple[str, ...]
    curve: tuple[float, ...]
    weighted: float
    customer_minutes: float
    sectors: tuple[SectorLoss, ...]
    milestones: tuple[tuple[str, int | None], ...]
    failures: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    outcome: str
    well: bool
    end_s: int
    state_hash: str
    reasons: tuple[Reason, ...]
    well_s: int | None = None


def finish(steps: Steps[T]) -> T:
    """Take all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def rerun(
    scenario: Scenario, seed: int, played: Played, fixes: tuple[Fix, ...] = (), before: Rerun | None = None
) -> Steps[Rerun]:
    """Run a night again. `before` is the night as it was (run again without fixes); without it no line is left out.

    It ends where the night as it was ended; but one that was well by then is followed until it is well again, as long as the
    level goes. ScriptError if a line of the level's prelude cannot be meant.
    """
    skipped: list[Skipped] = []
    occasions = Occasions(None if before is None else before.reasons)
    yield 0.0
    built = replace(scenario, region=with_fixes(scenario.region, fixes)) if fixes else scenario
    run = Run(built, seed, leaves_out=occasions)
    skipped.extend(_left_out_before(run))
    span = max(1, played.until_s - scenario.take_over_s)
    for said in played.said:
        yield from _advance(run, said.second, span)
        why = occasions(run, said)
        if why is not None:
            skipped.append(Skipped(said.second, said.who, said.line, str(why), needless=True))
            continue
        reply = run.submit(said)
        if reply.kind not in (ReplyKind.DONE, ReplyKind.OUTPUT):
            skipped.append(Skipped(said.second, said.who, said.line, plain(reply.lines), needless=False))
    yield from _advance(run, played.until_s, span)
    if before is not None and before.well:
        while not run.ended and not run.ledger.settled:
            yield from _advance(run, run.second + STEP_S, span)
    return _result(run, fixes, tuple(skipped), occasions.reasons)


def _advance(run: Run, second: int, span: int) -> Generator[float, None, None]:
    begin_s = run.scenario.take_over_s
    while not run.ended and run.second + run.region.tick_s <= second:
        run.advance_to(min(second, run.second + STEP_S))
        yield min(1.0, max(0.0, (run.second - begin_s) / span))


def _left_out_before(run: Run) -> list[Skipped]:
    """Those of the lines of the shift before that were not said, as they are told to the player."""
    prelude, handover = run.scenario.prelude, run.handover
    if prelude is None or handover is None:
        return []
    rows = {row.number: row for row in prelude.rows}
    return [
        Skipped(rows[number].second, "", rows[number].line, why, needless=number in handover.needless)
        for number, why in handover.refused
    ]


def _result(run: Run, fixes: tuple[Fix, ...], skipped: tuple[Skipped, ...], reasons: tuple[Reason, ...]) -> Rerun:
    ledger = run.ledger
    return Rerun(
        fixes=tuple([fix.id for fix in fixes]),
        curve=ledger.curve(),
        weighted=ledger.weighted_minutes(),
        customer_minutes=ledger.customer_minutes(),
        sectors=tuple([SectorLoss(total.sector, total.customer_minutes, total.weight) for total in ledger.totals()]),
        milestones=tuple(ledger.milestones().items()),
        failures=failures(run),
        skipped=skipped,
        outcome=run.outcome,
        well=run.ended == "resolved" or ledger.settled,
        end_s=run.second,
        state_hash=run.digest(),
        reasons=reasons,
        well_s=_well_s(run),
    )


def _well_s(run: Run) -> int | None:
    since_s = run.ledger.state.healthy_since
    if since_s is None or not (run.ended == "resolved" or run.ledger.settled):
        return None
    return max(since_s, run.scenario.take_over_s)


def failures(run: Run) -> tuple[Failure, ...]:
    """What the level's fixes are against, as far as it happened, in the order of time."""
    against = {fix.spec.failure: fix.spec.seen for fix in run.scenario.fixes if fix.spec.seen}
    found: list[Failure] = []
    for what, seen in against.items():
        second = _first(run, seen)
        if second is not None:
            found.append(Failure(what, second))
    return tuple(sorted(found, key=lambda failure: failure.second))


def _first(run: Run, seen: tuple[Condition, ...]) -> int | None:
    """The second at which all of these conditions first held."""
    region = run.region
    columns = [region.history(condition.component, condition.metric) for condition in seen]
    for tick, values in enumerate(zip(*columns, strict=True)):
        if all(condition.holds(value) for condition, value in zip(seen, values, strict=True)):
            return region.plan.start_s + (tick + 1) * region.tick_s
    return None
