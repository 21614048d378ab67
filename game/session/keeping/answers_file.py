"""The answers of a debrief as a file beside the journal: written whole or not at all, and never over what is not understood."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.session.view.review import Answers

FORMAT = 1
ENDING = ".answers.json"
MOST_BYTES = 1024 * 1024
LONGEST = 10_000
"""Characters of one text that are kept; nobody types more into a line."""
MOST_ASIDE = 100
_MARK = "noerror-answers"


class AnswersError(Exception):
    """Answers that are there and cannot be used. The text is a sentence that names the file and what becomes of it."""


class ForeignError(AnswersError):
    """What lies there is of a newer version, or no file of this game: it is left as it is, and nothing is written there."""


def answers_path(journal: Path) -> Path:
    """Where the answers to a journal's debrief lie: night.jsonl has night.answers.json."""
    return journal.with_name(f"{journal.name.removesuffix('.jsonl')}{ENDING}")


def read_answers(journal: Path) -> Answers:
    """The answers that were kept for a journal; none if there are none yet. AnswersError if they cannot be used."""
    path = answers_path(journal)
    try:
        if not path.exists():
            return Answers()
        if not path.is_file():
            raise ForeignError(f"{path.name} is no file. Move it away, and your answers can be kept.")
        if path.stat().st_size > MOST_BYTES:
            raise ForeignError(f"{path.name} is too large for answers. Move it away, and yours can be kept.")
        text = path.read_bytes()
    except OSError as error:
        raise ForeignError(f"{path.name} cannot be read: {_why(error)}. It is left as it is.") from None
    return _answers(path, text)


def _answers(path: Path, text: bytes) -> Answers:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise AnswersError(f"{path.name} is damaged. It is put aside when you answer.") from None
    if not isinstance(data, dict) or _MARK not in data:
        raise ForeignError(f"{path.name} does not hold answers of this game. It is left as it is.")
    if data[_MARK] != FORMAT:
        raise ForeignError(f"{path.name} was written by another version of the game. It is left as it is.")
    try:
        return Answers(
            moments=tuple([_moment(row) for row in _list(data["moments"])]),
            order=_ids(data["order"]),
            fixes=_ids(data["fixes"]),
            keep=_text(data["keep"]),
            change=_text(data["change"]),
        )
    except (KeyError, TypeError):
        raise AnswersError(f"{path.name} is damaged. It is put aside when you answer.") from None


def write_answers(journal: Path, answers: Answers) -> str:
    """Keep the answers to a journal's debrief; "" or, in a sentence, why they are not kept. Never raises.

    What is damaged is put aside under another name; what is not of this version of the game is left as it is.
    """
    path = answers_path(journal)
    try:
        read_answers(journal)
    except ForeignError as foreign:
        return f"{foreign} Your answers hold until you leave the game."
    except AnswersError:
        try:
            path.rename(_aside(path))
        except OSError as error:
            return _unkept(path, error)
    try:
        _replace(path, json.dumps(_data(answers, journal), ensure_ascii=False, indent=1).encode() + b"\n")
    except OSError as error:
        return _unkept(path, error)
    except ValueError:  # a lone surrogate from a terminal cannot be written
        return f"{path.name} cannot be written: your words hold what is no text. They hold until you leave the game."
    return ""


def _data(answers: Answers, journal: Path) -> dict[str, Any]:
    return {
        _MARK: FORMAT,
        "journal": journal.name,
        "moments": [
            {"id": moment, "option": option, "words": words[:LONGEST]} for moment, option, words in answers.moments
        ],
        "order": answers.order,
        "fixes": answers.fixes,
        "keep": answers.keep[:LONGEST],
        "change": answers.change[:LONGEST],
    }


def _replace(path: Path, data: bytes) -> None:
    """Write a file beside it and put it in its place, so that whatever happens one of the two is whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def _aside(path: Path) -> Path:
    """A free name for what is damaged. OSError if there is none."""
    for number in range(1, MOST_ASIDE):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not os.path.lexists(aside):
            return aside
    raise OSError(f"there are {MOST_ASIDE - 1} damaged ones beside it")


def _unkept(path: Path, error: OSError) -> str:
    return f"{path.name} cannot be written: {_why(error)}. Your answers hold until you leave the game."


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


# Reading what a hand or a fault may have changed: TypeError for anything that does not belong there.


def _moment(row: Any) -> tuple[str, int | None, str]:
    option = row["option"]
    if option is not None and (not isinstance(option, int) or isinstance(option, bool) or option < 0):
        raise TypeError
    return _text(row["id"]), option, _text(row["words"])


def _ids(value: Any) -> tuple[str, ...] | None:
    return None if value is None else tuple([_text(item) for item in _list(value)])


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
