"""One journal, one state, whatever interpreter of this machine re-runs it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.terminal.interpreters import answers, interpreters


def test_p35_every_interpreter_and_hash_seed_gives_the_same_state(tmp_path: Path) -> None:
    """P-35: the fingerprint of a re-run journal is the same on each CPython found here and under three hash seeds."""
    said = answers(tmp_path, {"this": sys.executable, **interpreters()})
    assert len(set(said.values())) == 1, said
    fingerprint, compared, *diverged = next(iter(said.values())).split()
    assert len(fingerprint) == 16
    assert int(compared) > 10
    assert diverged == []
