"""How much help a run is played with stands in its journal, and goes with it wherever it is played on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.session.helping.guidance import Guidance, guidance_of
from game.session.journal import read_header, read_journal
from game.session.replaying.replay import replay, resume
from game.session.replaying.rewind import Recording
from game.session.session import Session
from tests.session.night import small_night


@pytest.mark.parametrize("guidance", list(Guidance))
def test_a_run_goes_on_with_the_help_that_it_was_begun_with(tmp_path: Path, guidance: Guidance) -> None:
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(), 1, path, guidance=guidance)
    session.advance_to(30)
    session.close()
    journal = read_journal(path)
    assert read_header(path).guidance is journal.header.guidance is guidance
    assert replay(journal, small_night()).run.guidance is guidance
    again = resume(journal, small_night())
    assert again.run.guidance is guidance
    again.close()
    fork = Recording(read_journal(path), small_night()).take_over(tmp_path / "fork.jsonl")
    fork.close()
    assert read_header(tmp_path / "fork.jsonl").guidance is guidance


def test_help_changes_nothing_in_the_region(tmp_path: Path) -> None:
    hashes = set()
    for guidance in Guidance:
        session = Session.begin(small_night(), 1, tmp_path / f"{guidance.value}.jsonl", guidance=guidance)
        session.advance_to(120)
        hashes.add(session.run.digest())
        session.close()
    assert len(hashes) == 1


@pytest.mark.parametrize("damaged", ["everything", "", 7, None, ["rated"]])
def test_an_unknown_step_of_help_is_nobodys(tmp_path: Path, damaged: object) -> None:
    path = tmp_path / "night.jsonl"
    Session.begin(small_night(), 1, path, guidance=Guidance.RATED).close()
    head, *rest = path.read_text().splitlines(keepends=True)
    path.write_text(json.dumps({**json.loads(head), "guidance": damaged}) + "\n" + "".join(rest))
    assert read_header(path).guidance is guidance_of(damaged) is Guidance.ALONE
