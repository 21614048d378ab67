"""The coach: speaks when somebody is stuck, seldom and briefly, and whenever it is called over, or is about to be, while
alarms are up: for the team or to customers, truly or not.

It looks at a run and changes nothing in it. What it waits for is the player's own time, not that of the night: at x60 an hour
of the night is a minute of theirs. At every speed a minute of theirs is at least one of the night.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session import all_clear
from game.session.helping.hint_words import where_to_look
from game.session.helping.hints import to_do, urgent
from game.session.judging.record import Entry, EntryKind
from game.session.judging.rubric import VERIFY_WITHIN_S
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed
from game.session.language.wording import clock_time
from game.session.language.words import POST, RESOLVE
from game.session.telling.board_truth import shown_truth
from game.session.telling.post_form import draft_of
from game.session.view.talk import Speaker, Talk
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run

NAME = "Coach"
SPEAKS_EVERY_S = 60.0
"""The player's own seconds between two words."""
STAYS_S = 60.0
IDLE_S, IDLE_IN_THE_NIGHT_S = 45.0, 120
"""So long nothing is said before somebody counts as stuck: in the player's own seconds, and in the night's."""
ASKS_EVERY_S = 5.0
OVERDUE_S = 120
PAGE_WAITS_S = 120
SAME_LOOKS = 3


@dataclass(frozen=True, slots=True)
class _Stuck:
    """Why somebody is stuck. What was told of it is not told again while `reason` is the same."""

    reason: str
    text: Sentence


class Coach:
    """Beside one run. `talk` is what it says now, None while it is silent."""

    def __init__(self, run: Run) -> None:
        self.talk: Talk | None = None
        self._second = run.second
        self._lines = len(run.entries)
        self._all_clears = _all_clears(run)
        self._silent_s = SPEAKS_EVERY_S
        self._idle_s = 0.0
        self._asked_s = ASKS_EVERY_S
        self._told: set[str] = set()
        self._number = 0

    def step(self, run: Run, speed: int = 1) -> None:
        """After a tick, or after a line was said. `speed` is how many seconds of the night a second of the player's is."""
        own_s = max(0, run.second - self._second) / max(1, speed)
        self._second = run.second
        self._silent_s += own_s
        self._idle_s += own_s
        self._asked_s += own_s
        if len(run.entries) != self._lines:
            self._lines = len(run.entries)
            self._idle_s, self._asked_s, self.talk = 0.0, ASKS_EVERY_S, None
        if self.talk is not None and (run.ended or self._silent_s >= STAYS_S):
            self.talk = None
        self._mind_the_end(run)
        if run.guidance.coached and self._silent_s >= SPEAKS_EVERY_S and self._asked_s >= ASKS_EVERY_S:
            self._asked_s = 0.0
            stuck = None if run.ended else self._stuck(run)
            if stuck is not None:
                self._told.add(stuck.reason)
                self._say(stuck.text, say("`hint` says more."))

    def go_on(self) -> None:
        """The player has read it."""
        self.talk = None

    def _say(self, *sentences: Sentence) -> None:
        self._number += 1
        self._silent_s = 0.0
        self.talk = Talk(self._number, Speaker.COACH, NAME, tuple([str(sentence) for sentence in sentences]))

    def asked(self, run: Run, line: str) -> None:
        """A line was asked back about before it is carried out."""
        parsed = run.grammar.parse(line)
        if isinstance(parsed, Misunderstood) or not _calls_it_over(parsed):
            return
        names = all_clear.standing(run)
        if len(names) == 1:
            self._mind(run, say("Before it is called over: an alarm is up, {name}.", name=names[0]))
        elif names:
            text = say("Before it is called over: alarms are up, {name} is one of {n}.", name=names[0], n=len(names))
            self._mind(run, text)

    def _mind_the_end(self, run: Run) -> None:
        """However much help somebody plays with, and though it is over now: it was called over, and alarms are up."""
        before, self._all_clears = self._all_clears, _all_clears(run)
        names = all_clear.standing(run) if self._all_clears > before else []
        if len(names) == 1:
            self._mind(run, say("It was called over, and an alarm is up: {name}.", name=names[0]))
        elif names:
            text = say("It was called over, and alarms are up: {name} is one of {n}.", name=names[0], n=len(names))
            self._mind(run, text)

    def _mind(self, run: Run, text: Sentence) -> None:
        if run.ended or run.ledger.is_over:
            self._say(text, say("It may only be late to clear; `alarms` lists what is up, and since when."))
        else:
            self._say(text, say("Over is when all has been well for a while; `status` says what is missing."))

    # When somebody is stuck.

    def _stuck(self, run: Run) -> _Stuck | None:
        """The first reason that holds and was not told; None if things are on their way."""
        reasons: tuple[Callable[[Run], _Stuck | None], ...] = (
            _page_waits,
            _early_change,
            _same_look_again,
            _update_overdue,
            self._idle,
        )
        for find in reasons:
            found = find(run)
            if found is not None and found.reason not in self._told:
                return found
        return None

    def _idle(self, run: Run) -> _Stuck | None:
        """Customers are hurt, something could be done, and nothing is."""
        last_s = run.entries[-1].second if run.entries else run.pager.state.first_page_s
        waits_s = 0 if last_s is None else run.second - last_s
        if self._idle_s < IDLE_S or waits_s < IDLE_IN_THE_NIGHT_S:
            return None
        spec, step = urgent(run), to_do(run)
        if spec is None or step is None or not run.channel.measure.hurt(shown_truth(run)):
            return None
        changed_s = _last_change_s(run)
        # What was changed is given time to show, and who has begun to repair knows when to look.
        if changed_s is not None and (not step.changes or run.second - changed_s < VERIFY_WITHIN_S):
            return None
        told = where_to_look(run, spec)
        return _Stuck(f"idle {len(run.entries)} {told.about}", told.text)


def _last_change_s(run: Run) -> int | None:
    """When the effect of the last change that was ordered came, or will come; None if none was."""
    changes = [entry for entry in run.entries if entry.kind is EntryKind.CHANGE]
    return max([entry.second if entry.done_s is None else entry.done_s for entry in changes], default=None)


def _all_clears(run: Run) -> int:
    """How often it was declared over, inside or to the public."""
    posts = [post for post in run.channel.posts if post.state is PostState.RESOLVED]
    return len([entry for entry in run.entries if entry.kind is EntryKind.RESOLVE]) + len(posts)


def _calls_it_over(parsed: Parsed) -> bool:
    """Whether a line declares it over, inside or to the public."""
    spec = parsed.entry.spec
    return spec is RESOLVE or (spec is POST and draft_of(parsed.values).state is PostState.RESOLVED)


def _page_waits(run: Run) -> _Stuck | None:
    state = run.pager.state
    waiting = run.pager.calling()
    if state.first_ack_s is not None or state.first_wait_s is None or not waiting:
        return None
    if run.second - state.first_wait_s < PAGE_WAITS_S or any(entry.kind is EntryKind.ACK for entry in run.entries):
        return None
    name = run.instruments.name_of(waiting[0].component)
    time = clock_time(run.scenario.zero, state.first_wait_s)[:5]
    return _Stuck(
        "page", say("{name} has paged since {time}, and nobody has taken it: `ack all` does.", name=name, time=time)
    )


def _early_change(run: Run) -> _Stuck | None:
    """A change was ordered before what it needs was so."""
    early = next((entry for entry in reversed(run.entries) if entry.kind is EntryKind.CHANGE), None)
    if early is None or early.needs_met:
        return None
    needs = next((it.spec.needs for it in run.grammar.entries if it.spec.id == early.spec and it.spec.needs), "")
    if not needs:
        return None
    text = say("`{line}` is best done when {needs}; that was not so when it was ordered.", line=early.line, needs=needs)
    return _Stuck(f"early {early.second}", text)


def _same_look_again(run: Run) -> _Stuck | None:
    """The same look, again and again, and nothing between."""
    newest: list[Entry] = [entry for entry in run.entries if entry.hint is None][-SAME_LOOKS:]
    same = len({entry.line for entry in newest}) == 1 and all(entry.kind is EntryKind.LOOK for entry in newest)
    if len(newest) < SAME_LOOKS or not same or to_do(run) is None:
        return None
    spec = urgent(run)
    if spec is None:
        return None
    told = where_to_look(run, spec)
    if told.about == newest[0].line or not told.about:
        return None
    text = say("`{line}` was read {n} times. {other}", line=newest[0].line, n=SAME_LOOKS, other=told.text)
    return _Stuck(f"same {newest[0].line}", text)


def _update_overdue(run: Run) -> _Stuck | None:
    due_s = run.channel.due_s
    if due_s is None or run.second <= due_s + OVERDUE_S or not run.channel.measure.hurt(shown_truth(run)):
        return None
    time = clock_time(run.scenario.zero, due_s)[:5]
    text = say("Customers have waited for word since {time}: the status page is where it is written.", time=time)
    return _Stuck(f"due {due_s}", text)
