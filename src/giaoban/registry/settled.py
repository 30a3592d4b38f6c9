"""What follows from what is written, worked out once in each process until something else is written.

Whatever changes a page for everybody leaves an event. So a result holds as long as the log ends where it ended when the
result was worked out, and where it ends is asked of the database each time: what was written counts at once. Of what an
operator's command changes without an event a result knows after a minute, as a kept page does.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection

T = TypeVar("T")

MOST = 64
LONGEST = 60.0
# Transactions end in another order than their events have numbers: the sum of the newest tells of a late one too.
END = "SELECT max(seq), sum(seq) FROM (SELECT seq FROM registry_event ORDER BY seq DESC LIMIT 200) AS newest"

_kept: OrderedDict[Hashable, tuple[Any, float, object]] = OrderedDict()
_lock = threading.Lock()


def once(key: Hashable, work_out: Callable[[], T]) -> T:
    """What `work_out` gives, from memory as long as nothing was written since; one query.

    The key names everything beside the database that the result depends on: the day, the language, what was asked for.
    Only for what everybody gets alike, and for what does not depend on the hour.
    """
    end = _end()
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == end and time.monotonic() - found[1] < LONGEST:
            _kept.move_to_end(key)
            return cast(T, found[2])
    # Read after the end of the log: what is written meanwhile makes the result newer than its mark, never older.
    began, made = time.monotonic(), work_out()
    with _lock:
        _kept[key] = end, began, made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """For tests, whose writing is taken back."""
    with _lock:
        _kept.clear()


def _end() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(END)
        return cursor.fetchone()
