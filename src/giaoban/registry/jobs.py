"""Jobs of the registry: load, call one operation."""

from uuid import UUID

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry import operations
from giaoban.registry.events import DELIVER


@app.task(name=DELIVER, retry=5)
def deliver(event: str, subscriber: str) -> None:
    """Tells one subscriber of one event; a repeat does nothing."""
    operations.deliver(event_id=UUID(event), subscriber=subscriber, at=clock.now())


@app.periodic(cron="17 2 * * *")
@app.task(name="registry.forget_forms", lock="registry.forget_forms")
def forget_forms(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Drops the keys of forms sent over thirty days ago."""
    operations.forget_forms(at=clock.now())
