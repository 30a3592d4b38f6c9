"""What follows from what is written, worked out once in each process until something else is written.

Whatever changes a page for everybody leaves an event. So a result holds as long as the log ends where it ended when the
result was worked out, and where it ends is asked of the database in each request: what was written counts at once. Of what
an operator's command changes without an event a result knows after a minute, as a kept page does.
"""

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from django.db import connection

T = TypeVar("T")

MOST = 256
LONGEST = 60.0
# Transactions end in another order than their events have numbers: the sum of the newest tells of a late one too.
END = "SELECT max(seq), sum(seq) FROM (SELECT seq FROM registry_event ORDER BY seq DESC LIMIT 200) AS newest"


@dataclass(frozen=True)
class Lasting(Generic[T]):
    """A result that the clock ends: right at the moment for which it was worked out and until `until`, if that is one."""

    value: T
    until: dt.datetime | None = None


@dataclass(frozen=True)
class _Kept:
    end: Any
    began: float
    since: dt.datetime | None
    result: Lasting[Any]

    def holds(self, end: Any, now: dt.datetime | None) -> bool:
        if self.end != end or time.monotonic() - self.began >= LONGEST:
            return False
        if now is None or self.since is None:
            return True
        return self.since <= now and (self.result.until is None or now < self.result.until)


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = threading.Lock()
# Who asks for the same at the same time waits for the first. A result may be made of others, never in a ring.
_turns: WeakValueDictionary[Hashable, Any] = WeakValueDictionary()
_of_the_request: ContextVar[list[Any] | None] = ContextVar("end of the log in this request", default=None)


def once(key: Hashable, work_out: Callable[[], T]) -> T:
    """What `work_out` gives, from memory as long as nothing was written since; at most one query.

    The key names everything beside the database that the result depends on: the day, the language, what was asked for.
    Only for what everybody gets alike, and for what does not depend on the hour. Nobody changes what is given.
    """
    return _settled(key, lambda: Lasting(work_out()), None)


def until(key: Hashable, work_out: Callable[[], Lasting[T]], *, now: dt.datetime) -> T:
    """The same of what the clock changes too: it holds from `now` on until the moment that `work_out` names.

    A result until `now` or earlier is given and not kept.
    """
    return _settled(key, work_out, now)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it the end of the log is asked once: for a request that only reads, whose page is of the moment it began."""
    token = _of_the_request.set([])
    try:
        yield
    finally:
        _of_the_request.reset(token)


def forget() -> None:
    """For tests, whose writing is taken back."""
    with _lock:
        _kept.clear()


def _settled(key: Hashable, work_out: Callable[[], Lasting[T]], now: dt.datetime | None) -> T:
    end = _end()
    if found := _standing(key, end, now):
        return found.value
    with _lock:
        turn = _turns.setdefault(key, threading.RLock())
    with turn:
        if found := _standing(key, end, now):
            return found.value
        # Read after the end of the log: what is written meanwhile makes the result newer than its mark, never older.
        began, made = time.monotonic(), work_out()
        if now is None or made.until is None or now < made.until:
            with _lock:
                _kept[key] = _Kept(end, began, now, made)
                while len(_kept) > MOST:
                    _kept.popitem(last=False)
        return made.value


def _standing(key: Hashable, end: Any, now: dt.datetime | None) -> Lasting[Any] | None:
    with _lock:
        found = _kept.get(key)
        if found is None or not found.holds(end, now):
            return None
        _kept.move_to_end(key)
        return found.result


def _end() -> Any:
    asked = _of_the_request.get()
    if asked:
        return asked[0]
    with connection.cursor() as cursor:
        cursor.execute(END)
        end = cursor.fetchone()
    if asked is not None:
        asked.append(end)
    return end
