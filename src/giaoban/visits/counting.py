"""What one process has seen since it last told the database: counts in memory, and keys that name nobody.

A request costs a few additions here and nothing else. Of a visitor there is a hash of address, agent and site under the
salt of the day; the address itself leaves the memory with its request, or within a second where the salt of a new day is
still being asked for.
"""

import datetime as dt
import threading
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from giaoban.kernel import clock
from giaoban.kernel.publication import Shown
from giaoban.visits import hyperloglog
from giaoban.visits.agents import Caller

# A visitor who opens nothing for so long and then comes back makes another visit.
VISIT_GAP = dt.timedelta(minutes=30)
# Where the database is away for long, so many different things are kept in memory; what comes beyond is lost, and said.
MOST = 500_000

Key = bytes


@dataclass
class Seen:
    """One visitor between two writes: first and last page, and visits that began in between."""

    first: dt.datetime
    last: dt.datetime
    more: int = 0


@dataclass
class Batch:
    """What was seen on one day, as the difference to what the database knows."""

    day: dt.date
    views: Counter[Shown] = field(default_factory=Counter)
    machines: Counter[Shown] = field(default_factory=Counter)
    apart: Counter[Caller] = field(default_factory=Counter)
    visitors: dict[Key, Seen] = field(default_factory=dict)
    members: dict[Key, dt.datetime] = field(default_factory=dict)
    ranks: dict[tuple[Shown, int], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.views) + len(self.apart) + len(self.visitors) + len(self.members) + len(self.ranks)

    def read(self, page: Shown, key: Key, at: dt.datetime) -> None:
        """A reader opened a page."""
        self.views[page] += 1
        known = self.visitors.setdefault(key, Seen(at, at))
        if at - known.last > VISIT_GAP:
            known.more += 1
        known.last = max(known.last, at)
        register, rank = hyperloglog.place(int.from_bytes(blake2b(key, digest_size=8).digest()))
        self.ranks[page, register] = max(rank, self.ranks.get((page, register), 0))


@dataclass(frozen=True)
class Hit:
    """A reader's request that waits for the salt of its day."""

    page: Shown | None
    who: bytes
    at: dt.datetime


def hashed(who: bytes, salt: bytes) -> Key:
    return blake2b(who, key=salt, digest_size=16).digest()


class Counting:
    """The counts of this process; safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._salts: dict[dt.date, bytes] = {}
        self._batches: dict[dt.date, Batch] = {}
        self._waiting: list[Hit] = []
        self.lost = 0

    def page(self, page: Shown, caller: Caller, *, address: str, agent: str, site: str, at: dt.datetime) -> None:
        """A page for everybody was opened by somebody who is not signed in."""
        with self._lock:
            batch = self._batch(clock.day_of(at))
            if caller is not Caller.READER:
                batch.apart[caller] += 1
                if caller is Caller.MACHINE:
                    batch.machines[page] += 1
                return
            self._take(Hit(page, f"{address}\0{agent}\0{site}".encode(), at))

    def member(self, account: str, *, at: dt.datetime) -> None:
        """Somebody who is signed in opened any page: here now, and counted nowhere else."""
        with self._lock:
            self._take(Hit(None, account.encode(), at))

    def _take(self, hit: Hit) -> None:
        day = clock.day_of(hit.at)
        salt = self._salts.get(day)
        if salt is None:
            self._keep_waiting(hit)
            return
        batch = self._batch(day)
        if len(batch) >= MOST:
            self.lost += 1
        elif hit.page is None:
            batch.members[hashed(hit.who, salt)] = hit.at
        else:
            batch.read(hit.page, hashed(hit.who, salt), hit.at)

    def _keep_waiting(self, hit: Hit) -> None:
        if len(self._waiting) < MOST:
            self._waiting.append(hit)
        else:
            self.lost += 1

    def _batch(self, day: dt.date) -> Batch:
        return self._batches.setdefault(day, Batch(day))

    def days_without_salt(self, today: dt.date) -> set[dt.date]:
        """The days whose salt is asked for: today, and those of requests that still wait."""
        with self._lock:
            return ({clock.day_of(hit.at) for hit in self._waiting} | {today}) - set(self._salts)

    def use(self, day: dt.date, salt: bytes) -> None:
        """From here on this salt; those of earlier days are forgotten, what waited for it is counted."""
        with self._lock:
            newest = max({day, *self._salts})
            self._salts[day] = salt
            waited, self._waiting = self._waiting, []
            for hit in waited:
                self._take(hit)
            self._salts = {known: kept for known, kept in self._salts.items() if known == newest}

    def taken(self) -> list[Batch]:
        """All that was seen, by day; from here on counting begins anew."""
        with self._lock:
            batches, self._batches = self._batches, {}
        return [batch for _day, batch in sorted(batches.items()) if len(batch)]
