"""Replay: a journal is run again, its fingerprints are compared, and a run that was left goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.scenario import Scenario
from game.session.journal import Checkpoint, Ended, Journal, JournalError, JournalWriter, Said
from game.session.language.script import ScriptError
from game.session.language.wording import clock_time, offset
from game.session.run import Run
from game.session.session import Session
from game.session.view.console import ReplyKind


@dataclass(frozen=True, slots=True)
class Replayed:
    """A journal that was run again. `diverged` is "" if everything came out as it was written, else where and what."""

    run: Run
    diverged: str
    compared: int


def replay(journal: Journal, scenario: Scenario) -> Replayed:
    """Run a journal again and compare. JournalError if it is the journal of something else."""
    same_content(journal, scenario)
    try:
        run = Run(scenario, journal.header.seed, guidance=journal.header.guidance)
    except ScriptError as error:
        raise JournalError(f"{journal.path}: its level cannot be run: {error.problems[0]}") from None
    compared = 0
    for record in journal.records:
        match record:
            case Said():
                reply = run.submit(record)
                if reply.kind not in (ReplyKind.DONE, ReplyKind.OUTPUT):
                    return Replayed(
                        run, f'at {offset(record.second)} "{record.line}" cannot be said, though it was', compared
                    )
            case Checkpoint():
                run.advance_to(record.second)
                if run.digest() != record.digest:
                    return Replayed(run, _minute(record.second), compared)
                compared += 1
            case Ended():
                run.advance_to(record.second)
                if run.outcome != record.outcome:
                    return Replayed(run, f"the journal ends {record.outcome}, this run {run.outcome}", compared)
                if run.digest() != record.digest:
                    return Replayed(run, _minute(record.second), compared)
                compared += 1
    return Replayed(run, "", compared)


def resume(journal: Journal, scenario: Scenario) -> Session:
    """Go on with a run that was left, in the same file. JournalError if that cannot be.

    A line that was cut by whatever ended the process is dropped, and the feed says so.
    """
    if journal.ended is not None:
        raise JournalError(f"{journal.path} was played to its end; noerror replay shows it")
    replayed = replay(journal, scenario)
    if replayed.diverged:
        raise JournalError(f"{journal.path} does not verify: {replayed.diverged}. It was changed; start a new run")
    session = Session(replayed.run, JournalWriter.resume(journal))
    if journal.alone and session.talking.companion is not None:
        session.talking.companion.leave()
    where = clock_time(scenario.zero, replayed.run.second)
    session.run.note(
        f"The last line of the journal was cut; the run goes on from {where}, from the last whole one."
        if journal.cut
        else f"The run goes on from {where}."
    )
    return session


def _minute(second: int) -> str:
    return f"the state differs at {offset(second)}, the first time it was compared after something changed"


def same_content(journal: Journal, scenario: Scenario) -> None:
    """JournalError if a journal belongs to another level than this one, or to another version of it."""
    header = journal.header
    if header.level != scenario.id:
        raise JournalError(f"{journal.path} is a run of {header.level}, not of {scenario.id}; name that level")
    if header.content != scenario.content_hash:
        raise JournalError(
            f"{journal.path} was played on another version of {header.level} (content {header.content[:8]}, now "
            f"{scenario.content_hash[:8]}). Use the version that wrote it, {header.version}, or start a new run"
        )
