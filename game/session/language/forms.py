"""How the words behind a verb are read: one place after the other, each with what may stand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from game.engine.actions import MOST_CAPACITY, ActionSpec, Argument, ArgumentKind
from game.engine.words import Sentence, say
from game.session.language.tokens import Token, unquoted
from game.session.language.vocabulary import Candidate


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A line that means nothing here: what is wrong with it, and what to write instead."""

    sentences: tuple[Sentence, ...]

    def __str__(self) -> str:
        return " ".join([str(sentence) for sentence in self.sentences])


class Form(Protocol):
    """The grammar of what stands behind a verb."""

    @property
    def shape(self) -> str:
        """The places in capitals, optional ones in brackets: "NAME [PERCENT]"."""
        ...

    def read(self, tokens: tuple[Token, ...]) -> tuple[str, ...] | Misunderstood:
        """The values, checked and spelled as the rules spell them."""
        ...

    def choices(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """What could stand behind these words."""
        ...


CandidatesFor = Callable[[int, tuple[str, ...]], tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class ArgumentsForm:
    """Arguments one after the other, as an action or a tool declares them.

    `candidates(index, values)` lists what may stand in a place, given the values before it; none means anything may.
    `instead(text)` says of a component that may not stand there what it takes, or nothing.
    """

    spec: ActionSpec
    candidates: CandidatesFor
    instead: Callable[[str], tuple[Sentence, ...]] | None = None

    @property
    def shape(self) -> str:
        """The places in capitals."""
        return " ".join([place_word(argument) for argument in self.spec.arguments])

    def read(self, tokens: tuple[Token, ...]) -> tuple[str, ...] | Misunderstood:
        """The values in the order of the declaration; optional ones that were left out are missing at the end."""
        values: list[str] = []
        for index, argument in enumerate(self.spec.arguments):
            if argument.kind is ArgumentKind.TEXT:
                text = unquoted(" ".join([token.text for token in tokens[index:]]))
                if text:
                    return (*values, text)
                if argument.optional:
                    return tuple(values)
                return Misunderstood((self._missing(index, values),))
            if index >= len(tokens) or not tokens[index].text.strip():
                if argument.optional:
                    return tuple(values)
                return Misunderstood((self._missing(index, values),))
            value = read_value(tokens[index].text, argument, self.candidates(index, tuple(values)))
            if isinstance(value, Misunderstood):
                if self.instead is not None and argument.kind is ArgumentKind.COMPONENT:
                    return Misunderstood(self.instead(tokens[index].text) or value.sentences)
                return value
            values.append(value)
        extra = tokens[len(self.spec.arguments) :]
        if extra:
            verb = " ".join(self.spec.words)
            shape = f"{verb} {self.shape}".rstrip()
            return Misunderstood(
                (
                    say(
                        'Nothing can stand behind "{verb}" there: "{extra}" is too much. Write: {shape}',
                        verb=verb,
                        extra=extra[0].text,
                        shape=shape,
                    ),
                )
            )
        return tuple(values)

    def choices(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """What may stand in the place behind these words."""
        index = len(tokens)
        if index >= len(self.spec.arguments):
            return ()
        values: list[str] = []
        for place, token in enumerate(tokens):
            value = read_value(token.text, self.spec.arguments[place], self.candidates(place, tuple(values)))
            values.append(token.text if isinstance(value, Misunderstood) else value)
        return self.candidates(index, tuple(values))

    def _missing(self, index: int, values: list[str]) -> Sentence:
        verb = " ".join([*self.spec.words, *values])
        name = self.spec.arguments[index].name
        missing = [argument.name for argument in self.spec.arguments[index:] if not argument.optional]
        if len(missing) > 1:
            told = "both are missing" if len(missing) == 2 else "they are all missing"
            return say("{verb} {names}: {told}.", verb=verb, names=" ".join(missing), told=told)
        known = self.candidates(index, tuple(values))
        if known:
            listed = _some([candidate.word for candidate in known])
            return say('"{verb}" needs {name} behind it: {listed}.', verb=verb, name=name, listed=listed)
        return say(
            '"{verb}" needs {name} behind it. Write: {shape}',
            verb=verb,
            name=name,
            shape=f"{' '.join(self.spec.words)} {self.shape}",
        )


def read_value(text: str, argument: Argument, candidates: tuple[Candidate, ...]) -> str | Misunderstood:
    """One value, spelled as the rules spell it."""
    most = _MOST.get(argument.kind)
    if most is not None and not (argument.kind is ArgumentKind.PERCENT_OR_OFF and text.casefold() == "off"):
        percent = _percent(text, most)
        if percent is not None:
            return percent
        other = ", or off" if argument.kind is ArgumentKind.PERCENT_OR_OFF else ""
        wrong = "{name} is a whole number from 0 to {most}{other}: {text} is not."
        if text.isascii() and text.isdigit():
            wrong = "{text} is more than {name} can be: 0 to {most}{other}."
        return Misunderstood((say(wrong, text=text, name=argument.name, most=most, other=other),))
    if argument.kind is ArgumentKind.ALARM and text.isascii() and text.isdigit() and len(text) < 9:
        return str(int(text))
    for candidate in candidates:
        if candidate.word == text:
            return candidate.word
    for candidate in candidates:
        if candidate.is_called(text):
            return candidate.word
    if not candidates:
        word = unquoted(text)
        if " " not in word:
            return word
        return Misunderstood(
            (say('"{text}" is more than one word; {name} is a single one.', text=word, name=argument.name),)
        )
    return Misunderstood(unknown(text, argument.name, candidates))


def unknown(text: str, name: str, candidates: tuple[Candidate, ...]) -> tuple[Sentence, ...]:
    """What to say about a word that is not among the candidates."""
    starting = [candidate.word for candidate in candidates if candidate.word.startswith(text.casefold())]
    near = " or ".join(starting) if text and 1 < len(starting) <= _MOST_MEANT else nearest(text, candidates)
    if near:
        return (say('There is no {name} called "{text}". Did you mean {near}?', name=name, text=text, near=near),)
    listed = _some([candidate.word for candidate in candidates])
    return (say('There is no {name} called "{text}". Possible here: {listed}.', name=name, text=text, listed=listed),)


def nearest(text: str, candidates: tuple[Candidate, ...]) -> str:
    """The candidate that was most likely meant, or ""."""
    names = {name.casefold(): candidate.word for candidate in candidates for name in (candidate.word, *candidate.also)}
    wanted = text.casefold()
    starting = [word for name, word in names.items() if name.startswith(wanted)]
    if len(set(starting)) == 1:
        return starting[0]
    close = get_close_matches(wanted, list(names), n=1, cutoff=0.6)
    return names[close[0]] if close else ""


_MOST_MEANT = 4
_MOST = {ArgumentKind.PERCENT: 100, ArgumentKind.PERCENT_OR_OFF: 100, ArgumentKind.CAPACITY: MOST_CAPACITY}


def _percent(text: str, most: int) -> str | None:
    digits = text.removesuffix("%")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return None
    value = int(digits)
    return str(value) if value <= most else None


def place_word(argument: Argument) -> str:
    """A place as it is shown: in capitals, or the words that may stand there."""
    if argument.kind is ArgumentKind.ON_OFF:
        shown = "on|off"
    elif argument.kind is ArgumentKind.PERCENT_OR_OFF:
        shown = f"{argument.name}|off"
    elif argument.kind is ArgumentKind.ALARM:
        shown = f"{argument.name}|all"
    elif argument.kind is ArgumentKind.WORD and 0 < len(argument.choices) <= 4:
        shown = "|".join(argument.choices)
    else:
        shown = argument.name
    return f"[{shown}]" if argument.optional else shown


def _some(words: list[str]) -> str:
    """A list for a sentence, cut after eight."""
    if len(words) <= 8:
        return ", ".join(words)
    return ", ".join(words[:8]) + f" and {len(words) - 8} more"
