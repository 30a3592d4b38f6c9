"""Jobs of the reporting room: load, call one operation."""

from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.reporting import operations
from giaoban.reporting.operations.tallies import FOLD


@app.periodic(cron="5 0 * * *")
@app.task(name="reporting.remind", lock="reporting.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned time
    """Five past seven in the morning in Vietnam: the day's words about returns that are due."""
    operations.remind(on=registry.today(), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name=FOLD, lock=FOLD)
def fold(timestamp: int) -> int:  # noqa: ARG001 - procrastinate passes the planned time
    """Woken where more than a round waits, and every minute for what does: sums take in what was accepted."""
    return operations.fold_all()
