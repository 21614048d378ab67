"""A seat without a session: scripted snapshots and answers, so that every screen can be seen and tested alone.

`python -m tests.tui.fake_port [calm|dns|storm]` opens the real app on it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

from game.engine.readings import State
from game.session.view.aftermath import Debrief
from game.session.view.board import Alarm, FeedEntry, Inspection, Offer, Snapshot
from game.session.view.cascade import Cascade, Happening, Reach
from game.session.view.chart import Chart, QueueView
from game.session.view.console import Completion, Reply, Span, Topic
from game.session.view.handover import Note
from game.session.view.race import DnsView
from game.session.view.review import Answers, FixedNight, Review
from game.session.view.telling import Draft, Preview
from tests.tui import fake_answers, fake_charts, fake_handover, fake_night, fake_review, fake_wave
from tests.tui.fake_region import snapshot


class FakePort:
    """Holds one snapshot and remembers what was said. With `live`, simulated time passes and the sparks move."""

    def __init__(self, situation: str = "dns", *, live: bool = False) -> None:
        self.situation = situation
        self.live = live
        self.now_showing: Snapshot = snapshot(situation)
        self.said: list[tuple[str, bool]] = []
        self.published: list[Draft] = []
        self.replies: list[int] = []
        self.skipped = 0
        self.closed = False
        self.answers = Answers()
        self.step_s = 0.0
        self._then: float | None = None
        self._due = 0.0

    @property
    def snapshot(self) -> Snapshot:
        """The state that the screens show."""
        return self.now_showing

    def change(self, **values: object) -> None:
        """Replace parts of the snapshot, as a tick would."""
        self.now_showing = replace(self.now_showing, version=self.now_showing.version + 1, **values)  # type: ignore[arg-type]

    def page(self, text: str = "31% of logins fail") -> None:
        """Let a new alarm come in; the run slows down, so that one can read it."""
        alarms = self.now_showing.alarms
        fresh = Alarm(
            900 + len(alarms), "schools", "Schools", State.DEGRADED, self.now_showing.second, text, False, False, 1
        )
        self.change(alarms=(fresh, *alarms), speed=1)

    def feed(self, text: str) -> None:
        """Let something pass by that the team should see."""
        feed = self.now_showing.feed
        number = feed[-1].number + 1 if feed else 1
        self.change(feed=(*feed, FeedEntry(number, self.now_showing.second, "dynamodb", (Span(text),))))

    def advance(self, now: float) -> None:
        """Let time pass, if this seat is live and not paused."""
        elapsed = 0.0 if self._then is None else now - self._then
        self._then = now
        if not self.live or self.now_showing.paused:
            return
        self._due += elapsed * self.now_showing.speed
        whole = int(self._due)
        if whole:
            self._due -= whole
            self.tick(whole)

    def tick(self, seconds: int = 1) -> None:
        """Move the clock and every sparkline: all tiles change."""
        tiles = tuple(replace(tile, spark=(*tile.spark[1:], tile.spark[0])) for tile in self.now_showing.tiles)
        self.change(second=self.now_showing.second + seconds, tiles=tiles)

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """Answer a line and, where the snapshot would show it, do what it says."""
        self.said.append((line, confirmed))
        if line.startswith("ack"):
            self._acknowledge(line.rsplit(maxsplit=1)[-1])
        return fake_answers.answer(line, confirmed=confirmed)

    def reply(self, choice: int) -> None:
        """Remember the answer; whoever talks has said all."""
        self.replies.append(choice)
        self.change(talk=None)

    def skip(self) -> None:
        """Remember that it was skipped."""
        self.skipped += 1
        self.change(talk=None)

    def _acknowledge(self, which: str) -> None:
        alarms = tuple(
            replace(alarm, acknowledged=True) if which in ("all", str(alarm.id), alarm.component) else alarm
            for alarm in self.now_showing.alarms
        )
        waiting = {alarm.component for alarm in alarms if not alarm.acknowledged}
        tiles = tuple(replace(tile, new=tile.new and tile.component in waiting) for tile in self.now_showing.tiles)
        self.change(alarms=alarms, tiles=tiles)

    def complete(self, text: str) -> Completion:
        """What could follow."""
        return fake_answers.completion(text)

    def inspect(self, component: str) -> Inspection:
        """The inspector of a component."""
        return fake_answers.inspection(self.now_showing, component)

    def dns(self) -> DnsView:
        """The race, with all the evidence unless the night is calm."""
        return fake_night.dns(evidence=self.situation != "calm")

    def cascade(self, reach: Reach = Reach.WAVE) -> Cascade:
        """What failed first."""
        return fake_wave.cascade(self.now_showing, reach)

    def happenings(self) -> tuple[Happening, ...]:
        """What happened so far."""
        return fake_wave.happenings(self.now_showing)

    def notes(self) -> tuple[Note, ...]:
        """What was left for whoever sits here."""
        return fake_handover.NOTES[: self.now_showing.notes]

    def take_seat(self) -> None:
        """Sit down."""
        self.change(vacant=False)

    def chart(self, wanted: tuple[tuple[str, str], ...], span_s: int, until_s: int | None = None) -> Chart:
        """One or two readings."""
        return fake_charts.chart(self.now_showing, wanted, span_s, until_s)

    def queue(self, component: str, span_s: int) -> QueueView:
        """What waits at a component."""
        return fake_charts.queue(self.now_showing, component, span_s)

    def journal(self) -> str:
        """There is none."""
        return ""

    def saved(self) -> bool:
        """Nothing hinders it."""
        return True

    def teams(self) -> tuple[Offer, ...]:
        """Who can be paged."""
        return fake_answers.TEAMS

    def preview(self, draft: Draft) -> Preview:
        """What publishing would do."""
        return fake_answers.preview(self.now_showing, draft)

    def topics(self) -> tuple[Topic, ...]:
        """All words."""
        return fake_answers.TOPICS

    def pause(self, paused: bool) -> None:
        """Stop or start the clock."""
        self.change(paused=paused)

    def set_speed(self, speed: int) -> None:
        """Change the pace."""
        self.change(speed=speed)

    def debrief(self) -> Debrief:
        """The debrief of a good night."""
        return fake_night.debrief()

    def review(self) -> Review:
        """What is asked after a night."""
        return replace(fake_review.review(), answers=self.answers)

    def answer(self, answers: Answers) -> str:
        """Remember it."""
        self.answers = answers
        return ""

    def fixed_night(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> FixedNight | None:
        """The night with fixes."""
        return fake_review.fixed_night(fixes, progress, cancelled, step_s=self.step_s)

    def what_remains(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> tuple[str, ...] | None:
        """What is left then."""
        return fake_review.what_remains(fixes, progress, cancelled)

    def close(self) -> None:
        """Remember that the seat was left."""
        self.closed = True


def main() -> None:
    """Open the real app on a fake seat."""
    from game.tui.app import NoErrorApp

    situation = sys.argv[1] if len(sys.argv) > 1 else "dns"
    theme = sys.argv[2] if len(sys.argv) > 2 else None
    first = None if situation == "title" else "empty-answer"
    seat = "dns" if situation == "title" else situation
    app = NoErrorApp(fake_night.levels(), lambda *_: FakePort(seat, live=True), first=first, theme=theme)
    sys.exit(app.run() or app.return_code or 0)


if __name__ == "__main__":
    main()
