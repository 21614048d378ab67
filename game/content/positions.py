"""Where things stand in a TOML text: the line and column of every key and every item of an array.

The TOML reader gives values without places. This scanner walks the same text and gives the places without the values. It
is meant for texts that the reader has accepted; from any other it raises `ScanError` at the place where it lost the way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""Keys from the top of a document to a value; a number is a place in an array, counted from 0."""

DEEPEST = 64

_BLANK = re.compile(r"[ \t]*")
_BLANKS = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


class Position(NamedTuple):
    """A place in a text; both count from 1, columns in characters."""

    line: int
    column: int


class ScanError(Exception):
    """The text is no TOML, or is nested too deeply to be anything that was meant."""

    def __init__(self, position: Position) -> None:
        self.position = position
        super().__init__(f"line {position.line}, column {position.column}")


@dataclass(slots=True)
class Places:
    """The places of one text. `written` are keys that stand there; `implied` are tables only named on the way to others."""

    written: dict[KeyPath, Position] = field(default_factory=dict)
    implied: dict[KeyPath, Position] = field(default_factory=dict)


def scan(text: str) -> Places:
    """The place of every key path of a TOML text. Raises ScanError."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.places


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places()
        self.line_starts = [0, *[match.end() for match in re.finditer("\n", text)]]
        self.lengths: dict[KeyPath, int] = {}  # arrays of tables: how many tables so far

    def position(self, offset: int) -> Position:
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def lost(self) -> ScanError:
        return ScanError(self.position(min(self.at, len(self.text))))

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def expect(self, mark: str) -> None:
        if not self.take(mark):
            raise self.lost()

    def document(self) -> None:
        prefix: KeyPath = ()
        while True:
            self.skip(_BLANKS)
            if self.at >= len(self.text):
                return
            if self.take("[["):
                prefix = self.header(array=True)
                self.expect("]]")
            elif self.take("["):
                prefix = self.header(array=False)
                self.expect("]")
            else:
                self.pair(prefix, 0)
            self.skip(_BLANK)
            if self.at < len(self.text) and self.text[self.at] not in "\n#":
                raise self.lost()

    def header(self, *, array: bool) -> KeyPath:
        path: KeyPath = ()
        keys = self.key()
        for number, (name, offset) in enumerate(keys, start=1):
            path = (*path, name)
            last = number == len(keys)
            if last and array:
                count = self.lengths[path] = self.lengths.get(path, 0) + 1
                self.places.written.setdefault(path, self.position(offset))
                path = (*path, count - 1)
            elif path in self.lengths:
                path = (*path, self.lengths[path] - 1)
            if last:
                self.places.written.setdefault(path, self.position(offset))
            else:
                self.places.implied.setdefault(path, self.position(offset))
        return path

    def key(self) -> list[tuple[str, int]]:
        parts: list[tuple[str, int]] = []
        while True:
            self.skip(_BLANK)
            parts.append((self.key_part(), self.key_start))
            self.skip(_BLANK)
            if not self.take("."):
                return parts
            if len(parts) > DEEPEST:
                raise self.lost()

    def key_part(self) -> str:
        self.key_start = self.at
        match = _BARE_KEY.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
            return match.group()
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise self.lost()
        self.at = match.end()
        quoted = match.group()
        return quoted[1:-1] if quoted[0] == "'" else _ESCAPE.sub(_unescape, quoted[1:-1])

    def pair(self, prefix: KeyPath, depth: int) -> None:
        path = prefix
        keys = self.key()
        for number, (name, offset) in enumerate(keys, start=1):
            path = (*path, name)
            places = self.places.written if number == len(keys) else self.places.implied
            places.setdefault(path, self.position(offset))
        self.expect("=")
        self.skip(_BLANK)
        self.value(path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        if depth > DEEPEST:
            raise self.lost()
        if self.take("["):
            self.array(path, depth)
        elif self.take("{"):
            self.inline_table(path, depth)
        else:
            quoted = self.text[self.at : self.at + 1] in ('"', "'")
            match = (_STRING if quoted else _PLAIN).match(self.text, self.at)
            if match is None:
                raise self.lost()
            self.at = match.end()

    def array(self, path: KeyPath, depth: int) -> None:
        number = 0
        self.skip(_BLANKS)
        while not self.take("]"):
            item = (*path, number)
            self.places.written.setdefault(item, self.position(self.at))
            self.value(item, depth + 1)
            number += 1
            self.skip(_BLANKS)
            if not self.take(","):
                self.expect("]")
                return
            self.skip(_BLANKS)

    def inline_table(self, path: KeyPath, depth: int) -> None:
        self.skip(_BLANKS)
        while not self.take("}"):
            self.pair(path, depth + 1)
            self.skip(_BLANKS)
            if not self.take(","):
                self.expect("}")
                return
            self.skip(_BLANKS)


def _unescape(match: re.Match[str]) -> str:
    short, long, byte, char = match.groups()
    code = short or long or byte
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _ESCAPED.get(char, char)
