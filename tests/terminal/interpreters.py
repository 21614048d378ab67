"""The same journal gives the same state on every CPython from 3.11 on that this machine has, under several hash seeds.

`python -m tests.terminal.interpreters` looks for interpreters on the path and below the usual folders of version managers,
lets each re-run a journal that this interpreter wrote, and compares the fingerprints. Floors 0 and 1 need the standard
library only, so the other interpreters need nothing installed: the scenario is handed over pickled.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from game.content.load import load_level
from game.headless.run import play_script

ROOT = Path(__file__).resolve().parents[2]
HASH_SEEDS = ("0", "1", "random")
VERSIONS = ("3.11", "3.12", "3.13", "3.14")

REPLAY = """
import pickle, sys
from pathlib import Path
from game.session.journal import read_journal
from game.session.replaying.replay import replay
scenario = pickle.loads(Path(sys.argv[1]).read_bytes())
replayed = replay(read_journal(Path(sys.argv[2])), scenario)
print(replayed.run.digest(), replayed.compared, replayed.diverged)
"""


def interpreters() -> dict[str, str]:
    """Version -> path of every CPython that the floors below the screens support and that really starts."""
    managed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found: dict[str, str] = {}
    for version in VERSIONS:
        candidates = [shutil.which(f"python{version}"), *map(str, sorted(managed.glob(f"{version}.*/bin/python")))]
        for candidate in candidates:
            if candidate is None:
                continue
            asked = subprocess.run(
                [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                capture_output=True,
                text=True,
                check=False,
            )
            if asked.returncode == 0 and asked.stdout.strip() == version:
                found[version] = candidate
                break
    return found


def digest_with(python: str, hash_seed: str, scenario: Path, journal: Path) -> str:
    """What an interpreter says of a journal: fingerprint, comparisons, divergence."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    command = [python, "-c", REPLAY, str(scenario), str(journal)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    return done.stdout.strip() or done.stderr.strip()


def answers(folder: Path, pythons: dict[str, str]) -> dict[tuple[str, str], str]:
    """(version, hash seed) -> what that interpreter says of one journal of the first night."""
    scenario = load_level("empty-answer")
    journal = folder / "night.jsonl"
    play_script(scenario, 7, (dict(scenario.scripts)["reference"], "reference"), journal=journal)
    pickled = folder / "scenario.pickle"
    pickled.write_bytes(pickle.dumps(scenario))
    return {
        (version, seed): digest_with(python, seed, pickled, journal)
        for version, python in pythons.items()
        for seed in HASH_SEEDS
    }


def main() -> int:
    """Print what each interpreter says; 1 if they disagree."""
    pythons = {"this": sys.executable, **interpreters()}
    with tempfile.TemporaryDirectory() as folder:
        said = answers(Path(folder), pythons)
    for (version, seed), answer in said.items():
        print(f"Python {version:<5} PYTHONHASHSEED={seed:<7} {answer}")
    if len(set(said.values())) != 1:
        print("they disagree")
        return 1
    print(f"{len(pythons) - 1} interpreters besides this one and {len(HASH_SEEDS)} hash seeds agree")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
