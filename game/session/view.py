"""What a face sees and gets back: frozen values only. A face never sees the engine.

Seconds are simulated seconds counted from the level's zero (negative before it). Texts are plain text, already cleaned
of control characters, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from game.engine.actions import Risk
from game.engine.readings import State, Unit


@dataclass(frozen=True, slots=True)
class Tile:
    """One component on the board. Equal tiles are the same object from one snapshot to the next.

    `row` 0 to 7 and `column` 0 to 4 are the same at every size. `name` has at most 10 cells, `short` at most 8.
    `value` is None where nothing was ever read; `text` replaces the number where it is a word ("NOERROR").
    `noun` is what the number counts when all is well ("err", "addrs"). `spark` holds the newest readings last, as eighths
    of the alarm range (0 to 7), -1 where there is no data. `new` means that an alarm of it is not acknowledged.
    `held` says what the player's hand did to it ("off by you", "held to 40%", "by hand"), or "".
    `age_s` is the age of the reading; with state STALE it is what the tile shows.
    """

    component: str
    name: str
    short: str
    layer: str
    row: int
    column: int
    state: State
    since_s: int
    value: float | None
    unit: Unit
    text: str
    noun: str
    spark: tuple[int, ...]
    new: bool
    held: str
    age_s: int


@dataclass(frozen=True, slots=True)
class LayerHead:
    """A layer of the board, top first: `id` such as "customers", `name` "CUSTOMERS", `short` "cust"."""

    id: str
    name: str
    short: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of the pager. `state` is DOWN, DEGRADED, RECOVERING (a good-news line) or STALE."""

    id: int
    component: str
    name: str
    state: State
    second: int
    text: str
    acknowledged: bool
    cleared: bool
    repeats: int


@dataclass(frozen=True, slots=True)
class Responder:
    """Somebody who is awake or being woken. `doing` is "" when free; `arrives_s` is None once they are here."""

    name: str
    team: str
    arrives_s: int | None
    doing: str
    until_s: int | None


class PostState(Enum):
    """The four states of a public update."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Post:
    """A published update. `promise_s` is when the next one was promised; `late_s` how late that one is or was."""

    number: int
    second: int
    state: PostState
    services: tuple[str, ...]
    cause: str
    message: str
    promise_s: int | None
    late_s: int
    answered: bool
    verdict: str


class Tone(Enum):
    """How a piece of text is meant; a theme decides what that looks like."""

    PLAIN = "fg"
    STRONG = "strong"
    MUTED = "muted"
    FAINT = "faint"
    YOU = "you"
    DEGRADED = "degr"
    DOWN = "down"
    RECOVERING = "rec"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one tone. `underline` marks the two words of a dig answer that contradict each other."""

    text: str
    tone: Tone = Tone.PLAIN
    underline: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that the team should see pass by: an answer from somebody, a finished action, a typed line's echo."""

    number: int
    second: int
    component: str
    line: Line


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What does not change during a run. `zero` is the wall clock at second 0, with its zone; `zone` is its short name."""

    id: str
    title: str
    region: str
    zero: datetime
    zone: str
    start_s: int
    end_s: int
    layers: tuple[LayerHead, ...]
    seed: int

    def wall(self, second: int) -> datetime:
        """Wall-clock time at a simulated second."""
        return self.zero + timedelta(seconds=second)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a board shows, at one moment. Unchanged parts are the same objects as in the snapshot before.

    `impact` is the weighted share of customers who cannot do what they came for, 0 to 1; the sparks are eighths (0 to 7).
    `post_due_s` is when the next public update is due (a promise, or the rule before the first post); None if none is.
    `ended` is "" while the run goes on, then "resolved", "lost" or "unfinished". `paged_s` is when the first page came.
    `feed` holds the newest entries last (at most 200). `can_resolve` means that `resolve` ends the night now.
    """

    version: int
    level: LevelFacts
    second: int
    speed: int
    paused: bool
    impact: float
    impact_spark: tuple[int, ...]
    trust: float
    trust_spark: tuple[int, ...]
    severity: int | None
    responders: tuple[Responder, ...]
    tiles: tuple[Tile, ...]
    alarms: tuple[Alarm, ...]
    posts: tuple[Post, ...]
    post_due_s: int | None
    feed: tuple[FeedEntry, ...]
    ended: str
    paged_s: int | None = None
    can_resolve: bool = False

    @property
    def new_alarms(self) -> int:
        """How many alarms wait for somebody."""
        return len([alarm for alarm in self.alarms if not alarm.acknowledged and not alarm.cleared])


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that can be taken here and now by one key. `line` is what one would type for it.

    `refusal` is "" if it can be taken, else the sentence why not and what would make it possible.
    """

    line: str
    title: str
    does: str
    hands: int
    duration_s: int
    risk: Risk
    refusal: str


@dataclass(frozen=True, slots=True)
class MetricView:
    """One metric of the inspected component; `state` tells whether it is abnormal."""

    id: str
    label: str
    value: float | None
    unit: Unit
    text: str
    spark: tuple[int, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Relation:
    """A neighbour: something that the inspected component needs, or that it hits."""

    component: str
    name: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the inspector shows about one component. `hits` are direct ones; `hits_total` counts all that follow."""

    component: str
    name: str
    state: State
    since_s: int
    layer: str
    owner: str
    metrics: tuple[MetricView, ...]
    needs: tuple[Relation, ...]
    hits: tuple[Relation, ...]
    hits_total: int
    components_total: int
    lines: tuple[FeedEntry, ...]
    offers: tuple[Offer, ...]


class ReplyKind(Enum):
    """What became of a typed line."""

    OUTPUT = "output"  # a tool answered
    DONE = "done"  # an action was taken
    REFUSED = "refused"  # it cannot be taken now; the sentence says what would make it possible
    CONFIRM = "confirm"  # it is risky: say it again with confirmed=True
    WRONG = "wrong"  # not understood; nothing happened


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a typed line. `lines` go to the console below the echo of the line."""

    kind: ReplyKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible next word, and a few words about it."""

    word: str
    about: str


@dataclass(frozen=True, slots=True)
class Completion:
    """`ghost` is what Tab would add behind the text (may be ""); `choices` is what fits here."""

    ghost: str
    choices: tuple[Choice, ...]


class PageKind(Enum):
    """What stood on the record's page for a while."""

    PLAN = "plan"
    OLD = "old"
    EMPTY = "empty"
    HAND = "hand"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of time during which the record held one thing. `until_s` None means it still does."""

    from_s: int
    until_s: int | None
    kind: PageKind
    plan: int | None
    addresses: int
    writer: str


class MarkKind(Enum):
    """What a writer did at a moment."""

    MADE = "made"
    TAKES = "takes"
    RETRIES = "retries"
    WRITES = "writes"
    REFUSED = "refused"
    DELETES = "deletes"
    STOPPED = "stopped"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a lane at a second; `plan` is the generation concerned, `text` a few words ("deletes 99-139")."""

    second: int
    kind: MarkKind
    plan: int
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One writer. While the player has no evidence `known` is False, `marks` is empty and `look` says what to type.

    `holds` is the plan in its hand (None: none, or not known), `applied` the last one that it wrote everywhere.
    """

    component: str
    label: str
    known: bool
    look: str
    holds: int | None
    behind: int | None
    status: str
    state: State
    marks: tuple[Mark, ...]
    applied: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan generation that matters. `fate` says what became of it, `note` why it matters; `bad` shows it in red."""

    generation: int
    made_s: int
    addresses: int
    fate: str
    note: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Something proved (`sign` "+"), open ("?") or disproved ("x"); `look` is the console line that would tell."""

    sign: str
    text: str
    look: str


@dataclass(frozen=True, slots=True)
class DnsView:
    """The DNS inspector, as far as the player's evidence goes.

    `around_s` is the moment that the race view opens on (the latest interesting write), `advice` one line or "".
    `record_look` is the line that looks the name up.
    """

    name: str
    record_known: bool
    record_status: str
    record_state: State
    record_since_s: int
    last_hand: str
    planner: Lane
    enactors: tuple[Lane, ...]
    pages: tuple[Page, ...]
    plans: tuple[PlanRow, ...]
    proofs: tuple[Proof, ...]
    offers: tuple[Offer, ...]
    around_s: int
    advice: str
    record_look: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An update being written. `services` are component ids, `cause` a cause id or "" for "none yet"."""

    state: PostState = PostState.INVESTIGATING
    services: tuple[str, ...] = ()
    cause: str = ""
    next_minutes: int | None = 20
    message: str = ""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that an update can name, beside what the board says of it.

    `note` is "left out", "" or such as "board says ok".
    """

    component: str
    name: str
    state: State
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen if the draft were published now. `line` is the console line that publishes it."""

    line: str
    services: tuple[ServiceChoice, ...]
    causes: tuple[Choice, ...]
    proofs: tuple[str, ...]
    promise_s: int | None
    trust_now: int
    trust_if_true: int
    trust_if_wrong: int
    warnings: tuple[str, ...]
    suggestion: str
    refusal: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of the score with its reason in a sentence."""

    id: str
    label: str
    points: float
    of: int
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing on a timeline. `who` is "you", "region" or "history" (what was published of the real night)."""

    second: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class SectorLoss:
    """What customers of one sector went through, in customer-minutes."""

    sector: str
    customer_minutes: float
    weight: float


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the debrief shows. Curves hold one impact share (0 to 1) a minute from the level's start.

    `times` are (what, yours, the real night's) and `end_s` when it ended or was left, all counted from the level's zero.
    """

    level: LevelFacts
    outcome: str
    verdict: str
    total: int
    grade: str
    impact_score: int
    conduct_score: int
    parts: tuple[ScorePart, ...]
    acts: tuple[Act, ...]
    truth: tuple[Act, ...]
    history: tuple[Act, ...]
    curve: tuple[float, ...]
    ghost: tuple[float, ...]
    phases: tuple[tuple[int, str], ...]
    sectors: tuple[SectorLoss, ...]
    customer_minutes: float
    customer_minutes_history: float | None
    times: tuple[tuple[str, int | None, int | None], ...]
    lessons: tuple[str, ...]
    journal: str
    end_s: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A word of the grammar as help shows it: `words` "dns restore NAME", what it does, what it costs."""

    words: str
    does: str
    cost: str
    group: str


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level in the picker. `silhouette` is the real night's (or the reference's) impact, 0 to 1, evenly spaced."""

    id: str
    title: str
    tagline: str
    minutes: int
    when: str
    briefing: str
    learn: tuple[str, ...]
    start_with: tuple[tuple[str, str], ...]
    real_night: str
    silhouette: tuple[float, ...]
    silhouette_marks: tuple[tuple[int, str], ...]
