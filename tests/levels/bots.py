"""Players of every kind for any level: each is a small function from a level's own reference to what it types, and when.

A line may be a function of the run: what is typed then follows what the board shows at that moment, as it does for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import NamedTuple

from game.content.load import load_level
from game.engine.actions import ActionSpec, ArgumentKind
from game.engine.timetable import read_rows
from game.session import all_clear
from game.session.helping import hints
from game.session.helping.objectives import open_ones
from game.session.judging.result import record_of
from game.session.judging.score import Score, score
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed
from game.session.objections import refusal
from game.session.run import YOU, Run, RunMark
from game.session.telling.board_truth import shown_truth
from game.session.telling.judgement import Measure
from game.session.view.console import ReplyKind

Line = str | Callable[[Run], str]


class Turn(NamedTuple):
    """Something that is typed at a second; "" types nothing. With `until_taken` only if it was not taken before."""

    second: int
    line: Line
    until_taken: bool = False


Play = Callable[["Night"], list[Turn]]

MINUTE = 60
TELLS = ("post",)
LOOKS = (
    "status",
    "depends",
    "logs",
    "dig",
    "plans",
    "leases",
    "queue",
    "graph",
    "probe",
    "changes",
    "history",
    "runbook",
)
PEOPLE = ("ack", "sev", "page", "hypothesis", "resolve")


@dataclass(frozen=True, slots=True)
class Night:
    """What a bot knows before it begins: its own seed, the level's plays, what can be ordered there, and by when it ends."""

    seed: int
    reference: tuple[Turn, ...]
    history: tuple[Turn, ...]
    looks: tuple[str, ...]
    orders: tuple[str, ...]
    teams: tuple[str, ...]
    begins_s: int
    end_s: int

    def first(self, *words: str) -> int:
        """When the reference first types one of these words."""
        return next((turn.second for turn in self.reference if _word(turn) in words), self.begins_s)

    @property
    def changes(self) -> list[Turn]:
        """What the reference changes."""
        return [turn for turn in self.reference if _word(turn) not in (*TELLS, *LOOKS, *PEOPLE)]


def _word(turn: Turn) -> str:
    return turn.line.split()[0] if isinstance(turn.line, str) else ""


# Those who do well, and those who do the same with something left out.


def reference(night: Night) -> list[Turn]:
    """The calm and complete play that ships with the level."""
    return list(night.reference)


def history(night: Night) -> list[Turn]:
    """What was published of the real night, where a level has it as a play of its own."""
    return list(night.history)


def without_posts(night: Night) -> list[Turn]:
    """Looks, calls and repairs as the reference does and tells customers nothing."""
    return [turn for turn in night.reference if _word(turn) not in TELLS]


def silent_winner(night: Night) -> list[Turn]:
    """Knows its trade and needs nobody: looks and repairs by its own means, calls no team and tells customers nothing.

    What it knows is what the last rung of the hints knows; where that calls people, what the reference changes.
    """
    move = partial(_alone, night)
    turns = [Turn(second, move) for second in range(night.first("ack"), night.end_s, MINUTE)]
    return _in_order([*turns, *[turn._replace(second=turn.second + 1, line=_when_over) for turn in turns]])


def _alone(night: Night, run: Run) -> str:
    if run.ended:
        return ""
    urgent = hints.urgent(run)
    for spec in (*([urgent] if urgent else []), *open_ones(run)):
        line = hints.hint_at(run, spec, hints.DO).line
        if line and line.split()[0] not in (*TELLS, "page", "resolve"):
            return line
    said = [entry.line for entry in run.entries]
    for turn in night.changes:
        line = str(turn.line)
        if turn.second <= run.second and line not in said and _can_be_said(run, line):
            return line
    return ""


def _can_be_said(run: Run, line: str) -> bool:
    parsed = run.grammar.parse(line)
    return isinstance(parsed, Parsed) and refusal(run, parsed, YOU, run.second) is None


def blind_winner(night: Night) -> list[Turn]:
    """Knows the answer, tells well, and looks at nothing."""
    return [turn for turn in night.reference if _word(turn) not in LOOKS]


def unverified(night: Night) -> list[Turn]:
    """Looks before it touches anything, and never again."""
    touched_s = night.changes[0].second
    return [turn for turn in night.reference if turn.second <= touched_s or _word(turn) not in LOOKS]


def liar(night: Night) -> list[Turn]:
    """Plays well, and says "resolved" at once and at every later turn."""
    lie = 'post resolved {services} "All services work as usual."'
    return [
        turn._replace(line=lie.format(services=str(turn.line).split()[2])) if _word(turn) in TELLS else turn
        for turn in night.reference
    ]


def early_all_clear(night: Night) -> list[Turn]:
    """Plays and tells well but for one update: "resolved", sent as soon as the first change is ordered."""
    services = next(str(turn.line).split()[2] for turn in night.reference if _word(turn) in TELLS)
    lie = Turn(night.changes[0].second + 30, f'post resolved {services} "All services work as usual."')
    return _in_order([*night.reference, lie])


def over_cautious(night: Night) -> list[Turn]:
    """Looks at everything there is, tells honestly all the while, and only then does what the reference does."""
    touched_s = night.changes[0].second
    late_s = min(25 * MINUTE, (night.end_s - night.reference[-1].second) // 2)
    before = [turn for turn in night.reference if turn.second < touched_s and _word(turn) not in TELLS]
    tour = [Turn(touched_s + n * late_s // len(night.looks), line) for n, line in enumerate(night.looks)]
    after = [
        turn._replace(second=turn.second + late_s)
        for turn in night.reference
        if turn.second >= touched_s and _word(turn) not in (*TELLS, "resolve")
    ]
    return _in_order([*before, *tour, *after, *_honest(night, night.first(*TELLS))])


def _honest(night: Night, from_s: int) -> list[Turn]:
    """An update every quarter of an hour that says what the board shows, until it is over and can be said to be."""
    times = range(from_s, night.end_s, 15 * MINUTE)
    return [turn for second in times for turn in (Turn(second, _as_shown), Turn(second + 10, _when_over))]


def _as_shown(run: Run) -> str:
    """An update by the board: what fails there, each cause as soon as it is proved, and that it is over once it is."""
    shown = shown_truth(run)
    known = [cause for cause in shown.causes_proved if cause in run.true_causes]
    said = [post.cause for post in run.channel.posts]
    untold = [cause for cause in known if cause not in said]
    cause = "".join([f" cause {one}" for one in (untold[:1] or known[-1:])])
    named = run.channel.posts[-1].services if run.channel.posts else tuple(run.channel.services)[:1]
    if all_clear.offered(run):
        return f'post resolved {",".join(named)} "All has been well for a while."{cause}'
    hurt = _hurt(run.channel.measure, shown.failing)
    if not hurt and not untold:
        return ""
    if not hurt:
        return f'post monitoring {",".join(named)} "It answers again, and we know more of what it was." next 18{cause}'
    state = "identified" if cause else "investigating"
    return f'post {state} {",".join(hurt)} "This is what fails now. We are working on it." next 18{cause}'


def _hurt(measure: Measure, failing: Iterable[tuple[str, float]]) -> list[str]:
    return [service for service, share in failing if share >= measure.hurt_at]


def _when_over(run: Run) -> str:
    return "resolve" if all_clear.offered(run) else ""


# Those who do too much.


def hurried(night: Night) -> list[Turn]:
    """Orders all that the reference changes at once, as soon as the hands allow, and then looks and tells as it does."""
    touched_s = night.changes[0].second
    at_once = [
        Turn(touched_s + attempt * 30 + n, turn.line, until_taken=True)
        for attempt in range(60)
        for n, turn in enumerate(night.changes)
    ]
    rest = [turn for turn in night.reference if turn not in night.changes]
    return _in_order([*rest, *at_once])


def everything_at_once(night: Night) -> list[Turn]:
    """Calls everybody, then orders all that can be ordered, over and over, the right things too; one honest update."""
    begins = night.first("ack")
    calls = [Turn(begins + n, line) for n, line in enumerate(("ack all", "sev 1", *_calls(night)))]
    orders = [str(turn.line) for turn in night.changes] + list(night.orders)
    at_once = [Turn(begins + 240 + attempt * 180 + n, line) for attempt in range(10) for n, line in enumerate(orders)]
    return [*calls, Turn(begins + 200, _as_shown), *at_once]


def restart_all(night: Night) -> list[Turn]:
    """Calls everybody and restarts whatever can be restarted, all of it."""
    return _one_kind(night, "restart", "100")


def throttle_all(night: Night) -> list[Turn]:
    """Calls everybody and holds whatever can be held to a tenth."""
    return _one_kind(night, "throttle", "10")


def scale_all(night: Night) -> list[Turn]:
    """Calls everybody and orders three times the capacity of whatever can have more."""
    return _one_kind(night, "scale", "300")


def _one_kind(night: Night, word: str, value: str) -> list[Turn]:
    begins = night.first("ack")
    called = [Turn(begins + n, line) for n, line in enumerate(("ack all", "sev 1", *_calls(night)))]
    targets = dict.fromkeys([order.split()[1] for order in night.orders if order.split()[0] == word])
    orders = [
        Turn(begins + 300 + attempt * 120 + n, f"{word} {target} {value}")
        for attempt in range(10)
        for n, target in enumerate(targets)
    ]
    return [*called, Turn(begins + 200, _as_shown), *orders, Turn(begins + 3600, _when_over)]


def page_all(night: Night) -> list[Turn]:
    """Calls everybody, again and again, and waits for them to mend it."""
    begins = night.first("ack")
    return [
        Turn(begins + attempt * 600 + n, line)
        for attempt in range(6)
        for n, line in enumerate(("ack all", "sev 1", *_calls(night)))
    ]


def spam(night: Night) -> list[Turn]:
    """Types whatever can be typed, from the top of the list to its end and again, looks and updates among it."""
    begins = night.first("ack")
    lines: list[Line] = ["ack all", "sev 2", *_calls(night), *night.looks, *night.orders, _as_shown]
    return [Turn(begins + n * 5, lines[n % len(lines)]) for n in range(600)]


def at_random(night: Night) -> list[Turn]:
    """Types anything at all every other minute for two hours."""
    dice = Random(night.seed)
    lines: list[Line] = ["ack all", *_calls(night), *night.looks, *night.orders, _as_shown]
    begins = night.first("ack")
    return [Turn(begins + n * 2 * MINUTE, dice.choice(lines)) for n in range(60)]


def nothing(night: Night) -> list[Turn]:
    """Sleeps."""
    del night
    return []


def _calls(night: Night) -> list[str]:
    return [f"page {team}" for team in night.teams]


def _in_order(turns: list[Turn]) -> list[Turn]:
    return sorted(turns, key=lambda turn: turn.second)


BOTS: dict[str, Play] = {
    "reference": reference,
    "history": history,
    "over-cautious": over_cautious,
    "unverified": unverified,
    "hurried": hurried,
    "silent winner": silent_winner,
    "reference without posts": without_posts,
    "early all-clear": early_all_clear,
    "liar": liar,
    "blind winner": blind_winner,
    "everything at once": everything_at_once,
    "restart-all": restart_all,
    "throttle-all": throttle_all,
    "scale-all": scale_all,
    "page-all": page_all,
    "spam": spam,
    "random": at_random,
    "nothing": nothing,
}


# Playing.


class Stage:
    """One level on one seed, on which bots play one after the other; what came before them is played once."""

    def __init__(self, level: str, seed: int) -> None:
        self.scenario = load_level(level)
        self.run = Run(self.scenario, seed)
        self._begin: RunMark = self.run.mark()
        self._judged: dict[str, Score] = {}
        scripts = dict(self.scenario.scripts)
        self.night = Night(
            seed,
            _turns(scripts["reference"]),
            _turns(scripts.get("history", "")),
            _all_looks(self.run),
            _all_orders(self.run),
            tuple([team.id for team in self.scenario.teams]),
            self.scenario.take_over_s,
            self.scenario.end_s,
        )

    def play(self, bot: Play) -> Run:
        """The night under a bot; valid until the next one plays. What is refused at its time is skipped."""
        run = self.run
        run.rewind(self._begin)
        taken: set[str] = set()
        for second, line, until_taken in bot(self.night):
            run.advance_to(second)
            if run.ended or second > self.scenario.end_s:
                break
            text = line if isinstance(line, str) else line(run)
            if not text or (until_taken and text in taken):
                continue
            reply, _ = run.say(text, YOU, max(second, run.second), confirmed=True)
            if reply.kind is ReplyKind.WRONG:
                raise ValueError(f"no such words: {text}")
            if reply.kind is ReplyKind.DONE:
                taken.add(text)
        run.advance_to(self.scenario.end_s)
        return run

    def judged_play(self, bot: Play) -> Score:
        """What a bot's night is worth."""
        return score(record_of(self.play(bot)), self.scenario)

    def judged(self, bot: str) -> Score:
        """The same of one of `BOTS`, played once."""
        if bot not in self._judged:
            self._judged[bot] = self.judged_play(BOTS[bot])
        return self._judged[bot]


def _turns(script: str) -> tuple[Turn, ...]:
    rows, flaws = read_rows(script)
    if flaws:
        raise ValueError(str(flaws))
    return tuple(_in_order([Turn(row.second, row.line) for row in rows]))


def _all_looks(run: Run) -> tuple[str, ...]:
    """A look at each thing on the board."""
    return tuple([f"status {part.id}" for part in run.region.components.values() if part.spec.tile is not None])


def _all_orders(run: Run) -> tuple[str, ...]:
    """Everything that can be ordered, with a value that is out of the ordinary."""
    orders: dict[str, None] = {}
    for part in run.region.components.values():
        for spec in part.actions:
            orders.update(dict.fromkeys(_spelled(spec, part.id, run)))
    return tuple([order for order in orders if not isinstance(run.grammar.parse(order), Misunderstood)])


_VALUES = {
    ArgumentKind.PERCENT: "100",
    ArgumentKind.PERCENT_OR_OFF: "10",
    ArgumentKind.CAPACITY: "300",
    ArgumentKind.ON_OFF: "off",
}


def _spelled(spec: ActionSpec, component: str, run: Run) -> list[str]:
    """An action on a component as it is typed; nothing if it takes what cannot be guessed, or what changes nothing."""
    words = [*spec.words]
    for argument in spec.arguments:
        if argument.kind is ArgumentKind.COMPONENT:
            words.append(component)
        elif argument.kind is ArgumentKind.RECORD:
            words.append(next(part.spec.name for part in run.region.components.values() if part.kind == "dns_record"))
        elif argument.kind in _VALUES:
            words.append(_VALUES[argument.kind])
        elif argument.choices:
            words.append(argument.choices[0])
        else:
            return []
    return [" ".join(words)]
