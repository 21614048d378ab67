"""The public status page: what was told, when, whether it was true, and what customers think of it.

Trust runs from 0 to 100 by the rules of `rubric.TRUST`. It falls with silence, with untrue claims and with broken promises
and comes back slowly. Little trust, or advice that sends customers back for more, raises `pressure`, the factor on how
often they try.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime

from game.engine.scenario import CauseSpec, ChannelSpec
from game.engine.words import Sentence, say
from game.session.judging.rubric import LEAST_TRUST_HANDED_OVER, TRUST
from game.session.language.tokens import LONGEST_LINE, unquoted
from game.session.telling.channel_state import (
    ChannelState,
    Judgement,
    Running,
    Standing,
    Telling,
    aged,
    answered,
    clamped,
    judgement_of,
    known_causes,
    too_early,
)
from game.session.telling.judgement import (
    Background,
    Finding,
    Measure,
    Truth,
    change,
    harmful_advice,
    judge,
    left_out,
    recovering,
    verdict,
)
from game.session.telling.looking_back import recorded
from game.session.telling.owed import NOTHING_OWED, Hurt, Scope, scope_after
from game.session.telling.post_form import post_line
from game.session.view.telling import Draft, Post, PostState

__all__ = ["Channel", "ChannelState", "Judgement", "Telling", "Truth"]


class Channel:
    """The status page of one run. `services` are (id, name) of what an update can name, `zero` the wall clock at second 0."""

    def __init__(
        self,
        spec: ChannelSpec,
        *,
        services: tuple[tuple[str, str], ...],
        causes: tuple[CauseSpec, ...],
        zero: datetime,
        region: str,
        hold_s: int = 600,
    ) -> None:
        self.spec = spec
        self.services = dict(services)
        self.causes = {cause.id: cause for cause in causes}
        self.zero = zero
        self.region = region
        labels = {cause.id: cause.label for cause in causes}
        self.measure = Measure(spec.hurt_at, hold_s, self.services, labels)
        self._running = Running(ChannelState(trust=spec.trust))
        self.history: array[float] = array("d")  # trust after each tick
        self._findings: list[tuple[Finding, ...]] = []  # of each update; it decides nothing that is still to come
        self.yours_from_s: int | None = None  # when you took over from a shift that may have told something
        self.trust_found = spec.trust  # what there was when you began

    @property
    def state(self) -> ChannelState:
        """Everything that changes, but for the trust column."""
        return self._running.settled()

    @state.setter
    def state(self, state: ChannelState) -> None:
        self._running = Running(state)
        del self._findings[len(state.posts) :]

    # What is shown.

    @property
    def posts(self) -> tuple[Post, ...]:
        """Published updates, the oldest first."""
        return self._running.state.posts

    @property
    def trust(self) -> float:
        """Customers' trust, 0 to 100."""
        return self._running.trust

    @property
    def due_s(self) -> int | None:
        """When the next update is due, by the rules and by what was promised. None if nothing is."""
        state, clock_s = self._running.state, self._clock_s
        first = None if clock_s is None else clock_s + self.spec.first_within_s
        if not state.posts:
            return first
        last = state.posts[-1]
        if first is not None and self.yours_from_s is not None and last.second < self.yours_from_s:
            # The next shift tells within the same time how things stand; what the one before promised still binds it.
            promise = last.promise_s
            return first if promise is None or promise < self.yours_from_s else min(first, promise)
        if last.state is PostState.RESOLVED:
            return None
        pace = last.second + self.spec.then_every_s
        if self._at_leisure(last.second):
            return pace if last.promise_s is None else min(last.promise_s, last.second + self._reach_s(last.second))
        return pace if last.promise_s is None else min(pace, last.promise_s)

    @property
    def _clock_s(self) -> int | None:
        """From when on your first update is awaited: the first page, or your taking over if it came before that."""
        page_s = self._running.state.page_s
        return page_s if page_s is None or self.yours_from_s is None else max(page_s, self.yours_from_s)

    def _at_leisure(self, second: int) -> bool:
        """Whether the usual pace no longer holds, only promises."""
        page_s = self._running.state.page_s
        return page_s is not None and second >= page_s + TRUST.strict_for_s

    def _reach_s(self, second: int) -> int:
        """How far ahead an update at a second can promise the next."""
        return self.spec.then_every_s * (TRUST.reach_later if self._at_leisure(second) else 1)

    @property
    def pressure(self) -> float:
        """How much harder than usual customers try, 1.0 being usual."""
        pressure, running = 1.0, self._running
        until = running.state.advice_until_s
        if until is not None and (running.second is None or running.second < until):
            pressure += TRUST.advice_pressure
        if running.trust < TRUST.distrust_below:
            pressure += TRUST.distrust_pressure * (TRUST.distrust_below - running.trust) / TRUST.distrust_below
        return pressure

    # Time.

    def page_came(self, second: int) -> None:
        """The first page came: from here the clock for the first update runs. Later pages change nothing."""
        if self.state.page_s is None:
            self.state = replace(self.state, page_s=second)

    def tick(self, second: int, truth: Truth) -> None:
        """The time up to `second` has passed, and this is how the region is now."""
        running = self._running
        passed = 0 if running.second is None else second - running.second
        hurt = running.pass_to(second, truth, self.measure)
        if truth.causes_proved:
            known = known_causes(running.state.causes_known, truth, second)
            if known is not running.state.causes_known:
                running.state = replace(running.state, causes_known=known)
        running.untrue_since_s = self._untrue_since(truth)
        owed = self._owed_s()
        overdue = hurt and owed is not None and second > owed
        trust = running.trust + self._drift(truth, overdue, passed / 60)
        trust += self._broken_promise(second, hurt) + self._scope_check(second, truth)
        running = self._running  # another one, if a promise was broken
        running.fresh = False
        running.trust = clamped(trust)
        posts = running.state.posts
        late = aged(posts, second)
        if late is not posts:
            running.state = replace(running.state, posts=late)
        if hurt and running.state.page_s is not None:
            running.waited_s += passed
            if overdue:
                running.silent_s += passed
            running.scope = self._scope_after(passed, truth)
        self.history.append(running.trust)

    def _scope_after(self, passed: int, truth: Truth) -> Scope:
        due, running = self._scope_due_s(), self._running
        if due is None or truth.second <= due:
            return running.scope
        since = {harm.service: harm.since_s for harm in running.state.harms if harm.since_s is not None}
        last = running.state.posts[-1] if running.state.posts else None
        return scope_after(running.scope, passed, Hurt(truth, since, last), self.spec.then_every_s, self.measure)

    def _owed_s(self) -> int | None:
        """When customers really expect the next word: as `due_s`, and soon once an all-clear turns out not to be one."""
        due = self.due_s
        since = self._running.untrue_since_s
        if since is None:
            return due
        correction = since + self.spec.first_within_s
        return correction if due is None else min(due, correction)

    def _untrue_since(self, truth: Truth) -> int | None:
        running = self._running
        posts = running.state.posts
        if posts and self.yours_from_s is not None and posts[-1].second < self.yours_from_s:
            return (
                None  # what the shift before claimed is answered by your first update, and that has a time of its own
            )
        claim = posts[-1].state if posts else PostState.INVESTIGATING
        if claim not in (PostState.MONITORING, PostState.RESOLVED) or truth.healthy:
            return None
        if claim is PostState.MONITORING and recovering(truth, running.worst, self.measure):
            return None
        return truth.second if running.untrue_since_s is None else running.untrue_since_s

    def _drift(self, truth: Truth, overdue: bool, minutes: float) -> float:
        running = self._running
        state = running.state
        drift = 0.0
        if overdue:
            drift += TRUST.silence_per_minute * minutes
            if running.untrue_since_s is not None:
                drift += TRUST.standing_lie_per_minute * minutes
        elif running.trust < self.spec.trust and state.judgements and state.judgements[-1].truthful:
            drift += min(TRUST.recovery_per_minute * minutes, self.spec.trust - running.trust)
        if state.causes_known and not truth.healthy:
            hidden = [since for cause, since in state.causes_known if cause not in state.causes_told]
            if hidden and truth.second > hidden[0] + TRUST.hide_at_most_s:
                drift += TRUST.hidden_cause_per_minute * minutes
        return drift

    def _broken_promise(self, second: int, hurt: bool) -> float:
        state = self._running.state
        promise = state.posts[-1].promise_s if state.posts else None
        if promise is None or second <= promise or state.promise_broken or not hurt:
            return 0.0
        self.state = replace(self.state, promise_broken=True)
        return TRUST.broken_promise

    def _scope_check(self, second: int, truth: Truth) -> float:
        """Once, when the scope is due: the update that stands there is held against what fails."""
        state = self._running.state
        due = None if state.scope_checked else self._scope_due_s()
        if due is None or second < due:
            return 0.0
        self.state = replace(self.state, scope_checked=True)
        if not state.posts or state.posts[-1].state in (PostState.MONITORING, PostState.RESOLVED):
            return 0.0
        return TRUST.left_out * left_out(state.posts[-1].services, truth, self._fresh(second), self.measure)[1]

    def _scope_due_s(self) -> int | None:
        if self._clock_s is None:
            return None
        return self._clock_s + self.spec.first_within_s + self.spec.scope_within_s

    def _fresh(self, second: int) -> tuple[str, ...]:
        return tuple(
            [
                harm.service
                for harm in self.state.harms
                if harm.since_s is not None and harm.since_s > second - TRUST.notice_s
            ]
        )

    # Telling.

    def refusal(self, draft: Draft, second: int) -> Sentence | None:
        """Why this cannot be published, or None. Unwise or untrue updates are not refused."""
        unknown = [service for service in draft.services if service not in self.services]
        if unknown:
            return say("The status page lists no service called {name}.", name=unknown[0])
        if draft.cause and draft.cause not in self.causes:
            return say("There is no cause called {name} to choose.", name=draft.cause)
        if not draft.services:
            return say("An update names at least one service.")
        if not draft.message.strip():
            return say("An update needs words: what customers see, and what they can do.")
        if draft.next_minutes is not None and draft.next_minutes < 1:
            return say("The next update is at least a minute away.")
        if len(post_line(draft)) > LONGEST_LINE:
            room = LONGEST_LINE - len(post_line(replace(draft, message="")))
            long = len(unquoted(draft.message))
            if room < 1:
                return say("The services named fill the whole line; name fewer of them.")
            return say("The message has {long} characters; at most {room} fit.", long=long, room=room)
        if self.state.posts and second < self.state.posts[-1].second:
            return say("An update cannot be dated back.")
        return None

    def background(self, second: int) -> Background:
        """What an update at this second is judged before."""
        state = self.state
        scope_due = self._scope_due_s()
        gap = second - state.posts[-1].second if state.posts else TRUST.full_credit_after_s
        return Background(
            due_s=self._owed_s(),
            credit=min(1.0, gap / TRUST.full_credit_after_s),
            complete=scope_due is not None and second >= scope_due,
            worst=state.worst,
            fresh=self._fresh(second),
            aftermath=tuple([harm.service for harm in state.harms if harm.last_s >= second - TRUST.aftermath_s]),
            ever=tuple([harm.service for harm in state.harms]),
            causes_told=state.causes_told,
            reach_s=self._reach_s(second),
        )

    def publish(self, draft: Draft, second: int, truth: Truth) -> Post:
        """Publish an update that was not refused. Trust changes at once; the verdict says why."""
        state = self.state
        background = self.background(second)
        findings = judge(draft, replace(truth, second=second), background, self.measure)
        trust = clamped(state.trust + change(findings))
        number = len(state.posts) + 1
        over = draft.state is PostState.RESOLVED
        promise = None if draft.next_minutes is None or over else second + draft.next_minutes * 60
        self._findings.append(findings)
        text = str(verdict(findings))
        post = Post(number, second, draft.state, draft.services, draft.cause, draft.message, promise, 0, False, text)
        told = draft.cause if draft.cause in truth.cause_true else ""
        self.state = replace(
            state,
            trust=trust,
            posts=(*answered(state.posts, second), post),
            judgements=(*state.judgements, judgement_of(post, findings, state.trust, trust)),
            causes_told=(*state.causes_told, told) if told and told not in state.causes_told else state.causes_told,
            scope_checked=state.scope_checked or background.complete,
            promise_broken=False,
            untrue_since_s=second if too_early(findings) else None,
            advice_until_s=second + TRUST.advice_lasts_s if harmful_advice(draft.message) else None,
        )
        return post

    def declared_too_early(self) -> None:
        """The player declared the incident over inside the company, and it was not: word of it gets out."""
        self.state = replace(self.state, trust=clamped(self.state.trust + TRUST.resolved_too_early))

    def standing(self, second: int) -> Standing:
        """What somebody finds who reads the page at a second."""
        state, owed = self.state, self._owed_s()
        overdue_s = 0 if owed is None else max(0, second - owed)
        if not state.posts:
            return Standing(None, True, None, overdue_s)
        true = state.judgements[-1].truthful and state.untrue_since_s is None
        return Standing(state.posts[-1].state, true, second - state.posts[-1].second, overdue_s)

    def heard(self, points: float) -> tuple[float, float]:
        """Somebody was spoken to, or was not: trust before and after. It does not rise above where it began."""
        before = self.trust
        most = max(before, self.spec.trust) if points > 0 else 100.0
        self.state = replace(self.state, trust=min(most, clamped(before + points)))
        return before, self.trust

    def hand_over(self, second: int, *, still_on: bool) -> None:
        """The next shift takes over. What was told stands, and so does its effect, but only what is told from now on is judged.

        Trust is as it was left, though not so low that there would be nothing left to lose.
        """
        self.yours_from_s = second
        state = self.state
        promise = state.posts[-1].promise_s if state.posts else None
        self.state = replace(
            state,
            trust=max(state.trust, LEAST_TRUST_HANDED_OVER),
            page_s=state.page_s if still_on else None,
            causes_known=tuple([(cause, second) for cause, _ in state.causes_known]),
            hurt=False,
            scope_checked=False,
            promise_broken=state.promise_broken or (promise is not None and promise < second),
            untrue_since_s=None,
            waited_s=0,
            silent_s=0,
            scope=NOTHING_OWED,
        )
        self.trust_found = self.state.trust
        del self.history[:]

    # Looking back.

    def telling(self, tick_s: int) -> Telling:
        """The record for score and debrief; `tick_s` is the length of a tick."""
        every = max(1, 60 // tick_s)
        return recorded(
            self.state,
            self._findings,
            labels=self.measure.causes,
            names=self.services,
            clock_s=self._clock_s,
            first_within_s=self.spec.first_within_s,
            yours_from_s=self.yours_from_s,
            curve=tuple(self.history[every - 1 :: every]),
            found=self.trust_found,
        )

    def mark(self) -> tuple[ChannelState, int]:
        """A small value from which `rewind` comes back to this very state."""
        return self.state, len(self.history)

    def rewind(self, mark: tuple[ChannelState, int]) -> None:
        """Come back to a mark taken earlier in this run."""
        self.state = mark[0]
        del self.history[mark[1] :]

    def digest_state(self) -> object:
        """Everything that decides what customers think next."""
        return self.state
