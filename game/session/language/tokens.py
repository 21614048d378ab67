"""Cutting a typed line into words. Double quotes hold words together; an apostrophe is an apostrophe."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_LINE = 500
_QUOTES = {'"': '"', "“": "”"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or what stood between quotes, and where it began. `open` means that the closing quote is missing."""

    text: str
    start: int
    quoted: bool = False
    open: bool = False


def cut(line: str) -> tuple[Token, ...]:
    """The words of a line."""
    tokens: list[Token] = []
    place = 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        closing = _QUOTES.get(line[place])
        if closing is not None:
            end = line.find(closing, place + 1)
            is_open = end < 0
            end = len(line) if is_open else end
            tokens.append(Token(line[place + 1 : end], place, quoted=True, open=is_open))
            place = end + 1
            continue
        end = place
        while end < len(line) and not line[end].isspace():
            end += 1
        tokens.append(Token(line[place:end], place))
        place = end
    return tuple(tokens)


def unquoted(text: str) -> str:
    """Text as it can stand between quotes: single blanks, and no quotes that would end it early."""
    for quote in '"“”':
        text = text.replace(quote, "'")
    return " ".join(text.split())
