"""The first three rungs of a hint, in words: where to look, what to compare, what it means. Only what is shown now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import ActionSpec
from game.engine.objectives import ComparisonSpec, ObjectiveSpec, Skill
from game.engine.words import Sentence, say
from game.session.evidence import fits
from game.session.helping.freshness import NotShown, not_shown, not_shown_words
from game.session.helping.hinted_update import due_soon
from game.session.helping.objectives import begun_s
from game.session.helping.shown_words import holds, reading_words, shown_value
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed
from game.session.language.wording import clock_time

if TYPE_CHECKING:
    from game.session.run import Run


MEANING = 3
"""The rung that says what it means."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rung says, and what it is about: the same `about` is the same advice, whatever numbers stand in it.

    `until_s` is when it can be said what the rung is for, where the readings are too old for that.
    """

    about: str
    text: Sentence
    until_s: int | None = None


def it_does(spec: ActionSpec) -> str:
    """What a word does, as a sentence about it: "It shows ..."."""
    return f"It {spec.does[:1].lower()}{spec.does[1:]}"


# Where to look.


def where_to_look(run: Run, spec: ObjectiveSpec) -> Told:
    """The first clue that was not looked at since the objective began; if all were, that things move."""
    if is_due(run, spec):
        due_s = run.channel.due_s or run.second
        at = clock_time(run.scenario.zero, due_s)[:5]
        verb = "was" if due_s < run.second else "is"
        text = say("An update {verb} due at {time}: the status page is where it is written.", verb=verb, time=at)
        return Told(f"due {due_s}", text)
    parsed = unseen_clue(run, spec)
    if parsed is not None:
        return Told(parsed.line, say("{place} {does}", place=place_of(run, parsed), does=it_does(parsed.entry.spec)))
    seen = _last_seen(run, spec)
    if seen is None:  # a level whose clues this region does not have
        return Told("", say("The board shows what is wrong; the inspector shows what it needs."))
    line, second = seen
    time = clock_time(run.scenario.zero, second)
    text = say(
        "All that shows it was looked at. `{line}` was read at {time}; things move, look again.", line=line, time=time
    )
    return Told("", text)


def is_due(run: Run, spec: ObjectiveSpec) -> bool:
    """Whether what an objective asks for is the next update, because it falls due."""
    return spec.skill is Skill.TELL and due_soon(run)


def unseen_clue(run: Run, spec: ObjectiveSpec) -> Parsed | None:
    """The first clue that has something to show and was not looked at since the objective began."""
    since_s = begun_s(run, spec)
    seen = [look.line for look in run.evidence.looks if since_s is None or look.second >= since_s]
    for clue in spec.clues:
        parsed = run.grammar.parse(clue)
        if isinstance(parsed, Misunderstood) or any(fits(parsed.line, line) for line in seen):
            continue
        if run.tools[parsed.entry.spec.id].found(run, parsed.values):
            return parsed
    return None


def _last_seen(run: Run, spec: ObjectiveSpec) -> tuple[str, int] | None:
    looks = [look for look in run.evidence.looks if any(fits(clue, look.line) for clue in spec.clues)]
    return (looks[-1].line, looks[-1].second) if looks else None


def place_of(run: Run, parsed: Parsed) -> str:
    """Where a look is to be found on the board, and what one types for it."""
    from game.session.showing.offers import offers_at  # it knows runs, and a run knows its tools

    for component in run.tools[parsed.entry.spec.id].about(run, parsed.values):
        part = run.region.components[component]
        if part.spec.tile is None:
            continue
        name = run.instruments.name_of(component)
        if parsed.entry.spec.words == ("status",):
            return str(say("Choose {name} on the board, or type `{line}`.", name=name, line=parsed.line))
        lines = [offer.line for offer in offers_at(run, component)]
        if parsed.line in lines:
            number = lines.index(parsed.line) + 1
            return str(
                say(
                    "Choose {name} on the board and press {number}, or type `{line}`.",
                    name=name,
                    number=number,
                    line=parsed.line,
                )
            )
    return str(say("Type `{line}`.", line=parsed.line))


# What to compare.


def what_to_compare(run: Run, spec: ObjectiveSpec) -> Told:
    """The first pair of readings that are both there; if none is, that the instruments are silent.

    Readings from before the last change are not compared, for they do not show what it did; those of instruments that are
    silent are, with their age.
    """
    for place, pair in enumerate(spec.compare):
        if _is_there(run, pair):
            late = not_shown(run, (pair.first.component, pair.second.component))
            if late is not None and late.shown_s is not None:
                return _too_old(run, late)
            first, second = reading_words(run, pair.first), reading_words(run, pair.second)
            return Told(str(place), say("{first}. {second}.", first=first, second=second))
    name = run.instruments.name_of(spec.compare[0].first.component)
    return Told("-", say("The instruments have no reading of {name}; ask it directly, with a tool.", name=name))


def _is_there(run: Run, pair: ComparisonSpec) -> bool:
    readings = (pair.first, pair.second)
    return all(shown_value(run, it.component, it.metric, it.ago_s) is not None for it in readings)


# What it means.


def what_it_means(run: Run, spec: ObjectiveSpec) -> Told:
    """The first meaning that the instruments bear out now; if none does, or they are too old for it, that it is open.

    The first time that somebody hears what the trouble means, it also says how to keep what one thinks it is.
    """
    asked: list[str] = []
    for place, meaning in enumerate(spec.means):
        asked += [condition.component for condition in meaning.shown]
        if holds(run, meaning.shown):
            late = not_shown(run, asked)
            if late is not None:
                return _too_old(run, late)
            if _guesses(run, spec):
                text = say(
                    "{text} What you think it is can be kept: `hypothesis CAUSE CONFIDENCE`.", text=str(meaning.text)
                )
                return Told(str(place), text)
            return Told(str(place), say("{text}", text=meaning.text))
    clue = unseen_clue(run, spec)
    if clue is None:
        return Told("-", say("What is shown now does not settle it. Compare again in a while."))
    return Told("-", say("What is shown now does not settle it. `{line}` may.", line=clue.line))


def _too_old(run: Run, late: NotShown) -> Told:
    return Told(f"{late.line} at {late.done_s}", not_shown_words(run, late), late.shown_s)


def _guesses(run: Run, spec: ObjectiveSpec) -> bool:
    """Whether it is time to say what one thinks it is: nobody has, nor was told how, and the cause is still asked for."""
    told = any(entry.hint is not None and entry.hint.rung == MEANING for entry in run.entries)
    return spec.skill is Skill.DIAGNOSE and not run.state.hypotheses and not told
