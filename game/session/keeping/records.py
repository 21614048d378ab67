"""The records: what became of every night that was played to its end, in the player's own data folder and nowhere else.

The file is opened for each question and closed again, so that two games may be open at once. Whatever is wrong with it is
one sentence in `trouble`, and play goes on: a result that could not be kept is tried again with the next question, a damaged
file is put aside under another name, and one of a newer version of the game is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, fields
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.keeping.finished import FinishedRun, Met, Part
from game.session.keeping.home import home

if TYPE_CHECKING:
    import sqlite3

FILE = "records.sqlite"


_ELSEWHERE = ("parts", "objectives", "times", "id")
_COLUMNS = tuple([field.name for field in fields(FinishedRun) if field.name not in _ELSEWHERE])
_Runs = tuple[FinishedRun, ...]


_RETRIED = say("Until the game is closed it is tried again with every look at your results.")


class Records:
    """The records in one file. No question raises; `trouble` tells what hindered the last one, or "" if nothing did, and
    `remedy` what can be done about it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or home() / FILE
        self.trouble = ""
        self.remedy = ""
        self._waiting: list[FinishedRun] = []
        self._lock = Lock()

    def keep(self, run: FinishedRun) -> None:
        """Keep what became of a run. A run whose journal is known already is not kept twice."""
        with self._lock:
            self._waiting.append(run)
            self._ask(lambda _: ())

    def runs(self) -> _Runs:
        """Every finished run, the newest first; none if the file cannot be read."""
        with self._lock:
            if not self._waiting and not self.path.exists():
                self.trouble = ""
                return ()
            return self._ask(_read)

    def delete(self, run: FinishedRun) -> None:
        """Delete one result. Its journal is not touched."""
        with self._lock:
            self._ask(lambda file: _delete(file, run), writes=True)

    def delete_all(self) -> None:
        """Delete every result, those in files that were put aside included. Journals are not touched."""
        with self._lock:
            self._waiting.clear()
            self.trouble = ""
            try:
                for file in self.path.parent.glob(f"{self.path.name}*"):
                    file.unlink(missing_ok=True)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                self.trouble = str(say("Your results could not be deleted: {reason}.", reason=reason))

    def _ask(self, question: Callable[[sqlite3.Connection], _Runs], *, writes: bool = False) -> _Runs:
        """Write what waits, then ask; a damaged file is put aside, and the question put to a new one."""
        told, answer, remedy = None, None, None
        try:
            for _ in range(2):
                answer, aside = self._asked(question, writes=writes)
                if answer is not None:
                    break
                if aside:
                    told = say(
                        "Your results were damaged: they are in {name} now, and a new file is begun.", name=aside
                    )
            else:
                told = say("Your results cannot be kept: their file is damaged again and again.")
                remedy = say("Move {path} away. {retried}", path=self.path, retried=_RETRIED)
        except _HinderedError as hindrance:
            told, remedy = hindrance.told, hindrance.remedy
        self.trouble = "" if told is None else str(told)
        self.remedy = "" if remedy is None else str(remedy)
        return answer or ()

    def _asked(self, question: Callable[[sqlite3.Connection], _Runs], *, writes: bool) -> tuple[_Runs | None, str]:
        """The answer; None if the file is damaged, with the name that it has now if it was this game that put it aside."""
        try:
            import sqlite3

            from game.session.keeping.records_file import DamagedError, NewerError, opened, put_aside, why
        except ImportError:
            raise _HinderedError(
                say("Your results are not kept: this Python comes without SQLite."),
                say("The journal of this night is kept; a Python with SQLite keeps results as well."),
            ) from None
        try:
            with opened(self.path, writes=writes or bool(self._waiting)) as file:
                for run in self._waiting:
                    _write(file, run)
                answer = question(file)
            self._waiting.clear()
            return answer, ""
        except NewerError:
            raise _HinderedError(
                say("Your results are from a newer version of the game: this one leaves them as they are."),
                say("Play with that version to have this night among them."),
            ) from None
        except DamagedError as damaged:
            try:
                return None, put_aside(self.path, damaged.file)
            except OSError as error:
                raise _HinderedError(
                    say("Your results are damaged, and stay so: {reason}.", reason=why(error)),
                    say("Move {path} away. {retried}", path=self.path, retried=_RETRIED),
                ) from None
        except (OSError, sqlite3.Error) as error:
            if writes and not self._waiting:
                raise _HinderedError(say("The result cannot be deleted: {reason}.", reason=why(error))) from None
            if self._waiting:
                raise _HinderedError(
                    say("Your results cannot be kept: {reason}.", reason=why(error)),
                    say("See that {path} can be written. {retried}", path=self.path, retried=_RETRIED),
                ) from None
            raise _HinderedError(say("Your results cannot be read: {reason}.", reason=why(error))) from None


class _HinderedError(Exception):
    """The question cannot be answered; `told` says why, `remedy` what can be done."""

    def __init__(self, told: Sentence, remedy: Sentence | None = None) -> None:
        super().__init__(str(told))
        self.told = told
        self.remedy = remedy


def _write(file: sqlite3.Connection, run: FinishedRun) -> None:
    marks = ", ".join("?" * len(_COLUMNS))
    values = [getattr(run, column) for column in _COLUMNS]
    written = file.execute(f"INSERT OR IGNORE INTO runs ({', '.join(_COLUMNS)}) VALUES ({marks})", values)
    if written.rowcount == 1:
        parts = [(written.lastrowid, *astuple(part)) for part in run.parts]
        file.executemany("INSERT OR IGNORE INTO parts (run, part, label, points, most) VALUES (?, ?, ?, ?, ?)", parts)
        objectives = [(written.lastrowid, *astuple(met)) for met in run.objectives]
        file.executemany(
            "INSERT OR IGNORE INTO objectives (run, objective, name, skill, begun_s, met_s, hints) VALUES (?, ?, ?, ?, ?, ?, ?)",
            objectives,
        )
        times = [(written.lastrowid, *step) for step in run.times]
        file.executemany("INSERT OR IGNORE INTO times (run, step, after_s) VALUES (?, ?, ?)", times)


def _delete(file: sqlite3.Connection, run: FinishedRun) -> _Runs:
    """The row with this number, if it is still the run that was meant: another game may have begun a new file."""
    file.execute("DELETE FROM runs WHERE id = ? AND journal IS ? AND ended = ?", (run.id, run.journal, run.ended))
    return ()


def _read(file: sqlite3.Connection) -> _Runs:
    parts: dict[int, list[Part]] = {}
    for number, *values in file.execute("SELECT run, part, label, points, most FROM parts ORDER BY run, rowid"):
        parts.setdefault(number, []).append(Part(*values))
    met: dict[int, list[Met]] = {}
    asked = "SELECT run, objective, name, skill, begun_s, met_s, hints FROM objectives ORDER BY run, rowid"
    for number, *values in file.execute(asked):
        met.setdefault(number, []).append(Met(*values))
    times: dict[int, list[tuple[str, int | None]]] = {}
    for number, step, after_s in file.execute("SELECT run, step, after_s FROM times ORDER BY run, rowid"):
        times.setdefault(number, []).append((step, after_s))
    rows = file.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM runs ORDER BY ended DESC, id DESC")
    return tuple(
        [
            FinishedRun(
                **dict(zip(_COLUMNS, values, strict=True)),
                parts=tuple(parts.get(number, ())),
                objectives=tuple(met.get(number, ())),
                times=tuple(times.get(number, ())),
                id=number,
            )
            for number, *values in rows
        ]
    )
