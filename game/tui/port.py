"""The only thing that the screens know of a game: snapshots in, lines out. A seat in a room is another such port."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # making all these classes takes a third of the time to the first paint; who shows one imports it
    from game.session.view.aftermath import Debrief
    from game.session.view.board import Inspection, Offer, Snapshot
    from game.session.view.cascade import Cascade, Happening, Reach
    from game.session.view.chart import Chart, QueueView
    from game.session.view.console import Completion, Reply, Topic
    from game.session.view.handover import Note
    from game.session.view.race import DnsView
    from game.session.view.review import Answers, FixedNight, Review
    from game.session.view.telling import Draft, Preview
    from game.session.view.what_if import Reel


class Port(Protocol):
    """One player's seat at a run."""

    @property
    def snapshot(self) -> Snapshot:
        """The newest state that this seat may see."""
        ...

    def advance(self, now: float) -> None:
        """Let the run catch up with `now`, a monotonic clock in seconds. Called often; computes what is due itself."""
        ...

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """Run one console line: a tool or an action. The same line as in a script."""
        ...

    def reply(self, choice: int) -> None:
        """Answer whoever talks with the choice of this number, 1 the first; 0 lets them go on."""
        ...

    def skip(self) -> None:
        """Skip what whoever talks is about, where that can be skipped."""
        ...

    def complete(self, text: str) -> Completion:
        """What could follow `text` on the prompt."""
        ...

    def inspect(self, component: str) -> Inspection:
        """Everything that the inspector shows about a component."""
        ...

    def dns(self) -> DnsView:
        """The DNS inspector, as far as this seat's evidence goes."""
        ...

    def cascade(self, reach: Reach = ...) -> Cascade:
        """What failed first in the current wave, or as far back as one likes."""
        ...

    def happenings(self) -> tuple[Happening, ...]:
        """What happened so far, the oldest first."""
        ...

    def notes(self) -> tuple[Note, ...]:
        """The notes that were left in this run by those who sat here before, the oldest first."""
        ...

    def take_seat(self) -> None:
        """The next player sits down at a seat that passed on; all stays paused."""
        ...

    def chart(self, wanted: tuple[tuple[str, str], ...], span_s: int, until_s: int | None = None) -> Chart:
        """One or two readings, each a component and a metric ("" for its tile's), over `span_s` seconds up to a second.

        A span of 0 is the whole night, no second is now.
        """
        ...

    def queue(self, component: str, span_s: int) -> QueueView:
        """What waits at a component, or what stands before it, with curves over the newest `span_s` seconds (0: all)."""
        ...

    def journal(self) -> str:
        """Where the journal of this run lies; "" if there is none."""
        ...

    def saved(self) -> bool:
        """Whether what is said still reaches the journal; True for a run that keeps none."""
        ...

    def teams(self) -> tuple[Offer, ...]:
        """Who can be paged, as offers."""
        ...

    def preview(self, draft: Draft) -> Preview:
        """What publishing this draft would say and do."""
        ...

    def topics(self) -> tuple[Topic, ...]:
        """All words of the console, for help and the command palette."""
        ...

    def pause(self, paused: bool) -> None:
        """Stop or start every clock."""
        ...

    def set_speed(self, speed: int) -> None:
        """Run at 1, 10, 60 or 240 simulated seconds a second."""
        ...

    def debrief(self) -> Debrief:
        """The debrief of an ended run (may take a second: call it in a worker thread)."""
        ...

    def review(self) -> Review:
        """What the debrief asks of a run. Takes as long as running the night again: call it in a worker thread."""
        ...

    def answer(self, answers: Answers) -> str:
        """Keep all that was answered so far beside the journal; "" or, in a sentence, why it is kept for now only."""
        ...

    def fixed_night(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> FixedNight | None:
        """The same night with fixes; None once `cancelled` says so. For a worker thread: takes seconds, tells `progress` 0 to 1.

        ValueError with a sentence if these fixes cannot be chosen together.
        """
        ...

    def what_remains(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> tuple[str, ...] | None:
        """What remains with fixes and which other one would take most of it away. Runs the night once for each other fix."""
        ...

    def close(self) -> None:
        """Leave; the journal stays and can be resumed."""
        ...


class Recorded(Port, Protocol):
    """A seat before a recording: time runs both ways, and nothing can be done but looking."""

    @property
    def reel(self) -> Reel:
        """The whole recording, wherever it stands."""
        ...

    @property
    def heading_s(self) -> int | None:
        """The second that it is on its way to; None if it is there."""
        ...

    @property
    def over_here(self) -> bool:
        """Whether the night is over at the second that is shown, so that nobody can take over."""
        ...

    def head_for(self, second: int) -> None:
        """Show another second: at once if that is quick, else a stride nearer with each `advance`."""
        ...

    def take_over(self) -> Port:
        """A seat in the night itself, from the second that is shown on. This one stands still afterwards."""
        ...
