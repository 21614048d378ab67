"""The command line: reads what was asked for and opens the one face that does it. Faces are imported when they are needed."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.headless.arguments import parser

if TYPE_CHECKING:
    from game.engine.scenario import Scenario
    from game.session.journal import Header
    from game.session.record import RunRecord
    from game.session.records import Records
    from game.session.score import Score
    from game.session.seat import Seat
    from game.session.settings_file import SettingsFile
    from game.session.view.nights import LevelCard, Past
    from game.tui.screens.house import LeftRun, Pending

OK, NO, WRONG = 0, 1, 2
INTERRUPTED = 130


class UsageError(Exception):
    """Something that was asked for cannot be done. The text says why and what to do; one or two lines."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code is 0 (fine), 1 (the answer is no) or 2 (wrong usage or unreadable input)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = parser().parse_args(arguments)
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except UsageError as error:
        print(f"noerror: {error}", file=sys.stderr)
        return WRONG
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else OK
    except KeyboardInterrupt:
        print("noerror: stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # the last guard: a player gets one line, the traceback goes to a file
        from game.headless.crash import keep

        print(f"noerror: {keep(error)}", file=sys.stderr)
        return WRONG
    return code


# What is asked for.


def _scenario(level: str) -> Scenario:
    from game.content.load import load_level
    from game.content.problems import LevelError
    from game.session.prelude import flaws

    try:
        scenario = load_level(level)
    except LevelError as error:
        raise UsageError(_first_problem(error.problems, level)) from None
    wrong = flaws(scenario)
    if wrong:
        raise UsageError(_first_problem(wrong, level))
    return scenario


def _first_problem(problems: Sequence[object], level: str) -> str:
    """The first thing that is wrong with a level; how many more there are, and who lists them."""
    more = f"\n{len(problems) - 1} more; noerror check {level} lists them all" if len(problems) > 1 else ""
    return f"{problems[0]}{more}"


def _run(options: Any) -> int:
    gc.disable()  # it is over soon, and next to nothing of what it makes goes round in circles
    try:
        return _run_to_its_end(options)
    finally:
        gc.enable()


def _run_to_its_end(options: Any) -> int:
    from game.headless.run import as_json, as_text, play_script
    from game.session.journal import JournalError
    from game.session.result import result_of
    from game.session.script import ScriptError
    from game.session.wording import offset

    scenario = _scenario(options.level)
    if options.until is not None and not scenario.take_over_s <= options.until <= scenario.end_s:
        first, last = offset(scenario.take_over_s), offset(scenario.end_s)
        raise UsageError(
            f"--until {offset(options.until)} is outside of this night; write a time from {first} to {last}"
        )
    script = None if options.script is None else _script(options.script, scenario)
    try:
        run = play_script(scenario, options.seed, script, until_s=options.until, journal=options.journal)
    except ScriptError as error:
        for problem in error.problems[:20]:
            print(problem, file=sys.stderr)
        if len(error.problems) > 20:
            print(f"{len(error.problems) - 20} more", file=sys.stderr)
        return WRONG
    except JournalError as error:
        raise UsageError(str(error)) from None
    print(as_json(result_of(run)) if options.json else as_text(run))
    return NO if options.expect == "win" and run.outcome != "resolved" else OK


def _script(name: str, scenario: Scenario) -> tuple[str, str]:
    """Text and name of a script: a file, standard input, or one that ships with the level."""
    shipped = dict(scenario.scripts)
    try:
        if name == "-":
            return sys.stdin.buffer.read(_MOST_SCRIPT_BYTES + 1).decode("utf-8")[:_MOST_SCRIPT_BYTES], "standard input"
        path = Path(name)
        if name in shipped and not path.exists():
            return shipped[name], f"{scenario.id}.{name}.script"
        if path.stat().st_size > _MOST_SCRIPT_BYTES:
            raise UsageError(f"{name} is too large for a script (more than {_MOST_SCRIPT_BYTES // 1024 // 1024} MB)")
        return path.read_bytes().decode("utf-8"), name
    except OSError as error:
        known = f"; the level brings {', '.join(shipped)}" if shipped else ""
        raise UsageError(f"cannot read the script {name}: {_why(error)}{known}") from None
    except ValueError:
        raise UsageError(f"{name} is not a text file in UTF-8; save it as one") from None


_MOST_SCRIPT_BYTES = 4 * 1024 * 1024


def _replay(options: Any) -> int:
    from game.headless.run import as_json, as_story, verified
    from game.session.journal import JournalError, read_journal
    from game.session.result import result_of

    try:
        journal = read_journal(options.journal)
        run, verifies = verified(journal, _scenario_of(journal.header, journal.path))
    except JournalError as error:
        raise UsageError(str(error)) from None
    print(as_json(result_of(run)) if options.json else as_story(run))
    return OK if verifies else NO


def _scenario_of(header: Header, path: Path) -> Scenario:
    """The level that a journal was played on: the shipped one of its name, else the file that its header names."""
    from game.content.load import find_level, load_level
    from game.content.problems import LevelError
    from game.session.journal import JournalError

    found: Scenario | None = None
    for name in (header.level, header.path):
        if not name:
            continue
        try:
            if name == header.path and not find_level(name).is_file():
                continue
            scenario = load_level(name)
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


def _levels(options: Any) -> int:
    from game.content.catalogue import as_json, levels

    entries = levels()
    if options.json:
        print(json.dumps(as_json(entries), indent=2))
        return OK
    for entry in entries:
        print(f"  {entry.id:<20} {entry.minutes:>3} min  {entry.title}: {entry.tagline}")
        for problem in entry.problems:
            print(f"noerror: {problem}", file=sys.stderr)
    print("\nnoerror play LEVEL plays one of them.")
    return OK


def _check(options: Any) -> int:
    from game.content.check import check

    missing = [path for path in options.paths if _is_missing(path)]
    if missing:
        raise UsageError(f"there is no file, folder or level {missing[0][:200]}; noerror levels lists what there is")
    from game.session.prelude import flaws

    valid = True
    for report in check(options.paths, flaws):
        valid = valid and report.valid
        for line in report.lines:
            print(line, file=sys.stdout if report.valid else sys.stderr)
    return OK if valid else NO


def _is_missing(path: str) -> bool:
    from game.content.load import find_level
    from game.content.problems import LevelError

    try:
        return not find_level(path).exists()
    except LevelError:
        return True
    except (OSError, ValueError):
        return False  # checking it says what is wrong


def _doctor(options: Any) -> int:
    del options
    from game.headless.doctor import findings

    kept = _chosen()
    troubles = tuple(kept.said(trouble) for trouble in kept.troubles)
    if kept.settings.keys and find_spec("textual") is not None:  # only the screens know which keys there are
        from game.tui.wardrobe import Wardrobe

        troubles = Wardrobe(kept, os.environ).troubles()
    for label, text in findings(str(kept.path), troubles):
        print(f"  {label:<22} {text}")
    return OK


# The screen.


def _title(options: Any) -> int:
    _needs_terminal("the title screen")
    return _open(options, None)


def _play(options: Any) -> int:
    _needs_terminal("play")
    if options.level is not None:
        _scenario(options.level)  # what is wrong with it is said before the screen opens
    return _open(options, options.level)


def _open(options: Any, first: str | None) -> int:
    """Open the app. The title offers to go on with the newest run that was left."""
    from game.session.home import home
    from game.session.journal import JournalError
    from game.session.typed import typed_file
    from game.tui.app import NoErrorApp

    cards = _cards() if first is None else ()
    app = NoErrorApp(
        cards,
        lambda level: _seat(level, options),
        first=first,
        theme=options.theme,
        ascii_only=options.ascii,
        left=partial(_left_runs, cards) if first is None else None,
        past=_past if first is None else None,
        kept=_chosen(),
    )
    app.typed_file = typed_file(home())
    app.run()
    if isinstance(app.failure, JournalError):
        raise UsageError(str(app.failure))
    if app.failure is not None:
        raise app.failure
    return app.return_code or OK


def _cards() -> tuple[LevelCard, ...]:
    """The cards of all levels that can be played; one that cannot is left out (noerror levels tells)."""
    from game.headless.cards import kept_cards, kept_nights, night_around

    ready = kept_cards()
    if ready:
        return ready

    from game.content.catalogue import levels
    from game.content.load import load_level
    from game.content.problems import LevelError
    from game.session.cards import card_of

    nights = kept_nights()
    cards = []
    for entry in levels():
        try:
            scenario = load_level(entry.id)
        except LevelError:
            continue
        cards.append(card_of(scenario, night_around(scenario, nights)))
    return tuple(cards)


def _seat(level: str, options: Any) -> Seat | Pending:
    scenario = _scenario(level)
    return _at_once_or_pending(scenario, scenario.take_over_s, partial(_begun, scenario, options))


def _at_once_or_pending(scenario: Scenario, second: int, open_seat: Callable[[], Seat]) -> Seat | Pending:
    """The seat; if there is so much of the night to compute that it would be noticed, what opens it."""
    from game.tui.screens.house import Pending

    if (second - scenario.region.start_s) // scenario.region.tick_s < _NOTICED_TICKS:
        return open_seat()
    return Pending("The night so far is being computed.", open_seat)


_NOTICED_TICKS = 1000


def _begun(scenario: Scenario, options: Any) -> Seat:
    import time

    from game.session.seat import Seat
    from game.session.session import Session
    from game.session.shelf import new_path

    path = new_path(scenario.id, options.seed, time.strftime("%Y%m%d-%H%M%S"))
    seat = Seat(Session.begin(scenario, options.seed, path), partial(_keep, scenario))
    seat.session.slow_on_page = _chosen().settings.slow_on_page
    if not seat.session.run.pager.waiting():  # who is being paged as the night begins has no time to lose
        seat.set_speed(options.speed)
    return seat


def _left_runs(cards: Sequence[LevelCard]) -> tuple[LeftRun, ...]:
    """The runs that were left and can be continued here, the newest first; one whose level is gone or was changed is
    passed over. What the cards know of a level saves reading it."""
    from game.session.shelf import open_left
    from game.session.wording import clock_time
    from game.tui.screens.house import LeftRun

    known = {card.content: card for card in cards if card.content}
    found = []
    for left in open_left():
        if left.last_s is None:
            continue
        level = known.get(left.header.content) or _level_of(left.header, left.path)
        if level is not None:
            clock = clock_time(datetime.fromisoformat(level.zero), left.last_s)
            found.append(
                LeftRun(
                    f"{level.title}, from {clock}",
                    partial(_resumed, left.header, left.path, left.last_s),
                    level.id,
                    clock[:5],
                )
            )
    return tuple(found)


def _level_of(header: Header, path: Path) -> LevelCard | None:
    """The card of the level that a journal was played on, if it is here as it was then."""
    from game.session.cards import card_of
    from game.session.journal import JournalError

    try:
        scenario = _scenario_of(header, path)
    except JournalError:
        return None
    return card_of(scenario) if scenario.content_hash == header.content else None


def _resumed(header: Header, path: Path, last_s: int) -> Seat | Pending:
    """The seat at a run that was left, or what opens it."""
    scenario = _scenario_of(header, path)
    return _at_once_or_pending(scenario, last_s, partial(_continued, path, scenario))


def _continued(path: Path, scenario: Scenario) -> Seat:
    from game.session.journal import read_journal
    from game.session.replay import resume
    from game.session.seat import Seat

    seat = Seat(resume(read_journal(path), scenario), partial(_keep, scenario))
    seat.session.slow_on_page = _chosen().settings.slow_on_page
    return seat


@cache
def _chosen() -> SettingsFile:
    """The player's settings: one object, which knows what was chosen since."""
    from game.session.settings_file import SettingsFile, settings_path

    return SettingsFile.read(settings_path())


# What became of runs.


@cache
def _records() -> Records:
    """The player's records: one object, which remembers what it could not write."""
    from game.session.records import Records

    return Records()


def _keep(scenario: Scenario, record: RunRecord, judged: Score) -> None:
    """Keep what became of a run that was played on the screen."""
    import time

    from game.session.records import finished
    from game.session.shelf import begun_at

    begun = begun_at(Path(record.journal))
    _records().keep(finished(record, judged, scenario.content_hash, begun=begun, ended=int(time.time())))


def _past() -> Past:
    """What was played before."""
    from game.session.past import past_of

    return past_of(_records())


def _needs_terminal(what: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"{what} needs a terminal for its screen. Without one: noerror run LEVEL --script FILE")
    if os.environ.get("TERM", "") == "dumb":
        raise UsageError(f"{what} needs a terminal that can place text; TERM is dumb. Without one: noerror run LEVEL")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


_COMMANDS: dict[str, Callable[[Any], int]] = {
    "": _title,
    "play": _play,
    "run": _run,
    "replay": _replay,
    "levels": _levels,
    "check": _check,
    "doctor": _doctor,
}
