"""The command line: reads what was asked for and opens the one face that does it. Faces are imported when they are needed."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.headless.arguments import parser

if TYPE_CHECKING:
    from game.engine.scenario import Scenario

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
    from game.session.handover.prelude import flaws
    from game.stage import first_problem

    try:
        scenario = load_level(level)
    except LevelError as error:
        raise UsageError(first_problem(error.problems, level)) from None
    wrong = flaws(scenario)
    if wrong:
        raise UsageError(first_problem(wrong, level))
    return scenario


def _run(options: Any) -> int:
    gc.disable()  # it is over soon, and next to nothing of what it makes goes round in circles
    try:
        return _run_to_its_end(options)
    finally:
        gc.enable()


def _run_to_its_end(options: Any) -> int:
    from game.headless.run import as_json, as_text, play_script
    from game.session.journal import JournalError
    from game.session.judging.result import result_of
    from game.session.language.script import ScriptError
    from game.session.language.wording import offset

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
    """Watch a journal on a terminal; without one, or with --json, run it again and tell what came of it."""
    if options.json or not _is_terminal():
        return _verify(options)
    from game.session.journal import JournalError
    from game.stage import Stage

    try:
        return Stage(options).replay(options.journal) or OK
    except JournalError as error:
        raise UsageError(str(error)) from None


def _verify(options: Any) -> int:
    from game.content.load import load_level
    from game.headless.run import as_json, as_story, verified
    from game.session.journal import JournalError, read_journal
    from game.session.judging.result import result_of
    from game.stage import scenario_of

    try:
        journal = read_journal(options.journal)
        run, verifies = verified(journal, scenario_of(journal.header, journal.path, load_level))
    except JournalError as error:
        raise UsageError(str(error)) from None
    print(as_json(result_of(run)) if options.json else as_story(run))
    return OK if verifies else NO


def _report(options: Any) -> int:
    gc.disable()  # it is over soon, and next to nothing of what it makes goes round in circles
    try:
        return _report_of(options.journal, options.format, options.output)
    finally:
        gc.enable()


def _report_of(path: Path, form: str | None, output: Path | None) -> int:
    from game.content.load import load_level
    from game.headless.report import ENDINGS, UnwrittenError, check_place, report_of, text_of, write
    from game.session.journal import JournalError, read_journal
    from game.stage import scenario_of

    if output is not None and str(output) == "-":
        output = None
    try:
        if output is not None:
            check_place(output)
        journal = read_journal(path)
        if sys.stderr.isatty():
            print("Running the night again, and the real one beside it; a long night takes a while.", file=sys.stderr)
        report = report_of(journal, scenario_of(journal.header, journal.path, load_level))
        text = text_of(report, form or ENDINGS.get("" if output is None else output.suffix.lower(), "md"))
        if output is None:
            print(text, end="")
        else:
            write(output, text)
    except (JournalError, UnwrittenError) as error:
        raise UsageError(str(error)) from None
    if report.origin.differs:
        print(f"{journal.path} does not verify: {report.origin.differs}", file=sys.stderr)
        return NO
    return OK


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
    from game.session.helping.level_flaws import flaws

    valid = True
    for report in check(options.paths, flaws):
        valid = valid and report.valid
        for line in report.lines:
            print(line, file=sys.stdout if report.valid else sys.stderr)
    return OK if valid else NO


def _is_missing(path: str) -> bool:
    from game.content.find import find_level
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
    from game.session.keeping.settings_file import SettingsFile, settings_path

    kept = SettingsFile.read(settings_path())
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
    return _open(options, options.level)


def _open(options: Any, first: str | None) -> int:
    """Open the app, on the title or straight on a level. What is wrong with that level is said before the screen opens."""
    from game.content.apart import LevelReader

    gc.disable()  # what is made until the first paint stays; the app looks through it once, after that
    reader = None if first is None else LevelReader(first)
    from game.session.journal import JournalError
    from game.stage import Stage, UnplayableError

    try:
        return Stage(options).open(reader) or OK
    except (UnplayableError, JournalError) as error:
        raise UsageError(str(error)) from None


def _is_terminal() -> bool:
    """Whether there is a terminal that can place text."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


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
    "report": _report,
    "levels": _levels,
    "check": _check,
    "doctor": _doctor,
}
