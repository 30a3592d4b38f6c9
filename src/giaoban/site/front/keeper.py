"""One thread in each web process: tells the database each second what was counted, and learns what was published.

Nothing is told to other processes: each looks at the log of events, where whatever changes a public page leaves a line.
"""

import datetime as dt
import logging
import secrets
import threading
import time
from uuid import UUID

from django.db import Error, connection, transaction

from giaoban.kernel import clock
from giaoban.kernel.ids import uuid7
from giaoban.kernel.publication import addresses
from giaoban.registry import queries as registry
from giaoban.registry.models import Event
from giaoban.site.front.snapshots import Store
from giaoban.visits import operations
from giaoban.visits.counting import Batch, Counting

PERIOD = 1.0
# Transactions end in another order than their events have numbers; so many are looked at again.
LOOKED_AT_AGAIN = 200

logger = logging.getLogger("giaoban.front")


class Keeper:
    """`is_cut_off` says that the database did not answer the last time; pages come from snapshots meanwhile."""

    def __init__(self, counting: Counting, store: Store) -> None:
        self.is_cut_off = False
        self._counting, self._store = counting, store
        self._teller: UUID = uuid7()
        self._number = 0
        self._untold: list[tuple[int, Batch]] = []
        self._events: set[int] | None = None
        self._day: dt.date | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ensure_running(self) -> None:
        """Starts the thread where this process has none: after a fork, and after a fault of ours ended it."""
        if self._thread is None or not self._thread.is_alive():
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    # Not a daemon: at the end of the process the interpreter waits for it to tell the rest.
                    self._thread = threading.Thread(target=self._run, name="giaoban-front", daemon=False)
                    self._thread.start()

    def _run(self) -> None:
        self._store.tidy()
        main = threading.main_thread()
        while main.is_alive():
            self.step()
            main.join(PERIOD)
        self.step()
        connection.close()

    def step(self) -> None:
        """Tells and learns once; a database that is away is tried again the next time, and nothing is lost meanwhile."""
        try:
            self._ask_for_salt()
            self._tell()
            self._learn()
        except Error as problem:
            if not self.is_cut_off:
                logger.warning("the database does not answer: pages come from snapshots (%s)", type(problem).__name__)
            self.is_cut_off = True
            self._use_own_salt()
        else:
            self.is_cut_off = False
        finally:
            # With a pool the connection goes back to it; without one it is opened anew each second, on its own machine.
            connection.close()
        if self._counting.lost:
            logger.error("the database was away for so long that %s visits were lost", self._counting.lost)
            self._counting.lost = 0

    # --- Counts -------------------------------------------------------------------------------------------------------

    def _ask_for_salt(self) -> None:
        for day in sorted(self._counting.days_without_salt(clock.day_of(clock.now()))):
            candidate = secrets.token_bytes(32)
            self._counting.use(day, operations.salt_of(day=day, candidate=candidate) or candidate)

    def _use_own_salt(self) -> None:
        """No address waits in memory for a database that is away: who came before and comes back after counts twice."""
        for day in sorted(self._counting.days_without_salt(clock.day_of(clock.now()))):
            self._counting.use(day, secrets.token_bytes(32))

    def _tell(self) -> None:
        for batch in self._counting.taken():
            self._number += 1
            self._untold.append((self._number, batch))
        while self._untold:
            number, batch = self._untold[0]
            operations.add(batch=batch, teller=self._teller, number=number, at=clock.now())
            self._untold.pop(0)

    # --- What was published -------------------------------------------------------------------------------------------

    def _learn(self) -> None:
        now = time.time()
        with transaction.atomic():
            newest = Event.objects.order_by("-seq").values_list("seq", "type")[:LOOKED_AT_AGAIN]
            found = dict(newest)
            day = registry.today()
        known, self._events = self._events, set(found)
        before, self._day = self._day, day
        if known is None:
            return
        new = [type_ for seq, type_ in found.items() if seq not in known]
        if any(addresses.takes_away(type_) for type_ in new):
            self._store.purge()
        elif new or day != before:
            self._store.age(now)
