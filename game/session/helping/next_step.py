"""What to do next for an objective, from the state of a run: the line that can be said now, or what to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import Action, ArgumentKind
from game.engine.objectives import ObjectiveSpec, Skill, StepSpec
from game.engine.words import Sentence, say
from game.session import all_clear
from game.session.evidence import fits
from game.session.helping.hint_words import it_does
from game.session.helping.hinted_update import borne_out, due_soon, fitting_state, proved_cause, update_line
from game.session.helping.objectives import begun_s, carried_out, looks_since, met_s, true_updates
from game.session.helping.shown_words import failing_condition, is_shown, wanted_words
from game.session.judging.record import Entry, EntryKind
from game.session.judging.rubric import VERIFY_WITHIN_S
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed, Part
from game.session.language.wording import clock_time, duration
from game.session.language.words import PAGE, POST, RESOLVE
from game.session.objections import refusal
from game.session.staff.people import Assignment
from game.session.staff.person import YOU
from game.session.telling.post_form import draft_of
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run


@dataclass(frozen=True, slots=True)
class NextStep:
    """`line` is what to say now, "" if there is nothing to say but to wait; `text` says so, and why or by whom.

    `until_s` is until when, where that is known. `changes` says that the line changes something in the region, `under_way`
    that such a change was ordered and is waited for, `ends` that the line says that it is over, `part` what is stopped if
    that is what it is about.
    """

    line: str
    text: Sentence
    until_s: int | None = None
    changes: bool = False
    under_way: bool = False
    ends: bool = False
    part: str = ""


_Taken = tuple[NextStep | None, int]
"""What a step of the level comes to now, None if it is done; and from when on the next one counts."""


def next_step(run: Run, spec: ObjectiveSpec) -> NextStep:
    """The next line on the way to an objective that has begun; of one that is met, the next update if one is due."""
    found = _own_step(run, spec)
    if spec.skill is Skill.TELL and due_soon(run) and not (found and found.line.startswith(POST.words[0])):
        return _publish(run, update_line(run, fitting_state(run)))
    return found or NextStep("", _what_is_missing(run, spec))


def _own_step(run: Run, spec: ObjectiveSpec) -> NextStep | None:
    """The first of an objective's steps that is not done; None if all are, or the objective is met."""
    since_s = begun_s(run, spec)
    if since_s is None or met_s(run, spec) is not None:
        return None
    for step in spec.steps:
        found, since_s = _post(run, step, since_s) if step.post is not None else _line(run, step, since_s)
        if found is not None:
            return found
    return None


def look_after(run: Run, spec: ObjectiveSpec) -> NextStep | None:
    """The look that the last change made for an objective still waits for, met or not; None if there is none."""
    since_s = begun_s(run, spec)
    if since_s is None:
        return None
    changed_s: int | None = None
    for step in spec.steps:
        parsed = parsed_line(run, step.say) if step.say else None
        if parsed is None:
            continue
        if parsed.entry.part is not Part.TOOL:
            done = next(carried_out(run, step.like or parsed.line, since_s, run.second), None)
            if done is not None and done.kind is EntryKind.CHANGE:
                since_s = changed_s = done.second if done.done_s is None else done.done_s
        elif (
            changed_s is not None and run.second - changed_s <= VERIFY_WITHIN_S and not _was_read(run, parsed, since_s)
        ):
            return look_with(parsed.line)
    return None


def _was_read(run: Run, parsed: Parsed, since_s: int) -> bool:
    return any(fits(parsed.line, look.line) for look in looks_since(run, since_s))


def _post(run: Run, step: StepSpec, since_s: int) -> _Taken:
    """An update."""
    state = PostState(step.post)
    told_s = next(iter(true_updates(run, (state.value,), since_s)), None)
    if told_s is not None:
        return None, told_s
    if state is PostState.MONITORING and all_clear.can_end(run):
        return None, since_s
    if step.cause and proved_cause(run, step.cause) != step.cause:
        proof = _proof(run, step.cause)
        if proof:
            return look_with(proof), since_s
    missing = failing_condition(run, step.shown)
    if missing is not None:
        return _wait_for(wanted_words(run, missing)), since_s
    if not borne_out(run, state):
        return NextStep("", _not_yet(run, state)), since_s
    return _publish(run, update_line(run, state, step.cause)), since_s


def _not_yet(run: Run, state: PostState) -> Sentence:
    if state is PostState.RESOLVED:
        return say('Wait with "resolved": {why}.', why=all_clear.obstacle(run))
    if state is PostState.MONITORING:
        return say('Wait with "monitoring": too much still fails for customers.')
    return say('Wait with "{state}": no cause is proved by what was read.', state=state.value)


def _proof(run: Run, cause: str) -> str:
    """A look that proves a cause, as a line that can be said as it is."""
    proofs = [proof for spec in run.scenario.causes if spec.id == cause for proof in spec.proofs]
    return next((proof for proof in proofs if "*" not in proof and parsed_line(run, proof) is not None), "")


def _line(run: Run, step: StepSpec, since_s: int) -> _Taken:
    """A line of the console."""
    parsed = parsed_line(run, step.say)
    if parsed is None:  # the region of this level has no such word
        return None, since_s
    if parsed.entry.part is Part.TOOL:
        look = next((it for it in looks_since(run, since_s) if fits(parsed.line, it.line)), None)
        if look is not None:
            return None, look.second
    else:
        done = next(carried_out(run, step.like or parsed.line, since_s), None)
        if done is not None and busy_with(run, done):
            return wait_for_change(run, done), since_s
        if done is not None:
            since_s = done.second if done.done_s is None else done.done_s
        if _in_force(run, parsed) or (done is not None and not _is_switch(parsed)):
            return None, since_s
    missing = failing_condition(run, step.shown)
    if missing is not None:
        return _wait_for(wanted_words(run, missing)), since_s
    if parsed.entry.part is Part.TOOL:
        return look_with(parsed.line), since_s
    return act_on(run, parsed), since_s


def act_on(run: Run, parsed: Parsed) -> NextStep:
    """An action that is not in force yet, as far as it can be taken now."""
    spec = parsed.entry.spec
    if spec is RESOLVE and not all_clear.can_end(run):
        return NextStep("", say("Wait with the end: {why}.", why=all_clear.obstacle(run)))
    if parsed.entry.part is not Part.ENGINE:
        text = say("Type `{line}`. {does}", line=parsed.line, does=it_does(spec))
        return NextStep(parsed.line, text, ends=spec is RESOLVE)
    action = Action(run.second, YOU, spec, parsed.values)
    if spec.hands:
        busy = _any_under_way(run)
        if busy is not None:
            return wait_for_change(run, busy)
    if not run.region.ready(action):
        return _wait_for(say("it is to be done when {needs}.", needs=spec.needs))
    times, _ = run.region.slowed(action)
    planned = run.people.plan(spec.hands, spec.specialty, spec.duration_s * times, run.second)
    if not isinstance(planned, Assignment):
        return _more_hands(run, parsed)
    return NextStep(parsed.line, _order(run, parsed, planned), changes=spec.hands > 0)


def _order(run: Run, parsed: Parsed, planned: Assignment) -> Sentence:
    does = it_does(parsed.entry.spec)
    if not planned.names:
        return say("Type `{line}`. {does}", line=parsed.line, does=does)
    who = "You are" if planned.names[0] == YOU else f"{planned.names[0]} is"
    others = "".join([f" and {name}" for name in planned.names[1:]])
    if others:
        who = f"{'You' if planned.names[0] == YOU else planned.names[0]}{others} are"
    takes = duration(planned.done_s - run.second)
    return say(
        "Type `{line}`. {does} {who} free for it; it takes {takes}.", line=parsed.line, does=does, who=who, takes=takes
    )


def _more_hands(run: Run, parsed: Parsed) -> NextStep:
    """Nobody is free: who could be paged, else who comes or is done first."""
    people, second = run.people, run.second
    responders = people.responders(second)
    coming = min([one.arrives_s for one in responders if one.arrives_s is not None], default=None)
    busy = min([one.until_s for one in responders if one.until_s is not None], default=None)
    if coming is None:
        specialty = parsed.entry.spec.specialty
        teams = sorted(people.teams.values(), key=lambda team: specialty not in (team.id, team.knows))
        team = next((team.id for team in teams if people.page_refusal(team.id, second) is None), "")
        if team and (busy is None or parsed.entry.spec.hands > 1):
            line = f"{' '.join(PAGE.words)} {team}"
            needs = say("Type `{line}`: `{wanted}` needs more hands than are free.", line=line, wanted=parsed.line)
            return NextStep(line, needs)
    times = [time for time in (coming, busy) if time is not None]
    if not times:
        return NextStep("", say("Wait: `{line}` needs hands, and nobody is left to page.", line=parsed.line))
    until_s = min(times)
    at = clock_time(run.scenario.zero, until_s)
    text = say("Wait until {time}: `{line}` needs hands, and they are free then.", time=at, line=parsed.line)
    return NextStep("", text, until_s)


# What is on the way.


def busy_with(run: Run, entry: Entry) -> bool:
    """Whether the effect of a line is still to come."""
    return entry.done_s is not None and entry.done_s > run.second


def _any_under_way(run: Run) -> Entry | None:
    """A change whose effect is still to come: one at a time tells apart what each of them did."""
    before = () if run.handover is None else run.handover.entries
    changes = [entry for entry in (*before, *run.entries) if entry.kind is EntryKind.CHANGE]
    return next((entry for entry in reversed(changes) if busy_with(run, entry)), None)


def wait_for_change(run: Run, entry: Entry) -> NextStep:
    """A change that was ordered: until when it takes."""
    done_s = entry.second if entry.done_s is None else entry.done_s
    at = clock_time(run.scenario.zero, done_s)
    text = say("Wait until {time}: `{line}` is under way.", time=at, line=entry.line)
    return NextStep("", text, done_s, under_way=True)


def _in_force(run: Run, parsed: Parsed) -> bool:
    """Whether an action would change nothing: it is so already, or there is nothing to do it to."""
    spec = parsed.entry.spec
    if parsed.entry.part is not Part.ENGINE:
        return spec is not RESOLVE and refusal(run, parsed, YOU, run.second) is not None
    nothing = not run.region.targets(spec, parsed.values)
    return nothing or run.region.check(Action(run.second, YOU, spec, parsed.values)) is not None


def _is_switch(parsed: Parsed) -> bool:
    """Whether a line switches something: then it is done as long as the switch stands so, whoever did it."""
    return any(argument.kind is ArgumentKind.ON_OFF for argument in parsed.entry.spec.arguments)


def _what_is_missing(run: Run, spec: ObjectiveSpec) -> Sentence:
    """All is done that can be done: what has to come about by itself now."""
    reached = run.ledger.milestones()
    for milestone in run.scenario.milestones:
        if milestone.id in spec.reached and reached[milestone.id] is None:
            shown = tuple([condition for condition in milestone.when if is_shown(run, condition)])
            missing = failing_condition(run, shown)
            if missing is not None:
                return say("Wait, and watch it: {words}", words=wanted_words(run, missing))
            return say('Wait, and watch it: what comes next is "{name}".', name=milestone.name)
    return say("Wait: nothing more is to be done for it now.")


def _wait_for(why: Sentence) -> NextStep:
    return NextStep("", say("Wait: {why}", why=why))


def look_with(line: str) -> NextStep:
    """A look, which costs nothing."""
    return NextStep(line, say("Type `{line}`. Looking costs nothing.", line=line))


def _publish(run: Run, line: str) -> NextStep:
    parsed = parsed_line(run, line)
    if parsed is None:  # more services than a line has room for
        return NextStep("", say("Publish an update on the status page; it proposes services and words."))
    draft = draft_of(parsed.values)
    names = [run.channel.services[service] for service in draft.services]
    text = say(
        "Publish an update on the status page, which proposes words: {state}, for {names}{cause}. Or type: {line}",
        state=draft.state.value,
        names=", ".join(names),
        cause=f", cause {run.channel.causes[draft.cause].label}" if draft.cause else "",
        line=line,
    )
    return NextStep(line, text, ends=draft.state is PostState.RESOLVED)


def parsed_line(run: Run, line: str) -> Parsed | None:
    """A line of a level as this region understands it; None if it has no such word."""
    parsed = run.grammar.parse(line)
    return None if isinstance(parsed, Misunderstood) else parsed
