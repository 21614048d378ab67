"""One count of people: the header and `status` count those who are here; who is late is here any moment now."""

from __future__ import annotations

from game.session.language.wording import plain
from game.session.run import YOU, Run
from game.session.session import Session
from game.session.showing.observe import Observer
from game.tui.widgets.header import free_hands, hands_here
from tests.session.night import small_night


def test_the_header_counts_as_status_does() -> None:
    """Whoever is on the way is in neither number."""
    session = Session.begin(small_night(), 1)
    session.advance_to(300)
    session.submit("page dynamodb", second=300)
    session.submit("page identity", second=300)
    run = session.run
    for second in range(300, 1200, 30):
        session.advance_to(second)
        snapshot = Observer(run, session.clock).snapshot()
        told = plain(run.say("status", YOU, run.second, confirmed=True)[0].lines)
        assert f"PEOPLE  {free_hands(snapshot)} of {hands_here(snapshot)} free" in told
    assert hands_here(snapshot) > 1


def _late(run: Run) -> bool:
    return any(one.arrives_s is not None and one.arrives_s <= run.second for one in run.people.responders(run.second))


def test_who_should_be_here_by_now_comes_any_moment() -> None:
    """No time that has passed is called expected."""
    found = 0
    for seed in range(1, 12):
        run = Run(small_night(), seed)
        run.advance_to(300)
        run.say("page dynamodb", YOU, 300, confirmed=True)
        while not _late(run) and run.second < 900:
            run.step()
        if _late(run):
            found += 1
            told = plain(run.say("status", YOU, run.second, confirmed=True)[0].lines)
            assert "on the way, here any moment now" in told
    assert found
