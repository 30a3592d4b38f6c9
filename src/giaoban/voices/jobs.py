"""Jobs of the voices room: load, call one operation."""

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.voices import operations


@app.periodic(cron="3 * * * *")
@app.task(name="voices.close_ended_polls", lock="voices.close_ended_polls")
def close_ended_polls(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Within the hour after its last day a poll is closed and counted."""
    operations.close_ended_polls(on=registry.today(), at=clock.now())


@app.periodic(cron="4 17 * * *")
@app.task(name="voices.forget_days", lock="voices.forget_days")
def forget_days(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Just after midnight in Vietnam: the salt of the day is destroyed."""
    operations.forget_days(at=clock.now())
