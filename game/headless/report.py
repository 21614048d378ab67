"""The report: a journal told as a file, in Markdown, HTML or JSON."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.engine.scenario import Scenario
from game.headless.paper.chapters import document
from game.session.journal import Journal
from game.session.judging.account import account
from game.session.judging.afterwards import answered, with_chosen
from game.session.keeping.new_file import write_new
from game.session.replaying.ghost import history_of
from game.session.replaying.replay import replay
from game.session.view.report import Report

ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}
"""What a file's name says about its format."""


class UnwrittenError(Exception):
    """A report that could not be written. The text names the file and the remedy."""


def report_of(journal: Journal, scenario: Scenario) -> Report:
    """The report of a journal. JournalError if it is the journal of something else.

    Where a journal does not verify, the report goes as far as it can be followed, and says so.
    """
    replayed = replay(journal, scenario)
    ghost = history_of(scenario, journal.header.seed)
    told = account(replayed.run, ghost=ghost, journal=journal.path.name, wrote=journal.header.version)
    answers = answered(journal, replayed.run)
    return replace(
        told,
        origin=replace(told.origin, differs=replayed.diverged, cut=journal.cut),
        answers=answers,
        corrections=with_chosen(told.corrections, answers),
    )


def text_of(report: Report, form: str) -> str:
    """The report as "md", "html" or "json"."""
    return _WRITERS[form](report)


def _markdown(report: Report) -> str:
    from game.headless.paper.markdown import as_markdown

    return as_markdown(document(report))


def _html(report: Report) -> str:
    from game.headless.paper.html import as_html

    return as_html(document(report))


def _json(report: Report) -> str:
    from game.headless.paper.as_json import as_json

    return as_json(report)


_WRITERS: dict[str, Callable[[Report], str]] = {"md": _markdown, "html": _html, "json": _json}
FORMATS = tuple(_WRITERS)


def check_place(path: Path) -> None:
    """Raise UnwrittenError if a report cannot come to lie there, before anything is computed."""
    if path.is_dir():
        raise UnwrittenError(f"{path} is a folder; name a file in it, such as {path / 'report.html'}")
    if not path.parent.is_dir():
        raise UnwrittenError(f"there is no folder {path.parent}; make it first, or name a file elsewhere")


def write(path: Path, text: str) -> None:
    """Write a report to a new file, whole or not at all. Raises UnwrittenError.

    A file that holds this very report already is left as it is; any other is never overwritten.
    """
    data = text.encode("utf-8")
    try:
        write_new(path, data)
    except FileExistsError:
        if not _holds(path, data):
            raise UnwrittenError(
                f"{path} exists already and holds something else; name a new file, or remove that one first"
            ) from None
    except OSError as error:
        raise UnwrittenError(f"the report cannot be written to {path}: {_why(error)}") from None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _why(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "it may not be written to; name a file in a folder of your own"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "there is no room left; nothing was kept"
    return os.strerror(error.errno).lower() if error.errno is not None else str(error)
