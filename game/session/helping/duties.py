"""What a colleague does without being asked: takes pages, says how bad it is, keeps the public told, calls who knows.

All of it follows from what the board shows and from what was done so far, by whomever; nothing of it changes the region.
Finding the cause and repairing it is left to the player: no cause is named before somebody has read what proves it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.mechanisms.customers import Customers
from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session import all_clear
from game.session.evidence import fits
from game.session.helping.hinted_update import due_soon, fitting_state, proved_cause, update_line
from game.session.judging.record import Entry, EntryKind
from game.session.language.words import PAGE, SEVERITY
from game.session.staff.person import span
from game.session.telling.board_truth import shown_truth
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run

BREATH_S = 10
"""Simulated seconds between two things that one person does."""
TAKES_AFTER_S = 20
"""How long a page waits before it is taken, and"""
TAKES_AGAIN_S = 60
"""how long after one taking comes the next: a storm is taken in one go."""
DECLARES_AFTER_S = 40
TELLS_AFTER_S = 75
"""After the first page: by then the board shows who is hurt."""
TELLS_AGAIN_S = 300
"""How long an update stands at least, unless one falls due or it is over."""
WATCHES_AFTER_S = 300
"""How long the board has been well before customers are told that it is only watched."""
CALLS_AFTER_S = 90
CALLS_AGAIN_S = 600
HURT_SECTORS = 3
"""So many sectors make it the worst severity."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A console line, and what the colleague says to it: one or two sentences."""

    line: str
    says: tuple[Sentence, ...]


def next_duty(run: Run, name: str) -> Duty | None:
    """What is to be done now by the colleague of this name; None while there is nothing."""
    mine = [said.second for said in run.said if said.who == name]
    if run.ended or (mine and run.second - mine[-1] < BREATH_S):
        return None
    for rule in _RULES:
        duty = rule(run)
        if duty is not None:
            return duty
    return None


def _newest_s(run: Run, kind: EntryKind) -> int | None:
    """When something of a kind was done last, by anybody."""
    return next((entry.second for entry in reversed(run.entries) if entry.kind is kind), None)


def _paged_for_s(run: Run) -> int:
    """How long ago the first page of this shift came; -1 if none did."""
    page_s = run.pager.state.first_page_s
    return -1 if page_s is None else run.second - page_s


# The rules, the most urgent first.


def _take(run: Run) -> Duty | None:
    waiting = run.pager.calling()
    if not waiting or run.second - min(alarm.raised_s for alarm in waiting) < TAKES_AFTER_S:
        return None
    taken_s = _newest_s(run, EntryKind.ACK)
    if taken_s is None:
        return Duty("ack all", (say("I take the pages and the talking. You find out why, and repair it."),))
    if run.second - taken_s < TAKES_AGAIN_S:
        return None
    names = list(dict.fromkeys([run.instruments.name_of(alarm.component) for alarm in waiting]))
    return Duty("ack all", (say("More pages: {names}. I have them.", names=all_clear.listed(names)),))


def _declare(run: Run) -> Duty | None:
    sectors = [part.id for part in run.region.components.values() if isinstance(part, Customers)]
    states = [run.instruments.state(sector) for sector in sectors]
    hurt = len([state for state in states if state in (State.DEGRADED, State.DOWN)])
    if _paged_for_s(run) < DECLARES_AFTER_S or not hurt:
        return None
    level = 1 if hurt >= HURT_SECTORS or State.DOWN in states else 2
    declared = run.state.severity
    if declared is not None and declared <= level:
        return None
    line = f"{' '.join(SEVERITY.words)} {level}"
    if hurt == 1:
        return Duty(line, (say("One sector is hurt. I call it SEV{level}.", level=level),))
    return Duty(line, (say("{hurt} sectors are hurt. I call it SEV{level}.", hurt=hurt, level=level),))


def _tell(run: Run) -> Duty | None:
    if run.channel.due_s is None and not run.channel.posts:
        return None
    told_s = _newest_s(run, EntryKind.POST)
    last = run.channel.posts[-1] if run.channel.posts else None
    if last is not None and last.state is PostState.RESOLVED and not _hurt(run):
        return None
    if all_clear.offered(run):
        words = say("All has been well for long enough, so I publish that it is over.")
        return _update(run, PostState.RESOLVED, words, say("Ending it for the team is yours: `resolve`."))
    state = _state(run)
    if told_s is None:
        if _paged_for_s(run) < TELLS_AFTER_S and not due_soon(run):
            return None
        known = say("I tell customers how things stand, and when the next word comes.")
        return _update(
            run, state, known if run.channel.posts else say("I tell customers that we look, before we know why.")
        )
    if last is None or due_soon(run):
        return _update(run, state, say("An update falls due. I say what the board shows."))
    if run.second - told_s < TELLS_AGAIN_S:
        return None
    if state is PostState.MONITORING and last.state in (PostState.INVESTIGATING, PostState.IDENTIFIED):
        return _update(run, state, say("Nothing has failed for a while. I tell customers that we watch it."))
    if state is not PostState.MONITORING and last.state in (PostState.MONITORING, PostState.RESOLVED) and _hurt(run):
        return _update(run, state, say("It fails again, so I take back what I said."))
    if proved_cause(run) and not any(post.cause for post in run.channel.posts) and _hurt(run):
        return _update(run, state, say("What you read proves the cause, so I name it."))
    return None


def _state(run: Run) -> PostState:
    """What the board bears out. That it is only watched is said late rather than early: not all of it is on the board."""
    state = fitting_state(run)
    if state is not PostState.MONITORING or shown_truth(run).stable_for(WATCHES_AFTER_S):
        return state
    return PostState.IDENTIFIED if proved_cause(run) else PostState.INVESTIGATING


def _hurt(run: Run) -> bool:
    """Whether the board shows services that customers cannot use as they should."""
    return bool(run.channel.measure.hurt(shown_truth(run)))


def _update(run: Run, state: PostState, *says: Sentence) -> Duty | None:
    if state is not PostState.RESOLVED and not run.channel.posts and not _hurt(run):
        return None  # there is nothing to tell yet
    return Duty(update_line(run, state), says)


def _call(run: Run) -> Duty | None:
    """The team of what is down while all that it is known to need is not: what most of the others need comes first."""
    called_s = _newest_s(run, EntryKind.PAGE)
    if _paged_for_s(run) < CALLS_AFTER_S or (called_s is not None and run.second - called_s < CALLS_AGAIN_S):
        return None
    relations, instruments = run.relations, run.instruments
    down = [part for part in run.region.components.values() if instruments.state(part.id) is State.DOWN]
    for part in sorted(down, key=lambda it: -len(relations.all_hits(it.id))):
        team = run.people.teams.get(part.spec.owner)
        line = "" if team is None else f"{' '.join(PAGE.words)} {team.id}"
        stands_on = relations.direct[part.id]
        if team is None or not relations.all_hits(part.id) or _said(run, line):
            continue
        if any(instruments.state(other) is State.DOWN for other in stands_on):
            continue
        if run.people.page_refusal(team.id, run.second) is None:
            takes = span(run.people.answers_in_s(team.id, run.second))
            name = instruments.name_of(part.id)
            says = say("{name} is down, so I page {team}: {takes} or so.", name=name, team=team.name, takes=takes)
            return Duty(line, (says,))
    return None


def _said(run: Run, line: str) -> bool:
    before: tuple[Entry, ...] = () if run.handover is None else run.handover.entries
    return any(fits(line, entry.line) for entry in (*before, *run.entries))


_RULES: tuple[Callable[[Run], Duty | None], ...] = (_take, _declare, _tell, _call)
