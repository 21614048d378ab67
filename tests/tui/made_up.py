"""Made-up data for the paint functions: whatever a run, a level or a player could bring about, and then some."""

from __future__ import annotations

from hypothesis import strategies as st

from game.engine.actions import Risk
from game.engine.readings import State, Unit
from game.session.view.aftermath import Act, Debrief, ScorePart, SectorCurve, SectorLoss
from game.session.view.board import Inspection, MetricView, Offer, Relation
from game.session.view.console import Choice, Topic
from game.session.view.nights import LevelCard, PastRun
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind, PlanRow, Proof
from game.session.view.review import Answers, FixCard, FixedNight, MomentKind, Piece, Review, ReviewMoment
from game.session.view.telling import Draft, Post, PostState, Preview, ServiceChoice, Voice
from tests.tui.fake_region import SITUATIONS, snapshot
from tests.tui.race_cases import LEVEL

words = st.sampled_from(
    ["", "az2", "az3", "Enactor 2", "a", "refused", "refused: the live plan is missing", "x" * 70, "DynamoDB",
     "one every 52 s", "ünïcode 日本", "a sentence that goes on for a good while and says what it says, twice over",
     "planner-of-the-second-region", "[x] not markup [/]"]
)  # fmt: skip
seconds = st.integers(-40_000, 60_000)
counts = st.integers(0, 4_000_000)
plans = st.integers(0, 99_999)
states = st.sampled_from(State)

marks = st.builds(Mark, st.integers(-200, 200) | seconds, st.sampled_from(MarkKind), plans, words)
lanes = st.builds(
    Lane, words, words, st.booleans(), words, st.none() | plans, st.none() | plans, words, states,
    st.lists(marks, max_size=14).map(lambda made: tuple(sorted(made, key=lambda mark: mark.second))),
)  # fmt: skip
offers = st.builds(Offer, words, words, words, st.integers(0, 12), st.integers(0, 90_000), st.sampled_from(Risk), words)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Page, ...]:
    """What stood on the record, one after the other, some of it for a second only, with holes where nothing is known."""
    at = draw(st.integers(-300, 100))
    made = []
    for _ in range(draw(st.integers(0, 9))):
        lasts = draw(st.integers(1, 40) | st.integers(1, 20_000))
        last = draw(st.booleans()) and draw(st.booleans())
        plan = draw(st.none() | plans)
        made.append(
            Page(at, None if last else at + lasts, draw(st.sampled_from(PageKind)), plan, draw(counts), draw(words))
        )
        at += lasts + draw(st.integers(0, 5))
        if last:
            break
    return tuple(made)


dns_views = st.builds(
    DnsView,
    name=words,
    record_known=st.booleans(),
    record_status=words,
    record_state=states,
    record_since_s=seconds,
    last_hand=words,
    planner=lanes,
    enactors=st.lists(lanes, max_size=4).map(tuple),
    pages=pages(),
    plans=st.lists(st.builds(PlanRow, plans, seconds, counts, words, words, st.booleans()), max_size=9).map(tuple),
    proofs=st.lists(st.builds(Proof, st.sampled_from("+?x"), words, words), max_size=9).map(tuple),
    offers=st.lists(offers, max_size=12).map(tuple),
    around_s=st.integers(-200, 200) | seconds,
    advice=words,
)

names = st.text("ABCdef 12", min_size=1, max_size=10).map(str.strip).filter(bool)
metrics = st.builds(
    MetricView, names, words, st.none() | st.floats(0, 5e9), st.sampled_from(Unit), st.sampled_from(["", "1,770", "no data"]),
    st.lists(st.integers(-1, 7), max_size=24).map(tuple), states, st.booleans(), st.sampled_from(["", "Poller", "lambda-hosts"]),
)  # fmt: skip
relations = st.lists(st.builds(Relation, names, names, states, words), max_size=6).map(tuple)
inspections = st.builds(
    Inspection, st.just("dynamodb"), names, states, seconds, st.sampled_from(["data", "unknown"]), words,
    st.lists(metrics, max_size=12).map(tuple), relations, relations, st.integers(0, 40), st.just(40), st.just(()),
    st.lists(offers, max_size=12).map(tuple), who=words, taken=words, taken_s=st.none() | seconds, untaken=st.booleans(),
    word=words,
)  # fmt: skip

acts = st.builds(Act, seconds, st.sampled_from(["you", "region", "history"]), words)
curves = st.lists(st.floats(0, 1), max_size=400).map(tuple)
debriefs = st.builds(
    Debrief,
    level=st.just(LEVEL),
    outcome=st.sampled_from(["resolved", "lost", "unfinished"]),
    verdict=words,
    total=st.integers(0, 100),
    grade=st.sampled_from("ABCDF"),
    impact_score=st.integers(0, 100),
    conduct_score=st.integers(0, 100),
    parts=st.lists(
        st.builds(ScorePart, words, words, st.floats(0, 100), st.integers(0, 100), words), max_size=9
    ).map(tuple),
    acts=st.lists(acts, max_size=40).map(tuple),
    truth=st.lists(acts, max_size=20).map(tuple),
    history=st.lists(acts, max_size=20).map(tuple),
    curve=curves,
    ghost=curves,
    phases=st.lists(st.tuples(seconds, words), max_size=6).map(tuple),
    sectors=st.lists(st.builds(SectorLoss, words, st.floats(0, 1e9), st.floats(0, 9)), max_size=12).map(tuple),
    customer_minutes=st.floats(0, 1e10),
    customer_minutes_history=st.none() | st.floats(0, 1e10),
    times=st.lists(st.tuples(words, st.none() | seconds, st.none() | seconds), max_size=9).map(tuple),
    lessons=st.lists(words, max_size=9).map(tuple),
    journal=words,
    by_sector=st.lists(
        st.builds(SectorCurve, names, st.floats(0, 1e9), st.floats(0, 9), curves, curves), max_size=14
    ).map(tuple),
)  # fmt: skip

moments = st.builds(
    ReviewMoment,
    id=names,
    kind=st.sampled_from(MomentKind),
    second=seconds,
    title=words,
    board=st.sampled_from(SITUATIONS).map(snapshot),
    asks=words,
    options=st.lists(words, min_size=2, max_size=4).map(tuple),
    told=st.lists(words, max_size=6).map(tuple),
)
pieces = st.builds(Piece, names, words, seconds)
fix_cards = st.builds(FixCard, names, words, words, st.integers(0, 99), words)


def _reviews(
    moments: list[ReviewMoment], pieces: list[Piece], truth: list[Piece], factors: list[str], fixes: list[FixCard]
) -> Review:
    return Review(tuple(moments), tuple(pieces), tuple([piece.id for piece in truth]), tuple(factors), tuple(fixes), 12)


reviews = st.lists(pieces, max_size=8, unique_by=lambda piece: piece.id).flatmap(
    lambda made: st.builds(
        _reviews,
        st.lists(moments, max_size=5, unique_by=lambda moment: moment.id),
        st.just(made),
        st.permutations(made),
        st.lists(words, max_size=6),
        st.lists(fix_cards, max_size=20, unique_by=lambda fix: fix.id),
    )
)


def answers_to(review: Review) -> st.SearchStrategy[Answers]:
    """What somebody may have answered; kept answers may be to other questions."""
    options = st.none() | st.integers(0, 9)
    given = [st.tuples(st.just(moment.id), options, words) for moment in review.moments]
    return st.builds(
        Answers,
        moments=st.tuples(*given) | st.just(()),
        order=st.none() | st.permutations([piece.id for piece in review.pieces]).map(tuple) | st.just(("gone",)),
        fixes=st.none() | st.just(tuple([fix.id for fix in review.fixes[::2]])) | st.just(("gone",)),
        keep=words,
        change=words,
    )


def fixed_nights(review: Review) -> st.SearchStrategy[FixedNight]:
    """A night with some of the fixes."""
    return st.builds(
        FixedNight,
        st.sampled_from([tuple([fix.id for fix in review.fixes[:count]]) for count in (0, 1, 4)]),
        curves,
        st.floats(0, 3),
        st.none() | seconds,
        st.lists(words, max_size=5).map(tuple),
    )


cards = st.builds(
    LevelCard,
    id=words,
    title=words,
    tagline=words,
    minutes=st.integers(1, 600),
    when=words,
    briefing=st.lists(words, max_size=9).map(" ".join),
    learn=st.lists(words, max_size=6).map(tuple),
    start_with=st.lists(st.tuples(words, words), max_size=6).map(tuple),
    real_night=words,
    silhouette=st.lists(st.floats(0, 1), max_size=200).map(tuple),
    silhouette_marks=st.lists(st.tuples(st.integers(0, 200), words), max_size=6).map(tuple),
    part=st.none() | st.tuples(st.integers(0, 90), st.integers(91, 200)),
)
past_runs = st.builds(
    PastRun,
    level=words,
    when=words,
    outcome=st.sampled_from(["resolved", "lost", "unfinished"]) | words,
    grade=st.sampled_from(["A+", "A", "F"]),
    total=st.integers(0, 100),
    lasted_s=st.none() | seconds,
    weakest=words,
)

drafts = st.builds(
    Draft, st.sampled_from(PostState), st.lists(words, max_size=5).map(tuple), words,
    st.sampled_from([None, 5, 15, 20, 30, 60]), words,
)  # fmt: skip
previews = st.builds(
    Preview,
    line=words,
    services=st.lists(
        st.builds(ServiceChoice, words, words, states, words, st.sampled_from(["", "left out", "board says ok"])),
        max_size=36,
    ).map(tuple),
    causes=st.lists(st.builds(Choice, words, words), max_size=9).map(tuple),
    proofs=st.lists(words, max_size=4).map(tuple),
    promise_s=st.none() | seconds,
    trust_now=st.integers(0, 100),
    trust_if_true=st.integers(0, 100),
    trust_if_wrong=st.integers(0, 100),
    warnings=st.lists(words, max_size=5).map(tuple),
    suggestion=words,
    refusal=words,
    voices=st.lists(st.builds(Voice, seconds, words, words), max_size=8).map(tuple),
)
posts = st.lists(
    st.builds(
        Post, st.integers(1, 99), seconds, st.sampled_from(PostState), st.just(()), words, words, st.none() | seconds,
        st.integers(0, 90_000), st.booleans(), words,
    ),
    max_size=12,
).map(tuple)  # fmt: skip
topics = st.lists(st.builds(Topic, words, words, words, st.sampled_from(["act", "team", "look", "more"])), max_size=40)
