"""Words for an update: an honest message for the draft as it is ticked, from what the board shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from game.engine.words import Sentence, say
from game.session.language.tokens import LONGEST_LINE
from game.session.telling.channel import Channel
from game.session.telling.judgement import Truth
from game.session.telling.post_form import post_line
from game.session.view.telling import Draft, PostState

NAMES_AT_MOST = (200, 120, 60)
"""How many characters the names of services may take: the first that lets everything fit on a line."""


def suggestion(channel: Channel, draft: Draft, second: int, shown: Truth) -> str:
    """A message that can be published as it is: it follows the draft's state, services, cause and promise."""
    parts: list[str] = []
    for room in NAMES_AT_MOST:
        parts = [str(part) for part in _Words(channel, draft, shown, room).parts()]
        if draft.next_minutes is not None and draft.state is not PostState.RESOLVED:
            due = channel.zero + timedelta(seconds=second + draft.next_minutes * 60)
            parts.append(str(say("Next update by {time}.", time=due.strftime("%H:%M"))))
        if _fits(draft, parts):
            return " ".join(parts)
    while len(parts) > 1 and not _fits(draft, parts):
        del parts[-2]
    return " ".join(parts)


def _fits(draft: Draft, parts: list[str]) -> bool:
    return len(post_line(replace(draft, message=" ".join(parts)))) <= LONGEST_LINE


class _Words:
    """The sentences of one suggestion."""

    def __init__(self, channel: Channel, draft: Draft, shown: Truth, room: int) -> None:
        self.region = channel.region
        self.draft = draft
        self.room = room
        shares = dict(shown.failing)
        self.names = channel.services
        self.hurt = sorted([service for service, _ in channel.measure.hurt(shown)], key=lambda it: -shares[it])
        ticked = [service for service in channel.services if service in draft.services]
        self.named = sorted(ticked, key=lambda service: -shares.get(service, 0.0)) or self.hurt
        self.failing = [service for service in self.named if service in self.hurt]
        cause = channel.causes.get(draft.cause)
        self.cause = "" if cause is None else cause.label.rstrip(".")
        self.proved = cause is not None and cause.id in shown.causes_proved

    def parts(self) -> list[Sentence]:
        """The sentences, the most important first."""
        tell: Callable[[], list[Sentence]] = {
            PostState.INVESTIGATING: self._investigating,
            PostState.IDENTIFIED: self._identified,
            PostState.MONITORING: self._monitoring,
            PostState.RESOLVED: self._resolved,
        }[self.draft.state]
        return tell()

    def _listed(self, services: list[str]) -> str:
        """All names if there is room, else the first ones and how many more."""
        names = [self.names[service] for service in services]
        shown = len(names)
        while shown > 1 and len(_joined(names, shown)) > self.room:
            shown -= 1
        return _joined(names, shown)

    def _fail(self) -> Sentence:
        listed = self._listed(self.failing)
        if len(self.failing) == 1:
            return say("Calls to {listed} in {region} fail.", listed=listed, region=self.region)
        return say("Calls to several services in {region} fail: {listed}.", listed=listed, region=self.region)

    def _pause(self) -> list[Sentence]:
        return [say("Where you can, pause for longer after each failed attempt.")] if self.failing else []

    def _why(self, unknown: Sentence) -> Sentence:
        """What is said of the cause; `unknown` if none was chosen."""
        if not self.cause:
            return unknown
        if self.proved:
            return say("The cause is known: {label}. We are working on the repair.", label=self.cause)
        return say("We take the cause to be: {label}. We are checking that.", label=self.cause)

    def _rest(self) -> list[str]:
        """What is named beside what fails."""
        return [service for service in self.named if service not in self.failing]

    def _investigating(self) -> list[Sentence]:
        first = [self._fail()] if self.failing else []
        if not self.named:
            first = [say("We see no failures in {region} now and are checking.", region=self.region)]
        elif rest := self._rest():
            listed = self._listed(rest)
            first += [say("We are looking into reports about {listed} in {region}.", listed=listed, region=self.region)]
        return [*first, self._why(say("We are looking for the cause.")), *self._pause()]

    def _identified(self) -> list[Sentence]:
        first = [self._fail()] if self.failing else []
        if not self.named:
            first = [say("Some calls to services in {region} may still fail.", region=self.region)]
        elif rest := self._rest():
            listed = self._listed(rest)
            first += [say("Some calls to {listed} in {region} may still fail.", listed=listed, region=self.region)]
        return [*first, self._why(say("We are working on the repair.")), *self._pause()]

    def _well(self, one: str, many: str) -> list[Sentence]:
        """What answers again; nothing if all that is named still fails."""
        well = [service for service in self.named if service not in self.hurt]
        if not well and self.named:
            return []
        names = self._listed(well) or "All services"
        verb = one if len(well) == 1 else many
        return [say("{names} in {region} {verb}.", names=names, region=self.region, verb=verb)]

    def _still(self) -> list[Sentence]:
        if not self.failing:
            return []
        return [say("A repair is in place; some calls still fail: {listed}.", listed=self._listed(self.failing))]

    def _was(self) -> list[Sentence]:
        if not self.cause:
            return []
        if self.proved:
            return [say("The cause was: {label}.", label=self.cause)]
        return [say("We take the cause to have been: {label}.", label=self.cause)]

    def _monitoring(self) -> list[Sentence]:
        watching = say("We are watching the recovery.") if self.hurt else say("We are watching whether it stays so.")
        return [*self._still(), *self._well("answers again", "answer again"), *self._was(), watching]

    def _resolved(self) -> list[Sentence]:
        over = [] if self.hurt else [say("This is over; a report follows.")]
        return [*self._still(), *self._well("works as usual", "work as usual"), *self._was(), *over]


def _joined(names: list[str], shown: int) -> str:
    """The first names, and how many more there are."""
    kept = names[:shown] if shown >= len(names) else [*names[:shown], f"{len(names) - shown} more"]
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""
