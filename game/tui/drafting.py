"""A draft in the making: what its fields offer, what was chosen, and the services that the board says are hurt."""

from __future__ import annotations

from dataclasses import replace

from game.engine.readings import State
from game.session.view.board import Snapshot
from game.session.view.telling import Draft, PostState, Preview
from game.tui.paint.composer import CAUSE, NEXT, PROMISES_MIN, STATE, STATES
from game.tui.port import Port

OPEN = (PostState.INVESTIGATING, PostState.IDENTIFIED)
"""The states that name what fails."""

_LEFT_OUT = "left out"
"""The note of a service that fails on the board and is not named."""

_NEXT_MIN = 20
"""What a new draft promises, in minutes."""

_FAILING = {State.DOWN: 0, State.DEGRADED: 1}
"""The states in which a service is looked for first."""


class Drafting:
    """Holds a draft and what publishing it would do. Services stay in the order in which they were first shown."""

    def __init__(self, port: Port) -> None:
        self.port = port
        self.draft = _draft_after(port.snapshot)
        preview = port.preview(self.draft)
        worst_first = sorted(preview.services, key=lambda service: _FAILING.get(service.state, len(_FAILING)))
        self._order = {service.component: place for place, service in enumerate(worst_first)}
        self.preview = self._ordered(preview)

    def begin_anew(self) -> None:
        """Go on from what was published last."""
        self.draft = _draft_after(self.port.snapshot)

    def read(self) -> None:
        """Ask again what publishing the draft would do."""
        self.preview = self._ordered(self.port.preview(self.draft))

    def _ordered(self, preview: Preview) -> Preview:
        """The services where they stood when the draft was begun, however the board changes."""
        for service in preview.services:
            self._order.setdefault(service.component, len(self._order))
        services = sorted(preview.services, key=lambda service: self._order[service.component])
        return replace(preview, services=tuple(services))

    def _causes(self) -> list[str]:
        words = [choice.word for choice in self.preview.causes]
        return words if "" in words else ["", *words]

    def choices(self, field: int) -> list[bool]:
        """For each choice of a field with radio buttons, whether it is the one that is made."""
        if field == STATE:
            return [state is self.draft.state for state in STATES]
        if field == CAUSE:
            return [word == self.draft.cause for word in self._causes()]
        if field == NEXT:
            return [minutes == self.draft.next_minutes for minutes in PROMISES_MIN]
        return []

    def chosen(self, field: int, index: int) -> Draft:
        """The draft with another choice made in a field."""
        if field == STATE:
            return replace(self.draft, state=STATES[index])
        if field == CAUSE:
            return replace(self.draft, cause=self._causes()[index])
        if field == NEXT:
            return replace(self.draft, next_minutes=PROMISES_MIN[index])
        return self.draft

    def ticked(self, index: int) -> Draft:
        """The draft with a service named, or left out if it was named."""
        component = self.preview.services[index].component
        named = [service for service in self.draft.services if service != component]
        if component not in self.draft.services:
            named.append(component)
        return replace(self.draft, services=tuple(named))

    def left_out(self) -> list[str]:
        """What fails on the board and is not named."""
        return [service.component for service in self.preview.services if service.note == _LEFT_OUT]

    def all_named(self) -> Draft:
        """The draft with what fails named beside what is named already."""
        return replace(self.draft, services=(*self.draft.services, *self.left_out()))


def _draft_after(snapshot: Snapshot) -> Draft:
    """A new draft: where the last update left off, with words of its own to come."""
    if not snapshot.posts:
        return Draft(next_minutes=_NEXT_MIN)
    last = snapshot.posts[-1]
    return Draft(last.state, last.services, last.cause, _NEXT_MIN)
