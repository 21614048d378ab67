"""Sets the stage: opens the screen with its levels, its runs, the player's settings and records. It belongs to the command line.

Levels are read in a process of their own while the screen's own modules are imported.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.content.apart import LevelReader
from game.content.problems import LevelError
from game.session.helping.guidance import guidance_of
from game.session.journal import Header, Journal, JournalError
from game.session.keeping.settings_file import SettingsFile, settings_path

if TYPE_CHECKING:
    from game.engine.scenario import Scenario
    from game.session.helping.guidance import Guidance
    from game.session.judging.record import RunRecord
    from game.session.judging.score import Score
    from game.session.keeping.records import Records
    from game.session.replaying.rewind import Recording
    from game.session.seat import Seat
    from game.session.session import Session
    from game.session.view.nights import LevelCard, Past, PastRun
    from game.session.view.what_if import Differences
    from game.tui.app import NoErrorApp
    from game.tui.screens.house import LeftRun, Pending

_NOTICED_TICKS = 1000
"""From so many ticks on, a player would notice that a night is being computed."""


class UnplayableError(Exception):
    """A level that cannot be played. The text names the first thing that is wrong, and who lists the others."""


def first_problem(problems: Sequence[object], level: str) -> str:
    """The first thing that is wrong with a level; how many more there are, and who lists them."""
    more = f"\n{len(problems) - 1} more; noerror check {level} lists them all" if len(problems) > 1 else ""
    return f"{problems[0]}{more}"


class Stage:
    """One evening at the screen. `options` are those of the command line: seed, speed, theme, ascii."""

    def __init__(self, options: Any) -> None:
        self.options = options
        self._settings: SettingsFile | None = None
        self._records: Records | None = None

    def open(self, reader: LevelReader | None) -> int:
        """Open the app, on the title or straight on the level that is being read; its exit code.

        Raises UnplayableError if the level cannot be played, JournalError if a journal cannot be used, and what ended the app, if an error did.
        """
        from game.session.keeping.home import home
        from game.session.keeping.typed import typed_file
        from game.tui.app import NoErrorApp

        first = None if reader is None else reader.level
        scenario = None
        if reader is not None:
            # All that a board needs is imported while the level is being read.
            import game.session.seat
            import game.session.session
            import game.tui.screens.board  # noqa: F401

            scenario = _sound(reader)
        cards = self.cards() if first is None else ()
        app = NoErrorApp(
            cards,
            lambda level, guidance: self.seat(level, guidance, scenario if level == first else None),
            first=first,
            theme=self.options.theme,
            ascii_only=self.options.ascii,
            left=partial(self.left_runs, cards) if first is None else None,
            past=lambda: self.past(cards or self.cards()),
            forget=self.forget,
            kept=self.settings,
            watch=self.recording,
            compare=self.differences,
        )
        app.typed_file = typed_file(home())
        return _run(app)

    def replay(self, path: Path) -> int:
        """Open the app on a recording; its exit code. JournalError if the journal cannot be used, and what ended the app."""
        from game.session.keeping.home import home
        from game.session.keeping.typed import typed_file
        from game.tui.app import NoErrorApp

        recording = self.recording(str(path))
        app = NoErrorApp(
            (),
            lambda _, __: recording,
            first=str(path),
            theme=self.options.theme,
            ascii_only=self.options.ascii,
            kept=self.settings,
            watch=self.recording,
            compare=self.differences,
        )
        app.typed_file = typed_file(home())
        return _run(app)

    @property
    def settings(self) -> SettingsFile:
        """The player's settings: one object, which knows what was chosen since."""
        if self._settings is None:
            self._settings = SettingsFile.read(settings_path())
        return self._settings

    # Levels and runs.

    def cards(self) -> tuple[LevelCard, ...]:
        """The cards of all levels that can be played; one that cannot is left out (noerror levels tells)."""
        from game.headless.cards import kept_cards, kept_nights, night_around

        ready = kept_cards()
        if ready:
            return ready

        from game.content.catalogue import levels
        from game.content.load import load_level
        from game.session.showing.cards import card_of

        nights = kept_nights()
        cards = []
        for entry in levels():
            try:
                scenario = load_level(entry.id)
            except LevelError:
                continue
            cards.append(card_of(scenario, night_around(scenario, nights)))
        return tuple(cards)

    def seat(self, level: str, guidance: Guidance | None = None, scenario: Scenario | None = None) -> Seat | Pending:
        """A seat at a new run of a level that was read already, or what opens it if that takes a moment.

        `guidance` None takes the help that the command line asks for, else what follows from what was played before.
        """
        if guidance is None and self.options.guide is not None:
            guidance = guidance_of(self.options.guide)
        if scenario is not None:
            return _at_once_or_pending(scenario, scenario.take_over_s, partial(self._begun, scenario, guidance))
        return _prepared(lambda: self._begun(_sound(LevelReader(level)), guidance))

    def left_runs(self, cards: Sequence[LevelCard]) -> tuple[LeftRun, ...]:
        """The runs that were left and can be continued here, the newest first; one whose level is gone or was changed is
        passed over. What the cards know of a level saves reading it."""
        from game.session.keeping.shelf import open_left
        from game.session.language.wording import clock_time
        from game.tui.screens.house import LeftRun

        known = {card.content: card for card in cards if card.content}
        found = []
        for left in open_left():
            if left.last_s is None:
                continue
            level = known.get(left.header.content) or _card_of(left.header, left.path)
            if level is not None:
                clock = clock_time(datetime.fromisoformat(level.zero), left.last_s)
                resumed = partial(self._resumed, left.header, left.path)
                found.append(
                    LeftRun(
                        f"{level.title}, from {clock}", resumed, level.id, clock[:5], left.header.parent is not None
                    )
                )
        return tuple(found)

    def _begun(self, scenario: Scenario, guidance: Guidance | None) -> Seat:
        from game.session.keeping.shelf import new_path
        from game.session.session import Session

        if guidance is None:
            guidance = self._help_for(scenario.id)
        path = new_path(scenario.id, self.options.seed, time.strftime("%Y%m%d-%H%M%S"))
        seat = self._seated(Session.begin(scenario, self.options.seed, path, guidance=guidance))
        # Who is being paged as the night begins has no time to lose, and a lesson begins at the night's own pace.
        if not seat.session.run.pager.waiting() and (guidance.rated or not scenario.lesson):
            seat.set_speed(self.options.speed)
        return seat

    def _help_for(self, level: str) -> Guidance:
        """With how much help a level is begun, unless the player chooses."""
        from game.session.helping.help_ladder import first_help

        runs = [run for run in self.records.runs() if run.level == level and run.parent is None]
        return first_help(level, {guidance_of(run.guidance) for run in runs if run.outcome == "resolved"})

    def _resumed(self, header: Header, path: Path) -> Pending:
        """What opens the seat at a run that was left."""
        return _prepared(partial(self._continued, header, path))

    def _continued(self, header: Header, path: Path) -> Seat:
        from game.session.journal import read_journal
        from game.session.replaying.replay import resume

        scenario = scenario_of(header, path, lambda level: LevelReader(level).scenario())
        journal = read_journal(path)
        parent = journal.header.parent
        return self._seated(resume(journal, scenario), None if parent is None else Path(parent.journal).name)

    def _seated(self, session: Session, parent: str | None = None) -> Seat:
        """A seat at a session, as this player likes it. `parent` is the journal that it was taken over from."""
        from game.session.seat import Seat

        session.slow_on_page = self.settings.settings.slow_on_page
        return Seat(session, partial(self._keep, session.run.scenario, parent))

    # Recordings.

    def recording(self, journal: str, at: int | None = None) -> Pending:
        """What opens a seat before a recording, from a second on. `journal` is a path, or a name in the folder of journals.

        JournalError if it cannot be used; what opens it may raise another one.
        """
        from game.session.journal import read_journal
        from game.session.replaying.replay import same_content
        from game.tui.screens.house import Pending

        read = read_journal(_journal_path(journal))
        scenario = scenario_of(read.header, read.path, lambda level: LevelReader(level).scenario())
        same_content(read, scenario)  # said before a screen opens
        return Pending("The night is being run again.", partial(self._recorded, read, scenario, at))

    def _recorded(self, journal: Journal, scenario: Scenario, at: int | None) -> Seat:
        from game.session.replaying.recorded_seat import RecordedSeat
        from game.session.replaying.rewind import Recording

        seat = RecordedSeat(Recording(journal, scenario, at), self._taken_over)
        seat.set_speed(self.options.speed)
        return seat

    def _taken_over(self, recording: Recording) -> Seat:
        from game.session.keeping.shelf import new_path

        run = recording.run
        path = new_path(run.scenario.id, run.seed, time.strftime("%Y%m%d-%H%M%S"))
        return self._seated(recording.take_over(path), recording.journal.path.name)

    def differences(self, journal: str) -> Differences:
        """A run beside the one that it was taken over from; both are run again. JournalError if that cannot be."""
        from game.content.load import load_level
        from game.session.journal import read_journal
        from game.session.replaying.differences import differences_with_parent

        read = read_journal(_journal_path(journal))
        return differences_with_parent(read, scenario_of(read.header, read.path, load_level))

    # What became of runs.

    @property
    def records(self) -> Records:
        """The player's records: one object, which remembers what it could not write."""
        if self._records is None:
            from game.session.keeping.records import Records

            self._records = Records()
        return self._records

    def _keep(self, scenario: Scenario, parent: str | None, record: RunRecord, judged: Score) -> str:
        """Keep what became of a run that was played on the screen; "" or what hinders it, and what can be done."""
        from game.session.keeping.finished import finished
        from game.session.keeping.shelf import begun_at

        begun, ended = begun_at(Path(record.journal)), int(time.time())
        self.records.keep(finished(record, judged, scenario, begun=begun, ended=ended, parent=parent))
        return f"{self.records.trouble} {self.records.remedy}".strip()

    def past(self, cards: Sequence[LevelCard]) -> Past:
        """What was played of these levels before, and what could come next."""
        from game.session.keeping.past import past_of

        return past_of(self.records, cards, int(time.time()))

    def forget(self, run: PastRun | None) -> str:
        """Delete a result, or all of them (None); "" or, in a sentence, what hinders it."""
        from game.session.keeping.past import forget

        return forget(self.records, run)


def _run(app: NoErrorApp) -> int:
    """Run the app to its end. Raises what ended it, if an error did."""
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _journal_path(journal: str) -> Path:
    """A path, or a name in the player's folder of journals."""
    from game.session.keeping.home import journals_folder

    path = Path(journal)
    return path if path.name != journal or path.exists() else journals_folder() / journal


def scenario_of(header: Header, path: Path, read: Callable[[str], Scenario]) -> Scenario:
    """The level that a journal was played on, as `read` reads it: the shipped one of its name, else the file that its
    header names. JournalError if there is none."""
    from game.content.find import find_level

    found: Scenario | None = None
    for name in (header.level, header.path):
        if not name:
            continue
        try:
            if name == header.path and not find_level(name).is_file():
                continue
            scenario = read(name)
        except (LevelError, OSError, ValueError):
            continue
        if scenario.content_hash == header.content and scenario.id == header.level:
            return scenario
        found = found or scenario
    if found is None:
        raise JournalError(
            f"{path} was played on {header.level[:60]}, which is not here. Put the level at {header.path[:200]}"
        )
    return found  # replaying says that its content is another


def _card_of(header: Header, path: Path) -> LevelCard | None:
    """The card of the level that a journal was played on, if it is here as it was then."""
    from game.content.load import load_level
    from game.session.showing.cards import card_of

    try:
        scenario = scenario_of(header, path, load_level)
    except JournalError:
        return None
    return card_of(scenario) if scenario.content_hash == header.content else None


def _sound(reader: LevelReader) -> Scenario:
    """The level that is being read, if it and the shift before it can be played; else UnplayableError."""
    from game.session.handover.prelude import flaws

    try:
        scenario = reader.scenario()
    except LevelError as error:
        raise UnplayableError(first_problem(error.problems, reader.level)) from None
    wrong = flaws(scenario)
    if wrong:
        raise UnplayableError(first_problem(wrong, reader.level))
    return scenario


def _prepared(open_seat: Callable[[], Seat]) -> Pending:
    """What opens a seat on a level that has still to be read; the board's own modules are imported beside the screen, too."""
    from game.tui.screens.house import Pending

    def opened() -> Seat:
        import game.tui.screens.board  # noqa: F401

        return open_seat()

    return Pending("The night is being prepared.", opened)


def _at_once_or_pending(scenario: Scenario, second: int, open_seat: Callable[[], Seat]) -> Seat | Pending:
    """The seat; if there is so much of the night to compute that it would be noticed, what opens it."""
    from game.tui.screens.house import Pending

    if (second - scenario.region.start_s) // scenario.region.tick_s < _NOTICED_TICKS:
        return open_seat()
    return Pending("The night so far is being computed.", open_seat)
