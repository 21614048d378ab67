"""What somebody says to the player, in as few lines as it takes: who it is, the words, and the keys that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.session.view.talk import Speaker, Talk
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.named_keys import with_keys
from game.tui.paint.text import ELLIPSIS, fitting, wrap
from game.tui.theme import Manner

WIDEST = 108  # cells over which an eye still finds the next line
_COACH = ("", "coach", "the coach")
_LEFT, _BETWEEN = 3, 3  # the column of the words, and the air between two choices

Piece = tuple[int, str, str, str]
"""A column, a text, its look, and the command of a click on it ("" for none)."""
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TalkKeys:
    """How the keys are called that answer here: of the choices in their order, to let the speaker go on, and to skip.

    `does` stands before the action of a click.
    """

    answers: tuple[str, ...]
    go_on: str
    skip: str
    does: str = ""


@dataclass(frozen=True, slots=True)
class TalkPicture:
    """What is drawn. Without `keys` nothing can be answered, as where a recording is watched; `fresh` words stand out.

    `elsewhere` is how to get to where all of it stands, for places with little room ("esc").
    """

    talk: Talk
    keys: TalkKeys | None
    fresh: bool = False
    elsewhere: str = ""


def speaker_words(talk: Talk) -> str:
    """Who speaks and from where, so that no colour is needed for it."""
    if talk.speaker is Speaker.CALLER:
        return f"on the phone: {talk.name}" if talk.name else "on the phone"
    if talk.speaker is Speaker.COACH:
        return "coach" if talk.name.casefold() in _COACH else f"{talk.name}, coach"
    return f"{talk.name}, beside you"


def speaker_sign(talk: Talk, glyphs: Glyphs) -> str:
    """The sign before the name."""
    return {Speaker.COLLEAGUE: glyphs.said, Speaker.COACH: glyphs.advice, Speaker.CALLER: glyphs.ringing}[talk.speaker]


def talk_rows(picture: TalkPicture, width: int, most: int, manner: Manner) -> list[Row]:
    """The rows of a talk in `width` cells: a line for the name and one for each sentence, if that takes at most `most`;
    else, and where a single row holds it all, everything as tight as it gets, however many rows that takes."""
    composed = _composed(picture, width, manner)
    tight = composed.tight()
    if len(tight) == 1:
        return tight
    return next((rows for rows in (composed.roomy(listed=True), composed.roomy()) if len(rows) <= most), tight)


def short_rows(picture: TalkPicture, width: int, most: int, manner: Manner) -> list[Row]:
    """The rows of a talk in at most so many: tight, or as many whole sentences as fit and where the rest stands."""
    composed = _composed(picture, width, manner)
    rows = composed.tight()
    return rows if len(rows) <= most else composed.cut(max(1, most))


def _composed(picture: TalkPicture, width: int, manner: Manner) -> _Composed:
    return _Composed(replace(picture, talk=with_keys(picture.talk, manner.keys)), width, manner)


def paint_rows(canvas: Canvas, rows: list[Row], manner: Manner) -> None:
    """Draw them from the top of a canvas; behind a rule, where it has no shade of its own."""
    if not manner.theme.shades:
        for y in range(canvas.height):
            canvas.put(0, y, manner.glyphs.upright, "rule")
    for y, row in enumerate(rows[: canvas.height]):
        for x, text, look, command in row:
            canvas.put(x, y, text, look)
            if command:
                canvas.aim(x, y, len(text), 1, command)


def _end(row: Row) -> int:
    """The column behind a row."""
    return max([x + len(text) for x, text, _, _ in row])


@dataclass(frozen=True, slots=True)
class _Composed:
    picture: TalkPicture
    width: int
    manner: Manner

    def roomy(self, *, listed: bool = False) -> list[Row]:
        """The name with the keys beside it, a line or more for each sentence, then the choices; `listed` below each other
        where they do not fit beside each other.
        """
        head: Row = (*self._name(), *self._keys(_LEFT + len(self._who()) + 2, whole=True))
        words = [line for sentence in self.picture.talk.lines for line in wrap(sentence, self._room())]
        return [head, *[self._line(line) for line in words], *self._choices(listed=listed)]

    def tight(self) -> list[Row]:
        """The words right behind the name, and the keys behind the last line."""
        text = f"{self._who()}: {' '.join(self.picture.talk.lines)}"
        lines = self._named_lines(wrap(text, self._room()))
        keys = () if self.picture.talk.choices else self._keys(_end(lines[-1]) + _BETWEEN, whole=False)
        return [*lines[:-1], (*lines[-1], *keys)] if keys else [*lines, *self._below()]

    def cut(self, most: int) -> list[Row]:
        """As many whole sentences as fit in so many rows, with the keys if one fits beside them; and where the rest stands."""
        picture, said = self.picture, self.picture.talk.lines
        more = f"({picture.elsewhere}: all of it)" if picture.elsewhere else ELLIPSIS
        for below in (self._below(), []):
            for count in range(len(said), 0, -1):
                rest = [] if count == len(said) and below else [more]
                lines = wrap(" ".join([f"{self._who()}:", *said[:count], *rest]), self._room())
                if len(lines) + len(below) <= most:
                    return [*self._named_lines(lines), *below]
        return self._named_lines(wrap(f"{self._who()}: {said[0] if said else ''}", self._room(), most))

    def _below(self) -> list[Row]:
        """Choices, with the keys behind them if a line has room for both."""
        choices = self._choices()
        behind = _end(choices[-1]) + _BETWEEN if choices else _LEFT
        keys = self._keys(behind, whole=not choices)
        if choices and keys:
            return [*choices[:-1], (*choices[-1], *keys)]
        alone = keys or self._keys(_LEFT, whole=True)
        return [*choices, *([alone] if alone else [])]

    def _room(self) -> int:
        return min(self.width, WIDEST) - _LEFT - 1

    def _who(self) -> str:
        return speaker_words(self.picture.talk)

    def _name(self) -> Row:
        sign = speaker_sign(self.picture.talk, self.manner.glyphs)
        look = "bold strong" if self.picture.fresh else "muted"
        return ((1, sign, look, ""), (_LEFT, self._who(), look, ""))

    def _line(self, text: str) -> Row:
        return ((_LEFT, text, self._words(), ""),)

    def _words(self) -> str:
        return "strong" if self.picture.fresh else "fg"

    def _named_lines(self, lines: list[str]) -> list[Row]:
        """Lines that begin with the name."""
        who = self._who()
        sign, name = self._name()
        if not lines or not lines[0].startswith(who):  # a name that is as long as the line
            return [(sign, *self._line(lines[0])), *map(self._line, lines[1:])] if lines else [(sign,)]
        rest = lines[0][len(who) :]
        first: Row = (sign, name, (_LEFT + len(who), rest, self._words(), "")) if rest else (sign, name)
        return [first, *map(self._line, lines[1:])]

    def _keys(self, after: int, *, whole: bool) -> Row:
        """The key to go on and the one to skip, at the right end behind column `after`; none where no form fits.

        With `whole` the skip key is named in any case, because it must be in sight.
        """
        picture, keys, end = self.picture, self.picture.keys, self.width - 1
        if keys is None:
            return ()
        talk = picture.talk
        row: list[Piece] = []
        if talk.skip:
            forms = [f"skips: {talk.skip}", "skips"]
            text = fitting(end - after - len(keys.skip) - 1, forms) or (forms[-1] if whole else "")
            if not text:
                return ()
            x = end - len(keys.skip) - 1 - len(text)
            row = [*self._pair(x, keys.skip, text, f"{keys.does}talk_skip")]
            end = x - _BETWEEN
        if talk.waits and not talk.choices:
            text = "goes on"
            x = end - len(keys.go_on) - 1 - len(text)
            if x >= after or whole:
                row = [*self._pair(x, keys.go_on, text, f"{keys.does}talk_answer(1)"), *row]
            else:
                return ()
        return tuple(row)

    def _pair(self, x: int, key: str, text: str, command: str) -> Row:
        return ((x, key, "bold strong", command), (x + len(key), f" {text}", "muted", command))

    def _choices(self, *, listed: bool = False) -> list[Row]:
        """The choices with the keys that take them, beside each other; in several rows if one is too short for all."""
        talk, keys = self.picture.talk, self.picture.keys
        marks = [str(at) for at in range(1, len(talk.choices) + 1)] if keys is None else keys.answers
        rows: list[list[Piece]] = [[]]
        for number, (mark, text) in enumerate(zip(marks, talk.choices, strict=False), 1):
            at = _end(tuple(rows[-1])) + _BETWEEN if rows[-1] else _LEFT
            if rows[-1] and at + len(mark) + 1 + len(text) > _LEFT + self._room():
                if listed:
                    return self._listed(marks)
                rows.append([])
                at = _LEFT
            first, *others = wrap(text, self._room() - len(mark) - 1) or [""]
            rows[-1] += self._choice(at, mark, first, number)
            rows += [[(_LEFT + len(mark) + 1, line, "fg", self._command(number))] for line in others]
        return [tuple(row) for row in rows if row]

    def _listed(self, marks: Sequence[str]) -> list[Row]:
        """The choices below each other."""
        rows: list[Row] = []
        for number, (mark, text) in enumerate(zip(marks, self.picture.talk.choices, strict=False), 1):
            first, *others = wrap(text, self._room() - len(mark) - 1) or [""]
            rows.append(tuple(self._choice(_LEFT, mark, first, number)))
            rows += [((_LEFT + len(mark) + 1, line, "fg", self._command(number)),) for line in others]
        return rows

    def _choice(self, x: int, mark: str, text: str, number: int) -> list[Piece]:
        look = "muted" if self.picture.keys is None else "bold strong"
        command = self._command(number)
        return [(x, mark, look, command), (x + len(mark), f" {text}", "fg", command)]

    def _command(self, number: int) -> str:
        keys = self.picture.keys
        return "" if keys is None else f"{keys.does}talk_answer({number})"
