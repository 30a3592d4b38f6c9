"""Jobs of the briefing room: load, call one operation."""

from procrastinate.contrib.django import app

from giaoban.briefing import operations
from giaoban.kernel import clock
from giaoban.registry import queries as registry


@app.periodic(cron="0 0 * * *")
@app.task(name="briefing.remind", lock="briefing.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Seven in the morning in Vietnam: the day's reminders."""
    operations.remind(on=registry.today(), at=clock.now())
