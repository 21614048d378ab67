"""Waiting below saturation, which a fluid does not have: for what is shown, never for what is computed with."""

import math


def sakasegawa_wait_s(rate_per_s: float, capacity_per_s: float, servers: int) -> float:
    """Return the mean wait in seconds before service in an M/M/c queue, to be added to a latency that is shown.

    Sakasegawa's approximation (1977), 4 to 20 % above Erlang's formula where a queue is worth showing. The power has
    no certain last bit, so the result must not enter any state. Raises ValueError at or above saturation.
    """
    load = rate_per_s / capacity_per_s
    if load >= 1.0:
        raise ValueError(f"no steady wait: {rate_per_s}/s offered to {capacity_per_s}/s")
    service_s = servers / capacity_per_s
    return service_s * float(load ** (math.sqrt(2.0 * (servers + 1)) - 1.0)) / (servers * (1.0 - load))
