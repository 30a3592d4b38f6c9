"""Jobs of the visits room: load, call one operation."""

import datetime as dt

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.visits import operations

# What a process saw in the day's last second arrives within a few more.
SETTLED = dt.timedelta(minutes=5)


@app.periodic(cron="6 * * * *")
@app.task(name="visits.close_days", lock="visits.close_days")
def close_days(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Shortly after midnight in Vietnam, and again each hour where that one failed: only numbers stay of a day."""
    at = clock.now()
    operations.close_days(before=clock.day_of(at - SETTLED), at=at)
