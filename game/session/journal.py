"""The journal: what was said and when, as JSON Lines. It is the save, the replay and the ghost; it holds no state.

A header, then a line an action or a look, flushed to the disk as it is said; a fingerprint of the state every simulated
minute, so that a divergence has a time; a line if the colleague is sent away; and an end. Whatever happens to the process,
only the line being written is lost.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedRandom, BufferedWriter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import __version__
from game.session.helping.guidance import Guidance, guidance_of

if TYPE_CHECKING:  # a title with runs to go on with needs journals, but no engine
    from game.engine.scenario import Scenario

FORMAT = 1
_BEGINNING = b'{"noerror":'
_LONGEST_HEADER = 16 * 1024
MOST_BYTES = 64 * 1024 * 1024
"""A journal of a whole night has some hundred kilobytes; a file beyond this is something else."""


class JournalError(Exception):
    """A journal that cannot be read or belongs to something else. The text names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The run that a run was taken over from: the name of its journal's file, at which second, and its state's fingerprint there."""

    journal: str
    second: int
    digest: str


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: which run this is. `parent` is None for a run that began at its beginning."""

    level: str
    content: str
    seed: int
    language: str
    version: str
    path: str = ""
    format: int = FORMAT
    parent: Parent | None = None
    guidance: Guidance = Guidance.ALONE

    @staticmethod
    def of(
        scenario: Scenario,
        seed: int,
        language: str = "en",
        parent: Parent | None = None,
        guidance: Guidance = Guidance.ALONE,
    ) -> Header:
        """The header of a new run."""
        return Header(
            scenario.id,
            scenario.content_hash,
            seed,
            language,
            __version__,
            scenario.path,
            parent=parent,
            guidance=guidance,
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the journal: at a second somebody said something; `look` if it only looked."""

    second: int
    who: str
    line: str
    look: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A line of the journal: at a second the state had this fingerprint."""

    second: int
    digest: str


@dataclass(frozen=True, slots=True)
class Alone:
    """A line of the journal: from a second on the player plays without the colleague. It decides nothing in the region."""

    second: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The last line of a run that was played to its end."""

    second: int
    outcome: str
    digest: str


Record = Said | Checkpoint | Alone | Ended


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal as read. `whole_bytes` is the length up to the last whole line; `cut` whether something stood behind it."""

    path: Path
    header: Header
    records: tuple[Record, ...]
    whole_bytes: int
    cut: bool

    @property
    def ended(self) -> Ended | None:
        """The end line, if the run was played to its end."""
        return next((record for record in self.records if isinstance(record, Ended)), None)

    @property
    def alone(self) -> bool:
        """Whether the colleague was sent away."""
        return any(isinstance(record, Alone) for record in self.records)

    @property
    def last_second(self) -> int | None:
        """The last second that the journal knows of."""
        return self.records[-1].second if self.records else None


class JournalWriter:
    """Appends to a journal. If the disk refuses, it says so once in `trouble` and writes no more; play goes on."""

    def __init__(self, path: Path, file: BufferedRandom | BufferedWriter | None, trouble: str = "") -> None:
        self.path = path
        self.trouble = trouble
        self._file = file

    @staticmethod
    def create(path: Path, header: Header) -> JournalWriter:
        """Begin a journal. An existing file is never overwritten: FileExistsError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return JournalWriter(path, None, _unsaved(path, error))
        try:
            file = path.open("xb")
            lock(file)
        except FileExistsError:
            raise
        except OSError as error:
            return JournalWriter(path, None, _unsaved(path, error))
        writer = JournalWriter(path, file)
        line: dict[str, Any] = {
            "noerror": header.format,
            "level": header.level,
            "content": header.content,
            "seed": header.seed,
            "language": header.language,
            "version": header.version,
            "path": header.path,
        }
        if header.guidance is not Guidance.ALONE:
            line["guidance"] = header.guidance.value
        if (parent := header.parent) is not None:
            line["parent"] = {"journal": parent.journal, "t": parent.second, "digest": parent.digest}
        writer._write(line, sync=True)
        return writer

    @staticmethod
    def resume(journal: Journal) -> JournalWriter:
        """Go on in a journal, behind its last whole line. JournalError if somebody else has it open."""
        try:
            file = journal.path.open("r+b")
            if not lock(file):
                file.close()
                raise JournalError(f"{journal.path} is being played in another window; close that one first")
            file.truncate(journal.whole_bytes)
            file.seek(0, os.SEEK_END)
            writer = JournalWriter(journal.path, file)
            if journal.whole_bytes and not _ends_with_newline(journal.path, journal.whole_bytes):
                file.write(b"\n")
        except OSError as error:
            return JournalWriter(journal.path, None, _unsaved(journal.path, error))
        return writer

    @property
    def saving(self) -> bool:
        """Whether lines still reach the disk."""
        return self._file is not None

    def said(self, said: Said, *, sync: bool = True) -> None:
        """Write an action or a look; with `sync` it is on the disk when this returns."""
        line: dict[str, Any] = {"t": said.second, "who": said.who, "say": said.line}
        if said.look:
            line["look"] = True
        self._write(line, sync=sync)

    def checkpoint(self, second: int, digest: str) -> None:
        """Write a fingerprint; handed to the system, not forced to the disk."""
        self._write({"t": second, "digest": digest}, sync=False)

    def alone(self, second: int) -> None:
        """Write that the player plays without the colleague from here on."""
        self._write({"t": second, "alone": True}, sync=True)

    def end(self, second: int, outcome: str, digest: str) -> None:
        """Write that the run is over."""
        self._write({"t": second, "end": outcome, "digest": digest}, sync=True)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                self.trouble = _unsaved(self.path, error)
            self._file = None

    def _write(self, line: dict[str, Any], *, sync: bool) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            self._file.flush()
            if sync:
                os.fsync(self._file.fileno())
        except OSError as error:
            self.trouble = _unsaved(self.path, error)
            file, self._file = self._file, None
            with suppress(OSError):  # the buffer may hold what could not be written; closing would try again
                file.raw.close()


def read_journal(path: Path) -> Journal:
    """Read a journal up to its last whole line. JournalError if it is none, or not one of this version."""
    try:
        if path.is_dir():
            raise JournalError(f"{path} is a folder; name a journal file")
        if path.stat().st_size > MOST_BYTES:
            raise JournalError(f"{path} is too large to be a journal (more than {MOST_BYTES // 1024 // 1024} MB)")
        data = path.read_bytes()
    except OSError as error:
        raise JournalError(f"cannot read {path}: {_why(error)}") from error
    rows = data.split(b"\n")
    whole, tail = rows[:-1], rows[-1]
    cut = False
    if tail:
        if _parsed(tail) is None:
            cut = True
        else:
            whole.append(tail)
    if not data:
        raise JournalError(f"{path} is empty. Start a new run with: noerror play")
    if not whole and _BEGINNING.startswith(data[: len(_BEGINNING)]):
        raise JournalError(
            f"{path} is cut within its first line; nothing can be resumed. Start a new run with: noerror play"
        )
    header = _header(path, whole[0] if whole else tail)
    records: list[Record] = []
    for number, row in enumerate(whole[1:], start=2):
        record = _record(_parsed(row))
        if record is None:
            raise JournalError(
                f"{path}:{number}: this is no line of a journal. Delete everything from this line on to use the rest"
            )
        if records and record.second < records[-1].second:
            raise JournalError(
                f"{path}:{number}: time runs backwards here. Delete everything from this line on to use the rest"
            )
        if records and isinstance(records[-1], Ended):
            raise JournalError(f"{path}:{number}: something stands behind the end. Delete everything from this line on")
        records.append(record)
    return Journal(path, header, tuple(records), len(data) - (len(tail) if cut else 0), cut)


def read_header(path: Path) -> Header:
    """Only the first line of a journal. JournalError if it is none; OSError if it cannot be read."""
    with path.open("rb") as file:
        return _header(path, file.readline(_LONGEST_HEADER))


def lock(file: BufferedRandom | BufferedWriter) -> bool:
    """Take a journal for this process; it is given back when the process ends, however it ends. False if it is taken."""
    try:
        import fcntl
    except ImportError:  # systems without it keep two windows apart by themselves: the file is open
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no locks
        return True
    return True


def is_locked(path: Path) -> bool:
    """Whether somebody is playing this journal now."""
    try:
        with path.open("r+b") as file:
            return not lock(file)
    except OSError:
        return False


def _header(path: Path, row: bytes) -> Header:
    line = _parsed(row)
    if line is None or "noerror" not in line:
        raise JournalError(
            f"{path} is not a journal of this game. Journals lie in the folder that noerror doctor names"
        )
    if line["noerror"] != FORMAT:
        raise JournalError(
            f"{path} has journal format {line['noerror']!r}; this version reads format {FORMAT}. Use the version that wrote it"
        )
    try:
        header = Header(
            level=line["level"],
            content=line["content"],
            seed=line["seed"],
            language=line["language"],
            version=line["version"],
            path=line.get("path", ""),
            parent=_parent(line.get("parent")),
            guidance=guidance_of(line.get("guidance")),
        )
    except KeyError as missing:
        raise JournalError(f"{path}:1: the header lacks {missing}; this journal cannot be used") from missing
    texts = (header.level, header.content, header.language, header.version, header.path)
    if not all(isinstance(text, str) for text in texts) or not _is_whole(header.seed):
        raise JournalError(f"{path}:1: the header is damaged; this journal cannot be used")
    return header


def _parent(told: object) -> Parent | None:
    """Where a run was taken over, as far as its header says so readably: the run itself does not need to know."""
    if not isinstance(told, dict):
        return None
    journal, second, digest = told.get("journal"), told.get("t"), told.get("digest")
    if not isinstance(journal, str) or not isinstance(digest, str) or not isinstance(second, int):
        return None
    return Parent(journal, second, digest)


def _record(line: dict[str, Any] | None) -> Record | None:
    if line is None or not _is_whole(line.get("t")):
        return None
    second = line["t"]
    if isinstance(line.get("say"), str) and isinstance(line.get("who"), str):
        return Said(second, line["who"], line["say"], line.get("look") is True)
    if line.get("alone") is True:
        return Alone(second)
    if not isinstance(line.get("digest"), str):
        return None
    if "end" not in line:
        return Checkpoint(second, line["digest"])
    return Ended(second, line["end"], line["digest"]) if isinstance(line["end"], str) else None


def _parsed(row: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(row)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63


def _ends_with_newline(path: Path, length: int) -> bool:
    with path.open("rb") as file:
        file.seek(length - 1)
        return file.read(1) == b"\n"


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _unsaved(path: Path, error: OSError) -> str:
    return f"This run is not being saved. You can play on. {path} cannot be written: {_why(error)}."
