"""Playing without a screen: a level, a script, and what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.engine.scenario import Scenario
from game.session.journal import Header, Journal, JournalError, JournalWriter
from game.session.judging.result import result_of
from game.session.language.script import Script, read_script
from game.session.language.wording import count, offset, plain
from game.session.replaying.replay import replay
from game.session.run import Run
from game.session.session import Session
from game.session.view.console import ReplyKind

Warn = Callable[[str], None]


def warn(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr)


def play_script(
    scenario: Scenario,
    seed: int,
    script: tuple[str, str] | None = None,
    *,
    until_s: int | None = None,
    journal: Path | None = None,
    tell: Warn = warn,
) -> Run:
    """Play a script (its text and its name) to the end of the night, or to a second. ScriptError, JournalError.

    Lines that are refused at their time are told and skipped, as they would be for somebody who typed them.
    """
    run = Run(scenario, seed)
    if run.handover is not None and scenario.prelude is not None:
        for number, why in run.handover.refused:
            tell(f"{scenario.prelude.path}:{number}: the shift before was refused: {why}")
    lines = read_script(*script, scenario, run.grammar) if script is not None else Script(())
    writer = None if journal is None else _journal(journal, Header.of(scenario, seed))
    session = Session(run, writer)
    end_s = scenario.end_s if until_s is None else min(until_s, scenario.end_s)
    for number, said in lines.lines:
        if said.second > end_s:
            break
        session.advance_to(said.second)
        reply = session.submit(said.line, said.who, confirmed=True, second=said.second)
        if reply.kind is ReplyKind.REFUSED:
            name = script[1] if script is not None else ""
            tell(f"{name}:{number}: at {offset(said.second)} refused: {plain(reply.lines)}")
    session.advance_to(end_s)
    session.close()
    if writer is not None and writer.trouble:
        tell(writer.trouble)
    return run


def _journal(path: Path, header: Header) -> JournalWriter:
    """A new journal. Whoever asks for one without playing wants it: JournalError if it cannot be written."""
    try:
        writer = JournalWriter.create(path, header)
    except FileExistsError:
        raise JournalError(f"{path} exists already; name a new file for the journal") from None
    if writer.trouble:
        raise JournalError(f"the journal cannot be written: {path}; name a file in a folder that can be written to")
    return writer


def verified(journal: Journal, scenario: Scenario, tell: Warn = warn) -> tuple[Run, bool]:
    """Run a journal again; False if it does not verify, which is told."""
    replayed = replay(journal, scenario)
    if journal.cut:
        tell(f"{journal.path}: the last line is cut; it is left out")
    if replayed.diverged:
        tell(f"{journal.path} does not verify: {replayed.diverged}")
    return replayed.run, not replayed.diverged


def as_json(result: dict[str, Any]) -> str:
    """The result as one JSON object."""
    return json.dumps(result, indent=2)


def as_text(run: Run) -> str:
    """The result for people."""
    result = result_of(run)
    rows = [
        f"{run.scenario.title}  (drill, seed {run.seed})",
        f"{result['outcome']} after {offset(result['elapsed_s'])}   score {result['score']['total']} ({result['score']['grade']})",
        "",
    ]
    for milestone in run.scenario.milestones:
        reached = result["milestones"][milestone.id]
        rows.append(f"  {'-' if reached is None else offset(reached):>9}  {milestone.name}")
    rows.append("")
    lost = result["impact"]
    rows.append(f"  {lost['customer_minutes']:>14,.0f}  customer-minutes lost, {lost['weighted']:,.0f} weighed")
    for sector, minutes in sorted(lost["by_sector"].items(), key=lambda entry: -entry[1])[:5]:
        rows.append(f"  {minutes:>14,.0f}  {sector}")
    rows.append("")
    for part in result["score"]["parts"]:
        rows.append(f"  {part['points']:>5.1f} of {part['of']:<3} {part['id']}: {part['reason']}")
    rows.append("")
    actions, posts = len(result["actions"]), len(result["posts"])
    rows.append(
        f"  {count(actions, 'action', 'actions')}, {count(posts, 'update', 'updates')}, state {result['state_hash']}"
    )
    return "\n".join(rows)


def as_story(run: Run) -> str:
    """A run told line by line: what was said, what people answered, how it ended."""
    rows = [f"{run.scenario.title}  (drill, seed {run.seed})", ""]
    told: list[tuple[int, int, str]] = [(entry.second, 0, plain((entry.line,))) for entry in run.feed]
    told += [(look.second, 1, f"you look: {look.line}") for look in run.evidence.of_the_night()]
    names = {milestone.id: milestone.name for milestone in run.scenario.milestones}
    told += [
        (second, 2, f"* {names[found]}") for found, second in run.ledger.milestones().items() if second is not None
    ]
    rows += [f"  {offset(second):>9}  {text}" for second, _, text in sorted(told)]
    return "\n".join([*rows, "", as_text(run)])
