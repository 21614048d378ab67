"""The composer: what a draft would do if it were published now, as far as the board and the player's own looks can tell.

Nothing here asks the region. A draft is held against the board as it stands; what the board cannot say is assumed once to
be as the draft says and once not to be.
"""

from __future__ import annotations

from dataclasses import replace

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.judging.rubric import TRUST
from game.session.showing.instruments import WORDS
from game.session.telling.board_memory import Remembered
from game.session.telling.channel import Channel
from game.session.telling.channel_state import clamped
from game.session.telling.judgement import Finding, Truth, change, harmful_advice, judge, wordless
from game.session.telling.post_form import post_line
from game.session.telling.suggestion import suggestion
from game.session.view.console import Choice
from game.session.view.telling import Draft, PostState, Preview, ServiceChoice, Voice

__all__ = ["console_line", "preview", "suggestion"]

_OPEN = (PostState.INVESTIGATING, PostState.IDENTIFIED)


def console_line(draft: Draft) -> str:
    """The console line that publishes a draft; the grammar reads the same draft back from it."""
    return post_line(draft)


def preview(
    channel: Channel,
    draft: Draft,
    second: int,
    shown: Truth,
    *,
    board: tuple[ServiceChoice, ...] = (),
    evidence: tuple[str, ...] = (),
    voices: tuple[Voice, ...] = (),
    past: Remembered | None = None,
) -> Preview:
    """What would come of a draft. `shown` is the region as the board shows it, with the causes that the player proved.

    `board` are the services that can be named, with the board's word for each (their `note` is set here); `evidence` names
    what the player read about the chosen cause, and `past` is what the board has shown before.
    """
    shown = replace(shown, second=second)
    refusal = channel.refusal(draft, second)
    over = draft.state is PostState.RESOLVED
    findings = _findings(channel, draft, second, _as_drafted(channel, draft, shown, board), past)
    if_true = _trust(channel, findings)
    otherwise = _not_so(channel, draft, shown)
    # Where the region is not as the board has it, nobody knows either that half of the worst is over, nor that what is
    # named did fail a while ago: a claim that is wrong costs what a wrong claim costs.
    before = (
        past
        if _claims_cause(draft, shown)
        else Remembered(untrue_since_s=None if past is None else past.untrue_since_s)
    )
    if_not = _trust(channel, _findings(channel, draft, second, otherwise, before, wrong=True))
    return Preview(
        line=console_line(draft),
        services=_noted(channel, draft, shown, board),
        causes=(Choice("", "none yet"), *_causes(channel, shown)),
        proofs=evidence,
        promise_s=None if draft.next_minutes is None or over else second + draft.next_minutes * 60,
        trust_now=_whole(channel.trust),
        trust_if_true=if_true,
        # What the draft leaves out or names wrongly by the board is held against it either way: were the board wrong too,
        # there would be less to leave out, and an untrue draft would seem the better one.
        trust_if_wrong=min(if_true, if_not),
        warnings=tuple([str(warning) for warning in _warnings(channel, draft, second, shown, board)]),
        suggestion=suggestion(channel, draft, second, shown),
        refusal="" if refusal is None else str(refusal),
        voices=voices,
        as_board=any(finding.id in _CONTRADICTED for finding in findings),
    )


def _causes(channel: Channel, shown: Truth) -> list[Choice]:
    return [
        Choice(cause.id, f"{cause.label} (proved)" if cause.id in shown.causes_proved else cause.label)
        for cause in channel.causes.values()
    ]


def _noted(channel: Channel, draft: Draft, shown: Truth, board: tuple[ServiceChoice, ...]) -> tuple[ServiceChoice, ...]:
    hurt = [service for service, _ in channel.measure.hurt(shown)]
    noted = []
    for choice in board:
        named = choice.component in draft.services
        note = "left out" if choice.component in hurt and not named else ""
        if named and choice.component not in hurt and draft.state in _OPEN:
            note = f"board says {WORDS[choice.state]}"
        noted.append(choice if note == choice.note else replace(choice, note=note))
    return tuple(noted)


# Trust, if it is so and if it is not.


_CONTRADICTED = ("monitoring_too_early", "monitoring_early", "resolved_too_early", "left_out", "wrongly_named")
"""What the board itself can hold against a draft."""


def _trust(channel: Channel, findings: tuple[Finding, ...]) -> int:
    return _whole(clamped(channel.trust + change(findings)))


def _findings(
    channel: Channel, draft: Draft, second: int, assumed: Truth, past: Remembered | None, *, wrong: bool = False
) -> tuple[Finding, ...]:
    """What would be found, were `assumed` the truth. Of the past only what was published and what the board showed is used.

    With `wrong`, causes that were told without a proof are held to be none.
    """
    told = _told(channel)
    background = replace(
        channel.background(second),
        due_s=channel.due_s if past is None else _awaited_s(channel, past),
        worst=0.0 if past is None else past.worst,
        fresh=() if past is None else past.fresh,
        aftermath=_lately(channel, assumed) if past is None else past.aftermath,
        ever=_named_before(channel) if past is None else past.ever,
        causes_told=tuple([cause for cause in told if cause in assumed.causes_proved]) if wrong else told,
    )
    return judge(draft, assumed, background, channel.measure)


def _lately(channel: Channel, assumed: Truth) -> tuple[str, ...]:
    """Who may have failed a while ago, where nobody remembers the board: those that the last update named."""
    return channel.posts[-1].services if channel.posts and assumed.failing else ()


def _named_before(channel: Channel) -> tuple[str, ...]:
    """Who failed at any time, where nobody remembers the board: those that any update named."""
    return tuple([service for post in channel.posts for service in post.services])


def _awaited_s(channel: Channel, past: Remembered) -> int | None:
    """When the next word is expected: soon, once the board contradicts an all-clear."""
    due, posts = channel.due_s, channel.posts
    before = posts and channel.yours_from_s is not None and posts[-1].second < channel.yours_from_s
    if past.untrue_since_s is None or before:
        return due
    correction = past.untrue_since_s + channel.spec.first_within_s
    return correction if due is None else min(due, correction)


def _told(channel: Channel) -> tuple[str, ...]:
    """Causes that were published, whether they are true or not: the preview does not know."""
    return tuple([post.cause for post in channel.posts if post.cause])


def _as_drafted(channel: Channel, draft: Draft, shown: Truth, board: tuple[ServiceChoice, ...]) -> Truth:
    """The board as it stands, and the cause is one. Of what the board has not heard for a while the draft is believed."""
    if draft.state in _OPEN:
        hurt = [service for service, _ in channel.measure.hurt(shown)]
        unheard = [choice.component for choice in board if choice.state is State.STALE]
        believed = [it for it in draft.services if it in unheard and it not in hurt]
        rest = [pair for pair in shown.failing if pair[0] not in believed]
        shown = replace(shown, failing=(*rest, *[(service, channel.measure.hurt_at) for service in believed]))
    return replace(shown, cause_true=(draft.cause,) if draft.cause else shown.causes_proved)


def _not_so(channel: Channel, draft: Draft, shown: Truth) -> Truth:
    """Where a draft claims what is not: its cause is none if that is a guess, else the region is not as the draft says."""
    shown = replace(shown, cause_true=shown.causes_proved)
    if _claims_cause(draft, shown):
        proved = tuple([cause for cause in shown.causes_proved if cause != draft.cause])
        return replace(shown, cause_true=proved, causes_proved=proved)
    if draft.state in _OPEN:
        return replace(shown, failing=())
    failing = dict(shown.failing) | dict.fromkeys(draft.services or tuple(channel.services), 1.0)
    return replace(shown, failing=tuple(failing.items()), healthy=False, healthy_since_s=None)


def _claims_cause(draft: Draft, shown: Truth) -> bool:
    """Whether the boldest thing that a draft says is its cause: one that is not proved, or the only thing that it says."""
    return bool(draft.cause) and (
        draft.cause not in shown.causes_proved or (draft.state in _OPEN and not draft.services)
    )


# Warnings.


def _warnings(
    channel: Channel, draft: Draft, second: int, shown: Truth, board: tuple[ServiceChoice, ...]
) -> list[Sentence]:
    return [
        *_scope_warnings(channel, draft, shown, board),
        *_claim_warnings(channel, draft, shown),
        *_pace(channel, draft, second),
    ]


def _scope_warnings(channel: Channel, draft: Draft, shown: Truth, board: tuple[ServiceChoice, ...]) -> list[Sentence]:
    measure = channel.measure
    hurt = tuple([service for service, _ in measure.hurt(shown)])
    if draft.state not in _OPEN:
        if not hurt:
            return []
        return [say("The board still shows failures: {names}.", names=measure.listed(hurt))]
    missing = tuple([service for service in hurt if service not in draft.services])
    fine = tuple([service for service in draft.services if service not in hurt and service in channel.services])
    warnings = []
    if len(missing) == 1:
        warnings.append(say("{names} fails for customers but is left out.", names=measure.listed(missing)))
    elif missing:
        warnings.append(say("{names} fail for customers but are left out.", names=measure.listed(missing)))
    unwell = [choice.component for choice in board if choice.state is not State.OK]
    well = tuple([service for service in fine if service not in unwell])
    little = tuple([service for service in fine if service in unwell])
    if well:
        warnings.append(say("Listed, but the board says ok: {names}.", names=measure.listed(well)))
    if little:
        percent = int(measure.hurt_at * 100 + 0.5)
        warnings.append(
            say("Listed, but less than {percent}% fails: {names}.", percent=percent, names=measure.listed(little))
        )
    return warnings


def _claim_warnings(channel: Channel, draft: Draft, shown: Truth) -> list[Sentence]:
    warnings = []
    if draft.cause and draft.cause not in shown.causes_proved:
        warnings.append(say("Nothing that you read so far proves this cause."))
    if draft.state is PostState.IDENTIFIED and not draft.cause and not _told(channel):
        warnings.append(say('"Identified" says that a cause is known; name it.'))
    if not draft.cause and any(cause not in _told(channel) for cause in shown.causes_proved):
        warnings.append(say("You have proved a cause that customers have not been told."))
    hold = channel.measure.hold_s if draft.state is PostState.RESOLVED else TRUST.monitoring_stable_s
    if draft.state not in _OPEN and not channel.measure.hurt(shown) and not shown.stable_for(hold):
        warnings.append(say("The board has not been well for {minutes} minutes yet.", minutes=hold // 60))
    if draft.message.strip() and wordless(draft.message):
        warnings.append(say("These words do not say what customers see or can do."))
    if harmful_advice(draft.message):
        warnings.append(say("Telling customers to try again adds load, unless they pause in between."))
    return warnings


def _pace(channel: Channel, draft: Draft, second: int) -> list[Sentence]:
    if draft.state is PostState.RESOLVED:
        return []
    if draft.next_minutes is None:
        return [say("It promises no next update.")]
    due_s = channel.background(second).reach_s
    if channel.state.page_s is not None and draft.next_minutes * 60 > due_s:
        return [say("The next one is due in {minutes} minutes even if you promise it for later.", minutes=due_s // 60)]
    return []


def _whole(trust: float) -> int:
    return int(trust + 0.5)
