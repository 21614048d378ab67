"""The one table of words. Console, scripts, completion, help and journal all read it, so that nothing is spelled twice.

The engine's words come from the mechanisms of the region, the session's from `words`, the tools' from their own files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import partial

from game.engine.actions import ActionSpec, ArgumentKind
from game.engine.region import Region
from game.engine.text import clean
from game.engine.words import say
from game.session.language.forms import ArgumentsForm, CandidatesFor, Form, Misunderstood
from game.session.language.takes import takes_instead
from game.session.language.tokens import LONGEST_LINE, Token, cut
from game.session.language.vocabulary import Candidate, Vocabulary
from game.session.language.wording import cost
from game.session.language.words import HANDOVER, POST, SESSION_ACTIONS
from game.session.telling.post_form import PostForm, draft_of, post_line
from game.session.view.console import Choice, Completion, Slot, Topic

_MEANT = {
    "end": ("resolve",),
    "done": ("resolve",),
    "finish": ("resolve",),
    "close": ("resolve",),
    "freeze": ("dns automation off",),
    "thaw": ("dns automation on",),
}
"""Words that people try, and those that they probably mean."""


class Part(Enum):
    """Who carries a word out; help groups by it."""

    ENGINE = "act"
    SESSION = "team"
    POST = "tell"
    TOOL = "look"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the table: its declaration, who carries it out, and how what follows it is read."""

    spec: ActionSpec
    part: Part
    form: Form

    @property
    def shape(self) -> str:
        """How one types it: "dns restore NAME"."""
        return f"{' '.join(self.spec.words)} {self.form.shape}".rstrip()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An understood line: the word, its values, and the line as the journal writes it."""

    entry: Entry
    values: tuple[str, ...]
    line: str


class Grammar:
    """All words of one run. `tools` are (declaration, candidates) of the console's tools."""

    def __init__(
        self, vocabulary: Vocabulary, region: Region, tools: Iterable[tuple[ActionSpec, CandidatesFor]] = ()
    ) -> None:
        self.vocabulary = vocabulary
        table: dict[str, Entry] = {}
        for part in region.components.values():
            for spec in part.actions:
                if spec.id not in table:
                    listed, instead = partial(self._candidates, spec), partial(takes_instead, region, spec)
                    table[spec.id] = Entry(spec, Part.ENGINE, ArgumentsForm(spec, listed, instead))
        for spec in SESSION_ACTIONS:
            form: Form = PostForm(vocabulary) if spec is POST else ArgumentsForm(spec, partial(self._candidates, spec))
            table[spec.id] = Entry(spec, Part.POST if spec is POST else Part.SESSION, form)
        for spec, candidates in tools:
            table[spec.id] = Entry(spec, Part.TOOL, ArgumentsForm(spec, candidates))
        self.entries = tuple(table.values())
        self._spellings: tuple[tuple[tuple[str, ...], Entry], ...] = tuple(
            [(words, entry) for entry in self.entries for words in (entry.spec.words, *entry.spec.aliases)]
        )

    def _candidates(self, spec: ActionSpec, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
        del values
        return self.vocabulary.candidates(spec, spec.arguments[index])

    # Reading.

    def parse(self, line: str) -> Parsed | Misunderstood:
        """Understand a line, or say why not and what was probably meant."""
        if len(line) > LONGEST_LINE:
            return Misunderstood(
                (say("The line is longer than {most} characters. Make it shorter.", most=LONGEST_LINE),)
            )
        tokens = cut(clean(line, LONGEST_LINE))
        if not tokens:
            return Misunderstood((say("The line is empty. Type help for what can be said."),))
        found = self._find(tokens)
        if found is None:
            return self._unknown_verb(tokens)
        words, entry = found
        values = entry.form.read(tokens[len(words) :])
        if isinstance(values, Misunderstood):
            return values
        return Parsed(entry, values, spell(entry.spec, values))

    def _find(self, tokens: tuple[Token, ...]) -> tuple[tuple[str, ...], Entry] | None:
        """The longest spelling that the line begins with."""
        typed = tuple([token.text.casefold() for token in tokens if not token.quoted])
        best: tuple[tuple[str, ...], Entry] | None = None
        for words, entry in self._spellings:
            if typed[: len(words)] == words and (best is None or len(words) > len(best[0])):
                best = (words, entry)
        return best

    def _unknown_verb(self, tokens: tuple[Token, ...]) -> Misunderstood:
        first = tokens[0].text.casefold()
        behind = sorted({words[1] for words, _ in self._spellings if words[0] == first and len(words) > 1})
        if behind:
            second = tokens[1].text.casefold() if len(tokens) > 1 else ""
            near = get_close_matches(second, behind, n=1, cutoff=0.5) if second else []
            if near:
                return Misunderstood(
                    (
                        say(
                            '"{typed}" means nothing. Did you mean "{near}"?',
                            typed=f"{first} {second}",
                            near=f"{first} {near[0]}",
                        ),
                    )
                )
            return Misunderstood(
                (say('"{verb}" needs one of these behind it: {listed}.', verb=first, listed=", ".join(behind)),)
            )
        meant = [
            other for other in _MEANT.get(first, ()) if other.split()[0] in [words[0] for words, _ in self._spellings]
        ]
        if meant:
            listed = " or ".join([f'"{other}"' for other in meant])
            return Misunderstood(
                (say('"{typed}" means nothing here. Did you mean {listed}?', typed=tokens[0].text, listed=listed),)
            )
        phrases = {" ".join(words): words for words, _ in self._spellings}
        typed = " ".join([token.text.casefold() for token in tokens[:2]])
        near = get_close_matches(typed, list(phrases), n=1, cutoff=0.75)
        near = near or _nearest(first, sorted({words[0] for words, _ in self._spellings}))
        if near:
            return Misunderstood(
                (say('"{typed}" means nothing here. Did you mean "{near}"?', typed=tokens[0].text, near=near[0]),)
            )
        return Misunderstood(
            (say('"{typed}" means nothing here. Type help for what can be said.', typed=tokens[0].text),)
        )

    # Completing.

    def complete(self, text: str) -> Completion:
        """What could follow on the prompt: the rest of the likeliest word, and everything that fits."""
        if len(text) > LONGEST_LINE or text != clean(text, LONGEST_LINE):
            return Completion("", ())
        tokens = cut(text)
        if tokens and tokens[-1].quoted and (tokens[-1].open or not text[-1].isspace()):
            return Completion("", ())
        partial_word = ""
        if tokens and not text[-1].isspace():
            partial_word = tokens[-1].text
            tokens = tokens[:-1]
        head, comma, partial_word = partial_word.rpartition(",")
        candidates = (*self._choices(tokens), *(self._aliases(tokens) if partial_word else ()))
        taken = [name.casefold() for name in head.split(",")] if comma else []
        fitting = [
            candidate for candidate in candidates if _fits(candidate, partial_word) and candidate.word not in taken
        ]
        choices = tuple([Choice(candidate.word, candidate.about) for candidate in fitting])
        ghost = next(
            (
                candidate.word[len(partial_word) :]
                for candidate in fitting
                if candidate.word.casefold().startswith(partial_word.casefold()) and candidate.word != partial_word
            ),
            "",
        )
        return Completion(ghost if text.strip() else "", choices, len(text) - len(partial_word))

    def _choices(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        typed = tuple([token.text.casefold() for token in tokens])
        words: dict[str, Candidate] = {}
        for spelling, entry in self._spellings:
            is_alias = spelling != entry.spec.words
            if len(spelling) > len(typed) and spelling[: len(typed)] == typed and not is_alias:
                word = spelling[len(typed)]
                is_last = len(spelling) == len(typed) + 1
                if is_last or word not in words:
                    words[word] = Candidate(word, entry.spec.does if is_last else spelling[len(typed) + 1])
                elif spelling[len(typed) + 1] not in words[word].about.split(", "):
                    words[word] = Candidate(word, f"{words[word].about}, {spelling[len(typed) + 1]}")
        found = self._find(tokens) if tokens else None
        if found is None:
            return tuple(words.values())
        spelling, entry = found
        return (*words.values(), *entry.form.choices(tokens[len(spelling) :]))

    def _aliases(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """Other spellings: they are listed behind the rest, and only to somebody who has begun to type one."""
        typed = tuple([token.text.casefold() for token in tokens])
        words: dict[str, Candidate] = {}
        for spelling, entry in self._spellings:
            if spelling != entry.spec.words and len(spelling) > len(typed) and spelling[: len(typed)] == typed:
                meant = " ".join(entry.spec.words)
                words.setdefault(spelling[len(typed)], Candidate(spelling[len(typed)], f"the same as {meant}"))
        known = {candidate.word for candidate in self._choices(tokens)}
        return tuple([candidate for word, candidate in words.items() if word not in known])

    # Telling.

    def topics(self) -> tuple[Topic, ...]:
        """Every word with what it does and what it costs, for help and the command palette."""
        return tuple([_topic(entry) for entry in self.entries])

    def entry(self, verb: str) -> Entry | None:
        """The word that begins with this verb or is spelled so, if there is one."""
        wanted = tuple(verb.casefold().split())
        for words, entry in self._spellings:
            if words == wanted:
                return entry
        return next((entry for words, entry in self._spellings if wanted and words[: len(wanted)] == wanted), None)


_OPEN = (ArgumentKind.TEXT, ArgumentKind.PERCENT, ArgumentKind.PERCENT_OR_OFF, ArgumentKind.CAPACITY)
"""Kinds of places in which more may stand than what completion lists."""


def _topic(entry: Entry) -> Topic:
    spec = entry.spec
    slots = tuple([Slot(argument.name, argument.optional, argument.kind in _OPEN) for argument in spec.arguments])
    return Topic(
        entry.shape,
        spec.does,
        cost(spec),
        entry.part.value,
        " ".join(spec.words),
        spec.title,
        slots,
        spec.hands,
        spec.duration_s,
        spec.risk,
    )


def spell(spec: ActionSpec, values: tuple[str, ...]) -> str:
    """The line that says an action with these values."""
    if spec is POST:
        return post_line(draft_of(values))
    if spec is HANDOVER and values:
        return f'{" ".join(spec.words)} "{values[0]}"'
    return " ".join([*spec.words, *values])


def _nearest(typed: str, verbs: Sequence[str]) -> list[str]:
    """The verb that was most likely meant, if one is near: the first letter and the length are seldom mistyped."""
    near = get_close_matches(typed, verbs, n=8, cutoff=0.6)
    return sorted(near, key=lambda verb: (verb[0] != typed[0], len(verb) != len(typed)))[:1]


def _fits(candidate: Candidate, partial_word: str) -> bool:
    wanted = partial_word.casefold()
    return any(name.casefold().startswith(wanted) for name in (candidate.word, *candidate.also))
