"""What the debrief asks, of real nights under players of every kind: moments that were so, and a chain that went so."""

from __future__ import annotations

import re
from functools import cache

import pytest

from game.content.load import load_level
from game.engine.readings import State
from game.session.clock import Clock
from game.session.helping.guidance import Guidance
from game.session.judging.record import EntryKind, RunRecord
from game.session.judging.result import record_of
from game.session.language.grammar import Parsed
from game.session.language.wording import clock_time
from game.session.replaying.rerun import Played
from game.session.replaying.tape import Tape
from game.session.review.again import Again
from game.session.review.candidate import FORGOTTEN
from game.session.review.chain import PIECES_AT_LEAST, PIECES_AT_MOST, came_about
from game.session.review.facts import WORDS
from game.session.review.reviewer import Reviewer
from game.session.run import Run
from game.session.showing.observe import Observer
from game.session.view.board import Snapshot
from game.session.view.review import MomentKind, Review, ReviewMoment
from tests.levels.bots import BOTS, Stage
from tests.test_wording import BLAME

pytestmark = pytest.mark.xdist_group("review")

PLAYERS = {
    "first-page": ("reference", "nothing"),
    "empty-answer": ("reference", "history", "spam", "liar", "silent winner", "nothing"),
    "everyone-at-once": ("reference", "spam", "nothing"),
    "flapping": ("reference",),
    "long-night": ("reference", "history", "liar"),
}
OFTEN = ("reference", "nothing", "history")
"""Who is looked at in every level; the others only where there is time for it."""
NIGHTS = tuple(
    [
        (level, bot) if bot in OFTEN else pytest.param(level, bot, marks=pytest.mark.long)
        for level, bots in PLAYERS.items()
        for bot in bots
    ]
)
LOOKED_INTO = (
    ("empty-answer", "reference"),
    ("empty-answer", "nothing"),
    ("everyone-at-once", "spam"),
    ("long-night", "history"),
)
"""Nights that are run once more, and read again from that."""


@cache
def _stage(level: str) -> Stage:
    return Stage(level, 1)


@cache
def _played(level: str, bot: str) -> tuple[Played, RunRecord]:
    run = _stage(level).play(BOTS[bot])
    return Played.of(run), record_of(run)


@cache
def _review(level: str, bot: str) -> Review:
    played, _ = _played(level, bot)
    return Reviewer(_stage(level).scenario, 1, Guidance.ALONE, played, None).review()


@cache
def _again(level: str, bot: str) -> Again:
    return Again(_stage(level).scenario, 1, Guidance.ALONE, _played(level, bot)[0])


def _of_kind(level: str, bot: str, kind: MomentKind) -> ReviewMoment:
    return next(moment for moment in _review(level, bot).moments if moment.kind is kind)


@pytest.mark.parametrize(("level", "bot"), NIGHTS)
def test_three_to_five_moments_of_the_run_are_asked_about(level: str, bot: str) -> None:
    """In the order of time, inside the run, no two of one second; each with a board, a question, options, and something told."""
    moments = _review(level, bot).moments
    assert 3 <= len(moments) <= 5
    seconds = [moment.second for moment in moments]
    assert seconds == sorted(set(seconds))
    record = _played(level, bot)[1]
    assert seconds[0] >= record.level.start_s
    assert seconds[-1] <= record.end_s
    assert len({moment.id for moment in moments}) == len(moments)
    for moment in moments:
        assert moment.board.second == moment.second
        assert moment.board.recording
        assert not moment.board.ended
        assert moment.asks.endswith("?")
        assert 2 <= len(moment.options) <= 4
        assert len(set(moment.options)) == len(moment.options)
        assert moment.options[-1] == FORGOTTEN
        assert len(moment.told) >= 2
        assert all(said.endswith((".", '."')) for said in moment.told), moment.told


@pytest.mark.parametrize(("level", "bot"), NIGHTS)
def test_no_option_names_what_the_level_has_not(level: str, bot: str) -> None:
    """What was so that an order needs is what it needs there: nobody stops an automation that writes another record."""
    run, so = Run(_stage(level).scenario, 1), "What it needs was so: "
    for moment in _review(level, bot).moments:
        for option in moment.options:
            assert "automation" not in option or level != "first-page", option
            if option.startswith(so):
                parsed = run.grammar.parse(moment.asks.partition(" ordered: ")[2].partition(". What ")[0])
                assert isinstance(parsed, Parsed)
                assert option == so + run.region.needed(parsed.entry.spec, parsed.values)


def test_what_an_order_needs_is_that_of_its_target_in_its_level() -> None:
    """By the order as it was given: off needs nothing where on does, and a record that nobody writes needs nobody to be off."""
    needs = {
        ("first-page", "dns restore connect.us-east-1.amazonaws.com"): "",
        ("empty-answer", "dns restore dynamodb.us-east-1.amazonaws.com"): "the automation is off",
        ("flapping", "failover nlb off"): "",
        ("flapping", "failover nlb on"): "nothing new waits for its network",
        ("flapping", "restore poller"): "what it needs answers again",
    }
    for (level, line), words in needs.items():
        run = Run(_stage(level).scenario, 1)
        parsed = run.grammar.parse(line)
        assert isinstance(parsed, Parsed)
        assert run.region.needed(parsed.entry.spec, parsed.values) == words, line


@pytest.mark.parametrize(("level", "bot"), NIGHTS)
def test_nothing_that_is_asked_or_told_blames_anybody(level: str, bot: str) -> None:
    """No verdict in any sentence, and no place in one that was left open."""
    review = _review(level, bot)
    said = [piece.text for piece in review.pieces] + list(review.factors)
    for moment in review.moments:
        said += [moment.title, moment.asks, *moment.options, *moment.told]
    for text in said:
        assert not BLAME.search(text), text
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize(("level", "bot"), NIGHTS)
def test_what_is_told_of_the_board_stands_on_that_board(level: str, bot: str) -> None:
    """The sentence about the board, counted again from the tiles of the board beside it."""
    for moment in _review(level, bot).moments:
        states = [tile.state for tile in moment.board.tiles]
        first = moment.told[0]
        assert first.startswith("On the board: ")
        if all(state is State.OK for state in states):
            assert first == f"On the board: all {len(states)} well."
            continue
        for state, word in WORDS.items():
            found = re.search(rf"(\d+) {word}[,.]", first) if state is not State.DOWN else None
            if state is not State.DOWN:
                assert (0 if found is None else int(found[1])) == states.count(state), first
        down = re.search(r"On the board: (.*?) DOWN", first)
        assert (down is not None) == (State.DOWN in states)
        if down is not None:
            named = _named(down[1])
            assert named[0] == states.count(State.DOWN), first
            tiles = {tile.name: tile.state for tile in moment.board.tiles}
            assert all(tiles[name] is State.DOWN for name in named[1])
        assert first.endswith(f" {states.count(State.OK)} well.")


def _named(text: str) -> tuple[int, list[str]]:
    """How many a list of names counts, and the names in it."""
    names = re.split(r", | and ", text)
    rest = re.fullmatch(r"(\d+) others?", names[-1])
    return (len(names), names) if rest is None else (len(names) - 1 + int(rest[1]), names[:-1])


@pytest.mark.parametrize(("level", "bot"), LOOKED_INTO)
def test_what_is_told_of_the_region_was_so(level: str, bot: str) -> None:
    """The shares of calls that failed, read again from a run of its own."""
    run = _again(level, bot).run
    names = {run.instruments.name_of(part.id): part.id for part in (*run.ledger.sectors, *run.public)}
    for moment in _review(level, bot).moments:
        second = next(said for said in moment.told if said.startswith("In the region, "))
        place = (moment.second - run.scenario.region.start_s) // run.region.tick_s - 1
        told = re.findall(r"(?:at |, |and )([\w-]+) \((\d+) %\)", second)
        assert bool(told) == ("calls failed at" in second)
        for name, share in told:
            assert int(run.region.history(names[name], "failing")[place] * 100 + 0.5) == int(share), second
        if not told:
            assert all(run.region.history(part, "failing")[place] < 0.01 for part in names.values())


@pytest.mark.parametrize(("level", "bot"), LOOKED_INTO)
def test_a_board_is_what_a_recording_shows(level: str, bot: str) -> None:
    """Everything on it, at that second, from a run that goes forwards only."""
    scenario = _stage(level).scenario
    tape = Tape(Run(scenario, 1), _played(level, bot)[0].said)
    for moment in _review(level, bot).moments:
        tape.go_on(moment.second)
        clock = Clock(moment.second)
        shown = Observer(tape.run, clock).snapshot()
        assert _content(moment.board) == _content(shown), moment.id


def _content(board: Snapshot) -> tuple[object, ...]:
    return (
        *(board.level, board.second, board.impact, board.impact_spark, board.trust, board.trust_spark, board.severity),
        *(board.responders, board.tiles, board.alarms, board.posts, board.post_due_s, board.feed, board.ended),
        *(board.paged_s, board.finer, board.muted),
    )


def test_each_player_is_asked_about_what_they_did() -> None:
    """The liar about a word, who tells nothing about the silence, who does nothing about the wait, the calm one about what helped."""
    liar = _of_kind("empty-answer", "liar", MomentKind.UNTRUE_WORD)
    first = next(judged for judged in _played("empty-answer", "liar")[1].telling.judgements if not judged.truthful)
    assert liar.second == first.second - 1
    assert '"resolved"' in liar.asks
    silent = _of_kind("empty-answer", "silent winner", MomentKind.LONGEST_SILENCE)
    assert not silent.board.posts
    assert silent.board.post_due_s is not None
    assert silent.board.post_due_s < silent.second
    assert _of_kind("empty-answer", "nothing", MomentKind.LONGEST_WAIT).board.impact > 0.3
    helped = _of_kind("empty-answer", "reference", MomentKind.TURNING_POINT)
    kinds = {moment.kind for moment in _review("empty-answer", "reference").moments}
    assert helped.kind in kinds
    assert not kinds & {
        MomentKind.UNTRUE_WORD,
        MomentKind.LONGEST_SILENCE,
        MomentKind.HARM,
        MomentKind.FIRST_WRONG_TURN,
    }


def test_the_change_that_helped_is_asked_about_before_it_was_ordered() -> None:
    """The board beside the question does not know of it yet; what is offered was read before."""
    _, record = _played("empty-answer", "reference")
    restore = next(entry for entry in record.entries if entry.line.startswith("dns restore"))
    moment = next(it for it in _review("empty-answer", "reference").moments if restore.line in it.asks)
    assert moment.second == restore.second - 1
    looks = [entry.line for entry in record.entries if entry.kind is EntryKind.LOOK and entry.second < restore.second]
    offered = [option for option in moment.options if option.endswith(" had shown")]
    assert offered
    assert "What it needs was so: the automation is off" in moment.options
    assert all(any(look in option for look in looks) for option in offered)
    assert moment.told[-1] == "After it the share of customers cut off fell from 45 % to 3 % within 15 minutes."


def test_a_silence_is_as_long_as_it_was() -> None:
    """The stretches of a run add up to the seconds that the record counts."""
    for bot in ("history", "liar", "silent winner", "nothing"):
        again = _again("empty-answer", bot)
        length_s = sum([silence.to_s - silence.from_s for silence in again.silences])
        assert length_s == record_of(again.run).telling.silent_s


# The chain of causes.


@pytest.mark.parametrize(("level", "bot"), NIGHTS)
def test_the_pieces_are_those_of_the_run_in_another_order(level: str, bot: str) -> None:
    """As many as can be ordered, mixed; the truth is their order in time, and the level's where they came together."""
    review = _review(level, bot)
    assert PIECES_AT_LEAST <= len(review.pieces) <= PIECES_AT_MOST
    ids = [piece.id for piece in review.pieces]
    assert sorted(ids) == sorted(review.truth)
    assert tuple(ids) != review.truth
    seconds = {piece.id: piece.second for piece in review.pieces}
    assert [seconds[piece] for piece in review.truth] == sorted(seconds.values())
    assert review.standing(review.truth) == len(ids)
    assert {piece for _, leading in review.leads for piece in leading} <= set(ids)
    assert review.standing(tuple(reversed(review.truth))) < len(ids)
    assert max(seconds.values()) <= _played(level, bot)[1].end_s
    assert len(review.factors) >= 2


def test_a_piece_came_about_when_it_is_said_to() -> None:
    """Held against the level's own milestones, which are found while the night runs."""
    again = _again("long-night", "history")
    seconds = {piece.id: piece.second for piece in came_about(again.run)}
    found = again.run.ledger.milestones()
    assert seconds["live-plan-deleted"] == found["dns-empty"]
    assert seconds["answer-kept"] == found["dns-restored"]
    assert seconds["leases-lapsed"] < (found["leases-drained"] or 0) < seconds["answer-kept"]
    assert seconds["leases-collapsed"] == pytest.approx(found["dwfm-collapse-begins"] or 0, abs=120)
    assert seconds["network-late"] <= seconds["unready-judged"] < seconds["failover"]


def test_where_the_record_never_empties_those_pieces_are_absent() -> None:
    """The automation is frozen before the slow enactor writes: of the chain there is one piece, and nothing to order."""
    scenario = load_level("empty-answer")
    run = Run(scenario, 1)
    assert run.say("dns automation off", "you", run.second, confirmed=True)[0].kind.name == "DONE"
    run.advance_to(1200)
    assert run.ledger.milestones()["dns-empty"] is None
    assert [piece.id for piece in came_about(run)] == ["held-up"]
    review = Reviewer(scenario, 1, Guidance.ALONE, Played.of(run), None).review()
    assert (review.pieces, review.truth) == ((), ())


def test_who_writes_late_is_named_as_it_was() -> None:
    """The piece tells the enactor whose log says so."""
    pieces = {piece.id: piece.text for piece in _review("empty-answer", "reference").pieces}
    assert pieces["held-up"].startswith("Enactor 2 ")
    assert pieces["old-plan-written"].startswith("Enactor 2 ")


def test_what_contributed_is_of_the_run_as_well() -> None:
    """Silence, trust and hands where they were so, and not where they were not."""
    nothing, reference = [" ".join(_review("empty-answer", bot).factors) for bot in ("nothing", "reference")]
    for words in ("Customers waited 3 h", "trust was below 50", "One pair of hands was there"):
        assert words in nothing
        assert words not in reference
    assert "DNS canary: empty" in reference


def test_the_times_that_are_told_are_of_that_night() -> None:
    """What had come about by then stands with its time of day, and never comes later than the moment."""
    run = _again("long-night", "history").run
    pieces = {f"{piece.text} ({clock_time(run.scenario.zero, piece.second)[:5]})": piece for piece in came_about(run)}
    told = 0
    for moment in _review("long-night", "history").moments:
        for said in moment.told:
            if said.startswith("By then: "):
                for part in said.removeprefix("By then: ").removesuffix(".").split("; ", 1):
                    known = [piece for text, piece in pieces.items() if text in part]
                    assert known, part
                    assert all(piece.second <= moment.second for piece in known)
                    told += 1
    assert told >= 4
