"""The command palette without a screen: what can be found, what fits the typed letters, and the steps to a whole line.

Its entries are the words of the console with what may stand behind them, the numbered actions of where the player is,
the keys that act there, and doors to other screens. Every entry ends in a line that is said or in an action of a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.engine.actions import Risk
from game.session.view.board import Offer
from game.session.view.console import Choice, Topic
from game.tui.keys import Key, Keymap, Place
from game.tui.other_words import other_words
from game.tui.port import Port

POST = "post"
"""An update has words of its own: its entry opens the composer, which says the line."""

_HOW_WELL = ((str.__eq__, 6.0), (str.startswith, 5.0))
_BY_OTHER_WORDS = 0.5
"""So much less is another word of it than one that its row shows."""
_BY_DOES = 2.0
_WITHIN = 1.0
_SCATTERED = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """One row: what it does in a menu's words, the console line that it makes, and what that costs.

    `about` is a whole sentence, `also` has other words that it is found by, and `target` is the end of the line that tells
    it from others of its verb. Just one of these is not empty: `says` is a line that can be said, `step` one that needs
    more behind it, `action` an action of Textual in `place`.
    """

    title: str
    line: str = ""
    about: str = ""
    key: str = ""
    hands: int = 0
    duration_s: int = 0
    risk: Risk = Risk.NONE
    says: str = ""
    step: str = ""
    action: str = ""
    place: str = ""
    also: str = ""
    target: str = ""


class Finder:
    """What the palette lists. `typed` filters it; `so_far` is the word that was chosen, with the values behind it."""

    def __init__(
        self,
        port: Port | None,
        *,
        places: Sequence[Place] = (),
        offers: Sequence[Offer] = (),
        doors: Sequence[Found] = (),
        keymap: Keymap | None = None,
    ) -> None:
        self._port = port
        self._keymap = keymap or Keymap()
        self._topics = port.topics() if port is not None else ()
        self._keys = [(place, key) for place in places for key in place.keys]
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._offers = [self._offer(number, offer) for number, offer in enumerate(offers[:9], 1)]
        self._words = [self._word(topic) for topic in self._topics]
        self._doors = [*self._key_rows(), *doors]
        self._whole: list[Found] | None = None
        self.typed = ""
        self.so_far: tuple[Topic, tuple[str, ...]] | None = None

    # What is listed.

    def rows(self) -> list[Found]:
        """The rows that fit what was typed, the best first."""
        if self.so_far is not None:
            return self._steps(*self.so_far, self.typed)
        listed = [*self._offers, *self._words, *self._doors]
        if not self.typed.strip():
            return listed
        begun = self._begun()
        rows = [*begun, *_fitting(listed, self.typed, self._filled())]
        first: dict[tuple[str, str], Found] = {}
        for row in rows:  # an offer and a word that say the same line are one row
            first.setdefault(((row.says or row.step or row.action).casefold(), row.place), row)
        return list(first.values())

    def begun(self) -> str:
        """The line as far as it stands, with a blank behind it; "" before a word was chosen."""
        if self.so_far is None:
            return ""
        topic, values = self.so_far
        return f"{_line(topic, values)} "

    def place_now(self) -> str:
        """The name of the place that is to be filled: "SERVICE"."""
        if self.so_far is None:
            return ""
        topic, values = self.so_far
        return topic.slots[len(values)].name

    # What the player does.

    def choose(self, row: Found) -> bool:
        """Take a row. True if it is whole: its line can be said or its action run; False if it is a step on the way."""
        if not row.step:
            return True
        topic, values = self._read(row.step)
        self.so_far, self.typed = (topic, values), ""
        return False

    def back(self) -> bool:
        """One value less, then no word; False if there is nothing left to take back."""
        if self.so_far is None:
            return False
        topic, values = self.so_far
        self.so_far = (topic, values[:-1]) if values else None
        return True

    # Words and their places.

    def _word(self, topic: Topic) -> Found:
        key = next((key for _, key in self._keys if topic.verb in key.verbs), None)
        row = Found(
            topic.title or topic.words,
            topic.words,
            topic.does,
            "" if key is None else self._keymap.first(key),
            topic.hands,
            topic.duration_s,
            topic.risk,
        )
        if topic.verb == POST:
            return replace(row, line=topic.verb, action="open_status", place="board")
        return replace(row, says=topic.verb) if not topic.slots else replace(row, step=topic.verb)

    def _filled(self) -> list[Found]:
        """Every word with each thing that may stand first behind it."""
        if self._whole is None:
            self._whole = [
                replace(row, title=topic.title)
                for topic in self._topics
                if topic.slots and topic.verb != POST
                for row in self._steps(topic, (), "")
                if row.line != topic.verb
            ]
        return self._whole

    def _begun(self) -> list[Found]:
        """What follows, if a word of the console was typed with something behind it."""
        spoken = self.typed.split()
        for topic in sorted(self._topics, key=lambda topic: -len(topic.verb)):
            verb = topic.verb.split()
            if verb and [word.casefold() for word in spoken[: len(verb)]] == verb and topic.verb != POST:
                values = spoken[len(verb) :]
                part = "" if self.typed[-1].isspace() or not values else values.pop()
                known = self._known(topic, values)
                if known and len(known) < len(topic.slots):
                    return self._steps(topic, known, part)
        return []

    def _known(self, topic: Topic, words: Sequence[str]) -> tuple[str, ...]:
        """Typed values as they are spelled; none if one of them cannot stand there."""
        values: tuple[str, ...] = ()
        for word, slot in zip(words, topic.slots, strict=False):
            listed = self._listed(_line(topic, values))
            spelled = next((choice.word for choice in listed if choice.word.casefold() == word.casefold()), "")
            if not spelled and not slot.free:
                return ()
            values = (*values, spelled or word)
        return values

    def _steps(self, topic: Topic, values: tuple[str, ...], typed: str) -> list[Found]:
        """What may stand in the next place of a word."""
        line, slot = _line(topic, values), topic.slots[len(values)]
        rows = [self._step(topic, (*values, choice.word), choice.about or choice.word) for choice in self._listed(line)]
        rows = _fitting(rows, typed) if typed.strip() else rows
        wanted = typed.strip()
        if wanted and slot.free and wanted not in [row.line.rsplit(" ", 1)[-1] for row in rows]:
            rows.append(self._step(topic, (*values, wanted), "As typed"))
        if slot.optional and not wanted:
            rows.insert(0, self._row(topic, line, "As it is", says=line))
        return rows

    def _step(self, topic: Topic, values: tuple[str, ...], title: str) -> Found:
        line = _line(topic, values)
        if len(values) == len(topic.slots):
            return self._row(topic, line, title, says=line, target=" ".join(values))
        return self._row(topic, line, title, step=line, target=" ".join(values))

    @staticmethod
    def _row(topic: Topic, line: str, title: str, *, says: str = "", step: str = "", target: str = "") -> Found:
        return Found(
            title[:1].upper() + title[1:],
            line,
            topic.does,
            "",
            topic.hands,
            topic.duration_s,
            topic.risk,
            says=says,
            step=step,
            target=target,
        )

    def _listed(self, line: str) -> tuple[Choice, ...]:
        """What completion lists behind a line, less what would make another word of it."""
        if self._port is None:
            return ()
        if line not in self._choices:
            longer = {topic.verb for topic in self._topics}
            found = self._port.complete(f"{line} ").choices
            self._choices[line] = tuple(choice for choice in found if f"{line} {choice.word}" not in longer)
        return self._choices[line]

    def _read(self, line: str) -> tuple[Topic, tuple[str, ...]]:
        """The word that a line of this palette begins with, and the values behind it."""
        topic = max(
            (topic for topic in self._topics if f"{line} ".startswith(f"{topic.verb} ")),
            key=lambda topic: len(topic.verb),
        )
        return topic, tuple(line[len(topic.verb) :].split())

    # Everything else.

    def _offer(self, number: int, offer: Offer) -> Found:
        about = offer.refusal or offer.does
        verbs = [topic.verb for topic in self._topics if f"{offer.line} ".startswith(f"{topic.verb} ")]
        return Found(
            offer.title,
            offer.line,
            about,
            str(number),
            offer.hands,
            offer.duration_s,
            offer.risk,
            says=offer.line,
            target=offer.line[len(max(verbs, key=len, default=offer.line)) :].strip(),
        )

    def _key_rows(self) -> list[Found]:
        """The keys that act here, one for each thing that they do.

        Those of a group only move, which a palette is no place for; a change of pace is not.
        """
        first: dict[str, Key] = {}
        for _, key in self._keys:
            first.setdefault(key.action.removeprefix("screen."), key)
        return [
            Found(
                _sentence(key),
                key=self._keymap.first(key),
                action=key.action,
                place=place.id,
                also=other_words(key.action),
            )
            for place, key in self._keys
            if key in first.values() and (not key.group or key.id.endswith((".faster", ".slower")))
        ]


def _sentence(key: Key) -> str:
    """What a key does, as a menu says it."""
    does = "help for where you are" if key.action.endswith("open_help") else key.does
    if key.id.endswith((".faster", ".slower")):
        does = f"let time run {key.id.rpartition('.')[2]}"
    return does[:1].upper() + does[1:]


def _line(topic: Topic, values: Iterable[str]) -> str:
    return " ".join([topic.verb, *values])


def _fitting(rows: Iterable[Found], typed: str, filled: Iterable[Found] = ()) -> list[Found]:
    """The rows that hold every typed word, the best first. Of `filled` words only the line and the title count."""
    tokens = typed.casefold().split()
    scored = [(_score(row, tokens, row.about), 0, row) for row in rows]
    scored += [(_score(row, tokens, ""), 1, row) for row in filled]
    fit = [it for it in scored if it[0] > 0.0]
    return [row for _, _, row in sorted(fit, key=lambda it: (-it[0], it[1], bool(it[2].place)))]


def _score(row: Found, tokens: Sequence[str], about: str) -> float:
    """How well a row fits; 0 if a token fits nothing of it."""
    words = f"{row.line} {row.title}".casefold().split()
    does = about.casefold().split()
    also = row.also.casefold().split()
    total = 0.0
    for token in tokens:
        best = max(_how_well(words, token), _how_well(also, token) - _BY_OTHER_WORDS)
        best = best if best > 0.0 else _BY_DOES if any(word.startswith(token) for word in does) else 0.0
        best = best or (_WITHIN if any(token in word for word in words) else 0.0)
        best = best or (_SCATTERED if any(_in_order(token, word) for word in words) else 0.0)
        if not best:
            return 0.0
        total += best
    return total


def _how_well(words: Sequence[str], token: str) -> float:
    """Whole words before those that only begin with it; 0 if none does."""
    return max((points for word in words for how, points in _HOW_WELL if how(word, token)), default=0.0)


def _in_order(token: str, word: str) -> bool:
    """Whether the letters of a token stand in a word in their order, from its first letter on."""
    if len(token) < 3 or word[:1] != token[:1]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in token)
