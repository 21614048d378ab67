"""Hosts that are restarted: away for a while, then cold."""

from typing import NamedTuple


class Restart(NamedTuple):
    """A share of the hosts that goes down at a time, and comes back cold."""

    share: float
    start_s: float
    down_s: float
    warm_up_s: float

    def missing(self, time_s: float) -> float:
        """Return the share of the capacity that is missing at a time because of this restart."""
        age_s = time_s - self.start_s
        if age_s < self.down_s:
            return self.share
        if age_s < self.down_s + self.warm_up_s:
            return self.share * (1.0 - (age_s - self.down_s) / self.warm_up_s)
        return 0.0


def share_up(restarts: tuple[Restart, ...], time_s: float) -> tuple[float, tuple[Restart, ...]]:
    """Return the share of the capacity that is there at a time, and the restarts that are not over yet."""
    share = 1.0
    pending: list[Restart] = []
    for restart in restarts:
        missing = restart.missing(time_s)
        if missing > 0.0:
            share -= missing
            pending.append(restart)
    return max(0.0, share), tuple(pending)
