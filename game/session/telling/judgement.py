"""Holding one public update against the truth and the clock: what is right in it, what is not, and what that does to trust."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.words import Sentence, say
from game.session.judging.rubric import TRUST
from game.session.view.telling import Draft, PostState

LACKING = ("left_out", "no_promise", "far_promise", "no_words", "harmful_advice", "identified_without_cause")
"""Findings that an update lacks something that customers wait for, or gives them what hurts."""
MOST = 0.5
"""The share of calls above which most of what customers ask for fails."""
LITTLE = 0.005
"""The share of calls from which on failures are told as a percentage."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The region as it is at a second (or, for a preview, as the board shows it).

    `failing` holds (service id, share of customers' calls that fail); services that are well may be left out. `healthy`
    says whether the level's goal holds, `healthy_since_s` since when without a break. `causes_proved` are the causes that
    the player's own looks have proved so far; `cause_true` those that are true.
    """

    second: int
    failing: tuple[tuple[str, float], ...] = ()
    healthy: bool = False
    healthy_since_s: int | None = None
    causes_proved: tuple[str, ...] = ()
    cause_true: tuple[str, ...] = ()

    def stable_for(self, seconds: int) -> bool:
        """Whether all has been well for so long."""
        return self.healthy and self.healthy_since_s is not None and self.second - self.healthy_since_s >= seconds


@dataclass(frozen=True, slots=True)
class Background:
    """What came before an update, as far as it matters for judging it.

    `credit` is 0 to 1: how much a good update earns, less in quick succession. `due_s` is None while nothing is due.
    `complete` says whether every failing service has to be named by now. `worst` is the most that failed at once so far. `fresh` services began to fail so recently that
    they are not missed; `aftermath` ones failed so recently that naming them is not wrong, `ever` ones failed at any time.
    `reach_s` is how far ahead the next update can be promised, as often as they are due now.
    """

    due_s: int | None = None
    credit: float = 1.0
    complete: bool = True
    worst: float = 0.0
    fresh: tuple[str, ...] = ()
    aftermath: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    causes_told: tuple[str, ...] = ()
    reach_s: int = 1200


@dataclass(frozen=True, slots=True)
class Measure:
    """The level's yardstick: from which share on a service counts as hurt, how long well means over, names to print."""

    hurt_at: float
    hold_s: int
    names: Mapping[str, str]
    causes: Mapping[str, str]

    def hurt(self, truth: Truth) -> tuple[tuple[str, float], ...]:
        """Services that customers cannot use as they should, with the share that fails."""
        return tuple([(service, share) for service, share in truth.failing if share >= self.hurt_at])

    def listed(self, services: tuple[str, ...]) -> str:
        """Names of services for a sentence, at most three of them."""
        names = [self.names.get(service, service) for service in services]
        if len(names) > 3:
            names = [*names[:2], f"{len(names) - 2} more"]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about an update, the points of trust it brings or costs, and whether it makes the whole of it untrue.

    `share` is how much of the update it concerns, 0 to 1: of the services named, of what fails, of the promise. `not_so` is a word of it that was not so, however little it weighs: what was claimed ("that STS fails"), and what was true.
    """

    id: str
    points: float
    text: Sentence
    untrue: bool = False
    not_so: tuple[Sentence, Sentence] | None = None
    share: float = 1.0


def judge(draft: Draft, truth: Truth, background: Background, measure: Measure) -> tuple[Finding, ...]:
    """Everything that is to be said about an update. Credit is only earned by one without an untrue claim, and credit for
    being in time only by one that leaves nothing out.
    """
    findings = [
        *_state(draft, truth, background, measure),
        *_cause(draft, truth, background, measure),
        *_rest(draft, background),
        *_scope(draft, truth, background, measure),
    ]
    untrue = any(finding.untrue for finding in findings)
    lacking = max([finding.share for finding in findings if finding.id in LACKING], default=0.0)
    findings += _timing(truth.second, background, 1.0 - lacking)
    if untrue:
        return tuple([finding for finding in findings if finding.points <= 0])
    return tuple(findings)


def change(findings: tuple[Finding, ...]) -> float:
    """What the findings together do to trust."""
    total = 0.0
    for finding in findings:
        total += finding.points
    return total


def verdict(findings: tuple[Finding, ...]) -> Sentence:
    """The finding that matters most, as one sentence: the costliest if any costs, else the one that earned most."""
    costly = [finding for finding in findings if finding.points < 0]
    if costly:
        return min(costly, key=lambda finding: finding.points).text
    if findings:
        return max(findings, key=lambda finding: finding.points).text
    return say("Customers read it.")


def failing_in_all(truth: Truth, measure: Measure) -> float:
    """The shares of all hurt services added up: how bad it is."""
    total = 0.0
    for _, share in measure.hurt(truth):
        total += share
    return total


def recovering(truth: Truth, worst: float, measure: Measure) -> bool:
    """Whether half of the worst is over, so that "monitoring" is early rather than untrue."""
    return failing_in_all(truth, measure) <= worst / 2


def still_down(services: tuple[str, ...], truth: Truth) -> tuple[str, ...]:
    """Those of some services that still turn most of their customers away: whatever recovers elsewhere, nobody watches it there."""
    return tuple([service for service, share in truth.failing if service in services and share > MOST])


def _state(draft: Draft, truth: Truth, background: Background, measure: Measure) -> list[Finding]:
    failing = measure.listed(tuple([service for service, _ in measure.hurt(truth)]))
    if draft.state is PostState.MONITORING and not truth.stable_for(TRUST.monitoring_stable_s):
        down = measure.listed(still_down(draft.services, truth))
        recovers = recovering(truth, background.worst, measure)
        if down or not recovers:
            failing = down if recovers else failing
            text = say('"Monitoring" says that the repair holds; still failing: {failing}.', failing=failing)
            not_so = say('"monitoring"'), say("{failing} still failed", failing=failing)
            return [Finding("monitoring_too_early", TRUST.monitoring_too_early, text, True, not_so)]
        text = (
            say('"Monitoring" came early: some calls still fail: {failing}.', failing=failing)
            if failing
            else say('"Monitoring" came before all had been well for {m} minutes.', m=TRUST.monitoring_stable_s // 60)
        )
        not_so = say('"monitoring"'), _not_yet(failing, TRUST.monitoring_stable_s)
        return [Finding("monitoring_early", TRUST.monitoring_early, text, not_so=not_so)]
    if draft.state is PostState.RESOLVED and not truth.stable_for(measure.hold_s):
        text = (
            say('"Resolved" is not true; still failing: {failing}.', failing=failing)
            if failing
            else say('"Resolved" came before all had been well for {m} minutes.', m=measure.hold_s // 60)
        )
        not_so = say('"resolved"'), _not_yet(failing, measure.hold_s)
        return [Finding("resolved_too_early", TRUST.resolved_too_early, text, True, not_so)]
    if draft.state in (PostState.MONITORING, PostState.RESOLVED):
        return [Finding("state_right", 0.5, say("True: all has been well for long enough to say so."))]
    return []


def _not_yet(failing: str, hold_s: int) -> Sentence:
    """What was true where it was said to be over, or nearly."""
    if failing:
        return say("some calls still failed: {failing}", failing=failing)
    return say("all had been well for less than {m} minutes", m=hold_s // 60)


def _cause(draft: Draft, truth: Truth, background: Background, measure: Measure) -> list[Finding]:
    if not draft.cause:
        if draft.state is not PostState.IDENTIFIED or background.causes_told:
            return []
        text = say('"Identified" says that a cause is known, and this update names none.')
        unknown = not truth.causes_proved
        not_so = (say('"identified"'), say("nothing read by then had proved a cause")) if unknown else None
        return [Finding("identified_without_cause", TRUST.identified_without_cause, text, unknown, not_so)]
    claim = say("that the cause is {cause}", cause=measure.causes.get(draft.cause, draft.cause))
    if draft.cause not in truth.cause_true:
        text = say("The cause that it names is not one; customers who acted on it went the wrong way.")
        return [Finding("cause_wrong", TRUST.cause_wrong, text, True, (claim, say("it was not")))]
    if draft.cause not in truth.causes_proved:
        text = say("It names a cause that nothing read so far proves: a guess told as knowledge.")
        not_so = claim, say("nothing read by then had proved it")
        return [Finding("cause_guessed", TRUST.cause_guessed, text, True, not_so)]
    if draft.cause in background.causes_told:
        return []
    return [Finding("cause_told", TRUST.cause_told, say("True: it names the cause, and the cause is proved."))]


def _rest(draft: Draft, background: Background) -> list[Finding]:
    findings = [*_promise(draft, background)]
    if harmful_advice(draft.message):
        text = say("It tells customers to try again without pausing; they do, and every attempt is load.")
        findings.append(Finding("harmful_advice", TRUST.harmful_advice, text))
    if wordless(draft.message):
        text = say("Its words do not say what customers see, what is done or what they can do.")
        findings.append(Finding("no_words", TRUST.no_words, text))
    return findings


def _promise(draft: Draft, background: Background) -> list[Finding]:
    if draft.state is PostState.RESOLVED:
        return []
    if draft.next_minutes is None:
        return [Finding("no_promise", TRUST.no_promise, say("It does not say when the next update comes."))]
    far = too_far(draft.next_minutes * 60, background.reach_s)
    if far <= 0.0:
        return []
    text = say(
        "It promises the next update for {minutes} min from then, where one is due within {due} min.",
        minutes=draft.next_minutes,
        due=background.reach_s // 60,
    )
    return [Finding("far_promise", TRUST.no_promise * far, text, share=far)]


def too_far(ahead_s: int, reach_s: int) -> float:
    """How little a promise for so far ahead is worth: 0 is all that a promise can be, 1 is none."""
    return min(1.0, max(0.0, (ahead_s - reach_s) / (reach_s * (TRUST.no_promise_beyond - 1))))


def left_out(
    services: tuple[str, ...], truth: Truth, fresh: tuple[str, ...], measure: Measure
) -> tuple[list[str], float]:
    """Hurt services that are not named, and their share (0 to 1) of everything that fails, by how much it fails."""
    missing: list[str] = []
    missed = everything = 0.0
    for service, share in measure.hurt(truth):
        if service in fresh and service not in services:
            continue
        everything += share
        if service not in services:
            missing.append(service)
            missed += share
    return missing, missed / everything if everything > 0.0 else 0.0


def _scope(draft: Draft, truth: Truth, background: Background, measure: Measure) -> list[Finding]:
    over = draft.state is PostState.RESOLVED
    after = over or draft.state is PostState.MONITORING
    hurt = [service for service, _ in measure.hurt(truth)]
    missing, missed = left_out(draft.services, truth, background.fresh, measure)
    failed = (*hurt, *background.aftermath, *(background.ever if after else ()))
    wrong = [service for service in draft.services if service not in failed]
    findings: list[Finding] = []
    if (
        missing and background.complete and not over
    ):  # what still fails after an all-clear is not left out, it is denied
        text = say("It leaves out what fails for customers: {names}.", names=measure.listed(tuple(missing)))
        findings.append(Finding("left_out", TRUST.left_out * missed, text, share=missed))
    if wrong:
        share = len(wrong) / len(draft.services)
        names = measure.listed(tuple(wrong))
        text = (
            say("It names as well again what never failed: {names}.", names=names)
            if after
            else say("It names what is well as failing: {names}.", names=names)
        )
        not_so = _said_to_have_failed(wrong, measure) if after else _said_to_fail(wrong, truth, measure)
        untrue = share > 0.5 and not after
        findings.append(Finding("wrongly_named", TRUST.wrongly_named * share, text, untrue, not_so, share))
    if hurt and not missing and not wrong and not after:
        text = say("True: it names what fails for customers, and nothing else.")
        findings.append(Finding("scope_right", TRUST.scope_right * background.credit, text))
    return findings


def _said_to_fail(wrong: list[str], truth: Truth, measure: Measure) -> tuple[Sentence, Sentence]:
    """What was said of services that do not fail much, and how they were."""
    names, one = measure.listed(tuple(wrong)), len(wrong) == 1
    most = max([share for service, share in truth.failing if service in wrong], default=0.0)
    claim = say("that {names} fails", names=names) if one else say("that {names} fail", names=names)
    if most >= LITTLE:
        return claim, say("at most {percent} % of calls failed there", percent=int(most * 100 + 0.5))
    return claim, say("it was well") if one else say("they were well")


def _said_to_have_failed(wrong: list[str], measure: Measure) -> tuple[Sentence, Sentence]:
    """What was said of services that had nothing to come back from."""
    names = measure.listed(tuple(wrong))
    if len(wrong) == 1:
        return say("that {names} is well again", names=names), say("it had been well all the time")
    return say("that {names} are well again", names=names), say("they had been well all the time")


def _timing(second: int, background: Background, worth: float) -> list[Finding]:
    if background.due_s is None or second <= background.due_s:
        return [Finding("in_time", TRUST.in_time * background.credit * worth, say("It came in time."))]
    minutes = (second - background.due_s + 59) // 60
    return [Finding("late", 0.0, say("It came {minutes} min late.", minutes=minutes))]


_AGAIN = re.compile(r"\b(?<!\ba )(?<!\bthe )(?:re-?try|re-?trying|try(?:ing)? again|resubmit|keep trying)\b")
_OURS = re.compile(r"\bwe(?: are|'re| will|'ll| shall)? (?:now |still |also )?(?:re-?try|try)")
_NOT = re.compile(r"\b(?:not|don't|dont|never|stop|avoid|without|instead of|no need to|fewer)\b")
_GENTLY = re.compile(
    r"\b(?:back(?:ing)?[- ]?off|jitter|exponential\w*|growing|grow|longer|slower|slowly|later|wait|pauses?|pausing)\b"
)
_CLAUSE = re.compile(r"[.;:!?,]")
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 2
"""Fewer words than these tell nobody anything."""


def wordless(message: str) -> bool:
    """Whether the words of an update are too few to say anything."""
    return len(set(_WORD.findall(message.casefold()))) < FEWEST_WORDS


def harmful_advice(message: str) -> bool:
    """Whether the words send customers back for more without telling them to slow down."""
    words = message.casefold().replace("’", "'")
    if _GENTLY.search(words):
        return False
    return any(
        _AGAIN.search(clause) and not _OURS.search(clause) and not _NOT.search(clause)
        for clause in _CLAUSE.split(words)
    )
