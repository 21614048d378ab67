"""Taking over in the middle of a night: the shift before you plays the level's prelude, then everything counts anew.

What that shift did is state like any other: people were called, updates were published, the region was changed. What is
judged begins with you: a line of theirs is never an act of yours, and no clock of yours began before you came.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.handover.changeover import Changeovers
from game.session.journal import Said
from game.session.judging.record import Entry, EntryKind, HandedOver
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Grammar, Part
from game.session.language.script import ScriptError
from game.session.language.wording import clock_time, count, line, plain
from game.session.staff.people import Tally
from game.session.staff.person import YOU, News, NewsKind
from game.session.view.console import ReplyKind, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

LeavesOut: TypeAlias = "Callable[[Run, Said], Sentence | None]"
"""Why a line is left out, or None."""

SHIFT_BEFORE = "the shift before you"
LAST_ACTS = 3
LONGEST_ACT = 60
_TELLING = (EntryKind.CHANGE, EntryKind.POST, EntryKind.PAGE, EntryKind.SEVERITY, EntryKind.RESOLVE, EntryKind.ACK)


@dataclass(frozen=True, slots=True)
class Handover:
    """What the shift before did, line by line, and what of it the judgement of your own night has to know.

    `calls` counts the pages to each person, in the order of the people. `refused` are (line of the script, why) of what
    could not be done at its time, `needless` the lines among them that were left out.
    """

    done: tuple[tuple[Said, Entry], ...]
    calls: tuple[int, ...]
    facts: HandedOver
    refused: tuple[tuple[int, str], ...] = ()
    needless: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was done, without who said it."""
        return tuple([entry for _, entry in self.done])


def flaws(scenario: Scenario) -> tuple[str, ...]:
    """What is wrong with the lines of a level's prelude, one text a line: file:line:column: what; what to write."""
    from game.session.run import Run

    if scenario.prelude is None:
        return ()
    quiet = replace(scenario, prelude=None, take_over_s=scenario.region.start_s)
    try:
        _script(scenario, Run(quiet, 1).grammar)
    except ScriptError as error:
        return tuple(error.problems)
    return ()


def _script(scenario: Scenario, grammar: Grammar) -> tuple[tuple[int, Said], ...]:
    prelude = scenario.prelude
    lines: list[tuple[int, Said]] = []
    problems: list[tuple[int, int, str]] = []
    for row in () if prelude is None else prelude.rows:
        parsed = grammar.parse(row.line)
        if isinstance(parsed, Misunderstood):
            problems.append((row.number, row.column, str(parsed)))
        else:
            look = parsed.entry.part is Part.TOOL
            lines.append((row.number, Said(row.second, SHIFT_BEFORE, parsed.line, look=look)))
    if prelude is not None and problems:
        raise ScriptError([f"{prelude.path}:{number}:{column}: {text}" for number, column, text in sorted(problems)])
    return tuple(sorted(lines, key=lambda numbered: numbered[1].second))


def bring(run: Run, leaves_out: LeavesOut | None = None) -> Handover | None:
    """Bring a new run to the moment of taking over. ScriptError if a line of the prelude cannot be meant.

    Without a prelude nobody was there: the region alone runs up to that moment, and None is left behind. `leaves_out` is
    asked before each line, once the run has come to its second.
    """
    if run.scenario.prelude is None:
        while run.second < run.scenario.take_over_s:
            run.region.step()
            run.ledger.step()
        run.ledger.take_over()
        return None
    refused: list[tuple[int, str]] = []
    needless: list[int] = []
    for number, said in _script(run.scenario, run.grammar):
        run.advance_to(said.second)
        why = None if leaves_out is None else leaves_out(run, said)
        if why is not None:
            needless.append(number)
            refused.append((number, str(why)))
            continue
        reply = run.submit(said)
        if reply.kind is ReplyKind.REFUSED:
            refused.append((number, plain(reply.lines)))
    run.advance_to(run.scenario.take_over_s)
    return replace(_hand_over(run, tuple(refused)), needless=tuple(needless))


def _hand_over(run: Run, refused: tuple[tuple[int, str], ...]) -> Handover:
    """Your night begins: everything that is judged is empty, everything else is as it was left."""
    done = tuple(zip(run.said, run.entries, strict=True))
    run.said.clear()
    run.entries.clear()
    run.evidence.hand_over()
    run.ledger.take_over()
    still_on = run.pager.hand_over()
    run.channel.hand_over(run.second, still_on=still_on)
    _leave_the_seat(run)
    facts = HandedOver(
        second=run.second,
        pages=len(run.pager.waiting()),
        called=any(person.calls for person in run.people.state.persons),
        severity=run.state.severity is not None,
    )
    state = run.state
    run.state = replace(
        state,
        severity_s=None,
        false_all_clears=(),
        hypotheses=(),
        told_of_page=state.told_of_page and still_on,
        changeovers=Changeovers(),
    )
    run.handover_notes.clear()
    calls = tuple([person.calls for person in run.people.state.persons])
    return Handover(done, calls, facts, refused)


def _leave_the_seat(run: Run) -> None:
    """Your own hands are free: what the one before you had begun goes on without you."""
    people = run.people.state
    persons = [
        replace(person, doing="", until_s=None) if person.is_you() else replace(person, worked=False)
        for person in people.persons
    ]
    run.people.state = replace(people, persons=tuple(persons), pages=0, first_page_s=None)


def reported(run: Run, news: News) -> Sentence:
    """What somebody reports; who sat in your seat before you is not you."""
    if run.playing_prelude and news.kind is NewsKind.FINISHED and news.name == YOU and not news.team:
        return say("The shift before you finished: {work}.", work=dict(news.text.values)["work"])
    return news.text


# What is told of it.


def tell(run: Run) -> None:
    """Say in the feed how things stand as you take over from a shift, and what it did last."""
    handover = run.handover
    if handover is None:
        return
    zero, now = run.scenario.zero, run.second
    pages, due_s = handover.facts.pages, run.channel.due_s
    waiting = say("{pages} you.", pages=count(pages, "page waits for", "pages wait for")) if pages else None
    told = [str(say("You take over."))]
    told.append(str(waiting) if waiting is not None else str(say("No page waits.")))
    if due_s is not None:
        told.append(str(say("The next update is due by {time}.", time=clock_time(zero, due_s)[:5])))
    run.tell(now, "", line(" ".join(told), Tone.STRONG))
    acts = [(said, entry) for said, entry in handover.done if entry.kind in _TELLING]
    for said, entry in acts[-LAST_ACTS:]:
        late = entry.kind is EntryKind.CHANGE and entry.done_s is not None and entry.done_s > now
        done = str(say(", done at {time}", time=clock_time(zero, entry.done_s or now)[:5])) if late else ""
        shown = said.line if len(said.line) <= LONGEST_ACT else said.line[:LONGEST_ACT].rsplit(" ", 1)[0] + " ..."
        head = Span(f"  {clock_time(zero, said.second)[:5]}  {said.who} ", Tone.MUTED)
        run.tell(now, "", (head, Span(shown), Span(done, Tone.MUTED)))


def tally(run: Run) -> Tally:
    """Counts of the people that you called yourself."""
    whole = run.people.tally()
    if run.handover is None:
        return whole
    persons = zip(run.people.state.persons, run.handover.calls, strict=False)
    called = [person for person, before in persons if person.calls > before and not person.day]
    return replace(
        whole,
        woken=len(called),
        came=len([person for person in called if (person.since_s or 0) > run.handover.facts.second]),
        worked=len([person for person in called if person.worked]),
    )
