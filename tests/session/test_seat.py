"""A seat: what the screens get of a run, and that they get no more than the player has looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.actions import Risk
from game.engine.mechanisms.monitoring import Alarm
from game.engine.readings import State, Unit
from game.session.keeping.home import home, journals_folder
from game.session.keeping.shelf import new_path, open_left
from game.session.language.forms import Misunderstood
from game.session.language.wording import plain
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.answers import acknowledged
from game.session.showing.cards import card_of
from game.session.view.console import ReplyKind
from game.session.view.race import MarkKind, PageKind
from game.session.view.telling import Draft, PostState
from game.tui.port import Port
from tests.session.night import NAME, changed, small_night


def _seat(second: int = -120, seed: int = 1) -> Seat:
    seat = Seat(Session.begin(small_night(), seed))
    seat.session.advance_to(second)
    return seat


def test_a_seat_is_a_port() -> None:
    """The screens' only contract; the type checker reads this as well."""
    port: Port = _seat()
    assert port.snapshot.level.id == "small-night"


def test_unchanged_parts_are_the_same_objects() -> None:
    """Nothing happened: the same snapshot. A tick passed: only tiles that look different are new."""
    seat = _seat(-60)
    first = seat.snapshot
    assert seat.snapshot is first
    seat.session.advance_to(-59)
    second = seat.snapshot
    assert second is not first
    assert second.version == first.version + 1
    assert second.second == -59
    same = [old is new for old, new in zip(first.tiles, second.tiles, strict=True)]
    assert sum(same) >= len(same) - 2
    assert second.alarms is first.alarms
    assert second.responders is first.responders
    assert second.feed is first.feed


def test_equal_tiles_are_the_same_object_all_night() -> None:
    """Through the whole trouble: a tile that is equal to the one before is that one."""
    seat = _seat()
    before = seat.snapshot
    for second in range(-110, 600, 5):
        seat.session.advance_to(second)
        now = seat.snapshot
        for old, new in zip(before.tiles, now.tiles, strict=True):
            assert (old == new) == (old is new)
        assert (before.tiles == now.tiles) == (before.tiles is now.tiles)
        assert (before.alarms == now.alarms) == (before.alarms is now.alarms)
        before = now


def test_the_board_is_fooled_as_the_real_one_was() -> None:
    """The record is empty and its tile is calm; what stands on it is DOWN, late."""
    seat = _seat(600)
    tiles = {tile.component: tile for tile in seat.snapshot.tiles}
    assert tiles["record"].state is State.OK
    assert tiles["record"].text == "NOERROR"
    assert tiles["store"].state is State.DOWN
    assert tiles["store"].new
    assert tiles["login"].state is State.STALE
    assert tiles["login"].age_s > 240
    seat.say("ack all")
    assert not any(tile.new for tile in seat.snapshot.tiles)
    assert seat.snapshot.new_alarms == 0


def test_alarms_come_newest_first_with_their_numbers_filled_in() -> None:
    """And the one that names the cause is among them."""
    alarms = _seat(600).snapshot.alarms
    assert [alarm.second for alarm in alarms] == sorted([alarm.second for alarm in alarms], reverse=True)
    assert any("no healthy address" in alarm.text for alarm in alarms)
    assert not any("{" in alarm.text for alarm in alarms)


def test_every_offer_is_a_line_that_works_or_says_why_not() -> None:
    """Of every component: the line parses, and the refusal is the one that saying it gives."""
    seat = _seat(400)
    for tile in seat.snapshot.tiles:
        inspection = seat.inspect(tile.component)
        assert len(inspection.offers) <= 9
        for offer in inspection.offers:
            parsed = seat.session.run.grammar.parse(offer.line)
            assert not isinstance(parsed, Misunderstood)
            mark = seat.session.run.mark()
            kind = seat.say(offer.line).kind
            seat.session.run.rewind(mark)
            if offer.refusal:
                assert kind is ReplyKind.REFUSED
            elif offer.risk is Risk.HIGH:
                assert kind is ReplyKind.CONFIRM
            else:
                assert kind in (ReplyKind.DONE, ReplyKind.OUTPUT)
    lines = [offer.line for offer in seat.inspect("record").offers]
    assert f"dig {NAME}" in lines
    assert f"dns restore {NAME}" in lines
    assert "dns automation off" in lines


def test_a_switch_is_offered_the_other_way_and_shows_an_order_under_way() -> None:
    """Record, planner and DNS inspector offer the same, whatever the hands are busy with."""
    seat = _seat(600)

    def switches() -> list[tuple[str, str, str]]:
        offers = [*seat.inspect("record").offers, *seat.inspect("planner").offers, *seat.dns().offers]
        found = [(it.line, it.title, it.refusal) for it in offers if it.line.startswith("dns automation")]
        assert len(found) == 3
        assert len(set(found)) == 1
        return found

    for line in (f"dig {NAME}", "plans", "dns automation off"):
        seat.say(line)
    under_way = '"dns automation off" is under way; it is done at 23:59:30.'
    assert switches()[0] == ("dns automation off", "Freeze the DNS automation", under_way)
    assert seat.dns().advice == "The automation is being frozen, done at 23:59:30. Restore the record after that."
    assert seat.say("dns automation on").kind is ReplyKind.REFUSED
    seat.session.advance_to(700)
    assert switches()[0] == ("dns automation on", "Thaw the DNS automation", "")
    seat.say(f"dns restore {NAME}")
    assert switches()[0][:2] == ("dns automation on", "Thaw the DNS automation")
    assert "free" in switches()[0][2]
    assert seat.dns().advice.startswith("The record is being restored, done at ")


def test_an_offer_takes_as_long_as_it_would_take_whoever_is_here() -> None:
    """Half as long again alone; the time stated once somebody who knows it is here and free."""
    seat = _seat(400)

    def takes() -> int:
        return next(it.duration_s for it in seat.inspect("record").offers if it.line == "dns automation off")

    assert takes() == 90
    seat.say("page dynamodb")
    seat.session.advance_to(1000)
    assert takes() == 60
    told = [plain((entry.line,)) for entry in seat.snapshot.feed]
    assert "Ana (DynamoDB) is here and faster than you with the store." in told


def test_a_cleared_alarm_carries_the_time_at_which_it_cleared() -> None:
    """ "ok again" stands beside that second, and the list stays in the order of its seconds."""
    seat = _seat(600)
    for number, line in enumerate(("dns automation off", f"dns restore {NAME}", "dns flush")):
        seat.session.advance_to(600 + number * 120)
        seat.say(line)
    seat.session.advance_to(3000)
    raised = {alarm.number: alarm for alarm in seat.session.run.pager.alarms}
    shown = seat.snapshot.alarms
    cleared = [alarm for alarm in shown if alarm.cleared]
    assert cleared
    for alarm in cleared:
        assert alarm.second == raised[alarm.id].cleared_s
        assert alarm.second > raised[alarm.id].raised_s
    assert [alarm.second for alarm in shown] == sorted([alarm.second for alarm in shown], reverse=True)


def test_acknowledging_says_what_was_taken() -> None:
    """One alarm in its own words, several by number and name; nothing is only "Done."."""
    seat = _seat(600)
    waiting = [alarm for alarm in seat.snapshot.alarms if not alarm.acknowledged and not alarm.cleared]
    first = waiting[-1]
    assert plain(seat.say(f"ack {first.id}").lines) == f"Acknowledged: {first.name} {first.text}."
    text = plain(seat.say("ack all").lines)
    assert text.startswith(f"Acknowledged {len(waiting) - 1} alarms: ")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Store", "Login", "Store"], "Acknowledged 3 alarms: Store (2) and Login."),
        (list("ABCD"), "Acknowledged 4 alarms: A, B, C and D."),
        (list("ABBCDEFGH"), "Acknowledged 9 alarms: A, B (2), C and 5 more."),
    ],
)
def test_the_count_of_alarms_and_their_names_agree(names: list[str], told: str) -> None:
    """Several alarms of one component count as several."""
    alarms = [(name, Alarm(n, name, State.DOWN, 0, "fails", None, Unit.WORD)) for n, name in enumerate(names)]
    assert str(acknowledged(alarms, first=False, advised=False)) == told


def test_what_an_enactor_holds_is_not_what_it_last_applied() -> None:
    """Frozen enactors hold nothing; the view and the tool say so apart."""
    seat = _seat(600)
    for line in (f"dig {NAME}", "plans", "dns automation off"):
        seat.say(line)
    before = seat.dns().enactors
    assert any(lane.holds is not None and lane.holds != lane.applied for lane in before)
    seat.session.advance_to(700)
    for lane in seat.dns().enactors:
        assert (lane.holds, lane.behind) == (None, None)
        assert lane.status == f"off by hand: last applied {lane.applied}"
    assert "holds none  off by hand" in plain(seat.say("plans").lines)
    assert seat.dns().record_look == f"dig {NAME}"


def test_the_inspector_tells_neighbours_and_shows_a_log_once_it_was_opened() -> None:
    """Needs, hits, metrics with the abnormal first; log lines only after `logs`."""
    seat = _seat(600)
    store = seat.inspect("store")
    assert [relation.component for relation in store.needs] == ["record"]
    assert {"login", "banks", "streaming"} <= {relation.component for relation in store.hits}
    assert store.metrics[0].state is State.DOWN
    assert not any(metric.id == "addresses" for metric in seat.inspect("record").metrics)
    assert seat.inspect("enactor-2").lines == ()
    seat.say("logs enactor-2")
    assert len(seat.inspect("enactor-2").lines) == 4


def test_the_race_shows_only_what_was_looked_at() -> None:
    """Lane by lane: the record after dig, who holds what after plans, an enactor's marks after its log."""
    seat = _seat(600)
    blind = seat.dns()
    assert (blind.record_known, blind.pages, blind.plans, blind.planner.known) == (False, (), (), False)
    assert all(not lane.known and lane.holds is None and lane.marks == () for lane in blind.enactors)
    assert [proof.look for proof in blind.proofs] == [f"dig {NAME}"]

    seat.say(f"dig {NAME}")
    dug = seat.dns()
    assert dug.record_status == "NOERROR, 0 addresses"
    assert dug.record_state is State.DOWN
    assert dug.pages[-1].kind is PageKind.EMPTY
    assert all(page.writer == "" and page.plan is None for page in dug.pages)
    assert dug.around_s == dug.pages[-1].from_s == 47

    seat.say("plans")
    held = seat.dns()
    assert held.planner.known
    assert all(lane.holds is not None and not lane.known for lane in held.enactors)
    assert PageKind.OLD in [page.kind for page in held.pages]
    assert any(row.bad for row in held.plans)
    assert "Freeze first" in held.advice

    for number in (1, 2, 3):
        seat.say(f"logs enactor-{number}")
    read = seat.dns()
    assert all(lane.known for lane in read.enactors)
    assert MarkKind.DELETES in [mark.kind for lane in read.enactors for mark in lane.marks]
    assert any(page.writer == "az2" for page in read.pages)
    proved = [proof.text for proof in read.proofs if proof.sign == "+"]
    assert any("clean-up deleted plan" in text for text in proved)
    assert any("after its only check" in text for text in proved)


def test_the_composer_previews_and_publishes_the_same() -> None:
    """The preview's line, said, publishes what was previewed; the suggestion can be sent as it is."""
    seat = _seat(400)
    draft = Draft(PostState.INVESTIGATING, ("store",), "", 20, "Calls fail.")
    preview = seat.preview(draft)
    assert preview.refusal == ""
    assert preview.promise_s == 400 + 20 * 60
    assert {choice.component for choice in preview.services} == {"store", "login"}
    assert seat.say(preview.line).kind is ReplyKind.DONE
    post = seat.snapshot.posts[-1]
    assert (post.state, post.services, post.message, post.promise_s) == (
        draft.state,
        ("store",),
        "Calls fail.",
        preview.promise_s,
    )
    assert seat.snapshot.post_due_s is not None


def test_teams_can_be_called_once() -> None:
    """Offers with the usual time to answer; whoever is called is no longer offered as free."""
    seat = _seat(200)
    offers = {offer.line: offer for offer in seat.teams()}
    assert offers["page dynamodb"].duration_s == 180
    assert seat.say("page dynamodb").kind is ReplyKind.DONE
    assert [responder.name for responder in seat.snapshot.responders] == ["you", "Ana", "Ben"]
    assert {offer.line: offer for offer in seat.teams()}["page dynamodb"].refusal


def test_the_debrief_of_any_moment_is_there() -> None:
    """Ended or left, with the history as a ghost if the level has one."""
    seat = _seat(600)
    assert seat.debrief().outcome == "unfinished"
    assert seat.debrief().ghost == ()
    night = changed(
        small_night(end_s=900), scripts=(("history", f"0:05:00 dns automation off\n0:09:00 dns restore {NAME}"),)
    )
    other = Seat(Session.begin(night, 1))
    other.session.advance_to(900)
    told = other.debrief()
    assert told.outcome == "lost"
    assert len(told.ghost) == len(told.curve) == 17
    assert told.customer_minutes_history is not None
    assert told.customer_minutes_history < told.customer_minutes


def test_a_card_tells_what_a_level_is() -> None:
    """Title, time, how long, what one learns."""
    card = card_of(small_night())
    assert card.when == "Sun 19 Oct, 23:46 PDT"
    assert card.minutes == 5


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_data_folder_is_where_it_is_told(own_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Told, else below XDG_DATA_HOME, else below the home folder."""
    assert home() == own_home
    monkeypatch.delenv("NOERROR_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert home() == tmp_path / "xdg" / "noerror"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home() == tmp_path / ".local" / "share" / "noerror"


def test_runs_that_were_left_are_found_the_newest_first(own_home: Path) -> None:
    """Not those that ended, are being played, never moved, or are no journals."""
    night = small_night(end_s=300)
    assert open_left() == ()
    paths = [new_path("small-night", 1, "20251020-000000") for _ in range(1)]
    left = Session.begin(night, 1, paths[0])
    left.advance_to(100)
    assert open_left() == ()
    left.close()
    ended = Session.begin(night, 1, new_path("small-night", 1, "20251020-000000"))
    ended.advance_to(300)
    ended.close()
    (journals_folder() / "foreign.jsonl").write_text("hello")
    found = open_left()
    assert [(run.path, run.last_s, run.header.level) for run in found] == [(paths[0], 100, "small-night")]
    assert len(list(journals_folder().glob("small-night-*"))) == 2
