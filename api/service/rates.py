"""How many requests a caller may make: a bucket that fills evenly, for each caller one."""

import threading
import time
from collections.abc import Callable

_MOST = 10_000


class Rates:
    """`per_minute` requests, a tenth of them (at least 10) at once; 0 is no limit. Kept in memory: a restart forgives."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = per_minute / 60, max(10.0, per_minute / 10), clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, caller: str) -> float:
        """Seconds to wait before this request; 0 when it may go on, and is counted then."""
        if not self._rate:
            return 0.0
        with self._lock:
            moment = self._clock()
            left, at = self._buckets.get(caller, (self._burst, moment))
            left = min(self._burst, left + (moment - at) * self._rate)
            if len(self._buckets) > _MOST:
                self._buckets.clear()
            if left < 1:
                self._buckets[caller] = (left, moment)
                return (1 - left) / self._rate
            self._buckets[caller] = (left - 1, moment)
            return 0.0
