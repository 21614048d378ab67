"""The file that the records lie in: its schema from version to version, and opening it whoever else has it open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT_S = 3.0
"""How long a game waits while another one writes."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            journal TEXT UNIQUE,
            level TEXT NOT NULL,
            content TEXT NOT NULL,
            version TEXT NOT NULL,
            seed INTEGER NOT NULL,
            begun INTEGER,
            ended INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            grade TEXT NOT NULL,
            total INTEGER NOT NULL,
            impact INTEGER NOT NULL,
            conduct INTEGER NOT NULL,
            from_s INTEGER NOT NULL,
            resolved_s INTEGER
        )
        """,
        "CREATE INDEX runs_by_level ON runs (level, ended)",
        """
        CREATE TABLE parts (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            label TEXT NOT NULL,
            points REAL NOT NULL,
            most INTEGER NOT NULL,
            PRIMARY KEY (run, part)
        )
        """,
    ),
    ("ALTER TABLE runs ADD COLUMN parent TEXT",),
    ("ALTER TABLE runs ADD COLUMN guidance TEXT",),
    (
        """
        CREATE TABLE objectives (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            objective TEXT NOT NULL,
            name TEXT NOT NULL,
            skill TEXT NOT NULL,
            begun_s INTEGER,
            met_s INTEGER,
            hints INTEGER NOT NULL,
            PRIMARY KEY (run, objective)
        )
        """,
        """
        CREATE TABLE times (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            step TEXT NOT NULL,
            after_s INTEGER,
            PRIMARY KEY (run, step)
        )
        """,
    ),
)
"""Each brings the file from the version of its place to the next one; `user_version` counts those that were applied."""


class NewerError(Exception):
    """The file was written by a newer version of the game."""


class DamagedError(Exception):
    """What lies there is no whole database. It is `file`, as it was when it was opened."""

    def __init__(self, file: os.stat_result) -> None:
        super().__init__("the file is damaged")
        self.file = file


@contextmanager
def opened(path: Path, *, writes: bool) -> Iterator[sqlite3.Connection]:
    """The file in the newest version, made if there is none, inside one transaction. OSError, sqlite3.Error, NewerError, DamagedError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(path):
        path.touch(mode=0o600)
    found = path.stat()
    file = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        file.execute("PRAGMA foreign_keys = ON")
        # Two that write wait for each other; who only reads waits for nobody.
        file.execute("BEGIN IMMEDIATE" if writes or _version(file) < len(MIGRATIONS) else "BEGIN")
        if _version(file) > len(MIGRATIONS):
            raise NewerError
        if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedError(found)
        for statements in MIGRATIONS[_version(file) :]:
            for statement in statements:
                file.execute(statement)
        if _version(file) < len(MIGRATIONS):
            file.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        yield file
        file.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedError(found) from error
        raise
    finally:
        file.close()  # what was not committed is taken back


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary code of an error, 0 where it gave none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def why(error: sqlite3.Error | OSError) -> str:
    """What hindered, in a clause."""
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return {
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_BUSY: "another game holds the file",
        sqlite3.SQLITE_READONLY: "the file may not be written to",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    }.get(code_of(error), str(error).lower())


def put_aside(path: Path, damaged: os.stat_result) -> str:
    """Give a damaged file another name, which is returned; "" if another game did so before. OSError if it cannot be done."""
    if not os.path.lexists(path) or not os.path.samestat(path.stat(), damaged):
        return ""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    path.rename(aside)
    with suppress(OSError):  # half a transaction belongs to the file that it was meant for
        path.with_name(f"{path.name}-journal").rename(aside.with_name(f"{aside.name}-journal"))
    return aside.name
