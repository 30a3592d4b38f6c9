"""Jobs of the briefing room: load, call one operation."""

from uuid import UUID

from procrastinate.contrib.django import app

from giaoban.briefing import operations
from giaoban.briefing.operations.taking_in import TAKE_IN, Beside
from giaoban.kernel import clock
from giaoban.registry import queries as registry


@app.periodic(cron="0 0 * * *")
@app.task(name="briefing.remind", lock="briefing.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Seven in the morning in Vietnam: the day's reminders."""
    operations.remind(on=registry.today(), at=clock.now())


@app.task(name=TAKE_IN, retry=3)
def take_in_old_list(old_list: str) -> None:
    """A long old list becomes tasks; a repeat does nothing."""
    found = UUID(old_list)
    with Beside(found) as tell:
        operations.take_in_handed_over(old_list_id=found, at=clock.now(), tell=tell)
