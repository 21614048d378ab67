"""People: one thing at a time, hands neither lost nor found, pages that are answered as drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.engine.digest import digest
from game.engine.scenario import TeamSpec
from game.session.staff.people import YOU, Assignment, People
from game.session.staff.person import News, NewsKind

TEAMS = (
    TeamSpec(id="store", name="Store", people=("Ana", "Ben", "Chidi"), answers_s=240, spread_s=60, knows="dynamodb"),
    TeamSpec(id="net", name="Network", people=("Dora", "Ana"), answers_s=400, spread_s=200),
)


def _orders() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    page = st.tuples(st.sampled_from(["page store", "page net"]), st.just(0), st.integers(0, 400))
    work = st.tuples(st.sampled_from(["work store", "work dynamodb", "work "]), st.integers(0, 4), st.integers(0, 400))
    return st.lists(st.one_of(page, work), max_size=30)


def _play(people: People, orders: list[tuple[str, int, int]]) -> list[tuple[int, Assignment]]:
    """Carry orders out, each so many seconds after the one before; what was taken up, with the second of it."""
    taken = []
    second = 0
    for number, (order, hands, later) in enumerate(orders):
        second += later
        verb, what = order.split(" ", 1)
        if verb == "page":
            people.page(what, second)
        else:
            answer = people.assign(hands, what, 60 + number * 37, second, f"job {number}")
            if isinstance(answer, Assignment):
                taken.append((second, answer))
        people.tick(second)
    return taken


@given(st.integers(0, 1000), _orders())
def test_nobody_does_two_things_at_once(seed: int, orders: list[tuple[str, int, int]]) -> None:
    """Work that overlaps in time never has more hands of one name than there are people of that name."""
    people = People(TEAMS, seed)
    taken = _play(people, orders)
    for start, work in taken:
        for name in work.names:
            namesakes = 2 if name == "Ana" else 1
            overlapping = [
                other.names.count(name)
                for begun, other in taken
                if begun <= start < other.done_s and name in other.names
            ]
            total = 0
            for count in overlapping:
                total += count
            assert total <= namesakes


@given(st.integers(0, 1000), _orders(), st.integers(0, 5000))
def test_hands_are_conserved(seed: int, orders: list[tuple[str, int, int]], later: int) -> None:
    """Free hands and busy hands are all the hands, at every moment, and what the board lists is the same people."""
    people = People(TEAMS, seed)
    _play(people, orders)
    second = 12_000 + later
    for moment in (second - 11_000, second):
        shown = people.responders(moment)
        here = [person for person in shown if person.arrives_s is None]
        assert people.total(moment) == len(here)
        assert people.free(moment) == len([person for person in here if not person.doing])
        assert people.free(moment) <= people.total(moment) <= 6


@given(st.integers(0, 1000), _orders())
def test_a_refused_order_changes_nothing_and_a_plan_is_what_happens(
    seed: int, orders: list[tuple[str, int, int]]
) -> None:
    """`plan` answers what `assign` then does; a refusal leaves the hands as they were."""
    people = People(TEAMS, seed)
    _play(people, orders)
    second = 20_000
    people.tick(second)
    for hands in (1, 3, 9):
        before = people.digest_state()
        planned = people.plan(hands, "store", 100, second)
        assert people.digest_state() == before
        assert people.assign(hands, "store", 100, second, "x") == planned
        if not isinstance(planned, Assignment):
            assert people.digest_state() == before


@given(st.integers(0, 1000), _orders(), _orders())
def test_rewinding_forgets(seed: int, before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]) -> None:
    """Coming back to a mark and doing the same again gives the same state, fingerprint for fingerprint."""
    people = People(TEAMS, seed)
    _play(people, before)
    mark = people.mark()
    first = _play(people, after), digest(people.digest_state())
    people.rewind(mark)
    assert (_play(people, after), digest(people.digest_state())) == first


def _arrivals(seed: int) -> list[News]:
    people = People(TEAMS, seed)
    people.page("store", 0)
    return list(people.tick(3600))


def test_pages_are_answered_after_the_teams_delay_and_sometimes_late_or_not() -> None:
    """The first of a pair always comes, within the spread or one answering time later; over seeds, late and silent ones occur."""
    late = silent = 0
    for seed in range(200):
        news = _arrivals(seed)
        arrived = {line.name: line.second for line in news if line.kind is NewsKind.ARRIVED}
        assert "Ana" in arrived
        for second in arrived.values():
            assert 180 <= second <= 300 or 420 <= second <= 540
            late += second > 300
        silent += len([line for line in news if line.kind is NewsKind.SILENT])
    assert 30 < late < 100
    assert 10 < silent < 50


def test_whoever_did_not_answer_can_be_called_again_and_then_comes() -> None:
    """A silent person goes back to those who can be paged, is tried last, and answers the second call."""
    seed = next(seed for seed in range(200) if any(line.kind is NewsKind.SILENT for line in _arrivals(seed)))
    people = People(TEAMS, seed)
    people.page("store", 0)
    people.tick(3600)
    assert people.page_refusal("store", 3600) is None
    assert str(people.page("store", 3600)).startswith("Paged Store: Chidi and Ben.")
    assert {line.name for line in people.tick(7200)} == {"Chidi", "Ben"}
    assert str(people.page_refusal("store", 7200)) == "Everybody of Store is here or on the way."


def test_paging_one_team_moves_nobody_elses_answer() -> None:
    """Delays are drawn by team, person and call: another team's page disturbs none of them."""
    alone = _arrivals(7)
    people = People(TEAMS, 7)
    people.page("net", 0)
    people.page("store", 0)
    assert [line for line in people.tick(3600) if line.team == "store"] == alone


def test_specialists_first_and_others_take_half_as_long_again() -> None:
    """A free specialist does it in the time stated; once they are busy, you do it in half as long again."""
    people = People(TEAMS, 1)
    people.page("store", 0)
    people.tick(3600)
    skilled = people.assign(1, "dynamodb", 120, 3600, "repair")
    assert skilled == Assignment(3720, ("Ana",))
    others = [people.assign(1, "dynamodb", 121, 3600, f"job {n}") for n in range(3)]
    done = [(answer.names[0], answer.done_s - 3600) for answer in others if isinstance(answer, Assignment)]
    assert (YOU, 182) in done
    assert people.assign(1, "", 100, 3600, "x") != Assignment(3750, (YOU,))


def test_a_refusal_names_who_is_busy_for_how_long_and_who_can_be_paged() -> None:
    """The sentence tells what would make it possible."""
    people = People(TEAMS, 1)
    assert people.assign(1, "", 90, 0, "dns flush") == Assignment(90, (YOU,))
    sentence = str(people.assign(1, "", 90, 10, "dns restore"))
    assert sentence == (
        "This needs a pair of hands and none is free; busy: you for another 1 min 20 s (dns flush). "
        "`page store` or `page net` brings more."
    )
    two = str(people.plan(2, "", 90, 100))
    assert two.startswith("This needs 2 pairs of hands and only 1 is free. `page store`")
    assert str(people.page_refusal("sales", 100)) == "There is no team called sales; there are: store, net."


def test_work_that_needs_no_hands_is_nobodys() -> None:
    """No hands, no names, no delay beyond the action's own."""
    people = People((), 1)
    assert people.assign(0, "store", 30, 5, "sev 1") == Assignment(35, ())
    assert people.free(5) == people.total(5) == 1


def test_the_board_is_not_told_who_will_be_late() -> None:
    """Whoever is on the way is shown with the team's usual time, never with the drawn one; once overdue, with now."""
    for seed in range(30):
        people = People(TEAMS, seed)
        people.page("store", 100)
        assert [person.arrives_s for person in people.responders(150)] == [None, 340, 340]
        waiting = [person.arrives_s for person in people.responders(390) if person.arrives_s is not None]
        assert all(second == 390 for second in waiting)


def test_finished_work_is_reported_once() -> None:
    """Every piece of work ends in one line, also when the hands were taken up again before anybody looked."""
    people = People((), 1)
    people.assign(1, "", 60, 0, "first")
    people.assign(1, "", 60, 60, "second")
    assert [str(line.text) for line in people.tick(200)] == ["You finished: first.", "You finished: second."]
    assert people.tick(300) == ()
