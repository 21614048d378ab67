"""The actions that the session itself carries out: people, public updates, and what the player thinks and declares."""

from __future__ import annotations

from game.engine.actions import ActionSpec, Argument, ArgumentKind, Risk
from game.session.view.telling import PostState

SEVERITY = ActionSpec(
    id="session.sev",
    words=("sev",),
    arguments=(Argument("LEVEL", ArgumentKind.WORD, ("1", "2", "3")),),
    title="Declare the severity",
    does="Says how bad it is, 1 being the worst, so that everybody knows.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
    aliases=(("severity",),),
)
PAGE = ActionSpec(
    id="session.page",
    words=("page",),
    arguments=(Argument("TEAM", ArgumentKind.TEAM),),
    title="Page a team",
    does="Calls the people of a team; they answer after a while and bring hands and knowledge.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
    aliases=(("call",),),
)
POST = ActionSpec(
    id="session.post",
    words=("post",),
    arguments=(
        Argument("STATE", ArgumentKind.WORD, tuple([state.value for state in PostState])),
        Argument("SERVICES", ArgumentKind.TEXT),
        Argument("WORDS", ArgumentKind.TEXT),
        Argument("MINUTES", ArgumentKind.TEXT, optional=True),
        Argument("CAUSE", ArgumentKind.TEXT, optional=True),
    ),
    title="Publish an update",
    does="Tells the public what is hurt, what is known and when the next update comes; it is held against the truth.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
)
ANSWER = ActionSpec(
    id="session.answer",
    words=("answer",),
    arguments=(Argument("CALLER", ArgumentKind.WORD, optional=True),),
    title="Answer a call",
    does="Takes the call that rings, with your own hands: the caller hears what the public page says.",
    duration_s=120,
    hands=1,
    risk=Risk.NONE,
    aliases=(("pickup",),),
)
HYPOTHESIS = ActionSpec(
    id="session.hypothesis",
    words=("hypothesis",),
    arguments=(Argument("CAUSE", ArgumentKind.WORD), Argument("CONFIDENCE", ArgumentKind.PERCENT)),
    title="Note what you think it is",
    does="Keeps what you think the cause is, and how sure you are, for the debrief.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
    aliases=(("guess",),),
)
HANDOVER = ActionSpec(
    id="session.handover",
    words=("handover",),
    arguments=(Argument("WORDS", ArgumentKind.TEXT, optional=True),),
    title="Hand over",
    does="Writes the note that the next shift plays on from; before a shift change it waits for that, else the seat passes on.",
    duration_s=0,
    hands=0,
    risk=Risk.NONE,
    aliases=(("hand", "over"), ("handoff",)),
)
RESOLVE = ActionSpec(
    id="session.resolve",
    words=("resolve",),
    arguments=(),
    title="Declare it over",
    does="Ends the night, if all has been well for long enough; if not, it asks first and says what is still hurt.",
    duration_s=0,
    hands=0,
    risk=Risk.HIGH,
    risk_note="If it has not been well for long enough, this is a false all-clear: it costs trust, and the night goes on.",
)

SESSION_ACTIONS = (SEVERITY, PAGE, POST, ANSWER, HYPOTHESIS, HANDOVER, RESOLVE)
