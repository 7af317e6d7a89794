"""How much one browser and one address may ask for: buckets that fill up again with time.

They are kept in the memory of this process: a write to the database for each request would cost more than most requests
do. So they start full after a restart, and each of several web processes has its own; what must not be lost, the tries
of a password, is counted in the database (models/queries/passwords.py).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_KEYS = 20_000  # about 200 bytes each; the one unused for longest goes first


@dataclass(frozen=True, slots=True)
class Rate:
    """`most` at once, then `each_second`."""

    most: float
    each_second: float


@dataclass(slots=True)
class Limits:
    """An address may be a whole office behind one router, so it has more than a session."""

    session: Rate = Rate(120, 4)
    address: Rate = Rate(600, 20)
    door: Rate = Rate(20, 0.5)  # what strangers send: passwords and links
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[tuple[Rate, str], tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, rate: Rate, key: str) -> float:
        """Take one from a bucket. 0 where there was one, else seconds until there is."""
        now = self.clock()
        left, at = self._left.pop((rate, key), (rate.most, now))
        left = min(rate.most, left + (now - at) * rate.each_second)
        waits = (1 - left) / rate.each_second if left < 1 else 0.0
        self._left[rate, key] = (left if waits else left - 1, now)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return waits
