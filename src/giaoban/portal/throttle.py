"""A brake for open forms: so many per address and minute, so many in all, kept in memory and nowhere else.

Addresses are hashed with a salt made when the process started, so that nothing about a visitor can be read or kept.
Each worker process counts for itself: the real limit is at most the number of workers times this.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable


class Throttle:
    """At most `each` a minute from one address and `total` a minute from all."""

    def __init__(self, *, each: int, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._each, self._total, self._clock = each, total, clock
        self._salt = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._all: deque[float] = deque()

    def allows(self, address: str) -> bool:
        """Counts one attempt; False when the address or everybody together has had enough for the moment."""
        key = hashlib.blake2b(address.encode(), key=self._salt, digest_size=8).digest()
        now = self._clock()
        with self._lock:
            mine = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            for times in (mine, self._all):
                while times and times[0] <= now - 60:
                    times.popleft()
            if len(mine) >= self._each or len(self._all) >= self._total:
                return False
            mine.append(now)
            self._all.append(now)
            while len(self._seen) > 10_000:
                self._seen.popitem(last=False)
            return True
