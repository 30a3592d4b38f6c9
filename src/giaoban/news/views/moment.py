"""The moment of business: now, or in a demonstration the same time of its own day."""

import datetime as dt

from giaoban.kernel import clock
from giaoban.registry.requests import Request


def moment(request: Request) -> dt.datetime:
    return clock.moved_to(request.today, clock.now())
