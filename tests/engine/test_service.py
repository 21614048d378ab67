"""A service is found by name, keeps connections, needs suppliers, and can be throttled, restarted and scaled."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.mechanisms.customers import Customers, CustomersSpec
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.resolvers import ResolversSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, Service, ServiceSpec
from game.engine.queued import RESTART, SCALE, THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to, writers


def _service(id: str, rate: float = 1000.0, capacity: float = 2000.0, **more: Any) -> ServiceSpec:  # noqa: A002
    client = {key: more.pop(key) for key in ("through", "connection_life_s", "retries", "timeout_s") if key in more}
    return ServiceSpec(
        id=id,
        capacity_per_s=capacity,
        bound=capacity * 4,
        clients={"public": ClientSpec(rate_per_s=rate, **client)},
        **more,
    )


def _failing(where: Region, id: str) -> float:  # noqa: A002
    return where.history(id, "failing")[-1]


def test_connections_outlive_the_name_and_decay() -> None:
    """After the name is gone, callers with a connection go on, fewer and fewer; without connections all fail at once."""
    shares = []
    for life in (None, 300.0):
        where = region(
            *writers(zones=()),
            ResolversSpec(id="caches", record="record", ttl_s=5.0),
            _service("store", through="caches", connection_life_s=life),
            start_s=-60,
        )
        run_to(where, 0)
        record = where.components["record"]
        assert isinstance(record, Record)
        record.delete_older(10_000, "test")
        run_to(where, 60)
        shares.append(_failing(where, "store"))
    assert shares[0] == pytest.approx(1.0)
    assert 0.1 < shares[1] < 0.3


def test_no_name_no_failure_without_resolvers() -> None:
    """Remove the cause: a service whose clients need no name does not care about the record."""
    where = region(*writers(zones=()), _service("store"), start_s=-60)
    run_to(where, 0)
    record = where.components["record"]
    assert isinstance(record, Record)
    record.delete_older(10_000, "test")
    run_to(where, 600)
    assert _failing(where, "store") == 0.0


def test_a_dependant_fails_by_the_share_that_needs_the_supplier() -> None:
    """When a supplier answers nobody, the share of requests that needs it is lost, no more and no less."""
    faults = (FaultSpec(id="f", component="store", effect="capacity", from_s=0, until_s=4000, value=0.0),)
    where = region(
        _service("store"),
        _service("shop", needs={"store": NeedSpec(share=0.4, as_client="public")}),
        _service("museum"),
        start_s=-60,
        faults=faults,
    )
    run_to(where, 600)
    assert _failing(where, "store") == pytest.approx(1.0)
    assert _failing(where, "shop") == pytest.approx(0.4, abs=0.01)
    assert _failing(where, "museum") == 0.0
    run_to(where, 4600)
    assert _failing(where, "shop") == pytest.approx(0.0, abs=1e-6)


def test_retries_of_requests_in_vain_are_real_work() -> None:
    """Requests that cannot succeed load the dependant three times over: a shop with little room fails more than its share."""

    def lost(capacity: float) -> float:
        faults = (FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=4000, value=1.0),)
        where = region(
            _service("store"),
            _service("shop", capacity=capacity, needs={"store": NeedSpec(share=0.5, as_client="public")}),
            start_s=-60,
            faults=faults,
        )
        return _failing(run_to(where, 900), "shop")

    assert lost(2500.0) == pytest.approx(0.5, abs=0.01)
    assert lost(1200.0) > 0.55


def test_p8_layers_multiply_attempts() -> None:
    """P-8: in a chain of services with two retries each, a dead end makes the one before it do three times the work."""
    faults = (FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=4000, value=1.0),)
    where = region(
        _service("store"),
        _service("shop", capacity=9000.0, needs={"store": NeedSpec(share=1.0, as_client="public")}),
        start_s=-60,
        faults=faults,
    )
    run_to(where, 900)
    assert where.history("shop", "rate")[-1] == pytest.approx(3000.0, rel=0.01)


def test_conservation_with_everything_going_on() -> None:
    """P-7 in place: offered is good plus lost plus inside, in every population, through faults, throttles and restarts."""
    faults = (FaultSpec(id="f", component="store", effect="capacity", from_s=0, until_s=300, value=0.1),)
    where = region(_service("store", capacity=1500.0), start_s=-60, faults=faults)
    store = where.components["store"]
    assert isinstance(store, Service)
    offered = good = lost = 0.0
    while where.second < 1200:
        where.step()
        offered += store.fifo.offered[0]
        good += store.fifo.good[0]
        lost += store.fifo.lost[0]
        if where.second == 200:
            order(where, THROTTLE, "store", "50")
        if where.second == 400:
            order(where, RESTART, "store", "40")
        if where.second == 600:
            order(where, THROTTLE, "store", "off")
    assert good + lost + store.fifo.inside() == pytest.approx(offered, rel=1e-11)


def test_orders_take_effect_after_their_duration() -> None:
    """A throttle turns half away, a restart empties the queue, scaling changes what can be served; none before its time."""
    where = region(_service("store", rate=1000.0, capacity=1200.0), start_s=-60)
    store = where.components["store"]
    assert isinstance(store, Service)
    run_to(where, 0)
    order(where, THROTTLE, "store", "50")
    run_to(where, THROTTLE.duration_s - 5)
    assert store.held() == ""
    run_to(where, 300)
    assert store.held() == "held to 50%"
    assert 0.1 < _failing(where, "store") < 0.2  # three tries at one half leave one in eight
    order(where, THROTTLE, "store", "off")
    order(where, SCALE, "store", "50")
    run_to(where, 300 + SCALE.duration_s + 60)
    assert store.fifo.queue > 0
    assert _failing(where, "store") > 0.3


def test_customers_lose_what_their_services_lose() -> None:
    """Customer-minutes lost are people times failing share times minutes, and none without a failing service."""
    faults = (FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=4000, value=1.0),)
    where = region(
        _service("store"),
        _service("museum"),
        CustomersSpec(id="shoppers", people=6000, needs={"store": 0.5}),
        CustomersSpec(id="visitors", people=6000, needs={"museum": 0.5}),
        start_s=-60,
        faults=faults,
    )
    run_to(where, 600)
    shoppers, visitors = where.components["shoppers"], where.components["visitors"]
    assert isinstance(shoppers, Customers)
    assert isinstance(visitors, Customers)
    assert shoppers.state.failing == pytest.approx(0.5, abs=1e-6)
    assert shoppers.state.lost_minutes == pytest.approx(6000 * 0.5 * 10.0, rel=0.05)
    assert visitors.state.lost_minutes == 0.0


def test_a_circle_of_needs_is_refused() -> None:
    """Two services that need each other cannot be put in order; the message names the circle."""
    with pytest.raises(ValueError, match="a -> b -> a"):
        region(_service("a", needs={"b": NeedSpec()}), _service("b", needs={"a": NeedSpec()}))
