"""Jobs of the installation itself: jobs whose worker died run again, and what is over is forgotten."""

from django.contrib.sessions.models import Session
from procrastinate import JobContext
from procrastinate.contrib.django import app

from giaoban.kernel import clock

DONE_KEPT_HOURS = 30 * 24


# Without a lock of its own: held by a worker that died, it would keep this sweep from ever freeing it.
@app.periodic(cron="*/5 * * * *")
@app.task(name="site.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> int:  # noqa: ARG001 - the planned time
    """Puts jobs back whose worker sent no sign of life for half a minute; how many. They do their work once, or again."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs())
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="41 2 * * *")
@app.task(name="site.forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Drops jobs that were done thirty days ago; failed ones stay for the operator."""
    await context.app.job_manager.delete_old_jobs(nb_hours=DONE_KEPT_HOURS)


@app.periodic(cron="29 2 * * *")
@app.task(name="site.forget_sessions")
def forget_sessions(timestamp: int) -> int:  # noqa: ARG001
    """Drops sessions whose time is over; how many."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
