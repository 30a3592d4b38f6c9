"""Jobs of the voices room: load, call one operation."""

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.voices import operations

# So long after a voice has ended its sender is known: questions may still come.
KEPT_NORM, KEPT_DAYS = "voices.sender_days", 365


@app.periodic(cron="3 * * * *")
@app.task(name="voices.close_ended_polls", lock="voices.close_ended_polls")
def close_ended_polls(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Within the hour after its last day a poll is closed and counted."""
    operations.close_ended_polls(on=registry.today(), at=clock.now())


@app.periodic(cron="4 17 * * *")
@app.task(name="voices.forget_days", lock="voices.forget_days")
def forget_days(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Just after midnight in Vietnam: the salt of the day is destroyed, and senders of long ago are forgotten."""
    operations.forget_days(at=clock.now())
    today = registry.today()
    operations.forget_senders(on=today, days=registry.norm(KEPT_NORM, on=today, default=KEPT_DAYS))


@app.periodic(cron="5 0 * * *")
@app.task(name="voices.remind", lock="voices.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Seven in the morning in Vietnam: bodies are reminded of voices that wait."""
    operations.remind_of_voices(on=registry.today(), at=clock.now())
