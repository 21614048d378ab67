"""The grammar of a public update: `post STATE SERVICES "words" [next MINUTES] [cause CAUSE]`, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.words import say
from game.session.language.forms import Misunderstood, unknown
from game.session.language.tokens import Token, unquoted
from game.session.language.vocabulary import Candidate, Vocabulary
from game.session.view.telling import Draft, PostState

LONGEST_PROMISE_MIN = 24 * 60
_MINUTES = tuple([Candidate(word, "minutes to the next update") for word in ("20", "15", "30", "45", "60")])
_STATES = (
    Candidate(PostState.INVESTIGATING.value, "something is wrong, nobody knows why yet"),
    Candidate(PostState.IDENTIFIED.value, "the cause is known"),
    Candidate(PostState.MONITORING.value, "it gets better, and is watched"),
    Candidate(PostState.RESOLVED.value, "all is well again"),
)


@dataclass(frozen=True, slots=True)
class PostForm:
    """Reads an update. The values are (state, services by comma, words, minutes or "", cause or "")."""

    vocabulary: Vocabulary

    @property
    def shape(self) -> str:
        """The places."""
        return 'STATE SERVICES "words" [next MINUTES] [cause CAUSE]'

    def read(self, tokens: tuple[Token, ...]) -> tuple[str, ...] | Misunderstood:
        """The values."""
        if not tokens:
            return _wrong("post needs a STATE, SERVICES and words in quotes. Write: post {shape}", shape=self.shape)
        state = _named(tokens[0].text, _STATES)
        if state is None:
            return Misunderstood(unknown(tokens[0].text, "STATE", _STATES))
        spoken = next((index for index, token in enumerate(tokens) if token.quoted and index > 0), None)
        if spoken is None or tokens[spoken].open:
            return _wrong('The words of an update stand in double quotes: post {state} SERVICES "words"', state=state)
        services = self._services(tokens[1:spoken])
        if isinstance(services, Misunderstood):
            return services
        message = unquoted(tokens[spoken].text)
        if not message:
            return _wrong("An update needs words between the quotes.")
        options = self._options(tokens[spoken + 1 :])
        if isinstance(options, Misunderstood):
            return options
        return (state, ",".join(services), message, options.get("next", ""), options.get("cause", ""))

    def _services(self, tokens: tuple[Token, ...]) -> tuple[str, ...] | Misunderstood:
        known = self.vocabulary.services()
        named: list[str] = []
        for name in " ".join([token.text for token in tokens]).split(","):
            text = name.strip()
            if not text:
                continue
            service = _named(text, known)
            if service is None:
                return Misunderstood(unknown(text, "SERVICE", known))
            if service not in named:
                named.append(service)
        if not named:
            return _wrong('An update names at least one service before the words: post STATE SERVICES "words"')
        return tuple(named)

    def _options(self, tokens: tuple[Token, ...]) -> dict[str, str] | Misunderstood:
        options: dict[str, str] = {}
        place = 0
        while place < len(tokens):
            word = tokens[place].text.casefold()
            if word not in ("next", "cause"):
                return _wrong(
                    'Behind the words only "next MINUTES" and "cause CAUSE" can stand, not "{word}".',
                    word=tokens[place].text,
                )
            if word in options:
                return _wrong('"{word}" stands there twice.', word=word)
            if place + 1 >= len(tokens):
                known = _MINUTES if word == "next" else self.vocabulary.causes()
                listed = ", ".join([candidate.word for candidate in known])
                return _wrong('"{word}" needs a value behind it: {listed}.', word=word, listed=listed)
            text = tokens[place + 1].text
            if word == "next":
                minutes = text.removesuffix("m").removesuffix("min")
                if not (minutes.isascii() and minutes.isdigit() and 1 <= int(minutes[:6]) <= LONGEST_PROMISE_MIN):
                    return _wrong(
                        '"{text}" is no number of minutes from 1 to {most}.', text=text, most=LONGEST_PROMISE_MIN
                    )
                options[word] = str(int(minutes))
            else:
                cause = _named(text, self.vocabulary.causes())
                if cause is None:
                    return Misunderstood(unknown(text, "CAUSE", self.vocabulary.causes()))
                options[word] = cause
            place += 2
        return options

    def choices(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """What could stand behind these words."""
        if not tokens:
            return _STATES
        spoken = next((index for index, token in enumerate(tokens) if token.quoted), None)
        if spoken is None:
            return self.vocabulary.services()
        last = tokens[-1].text.casefold() if len(tokens) > spoken + 1 else ""
        if last == "next":
            return _MINUTES
        if last == "cause":
            return self.vocabulary.causes()
        used = [token.text.casefold() for token in tokens[spoken + 1 :]]
        return tuple(
            [
                Candidate(word, about)
                for word, about in (("next", "minutes to the next update"), ("cause", "what it is"))
                if word not in used
            ]
        )


def post_line(draft: Draft) -> str:
    """The console line that publishes a draft. What is over promises no next update."""
    parts = ["post", draft.state.value, ",".join(draft.services), f'"{unquoted(draft.message)}"']
    if draft.next_minutes is not None and draft.state is not PostState.RESOLVED:
        parts.extend(["next", str(draft.next_minutes)])
    if draft.cause:
        parts.extend(["cause", draft.cause])
    return " ".join(parts)


def draft_of(values: tuple[str, ...]) -> Draft:
    """The draft behind the values of a post line."""
    state, services, message, minutes, cause = values
    return Draft(
        state=PostState(state),
        services=tuple(services.split(",")),
        cause=cause,
        next_minutes=int(minutes) if minutes else None,
        message=message,
    )


def _named(text: str, candidates: tuple[Candidate, ...]) -> str | None:
    for candidate in candidates:
        if candidate.is_called(text):
            return candidate.word
    return None


def _wrong(template: str, **values: object) -> Misunderstood:
    return Misunderstood((say(template, **values),))
