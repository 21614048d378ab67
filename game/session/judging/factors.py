"""Contributing factors: what the night needed in order to go as it went, read off the region's log, and what to do about each.

There is never one cause. Each factor stands on a line that a mechanism logged, whoever looked at it, and has one corrective
action with an owner: the team that would build the fix, or else the one that knows the component which logged it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.fixes import Fix
from game.engine.readings import LogLine
from game.engine.scenario import Condition
from game.engine.words import Sentence, say
from game.session.judging.owners import Owners
from game.session.judging.score import Mark, Score
from game.session.replaying.rerun import Failure, failures
from game.session.run import Run
from game.session.view.report import Correction, Factor

HINDRANCES = 3
LEAST_LEFT = 0.5  # points; less is nothing to act upon


@dataclass(frozen=True, slots=True)
class Rule:
    """A log line of mechanisms of one kind (its template holds `words`) and what it says about the region.

    The action is for the team of the component that wrote the line; where the line names the one that it is about, `about`
    is the place in the template that does. Sentences may have a place for its `{name}`.
    """

    kind: str
    words: str
    factor: Sentence
    action: Sentence
    shown_by: Sentence
    about: str = ""

    def owned(self, line: LogLine) -> str:
        """The component whose team owns the action."""
        return dict(line.text.values).get(self.about, line.component)


RULES = (
    Rule(
        "dns_enactor",
        "it was the newest when checked",
        say(
            "A writer checked once that its plan was the newest and wrote it much later; nothing compared the two again."
        ),
        say("Compare plans again at the moment of writing: an older one never replaces a newer one."),
        say("A writer that is held up for half an hour no longer puts an old plan in place."),
    ),
    Rule(
        "dns_enactor",
        "does not exist, nothing to roll back to",
        say(
            "A clean-up could delete the plan that was live, and without that plan no writer could go back or forward."
        ),
        say("Let a clean-up ask which plan is live and leave that one alone."),
        say("The record keeps its addresses while old plans are cleaned up."),
    ),
    Rule(
        "monitoring",
        "are not written",
        say("Readings are carried by what they watch: they stopped when they were needed."),
        say("Carry readings and alarms by something that does not need the store."),
        say("With the store gone, every reading still arrives."),
    ),
    Rule(
        "service",
        "of our calls to {supplier} fail",
        say("Services that few people count among the users of {name} called it on every request, and failed with it."),
        say("Write down who needs {name}, and rehearse its loss with them: what goes on with old data, what waits."),
        say("{name} is taken away for half an hour in a rehearsal, and nobody stops who is not on the list."),
        about="supplier",
    ),
    Rule(
        "fleet",
        "cannot refresh their credentials",
        say("Hosts renewed their credentials so late that they outlived the loss of the store by minutes only."),
        say("Renew credentials long before they run out, so that they outlive an outage of hours."),
        say("Hosts go on serving through an hour without the store."),
    ),
    Rule(
        "worker_queue",
        "do not start again by themselves",
        say("Workers gave up after some minutes of failures and stayed stopped when what they need was back."),
        say("Let workers begin again by themselves, a few at first, as soon as what they need answers."),
        say("After a loss of ten minutes they work again with nobody's hands."),
    ),
    Rule(
        "leases",
        "after its deadline and asked for again",
        say("All servers wanted their leases back at once; work was done after its deadline and asked for again."),
        say("Let in lease work by the length of its queue, and rehearse a return of all leases at full size."),
        say("When the store returns after two hours, the queue grows shorter from the first minutes on."),
    ),
    Rule(
        "propagation",
        "Changes reach their hosts",
        say("Servers came up faster than network changes could follow them."),
        say("Let launches wait for the network: hold them back while its changes are late."),
        say("Launches at the pace of a recovery, and no server comes up without its network."),
    ),
    Rule(
        "health_checks",
        "have no network yet",
        say("To a health check, a target whose network is not there yet looks like one that is sick."),
        say("Let a check begin when the target's network is there."),
        say("With the network an hour late, no target that is well is taken out."),
    ),
    Rule(
        "health_checks",
        "Failing over",
        say("A failover took out as much capacity as the checks asked for, however much that was."),
        say("Limit how much capacity health checks may take out within a quarter of an hour."),
        say("With a third of all checks failing, most of the capacity stays in."),
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule that a line of this night's log fits; `component` is the one whose team owns what is to be done."""

    rule: Rule
    line: LogLine
    component: str


class Findings:
    """What a night's log and readings say about the region: contributing factors, and what would take each of them away.

    A level's own fixes come first, those whose failure happened; where it offers none, the rule's action stands in.
    """

    def __init__(self, run: Run) -> None:
        self._scenario = run.scenario
        parts = run.scenario.region.components
        self._kinds = {spec.id: str(getattr(spec, "kind", "")) for spec in parts}
        self._names = {spec.id: spec.tile.name for spec in parts if spec.tile is not None}
        self._owners = Owners(run.scenario)
        self._shown = self._rules_shown(run.region.log)
        self._failures = failures(run)

    def _rules_shown(self, log: Sequence[LogLine]) -> list[Shown]:
        shown = []
        for rule in RULES:
            line = next((line for line in log if self._fits(rule, line)), None)
            if line is not None:
                shown.append(Shown(rule, line, rule.owned(line)))
        return sorted(shown, key=lambda found: found.line.second)

    def _fits(self, rule: Rule, line: LogLine) -> bool:
        return self._kinds.get(line.component) == rule.kind and rule.words in line.text.template

    def factors(self) -> tuple[Factor, ...]:
        """What the night needed in order to go as it went, in the order in which it showed."""
        found = [
            Factor(
                self._about(shown.rule.factor, shown.component),
                shown.line.second,
                shown.line.component,
                str(shown.line.text),
            )
            for shown in self._shown
        ]
        told = [shown.component for shown in self._shown]
        for failure in self._failures:
            fixes = self._against(failure)
            changed = [component for fix in fixes for component in _changed(fix)]
            if not any(component in told for component in changed):
                text = f"{failure.what[:1].upper()}{failure.what[1:]}."
                found.append(Factor(text, failure.second, changed[0] if changed else "", _seen(fixes[0])))
        return tuple(sorted(found, key=lambda factor: factor.second))

    def corrections(self) -> tuple[Correction, ...]:
        """An action for each factor, with the team that owns it."""
        found: list[Correction] = []
        offered: list[str] = []
        for failure in self._failures:
            for fix in self._against(failure):
                offered += _changed(fix)
                shown_by = say('This night, run again with it, does not come to this: "{what}".', what=failure.what)
                found.append(
                    Correction(
                        f"{fix.spec.title}. {fix.spec.does}",
                        self._owners.of_fix(fix),
                        str(shown_by),
                        fix.spec.weeks,
                        fix.spec.announced,
                    )
                )
        for shown in self._shown:
            if shown.component not in offered:
                rule, about = shown.rule, shown.component
                owner = self._owners.of_component(about)
                found.append(Correction(self._about(rule.action, about), owner, self._about(rule.shown_by, about)))
        return tuple(found)

    def _against(self, failure: Failure) -> list[Fix]:
        return [fix for fix in self._scenario.fixes if fix.spec.failure == failure.what]

    def _about(self, sentence: Sentence, component: str) -> str:
        return str(say(sentence.template, name=self._names.get(component, component)))


def _changed(fix: Fix) -> list[str]:
    """The components that a fix builds differently, as the level names them first."""
    return list(dict.fromkeys([change.component for change in fix.changes]))


def _seen(fix: Fix) -> str:
    """How a failure shows, as readings with their bounds."""
    return " and ".join([_bound(condition) for condition in fix.spec.seen])


def _bound(condition: Condition) -> str:
    bounds = [("at least", condition.at_least), ("at most", condition.at_most)]
    said = " and ".join([f"{word} {bound:g}" for word, bound in bounds if bound is not None])
    return f"{condition.component} {condition.metric} {said}"


def hindrances(judged: Score) -> tuple[Mark, ...]:
    """What cost the response most: the marks of conduct that lost most points, at most three, each reason once."""
    left = sorted([mark for mark in judged.marks[1:] if mark.left >= LEAST_LEFT], key=lambda mark: -mark.left)
    once: dict[str, Mark] = {}
    for mark in left:
        once.setdefault(str(mark.reason), mark)
    return tuple(once.values())[:HINDRANCES]
