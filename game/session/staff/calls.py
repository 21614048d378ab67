"""The phone: the director on call and customers of heavy sectors ring when trust falls, and somebody has to answer or not.

Who calls, and when, follows from trust, from what customers go through and from what the public page says of it. Answering
takes your own hands for a while; what a caller hears is what the page says, so it calms only while that is true and recent.
A true update while it rings does as well. With good trust nobody calls, and nobody calls the shift before you.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.region import Region
from game.engine.rng import Draws
from game.engine.words import Sentence, say
from game.session.language.wording import clock_time
from game.session.language.words import ANSWER
from game.session.showing.instruments import seconds_written
from game.session.staff.call_rules import CALLS
from game.session.staff.call_state import DIRECTOR, Call, CallEnd, CallsState, heavy_sectors, name_of
from game.session.staff.person import span, work_span
from game.session.telling.channel_state import Standing
from game.session.view.talk import Speaker, Talk
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.engine.mechanisms.customers import Customers
    from game.session.run import Run

_EVERY_S = 60


class Calls:
    """The phone of one run."""

    def __init__(self, region: Region, seed: int) -> None:
        self._sectors = heavy_sectors(region)
        self._draws = {
            caller: Draws(seed, "calls", caller) for caller in (DIRECTOR, *[part.id for part in self._sectors])
        }
        self._line = Draws(seed, "calls", "line")
        self._begins_s = region.second
        self.state = CallsState()

    @property
    def ringing(self) -> Call | None:
        """The call that rings now."""
        return self.state.ringing

    @property
    def number(self) -> int:
        """The number of the call that rings now, 0 if none does."""
        return 0 if self.ringing is None else self.ringing.number

    def tick(self, run: Run) -> tuple[tuple[str, Sentence], ...]:
        """What happens by itself up to now: a call that nobody took ends, another one begins.

        What the channel hears of it, each line with the sector that it is about ("" for none).
        """
        if run.playing_prelude:
            return ()
        now, told = run.second, list[tuple[str, Sentence]]()
        ringing = self.ringing
        if ringing is not None and now >= ringing.until_s:
            told.append((_sector(ringing), self._unanswered(run, ringing)))
        if now % _EVERY_S == 0:
            self._follow(run)
            call = self._ring(run)
            if call is not None:
                says = say("{name}: {says}", name=call.name, says=" ".join([str(sentence) for sentence in call.says]))
                told += [(_sector(call), says), (_sector(call), rings(call))]
        return tuple(told)

    # Who has a reason to call.

    def _follow(self, run: Run) -> None:
        """Who is hurt since when, and who calls when."""
        now, state = run.second, self.state
        before, dialling = dict(state.hurt), dict(state.dialling)
        hurt = tuple(
            [(part.id, before.get(part.id, now)) for part in self._sectors if part.state.failing >= CALLS.hurt_at]
        )
        callers = self._callers(run, dict(hurt)) if hurt or run.channel.trust < run.channel.trust_found else []
        due = tuple([(caller, dialling.get(caller) or self._dials_s(caller, now)) for caller in callers])
        if (hurt, due) != (state.hurt, state.dialling):
            self.state = replace(state, hurt=hurt, dialling=due)

    def _callers(self, run: Run, hurt: dict[str, int]) -> list[str]:
        """Everybody with a reason now, the weightiest first."""
        now, trust, found = run.second, run.channel.trust, run.channel.trust_found
        page = run.channel.standing(now)
        if run.ledger.healthy or run.channel.state.page_s is None:
            return []
        callers = []
        if trust < CALLS.director_below * found and self._may_call(DIRECTOR, now):
            callers.append(DIRECTOR)
        let_down = not page.true or page.overdue_s >= CALLS.overdue_s
        if trust < CALLS.customers_below * found and let_down:
            callers += [
                part.id
                for part in self._sectors
                if now - hurt.get(part.id, now) >= CALLS.hurt_for_s and self._may_call(part.id, now)
            ]
        return callers

    def _may_call(self, caller: str, second: int) -> bool:
        """Whether somebody has waited for long enough since their last call."""
        calls = [call for call in self.state.calls if call.caller == caller]
        if not calls:
            return True
        waits_s = min(CALLS.again_at_most_s, CALLS.again_s << min(len(calls) - 1, 8))
        return calls[-1].end is not CallEnd.RINGING and second >= calls[-1].second + waits_s

    def _dials_s(self, caller: str, second: int) -> int:
        return second + self._draws[caller].integer(second, 0, CALLS.picks_up_s)

    def _line_free_s(self) -> int:
        """From when on the next call can come through."""
        calls = self.state.calls
        if not calls:
            return self._begins_s
        return calls[-1].second + CALLS.apart_s + self._line.integer(len(calls), 0, CALLS.apart_spread_s)

    def _ring(self, run: Run) -> Call | None:
        """Let the first who dials through, if the line is free."""
        now, state = run.second, self.state
        if state.ringing is not None or now < self._line_free_s():
            return None
        callers = [caller for caller, dials_s in state.dialling if dials_s <= now]
        if not callers:
            return None
        often = [call.caller for call in state.calls]
        caller = min(callers, key=often.count)  # of those who called as often, the weightiest
        part = next((part for part in self._sectors if part.id == caller), None)
        name = "The director" if part is None else name_of(part)
        page = run.channel.standing(now)
        says = _director(run, page) if part is None else _customers(run, part, dict(state.hurt)[caller], page)
        call = Call(len(state.calls) + 1, now, caller, name, says, now + CALLS.rings_s)
        dialling = tuple([(other, dials_s) for other, dials_s in state.dialling if other != caller])
        self.state = replace(state, calls=(*state.calls, call), dialling=dialling)
        return call

    # What becomes of a call.

    def _end(self, call: Call, end: CallEnd, second: int, trust: float = 0.0) -> None:
        ended = replace(call, end=end, ended_s=second, trust=trust)
        self.state = replace(self.state, calls=(*self.state.calls[:-1], ended))

    def _unanswered(self, run: Run, call: Call) -> Sentence:
        """Nobody took it. It costs trust once, until that caller gets through."""
        before = [other.end for other in self.state.calls[:-1] if other.caller == call.caller]
        if before and before[-1] is CallEnd.UNANSWERED:
            self._end(call, CallEnd.UNANSWERED, call.until_s)
            return say("{name} hung up again; nobody answered.", name=call.name)
        was, now = run.channel.heard(CALLS.unanswered)
        self._end(call, CallEnd.UNANSWERED, call.until_s, now - was)
        return say("{name} hung up; nobody answered. {trust}", name=call.name, trust=_moved(was, now))

    def refusal(self, run: Run, values: tuple[str, ...], second: int) -> Sentence | None:
        """Why nobody can answer now, and what would do as well; None if it can be done. Changes nothing."""
        call = self.ringing
        if call is None or second >= call.until_s:
            return say("Nobody is calling.")
        if values and values[0] != call.caller:
            return say("It is {name} who is calling: `answer {caller}`.", name=call.name, caller=call.caller)
        you = run.people.you(second)
        if you.until_s is None:
            return None
        return say(
            "Your own hands are busy for another {span} ({doing}), and nobody else can take this call. "
            "A true update answers it as well.",
            span=work_span(you.until_s - second),
            doing=you.doing,
        )

    def answer(self, run: Run, line: str, second: int) -> Sentence:
        """Take the call that rings: it was not refused. Says what the caller heard and what it did."""
        call = self.ringing
        if call is None:  # the refusal was asked for just before
            raise RuntimeError("nobody is calling any more")
        done_s = run.people.take_you(ANSWER.duration_s, second, line)
        page = run.channel.standing(second)
        good = page.true and page.age_s is not None and page.age_s <= CALLS.recent_s
        was, now = run.channel.heard(CALLS.answered if good else 0.0)
        self._end(call, CallEnd.ANSWERED, second, now - was)
        values = {
            "name": call.name,
            "time": clock_time(run.scenario.zero, done_s)[:5],
            "trust": _moved(was, now),
        }
        if good:
            return say(
                "{name} hears what the page says, and calms down. {trust} You are on the phone until {time}.", **values
            )
        if page.age_s is None:
            why = say("nothing yet")
        elif not page.true:
            why = say("not what they go through")
        else:
            why = say("{age} old", age=seconds_written(float(page.age_s)))
        return say(
            "{name} hears what the page says, and that is {why}. {trust} You are on the phone until {time}.",
            why=why,
            **values,
        )

    def published(self, run: Run, second: int) -> Sentence | None:
        """An update is out: whoever rings reads it, and hangs up if it is true. What the channel hears of it."""
        call = self.ringing
        if call is None or not run.channel.standing(second).true:
            return None
        self._end(call, CallEnd.READ, second)
        return say("{name} hung up: the update answers it.", name=call.name)

    # Coming back to an earlier moment.

    def mark(self) -> CallsState:
        """A value from which `rewind` comes back."""
        return self.state

    def rewind(self, mark: CallsState) -> None:
        """Come back to a mark taken earlier in this run."""
        self.state = mark

    def digest_state(self) -> object:
        """Everything that decides who calls next."""
        return self.state


def rings(call: Call) -> Sentence:
    """That somebody calls, and how that is answered."""
    return say("{name} calls. `answer` takes {span} of yours.", name=call.name, span=work_span(ANSWER.duration_s))


def _sector(call: Call) -> str:
    return "" if call.caller == DIRECTOR else call.caller


def talk(run: Run) -> Talk | None:
    """The call that rings, as somebody who speaks to the player; None if none does.

    The first choice is `answer`, the second leaves it ringing.
    """
    call = run.calls.ringing
    if call is None or run.ended:
        return None
    choices = (
        str(say("Answer: takes you {span}", span=work_span(ANSWER.duration_s))),
        str(say("Let it ring")),
    )
    return Talk(call.number, Speaker.CALLER, call.name, tuple([str(sentence) for sentence in call.says]), choices)


def _moved(was: float, now: float) -> Sentence:
    before, after = int(was + 0.5), int(now + 0.5)
    if before == after:
        return say("Trust stays at {after}.", after=after)
    return say("Trust {before} to {after}.", before=before, after=after)


def _director(run: Run, page: Standing) -> tuple[Sentence, ...]:
    """What the director asks: the board wants a sentence."""
    trust = say("Trust among customers is at {trust}.", trust=int(run.channel.trust + 0.5))
    return say("What do I tell the board?"), trust, _of_the_page(page)


def _customers(run: Run, part: Customers, since_s: int, page: Standing) -> tuple[Sentence, ...]:
    """What customers of a sector go through, and what they were told of it."""
    values = {"span": span(run.second - since_s), "does": part.spec.does}
    cannot = (
        say("For {span} now our people cannot {does}.", **values)
        if part.state.failing >= 0.5 and part.spec.does
        else say("For {span} now some of our people cannot {does}.", **values)
        if part.spec.does
        else say("For {span} now our people cannot do their work.", **values)
    )
    return cannot, _of_the_page(page)


def _of_the_page(page: Standing) -> Sentence:
    """What the public page is worth to a caller."""
    if page.age_s is None:
        return say("Your page says nothing at all.")
    if not page.true and page.state in (PostState.MONITORING, PostState.RESOLVED):
        return say('Your page says "{state}", and here it is not over.', state=page.state.value)
    if not page.true:
        return say("What your page says is not what we see.")
    return say("The last word on your page is {age} old.", age=seconds_written(float(page.age_s)))
