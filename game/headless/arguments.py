"""What can be typed behind `noerror`: commands, options, their help and what is said about mistakes."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from game import __version__
from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import MEANINGS

WRONG = 2
SPEEDS = (1, 10, 60, 240)
MOST_SEED = 10**15
COMMANDS = ("play", "run", "replay", "report", "levels", "check", "doctor")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the way to the help."""

    def error(self, message: str) -> NoReturn:
        """One line instead of the whole usage."""
        first, _, rest = message.partition("invalid choice: ")
        if rest and first.startswith("argument COMMAND"):
            message = _unknown_command(rest.split("'")[1] if "'" in rest else rest)
        end = "" if message.endswith(("?", ".")) else "."
        self.exit(WRONG, f"noerror: {message}{end} Help: {self.prog} --help\n")


def _unknown_command(word: str) -> str:
    near = get_close_matches(word, COMMANDS, n=1, cutoff=0.6)
    if near:
        return f'there is no command "{word[:60]}"; did you mean "noerror {near[0]}"?'
    return f'there is no command "{word[:60]}"; to play a level write "noerror play {word[:60]}"'


def _seed(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text[:40]}" is no whole number; write one such as 7') from None
    if abs(value) > MOST_SEED:
        raise argparse.ArgumentTypeError(f"{text[:40]} is too large; write a number up to {MOST_SEED}")
    return value


def _moment(text: str) -> int:
    from game.session.language.script import seconds_of

    second = seconds_of(text)
    if second is None:
        raise argparse.ArgumentTypeError(
            f'"{text[:40]}" is no time; write H:MM:SS from the level\'s zero, such as 2:40:00'
        )
    return second


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(
        prog="noerror",
        description="NOERROR, an on-call incident game for the terminal. This is a drill: nothing here is real.",
        epilog="examples:\n"
        "  noerror                                the title screen: begin here\n"
        "  noerror play empty-answer              straight into a night\n"
        "  noerror run empty-answer --script reference --json\n"
        "  noerror replay journal.jsonl --json    run it again and verify it\n"
        "  noerror report journal.jsonl -o x.html the debrief as a file\n"
        "\nexit codes: 0 fine; 1 the answer is no; 2 wrong usage or unreadable input",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"noerror {__version__}")
    _looks(whole)
    whole.set_defaults(command="", seed=1, speed=10, guide=None)
    commands = whole.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    _play_parser(commands)
    _run_parser(commands)
    _replay_parser(commands)
    _report_parser(commands)
    _levels_parser(commands)
    _check_parser(commands)
    _command(commands, "doctor", "versions, terminal abilities, data folders")
    return whole


def _command(commands: Any, name: str, about: str, examples: str = "") -> Parser:
    parser: Parser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=name)
    return parser


def _looks(parser: Parser, **default: Any) -> None:
    """How the screen looks. A command leaves alone what was said before its name: it has no default of its own."""
    names = "colours: dark, light, high-contrast, ansi or no-color"
    parser.add_argument("--theme", metavar="NAME", help=names, **default)
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only", **default)


def _helps() -> str:
    """What each step of help means, one a line."""
    key = "h"  # as it is named unless the player chose another
    return "".join([f"  {step.value:<11}{MEANINGS[step][0].format(key=key)}\n" for step in Guidance])


def _play_parser(commands: Any) -> None:
    parser = _command(
        commands,
        "play",
        "play a level on the board",
        "  noerror play first-page                   a colleague shows you how\n"
        "  noerror play empty-answer --guide alone   nobody speaks unless you ask\n"
        "  noerror play my-outage.toml --seed 7 --speed 10\n"
        f"\nhow much help --guide gives:\n{_helps()}"
        "\nwithout --guide: as much as suits what you have played before",
    )
    parser.add_argument(
        "level",
        nargs="?",
        metavar="LEVEL",
        help="an id that noerror levels lists, or a level file; without one the title opens",
    )
    parser.add_argument("--seed", type=_seed, default=1, metavar="N", help="which of the level's variants (default 1)")
    parser.add_argument(
        "--speed",
        type=int,
        choices=SPEEDS,
        default=10,
        help="simulated seconds that pass in a second, until somebody pages you (default 10)",
    )
    parser.add_argument("--lang", choices=("en",), default="en", help="language")
    parser.add_argument(
        "--guide",
        choices=tuple([step.value for step in Guidance]),
        default=None,
        help="how much help there is, the most first",
    )
    _looks(parser, default=argparse.SUPPRESS)


def _run_parser(commands: Any) -> None:
    parser = _command(
        commands,
        "run",
        "run a level without a screen",
        "  noerror run empty-answer                              nobody does anything\n"
        "  noerror run empty-answer --script reference           the script that ships with the level\n"
        "  noerror run empty-answer --script night.script --json --expect win\n"
        "\na script has one action a line, the time counted from the level's zero:\n"
        "  0:03:00  ack all\n"
        "  2:37:00  dns restore dynamodb.us-east-1.amazonaws.com",
    )
    parser.add_argument("level", metavar="LEVEL", help="an id that noerror levels lists, or a level file")
    parser.add_argument("--script", metavar="FILE", help="what is done and when; - reads it from standard input")
    parser.add_argument("--seed", type=_seed, default=1, metavar="N", help="which of the level's variants (default 1)")
    parser.add_argument("--until", type=_moment, metavar="T", help="stop at this time, H:MM:SS from the level's zero")
    parser.add_argument("--journal", type=Path, metavar="FILE", help="write a journal, for noerror replay")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.add_argument("--expect", choices=("win",), help="exit with 1 unless the run is resolved")


def _replay_parser(commands: Any) -> None:
    parser = _command(
        commands,
        "replay",
        "watch a night again, and take over anywhere",
        "  noerror replay night.jsonl          watch it on the board; without a terminal, what happened line by line\n"
        "  noerror replay night.jsonl --json   run it again and verify it: the same object as noerror run --json",
    )
    parser.add_argument("journal", type=Path, metavar="JOURNAL")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    _looks(parser, default=argparse.SUPPRESS)


def _report_parser(commands: Any) -> None:
    parser = _command(
        commands,
        "report",
        "tell a journal as a file: what happened, why, what to do",
        "  noerror report night.jsonl                        Markdown, to standard output\n"
        "  noerror report night.jsonl -o night.html          one HTML file that loads nothing\n"
        "  noerror report night.jsonl --format json          numbers for other programs",
    )
    parser.add_argument("journal", type=Path, metavar="JOURNAL")
    parser.add_argument(
        "--format", choices=("md", "html", "json"), help="default: what the file's name ends with, or else md"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="a new file to write; nothing is ever overwritten"
    )


def _levels_parser(commands: Any) -> None:
    parser = _command(commands, "levels", "list what there is to play")
    parser.add_argument("--json", action="store_true", help="print a list of objects")


def _check_parser(commands: Any) -> None:
    parser = _command(
        commands,
        "check",
        "say whether level files are valid, and where not",
        "  noerror check my-outage.toml\n  noerror check levels/",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="level files, folders of them, or ids")
