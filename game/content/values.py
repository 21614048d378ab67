"""Checks on plain values, before anything is made of them: so that no file can hang the game or draw on the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from game.content.positions import KeyPath
from game.engine.text import is_clean

LARGEST_NUMBER = 10**12
LONGEST_TEXT = 2000
LONGEST_ID = 40

ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
"""Ids of components and the like: what can be typed on the console in one word."""

KEY = re.compile(r"[A-Za-z0-9_.-]{1,60}")
"""Any key: keys are shown, as the names of clients for instance."""


def value_flaws(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """(path, text) of every value in a document that no field may hold, whatever it means."""
    waiting: list[tuple[KeyPath, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        text = _flaw(path, value)
        if text:
            yield path, text
        if isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, number), item) for number, item in enumerate(value)]


def _flaw(path: KeyPath, value: Any) -> str:
    if path and isinstance(path[-1], str) and not KEY.fullmatch(path[-1]):
        return "this key has characters that no key has; write letters, digits and hyphens, at most 60"
    if isinstance(value, str):
        if path[0] == "component" and set("{}") & set(value.replace("{value}", "")):
            return "the text has braces of its own; {value} is the only place that is filled in, leave the others out"
        return _text_flaw(value)
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and not isfinite(value):
        return "inf and nan are no amounts; write a plain number"
    if isinstance(value, int | float) and abs(value) > LARGEST_NUMBER:
        return f"the number is too large; write one up to {LARGEST_NUMBER:,}"
    if isinstance(value, datetime):
        if path != ("zero",):
            return "a date stands here; put it in quotes if it is meant as a text"
        return "" if value.tzinfo else "the time has no offset; write it like 2025-10-19T23:48:00-07:00"
    if isinstance(value, date | time):
        return "a date or time stands here; put it in quotes if it is meant as a text"
    return ""


def _text_flaw(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"the text has {len(text):,} characters; shorten it to {LONGEST_TEXT:,}"
    if is_clean(text):
        return ""
    for char in text:
        if not is_clean("0" + char):  # no mark composes with a digit
            return f"the text has a character that cannot be drawn in one cell (U+{ord(char):04X}); take it out"
    return "the text has too many marks on one letter, or letters not composed (NFC); write it in plain letters"


def id_flaw(name: str) -> str:
    """What is wrong with an id, or ""."""
    if len(name) > LONGEST_ID or not ID.fullmatch(name):
        rule = f"small letters, digits and hyphens, at most {LONGEST_ID}"
        return f"`{name[:LONGEST_ID]}` is no id; write it in {rule} characters"
    return ""


def jsonable(value: Any) -> Any:
    """The value as JSON can carry it: times as texts, and a harmless number for one that was refused."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [jsonable(item) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if abs(value) <= LARGEST_NUMBER else 0  # nan is no smaller than anything
    return value
