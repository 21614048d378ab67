"""Reading a level in a process of its own, while the game does something else.

What checks levels (Pydantic, and a schema for every kind of component) takes more memory than a whole night, and is of no
use once the level is read. So the game lets another Python read it, and gets the finished scenario.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from game.content.problems import LevelError, Problem

if TYPE_CHECKING:
    from game.engine.scenario import Scenario

PATIENCE_S = 60.0
"""How long the other process may take before this one reads the level itself."""


class LevelReader:
    """Begins to read a level when it is made; `scenario` waits for it. Where no process can be started, it reads it itself."""

    def __init__(self, level: str) -> None:
        self.level = level
        self._process: subprocess.Popen[bytes] | None = None
        path = os.pathsep.join([entry for entry in sys.path if entry] + [os.getcwd()] * ("" in sys.path))
        with suppress(OSError, ValueError):
            self._process = subprocess.Popen(
                [sys.executable, "-m", "game.content.apart", level],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )

    def scenario(self) -> Scenario:
        """The level. Raises LevelError with every problem that there is."""
        from game.engine.scenario import Scenario

        found = self._answer()
        if isinstance(found, tuple):
            raise LevelError([problem for problem in found if isinstance(problem, Problem)])
        if isinstance(found, Scenario):
            return found
        from game.content.load import load_level

        return load_level(self.level)

    def _answer(self) -> object:
        """What the other process found; None if it did not answer."""
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            written, _ = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
        if process.returncode != 0:
            return None
        try:
            answer: object = pickle.loads(written)
        except Exception:  # whatever a broken answer raises, the level is still there to be read
            return None
        return answer


def main() -> int:
    """Read the level that the first argument names; write it, or what is wrong with it, to standard output."""
    from game.content.load import load_level

    try:
        found: object = load_level(sys.argv[1])
    except LevelError as error:
        found = error.problems
    sys.stdout.buffer.write(pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
