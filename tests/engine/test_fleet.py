"""Hosts without credentials come back by themselves; hosts that were taken away for it need a launch."""

from __future__ import annotations

import random
from typing import Any

import pytest

from game.engine.actions import Action
from game.engine.mechanisms.fleet import Fleet, FleetSpec
from game.engine.mechanisms.remediation import AUTOMATION, Remediation, RemediationSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.mechanisms.worker_queue import WorkerQueueSpec
from game.engine.queued import THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to

LOGIN = ServiceSpec(id="login", capacity_per_s=1e4, bound=1e5, clients={"internal": ClientSpec(rate_per_s=100.0)})
LAUNCHES = ServiceSpec(
    id="launches",
    capacity_per_s=1e4,
    bound=1e5,
    clients={"public": ClientSpec(rate_per_s=100.0), "fleet": ClientSpec(rate_per_s=0.0, timeout_s=10.0)},
)
HOSTS = 10_000.0


def _wrong(component: str, until_s: int, share: float = 1.0, from_s: int = 0) -> FaultSpec:
    return FaultSpec(
        id=f"{component}-{from_s}", component=component, effect="faulty", from_s=from_s, until_s=until_s, value=share
    )


def _fleet(
    *faults: FaultSpec, remediation: dict[str, Any] | None = None, tick_s: int = 5, **spec: Any
) -> tuple[Region, Fleet]:
    values: dict[str, Any] = {
        "hosts": HOSTS,
        "launcher": "launches",
        "as_client": "fleet",
        "credentials": "login",
        "credentials_s": 7200.0,
        "refresh_s": 300.0,
        **spec,
    }
    parts: list[Any] = [LOGIN, LAUNCHES, FleetSpec(id="hosts", **values)]
    if remediation is not None:
        parts.append(RemediationSpec(id="healer", watches=("hosts",), **remediation))
    where = region(*parts, tick_s=tick_s, start_s=-60, faults=faults)
    hosts = where.components["hosts"]
    assert isinstance(hosts, Fleet)
    return where, hosts


def _healer(where: Region) -> Remediation:
    healer = where.components["healer"]
    assert isinstance(healer, Remediation)
    return healer


def test_with_all_well_nothing_breaks() -> None:
    """Credentials, launches and an automation that watches: every host serves, and nothing is said."""
    where, hosts = _fleet(remediation={})
    run_to(where, 7200)
    assert hosts.success_for("anybody") == 1.0
    assert hosts.sample() == (0.0, 0.0, 0.0, HOSTS)
    assert [line for line in where.log if line.component in ("hosts", "healer")] == []


@pytest.mark.parametrize("tick_s", [1, 5])
def test_hosts_break_while_their_credentials_cannot_be_refreshed(tick_s: int) -> None:
    """An hour of failures at a life of two hours leaves exp(-1/2) of the hosts; when it is over, all mend without a launch."""
    where, hosts = _fleet(_wrong("login", 3600), _wrong("launches", 20_000), tick_s=tick_s)
    run_to(where, 3600)
    assert hosts.state.serving == pytest.approx(HOSTS * 0.6065, rel=0.02)
    assert hosts.state.serving + hosts.state.broken == pytest.approx(HOSTS)
    run_to(where, 3600 + 400)
    assert hosts.state.broken < HOSTS * 0.2
    run_to(where, 10_000)
    assert hosts.state.broken == 0.0
    assert hosts.success_for("anybody") == pytest.approx(1.0, rel=1e-9)


def test_hosts_break_as_much_as_is_not_answered() -> None:
    """With credentials that fail in part, as many break as mend: a share that follows from the two spans."""
    where, hosts = _fleet(_wrong("login", 90_000, 0.8))
    run_to(where, 40_000)
    failing = 1.0 - where.components["login"].success_for("internal")
    assert 0.1 < failing < 0.9
    ratio = failing / 7200.0 / ((1.0 - failing) / 300.0)
    assert hosts.state.broken / hosts.state.serving == pytest.approx(ratio, rel=0.01)


def test_the_automation_makes_it_worse_while_launches_fail() -> None:
    """Credentials fail for an hour, launches for five. Left alone the fleet is whole soon after the first hour; with the
    automation at work it is stuck as long as launches fail; stopped in between, what it took is stuck and no more."""
    faults = (_wrong("login", 3600), _wrong("launches", 18_000))
    alone, by_itself = _fleet(*faults)
    run_to(alone, 7200)
    assert by_itself.success_for("") == pytest.approx(1.0, abs=0.001)

    busy, helped = _fleet(*faults, remediation={"takes_share": 0.2})
    run_to(busy, 17_900)
    stuck = helped.state.replacing
    assert stuck > 0.15 * HOSTS
    assert helped.state.broken < 1.0
    assert _healer(busy).waiting == pytest.approx(stuck, rel=1e-9)
    run_to(busy, 25_000)
    assert helped.success_for("") == pytest.approx(1.0, abs=0.001)
    assert _healer(busy).waiting == pytest.approx(0.0, abs=0.01)

    frozen, spared = _fleet(*faults, remediation={"takes_share": 0.2})
    run_to(frozen, 1800)
    order(frozen, AUTOMATION, "healer", "off")
    run_to(frozen, 1860)
    taken = spared.state.replacing
    assert 0.0 < taken < 0.5 * stuck
    run_to(frozen, 17_900)
    assert spared.state.replacing == pytest.approx(taken, rel=1e-9)
    assert spared.state.broken < 1.0
    assert _healer(frozen).held() == "off by hand"
    assert _healer(frozen).state.rate_per_s == 0.0


def test_with_launches_well_the_automation_helps() -> None:
    """The same trouble without the second cause: replaced hosts are back at once, so fewer are missing than without it."""
    alone, by_itself = _fleet(_wrong("login", 7200))
    helped, replaced = _fleet(_wrong("login", 7200), remediation={"takes_share": 0.5})
    run_to(alone, 7200)
    run_to(helped, 7200)
    assert replaced.state.serving > by_itself.state.serving


def test_only_what_is_broken_for_long_is_taken() -> None:
    """What has been broken for some time is what was broken that long ago, less what mended since: against a list of the
    hosts of every tick, through a store that answers now more, now less."""
    rng = random.Random(3)
    faults = [_wrong("login", start + 400, rng.random(), start) for start in range(0, 8000, 400)]
    where, hosts = _fleet(*faults, refresh_s=900.0)
    groups: list[float] = []
    while where.second < 8000:
        before = hosts.state.broken
        where.step()
        kept = hosts._kept[-1]
        groups = [group * kept for group in groups]
        groups.append(hosts.state.broken - before * kept)
        for least_s in (0, 5, 60, 600):
            old = 0.0
            for group in groups[: max(0, len(groups) - least_s // 5)]:
                old += group
            assert hosts.broken_for(least_s) == pytest.approx(old, rel=1e-6, abs=1e-6)


def test_the_automation_leaves_short_troubles_alone() -> None:
    """Nothing is taken before it has been broken for long enough."""
    where, hosts = _fleet(_wrong("login", 800), _wrong("launches", 9000), remediation={"least_s": 900.0})
    run_to(where, 895)
    assert hosts.state.broken > 0.01 * HOSTS
    assert hosts.state.replacing == 0.0


class _Checks:
    wrong_share = 0.0


def test_hosts_that_checks_see_wrongly_are_terminated() -> None:
    """A quarter of the healthy targets seen as sick, at one fleet an hour: a quarter of the hosts' rate goes. With launches
    well they come back at once; with launches failing the fleet shrinks until launches work again. Without wrong checks, or
    if nobody terminates for them, nothing happens."""

    def lost(share: float, per_hour: float, *faults: FaultSpec) -> tuple[Region, Fleet, _Checks]:
        where, hosts = _fleet(*faults, terminated_per_hour=per_hour)
        hosts._checks = checks = _Checks()
        checks.wrong_share = share
        run_to(where, 3600)
        return where, hosts, checks

    where, hosts, checks = lost(0.25, 1.0, _wrong("launches", 4000))
    assert hosts.state.serving == pytest.approx(HOSTS * 0.7788, rel=0.01)
    assert hosts.state.broken == 0.0
    assert hosts.terminated == pytest.approx(hosts.state.serving * 0.25 / 720, rel=0.01)
    checks.wrong_share = 0.0
    run_to(where, 6000)
    assert hosts.success_for("") == pytest.approx(1.0, abs=1e-3)
    assert lost(0.25, 1.0)[1].success_for("") > 0.99
    assert lost(0.0, 1.0, _wrong("launches", 4000))[1].success_for("") == 1.0
    assert lost(0.25, 0.0, _wrong("launches", 4000))[1].success_for("") == 1.0


def test_switching_what_is_switched_is_refused() -> None:
    """The automation runs until it is stopped, and is stopped until it is started."""
    where, _ = _fleet(remediation={"part_of": "login"})
    assert where.check(Action(where.second, "you", AUTOMATION, ("healer", "on"))) is not None
    order(where, AUTOMATION, "login", "off")
    run_to(where, 60)
    assert where.check(Action(where.second, "you", AUTOMATION, ("login", "off"))) is not None
    order(where, AUTOMATION, "healer", "on")
    run_to(where, 120)
    assert _healer(where).held() == ""


@pytest.mark.parametrize(
    ("client", "told"),
    [("nobody", "has no client `nobody`"), ("public", "asks by itself")],
)
def test_a_fleet_launches_as_a_client_of_its_own(client: str, told: str) -> None:
    """A kind of client that does not exist, that has a rate of its own, or that another fleet uses, is refused."""
    with pytest.raises(ValueError, match=told):
        _fleet(as_client=client)
    twins = [FleetSpec(id=name, hosts=10.0, launcher="launches", as_client="fleet") for name in ("a", "b")]
    with pytest.raises(ValueError, match="cannot both launch"):
        region(LAUNCHES, *twins)


@pytest.mark.parametrize("seed", range(5))
def test_conservation_and_rewinding_on_random_traces(seed: int) -> None:
    """Every host serves, is broken or is being replaced; and playing a part again gives the same to the last bit."""
    rng = random.Random(seed)
    faults = [
        _wrong(component, start + rng.randrange(100, 6000), rng.random(), start)
        for component in ("login", "launches")
        for start in range(0, 50_000, 7000)
    ]
    where, hosts = _fleet(*faults, remediation={"takes_share": 0.3, "least_s": 300.0}, terminated_per_hour=0.2)
    checks = _Checks()
    hosts._checks = checks

    def play(until: int) -> None:
        while where.second < until:
            checks.wrong_share = 0.3 if where.tick % 800 < 200 else 0.0
            where.step()
            state = hosts.state
            assert state.serving + state.broken + state.replacing == pytest.approx(HOSTS, rel=1e-9)
            assert min(state.serving, state.broken, state.replacing) >= 0.0
            assert _healer(where).waiting <= state.replacing + 1e-6
            if where.tick % 1000 == 999:
                order(where, AUTOMATION, "healer", "off" if _healer(where).state.on else "on")

    play(20_000)
    mark = where.mark()
    play(50_000)
    digest, readings = where.digest(), where.history("hosts", "serving").tobytes()
    where.rewind(mark)
    play(50_000)
    assert where.digest() == digest
    assert where.history("hosts", "serving").tobytes() == readings


def test_a_queue_that_works_off_its_backlog_takes_hosts_from_the_service() -> None:
    """Usual work is allowed for; a backlog worked off at full speed costs hosts, and workers held back free some."""
    parts: list[Any] = [
        LOGIN,
        LAUNCHES,
        WorkerQueueSpec(
            id="queue",
            rate_per_s=1000.0,
            capacity_per_s=5000.0,
            patience_s=60.0,
            needs={"login": NeedSpec()},
            stops_after_s=None,
        ),
        FleetSpec(id="hosts", hosts=HOSTS, launcher="launches", as_client="fleet", shared_with={"queue": 1.0}),
    ]
    where = region(*parts, start_s=-60, faults=(_wrong("login", 1800),))
    hosts = where.components["hosts"]
    assert isinstance(hosts, Fleet)
    run_to(where, 0)
    assert hosts.success_for("service") == 1.0
    run_to(where, 1900)
    assert hosts.success_for("service") == pytest.approx(0.6)
    run_to(where, 9000)
    assert hosts.success_for("service") == pytest.approx(1.0)
    hosts.state.serving = 0.5 * HOSTS
    assert hosts.success_for("service") == pytest.approx(0.5)
    order(where, THROTTLE, "queue", "0")
    run_to(where, 9200)
    assert hosts.success_for("service") > hosts.serving_share + 0.09
