"""Saying a line in a run: it is understood, refused or asked back, and else a look is taken or an action ordered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.actions import Action
from game.engine.mechanisms.monitoring import ACK, MUTE, Alarm
from game.engine.words import Sentence, say
from game.session import objections
from game.session.declaring import declare
from game.session.journal import Said
from game.session.judging.record import Entry, EntryKind
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed, Part
from game.session.language.wording import line, lines
from game.session.language.words import RESOLVE
from game.session.showing import answers
from game.session.staff.people import YOU
from game.session.view.console import Line, Reply, ReplyKind, Tone

if TYPE_CHECKING:
    from game.session.run import Run

_KINDS = {ACK.id: EntryKind.ACK, MUTE.id: EntryKind.OTHER}
"""Words of the region that change nothing in it."""


def say_line(run: Run, text: str, who: str, second: int, *, confirmed: bool) -> tuple[Reply, Said | None]:
    """Say a line now. `second` lies within the tick that comes next. The second value is what a journal must keep."""
    parsed = run.grammar.parse(text)
    if isinstance(parsed, Misunderstood):
        return Reply(ReplyKind.WRONG, lines(*parsed.sentences, tone=Tone.DEGRADED)), None
    if parsed.entry.part is Part.TOOL:
        return _look(run, parsed, who, second)
    if run.ended:
        return _refused(say("The night is over; nothing can be done any more.")), None
    refusal = objections.refusal(run, parsed, who, second)
    if refusal is not None:
        return _refused(refusal), None
    question = None if confirmed else objections.question(run, parsed)
    if question is not None:
        asks = (line(question, Tone.STRONG),)
        return Reply(ReplyKind.CONFIRM, asks, by_name=parsed.entry.spec is RESOLVE), None
    said = Said(second, who, parsed.line)
    run.said.append(said)
    carry_out = _act if parsed.entry.part is Part.ENGINE else declare
    return Reply(ReplyKind.DONE, carry_out(run, parsed, who, second)), said


def _look(run: Run, parsed: Parsed, who: str, second: int) -> tuple[Reply, Said | None]:
    """Read a tool. What it shows may prove a cause; it costs nothing."""
    spec, values = parsed.entry.spec, parsed.values
    tool = run.tools[spec.id]
    reply = Reply(ReplyKind.OUTPUT, tool.output(run, values))
    if run.ended:
        return reply, None
    said = Said(second, who, parsed.line, look=True)
    run.said.append(said)
    told = tool.found(run, values)
    news = run.evidence.note(second, parsed.line, in_trouble=not run.ledger.healthy).proved if told else ()
    about = tool.about(run, values)
    run.hidden.find(second, tool.meets(run, values))
    proved = tuple([cause.id for cause in run.scenario.causes if cause.true and cause.id in news])
    entry = Entry(second, parsed.line, EntryKind.LOOK, spec.words[0], spec.title, about, proved=proved, who=who)
    hint = tool.gives(run, values)
    run.entries.append(replace(entry, showed=told, in_trouble=not run.ledger.healthy, hint=hint))
    if who != YOU and not run.playing_prelude:  # what others look at, everybody may see
        run.tell_said(second, "", who, parsed.line)
        for told_line in reply.lines:
            run.tell(second, "", told_line, shown=True)
    return reply, said


def _act(run: Run, parsed: Parsed, who: str, second: int) -> tuple[Line, ...]:
    """Order an action of the region: hands take it up, and its effect comes when they are done."""
    spec = parsed.entry.spec
    action = Action(second, who, spec, parsed.values)
    times, hindrance = run.region.slowed(action)
    work = run.people.assign(spec.hands, spec.specialty, spec.duration_s * times, second, parsed.line)
    if isinstance(work, Sentence):  # the refusal was asked for just before; nobody can have become busy since
        raise RuntimeError(f"hands were promised and are gone: {work}")
    targets = tuple([part.id for part in run.region.targets(spec, parsed.values)])
    run.entries.append(
        Entry(
            second,
            parsed.line,
            _KINDS.get(spec.id, EntryKind.CHANGE),
            spec.id,
            spec.title,
            targets,
            done_s=work.done_s,
            risk=spec.risk,
            needs_met=run.region.ready(action),
            who=who,
        )
    )
    waiting = run.pager.waiting() if spec is ACK else ()
    run.region.order_action(action, work.done_s)
    run.pager.step()
    run.tell_said(second, targets[0], who, parsed.line)
    if spec is ACK:
        return (line(_acknowledged(run, waiting), Tone.MUTED),)
    told = line(answers.taken(parsed.line, work, second, run.scenario.zero), Tone.MUTED)
    return (told,) if hindrance is None else (told, line(hindrance, Tone.DEGRADED))


def _acknowledged(run: Run, waiting: tuple[Alarm, ...]) -> Sentence:
    left = [alarm.number for alarm in run.pager.waiting()]
    found = [run.instruments.of_now(alarm) for alarm in waiting if alarm.number not in left]
    taken = [(run.instruments.name_of(alarm.component), alarm) for alarm in found]
    first = len([entry for entry in run.entries if entry.kind is EntryKind.ACK]) == 1
    return answers.acknowledged(taken, first=first, advised="first-steps" in dict(run.scenario.runbook))


def _refused(sentence: Sentence) -> Reply:
    return Reply(ReplyKind.REFUSED, (line(sentence, Tone.DEGRADED),))
