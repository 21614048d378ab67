"""The hours of a long night: people tire, go home and sleep, and the day shift relieves them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from game.engine.digest import digest
from game.engine.scenario import TeamSpec
from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.inspector import inspect
from game.session.showing.offers import team_offers
from game.session.staff.people import YOU, Assignment, People
from game.session.staff.person import News, NewsKind, Presence, Tiredness
from game.session.staff.shifts import HANDOVER_S, HOME_AFTER_S, REST_S, TIRED_AFTER_S, WORN_OUT_AFTER_S, pace, takes
from tests.session.night import small_night

HOUR = 3600
CHANGE_S = 7 * HOUR
TEAMS = (
    TeamSpec(
        id="store",
        name="Store",
        people=("Ana", "Ben", "Chidi"),
        answers_s=240,
        spread_s=60,
        knows="dynamodb",
        day_people=("Nadia", "Emil", "Oskar"),
    ),
    TeamSpec(id="net", name="Network", people=("Dora",), answers_s=400, spread_s=200),
)


def _called(
    team: str = "store", second: int = 0, *, shift_change_s: int | None = None
) -> tuple[People, dict[str, int]]:
    """People of whom one team was called, and when each came."""
    people = People(TEAMS, 1, shift_change_s=shift_change_s)
    people.page(team, second)
    news = people.tick(second + 1200)
    return people, {line.name: line.second for line in news if line.kind is NewsKind.ARRIVED}


def _told(people: People, second: int, kind: NewsKind) -> list[News]:
    return [line for line in people.tick(second) if line.kind is kind]


def _takes(people: People, specialty: str, second: int, hands: int = 1) -> int:
    answer = people.plan(hands, specialty, 120, second)
    assert isinstance(answer, Assignment)
    return answer.done_s - second


def test_hours_and_specialty_multiply_in_whole_numbers() -> None:
    """Fresh, tired, worn out: as stated, a quarter and half as long again; all of it half as long again in other hands."""
    steps = (Tiredness.FRESH, Tiredness.TIRED, Tiredness.WORN_OUT)
    assert [takes(800, pace(True, step)) for step in steps] == [800, 1000, 1200]
    assert [takes(800, pace(False, step)) for step in steps] == [1200, 1500, 1800]
    assert [takes(121, pace(False, step)) for step in steps] == [182, 227, 273]
    assert takes(0, pace(False, Tiredness.WORN_OUT)) == 0


def test_you_tire_after_five_hours_and_again_after_nine() -> None:
    """At the second, not before, in one line each; and no more than that, for you never go home."""
    people = People((), 1, begins_s=-120)
    tired, worn = TIRED_AFTER_S - 120, WORN_OUT_AFTER_S - 120
    assert [_takes(people, "", second) for second in (0, tired - 1, tired, worn - 1, worn)] == [120, 120, 150, 150, 180]
    assert people.tick(tired - 1) == ()
    assert [str(line.text) for line in people.tick(tired)] == ["You have been at it for 5 hours and slow down."]
    assert people.tick(worn - 1) == ()
    lines = [str(line.text) for line in people.tick(worn)]
    assert lines == ["After 9 hours you are worn out; work takes you half as long again."]
    assert people.tick(100 * HOUR) == ()
    assert _takes(people, "", 100 * HOUR) == 180
    assert [responder.tired for responder in people.responders(100 * HOUR)] == ["worn out"]


def test_others_tire_from_when_they_came_and_the_board_says_so() -> None:
    """Ana came after you did, and slows down after you did."""
    people, came = _called()
    second = came["Ana"] + TIRED_AFTER_S
    lines = [(line.second, str(line.text)) for line in people.tick(second) if line.name == "Ana"]
    assert lines == [(second, "Ana has been at it for 5 hours and slows down.")]
    second = came["Ana"] + WORN_OUT_AFTER_S
    assert {responder.name: responder.tired for responder in people.responders(second)}["Ana"] == "worn out"
    worn = [str(line.text) for line in people.tick(second) if line.name == "Ana"]
    assert worn == ["Ana is worn out after 9 hours and goes home in 2 h."]


def test_the_fastest_hands_come_first() -> None:
    """A tired specialist is still faster than you; whoever is fresh does what needs no specialty."""
    people, came = _called(second=HOUR)
    second = TIRED_AFTER_S
    assert people.plan(1, "", 120, second) == Assignment(second + 120, ("Ana",))  # you are tired, Ana is not
    second = max(came.values()) + TIRED_AFTER_S
    assert people.plan(1, "store", 120, second) == Assignment(second + 150, ("Ana",))
    assert people.plan(1, "", 120, second) == Assignment(second + 150, (YOU,))
    assert _takes(people, "store", second, hands=2) == 150
    assert people.would_take_s(9, "store", 120, second) == 150  # not enough hands: in those that are here


def test_work_keeps_the_time_that_was_promised() -> None:
    """Somebody who tires over it finishes when it was said, and goes home only then."""
    people, came = _called()
    done_s = 1200 + 12 * HOUR
    assert people.assign(1, "store", 12 * HOUR, 1200, "a long repair") == Assignment(done_s, ("Ana",))
    worn = [line.kind for line in people.tick(came["Ana"] + WORN_OUT_AFTER_S) if line.name == "Ana"]
    assert worn == [NewsKind.TIRED, NewsKind.TIRED]
    assert "Ana" not in [line.name for line in _told(people, came["Ana"] + HOME_AFTER_S, NewsKind.WENT_HOME)]
    lines = [line for line in people.tick(done_s) if line.name == "Ana"]
    assert [(line.kind, line.second) for line in lines] == [(NewsKind.FINISHED, done_s), (NewsKind.WENT_HOME, done_s)]
    assert str(lines[-1].text) == "Ana (Store) hands over and goes home after 12 hours."


def test_people_go_home_after_eleven_hours_sleep_and_can_be_called_again() -> None:
    """A page of a team that sleeps says who is rested when; afterwards it wakes them, and they come fresh."""
    people, came = _called("net")
    home = came["Dora"] + HOME_AFTER_S
    assert people.total(home - 1) == 2
    gone = [str(line.text) for line in _told(people, home, NewsKind.WENT_HOME)]
    assert gone == ["Dora (Network) hands over and goes home after 11 hours."]
    assert (people.total(home), people.free(home)) == (1, 1)
    assert [responder.name for responder in people.responders(home)] == [YOU]
    refusal = "Nobody of Network can be paged before Dora has slept, in 9 h."
    assert str(people.page_refusal("net", home)) == refusal
    before = people.digest_state()
    assert str(people.page("net", home)) == refusal
    assert people.digest_state() == before
    back = [str(line.text) for line in _told(people, home + REST_S, NewsKind.RESTED)]
    assert back == ["Dora (Network) has slept and can be paged again."]
    assert str(people.page("net", home + REST_S)).startswith("Paged Network: Dora.")
    people.tick(home + REST_S + 1200)
    dora = next(person for person in people.state.persons if person.name == "Dora")
    assert (dora.presence, dora.tiredness) == (Presence.HERE, Tiredness.FRESH)
    assert (people.tally().woken, people.tally().came) == (1, 1)


def test_the_day_shift_comes_only_where_it_is_declared() -> None:
    """Without a shift change there is no day shift, whatever the teams have."""
    people = People(TEAMS, 1)
    assert len(people.state.persons) == 5
    assert {line.kind for line in people.tick(20 * HOUR)} == {NewsKind.TIRED}


def test_at_the_shift_change_the_day_people_answer_at_once_and_you_are_somebody_fresh() -> None:
    """Not a second before; those at the office come before anybody is woken, and nobody of them counts as woken."""
    people = People(TEAMS, 1, shift_change_s=CHANGE_S)
    assert (people.answers_in_s("store", CHANGE_S - 1), people.answers_in_s("store", CHANGE_S)) == (240, 120)
    assert (_takes(people, "", CHANGE_S - 1), _takes(people, "", CHANGE_S)) == (150, 120)
    lines = [(line.second, line.kind) for line in people.tick(CHANGE_S) if line.kind is not NewsKind.TIRED]
    assert lines == [(CHANGE_S, NewsKind.HANDED_OVER), (CHANGE_S, NewsKind.DAY_SHIFT)]
    answer = str(people.page("store", CHANGE_S))
    assert answer == "Paged Store: Nadia and Emil at the office. They usually answer within 2 min."
    came = {line.name: line.second - CHANGE_S for line in _told(people, CHANGE_S + 180, NewsKind.ARRIVED)}
    assert set(came) == {"Nadia", "Emil"}
    assert all(60 <= later <= 180 for later in came.values())
    assert people.tally().woken == 0
    assert str(people.page("store", CHANGE_S + 200)).startswith("Paged Store: Oskar at the office.")
    assert str(people.page("store", CHANGE_S + 200)).startswith("Paged Store: Ana and Ben. They usually")
    assert people.tally().woken == 2


def test_the_tired_ones_who_are_relieved_go_home_and_the_others_stay() -> None:
    """Ana's team has a day shift: she stays for the handover. Dora's has none: she stays until her hours are over."""
    people, _ = _called(shift_change_s=CHANGE_S)
    people.page("net", 1200)
    end_s = CHANGE_S + HANDOVER_S
    people.tick(end_s - 1)
    assert [responder.name for responder in people.responders(end_s - 1)] == [YOU, "Ana", "Ben", "Dora"]
    assert [line.name for line in _told(people, end_s, NewsKind.WENT_HOME)] == ["Ana", "Ben"]
    assert [responder.name for responder in people.responders(end_s)] == [YOU, "Dora"]


def test_whoever_came_late_in_the_night_stays_until_tired() -> None:
    """Who is fresh at the shift change is not sent home; after five hours they go without another word."""
    people, came = _called(second=CHANGE_S - HOUR, shift_change_s=CHANGE_S)
    leaves_s = came["Ana"] + TIRED_AFTER_S
    assert "Ana" in [responder.name for responder in people.responders(leaves_s - 1)]
    assert [line.kind for line in people.tick(leaves_s) if line.name == "Ana"] == [NewsKind.WENT_HOME]


def test_long_work_goes_on_across_the_shift_change() -> None:
    """Who is in the middle of it finishes it, then goes; yours is finished by your successor when it was said."""
    people, _ = _called(shift_change_s=CHANGE_S)
    start = CHANGE_S - HOUR
    hers_s, yours_s = start + 3 * HOUR * 5 // 4, start + 2 * HOUR * 5 // 4
    assert people.assign(1, "store", 3 * HOUR, start, "a long repair") == Assignment(hers_s, ("Ana",))
    assert people.assign(1, "", 2 * HOUR, start, "a long look") == Assignment(yours_s, (YOU,))
    people.tick(CHANGE_S + HANDOVER_S)
    shown = {responder.name: (responder.until_s, responder.tired) for responder in people.responders(CHANGE_S + 1000)}
    assert (shown["Ana"], shown[YOU]) == ((hers_s, "tired"), (yours_s, ""))
    news = [line for line in people.tick(CHANGE_S + 4 * HOUR) if line.name in {YOU, "Ana"}]
    assert [(line.second, str(line.text)) for line in news] == [
        (yours_s, "You finished: a long look."),
        (news[1].second, "Ana is worn out after 9 hours and goes home when this is done."),
        (hers_s, "Ana finished: a long repair."),
        (hers_s, "Ana (Store) hands over and goes home after 9 hours."),
    ]


def test_refusals_say_when_the_day_shift_comes() -> None:
    """A team whose night people are all called, and work that finds no hands."""
    people = People(TEAMS, 1, shift_change_s=CHANGE_S)
    for second in (0, 1, 2, 3):
        people.page("net" if second == 3 else "store", second)
    people.tick(1800)
    refusal = "Nobody of Store can be paged before the day shift comes in 6 h 30 min."
    assert str(people.page_refusal("store", 1800)) == refusal
    assert str(people.page_refusal("net", 1800)) == "Everybody of Network is here or on the way."
    assert str(people.plan(9, "", 60, 1800)) == (
        "This needs 9 pairs of hands and only 5 are free. The day shift comes in 6 h 30 min and can be paged then."
    )
    people.assign(1, "", 120, 1800, "dns flush")
    assert str(people.plan(9, "", 60, 1800)) == (
        "This needs 9 pairs of hands and only 4 are free; busy: you for another 2 min (dns flush). "
        "Nobody can be paged before the day shift comes in 6 h 30 min."
    )
    alone = People((), 1)
    assert str(alone.plan(2, "", 60, 0)) == "This needs 2 pairs of hands and only 1 is free. Nobody is left to page."


_ORDERS = st.lists(
    st.tuples(st.sampled_from(["page store", "page net", "work store", "work "]), st.integers(0, 4 * HOUR)), max_size=25
)


def _play(people: People, second: int, orders: list[tuple[str, int]]) -> list[object]:
    told: list[object] = []
    for number, (order, later) in enumerate(orders):
        second += later
        verb, what = order.split(" ", 1)
        if verb == "page":
            told.append(people.page(what, second))
        else:
            told.append(people.assign(1, what, 600 * (number + 1), second, f"job {number}"))
        told.append(people.tick(second))
    return told


@given(st.integers(0, 100), _ORDERS, _ORDERS)
def test_rewinding_forgets_the_hours_too(
    seed: int, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
    """The same again from a mark is the same, fingerprint for fingerprint, whatever lies between."""
    people = People(TEAMS, seed, shift_change_s=CHANGE_S)
    _play(people, 0, before)
    begun = sum(later for _, later in before)
    mark = people.mark()
    first = _play(people, begun, after), digest(people.digest_state())
    people.rewind(mark)
    assert people.digest_state() == mark
    assert (_play(people, begun, after), digest(people.digest_state())) == first


@given(st.integers(0, 100), _ORDERS, st.integers(300, 4 * HOUR))
def test_looking_often_or_once_tells_the_same(seed: int, orders: list[tuple[str, int]], every_s: int) -> None:
    """What happens by itself depends on the second, not on how often somebody looks."""
    often, once = [People(TEAMS, seed, shift_change_s=CHANGE_S) for _ in range(2)]
    _play(often, 0, orders)
    _play(once, 0, orders)
    begun = sum(later for _, later in orders)
    end = begun + 30 * HOUR
    told: list[News] = []
    for second in range(begun, end, every_s):
        told += often.tick(second)
    told += often.tick(end)
    assert sorted(map(str, told)) == sorted(map(str, once.tick(end)))
    assert often.digest_state() == once.digest_state()


def test_a_run_hands_over_and_shows_who_is_tired() -> None:
    """From the level's data to the feed, `status`, the inspector and the offers; back from a mark it is the same again."""
    night = small_night(end_s=36_000, tick_s=5)
    teams = (replace(night.teams[0], day_people=("Nadia",)), night.teams[1])
    run = Run(replace(night, teams=teams, shift_change_s=20_000), 1)
    run.advance_to(0)
    run.say("page dynamodb", "you", run.second, confirmed=True)
    run.advance_to(19_000)
    shown = plain(run.say("status", "you", run.second, confirmed=True)[0].lines)
    assert "PEOPLE  2 of 2 free\n  you: free, tired\n  Ana (DynamoDB): free, tired" in shown
    assert "tired" in str(inspect(run, "store"))
    mark = run.mark()
    digests = []
    for _ in range(2):
        run.rewind(mark)
        run.advance_to(21_000)
        assert [offer.duration_s for offer in team_offers(run)] == [120, 300]
        assert "at the office" in str(inspect(run, "store"))
        run.say("page dynamodb", "you", run.second, confirmed=True)
        run.advance_to(22_000)
        digests.append(run.digest())
    assert digests[0] == digests[1]
    feed = plain(tuple([entry.line for entry in run.feed]))
    for told in (
        "You have been at it for 5 hours and slow down.",
        "You hand over and go home. Your successor is fresh; from here on that is you.",
        "The day shift is at the office and answers a page within minutes.",
        "Ana (DynamoDB) hands over and goes home after 5 hours.",
        "Nadia (DynamoDB) is here",
    ):
        assert feed.count(told) == 1
